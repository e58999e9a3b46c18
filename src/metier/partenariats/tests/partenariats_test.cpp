// Partenaires et places libres, comme dans le programme : pages, liens sans compte, places proposées.
#include "metier/partenariats/partenariats.hpp"

#include <gtest/gtest.h>

#include "metier/acces/liens_signes.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/partenariats/contacts.hpp"
#include "metier/partenariats/places.hpp"
#include "metier/suivi/suivi.hpp"
#include "metier/territoire/reseaux.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace partenariats = metier::partenariats;
namespace suivi = metier::suivi;

namespace {

class Partenariats : public testing::TestWithParam<std::string> {
protected:
    Partenariats() {
        partenariats::rubriques(journee);
        partenariats::apports(apports);
        partenariats::liens(porte);
        acces::routes_des_liens(d.app.routes, porte);
        metier::agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes, apports);
        partenariats::routes(d.app.routes);
    }
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 10, 0)); }
    static std::string e(Id<territoire::Etablissement> id) { return "e" + std::to_string(id.valeur); }
    static std::string dossier(Id<jeunes::Jeune> id) { return "/jeunes/" + std::to_string(id.valeur); }
    web::Pairs place(std::string formation = "CAP cuisine") {
        return {{"formation", formation}, {"code", "retour_lycee_pro"},
                {"nombre", "3"},          {"du", "2026-11-02"},
                {"age_de", "15"},         {"age_a", "18"}};
    }
    /// Rend l'adresse de la place.
    std::string annonce(Personne& qui, Id<territoire::Etablissement> ou, web::Pairs const& champs) {
        return qui.post("/partenaires/" + e(ou) + "/places/nouvelle", champs).location;
    }
    Id<jeunes::Jeune> sans_solution(std::string nom, Date naissance, Date sortie = 2026y / 6 / 30) {
        auto j =
            un_jeune().nomme(nom, "Ilan").ne_le(naissance).au(d.zola, 2025, sortie).en_psad(2026y / 9 / 10).cree(d);
        d.ecrire([&](storage::Writer& db) {
            jeunes::noter_situation(db, j,
                                    {.genre = jeunes::GenreSituation::sans_solution,
                                     .du = 2026y / 9 / 1,
                                     .au = {},
                                     .structure = "",
                                     .fondement = jeunes::Fondement::declaration,
                                     .verifiee_le = {},
                                     .agent = {},
                                     .origine = ""});
        });
        return j;
    }
    /// Les courriels qui attendent : adresse et texte.
    struct Attend {
        std::string adresse, texte;
    };
    std::vector<Attend> courriels() {
        return d.lire([](auto& db) {
            return db.template all<Attend>("select adresse, texte from courriel where etat = 'a_envoyer' order by id");
        });
    }
    static std::string lien_de(std::string const& texte) {
        auto debut = texte.find("/l/");
        return texte.substr(debut, texte.find('\n', debut) - debut);
    }
    Distribution d{GetParam()};
    metier::agenda::Journee journee;
    jeunes::Apports apports;
    acces::PorteDesLiens porte;
};

} // namespace

TEST_P(Partenariats, une_place_de_seize_jours_est_grisee_et_ne_se_propose_plus) {
    auto ott = d.app.as(d.ott), awa = d.app.as(d.awa);
    auto hugo = sans_solution("DIALLO", 2009y / 3 / 4);
    auto ou = annonce(ott, d.zola, place());
    le(2026y / 10 / 20); // quinze jours après
    EXPECT_FALSE(awa.get(ou).contient("Non confirmée depuis"));
    le(2026y / 10 / 21);
    auto grise = awa.get(ou);
    EXPECT_TRUE(grise.contient("Non confirmée depuis 16 jours"));
    EXPECT_TRUE(grise.contient("DIALLO Ilan")) << "on voit pour qui elle serait";
    EXPECT_EQ(grise.body.find("/propositions"), std::string::npos) << "mais on ne la propose pas";
    auto refus = awa.post(ou + "/propositions", {{"jeune", std::to_string(hugo.valeur)}});
    EXPECT_TRUE(awa.follow(refus).contient("faites-la confirmer"));
    EXPECT_TRUE(d.lire([&](auto& db) { return suivi::solutions_en_cours(db, std::vector{hugo}); }).empty());
    ott.post(ou + "/confirmation");
    EXPECT_TRUE(awa.get(ou).contient("Confirmée le 21/10/2026"));
    EXPECT_NE(awa.get(ou).body.find("/propositions"), std::string::npos);
}

TEST_P(Partenariats, la_place_dit_a_qui_elle_convient_et_pourquoi_pas_aux_autres) {
    auto ott = d.app.as(d.ott), awa = d.app.as(d.awa);
    auto juste = sans_solution("AVRIL", 2007y / 11 / 3);   // 18 ans la veille de ses 19 ans
    auto trop_age = sans_solution("BRUN", 2007y / 11 / 2); // 19 ans le jour de l'entrée
    auto trop_tot = sans_solution("COLIN", 2009y / 1 / 1, 2026y / 9 / 15);
    auto champs = place();
    champs.emplace_back("interruption", "3");
    auto ou = annonce(ott, d.zola, champs);
    auto page = awa.get(ou);
    EXPECT_TRUE(page.contient("19 ans au 02/11/2026, 18 au plus"));
    EXPECT_TRUE(page.contient("sorti le 15/09/2026, il faut 3 mois d’interruption : possible à partir du 15/12/2026"));
    EXPECT_TRUE(page.contient("Pourquoi pas les autres (2)"));
    EXPECT_TRUE(page.contient("cette place à AVRIL Ilan")) << "nommé comme dans le tableau (U-13)";
    auto faite = awa.post(ou + "/propositions", {{"jeune", std::to_string(juste.valeur)}});
    EXPECT_EQ(faite.status, 303);
    EXPECT_EQ(d.journal().back(), "place_proposee");
    EXPECT_TRUE(awa.get(ou).contient("cette place lui a déjà été proposée"));
    awa.post(ou + "/propositions", {{"jeune", std::to_string(juste.valeur)}}); // double clic
    EXPECT_EQ(d.lire([](auto& db) { return db.template one<std::int64_t>("select count(*) from solution"); }), 1);
    auto refus = awa.post(ou + "/propositions", {{"jeune", std::to_string(trop_age.valeur)}});
    EXPECT_TRUE(awa.follow(refus).contient("Elle ne convient pas"));
    EXPECT_EQ(d.app.as(d.ines).post(ou + "/propositions", {{"jeune", std::to_string(trop_tot.valeur)}}).status, 404)
        << "hors de sa portée";
}

TEST_P(Partenariats, le_dossier_montre_les_places_qui_conviennent) {
    auto ott = d.app.as(d.ott), awa = d.app.as(d.awa);
    auto hugo = sans_solution("DIALLO", 2009y / 3 / 4);
    annonce(ott, d.zola, place("CAP cuisine"));
    auto pour_grands = place("BTS");
    pour_grands[4].second = "20", pour_grands[5].second = "25";
    annonce(ott, d.zola, pour_grands);
    auto page = awa.get(dossier(hugo));
    EXPECT_TRUE(page.contient("Places possibles"));
    EXPECT_TRUE(page.contient("CAP cuisine"));
    EXPECT_FALSE(page.contient("BTS"));
}

TEST_P(Partenariats, chacun_ne_tient_que_les_siens) {
    auto ott = d.app.as(d.ott), awa = d.app.as(d.awa), ines = d.app.as(d.ines);
    auto zola = "/partenaires/" + e(d.zola), monod = "/partenaires/" + e(d.monod);
    EXPECT_EQ(ott.get(zola + "/places/nouvelle").status, 200);
    EXPECT_EQ(ott.get(monod + "/places/nouvelle").status, 404);
    EXPECT_EQ(awa.get(zola + "/contacts/nouveau").status, 200);
    EXPECT_EQ(awa.get(monod + "/contacts/nouveau").status, 404);
    EXPECT_EQ(ines.get(monod + "/conventions/nouvelle").status, 200);
    EXPECT_EQ(ines.get(zola).status, 200) << "l'annuaire se lit d'un bassin à l'autre";
    EXPECT_EQ(d.app.as(d.dpd).get("/partenaires").status, 403);
    EXPECT_EQ(awa.get("/partenaires/e999").status, 404);
    EXPECT_EQ(awa.get("/partenaires/x1").status, 404);
}

TEST_P(Partenariats, le_responsable_demande_les_places_et_chacun_repond_sans_compte) {
    auto foquale = d.ecrire([&](auto& db) {
        auto r = territoire::reseau(db, territoire::GenreDeReseau::foquale, "FOQUALE nord", {d.nord}, d.zola);
        territoire::ajouter_membre(db, r, d.zola, {}, d.jour());
        territoire::ajouter_membre(db, r, d.curie, {}, d.jour());
        return r;
    });
    auto lea = d.un_agent("Léa", "ROUX", acces::Role::responsable_foquale, {}, {}, foquale);
    auto roux = d.app.as(lea), awa = d.app.as(d.awa);
    awa.post("/partenaires/" + e(d.zola) + "/contacts/nouveau",
             {{"nom", "Secrétariat"}, {"courriel", "scolarite@zola.invalid"}, {"recoit_places", "1"}});
    auto ott = d.app.as(d.ott);
    auto cuisine = annonce(ott, d.zola, place("CAP cuisine"));

    auto suivi_ = roux.follow(roux.post("/places/demande", {{"reseau", std::to_string(foquale.valeur)}}));
    EXPECT_TRUE(suivi_.contient("1 demande envoyée"));
    EXPECT_TRUE(suivi_.contient("1 membre n’a pas d’adresse"));
    EXPECT_TRUE(suivi_.contient("Lien du 05/10/2026, pas encore ouvert"));
    auto partis = courriels();
    ASSERT_EQ(partis.size(), 1u);
    EXPECT_EQ(partis[0].adresse, "scolarite@zola.invalid");
    auto lien = lien_de(partis[0].texte);

    le(2026y / 10 / 17);
    auto secretariat = d.app.inconnu();
    auto page = secretariat.get(lien);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.contient("CAP cuisine"));
    auto numero = cuisine.substr(cuisine.rfind('/') + 1);
    auto faux = secretariat.post(lien, {{"nombre_" + numero, "beaucoup"}});
    EXPECT_EQ(faux.status, 422);
    EXPECT_TRUE(faux.contient("nombre entier"));
    auto merci = secretariat.post(lien, {{"nombre_" + numero, "0"}, {"formation", "2de bois"}, {"nombre", "2"}});
    EXPECT_EQ(merci.status, 200);
    EXPECT_TRUE(merci.contient("Vos places sont à jour au 17/10/2026"));
    auto contact = awa.get("/partenaires/" + e(d.zola));
    EXPECT_TRUE(contact.contient("Confirmé le 17/10/2026")) << "qui répond par son lien est joignable";
    EXPECT_TRUE(secretariat.get(lien).contient("CAP cuisine")) << "un zéro se corrige";
    secretariat.post(lien, {{"nombre_" + numero, "4"}});
    EXPECT_TRUE(awa.get("/places").contient("CAP cuisine"));
    secretariat.post(lien, {{"nombre_" + numero, "0"}});
    auto passee = secretariat.post(lien, {{"formation", "CAP bois"}, {"nombre", "2"}, {"du", "2020-01-01"}});
    EXPECT_EQ(passee.status, 422);
    EXPECT_FALSE(awa.get("/places").contient("CAP bois")) << "une place ne s'ouvre pas dans le passé";
    auto liste = awa.get("/places");
    EXPECT_FALSE(liste.contient("CAP cuisine")) << "il n'y en a plus";
    EXPECT_TRUE(liste.contient("2de bois"));
    EXPECT_TRUE(
        roux.get("/places/demande?reseau=" + std::to_string(foquale.valeur)).contient("Réponse reçue le 17/10/2026"));
    le(2026y / 10 / 19);
    EXPECT_EQ(secretariat.get(lien).status, 410);
}

TEST_P(Partenariats, a07_le_chef_d_un_etablissement_membre_demande_les_places_et_voit_celles_du_bassin) {
    auto foquale = d.ecrire([&](auto& db) {
        auto r = territoire::reseau(db, territoire::GenreDeReseau::foquale, "FOQUALE nord", {d.nord}, d.curie);
        territoire::ajouter_membre(db, r, d.zola, {}, d.jour());
        territoire::ajouter_membre(db, r, d.curie, {}, d.jour());
        return r;
    });
    auto vide = d.ecrire(
        [&](auto& db) { return territoire::reseau(db, territoire::GenreDeReseau::psad, "PSAD nord", {d.nord}, {}); });
    auto awa = d.app.as(d.awa), ott = d.app.as(d.ott);
    awa.post("/partenaires/" + e(d.curie) + "/contacts/nouveau",
             {{"nom", "Secrétariat"}, {"courriel", "scolarite@curie.invalid"}, {"recoit_places", "1"}});
    annonce(awa, d.curie, place("CAP couvreur"));
    EXPECT_TRUE(ott.get("/places").contient("CAP couvreur")) << "un prescripteur voit les places des autres";
    EXPECT_TRUE(ott.get("/places/demande").contient("FOQUALE nord"));
    EXPECT_TRUE(ott.follow(ott.post("/places/demande", {{"reseau", std::to_string(foquale.valeur)}}))
                    .contient("1 demande envoyée"));
    EXPECT_TRUE(
        awa.follow(awa.post("/places/demande", {{"reseau", std::to_string(vide.valeur)}})).contient("aucun membre"));
    auto chez_curie = ott.get("/partenaires/" + e(d.curie));
    EXPECT_FALSE(chez_curie.contient("Annoncer")) << "lire n'est pas tenir";
}

TEST_P(Partenariats, une_adresse_refusee_se_dit_a_qui_a_demande_les_places) {
    auto foquale = d.ecrire([&](auto& db) {
        auto r = territoire::reseau(db, territoire::GenreDeReseau::foquale, "FOQUALE nord", {d.nord}, d.zola);
        territoire::ajouter_membre(db, r, d.zola, {}, d.jour());
        return r;
    });
    auto awa = d.app.as(d.awa);
    auto zola = "/partenaires/" + e(d.zola);
    awa.post(zola + "/contacts/nouveau",
             {{"nom", "Secrétariat"}, {"courriel", "faux@zola.invalid"}, {"recoit_places", "1"}});
    awa.post("/places/demande", {{"reseau", std::to_string(foquale.valeur)}});
    d.ecrire([](auto& db) { db.run("update courriel set etat = 'refuse', fini_le = cree_le"); });
    auto ou = "/places/demande?reseau=" + std::to_string(foquale.valeur);
    EXPECT_TRUE(awa.get(ou).contient("Adresse refusée"));
    EXPECT_TRUE(awa.get(zola).contient("Le courriel à faux@zola.invalid n’est pas arrivé"));
    auto c = d.lire([&](auto& db) { return partenariats::contacts(db, *partenariats::partenaire(db, e(d.zola))); });
    awa.post("/partenaires/contacts/" + std::to_string(c[0].id.valeur) + "/modification",
             {{"nom", "Secrétariat"}, {"courriel", "bon@zola.invalid"}, {"recoit_places", "1"}, {"version", "1"}});
    EXPECT_FALSE(awa.get(zola).contient("n’est pas arrivé")) << "corrigée, la demande peut repartir";
    awa.post("/places/demande", {{"reseau", std::to_string(foquale.valeur)}});
    EXPECT_EQ(courriels().back().adresse, "bon@zola.invalid");
}

TEST_P(Partenariats, la_demande_de_la_semaine_part_une_fois_et_seulement_a_qui_l_a_accepte) {
    d.app.env().adresse = "https://raccroche.exemple.invalid";
    auto awa = d.app.as(d.awa), ott = d.app.as(d.ott);
    annonce(ott, d.zola, place());
    awa.post("/partenaires/" + e(d.zola) + "/contacts/nouveau", {{"nom", "Adjointe"}, {"courriel", "a@zola.invalid"}});
    le(2026y / 10 / 13);
    EXPECT_EQ(partenariats::demander_les_confirmations(d.app.env()), 0);
    awa.post("/partenaires/" + e(d.zola) + "/contacts/nouveau",
             {{"nom", "Secrétariat"}, {"courriel", "s@zola.invalid"}, {"recoit_places", "1"}});
    EXPECT_EQ(partenariats::demander_les_confirmations(d.app.env()), 1);
    EXPECT_EQ(partenariats::demander_les_confirmations(d.app.env()), 0) << "pas deux fois la même semaine";
    EXPECT_NE(courriels().front().texte.find("https://raccroche.exemple.invalid/l/"), std::string::npos);
    le(2026y / 10 / 20);
    EXPECT_EQ(partenariats::demander_les_confirmations(d.app.env()), 1);
    d.app.inconnu().post(lien_de(courriels().back().texte), {});
    le(2026y / 10 / 26);
    EXPECT_EQ(partenariats::demander_les_confirmations(d.app.env()), 0) << "confirmée il y a six jours";
}

TEST_P(Partenariats, un_contact_vieillit_et_demande_a_etre_confirme) {
    auto awa = d.app.as(d.awa);
    auto zola = "/partenaires/" + e(d.zola);
    auto refus = awa.post(zola + "/contacts/nouveau", {{"nom", "Mme Le Goff"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.contient("au moins un téléphone ou un courriel"));
    awa.post(zola + "/contacts/nouveau", {{"nom", "Mme Le Goff"}, {"telephone", "0299000000"}});
    le(2027y / 10 / 5);
    EXPECT_FALSE(awa.get(zola).contient("À confirmer"));
    le(2027y / 10 / 6);
    EXPECT_TRUE(awa.get(zola).contient("À confirmer, vu le 05/10/2026"));
    EXPECT_TRUE(awa.get("/").contient("contact confirmé le 05/10/2026"));
    auto c = d.lire([&](auto& db) { return partenariats::contacts(db, *partenariats::partenaire(db, e(d.zola))); });
    awa.post("/partenaires/contacts/" + std::to_string(c[0].id.valeur) + "/confirmation");
    EXPECT_FALSE(awa.get("/").contient("contact confirmé le"));
}

TEST_P(Partenariats, une_convention_previent_quatre_vingt_dix_jours_avant_son_terme) {
    auto awa = d.app.as(d.awa);
    auto zola = "/partenaires/" + e(d.zola);
    web::Pairs champs{{"objet", "Accueil en mini-stage"},
                      {"du", "2026-09-01"},
                      {"au", "2027-01-31"},
                      {"signataires", "Proviseur, IA-DASEN"}};
    auto refus = champs;
    refus[2].second = "2026-08-31";
    EXPECT_TRUE(awa.post(zola + "/conventions/nouvelle", refus).contient("ne peut pas finir avant de commencer"));
    awa.post(zola + "/conventions/nouvelle", champs);
    le(2026y / 11 / 1); // 91 jours
    EXPECT_FALSE(awa.get("/").contient("convention, terme le 31/01/2027"));
    le(2026y / 11 / 2);
    EXPECT_TRUE(awa.get("/").contient("convention, terme le 31/01/2027"));
    EXPECT_TRUE(awa.get(zola).contient("À renouveler, terme dans 90 jours"));
    EXPECT_TRUE(awa.get(zola).contient("Sans clause sur les données"));
    EXPECT_TRUE(awa.get("/partenaires").contient("À reprendre : convention, terme le 31/01/2027"));
    champs[2].second = "2026-11-02";
    awa.post(zola + "/conventions/nouvelle", champs);
    EXPECT_TRUE(awa.get(zola).contient("terme aujourd’hui"));
    le(2026y / 11 / 3);
    EXPECT_TRUE(awa.get("/").contient("2 conventions à reprendre, la première : échue le 02/11/2026"))
        << "échue, elle reste à reprendre";
    awa.post("/conventions/2/cloture", {{"le", "2026-11-03"}, {"motif", "Renouvelée"}, {"version", "1"}});
    EXPECT_TRUE(awa.get("/").contient("convention, terme le 31/01/2027"));
    awa.post("/conventions/1/cloture", {{"le", "2026-11-02"}, {"motif", "Renouvelée"}, {"version", "1"}});
    EXPECT_FALSE(awa.get("/").contient("convention, terme le"));
}

TEST_P(Partenariats, deux_personnes_qui_modifient_la_meme_place_ne_s_ecrasent_pas) {
    auto ott = d.app.as(d.ott), awa = d.app.as(d.awa);
    auto ou = annonce(ott, d.zola, place());
    auto champs = place("CAP cuisine, option crêperie");
    champs.emplace_back("version", "1");
    EXPECT_EQ(ott.post(ou + "/modification", champs).status, 303);
    auto conflit = awa.post(ou + "/modification", champs);
    EXPECT_EQ(conflit.status, 409);
    EXPECT_TRUE(conflit.contient("Quelqu’un a enregistré avant vous"));
}

INSTANTIATE_TEST_SUITE_P(Bases, Partenariats, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
