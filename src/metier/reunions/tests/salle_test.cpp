// Ce que la salle lit sur le mur, ce qui revient d'une réunion à l'autre, ce qui n'a pas trouvé place.
#include "metier/reunions/tests/cas.hpp"

using namespace essais;
using acces::Visibilite;
using agenda::Urgence;

namespace {

struct Salle : Reunions {
    std::string page(Id<reunions::Reunion> id, Id<reunions::Point_> p, std::string const& suite = "") {
        return adresse(id, "/points/" + std::to_string(p.valeur) + suite);
    }
    std::string ecran(Id<reunions::Reunion> id, Id<reunions::Point_> p) {
        return adresse(id, "/ecran?point=" + std::to_string(p.valeur));
    }
    void presence(Id<reunions::Reunion> id, Id<acces::Agent> qui, reunions::Presence p) {
        auto m = membre(id, qui);
        d.ecrire([&](storage::Writer& db) { reunions::noter_presence(db, m, p); });
    }
    Id<reunions::Reunion> titree(reunions::Genre genre, std::int64_t terrain, std::string const& titre, Date jour) {
        return d.ecrire([&](storage::Writer& db) {
            auto s = reunions::sur(genre, terrain);
            s.titre = titre;
            auto id = *reunions::prevoir(db, reunions::serie(db, d.horloge.instant(), d.ba, s),
                                         base::depuis_paris(jour, 14, 0), 60, "");
            auto anime = *reunions::comme_membre(db, d.ba);
            anime.fonction = reunions::Fonction::anime;
            reunions::ajouter_membre(db, id, anime);
            return id;
        });
    }
};

TEST_P(Salle, devant_un_partenaire_l_ecran_tait_ce_qui_est_pour_l_equipe) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).en_psad(2026y / 9 / 10).cree(d);
    auto psad = une(reunions::Genre::psad, d.psad_nord.valeur, d.awa, d.jour(), {d.diop});
    ouverte(psad, d.awa);
    auto p = point(psad, lina);
    auto awa = d.app.as(d.awa);
    awa.post(page(psad, p, "/decisions"), decision("Appeler la mère de Lina Ndiaye", membre(psad, d.awa), "+5"));
    awa.post(page(psad, p, "/decisions"), decision("Chercher un stage", membre(psad, d.diop), "+5", "partenaires"));
    auto mur = awa.get(ecran(psad, p));
    EXPECT_FALSE(mur.contient("Appeler la mère"));
    EXPECT_TRUE(mur.contient("Chercher un stage"));
    EXPECT_TRUE(mur.contient("1 décision n’est pas projetée"));
    EXPECT_TRUE(awa.get(page(psad, p)).contient("Fatou DIOP")) << "qui projette sait pour qui";
    EXPECT_TRUE(awa.get(page(psad, p)).contient("On ne projette que ce que tous, dans la salle, peuvent lire"));
    // De même pour ce qui fut décidé la dernière fois.
    auto suivante = une(reunions::Genre::psad, d.psad_nord.valeur, d.awa, base::plus_jours(d.jour(), 20), {d.diop});
    auto q = point(suivante, lina);
    mur = awa.get(ecran(suivante, q));
    EXPECT_FALSE(mur.contient("Appeler la mère"));
    EXPECT_TRUE(mur.contient("Chercher un stage"));
    // Elle s'excuse : la salle n'est plus que l'équipe.
    presence(psad, d.diop, reunions::Presence::excuse);
    EXPECT_TRUE(awa.get(ecran(psad, p)).contient("Appeler la mère de L. N."));
}

TEST_P(Salle, devant_qui_ne_voit_pas_la_situation_l_ecran_ne_montre_que_des_initiales) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").ne_le(2008y / 3 / 4).au(d.zola).cree(d);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott});
    attendent = {{lina, Urgence::terme_legal, "Droit au retour, terme proche", d.jour(), Visibilite::partenaires}};
    remplir(gpds, d.ba);
    ouverte(gpds, d.ba);
    auto p = points(gpds, d.ba).front().id;
    auto ba = d.app.as(d.ba);
    ba.post(page(gpds, p, "/decisions"), decision("Voir la famille", membre(gpds, d.ba), "+5", "partenaires"));
    EXPECT_TRUE(ba.get(ecran(gpds, p)).contient("Voir la famille"));
    EXPECT_TRUE(ba.get(ecran(gpds, p)).contient("18 ans"));
    d.ecrire([&](storage::Writer& db) {
        reunions::Membre m; // sans compte : aucun dossier ne lui est ouvert
        m.nom = "Infirmière", m.courriel = "infirmerie@exemple.fr";
        reunions::ajouter_membre(db, gpds, m);
    });
    auto mur = ba.get(ecran(gpds, p));
    EXPECT_TRUE(mur.contient("L. N."));
    for (auto const* tu : {"Voir la famille", "Droit au retour", "18 ans"})
        EXPECT_FALSE(mur.contient(tu)) << tu;
    EXPECT_TRUE(mur.contient("1 décision n’est pas projetée"));
    EXPECT_TRUE(ba.get(page(gpds, p)).contient("Infirmière"));
}

TEST_P(Salle, les_decisions_ouvertes_du_gpds_reviennent_au_gpds_titre_du_meme_lycee) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott});
    ouverte(gpds, d.ba);
    d.app.as(d.ba).post(page(gpds, point(gpds, lina), "/decisions"),
                        decision("Joindre la famille", membre(gpds, d.ba), "+3"));
    auto seconde = titree(reunions::Genre::gpds, d.zola.valeur, "Seconde pro", base::plus_jours(d.jour(), 9));
    auto ba = d.app.as(d.ba);
    EXPECT_TRUE(ba.get(adresse(seconde)).contient("Joindre la famille"));
    EXPECT_TRUE(ba.get(adresse(seconde)).contient("Réunion précédente"));
    EXPECT_EQ(remplir(seconde, d.ba), 1) << "R-27 : elle est à l'ordre du jour";
    EXPECT_TRUE(ba.get("/reunions/nouvelle/gpds").contient("C’est la même instance"));
    // Une équipe pédagogique, elle, est d'une classe : un autre titre, une autre instance, et la page le dit.
    auto de_a = titree(reunions::Genre::equipe_pedagogique, d.zola.valeur, "2de A", d.jour());
    ouverte(de_a, d.ba);
    ba.post(page(de_a, point(de_a, lina), "/decisions"), decision("Alléger le lundi", membre(de_a, d.ba), "+3"));
    auto de_b = titree(reunions::Genre::equipe_pedagogique, d.zola.valeur, "1re B", base::plus_jours(d.jour(), 9));
    EXPECT_FALSE(ba.get(adresse(de_b)).contient("Alléger le lundi"));
    EXPECT_TRUE(ba.get("/reunions/nouvelle/equipe_pedagogique").contient("Un autre titre, une autre instance"));
    // Ni d'un autre lycée.
    auto ailleurs = titree(reunions::Genre::gpds, d.monod.valeur, "", base::plus_jours(d.jour(), 9));
    EXPECT_TRUE(d.lire([&](storage::Reader& db) {
        return reunions::decisions_d_avant(db, {d.portee(d.ba)}, *reunions::trouver(db, ailleurs)).empty();
    }));
}

TEST_P(Salle, remplir_dit_combien_n_ont_pas_trouve_place_et_pourquoi) {
    auto gpds = titree(reunions::Genre::gpds, d.zola.valeur, "", d.jour());
    for (int i = 0; i < 14; ++i)
        attendent.push_back({un_jeune().nomme("E", std::string(1, static_cast<char>('A' + i))).au(d.zola).cree(d),
                             Urgence::a_decider, "À revoir", d.jour(), Visibilite::equipe});
    auto ba = d.app.as(d.ba);
    auto rempli = ba.follow(ba.post(adresse(gpds, "/remplissage")));
    EXPECT_TRUE(rempli.contient("12 dossiers ajoutés"));
    EXPECT_TRUE(rempli.contient("2 autres attendent\u00a0: les 60 minutes prévues sont remplies"));
    EXPECT_TRUE(ba.get(adresse(gpds, "/attente")).contient("dans les 60 minutes prévues"));
    attendent.resize(12);
    EXPECT_FALSE(ba.follow(ba.post(adresse(gpds, "/remplissage"))).contient("attendent"));
}

TEST_P(Salle, qui_ne_voit_aucune_situation_ne_lit_pas_que_rien_n_attend) {
    auto foquale_ = d.ecrire([&](storage::Writer& db) {
        auto id = db.one<Id<metier::territoire::Reseau>>(
            "insert into reseau (nom, genre, cle_tri) values ('FOQUALE Nord', 'foquale', 'FOQUALE NORD') returning id");
        db.run("insert into reseau_bassin (reseau_id, territoire_id) values (?, ?)", id, d.nord);
        return id;
    });
    auto comite = une(reunions::Genre::comite_foquale, foquale_.valeur, d.awa, d.jour(), {});
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    point(comite, lina);
    auto chef = d.un_agent("Rémi", "FOQ", acces::Role::responsable_foquale, {}, {}, foquale_);
    auto foquale = d.app.as(chef);
    auto fiche = foquale.get(adresse(comite));
    ASSERT_EQ(fiche.status, 200);
    EXPECT_TRUE(fiche.contient("1 situation"));
    for (auto const* bouton : {"Remplir l’ordre du jour", "Ce qui attend encore", "Projeter"})
        EXPECT_FALSE(fiche.contient(bouton)) << bouton;
    EXPECT_TRUE(fiche.contient("Votre rôle n’ouvre aucune situation"));
    EXPECT_FALSE(foquale.get(adresse(comite, "/attente")).contient("Rien d’autre n’attend"));
    auto mur = foquale.get(adresse(comite, "/ecran"));
    EXPECT_FALSE(mur.contient("L’ordre du jour est vide"));
    EXPECT_TRUE(mur.contient("1 situation est à l’ordre du jour"));
    EXPECT_FALSE(mur.contient("Lina"));
}

TEST_P(Salle, un_role_qui_ne_conduit_rien_apprend_qu_il_ne_prevoit_pas_de_reunion) {
    auto prof = d.app.as(d.un_agent("Léa", "PROF", acces::Role::enseignant, {}, d.zola));
    auto page = prof.get("/reunions/nouvelle");
    EXPECT_TRUE(page.status == 403 || page.contient("Votre rôle ne prévoit pas de réunion"));
}

INSTANTIATE_TEST_SUITE_P(Bases, Salle, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
