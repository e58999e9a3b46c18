#include "metier/jeunes/jeunes.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "metier/jeunes/fusion.hpp"
#include "metier/jeunes/remplissage.hpp"
#include "tests/distribution.hpp"

namespace {

using namespace metier::jeunes;
using essais::Distribution;
using essais::un_jeune;

IdentiteLue awa_diallo() {
    IdentiteLue i;
    i.nom = "DIALLO";
    i.prenoms = {"Awa", "Rose"};
    i.sexe = Sexe::feminin;
    i.naissance = 2009y / 3 / 4;
    i.commune = "VAL-CLAIR";
    i.telephone = "0612345678";
    i.ine = {*base::Ine::lire("012345678KC")};
    return i;
}

class Jeunes : public testing::TestWithParam<std::string> {
protected:
    Distribution d{GetParam()};
    base::Coffre coffre{std::string(32, 'e')};
    Id<Source> siecle =
        d.ecrire([](Writer& db) { return source(db, "siecle:0350017D", "SIECLE, lycée Zola", GenreSource::siecle); });
    Id<Source> cfa = d.ecrire([](Writer& db) { return source(db, "cfa:1", "CFA du bâtiment", GenreSource::cfa); });
    Instant maintenant() const { return d.horloge.instant(); }

    Id<Jeune> cree(IdentiteLue const& i, std::string_view cle = "1") {
        return d.ecrire([&](Writer& db) { return creer(db, coffre, maintenant(), siecle, cle, i, d.nord); });
    }
    Apport rattache(Id<Jeune> j, Id<Source> s, IdentiteLue const& i) {
        return d.ecrire([&](Writer& db) { return rattacher(db, coffre, maintenant(), j, s, "1", i); });
    }
    Jeune lu(Id<Jeune> j) {
        return d.lire([&](Reader& db) { return *trouver_sans_portee(db, j); });
    }
};
INSTANTIATE_TEST_SUITE_P(Bases, Jeunes, testing::ValuesIn(essais::BaseDEssai::genres()));

TEST_P(Jeunes, la_meme_identite_deux_fois_ne_change_rien) {
    auto j = cree(awa_diallo());
    EXPECT_EQ(rattache(j, siecle, awa_diallo()), Apport::identique);
    EXPECT_EQ(lu(j).version, 2) << "la création écrit une fois les champs";
    EXPECT_EQ(d.lire([&](Reader& db) { return *connu_de(db, siecle, "1"); }), j);
    EXPECT_EQ(d.lire([&](Reader& db) { return apport_prevu(db, coffre, j, siecle, "1", awa_diallo()).apport; }),
              Apport::identique);
}

TEST_P(Jeunes, le_vide_ne_remplace_jamais_le_connu_et_un_ine_ne_se_retire_pas) {
    auto j = cree(awa_diallo());
    auto moins = awa_diallo();
    moins.telephone = "";
    moins.commune = "";
    moins.ine.clear();
    EXPECT_EQ(rattache(j, siecle, moins), Apport::mise_a_jour);
    EXPECT_EQ(lu(j).telephone, "0612345678");
    EXPECT_EQ(d.lire([&](Reader& db) { return db.one<int>("select count(*) from identifiant where jeune_id = ?", j); }),
              1);
    EXPECT_EQ(d.lire([&](Reader& db) {
        return db.one<int>("select count(*) from identifiant where chiffre like '%012345678KC%'");
    }),
              0);
}

TEST_P(Jeunes, une_autre_source_complete_sans_changer_le_nom_et_la_difference_reste_proposee) {
    auto j = cree(awa_diallo());
    auto autre = awa_diallo();
    autre.nom = "DIALO";
    autre.adresse = "3 rue des Lilas";
    autre.telephone = "0700000000";
    EXPECT_EQ(rattache(j, cfa, autre), Apport::nouvelle);
    EXPECT_EQ(lu(j).nom, "DIALLO");
    EXPECT_EQ(lu(j).adresse, "3 rue des Lilas");
    EXPECT_EQ(lu(j).telephone, "0700000000") << "pour joindre quelqu'un, le dernier mot reçu l'emporte";
    auto p = d.lire([&](Reader& db) { return propositions(db, j); });
    EXPECT_TRUE(std::ranges::any_of(p, [](Proposition const& x) {
        return x.champ == "Nom" && x.valeur_de_la_source == "DIALO" && x.source == "CFA du bâtiment";
    }));
}

TEST_P(Jeunes, une_source_qui_corrige_ce_qu_elle_avait_donne_est_suivie) {
    auto j = cree(awa_diallo());
    auto corrige = awa_diallo();
    corrige.naissance = 2009y / 4 / 3;
    auto prevu = d.lire([&](Reader& db) { return apport_prevu(db, coffre, j, siecle, "1", corrige); });
    ASSERT_EQ(prevu.changements.size(), 1u);
    EXPECT_EQ(prevu.changements[0].champ, "Date de naissance");
    EXPECT_EQ(prevu.changements[0].avant, "04/03/2009");
    EXPECT_EQ(prevu.changements[0].apres, "03/04/2009");
    rattache(j, siecle, corrige);
    EXPECT_EQ(lu(j).naissance, Date{2009y / 4 / 3});
}

TEST_P(Jeunes, une_identite_verifiee_n_est_pas_ecrasee) {
    auto j = cree(awa_diallo());
    d.ecrire([&](Writer& db) { db.run("update jeune set identite_verifiee_le = ? where id = ?", maintenant(), j); });
    auto autre = awa_diallo();
    autre.telephone = "0711111111";
    autre.commune_naissance = "RENNES";
    auto prevu = d.lire([&](Reader& db) { return apport_prevu(db, coffre, j, siecle, "1", autre); });
    EXPECT_TRUE(std::ranges::all_of(prevu.changements, &Changement::propose));
    rattache(j, siecle, autre);
    EXPECT_EQ(lu(j).telephone, "0612345678");
    EXPECT_EQ(lu(j).commune_naissance, "");
    EXPECT_EQ(d.lire([&](Reader& db) { return propositions(db, j); }).size(), 2u);
}

TEST_P(Jeunes, l_inscription_est_idempotente_et_le_bassin_la_suit) {
    auto j = cree(awa_diallo());
    Inscription i{.jeune = j,
                  .etablissement = d.zola,
                  .structure = "",
                  .annee = {2025},
                  .du = 2025y / 9 / 1,
                  .au = {},
                  .motif_sortie = "",
                  .mef = "",
                  .formation = "CAP cuisine",
                  .classe = "1CAP",
                  .regime = "",
                  .source = siecle,
                  .cle_source = "1",
                  .vue_le = maintenant()};
    auto inscrit = [&](Inscription const& x) { return d.ecrire([&](Writer& db) { return inscrire(db, x); }); };
    EXPECT_EQ(inscrit(i), Apport::nouvelle);
    EXPECT_EQ(inscrit(i), Apport::identique);
    i.au = 2026y / 2 / 1;
    i.classe = "";
    auto prevu = d.lire([&](Reader& db) { return inscription_prevue(db, i); });
    ASSERT_EQ(prevu.changements.size(), 1u);
    EXPECT_EQ(prevu.changements[0].champ, "Date de sortie");
    EXPECT_EQ(inscrit(i), Apport::mise_a_jour);
    EXPECT_EQ(d.lire([&](Reader& db) {
        return db.one<Date>("select visible_jusqu_au from inscription where jeune_id = ?", j);
    }),
              Date{2027y / 2 / 1});
    EXPECT_EQ(lu(j).bassin, d.nord);
    i.annee = {2026};
    i.du = 2026y / 9 / 1;
    i.au.reset();
    i.etablissement = d.monod;
    inscrit(i);
    EXPECT_EQ(lu(j).bassin, d.sud);
    EXPECT_EQ(d.lire([&](Reader& db) { return inscriptions(db, j); }).front().lieu, "Lycée Monod");
}

TEST_P(Jeunes, les_responsables_se_remplacent_sans_rouvrir_un_contact_ferme_ni_toucher_a_une_correction) {
    auto j = cree(awa_diallo());
    Responsable mere{.lien = "mere",
                     .civilite = "",
                     .nom = "DIALLO",
                     .prenom = "Fanta",
                     .telephone = "0600000001",
                     .telephone2 = "",
                     .courriel = "",
                     .adresse = "",
                     .code_postal = "",
                     .commune = "",
                     .langue = "",
                     .cle_source = ""};
    auto remplace = [&](std::vector<Responsable> const& l) {
        return d.ecrire([&](Writer& db) { return remplacer_responsables(db, j, siecle, l); });
    };
    EXPECT_TRUE(remplace({mere}));
    EXPECT_FALSE(remplace({mere}));
    d.ecrire([&](Writer& db) { db.run("update responsable set contact_autorise = 0"); });
    mere.telephone = "0600000002";
    EXPECT_EQ(d.lire([&](Reader& db) { return responsables_prevus(db, j, siecle, {mere}); }).changements.at(0).champ,
              "Téléphone de Fanta DIALLO");
    EXPECT_TRUE(remplace({mere}));
    auto liste = d.lire([&](Reader& db) { return responsables(db, j); });
    EXPECT_EQ(liste.at(0).personne.telephone, "0600000002");
    EXPECT_FALSE(liste.at(0).personne.contact_autorise);
    d.ecrire([&](Writer& db) { db.run("update responsable set source_id = null, telephone = '0699999999'"); });
    EXPECT_FALSE(remplace({mere}));
    EXPECT_EQ(d.lire([&](Reader& db) { return responsables(db, j); }).at(0).personne.telephone, "0699999999");
}

TEST_P(Jeunes, les_situations_ne_se_chevauchent_pas) {
    auto j = cree(awa_diallo());
    auto note = [&](GenreSituation g, Date du, std::optional<Date> au = {}) {
        return d.ecrire([&](Writer& db) {
            return noter_situation(db, j, {g, du, au, "", Fondement::declaration, {}, {}, ""});
        });
    };
    EXPECT_TRUE(note(GenreSituation::sans_solution, 2026y / 9 / 1).changee);
    EXPECT_TRUE(note(GenreSituation::emploi, 2026y / 10 / 1).changee);
    EXPECT_FALSE(note(GenreSituation::emploi, 2026y / 10 / 1).changee);
    EXPECT_NE(note(GenreSituation::stagiaire, 2026y / 9 / 15, 2026y / 10 / 15).refus, "");
    auto au = [&](Date jour) { return d.lire([&](Reader& db) { return situation_au(db, j, jour); }); };
    EXPECT_EQ(au(2026y / 9 / 30)->situation.genre, GenreSituation::sans_solution);
    EXPECT_EQ(au(2026y / 10 / 1)->situation.genre, GenreSituation::emploi);
    EXPECT_FALSE(au(2026y / 8 / 31));
    EXPECT_EQ(d.lire([&](Reader& db) { return situations(db, j); }).size(), 2u);
}

TEST_P(Jeunes, un_seul_referent_et_l_ancien_lit_encore_trente_jours) {
    auto j = un_jeune().du_bassin(d.sud).cree(d);
    auto ecrire = [&](auto f) { d.ecrire(f); };
    ecrire([&](Writer& db) { designer_referent(db, j, d.awa, d.jour()); });
    EXPECT_TRUE(d.lire([&](Reader& db) { return trouver(db, d.portee(d.awa), j); }));
    ecrire([&](Writer& db) { designer_referent(db, j, d.ines, d.jour()); });
    EXPECT_EQ(d.lire([&](Reader& db) { return referent(db, j)->agent; }), d.ines);
    EXPECT_TRUE(d.lire([&](Reader& db) { return trouver(db, d.portee(d.awa), j); }));
    d.horloge.avancer(std::chrono::hours{24 * 31});
    EXPECT_FALSE(d.lire([&](Reader& db) { return trouver(db, d.portee(d.awa), j); }));
    EXPECT_FALSE(d.ecrire([&](Writer& db) { return sortir_du_cercle(db, j, d.ines, d.jour(), "départ"); }));
}

TEST_P(Jeunes, les_candidats_se_trouvent_par_l_ine_seul_et_par_le_nom_mal_ecrit) {
    auto j = cree(awa_diallo());
    cree({.nom = "MARTIN",
          .nom_usage = "",
          .prenoms = {"Léo"},
          .naissance = 2010y / 1 / 2,
          .commune_naissance = "",
          .adresse = "",
          .code_postal = "",
          .commune = "",
          .telephone = "",
          .courriel = "",
          .ine = {}},
         "2");
    IdentiteLue cherche;
    cherche.ine = {*base::Ine::lire("012345678KC")};
    auto par_ine = d.lire([&](Reader& db) { return candidats(db, fiche(cherche, coffre)); });
    ASSERT_EQ(par_ine.size(), 1u);
    EXPECT_EQ(par_ine[0].jeune, j);
    EXPECT_EQ(par_ine[0].fiche.ine, std::vector{coffre.empreinte("012345678KC")});
    IdentiteLue faute = awa_diallo();
    faute.ine.clear();
    faute.telephone = "";
    faute.nom = "DIALO";
    auto par_nom = d.lire([&](Reader& db) { return candidats(db, fiche(faute, coffre)); });
    ASSERT_FALSE(par_nom.empty());
    EXPECT_EQ(par_nom[0].jeune, j);
    int lues = 0;
    d.lire([&](Reader& db) {
        std::vector<storage::Param> p{storage::to_param(d.nord)};
        fiches(db, "select id from jeune where bassin_id = ?", p,
               [&](Id<Jeune>, rapprochement::Fiche&& f) { lues += !f.nom.empty(); });
        return 0;
    });
    EXPECT_EQ(lues, 2);
}

TEST_P(Jeunes, deux_dossiers_fusionnent_les_references_suivent_et_tout_se_defait) {
    auto a = cree(awa_diallo(), "1");
    auto autre = awa_diallo();
    autre.nom = "DIALO";
    autre.telephone = "";
    autre.courriel = "awa@exemple.fr";
    autre.ine = {*base::Ine::lire("987654321AB")};
    auto b = cree(autre, "2");
    d.ecrire([&](Writer& db) {
        ajouter_diplome(db, a, siecle, {"DNB", {}, GenreDiplome::dnb, false, {}});
        ajouter_diplome(db, b, siecle, {"DNB", {}, GenreDiplome::dnb, false, {}});
        ajouter_diplome(db, b, siecle, {"CFG", {}, GenreDiplome::cfg, false, {}});
        noter_situation(db, b, {GenreSituation::emploi, 2026y / 9 / 1, {}, "", Fondement::contrat, {}, {}, ""});
        designer_referent(db, b, d.awa, d.jour());
    });
    auto f = d.ecrire([&](Writer& db) { return fusionner(db, a, b, "même personne", d.awa, maintenant()); });
    EXPECT_EQ(d.lire([&](Reader& db) { return resoudre(db, b); }), a);
    EXPECT_EQ(lu(a).courriel, "awa@exemple.fr");
    EXPECT_EQ(d.lire([&](Reader& db) { return fiche(db, a)->ine.size(); }), 2u) << "deux INE, tous deux gardés";
    EXPECT_EQ(d.lire([&](Reader& db) { return diplomes(db, a).size(); }), 2u);
    EXPECT_EQ(d.lire([&](Reader& db) { return referent(db, a)->agent; }), d.awa);
    EXPECT_EQ(d.lire([&](Reader& db) { return trouver(db, d.portee(d.awa), b)->id; }), a)
        << "l'ancienne adresse mène au dossier gardé";
    EXPECT_EQ(d.lire([&](Reader& db) { return *connu_de(db, siecle, "2"); }), a);
    EXPECT_NE(d.lire([&](Reader& db) { return empechement(db, a, b); }), std::nullopt);

    d.ecrire([&](Writer& db) { defaire_fusion(db, f, d.awa, maintenant() + std::chrono::days{89}); });
    EXPECT_EQ(lu(a).courriel, "");
    EXPECT_EQ(lu(b).bassin, d.nord);
    EXPECT_EQ(d.lire([&](Reader& db) { return diplomes(db, b).size(); }), 2u);
    EXPECT_EQ(d.lire([&](Reader& db) { return situations(db, b).size(); }), 1u);
    EXPECT_EQ(d.lire([&](Reader& db) { return candidats(db, fiche(autre, coffre)).front().jeune; }), b);
    EXPECT_NE(d.lire([&](Reader& db) { return empechement_de_defaire(db, f, maintenant()); }), std::nullopt);
}

TEST_P(Jeunes, la_fusion_se_refuse_avec_deux_referents_et_ne_se_defait_plus_apres_90_jours) {
    auto a = cree(awa_diallo(), "1"), b = cree(awa_diallo(), "2");
    d.ecrire([&](Writer& db) {
        designer_referent(db, a, d.awa, d.jour());
        designer_referent(db, b, d.ines, d.jour());
    });
    EXPECT_NE(d.lire([&](Reader& db) { return empechement(db, a, b); })->find("référent"), std::string::npos);
    EXPECT_THROW(d.ecrire([&](Writer& db) { return fusionner(db, a, b, "", d.awa, maintenant()); }),
                 std::invalid_argument);
    d.ecrire([&](Writer& db) { designer_referent(db, b, d.awa, d.jour()); });
    auto f = d.ecrire([&](Writer& db) { return fusionner(db, a, b, "", d.awa, maintenant()); });
    EXPECT_THROW(d.ecrire([&](Writer& db) { defaire_fusion(db, f, d.awa, maintenant() + std::chrono::days{91}); }),
                 std::invalid_argument);
}

TEST_P(Jeunes, chaque_table_du_registre_sait_suivre_une_fusion) {
    auto tables = d.lire(
        [&](Reader& db) { return db.all<std::string>("select nom_table || '.' || colonne from registre order by 1"); });
    EXPECT_GE(tables.size(), 12u);
    auto a = cree(awa_diallo(), "1"), b = cree(awa_diallo(), "2");
    EXPECT_NO_THROW(d.ecrire([&](Writer& db) { return fusionner(db, a, b, "", d.awa, maintenant()); }));
    for (auto const& t : tables) {
        auto point = t.find('.');
        auto table = t.substr(0, point), colonne = t.substr(point + 1);
        // « À relire » vaut pour les deux : l'absorbé quitte la campagne et le fichier, le gardé y change peut-être.
        if (table == "journal" || table == "fusion" || table == "changement" || table == "campagne_a_revoir" ||
            table == "fiche_changee")
            continue;
        EXPECT_EQ(d.lire([&](Reader& db) {
            return db.one<int>("select count(*) from " + table + " where " + colonne + " = ?", b);
        }),
                  table == "identifiant" ? 1 : 0)
            << table << " : le même INE reste avec le dossier absorbé";
    }
}

TEST_P(Jeunes, le_remplissage_ecrit_ce_que_creer_aurait_ecrit) {
    auto un = cree(awa_diallo(), "1");
    auto deux = d.ecrire([&](Writer& db) {
        Remplissage r{db, coffre, maintenant()};
        PersonneARemplir p;
        p.source = cfa;
        p.cle_source = "x";
        p.identite = awa_diallo();
        p.bassin = d.nord;
        p.referent = d.awa;
        p.referent_du = d.jour();
        auto id = r.ajouter(p);
        r.terminer();
        return id;
    });
    for (auto sql : {"select mot_id from jeune_mot where jeune_id = ? order by 1",
                     "select cle from jeune_cle where jeune_id = ? order by 1"})
        EXPECT_EQ(d.lire([&](Reader& db) { return db.all<std::int64_t>(sql, un); }), d.lire([&](Reader& db) {
            return db.all<std::int64_t>(sql, deux);
        })) << sql;
    EXPECT_EQ(rattache(deux, siecle, awa_diallo()), Apport::mise_a_jour) << "la clé « 1 » de SIECLE désignait l'autre";
    EXPECT_EQ(d.ecrire([&](Writer& db) { return rattacher(db, coffre, maintenant(), deux, cfa, "x", awa_diallo()); }),
              Apport::identique);
    EXPECT_EQ(lu(deux).nom, lu(un).nom);
    EXPECT_GT(cree(awa_diallo(), "3").valeur, deux.valeur);
}

} // namespace
