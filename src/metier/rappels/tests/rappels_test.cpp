// Récapitulatif et calendrier : rien en double, aucun nom, rien quand il n'y a rien (C-37, C-118, P-7, P-8).
#include "metier/rappels/rappels.hpp"

#include <gtest/gtest.h>

#include "metier/jeunes/apports.hpp"
#include "metier/reunions/reunions_sql.hpp"
#include "metier/suivi/suivi.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace rappels = metier::rappels;

namespace {

class Rappels : public testing::TestWithParam<std::string> {
protected:
    Rappels() {
        metier::agenda::rubriques(journee);
        metier::agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes);
        metier::suivi::routes(d.app.routes, apports);
        rappels::routes(d.app.routes);
        lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    }
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 7, 0)); }
    void echeance(Date pour_le, std::string objet = "Rappeler la mère de Lina BERNARD") {
        d.ecrire([&](auto& db) {
            metier::agenda::creer(db, d.horloge.instant(), d.awa,
                                  {.jeune = lina,
                                   .agent = d.awa,
                                   .genre = "relance",
                                   .objet = objet,
                                   .pour_le = pour_le,
                                   .origine = "essai/" + base::iso(pour_le)});
        });
    }
    std::vector<std::string> textes() {
        return d.lire([](auto& db) {
            return db.template all<std::string>(
                "select objet || texte from courriel where genre = 'recapitulatif' order by id");
        });
    }
    /// L'adresse du calendrier d'Awa.
    std::string calendrier() {
        auto page = d.app.as(d.awa).post("/compte/rappels/calendrier", {{"geste", "ouvrir"}});
        auto debut = page.body.find("/calendrier/");
        return page.body.substr(debut, page.body.find('<', debut) - debut);
    }
    Distribution d{GetParam()};
    metier::agenda::Journee journee;
    jeunes::Apports apports;
    Id<jeunes::Jeune> lina;
};

} // namespace

TEST(Rappel, le_matin_des_jours_ouvres_ou_le_lundi_ou_jamais) {
    using rappels::Recapitulatif;
    auto envoie = [](Recapitulatif r, Date jour, std::optional<Date> deja = {}) {
        return rappels::a_envoyer({r, "", deja}, {}, jour);
    };
    EXPECT_TRUE(envoie(Recapitulatif::matin, 2026y / 10 / 6));
    EXPECT_FALSE(envoie(Recapitulatif::matin, 2026y / 10 / 10)) << "samedi";
    EXPECT_FALSE(envoie(Recapitulatif::matin, 2026y / 11 / 11)) << "férié";
    EXPECT_FALSE(envoie(Recapitulatif::matin, 2026y / 10 / 6, Date{2026y / 10 / 6})) << "déjà envoyé";
    EXPECT_TRUE(envoie(Recapitulatif::lundi, 2026y / 10 / 5));
    EXPECT_FALSE(envoie(Recapitulatif::lundi, 2026y / 10 / 6));
    EXPECT_FALSE(envoie(Recapitulatif::jamais, 2026y / 10 / 5));
}

TEST(Rappel, un_jour_de_repos_le_remet_au_premier_jour_travaille) {
    using rappels::Recapitulatif;
    using enum metier::courriels::JourDeSemaine;
    auto envoie = [](Recapitulatif r, Date jour) {
        return rappels::a_envoyer({r, "", {}}, {{lundi, mercredi}, {}}, jour);
    };
    EXPECT_FALSE(envoie(Recapitulatif::lundi, 2026y / 10 / 5));
    EXPECT_TRUE(envoie(Recapitulatif::lundi, 2026y / 10 / 6)) << "mardi, son premier jour";
    EXPECT_FALSE(envoie(Recapitulatif::lundi, 2026y / 10 / 8)) << "une fois par semaine";
    EXPECT_FALSE(envoie(Recapitulatif::matin, 2026y / 10 / 7));
    EXPECT_TRUE(envoie(Recapitulatif::matin, 2026y / 10 / 8));
}

TEST_P(Rappels, un_programme_demarre_le_soir_n_envoie_le_lendemain_matin_qu_un_seul_recapitulatif) {
    echeance(2026y / 10 / 5);
    d.horloge.regler(base::depuis_paris(2026y / 10 / 5, 21, 18));
    EXPECT_EQ(rappels::envoyer_les_recapitulatifs(d.app.env(), journee), 0) << "il serait périmé au matin";
    d.horloge.regler(base::depuis_paris(2026y / 10 / 6, 0, 5));
    EXPECT_EQ(rappels::envoyer_les_recapitulatifs(d.app.env(), journee), 1);
    EXPECT_EQ(textes().size(), 1u);
    // Le serveur de courrier n'a rien pris de la journée : celui d'hier ne part pas avec celui d'aujourd'hui.
    d.horloge.regler(base::depuis_paris(2026y / 10 / 7, 7, 0));
    EXPECT_EQ(rappels::envoyer_les_recapitulatifs(d.app.env(), journee), 1);
    EXPECT_EQ(textes().size(), 1u);
}

TEST_P(Rappels, chacun_choisit_ses_jours_et_ses_heures) {
    auto awa = d.app.as(d.awa);
    auto choisit = [&](std::string avant, std::string apres, std::vector<std::string> const& jours) {
        web::Pairs champs{{"recapitulatif", "matin"}, {"pas_avant", std::move(avant)}, {"pas_apres", std::move(apres)}};
        for (auto const& j : jours)
            champs.emplace_back("repos", j);
        return awa.post("/compte/rappels", champs);
    };
    EXPECT_EQ(choisit("17", "9", {}).error("pas_apres"), "Indiquez une heure après 17 h.");
    EXPECT_EQ(choisit("9", "17", {"1", "2", "3", "4", "5", "6", "7"}).status, 422);
    EXPECT_EQ(choisit("3", "17", {}).status, 422) << "hors des heures de tous";
    EXPECT_EQ(choisit("9", "17", {"1", "3"}).status, 303);
    auto page = awa.get("/compte/rappels");
    EXPECT_NE(page.body.find("value=\"9\" selected"), std::string::npos);
    echeance(2026y / 10 / 5);
    EXPECT_EQ(rappels::envoyer_les_recapitulatifs(d.app.env(), journee), 0) << "lundi";
    le(2026y / 10 / 6);
    EXPECT_EQ(rappels::envoyer_les_recapitulatifs(d.app.env(), journee), 1);
    auto part = d.lire([](auto& db) {
        return db.template one<Instant>("select prochain_essai from courriel where genre = 'recapitulatif'");
    });
    EXPECT_EQ(part, base::depuis_paris(2026y / 10 / 6, 9, 0)) << "à 7 h déposé, à 9 h parti";
}

TEST_P(Rappels, le_recapitulatif_compte_sans_nommer_et_ne_part_qu_une_fois) {
    echeance(2026y / 10 / 5);
    EXPECT_EQ(rappels::envoyer_les_recapitulatifs(d.app.env(), journee), 1) << "les autres n'ont rien à faire";
    EXPECT_EQ(rappels::envoyer_les_recapitulatifs(d.app.env(), journee), 0);
    auto tous = textes();
    ASSERT_EQ(tous.size(), 1u);
    EXPECT_NE(tous[0].find("– À faire (1)"), std::string::npos) << tous[0];
    EXPECT_EQ(tous[0].find("BERNARD"), std::string::npos);
    EXPECT_EQ(tous[0].find("Lina"), std::string::npos);
    d.app.as(d.awa).post("/compte/rappels", {{"recapitulatif", "jamais"}});
    le(2026y / 10 / 6);
    EXPECT_EQ(rappels::envoyer_les_recapitulatifs(d.app.env(), journee), 0);
}

TEST_P(Rappels, le_recapitulatif_ne_compte_que_des_taches_et_dit_quand_il_y_en_a_plus) {
    auto dix = [](acces::Contexte&) { return std::vector<web::AFaire>(10); };
    journee.rubrique({80, "Chiffres de mon périmètre", acces::Droit::connecte, dix, {}, {}, false});
    EXPECT_EQ(rappels::envoyer_les_recapitulatifs(d.app.env(), journee), 0) << "des chiffres ne sont pas à faire";
    journee.rubrique({30, "Droit au retour : entretiens à tenir", acces::Droit::suivre, dix});
    le(2026y / 10 / 6);
    EXPECT_GT(rappels::envoyer_les_recapitulatifs(d.app.env(), journee), 0);
    auto texte = textes().front();
    EXPECT_NE(texte.find("– Droit au retour : entretiens à tenir (10 ou plus)"), std::string::npos) << texte;
    EXPECT_EQ(texte.find("Chiffres"), std::string::npos) << texte;
}

TEST_P(Rappels, le_calendrier_ne_nomme_personne_et_garde_ses_identifiants) {
    echeance(2026y / 10 / 8);
    auto awa = d.app.as(d.awa);
    awa.post("/jeunes/" + std::to_string(lina.valeur) + "/rendez-vous",
             {{"jour", "2026-10-09"}, {"heure", "14:05"}, {"lieu", "CIO"}});
    auto ou = calendrier();
    auto flux = d.app.inconnu().get(ou);
    EXPECT_EQ(flux.status, 200);
    EXPECT_EQ(flux.header("Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_NE(flux.body.find("SUMMARY:1 échéance"), std::string::npos) << flux.body;
    EXPECT_NE(flux.body.find("SUMMARY:Entretien"), std::string::npos);
    EXPECT_NE(flux.body.find("20261009T120500Z"), std::string::npos) << "14 h 05 à Paris";
    EXPECT_EQ(flux.body.find("BERNARD"), std::string::npos);
    EXPECT_EQ(flux.body, d.app.inconnu().get(ou).body) << "deux lectures, le même texte";
}

TEST_P(Rappels, le_calendrier_tait_le_lieu_d_une_reunion_qui_nomme_un_jeune) {
    namespace reunions = metier::reunions;
    auto prevue = [&](int jour, std::string const& lieu) {
        return d.ecrire([&](storage::Writer& db) {
            auto s =
                reunions::serie(db, d.horloge.instant(), d.awa, reunions::sur(reunions::Genre::gpds, d.zola.valeur));
            auto id = *reunions::prevoir(db, s, base::depuis_paris(2026y / 10 / jour, 10, 0), 60, lieu);
            reunions::ajouter_membre(db, id, *reunions::comme_membre(db, d.awa));
            return id;
        });
    };
    auto chez_elle = prevue(12, "Chez Lina Bernard");
    prevue(13, "Lycée Lina-Bernard, salle 4");
    d.ecrire([&](storage::Writer& db) { reunions::ajouter_point(db, chez_elle, lina, ""); });
    auto flux = d.app.inconnu().get(calendrier());
    EXPECT_NE(flux.body.find("20261012T080000Z"), std::string::npos) << "la réunion y est, sans le lieu";
    EXPECT_EQ(flux.body.find("Chez"), std::string::npos);
    EXPECT_NE(flux.body.find("salle 4"), std::string::npos);
}

TEST_P(Rappels, une_adresse_changee_ou_fermee_ne_mene_plus_a_rien) {
    auto ancienne = calendrier();
    auto nouvelle = calendrier();
    EXPECT_NE(ancienne, nouvelle);
    EXPECT_EQ(d.app.inconnu().get(ancienne).status, 404);
    EXPECT_EQ(d.app.inconnu().get(nouvelle).status, 200);
    d.app.as(d.awa).post("/compte/rappels/calendrier", {{"geste", "fermer"}});
    EXPECT_EQ(d.app.inconnu().get(nouvelle).status, 404);
    EXPECT_EQ(d.app.inconnu().get("/calendrier/x").status, 404);
}

INSTANTIATE_TEST_SUITE_P(Bases, Rappels, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
