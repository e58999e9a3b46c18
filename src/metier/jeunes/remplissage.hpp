#pragma once
// Remplir vite : démonstration et reprises de plusieurs centaines de milliers de personnes. Les numéros sont donnés
// ici, les lignes partent par lots ; à n'utiliser que seul à écrire, dans une transaction.
#include <memory>

#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

struct PersonneARemplir {
    Id<Source> source;
    std::string cle_source;
    IdentiteLue identite;
    std::optional<Id<Territoire>> bassin; ///< absent : celui de la dernière inscription doit être donné ici
    std::optional<Date> psad_depuis;
    std::optional<Date> informe_le;
    std::vector<Inscription> inscriptions; ///< `jeune` est rempli ici
    std::vector<Diplome> diplomes;
    std::vector<Responsable> responsables;
    std::vector<Situation> situations; ///< sans chevauchement : vérifié par celui qui appelle
    std::optional<Id<acces::Agent>> referent;
    Date referent_du{};
};

class Remplissage {
public:
    Remplissage(Writer& db, base::Coffre const& coffre, Instant maintenant);
    ~Remplissage(); ///< sans terminer(), rien de garanti : annuler la transaction
    Remplissage(Remplissage const&) = delete;
    Id<Jeune> ajouter(PersonneARemplir const& personne);
    /// Écrit ce qui reste, remet les index. À appeler une fois, avant le commit.
    void terminer();

private:
    struct Etat;
    std::unique_ptr<Etat> etat_;
};

} // namespace metier::jeunes
