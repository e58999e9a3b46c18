#include "metier/reunions/formulaires.hpp"

namespace metier::reunions {

FormTexte::FormTexte(acces::Visibilite lecteurs)
    : texte{"texte_" + std::string(base::code(lecteurs)),
            lecteurs == acces::Visibilite::equipe ? "Pour l’équipe de l’Éducation nationale seule"
                                                  : "Pour tous ceux qui suivent ce jeune",
            web::long_text(4), web::at_most(2000), web::facts_only},
      raison{"raison_" + std::string(base::code(lecteurs)), "Raison de la correction", web::at_most(150)} {}

bool FormDecision::lire(web::Pairs const& saisi, std::vector<Membre> const& membres, Date premier, Date dernier) {
    // Tout peut être dans le premier champ : ces deux-là se vérifient ensuite.
    qui.set_required(false), quand.set_required(false);
    bool bon = web::read(*this, saisi);
    qui.set_required(true), quand.set_required(true);
    if (auto ligne = quoi ? lire_ligne(*quoi, premier) : std::nullopt; ligne && !qui && quand.typed_first().empty()) {
        std::vector<std::string> noms;
        for (auto const& m : membres)
            noms.push_back(m.nom);
        quoi.set(ligne->quoi);
        quand.set(ligne->quand_tape);
        if (auto rang = lire_qui(ligne->qui, noms))
            qui.set(membres[*rang].id);
        else
            qui.refuse("« " + ligne->qui + " » ne désigne pas un seul participant : choisissez dans la liste.");
    }
    if (!qui && qui.error().empty())
        qui.refuse("Choisissez qui le fera : une décision sans personne n’est tenue par personne.");
    jour = lire_quand(quand.typed_first(), premier);
    if (quand.typed_first().empty())
        quand.refuse("Indiquez pour quand, par exemple 15/11, +8 (dans huit jours) ou vendredi.");
    else if (!jour)
        quand.refuse(
            "Cette date n’est pas comprise, ou est passée : écrivez 15/11, +8 (dans huit jours), vendredi, ou la date "
            "avec son année.");
    else if (*jour < premier || *jour > dernier)
        quand.refuse("Indiquez une date entre le " + base::affiche(premier) + " et le " + base::affiche(dernier) + ".");
    return bon && qui.error().empty() && quand.error().empty() && quoi.error().empty();
}

} // namespace metier::reunions
