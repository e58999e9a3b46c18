// Une réunion et ce qui l'entoure : fin de conservation, fusion de dossiers, Ma journée du programme entier.
#include <gtest/gtest.h>

#include "app/coeur/app.hpp"
#include "metier/conservation/conservation.hpp"
#include "metier/jeunes/fusion.hpp"
#include "metier/reunions/points_sql.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace reunions = metier::reunions;

namespace {

struct ReunionsDuProgramme : testing::Test {
    ReunionsDuProgramme() {
        branchements.routes(d.app.routes);
        id = d.ecrire([&](storage::Writer& db) {
            auto s =
                reunions::serie(db, d.horloge.instant(), d.awa, reunions::sur(reunions::Genre::gpds, d.zola.valeur));
            auto r = *reunions::prevoir(db, s, d.horloge.instant(), 90, "");
            reunions::ajouter_membre(db, r, *reunions::comme_membre(db, d.awa));
            reunions::ouvrir(db, r, d.awa, d.horloge.instant());
            return r;
        });
    }
    void examiner(Id<jeunes::Jeune> jeune) {
        d.ecrire([&](storage::Writer& db) {
            auto p = reunions::ajouter_point(db, id, jeune, "");
            reunions::ecrire(db, d.horloge.instant(), d.awa, p, acces::Visibilite::equipe, "Un texte.", 0);
            reunions::ecrire(db, d.horloge.instant(), d.awa, p, acces::Visibilite::equipe, "Un autre.", 1,
                             "Correction");
            reunions::decider(
                db, d.horloge.instant(), d.portee(d.awa),
                {p, "Revoir", reunions::membres(db, id).front().id, d.jour(), acces::Visibilite::equipe, ""});
        });
    }
    std::int64_t lignes(std::string const& table) {
        return d.lire([&](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from " + table); });
    }
    app::Branchements branchements;
    Distribution d;
    Id<reunions::Reunion> id;
};

TEST_F(ReunionsDuProgramme, un_dossier_rendu_anonyme_quitte_les_reunions_qui_restent) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    examiner(lina);
    d.ecrire([&](storage::Writer& db) { metier::conservation::anonymiser(db, lina, d.jour()); });
    for (auto const* table :
         {"reunion_point", "reunion_texte", "reunion_texte_version", "reunion_decision", "reunion_motif", "echeance"})
        EXPECT_EQ(lignes(table), 0) << table;
    EXPECT_EQ(lignes("reunion"), 1);
    EXPECT_EQ(d.app.as(d.awa).get("/reunions/" + std::to_string(id.valeur)).status, 200);
}

TEST_F(ReunionsDuProgramme, la_decision_suit_le_dossier_garde_et_se_lit_dans_sa_chronologie) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d),
         double_ = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    examiner(double_);
    d.ecrire([&](storage::Writer& db) {
        jeunes::fusionner(db, lina, double_, "même personne", d.awa, d.horloge.instant());
    });
    auto dossier = d.app.as(d.awa).get("/jeunes/" + std::to_string(lina.valeur) + "?tout=1");
    EXPECT_TRUE(dossier.contient("Examiné en GPDS"));
    EXPECT_TRUE(dossier.contient("Revoir"));
    auto journee = d.app.as(d.awa).get("/");
    EXPECT_TRUE(journee.contient("Décisions de réunion à tenir"));
    EXPECT_TRUE(journee.contient("Réunions de la semaine"));
}

} // namespace
