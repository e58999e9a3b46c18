#pragma once
#include "metier/prevention/absences_sql.hpp"
#include "metier/prevention/prevention_sql.hpp"
#include "metier/prevention/reperes.hpp"

namespace metier::prevention {

struct Repere;
struct Veille;

struct RepereVu {
    Id<Repere> id;
    SigneVu signe;
    std::string constat, auteur, explication, decide_par;
    std::optional<Date> decide_le;
    std::int64_t version = 1;
};
struct NouveauRepere {
    Id<Jeune> jeune;
    Id<Etablissement> etablissement;
    Signe signe = Signe::retards;
    Force force = Force::leger;
    std::string constat;
    Date le{};
};
Id<Repere> noter_un_signe(Writer& db, Auteur const& auteur, NouveauRepere const& r, std::string const& saisie = {});
/// Expliqué jusqu'à un jour, ou clos ; Conflict si quelqu'un l'a fait avant.
void decider_d_un_signe(Writer& db, Auteur const& auteur, Id<Repere> id, std::int64_t version, EtatDuSigne etat,
                        std::string const& explication, std::optional<Date> jusqu_au);
struct RepereOu {
    Id<Jeune> jeune;
    Id<Etablissement> etablissement;
};
std::optional<RepereOu> ou_est_le_signe(Reader& db, Id<Repere> id);
std::vector<RepereVu> signes_de(Reader& db, Id<Jeune> jeune, Id<Etablissement> etablissement);

struct VeilleVue {
    Id<Veille> id;
    std::string motif, auteur;
    Date depuis{}, revoir_le{};
    std::int64_t version = 1;
};
std::optional<VeilleVue> veille_de(Reader& db, Id<Jeune> jeune, Id<Etablissement> etablissement);
/// L'inscrit, ou change son motif et sa date.
void veiller(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Id<Etablissement> etablissement,
             std::string const& motif, Date revoir_le);
void retirer_de_la_liste(Writer& db, Auteur const& auteur, Id<Veille> id, std::int64_t version,
                         std::string const& motif);

struct ScoreLycam {
    Date le{};
    std::string edition;
    Dimension dimension = Dimension::famille;
    std::int64_t valeur = 0;
};
std::vector<ScoreLycam> lycam_de(Reader& db, Id<Jeune> jeune);
void noter_le_lycam(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Id<Etablissement> etablissement,
                    std::vector<ScoreLycam> const& scores);

/// Un élève de la liste à regarder, ou non, avec ses raisons.
struct ARegarder {
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom, classe;
    Connu connu;
    Entree entree;
    std::optional<Id<Prevention>> situation;
    std::optional<Etat> etat;
    std::optional<Date> revoir_le;
    std::string nom_affiche() const { return jeunes::nom_affiche(nom, nom_usage, prenom); }
    Rang rang() const {
        return {entree.legale, connu.dernier_echange, entree.familles.size(), entree.nouveaute, connu.a_examiner};
    }
};
Reglages reglages(Reader& db, Date jour);
/// Tous ceux de l'établissement dont quelque chose est connu, dans l'ordre de la liste ; un nombre fixe de requêtes.
std::vector<ARegarder> tous_les_connus(Reader& db, Id<Etablissement> etablissement, Date jour);
std::optional<ARegarder> regarder_un(Reader& db, Id<Etablissement> etablissement, Id<Jeune> jeune, Date jour);
/// C-6 : un seuil de la loi ou plusieurs familles de signes, et personne n'a rien écrit depuis longtemps.
bool sans_ecrit(ARegarder const& a, Reglages const& r, Date jour);

} // namespace metier::prevention
