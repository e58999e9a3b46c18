#pragma once
// Les élèves d'un pays inventé : chacun se recalcule d'après la graine et son rang, rien n'est gardé.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "metier/demonstration/pays/modele.hpp"
#include "metier/demonstration/population/frequences.hpp"

namespace metier::demonstration {

/// Une ligne d'une liste. Les textes gardent leur place d'un élève au suivant : rien n'est alloué.
struct Eleve {
    std::string nom, nom_usage, prenom, prenom2, ine, commune_naissance, adresse, code_postal, commune, telephone,
        courriel;
    int annee = 0, mois = 0, jour = 0;
    bool fille = false, sexe_connu = true, etranger = false;
};

/// Commune et code postal d'après la population de la France.
struct Lieu {
    std::string commune, code_postal;
};

class Habitants {
public:
    Habitants(std::filesystem::path const& data, Modele const& modele, std::uint64_t graine, std::uint64_t dans_a);

    /// L'élève de ce rang, sans faute. Les rangs à partir de `dans_a` sont ceux que la première liste n'a pas.
    void eleve(std::uint64_t rang, Eleve& e) const;
    /// L'INE d'un proche du même foyer, sinon d'un autre élève.
    std::string ine_voisin(std::uint64_t rang, Hasard& h) const;
    std::string ine_inconnu(Hasard& h) const;
    void demenager(Eleve& e, Hasard& h) const;
    void changer_d_adresse(Eleve& e, Hasard& h) const;
    static void changer_de_telephone(Eleve& e, Hasard& h);
    /// Est-il, étant dans la première liste, aussi dans la seconde ?
    bool commun(std::uint64_t rang) const { return Hasard{graine_, 7, rang}.chance(modele_.communs); }
    Modele const& modele() const { return modele_; }
    std::uint64_t graine() const { return graine_; }

private:
    struct Place {
        std::uint64_t tete;      ///< rang de l'aîné du foyer
        std::uint64_t naissance; ///< rang de celui dont il a la date : lui, ou son jumeau
        unsigned ordre;
        bool jumeau;
    };
    Place place(std::uint64_t rang) const;
    bool jumeau_du_precedent(std::uint64_t rang) const;
    void foyer(std::uint64_t tete, bool etranger, Eleve& e) const;
    void naissance(Place const& p, Eleve& e) const;
    void identite(std::uint64_t rang, Place const& p, Eleve& e) const;
    std::string_view premier_prenom(Place const& p, Eleve const& e, Hasard& h) const;
    void ine(std::uint64_t rang, std::string& texte) const;
    void un_lieu(Eleve& e, Hasard& h) const;

    Modele modele_;
    std::uint64_t graine_, dans_a_;
    Frequences frequences_;
    std::vector<Lieu> lieux_;
    Tirage tirage_des_lieux_;
};

} // namespace metier::demonstration
