#include "metier/annuaire/onglets.hpp"

namespace metier::annuaire {

using acces::Droit;

web::Lien lien(Id<territoire::Etablissement> id) { return web::lien("/etablissements/{}", id); }
web::Lien lien(Id<territoire::Territoire> id) { return web::lien("/territoires/{}", id); }
web::Lien lien(Id<territoire::Reseau> id) { return web::lien("/reseaux/{}", id); }
web::Lien lien(Id<territoire::Structure> id) { return web::lien("/structures/{}", id); }

std::int64_t Attaches::combien(storage::Reader& db, Etablissements const& ids) const {
    std::int64_t n = 0;
    for (auto const& compter : jeunes_qui_suivent)
        n += compter(db, ids);
    return n;
}

void Attaches::faire_suivre(storage::Writer& db, Etablissements const& ids) const {
    if (!ids.empty())
        for (auto const& suit : suivre)
            suit(db, ids);
}

namespace {

struct Entree {
    Liste liste;
    std::string nom;
    web::Lien lien;
};
std::vector<Entree> entrees() {
    return {{Liste::etablissements, "Établissements", web::lien("/etablissements")},
            {Liste::territoires, "Territoires", web::lien("/territoires")},
            {Liste::reseaux, "Réseaux et plateformes", web::lien("/reseaux")},
            {Liste::structures, "Structures", web::lien("/structures")}};
}

} // namespace

web::Html onglets(Liste courante) {
    std::vector<web::Onglet> liste;
    for (auto const& e : entrees())
        liste.push_back({e.nom, e.lien, e.liste == courante});
    return web::onglets("Le territoire", liste);
}

std::vector<web::Etape> fil(Liste liste) {
    for (auto const& e : entrees())
        if (e.liste == liste)
            return {{e.nom, e.lien}};
    return {};
}

void routes(acces::Routes& r, Attaches const& attaches) {
    r.menu({rubrique, web::lien("/etablissements"), Droit::lire_territoire, 80,
            "Les établissements, les territoires, les réseaux et les structures, et leurs contacts.",
            acces::groupe::administration});
    routes_du_rangement(r, attaches);
    routes_des_etablissements(r, attaches);
    routes_des_territoires(r, attaches);
    routes_des_reseaux(r);
    routes_des_structures(r);
}

} // namespace metier::annuaire
