#pragma once
// Contacts et conventions d'un partenaire.
#include "metier/partenariats/partenaire.hpp"

namespace metier::partenariats {

struct Contact {
    Id<Contact> id;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::optional<Id<territoire::Structure>> structure;
    std::string nom, fonction, telephone, courriel;
    bool recoit_places = false;
    Date confirme_le{};
    std::string confirme_par;
    std::optional<Date> retire_le;
    std::int64_t version = 1;
};
std::vector<Contact> contacts(Reader& db, Partenaire const& p);
std::optional<Contact> trouver(Reader& db, Id<Contact> id);
/// C-51 : plus de `validite` jours sans confirmation.
inline bool a_confirmer(Contact const& c, Date jour, int validite) {
    return base::jours_entre(c.confirme_le, jour) > validite;
}
/// Crée (id nul) ou modifie ; l'enregistrer, c'est le confirmer. Conflict si quelqu'un a enregistré avant.
Id<Contact> enregistrer(Writer& db, Partenaire const& p, Contact const& c, Id<acces::Agent> par, Date jour);
void confirmer(Writer& db, Id<Contact> id, Id<acces::Agent> par, Date jour);
/// Il vient de répondre par le lien envoyé à son adresse : elle est bonne.
void confirmer_par_sa_reponse(Writer& db, Partenaire const& p, std::string const& adresse, Date jour);
void retirer(Writer& db, Id<Contact> id, Date jour);

struct Convention {
    Id<Convention> id;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::optional<Id<territoire::Structure>> structure;
    std::string objet;
    Date du{}, au{};
    std::string signataires;
    bool tacite = false, clause_donnees = false;
    std::string note;
    std::optional<Date> close_le;
    std::string close_motif;
    std::int64_t version = 1;
};
enum class EtatDeConvention { a_venir, en_cours, a_renouveler, echue, close };
inline constexpr base::Entree<EtatDeConvention> etats_de_convention[] = {
    {EtatDeConvention::a_venir, "a_venir", "À venir"},
    {EtatDeConvention::en_cours, "en_cours", "En cours"},
    {EtatDeConvention::a_renouveler, "a_renouveler", "À renouveler"},
    {EtatDeConvention::echue, "echue", "Échue"},
    {EtatDeConvention::close, "close", "Close"},
};
constexpr std::span<base::Entree<EtatDeConvention> const> entrees(EtatDeConvention) { return etats_de_convention; }
/// Alerte `alerte` jours avant le terme (metier.md §6.5 : J-90) ; une tacite reconduction ne s'échoit pas, elle se
/// revoit.
EtatDeConvention etat(Convention const& c, Date jour, int alerte);

/// La plus proche de son terme d'abord, les closes à la fin.
std::vector<Convention> conventions(Reader& db, Partenaire const& p);
std::optional<Convention> trouver(Reader& db, Id<Convention> id);
Id<Convention> enregistrer(Writer& db, Partenaire const& p, Convention const& c, Id<acces::Agent> par);
void clore(Writer& db, Id<Convention> id, std::int64_t version, Date le, std::string const& motif);
/// Le partenaire d'un contact, d'une convention, d'une offre.
template <class T>
Partenaire partenaire_de(Reader& db, T const& quoi) {
    return exiger(db, quoi.etablissement ? "e" + std::to_string(quoi.etablissement->valeur)
                                         : "s" + std::to_string(quoi.structure->valeur));
}

} // namespace metier::partenariats
