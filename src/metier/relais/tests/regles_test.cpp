#include "metier/relais/regles.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using namespace metier::relais;

namespace {

Instant le(Date jour) { return base::depuis_paris(jour, 10, 0); }

} // namespace

TEST(ReglesDuRelais, les_jours_ouvres_sautent_fins_de_semaine_et_jours_feries) {
    EXPECT_EQ(apres_jours_ouvres(2026y / 10 / 8, 3), (Date{2026y / 10 / 13})); // jeudi : vendredi, lundi, mardi
    EXPECT_EQ(apres_jours_ouvres(2026y / 11 / 9, 3), (Date{2026y / 11 / 13})) << "le 11 novembre est férié";
    EXPECT_EQ(apres_jours_ouvres(2027y / 3 / 25, 2), (Date{2027y / 3 / 30})) << "lundi de Pâques 29 mars 2027";
}

TEST(ReglesDuRelais, il_attend_une_reponse_puis_un_contact_et_n_est_fini_qu_au_contact) {
    Suivi s{.envoye_le = le(2026y / 10 / 5)};
    EXPECT_EQ(etat(s), Etat::attend_reponse);
    EXPECT_TRUE(encore_chez_l_envoyeur(etat(s)));
    EXPECT_EQ(terme(s, {}), (Date{2026y / 10 / 19}));
    s.repondu_le = le(2026y / 10 / 7);
    s.accepte = true;
    EXPECT_EQ(etat(s), Etat::attend_contact);
    EXPECT_TRUE(encore_chez_l_envoyeur(etat(s)));
    EXPECT_EQ(terme(s, {}), (Date{2026y / 10 / 22}));
    s.contact_le = 2026y / 10 / 12;
    EXPECT_EQ(etat(s), Etat::pris_en_charge);
    EXPECT_FALSE(encore_chez_l_envoyeur(etat(s)));
    EXPECT_FALSE(terme(s, {}));
}

TEST(ReglesDuRelais, pas_de_rappel_avant_trois_jours_ouvres) {
    Suivi s{.envoye_le = le(2026y / 10 / 8)};
    EXPECT_EQ(rappel_permis(s, {}), (Date{2026y / 10 / 13}));
    s.rappele_le = le(2026y / 10 / 13);
    EXPECT_EQ(rappel_permis(s, {}), (Date{2026y / 10 / 16}));
    s.repondu_le = le(2026y / 10 / 15), s.accepte = true; // il vient de répondre : on ne le relance pas le lendemain
    EXPECT_EQ(rappel_permis(s, {}), (Date{2026y / 10 / 20}));
    s.accepte = false;
    EXPECT_FALSE(rappel_permis(s, {}));
}

TEST(ReglesDuRelais, le_paquet_ne_contient_que_ce_que_la_finalite_demande) {
    auto contient = [](Finalite f, Champ c) {
        auto champs = champs_utiles(f);
        return std::ranges::find(champs, c) != champs.end();
    };
    EXPECT_FALSE(contient(Finalite::place, Champ::responsables));
    EXPECT_FALSE(contient(Finalite::insertion_sociale, Champ::scolarite));
    EXPECT_TRUE(contient(Finalite::suivi_de_bassin, Champ::responsables));
    auto champs = champs_utiles(Finalite::place);
    EXPECT_EQ(lire_champs(ecrire(champs)), champs);
    EXPECT_TRUE(lire_champs("n_importe quoi").empty());
}
