// Le banc d'essai dit vrai : un dossier où tout est rempli, chaque rôle, toutes les pages du programme (N-25, C-85).
// Et ce qu'une partie nouvelle montrerait sans le déclarer ne passe pas.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "app/coeur/app.hpp"
#include "app/coeur/tests/banc_cas.hpp"
#include "metier/droits/droits.hpp"
#include "metier/jeunes/apports.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace droits = metier::droits;

namespace {

/// Cette lecture montre cette colonne : « contact.note », ou toute la table « contact.* ».
bool montre(jeunes::Lecture const& l, std::string const& colonne) {
    auto table = colonne.substr(0, colonne.find('.')) + ".*";
    return std::ranges::any_of(l.champs, [&](auto const& c) {
        std::istringstream mots{c.colonnes};
        for (std::string mot; mots >> mot;)
            if (mot == colonne || mot == table)
                return true;
        return false;
    });
}

class Banc : public testing::TestWithParam<std::string> {
protected:
    Banc() { branchements.routes(d.app.routes); }

    /// Vrai si le banc dit que cette colonne se lit, dans une lecture au moins.
    bool dit(Id<acces::Agent> agent, std::string const& colonne, Id<jeunes::Jeune> jeune) {
        auto roles = d.lire([&](auto& db) { return acces::roles_du_jour(db, agent, d.jour()); });
        acces::Compte compte{.id = agent, .courriel = "", .nom = "", .prenom = ""};
        web::Request const requete{.method = "GET", .path = "/"};
        std::vector<acces::EntreeDuMenu> const sans_menu;
        for (auto const& role : roles) {
            acces::Contexte lui{d.app.env(), requete, droits::session_de(compte, role), "", sans_menu};
            for (auto const& l : branchements.apports().lectures()) {
                if (!montre(l, colonne))
                    continue;
                auto v = droits::juger(lui, l, jeune);
                if (v.parait == droits::Parait::montre || v.parait == droits::Parait::en_partie)
                    return true;
            }
        }
        return false;
    }
    /// Les pages que cette personne peut ouvrir, avec de petits numéros à la place des {}.
    std::map<std::string, std::string> parcourir(Id<acces::Agent> agent) {
        std::map<std::string, std::string> vues;
        auto personne = d.app.as(agent);
        for (auto const& r : d.app.routes.liste()) {
            if (r.methode != "GET" || r.patron == "/apparence" || r.patron.find("{secret}") != std::string::npos)
                continue;
            for (auto const& adresse : adresses(r.patron)) {
                auto page = personne.get(adresse);
                EXPECT_LT(page.status, 500) << adresse;
                if (page.status == 200)
                    vues[r.patron] += page.body;
            }
        }
        return vues;
    }

    app::Branchements branchements;
    Distribution d{GetParam()};

private:
    static std::vector<std::string> adresses(std::string const& patron) {
        if (patron == "/conservation") // ce qui est gardé, et pourquoi
            return {patron, patron + "?etat=gardes"};
        std::vector<std::string> liste{patron};
        static std::regex const trou{R"(\{(\w+)\})"};
        for (std::smatch m; std::regex_search(liste.front(), m, trou);) {
            std::vector<std::string> suite;
            std::vector<std::string> valeurs{"1", "2", "3"};
            if (m[1] == "caisse")
                valeurs = {"presume"};
            for (auto const& a : liste)
                for (auto const& v : valeurs)
                    suite.push_back(std::regex_replace(a, trou, v, std::regex_constants::format_first_only));
            liste = suite;
        }
        return liste;
    }
};

} // namespace

TEST_P(Banc, ce_qu_il_dit_montre_est_dans_les_pages_et_ce_qu_il_dit_cache_n_y_est_pas) {
    auto cas = dossier_ou_tout_est_rempli(d);
    for (auto const& [qui, agent] : cas.agents) {
        auto pages = parcourir(agent);
        for (auto const& colonne : cas.colonnes) {
            std::string ou;
            for (auto const& [patron, texte] : pages)
                if (texte.find(marque(colonne)) != std::string::npos)
                    ou += " " + patron;
            EXPECT_EQ(dit(agent, colonne, cas.jeune), !ou.empty())
                << qui << ", " << colonne << (ou.empty() ? " : sur aucune page" : " : lu sur" + ou);
        }
    }
}

TEST_P(Banc, qui_n_y_lit_rien_ne_rencontre_pas_meme_le_nom) {
    auto cas = dossier_ou_tout_est_rempli(d);
    auto const& sans = pages_qui_ne_montrent_personne();
    for (auto const& [qui, agent] : cas.agents)
        for (auto const& [patron, texte] : parcourir(agent)) {
            bool nomme = texte.find(cas.nom) != std::string::npos;
            EXPECT_TRUE(!nomme || dit(agent, "jeune.nom", cas.jeune)) << qui << " lit le nom sur " << patron;
            EXPECT_FALSE(sans.contains(patron) && (nomme || texte.find("Zqmarque") != std::string::npos))
                << qui << " : " << patron << " est dite ne montrer personne";
        }
}

TEST_P(Banc, la_page_du_banc_dit_ce_que_disent_les_lectures_et_rien_du_contenu) {
    auto cas = dossier_ou_tout_est_rempli(d);
    auto dpd = d.app.as(d.dpd);
    for (auto const& [qui, agent] : cas.agents) {
        auto courriel = d.lire(
            [&](auto& db) { return db.template one<std::string>("select courriel from agent where id = ?", agent); });
        auto page = dpd.get("/droits/essai?courriel=" + web::url_encode(courriel) +
                            "&dossier=" + std::to_string(cas.jeune.valeur));
        ASSERT_EQ(page.status, 200) << qui;
        EXPECT_EQ(page.body.find("Zqmarque"), std::string::npos) << qui;
        EXPECT_EQ(page.body.find(cas.nom), std::string::npos) << qui;
    }
}

TEST_P(Banc, chaque_page_bloc_et_evenement_est_declare_ou_ne_montre_rien_d_un_jeune) {
    std::set<std::string> declares;
    for (auto const& l : branchements.apports().lectures())
        declares.insert(l.pages.begin(), l.pages.end());
    auto const& sans = pages_qui_ne_montrent_personne();
    for (auto const& r : d.app.routes.liste())
        if (r.methode == "GET") {
            EXPECT_TRUE(declares.contains(r.patron) || sans.contains(r.patron))
                << r.patron << " : déclarez dans lectures.cpp de sa partie ce qu'elle montre d'un jeune";
        }
    for (auto const& b : branchements.apports().blocs())
        EXPECT_TRUE(declares.contains("bloc " + b.titre)) << b.titre;
    for (auto const& c : branchements.apports().contributeurs())
        EXPECT_TRUE(declares.contains("chronologie " + c.genre)) << c.genre;
    std::set<std::string> patrons;
    for (auto const& r : d.app.routes.liste())
        patrons.insert(r.patron);
    for (auto const& p : declares)
        EXPECT_TRUE(p.front() != '/' || patrons.contains(p)) << p << " n'existe plus";
}

TEST_P(Banc, chaque_colonne_qui_parle_d_un_jeune_est_declaree) {
    if (GetParam() != "sqlite")
        GTEST_SKIP() << "les colonnes sont les mêmes";
    static std::set<std::string> const outils{"jeune_cle", "jeune_mot",
                                              "fiche_changee"}; // index de recherche, journal du calcul
    static std::regex const technique{
        "id|version|saisie|empreinte|cle_source|cle_tri|origine|.*_id|.*_par|cree_le|creee_le|vue_le|"
        "modifie_le|vu_le|visibilite.*|naissance_presumee|fusionne_dans|psad_depuis|dernier_echange.*|anonymise_le|"
        "pris"};
    auto colonnes = d.lire([](storage::Reader& db) {
        std::vector<std::string> liste;
        auto tables = db.all<std::string>("select nom_table from registre");
        tables.emplace_back("jeune");
        for (auto const& t : tables)
            for (auto const& c : db.all<std::string>("select name from pragma_table_info('" + t + "')"))
                liste.push_back(t + "." + c);
        return liste;
    });
    ASSERT_GT(colonnes.size(), 400u);
    for (auto const& c : colonnes) {
        auto table = c.substr(0, c.find('.'));
        bool technique_ = std::regex_match(c.substr(c.find('.') + 1), technique);
        EXPECT_TRUE(outils.contains(table) || technique_ ||
                    std::ranges::any_of(branchements.apports().lectures(), [&](auto const& l) { return montre(l, c); }))
            << c << " : aucune partie ne déclare la montrer";
    }
}

TEST_P(Banc, chaque_route_qui_ecrit_est_declaree_ou_n_ecrit_rien_d_un_jeune) {
    std::set<std::string> declarees, patrons;
    for (auto const& g : branchements.apports().gestes()) {
        declarees.insert(g.postes.begin(), g.postes.end());
        EXPECT_TRUE(
            std::ranges::any_of(branchements.apports().lectures(),
                                [&](auto const& l) { return l.partie == g.partie && l.rubrique == g.rubrique; }))
            << g.partie << ", " << g.rubrique << " n'est pas une lecture";
    }
    for (auto const& r : d.app.routes.liste())
        if (r.methode == "POST") {
            patrons.insert(r.patron);
            EXPECT_TRUE(declarees.contains(r.patron) != ecritures_qui_ne_touchent_personne().contains(r.patron))
                << r.patron << " : déclarez dans lectures.cpp de sa partie ce qu'elle écrit d'un jeune";
        }
    for (auto const& p : declarees)
        EXPECT_TRUE(patrons.contains(p)) << p << " n'existe plus";
    for (auto const& p : ecritures_qui_ne_touchent_personne())
        EXPECT_TRUE(patrons.contains(p)) << p << " n'existe plus";
}

TEST_P(Banc, chaque_lecture_dit_son_droit_son_cercle_sa_raison_et_ou) {
    for (auto const& l : branchements.apports().lectures()) {
        EXPECT_NE(l.droit, acces::Droit::public_) << l.rubrique;
        for (auto const* texte : {&l.partie, &l.rubrique, &l.cercle, &l.raison})
            EXPECT_FALSE(texte->empty()) << l.partie << ", " << l.rubrique;
        EXPECT_FALSE(std::regex_search(l.raison, std::regex{"^[A-Z]+-[0-9]"}))
            << l.rubrique << " : une raison se dit, un numéro ne se lit pas (" << l.raison << ")";
        EXPECT_FALSE(l.champs.empty()) << l.rubrique;
        EXPECT_FALSE(l.pages.empty()) << l.rubrique;
        EXPECT_TRUE(l.voir) << l.rubrique;
    }
}

TEST_P(Banc, chaque_verdict_de_chaque_agent_dit_pourquoi) {
    auto cas = dossier_ou_tout_est_rempli(d);
    web::Request const requete{.method = "GET", .path = "/"};
    std::vector<acces::EntreeDuMenu> const sans_menu;
    for (auto const& [qui, agent] : cas.agents)
        for (auto const& role : d.lire([&](auto& db) { return acces::roles_du_jour(db, agent, d.jour()); })) {
            acces::Compte compte{.id = agent, .courriel = "", .nom = "", .prenom = ""};
            acces::Contexte lui{d.app.env(), requete, droits::session_de(compte, role), "", sans_menu};
            for (auto const& l : branchements.apports().lectures()) {
                auto dit = droits::juger(lui, l, cas.jeune).pourquoi;
                EXPECT_FALSE(dit.empty() || dit.ends_with(", ") || dit.ends_with("\u00a0: "))
                    << qui << ", " << l.partie << ", " << l.rubrique << " : « " << dit << " »";
            }
        }
}

INSTANTIATE_TEST_SUITE_P(Bases, Banc, testing::ValuesIn(BaseDEssai::genres()), [](auto const& i) { return i.param; });
