// Une purge ne change pas les chiffres d'une campagne passée : c'est pour cela que des faits restent, au mois.
#include <gtest/gtest.h>

#include "metier/conservation/conservation.hpp"
#include "metier/pilotage/tests/pilotage_essai.hpp"
#include "metier/suivi/suivi.hpp"

using namespace essais;
using namespace metier;

namespace {

class PurgeEtChiffres : public testing::TestWithParam<std::string>, protected OctobreA06 {
protected:
    PurgeEtChiffres() : OctobreA06{GetParam()} {
        d.ecrire([&](storage::Writer& db) {
            suivi::Auteur awa{d.awa, d.horloge.instant()};
            for (auto i : {21u, 22u, 23u}) {
                suivi::Contact c;
                c.jeune = jeunes_[i], c.le = d.jour(), c.note = "Sa tante l’héberge";
                suivi::enregistrer_contact(db, awa, c);
                suivi::Entretien e;
                e.jeune = jeunes_[i], e.jour = d.jour(), e.objet = "Faire le point", e.resume = "Souhaite un CAP";
                suivi::enregistrer_entretien(db, awa, e);
            }
        });
    }
    pilotage::Bilan bilan(Date au) {
        return d.lire([&](storage::Reader& db) {
            auto c = *reperage::trouver_campagne_sans_portee(db, campagne);
            return pilotage::etablir(pilotage::relever(db, c, {{{d.academie}, {}}, "Académie"}, au));
        });
    }
    static void memes(pilotage::Bilan const& apres, pilotage::Bilan const& avant) {
        EXPECT_EQ(apres.tableaux, avant.tableaux);
        EXPECT_EQ(apres.entonnoir, avant.entonnoir);
        for (std::size_t i = 0; i < avant.ensemble.size(); ++i) {
            if (avant.ensemble[i].indicateur != pilotage::Indicateur::i02) { // un délai se compte en jours
                EXPECT_EQ(apres.ensemble[i], avant.ensemble[i]) << pilotage::affiche(avant.ensemble[i]);
            }
        }
    }
};

TEST_P(PurgeEtChiffres, les_taux_et_leurs_ventilations_restent_a_l_unite) {
    auto ce_jour = bilan(d.jour()), fin_d_annee = bilan(2027y / 8 / 31);
    d.ecrire([&](storage::Writer& db) {
        for (auto j : jeunes_)
            conservation::anonymiser(db, j, d.jour());
    });
    memes(bilan(d.jour()), ce_jour);
    memes(bilan(2027y / 8 / 31), fin_d_annee);
    EXPECT_EQ(compter("select count(*) from campagne_jeune where nom <> '' or prenom <> ''"), 0);
    EXPECT_EQ(compter("select count(*) from contact where note <> '' or le not like '%-01'"), 0);
    EXPECT_EQ(compter("select count(*) from entretien where objet <> '' or resume <> ''"), 0);
    EXPECT_EQ(compter("select count(*) from entretien_version"), 0);
}

INSTANTIATE_TEST_SUITE_P(DeuxBases, PurgeEtChiffres, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
