#include "metier/echanges/tests/essai.hpp"

#include <nlohmann/json.hpp>

#include "metier/echanges/lire.hpp"
#include "metier/echanges/prevoir.hpp"

using namespace essais;
using echanges::Conclusion;

namespace {

echanges::Note note(std::int64_t jeune, int dixiemes, double p) {
    echanges::Note n;
    n.jeune = Id<jeunes::Jeune>{jeune};
    n.dixiemes = dixiemes;
    n.probabilite = p;
    return n;
}

TEST(Verdict, sans_ressemblance_la_personne_est_nouvelle) {
    EXPECT_EQ(echanges::conclure({}, {}).conclusion, Conclusion::nouveau);
    EXPECT_EQ(echanges::conclure({note(1, -50, 0.03)}, {}).conclusion, Conclusion::nouveau);
}

TEST(Verdict, une_ressemblance_moyenne_se_tranche_une_certaine_se_reconnait) {
    EXPECT_EQ(echanges::conclure({note(1, 20, 0.8)}, {}).conclusion, Conclusion::douteux);
    auto v = echanges::conclure({note(1, 150, 0.999)}, {});
    EXPECT_EQ(v.conclusion, Conclusion::connu);
    EXPECT_EQ(v.jeune->valeur, 1);
}

TEST(Verdict, un_rival_a_moins_de_six_bits_ou_des_jumeaux_laissent_decider_une_personne) {
    EXPECT_EQ(echanges::conclure({note(1, 150, 0.999), note(2, 100, 0.99)}, {}).conclusion, Conclusion::douteux);
    EXPECT_EQ(echanges::conclure({note(1, 150, 0.999), note(2, 60, 0.98)}, {}).conclusion, Conclusion::connu);
    auto jumeau = note(1, 150, 0.999);
    jumeau.garde = rapprochement::Garde::jumeaux;
    EXPECT_EQ(echanges::conclure({jumeau}, {}).conclusion, Conclusion::douteux);
}

TEST(Verdict, le_meme_ine_suffit_sauf_si_nom_et_naissance_different) {
    auto n = note(1, 10, 0.5);
    n.meme_ine = true;
    n.nom_different = true;
    EXPECT_EQ(echanges::conclure({n}, {}).conclusion, Conclusion::connu);
    n.naissance_differente = true;
    auto v = echanges::conclure({n}, {});
    EXPECT_EQ(v.conclusion, Conclusion::douteux);
    EXPECT_TRUE(v.motif.starts_with("INE partagé"));
}

TEST(Verdict, une_reponse_deja_donnee_ne_se_redemande_pas) {
    auto n = note(1, 20, 0.8);
    n.decision = true;
    EXPECT_EQ(echanges::conclure({n}, {}).conclusion, Conclusion::connu);
    n.decision = false;
    EXPECT_EQ(echanges::conclure({n}, {}).conclusion, Conclusion::nouveau);
}

class Plan : public testing::TestWithParam<std::string> {};

TEST_P(Plan, vingt_mille_lignes_tiennent_en_peu_de_requetes_par_ligne) {
    Distribution d{GetParam()};
    echanges::Importation i;
    i.format = "tableau";
    i.nature = echanges::Nature::eleves;
    i.annee = {2026};
    i.jour = d.jour();
    i.uai = uai_de_zola;
    int const combien = GetParam() == "sqlite" ? 20'000 : 2'000;
    d.lire([&](storage::Reader& db) {
        echanges::Planificateur plan{db, i, d.app.env().coffre, d.jour()};
        echanges::Annuaire annuaire;
        auto regles = echanges::regles_de_lecture(i, annuaire, db);
        auto avant = db.queries();
        std::vector<echanges::LigneImport> lot;
        for (int n = 1; n <= combien; ++n) {
            echanges::LigneLue l{.numero = n};
            l.poser(echanges::Champ::nom_famille, "NOM" + std::string(1, static_cast<char>('A' + n % 26)) +
                                                      std::string(1, static_cast<char>('A' + n / 26 % 26)));
            l.poser(echanges::Champ::prenom, "PRE" + std::string(1, static_cast<char>('A' + n / 676 % 26)));
            l.poser(echanges::Champ::naissance, base::affiche(base::plus_jours(Date{2008y / 1 / 1}, n % 700)));
            lot.push_back(echanges::preparer(std::move(l), n, i, regles, d.app.env().coffre));
            if (lot.size() == 500)
                plan.prevoir(db, std::exchange(lot, {}));
        }
        EXPECT_EQ(plan.comptes().lues, combien);
        EXPECT_LE((db.queries() - avant) / combien, 4);
    });
}

/// Issue et motif de chaque ligne « NOM;Prénoms;JJ/MM/AAAA;sexe » d'une liste de jeunes présumés sortis.
std::vector<std::pair<std::string, std::string>> issues(Distribution& d, std::vector<std::string> const& lignes) {
    std::string csv = "campagne;ine;nom_famille;prenoms;date_naissance;sexe;uai_dernier_etablissement\n";
    for (auto const& l : lignes)
        csv += "2026-10;;" + l + ";0350017D\n";
    Fichier f{"rio.csv", csv};
    auto c = importer(d, {f.chemin(), "--essai", "--json"});
    auto const compte_rendu = nlohmann::json::parse(c.sortie);
    std::vector<std::pair<std::string, std::string>> liste;
    for (auto const& l : compte_rendu["lignes"])
        liste.emplace_back(l["issue"], l["motif"]);
    EXPECT_EQ(liste.size(), lignes.size()) << c.erreurs;
    return liste;
}

TEST_P(Plan, une_lettre_du_nom_et_un_chiffre_de_la_naissance_faux_a_la_fois_se_tranchent) {
    Distribution d{GetParam()};
    connu(d, "LEROUX", "Camille", Date{2008y / 3 / 14});
    connu(d, "BERTHELOT", "Yanis", Date{2007y / 11 / 8});
    auto plan = issues(d, {"LIROUX;Camille;15/03/2008;F",    // autre jour
                           "LERUOX;Camille;14/03/2007;",     // deux lettres permutées, autre année
                           "BORTHELOT;Yanis;08/10/2007;M",   // autre mois
                           "BERTELOT;Yanis;11/08/2007;",     // jour et mois inversés
                           "BERTHELOT;Yanid;08/11/2009;M"}); // la lettre est au prénom
    for (auto const& [issue, motif] : plan)
        EXPECT_EQ(issue, "douteuse") << motif;
    EXPECT_EQ(plan.at(0).second, "Ressemble à un dossier connu : même prénom ; nom à une lettre près, naissance à un "
                                 "chiffre près.");
}

TEST_P(Plan, freres_soeurs_et_homonymes_du_nom_ne_se_tranchent_pas) {
    Distribution d{GetParam()};
    connu(d, "LEROUX", "Camille", Date{2008y / 3 / 14});
    connu(d, "BERTHELOT", "Yanis", Date{2007y / 11 / 8});
    auto plan = issues(d, {"LEROUX;Thomas;14/03/2009;M",     // frère, un an de moins
                           "LIROUX;Thomas;15/03/2008;M",     // autre prénom
                           "BERTHELOT;Inaya;08/10/2009;F",   // sœur
                           "BARTHELOT;Yanis;23/04/2008;M"}); // autre naissance
    for (auto const& [issue, motif] : plan)
        EXPECT_EQ(issue, "nouvelle") << motif;
}

struct Etabli {
    Distribution d;
    Personne awa;
    std::string ou;
    explicit Etabli(std::string const& genre) : d{genre}, awa{d.app.as(d.awa)} { echanges::routes(d.app.routes); }
    void deposer(std::string const& nom, std::string const& contenu) {
        auto r = awa.depose("/importations", "fichier", nom, contenu);
        ASSERT_EQ(r.status, 303) << r.text("main");
        ou = r.location;
        travailler(d);
    }
    void poster(std::string const& page) {
        auto version =
            une_valeur<std::int64_t>(d, "select version from importation where id = " + ou.substr(ou.rfind('/') + 1));
        EXPECT_EQ(awa.post(ou + page, {{"version", std::to_string(version)}}).status, 303);
        travailler(d);
    }
};

TEST_P(Plan, un_dossier_cree_entre_le_plan_et_l_application_n_est_pas_double) {
    Etabli e{GetParam()};
    e.deposer("e.xml",
              siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}, {.id = "2", .nom = "MERCIER", .prenom = "Ali"}},
                     uai_de_zola));
    connu(e.d, "DUVAL", "Zoé", Date{2009y / 3 / 4});
    e.poster("/application");
    EXPECT_EQ(une_valeur<std::int64_t>(e.d, "select count(*) from jeune"), 2);
    EXPECT_EQ(une_valeur<std::int64_t>(e.d, "select mises_a_jour from importation"), 1);
    EXPECT_EQ(une_valeur<std::int64_t>(e.d, "select crees from importation"), 1);
}

TEST_P(Plan, une_ligne_tranchee_apres_l_application_rejoint_aussitot_le_dossier_choisi) {
    Etabli e{GetParam()};
    auto sonia = connu(e.d, "MARTEL", "Sonia", Date{2008y / 2 / 3}, "071234501KC");
    e.deposer("rio.csv",
              "campagne;ine;nom_famille;prenoms;date_naissance;sexe;uai_dernier_etablissement\n"
              "2026-10;071234501KC;ZERROUKI;Yanis;11/11/2007;M;0350017D\n2026-10;;DUVAL;Zoe;04/03/2008;F;0350017D\n");
    e.poster("/application");
    EXPECT_EQ(une_valeur<std::int64_t>(e.d, "select count(*) from signalement_liste"), 1);
    auto id = une_valeur<std::int64_t>(e.d, "select id from ligne_import where issue = 'douteuse'");
    auto r = e.awa.post(e.ou + "/lignes/" + std::to_string(id) + "/decision",
                        {{"version", "1"}, {"reponse", "meme"}, {"jeune", std::to_string(sonia.valeur)}});
    EXPECT_EQ(r.status, 303);
    EXPECT_EQ(une_valeur<std::int64_t>(e.d, "select count(*) from signalement_liste"), 2);
    EXPECT_EQ(une_valeur<std::int64_t>(e.d, "select count(*) from jeune"), 2);
    EXPECT_EQ(e.d.journal().back(), "ligne_tranchee");
}

TEST_P(Plan, une_chute_d_effectif_se_confirme_sur_la_page) {
    Etabli e{GetParam()};
    std::vector<Eleve> classe;
    for (int n = 0; n < 30; ++n)
        classe.push_back({.id = std::to_string(n + 1),
                          .nom = "NOM" + std::string(1, static_cast<char>('A' + n)) + "ARD",
                          .prenom = "Lou",
                          .naissance = base::affiche(base::plus_jours(Date{2008y / 1 / 3}, n * 31))});
    for (auto& c : classe)
        if (auto n = std::stoi(c.id); n > 26)
            c.nom = "AUTRE" + std::string(1, static_cast<char>('A' + n - 26)) + "EUX";
    e.deposer("a.xml", siecle(classe, uai_de_zola));
    e.poster("/application");
    classe.resize(15);
    e.deposer("b.xml", siecle(classe, uai_de_zola, "2026", "02/10/2026 08:00:00"));
    EXPECT_TRUE(e.awa.get(e.ou).contient("F-07")) << e.awa.get(e.ou).text("main");
    e.poster("/confirmation");
    EXPECT_EQ(une_valeur<std::string>(e.d, "select etape from importation order by id desc limit 1"), "prevue");
    e.poster("/application");
    EXPECT_EQ(une_valeur<std::int64_t>(e.d, "select count(*) from disparition"), 15);
    EXPECT_EQ(une_valeur<std::int64_t>(e.d, "select count(*) from jeune"), 30);
}

INSTANTIATE_TEST_SUITE_P(Bases, Plan, testing::ValuesIn(BaseDEssai::genres()), [](auto const& i) { return i.param; });

} // namespace
