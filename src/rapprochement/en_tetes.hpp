#pragma once
// What a column's header says, whatever the language and the fashion: « Né(e) le », dateOfBirth, NACHNAME,
// res_city_desc.
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/colonnes.hpp"

namespace rapprochement {

struct SensDeLEnTete {
    Role role = Role::ignoree;
    bool sur = false;        ///< a known header, not words put together
    bool secondaire = false; ///< another address, another person's phone: only for want of a better one
    bool compris = false;    ///< one of its words means something, even if not a field of a person
};
SensDeLEnTete sens_de_l_en_tete(std::string_view en_tete);

/// Words of a header: « dateOfBirth », « date_of_birth » and « Date of Birth » give the same.
std::vector<std::string> mots_de_l_en_tete(std::string_view en_tete);

} // namespace rapprochement
