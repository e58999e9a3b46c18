#include "metier/acces/relecture.hpp"

#include "metier/acces/mots_sensibles.hpp"
#include "web/parts/notice.hpp"

namespace metier::acces {

web::Html avis_sur_les_mots(Contexte const& cx, std::vector<std::string> const& textes) {
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

web::Html relire(Contexte const& cx, std::vector<web::FieldBase*> const& champs) {
    std::vector<std::string> textes;
    for (auto const* champ : champs)
        if (champ->is_facts_only())
            textes.emplace_back(champ->typed_first());
    return avis_sur_les_mots(cx, textes);
}

web::Html bouton_d_enregistrement(bool averti, std::string_view libelle) {
    if (!averti)
        return web::bouton(libelle);
    return web::ensemble(web::bouton("Enregistrer la correction"),
                         web::bouton_secondaire(web::name("quand_meme"), web::value("1"), "Enregistrer quand même"));
}

} // namespace metier::acces
