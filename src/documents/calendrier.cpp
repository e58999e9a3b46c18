#include "documents/calendrier.hpp"

#include <memory>

#include <libical/ical.h>

namespace documents {

namespace {

icaltimetype temps(Instant instant) {
    return icaltime_from_timet_with_zone(std::chrono::system_clock::to_time_t(instant), 0,
                                         icaltimezone_get_utc_timezone());
}

void ajouter(icalcomponent* parent, icalproperty* propriete) { icalcomponent_add_property(parent, propriete); }

icalproperty* non_standard(char const* nom, std::string const& valeur) {
    auto* p = icalproperty_new_x(valeur.c_str());
    icalproperty_set_x_name(p, nom);
    return p;
}

/// The name shown instead of the address; quotes cannot be said in a parameter.
void nommer(icalproperty* p, std::string nom) {
    std::erase_if(nom, [](unsigned char c) { return c < 0x20 || c == '"' || c == 0x7f; });
    if (!nom.empty())
        icalproperty_add_parameter(p, icalparameter_new_cn(nom.c_str()));
}

icalproperty* organisateur(Personne const& qui, std::string const& au_nom_de) {
    auto* p = icalproperty_new_organizer(("mailto:" + qui.courriel).c_str());
    nommer(p, qui.nom);
    if (!au_nom_de.empty() && au_nom_de != qui.courriel)
        icalproperty_add_parameter(p, icalparameter_new_sentby(("mailto:" + au_nom_de).c_str()));
    return p;
}

icalparameter_role role(RoleIcs r) {
    switch (r) {
    case RoleIcs::preside: return ICAL_ROLE_CHAIR;
    case RoleIcs::attendu: return ICAL_ROLE_REQPARTICIPANT;
    case RoleIcs::facultatif: return ICAL_ROLE_OPTPARTICIPANT;
    }
    return ICAL_ROLE_REQPARTICIPANT;
}

icalproperty* invite(Personne const& qui) {
    auto* p = icalproperty_new_attendee(("mailto:" + qui.courriel).c_str());
    nommer(p, qui.nom);
    icalproperty_add_parameter(p, icalparameter_new_role(role(qui.role)));
    icalproperty_add_parameter(p, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
    return p;
}

icalcomponent* evenement(Calendrier const& c, Evenement const& e) {
    auto* v = icalcomponent_new_vevent();
    ajouter(v, icalproperty_new_uid(e.uid.c_str()));
    ajouter(v, icalproperty_new_sequence(e.sequence));
    ajouter(v, icalproperty_new_dtstamp(temps(e.modifie)));
    ajouter(v, icalproperty_new_dtstart(temps(e.debut)));
    ajouter(v, icalproperty_new_dtend(temps(e.fin)));
    ajouter(v, icalproperty_new_summary(e.titre.c_str()));
    if (!e.lieu.empty())
        ajouter(v, icalproperty_new_location(e.lieu.c_str()));
    if (!e.description.empty())
        ajouter(v, icalproperty_new_description(e.description.c_str()));
    if (e.annule || c.methode != MethodeIcs::annuler) // RFC 5546 §3.2.5
        ajouter(v, icalproperty_new_status(e.annule ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    ajouter(v, icalproperty_new_class(ICAL_CLASS_PRIVATE));
    if (!e.adresse.empty())
        ajouter(v, icalproperty_new_url(e.adresse.c_str()));
    if (!c.organisateur.courriel.empty())
        ajouter(v, organisateur(c.organisateur, c.au_nom_de));
    if (!c.invite.courriel.empty())
        ajouter(v, invite(c.invite));
    return v;
}

icalproperty_method methode(MethodeIcs m) {
    switch (m) {
    case MethodeIcs::publier: return ICAL_METHOD_PUBLISH;
    case MethodeIcs::inviter: return ICAL_METHOD_REQUEST;
    case MethodeIcs::annuler: return ICAL_METHOD_CANCEL;
    }
    return ICAL_METHOD_PUBLISH;
}

} // namespace

std::string ics(Calendrier const& calendrier) {
    std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> v{icalcomponent_new_vcalendar(), icalcomponent_free};
    ajouter(v.get(), icalproperty_new_prodid("-//Raccroche//FR"));
    ajouter(v.get(), icalproperty_new_version("2.0"));
    ajouter(v.get(), icalproperty_new_method(methode(calendrier.methode)));
    if (!calendrier.nom.empty())
        ajouter(v.get(), non_standard("X-WR-CALNAME", calendrier.nom));
    for (auto const& e : calendrier.evenements)
        icalcomponent_add_component(v.get(), evenement(calendrier, e));
    std::unique_ptr<char, decltype(&free)> texte{icalcomponent_as_ical_string_r(v.get()), free};
    return texte ? texte.get() : "";
}

} // namespace documents
