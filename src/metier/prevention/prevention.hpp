#pragma once
// La prévention dans l'établissement : signalements, absences, situations suivies, parcours aménagés. Ce que les autres
// parties peuvent en utiliser.
#include <optional>
#include <string>
#include <vector>

#include "metier/acces/contexte.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/prevention/nomenclature.hpp"

namespace metier::agenda {
class Attentes;
class Journee;
} // namespace metier::agenda
namespace metier::jeunes {
class Apports;
}
namespace metier::acces {
class Routes;
}

namespace metier::prevention {

using jeunes::Etablissement;
using jeunes::Jeune;
using storage::Reader;
using storage::Writer;
struct Prevention;

/// Qui écrit, et quand : le jour décide des règles en vigueur.
struct Auteur {
    Id<acces::Agent> agent;
    Instant instant{};
    Date jour() const { return base::a_paris(instant).jour; }
};

// ---- Signaler

struct Signalement {
    Id<Signalement> id;
    Id<Jeune> jeune;
    Id<Etablissement> etablissement;
    Origine origine = Origine::etablissement;
    Urgence urgence = Urgence::ordinaire;
    std::string faits;   ///< ce qui a été vu ou entendu
    std::string analyse; ///< l'avis, à part
    std::string appuis;  ///< ce qui marche, ce qu'il aime
    std::optional<Locomotion> locomotion;
    std::optional<Date> famille_le; ///< famille informée le
    std::optional<Accord> accord;   ///< du jeune, pour être contacté
};
/// Ouvre la situation de l'élève dans son établissement, ou rejoint celle qui est ouverte. `saisie` : jeton du
/// formulaire, le même ne s'enregistre qu'une fois.
Id<Signalement> signaler(Writer& db, Auteur const& auteur, Signalement const& s, std::string const& saisie = {});

// ---- Examiner, décider, clore

struct Examen {
    std::int64_t version = 1;
    Etat etat = Etat::examinee; ///< examinee ou suivie
    std::string decision;
    EtatDuLien lien = EtatDuLien::regulier;
    Date revoir_le{};
    std::vector<CodeDeReponse> reponses;
    std::optional<Id<acces::Agent>> confie_a;
    std::string reponse_aux_auteurs; ///< ce que ceux qui ont signalé en sauront
};
/// Conflict si quelqu'un a enregistré avant.
void examiner(Writer& db, Auteur const& auteur, Id<Prevention> id, Examen const& e);
void clore(Writer& db, Auteur const& auteur, Id<Prevention> id, std::int64_t version, MotifDeCloture motif,
           std::string const& precision, std::string const& reponse_aux_auteurs);
/// La situation ouverte de cet élève dans cet établissement ; créée si besoin.
Id<Prevention> ouvrir(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Id<Etablissement> etablissement,
                      Urgence urgence, std::string const& pourquoi);
/// Revoir un signalement : aujourd'hui, dans la semaine, ou à la prochaine réunion, selon l'urgence dite.
Date revoir_au_plus_tard(Reader& db, Urgence urgence, Date jour);
std::optional<Id<Prevention>> situation_ouverte(Reader& db, Id<Jeune> jeune, Id<Etablissement> etablissement);

// ---- Pour l'ordre du jour d'un GPDS

/// Une situation qui attend d'être examinée par la prochaine réunion de l'établissement.
struct AExaminer {
    Id<Prevention> situation;
    Id<Jeune> jeune;
    std::string raison; ///< « Signalée le 05/10/2026 », « À revoir depuis le 01/10/2026 »
    Urgence urgence = Urgence::ordinaire;
    Date date{}; ///< depuis quand elle attend
};
/// Jamais examinées, ou à revoir au plus tard ce jour-là ; les plus urgentes, puis les plus anciennes.
std::vector<AExaminer> a_examiner(Reader& db, Id<Etablissement> etablissement, Date jour);

// ---- Ce que main branche

/// Fichiers d'absences qui ont fait leur temps ; à faire chaque nuit.
std::int64_t effacer_le_perime(Writer& db, Instant maintenant, Date jour);

void routes(acces::Routes& r);
void rubriques(agenda::Journee& journee);
void apports(jeunes::Apports& apports);
/// Ce qu'une réunion de l'établissement doit examiner.
void attentes(agenda::Attentes& a);

} // namespace metier::prevention
