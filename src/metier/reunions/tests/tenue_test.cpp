// La séance telle qu'elle se tient : qui tient quoi aujourd'hui, ce qui est en retard, ce qu'on a tapé et qui ne se
// perd pas.
#include "metier/reunions/tests/cas.hpp"

using namespace essais;
using acces::Visibilite;

namespace {

struct Tenue : Reunions {
    Id<acces::Agent> ida = d.un_agent("Ida", "BENALI", acces::Role::referent_decrochage, {}, d.zola);
    Id<jeunes::Jeune> lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);

    std::string page(Id<reunions::Reunion> id, Id<reunions::Point_> p, std::string const& suite = "") {
        return adresse(id, "/points/" + std::to_string(p.valeur) + suite);
    }
    void passe(Id<acces::Agent> de, Id<acces::Agent> a) {
        d.ecrire([&](storage::Writer& db) {
            for (auto jeune : db.all<Id<jeunes::Jeune>>("select id from jeune"))
                agenda::passer(db, d.horloge.instant(), d.awa, jeune, de, a);
        });
    }
    std::int64_t decisions_prises() {
        return d.lire(
            [](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from reunion_decision"); });
    }
};

TEST_P(Tenue, une_decision_passee_a_un_collegue_le_nomme_partout_a_la_place_de_celui_qui_l_avait) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott});
    ouverte(gpds, d.ba);
    auto p = point(gpds, lina);
    auto ba = d.app.as(d.ba);
    ASSERT_EQ(ba.post(page(gpds, p, "/decisions"), decision("Joindre l’atelier", membre(gpds, d.ott), "+8")).status,
              303);
    auto suivante = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 21));
    EXPECT_EQ(remplir(suivante, d.ba), 1);
    passe(d.ott, ida);
    auto q = points(suivante, d.ba).front().id;
    for (auto const& ou : {adresse(suivante), page(suivante, q), adresse(suivante, "/ecran"), page(gpds, p),
                           std::string("/decisions/1")}) {
        auto vue = ba.get(ou);
        EXPECT_TRUE(vue.contient("Ida BENALI")) << ou;
        EXPECT_TRUE(vue.contient("à la place de")) << ou;
    }
    EXPECT_TRUE(ba.get(adresse(suivante)).contient("(Ida BENALI, à la place de"));
    EXPECT_TRUE(ba.get(adresse(gpds, "/releve")).contient(", passée à Ida BENALI")) << "le relevé garde qui fut chargé";
    EXPECT_FALSE(d.app.as(d.ott).get("/").contient("Décisions de réunion à tenir")) << "elle n'est plus à lui";
    EXPECT_TRUE(d.app.as(ida).get("/").contient("Joindre l’atelier"));
}

TEST_P(Tenue, une_reponse_demandee_a_qui_a_passe_sa_tache_s_attend_du_nouveau) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.cpe});
    auto ugo = d.un_agent("Ugo", "LEROY", acces::Role::cpe, {}, d.zola);
    ouverte(gpds, d.ba);
    auto saisi = decision("Voir l’élève", membre(gpds, d.cpe), "+8");
    saisi.emplace_back("demander", "1");
    auto p = point(gpds, lina);
    ASSERT_EQ(d.app.as(d.ba).post(page(gpds, p, "/decisions"), saisi).status, 303);
    d.ecrire([&](storage::Writer& db) {
        db.run("update echeance set visibilite = 'equipe' where genre = 'decision_confiee'"); // lisible : elle se passe
    });
    passe(d.cpe, ugo);
    EXPECT_TRUE(d.app.as(d.ba).get(page(gpds, p)).contient("Ugo LEROY"));
    auto attend = d.lire([&](storage::Reader& db) { return agenda::en_attente(db, d.portee(d.ba)); });
    ASSERT_EQ(attend.size(), 1u);
    EXPECT_EQ(attend.front().attend, "Ugo LEROY");
    EXPECT_TRUE(d.app.as(ugo).get("/").contient("Décision n°"));
}

TEST_P(Tenue, en_retard_se_dit_d_aujourd_hui_et_ce_qui_le_sera_a_la_seance_le_dit_ainsi) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour());
    ouverte(gpds, d.ba);
    auto ba = d.app.as(d.ba);
    ba.post(page(gpds, point(gpds, lina), "/decisions"), decision("Joindre la famille", membre(gpds, d.ba), "+8"));
    auto suivante = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 21));
    remplir(suivante, d.ba);
    auto avant = ba.get(adresse(suivante));
    EXPECT_TRUE(avant.contient("En retard le jour de la séance"));
    EXPECT_FALSE(avant.contient("Décision en retard")) << "l'échéance n'est pas passée";
    le(base::plus_jours(d.jour(), 10));
    EXPECT_TRUE(ba.get(adresse(suivante)).contient("Décision en retard"));
    // Faite entre-temps, l'ordre du jour le sait.
    ba.post("/decisions/1", {{"issue", "Famille jointe"}, {"version", "1"}});
    auto apres = ba.get(adresse(suivante));
    EXPECT_TRUE(apres.contient("Fait depuis"));
    EXPECT_FALSE(apres.contient("Décision en retard"));
}

INSTANTIATE_TEST_SUITE_P(Bases, Tenue, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
