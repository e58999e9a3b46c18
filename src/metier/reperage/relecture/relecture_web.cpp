#include "metier/reperage/relecture/relecture_web.hpp"

namespace metier::reperage {

void routes_de_la_relecture(acces::Routes& r) {
    r.menu({"Rapprochements", web::lien("/rapprochements"), acces::Droit::trancher, 31,
            "Dire si deux fiches sont la même personne.", acces::groupe::reperage});
    routes_des_lots(r);
    routes_des_paires(r);
    routes_de_l_echantillon(r);
    routes_des_retours(r);
}

} // namespace metier::reperage
