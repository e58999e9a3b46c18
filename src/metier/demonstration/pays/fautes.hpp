#pragma once
// Une fiche passée par une liste : chaque faute est tirée selon son taux, faite, et notée.
#include <string>
#include <string_view>

#include "metier/demonstration/pays/habitants.hpp"

namespace metier::demonstration {

/// Reçoit chaque faute avec ce qui était juste et ce qui est écrit.
class Trace {
public:
    Trace(std::string& lignes, char fichier) : lignes_{lignes}, fichier_{fichier} {}
    void fiche(std::string_view id) { id_ = id; }
    void noter(Faute faute, std::string_view avant, std::string_view apres);

private:
    std::string& lignes_;
    char fichier_;
    std::string_view id_;
};

void abimer(Eleve& e, std::uint64_t rang, Habitants const& habitants, Taux const& taux, Hasard& h, Trace& trace);

/// Une cellule de CSV, entre guillemets s'il le faut.
void ajouter_cellule(std::string& ligne, std::string_view texte);
/// « 2008-03-12 »
void ajouter_date(std::string& ligne, int annee, int mois, int jour);

} // namespace metier::demonstration
