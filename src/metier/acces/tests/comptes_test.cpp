#include "metier/acces/comptes.hpp"

#include <gtest/gtest.h>

#include "metier/acces/second_facteur.hpp"
#include "metier/acces/sessions.hpp"
#include "tests/distribution.hpp"

using namespace metier::acces;
using essais::Distribution;

class Comptes : public testing::TestWithParam<std::string> {
protected:
    Distribution d{GetParam()};
    base::Coffre coffre{std::string(32, 'e')};
    Instant maintenant() const { return d.horloge.instant(); }
    Id<Agent> lea() {
        return d.ecrire([&](storage::Writer& db) {
            return creer_compte(db, maintenant(), {"Lea.Roux@Exemple.invalid", "ROUX", "Léa"}, "h",
                                MotDePasse::provisoire);
        });
    }
};

TEST_P(Comptes, un_compte_cree_se_retrouve_par_son_courriel_sans_casse) {
    auto id = lea();
    auto c = d.lire([](auto& db) { return compte_du_courriel(db, "LEA.roux@exemple.invalid"); });
    ASSERT_TRUE(c);
    EXPECT_EQ(c->id, id);
    EXPECT_TRUE(c->provisoire);
    EXPECT_FALSE(c->totp);
    EXPECT_TRUE(d.lire([](auto& db) { return courriel_pris(db, "lea.roux@exemple.invalid"); }));
    EXPECT_FALSE(d.lire([&](auto& db) { return courriel_pris(db, "lea.roux@exemple.invalid", id); }));
    EXPECT_THROW(lea(), storage::Duplicate);
}

TEST_P(Comptes, une_modification_sur_une_vieille_version_est_un_conflit) {
    auto id = lea();
    d.ecrire([&](storage::Writer& db) { modifier_compte(db, id, {"lea@exemple.invalid", "ROUX", "Léa"}, 1); });
    EXPECT_THROW(d.ecrire([&](storage::Writer& db) {
        modifier_compte(db, id, {"x@exemple.invalid", "X", "X"}, 1);
    }),
                 storage::Conflict);
    EXPECT_EQ(d.lire([&](auto& db) { return compte(db, id); })->courriel, "lea@exemple.invalid");
}

TEST_P(Comptes, un_compte_desactive_perd_ses_sessions_et_ne_se_connecte_plus) {
    auto jeton = d.ecrire([&](storage::Writer& db) { return ouvrir_session(db, maintenant(), d.awa, false); });
    auto trouvee = [&] {
        return d.lire([&](auto& db) { return trouver_session(db, jeton, maintenant(), d.jour()); }).has_value();
    };
    EXPECT_TRUE(trouvee());
    d.ecrire([&](storage::Writer& db) { desactiver_compte(db, d.awa, maintenant()); });
    EXPECT_FALSE(trouvee());
    auto courriel = d.lire([&](auto& db) { return compte(db, d.awa); })->courriel;
    EXPECT_FALSE(d.lire([&](auto& db) { return identifiants(db, courriel); }));
    d.ecrire([&](storage::Writer& db) { reactiver_compte(db, d.awa); });
    EXPECT_TRUE(d.lire([&](auto& db) { return identifiants(db, courriel); }));
}

TEST_P(Comptes, un_role_se_tient_pendant_un_intervalle_sur_le_bon_perimetre) {
    EXPECT_FALSE(convient({}, Role::coordonnateur));
    EXPECT_FALSE(convient({.etablissement = d.zola}, Role::coordonnateur));
    EXPECT_TRUE(convient({.territoire = d.nord}, Role::coordonnateur));
    EXPECT_TRUE(convient({}, Role::administrateur));
    auto id = lea();
    auto role = d.ecrire([&](storage::Writer& db) {
        return donner_role(db, maintenant(), id, Role::referent_decrochage, {.etablissement = d.zola}, 2026y / 10 / 6,
                           2026y / 12 / 31);
    });
    auto tenus = [&](Date jour) { return d.lire([&](auto& db) { return roles_du_jour(db, id, jour); }).size(); };
    EXPECT_EQ(tenus(2026y / 10 / 5), 0u);
    EXPECT_EQ(tenus(2026y / 10 / 6), 1u);
    EXPECT_EQ(tenus(2027y / 1 / 1), 0u);
    d.ecrire([&](storage::Writer& db) { retirer_role(db, id, role, 2026y / 10 / 7); });
    EXPECT_EQ(tenus(2026y / 10 / 8), 0u);
    auto historique = d.lire([&](auto& db) { return roles_du_compte(db, id); });
    ASSERT_EQ(historique.size(), 1u);
    EXPECT_EQ(historique[0].perimetre, "Lycée professionnel Zola");
}

TEST_P(Comptes, le_dernier_administrateur_se_reconnait) {
    auto reste = [&](std::optional<Id<Agent>> sans) {
        return d.lire([&](auto& db) { return reste_un_administrateur(db, d.jour(), sans); });
    };
    EXPECT_TRUE(reste({}));
    EXPECT_FALSE(reste(d.admin));
}

TEST_P(Comptes, la_liste_se_parcourt_page_par_page_dans_les_deux_sens) {
    auto page = [&](std::optional<BordDeListe> apres, std::optional<BordDeListe> avant) {
        return d.lire([&](auto& db) {
            return comptes(db, {.cherche = {}, .apres = apres, .avant = avant, .par_page = 5, .jour = d.jour()});
        });
    };
    auto bord = [](LigneDeCompte const& l) { return BordDeListe{l.cle_tri, l.id.valeur}; };
    auto une = page({}, {});
    EXPECT_EQ(une.total, 11);
    ASSERT_EQ(une.lignes.size(), 5u);
    EXPECT_FALSE(une.il_y_en_a_avant);
    auto deux = page(bord(une.lignes.back()), {});
    EXPECT_LT(une.lignes.back().cle_tri, deux.lignes.front().cle_tri);
    auto retour = page({}, bord(deux.lignes.front()));
    EXPECT_EQ(retour.lignes.front().id, une.lignes.front().id);
    EXPECT_FALSE(retour.il_y_en_a_avant);
    EXPECT_EQ(une.roles.size(), 5u);
}

TEST_P(Comptes, la_recherche_ignore_accents_et_casse) {
    auto trouves = [&](std::string mots) {
        return d.lire([&](auto& db) { return comptes(db, {.cherche = mots, .jour = d.jour()}); }).lignes.size();
    };
    d.ecrire([](auto& db) { db.run("update agent set courriel = 'a' || id || '@exemple.invalid'"); });
    EXPECT_EQ(trouves("ndiaye"), 1u) << "par le nom seul";
    EXPECT_EQ(trouves("MÒREAU"), 1u);
    EXPECT_EQ(trouves("%"), 11u);
    EXPECT_EQ(trouves("personne de ce nom"), 0u);
    d.ecrire([&](auto& db) {
        creer_compte(db, maintenant(), {"b@exemple.invalid", "LE GALL", "Maëlys"}, "-", MotDePasse::choisi);
    });
    for (auto const* mots : {"gall", "Maelys", "le gall maë"})
        EXPECT_EQ(trouves(mots), 1u) << mots;
}

TEST_P(Comptes, un_code_totp_ne_sert_qu_une_fois) {
    auto secret = nouveau_secret();
    auto codes = d.ecrire([&](storage::Writer& db) {
        return installer_second_facteur(db, coffre, d.awa, secret, code_totp(secret, maintenant()), maintenant());
    });
    ASSERT_TRUE(codes);
    EXPECT_EQ(codes->size(), 10u);
    auto accepte = [&](std::string const& code) {
        return d.ecrire([&](storage::Writer& db) { return accepter_code(db, coffre, d.awa, code, maintenant()); });
    };
    EXPECT_FALSE(accepte(code_totp(secret, maintenant()))) << "celui de l'installation a déjà servi";
    d.horloge.avancer(30s);
    auto suivant = code_totp(secret, maintenant());
    EXPECT_TRUE(accepte(suivant));
    EXPECT_FALSE(accepte(suivant));
    EXPECT_FALSE(accepte("000000x"));
}

TEST_P(Comptes, un_code_de_secours_ne_sert_qu_une_fois_et_n_est_pas_garde_en_clair) {
    auto codes = d.ecrire([&](storage::Writer& db) { return renouveler_codes_de_secours(db, coffre, d.awa); });
    auto accepte = [&](Id<Agent> qui, std::string const& code) {
        return d.ecrire(
            [&](storage::Writer& db) { return accepter_code_de_secours(db, coffre, qui, code, maintenant()); });
    };
    EXPECT_FALSE(accepte(d.ines, codes[0]));
    EXPECT_TRUE(accepte(d.awa, " " + codes[0]));
    EXPECT_FALSE(accepte(d.awa, codes[0]));
    EXPECT_EQ(d.lire([&](auto& db) { return codes_de_secours_restants(db, d.awa); }), 9);
    EXPECT_EQ(d.lire([&](auto& db) {
        return db.template one<std::int64_t>("select count(*) from code_de_secours where empreinte = ?", codes[1]);
    }),
              0);
    d.ecrire([&](storage::Writer& db) { renouveler_codes_de_secours(db, coffre, d.awa); });
    EXPECT_FALSE(accepte(d.awa, codes[1]));
}

INSTANTIATE_TEST_SUITE_P(Bases, Comptes, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });

TEST(SecondFacteur, le_code_est_celui_de_la_norme) {
    // RFC 6238, annexe B, SHA-1, derniers six chiffres.
    std::string const secret = "12345678901234567890";
    EXPECT_EQ(code_totp(secret, Instant{59s}), "287082");
    EXPECT_EQ(code_totp(secret, Instant{1111111109s}), "081804");
    EXPECT_EQ(code_totp(secret, Instant{20000000000s}), "353130");
    EXPECT_EQ(pas_du_code(secret, "287 082", Instant{59s}), 1);
    EXPECT_EQ(pas_du_code(secret, "287082", Instant{89s}), 1);
    EXPECT_FALSE(pas_du_code(secret, "287082", Instant{120s}));
}

TEST(SecondFacteur, l_adresse_et_le_dessin_du_code_qr) {
    EXPECT_EQ(adresse_otpauth("12345678901234567890", "a b@x.fr"),
              "otpauth://totp/"
              "Raccroche:a%20b%40x.fr?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Raccroche&algorithm=SHA1&digits=6&"
              "period=30");
    EXPECT_EQ(secret_affiche("12345678901234567890"), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    EXPECT_TRUE(code_qr("abc").str().starts_with("<svg role=\"img\""));
}
