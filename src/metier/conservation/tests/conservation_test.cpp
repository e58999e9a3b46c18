// R-74 : annoncée, décidée, faite, racontée ; rien d'autre.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "metier/conservation/conservation.hpp"
#include "metier/conservation/sources.hpp"
#include "metier/jeunes/fusion.hpp"
#include "metier/jeunes/index.hpp"
#include "metier/jeunes/recherche.hpp"
#include "metier/territoire/parametres.hpp"
#include "tests/distribution.hpp"

using namespace essais;
using namespace metier::conservation;

namespace {

class Conservation : public testing::TestWithParam<std::string> {
protected:
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 10, 0)); }
    /// Le 5 octobre 2026, dernier fait connu : terme le 5 octobre 2028.
    Id<jeunes::Jeune> un_dossier(std::string nom = "DIALLO") {
        return un_jeune().nomme(std::move(nom), "Hugo").au(d.zola, 2025, Date{2026y / 8 / 31}).cree(d);
    }
    std::string tournee() { return ronde(d.app.env()); }
    std::int64_t compter(std::string const& sql) {
        return d.lire([&](Reader& db) { return db.one<std::int64_t>(sql); });
    }
    std::vector<Annonce> vus(Id<acces::Agent> agent, Etat etat = Etat::a_decider) {
        return d.lire([&](Reader& db) { return annonces(db, d.portee(agent), etat, "", 0, 50); });
    }
    void decider_de(Id<jeunes::Jeune> j, Decision const& decision) {
        d.ecrire([&](Writer& db) {
            auto v = db.one<std::int64_t>("select version from purge_annonce where jeune_id = ?", j);
            decider(db, d.horloge.instant(), d.awa, j, v, decision);
        });
    }
    static constexpr auto anonymes = "select count(*) from jeune where anonymise_le is not null";
    Distribution d{GetParam()};
};

TEST_P(Conservation, la_fin_d_un_dossier_s_annonce_a_qui_en_repond_et_rien_ne_s_efface) {
    auto j = un_dossier();
    le(2028y / 9 / 4);
    tournee();
    EXPECT_TRUE(vus(d.awa).empty());
    le(2028y / 9 / 5);
    EXPECT_NE(tournee().find("1 fin de dossier annoncée"), std::string::npos);
    auto liste = vus(d.awa);
    ASSERT_EQ(liste.size(), 1u);
    EXPECT_EQ(liste[0].jeune, j);
    EXPECT_EQ(liste[0].terme, Date{2028y / 10 / 5});
    EXPECT_EQ(liste[0].quoi, Fait::creation);
    EXPECT_TRUE(vus(d.ines).empty());
    EXPECT_EQ(d.journal().back(), "purge_annoncee");
    le(2029y / 9 / 5);
    tournee();
    EXPECT_EQ(compter(anonymes), 0); // personne n'a décidé
}

TEST_P(Conservation, ce_qui_est_decide_se_fait_a_son_jour_et_un_rapport_le_dit) {
    auto j = un_dossier(), temoin = un_dossier("TEMOIN");
    d.ecrire([&](Writer& db) {
        jeunes::indexer(db, j);
        db.run("update jeune set telephone = '0612345678' where id = ?", j);
        db.run("insert into contact (jeune_id, le, canal, qui, resultat, note, agent_id, cree_le) values (?, "
               "'2026-10-04', "
               "'telephone', 'jeune', 'joint', 'Sa tante l’héberge', ?, '2026-10-04T08:00:00Z')",
               j, d.awa);
        db.run(
            "insert into responsable (jeune_id, lien, niveau, nom) values (?, 'mere', 'representant_legal', 'DIALLO')",
            j);
    });
    le(2028y / 9 / 5);
    tournee();
    decider_de(j, {true});
    le(2028y / 10 / 4);
    tournee();
    EXPECT_EQ(compter(anonymes), 0);
    le(2028y / 10 / 5);
    EXPECT_NE(tournee().find("1 dossier rendu anonyme"), std::string::npos);
    EXPECT_EQ(compter(anonymes), 1);
    EXPECT_EQ(compter("select count(*) from responsable"), 0);
    EXPECT_EQ(compter("select count(*) from jeune where nom = 'DIALLO' or telephone <> ''"), 0);
    EXPECT_EQ(compter("select count(*) from jeune where nom = 'TEMOIN'"), 1);
    // Au mois et sans texte : le fait compte encore.
    EXPECT_EQ(compter("select count(*) from contact where le = '2026-10-01' and note = '' and agent_id is null"), 1);
    EXPECT_EQ(compter("select count(*) from inscription where au = '2026-08-01' and etablissement_id is not null"),
              2 - 1);
    d.lire([&](Reader& db) {
        EXPECT_FALSE(acces::motif(db, d.portee(d.awa), j));
        EXPECT_FALSE(acces::motif(db, d.portee(d.ott), j));
        EXPECT_TRUE(acces::motif(db, d.portee(d.awa), temoin));
        auto r = rapports(db);
        ASSERT_EQ(r.size(), 1u);
        EXPECT_EQ(r[0].dossiers, 1);
        EXPECT_EQ(r[0].suivis, 1);
        EXPECT_EQ(r[0].decideurs, "Awa NDIAYE|1");
        EXPECT_NE(r[0].regles.find("dossier.conservation|24 mois après clôture|Repère CNIL"), std::string::npos);
        auto lu = rapport(db, r[0].id);
        auto contacts = std::ranges::find(lu->lignes, "Contacts et tentatives", &LigneDeRapport::contenu);
        ASSERT_NE(contacts, lu->lignes.end());
        EXPECT_EQ(contacts->au_mois, 1);
    });
    EXPECT_EQ(d.journal().back(), "dossier_purge");
    le(2028y / 10 / 6);
    tournee();
    EXPECT_EQ(compter("select count(*) from purge_rapport"), 1);
}

TEST_P(Conservation, une_decision_tardive_laisse_encore_trente_jours_depuis_l_annonce) {
    auto j = un_dossier();
    le(2030y / 1 / 1);
    tournee();
    decider_de(j, {true});
    le(2030y / 1 / 30);
    tournee();
    EXPECT_EQ(compter(anonymes), 0);
    le(2030y / 1 / 31);
    tournee();
    EXPECT_EQ(compter(anonymes), 1);
}

TEST_P(Conservation, un_suivi_ou_une_demarche_ouverte_retient_un_dossier_meme_decide) {
    auto suivi = un_dossier("A"), tache = un_dossier("B"), libre = un_dossier("C");
    d.ecrire([&](Writer& db) {
        jeunes::entrer_dans_le_cercle(db, suivi, d.awa, d.jour());
        metier::agenda::creer(db, d.horloge.instant(), d.awa,
                              {.jeune = tache,
                               .agent = d.awa,
                               .genre = "relance",
                               .objet = "Rappeler",
                               .pour_le = d.jour(),
                               .origine = "essai/1"});
    });
    le(2028y / 9 / 5);
    tournee();
    EXPECT_EQ(vus(d.awa).size(), 1u);
    auto retenus = vus(d.awa, Etat::retenus);
    ASSERT_EQ(retenus.size(), 2u);
    EXPECT_EQ(retenus[0].retenue, "suivi_ouvert");
    EXPECT_EQ(retenus[1].retenue, "echeance_ouverte");
    for (auto j : {suivi, tache, libre})
        decider_de(j, {true});
    le(2028y / 10 / 5);
    tournee();
    EXPECT_EQ(compter(anonymes), 1);
    d.lire([&](Reader& db) { EXPECT_EQ(rapports(db).front().retenus, "suivi_ouvert|1\necheance_ouverte|1"); });
}

TEST_P(Conservation, une_exception_motivee_garde_le_dossier_puis_la_question_revient) {
    auto j = un_dossier();
    le(2028y / 9 / 5);
    tournee();
    decider_de(j, {false, Motif::contentieux, "Recours", Date{2029y / 3 / 1}});
    EXPECT_EQ(vus(d.awa, Etat::gardes).size(), 1u);
    le(2029y / 3 / 1);
    tournee();
    EXPECT_TRUE(vus(d.awa).empty());
    le(2029y / 3 / 2);
    tournee();
    ASSERT_EQ(vus(d.awa).size(), 1u);
    EXPECT_EQ(vus(d.awa)[0].annoncee_le, Date{2029y / 3 / 2});
    EXPECT_EQ(compter(anonymes), 0);
}

TEST_P(Conservation, qui_donne_signe_de_vie_n_est_plus_annonce_meme_decide) {
    auto j = un_dossier();
    le(2028y / 9 / 5);
    tournee();
    decider_de(j, {true});
    le(2028y / 10 / 5);
    d.ecrire([&](Writer& db) {
        db.run(
            "insert into contact (jeune_id, le, canal, qui, resultat, cree_le) values (?, '2028-10-01', 'telephone', "
            "'jeune', 'joint', ?)",
            j, d.horloge.instant());
    });
    tournee();
    EXPECT_EQ(compter(anonymes), 0);
    EXPECT_EQ(compter("select count(*) from purge_annonce"), 0);
}

TEST_P(Conservation, un_dossier_absorbe_part_avec_celui_qui_l_a_garde) {
    auto garde = un_dossier("GARDE"), absorbe = un_dossier("ABSORBE");
    d.ecrire([&](Writer& db) {
        db.run("update jeune set adresse = '3 rue des Lilas' where id = ?", absorbe);
        jeunes::fusionner(db, garde, absorbe, "même personne", d.awa, d.horloge.instant());
    });
    le(2028y / 9 / 5);
    tournee();
    EXPECT_EQ(compter("select count(*) from purge_annonce"), 1);
    decider_de(garde, {true});
    le(2028y / 10 / 5);
    tournee();
    EXPECT_EQ(compter(anonymes), 2);
    EXPECT_EQ(compter("select count(*) from fusion where motif <> '' or deplacements <> '{}'"), 0);
    EXPECT_EQ(compter("select count(*) from jeune where nom <> '' or adresse <> ''"), 0);
}

TEST_P(Conservation, deux_agents_ne_decident_pas_l_un_par_dessus_l_autre) {
    auto j = un_dossier();
    le(2028y / 9 / 5);
    tournee();
    decider_de(j, {true});
    EXPECT_THROW(d.ecrire([&](Writer& db) {
        decider(db, d.horloge.instant(), d.awa, j, 1, {false, Motif::controle});
    }),
                 storage::Conflict);
}

TEST_P(Conservation, chaque_table_du_registre_dit_ce_qu_elle_devient_et_si_elle_repousse_le_terme) {
    std::set<std::string_view> connues(std::begin(sans_fait), std::end(sans_fait));
    for (auto const& s : sources_de_fait)
        connues.insert(s.table);
    struct Table {
        std::string nom, au_terme;
    };
    auto registre = d.lire([](Reader& db) { return db.all<Table>("select nom_table, au_terme from registre"); });
    for (auto const& t : registre)
        EXPECT_TRUE(connues.contains(t.nom)) << t.nom;
    // Chaque réduction s'écrit vraiment sur cette base, même sans ligne.
    auto j = un_dossier();
    d.ecrire([&](Writer& db) { anonymiser(db, j, d.jour()); });
    EXPECT_EQ(compter(anonymes), 1);
}

TEST_P(Conservation, ce_qui_se_garde_quelques_jours_s_efface_chaque_nuit_et_le_journal_le_dit) {
    auto j = un_dossier(), k = un_dossier("AUTRE");
    d.ecrire([&](Writer& db) {
        db.run("insert into brouillon (agent_id, cle, jeune_id, chiffre, enregistre_le) values (?, 'a', ?, 'x', ?)",
               d.awa, j, d.horloge.instant());
        jeunes::fusionner(db, j, k, "même personne", d.awa, d.horloge.instant());
    });
    le(2026y / 10 / 20);
    tournee();
    EXPECT_EQ(compter("select count(*) from brouillon"), 1);
    le(2026y / 11 / 5);
    tournee();
    EXPECT_EQ(compter("select count(*) from brouillon"), 0);
    EXPECT_EQ(d.journal().back(), "perime_efface");
    EXPECT_EQ(compter("select count(*) from fusion where deplacements = '{}'"), 0); // se défait encore
    le(2027y / 1 / 10);
    tournee();
    EXPECT_EQ(compter("select count(*) from fusion where deplacements = '{}'"), 1);
}

TEST_P(Conservation, la_commande_dit_ce_qui_arriverait_sans_rien_ecrire) {
    un_dossier();
    std::ostringstream out, err;
    EXPECT_EQ(commande_conservation({"--au", "2028-09-05", "--json"}, d.app.env(), out, err), 0) << err.str();
    EXPECT_NE(out.str().find("\"a_annoncer\": 1"), std::string::npos) << out.str();
    EXPECT_EQ(compter("select count(*) from purge_annonce"), 0);
    std::ostringstream clair;
    EXPECT_EQ(commande_conservation({}, d.app.env(), clair, err), 0);
    EXPECT_NE(clair.str().find("Repère CNIL"), std::string::npos);
    EXPECT_NE(clair.str().find("à confirmer"), std::string::npos);
    EXPECT_EQ(commande_conservation({"--au", "demain"}, d.app.env(), out, err), 2);
}

INSTANTIATE_TEST_SUITE_P(DeuxBases, Conservation, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
