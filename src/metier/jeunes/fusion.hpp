#pragma once
// Deux dossiers pour une personne : on propose, quelqu'un décide, tout se suit et se défait pendant 90 jours (C-125).
#include <optional>
#include <string>
#include <vector>

#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

struct Fusion;

/// Pourquoi ces deux dossiers ne peuvent pas être fusionnés, avec que faire ; rien s'ils le peuvent.
std::optional<std::string> empechement(Reader& db, Id<Jeune> garde, Id<Jeune> absorbe);
/// Déplace les lignes de chaque table du registre. Lève std::invalid_argument si empechement() dit quelque chose.
/// `agent` absent : jamais par une machine sans décision ; la commande d'administration seule.
Id<Fusion> fusionner(Writer& db, Id<Jeune> garde, Id<Jeune> absorbe, std::string_view motif,
                     std::optional<Id<acces::Agent>> agent, Instant maintenant);
/// Pourquoi cette fusion ne peut plus être défaite ; rien si elle le peut.
std::optional<std::string> empechement_de_defaire(Reader& db, Id<Fusion> fusion, Instant maintenant, int jours = 90);
void defaire_fusion(Writer& db, Id<Fusion> fusion, std::optional<Id<acces::Agent>> agent, Instant maintenant,
                    int jours = 90);

struct FusionVue {
    Id<Fusion> id;
    Id<Jeune> garde, absorbe;
    std::string nom_garde, nom_absorbe, motif, agent;
    Instant faite_le{};
    std::optional<Instant> defaite_le;
};
/// Dont le dossier gardé est dans la portée, les plus récentes d'abord.
std::vector<FusionVue> fusions(Reader& db, acces::Portee const& portee, int au_plus = 100);
std::optional<FusionVue> fusion(Reader& db, acces::Portee const& portee, Id<Fusion> id);

} // namespace metier::jeunes
