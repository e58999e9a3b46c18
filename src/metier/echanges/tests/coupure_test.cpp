// Le programme est tué (kill -9) à des moments quelconques d'un import, puis relancé : rien de perdu, rien deux fois.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <sstream>
#include <thread>

#include "metier/echanges/tests/essai.hpp"

using namespace essais;

namespace {

class Coupure : public testing::TestWithParam<std::string> {};

std::string mille_eleves() {
    std::vector<Eleve> eleves;
    for (int i = 0; i < 1500; ++i) {
        std::string lettres{static_cast<char>('A' + i / 26 % 26), static_cast<char>('A' + i % 26),
                            static_cast<char>('A' + i * 7 % 26), static_cast<char>('A' + i / 676)};
        eleves.push_back({.id = std::to_string(i + 1),
                          .nom = "TAB" + lettres + "IN",
                          .prenom = "Pre" + lettres,
                          .naissance = base::affiche(base::plus_jours(Date{2008y / 1 / 3}, i * 13 % 1000))});
    }
    return siecle(eleves, uai_de_zola);
}

/// Dans un autre processus, avec ses propres connexions.
void importer_ailleurs(std::string const& url, std::string const& chemin, std::string const& dossier) {
    storage::Database base{url, 4};
    base::HorlogeReglee horloge{base::depuis_paris(2026y / 10 / 5, 10, 0)};
    base::Coffre coffre{std::string(32, 'e')};
    acces::Environnement env{base, horloge, coffre, dossier};
    std::ostringstream out, err;
    try {
        ::_exit(echanges::commande_importer({chemin}, env, out, err));
    } catch (std::exception const&) { // ce processus ne doit pas poursuivre les essais
        ::_exit(99);
    }
}

TEST_P(Coupure, un_import_tue_plusieurs_fois_finit_comme_s_il_ne_l_avait_pas_ete) {
    Distribution d{GetParam()};
    auto xml = mille_eleves();
    Fichier f{"e.xml", xml};
    auto url = d.base->url();
    int tues = 0, statut = -1;
    for (int essai = 0; essai < 40 && statut != 0; ++essai) {
        auto fils = ::fork();
        ASSERT_GE(fils, 0);
        if (fils == 0)
            importer_ailleurs(url, f.chemin(), d.app.env().dossier);
        int rendu = 0;
        auto duree = std::chrono::milliseconds{120 + essai * 90};
        for (auto fin = std::chrono::steady_clock::now() + duree; std::chrono::steady_clock::now() < fin;) {
            if (::waitpid(fils, &rendu, WNOHANG) == fils) {
                statut = WEXITSTATUS(rendu);
                break;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
        if (statut < 0) {
            ::kill(fils, SIGKILL);
            ::waitpid(fils, &rendu, 0);
            ++tues;
        }
    }
    EXPECT_EQ(statut, 0);
    EXPECT_GT(tues, 0);
    auto comptes = compte_des_tables(d);
    EXPECT_EQ(comptes["jeune"], 1500);
    EXPECT_EQ(comptes["inscription"], 1500);
    EXPECT_EQ(comptes["identite"], 1500);
    EXPECT_EQ(comptes["ligne_connue"], 1500);
    EXPECT_EQ(
        une_valeur<std::int64_t>(d, "select count(*) from ligne_import l join importation i on i.id = l.importation_id "
                                    "where i.etape = 'appliquee' and l.appliquee = 1"),
        1500);
}

TEST_P(Coupure, une_liste_deposee_avant_un_arret_atteint_son_plan_au_redemarrage) {
    Distribution d{GetParam()};
    echanges::routes(d.app.routes);
    auto depot = d.app.as(d.awa).depose("/importations", "fichier", "e.xml",
                                        siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola));
    ASSERT_EQ(depot.status, 303);
    EXPECT_EQ(une_valeur<std::string>(d, "select etape from importation"), "recue");
    storage::Database base{d.base->url(), 4}; // une autre vie du programme : rien d'autre que la base et les fichiers
    acces::Environnement env{base, d.horloge, d.app.env().coffre, d.app.env().dossier};
    storage::Ateliers ateliers{base, d.horloge, echanges::travaux(env)};
    while (ateliers.faire_un())
        ;
    EXPECT_EQ(une_valeur<std::string>(d, "select etape from importation"), "prevue");
}

TEST_P(Coupure, un_serveur_reprend_la_liste_d_une_commande_tuee_et_rien_n_est_fait_deux_fois) {
    Distribution d{GetParam()};
    Fichier f{"e.xml", mille_eleves()};
    auto url = d.base->url();
    auto fils = ::fork();
    ASSERT_GE(fils, 0);
    if (fils == 0)
        importer_ailleurs(url, f.chemin(), d.app.env().dossier);
    while (une_valeur<std::int64_t>(d, "select count(*) from tache") == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    ::kill(fils, SIGKILL);
    ::waitpid(fils, nullptr, 0);
    d.horloge.avancer(std::chrono::minutes{2});
    travailler(d);
    EXPECT_EQ(une_valeur<std::string>(d, "select etape from importation"), "prevue");
    EXPECT_EQ(importer(d, {f.chemin()}).statut, 0);
    travailler(d);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from jeune"), 1500);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from journal where acte = 'liste_appliquee'"), 1);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from tache where etat <> 'faite'"), 0);
}

INSTANTIATE_TEST_SUITE_P(Bases, Coupure, testing::ValuesIn(BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });

} // namespace
