#include "metier/demonstration/population/population.hpp"

#include <algorithm>

#include "base/ensure.hpp"
#include "metier/demonstration/population/monde.hpp"

namespace metier::demonstration {

std::string_view code(Situation situation) {
    switch (situation) {
    case Situation::inscrit_ici: return "inscrit_ici";
    case Situation::inscrit_ailleurs: return "inscrit_ailleurs";
    case Situation::apprenti: return "apprenti";
    case Situation::demenage: return "demenage";
    case Situation::enseignement_superieur: return "enseignement_superieur";
    case Situation::formation_continue: return "formation_continue";
    case Situation::service_civique: return "service_civique";
    case Situation::emploi: return "emploi";
    case Situation::mission_locale: return "mission_locale";
    case Situation::action_mlds: return "action_mlds";
    case Situation::sans_solution: return "sans_solution";
    }
    return {};
}

bool est_faux_decrocheur(Situation situation, bool diplome_du_cursus) {
    switch (situation) {
    case Situation::inscrit_ici:
    case Situation::inscrit_ailleurs:
    case Situation::apprenti:
    case Situation::demenage:
    case Situation::enseignement_superieur: return true;
    case Situation::formation_continue:
    case Situation::service_civique:
    case Situation::emploi:
    case Situation::mission_locale:
    case Situation::action_mlds:
    case Situation::sans_solution: return diplome_du_cursus;
    }
    return false;
}

Academie::Academie(std::filesystem::path const& data, Options options) {
    ensure(options.aujourd_hui.ok(), "le jour de la démonstration doit être donné");
    auto monde = std::make_unique<Monde>(options, Frequences{data});
    lire_territoire(*monde, data);
    lire_structures(*monde, data);
    lire_offre(*monde, data);
    peupler(*monde);
    indexer(*monde);
    monde_ = std::move(monde);
}

Academie::~Academie() = default;
Academie::Academie(Academie&&) noexcept = default;
Academie& Academie::operator=(Academie&&) noexcept = default;

Options const& Academie::options() const { return monde_->options; }
Territoire const& Academie::territoire() const { return monde_->territoire; }
std::size_t Academie::nombre() const { return monde_->fiches.size(); }
Personne Academie::personne(std::size_t rang) const { return demonstration::personne(*monde_, rang); }

std::vector<std::uint32_t> Academie::eleves(std::size_t etablissement, base::AnneeScolaire annee) const {
    auto const ligne = annee.debut - monde_->options.annee.debut + 1;
    if (ligne != 0 && ligne != 1)
        return {};
    auto const& debuts = monde_->debuts[static_cast<std::size_t>(ligne)];
    auto const& eleves = monde_->eleves[static_cast<std::size_t>(ligne)];
    return {eleves.begin() + debuts[etablissement], eleves.begin() + debuts[etablissement + 1]};
}

} // namespace metier::demonstration
