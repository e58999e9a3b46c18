#include "metier/demonstration/population/population.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/codes.hpp"
#include "metier/demonstration/population/hasard.hpp"
#include "metier/demonstration/population/monde.hpp"

using namespace metier::demonstration;

namespace {

constexpr Date jour = 2026y / 11 / 23;

Academie faire(Taille taille, std::uint64_t graine = 1, Date aujourd_hui = jour) {
    return Academie{RACINE "/data", {.graine = graine, .taille = taille, .aujourd_hui = aujourd_hui, .personnes = {}}};
}

/// Le bassin de 30 000 personnes, fait une fois : il ne change pas.
Academie const& bassin() {
    static Academie const academie = faire(Taille::bassin);
    return academie;
}

std::string empreinte(Personne const& p) {
    auto texte = p.nom_famille + p.nom_usage + p.ine + p.adresse.ligne + p.adresse.commune + p.telephone + p.courriel;
    texte += base::iso(p.naissance) + std::string{code(p.situation)} + base::iso(p.situation_depuis);
    for (auto const& prenom : p.prenoms)
        texte += prenom;
    for (auto const& r : p.responsables)
        texte += r.nom_famille + r.prenom + r.telephone;
    for (auto const& i : p.inscriptions)
        texte += i.classe + base::iso(i.du) + std::to_string(i.etablissement) + std::to_string(i.numero);
    return texte;
}

double part(auto predicat) {
    std::size_t combien = 0;
    bassin().pour_chacune([&](Personne const& p) { combien += predicat(p); });
    return static_cast<double>(combien) / static_cast<double>(bassin().nombre());
}

} // namespace

TEST(Population, une_meme_graine_donne_les_memes_personnes) {
    auto const a = faire(Taille::essai), b = faire(Taille::essai), autre = faire(Taille::essai, 2);
    ASSERT_EQ(a.nombre(), 3'000U);
    ASSERT_EQ(b.nombre(), a.nombre());
    std::size_t differents = 0;
    for (std::size_t i = 0; i < a.nombre(); ++i) {
        ASSERT_EQ(empreinte(a.personne(i)), empreinte(b.personne(i)));
        differents += empreinte(a.personne(i)) != empreinte(autre.personne(i));
    }
    EXPECT_GT(differents, 2'990U);
}

TEST(Population, les_personnes_ne_dependent_pas_de_la_bibliotheque_standard) {
    Hasard h{1, 2, 3};
    EXPECT_EQ(h.bits(), Hasard({1, 2, 3}).bits());
    EXPECT_EQ(melange(0), 0xe220a8397b1dcdafu); // première valeur publiée de splitmix64
    EXPECT_EQ(cle("a"), 0xaf63dc4c8601ec8cu);   // FNV-1a publié
}

TEST(Population, l_ille_et_vilaine_a_ses_cinq_bassins_et_ses_cinq_cio_reels) {
    auto const t = faire(Taille::departement).territoire();
    ASSERT_EQ(t.departements.size(), 1U);
    EXPECT_EQ(t.departements[0].nom, "Ille-et-Vilaine");
    EXPECT_EQ(t.bassins.size(), 5U);
    EXPECT_EQ(t.cio.size(), 5U);
    for (auto const& cio : t.cio)
        EXPECT_TRUE(base::Uai::lire(cio.uai)) << cio.nom;
    EXPECT_GT(t.etablissements.size(), 200U);
    for (auto const* liste : {&t.missions_locales, &t.psad, &t.reseaux_foquale})
        EXPECT_EQ(liste->size(), t.bassins.size());
    for (auto const& reseau : t.reseaux_foquale)
        EXPECT_EQ(t.etablissements[reseau.tete].bassin, reseau.bassin);
}

TEST(Population, chaque_etablissement_a_un_uai_juste_et_des_coordonnees_fictives) {
    auto const& t = bassin().territoire();
    std::set<std::string> vus;
    for (auto const& e : t.etablissements) {
        EXPECT_TRUE(base::Uai::lire(e.uai)) << e.uai;
        EXPECT_TRUE(vus.insert(e.uai).second) << e.uai;
        EXPECT_FALSE(e.nom.empty());
        EXPECT_TRUE(e.telephone.starts_with("019900"));
        EXPECT_TRUE(e.courriel.ends_with(".invalid"));
        EXPECT_LT(e.bassin, t.bassins.size());
        EXPECT_EQ(t.districts[e.district].bassin, e.bassin);
    }
    for (auto const& f : t.formations)
        EXPECT_TRUE(base::lire_mef(f.mef)) << f.mef;
}

TEST(Population, les_ine_sont_uniques_et_leur_cle_est_juste) {
    std::set<std::string> vus;
    std::size_t rnie = 0, absents = 0;
    bassin().pour_chacune([&](Personne const& p) {
        if (p.ine.empty()) {
            ++absents;
            return;
        }
        auto const ine = base::Ine::lire(p.ine);
        ASSERT_TRUE(ine) << p.ine;
        EXPECT_TRUE(ine->cle_plausible()) << p.ine;
        EXPECT_TRUE(vus.insert(p.ine).second) << p.ine;
        rnie += ine->forme() == base::FormeIne::rnie;
        if (!p.ine_ancien.empty()) {
            EXPECT_TRUE(base::Ine::lire(p.ine_ancien)->cle_plausible());
        }
    });
    auto const total = static_cast<double>(bassin().nombre());
    EXPECT_NEAR(static_cast<double>(rnie) / total, 0.92, 0.015);
    EXPECT_NEAR(static_cast<double>(absents) / total, 0.035, 0.012);
}

TEST(Population, sexes_accents_tirets_et_jumeaux_ont_les_parts_attendues) {
    EXPECT_NEAR(part([](auto const& p) { return p.sexe == Sexe::feminin; }), 0.49, 0.015);
    auto const accent = [](auto const& p) {
        return std::any_of(p.prenoms[0].begin(), p.prenoms[0].end(),
                           [](char c) { return static_cast<unsigned char>(c) > 127; });
    };
    EXPECT_NEAR(part(accent), 0.175, 0.025);
    EXPECT_NEAR(part([](auto const& p) { return p.prenoms[0].find('-') != std::string::npos; }), 0.006, 0.004);
    EXPECT_NEAR(part([](auto const& p) { return !p.ne_en_france; }), 0.06, 0.012);
    EXPECT_NEAR(part([](auto const& p) { return p.prenoms.size() > 1; }), 0.60, 0.02);
    EXPECT_NEAR(part([](auto const& p) { return !p.nom_usage.empty(); }), 0.04, 0.01);

    std::map<std::pair<std::uint32_t, Date>, int> nes_ensemble;
    std::map<std::uint32_t, int> par_foyer;
    bassin().pour_chacune([&](Personne const& p) {
        ++nes_ensemble[{p.foyer, p.naissance}];
        ++par_foyer[p.foyer];
    });
    auto const jumeaux =
        std::count_if(nes_ensemble.begin(), nes_ensemble.end(), [](auto const& n) { return n.second == 2; });
    EXPECT_NEAR(2.0 * static_cast<double>(jumeaux) / static_cast<double>(bassin().nombre()), 0.032, 0.006);
    auto const fratries = std::count_if(par_foyer.begin(), par_foyer.end(), [](auto const& n) { return n.second > 1; });
    EXPECT_GT(fratries, 4'000);
}

TEST(Population, freres_et_soeurs_partagent_nom_adresse_et_responsables) {
    std::map<std::uint32_t, Personne> aines;
    bassin().pour_chacune([&](Personne const& p) {
        auto const [ou, neuf] = aines.try_emplace(p.foyer, p);
        if (neuf)
            return;
        EXPECT_EQ(ou->second.nom_famille, p.nom_famille);
        EXPECT_EQ(ou->second.adresse.ligne, p.adresse.ligne);
        ASSERT_EQ(ou->second.responsables.size(), p.responsables.size());
        for (std::size_t i = 0; i < p.responsables.size(); ++i)
            EXPECT_EQ(ou->second.responsables[i].id, p.responsables[i].id);
        if (ou->second.naissance == p.naissance) {
            EXPECT_FALSE(ou->second.sexe == p.sexe && ou->second.prenoms[0] == p.prenoms[0])
                << "jumeaux indiscernables";
        }
    });
}

TEST(Population, les_ages_vont_avec_les_formations) {
    auto const& t = bassin().territoire();
    bassin().pour_chacune([&](Personne const& p) {
        ASSERT_FALSE(p.inscriptions.empty());
        for (auto const& i : p.inscriptions) {
            auto const age = i.annee.debut - static_cast<int>(p.naissance.year());
            EXPECT_GE(age, t.formations[i.formation].age_theorique - 3) << t.formations[i.formation].libelle_court;
            EXPECT_LE(age, t.formations[i.formation].age_theorique + 6) << t.formations[i.formation].libelle_court;
        }
        if (p.situation == Situation::emploi) {
            EXPECT_GE(base::age(p.naissance, p.situation_depuis), 15);
        }
        EXPECT_GE(p.responsables.size(), 1U);
        EXPECT_LE(p.responsables.size(), 2U);
    });
}

TEST(Population, rien_de_ce_qui_suit_aujourd_hui_n_est_arrive) {
    for (auto aujourd_hui : {Date{2026y / 9 / 10}, Date{2026y / 11 / 23}, Date{2027y / 3 / 15}}) {
        auto const a = faire(Taille::essai, 1, aujourd_hui);
        a.pour_chacune([&](Personne const& p) {
            for (auto const& i : p.inscriptions) {
                EXPECT_LE(i.du, aujourd_hui);
                if (i.motif) {
                    EXPECT_LE(*i.au, aujourd_hui);
                }
                if (i.au) {
                    EXPECT_LE(i.du, *i.au);
                }
                EXPECT_EQ(!i.au, i.annee.debut == 2026 && !i.motif);
            }
            for (auto const& d : p.diplomes)
                EXPECT_LE(d.obtenu_le, aujourd_hui);
            EXPECT_LE(p.situation_depuis, aujourd_hui) << code(p.situation);
        });
    }
}

TEST(Population, la_situation_dit_ce_que_disent_les_inscriptions) {
    std::map<Situation, std::size_t> vues;
    bassin().pour_chacune([&](Personne const& p) {
        ++vues[p.situation];
        bool const inscrit = !p.inscriptions.back().au;
        bool const dit_inscrit = p.situation == Situation::inscrit_ici || p.situation == Situation::inscrit_ailleurs ||
                                 p.situation == Situation::apprenti || p.situation == Situation::action_mlds;
        EXPECT_EQ(inscrit, dit_inscrit) << code(p.situation);
    });
    for (auto s : {Situation::inscrit_ici, Situation::inscrit_ailleurs, Situation::apprenti, Situation::demenage,
                   Situation::enseignement_superieur, Situation::formation_continue, Situation::service_civique,
                   Situation::emploi, Situation::mission_locale, Situation::action_mlds, Situation::sans_solution})
        EXPECT_GT(vues[s], 0U) << code(s);
    EXPECT_NEAR(part([](auto const& p) { return !est_faux_decrocheur(p.situation, p.diplome_du_cursus); }), 0.015,
                0.007);
}

TEST(Population, les_listes_d_eleves_sont_celles_des_inscriptions) {
    auto const a = faire(Taille::essai);
    for (base::AnneeScolaire annee : {base::AnneeScolaire{2025}, base::AnneeScolaire{2026}})
        for (std::size_t e = 0; e < a.territoire().etablissements.size(); ++e)
            for (auto rang : a.eleves(e, annee)) {
                auto const p = a.personne(rang);
                EXPECT_TRUE(std::any_of(p.inscriptions.begin(), p.inscriptions.end(),
                                        [&](auto const& i) { return i.etablissement == e && i.annee == annee; }));
            }
}

TEST(Population, les_coordonnees_sont_dans_les_plages_reservees_a_la_fiction) {
    auto const fictif = [](std::string const& t) {
        return t.empty() || t.starts_with("019900") || t.starts_with("063998");
    };
    bassin().pour_chacune([&](Personne const& p) {
        EXPECT_TRUE(fictif(p.telephone)) << p.telephone;
        EXPECT_TRUE(p.courriel.empty() || p.courriel.ends_with("@exemple.invalid"));
        for (auto const& r : p.responsables)
            EXPECT_TRUE(fictif(r.telephone) && (r.courriel.empty() || r.courriel.ends_with("@exemple.invalid")));
    });
}

TEST(Population, chaque_taille_offre_tous_les_niveaux_ou_l_on_peut_passer) {
    for (auto taille : {Taille::essai, Taille::bassin}) {
        std::set<int> types;
        for (auto const& e : faire(taille).territoire().etablissements)
            types.insert(static_cast<int>(e.type));
        for (auto type : {Type::college, Type::lycee_general, Type::lycee_professionnel, Type::cfa})
            EXPECT_TRUE(types.contains(static_cast<int>(type))) << static_cast<int>(type);
        EXPECT_TRUE(types.contains(static_cast<int>(Type::lycee_agricole)) ||
                    types.contains(static_cast<int>(Type::mfr)));
    }
}

TEST(Population, l_academie_compte_cinq_cent_mille_personnes_dans_quatre_departements) {
    auto const a = faire(Taille::academie);
    EXPECT_EQ(a.nombre(), 500'000U);
    EXPECT_EQ(a.territoire().departements.size(), 4U);
    EXPECT_GT(a.territoire().etablissements.size(), 700U);
    EXPECT_GE(a.territoire().bassins.size(), 20U);
}
