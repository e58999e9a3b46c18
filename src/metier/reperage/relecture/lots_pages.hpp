#pragma once
#include "metier/acces/contexte.hpp"
#include "metier/reperage/relecture/lots.hpp"

namespace metier::reperage {

web::Lien lien_du_lot(std::string_view ecart);
web::Lien lien(Id<LotConfirme> id);
/// « Ces 214 paires ne diffèrent que par un accent dans le nom »
std::string titre_du_lot(std::string_view ecart, std::int64_t paires);

struct LotMontre {
    std::string ecart;
    std::int64_t total = 0;          ///< de la portée
    std::vector<Paire> paires;       ///< celles que l'acte confirme
    std::vector<Paire> a_regarder;   ///< tirées au hasard parmi elles
    std::vector<std::string> nes_le; ///< « 04/03/2009 | 04/03/2009 », une par paire à regarder
    bool change = false;             ///< le lot n'est plus celui que la personne avait vu
};
acces::Page page_lot(LotMontre const& m);
acces::Page page_de_confirmation(LotMontre const& m, web::Csrf const& csrf);
acces::Page page_lot_confirme(LotConfirme const& lot, std::vector<Paire> const& paires, web::Csrf const& csrf);
/// Sur l'accueil des rapprochements.
web::Html les_lots(std::vector<Lot> const& lots);
web::Html les_lots_confirmes(std::vector<LotConfirme> const& lots);

} // namespace metier::reperage
