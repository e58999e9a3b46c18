#include "metier/jeunes/garde_fous.hpp"

#include "metier/jeunes/mots_sensibles.hpp"
#include "web/parts/notice.hpp"

namespace metier::jeunes {

web::Html avis_sur_les_mots(acces::Contexte const& cx, std::vector<std::string> const& textes) {
    if (cx.requete().field("quand_meme") == "1")
        return {};
    web::Html lignes;
    for (auto const& texte : textes)
        for (auto const& m : mots_sensibles(texte))
            lignes += web::li("«\u00A0", web::strong(m.mot), "\u00A0» : ", m.conseil);
    if (lignes.empty())
        return {};
    return web::notice(
        web::Ton::attention, "Mots sensibles repérés",
        web::ensemble(
            web::p("Rien n’est encore enregistré. Corrigez, ou enregistrez quand même si ce mot est nécessaire."),
            web::ul(lignes)));
}

web::Html bouton_d_enregistrement(bool averti) {
    if (!averti)
        return web::bouton("Enregistrer");
    return web::ensemble(web::bouton("Enregistrer la correction"),
                         web::bouton_secondaire(web::name("quand_meme"), web::value("1"), "Enregistrer quand même"));
}

bool pas_avant_la_naissance(web::Field<Date>& champ, std::optional<Date> naissance) {
    if (!champ || !naissance || *champ >= *naissance)
        return true;
    champ.refuse("Ce jour est avant la naissance du jeune, le " + base::affiche(*naissance) +
                 " : corrigez l’année, ou la date de naissance dans l’identité.");
    return false;
}

} // namespace metier::jeunes
