// Passer le relais, comme dans le programme : entre collègues, vers un partenaire sans compte, vers un autre bassin.
#include "metier/relais/relais.hpp"

#include <gtest/gtest.h>

#include "metier/courriels/courriels.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/territoire/territoire.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace relais = metier::relais;

namespace {

class RelaisDEssai : public testing::TestWithParam<std::string> {
protected:
    RelaisDEssai() {
        relais::rubriques(journee);
        metier::agenda::rubriques(journee);
        rubrique_des_courriels();
        relais::apports(apports);
        relais::liens(porte);
        acces::routes_des_liens(d.app.routes, porte);
        metier::agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes, apports);
        relais::routes(d.app.routes, apports);
        d.app.env().adresse = "https://raccroche.exemple.invalid";
        hugo = un_jeune()
                   .nomme("DIALLO", "Hugo")
                   .ne_le(2009y / 3 / 4)
                   .au(d.zola, 2025, 2026y / 6 / 30)
                   .en_psad(2026y / 9 / 10)
                   .cree(d);
        d.ecrire([&](auto& db) {
            jeunes::designer_referent(db, hugo, d.awa, d.jour());
            db.run("update jeune set telephone = '0612345678', adresse = '3 rue des Lilas' where id = ?", hugo);
        });
    }
    /// Comme le programme la branche (`rappels`), que les relais ne connaissent pas.
    void rubrique_des_courriels() {
        metier::courriels::routes(d.app.routes);
        journee.rubrique({6, "Courriels qui ne sont pas arrivés", acces::Droit::connecte, [](acces::Contexte& cx) {
                              auto db = cx.db();
                              std::vector<web::AFaire> lignes;
                              for (auto const& c : metier::courriels::pas_arrives(db, cx.portee(), 20))
                                  lignes.push_back({c.libelle, web::lien("/"), c.detail, {}, c.etiquette});
                              return lignes;
                          }});
    }
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 10, 0)); }
    std::string dossier() const { return "/jeunes/" + std::to_string(hugo.valeur); }
    web::Pairs demande(std::string vers, std::string nature = "orientation") {
        return {{"vers", std::move(vers)},
                {"nature", std::move(nature)},
                {"champs", "identite"},
                {"champs", "coordonnees"},
                {"message", "Souhaite un CAP cuisine."},
                {"saisie", "jeton-" + std::to_string(++envois)}};
    }
    std::string envoie(Personne& qui, web::Pairs const& champs, std::string const& pour = "accompagnement") {
        auto r = qui.post(dossier() + "/relais/nouveau?pour=" + pour, champs);
        EXPECT_EQ(r.status, 303) << r.text();
        return r.location;
    }
    std::string a(Id<acces::Agent> agent) const { return "a" + std::to_string(agent.valeur); }
    std::string un_partenaire() {
        return "c" + std::to_string(d.ecrire([&](auto& db) {
                   auto s = territoire::structure(db, territoire::GenreDeStructure::e2c, "E2C nord", "Rennes", d.nord);
                   return db.template one<std::int64_t>("insert into contact_partenaire (structure_id, nom, courriel, "
                                                        "confirme_le) values (?, 'Mme Roy', "
                                                        "'roy@e2c.invalid', ?) returning id",
                                                        s, d.jour());
               }));
    }
    struct Attend {
        std::string adresse, objet, texte;
    };
    std::vector<Attend> courriels() {
        return d.lire(
            [](auto& db) { return db.template all<Attend>("select adresse, objet, texte from courriel order by id"); });
    }
    std::string dernier_lien() {
        auto texte = courriels().back().texte;
        auto debut = texte.find("/l/");
        return texte.substr(debut, texte.find('\n', debut) - debut);
    }
    /// Un navigateur sans compte qui garde son cookie.
    struct Navigateur {
        Application& app;
        std::string cookie = {};
        Reponse demande(std::string methode, std::string const& adresse, web::Pairs champs = {}) {
            web::Request r;
            r.method = std::move(methode);
            r.path = adresse;
            r.form = std::move(champs);
            r.headers = {{"host", "raccroche.exemple.invalid"}};
            if (!cookie.empty())
                r.headers.emplace_back("cookie", cookie);
            auto reponse = app.repond(r);
            for (auto const& c : reponse.cookies)
                if (c.starts_with("relais_"))
                    cookie = c.substr(0, c.find(';'));
            return reponse;
        }
    };
    Distribution d{GetParam()};
    metier::agenda::Journee journee;
    jeunes::Apports apports;
    acces::PorteDesLiens porte;
    Id<jeunes::Jeune> hugo;
    int envois = 0;
};

} // namespace

TEST_P(RelaisDEssai, il_reste_chez_l_envoyeur_jusqu_au_premier_contact) {
    auto awa = d.app.as(d.awa), diop = d.app.as(d.diop);
    auto ou = envoie(awa, demande(a(d.diop)));
    EXPECT_EQ(d.journal().back(), "relais_envoye");
    EXPECT_TRUE(diop.get("/").contient("accepter ou refuser"));
    EXPECT_TRUE(awa.get("/relais").contient("Réponse attendue"));
    auto vu = diop.get(ou);
    EXPECT_TRUE(vu.contient("06 12 34 56 78"));
    EXPECT_FALSE(vu.contient("rue des Lilas")) << "rien que le paquet";
    EXPECT_EQ(d.journal().back(), "relais_lu");
    diop.post(ou, {{"geste", "accepter"}, {"texte", "Rendez-vous jeudi"}});
    EXPECT_TRUE(awa.get("/relais").contient("Accepté, premier contact attendu"));
    EXPECT_TRUE(awa.get(ou).contient("Rendez-vous jeudi"));
    le(2026y / 10 / 8);
    diop.post(ou, {{"geste", "contact"}, {"le", "2026-10-08"}});
    EXPECT_TRUE(awa.get("/relais").contient("Pris en charge"));
    EXPECT_EQ(d.lire([&](auto& db) { return jeunes::referent(db, hugo)->agent; }), d.awa) << "orientation : Awa reste";
    EXPECT_TRUE(awa.get(dossier()).contient("Pris en charge"));
}

TEST_P(RelaisDEssai, sans_reponse_il_revient_de_lui_meme_apres_dix_jours_ouvres) {
    auto awa = d.app.as(d.awa), diop = d.app.as(d.diop);
    auto ou = envoie(awa, demande(a(d.diop)));
    le(2026y / 10 / 19);
    relais::ronde(d.app.env());
    EXPECT_FALSE(awa.get("/").contient("n’a pas donné suite"));
    le(2026y / 10 / 20);
    relais::ronde(d.app.env());
    EXPECT_TRUE(awa.get("/").contient("n’a pas donné suite"));
    EXPECT_TRUE(diop.follow(diop.get(ou)).contient("Sans suite à temps, cette situation est revenue à"))
        << "il n'est plus chez elle";
    awa.post(ou + "/reprise");
    EXPECT_FALSE(awa.get("/").contient("n’a pas donné suite"));
    EXPECT_TRUE(awa.get("/relais").contient("Repris par"));
}

TEST_P(RelaisDEssai, accepte_sans_contact_il_revient_aussi) {
    auto awa = d.app.as(d.awa), diop = d.app.as(d.diop);
    auto ou = envoie(awa, demande(a(d.diop)));
    le(2026y / 10 / 6);
    diop.post(ou, {{"geste", "accepter"}});
    le(2026y / 10 / 21);
    relais::ronde(d.app.env());
    EXPECT_TRUE(awa.get(ou).contient("premier contact attendu"));
    le(2026y / 10 / 22);
    relais::ronde(d.app.env());
    EXPECT_TRUE(awa.get(ou).contient("Revenu sans suite"));
}

TEST_P(RelaisDEssai, un_refus_dit_pourquoi_et_autre_se_precise) {
    auto awa = d.app.as(d.awa), diop = d.app.as(d.diop);
    auto ou = envoie(awa, demande(a(d.diop)));
    EXPECT_EQ(diop.post(ou, {{"geste", "refuser"}}).status, 422);
    EXPECT_TRUE(diop.post(ou, {{"geste", "refuser"}, {"motif", "autre"}}).contient("Précisez en quelques mots"));
    EXPECT_EQ(diop.post(ou, {{"geste", "refuser"}, {"motif", "plus_de_place"}}).status, 303);
    EXPECT_TRUE(awa.get("/").contient("a refusé : Plus de place"));
    EXPECT_EQ(diop.post(ou, {{"geste", "accepter"}}).status, 303) << "retour en arrière : rien ne change";
    EXPECT_TRUE(awa.get(ou).contient("Refusé"));
}

TEST_P(RelaisDEssai, refuse_il_se_ferme_aussitot_a_qui_le_recevait) {
    auto awa = d.app.as(d.awa), diop = d.app.as(d.diop);
    auto ou = envoie(awa, demande(a(d.diop)));
    EXPECT_TRUE(diop.get(ou).contient("06 12 34 56 78"));
    diop.post(ou, {{"geste", "refuser"}, {"motif", "hors_secteur"}});
    auto apres = diop.get(ou);
    EXPECT_FALSE(apres.contient("DIALLO"));
    EXPECT_TRUE(diop.follow(apres).contient("Vous avez refusé ce relais le 05/10/2026"));
    auto liste = diop.get("/relais");
    EXPECT_TRUE(liste.contient("Refusé"));
    EXPECT_FALSE(liste.contient(ou)) << "rien n'y mène plus";
    EXPECT_TRUE(awa.get(ou).contient("DIALLO")) << "qui l'a envoyé le garde";
}

TEST_P(RelaisDEssai, accepte_puis_refuse_il_sort_du_dossier_ou_il_n_etait_entre_que_pour_lui) {
    auto awa = d.app.as(d.awa), ines = d.app.as(d.ines);
    auto ou = envoie(awa, demande(a(d.ines), "transfert"), "suivi_de_bassin");
    ines.post(ou, {{"geste", "accepter"}});
    EXPECT_EQ(ines.get(dossier()).status, 200);
    EXPECT_TRUE(ines.get(ou).contient("Finalement, refuser"));
    ines.post(ou, {{"geste", "refuser"}, {"motif", "plus_de_place"}});
    EXPECT_EQ(ines.get(dossier()).status, 404);
    EXPECT_TRUE(awa.get("/").contient("a refusé : Plus de place"));

    auto second = envoie(awa, demande(a(d.ines), "transfert"), "suivi_de_bassin");
    ines.post(second, {{"geste", "accepter"}});
    awa.post(second + "/retrait", {{"motif", "Envoyé par erreur"}});
    EXPECT_EQ(ines.get(dossier()).status, 404);
}

TEST_P(RelaisDEssai, les_mots_sensibles_d_une_reponse_se_relisent_avant) {
    auto awa = d.app.as(d.awa);
    auto ou = envoie(awa, demande(un_partenaire()));
    auto lien = dernier_lien();
    Navigateur roy{d.app};
    roy.demande("POST", lien, {{"geste", "ouvrir"}});
    auto relu = roy.demande("POST", lien, {{"geste", "accepter"}, {"texte", "Elle est alcoolique"}});
    EXPECT_EQ(relu.status, 422);
    EXPECT_TRUE(relu.contient("Mots sensibles repérés"));
    EXPECT_FALSE(awa.get(ou).contient("alcoolique"));
    relu = roy.demande("POST", lien, {{"geste", "refuser"}, {"motif", "autre"}, {"precision", "Elle est alcoolique"}});
    EXPECT_EQ(relu.status, 422);
    roy.demande("POST", lien, {{"geste", "accepter"}, {"texte", "Elle est attendue jeudi"}});
    EXPECT_TRUE(awa.get(ou).contient("attendue jeudi"));
}

TEST_P(RelaisDEssai, par_le_lien_refuser_apres_avoir_accepte_est_note_et_le_lien_dit_vrai) {
    auto awa = d.app.as(d.awa);
    auto ou = envoie(awa, demande(un_partenaire()));
    auto lien = dernier_lien();
    EXPECT_NE(courriels().back().texte.find("Ce lien vaut jusqu’au 19/11/2026"), std::string::npos);
    Navigateur roy{d.app};
    roy.demande("POST", lien, {{"geste", "ouvrir"}});
    roy.demande("POST", lien, {{"geste", "accepter"}, {"texte", "Rendez-vous jeudi"}});
    EXPECT_TRUE(roy.demande("POST", lien, {{"geste", "accepter"}}).contient("Rien de plus n’est noté"));
    EXPECT_TRUE(roy.demande("POST", lien, {{"geste", "refuser"}, {"motif", "plus_de_place"}})
                    .contient("Votre réponse est notée"));
    EXPECT_TRUE(awa.get("/").contient("a refusé : Plus de place"));
    EXPECT_TRUE(awa.get(ou).contient("Accepté\u00a0: Rendez-vous jeudi")) << "l'histoire garde tout";
    auto fini = roy.demande("GET", lien);
    EXPECT_EQ(fini.status, 410);
    EXPECT_FALSE(fini.contient("retiré"));
    EXPECT_TRUE(fini.contient("Vous avez répondu que vous ne pouviez pas, le 05/10/2026"));
}

TEST_P(RelaisDEssai, un_rappel_laisse_trois_jours_ouvres_pour_repondre) {
    auto awa = d.app.as(d.awa);
    auto ou = envoie(awa, demande(a(d.diop)));
    le(2026y / 10 / 20); // le terme était hier
    EXPECT_TRUE(awa.get(ou).contient("En retard depuis le 19/10/2026"));
    awa.post(ou + "/rappel");
    relais::ronde(d.app.env());
    EXPECT_TRUE(awa.get(ou).contient("Pour le 23/10/2026"));
    le(2026y / 10 / 24);
    relais::ronde(d.app.env());
    EXPECT_TRUE(awa.get(ou).contient("Revenu sans suite"));
}

TEST_P(RelaisDEssai, un_transfert_change_le_referent_et_le_bassin_au_premier_contact_seulement) {
    auto awa = d.app.as(d.awa), ines = d.app.as(d.ines);
    auto ou = envoie(awa, demande(a(d.ines), "transfert"), "suivi_de_bassin");
    EXPECT_EQ(ines.get(dossier()).status, 404) << "elle ne voit que le paquet";
    ines.post(ou, {{"geste", "accepter"}});
    EXPECT_EQ(ines.get(dossier()).status, 200);
    EXPECT_EQ(d.lire([&](auto& db) { return jeunes::referent(db, hugo)->agent; }), d.awa);
    ines.post(ou, {{"geste", "contact"}, {"le", "2026-10-05"}});
    EXPECT_EQ(d.lire([&](auto& db) { return jeunes::referent(db, hugo)->agent; }), d.ines);
    EXPECT_EQ(d.lire([&](auto& db) { return jeunes::trouver_sans_portee(db, hugo)->bassin; }), d.sud);
    EXPECT_EQ(awa.get(dossier()).status, 200) << "trente jours de lecture encore";
    le(2026y / 11 / 5);
    EXPECT_EQ(awa.get(dossier()).status, 404);
}

TEST_P(RelaisDEssai, le_rappel_attend_trois_jours_ouvres) {
    auto awa = d.app.as(d.awa);
    auto ou = envoie(awa, demande(a(d.diop)));
    EXPECT_TRUE(awa.get(ou).contient("Un rappel sera possible le 08/10/2026"));
    awa.post(ou + "/rappel");
    EXPECT_EQ(courriels().size(), 1u) << "trop tôt";
    le(2026y / 10 / 8);
    awa.post(ou + "/rappel");
    ASSERT_EQ(courriels().size(), 2u);
    EXPECT_NE(courriels().back().objet.find("Rappel"), std::string::npos);
    relais::ronde(d.app.env());
    EXPECT_EQ(courriels().size(), 2u) << "et pas deux fois";
}

TEST_P(RelaisDEssai, un_partenaire_sans_compte_ouvre_une_fois_repond_et_note_le_contact) {
    auto awa = d.app.as(d.awa);
    auto ou = envoie(awa, demande(un_partenaire()));
    for (auto const& c : courriels()) {
        EXPECT_EQ((c.objet + c.texte).find("DIALLO"), std::string::npos) << "aucun nom dans un courriel";
        EXPECT_EQ((c.objet + c.texte).find("Hugo"), std::string::npos);
    }
    auto lien = dernier_lien();
    Navigateur roy{d.app}, antivirus{d.app}, indiscret{d.app};
    EXPECT_FALSE(antivirus.demande("GET", lien).contient("DIALLO"));
    EXPECT_FALSE(roy.demande("GET", lien).contient("DIALLO")) << "rien avant d'ouvrir";
    EXPECT_TRUE(roy.demande("POST", lien, {{"geste", "ouvrir"}}).contient("DIALLO Hugo"));
    EXPECT_TRUE(roy.demande("GET", lien).contient("DIALLO Hugo"));
    EXPECT_TRUE(awa.get(ou).contient("Paquet ouvert"));

    auto transmis = indiscret.demande("GET", lien);
    EXPECT_FALSE(transmis.contient("DIALLO"));
    EXPECT_TRUE(transmis.contient("déjà été ouvert sur un autre appareil"));
    EXPECT_EQ(indiscret.demande("POST", lien, {{"geste", "accepter"}}).status, 403);
    EXPECT_FALSE(indiscret.demande("POST", lien, {{"geste", "ouvrir"}}).contient("DIALLO"));

    EXPECT_TRUE(roy.demande("POST", lien, {{"geste", "accepter"}}).contient("Merci"));
    EXPECT_TRUE(awa.get(ou).contient("premier contact attendu"));
    le(2026y / 10 / 9);
    EXPECT_TRUE(
        roy.demande("POST", lien, {{"geste", "contact"}, {"le", "2026-10-08"}}).contient("premier contact noté"));
    EXPECT_TRUE(awa.get(ou).contient("Pris en charge"));
    EXPECT_EQ(roy.demande("GET", lien).status, 410) << "le lien n'a plus lieu d'être";
}

TEST_P(RelaisDEssai, un_nouveau_lien_n_eteint_l_ancien_qu_une_fois_ouvert) {
    auto awa = d.app.as(d.awa);
    envoie(awa, demande(un_partenaire()));
    auto ancien = dernier_lien();
    Navigateur roy{d.app}, telephone{d.app};
    roy.demande("POST", ancien, {{"geste", "ouvrir"}});
    d.horloge.avancer(1min);
    EXPECT_TRUE(telephone.demande("POST", ancien, {{"geste", "renouveler"}}).contient("Nouveau lien envoyé"));
    EXPECT_TRUE(telephone.demande("POST", ancien, {{"geste", "renouveler"}}).contient("Nouveau lien envoyé"));
    EXPECT_EQ(courriels().size(), 2u) << "deux clics, un lien";
    EXPECT_EQ(courriels().back().adresse, "roy@e2c.invalid");
    EXPECT_NE(dernier_lien(), ancien);
    EXPECT_TRUE(roy.demande("GET", ancien).contient("DIALLO")) << "qui n'a pas la boîte ne coupe personne";
    d.horloge.avancer(1min);
    EXPECT_TRUE(telephone.demande("POST", dernier_lien(), {{"geste", "ouvrir"}}).contient("DIALLO Hugo"));
    auto apres = roy.demande("GET", ancien);
    EXPECT_FALSE(apres.contient("DIALLO"));
    EXPECT_FALSE(apres.contient("retiré"));
}

TEST_P(RelaisDEssai, une_adresse_refusee_se_dit_a_l_envoyeur_partout_et_se_corrige) {
    auto awa = d.app.as(d.awa);
    auto ou = envoie(awa, demande(un_partenaire()));
    auto ancien = dernier_lien();
    EXPECT_TRUE(awa.get("/").contient("J’attends une réponse"));
    EXPECT_TRUE(awa.get(ou).contient("n’est pas encore parti"));
    d.ecrire([](auto& db) { db.run("update courriel set etat = 'refuse', fini_le = cree_le"); });
    auto page = awa.get(ou);
    EXPECT_TRUE(page.contient("Le courriel à roy@e2c.invalid n’est pas arrivé : cette adresse est refusée"));
    EXPECT_TRUE(page.contient("Renvoyer un nouveau lien"));
    EXPECT_TRUE(awa.get("/relais").contient("Courriel non arrivé"));
    EXPECT_TRUE(awa.get("/").contient("Courriel non arrivé"));
    EXPECT_TRUE(awa.get("/").contient("Adresse refusée")) << "rubrique à part, avec quoi faire";

    EXPECT_EQ(awa.post(ou + "/adresse", {{"adresse", "pas une adresse"}}).status, 422);
    d.horloge.avancer(1min);
    awa.post(ou + "/adresse", {{"adresse", "madame.roy@e2c.invalid"}});
    EXPECT_EQ(courriels().back().adresse, "madame.roy@e2c.invalid");
    Navigateur roy{d.app};
    EXPECT_EQ(roy.demande("GET", ancien).status, 410) << "l'ancienne adresse n'est peut-être à personne";
    EXPECT_TRUE(roy.demande("POST", dernier_lien(), {{"geste", "ouvrir"}}).contient("DIALLO"));
    EXPECT_FALSE(awa.get("/").contient("Adresse refusée"));
    EXPECT_FALSE(awa.get("/relais").contient("Courriel non arrivé"));
}

TEST_P(RelaisDEssai, serveur_de_courrier_muet_l_envoyeur_le_sait_et_peut_faire_autrement) {
    auto awa = d.app.as(d.awa);
    auto ou = envoie(awa, demande(un_partenaire()));
    d.ecrire([](auto& db) { db.run("update courriel set essais = 2"); });
    EXPECT_TRUE(awa.get(ou).contient("le serveur de courrier ne répond pas. Il repartira de lui-même"));
    EXPECT_TRUE(awa.get("/").contient("Courriel en attente"));
    EXPECT_EQ(d.app.as(d.ines).post("/courriels/1/vu").status, 404) << "ce n'est pas le sien";
    EXPECT_EQ(awa.post("/courriels/1/vu").location, ou);
    EXPECT_FALSE(awa.get("/").contient("Courriel en attente"));

    auto second = envoie(awa, demande(a(d.diop)));
    d.ecrire([](auto& db) { db.run("update courriel set etat = 'abandonne' where id = 2"); });
    EXPECT_TRUE(awa.get("/").contient("Courriel non parti"));
    EXPECT_FALSE(d.app.as(d.diop).get("/relais").contient("Courriel non arrivé")) << "elle le voit, elle";
    d.app.as(d.diop).post(second, {{"geste", "accepter"}});
    EXPECT_FALSE(awa.get("/").contient("Courriel non parti")) << "sa réponse dit qu'elle l'a vu";
}

TEST_P(RelaisDEssai, retire_son_lien_ne_mene_plus_a_rien) {
    auto awa = d.app.as(d.awa);
    auto ou = envoie(awa, demande(un_partenaire()));
    awa.post(ou + "/retrait", {{"motif", "Le jeune a trouvé seul"}});
    Navigateur roy{d.app};
    auto page = roy.demande("GET", dernier_lien());
    EXPECT_EQ(page.status, 410);
    EXPECT_FALSE(page.contient("DIALLO"));
}

TEST_P(RelaisDEssai, un_double_clic_n_en_envoie_qu_un_et_un_partenaire_ne_recoit_pas_de_transfert) {
    auto awa = d.app.as(d.awa);
    auto champs = demande(a(d.diop));
    auto ou = envoie(awa, champs);
    EXPECT_EQ(envoie(awa, champs), ou);
    EXPECT_EQ(awa.post(dossier() + "/relais/nouveau?pour=place", demande(un_partenaire(), "transfert")).status, 422);
    auto ines = d.app.as(d.ines);
    EXPECT_EQ(ines.get(dossier() + "/relais/nouveau").status, 404) << "hors de sa portée";
    EXPECT_EQ(ines.get(ou).status, 404) << "ni envoyeur, ni destinataire";
}

TEST_P(RelaisDEssai, un_second_au_meme_partenaire_se_dit_avant_de_partir_et_demande_pourquoi) {
    auto awa = d.app.as(d.awa);
    auto e2c = un_partenaire();
    envoie(awa, demande(e2c));
    auto second = demande(e2c);
    auto refus = awa.post(dossier() + "/relais/nouveau?pour=place", second);
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.contient("Un relais est déjà ouvert chez ce destinataire"));
    EXPECT_TRUE(refus.contient("Réponse attendue")) << "où en est le premier";
    EXPECT_EQ(refus.error("en_plus"), "Dites pourquoi un relais de plus, ou annulez.");
    EXPECT_EQ(courriels().size(), 1u) << "rien n'est parti";
    second.emplace_back("en_plus", "Une place en janvier, autre chose");
    auto page = awa.get(envoie(awa, second, "place"));
    EXPECT_TRUE(page.contient("Une place en janvier, autre chose"));
    EXPECT_EQ(courriels().size(), 2u);
    envoie(awa, second, "place");
    EXPECT_EQ(courriels().size(), 2u) << "le même formulaire renvoyé n'en demande pas plus";
}

TEST_P(RelaisDEssai, deux_collegues_au_meme_instant_n_en_envoient_qu_un) {
    namespace relais = metier::relais;
    auto envoyer = [&](std::string const& saisie, std::string const& pourquoi) {
        return d.ecrire([&](auto& db) {
            return relais::envoyer(db, d.horloge.instant(), d.awa,
                                   {hugo,
                                    relais::Nature::orientation,
                                    relais::Finalite::place,
                                    {d.diop, {}, {}, "Mme Diop", "diop@ml.invalid"},
                                    {},
                                    "",
                                    saisie,
                                    pourquoi});
        });
    };
    auto premier = envoyer("page-de-l-un", "");
    EXPECT_THROW(envoyer("page-de-l-autre", ""), storage::Conflict) << "vérifié dans la transaction qui l'écrit";
    EXPECT_EQ(envoyer("page-de-l-un", ""), premier);
    EXPECT_NE(envoyer("page-de-l-autre", "Autre chose"), premier);
}

TEST_P(RelaisDEssai, fini_ou_chez_un_autre_rien_n_est_demande) {
    auto awa = d.app.as(d.awa);
    auto premier = envoie(awa, demande(a(d.ba)));
    envoie(awa, demande(un_partenaire()));
    awa.post(premier + "/retrait", {{"motif", "Erreur"}});
    envoie(awa, demande(a(d.ba)));
}

INSTANTIATE_TEST_SUITE_P(Bases, RelaisDEssai, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
