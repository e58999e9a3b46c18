#pragma once
// Ce qui arrive à chacun de la rentrée N-1 à la fin de l'année N : passages, départs, diplômes, décrochages.
#include "metier/demonstration/population/monde.hpp"

namespace metier::demonstration {

class Parcours {
public:
    Parcours(Monde const& monde, double echelle);
    /// Écrit les segments et l'issue d'une fiche qui entre par cette offre, en N-1 (0) ou en N (1).
    void vivre(Fiche& fiche, Offre const& offre, int annee, Hasard& hasard) const;

private:
    struct Moment;
    bool en_cours_d_annee(Moment& m, int annee) const;
    void a_la_rentree(Moment& m) const;
    void apres_l_examen(Moment& m) const;
    void decrocher(Moment& m, int jour) const;
    void entrer(Moment& m, Offre const& offre, int jour, int annee) const;
    void passer(Moment& m, Niveau niveau) const;
    void issue(Moment& m, Situation situation, int jour) const;
    Offre const& choisir(Moment& m, Niveau niveau, bool autre_etablissement) const;
    Offre const* suite_ici(Moment& m, Offre const& offre) const;
    double facteur(Fiche const& fiche, Offre const& offre) const;
    int rentree(int annee) const { return annee == 0 ? 0 : rentree_n_; }

    Monde const& monde_;
    double echelle_;
    int rentree_n_;
};

} // namespace metier::demonstration
