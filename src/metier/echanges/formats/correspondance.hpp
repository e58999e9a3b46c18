#pragma once
// Pour un tableau que nous ne connaissons pas : quelle colonne est quel champ. La machine propose, une personne
// confirme, l'appelant s'en souvient par expéditeur.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metier/echanges/formats/champs.hpp"

namespace metier::echanges {

struct Correspondance {
    struct Colonne {
        std::string en_tete;        ///< tel qu'écrit dans le fichier
        std::optional<Champ> champ; ///< rien : colonne ignorée
        friend bool operator==(Colonne const&, Colonne const&) = default;
    };
    std::vector<Colonne> colonnes; ///< dans l'ordre du fichier
    std::string feuille;           ///< classeur : vide pour la première
    friend bool operator==(Correspondance const&, Correspondance const&) = default;
    /// Mêmes en-têtes (normalisés), dans le même ordre ?
    bool convient(std::vector<std::string> const& en_tetes) const;
    /// Les mêmes colonnes, rangées comme celles de cet autre fichier ; de même nom, la première d'abord.
    Correspondance dans_l_ordre_de(Correspondance const& autre) const;
};

enum class Raison { en_tete, contenu, aucune, jamais_garde };

struct ColonneProposee {
    std::string en_tete;
    std::optional<Champ> champ;
    Raison raison = Raison::aucune; ///< jamais_garde : nationalité, handicap, NIR… : la colonne ne peut pas être prise
    std::vector<std::string> exemples; ///< au plus trois, NIR masqués
};

struct Proposition {
    std::int64_t ligne_d_en_tete = 1;
    std::string feuille;
    std::vector<std::string> au_dessus; ///< ce qui est écrit au-dessus de l'en-tête : titre, date d'édition
    std::vector<ColonneProposee> colonnes;
    bool des_lignes = true; ///< faux : le tableau n'a que son en-tête
    Correspondance correspondance() const;
};

/// D'après les en-têtes, puis le contenu des premières lignes (dates, INE, UAI, MEF, courriel, téléphone).
Proposition proposer(std::vector<std::string> const& en_tetes, std::vector<std::vector<std::string>> const& lignes);
/// Champ que nomme cet en-tête, par les synonymes connus.
std::optional<Champ> champ_de_l_en_tete(std::string_view en_tete);
/// Nationalité, handicap, profession, sécurité sociale : jamais gardés.
bool jamais_garde(std::string_view en_tete);

} // namespace metier::echanges
