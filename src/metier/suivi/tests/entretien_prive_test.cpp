// Un entretien qu'on n'a pas le droit de lire ne se devine nulle part : ni sa date, ni qu'il a eu lieu.
#include <regex>

#include "metier/jeunes/index.hpp"
#include "metier/suivi/tests/cas.hpp"

using namespace essais;

namespace {

struct EntretienPrive : SuiviWeb {
    EntretienPrive() {
        le(2026y / 8 / 1);
        j = un_jeune().nomme("DIALLO", "Hugo").ne_le(2009y / 3 / 4).au(d.zola, 2025).en_psad(2026y / 7 / 1).cree(d);
        sans_solution(j, 2026y / 7 / 1);
        d.ecrire([&](storage::Writer& db) { jeunes::indexer(db, j); });
        le(2026y / 10 / 5);
    }
    void entretien(Id<acces::Agent> auteur, acces::Visibilite visibilite, std::optional<Date> prochaine = {}) {
        d.ecrire([&](storage::Writer& db) {
            suivi::Entretien e;
            e.jeune = j, e.jour = 2026y / 10 / 2, e.objet = "Confidence", e.agent = auteur, e.visibilite = visibilite;
            e.prochaine = prochaine;
            suivi::enregistrer_entretien(db, de(auteur), e);
        });
    }
    /// Ce que montrent les pages où il pourrait se voir, sans les jetons ni le compte des lectures.
    std::string pages(Id<acces::Agent> agent) {
        auto lui = d.app.as(agent);
        std::string tout;
        for (auto const& ou : {std::string("/"), std::string("/suivi/silence"), std::string("/suivi/rendez-vous"),
                               jeune(j), jeune(j) + "/contacts/nouveau", jeune(j) + "/diligence",
                               std::string("/jeunes?"), std::string("/recherche?q=diallo")})
            tout += std::regex_replace(lui.get(ou).body,
                                       std::regex("(value|content|data-[a-z]+)=\"[^\"]*\"|[0-9]+ fois"), "") +
                    "\n";
        return tout;
    }
    /// Où deux lectures diffèrent ; vide si elles disent la même chose.
    static std::string difference(std::string const& avant, std::string const& apres) {
        if (avant == apres)
            return {};
        std::size_t i = 0;
        while (i < avant.size() && i < apres.size() && avant[i] == apres[i])
            ++i;
        auto autour = [&](std::string const& t) { return t.substr(i < 300 ? 0 : i - 300, 500); };
        return autour(avant) + "\n=> " + autour(apres);
    }
    Id<jeunes::Jeune> j;
};

TEST_F(EntretienPrive, ne_change_rien_a_ce_que_voient_les_autres) {
    for (auto agent : {d.roy, d.diop, d.awa}) {
        pages(agent);
        auto avant = pages(agent);
        EXPECT_NE(avant.find("DIALLO"), std::string::npos);
        entretien(d.ba, acces::Visibilite::privee);
        EXPECT_EQ(difference(avant, pages(agent)), "") << agent.valeur;
    }
}

TEST_F(EntretienPrive, un_entretien_d_equipe_ne_se_devine_pas_des_partenaires) {
    pages(d.diop);
    auto avant = pages(d.diop);
    entretien(d.ba, acces::Visibilite::equipe);
    EXPECT_EQ(difference(avant, pages(d.diop)), "");
    EXPECT_FALSE(d.app.as(d.roy).get("/suivi/silence").contient("DIALLO"));
    entretien(d.ba, acces::Visibilite::partenaires);
    EXPECT_FALSE(d.app.as(d.diop).get("/suivi/silence").contient("DIALLO"));
}

TEST_F(EntretienPrive, son_auteur_sait_qu_il_l_a_eu) {
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/suivi/silence").contient("DIALLO"));
    EXPECT_TRUE(awa.get("/suivi/rendez-vous").contient("DIALLO"));
    entretien(d.awa, acces::Visibilite::privee);
    EXPECT_FALSE(awa.get("/suivi/silence").contient("DIALLO"));
    EXPECT_FALSE(awa.get("/suivi/rendez-vous").contient("DIALLO"));
    EXPECT_TRUE(d.app.as(d.roy).get("/suivi/silence").contient("DIALLO"));
}

TEST_F(EntretienPrive, sa_suite_ne_dit_pas_son_objet_et_reste_a_son_auteur) {
    d.ecrire([&](storage::Writer& db) { jeunes::designer_referent(db, j, d.awa, d.jour(), "suivi"); });
    entretien(d.ba, acces::Visibilite::privee, 2026y / 10 / 8);
    EXPECT_FALSE(d.app.as(d.awa).get(jeune(j)).contient("Confidence"));
    EXPECT_FALSE(d.app.as(d.awa).get("/").contient("Faire le point"));
    entretien(d.ba, acces::Visibilite::equipe, 2026y / 10 / 9);
    EXPECT_TRUE(d.app.as(d.awa).get("/").contient("Suite de l’entretien"));
}

TEST_F(EntretienPrive, rendu_prive_il_reprend_ce_qu_il_avait_dit_dans_l_agenda) {
    entretien(d.ba, acces::Visibilite::equipe, 2026y / 10 / 8);
    EXPECT_TRUE(d.app.as(d.awa).get(jeune(j)).contient("Confidence"));
    d.ecrire([&](storage::Writer& db) {
        auto id = db.one<Id<suivi::Entretien>>("select id from entretien");
        auto e = suivi::entretien(db, d.portee(d.ba), id)->entretien;
        e.visibilite = acces::Visibilite::privee;
        suivi::modifier_entretien(db, de(d.ba), e, "à moi seul");
    });
    EXPECT_FALSE(d.app.as(d.awa).get(jeune(j)).contient("Confidence"));
}

} // namespace
