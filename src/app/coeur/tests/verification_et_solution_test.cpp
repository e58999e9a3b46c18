// The verification of a presumed leaver, wired to the follow-up: a running solution is seen, never contradicted in
// silence.
#include <gtest/gtest.h>

#include "app/coeur/solutions.hpp"
#include "metier/jeunes/memoire_situations.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"
#include "metier/suivi/suivi.hpp"

using namespace essais;

namespace {

namespace suivi = metier::suivi;

struct VerificationEtSolution : testing::Test, CampagneDEssai {
    VerificationEtSolution() { reperage::routes(d.app.routes, {}, {app::solutions_du_suivi()}); }
    Id<suivi::Solution> en_cours(Id<jeunes::Jeune> j, suivi::Code code, std::string structure, Date depuis) {
        return d.ecrire([&](storage::Writer& db) {
            suivi::Auteur const awa{d.awa, d.horloge.instant()};
            suivi::Solution s;
            s.jeune = j;
            s.code = code;
            s.structure = std::move(structure);
            s.proposee_le = depuis;
            s.motif = "Trouvée au forum";
            auto id = suivi::proposer_solution(db, awa, s);
            suivi::activer(db, awa, id, 1, depuis, jeunes::Fondement::contrat, d.jour());
            return id;
        });
    }
    std::string page(Id<reperage::Campagne> c, Id<jeunes::Jeune> j) {
        return "/campagnes/" + std::to_string(c.valeur) + "/verifications/" + std::to_string(j.valeur);
    }
    /// Everything a verification can change of a youngster, word for word.
    std::string etat(Id<jeunes::Jeune> j) {
        struct Ligne {
            std::string a, b, c, e;
        };
        return d.lire([&](storage::Reader& db) {
            auto texte = jeunes::en_lignes(jeunes::situations(db, j));
            for (auto const& l : db.all<Ligne>("select code, etat, motif, coalesce(fin_le, '') from solution where "
                                               "jeune_id = ? order by id",
                                               j))
                texte += l.a + " " + l.b + " " + l.c + " " + l.e + "\n";
            for (auto const& l : db.all<Ligne>("select genre, pour_le, objet, '' from echeance where jeune_id = ? and "
                                               "faite_le is null order by id",
                                               j))
                texte += l.a + " " + l.b + " " + l.c + "\n";
            return texte;
        });
    }
    Date const depuis = 2026y / 9 / 15; // un lundi d'octobre, trois semaines plus tard
};

TEST_F(VerificationEtSolution, la_page_et_la_file_montrent_la_solution_avec_sa_preuve_et_proposent_ce_qu_elle_dit) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    en_cours(hugo, suivi::Code::service_civique, "Unis-Cité", depuis);
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/verifications").contient("Solution en cours : Service civique"));
    auto r = awa.get(page(c, hugo));
    EXPECT_TRUE(r.contient("Une solution est en cours : Service civique, Unis-Cité, depuis le 15/09/2026."));
    EXPECT_TRUE(r.contient("Preuve : contrat"));
    EXPECT_TRUE(r.contient("Il y est toujours : en service civique"));
    auto avant = etat(hugo);
    EXPECT_EQ(
        awa.post(page(c, hugo), {{"resultat", "service_civique"}, {"preuve", "famille"}, {"version", "1"}}).status,
        303);
    EXPECT_EQ(etat(hugo), avant) << "la solution le disait déjà : rien n'est coupé ni noté deux fois";
    EXPECT_TRUE(awa.get("/verifications").contient("Plus personne à vérifier ici"));
    EXPECT_EQ(compter("select count(*) from verification where structure = 'Unis-Cité' and depuis = '2026-09-15'"), 1);
}

TEST_F(VerificationEtSolution, confirmer_sans_solution_demande_ce_qu_elle_est_devenue_et_l_annuler_rend_tout) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    en_cours(hugo, suivi::Code::service_civique, "Unis-Cité", depuis);
    auto awa = d.app.as(d.awa);
    auto avant = etat(hugo);
    web::Pairs saisie{{"resultat", "confirme"}, {"preuve", "declaration"}, {"version", "1"}};
    auto refus = awa.post(page(c, hugo), saisie);
    EXPECT_EQ(refus.status, 422);
    EXPECT_NE(refus.error("fin").find("dites ce qu’elle est devenue"), std::string::npos);
    EXPECT_FALSE(refus.error("dernier_jour").empty());
    EXPECT_EQ(etat(hugo), avant);
    saisie.emplace_back("fin", "par_le_jeune");
    saisie.emplace_back("dernier_jour", "2026-09-30");
    saisie.emplace_back("depuis", "2026-09-30");
    EXPECT_NE(awa.post(page(c, hugo), saisie).error("depuis").find("durait encore"), std::string::npos);
    saisie.pop_back();
    EXPECT_EQ(awa.post(page(c, hugo), saisie).status, 303);
    EXPECT_EQ(compter("select count(*) from solution where etat = 'rompue' and fin_le = '2026-09-30' and motif = "
                      "'Arrêtée par le jeune'"),
              1);
    EXPECT_EQ(compter("select count(*) from verification where depuis = '2026-10-01'"), 1);
    EXPECT_EQ(compter("select count(*) from echeance where genre = 'suivi_solution' and faite_le is null"), 0);
    EXPECT_EQ(compter("select count(*) from situation where genre = 'sans_solution'"), 1);
    EXPECT_EQ(awa.post("/verifications/1/annulation").status, 303);
    EXPECT_EQ(etat(hugo), avant) << "situations, solution, suivis : comme avant";
}

TEST_F(VerificationEtSolution, un_lot_laisse_ceux_qu_une_solution_contredit_et_les_nomme) {
    auto hugo = sorti("DIALLO", "Hugo"), lina = sorti("BERNARD", "Lina", 2008y / 2 / 2);
    auto c = calculee();
    en_cours(hugo, suivi::Code::emploi_durable, "Le Fournil", depuis);
    auto avant = etat(hugo);
    auto awa = d.app.as(d.awa);
    auto lot = [&](std::string resultat) {
        return awa.follow(awa.post("/campagnes/" + std::to_string(c.valeur) + "/verifications",
                                   {{"choix", std::to_string(hugo.valeur) + "-1"},
                                    {"choix", std::to_string(lina.valeur) + "-1"},
                                    {"resultat", resultat},
                                    {"preuve", "famille"}}));
    };
    auto r = lot("confirme");
    EXPECT_TRUE(r.contient("1 jeune vérifié ; 1 laissé, parce qu’une solution est en cours (DIALLO Hugo) : ouvrez leur "
                           "page pour dire ce qu’elle est devenue."));
    EXPECT_EQ(etat(hugo), avant);
    EXPECT_EQ(compter("select count(*) from verification"), 1);
    EXPECT_TRUE(lot("en_emploi").contient("1 jeune vérifié ; 1 laissé : vérifié entre-temps"));
    EXPECT_EQ(etat(hugo), avant) << "en emploi : la solution le disait";
}

} // namespace
