#include "metier/acces/conflits.hpp"

#include "web/parts/notice.hpp"

namespace metier::acces {

web::Html enregistre_entre_temps(std::vector<web::LigneComparee> lignes, bool encore) {
    std::erase_if(lignes, [](auto const& l) { return l.gauche == l.droite; });
    auto suite = encore ? "Votre saisie est gardée ci-dessous\u00a0: comparez, puis enregistrez si elle est la bonne."
                        : "Cela ne se change plus. Votre saisie n’est pas enregistrée, elle est gardée ci-dessous.";
    return web::ensemble(web::notice(web::Ton::attention, "Quelqu’un a enregistré avant vous", web::p(suite)),
                         web::when(!lignes.empty(), [&] {
                             return web::cote_a_cote("Ce qui diffère", "Enregistré entre-temps", "Votre saisie",
                                                     lignes);
                         }));
}

} // namespace metier::acces
