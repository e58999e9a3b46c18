#include <gtest/gtest.h>

#include <random>

#include "metier/reperage/tests/campagne_d_essai.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

class CampagneSql : public testing::TestWithParam<std::string>, protected CampagneDEssai {
protected:
    CampagneSql() : CampagneDEssai{GetParam()} {}
};

TEST_P(CampagneSql, chacun_finit_dans_une_seule_case) {
    auto perdu = sorti("DIALLO", "Hugo");
    auto reste = un_jeune().nomme("BERNARD", "Lina").au(d.zola, 2025, Date{2026y / 8 / 31}).au(d.zola).cree(d);
    auto jeune = sorti("PETIT", "Tom", 2011y / 1 / 5);
    auto ailleurs = un_jeune().nomme("MOREL", "Zoé").au(d.monod, 2025).cree(d);
    auto c = calculee();
    EXPECT_EQ(caisse(c, perdu), "presume");
    EXPECT_EQ(caisse(c, reste), "inscrit");
    EXPECT_EQ(caisse(c, jeune), "moins_de_16");
    EXPECT_EQ(caisse(c, ailleurs), "absent");
    EXPECT_EQ(compter("select count(*) from campagne_jeune"), 3);
    auto psad = d.lire([&](storage::Reader& db) {
        return db.all<Id<jeunes::Jeune>>("select id from jeune where psad_depuis is not null");
    });
    EXPECT_EQ(psad, std::vector{perdu});
}

TEST_P(CampagneSql, un_signale_par_une_liste_y_entre_meme_sans_inscription) {
    auto siei = source("siei", "Liste SIEI", jeunes::GenreSource::siei);
    auto signale = un_jeune().nomme("ROUX", "Inès").ne_le(2008y / 1 / 1).du_bassin(d.nord).cree(d);
    d.ecrire([&](storage::Writer& db) {
        for (int fois = 0; fois < 2; ++fois)
            signaler(db, {signale, siei, d.jour(), "Octobre", "0350017D", Date{2026y / 6 / 30}, "démission",
                          "ligne_import/1"});
    });
    EXPECT_EQ(compter("select count(*) from signalement"), 1);
    auto c = calculee();
    EXPECT_EQ(caisse(c, signale), "presume");
    auto p = d.lire([&](storage::Reader& db) { return place(db, d.portee(d.awa), c, signale); });
    ASSERT_TRUE(p);
    EXPECT_EQ(p->origine, "liste");
    EXPECT_EQ(p->source, "Liste SIEI");
    EXPECT_TRUE(p->siei);
}

TEST_P(CampagneSql, recalculer_garde_les_verifications_et_ne_repete_rien) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto lina = sorti("BERNARD", "Lina");
    auto c = calculee();
    ASSERT_EQ(verifier(c, hugo, Resultat::confirme).refus, "");
    auto avant = compter("select count(*) from campagne_jeune");
    EXPECT_TRUE(calculer(c));
    EXPECT_TRUE(calculer(c));
    EXPECT_EQ(compter("select count(*) from campagne_jeune"), avant);
    EXPECT_EQ(compter("select count(*) from verification"), 1);
    EXPECT_EQ(compter("select count(*) from campagne_jeune where verification_id is not null"), 1);
    EXPECT_EQ(caisse(c, hugo), "presume");
    EXPECT_EQ(caisse(c, lina), "presume");
}

TEST_P(CampagneSql, une_inscription_arrivee_depuis_propose_et_n_efface_pas) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    d.ecrire([&](storage::Writer& db) {
        db.run("insert into inscription (jeune_id, etablissement_id, annee, du, vue_le) values (?, ?, 2026, "
               "'2026-09-15', ?)",
               hugo, d.curie, d.horloge.instant());
    });
    calculer(c);
    EXPECT_EQ(caisse(c, hugo), "presume"); // la personne confirme
    FiltreDeFile f;
    f.campagne = c;
    f.etat = EtatDeFile::retrouves;
    auto revus = d.lire([&](storage::Reader& db) { return file(db, d.portee(d.awa), f, "", 0, 10); });
    ASSERT_EQ(revus.size(), 1u);
    EXPECT_EQ(revus.front().revu, "Collège Curie");
    ASSERT_EQ(verifier(c, hugo, Resultat::inscrit_ailleurs, "Collège Curie").refus, "");
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return taille_de_la_file(db, d.portee(d.awa), f); }), 0);
}

TEST_P(CampagneSql, arretee_au_milieu_puis_reprise_elle_n_applique_rien_deux_fois) {
    auto hugo = sorti("LE GOFF", "Zoé");
    auto autre = doublon("Le Goff", "ZOE");
    for (int i = 0; i < 20; ++i)
        sorti("MARTIN" + std::to_string(i), "Ana");
    auto c = ouverte();
    d.ecrire([&](storage::Writer& db) { demander_le_calcul(db, d.horloge.instant(), d.awa, c); });
    for (std::string const etape : {"Recherche", "Lecture", "Rapprochement", "Propositions"})
        EXPECT_FALSE(calculer(c, [&](auto, auto, std::string const& e) { return e.starts_with(etape); })) << etape;
    EXPECT_EQ(compter("select calcul_fini from campagne"), 0);
    EXPECT_TRUE(calculer(c));
    EXPECT_TRUE(calculer(c)); // déjà fini : rien
    EXPECT_EQ(compter("select count(*) from campagne_jeune"), 21);
    EXPECT_EQ(compter("select count(*) from paire"), 1);
    EXPECT_EQ(compter("select count(*) from paire_membre"), 2);
    EXPECT_EQ(caisse(c, hugo), "rapproche");
    EXPECT_EQ(compter("select count(*) from journal where acte = 'campagne_calculee'"), 1);
    EXPECT_NE(autre, hugo);
}

TEST_P(CampagneSql, la_tache_se_reprend_apres_un_arret_brutal) {
    sorti("DIALLO", "Hugo");
    auto c = ouverte();
    auto tache = d.ecrire([&](storage::Writer& db) { return demander_le_calcul(db, d.horloge.instant(), d.awa, c); });
    auto encore = d.ecrire([&](storage::Writer& db) { return demander_le_calcul(db, d.horloge.instant(), d.awa, c); });
    EXPECT_EQ(tache, encore); // double clic
    calculer(c, [](auto, auto, std::string const& e) { return e.starts_with("Lecture"); });
    storage::Ateliers ateliers{*d.base, d.horloge, travaux(d.app.env())};
    EXPECT_TRUE(ateliers.faire_un());
    auto t = d.lire([&](storage::Reader& db) { return storage::tache(db, tache); });
    EXPECT_EQ(t->etat, "faite") << t->message;
    EXPECT_EQ(compter("select count(*) from campagne_jeune where caisse = 'presume'"), 1);
    EXPECT_EQ(compter("select calcul_fini from campagne"), 1);
}

TEST_P(CampagneSql, un_present_qui_n_est_plus_inscrit_l_an_dernier_sort_de_la_campagne) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    d.ecrire([&](storage::Writer& db) { db.run("delete from inscription where jeune_id = ?", hugo); });
    calculer(c);
    EXPECT_EQ(caisse(c, hugo), "absent");
}

TEST_P(CampagneSql, on_sait_ou_l_on_a_cherche) {
    auto siecle = source("siecle:0350017D", "SIECLE Zola", jeunes::GenreSource::siecle);
    auto hugo = sorti("DIALLO", "Hugo");
    d.ecrire(
        [&](storage::Writer& db) { db.run("update inscription set source_id = ? where jeune_id = ?", siecle, hugo); });
    auto c = calculee();
    auto sources = d.lire([&](storage::Reader& db) { return sources_cherchees(db, c); });
    ASSERT_EQ(sources.size(), 1u);
    EXPECT_EQ(sources.front().nom, "SIECLE Zola");
    EXPECT_EQ(sources.front().annee.debut, 2025);
    EXPECT_EQ(sources.front().personnes, 1);
}

TEST_P(CampagneSql, l_identite_est_figee_au_premier_calcul) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    d.ecrire([&](storage::Writer& db) { db.run("update jeune set nom = 'DIALO' where id = ?", hugo); });
    calculer(c);
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return place(db, d.portee(d.awa), c, hugo)->nom; }), "DIALLO");
}

TEST_P(CampagneSql, une_campagne_ne_se_voit_que_dans_ses_bassins) {
    sorti("DIALLO", "Hugo");
    auto c = calculee();
    auto voit = [&](Id<acces::Agent> agent) {
        return d.lire([&](storage::Reader& db) { return trouver_campagne(db, d.portee(agent), c).has_value(); });
    };
    EXPECT_TRUE(voit(d.awa));
    EXPECT_TRUE(voit(d.roy));
    EXPECT_FALSE(voit(d.ines));
    EXPECT_FALSE(voit(d.dpd));
}

TEST_P(CampagneSql, on_montre_d_abord_celle_qui_couvre_le_plus_de_bassins) {
    sorti("DIALLO", "Hugo");
    auto departement = calculee(d.departement), bassin = calculee(d.nord);
    auto pour = [&](Id<acces::Agent> qui) {
        return d.lire([&](storage::Reader& db) { return campagne_la_plus_large(db, d.portee(qui)); });
    };
    EXPECT_EQ(pour(d.dasen), departement);
    EXPECT_EQ(pour(d.awa), bassin); // toutes deux couvrent son bassin : la dernière
}

/// Toutes les lignes qu'un calcul écrit, hors numéro de calcul et version.
std::string ecrit_par(Distribution& d, Id<Campagne> c) {
    struct Place {
        std::int64_t jeune = 0;
        std::string caisse, motif, pourquoi_legale, pourquoi_siei, pourquoi_locale, origine;
        std::int64_t legale = 0, siei = 0, locale = 0, source = 0, verification = 0;
    };
    struct Proche {
        std::int64_t jeune = 0, rang = 0, proche = 0, dixiemes = 0;
        std::string pourquoi;
    };
    std::string texte;
    auto ajouter = [&](auto const&... valeurs) {
        auto en_texte = [](auto const& v) {
            if constexpr (std::is_integral_v<std::remove_cvref_t<decltype(v)>>)
                return std::to_string(v);
            else
                return v;
        };
        ((texte += en_texte(valeurs) + "|"), ...);
        texte += "\n";
    };
    d.lire([&](storage::Reader& db) {
        for (auto const& p : db.all<Place>(
                 "select jeune_id, caisse, motif, pourquoi_legale, pourquoi_siei, pourquoi_locale, origine, legale, "
                 "siei, locale, coalesce(source_id, 0), coalesce(verification_id, 0) from campagne_jeune where "
                 "campagne_id = ? order by jeune_id",
                 c))
            ajouter(p.jeune, p.caisse, p.motif, p.pourquoi_legale, p.pourquoi_siei, p.pourquoi_locale, p.origine,
                    p.legale, p.siei, p.locale, p.source, p.verification);
        for (auto const& p : db.all<Proche>("select jeune_id, rang, proche_id, dixiemes, pourquoi from campagne_proche "
                                            "where campagne_id = ? order by jeune_id, rang",
                                            c))
            ajouter(p.jeune, p.rang, p.proche, p.dixiemes, p.pourquoi);
        return 0;
    });
    return texte;
}

TEST_P(CampagneSql, un_recalcul_qui_n_ecrit_que_ce_qui_change_donne_les_lignes_d_un_calcul_entier) {
    std::mt19937 hasard{2026};
    auto parmi = [&](std::size_t n) { return static_cast<std::size_t>(hasard() % n); };
    std::vector<std::string> const noms{"DIALLO", "LE GOFF", "ROUÉ", "BERNARD", "N’DIAYE"};
    std::vector<std::string> const prenoms{"Zoé", "Hugo", "Lina", "Tom"};
    auto qui = [&] { return std::tuple{noms[parmi(5)], prenoms[parmi(4)], Date{2008y / 3 / 4}}; };
    std::vector<Id<jeunes::Jeune>> tous;
    auto arrive = [&] {
        auto [nom, prenom, naissance] = qui();
        tous.push_back(parmi(3) ? sorti(nom, prenom, base::plus_jours(naissance, static_cast<int>(parmi(4))))
                                : doublon(nom, prenom, naissance));
    };
    for (int i = 0; i < 12; ++i)
        arrive();
    auto peu = ouverte(), tout = ouverte();
    auto calculer_les_deux = [&] {
        reperage::calculer(*d.base, d.horloge.instant(), peu);
        reperage::calculer(*d.base, d.horloge.instant(), tout, {}, Etendue::tout);
    };
    calculer_les_deux();
    for (int tour = 0; tour < 8; ++tour) {
        for (int changement = 0; changement < 3; ++changement) {
            auto j = tous[parmi(tous.size())];
            switch (parmi(5)) {
            case 0: arrive(); break;
            case 1:
                d.ecrire([&](storage::Writer& db) {
                    db.run("update inscription set au = '2026-09-20' where jeune_id = ? and annee = 2026", j);
                });
                break;
            case 2:
                d.ecrire([&](storage::Writer& db) { db.run("delete from inscription where jeune_id = ?", j); });
                break;
            case 3:
                d.ecrire([&](storage::Writer& db) { db.run("update jeune set prenom = 'Zoe' where id = ?", j); });
                break;
            case 4:
                d.ecrire([&](storage::Writer& db) {
                    jeunes::Diplome diplome{"CAP Cuisine", 3, jeunes::GenreDiplome::autre, true, d.jour()};
                    jeunes::ajouter_diplome(db, j, {}, diplome);
                });
                break;
            }
        }
        calculer_les_deux();
        ASSERT_EQ(ecrit_par(d, peu), ecrit_par(d, tout)) << "tour " << tour;
    }
}

INSTANTIATE_TEST_SUITE_P(Bases, CampagneSql, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
