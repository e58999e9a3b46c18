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
    std::string titre, lieu = {}, description = {};
    bool annule = false;
    Instant modifie{};
};

enum class MethodeIcs { publier, inviter, annuler };

struct Calendrier {
    MethodeIcs methode = MethodeIcs::publier;
    std::string nom = {};          ///< shown by the calendar program, for a feed
    std::string organisateur = {}; ///< e-mail address, compulsory when inviting
    std::string invite = {};       ///< the one it is sent to
    std::vector<Evenement> evenements = {};
};

/// The text, lines folded and ended as the standard asks; texts escaped.
std::string ics(Calendrier const& calendrier);

} // namespace documents
