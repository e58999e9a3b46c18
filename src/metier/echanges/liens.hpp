#pragma once
// Adresses des pages de listes reçues.
#include "metier/echanges/lignes_sql.hpp"
#include "web/lien.hpp"

namespace metier::echanges {

inline web::Lien lien_des_listes() { return web::lien("/importations"); }
inline web::Lien lien(Id<Importation> id) { return web::lien("/importations/{}", id); }
inline web::Lien lien_avancement(Id<Importation> id) { return web::lien("/importations/{}/avancement", id); }
inline web::Lien lien_correspondance(Id<Importation> id) { return web::lien("/importations/{}/correspondance", id); }
inline web::Lien lien_confirmation(Id<Importation> id) { return web::lien("/importations/{}/confirmation", id); }
inline web::Lien lien_abandon(Id<Importation> id) { return web::lien("/importations/{}/abandon", id); }
inline web::Lien lien_application(Id<Importation> id) { return web::lien("/importations/{}/application", id); }
inline web::Lien lien_lignes(Id<Importation> id) { return web::lien("/importations/{}/lignes", id); }
inline web::Lien lien_lignes(Id<Importation> id, Issue issue) {
    return lien_lignes(id).avec("issue", base::code(issue));
}
inline web::Lien lien(Id<Importation> id, Id<LigneImport> ligne) {
    return web::lien("/importations/{}/lignes/{}", id, ligne);
}
inline web::Lien lien_douteuses(Id<Importation> id) { return web::lien("/importations/{}/douteuses", id); }
inline web::Lien lien_decision(Id<Importation> id, Id<LigneImport> ligne) {
    return web::lien("/importations/{}/lignes/{}/decision", id, ligne);
}
inline web::Lien lien_annulation(Id<Importation> id, Id<LigneImport> ligne) {
    return web::lien("/importations/{}/lignes/{}/annulation", id, ligne);
}
inline web::Lien lien_export(Id<Importation> id) { return web::lien("/importations/{}/export", id); }

inline constexpr auto rubrique = "Listes reçues";

} // namespace metier::echanges
