#include "metier/suivi/suivi_web.hpp"

#include "metier/jeunes/mots_sensibles.hpp"
#include "web/parts/notice.hpp"

namespace metier::suivi {

Jeune exiger(acces::Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto jeune = jeunes::trouver(db, cx.portee(), id);
    if (!jeune)
        throw web::not_found();
    return *jeune;
}

web::Html avis_sur_les_mots(acces::Contexte const& cx, std::vector<std::string> const& textes) {
    if (cx.requete().field("quand_meme") == "1")
        return {};
    std::vector<web::Html> lignes;
    for (auto const& texte : textes)
        for (auto const& m : jeunes::mots_sensibles(texte))
            lignes.push_back(web::li("«\u00A0", web::strong(m.mot), "\u00A0» : ", m.conseil));
    if (lignes.empty())
        return {};
    return web::notice(
        web::Ton::attention, "Mots sensibles repérés",
        web::ensemble(
            web::p("Rien n’est encore enregistré. Corrigez, ou enregistrez quand même si ce mot est nécessaire."),
            web::ul(web::each(lignes, [](web::Html const& l) { return l; }))));
}

web::Html bouton_d_enregistrement(bool averti) {
    if (!averti)
        return web::bouton("Enregistrer");
    return web::ensemble(web::bouton("Enregistrer la correction"),
                         web::bouton_secondaire(web::name("quand_meme"), web::value("1"), "Enregistrer quand même"));
}

web::Lien lien(Id<Entretien> id) { return web::lien("/entretiens/{}", id); }
web::Lien lien(Id<Solution> id) { return web::lien("/solutions/{}", id); }

void routes(acces::Routes& r) {
    routes_des_contacts(r);
    routes_des_entretiens(r);
    routes_des_brouillons(r);
    routes_des_solutions(r);
    routes_des_horloges(r);
    routes_de_la_veille(r);
    routes_de_la_diligence(r);
}

} // namespace metier::suivi
