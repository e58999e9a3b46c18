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
    bool annule = false;
    Instant modifie{};
};

enum class MethodeIcs { publier, inviter, annuler };

/// Someone, by e-mail address and by name; the name may be unknown.
struct Personne {
    std::string courriel = {}, nom = {};
};

struct Calendrier {
    MethodeIcs methode = MethodeIcs::publier;
    std::string nom = {};       ///< shown by the calendar program, for a feed
    Personne organisateur = {}; ///< compulsory when inviting
    Personne invite = {};       ///< the one it is sent to
    std::vector<Evenement> evenements = {};
};

/// The text, lines folded and ended as the standard asks; texts escaped.
std::string ics(Calendrier const& calendrier);

} // namespace documents
