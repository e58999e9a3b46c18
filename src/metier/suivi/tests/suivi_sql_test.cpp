#include "metier/suivi/journee_sql.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "metier/suivi/brouillons.hpp"
#include "tests/distribution.hpp"

using namespace metier::suivi;
using namespace essais;

namespace {

class SuiviSql : public testing::TestWithParam<std::string> {
protected:
    Auteur awa() { return {d.awa, d.horloge.instant()}; }
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 10, 0)); }
    Id<Contact> contact(Id<Jeune> j, Date jour, Canal canal, Resultat resultat, std::string saisie = "") {
        return d.ecrire([&](Writer& db) {
            Contact c;
            c.jeune = j;
            c.le = jour;
            c.canal = canal;
            c.resultat = resultat;
            return enregistrer_contact(db, awa(), c, saisie);
        });
    }
    Entretien un_entretien(Id<Jeune> j, Date jour) {
        Entretien e;
        e.jeune = j;
        e.jour = jour;
        e.objet = "Faire le point";
        e.resume = "Souhaite un CAP cuisine.";
        e.agent = d.awa;
        return e;
    }
    Id<Entretien> enregistrer(Entretien const& e) {
        return d.ecrire([&](Writer& db) { return enregistrer_entretien(db, awa(), e); });
    }
    Id<Solution> proposer(Id<Jeune> j, Code code, std::string structure = "") {
        return d.ecrire([&](Writer& db) {
            Solution s;
            s.jeune = j;
            s.code = code;
            s.structure = structure;
            s.proposee_le = awa().jour();
            return proposer_solution(db, awa(), s);
        });
    }
    Id<Solution> active(Id<Jeune> j, Code code, Date effet) {
        auto s = proposer(j, code);
        d.ecrire([&](Writer& db) { activer(db, awa(), s, 1, effet, jeunes::Fondement::declaration, {}); });
        return s;
    }
    void sans_solution(Id<Jeune> j, Date depuis) {
        d.ecrire([&](Writer& db) {
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
    std::vector<metier::agenda::Echeance> echeances(Id<Jeune> j) {
        return d.lire([&](Reader& db) { return metier::agenda::du_jeune(db, j); });
    }
    Distribution d{GetParam()};
};

TEST_P(SuiviSql, deux_envois_du_meme_formulaire_ne_font_qu_un_contact) {
    auto lina = un_jeune().au(d.zola).cree(d);
    EXPECT_EQ(contact(lina, d.jour(), Canal::telephone, Resultat::joint, "abc"),
              contact(lina, d.jour(), Canal::telephone, Resultat::joint, "abc"));
    EXPECT_EQ(d.lire([&](Reader& db) { return contacts(db, lina).size(); }), 1u);
}

TEST_P(SuiviSql, un_contact_fait_naitre_une_relance_que_le_suivant_regle) {
    auto lina = un_jeune().au(d.zola).cree(d);
    d.ecrire([&](Writer& db) {
        Contact c;
        c.jeune = lina;
        c.le = d.jour();
        c.resultat = Resultat::pas_de_reponse;
        c.prochain = base::plus_jours(d.jour(), 3);
        enregistrer_contact(db, awa(), c);
    });
    ASSERT_EQ(echeances(lina).size(), 1u);
    contact(lina, d.jour(), Canal::message, Resultat::joint);
    EXPECT_TRUE(echeances(lina).empty());
}

TEST_P(SuiviSql, chaque_version_d_un_entretien_est_gardee) {
    auto e = un_entretien(un_jeune().au(d.zola).cree(d), d.jour());
    e.id = enregistrer(e);
    e.resume = "Souhaite un CAP pâtisserie.";
    d.ecrire([&](Writer& db) { modifier_entretien(db, awa(), e, "erreur de métier"); });
    auto v = d.lire([&](Reader& db) { return versions(db, d.portee(d.awa), e.id); });
    ASSERT_EQ(v.size(), 2u);
    EXPECT_EQ(v[0].version, 2);
    EXPECT_EQ(v[0].raison, "erreur de métier");
    EXPECT_TRUE(
        std::ranges::any_of(v[1].contenu, [](auto const& p) { return p.second == "Souhaite un CAP cuisine."; }));
    EXPECT_THROW(d.ecrire([&](Writer& db) { modifier_entretien(db, awa(), e, ""); }), storage::Conflict);
}

TEST_P(SuiviSql, l_analyse_privee_reste_a_son_auteur_meme_quand_un_autre_modifie) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto e = un_entretien(lina, d.jour());
    e.analyse = "Hésite encore.";
    auto id = enregistrer(e);
    auto vu = d.lire([&](Reader& db) { return entretien(db, d.portee(d.ba), id); });
    ASSERT_TRUE(vu);
    EXPECT_FALSE(vu->analyse_lisible);
    EXPECT_EQ(vu->entretien.analyse, "");
    d.ecrire([&](Writer& db) {
        auto par_ba = vu->entretien;
        par_ba.visibilite = acces::Visibilite::privee; // pas à elle d'en décider
        modifier_entretien(db, {d.ba, d.horloge.instant()}, par_ba, "", false);
    });
    auto relu = d.lire([&](Reader& db) { return entretien(db, d.portee(d.awa), id); });
    EXPECT_EQ(relu->entretien.analyse, "Hésite encore.");
    EXPECT_EQ(relu->entretien.visibilite, acces::Visibilite::equipe);
    for (auto const& v : d.lire([&](Reader& db) { return versions(db, d.portee(d.ba), id); }))
        for (auto const& [champ, texte] : v.contenu)
            EXPECT_NE(champ, "Analyse");
}

TEST_P(SuiviSql, un_entretien_d_equipe_ne_se_voit_ni_du_partenaire_ni_d_un_autre_bassin) {
    auto lina = un_jeune().au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    auto id = enregistrer(un_entretien(lina, d.jour()));
    auto lu_par = [&](Id<acces::Agent> agent) {
        return d.lire([&](Reader& db) { return entretien(db, d.portee(agent), id).has_value(); });
    };
    EXPECT_TRUE(lu_par(d.awa));
    EXPECT_TRUE(lu_par(d.roy));
    EXPECT_FALSE(lu_par(d.diop));
    EXPECT_FALSE(lu_par(d.ines));
}

TEST_P(SuiviSql, une_solution_active_ouvre_la_situation_et_deux_suivis) {
    auto lina = un_jeune().au(d.zola).cree(d);
    sans_solution(lina, 2026y / 9 / 1);
    active(lina, Code::apprentissage_signe, 2026y / 10 / 5);
    auto s = d.lire([&](Reader& db) { return jeunes::situations(db, lina); });
    ASSERT_EQ(s.size(), 2u);
    EXPECT_EQ(s[0].situation.genre, jeunes::GenreSituation::apprenti);
    EXPECT_EQ(s[1].situation.au, Date{2026y / 10 / 4});
    auto suivis = echeances(lina);
    ASSERT_EQ(suivis.size(), 2u);
    EXPECT_EQ(suivis[0].pour_le, Date{2027y / 1 / 5});
    EXPECT_EQ(suivis[1].pour_le, Date{2027y / 4 / 5});
}

TEST_P(SuiviSql, une_rupture_clot_les_suivis_et_rend_sans_solution) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto s = active(lina, Code::emploi_court, 2026y / 10 / 1);
    d.ecrire([&](Writer& db) { rompre(db, awa(), s, 2, 2026y / 10 / 4, "Fin de la période d’essai"); });
    EXPECT_TRUE(echeances(lina).empty());
    auto situation = d.lire([&](Reader& db) { return jeunes::situation_au(db, lina, 2026y / 10 / 5); });
    ASSERT_TRUE(situation);
    EXPECT_EQ(situation->situation.genre, jeunes::GenreSituation::sans_solution);
    EXPECT_EQ(situation->situation.du, Date{2026y / 10 / 5});
    EXPECT_THROW(d.ecrire([&](Writer& db) { rompre(db, awa(), s, 2, 2026y / 10 / 4, "encore"); }), storage::Conflict);
}

TEST_P(SuiviSql, une_solution_en_remplace_une_autre_jamais_en_remontant_le_temps) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto avant = active(lina, Code::prepa_apprentissage, 2026y / 9 / 10);
    auto apres = proposer(lina, Code::apprentissage_signe);
    EXPECT_NE(d.lire([&](Reader& db) { return empechement_d_activer(db, apres, 2026y / 9 / 1); }), "");
    EXPECT_EQ(d.lire([&](Reader& db) { return empechement_d_activer(db, apres, 2026y / 10 / 1); }), "");
    d.ecrire([&](Writer& db) {
        activer(db, awa(), apres, 1, 2026y / 10 / 1, jeunes::Fondement::contrat, Date{2026y / 10 / 5});
    });
    auto vue = d.lire([&](Reader& db) { return solution(db, d.portee(d.awa), avant); });
    EXPECT_EQ(vue->solution.etat, Etat::remplacee);
    EXPECT_EQ(vue->solution.fin_le, Date{2026y / 9 / 30});
    EXPECT_EQ(echeances(lina).size(), 2u) << "les suivis de la seconde seulement";
}

TEST_P(SuiviSql, une_reponse_au_suivi_clot_le_premier_et_date_la_verification) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto s = active(lina, Code::emploi_durable, 2026y / 10 / 1);
    le(2027y / 1 / 4);
    d.ecrire([&](Writer& db) { repondre_au_suivi(db, awa(), s, 2, 2027y / 1 / 4, metier::suivi::Reponse::en_place); });
    EXPECT_EQ(echeances(lina).size(), 1u);
    EXPECT_EQ(d.lire([&](Reader& db) { return solution(db, d.portee(d.awa), s)->solution.verifiee_le; }),
              Date{2027y / 1 / 4});
    d.ecrire(
        [&](Writer& db) { repondre_au_suivi(db, awa(), s, 3, 2027y / 4 / 1, metier::suivi::Reponse::sans_nouvelle); });
    EXPECT_EQ(d.lire([&](Reader& db) { return solution(db, d.portee(d.awa), s)->solution.etat; }), Etat::active);
    EXPECT_EQ(d.lire([&](Reader& db) { return suivis(db, s).size(); }), 2u);
}

TEST_P(SuiviSql, une_solution_leve_la_convocation_et_une_exemption_aussi) {
    auto lina = un_jeune().ne_le(2010y / 1 / 10).au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    auto hugo = un_jeune().ne_le(2010y / 1 / 10).au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    Auteur diop{d.diop, d.horloge.instant()};
    d.ecrire([&](Writer& db) {
        convoquer(db, diop, lina, d.jour());
        convoquer(db, diop, hugo, d.jour());
    });
    EXPECT_EQ(echeances(lina).size(), 1u);
    active(lina, Code::service_civique, d.jour());
    d.ecrire([&](Writer& db) { exempter(db, diop, hugo, {d.jour(), {}, "médecin scolaire", d.diop}); });
    le(2026y / 12 / 5);
    EXPECT_TRUE(d.lire([&](Reader& db) { return convocations_echues(db, d.portee(d.diop), 10); }).empty());
    EXPECT_TRUE(echeances(hugo).empty());
}

TEST_P(SuiviSql, remplie_meme_sans_solution_suivie_l_obligation_n_a_plus_rien_a_transmettre) {
    auto elly = un_jeune().ne_le(2010y / 1 / 10).au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    Auteur diop{d.diop, d.horloge.instant()};
    d.ecrire([&](Writer& db) { convoquer(db, diop, elly, 2026y / 9 / 26); });
    le(2026y / 11 / 26); // 26 septembre + deux mois
    auto echues = [&] { return d.lire([&](Reader& db) { return convocations_echues(db, d.portee(d.diop), 10); }); };
    ASSERT_EQ(echues().size(), 1u);
    auto c = d.lire([&](Reader& db) { return convocations(db, elly).front(); });
    EXPECT_EQ(d.lire([&](Reader& db) { return metier::suivi::remplie_depuis(db, c, d.jour()); }), "");
    d.ecrire([&](Writer& db) {
        jeunes::noter_situation(db, elly,
                                {.genre = jeunes::GenreSituation::scolarise, .du = 2026y / 11 / 2, .structure = "LP"});
    });
    EXPECT_TRUE(echues().empty());
    EXPECT_EQ(d.lire([&](Reader& db) { return metier::suivi::remplie_depuis(db, c, d.jour()); }),
              "Scolarisé, LP, depuis le 02/11/2026");
    le(2027y / 1 / 15); // il interrompt de nouveau : une autre convocation ouvrira un autre délai
    d.ecrire([&](Writer& db) {
        jeunes::noter_situation(db, elly, {.genre = jeunes::GenreSituation::sans_solution, .du = 2027y / 1 / 10});
    });
    EXPECT_TRUE(echues().empty());
}

TEST_P(SuiviSql, un_brouillon_est_chiffre_et_n_est_qu_a_son_auteur) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto const& coffre = d.app.env().coffre;
    auto cle = cle_nouveau(lina, TypeEntretien::situation);
    d.ecrire([&](Writer& db) {
        EXPECT_TRUE(garder_brouillon(db, coffre, awa(), cle, lina, {{"resume", "Souhaite un CAP"}}));
    });
    EXPECT_EQ(d.lire([](Reader& db) { return db.one<std::string>("select chiffre from brouillon"); }).find("CAP"),
              std::string::npos);
    EXPECT_EQ(d.lire([&](Reader& db) { return brouillon(db, coffre, d.awa, cle)->champs.front().second; }),
              "Souhaite un CAP");
    EXPECT_FALSE(d.lire([&](Reader& db) { return brouillon(db, coffre, d.ba, cle).has_value(); }));
    d.ecrire([&](Writer& db) {
        EXPECT_FALSE(garder_brouillon(db, coffre, awa(), cle, lina, {{"resume", std::string(30'000, 'a')}}));
    });
    EXPECT_EQ(d.lire([&](Reader& db) { return brouillons_en_attente(db, d.portee(d.awa)).size(); }), 1u);
    le(2026y / 11 / 20);
    auto tom = un_jeune().au(d.zola).cree(d);
    d.ecrire(
        [&](Writer& db) { garder_brouillon(db, coffre, awa(), cle_nouveau(tom, TypeEntretien::situation), tom, {}); });
    EXPECT_FALSE(d.lire([&](Reader& db) { return brouillon(db, coffre, d.awa, cle).has_value(); })) << "périmé";
}

TEST_P(SuiviSql, les_dossiers_suivis_sont_tous_dans_la_portee) {
    un_jeune().nomme("A", "A").au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    un_jeune().nomme("B", "B").au(d.monod).en_psad(2026y / 9 / 1).cree(d);
    auto c = un_jeune().nomme("C", "C").au(d.monod).cree(d);
    un_jeune().nomme("D", "D").au(d.zola).cree(d);
    d.ecrire([&](Writer& db) { jeunes::designer_referent(db, c, d.awa, d.jour()); });
    for (auto agent : {d.awa, d.ines, d.ott, d.ba, d.cpe, d.roy, d.diop, d.vidal, d.dasen}) {
        auto portee = d.portee(agent);
        auto suivis = d.lire([&](Reader& db) { return dossiers_suivis(db, portee); });
        for (auto id : suivis)
            EXPECT_TRUE(d.lire([&](Reader& db) { return acces::motif(db, portee, id).has_value(); })) << agent.valeur;
        if (agent == d.awa) {
            EXPECT_EQ(suivis.size(), 2u);
        }
    }
}

TEST_P(SuiviSql, le_silence_se_voit_par_cause) {
    auto seule = un_jeune().nomme("SEULE", "Ana").au(d.zola).en_psad(2026y / 8 / 1).cree(d);
    auto muet = un_jeune().nomme("MUET", "Tom").au(d.zola).en_psad(2026y / 8 / 1).cree(d);
    auto vue = un_jeune().nomme("VUE", "Lina").au(d.zola).en_psad(2026y / 8 / 1).cree(d);
    auto casee = un_jeune().nomme("CASEE", "Mia").au(d.zola).en_psad(2026y / 8 / 1).cree(d);
    d.ecrire([&](Writer& db) {
        jeunes::designer_referent(db, muet, d.awa, d.jour());
        jeunes::designer_referent(db, vue, d.awa, d.jour());
    });
    contact(muet, 2026y / 10 / 1, Canal::telephone, Resultat::pas_de_reponse);
    contact(vue, 2026y / 10 / 1, Canal::telephone, Resultat::joint);
    active(casee, Code::emploi_durable, 2026y / 9 / 1);
    auto liste = d.lire([&](Reader& db) { return silencieux(db, d.portee(d.awa), 2026y / 9 / 5, 10); });
    ASSERT_EQ(liste.size(), 2u);
    for (auto const& s : liste)
        EXPECT_EQ(s.pourquoi, s.jeune == seule ? Cause::personne : Cause::injoignable);
    EXPECT_TRUE(d.lire([&](Reader& db) { return silencieux(db, d.portee(d.ines), 2026y / 9 / 5, 10); }).empty());
}

TEST_P(SuiviSql, les_obligations_non_remplies_sont_celles_des_16_18_ans_du_secteur) {
    auto lina = un_jeune().nomme("ICI", "Lina").ne_le(2009y / 10 / 6).au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    auto majeur = un_jeune().nomme("MAJEUR", "Tom").ne_le(2008y / 10 / 5).au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    auto jeune = un_jeune().nomme("JEUNE", "Ana").ne_le(2010y / 10 / 6).au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    auto exempte = un_jeune().nomme("EXEMPTE", "Mia").ne_le(2009y / 10 / 6).au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    for (auto j : {lina, majeur, jeune, exempte})
        sans_solution(j, 2026y / 9 / 1);
    d.ecrire([&](Writer& db) { exempter(db, awa(), exempte, {2026y / 9 / 1, {}, "médecin scolaire", d.awa}); });
    auto liste = d.lire([&](Reader& db) { return obligations_non_remplies(db, d.portee(d.awa), {16, 18}, 10); });
    ASSERT_EQ(liste.size(), 1u);
    EXPECT_EQ(liste[0].jeune, lina);
}

TEST_P(SuiviSql, le_referent_lit_les_siens_et_les_entretiens_a_fixer_se_suivent_page_apres_page) {
    auto lina = un_jeune().nomme("ICI", "Lina").ne_le(2009y / 10 / 6).au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    auto tom = un_jeune().nomme("AILLEURS", "Tom").ne_le(2009y / 10 / 6).au(d.curie).en_psad(2026y / 9 / 1).cree(d);
    for (auto j : {lina, tom})
        sans_solution(j, 2026y / 9 / 1);
    auto siens = d.lire([&](Reader& db) { return obligations_non_remplies(db, d.portee(d.ba), {16, 18}, 10); });
    ASSERT_EQ(siens.size(), 1u);
    EXPECT_EQ(siens[0].jeune, lina);
    d.ecrire([&](Writer& db) { prendre_rendez_vous(db, awa(), tom, 2026y / 10 / 12, "Entretien"); });
    auto page = [&](ApresAttendu const& apres) {
        return d.lire([&](Reader& db) { return attendus_en_entretien(db, d.portee(d.awa), 2026y / 8 / 1, 1, apres); });
    };
    auto premiere = page({});
    ASSERT_EQ(premiere.size(), 1u);
    EXPECT_EQ(premiere[0].jeune, lina) << "sans date d'abord";
    auto seconde = page({premiere[0].rang, premiere[0].jeune.valeur});
    ASSERT_EQ(seconde.size(), 1u);
    EXPECT_EQ(seconde[0].jeune, tom);
    EXPECT_TRUE(page({seconde[0].rang, seconde[0].jeune.valeur}).empty());
}

TEST_P(SuiviSql, une_solution_rompue_par_une_verification_se_rend_avec_ses_suivis_sauf_si_elle_a_change) {
    auto lina = un_jeune().au(d.zola).cree(d);
    active(lina, Code::service_civique, 2026y / 9 / 15);
    std::vector<Id<Jeune>> const qui{lina};
    auto en_cours = [&] { return d.lire([&](Reader& db) { return solutions_en_cours(db, qui); }); };
    ASSERT_EQ(en_cours().size(), 1u);
    auto suivis = [&] {
        return d.lire([&](Reader& db) {
            return db.one<int>("select count(*) from echeance where genre = 'suivi_solution' and faite_le is null");
        });
    };
    auto rompre = [&] {
        return d.ecrire(
            [&](Writer& db) { return rompre_en_cours(db, awa(), lina, 2026y / 9 / 30, "Arrêtée par le jeune"); });
    };
    auto rendre = [&](std::string const& memoire) {
        return d.ecrire([&](Writer& db) { return rendre_la_rompue(db, memoire); });
    };
    auto memoire = rompre();
    EXPECT_TRUE(en_cours().empty());
    EXPECT_EQ(suivis(), 0);
    EXPECT_TRUE(rendre(memoire));
    EXPECT_EQ(en_cours().size(), 1u);
    EXPECT_EQ(suivis(), 2);
    EXPECT_FALSE(rendre(memoire)) << "déjà rendue";
    memoire = rompre();
    active(lina, Code::emploi_durable, 2026y / 10 / 1);
    EXPECT_FALSE(rendre(memoire)) << "une autre est en cours";
}

TEST_P(SuiviSql, les_calculs_en_masse_comptent_chaque_jeune_une_fois) {
    auto lina = un_jeune().au(d.zola).cree(d), hugo = un_jeune().au(d.zola).cree(d),
         autre = un_jeune().au(d.monod).cree(d);
    contact(lina, 2026y / 9 / 10, Canal::telephone, Resultat::pas_de_reponse);
    contact(lina, 2026y / 9 / 12, Canal::telephone, Resultat::joint);
    contact(autre, 2026y / 9 / 12, Canal::telephone, Resultat::joint);
    enregistrer(un_entretien(lina, 2026y / 9 / 20));
    active(lina, Code::prepa_apprentissage, 2026y / 9 / 20);
    active(lina, Code::apprentissage_signe, 2026y / 10 / 1);
    Parmi parmi{"select id from jeune where bassin_id = ?", {d.nord.valeur}};
    d.lire([&](Reader& db) {
        auto premiers = premiers_contacts(db, parmi, d.jour());
        EXPECT_EQ(premiers.size(), 1u);
        EXPECT_EQ(premiers[0].le, Date{2026y / 9 / 12});
        EXPECT_EQ(avec_entretien_de_situation(db, parmi, d.jour()), std::vector{lina});
        auto au = solutions_au(db, parmi, 2026y / 9 / 25);
        EXPECT_EQ(au.size(), 1u);
        EXPECT_EQ(au[0].code, Code::prepa_apprentissage);
        EXPECT_EQ(solutions_au(db, parmi, d.jour())[0].code, Code::apprentissage_signe);
        EXPECT_TRUE(solutions_au(db, parmi, 2026y / 9 / 1).empty());
        auto c = comptes(db, parmi, 2026y / 9 / 1, d.jour());
        EXPECT_EQ(c.contacts, 2);
        EXPECT_EQ(c.contacts_aboutis, 1);
        EXPECT_EQ(c.entretiens, 1);
        EXPECT_EQ(c.solutions_activees, 2);
        EXPECT_TRUE(premiers_contacts(db, {"select id from jeune where id = ?", {hugo.valeur}}, d.jour()).empty());
        return 0;
    });
}

INSTANTIATE_TEST_SUITE_P(Bases, SuiviSql, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
