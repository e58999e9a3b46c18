#pragma once
// Les règles du dossier : pures, sans base ni horloge. Les âges et délais viennent des paramètres datés (territoire).
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

/// Fenêtre d'âge : du `de`-ième anniversaire à la veille du `a`-ième.
struct FenetreDAge {
    int de = 16;
    int a = 18;
};
/// Obligation de formation : code de l'éducation, art. L114-1 (loi 2019-791), décret 2020-978.
bool soumis_a_obligation(std::optional<Date> naissance, Date jour, FenetreDAge fenetre = {});

enum class StatutObligation { hors_champ, remplie, exempte, non_remplie, inconnue };
inline constexpr base::Entree<StatutObligation> statuts_d_obligation[] = {
    {StatutObligation::hors_champ, "hors_champ", "Hors du champ de l’obligation"},
    {StatutObligation::remplie, "remplie", "Obligation remplie"},
    {StatutObligation::exempte, "exempte", "Exempté"},
    {StatutObligation::non_remplie, "non_remplie", "Obligation non remplie"},
    {StatutObligation::inconnue, "inconnue", "À vérifier"},
};
constexpr std::span<base::Entree<StatutObligation> const> entrees(StatutObligation) { return statuts_d_obligation; }

struct Faits {
    std::optional<Date> naissance;
    std::vector<SituationVue> situations;
    std::vector<InscriptionVue> inscriptions;
    std::vector<Diplome> diplomes;
    std::optional<Exemption> exemption; ///< en cours au jour dit
};
Faits faits(Reader& db, Id<Jeune> jeune, Date jour);

struct Obligation {
    StatutObligation statut = StatutObligation::inconnue;
    std::string motif;     ///< « Scolarisé, Lycée Zola »
    std::string fondement; ///< « Code de l’éducation, art. L114-1 et D. 114-1… »
    std::optional<Date> verifiee_le;
    std::optional<Date> debut, fin; ///< de l'obligation pour cette personne
};
/// R-07, à une date passée ou future (C-8).
Obligation obligation(Faits const& faits, Date jour, FenetreDAge fenetre = {});

/// Trois définitions, côte à côte ; jamais une case que l'on coche.
enum class Definition { legale, siei, locale };
inline constexpr base::Entree<Definition> definitions_de_decrocheur[] = {
    {Definition::legale, "legale", "Définition légale"},
    {Definition::siei, "siei", "Définition du SIEI"},
    {Definition::locale, "locale", "Définition locale"},
};
constexpr std::span<base::Entree<Definition> const> entrees(Definition) { return definitions_de_decrocheur; }

struct ReglesDeDecrochage {
    int age_minimal = 16;
    bool locale_compte_les_caps = true; ///< locale : un CAP ou BEP parti en cours de bac pro est-il décrocheur ?
};
/// Bac général, ou diplôme professionnel de niveau 3 ou 4 du RNCP (D. 313-59) ; ni DNB ni CFG.
bool qualifie(std::span<Diplome const> diplomes);
/// R-05 : ni brevet, ni certificat de formation générale.
bool compte(Diplome const& d);
/// R-04 : celui que préparait le cursus suivi ; s'il compte.
bool du_cursus_obtenu(std::span<Diplome const> diplomes);
/// Le plus élevé de ceux qui comptent; rien s'il n'y en a pas.
Diplome const* plus_eleve(std::span<Diplome const> diplomes);
struct Decrochage {
    bool decrocheur = false;
    std::string pourquoi; ///< en français, dans un sens comme dans l'autre
};
Decrochage decrochage(Faits const& faits, Definition definition, Date jour, ReglesDeDecrochage const& regles = {});

/// Intervalles : ce qu'il faut faire des situations connues pour noter celle-ci, sans chevauchement (C-21).
struct Placement {
    std::string refus;                     ///< non vide : rien à faire
    bool deja = false;                     ///< la même est déjà notée
    std::optional<Date> au;                ///< fin de la nouvelle, écourtée si une autre commence après
    std::optional<Id<Situation_>> corrige; ///< commence le même jour : à réécrire
    std::vector<std::pair<Id<Situation_>, Date>> ecourte; ///< nouveau dernier jour
    std::vector<Situation> reprend;                       ///< reste d'une situation coupée en deux
};
Placement placer(std::span<SituationVue const> connues, Situation const& nouvelle);
/// Pourquoi ce qu'on découvre ce jour-là (une solution déjà en place, un emploi, une inscription) ne peut pas durer
/// depuis si longtemps ; vide si cela se peut. Pas avant l'année de la dernière scolarité connue alors ; sans
/// scolarité connue, pas plus de `anteriorite` mois (paramètre `solution.anteriorite`, proposition).
std::string refus_du_debut(std::span<InscriptionVue const> inscriptions, Date debut, Date decouverte, int anteriorite);

/// Périodes sans situation connue, entre la première situation et le jour dit.
struct Trou {
    Date du, au;
};
std::vector<Trou> trous(std::span<SituationVue const> connues, Date jour);

} // namespace metier::jeunes
