#include "metier/accompagnement/commun.hpp"

namespace metier::accompagnement {

using namespace web;

Jeune exiger(acces::Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto j = jeunes::trouver(db, cx.portee(), id);
    if (!j)
        throw not_found();
    return *j;
}

std::vector<Etape> fil(Jeune const& j) {
    return {{"Jeunes", web::lien("/jeunes")}, {jeunes::nom_affiche(j), jeunes::lien(j.id)}};
}

Html avis_de_conflit(bool conflit) {
    return when(conflit, [] {
        return notice(Ton::attention, "Quelqu’un a enregistré avant vous. Votre saisie est gardée ci-dessous\u00a0: "
                                      "vérifiez-la, puis enregistrez.");
    });
}

} // namespace metier::accompagnement
