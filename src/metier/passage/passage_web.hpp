#pragma once
// Ce que les pages du passage se passent : à qui, combien, et ce qui suit.
#include "metier/passage/passage.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::passage {

struct PassageForm {
    web::Field<std::vector<Id<acces::Agent>>> vers{"vers", "Passer à", web::required};
    auto fields() { return std::tie(vers); }
};
/// À qui revient ce qui ne tient à aucun des dossiers passés.
struct ResteForm {
    web::Field<Id<acces::Agent>> a{"reste_a", "Le reste, à qui", web::required};
    auto fields() { return std::tie(a); }
};
/// Confier un rôle le temps d'une absence : par l'absent lui-même, ou par qui répartit les charges.
struct DelegationForm {
    web::Field<Id<acces::Agent>> a{"a", "À qui", web::required};
    web::Field<Date> du{"du", "Du", web::required};
    web::Field<Date> au{"au", "Au (dernier jour)", web::required};
    web::Field<std::string> motif{"motif", "Mot pour lui ou elle", web::at_most(200)};
    auto fields() { return std::tie(a, du, au, motif); }
};
/// Offre ces collègues, chacun avec sa charge.
void offrir(web::Field<Id<acces::Agent>>& champ, std::vector<Charge> const& liste);
void offrir(web::Field<std::vector<Id<acces::Agent>>>& champ, std::vector<Charge> const& liste);

struct Repartition {
    std::vector<Charge> vers;
    std::vector<std::vector<Id<Jeune>>> lots;
};
Repartition repartition(std::vector<Charge> const& tous, std::vector<Id<acces::Agent>> const& choix,
                        std::vector<Id<Jeune>> const& quoi);

/// « 3 relais en cours », « 2 tutorats en cours, jusqu’au 12/12/2026 » : ce que cet agent tient, dans cette étendue.
/// `seulement_a_passer` : sans ce qui suit le dossier de lui-même.
std::vector<std::string> ce_qu_il_tient(Reader& db, jeunes::Apports const& apports, jeunes::Apports::Etendue const& e,
                                        Date jour, bool seulement_a_passer = false);
/// La charge de chacun avant et après, et ce qui vient avec ses dossiers.
web::Html tableau_de_repartition(Reader& db, jeunes::Apports const& apports, Id<acces::Agent> de, Repartition const& r,
                                 Date jour);
/// Change de référent ces dossiers, et passe ce qui y tient ; rend le nombre d'échéances.
std::int64_t passer(Writer& db, acces::Contexte const& cx, jeunes::Apports const& apports, Id<acces::Agent> de,
                    Id<acces::Agent> a, std::vector<Id<Jeune>> const& quoi);
/// Passe, par un acte, tout ce qui ne tient à aucun dossier dont il reste référent ; rend ce qui l'a été, en clair.
std::string passer_le_reste(acces::Contexte& cx, jeunes::Apports const& apports, Id<acces::Agent> de,
                            Id<acces::Agent> a);
/// Ce qui ne tient à aucun dossier dont cet agent est référent.
jeunes::Apports::Etendue le_reste(Reader& db, Id<acces::Agent> de);

/// Les délégations de cet agent, données et reçues, avec ce que tient l'absent.
web::Html bloc_des_delegations(acces::Contexte const& cx, Reader& db, jeunes::Apports const& apports);
/// Qui d'autre tient déjà ce rôle une partie de ce temps, en une phrase ; vide : personne.
std::string aussi_ces_jours_la(Reader& db, acces::Contexte const& cx, Id<acces::Agent> a, Date du, Date au);
/// Un courriel, sans aucun nom.
void ecrire_au_delegue(Writer& db, acces::Contexte const& cx, Id<Delegation> id, Id<acces::Agent> a, Date du, Date au);

/// Le même, à l'absent qui ne l'a pas demandé lui-même.
void ecrire_a_l_absent(Writer& db, acces::Contexte const& cx, Id<Delegation> id, Id<acces::Agent> de, Date du, Date au);

/// Ce que ce coordonnateur départemental a réattribué depuis peu, et de quoi le rendre.
web::Html derniers_passages(Reader& db, acces::Contexte const& cx);
void routes_des_absences(acces::Routes& r, jeunes::Apports const& apports);
void routes_des_delegations(acces::Routes& r);
void routes_des_charges(acces::Routes& r, jeunes::Apports const& apports);
void routes_de_la_fiche(acces::Routes& r, jeunes::Apports const& apports);

} // namespace metier::passage
