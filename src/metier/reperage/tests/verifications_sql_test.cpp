#include <gtest/gtest.h>

#include "metier/jeunes/memoire_situations.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"
#include "metier/reperage/verifications_pages.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

class VerificationsSql : public testing::TestWithParam<std::string>, protected CampagneDEssai {
protected:
    VerificationsSql() : CampagneDEssai{GetParam()} {}
    LigneDEntonnoir compte(Id<Campagne> c) {
        return d.lire([&](storage::Reader& db) { return entonnoir(db, c, {}, Ventilation::aucune).front(); });
    }
    std::optional<jeunes::SituationVue> situation(Id<jeunes::Jeune> j) {
        return d.lire([&](storage::Reader& db) { return jeunes::situation_au(db, j, d.jour()); });
    }
    std::vector<metier::agenda::Echeance> echeances(Id<jeunes::Jeune> j) {
        return d.lire([&](storage::Reader& db) { return metier::agenda::du_jeune(db, j); });
    }
    std::int64_t version_de(Id<Campagne> c) {
        return d.lire([&](storage::Reader& db) { return trouver_campagne_sans_portee(db, c)->version; });
    }
    /// La vérification qui vaut pour lui dans cette campagne ; 0 : aucune.
    std::int64_t vaut(Id<Campagne> c, Id<jeunes::Jeune> j) {
        return d.lire([&](storage::Reader& db) {
            return db.one<std::int64_t>("select coalesce(verification_id, 0) from campagne_jeune where campagne_id = ? "
                                        "and jeune_id = ?",
                                        c, j);
        });
    }
    std::int64_t a_demander(Id<Campagne> c) {
        FiltreDeFile f;
        f.campagne = c;
        return d.lire([&](storage::Reader& db) { return taille_de_la_file(db, d.portee(d.awa), f); });
    }
};

TEST_P(VerificationsSql, a_06_trente_lignes_verifiees) {
    std::vector<Id<jeunes::Jeune>> tous;
    for (int i = 0; i < 30; ++i)
        tous.push_back(sorti("JEUNE" + std::string(1, static_cast<char>('A' + i % 26)) + (i < 26 ? "" : "BIS"), "Ana",
                             base::plus_jours(2008y / 1 / 10, i * 13)));
    auto c = calculee();
    ASSERT_EQ(compte(c).presumes, 30);
    for (int i = 0; i < 30; ++i) {
        auto r = i < 18   ? Resultat::inscrit_ailleurs
                 : i < 20 ? Resultat::en_emploi
                 : i < 21 ? Resultat::accompagne
                 : i < 29 ? Resultat::confirme
                          : Resultat::injoignable;
        ASSERT_EQ(verifier(c, tous[static_cast<std::size_t>(i)], r, "Structure").refus, "") << i;
    }
    auto e = compte(c);
    EXPECT_EQ(taux(e.verifies, e.presumes), "29/30 = 96,7\u00A0%");        // I-03
    EXPECT_EQ(taux(e.faux_positifs, e.verifies), "18/29 = 62,1\u00A0%");   // I-04
    EXPECT_EQ(taux(e.deja_en_solution, e.verifies), "3/29 = 10,3\u00A0%"); // I-04b
    EXPECT_EQ(e.confirmes, 8);
    EXPECT_EQ(e.injoignables, 1);
    auto file_ = d.lire([&](storage::Reader& db) { return file_de_contact(db, d.portee(d.awa), 100); });
    EXPECT_EQ(file_.size(), 8u);
    auto relances = echeances(tous.back());
    ASSERT_EQ(relances.size(), 1u);
    EXPECT_EQ(relances.front().genre, "verification");
    EXPECT_EQ(relances.front().pour_le, base::plus_jours(d.jour(), 15));
    auto derriere_ =
        d.lire([&](storage::Reader& db) { return derriere(db, d.portee(d.awa), c, {}, Etage::confirmes); });
    EXPECT_EQ(derriere_.size(), 8u);
}

TEST_P(VerificationsSql, elle_note_la_situation_et_vide_la_file) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    FiltreDeFile f;
    f.campagne = c;
    auto reste = [&] { return d.lire([&](storage::Reader& db) { return taille_de_la_file(db, d.portee(d.awa), f); }); };
    EXPECT_EQ(reste(), 1);
    ASSERT_EQ(verifier(c, hugo, Resultat::en_emploi, "Boulangerie Le Fournil").refus, "");
    EXPECT_EQ(reste(), 0);
    auto s = situation(hugo);
    ASSERT_TRUE(s);
    EXPECT_EQ(s->situation.genre, jeunes::GenreSituation::emploi);
    EXPECT_EQ(s->situation.structure, "Boulangerie Le Fournil");
    EXPECT_TRUE(s->situation.verifiee_le);
}

TEST_P(VerificationsSql, annuler_le_remet_a_verifier_et_rend_la_situation_d_avant) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    auto v = verifier(c, hugo, Resultat::confirme);
    EXPECT_EQ(echeances(hugo).size(), 1u);
    d.ecrire([&](storage::Writer& db) { annuler_verification(db, d.horloge.instant(), d.awa, v.id); });
    EXPECT_EQ(compte(c).confirmes, 0);
    EXPECT_TRUE(echeances(hugo).empty());
    EXPECT_FALSE(situation(hugo)) << "rien n'était noté avant";
    EXPECT_EQ(compte(c).verifies, 0);
    EXPECT_THROW(d.ecrire([&](storage::Writer& db) { annuler_verification(db, d.horloge.instant(), d.awa, v.id); }),
                 storage::Conflict);
}

TEST_P(VerificationsSql, un_injoignable_rappele_puis_annule_redevient_injoignable) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    verifier(c, hugo, Resultat::injoignable);
    d.horloge.avancer(std::chrono::hours{24 * 3});
    auto v = verifier(c, hugo, Resultat::confirme);
    EXPECT_EQ(compte(c).injoignables, 0);
    EXPECT_EQ(compte(c).confirmes, 1);
    d.ecrire([&](storage::Writer& db) { annuler_verification(db, d.horloge.instant(), d.awa, v.id); });
    EXPECT_EQ(compte(c).injoignables, 1);
    ASSERT_EQ(echeances(hugo).size(), 1u);
    EXPECT_EQ(echeances(hugo).front().genre, "verification") << "et sa relance est de nouveau due";
}

TEST_P(VerificationsSql, annuler_rend_les_situations_mot_pour_mot_sauf_si_une_autre_est_venue_depuis) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto noter = [&](jeunes::GenreSituation genre, Date du, std::string structure, std::string origine) {
        d.ecrire([&](storage::Writer& db) {
            jeunes::noter_situation(
                db, hugo, {genre, du, {}, structure, jeunes::Fondement::contrat, d.horloge.instant(), d.awa, origine});
        });
    };
    auto en_lignes = [&] {
        return d.lire([&](storage::Reader& db) { return jeunes::en_lignes(jeunes::situations(db, hugo)); });
    };
    auto c = calculee();
    noter(jeunes::GenreSituation::emploi, 2026y / 9 / 1, "Le Fournil | Rennes", "solution/3");
    auto avant = en_lignes();
    auto v = verifier(c, hugo, Resultat::confirme);
    EXPECT_NE(en_lignes(), avant);
    d.ecrire([&](storage::Writer& db) { annuler_verification(db, d.horloge.instant(), d.awa, v.id); });
    EXPECT_EQ(en_lignes(), avant);

    v = verifier(c, hugo, Resultat::confirme);
    d.horloge.avancer(std::chrono::hours{24 * 3});
    noter(jeunes::GenreSituation::stagiaire, d.jour(), "Afpa", "solution/4");
    d.ecrire([&](storage::Writer& db) { annuler_verification(db, d.horloge.instant(), d.awa, v.id); });
    EXPECT_EQ(situation(hugo)->situation.structure, "Afpa");
    auto rendue = d.lire([&](storage::Reader& db) { return jeunes::situation_au(db, hugo, 2026y / 10 / 6); });
    EXPECT_EQ(rendue->situation.genre, jeunes::GenreSituation::emploi);
    EXPECT_EQ(rendue->situation.structure, "Le Fournil | Rennes");
}

TEST_P(VerificationsSql, une_campagne_plus_large_ne_redemande_pas_ce_qui_est_verifie) {
    auto hugo = sorti("DIALLO", "Hugo"), lina = sorti("BERNARD", "Lina", 2008y / 2 / 2);
    auto bassin = calculee();
    ASSERT_EQ(verifier(bassin, hugo, Resultat::inscrit_ailleurs, "Lycée Monod").refus, "");
    auto departement = calculee(d.departement);
    EXPECT_EQ(compte(departement).presumes, 2);
    EXPECT_EQ(compte(departement).faux_positifs, 1); // vérifié ailleurs, il reste compté ici
    FiltreDeFile f;
    f.campagne = departement;
    auto reste = d.lire([&](storage::Reader& db) { return file(db, d.portee(d.awa), f, "", 0, 10); });
    ASSERT_EQ(reste.size(), 1u);
    EXPECT_EQ(reste.front().jeune, lina);
    auto v = verifier(departement, lina, Resultat::confirme); // et dans l'autre sens
    EXPECT_EQ(compte(bassin).confirmes, 1);
    d.ecrire([&](storage::Writer& db) { annuler_verification(db, d.horloge.instant(), d.awa, v.id); });
    EXPECT_EQ(compte(bassin).confirmes, 0);
    EXPECT_EQ(compte(departement).confirmes, 0);
}

TEST_P(VerificationsSql, la_derniere_decision_de_l_annee_passe_dans_un_calcul_neuf_du_meme_bassin) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto premiere = calculee();
    verifier(premiere, hugo, Resultat::injoignable);
    auto derniere = verifier(premiere, hugo, Resultat::confirme).id;
    d.ecrire([&](storage::Writer& db) { clore(db, d.horloge.instant(), d.awa, premiere, version_de(premiere)); });
    auto seconde = calculee();
    EXPECT_EQ(vaut(seconde, hugo), derniere.valeur);
    EXPECT_EQ(a_demander(seconde), 0);
    for (auto etendue : {Etendue::tout, Etendue::ce_qui_change}) {
        reperage::calculer(*d.base, d.horloge.instant(), seconde, {}, etendue);
        EXPECT_EQ(vaut(seconde, hugo), derniere.valeur);
    }
}

TEST_P(VerificationsSql, une_decision_annulee_se_redemande_apres_un_nouveau_calcul) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    auto rappele = verifier(c, hugo, Resultat::injoignable).id, confirme = verifier(c, hugo, Resultat::confirme).id;
    auto annuler = [&](Id<Verification> id) {
        d.ecrire([&](storage::Writer& db) { annuler_verification(db, d.horloge.instant(), d.awa, id); });
    };
    annuler(confirme);
    calculer(c);
    EXPECT_EQ(vaut(c, hugo), rappele.valeur); // celle d'avant vaut de nouveau
    annuler(rappele);
    for (auto etendue : {Etendue::ce_qui_change, Etendue::tout}) {
        reperage::calculer(*d.base, d.horloge.instant(), c, {}, etendue);
        EXPECT_EQ(vaut(c, hugo), 0);
        EXPECT_EQ(a_demander(c), 1);
    }
}

TEST_P(VerificationsSql, verifie_sous_un_dossier_il_ne_se_redemande_pas_sous_celui_qui_l_absorbe) {
    auto garde = sorti("DIALLO", "Hugo"), absorbe = sorti("BERNARD", "Lina", 2008y / 2 / 2);
    auto c = calculee();
    auto v = verifier(c, absorbe, Resultat::confirme).id;
    EXPECT_EQ(a_demander(c), 1);
    auto fusion = d.ecrire([&](storage::Writer& db) {
        return jeunes::fusionner(db, garde, absorbe, "Même personne", d.awa, d.horloge.instant());
    });
    calculer(c);
    EXPECT_EQ(vaut(c, garde), v.valeur);
    EXPECT_EQ(a_demander(c), 0);
    d.ecrire([&](storage::Writer& db) { jeunes::defaire_fusion(db, fusion, d.awa, d.horloge.instant(), 90); });
    for (auto etendue : {Etendue::ce_qui_change, Etendue::tout}) { // à chacun la sienne
        reperage::calculer(*d.base, d.horloge.instant(), c, {}, etendue);
        EXPECT_EQ(vaut(c, garde), 0);
        EXPECT_EQ(vaut(c, absorbe), v.valeur);
        EXPECT_EQ(a_demander(c), 1);
    }
}

TEST_P(VerificationsSql, trancher_un_rapprochement_garde_la_decision_sans_attendre_un_calcul) {
    auto garde = sorti("LE GOFF", "Zoé"), absorbe = sorti("DIALLO", "Hugo");
    auto c = calculee();
    auto v = verifier(c, absorbe, Resultat::confirme).id;
    d.ecrire([&](storage::Writer& db) {
        jeunes::fusionner(db, garde, absorbe, "Rapprochement confirmé", d.awa, d.horloge.instant());
        absorber_dans_les_campagnes(db, absorbe);
        reclasser(db, garde);
    });
    EXPECT_EQ(vaut(c, garde), v.valeur);
    EXPECT_EQ(a_demander(c), 0);
}

TEST_P(VerificationsSql, une_campagne_close_garde_ses_chiffres) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto bassin = calculee();
    d.ecrire([&](storage::Writer& db) {
        auto c = trouver_campagne_sans_portee(db, bassin);
        clore(db, d.horloge.instant(), d.awa, bassin, c->version);
    });
    auto departement = calculee(d.departement);
    d.horloge.avancer(std::chrono::hours{1});
    verifier(departement, hugo, Resultat::confirme);
    EXPECT_EQ(compte(bassin).confirmes, 0);
    EXPECT_EQ(compte(departement).confirmes, 1);
}

TEST_P(VerificationsSql, deux_personnes_sur_le_meme_jeune_la_seconde_a_un_conflit) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    verifier(c, hugo, Resultat::confirme, "", 1);
    EXPECT_THROW(verifier(c, hugo, Resultat::en_emploi, "", 1), storage::Conflict);
    EXPECT_EQ(compter("select count(*) from verification"), 1);
}

TEST_P(VerificationsSql, chaque_source_connait_son_taux_d_erreur) {
    auto zola = source("siecle:0350017D", "SIECLE Zola", jeunes::GenreSource::siecle);
    std::vector<Id<jeunes::Jeune>> trois{sorti("DIALLO", "Hugo"), sorti("BERNARD", "Lina", 2008y / 2 / 2),
                                         sorti("MOREL", "Tom", 2008y / 6 / 6)};
    d.ecrire([&](storage::Writer& db) { db.run("update inscription set source_id = ?", zola); });
    auto c = calculee();
    verifier(c, trois[0], Resultat::inscrit_ailleurs);
    verifier(c, trois[1], Resultat::confirme);
    auto liste = d.lire([&](storage::Reader& db) { return taux_d_erreur_par_source(db, d.portee(d.awa), c); });
    ASSERT_EQ(liste.size(), 1u);
    EXPECT_EQ(liste.front().nom, "SIECLE Zola");
    EXPECT_EQ(liste.front().presumes, 3);
    EXPECT_EQ(taux(liste.front().faux_positifs, liste.front().verifies), "1/2 = 50,0\u00A0%");
    EXPECT_TRUE(d.lire([&](storage::Reader& db) { return taux_d_erreur_par_source(db, d.portee(d.ines), c); }).empty());
}

TEST_P(VerificationsSql, l_entonnoir_se_ventile_et_les_parts_font_le_tout) {
    auto hugo = sorti("DIALLO", "Hugo");
    sorti("BERNARD", "Lina", 2006y / 2 / 2);
    auto c = calculee();
    verifier(c, hugo, Resultat::confirme);
    for (auto const& v : ventilations) {
        auto lignes = d.lire([&](storage::Reader& db) { return entonnoir(db, c, {.territoire = d.nord}, v.valeur); });
        std::int64_t presumes = 0, confirmes = 0;
        for (auto const& l : lignes) {
            presumes += l.presumes;
            confirmes += l.confirmes;
            auto jeunes_ = d.lire([&](storage::Reader& db) {
                return derriere(db, d.portee(d.awa), c, {}, Etage::presumes, v.valeur, l.cle);
            });
            EXPECT_EQ(static_cast<std::int64_t>(jeunes_.size()), l.presumes) << v.code << " " << l.libelle;
        }
        EXPECT_EQ(presumes, 2) << v.code;
        EXPECT_EQ(confirmes, 1) << v.code;
    }
    auto ages = d.lire([&](storage::Reader& db) { return entonnoir(db, c, {}, Ventilation::age); });
    ASSERT_EQ(ages.size(), 2u);
    EXPECT_EQ(ages[0].cle, "16-17");
    EXPECT_EQ(ages[1].cle, "18-20");
    EXPECT_EQ(d.lire([&](storage::Reader& db) {
        return entonnoir(db, c, {.territoire = d.sud}, Ventilation::aucune).front().presumes;
    }),
              0);
    EXPECT_EQ(d.lire([&](storage::Reader& db) {
        return entonnoir(db, c, {.role = d.portee(d.ines).role_tenu}, Ventilation::aucune).front().presumes;
    }),
              0);
}

TEST_P(VerificationsSql, les_filtres_de_la_file) {
    auto hugo = sorti("DIALLO", "Hugo");
    sorti("BERNARD", "Lina", 2006y / 2 / 2);
    auto c = calculee();
    auto taille = [&](auto regler) {
        FiltreDeFile f;
        f.campagne = c;
        f.observation = d.jour();
        regler(f);
        return d.lire([&](storage::Reader& db) { return taille_de_la_file(db, d.portee(d.ba), f); });
    };
    EXPECT_EQ(taille([](auto&) {}), 2);
    EXPECT_EQ(taille([](auto& f) { f.age = TrancheDAge::de_16_17; }), 1);
    EXPECT_EQ(taille([](auto& f) { f.age = TrancheDAge::de_18_20; }), 1);
    EXPECT_EQ(taille([](auto& f) { f.definition = jeunes::Definition::siei; }), 2);
    EXPECT_EQ(taille([&](auto& f) { f.etablissement = d.zola; }), 2);
    EXPECT_EQ(taille([&](auto& f) { f.etablissement = d.monod; }), 0);
    EXPECT_EQ(taille([](auto& f) { f.classe = "2CAP"; }), 0);
    verifier(c, hugo, Resultat::injoignable);
    EXPECT_EQ(taille([](auto& f) { f.etat = EtatDeFile::injoignables; }), 1);
    EXPECT_EQ(taille([](auto& f) { f.etat = EtatDeFile::verifies; }), 0);
    EXPECT_EQ(taille([](auto& f) { f.etat = EtatDeFile::tous; }), 2);
}

TEST_P(VerificationsSql, la_file_se_parcourt_par_cle_sans_oubli_ni_repetition) {
    for (int i = 0; i < 7; ++i)
        sorti("JEUNE" + std::string(1, static_cast<char>('A' + i)), "Ana", base::plus_jours(2008y / 1 / 10, i * 31));
    auto c = calculee();
    FiltreDeFile f;
    f.campagne = c;
    std::vector<std::string> noms;
    std::string tri;
    for (std::int64_t id = 0;;) {
        auto page = d.lire([&](storage::Reader& db) { return file(db, d.portee(d.awa), f, tri, id, 3); });
        if (page.empty())
            break;
        for (auto const& l : page)
            noms.push_back(l.nom);
        tri = page.back().cle_tri;
        id = page.back().jeune.valeur;
    }
    EXPECT_EQ(noms, (std::vector<std::string>{"JEUNEA", "JEUNEB", "JEUNEC", "JEUNED", "JEUNEE", "JEUNEF", "JEUNEG"}));
}

INSTANTIATE_TEST_SUITE_P(Bases, VerificationsSql, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
