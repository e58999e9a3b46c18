#pragma once
// Chaque rôle frappe à chaque route choisie : 403 sans le droit, jamais avec, et jamais 500.
#include <string>

#include <gtest/gtest.h>

#include "tests/distribution.hpp"

namespace essais {

struct Matrice {
    int refusees = 0, ouvertes = 0;
};

template <class Choix>
Matrice chaque_role_frappe(Distribution& d, Choix const& mienne) {
    Matrice m;
    for (auto agent : {d.awa, d.ott, d.ba, d.cpe, d.roy, d.diop, d.vidal, d.dasen, d.dpd, d.admin}) {
        auto role = d.portee(agent).role;
        auto personne = d.app.as(agent);
        for (auto const& r : d.app.routes.liste()) {
            if (!mienne(r.patron))
                continue;
            auto adresse = r.patron;
            for (auto accolade = adresse.find('{'); accolade != std::string::npos; accolade = adresse.find('{'))
                adresse.replace(accolade, adresse.find('}') - accolade + 1, "987654");
            auto status = r.methode == "GET" ? personne.get(adresse).status : personne.post(adresse).status;
            if (acces::a_le_droit(role, r.droit)) {
                EXPECT_NE(status, 403) << base::code(role) << " " << r.methode << " " << adresse;
                EXPECT_LT(status, 500) << base::code(role) << " " << r.methode << " " << adresse;
                ++m.ouvertes;
            } else {
                EXPECT_EQ(status, 403) << base::code(role) << " " << r.methode << " " << adresse;
                ++m.refusees;
            }
        }
    }
    return m;
}

} // namespace essais
