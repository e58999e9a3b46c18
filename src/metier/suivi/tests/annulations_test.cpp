// Noté par erreur : ne compte plus, reste lisible comme annulé, se rétablit.
#include "metier/suivi/tests/cas.hpp"

namespace essais {
namespace {

struct Annulations : SuiviWeb {
    Reponse contact(std::string resultat, web::Pairs autres = {}) {
        return d.app.as(d.awa).post(
            jeune(lina) + "/contacts",
            avec({{"canal", "telephone"}, {"qui", "jeune"}, {"resultat", resultat}, {"le", base::iso(d.jour())}},
                 autres));
    }
    Reponse exempter(web::Pairs autres = {}) {
        return d.app.as(d.awa).post(
            jeune(lina) + "/exemptions",
            avec({{"oui", "1"}, {"du", "2026-09-20"}, {"signataire", "médecin scolaire"}}, autres));
    }
    template <class T>
    T un(std::string const& sql) {
        return d.lire([&](storage::Reader& db) { return db.one<T>(sql); });
    }
    std::string page(std::string const& table) {
        return "/" + table + "s/" + std::to_string(un<std::int64_t>("select max(id) from " + table));
    }
    std::string exemption() {
        return "/exemptions/" + std::to_string(un<std::int64_t>("select max(id) from exemption_formation"));
    }
    Reponse annuler(std::string const& ou, std::string motif = "Mauvais dossier") {
        return d.app.as(d.awa).post(ou + "/annulation", {{"motif", motif}});
    }
    Reponse retablir(std::string const& ou) { return d.app.as(d.awa).post(ou + "/retablissement", {}); }
    std::int64_t ouvertes(std::string const& genre) {
        return un<std::int64_t>("select count(*) from echeance where faite_le is null and genre = '" + genre + "'");
    }
    std::string statut() {
        auto r = d.app.as(d.roy).get(jeune(lina));
        return r.contient("Exempté") ? "Exempté" : "autre";
    }
    std::optional<Date> dernier_echange() {
        return un<std::optional<Date>>("select dernier_echange from jeune where id = " + std::to_string(lina.valeur));
    }
    Id<jeunes::Jeune> lina =
        un_jeune().nomme("BERNARD", "Lina").ne_le(2009y / 5 / 20).en_psad(2026y / 9 / 1).du_bassin(d.nord).cree(d);
};

TEST_F(Annulations, un_contact_a_sa_page_et_sa_place_dans_la_chronologie) {
    contact("joint", {{"note", "Rappellera lundi"}});
    auto awa = d.app.as(d.awa);
    EXPECT_NE(awa.get(jeune(lina)).body.find("href=\"" + page("contact") + "\""), std::string::npos);
    auto p = awa.get(page("contact"));
    EXPECT_EQ(p.status, 200);
    EXPECT_TRUE(p.contient("Rappellera lundi"));
    EXPECT_TRUE(p.contient("Awa NDIAYE"));
    EXPECT_EQ(d.journal().back(), "dossier_lu");
    EXPECT_EQ(d.app.as(d.ines).get(page("contact")).status, 404) << "un autre bassin";
    EXPECT_EQ(d.app.as(d.diop).get(page("contact")).status, 200);
}

TEST_F(Annulations, un_contact_annule_ne_compte_plus_et_reste_lisible) {
    contact("joint", {{"prochain", "2026-10-09"}, {"note", "Rappellera lundi"}});
    EXPECT_EQ(dernier_echange(), d.jour());
    auto ou = page("contact");
    EXPECT_FALSE(annuler(ou, "").error("motif").empty()) << "on dit pourquoi";
    EXPECT_EQ(annuler(ou).status, 303);
    EXPECT_EQ(d.journal().back(), "saisie_annulee");
    EXPECT_FALSE(dernier_echange()) << "plus de contact humain";
    EXPECT_EQ(ouvertes("relance_contact"), 0) << "la relance qu'il demandait";
    suivi::Parmi parmi{"select id from jeune", {}};
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return suivi::premiers_contacts(db, parmi, d.jour()).size(); }), 0u);
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return suivi::comptes(db, parmi, d.jour(), d.jour()).contacts; }), 0);
    auto dossier = d.app.as(d.diop).get(jeune(lina));
    EXPECT_TRUE(dossier.contient("Téléphone, le jeune : joint (annulé)"));
    EXPECT_TRUE(dossier.contient("Mauvais dossier"));
    EXPECT_TRUE(d.app.as(d.awa).get(ou).contient("Rappellera lundi"));
    EXPECT_FALSE(d.app.as(d.awa).get(jeune(lina) + "/diligence").contient("Contact : Téléphone"));
    EXPECT_EQ(annuler(ou).status, 303) << "deux clics : déjà fait";
}

TEST_F(Annulations, ce_que_le_contact_avait_regle_est_de_nouveau_a_faire) {
    contact("pas_de_reponse", {{"prochain", "2026-10-06"}});
    le(2026y / 10 / 6);
    contact("joint");
    EXPECT_EQ(ouvertes("relance_contact"), 0);
    auto ou = page("contact");
    annuler(ou);
    EXPECT_EQ(ouvertes("relance_contact"), 1);
    EXPECT_EQ(retablir(ou).status, 303);
    EXPECT_EQ(d.journal().back(), "saisie_retablie");
    EXPECT_EQ(ouvertes("relance_contact"), 0);
    EXPECT_EQ(dernier_echange(), d.jour());
}

TEST_F(Annulations, une_relance_reglee_depuis_ne_revient_pas) {
    contact("pas_de_reponse", {{"prochain", "2026-10-06"}});
    le(2026y / 10 / 6);
    contact("message_laisse");
    auto ou = page("contact");
    le(2026y / 10 / 7);
    contact("joint");
    annuler(ou);
    EXPECT_EQ(ouvertes("relance_contact"), 0);
}

TEST_F(Annulations, un_contact_se_corrige_et_l_ancien_reste_lisible) {
    contact("joint");
    auto ou = page("contact");
    auto awa = d.app.as(d.awa);
    auto form = awa.get(ou + "/correction");
    EXPECT_NE(form.body.find("value=\"joint\" checked"), std::string::npos) << "rempli de ce qui était noté";
    auto fait = awa.post(ou + "/correction", {{"canal", "telephone"},
                                              {"qui", "jeune"},
                                              {"resultat", "pas_de_reponse"},
                                              {"le", "2026-10-05"},
                                              {"saisie", form.value("saisie")}});
    EXPECT_EQ(fait.status, 303);
    EXPECT_EQ(d.journal().back(), "contact_corrige");
    EXPECT_FALSE(dernier_echange()) << "personne n'a répondu";
    auto dossier = awa.get(jeune(lina));
    EXPECT_TRUE(dossier.contient("Téléphone, le jeune : pas de réponse"));
    EXPECT_TRUE(dossier.contient("Téléphone, le jeune : joint (annulé)"));
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return suivi::contacts(db, lina).size(); }), 1u);
    EXPECT_EQ(awa.get(ou + "/correction").status, 303) << "un contact annulé ne se corrige plus";
}

TEST_F(Annulations, un_entretien_annule_rend_le_droit_au_retour_ouvert) {
    auto awa = d.app.as(d.awa);
    awa.post(jeune(lina) + "/retours", {{"demande_le", "2026-10-01"}});
    auto fait = awa.post(jeune(lina) + "/entretiens/situation", avec(entretien(), {{"prochaine", "2026-10-20"}}));
    EXPECT_EQ(ouvertes("entretien_retour"), 0);
    EXPECT_EQ(ouvertes("suite_entretien"), 1);
    EXPECT_EQ(annuler(fait.location).status, 303);
    EXPECT_EQ(ouvertes("entretien_retour"), 1) << "quinze jours courent toujours";
    EXPECT_EQ(un<std::int64_t>("select count(*) from retour where clos_le is null"), 1);
    EXPECT_EQ(ouvertes("suite_entretien"), 0);
    suivi::Parmi parmi{"select id from jeune", {}};
    EXPECT_TRUE(
        d.lire([&](storage::Reader& db) { return suivi::avec_entretien_de_situation(db, parmi, d.jour()); }).empty())
        << "I-07";
    auto page = awa.get(fait.location);
    EXPECT_TRUE(page.contient("Souhaite un CAP cuisine.")) << "rien n'est perdu";
    EXPECT_TRUE(page.contient("Annulé le 05/10/2026"));
    EXPECT_EQ(awa.get(fait.location + "/modifier").status, 303) << "annulé, il ne se modifie plus";
    EXPECT_EQ(awa.post(fait.location, avec(entretien("x"), {{"version", "1"}})).status, 303);
    EXPECT_EQ(retablir(fait.location).status, 303);
    EXPECT_EQ(ouvertes("entretien_retour"), 0);
    EXPECT_EQ(ouvertes("suite_entretien"), 1);
    EXPECT_EQ(un<std::int64_t>("select count(*) from retour where clos_le is null"), 0);
}

TEST_F(Annulations, l_annulation_d_un_entretien_prive_ne_se_lit_que_par_son_auteur) {
    auto awa = d.app.as(d.awa);
    auto fait = awa.post(jeune(lina) + "/entretiens/situation", avec(entretien(), {{"visibilite", "privee"}}));
    EXPECT_EQ(d.app.as(d.ba).post(fait.location + "/annulation", {{"motif", "x"}}).status, 404);
    annuler(fait.location, "Motif zèbre");
    EXPECT_TRUE(awa.get(jeune(lina)).contient("Motif zèbre"));
    EXPECT_FALSE(d.app.as(d.roy).get(jeune(lina)).contient("Motif zèbre"));
    EXPECT_FALSE(d.app.as(d.roy).get(jeune(lina)).contient("(annulé)"));
}

TEST_F(Annulations, une_exemption_annulee_rend_l_obligation_et_la_convocation) {
    sans_solution(lina, 2026y / 9 / 1);
    auto awa = d.app.as(d.awa);
    awa.post(jeune(lina) + "/convocations", {{"le", "2026-09-25"}});
    exempter();
    EXPECT_EQ(statut(), "Exempté");
    EXPECT_EQ(ouvertes("transmission_departement"), 0);
    EXPECT_TRUE(awa.get(jeune(lina) + "/obligation").body.find("href=\"" + exemption() + "\"") != std::string::npos);
    EXPECT_EQ(annuler(exemption()).status, 303);
    EXPECT_EQ(statut(), "autre");
    EXPECT_EQ(ouvertes("transmission_departement"), 1);
    EXPECT_EQ(un<std::int64_t>("select count(*) from convocation where close_le is null"), 1);
    EXPECT_TRUE(awa.get("/").contient("BERNARD Lina")) << "de retour dans la journée";
    EXPECT_TRUE(d.app.as(d.diop).get(exemption()).contient("Annulée le 05/10/2026"));
    EXPECT_TRUE(d.app.as(d.diop).get(jeune(lina)).contient("annulée")) << "ceux qui la lisaient la lisent encore";
    EXPECT_EQ(exempter().status, 303);
    EXPECT_EQ(statut(), "Exempté") << "la même, notée de nouveau à bon escient";
    EXPECT_EQ(retablir("/exemptions/1").status, 303);
    EXPECT_EQ(un<std::int64_t>("select count(*) from convocation where close_le is null"), 0);
}

TEST_F(Annulations, une_exemption_annulee_ne_rouvre_pas_une_convocation_qui_n_a_plus_lieu) {
    sans_solution(lina, 2026y / 9 / 1);
    auto awa = d.app.as(d.awa);
    awa.post(jeune(lina) + "/convocations", {{"le", "2026-09-25"}});
    exempter();
    awa.post(jeune(lina) + "/solutions", {{"code", "retour_lycee_pro"},
                                          {"proposee_le", "2026-10-05"},
                                          {"deja", "1"},
                                          {"effet_le", "2026-10-05"},
                                          {"preuve", "attestation"}});
    annuler(exemption());
    EXPECT_EQ(un<std::int64_t>("select count(*) from convocation where close_le is null"), 0) << "il est au lycée";
}

TEST_F(Annulations, une_exemption_prend_fin) {
    sans_solution(lina, 2026y / 9 / 1);
    exempter();
    auto awa = d.app.as(d.awa);
    EXPECT_FALSE(awa.post(exemption() + "/fin", {{"au", "2026-09-01"}}).error("au").empty()) << "avant le début";
    EXPECT_EQ(awa.post(exemption() + "/fin", {{"au", "2026-10-02"}}).status, 303);
    EXPECT_EQ(statut(), "autre");
    EXPECT_EQ(d.journal().back() == "exemption_notee" || d.journal().back() == "dossier_lu", true);
}

TEST_F(Annulations, passe_quatre_vingt_dix_jours_rien_ne_se_retablit) {
    contact("joint");
    auto ou = page("contact");
    annuler(ou);
    le(2027y / 2 / 1);
    EXPECT_FALSE(d.app.as(d.awa).get(ou).contient("Rétablir"));
    EXPECT_EQ(retablir(ou).status, 303);
    EXPECT_FALSE(dernier_echange()) << "trop tard, et la page le dit";
}

TEST_F(Annulations, qui_ne_suit_pas_ne_peut_ni_annuler_ni_corriger) {
    contact("joint");
    auto zola = un_jeune().au(d.zola).cree(d);
    d.app.as(d.awa).post(jeune(zola) + "/contacts",
                         {{"canal", "telephone"}, {"qui", "jeune"}, {"resultat", "joint"}, {"le", "2026-10-05"}});
    auto ott = d.app.as(d.ott);
    EXPECT_EQ(ott.get(page("contact")).status, 200);
    EXPECT_EQ(ott.post(page("contact") + "/annulation", {{"motif", "x"}}).status, 403);
    EXPECT_FALSE(ott.get(page("contact")).contient("Corriger"));
}

} // namespace
} // namespace essais
