#pragma once
// Le suivi branché comme dans main : dossier, journée, routes.
#include <gtest/gtest.h>

#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/suivi/suivi_web.hpp"
#include "tests/distribution.hpp"

namespace essais {

namespace suivi = metier::suivi;

struct SuiviWeb : testing::Test {
    SuiviWeb() {
        metier::agenda::rubriques(journee);
        suivi::rubriques(journee);
        suivi::apports(apports);
        metier::agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes, apports);
        suivi::routes(d.app.routes, apports);
    }
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 10, 0)); }
    suivi::Auteur de(Id<acces::Agent> agent) { return {agent, d.horloge.instant()}; }
    static std::string jeune(Id<jeunes::Jeune> id) { return "/jeunes/" + std::to_string(id.valeur); }
    void sans_solution(Id<jeunes::Jeune> j, Date depuis) {
        d.ecrire([&](storage::Writer& db) {
            jeunes::noter_situation(db, j,
                                    {.genre = jeunes::GenreSituation::sans_solution,
                                     .du = depuis,
                                     .au = {},
                                     .structure = "",
                                     .fondement = jeunes::Fondement::declaration,
                                     .verifiee_le = {},
                                     .agent = {},
                                     .origine = ""});
        });
    }
    web::Pairs entretien(std::string resume = "Souhaite un CAP cuisine.") {
        return {{"jour", base::iso(d.jour())},
                {"objet", "Faire le point"},
                {"resume", resume},
                {"visibilite", "equipe"},
                {"visibilite_analyse", "privee"}};
    }
    static web::Pairs avec(web::Pairs champs, web::Pairs const& autres) {
        for (auto const& [nom, valeur] : autres) {
            std::erase_if(champs, [&](auto const& c) { return c.first == nom; });
            champs.emplace_back(nom, valeur);
        }
        return champs;
    }

    /// Le texte sans balises ni blancs ajoutés : une différence marquée au milieu d'un mot ne le coupe pas.
    static bool dit(Reponse const& r, std::string_view texte) {
        std::string nu;
        bool balise = false;
        for (char c : r.body) {
            balise = balise || c == '<';
            if (!balise)
                nu += c;
            balise = balise && c != '>';
        }
        return nu.find(texte) != std::string::npos;
    }

    Distribution d;
    metier::agenda::Journee journee;
    jeunes::Apports apports;
};

} // namespace essais
