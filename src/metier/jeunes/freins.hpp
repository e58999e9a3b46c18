#pragma once
// Ce qui freine, en codes et sans détail: le détail reste chez qui accompagne. Un frein s'ouvre et se lève à
// une date (C-20) ; un même frein n'est ouvert qu'une fois à la fois.
#include "metier/jeunes/jeunes.hpp"

namespace metier::acces {
class Routes;
}

namespace metier::jeunes {

class Apports;

enum class CodeDeFrein {
    mobilite,
    logement,
    sante_oriente,
    garde_enfant,
    ressources_oriente,
    demarches,
    numerique,
    langue
};
inline constexpr base::Entree<CodeDeFrein> codes_de_frein[] = {
    {CodeDeFrein::mobilite, "mobilite", "Mobilité"},
    {CodeDeFrein::logement, "logement", "Logement"},
    {CodeDeFrein::sante_oriente, "sante_oriente", "Santé, orienté vers un professionnel"},
    {CodeDeFrein::garde_enfant, "garde_enfant", "Garde d’enfant"},
    {CodeDeFrein::ressources_oriente, "ressources_oriente", "Ressources, orienté vers un service social"},
    {CodeDeFrein::demarches, "demarches", "Démarches administratives"},
    {CodeDeFrein::numerique, "numerique", "Numérique"},
    {CodeDeFrein::langue, "langue", "Langue française"},
};
constexpr std::span<base::Entree<CodeDeFrein> const> entrees(CodeDeFrein) { return codes_de_frein; }

struct Frein {
    Id<Frein> id;
    CodeDeFrein code = CodeDeFrein::mobilite;
    Date du{};
    std::optional<Date> au; ///< levé ce jour-là
    std::string constate_par, leve_par;
    std::optional<Id<acces::Agent>> agent;
    std::int64_t version = 1;
};
/// Les ouverts d'abord, puis les levés, les plus récents d'abord.
std::vector<Frein> freins(Reader& db, Id<Jeune> jeune);
/// Ouvre ceux qui ne le sont pas ; laisse un frein déjà ouvert, ou levé depuis ce jour-là. Rend combien.
std::int64_t ouvrir_freins(Writer& db, Id<Jeune> jeune, std::span<CodeDeFrein const> codes, Date du,
                           std::optional<Id<acces::Agent>> agent);
/// Conflict si quelqu'un l'a changé avant.
void lever_frein(Writer& db, Id<Frein> id, std::int64_t version, Date au, Id<acces::Agent> agent);
/// Levé par erreur. Conflict s'il est déjà ouvert, ou si le même a été rouvert depuis.
void rouvrir_frein(Writer& db, Id<Frein> id, std::int64_t version);

/// « mobilite logement », tel que gardé dans un entretien ; rien si ce n'est pas une suite de codes.
std::optional<std::vector<CodeDeFrein>> lire_freins(std::string_view codes);
std::string ecrire_freins(std::span<CodeDeFrein const> codes);
/// « Mobilité, Logement »
std::string libelle_des_freins(std::span<CodeDeFrein const> codes);

/// Le bloc du dossier et les événements de la chronologie.
void apports_des_freins(Apports& apports);
void routes_des_freins(acces::Routes& r);

} // namespace metier::jeunes
