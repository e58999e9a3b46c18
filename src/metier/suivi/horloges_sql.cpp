#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/sessions.hpp"
#include "metier/suivi/suivi_sql.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::suivi {
namespace {

std::string numero(char const* genre, std::int64_t id) { return std::string(genre) + "/" + std::to_string(id); }

constexpr auto choix_retour = "select id, jeune_id, demande_le, pour_le, information_le, entretien_id, clos_le, "
                              "annule_motif, version from retour ";
constexpr auto choix_convocation = "select id, jeune_id, le, terme, close_le, issue, motif, version from convocation ";

/// La transmission est l'affaire de la mission locale: la sienne si elle a convoqué, sinon celle de chacune.
std::optional<Id<acces::Agent>> mission_locale(Reader& db, Auteur const& auteur) {
    auto roles = acces::roles_du_jour(db, auteur.agent, auteur.jour());
    bool en_est = std::ranges::any_of(roles, [](auto const& r) { return r.role == acces::Role::mission_locale; });
    return en_est ? std::optional{auteur.agent} : std::nullopt;
}

} // namespace

Id<Retour> demander_retour(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Date demande_le,
                           std::optional<Date> information_le) {
    auto terme = terme_du_retour(demande_le, territoire::entier(db, "retour.delai_entretien", demande_le));
    auto id = db.one<Id<Retour>>("insert into retour (jeune_id, demande_le, pour_le, information_le, agent_id, "
                                 "cree_le) values (?, ?, ?, ?, ?, ?) returning id",
                                 jeune, demande_le, terme, information_le, auteur.agent, auteur.instant);
    agenda::creer(db, auteur.instant, auteur.agent,
                  {.jeune = jeune,
                   .agent = qui_agit(db, jeune, auteur.agent),
                   .genre = std::string(genre_retour),
                   .objet = "Droit au retour : tenir l’entretien",
                   .pour_le = terme,
                   .origine = numero("retour", id.valeur)});
    return id;
}

std::vector<Retour> retours(Reader& db, Id<Jeune> jeune) {
    return db.all<Retour>(std::string(choix_retour) + "where jeune_id = ? order by demande_le desc, id desc", jeune);
}

std::optional<Retour> retour(Reader& db, acces::Portee const& portee, Id<Retour> id) {
    auto r = db.maybe<Retour>(std::string(choix_retour) + "where id = ?", id);
    return r && acces::motif(db, portee, r->jeune) ? r : std::nullopt;
}

void noter_information_du_retour(Writer& db, Id<Retour> id, std::int64_t version, Date le) {
    db.run_versioned("update retour set information_le = ?, version = version + 1 where id = ? and version = ?", le, id,
                     version);
}

void annuler_retour(Writer& db, Auteur const& auteur, Id<Retour> id, std::int64_t version, std::string const& motif) {
    db.run_versioned("update retour set clos_le = ?, annule_motif = ?, version = version + 1 where id = ? and version "
                     "= ? and clos_le is null",
                     auteur.jour(), base::propre(motif), id, version);
    agenda::clore_celles_de(db, auteur.instant, auteur.agent, numero("retour", id.valeur), "Demande annulée");
}

Id<Convocation> convoquer(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Date le) {
    auto terme = terme_de_convocation(le, territoire::entier(db, "obligation.delai_convocation", le));
    auto id = db.one<Id<Convocation>>(
        "insert into convocation (jeune_id, le, terme, agent_id, cree_le) values (?, ?, ?, ?, ?) returning id", jeune,
        le, terme, auteur.agent, auteur.instant);
    agenda::creer(db, auteur.instant, auteur.agent,
                  {.jeune = jeune,
                   .agent = mission_locale(db, auteur),
                   .genre = std::string(genre_transmission),
                   .objet = "Obligation de formation : transmission au département proposée",
                   .pour_le = terme,
                   .origine = numero("convocation", id.valeur)});
    return id;
}

std::vector<Convocation> convocations(Reader& db, Id<Jeune> jeune) {
    return db.all<Convocation>(std::string(choix_convocation) + "where jeune_id = ? order by le desc, id desc", jeune);
}

std::optional<Convocation> convocation(Reader& db, acces::Portee const& portee, Id<Convocation> id) {
    auto c = db.maybe<Convocation>(std::string(choix_convocation) + "where id = ?", id);
    return c && acces::motif(db, portee, c->jeune) ? c : std::nullopt;
}

std::string remplie_depuis(Reader& db, Convocation const& c, Date jour) {
    for (auto const& s : jeunes::situations(db, c.jeune)) {
        auto genre = s.situation.genre;
        bool compte = genre != jeunes::GenreSituation::sans_solution && genre != jeunes::GenreSituation::inconnue;
        if (compte && s.situation.du <= jour && (!s.situation.au || *s.situation.au >= c.le))
            return std::string(libelle(genre)) + (s.situation.structure.empty() ? "" : ", " + s.situation.structure) +
                   ", depuis le " + base::affiche(s.situation.du);
    }
    return {};
}

void clore_convocation(Writer& db, Auteur const& auteur, Id<Convocation> id, std::int64_t version,
                       std::string const& issue, std::string const& motif) {
    db.run_versioned("update convocation set close_le = ?, issue = ?, motif = ?, version = version + 1 where id = ? "
                     "and version = ? and close_le is null",
                     auteur.jour(), issue, base::propre(motif), id, version);
    agenda::clore_celles_de(db, auteur.instant, auteur.agent, numero("convocation", id.valeur), issue);
}

std::vector<Id<Convocation>> lever_convocations(Writer& db, Auteur const& auteur, Id<Jeune> jeune,
                                                std::string const& issue) {
    auto levees = db.all<Id<Convocation>>("update convocation set close_le = ?, issue = ?, version = version + 1 where "
                                          "jeune_id = ? and close_le is null returning id",
                                          auteur.jour(), issue, jeune);
    agenda::clore_pour(db, auteur.instant, auteur.agent, jeune, std::string(genre_transmission), issue);
    return levees;
}

void lever_pour(Writer& db, Auteur const& auteur, Id<Jeune> jeune, jeunes::Exemption const& exemption) {
    if (exemption.au && *exemption.au < auteur.jour()) // une exemption passée ne lève rien
        return;
    agenda::clore_pour(db, auteur.instant, auteur.agent, jeune, std::string(genre_transmission), "exemption",
                       numero("exemption", exemption.id.valeur));
    for (auto id : lever_convocations(db, auteur, jeune, "exemption"))
        db.run("update convocation set exemptee_par = ? where id = ?", exemption.id, id);
}

void exempter(Writer& db, Auteur const& auteur, Id<Jeune> jeune, jeunes::Exemption const& exemption) {
    auto notee = exemption;
    notee.id = jeunes::noter_exemption(db, jeune, exemption);
    lever_pour(db, auteur, jeune, notee);
}

Id<agenda::Echeance> prendre_rendez_vous(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Date jour,
                                         std::string const& objet) {
    return agenda::creer(db, auteur.instant, auteur.agent,
                         {.jeune = jeune,
                          .agent = auteur.agent,
                          .genre = std::string(genre_rendez_vous),
                          .objet = objet,
                          .pour_le = jour,
                          .origine = "jeune/" + std::to_string(jeune.valeur) + "/" +
                                     base::sha256(objet).substr(0, 16)}); // deux heures, deux rendez-vous
}

jeunes::FenetreDAge fenetre_d_obligation(Reader& db, Date jour) {
    return {territoire::entier(db, "obligation.age_debut", jour), territoire::entier(db, "obligation.age_fin", jour)};
}

} // namespace metier::suivi
