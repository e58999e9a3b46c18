#pragma once
// Ce que « Ma journée » et les listes de veille lisent : un nombre fixe de requêtes, chacune par ses index.
#include "metier/suivi/suivi_sql.hpp"

namespace metier::suivi {

struct NonRemplie {
    Id<Jeune> jeune;
    std::string nom;
    Date depuis{};
};
/// 16-18 ans, sans solution, ni exemption, le plus ancien d'abord.
std::vector<NonRemplie> obligations_non_remplies(Reader& db, acces::Portee const& portee, jeunes::FenetreDAge fenetre,
                                                 int au_plus);

struct RetourDu {
    Id<Jeune> jeune;
    std::string nom;
    Date pour_le{};
};
std::vector<RetourDu> retours_dus(Reader& db, acces::Portee const& portee, Date jusqu_au, int au_plus);

struct ConvocationEchue {
    Id<Convocation> id;
    std::string nom;
    Date le{}, terme{};
};
/// Terme atteint, sans solution ni exemption entre-temps.
std::vector<ConvocationEchue> convocations_echues(Reader& db, acces::Portee const& portee, int au_plus);

struct SuiviDu {
    Id<Solution> solution;
    std::string nom;
    Code code = Code::sans_solution_connu;
    Date pour_le{};
};
std::vector<SuiviDu> suivis_dus(Reader& db, acces::Portee const& portee, Date jusqu_au, int au_plus);

struct Silencieux {
    Id<Jeune> jeune;
    std::string nom;
    std::optional<Date> dernier;
    Cause pourquoi = Cause::personne;
};
/// N-10 : dossiers suivis, sans solution, sans échange depuis `limite`.
std::vector<Silencieux> silencieux(Reader& db, acces::Portee const& portee, Date limite, int au_plus);

struct SansRendezVous {
    Id<Jeune> jeune;
    std::string nom;
    std::optional<Date> naissance;
    std::optional<Date> rendez_vous; ///< rien : sans date
    std::string rang;
};
struct ApresAttendu {
    std::string rang = {};
    std::int64_t id = 0;
};
/// Dossiers suivis sans solution ni entretien depuis la rentrée, ceux sans rendez-vous d'abord, après celui-ci.
std::vector<SansRendezVous> attendus_en_entretien(Reader& db, acces::Portee const& portee, Date depuis, int au_plus,
                                                  ApresAttendu const& apres = {});
/// Les numéros des dossiers suivis par ce rôle : toujours contenus dans sa portée (un essai le vérifie).
std::vector<Id<Jeune>> dossiers_suivis(Reader& db, acces::Portee const& portee);

} // namespace metier::suivi
