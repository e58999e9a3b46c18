// Un recalcul ne relit que ce qui a changé, et donne à l'octet près ce que donne un calcul de tout le monde.
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <utility>

#include "base/texte.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"
#include "metier/reperage/tests/dossier_d_essai.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

/// Tout ce qu'un calcul écrit ; les numéros des calculs sont seuls à différer.
std::string tout_ce_qui_est_ecrit(Distribution& d) {
    std::string texte;
    auto vider = [&](std::string const& sql) {
        d.lire([&](storage::Reader& db) {
            db.connection().execute(sql, {}, [&](storage::Row const& row) {
                for (int i = 0; i < row.columns(); ++i)
                    texte += (row.is_null(i) ? std::string("-") : std::string(row.text(i))) + "|";
                texte += "\n";
                return true;
            });
            return 0;
        });
    };
    vider("select campagne_id, jeune_id, caisse, motif, legale, siei, locale, pourquoi_legale, pourquoi_siei, "
          "pourquoi_locale, origine, source_id, nom, prenom, naissance, sexe, territoire_id, etablissement_id, classe, "
          "formation, cle_tri, verification_id, version from campagne_jeune order by campagne_id, jeune_id");
    vider("select * from campagne_proche order by campagne_id, jeune_id, rang");
    vider("select * from paire order by id");
    vider("select * from paire_membre order by paire_id, cote");
    vider(
        "select campagne_id, source_id, annee, personnes from campagne_source order by campagne_id, source_id, annee");
    vider("select id, modele, remarques, poids_cherches, poids_vus, poids_le, calcul - calcul_fini from campagne order "
          "by "
          "id");
    vider("select id, psad_depuis from jeune order by id");
    return texte;
}

/// La première ligne qui n'est pas la même : tout montrer ne se lirait pas.
std::string ce_qui_differe(std::string const& a, std::string const& b) {
    auto const la = base::decoupe(a, '\n'), lb = base::decoupe(b, '\n');
    auto const [x, y] = std::ranges::mismatch(la, lb);
    return x == la.end() && y == lb.end()
               ? std::string{}
               : "« " + (x == la.end() ? "" : *x) + " » au lieu de « " + (y == lb.end() ? "" : *y) + " »";
}

/// Comment un monde fait ses calculs.
enum class Facon { avec_le_fichier, sans_fichier, accidentee, tout_recrire };

/// Une base où il se passe des choses, et le calcul qu'on y fait.
struct Monde : CampagneDEssai {
    Monde(std::string const& genre, Facon facon) : CampagneDEssai{genre}, facon_{facon} {
        cfa_ = source("cfa", "Liste du CFA", jeunes::GenreSource::cfa);
        siei_ = source("siei", "Liste SIEI", jeunes::GenreSource::siei);
    }

    /// La même graine fait arriver la même chose.
    void vivre(std::uint32_t graine) {
        std::mt19937 hasard{graine};
        auto parmi = [&](std::size_t n) { return static_cast<std::size_t>(hasard() % n); };
        auto const sorte = parmi(22);
        if (tous_.empty() || sorte < 4)
            return arriver(parmi);
        auto const j = tous_[parmi(tous_.size())];
        auto faire = [&](std::string const& sql) { d.ecrire([&](storage::Writer& db) { db.run(sql, j); }); };
        switch (sorte) {
        case 4: return faire("update inscription set au = '2026-09-20' where jeune_id = ? and annee = 2026");
        case 5: return faire("delete from inscription where annee = 2026 and jeune_id = ?");
        case 6: return faire("update jeune set prenom = 'Zoe' where id = ?");
        case 7: return faire("update jeune set naissance = '2008-03-05' where id = ?");
        case 8: return diplomer(j);
        case 9: return signaler_sorti(j);
        case 10: return trancher_une(parmi);
        case 11: return annuler_une(parmi);
        case 12: return verifier_un(parmi);
        case 13: return annuler_une_verification(parmi);
        case 14: return inscrire(j);
        case 15: return faire("update jeune set telephone = '0601020304', adresse = '3 rue des Lilas' where id = ?");
        case 16: return numeroter(j, parmi(3));
        case 17: return faire("delete from identifiant where jeune_id = ?");
        case 18: return faire("update identite set courriel = 'zoe@exemple.fr' where jeune_id = ?");
        case 19: return faire("update jeune set nom = 'Anonyme', prenom = '', naissance = null where id = ?");
        case 20:
            return faire("insert into situation (jeune_id, genre, du, fondement) select id, 'emploi', "
                         "'2026-09-10', 'declaration' from jeune where id = ?");
        default: return renommer_le_lycee();
        }
    }
    void calculer_tout() {
        for (auto c : {bassin_, departement_}) {
            if (facon_ == Facon::accidentee)
                accident(c);
            reperage::calculer(*d.base, d.horloge.instant(), c, {},
                               facon_ == Facon::tout_recrire ? Etendue::tout : Etendue::ce_qui_change,
                               facon_ == Facon::avec_le_fichier || facon_ == Facon::accidentee ? dossier_.reserve()
                                                                                               : Reserve{});
        }
    }
    void ouvrir() {
        bassin_ = ouverte();
        departement_ = ouverte(d.departement);
    }

private:
    /// Le fichier perdu ou abîmé, un calcul arrêté en chemin : ce qui arrive ne dépend que du nombre de calculs faits.
    void accident(Id<Campagne> c) {
        auto const n = ++accidents_;
        if (n % 5 == 0)
            std::filesystem::remove(dossier_.fichier());
        if (n % 7 == 0)
            std::ofstream(dossier_.fichier(), std::ios::app) << "abîmé";
        int reste = static_cast<int>(n % 6);
        reperage::calculer(
            *d.base, d.horloge.instant(), c, [&](auto, auto, auto const&) { return reste-- == 0; },
            Etendue::ce_qui_change, dossier_.reserve());
    }
    void numeroter(Id<jeunes::Jeune> j, std::size_t n) {
        d.ecrire([&](storage::Writer& db) {
            db.run("insert into identifiant (jeune_id, genre, chiffre, empreinte, vu_le) values (?, 'ine_rnie', '', ?, "
                   "?) on conflict do nothing",
                   j, "12345678" + std::to_string(n) + "AB", d.horloge.instant());
        });
    }
    template <class P>
    void arriver(P& parmi) {
        static std::vector<std::string> const noms{"DIALLO", "LE GOFF", "ROUÉ", "BERNARD", "N’DIAYE"};
        static std::vector<std::string> const prenoms{"Zoé", "Hugo", "Lina", "Tom"};
        auto nom = noms[parmi(noms.size())], prenom = prenoms[parmi(prenoms.size())];
        auto naissance = base::plus_jours(2008y / 3 / 4, static_cast<int>(parmi(4)));
        tous_.push_back(parmi(3) ? sorti(nom, prenom, naissance) : doublon(nom, prenom, naissance));
    }
    void diplomer(Id<jeunes::Jeune> j) {
        d.ecrire([&](storage::Writer& db) {
            jeunes::ajouter_diplome(db, j, {}, {"CAP Cuisine", 3, jeunes::GenreDiplome::autre, true, d.jour()});
        });
    }
    void signaler_sorti(Id<jeunes::Jeune> j) {
        d.ecrire([&](storage::Writer& db) {
            signaler(db, {j, siei_, d.jour(), "Octobre", "0350017D", Date{2026y / 6 / 30}, "démission",
                          "ligne_import/" + std::to_string(j.valeur)});
        });
    }
    void inscrire(Id<jeunes::Jeune> j) {
        d.ecrire([&](storage::Writer& db) {
            db.run("insert into inscription (jeune_id, structure, annee, du, source_id, vue_le) values (?, 'CFA du "
                   "Nord', 2026, '2026-09-15', ?, ?)",
                   j, cfa_, d.horloge.instant());
        });
    }
    void renommer_le_lycee() {
        d.ecrire([&](storage::Writer& db) {
            db.run("update etablissement set nom = nom || ' (annexe)' where id = ?", d.zola);
        });
    }
    template <class P, class T>
    std::optional<Id<T>> une(P& parmi, std::string const& sql) {
        auto liste = d.lire([&](storage::Reader& db) { return db.all<Id<T>>(sql); });
        return liste.empty() ? std::nullopt : std::optional{liste[parmi(liste.size())]};
    }
    template <class P>
    void trancher_une(P& parmi) {
        auto decision = parmi(2) ? DecisionDePaire::meme : DecisionDePaire::different;
        auto id = une<P, Paire>(parmi, "select p.id from paire p where p.decision = '' and not exists (select 1 from "
                                       "paire_membre m join jeune j on j.id = m.jeune_id where m.paire_id = p.id and "
                                       "j.fusionne_dans is not null) order by p.id");
        if (!id)
            return;
        if (auto p = d.lire([&](storage::Reader& db) { return trouver_paire(db, d.portee(d.awa), *id); }); p)
            d.ecrire([&](storage::Writer& db) { trancher(db, d.horloge.instant(), d.awa, *p, p->version, decision); });
    }
    template <class P>
    void annuler_une(P& parmi) {
        auto id = une<P, Paire>(parmi, "select id from paire where decision <> '' order by id");
        if (!id)
            return;
        auto p = d.lire([&](storage::Reader& db) { return trouver_paire(db, d.portee(d.awa), *id); });
        if (p &&
            !d.lire([&](storage::Reader& db) { return empechement_d_annuler(db, *p, d.horloge.instant(), d.jour()); }))
            d.ecrire([&](storage::Writer& db) {
                annuler_la_decision(db, d.horloge.instant(), d.awa, *p, p->version, d.jour());
            });
    }
    template <class P>
    void verifier_un(P& parmi) {
        static constexpr Resultat resultats[] = {Resultat::confirme, Resultat::injoignable, Resultat::deja_diplome,
                                                 Resultat::demenage};
        auto resultat = resultats[parmi(4)];
        if (auto j = une<P, Jeune>(
                parmi, "select jeune_id from campagne_jeune where campagne_id = " + std::to_string(bassin_.valeur) +
                           " and caisse = 'presume' order by jeune_id"))
            verifier(bassin_, *j, resultat);
    }
    template <class P>
    void annuler_une_verification(P& parmi) {
        if (auto v = une<P, Verification>(parmi, "select id from verification where annulee_le is null order by id"))
            d.ecrire([&](storage::Writer& db) { annuler_verification(db, d.horloge.instant(), d.awa, *v); });
    }

    Facon facon_;
    DossierDEssai dossier_;
    std::uint32_t accidents_ = 0;
    Id<jeunes::Source> cfa_, siei_;
    Id<Campagne> bassin_, departement_;
    std::vector<Id<jeunes::Jeune>> tous_;
};

class Recalcul : public testing::TestWithParam<std::string>, protected CampagneDEssai {
protected:
    Recalcul() : CampagneDEssai{GetParam()} {}
    /// Ceux que le dernier calcul a jugés et récrits.
    std::int64_t ecrits(Id<Campagne> c) {
        return d.lire([&](storage::Reader& db) {
            return db.one<std::int64_t>("select count(*) from campagne_jeune p join campagne c on c.id = p.campagne_id "
                                        "where c.id = ? and p.calcul = c.calcul_fini",
                                        c);
        });
    }
};

TEST_P(Recalcul, quoi_qu_il_se_passe_il_ecrit_ce_qu_ecrirait_un_calcul_de_tout_le_monde) {
    for (std::uint32_t histoire = 1; histoire <= 3; ++histoire) {
        Monde tout{GetParam(), Facon::tout_recrire}, fichier{GetParam(), Facon::avec_le_fichier};
        Monde sans{GetParam(), Facon::sans_fichier}, accidents{GetParam(), Facon::accidentee};
        std::vector<Monde*> const mondes{&tout, &fichier, &sans, &accidents};
        for (auto* monde : mondes) {
            for (std::uint32_t i = 0; i < 14; ++i)
                monde->vivre(histoire * 10'000 + i * 16);
            monde->ouvrir();
            monde->calculer_tout();
        }
        std::mt19937 graines{histoire};
        for (int tour = 0; tour < 12; ++tour) {
            for (int n = 0; n < 5; ++n) {
                auto graine = static_cast<std::uint32_t>(graines());
                for (auto* monde : mondes)
                    monde->vivre(graine);
            }
            for (auto* monde : mondes)
                monde->calculer_tout();
            auto const attendu = tout_ce_qui_est_ecrit(tout.d);
            for (std::size_t m = 1; m < mondes.size(); ++m)
                ASSERT_EQ(ce_qui_differe(tout_ce_qui_est_ecrit(mondes[m]->d), attendu), "")
                    << "histoire " << histoire << ", tour " << tour << ", façon " << m;
        }
    }
}

TEST_P(Recalcul, il_ne_juge_que_ceux_dont_un_fait_a_change) {
    for (int i = 0; i < 30; ++i)
        sorti("MARTIN" + std::to_string(i), "Ana", base::plus_jours(2008y / 1 / 1, i * 17));
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    EXPECT_EQ(ecrits(c), 31);
    calculer(c);
    EXPECT_EQ(ecrits(c), 0);
    d.ecrire([&](storage::Writer& db) {
        jeunes::ajouter_diplome(db, hugo, {}, {"CAP Cuisine", 3, jeunes::GenreDiplome::autre, true, d.jour()});
    });
    EXPECT_EQ(compter("select count(*) from changement"), 1);
    calculer(c);
    EXPECT_EQ(compter("select count(*) from changement"), 0);
    EXPECT_EQ(compter("select count(*) from campagne_a_revoir"), 0);
    EXPECT_EQ(ecrits(c), 1);
    EXPECT_EQ(caisse(c, hugo), "diplome");
}

TEST_P(Recalcul, une_regle_qui_change_fait_juger_tout_le_monde) {
    sorti("PETIT", "Tom", 2010y / 5 / 5);
    auto c = calculee();
    EXPECT_EQ(compter("select count(*) from campagne_jeune where caisse = 'presume'"), 1);
    d.ecrire([](storage::Writer& db) {
        db.run("update parametre set valeur = '17' where code = 'decrocheur.age_minimal'");
    });
    calculer(c);
    EXPECT_EQ(compter("select count(*) from campagne_jeune where pourquoi_legale like '%17 ans%'"), 1);
}

TEST_P(Recalcul, un_changement_arrive_pendant_le_calcul_attend_le_suivant) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    bool une_fois = true;
    calculer(c, [&](auto, auto, std::string const& etape) {
        if (une_fois && etape.starts_with("Lecture")) {
            une_fois = false;
            d.ecrire([&](storage::Writer& db) { db.run("delete from inscription where jeune_id = ?", hugo); });
        }
        return false;
    });
    EXPECT_EQ(caisse(c, hugo), "presume");
    EXPECT_EQ(compter("select count(*) from changement"), 1);
    calculer(c);
    EXPECT_EQ(caisse(c, hugo), "absent");
}

TEST_P(Recalcul, deux_campagnes_relisent_chacune_ce_qui_a_change) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto bassin = calculee(), departement = calculee(d.departement);
    d.ecrire([&](storage::Writer& db) { db.run("delete from inscription where jeune_id = ?", hugo); });
    calculer(bassin);
    EXPECT_EQ(caisse(bassin, hugo), "absent");
    EXPECT_EQ(caisse(departement, hugo), "presume");
    calculer(departement);
    EXPECT_EQ(caisse(departement, hugo), "absent");
}

TEST_P(Recalcul, tue_avant_la_fin_il_relit_encore_ce_qu_il_devait_relire) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    d.ecrire([&](storage::Writer& db) { db.run("delete from inscription where jeune_id = ?", hugo); });
    d.ecrire([&](storage::Writer& db) { demander_le_calcul(db, d.horloge.instant(), d.awa, c); });
    EXPECT_FALSE(calculer(c, [](auto, auto, std::string const& etape) { return etape.starts_with("Lecture"); }));
    EXPECT_EQ(compter("select count(*) from campagne_a_revoir"), 1);
    EXPECT_TRUE(calculer(c));
    EXPECT_EQ(caisse(c, hugo), "absent");
    EXPECT_EQ(compter("select count(*) from campagne_a_revoir"), 0);
}

TEST_P(Recalcul, une_liste_arrivee_pendant_le_calcul_en_fait_faire_un_autre) {
    sorti("DIALLO", "Hugo");
    auto c = calculee();
    auto tache = d.ecrire([&](storage::Writer& db) { return demander_le_calcul(db, d.horloge.instant(), d.awa, c); });
    d.ecrire([&](storage::Writer& db) { db.run("update tache set etat = 'en_cours' where id = ?", tache); });
    d.ecrire([&](storage::Writer& db) { demander_les_calculs(db, d.horloge.instant(), {}, {2026}); });
    EXPECT_EQ(compter("select redemande from campagne"), 1);
    d.ecrire([&](storage::Writer& db) {
        db.run("update tache set etat = 'a_faire' where id = ?", tache);
        db.run("update campagne set redemande = 0");
    });
    // Le même, pendant que l'atelier le fait.
    auto genres = travaux(d.app.env());
    auto faire = genres["reperage.campagne"];
    bool une_fois = true;
    genres["reperage.campagne"] = [&](storage::Travail& t) {
        if (std::exchange(une_fois, false))
            d.ecrire([&](storage::Writer& db) { demander_les_calculs(db, d.horloge.instant(), {}, {2026}); });
        return faire(t);
    };
    storage::Ateliers ateliers{*d.base, d.horloge, genres};
    EXPECT_TRUE(ateliers.faire_un());
    EXPECT_FALSE(ateliers.faire_un());
    EXPECT_EQ(compter("select redemande from campagne"), 0);
    EXPECT_EQ(compter("select calcul - calcul_fini from campagne"), 0);
}

TEST_P(Recalcul, clore_la_campagne_n_y_laisse_rien_a_relire) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto bassin = calculee(), departement = calculee(d.departement);
    d.ecrire([&](storage::Writer& db) { db.run("delete from inscription where jeune_id = ?", hugo); });
    calculer(bassin);
    EXPECT_EQ(compter("select count(*) from campagne_a_revoir"), 1);
    d.ecrire([&](storage::Writer& db) {
        auto c = trouver_campagne_sans_portee(db, departement);
        clore(db, d.horloge.instant(), d.awa, departement, c->version);
    });
    EXPECT_EQ(compter("select count(*) from campagne_a_revoir"), 0);
}

INSTANTIATE_TEST_SUITE_P(Bases, Recalcul, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
