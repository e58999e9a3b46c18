#include <algorithm>

#include <gtest/gtest.h>

#include "metier/pilotage/tests/pilotage_essai.hpp"
#include "metier/suivi/suivi.hpp"

using namespace essais;
using namespace metier::pilotage;

namespace {

class PilotageSql : public testing::TestWithParam<std::string>, protected OctobreA06 {
protected:
    PilotageSql() : OctobreA06{GetParam()} {}
    Perimetre perimetre(Id<acces::Agent> agent) {
        return *d.lire([&](Reader& db) { return perimetre_du_role(db, d.portee(agent)); });
    }
    Bilan bilan(Perimetre const& p, Date au) {
        return d.lire([&](Reader& db) {
            return etablir(relever(db, *reperage::trouver_campagne_sans_portee(db, campagne), p, au));
        });
    }
    static std::string valeur(Bilan const& b, Indicateur i) {
        return affiche(*std::ranges::find(b.ensemble, i, &Valeur::indicateur));
    }
};

TEST_P(PilotageSql, les_trente_lignes_d_octobre_donnent_les_chiffres_de_a06) {
    auto b = bilan(perimetre(d.awa), d.jour());
    EXPECT_EQ(valeur(b, Indicateur::i01), "30");
    EXPECT_EQ(valeur(b, Indicateur::i03), "29/30 (96,7\u00a0%)");
    EXPECT_EQ(valeur(b, Indicateur::i04), "18/29 (62,1\u00a0%)");
    EXPECT_EQ(valeur(b, Indicateur::i04b), "3/29 (10,3\u00a0%)");
    EXPECT_EQ(valeur(b, Indicateur::i06), "1/8 (12,5\u00a0%)");
    auto bassin = b.tableaux.front().lignes;
    ASSERT_EQ(bassin.size(), 1u);
    EXPECT_EQ(bassin.front().libelle, "Bassin nord");
}

TEST_P(PilotageSql, les_contacts_et_les_entretiens_de_l_annee_comptent_pour_les_confirmes) {
    d.ecrire([&](Writer& db) {
        metier::suivi::Auteur awa{d.awa, d.horloge.instant()};
        metier::suivi::Contact c;
        c.jeune = jeunes_[21], c.le = d.jour();
        metier::suivi::enregistrer_contact(db, awa, c);
        c.jeune = jeunes_[22], c.le = Date{2025y / 10 / 1}; // un suivi ancien
        metier::suivi::enregistrer_contact(db, awa, c);
    });
    auto b = bilan(perimetre(d.awa), d.jour());
    EXPECT_EQ(valeur(b, Indicateur::i05), "1/8 (12,5\u00a0%)");
    EXPECT_EQ(valeur(b, Indicateur::i02), "0 jours (1/30)");
    EXPECT_EQ(valeur(b, Indicateur::i07), "0/8 (0,0\u00a0%)");
}

TEST_P(PilotageSql, un_contact_d_avant_le_signalement_ne_fait_pas_un_delai_nul) {
    d.ecrire([&](Writer& db) {
        metier::suivi::Contact c;
        c.jeune = jeunes_[21], c.le = base::plus_jours(d.jour(), -3);
        metier::suivi::enregistrer_contact(db, {d.awa, d.horloge.instant()}, c);
    });
    auto b = bilan(perimetre(d.awa), d.jour());
    EXPECT_EQ(valeur(b, Indicateur::i05), "1/8 (12,5\u00a0%)");
    auto const& delai = *std::ranges::find(b.ensemble, Indicateur::i02, &Valeur::indicateur);
    EXPECT_EQ(affiche(delai).find("0 jours"), std::string::npos) << affiche(delai);
}

TEST_P(PilotageSql, la_veille_des_verifications_rien_n_est_verifie) {
    EXPECT_EQ(valeur(bilan(perimetre(d.awa), base::plus_jours(d.jour(), -1)), Indicateur::i03), "0/30 (0,0\u00a0%)");
}

TEST_P(PilotageSql, chacun_ne_compte_que_dans_son_perimetre) {
    EXPECT_EQ(valeur(bilan(perimetre(d.ines), d.jour()), Indicateur::i01), "0");
    EXPECT_EQ(valeur(bilan(perimetre(d.ott), d.jour()), Indicateur::i01), "30");
    EXPECT_EQ(valeur(bilan(perimetre(d.roy), d.jour()), Indicateur::i01), "30");
    EXPECT_EQ(valeur(bilan(perimetre(draio), d.jour()), Indicateur::i01), "30");
    d.lire([&](Reader& db) {
        EXPECT_FALSE(perimetre_du_role(db, d.portee(d.dpd)));
        EXPECT_FALSE(part(db, perimetre(d.awa), d.sud, {}));
        EXPECT_FALSE(part(db, perimetre(d.awa), {}, d.monod));
        EXPECT_TRUE(part(db, perimetre(d.awa), {}, d.zola));
        EXPECT_FALSE(part(db, perimetre(d.ott), d.nord, {}));
        EXPECT_TRUE(part(db, perimetre(draio), d.sud, {}));
        EXPECT_EQ(territoires_offerts(db, perimetre(draio)).size(), 4u);
        EXPECT_TRUE(publiable(db, perimetre(draio)));
        EXPECT_FALSE(publiable(db, perimetre(d.dasen)));
    });
}

TEST_P(PilotageSql, une_photo_se_retrouve_a_l_unite_et_les_memes_faits_la_redonnent) {
    auto p = perimetre(d.awa);
    auto avant = bilan(p, d.jour());
    auto id = d.ecrire([&](Writer& db) {
        return prendre(db, d.horloge.instant(), d.awa, {campagne, p, "Toussaint", avant});
    });
    d.ecrire([&](Writer& db) { // des faits d'après le jour d'observation
        db.run("update verification set jour = ? where jeune_id = ?", base::plus_jours(d.jour(), 3), jeunes_[29]);
    });
    auto photo = d.lire([&](Reader& db) { return trouver_photo(db, p, id); });
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->bilan, avant);
    EXPECT_EQ(photo->photo.perimetre, "Bassin nord");
    d.ecrire([&](Writer& db) { db.run("update verification set jour = ? where jeune_id = ?", d.jour(), jeunes_[29]); });
    EXPECT_EQ(bilan(p, d.jour()), photo->bilan);
    d.lire([&](Reader& db) {
        EXPECT_FALSE(trouver_photo(db, perimetre(d.ines), id));
        EXPECT_FALSE(trouver_photo(db, perimetre(d.ott), id));
        EXPECT_TRUE(trouver_photo(db, perimetre(draio), id));
        EXPECT_EQ(photos(db, perimetre(d.dasen)).size(), 1u);
        EXPECT_FALSE(derniere_photo_publique(db));
    });
}

INSTANTIATE_TEST_SUITE_P(Bases, PilotageSql, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
