// Plan signé, contrat à trois, tutorat sans compte, positionnement : comme dans le programme.
#include "metier/accompagnement/accompagnement.hpp"

#include <gtest/gtest.h>

#include "metier/ecrits/ecrits.hpp"
#include "metier/jeunes/apports.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace accompagnement = metier::accompagnement;

namespace {

class Accompagnement : public testing::TestWithParam<std::string> {
protected:
    Accompagnement() {
        metier::agenda::rubriques(journee);
        accompagnement::apports(apports);
        accompagnement::liens(porte);
        acces::routes_des_liens(d.app.routes, porte);
        metier::agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes, apports);
        metier::ecrits::routes(d.app.routes);
        accompagnement::routes(d.app.routes);
        d.app.env().adresse = "https://raccroche.exemple.invalid";
        lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
        d.ecrire([&](auto& db) { jeunes::designer_referent(db, lina, d.awa, d.jour()); });
    }
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 10, 0)); }
    std::string dossier() const { return "/jeunes/" + std::to_string(lina.valeur); }
    web::Pairs ligne(std::string qui, std::string action = "Mini-stage en cuisine") {
        return {{"objectif", "Essayer la cuisine"}, {"action", action}, {"qui", qui}, {"pour_le", "2026-10-20"}};
    }
    web::Pairs tutorat() {
        return {{"tuteur", "Mme Le Goff"},
                {"adresse", "legoff@zola.invalid"},
                {"objet", "Reprendre le rythme"},
                {"objectifs", "Venir chaque lundi\nRendre un devoir"},
                {"du", "2026-10-05"},
                {"frequence", "7"},
                {"heures", "10"}};
    }
    std::vector<std::string> textes() {
        return d.lire([](auto& db) { return db.template all<std::string>("select texte from courriel order by id"); });
    }
    std::string dernier_lien() {
        auto texte = textes().back();
        auto debut = texte.find("/l/");
        return texte.substr(debut, texte.find('\n', debut) - debut);
    }
    Distribution d{GetParam()};
    metier::agenda::Journee journee;
    jeunes::Apports apports;
    acces::PorteDesLiens porte;
    Id<jeunes::Jeune> lina;
};

} // namespace

TEST(Regles, niveaux_et_objectifs_se_relisent) {
    using namespace accompagnement;
    Niveaux n{{Domaine::francais, Niveau::en_cours}, {Domaine::projet, Niveau::autonome}};
    EXPECT_EQ(ecrire(n), "francais=2 projet=4");
    EXPECT_EQ(lire_niveaux(ecrire(n)), n);
    EXPECT_TRUE(lire_niveaux("francais=9 inconnu=1 x").empty());
    EXPECT_EQ(objectifs(" - Venir\n\n• Lire \r\n"), (std::vector<std::string>{"Venir", "Lire"}));
    EXPECT_EQ(duree(65), "1 h 05");
}

TEST(Prime, elle_dit_pourquoi_elle_n_est_pas_due) {
    using namespace accompagnement;
    Reprise r{.naissance = 2009y / 5 / 20,
              .sortie = 2027y / 3 / 10,
              .retour = 2027y / 8 / 10,
              .boursier = true,
              .statut_scolaire = true,
              .certifiante = true};
    EXPECT_TRUE(contre_la_prime(r, {}).empty()) << "cinq mois, de quantième à quantième";
    r.retour = 2027y / 8 / 9;
    ASSERT_EQ(contre_la_prime(r, {}).size(), 1u);
    EXPECT_EQ(contre_la_prime(r, {})[0], "sorti depuis 4 mois et 30 jours, il faut 5 mois d’interruption");
    r.sortie = 2027y / 2 / 12, r.retour = 2027y / 7 / 1;
    EXPECT_EQ(contre_la_prime(r, {})[0], "sorti depuis 4 mois et 19 jours, il faut 5 mois d’interruption");
    r.retour = 2028y / 5 / 20; // le jour de ses 19 ans
    r.boursier = false;
    EXPECT_EQ(contre_la_prime(r, {}).size(), 2u);
}

TEST_P(Accompagnement, un_voeu_refuse_met_une_relance_que_l_acceptation_clot) {
    auto awa = d.app.as(d.awa);
    auto ou = dossier() + "/voeux";
    EXPECT_EQ(awa.post(ou, {{"rang", "1"}}).status, 422);
    awa.post(ou, {{"formation", "CAP cuisine"}, {"rang", "1"}});
    awa.post("/voeux/1", {{"etat", "refuse"}, {"version", "1"}});
    le(2026y / 10 / 12);
    EXPECT_TRUE(awa.get("/").contient("Vœu refusé : chercher une autre place"));
    EXPECT_TRUE(awa.follow(awa.post("/voeux/1", {{"etat", "accepte"}, {"version", "1"}})).contient("avant vous"));
    awa.post("/voeux/1", {{"etat", "accepte"}, {"version", "2"}});
    EXPECT_TRUE(d.lire([&](auto& db) { return metier::agenda::du_jeune(db, lina).empty(); }));
    EXPECT_TRUE(awa.get(ou + "?sortie=12%2F02%2F2026&retour=01%2F07%2F2026&boursier=1&scolaire=1&certifiante=1")
                    .contient("sorti depuis 4 mois et 19 jours"));
    EXPECT_EQ(d.app.as(d.ines).get(ou).status, 404);
}

TEST_P(Accompagnement, une_ligne_confiee_a_un_agent_est_une_echeance_de_sa_journee) {
    auto awa = d.app.as(d.awa);
    auto plan = dossier() + "/plan";
    EXPECT_EQ(awa.post(plan, ligne("autre")).status, 422) << "qui donc ?";
    awa.post(plan, ligne("jeune", "Appeler le lycée"));
    awa.post(plan, ligne("a" + std::to_string(d.awa.valeur)));
    le(2026y / 10 / 20);
    EXPECT_TRUE(awa.get("/").contient("Mini-stage en cuisine"));
    EXPECT_FALSE(awa.get("/").contient("Appeler le lycée")) << "c'est au jeune";
    le(2026y / 10 / 21);
    EXPECT_TRUE(awa.get(plan).contient("En retard"));
    EXPECT_EQ(awa.post("/plan/2", {{"etat", "abandonnee"}, {"version", "1"}}).status, 422) << "dire pourquoi";
    EXPECT_EQ(awa.post("/plan/2", {{"etat", "faite"}, {"version", "1"}}).status, 303);
    EXPECT_FALSE(awa.get("/").contient("Mini-stage en cuisine"));
    EXPECT_TRUE(awa.get(dossier()).contient("1 sur 2 lignes faites"));
    EXPECT_EQ(awa.post(plan + "/ecrit", {{"format", "odt"}}).status, 200);
    EXPECT_EQ(d.app.as(d.ines).get(plan).status, 404);
}

TEST_P(Accompagnement, une_ligne_ajoutee_apres_la_signature_le_dit) {
    auto awa = d.app.as(d.awa);
    auto plan = dossier() + "/plan";
    awa.post(plan, ligne("jeune"));
    EXPECT_TRUE(awa.get(plan).contient("Le jeune : pas encore signé"));
    awa.post(plan + "/signatures", {{"qui", "jeune"}, {"le", "2026-10-05"}});
    EXPECT_TRUE(awa.get(plan).contient("Le jeune : signé le 05/10/2026"));
    awa.post(plan, ligne("famille", "Ouvrir un compte de transport"));
    EXPECT_TRUE(awa.get(plan).contient("1 ligne ajoutée depuis"));
}

TEST_P(Accompagnement, un_contrat_attend_ses_trois_signatures) {
    auto awa = d.app.as(d.awa);
    web::Pairs champs{{"objet", "Préparer un CAP"},
                      {"du", "2026-10-05"},
                      {"au", "2026-09-01"},
                      {"tuteur", "M. Roy"},
                      {"engagements_jeune", "Venir."},
                      {"engagements_tuteur", "Voir Lina chaque semaine."}};
    EXPECT_EQ(awa.post(dossier() + "/contrats", champs).status, 422);
    champs[2].second = "2027-06-30";
    auto fait = awa.post(dossier() + "/contrats", champs);
    EXPECT_EQ(fait.status, 303);
    EXPECT_TRUE(awa.get(dossier()).contient("Signatures à recueillir"));
    for (auto qui : {"signe_jeune", "signe_tuteur", "signe_famille"})
        champs.emplace_back(qui, "2026-10-05");
    champs.emplace_back("version", "1");
    EXPECT_EQ(awa.post(fait.location, champs).status, 303);
    EXPECT_FALSE(awa.get(dossier()).contient("Signatures à recueillir"));
    EXPECT_EQ(awa.post(fait.location, champs).status, 409) << "ancienne version";
    EXPECT_EQ(awa.post(fait.location + "/ecrit", {{"format", "odt"}}).status, 200);
    awa.post(fait.location + "/cloture", {{"le", "2026-10-05"}, {"motif", "Fin"}, {"version", "2"}});
    EXPECT_TRUE(awa.get(fait.location).contient("Clos le 05/10/2026"));
}

TEST_P(Accompagnement, le_meme_formulaire_renvoye_n_ecrit_pas_deux_fois) {
    auto awa = d.app.as(d.awa);
    auto deux_fois = [&](std::string const& ou, web::Pairs champs, std::string const& page) {
        champs.emplace_back("jeton_de_saisie", awa.get(page).value("jeton_de_saisie"));
        EXPECT_EQ(awa.post(ou, champs).status, 303) << ou;
        EXPECT_EQ(awa.post(ou, champs).status, 303) << ou;
    };
    deux_fois(dossier() + "/plan", ligne("jeune"), dossier() + "/plan");
    deux_fois(dossier() + "/tutorats", tutorat(), dossier() + "/tutorats/nouveau");
    deux_fois(dossier() + "/positionnements", {{"moment", "entree"}, {"le", "2026-10-05"}, {"maths", "2"}},
              dossier() + "/positionnements");
    for (auto const* table : {"plan_ligne", "tutorat", "positionnement"})
        EXPECT_EQ(d.lire([&](auto& db) {
            return db.template one<std::int64_t>("select count(*) from " + std::string(table));
        }),
                  1)
            << table;
}

TEST_P(Accompagnement, un_contrat_signe_que_l_on_recrit_se_signe_de_nouveau) {
    auto awa = d.app.as(d.awa);
    web::Pairs champs{{"objet", "Préparer un CAP"},
                      {"du", "2026-10-05"},
                      {"au", "2027-06-30"},
                      {"tuteur", "M. Roy"},
                      {"engagements_jeune", "Venir."},
                      {"engagements_tuteur", "Écouter."},
                      {"signe_jeune", "2026-10-05"}};
    auto ou = awa.post(dossier() + "/contrats", champs).location;
    champs[4].second = "Venir tous les jours.";
    champs.emplace_back("version", "1");
    EXPECT_TRUE(awa.follow(awa.post(ou, champs)).contient("sont à recueillir de nouveau"));
    EXPECT_EQ(awa.get(ou).value("signe_jeune"), "");
}

TEST_P(Accompagnement, le_tuteur_sans_compte_repond_en_une_ligne_et_ses_heures_comptent) {
    auto awa = d.app.as(d.awa);
    auto trop = tutorat();
    trop[3].second = "Un\nDeux\nTrois\nQuatre";
    EXPECT_TRUE(awa.post(dossier() + "/tutorats", trop).contient("Trois objectifs au plus"));
    auto ou = awa.post(dossier() + "/tutorats", tutorat()).location;
    le(2026y / 10 / 11);
    EXPECT_EQ(accompagnement::interroger_les_tuteurs(d.app.env()), 0) << "une semaine n'est pas passée";
    le(2026y / 10 / 12);
    EXPECT_EQ(accompagnement::interroger_les_tuteurs(d.app.env()), 1);
    EXPECT_EQ(accompagnement::interroger_les_tuteurs(d.app.env()), 0);
    EXPECT_EQ(textes().back().find("BERNARD"), std::string::npos);
    EXPECT_EQ(textes().back().find("Lina"), std::string::npos);
    auto goff = d.app.inconnu();
    auto page = goff.get(dernier_lien());
    EXPECT_TRUE(page.contient("L. B."));
    EXPECT_FALSE(page.contient("BERNARD"));
    EXPECT_EQ(goff.post(dernier_lien(), {{"le", "2026-10-12"}}).status, 422) << "durée ou pas venu";
    web::Pairs vu{{"le", "2026-10-12"},
                  {"minutes", "50"},
                  {"humeur", "inquiet"},
                  {"mot", "Fatiguée."},
                  {"saisie", page.value("saisie")}};
    EXPECT_TRUE(goff.post(dernier_lien(), vu).contient("C’est noté"));
    goff.post(dernier_lien(), vu); // double clic
    auto fiche = awa.get(ou);
    EXPECT_TRUE(fiche.contient("0 h 50 faites sur 10 h 00 prévues"));
    EXPECT_TRUE(fiche.contient("Le tuteur, par son lien"));
    EXPECT_TRUE(awa.get("/").contient("Le tuteur est inquiet"));
    awa.post(ou + "/rencontres", {{"le", "2026-10-12"}, {"absent", "1"}, {"saisie", "s2"}});
    EXPECT_TRUE(awa.get(ou).contient("Pas venu"));
    awa.post("/rencontres/1/annulation");
    EXPECT_TRUE(awa.get(ou).contient("0 h 00 faites"));
    awa.post(ou + "/fin", {{"le", "2026-10-12"}, {"bilan", "A repris."}, {"version", "1"}});
    EXPECT_EQ(goff.get(dernier_lien()).status, 410);
}

TEST_P(Accompagnement, une_demande_au_tuteur_qui_n_arrive_pas_se_dit_a_qui_l_a_faite) {
    auto awa = d.app.as(d.awa);
    auto ou = awa.post(dossier() + "/tutorats", tutorat()).location;
    awa.post(ou + "/nouvelles");
    d.ecrire([](auto& db) { db.run("update courriel set etat = 'refuse', fini_le = cree_le"); });
    EXPECT_TRUE(awa.get(ou).contient("Le courriel à legoff@zola.invalid n’est pas arrivé : cette adresse est refusée"));
    auto de = d.lire([](auto& db) { return db.template one<Id<acces::Agent>>("select de_agent_id from courriel"); });
    EXPECT_EQ(de, d.awa) << "elle le voit dans sa journée";
    auto corrige = tutorat();
    corrige[1].second = "le.goff@zola.invalid";
    corrige.emplace_back("version", "1");
    EXPECT_EQ(awa.post(ou + "/modification", corrige).status, 303);
    EXPECT_FALSE(awa.get(ou).contient("n’est pas arrivé"));
}

TEST_P(Accompagnement, la_meme_grille_a_l_entree_et_a_la_sortie_dit_ce_qui_a_change) {
    auto awa = d.app.as(d.awa);
    auto ou = dossier() + "/positionnements";
    EXPECT_EQ(awa.post(ou, {{"moment", "entree"}, {"le", "2026-10-05"}}).status, 422) << "au moins un domaine";
    awa.post(ou, {{"moment", "entree"}, {"le", "2026-10-05"}, {"francais", "2"}, {"maths", "3"}, {"projet", "1"}});
    le(2027y / 3 / 1);
    awa.post(ou,
             {{"moment", "sortie"}, {"le", "2027-03-01"}, {"francais", "3"}, {"maths", "3"}, {"mot", "Je lis mieux."}});
    auto page = awa.get(ou);
    EXPECT_TRUE(page.contient("A progressé"));
    EXPECT_TRUE(page.contient("Stable"));
    EXPECT_TRUE(page.contient("Je lis mieux."));
    awa.post("/positionnements/2/annulation");
    EXPECT_FALSE(awa.get(ou).contient("A progressé"));
}

INSTANTIATE_TEST_SUITE_P(Bases, Accompagnement, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
