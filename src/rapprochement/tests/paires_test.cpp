// Named cases: what two records say of each other.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "rapprochement/rapprochement.hpp"

using namespace rapprochement;
using namespace std::chrono_literals;

namespace {

Fiche lucas() {
    return {.id = "1",
            .nom = "MARTINEAU",
            .prenoms = {"Lucas"},
            .naissance = 2008y / 3 / 12,
            .sexe = Sexe::masculin,
            .commune = "RENNES"};
}

Modele academie() { return modele_par_defaut(100'000, 100'000); }

Ligne const& ligne(Explication const& e, Champ champ) { return e.lignes.at(static_cast<std::size_t>(champ)); }
std::string niveau_du(Fiche const& a, Fiche const& b, Champ champ) {
    return ligne(comparer(a, b, academie()), champ).niveau;
}
Fiche nomme(std::string nom, std::string prenom) {
    auto f = lucas();
    f.nom = std::move(nom);
    f.prenoms = {std::move(prenom)};
    return f;
}

} // namespace

TEST(Paires, une_fiche_et_sa_copie_sont_la_meme_personne) {
    auto const e = comparer(lucas(), lucas(), academie());
    EXPECT_GT(e.probabilite, 0.99);
    EXPECT_EQ(e.garde, Garde::aucune);
}

TEST(Paires, accents_casse_et_traits_d_union_ne_comptent_pas) {
    EXPECT_EQ(niveau_du(nomme("Lefèvre", "Anaïs-Maëlle"), nomme("LEFEVRE", "ANAIS MAELLE"), Champ::prenom), "egal");
    EXPECT_EQ(niveau_du(nomme("N’Diaye", "Awa"), nomme("N DIAYE", "AWA"), Champ::nom), "egal");
}

TEST(Paires, les_particules_se_collent_et_se_deplacent) {
    for (auto autre : {"DELATOUR", "TOUR (DE LA)", "De La Tour"}) {
        auto const n = niveau_du(nomme("DE LA TOUR", "Ana"), nomme(autre, "Ana"), Champ::nom);
        EXPECT_TRUE(n == "egal" || n == "permute") << autre << " : " << n;
    }
    EXPECT_EQ(niveau_du(nomme("DE LA TOUR", "Ana"), nomme("TOUR", "Ana"), Champ::nom), "contenu");
}

TEST(Paires, un_prenom_compose_tronque_et_un_nom_double_coupe_se_retrouvent) {
    EXPECT_EQ(niveau_du(nomme("MARTIN", "Jean-Baptiste"), nomme("MARTIN", "Jean"), Champ::prenom), "tronque");
    EXPECT_EQ(niveau_du(nomme("MARTIN--DUPONT", "Léa"), nomme("DUPONT", "Léa"), Champ::nom), "contenu");
    auto plusieurs = nomme("SAIDI", "Mohamed");
    plusieurs.prenoms.push_back("Yanis");
    EXPECT_EQ(niveau_du(plusieurs, nomme("SAIDI", "Yanis"), Champ::prenom), "liste");
}

TEST(Paires, nom_de_naissance_et_nom_d_usage_se_croisent) {
    auto a = nomme("DURAND", "Zoé"), b = nomme("LEROUX", "Zoé");
    a.nom_usage = "LEROUX";
    auto const e = comparer(a, b, academie());
    EXPECT_EQ(ligne(e, Champ::nom).niveau, "usage");
    EXPECT_GT(ligne(e, Champ::nom).dixiemes, 0);
    EXPECT_GT(e.probabilite, 0.5);
}

TEST(Paires, nom_et_prenom_inverses_ne_comptent_qu_une_fois) {
    auto const e = comparer(nomme("MARTINEAU", "Lucas"), nomme("Lucas", "MARTINEAU"), academie());
    EXPECT_EQ(ligne(e, Champ::nom).niveau, "inverse");
    EXPECT_EQ(ligne(e, Champ::prenom).dixiemes, 0);
    EXPECT_GT(e.probabilite, 0.9);
}

TEST(Paires, les_dates_disent_leurs_defauts) {
    auto avec = [](Date d) {
        auto f = lucas();
        f.naissance = d;
        return f;
    };
    auto niveau = [&](Date x, Date y) { return niveau_du(avec(x), avec(y), Champ::naissance); };
    EXPECT_EQ(niveau(2008y / 3 / 12, 2008y / 3 / 12), "egale");
    EXPECT_EQ(niveau(2008y / 3 / 12, 2008y / 12 / 3), "inversee");
    EXPECT_EQ(niveau(2008y / 3 / 12, 2008y / 3 / 13), "une_faute");
    EXPECT_EQ(niveau(2008y / 3 / 12, 2008y / 3 / 21), "une_faute");
    EXPECT_EQ(niveau(2008y / 3 / 12, 2008y / 3 / 30), "deux_parties");
    EXPECT_EQ(niveau(2008y / 3 / 12, 2008y / 7 / 30), "annee");
    EXPECT_EQ(niveau(2008y / 3 / 12, 2011y / 7 / 30), "differente");
    EXPECT_EQ(niveau(2008y / 1 / 1, 2008y / 1 / 1), "presumee_egale");
    EXPECT_EQ(niveau(2008y / 3 / 12, 2008y / 1 / 1), "presumee");
}

TEST(Paires, une_date_presumee_identique_prouve_moins_qu_une_vraie_date) {
    auto avec = [](Date d) {
        auto f = lucas();
        f.naissance = d;
        return comparer(f, f, academie()).total;
    };
    EXPECT_LT(avec(2008y / 1 / 1), avec(2008y / 3 / 12));
}

TEST(Paires, sans_nom_patronymique_et_inconnu_valent_absent) {
    for (auto absent : {"SNP", "INCONNU", "X", "XXXX", "", "-"})
        EXPECT_EQ(niveau_du(nomme(absent, "Ana"), nomme("MARTIN", "Ana"), Champ::nom), "absent") << absent;
    EXPECT_EQ(niveau_du(nomme("XAVIER", "Ana"), nomme("MARTIN", "Ana"), Champ::nom), "different");
}

TEST(Paires, deux_ine_pour_une_personne_n_empechent_pas_le_rapprochement) {
    auto a = lucas(), b = lucas();
    a.ine = {"120890177AB"};
    b.ine = {"987654321ZK"};
    auto const e = comparer(a, b, academie());
    EXPECT_EQ(ligne(e, Champ::ine).niveau, "different");
    EXPECT_LT(ligne(e, Champ::ine).dixiemes, 0);
    EXPECT_GT(e.probabilite, 0.9);
    b.ine.push_back("120890177AB"); // one of several numbers is enough
    EXPECT_EQ(ligne(comparer(a, b, academie()), Champ::ine).niveau, "egal");
}

TEST(Paires, un_ine_pour_deux_personnes_va_toujours_en_relecture) {
    auto a = lucas(), b = nomme("BELKACEM", "Inès");
    a.ine = b.ine = {"120890177AB"};
    b.naissance = 2006y / 11 / 30;
    b.sexe = Sexe::feminin;
    EXPECT_EQ(comparer(a, b, academie()).garde, Garde::ine_partage);
    auto frere = lucas(); // INE of a brother copied
    frere.ine = a.ine;
    frere.prenoms = {"Enzo"};
    frere.naissance = 2005y / 6 / 1;
    EXPECT_EQ(comparer(a, frere, academie()).garde, Garde::ine_partage);
    auto meme_prenom = b; // another name and another date: whatever the first name
    meme_prenom.prenoms = a.prenoms;
    EXPECT_EQ(comparer(a, meme_prenom, academie()).garde, Garde::ine_partage);
}

TEST(Paires, des_jumeaux_ne_sont_pas_lies) {
    auto a = lucas(), b = lucas();
    for (auto* f : {&a, &b}) {
        f->adresse = "12 rue des Lilas";
        f->code_postal = "35000";
        f->telephones = {"06 39 98 12 12"};
        f->commune_naissance = "RENNES";
    }
    b.prenoms = {"Théo"};
    auto const e = comparer(a, b, academie());
    EXPECT_EQ(e.garde, Garde::jumeaux);
    EXPECT_LT(e.correction, 0);
    EXPECT_NE(e.phrase_correction.find("jumeaux"), std::string::npos);
    EXPECT_LT(e.probabilite, Seuils{}.lien);
    a.ine = {"120890177AB"};
    b.ine = {"120890178CD"};
    EXPECT_LT(comparer(a, b, academie()).probabilite, Seuils{}.douteux);
}

TEST(Paires, une_fratrie_au_meme_foyer_n_est_pas_liee) {
    auto a = lucas(), b = lucas();
    for (auto* f : {&a, &b}) {
        f->adresse = "12 rue des Lilas";
        f->code_postal = "35000";
        f->telephones = {"06 39 98 12 12"};
        f->commune_naissance = "RENNES";
    }
    b.prenoms = {"Emma"};
    b.sexe = Sexe::feminin;
    b.naissance = 2010y / 9 / 2;
    EXPECT_LT(comparer(a, b, academie()).probabilite, Seuils{}.douteux);
}

TEST(Paires, un_enfant_sous_le_nom_de_sa_mere_se_retrouve_par_le_reste) {
    auto a = nomme("MARTINEAU", "Maëlys"), b = nomme("OUEDRAOGO", "Maëlys");
    a.ine = b.ine = {"120890177AB"};
    EXPECT_GT(comparer(a, b, academie()).probabilite, 0.9);
}

TEST(Paires, les_poids_affiches_s_additionnent_exactement) {
    std::mt19937 hasard{3};
    auto ou_vide = [&](std::string s) { return hasard() % 4 ? s : std::string{}; };
    char const* const noms[] = {"MARTIN", "MARTINE", "DE LA TOUR", "DELATOUR", "BELKACEM", "SNP"};
    char const* const prenoms[] = {"Léa", "Leo", "Jean-Paul", "Jean", "Frédéric", "Frédérique"};
    auto fiche = [&] {
        return Fiche{.nom = ou_vide(noms[hasard() % 6]),
                     .prenoms = {ou_vide(prenoms[hasard() % 6])},
                     .naissance =
                         Date{2008y, std::chrono::month(hasard() % 12 + 1), std::chrono::day(hasard() % 28 + 1)},
                     .sexe = Sexe(hasard() % 3),
                     .ine = {ou_vide("120890177AB")},
                     .adresse = ou_vide("12 rue des Lilas"),
                     .commune = ou_vide("RENNES")};
    };
    Frequences frequences;
    frequences.ajouter_nom("MARTIN", 320);
    frequences.ajouter_nom("BELKACEM", 2);
    frequences.ajouter_nom("DURAND", 99'678);
    for (int i = 0; i < 3'000; ++i) {
        auto const e = comparer(fiche(), fiche(), academie(), &frequences);
        int somme = e.a_priori + e.correction;
        for (auto const& l : e.lignes)
            somme += l.dixiemes;
        ASSERT_EQ(somme, e.total);
        ASSERT_EQ(e.lignes.size(), nombre_de_champs);
        ASSERT_EQ(e.correction == 0, e.phrase_correction.empty());
    }
}

TEST(Paires, un_nom_rare_prouve_plus_qu_un_nom_courant) {
    Frequences frequences;
    frequences.ajouter_nom("MARTIN", 320);
    frequences.ajouter_nom("TRÉVIDIC", 1);
    frequences.ajouter_nom("AUTRES", 99'679);
    auto explication = [&](std::string const& nom) {
        return comparer(nomme(nom, "Léa"), nomme(nom, "Léa"), academie(), &frequences);
    };
    auto const courant = explication("Martin"), rare = explication("Trevidic");
    EXPECT_GT(ligne(rare, Champ::nom).dixiemes, ligne(courant, Champ::nom).dixiemes + 40);
    EXPECT_NE(ligne(courant, Champ::nom).phrase.find("porté par 32 personnes sur 10 000 : + "), std::string::npos)
        << ligne(courant, Champ::nom).phrase;
    EXPECT_NE(ligne(rare, Champ::nom).phrase.find("rare"), std::string::npos);
}

TEST(Frequences, un_nom_sans_porteur_reste_inconnu) {
    Frequences frequences;
    frequences.ajouter_nom("MARTIN", 4);
    frequences.ajouter_nom("DURAND", 0);
    EXPECT_EQ(frequences.nom("Durand"), 0);
    EXPECT_EQ(frequences.nom("Martin"), 1);
    EXPECT_EQ(frequences.prenom("Léa"), 0);
}

TEST(Paires, les_lettres_differentes_sont_montrees) {
    auto const e = comparer(nomme("LEFÈVRE", "Léa"), nomme("LEFEBVRE", "Lea"), academie());
    auto const& l = ligne(e, Champ::nom);
    EXPECT_EQ(std::ranges::count(l.differents_a, true), 0);
    EXPECT_EQ(std::ranges::count(l.differents_b, true), 1);
    EXPECT_TRUE(l.differents_b.at(4)); // the B
    EXPECT_EQ(l.differents_a.size(), 7U);
}

TEST(Paires, comparer_dans_un_sens_ou_dans_l_autre_donne_le_meme_poids) {
    auto a = nomme("MARTIN DUPONT", "Lucas"), b = nomme("DUPOND", "Luka");
    b.naissance = 2008y / 12 / 3;
    EXPECT_EQ(comparer(a, b, academie()).total, comparer(b, a, academie()).total);
}

TEST(Paires, une_part_de_vraies_paires_inconnue_est_refusee) {
    auto m = academie();
    m.lambda = 0;
    EXPECT_THROW(comparer(lucas(), lucas(), m), std::invalid_argument);
}

TEST(Bassin, la_meme_commune_dit_peu_entre_voisins) {
    Fiche const a{.id = "1",
                  .nom = "LEROND",
                  .prenoms = {"Maelys"},
                  .naissance = 2009y / 5 / 24,
                  .sexe = Sexe::feminin,
                  .commune_naissance = "35288",
                  .adresse = "42 rue du Korrigan",
                  .code_postal = "35400",
                  .commune = "Saint-Malo"};
    Fiche const b{.id = "2",
                  .nom = "GUILLEMETZ",
                  .prenoms = {"Sofia"},
                  .naissance = 2009y / 5 / 24,
                  .sexe = Sexe::feminin,
                  .commune_naissance = "35288",
                  .adresse = "139 allée du Moulin-Blanc",
                  .code_postal = "35400",
                  .commune = "Saint-Malo"};
    EXPECT_GT(comparer(a, b, modele_par_defaut(1'000, 1'000)).probabilite,
              0.05); // across the country it would be telling
    EXPECT_LT(comparer(a, b, modele_d_un_bassin(1'000, 1'000)).probabilite, 0.05); // not even shown to a person

    Population population;
    population.ajouter_a(a);
    for (int i = 0; i < 9; ++i) {
        auto autre = b;
        autre.id = std::to_string(i);
        autre.commune = autre.commune_naissance = i < 4 ? "Saint-Malo" : "Cancale";
        population.ajouter_b(autre);
    }
    auto const local = aux_communes_de(population, modele_par_defaut(1'000, 1'000));
    EXPECT_NEAR(local.taux[std::size_t(Champ::commune)][1].u, 4.0 / 9, 1e-9);
    EXPECT_EQ(modele_par_defaut(1'000, 1'000).taux[std::size_t(Champ::nom)][1].u,
              local.taux[std::size_t(Champ::nom)][1].u);
}
