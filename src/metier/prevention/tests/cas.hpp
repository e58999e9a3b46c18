#pragma once
// La prévention branchée comme dans main, et ceux qui la font dans un lycée.
#include <gtest/gtest.h>

#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/prevention/prevention_sql.hpp"
#include "tests/distribution.hpp"

namespace essais {

namespace prevention = metier::prevention;

/// Sur chacune des deux bases.
struct PreventionWeb : testing::TestWithParam<std::string> {
    PreventionWeb() {
        metier::agenda::rubriques(journee);
        prevention::rubriques(journee);
        prevention::apports(apports);
        metier::agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes, apports);
        prevention::routes(d.app.routes);
        lea = d.un_agent("Léa", "PROF", acces::Role::enseignant, {}, d.zola);
        paul = d.un_agent("Paul", "AUTRE", acces::Role::enseignant, {}, d.monod);
        hugo = un_jeune().nomme("DIALLO", "Hugo").ne_le(2010y / 3 / 4).au(d.zola).cree(d);
    }
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 10, 0)); }
    static std::string n(auto id) { return std::to_string(id.valeur); }
    web::Pairs fiche(std::string faits = "Trois matins sans venir en atelier, dit ne plus vouloir se lever.") {
        return {{"faits", faits}, {"urgence", "rapide"}, {"origine", "etablissement"}};
    }
    static web::Pairs avec(web::Pairs champs, web::Pairs const& autres) {
        for (auto const& [nom, valeur] : autres) {
            std::erase_if(champs, [&](auto const& c) { return c.first == nom; });
            champs.emplace_back(nom, valeur);
        }
        return champs;
    }
    web::Pairs examen(std::string version = "1") {
        return {{"decision", "Mme Ba reçoit Hugo jeudi."},
                {"etat", "suivie"},
                {"lien", "irregulier"},
                {"revoir_le", base::iso(base::plus_jours(d.jour(), 21))},
                {"reponses", "tutorat"},
                {"reponse", "Hugo est reçu cette semaine, un tuteur lui est proposé."},
                {"version", version}};
    }
    /// Le signalement de Léa, et la situation qu'il ouvre.
    std::string situation() {
        auto r = d.app.as(lea).post("/signalements?eleve=" + n(hugo), fiche());
        EXPECT_EQ(r.status, 303) << r.text("main");
        auto id = d.lire([&](storage::Reader& db) { return prevention::situation_ouverte(db, hugo, d.zola); });
        return "/prevention/" + n(id.value());
    }

    Distribution d{GetParam()};
    metier::agenda::Journee journee;
    jeunes::Apports apports;
    Id<acces::Agent> lea, paul;
    Id<jeunes::Jeune> hugo;
};

} // namespace essais
