// Mail out, against a real server: what arrives, and what is said when it does not.
#include "messagerie/courriel.hpp"

#include <gtest/gtest.h>

#include "base/secret.hpp"
#include "messagerie/en_tetes.hpp"
#include "messagerie/tests/serveur_smtp.hpp"

using namespace messagerie;

namespace {

ServeurSmtp vers(std::string url) {
    ServeurSmtp s{std::move(url)};
    s.expediteur = "raccroche@exemple.fr";
    s.chiffrement_exige = false;
    s.duree = std::chrono::seconds{5};
    return s;
}

Courriel convocation() {
    Courriel c;
    c.destinataire = "ott@exemple.fr";
    c.objet = "Réunion du 5 octobre : GPDS au lycée Zola, ordre du jour et lieu définitifs";
    c.texte = "Bonjour,\n\nUne réunion vous attend.\n.une ligne qui commence par un point\n";
    c.identifiant = "courriel-12";
    c.date = Instant{std::chrono::sys_days{std::chrono::year{2026} / 10 / 1}} + std::chrono::hours{8};
    return c;
}

bool a(std::string const& texte, std::string_view morceau) { return texte.find(morceau) != std::string::npos; }

} // namespace

TEST(Courriel, un_message_arrive_entier_avec_ses_accents) {
    essai::ServeurSmtp serveur;
    auto envoi = envoyer(vers(serveur.url()), convocation());
    EXPECT_EQ(envoi.sort, Sort::envoye) << envoi.reponse;
    ASSERT_EQ(serveur.recus().size(), 1u);
    auto recu = serveur.recus().front();
    EXPECT_TRUE(a(recu.de, "<raccroche@exemple.fr>"));
    EXPECT_EQ(recu.a, "<ott@exemple.fr>");
    EXPECT_TRUE(a(recu.message, "Date: Thu, 01 Oct 2026 08:00:00 +0000\n"));
    EXPECT_TRUE(a(recu.message, "Message-ID: <courriel-12@exemple.fr>\n"));
    EXPECT_TRUE(a(recu.message, "Subject: =?UTF-8?B?UsOpdW5pb24g"));
    EXPECT_TRUE(a(recu.message, "\n.une ligne qui commence par un point")) << recu.message;
}

TEST(Courriel, une_invitation_part_avec_le_message) {
    essai::ServeurSmtp serveur;
    auto c = convocation();
    c.calendrier = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
    c.methode = "REQUEST";
    ASSERT_EQ(envoyer(vers(serveur.url()), c).sort, Sort::envoye);
    auto message = serveur.recus().front().message;
    EXPECT_TRUE(a(message, "multipart/alternative"));
    EXPECT_TRUE(a(message, "text/calendar; charset=utf-8; method=REQUEST"));
    EXPECT_TRUE(a(message, "QkVHSU46VkNBTEVOREFSDQ")); // BEGIN:VCALENDAR
}

TEST(Courriel, l_invitation_est_aussi_un_fichier_a_ouvrir_et_les_deux_disent_la_meme_methode) {
    essai::ServeurSmtp serveur;
    auto c = convocation();
    c.calendrier = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n";
    c.methode = "CANCEL";
    c.repondre_a = "ba@exemple.fr";
    ASSERT_EQ(envoyer(vers(serveur.url()), c).sort, Sort::envoye);
    auto message = serveur.recus().front().message;
    EXPECT_TRUE(a(message, "multipart/mixed"));
    EXPECT_TRUE(a(message, "Reply-To: <ba@exemple.fr>\n"));
    EXPECT_TRUE(a(message, "Content-Disposition: attachment; filename=\"invitation.ics\"")) << message;
    std::size_t fois = 0;
    for (auto i = message.find("method=CANCEL"); i != std::string::npos; i = message.find("method=CANCEL", i + 1))
        ++fois;
    EXPECT_EQ(fois, 2u) << message;
}

TEST(Courriel, un_serveur_absent_se_reessaie) {
    EXPECT_EQ(envoyer(vers("smtp://127.0.0.1:1"), convocation()).sort, Sort::a_reessayer);
}

TEST(Courriel, une_adresse_inconnue_est_refusee_et_une_boite_occupee_se_reessaie) {
    essai::ServeurSmtp serveur{"550 inconnue"};
    EXPECT_EQ(envoyer(vers(serveur.url()), convocation()).sort, Sort::refuse);
    serveur.repondre_a_chaque_destinataire("451 plus tard");
    EXPECT_EQ(envoyer(vers(serveur.url()), convocation()).sort, Sort::a_reessayer);
    EXPECT_TRUE(serveur.recus().empty());
}

TEST(Courriel, sans_chiffrement_offert_rien_ne_part_quand_il_est_exige) {
    essai::ServeurSmtp serveur;
    auto s = vers(serveur.url());
    s.chiffrement_exige = true;
    EXPECT_EQ(envoyer(s, convocation()).sort, Sort::a_reessayer);
    EXPECT_TRUE(serveur.recus().empty());
}

TEST(Courriel, une_adresse_ou_un_objet_saisi_n_ajoute_pas_d_en_tete) {
    essai::ServeurSmtp serveur;
    auto c = convocation();
    c.destinataire = "ott@exemple.fr>\r\nBcc: <tous@exemple.fr";
    EXPECT_EQ(envoyer(vers(serveur.url()), c).sort, Sort::refuse);
    c = convocation();
    c.objet = "Réunion\r\nBcc: tous@exemple.fr";
    ASSERT_EQ(envoyer(vers(serveur.url()), c).sort, Sort::envoye);
    EXPECT_FALSE(a(serveur.recus().front().message, "\nBcc:"));
}

TEST(Courriel, un_long_objet_se_coupe_entre_deux_lettres) {
    std::string objet;
    for (int i = 0; i < 60; ++i)
        objet += "é";
    auto mots = mot_encode(objet);
    for (std::size_t debut = 0; debut < mots.size();) {
        auto fin = std::min(mots.find("\r\n ", debut), mots.size());
        auto mot = mots.substr(debut, fin - debut);
        EXPECT_LE(mot.size(), 75u);
        auto lettres = base::depuis_base64(mot.substr(10, mot.size() - 12));
        EXPECT_EQ(lettres.size() % 2, 0u); // « é » : deux octets, jamais séparés
        debut = fin + 3;
    }
    auto apres_sujet = "Subject: " + mot_encode(objet, 9);
    EXPECT_LE(apres_sujet.find("\r\n"), 76u) << "la ligne entière";
    EXPECT_EQ(mot_encode("Convocation"), "Convocation");
    EXPECT_TRUE(mot_encode("=?piege?=").starts_with("=?UTF-8?B?"));
}

TEST(Courriel, une_adresse_plausible_a_un_domaine_et_pas_d_espace) {
    EXPECT_TRUE(adresse_plausible("ott@exemple.fr"));
    EXPECT_FALSE(adresse_plausible("ott"));
    EXPECT_FALSE(adresse_plausible("@exemple.fr"));
    EXPECT_FALSE(adresse_plausible("a b@exemple.fr"));
    EXPECT_FALSE(adresse_plausible("a@b@exemple.fr"));
    EXPECT_FALSE(adresse_plausible("a@exemple"));
    EXPECT_FALSE(adresse_plausible("élodie@exemple.fr")) << "peu de serveurs la prennent";
    EXPECT_FALSE(adresse_plausible("a@éducation.fr"));
    EXPECT_FALSE(adresse_plausible("a..b@exemple.fr"));
    EXPECT_FALSE(adresse_plausible("a@exemple..fr"));
    EXPECT_TRUE(adresse_plausible("a@xn--ducation-90a.fr"));
}
