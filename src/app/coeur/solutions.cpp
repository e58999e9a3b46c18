#include "app/coeur/solutions.hpp"

#include "metier/suivi/suivi.hpp"

namespace app {

metier::reperage::Solutions solutions_du_suivi() {
    using namespace metier;
    return {.en_cours =
                [](storage::Reader& db, std::span<Id<jeunes::Jeune> const> qui) {
                    std::map<Id<jeunes::Jeune>, reperage::SolutionConnue> connues;
                    for (auto const& s : suivi::solutions_en_cours(db, qui))
                        connues[s.jeune] = {.quoi = std::string(base::libelle(s.code)),
                                            .structure = s.structure,
                                            .preuve = std::string(base::libelle(s.preuve)),
                                            .prouvee = s.preuve != jeunes::Fondement::declaration,
                                            .depuis = s.effet_le,
                                            .verifiee_le = s.verifiee_le,
                                            .situation = *suivi::situation(s.code),
                                            .page = suivi::lien(s.id)};
                    return connues;
                },
            .rompre =
                [](storage::Writer& db, Instant instant, Id<acces::Agent> agent, Id<jeunes::Jeune> jeune,
                   Date dernier_jour, std::string const& motif) {
                    return suivi::rompre_en_cours(db, {agent, instant}, jeune, dernier_jour, motif);
                },
            .rendre = suivi::rendre_la_rompue};
}

} // namespace app
