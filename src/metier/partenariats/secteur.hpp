#pragma once
#include <string_view>

namespace metier::partenariats {

/// Le secteur d'un rôle : ses bassins (d'un établissement, le sien), ce qu'ils contiennent et ce qui les contient (une
/// structure peut être rattachée au département). Deux fois le rôle tenu.
inline constexpr std::string_view secteur_sql =
    "select c.descendant_id from role_tenu r left join reseau_bassin b on b.reseau_id = r.reseau_id left join "
    "etablissement x on x.id = r.etablissement_id join territoire_contient c on c.ancetre_id = "
    "coalesce(r.territoire_id, b.territoire_id, x.territoire_id) where r.id = ? union select c.ancetre_id from "
    "role_tenu r left join reseau_bassin b on b.reseau_id = r.reseau_id left join etablissement x on x.id = "
    "r.etablissement_id join territoire_contient c on c.descendant_id = coalesce(r.territoire_id, b.territoire_id, "
    "x.territoire_id) where r.id = ?";

} // namespace metier::partenariats
