// jeune.dernier_echange est tenu par la base : il est vrai quoi qui écrive, fusionne, sépare ou efface.
#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "metier/jeunes/fusion.hpp"
#include "metier/suivi/suivi_sql.hpp"
#include "tests/distribution.hpp"

using namespace metier::suivi;
using namespace essais;

namespace {

class DernierEchange : public testing::TestWithParam<std::string> {
protected:
    Auteur awa() { return {d.awa, d.horloge.instant()}; }
    Id<Contact> contact(Id<Jeune> j, Date jour, Resultat resultat) {
        return d.ecrire([&](Writer& db) {
            Contact c;
            c.jeune = j;
            c.le = jour;
            c.resultat = resultat;
            return enregistrer_contact(db, awa(), c);
        });
    }
    Id<Entretien> entretien(Id<Jeune> j, Date jour, TypeEntretien type,
                            acces::Visibilite visibilite = acces::Visibilite::equipe) {
        return d.ecrire([&](Writer& db) {
            Entretien e;
            e.jeune = j;
            e.type = type;
            e.jour = jour;
            e.objet = "Faire le point";
            e.agent = d.awa;
            e.visibilite = visibilite;
            return enregistrer_entretien(db, awa(), e);
        });
    }
    /// Pour l'équipe, ou pour les partenaires.
    std::optional<Date> tenu(Id<Jeune> j, bool partage = false) {
        return d.lire([&](Reader& db) {
            return db.one<std::optional<Date>>(std::string("select ") +
                                                   (partage ? "dernier_echange_partage" : "dernier_echange") +
                                                   " from jeune where id = ?",
                                               j);
        });
    }
    /// Ce que disent les lignes, avec les mots du programme et non ceux de la base.
    std::optional<Date> recompte(Id<Jeune> j, bool partage = false) {
        std::optional<Date> dernier;
        auto voir = [&](Date le) { dernier = std::max(dernier.value_or(le), le); };
        struct Ligne {
            Date le{};
            std::string code, visibilite;
        };
        auto lue = [&](std::string const& v) { return v == "partenaires" || (v == "equipe" && !partage); };
        d.lire([&](Reader& db) {
            for (auto const& l : db.all<Ligne>("select le, resultat, '' from contact where jeune_id = ?", j))
                if (abouti(*lire_code<Resultat>(l.code)))
                    voir(l.le);
            for (auto const& l : db.all<Ligne>("select jour, genre, visibilite from entretien where jeune_id = ?", j))
                if (avec_le_jeune(*lire_code<TypeEntretien>(l.code)) && lue(l.visibilite))
                    voir(l.le);
            return 0;
        });
        return dernier;
    }
    Distribution d{GetParam()};
};

TEST_P(DernierEchange, chaque_resultat_et_chaque_type_compte_comme_le_programme_le_dit) {
    for (auto const& r : resultats) {
        auto j = un_jeune().au(d.zola).cree(d);
        contact(j, 2026y / 9 / 10, r.valeur);
        EXPECT_EQ(tenu(j).has_value(), abouti(r.valeur)) << r.code;
    }
    for (auto const& t : types_d_entretien) {
        auto j = un_jeune().au(d.zola).cree(d);
        entretien(j, 2026y / 9 / 10, t.valeur);
        EXPECT_EQ(tenu(j).has_value(), avec_le_jeune(t.valeur)) << t.code;
    }
}

TEST_P(DernierEchange, un_entretien_redate_ou_une_ligne_effacee_le_font_reculer) {
    auto j = un_jeune().au(d.zola).cree(d);
    contact(j, 2026y / 9 / 10, Resultat::joint);
    auto id = entretien(j, 2026y / 9 / 30, TypeEntretien::situation);
    EXPECT_EQ(tenu(j), Date{2026y / 9 / 30});
    d.ecrire([&](Writer& db) {
        auto e = metier::suivi::entretien(db, d.portee(d.awa), id)->entretien;
        e.jour = 2026y / 9 / 3;
        modifier_entretien(db, awa(), e, "mauvais jour");
    });
    EXPECT_EQ(tenu(j), Date{2026y / 9 / 10});
    d.ecrire([&](Writer& db) { db.run("delete from contact where jeune_id = ?", j); });
    EXPECT_EQ(tenu(j), Date{2026y / 9 / 3});
}

TEST_P(DernierEchange, il_suit_une_fusion_et_revient_quand_on_la_defait) {
    auto garde = un_jeune().au(d.zola).cree(d), absorbe = un_jeune().au(d.zola).cree(d);
    contact(garde, 2026y / 9 / 10, Resultat::joint);
    contact(absorbe, 2026y / 9 / 20, Resultat::refus);
    auto fusion = d.ecrire(
        [&](Writer& db) { return jeunes::fusionner(db, garde, absorbe, "même personne", d.awa, d.horloge.instant()); });
    EXPECT_EQ(tenu(garde), Date{2026y / 9 / 20});
    EXPECT_EQ(tenu(absorbe), std::nullopt);
    d.ecrire([&](Writer& db) { jeunes::defaire_fusion(db, fusion, d.awa, d.horloge.instant()); });
    EXPECT_EQ(tenu(garde), Date{2026y / 9 / 10});
    EXPECT_EQ(tenu(absorbe), Date{2026y / 9 / 20});
}

TEST_P(DernierEchange, deux_cents_actes_au_hasard_le_laissent_vrai) {
    std::mt19937 hasard{20261005};
    auto sur = [&](std::size_t n) { return hasard() % n; };
    std::vector<Id<Jeune>> tous;
    for (int i = 0; i < 6; ++i)
        tous.push_back(un_jeune().au(d.zola).cree(d));
    std::vector<Id<jeunes::Fusion>> fusions;
    for (int acte = 0; acte < 200; ++acte) {
        auto j = tous[sur(tous.size())], autre = tous[sur(tous.size())];
        auto jour = base::plus_jours(Date{2026y / 9 / 1}, static_cast<int>(sur(30)));
        switch (sur(6)) {
        case 0:
        case 1: contact(j, jour, resultats[sur(std::size(resultats))].valeur); break;
        case 2:
        case 3:
            entretien(j, jour, types_d_entretien[sur(std::size(types_d_entretien))].valeur,
                      acces::visibilites[sur(std::size(acces::visibilites))].valeur);
            break;
        case 4:
            d.ecrire([&](Writer& db) {
                if (!jeunes::empechement(db, j, autre))
                    fusions.push_back(jeunes::fusionner(db, j, autre, "essai", d.awa, d.horloge.instant()));
            });
            break;
        default:
            d.ecrire([&](Writer& db) {
                if (!fusions.empty() && !jeunes::empechement_de_defaire(db, fusions.back(), d.horloge.instant()))
                    jeunes::defaire_fusion(db, fusions.back(), d.awa, d.horloge.instant());
            });
            break;
        }
        for (auto qui : tous)
            for (bool partage : {false, true})
                ASSERT_EQ(tenu(qui, partage), recompte(qui, partage)) << "acte " << acte;
    }
    EXPECT_GT(fusions.size(), 3u);
}

TEST_P(DernierEchange, deux_agents_a_la_fois_ne_perdent_pas_le_plus_recent) {
    auto j = un_jeune().au(d.zola).cree(d);
    std::vector<std::thread> gens;
    for (int qui = 0; qui < 3; ++qui)
        gens.emplace_back([&, qui] {
            for (int i = 0; i < 9; ++i)
                contact(j, base::plus_jours(Date{2026y / 9 / 1}, (i * 7 + qui * 5) % 29), Resultat::joint);
        });
    for (auto& g : gens)
        g.join();
    EXPECT_EQ(tenu(j), recompte(j));
}

INSTANTIATE_TEST_SUITE_P(DeuxBases, DernierEchange, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
