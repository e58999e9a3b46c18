// Un bilan déjà calculé vaut tant que rien n'a changé, et jamais plus longtemps.
#include <gtest/gtest.h>

#include <random>

#include "metier/jeunes/fusion.hpp"
#include "metier/pilotage/chiffres.hpp"
#include "metier/pilotage/tests/pilotage_essai.hpp"
#include "metier/suivi/suivi.hpp"

using namespace essais;
using namespace metier::pilotage;

namespace {

class ChiffresGardes : public testing::TestWithParam<std::string>, protected OctobreA06 {
protected:
    ChiffresGardes() : OctobreA06{GetParam()} {}
    using Faits = std::shared_ptr<Bilan const>;
    std::vector<Perimetre> lieux() {
        return {{{{d.academie}, {}}, "Académie"}, {{{d.departement}, {}}, "Département"},
                {{{d.nord}, {}}, "Bassin nord"},  {{{d.sud}, {}}, "Bassin sud"},
                {{{}, d.zola}, "Zola"},           {{{d.nord}, {}}, "PSAD", d.psad_nord}};
    }
    reperage::Campagne celle_ci(Reader& db) { return *reperage::trouver_campagne_sans_portee(db, campagne); }
    Faits garde(Perimetre const& p) {
        return d.lire([&](Reader& db) { return gardes.partages(db, celle_ci(db), p, d.jour()); });
    }
    void tout_est_vrai(int acte) {
        for (auto const& p : lieux()) {
            auto frais = d.lire([&](Reader& db) { return bilan_partage(db, celle_ci(db), p, d.jour()); });
            ASSERT_EQ(*garde(p), frais) << p.nom << ", acte " << acte;
        }
    }
    std::string etat() {
        return d.lire([](Reader& db) { return etat_des_faits(db); });
    }
    Chiffres gardes;
};

TEST_P(ChiffresGardes, la_seconde_lecture_ne_relit_pas_la_campagne) {
    auto p = lieux()[1];
    auto premier = garde(p);
    d.lire([&](Reader& db) {
        auto c = celle_ci(db);
        auto avant = db.queries();
        EXPECT_EQ(gardes.partages(db, c, p, d.jour()), premier);
        EXPECT_EQ(db.queries() - avant, 1);
    });
}

TEST_P(ChiffresGardes, deux_cents_actes_au_hasard_les_laissent_vrais) {
    std::mt19937 hasard{20261126};
    auto sur = [&](std::size_t n) { return hasard() % n; };
    using R = reperage::Resultat;
    std::vector<Id<reperage::Verification>> faites;
    std::vector<Id<jeunes::Fusion>> fusions;
    for (int acte = 0; acte < 200; ++acte) {
        auto j = jeunes_[sur(30)];
        auto jour = base::plus_jours(d.jour(), -static_cast<int>(sur(20)));
        metier::suivi::Auteur awa{d.awa, d.horloge.instant()};
        switch (sur(9)) {
        case 0:
        case 1: {
            auto v = verifier(campagne, j, std::array{R::confirme, R::inscrit_ailleurs, R::injoignable}[sur(3)], "CFA");
            break;
        }
        case 2:
            d.ecrire([&](Writer& db) {
                auto v = db.all<Id<reperage::Verification>>("select id from verification where annulee_le is null");
                auto id = v[sur(v.size())];
                if (!reperage::empechement_d_annuler(db, id, d.horloge.instant()))
                    reperage::annuler_verification(db, d.horloge.instant(), d.awa, id);
            });
            break;
        case 3:
            d.ecrire([&](Writer& db) {
                metier::suivi::Contact c;
                c.jeune = j, c.le = jour;
                metier::suivi::enregistrer_contact(db, awa, c);
            });
            break;
        case 4:
            d.ecrire([&](Writer& db) {
                metier::suivi::Entretien e;
                e.jeune = j, e.jour = jour, e.objet = "Faire le point", e.agent = d.awa;
                metier::suivi::enregistrer_entretien(db, awa, e);
            });
            break;
        case 5:
            d.ecrire([&](Writer& db) {
                db.run("insert into solution (jeune_id, code, etat, proposee_le, effet_le, cree_le) values "
                       "(?, 'apprentissage_signe', 'active', ?, ?, ?)",
                       j, jour, jour, d.horloge.instant());
            });
            break;
        case 6: d.ecrire([&](Writer& db) { db.run("delete from contact where jeune_id = ?", j); }); break;
        case 7:
            d.ecrire([&](Writer& db) {
                auto autre = jeunes_[sur(30)];
                if (!jeunes::empechement(db, j, autre))
                    fusions.push_back(jeunes::fusionner(db, j, autre, "essai", d.awa, d.horloge.instant()));
            });
            break;
        default:
            d.ecrire([&](Writer& db) {
                if (!fusions.empty() && !jeunes::empechement_de_defaire(db, fusions.back(), d.horloge.instant()))
                    jeunes::defaire_fusion(db, fusions.back(), d.awa, d.horloge.instant());
            });
        }
        tout_est_vrai(acte);
    }
    EXPECT_GT(fusions.size(), 3u);
}

TEST_P(ChiffresGardes, tout_ce_qu_un_releve_lit_annonce_qu_il_change) {
    for (auto const* ecriture :
         {"update campagne_jeune set caisse = 'diplome' where jeune_id = (select min(jeune_id) from campagne_jeune)",
          "update campagne_jeune set territoire_id = null where jeune_id = (select max(jeune_id) from campagne_jeune)",
          "update campagne_jeune set classe = 'TBP'", "update campagne set close_le = '2026-10-05T08:00:00Z'",
          "update verification set jour = '2026-09-01'", "delete from verification",
          "insert into parametre (code, du, valeur, source) values ('indicateur.seuil_secret', '2026-09-01', '11', "
          "'essai')",
          "update parametre set valeur = '12' where code = 'indicateur.seuil_secret'",
          "update etablissement set nom = 'Lycée Zola, renommé'", "update territoire set nom = nom || ' bis'",
          "delete from reseau_bassin", "delete from campagne_jeune"}) {
        auto avant = etat();
        d.ecrire([&](Writer& db) { db.run(ecriture); });
        EXPECT_NE(etat(), avant) << ecriture;
        tout_est_vrai(0);
    }
}

TEST_P(ChiffresGardes, lire_un_dossier_ou_noter_au_journal_ne_fait_rien_recalculer) {
    auto avant = etat();
    d.ecrire([&](Writer& db) {
        acces::consigner(db, d.horloge.instant(), d.awa, "coordonnateur", acces::Acte::dossier_lu, {jeunes_[0]});
        db.run("update jeune set telephone = '0612345678' where id = ?", jeunes_[0]);
    });
    EXPECT_EQ(etat(), avant);
}

TEST_P(ChiffresGardes, les_reperes_anciens_s_effacent_sans_que_l_etat_en_soit_perdu) {
    for (int i = 0; i < 3; ++i)
        d.ecrire([&](Writer& db) { db.run("update etablissement set nom = nom || '.'"); });
    d.ecrire([](Writer& db) {
        if (db.connection().engine() == storage::Engine::postgresql)
            db.run("insert into fait_change (numero) select -n from generate_series(1, 1500) n");
        effacer_les_reperes(db);
    });
    EXPECT_LE(compter("select count(*) from fait_change"), 1001);
    EXPECT_GE(compter("select count(*) from fait_change"), 1);
    tout_est_vrai(0);
}

INSTANTIATE_TEST_SUITE_P(Bases, ChiffresGardes, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
