#pragma once
// Ce que les pages des actions et celles des candidatures ont en commun.
#include "metier/acces/contexte.hpp"
#include "metier/admissions/admissions.hpp"
#include "web/lien.hpp"

namespace metier::admissions {

inline constexpr auto rubrique = "Actions";

inline web::Lien lien(Id<Action> id) { return web::lien("/actions/{}", id); }
inline std::string objet(Id<Action> id) { return "action/" + std::to_string(id.valeur); }
inline std::string objet(Id<Candidature> id) { return "candidature/" + std::to_string(id.valeur); }
std::int64_t version_vue(acces::Contexte const& cx);
/// Une action de son secteur, ou la page introuvable.
Action exiger(Reader& db, acces::Contexte const& cx, Id<Action> id);

void routes_des_candidatures(acces::Routes& r);

} // namespace metier::admissions
