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
    auto perime = awa.post("/voeux/1", {{"etat", "accepte"}, {"note", "Vu au téléphone."}, {"version", "1"}});
    EXPECT_EQ(perime.status, 409);
    EXPECT_TRUE(perime.contient("avant vous"));
    EXPECT_EQ(perime.value("note"), "Vu au téléphone.") << "la saisie est gardée";
    EXPECT_TRUE(perime.contient("Refusé")) << "ce qui a changé se lit";
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

TEST_P(Accompagnement, une_signature_d_avant_la_derniere_ligne_ne_la_couvre_pas) {
    auto awa = d.app.as(d.awa);
    auto plan = dossier() + "/plan";
    awa.post(plan, ligne("jeune"));
    auto notee = awa.follow(awa.post(plan + "/signatures", {{"qui", "jeune"}, {"le", "2026-10-04"}}));
    EXPECT_TRUE(notee.contient("d’avant la dernière modification"));
    EXPECT_TRUE(awa.get(plan).contient("signé le 04/10/2026"));
    EXPECT_TRUE(awa.get(plan).contient("Avant la dernière modification"));
    awa.post(plan + "/signatures", {{"qui", "jeune"}, {"le", "2026-10-05"}});
    EXPECT_FALSE(awa.get(plan).contient("Avant la dernière modification"));
}

TEST_P(Accompagnement, deux_qui_closent_la_meme_ligne_le_second_garde_son_texte) {
    auto awa = d.app.as(d.awa);
    awa.post(dossier() + "/plan", ligne("jeune"));
    awa.post("/plan/1", {{"etat", "faite"}, {"issue", "Une semaine en cuisine."}, {"version", "1"}});
    auto second = awa.post("/plan/1", {{"etat", "abandonnee"}, {"issue", "Le chef a refusé."}, {"version", "1"}});
    EXPECT_EQ(second.status, 409);
    EXPECT_TRUE(second.contient("chef"));
    EXPECT_TRUE(second.contient("semaine"));
    EXPECT_EQ(awa.post("/plan/1", {{"etat", "faite"}, {"issue", "Une semaine en cuisine."}, {"version", "1"}}).status,
              303)
        << "double clic";
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

TEST_P(Accompagnement, un_contrat_a_des_dates_que_l_on_peut_croire_et_un_double_se_confirme) {
    auto awa = d.app.as(d.awa);
    auto contrats = dossier() + "/contrats";
    auto avec = [](std::string du, std::string au, std::string signe = {}) {
        return web::Pairs{{"objet", "Préparer un CAP"},
                          {"du", du},
                          {"au", au},
                          {"tuteur", "M. Roy"},
                          {"engagements_jeune", "Venir."},
                          {"engagements_tuteur", "Écouter."},
                          {"signe_jeune", signe}};
    };
    EXPECT_EQ(awa.post(contrats, avec("2126-10-05", "2127-10-05")).status, 422) << "dans un siècle";
    EXPECT_EQ(awa.post(contrats, avec("1905-01-01", "1906-01-01")).status, 422) << "avant sa naissance";
    EXPECT_EQ(awa.post(contrats, avec("2026-10-05", "2056-10-05")).status, 422) << "trente ans";
    EXPECT_EQ(awa.post(contrats, avec("2026-10-05", "2027-06-30", "2020-01-01")).status, 422) << "signé six ans avant";
    auto premier = awa.post(contrats, avec("2026-10-05", "2027-06-30", "2026-09-20"));
    EXPECT_EQ(premier.status, 303) << "signé quinze jours avant : cela se fait";
    auto double_ = awa.post(contrats, avec("2026-10-05", "2027-06-30"));
    EXPECT_EQ(double_.status, 422);
    EXPECT_TRUE(double_.contient("Un contrat court déjà"));
    auto confirme = avec("2026-10-05", "2027-06-30");
    confirme.emplace_back("quand_meme", "1");
    EXPECT_EQ(awa.post(contrats, confirme).status, 303);
    awa.post(premier.location + "/cloture", {{"le", "2026-10-05"}, {"motif", "Double"}, {"version", "1"}});
    auto perime = awa.post(premier.location + "/cloture", {{"le", "2026-10-05"}, {"motif", "Fini"}, {"version", "1"}});
    EXPECT_EQ(perime.status, 409);
    EXPECT_TRUE(perime.contient("Fini"));
}

TEST_P(Accompagnement, deux_voeux_n_ont_pas_le_meme_rang_et_la_page_dit_de_qui) {
    auto awa = d.app.as(d.awa);
    auto ou = dossier() + "/voeux";
    awa.post(ou, {{"formation", "CAP cuisine"}, {"rang", "1"}});
    EXPECT_TRUE(awa.post(ou, {{"formation", "CAP coiffure"}, {"rang", "1"}}).contient("CAP cuisine"));
    EXPECT_EQ(awa.post(ou, {{"formation", "CAP coiffure"}, {"rang", "2"}}).status, 303);
    EXPECT_TRUE(awa.get("/voeux/1").contient("BERNARD Lina"));
    awa.post("/voeux/1", {{"etat", "abandonne"}, {"version", "1"}});
    EXPECT_EQ(awa.post(ou, {{"formation", "CAP pâtissier"}, {"rang", "1"}}).status, 303) << "abandonné : rang rendu";
    EXPECT_TRUE(awa.get(ou + "?sortie=12%2F02%2F2026&retour=01%2F02%2F2026&boursier=1&scolaire=1&certifiante=1")
                    .contient("Le retour vient après la sortie"));
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
    web::Pairs absente{{"le", "2026-10-12"}, {"absent", "1"}, {"saisie", "s2"}, {"quand_meme", "1"}};
    awa.post(ou + "/rencontres", absente);
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

TEST_P(Accompagnement, redemander_des_nouvelles_le_meme_jour_laisse_vivre_le_lien_deja_envoye) {
    auto awa = d.app.as(d.awa);
    auto ou = awa.post(dossier() + "/tutorats", tutorat()).location;
    EXPECT_TRUE(awa.follow(awa.post(ou + "/nouvelles")).contient("La demande part par courriel"));
    auto lien = dernier_lien();
    EXPECT_NE(textes().back().find("Awa NDIAYE vous demande"), std::string::npos) << "le courriel dit qui";
    EXPECT_EQ(textes().back().find("BERNARD"), std::string::npos);
    EXPECT_TRUE(awa.follow(awa.post(ou + "/nouvelles")).contient("déjà été adressée aujourd’hui")) << "double clic";
    EXPECT_EQ(textes().size(), 1u);
    auto goff = d.app.inconnu();
    EXPECT_EQ(goff.get(lien).status, 200) << "le seul lien que le tuteur a reçu";
    le(2026y / 10 / 6);
    awa.post(ou + "/nouvelles");
    EXPECT_EQ(textes().size(), 2u);
    EXPECT_EQ(goff.get(dernier_lien()).status, 200);
    auto mort = goff.get(lien);
    EXPECT_EQ(mort.status, 410) << "un nouveau courriel est parti : l'ancien lien cède";
    EXPECT_TRUE(mort.contient("demandez-en un autre à Awa NDIAYE"));
    EXPECT_FALSE(mort.contient("BERNARD"));
}

TEST_P(Accompagnement, demander_le_jour_du_courriel_automatique_ne_le_tue_pas) {
    auto awa = d.app.as(d.awa);
    auto ou = awa.post(dossier() + "/tutorats", tutorat()).location;
    le(2026y / 10 / 12);
    ASSERT_EQ(accompagnement::interroger_les_tuteurs(d.app.env()), 1);
    EXPECT_NE(textes().back().find("Awa NDIAYE vous demande"), std::string::npos) << "au nom du référent";
    EXPECT_TRUE(awa.follow(awa.post(ou + "/nouvelles")).contient("déjà été adressée"));
    auto goff = d.app.inconnu();
    EXPECT_EQ(goff.get(dernier_lien()).status, 200);
    // Le tuteur a changé d'adresse : celle-là n'a rien reçu.
    auto autre = tutorat();
    autre[1].second = "le.goff@maison.invalid";
    autre.emplace_back("version", "1");
    ASSERT_EQ(awa.post(ou + "/modification", autre).status, 303);
    EXPECT_TRUE(awa.follow(awa.post(ou + "/nouvelles")).contient("le.goff@maison.invalid"));
    EXPECT_EQ(textes().size(), 2u);
}

TEST_P(Accompagnement, une_rencontre_en_double_ou_de_trop_ne_se_compte_pas_en_silence) {
    auto awa = d.app.as(d.awa);
    auto champs = tutorat();
    champs.back().second = "6"; // heures
    auto ou = awa.post(dossier() + "/tutorats", champs).location;
    le(2026y / 10 / 12);
    accompagnement::interroger_les_tuteurs(d.app.env());
    auto lien = dernier_lien();
    auto goff = d.app.inconnu();
    auto rencontre = [](std::string minutes, std::string saisie) {
        return web::Pairs{{"le", "2026-10-11"}, {"minutes", minutes}, {"saisie", saisie}};
    };
    EXPECT_EQ(awa.post(ou + "/rencontres", rencontre("180", "a")).status, 303);
    auto encore = goff.post(lien, rencontre("180", "b"));
    EXPECT_EQ(encore.status, 422);
    EXPECT_TRUE(encore.contient("Une rencontre est déjà notée ce jour-là, 3 h 00"));
    auto confirme = rencontre("180", "b");
    confirme.emplace_back("quand_meme", "1");
    EXPECT_TRUE(goff.post(lien, confirme).contient("C’est noté"));
    EXPECT_TRUE(goff.post(lien, confirme).contient("C’est noté")) << "double clic";
    auto trop = rencontre("150", "c");
    trop.emplace_back("quand_meme", "1");
    EXPECT_TRUE(goff.post(lien, trop).contient("8 h 00 au plus")) << "8 h 30 le même jour ne se confirment pas";
    auto plus_que_prevu = awa.post(ou + "/rencontres", {{"le", "2026-10-12"}, {"minutes", "45"}, {"saisie", "e"}});
    EXPECT_EQ(plus_que_prevu.status, 422);
    EXPECT_TRUE(plus_que_prevu.contient("Le total ferait 6 h 45 pour 6 h 00 prévues"));
    EXPECT_TRUE(awa.get(ou).contient("6 h 00 faites sur 6 h 00"));
    auto bien =
        awa.post(ou + "/rencontres", {{"le", "2026-10-12"}, {"absent", "1"}, {"humeur", "bien"}, {"saisie", "f"}});
    EXPECT_TRUE(bien.contient("Il n’est pas venu"));
    EXPECT_EQ(awa.post(ou + "/fin", {{"le", "2026-10-10"}, {"bilan", "Fini."}, {"version", "1"}}).status, 422)
        << "une rencontre est comptée le 11";
    champs.emplace_back("au", "2026-10-10");
    champs.emplace_back("version", "1");
    EXPECT_TRUE(awa.post(ou + "/modification", champs).contient("Une rencontre est notée le 11/10/2026"));
    champs[champs.size() - 2].second = "2026-10-11";
    EXPECT_EQ(awa.post(ou + "/modification", champs).status, 303);
    EXPECT_EQ(awa.post(ou + "/rencontres", {{"le", "2026-10-12"}, {"minutes", "5"}, {"quand_meme", "1"}}).status, 422)
        << "après la fin convenue";
}

TEST_P(Accompagnement, un_tutorat_a_des_dates_que_l_on_peut_croire) {
    auto awa = d.app.as(d.awa);
    for (auto du : {"2126-10-05", "1905-01-01"}) {
        auto champs = tutorat();
        champs[4].second = du;
        EXPECT_EQ(awa.post(dossier() + "/tutorats", champs).status, 422) << du;
    }
    auto trop_long = tutorat();
    trop_long.emplace_back("au", "2126-10-05");
    EXPECT_TRUE(awa.post(dossier() + "/tutorats", trop_long).contient("C’est trop loin"));
}

TEST(Positionnement, une_entree_puis_des_etapes_puis_une_sortie) {
    using namespace accompagnement;
    std::vector<Jalon> notes;
    auto refuse = [&](Moment m, Date jour) { return !refus_du_jalon(notes, {m, jour}).empty(); };
    EXPECT_TRUE(refuse(Moment::sortie, 2026y / 10 / 1)) << "pas d'entrée";
    EXPECT_FALSE(refuse(Moment::entree, 2026y / 10 / 1));
    notes.push_back({Moment::entree, 2026y / 10 / 1});
    EXPECT_TRUE(refuse(Moment::entree, 2026y / 10 / 9)) << "une seule par parcours";
    EXPECT_TRUE(refuse(Moment::entree, 2026y / 9 / 9));
    EXPECT_TRUE(refuse(Moment::sortie, 2026y / 9 / 1)) << "la sortie du 01/09 avant l'entrée du 01/10";
    notes.push_back({Moment::etape, 2026y / 11 / 1});
    EXPECT_TRUE(refuse(Moment::sortie, 2026y / 10 / 15)) << "avant une étape";
    notes.push_back({Moment::sortie, 2026y / 12 / 1});
    EXPECT_TRUE(refuse(Moment::sortie, 2026y / 12 / 5));
    EXPECT_FALSE(refuse(Moment::etape, 2026y / 11 / 15)) << "une étape oubliée";
    EXPECT_FALSE(refuse(Moment::entree, 2027y / 1 / 5)) << "un autre parcours";
}

TEST_P(Accompagnement, la_meme_grille_a_l_entree_et_a_la_sortie_dit_ce_qui_a_change) {
    auto awa = d.app.as(d.awa);
    auto ou = dossier() + "/positionnements";
    EXPECT_EQ(awa.post(ou, {{"moment", "entree"}, {"le", "2026-10-05"}}).status, 422) << "au moins un domaine";
    EXPECT_TRUE(awa.post(ou, {{"moment", "sortie"}, {"le", "2026-10-05"}, {"maths", "3"}})
                    .contient("Le positionnement d’entrée se note d’abord"));
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
