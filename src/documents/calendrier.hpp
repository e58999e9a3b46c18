#pragma once
// iCalendar (RFC 5545): an invitation in an e-mail, or a feed a calendar reads again and again. The same event keeps
// its uid for ever; a change raises its sequence, so that nothing shows twice (P-7).
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace documents {

struct Evenement {
    std::string uid; ///< « reunion-12@raccroche » ; never reused
    int sequence = 0;
    Instant debut{}, fin{};
    std::string titre, lieu = {}, description = {}, adresse = {}; ///< adresse : of the page that says more
    bool annule = false; ///< for all: someone no longer expected has their own CANCEL, the event stands
    Instant modifie{};
};

enum class MethodeIcs { publier, inviter, annuler };

enum class RoleIcs { preside, attendu, facultatif };

/// Someone, by e-mail address and by name; the name may be unknown.
struct Personne {
    std::string courriel = {}, nom = {};
    RoleIcs role = RoleIcs::attendu;
};

struct Calendrier {
    MethodeIcs methode = MethodeIcs::publier;
    std::string nom = {};       ///< shown by the calendar program, for a feed
    Personne organisateur = {}; ///< compulsory when inviting; the same for ever: a calendar trusts no other
    std::string au_nom_de = {}; ///< address of the one who writes in the organizer's stead
    Personne invite = {};       ///< the one it is sent to
    std::vector<Evenement> evenements = {};
};

/// The text, lines folded and ended as the standard asks; texts escaped.
std::string ics(Calendrier const& calendrier);

} // namespace documents
