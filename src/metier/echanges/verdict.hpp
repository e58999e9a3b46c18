#pragma once
// Une personne lue et les dossiers qui lui ressemblent : la même, une autre, ou à trancher par quelqu'un. Pur.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "metier/jeunes/jeunes.hpp"
#include "rapprochement/rapprochement.hpp"

namespace metier::echanges {

struct Note {
    Id<jeunes::Jeune> jeune;
    int dixiemes = 0;
    double probabilite = 0;
    bool identite_exacte = false; ///< nom (ou nom d'usage), prénom et naissance
    bool meme_ine = false;
    bool ine_contraire = false; ///< deux INE connus, différents
    bool nom_different = false, naissance_differente = false;
    bool identite_voisine = false; ///< nom, prénom et naissance pareils ou presque, et rien de contraire
    rapprochement::Garde garde = rapprochement::Garde::aucune;
    std::optional<bool> decision; ///< déjà répondu par une personne
    std::string motif;            ///< ce qui rapproche, ce qui sépare
};
Note noter(rapprochement::Fiche const& lue, Id<jeunes::Jeune> jeune, rapprochement::Fiche const& connue,
           rapprochement::Modele const& modele);

enum class Conclusion { connu, douteux, nouveau };
struct Verdict {
    Conclusion conclusion = Conclusion::nouveau;
    std::optional<Id<jeunes::Jeune>> jeune; ///< connu
    std::string motif;
    std::vector<Note> candidats; ///< à montrer, du plus proche au moins proche
};
Verdict conclure(std::vector<Note> notes, rapprochement::Seuils const& seuils);

} // namespace metier::echanges
