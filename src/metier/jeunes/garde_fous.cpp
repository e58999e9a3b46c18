#include "metier/jeunes/garde_fous.hpp"

#include "metier/acces/relecture.hpp"

namespace metier::jeunes {

web::Html avis_sur_les_mots(acces::Contexte const& cx, std::vector<std::string> const& textes) {
    return acces::avis_sur_les_mots(cx, textes);
}

web::Html bouton_d_enregistrement(bool averti) { return acces::bouton_d_enregistrement(averti); }

bool pas_avant_la_naissance(web::Field<Date>& champ, std::optional<Date> naissance) {
    if (!champ || !naissance || *champ >= *naissance)
        return true;
    champ.refuse("Ce jour est avant la naissance du jeune, le " + base::affiche(*naissance) +
                 " : corrigez l’année, ou la date de naissance dans l’identité.");
    return false;
}

bool pas_avant_l_age(web::Field<Date>& champ, std::optional<Date> naissance, int ans, std::string const& quoi) {
    if (!pas_avant_la_naissance(champ, naissance))
        return false;
    if (!champ || !naissance || *champ >= base::plus_annees(*naissance, ans))
        return true;
    champ.refuse("Ce jour-là, le jeune n’avait pas " + std::to_string(ans) + " ans\u00a0: " + quoi +
                 ". Corrigez l’année, ou la date de naissance dans l’identité.");
    return false;
}

} // namespace metier::jeunes
