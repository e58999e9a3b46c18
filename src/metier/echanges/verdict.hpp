#pragma once
// Une personne lue et les dossiers qui lui ressemblent : la même, une autre, ou à trancher par quelqu'un. Pur.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "metier/echanges/formats/controle.hpp"
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
    bool identite_pareille = false; ///< nom, prénom et naissance pareils, à l'ordre des mots ou au nom d'usage près
    bool identite_voisine = false;  ///< nom, prénom et naissance pareils ou presque, et rien de contraire
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
/// Une liste de jeunes à retrouver (RIO, mission locale, affectation) ne rejoint un dossier sans clic que si l'identité
/// est pareille. Une liste d'élèves ou d'apprentis, longue, suit le moteur.
enum class Prudence { ordinaire, grande };
Verdict conclure(std::vector<Note> notes, rapprochement::Seuils const& seuils, Prudence prudence = Prudence::ordinaire);

/// Ce que deux lignes disent encore, une fois nom, prénom et naissance pareils.
struct EtatCivil {
    std::optional<Sexe> sexe;
    std::uint64_t commune_naissance = 0; ///< empreinte ; 0 : inconnue
};
/// « un autre sexe » : deux homonymes nés le même jour. Vide : rien ne les sépare. Deux INE n'en font pas deux
/// personnes : qui est inscrit deux fois en reçoit deux.
std::string ce_qui_separe(EtatCivil const& a, EtatCivil const& b);

} // namespace metier::echanges
