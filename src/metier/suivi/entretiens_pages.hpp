#pragma once
#include "metier/suivi/suivi_web.hpp"

namespace metier::suivi {

/// Un formulaire d'entretien, nouveau ou modifié.
struct SaisieDEntretien {
    std::string nom; ///< du jeune
    Id<Jeune> jeune;
    std::optional<Id<Entretien>> id; ///< modification
    web::Lien ou;                    ///< POST
    web::Lien ici;                   ///< cette page
    web::Lien brouillon;
    web::Html avis;                        ///< mots sensibles
    std::optional<Instant> brouillon_du;   ///< gardé, pas encore repris
    bool brouillon_ancien = false;         ///< commencé sur une version qui n'est plus la dernière
    std::optional<EntretienVu> en_conflit; ///< ce qu'un autre a enregistré entre-temps
    bool choisit_les_lecteurs = true;      ///< l'auteur seul
    bool analyse_lisible = true;
};
acces::Page page_saisie(SaisieDEntretien const& s, FormEntretien const& form, web::Csrf const& csrf);
acces::Page page_choix_du_type(Jeune const& j);
acces::Page page_entretien(EntretienVu const& vu, std::string const& nom, bool peut_modifier,
                           web::Html const& annulation, web::Html const& annuler);
acces::Page page_versions(EntretienVu const& vu, std::string const& nom, std::vector<VersionVue> const& versions);

/// Ce qui était écrit, quand l'entretien ne s'ouvre plus : libellé, texte.
acces::Page page_texte_rendu(std::vector<std::pair<std::string, std::string>> const& ecrits);

} // namespace metier::suivi
