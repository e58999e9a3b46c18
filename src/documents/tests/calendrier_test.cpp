// iCalendar: what a calendar program needs so that nothing shows twice.
#include "documents/calendrier.hpp"

#include <gtest/gtest.h>

#include <sstream>

using namespace documents;
using namespace std::chrono_literals;

namespace {

Calendrier invitation() {
    Calendrier c;
    c.methode = MethodeIcs::inviter;
    c.organisateur = {"awa@exemple.fr", ""};
    c.invite = {"ott@exemple.fr", ""};
    auto debut = Instant{std::chrono::sys_days{std::chrono::year{2026} / 10 / 5}} + 12h + 30min;
    c.evenements = {{"reunion-12@raccroche", 3, debut, debut + 90min, "GPDS d’octobre ; salle B, étage 2", "Lycée Zola",
                     "Ordre du jour :\nsur la page", "", false, debut - 24h}};
    return c;
}

bool a(std::string const& texte, std::string_view ligne) { return texte.find(ligne) != std::string::npos; }

} // namespace

TEST(Calendrier, une_invitation_dit_qui_quand_ou_et_sa_revision) {
    auto texte = ics(invitation());
    EXPECT_TRUE(a(texte, "METHOD:REQUEST\r\n"));
    EXPECT_TRUE(a(texte, "UID:reunion-12@raccroche\r\n"));
    EXPECT_TRUE(a(texte, "SEQUENCE:3\r\n"));
    EXPECT_TRUE(a(texte, "DTSTART:20261005T123000Z\r\n"));
    EXPECT_TRUE(a(texte, "DTEND:20261005T140000Z\r\n"));
    EXPECT_TRUE(a(texte, "ORGANIZER:mailto:awa@exemple.fr\r\n"));
    EXPECT_TRUE(a(texte, "ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:ott@exemple.fr\r\n"));
}

TEST(Calendrier, les_textes_sont_echappes_et_les_lignes_pliees) {
    auto texte = ics(invitation());
    EXPECT_TRUE(a(texte, "SUMMARY:GPDS d’octobre \\; salle B\\, étage 2\r\n"));
    EXPECT_TRUE(a(texte, "DESCRIPTION:Ordre du jour :\\nsur la page\r\n"));
    std::istringstream lignes(texte);
    for (std::string ligne; std::getline(lignes, ligne);)
        EXPECT_LE(ligne.size(), 76u);
}

TEST(Calendrier, l_agenda_montre_des_noms_et_mene_a_la_page) {
    auto c = invitation();
    c.organisateur.nom = "Awa DIALLO, coordonnatrice";
    c.invite.nom = "Odile \"OTT\"\r\nX-PIEGE:1";
    c.evenements.front().adresse = "https://raccroche.fr/reunions/12";
    auto texte = ics(c);
    for (auto i = texte.find("\r\n "); i != std::string::npos; i = texte.find("\r\n "))
        texte.erase(i, 3);
    EXPECT_TRUE(a(texte, "ORGANIZER;CN=\"Awa DIALLO, coordonnatrice\":mailto:awa@exemple.fr\r\n")) << texte;
    EXPECT_TRUE(a(texte, "ATTENDEE;CN=\"Odile OTTX-PIEGE:1\";")) << texte;
    EXPECT_FALSE(a(texte, "\nX-PIEGE"));
    EXPECT_TRUE(a(texte, "URL:https://raccroche.fr/reunions/12\r\n"));
}

TEST(Calendrier, une_reunion_annulee_le_dit) {
    auto c = invitation();
    c.methode = MethodeIcs::annuler;
    c.evenements.front().annule = true;
    auto texte = ics(c);
    EXPECT_TRUE(a(texte, "METHOD:CANCEL\r\n"));
    EXPECT_TRUE(a(texte, "STATUS:CANCELLED\r\n"));
}
