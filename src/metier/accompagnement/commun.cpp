#include "metier/accompagnement/commun.hpp"

#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::accompagnement {

using namespace web;

Jeune exiger(acces::Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto j = jeunes::trouver(db, cx.portee(), id);
    if (!j)
        throw not_found();
    return *j;
}

bool tient(acces::Contexte& cx, Reader& db, Id<Jeune> id) {
    return cx.peut(acces::Droit::suivre) && !acces::lit_seulement(db, cx.portee(), id);
}

std::vector<Etape> fil(Jeune const& j) {
    return {{"Jeunes", web::lien("/jeunes")}, {jeunes::nom_affiche(j), jeunes::lien(j.id)}};
}

Html avis_a_confirmer(acces::Contexte const& cx, std::vector<std::string> const& avis) {
    if (avis.empty() || cx.requete().field("quand_meme") == "1")
        return {};
    return notice(Ton::attention, "À confirmer",
                  ensemble(p("Rien n’est encore enregistré. Corrigez, ou enregistrez quand même si c’est bien cela."),
                           ul(each(avis, [](auto const& a) { return li(a); }))));
}

Bornes bornes(Reader& db, Date jour) {
    auto n = [&](std::string_view code) { return territoire::entier(db, code, jour); };
    return {n("accompagnement.anteriorite"), n("accompagnement.avance"), n("accompagnement.duree")};
}

bool fin_plausible(Field<Date> const& du, Field<Date>& au, Bornes const& b) {
    if (!du || !au)
        return true;
    if (*au < *du)
        au.refuse("Il ne peut pas finir avant de commencer\u00a0: indiquez une date à partir du " + base::affiche(*du) +
                  ".");
    else if (auto limite = base::plus_mois(*du, b.duree); *au > limite)
        au.refuse("C’est trop loin\u00a0: indiquez une date jusqu’au " + base::affiche(limite) + ".");
    return au.error().empty();
}

} // namespace metier::accompagnement
