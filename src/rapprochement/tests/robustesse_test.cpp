// Files that are not ours: several records for one person, slips that exclude one another, no first names, nicknames,
// ages, whole names in another order.
#include <gtest/gtest.h>

#include <algorithm>

#include "rapprochement/cohortes.hpp"
#include "rapprochement/colonnes.hpp"
#include "rapprochement/diminutifs.hpp"
#include "rapprochement/hachage.hpp"
#include "rapprochement/rapprochement.hpp"
#include "rapprochement/tests/eleves_fictifs.hpp"

using namespace rapprochement;
using namespace std::chrono_literals;

namespace {

std::vector<Fiche> eleves(std::uint32_t n) {
    jeux::Eleves const e{std::string(RACINE) + "/data", n, {}};
    std::vector<Fiche> liste;
    for (std::uint32_t i = 0; i < n; ++i) {
        liste.push_back(e.dans_a(i));
        liste.back().ine.clear();
    }
    return liste;
}

Fiche copie(Fiche f, std::string id) {
    f.id = std::move(id);
    return f;
}

/// One letter changed, in the name, the first name or the date: never two of them.
Fiche avec_une_seule_faute(Fiche f, std::size_t i) {
    if (i % 3 == 0)
        f.nom.back() = f.nom.back() == 'X' ? 'Y' : 'X';
    else if (i % 3 == 1)
        f.prenoms[0].back() = 'x';
    else
        f.naissance = *f.naissance + std::chrono::years{1};
    return f;
}

Fiche personne(std::string nom, std::string prenom, Date naissance) {
    return {.id = "1", .nom = std::move(nom), .prenoms = {std::move(prenom)}, .naissance = naissance};
}

std::string niveau(Fiche const& a, Fiche const& b, Champ champ) {
    return comparer(a, b, modele_par_defaut(10'000, 10'000)).lignes.at(static_cast<std::size_t>(champ)).niveau;
}

} // namespace

TEST(Robustesse, plusieurs_fiches_pour_une_personne_donnent_plusieurs_liens) {
    auto const a = eleves(2'000);
    std::vector<Fiche> b;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t k = 0; k <= i % 3; ++k)
            b.push_back(copie(a[i], "b" + std::to_string(i) + "-" + std::to_string(k)));
    auto const plusieurs = lier(a, b, {.plusieurs = true});
    EXPECT_GE(plusieurs.liens.size(), b.size() * 99 / 100);
    EXPECT_TRUE(std::ranges::any_of(plusieurs.remarques, [](auto const& r) { return r.starts_with("La seconde"); }));
    for (auto const& p : plusieurs.liens)
        EXPECT_EQ(b[p.b].id.substr(1, b[p.b].id.find('-') - 1), std::to_string(p.a));
    EXPECT_LT(lier(a, b).liens.size(), a.size()); // one to one: which of two is for a person to say
}

TEST(Robustesse, des_jumeaux_repetes_dans_les_deux_listes_ne_sont_pas_lies_l_un_a_l_autre) {
    jeux::Eleves const e{std::string(RACINE) + "/data", 4'000, {.jumeaux = 0.05}};
    std::vector<Fiche> a, b;
    std::vector<std::uint32_t> de_a, de_b; // who each record is
    std::size_t vrais = 0;
    auto ajouter = [](std::vector<Fiche>& liste, std::vector<std::uint32_t>& qui, Fiche f, std::uint32_t i, bool deux) {
        f.ine.clear();
        f.telephones = {"06" + std::to_string(39'000'000 + i / 2)}; // of the family
        for (int k = 0; k <= deux; ++k) {
            liste.push_back(copie(f, f.id + "-" + std::to_string(k)));
            qui.push_back(i);
        }
    };
    for (std::uint32_t i = 0; i < e.taille(); ++i) {
        ajouter(a, de_a, e.dans_a(i), i, i % 5 == 0);
        ajouter(b, de_b, e.dans_b(i), e.commun(i) ? i : e.taille() + i, i % 7 == 0);
        vrais += e.commun(i) ? (1U + (i % 5 == 0)) * (1U + (i % 7 == 0)) : 0;
    }
    auto const r = lier(a, b, {.plusieurs = true});
    EXPECT_TRUE(r.repetee_a && r.repetee_b);
    std::size_t justes = 0, de_jumeaux = 0;
    for (auto const& p : r.liens) {
        justes += de_a[p.a] == de_b[p.b];
        de_jumeaux += de_a[p.a] != de_b[p.b] && a[p.a].nom == b[p.b].nom && a[p.a].naissance == b[p.b].naissance;
    }
    EXPECT_LE(de_jumeaux, 2U);
    EXPECT_GE(justes * 1'000, r.liens.size() * 998);
    EXPECT_GE(justes * 100, vrais * 97);
    std::printf("répétées : liens %zu, justes %zu sur %zu, de jumeaux %zu, faux attendus %.1f\n", r.liens.size(),
                justes, vrais, de_jumeaux, r.faux_attendus);
}

TEST(Robustesse, des_listes_sans_doublons_restent_un_a_un) {
    auto const a = eleves(2'000);
    auto const r = lier(a, a, {.plusieurs = true});
    EXPECT_GE(r.liens.size(), 1'990U);
    EXPECT_LE(r.liens.size(), a.size());
    EXPECT_TRUE(r.remarques.empty());
}

TEST(Robustesse, des_fautes_qui_s_excluent_n_apprennent_pas_que_tout_change_toujours) {
    auto tous = eleves(3'000);
    for (std::size_t i = 0; i < 400; ++i)
        tous.push_back(avec_une_seule_faute(copie(tous[i], "d" + std::to_string(i)), i));
    for (auto& f : tous)
        f.commune = f.code_postal = f.adresse = "";
    auto const r = dedoublonner(tous);
    std::size_t justes = 0;
    for (auto const& p : r.liens)
        justes += tous[p.a].id == tous[p.b].id.substr(0) ||
                  tous[std::max(p.a, p.b)].id == "d" + std::to_string(std::min(p.a, p.b));
    EXPECT_EQ(justes, r.liens.size());
    EXPECT_GE(justes, 360U);
}

TEST(Robustesse, une_source_sans_prenoms_est_liee_et_un_prenom_qui_manque_est_relu) {
    auto const a = eleves(3'000);
    auto b = a;
    for (auto& f : b)
        f.prenoms.clear();
    auto const sans = lier(a, b);
    EXPECT_GE(sans.liens.size(), 2'900U);
    std::vector<Fiche> const une{personne("MARTIN", "Léa", 2008y / 3 / 12)},
        autre{personne("MARTIN", "", 2008y / 3 / 12)};
    auto const e = comparer(une[0], autre[0], modele_par_defaut(100'000, 100'000));
    EXPECT_EQ(e.garde, Garde::prenom_absent);
}

TEST(Robustesse, les_diminutifs_se_reconnaissent) {
    EXPECT_TRUE(diminutif("ROBERT", "BOB"));
    EXPECT_TRUE(diminutif("PEGGY", "MARGARET"));
    EXPECT_TRUE(diminutif("PEPE", "JOSE"));
    EXPECT_FALSE(diminutif("ROBERT", "RICHARD"));
    EXPECT_FALSE(diminutif("BOB", "LUCAS"));
    auto const bob = personne("SMITH", "Bob", 1960y / 5 / 4), robert = personne("SMITH", "Robert", 1960y / 5 / 4);
    EXPECT_EQ(niveau(bob, robert, Champ::prenom), "diminutif");
    EXPECT_EQ(niveau(personne("BOB", "Léa", 1960y / 5 / 4), personne("ROBERT", "Léa", 1960y / 5 / 4), Champ::nom),
              "ressemblant");
}

TEST(Robustesse, une_date_impossible_se_compare_chiffre_a_chiffre) {
    auto const juste = personne("OTTO", "Edith", 1973y / 10 / 14);
    auto fausse = juste;
    fausse.naissance = Date{1973y, std::chrono::month{19}, 14d};
    EXPECT_EQ(niveau(juste, fausse, Champ::naissance), "une_faute");
}

TEST(Robustesse, nom_et_prenom_inverses_se_voient_malgre_une_faute_dans_chacun) {
    auto const a = personne("GOUBERT", "Louis", 2007y / 2 / 18), b = personne("Lououis", "GOUBEFRT", 2007y / 2 / 18);
    EXPECT_EQ(niveau(a, b, Champ::nom), "inverse");
    EXPECT_EQ(niveau(personne("TOURILLON-MARQUOT", "Léa", 2001y / 3 / 29), personne("MARQUOI", "Léa", 2001y / 3 / 29),
                     Champ::nom),
              "voisin");
}

TEST(Robustesse, un_prenom_prouve_moins_entre_deux_personnes_de_sa_generation) {
    std::vector<FicheCodee> fiches;
    std::vector<std::uint32_t> porteurs(3);
    for (std::uint32_t i = 0; i < 4'000; ++i) {
        FicheCodee f;
        bool const ancien = i % 2 == 0;
        f.date = (ancien ? 19500101U : 20050101U) & 0x7FFFFFFU;
        f.code_sexe = 1;
        f.prenom = (i / 2) % 2 == 0 ? (ancien ? 1U : 2U) : 2U; // the first one is of one generation
        ++porteurs[f.prenom];
        fiches.push_back(f);
    }
    std::array<std::span<FicheCodee const>, 1> const cotes{fiches};
    auto const c = Cohortes::compter(cotes, porteurs, 1);
    EXPECT_GT(c.ecart(1, 1, 1950), 7);   // twice as common there
    EXPECT_LT(c.ecart(1, 1, 2005), -20); // unknown here
    EXPECT_EQ(c.ecart(1, 1, 0), 0);
}

TEST(Robustesse, les_ages_savent_leur_annee_et_les_noms_entiers_leur_ordre) {
    using Lignes = std::vector<std::vector<std::string>>;
    Lignes ages, dates, entiers;
    for (auto const& f : eleves(60)) {
        auto const an = static_cast<int>(f.naissance->year());
        ages.push_back({f.nom, f.prenoms[0], std::to_string(2024 - an)});
        dates.push_back({f.nom, f.prenoms[0], std::to_string(an) + "-05-06"});
        entiers.push_back({base::majuscules(f.prenoms[0]) + " " + base::majuscules(f.nom), std::to_string(2024 - an)});
    }
    std::vector<std::string> const h1{"nom", "prenom", "age"}, h2{"nom", "prenom", "naissance"}, h3{"name", "age"};
    auto a = proposer(h1, ages), b = proposer(h2, dates), c = proposer(h3, entiers);
    accorder(a, ages, b, dates, 2030);
    EXPECT_EQ(a.colonnes[2].annee_des_ages, 2024);
    accorder(c, entiers, b, dates, 2030);
    ASSERT_EQ(c.colonnes[0].role, Role::nom_et_prenom);
    EXPECT_EQ(c.colonnes[0].ordre, OrdreDuNom::prenom_puis_nom);
}

TEST(Robustesse, deux_listes_d_ages_a_dix_ans_l_une_de_l_autre_s_accordent) {
    std::vector<std::vector<std::string>> avant, apres;
    for (int i = 0; auto const& f : eleves(200)) {
        auto const age = 10 + i % 60;
        avant.push_back({f.nom, f.prenoms[0], std::to_string(age)});
        apres.push_back({f.nom, f.prenoms[0], std::to_string(age + 10 + (i++ % 5 == 0 ? 1 : 0))});
    }
    std::vector<std::string> const en_tete{"nom", "prenom", "age"};
    auto a = proposer(en_tete, avant), b = proposer(en_tete, apres), c = a, d = a;
    accorder(a, avant, b, apres, 2030);
    EXPECT_EQ(b.colonnes[2].annee_des_ages - a.colonnes[2].annee_des_ages, 10);
    accorder(c, avant, d, avant, 2030);
    EXPECT_EQ(d.colonnes[2].annee_des_ages, c.colonnes[2].annee_des_ages);
}

TEST(Robustesse, des_homonymes_de_hasard_ne_sont_pas_des_repetitions) {
    auto const autres = eleves(400);
    std::vector<Fiche> a, b;
    for (std::uint32_t i = 0; i < 3'000; ++i) { // some names, some first names, nothing else
        Fiche f{.id = std::to_string(i), .nom = autres[melange(i) % 300].nom};
        f.prenoms = autres[melange(i + 10'000) % 200 + 200].prenoms;
        a.push_back(f);
        if (i % 10 < 7)
            b.push_back(f);
    }
    auto const r = lier(a, b, {.plusieurs = true});
    EXPECT_FALSE(r.repetee_a);
    EXPECT_FALSE(r.repetee_b);
}

TEST(Robustesse, qui_habite_ou_il_est_ne_ne_le_prouve_pas_deux_fois) {
    auto a = eleves(2'000);
    auto const communes = a;
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i].commune = communes[i % 20].commune;
        a[i].code_postal.clear();
    }
    EXPECT_EQ(lier(a, a).modele.lieux_ensemble, 0);
    for (auto& f : a)
        f.commune_naissance = f.commune;
    auto const r = lier(a, a);
    EXPECT_GT(r.modele.lieux_ensemble, 3);
    EXPECT_EQ(lire_modele(ecrire(r.modele)), r.modele);
}

TEST(Robustesse, quelques_valeurs_hors_bornes_n_otent_pas_une_colonne_de_dates) {
    std::vector<std::string> const en_tete{"fname_c1", "lname_c1", "by", "bm", "bd"};
    std::vector<std::vector<std::string>> lignes;
    for (int i = 0; i < 100; ++i)
        lignes.push_back({"FRANK", "MUELLER", std::to_string(1900 + i), i == 7 ? "19" : std::to_string(1 + i % 12),
                          i == 9 ? "71" : std::to_string(1 + i % 28)});
    auto const plan = proposer(en_tete, lignes);
    EXPECT_EQ(plan.colonnes[2].role, Role::annee);
    EXPECT_EQ(plan.colonnes[3].role, Role::mois);
    EXPECT_EQ(plan.colonnes[4].role, Role::jour);
}

TEST(Robustesse, les_dates_ecrites_en_toutes_lettres_ou_abimees_par_un_lecteur_se_lisent) {
    auto lire = [](std::string_view t) { return lire_date_meme_fausse(t, FormeDeDate::jour_mois_annee); };
    for (auto t : {"mardi 3 mars 2004", "le 3 mars 2004", "March 3rd, 2004", "Wednesday, March 3, 2004",
                   "3 de marzo de 2004", "o3/03/2O04", "2004-03-03T00:00:00Z", "03/03/04"})
        EXPECT_EQ(lire(t), 2004y / 3 / 3) << t;
    EXPECT_EQ(lire("1er mai 1999"), 1999y / 5 / 1);
    EXPECT_EQ(lire("1955-23-03"), 1955y / 3 / 23);
    EXPECT_FALSE(lire("1964-11-71")->ok());
    EXPECT_FALSE(lire("inconnue"));
    EXPECT_FALSE(lire_date("1964-11-71", FormeDeDate::annee_mois_jour));
}
