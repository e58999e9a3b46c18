#pragma once
// Demander l'accès n'est possible que pour qui vient de trouver la personne par la recherche : sans cette preuve,
// essayer des numéros l'un après l'autre n'apprend rien.
#include "metier/acces/contexte.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

inline std::string preuve(acces::Contexte& cx, Id<Jeune> jeune) {
    return cx.coffre().empreinte("demande-acces/" + std::to_string(cx.portee().role_tenu.valeur) + "/" +
                                 std::to_string(jeune.valeur) + "/" + base::iso(cx.jour()));
}

} // namespace metier::jeunes
