// Autour de la table, chacun sait ce qu'il a le droit de savoir : le CPE par la prévention, un enseignant par sa tâche.
#include "metier/jeunes/index.hpp"
#include "metier/reunions/tests/cas.hpp"

using namespace essais;
using acces::Visibilite;
using agenda::Titre;
using agenda::Urgence;

namespace {

struct Titres : Reunions {
    Titres() { lea = d.un_agent("Léa", "PROF", acces::Role::enseignant, {}, d.zola); }
    /// Une situation de prévention, suivie par cet établissement.
    void suivie_en_prevention(Id<jeunes::Jeune> jeune, Id<territoire::Etablissement> ou,
                              std::optional<Id<acces::Agent>> confiee = {}) {
        d.ecrire([&](storage::Writer& db) {
            db.run("insert into prevention (jeune_id, etablissement_id, etat, ouverte_le, revoir_le, confie_a) values "
                   "(?, ?, 'suivie', ?, ?, ?)",
                   jeune, ou, d.jour(), d.jour(), confiee);
        });
    }
    std::string page(Id<reunions::Reunion> id, Id<reunions::Point_> p) {
        return adresse(id, "/points/" + std::to_string(p.valeur));
    }
    /// Celui qu'on a choisi ne peut pas la tenir : on la garde, et on le lui demande.
    web::Pairs a_demander(std::string quoi, Id<reunions::Membre> qui, std::string quand) {
        auto saisi = decision(std::move(quoi), qui, std::move(quand));
        saisi.emplace_back("demander", "1");
        return saisi;
    }
    std::string derniere_decision() {
        return "/decisions/" + std::to_string(d.lire([](storage::Reader& db) {
                   return db.one<std::int64_t>("select max(id) from reunion_decision");
               }));
    }
    Id<acces::Agent> lea;
};

TEST_P(Titres, le_cpe_lit_au_gpds_la_situation_que_la_prevention_lui_ouvre_et_rien_du_dossier) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    suivie_en_prevention(lina, d.zola);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.cpe});
    attendent = {{lina, Urgence::terme_legal, "Droit au retour, terme proche", d.jour(), Visibilite::equipe},
                 {lina, Urgence::a_decider, "Prévention : à revoir", d.jour(), Visibilite::equipe, Titre::prevention}};
    ASSERT_EQ(remplir(gpds, d.ba), 1);
    ouverte(gpds, d.ba);
    auto p = points(gpds, d.ba).front().id;
    auto ba = d.app.as(d.ba), cpe = d.app.as(d.cpe);
    ba.post(page(gpds, p) + "/textes/equipe", {{"texte_equipe", "Vient chaque matin."}, {"version", "0"}});
    ba.post(page(gpds, p) + "/decisions", decision("Recevoir la famille", membre(gpds, d.cpe), "+8"));
    for (auto const& ou : {adresse(gpds), page(gpds, p), adresse(gpds, "/releve")}) {
        auto lu = cpe.get(ou);
        ASSERT_EQ(lu.status, 200) << ou;
        EXPECT_TRUE(lu.contient("NDIAYE Lina")) << ou;
        EXPECT_FALSE(lu.contient("Droit au retour")) << ou << " : c'est le dossier";
        EXPECT_EQ(lu.body.find("/jeunes/"), std::string::npos) << ou << " : aucun lien vers un dossier fermé";
    }
    EXPECT_TRUE(cpe.get(adresse(gpds)).contient("Prévention : à revoir"));
    EXPECT_TRUE(cpe.get(page(gpds, p)).contient("Vient chaque matin."));
    EXPECT_NE(cpe.get(page(gpds, p)).body.find("/prevention/1"), std::string::npos);
    EXPECT_EQ(d.journal().back(), "dossier_lu");
    auto releve = cpe.get(adresse(gpds, "/releve"));
    EXPECT_TRUE(releve.contient("Vient chaque matin."));
    EXPECT_TRUE(releve.contient("Recevoir la famille"));
    auto vu = ba.get(adresse(gpds, "/releve?pour=" + std::to_string(membre(gpds, d.cpe).valeur)));
    EXPECT_TRUE(vu.contient("Vient chaque matin.")) << "ce que chacun lira";
    auto odt = cpe.post(adresse(gpds, "/releve"), {{"format", "odt"}});
    EXPECT_EQ(odt.status, 200);
    // La décision est à lui, et il la clôt.
    EXPECT_TRUE(cpe.get("/").contient("NDIAYE Lina"));
    auto ou = derniere_decision();
    EXPECT_EQ(cpe.get(ou).body.find("/jeunes/"), std::string::npos);
    EXPECT_EQ(cpe.post(ou, {{"issue", "Reçue"}, {"version", "1"}}).status, 303);
    EXPECT_TRUE(ba.get(page(gpds, p)).contient("Reçue"));
    EXPECT_EQ(cpe.get("/jeunes/" + std::to_string(lina.valeur)).status, 403);
}

TEST_P(Titres, la_prevention_d_un_lycee_ne_donne_rien_a_lire_dans_la_reunion_d_un_autre) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    suivie_en_prevention(lina, d.monod); // elle en venait
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.cpe});
    auto autre = d.un_agent("Ida", "CPE", acces::Role::cpe, {}, d.monod);
    auto psad = une(reunions::Genre::psad, d.psad_nord.valeur, d.awa, d.jour(), {d.cpe, autre});
    point(gpds, lina), point(psad, lina);
    EXPECT_FALSE(points(gpds, d.cpe).front().visible);
    EXPECT_FALSE(points(psad, autre).front().visible);
    suivie_en_prevention(lina, d.zola);
    EXPECT_TRUE(points(gpds, d.cpe).front().visible);
    EXPECT_FALSE(points(psad, d.cpe).front().visible) << "une plateforme n'en sait rien";
    EXPECT_FALSE(points(gpds, lea).front().visible) << "un enseignant non plus";
}

TEST_P(Titres, remplir_a_nouveau_n_efface_pas_ce_qu_un_autre_y_avait_mis_et_qu_on_ne_lit_pas) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    suivie_en_prevention(lina, d.zola);
    auto equipe = une(reunions::Genre::equipe_pedagogique, d.zola.valeur, d.ba, d.jour(), {d.cpe});
    attendent = {{lina, Urgence::terme_legal, "Droit au retour, terme proche", d.jour(), Visibilite::equipe}};
    ASSERT_EQ(remplir(equipe, d.ba), 1);
    // Le CPE, qui n'ouvre pas le dossier, remplit à son tour.
    attentes.fournisseur([&](storage::Reader&, agenda::DemandeDAttentes const&) {
        return std::vector<agenda::Attente>{
            {lina, Urgence::a_decider, "Prévention : à revoir", d.jour(), Visibilite::equipe, Titre::prevention}};
    });
    EXPECT_EQ(remplir(equipe, d.cpe), 0);
    EXPECT_EQ(remplir(equipe, d.cpe), 0);
    auto vu = points(equipe, d.ba).front();
    ASSERT_EQ(vu.motifs.size(), 2u);
    EXPECT_EQ(vu.motifs.front().raison, "Droit au retour, terme proche") << "le plus pressé d'abord";
    EXPECT_EQ(vu.urgence, Urgence::terme_legal);
    auto du_cpe = points(equipe, d.cpe).front();
    ASSERT_EQ(du_cpe.motifs.size(), 1u);
    EXPECT_EQ(du_cpe.motifs.front().titre, Titre::prevention);
    // Qui lit tout la remplace.
    attendent.clear();
    remplir(equipe, d.ba);
    EXPECT_EQ(points(equipe, d.ba).front().motifs.size(), 1u);
}

TEST_P(Titres, le_chef_et_le_coordonnateur_a_qui_on_l_a_confiee_la_lisent_sans_dossier) {
    auto partie = un_jeune().nomme("PARTIE", "Pia").au(d.zola, 2023, 2024y / 6 / 30).du_bassin(d.sud).cree(d);
    suivie_en_prevention(partie, d.zola, d.awa);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott, d.awa, d.roy});
    auto p = point(gpds, partie);
    for (auto agent : {d.ott, d.ba, d.awa}) {
        auto vus = points(gpds, agent);
        EXPECT_TRUE(vus.front().visible);
        EXPECT_FALSE(vus.front().titres.dossier) << "partie depuis plus d'un an, d'un autre bassin";
        auto lu = d.app.as(agent).get(page(gpds, p));
        EXPECT_EQ(lu.status, 200);
        EXPECT_EQ(lu.body.find("/jeunes/"), std::string::npos);
    }
    EXPECT_FALSE(points(gpds, d.roy).front().visible);
}

TEST_P(Titres, qui_ne_voit_pas_la_situation_recoit_sa_tache_sans_le_nom_et_repond_a_qui_anime) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {lea});
    ouverte(gpds, d.ba);
    auto p = point(gpds, lina);
    auto ba = d.app.as(d.ba), prof = d.app.as(lea);
    auto form = ba.get(page(gpds, p));
    EXPECT_NE(form.body.find("Ne voient pas cette situation"), std::string::npos);
    EXPECT_TRUE(form.contient("Ne peuvent pas en être chargés : Léa PROF."));
    EXPECT_FALSE(form.contient("La décision reste à qui anime"));
    auto refus =
        ba.post(page(gpds, p) + "/decisions", decision("Prévenir la mère de Lina Ndiaye", membre(gpds, lea), "+8"));
    EXPECT_EQ(refus.status, 422);
    EXPECT_EQ(
        refus.error("qui"),
        "Léa PROF ne voit pas cette situation : la décision ne peut pas lui être confiée. Confiez-la à qui la voit "
        "(Mariam BA), ou cochez ci-dessous qu’elle reste à qui anime, qui le lui demandera.");
    EXPECT_EQ(refus.value("quoi"), "Prévenir la mère de Lina Ndiaye") << "rien n'est perdu";
    EXPECT_TRUE(refus.contient("La décision reste à qui anime"));
    EXPECT_EQ(d.lire([](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from reunion_decision"); }),
              0);
    auto prise = ba.follow(
        ba.post(page(gpds, p) + "/decisions", a_demander("Prévenir la mère de Lina Ndiaye", membre(gpds, lea), "+8")));
    EXPECT_TRUE(prise.contient("Léa PROF ne voit pas cette situation : la tâche lui arrive sans le nom"));
    EXPECT_TRUE(ba.get("/").contient("De : Léa PROF"));
    auto journee = prof.get("/");
    EXPECT_TRUE(journee.contient("Décision n°\u00a01 du GPDS du 05/10/2026"));
    EXPECT_TRUE(journee.contient("Pour le 13/10/2026"));
    auto ou = derniere_decision();
    auto tache = prof.get(ou);
    EXPECT_EQ(tache.status, 200);
    EXPECT_TRUE(tache.contient("Prévenir la mère de …"));
    EXPECT_TRUE(tache.contient("Rendre compte à"));
    for (auto const& lu : {journee, tache, prof.get(adresse(gpds, "/releve")), prof.get(adresse(gpds))})
        for (auto const* mot : {"NDIAYE", "Ndiaye", "Lina", "/jeunes/"})
            EXPECT_EQ(lu.body.find(mot), std::string::npos) << mot;
    EXPECT_TRUE(prof.get(adresse(gpds, "/releve")).contient("Décision n°\u00a01 du GPDS du 05/10/2026"));
    // Elle ne clôt pas ; elle répond.
    EXPECT_EQ(prof.post(ou, {{"issue", "Fait"}, {"version", tache.value("version")}}).status, 404);
    EXPECT_FALSE(prof.post(ou + "/reponse", {{"reponse", ""}, {"version", "1"}}).error("reponse").empty());
    EXPECT_EQ(prof.post(ou + "/reponse", {{"reponse", "Appelée jeudi"}, {"version", tache.value("version")}}).status,
              303);
    EXPECT_EQ(prof.post(ou + "/reponse", {{"reponse", "Appelée jeudi"}, {"version", tache.value("version")}}).status,
              303)
        << "deux clics";
    EXPECT_FALSE(prof.get("/").contient("Décision n°"));
    EXPECT_TRUE(ba.get("/").contient("Léa PROF a répondu : « Appelée jeudi »"));
    EXPECT_FALSE(ba.get("/").contient("De : Léa PROF"));
    // Ouverte jusqu'à ce qu'on la close, elle revient à la réunion suivante avec la réponse.
    auto suivante = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 14), {lea});
    remplir(suivante, d.ba);
    EXPECT_TRUE(ba.get(adresse(suivante)).contient("Léa PROF a répondu le 05/10/2026"));
    auto a_clore = ba.get(ou);
    EXPECT_EQ(a_clore.value("issue"), "Appelée jeudi");
    EXPECT_EQ(ba.post(ou, {{"issue", "Appelée jeudi"}, {"version", a_clore.value("version")}}).status, 303);
    EXPECT_TRUE(prof.get(ou).contient("Cette décision est close"));
    EXPECT_EQ(d.lire([](storage::Reader& db) {
        return db.one<std::int64_t>("select count(*) from echeance where faite_le is null");
    }),
              0);
}

TEST_P(Titres, d_un_autre_cercle_on_sait_seulement_a_qui_demander) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").ne_le(2011y / 3 / 4).au(d.zola).cree(d); // trop jeune pour la ML
    auto psad = une(reunions::Genre::psad, d.psad_nord.valeur, d.awa, d.jour(), {d.diop});
    ouverte(psad, d.awa);
    auto p = point(psad, lina);
    auto awa = d.app.as(d.awa), diop = d.app.as(d.diop);
    auto prise =
        awa.follow(awa.post(page(psad, p) + "/decisions", a_demander("Trouver un stage", membre(psad, d.diop), "+8")));
    EXPECT_TRUE(prise.contient("saura seulement qu’une décision l’attend"));
    auto tache = diop.get(derniere_decision());
    EXPECT_TRUE(tache.contient("n’est pas écrit pour votre rôle"));
    EXPECT_FALSE(tache.contient("Trouver un stage"));
    EXPECT_TRUE(diop.get("/").contient("Demandez à"));
    // Close par qui anime, d'où qu'elle le fasse, la tâche de l'autre l'est aussi.
    d.ecrire([&](storage::Writer& db) {
        auto id = db.one<Id<agenda::Echeance>>("select echeance_id from reunion_decision");
        agenda::clore(db, d.horloge.instant(), d.awa, id, 1, "Fait");
    });
    EXPECT_FALSE(diop.get("/").contient("Décision n°"));
    EXPECT_EQ(d.lire([](storage::Reader& db) {
        return db.one<std::int64_t>("select count(*) from echeance where faite_le is null");
    }),
              0);
}

TEST_P(Titres, sans_compte_ou_sans_role_la_tache_reste_a_qui_anime_et_on_le_dit) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {lea, d.awa});
    ouverte(gpds, d.ba);
    auto p = point(gpds, lina);
    auto dehors = d.ecrire([&](storage::Writer& db) {
        reunions::Membre m;
        m.nom = "Infirmière scolaire";
        m.courriel = "infirmerie@lycee.invalid";
        db.run("update role_tenu set au = ? where agent_id = ?", base::plus_jours(d.jour(), -1), lea);
        return reunions::ajouter_membre(db, gpds, m);
    });
    auto awa = d.app.as(d.awa);
    for (auto m : {dehors, membre(gpds, lea)}) {
        auto refus = awa.post(page(gpds, p) + "/decisions", decision("Le recevoir", m, "+8"));
        EXPECT_EQ(refus.status, 422);
        EXPECT_NE(refus.error("qui").find("n’a pas de compte"), std::string::npos) << refus.error("qui");
        auto prise = awa.follow(awa.post(page(gpds, p) + "/decisions", a_demander("Le recevoir", m, "+8")));
        EXPECT_TRUE(prise.contient("n’a pas de compte : la tâche reste chez vous")) << "son bassin : elle conduit";
    }
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return agenda::en_attente(db, d.portee(d.awa)).size(); }), 2u);
}

TEST_P(Titres, une_decision_reservee_a_l_equipe_ne_se_confie_pas_a_un_partenaire_qui_voit_le_jeune) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").ne_le(2008y / 3 / 4).au(d.zola).en_psad(2026y / 10 / 1).cree(d);
    auto psad = une(reunions::Genre::psad, d.psad_nord.valeur, d.awa, d.jour(), {d.diop});
    ouverte(psad, d.awa);
    auto p = point(psad, lina);
    auto awa = d.app.as(d.awa);
    auto refus = awa.post(page(psad, p) + "/decisions", decision("Trouver un stage", membre(psad, d.diop), "+8"));
    EXPECT_NE(refus.error("qui").find("ne lit pas ce qui est réservé à l’équipe"), std::string::npos)
        << refus.error("qui");
    EXPECT_EQ(
        awa.post(page(psad, p) + "/decisions", decision("Trouver un stage", membre(psad, d.diop), "+8", "partenaires"))
            .status,
        303);
    // D'un trait aussi.
    auto ligne = awa.post(page(psad, p) + "/decisions",
                          {{"quoi", "Rappeler / Diop / +8"}, {"lecteurs_decision", "equipe"}, {"saisie", ""}});
    EXPECT_EQ(ligne.status, 422);
    EXPECT_FALSE(ligne.error("qui").empty());
}

TEST_P(Titres, l_absent_retrouve_ses_decisions_chez_qui_tient_son_role_et_chez_personne_d_autre) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    auto sami = un_jeune().nomme("ROSSI", "Sami").au(d.zola).cree(d);
    suivie_en_prevention(lina, d.zola);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.cpe});
    ouverte(gpds, d.ba);
    auto p = point(gpds, lina), q = point(gpds, sami);
    auto ba = d.app.as(d.ba);
    EXPECT_EQ(ba.post(page(gpds, p) + "/decisions", decision("Recevoir la famille", membre(gpds, d.cpe), "+8")).status,
              303);
    EXPECT_EQ(ba.post(page(gpds, q) + "/decisions", a_demander("Voir Sami", membre(gpds, d.cpe), "+8")).status, 303);
    auto ida = d.un_agent("Ida", "CPE", acces::Role::cpe, {}, d.zola),
         autre = d.un_agent("Ugo", "CPE", acces::Role::cpe, {}, d.zola);
    d.ecrire([&](storage::Writer& db) {
        db.run(
            "insert into delegation (de_agent_id, a_agent_id, role_tenu_id, du, au, creee_le) select ?, ?, id, ?, ?, "
            "? from role_tenu where agent_id = ?",
            d.cpe, ida, d.jour(), base::plus_jours(d.jour(), 10), d.horloge.instant(), ida);
    });
    auto journee = d.app.as(ida).get("/");
    EXPECT_TRUE(journee.contient("NDIAYE Lina"));
    EXPECT_TRUE(journee.contient("Décision n°\u00a02 du GPDS")) << "celle qu'on lui avait demandée, sans le nom";
    EXPECT_FALSE(journee.contient("ROSSI"));
    EXPECT_FALSE(d.app.as(autre).get("/").contient("Lina"));
    EXPECT_EQ(d.app.as(autre).post("/decisions/2/reponse", {{"reponse", "Fait"}, {"version", "1"}}).status, 404);
    EXPECT_EQ(d.app.as(ida).post("/decisions/1", {{"issue", "Reçue"}, {"version", "1"}}).status, 303);
    EXPECT_EQ(d.app.as(ida).post("/decisions/2/reponse", {{"reponse", "Vu"}, {"version", "1"}}).status, 303);
    EXPECT_FALSE(d.app.as(d.cpe).get("/").contient("Décisions de réunion à tenir"));
    EXPECT_TRUE(ba.get("/").contient("« Vu »"));
}

TEST_P(Titres, qui_perd_l_acces_apres_la_reunion_garde_sa_tache_sans_le_nom_et_la_rend) {
    auto lina = un_jeune().nomme("DIALLO", "Lina").au(d.zola).cree(d);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.awa});
    ouverte(gpds, d.ba);
    auto p = point(gpds, lina);
    d.app.as(d.ba).post(page(gpds, p) + "/decisions", decision("Voir Lina", membre(gpds, d.awa), "+8"));
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/").contient("DIALLO Lina"));
    d.ecrire([&](storage::Writer& db) { db.run("update jeune set bassin_id = ? where id = ?", d.sud, lina); });
    auto journee = awa.get("/");
    EXPECT_TRUE(journee.contient("Décision n°"));
    EXPECT_FALSE(journee.contient("DIALLO"));
    auto tache = awa.get(derniere_decision());
    EXPECT_TRUE(tache.contient("Voir …"));
    EXPECT_EQ(awa.post(derniere_decision() + "/reponse",
                       {{"reponse", "Partie au lycée Monod"}, {"version", tache.value("version")}})
                  .status,
              303);
    EXPECT_FALSE(awa.get("/").contient("Décision n°"));
    EXPECT_TRUE(d.app.as(d.ba).get("/").contient("Partie au lycée Monod")) << "rendue à qui anime";
}

TEST_P(Titres, une_seance_ouverte_un_autre_jour_que_prevu_le_demande_et_le_releve_dit_les_deux_dates) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 3), {d.ott});
    auto p = point(gpds, un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d));
    auto ba = d.app.as(d.ba);
    auto demande = ba.get(adresse(gpds, "/ouverture"));
    EXPECT_TRUE(demande.contient("L’ouvrir aujourd’hui, lundi 5 octobre 2026 ?"));
    EXPECT_EQ(demande.text("title").substr(0, 16), "Ouvrir en avance");
    auto champ = "p_" + std::to_string(membre(gpds, d.ott).valeur);
    auto refus = ba.post(adresse(gpds, "/ouverture"), {{champ, "present"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("ce_jour").empty());
    EXPECT_FALSE(refus.error("ouverte_motif").empty());
    EXPECT_NE(refus.body.find("id=\"" + champ + "_present\" name=\"" + champ + "\" value=\"present\" checked"),
              std::string::npos)
        << "rien de ce qui était coché n'est perdu";
    auto avec_motif = [&](std::string const& motif) {
        return ba.post(adresse(gpds, "/ouverture"), {{champ, "present"}, {"ce_jour", "1"}, {"ouverte_motif", motif}});
    };
    EXPECT_FALSE(avec_motif("").error("ouverte_motif").empty());
    EXPECT_FALSE(avec_motif("Pour Lina Ndiaye").error("ouverte_motif").empty()) << "le relevé est lu par tous";
    auto faite = avec_motif("Grève annoncée jeudi");
    EXPECT_EQ(faite.status, 303);
    EXPECT_TRUE(ba.follow(faite).contient("elle était prévue le 08/10/2026"));
    EXPECT_EQ(ba.post(page(gpds, p) + "/decisions", decision("Voir l’élève", membre(gpds, d.ba), "demain")).status, 303)
        << "une échéance avant le jour prévu";
    auto releve = ba.get(adresse(gpds, "/releve"));
    EXPECT_TRUE(releve.contient("jeudi 8 octobre 2026"));
    EXPECT_TRUE(releve.contient("lundi 5 octobre 2026"));
    EXPECT_TRUE(releve.contient("Grève annoncée jeudi"));
    // Le jour dit, rien n'est demandé.
    auto autre = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {});
    EXPECT_EQ(ba.post(adresse(autre, "/ouverture"), {}).status, 303);
}

TEST_P(Titres, un_texte_libre_ne_nomme_aucun_jeune_meme_hors_de_l_ordre_du_jour) {
    auto connaitre = [&](Id<jeunes::Jeune> jeune) {
        d.ecrire([&](storage::Writer& db) { jeunes::indexer(db, jeune); });
    };
    connaitre(un_jeune().nomme("NDIAYE", "Lina-Rose").au(d.zola).cree(d));
    connaitre(un_jeune().nomme("LOIN", "Luc").au(d.monod).cree(d));
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7), {d.cpe});
    auto ba = d.app.as(d.ba), cpe = d.app.as(d.cpe);
    auto deplacer = [&](auto& qui, std::string const& lieu, std::string const& version = "1") {
        return qui.post(
            adresse(gpds, "/deplacement"),
            {{"jour", "2026-10-13"}, {"heure", "10:00"}, {"duree", "60"}, {"lieu", lieu}, {"version", version}});
    };
    EXPECT_FALSE(deplacer(ba, "Salle 4, pour lina rose N’Diaye puis Ndiaye").error("lieu").empty());
    EXPECT_EQ(deplacer(ba, "Chez Luc Loin").status, 303) << "d'un autre lycée : Mme Ba ne peut pas le connaître";
    auto creer = [&](std::string const& titre, std::string const& lieu) {
        return cpe.post("/reunions/nouvelle/equipe_pedagogique", {{"terrain", std::to_string(d.zola.valeur)},
                                                                  {"titre", titre},
                                                                  {"jour", "2026-10-14"},
                                                                  {"heure", "10:00"},
                                                                  {"duree", "60"},
                                                                  {"lieu", lieu},
                                                                  {"rythme", "seule"}});
    };
    EXPECT_FALSE(creer("Pour NDIAYE Lina-Rose", "").error("titre").empty()) << "le CPE n'ouvre aucun dossier";
    EXPECT_FALSE(creer("", "Bureau, avec Lina Rose Ndiaye").error("lieu").empty());
    EXPECT_EQ(creer("Classes de seconde", "Salle Rose Luxemburg").status, 303);
    connaitre(un_jeune().nomme("CURIE", "Marie").au(d.zola).cree(d));
    EXPECT_EQ(deplacer(ba, "Lycée Marie-Curie, salle 4", "2").status, 303);
    EXPECT_FALSE(ba.post(adresse(gpds, "/annulation"), {{"motif", "Lina-Rose Ndiaye est absente"}, {"version", "3"}})
                     .error("motif")
                     .empty());
    EXPECT_FALSE(ba.post(adresse(gpds, "/points"), {{"titre", "Le cas Lina-Rose Ndiaye"}}).error("titre").empty());
    // Saisi avant qu'on le connaisse, il ne part pas non plus.
    connaitre(un_jeune().nomme("LUXEMBURG", "Rose").au(d.zola).cree(d));
    auto reunion =
        d.lire([](storage::Reader& db) { return db.one<Id<reunions::Reunion>>("select max(id) from reunion"); });
    EXPECT_TRUE(cpe.follow(cpe.post(adresse(reunion, "/convocations"))).contient("rien n’est parti"));
    EXPECT_EQ(d.lire([](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from courriel"); }), 0);
    // Un participant du même nom : tous le connaissent.
    auto rose = d.un_agent("Rose", "LUXEMBURG", acces::Role::enseignant, {}, d.zola);
    d.ecrire([&](storage::Writer& db) { reunions::ajouter_membre(db, reunion, *reunions::comme_membre(db, rose)); });
    EXPECT_FALSE(cpe.follow(cpe.post(adresse(reunion, "/convocations"))).contient("rien n’est parti"));
}

INSTANTIATE_TEST_SUITE_P(Bases, Titres, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
