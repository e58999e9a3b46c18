#pragma once
#include "metier/suivi/suivi_sql.hpp"
#include "metier/suivi/types_entretien.hpp"
#include "web/form.hpp"

namespace metier::suivi {

/// Dix secondes : quatre choix sous les yeux, le reste est facultatif.
struct FormContact {
    web::Field<Canal> canal{"canal", "Comment", web::required, web::radio};
    web::Field<Interlocuteur> qui{"qui", "Qui", web::required, web::radio};
    web::Field<Resultat> resultat{"resultat", "Résultat", web::required, web::radio};
    web::Field<Date> le{"le", "Le", web::required};
    web::Field<Date> prochain{"prochain", "Reprendre contact le", web::hint("Facultatif : crée une échéance")};
    web::Field<std::string> note{"note", "Ce qui a été dit", web::at_most(200), web::facts_only};
    web::Field<std::string> saisie{"saisie", "Saisie", web::at_most(40)};
    auto fields() { return std::tie(canal, qui, resultat, le, prochain, note, saisie); }
};

struct FormEntretien {
    explicit FormEntretien(TypeEntretien type);

    TypeEntretien type;
    web::Field<Date> jour{"jour", "Date", web::required};
    web::Field<web::Heure> heure{"heure", "Heure"};
    web::Field<int> duree{"duree", "Durée, en minutes", web::at_least(1), web::at_most(600)};
    web::Field<Canal> canal{"canal", "Canal", web::empty_choice("Non précisé")};
    web::Field<std::string> lieu{"lieu", "Lieu", web::at_most(100)};
    web::Field<std::string> participants{"participants", "Participants", web::at_most(200)};
    web::Field<std::string> objet{"objet", "Objet", web::required, web::at_most(150), web::facts_only};
    web::Field<std::string> resume{
        "resume",          "Résumé : les faits",
        web::long_text(6), web::at_most(800),
        web::facts_only,   web::hint("Ce qui a été dit et décidé. Le jeune peut le lire s’il le demande")};
    web::Field<std::string> analyse{
        "analyse",         "Analyse : votre avis",
        web::long_text(4), web::at_most(800),
        web::facts_only,   web::hint("À part des faits, avec ses propres lecteurs. Facultatif")};
    web::Field<acces::Visibilite> visibilite_analyse{"visibilite_analyse", "Qui lit l’analyse", web::required};
    web::Field<std::vector<jeunes::CodeDeFrein>> freins{
        "freins", "Freins constatés",
        web::hint(
            "Le code suffit, sans détail. Ceux que vous cochez s’ouvrent au dossier, avec la date et votre nom : "
            "tous ceux qui lisent le dossier les voient, même si cet entretien reste privé. Ils se lèvent ensuite "
            "au dossier")};
    web::Field<Decision> decision{"decision", "Décision", web::radio};
    web::Field<std::string> motif{"motif", "Motif", web::at_most(200), web::facts_only,
                                  web::hint("Exigé pour un refus ou une non-recevabilité")};
    web::Field<std::string> explication{"explication",     "Explication donnée au jeune",
                                        web::long_text(3), web::at_most(400),
                                        web::facts_only,   web::hint("En mots simples : elle pourra lui être remise")};
    web::Field<std::string> decisions{"decisions", "Décisions prises", web::long_text(3), web::at_most(400),
                                      web::facts_only};
    web::Field<Date> prochaine{"prochaine", "Prochaine échéance",
                               web::hint("Facultatif : elle apparaîtra dans votre journée")};
    web::Field<acces::Visibilite> visibilite{"visibilite", "Qui lit cet entretien", web::required, web::radio};
    web::Field<Temps> temps{"temps", "Temps compté en", web::empty_choice("Non compté")};
    web::Field<std::string> raison{"raison", "Raison de la modification", web::at_most(150)};
    web::Field<std::int64_t> version{"version", "Version"};
    web::Field<std::string> saisie{"saisie", "Saisie", web::at_most(40)};
    std::vector<web::Field<std::string>> propres; ///< un par champ du type

    std::vector<web::FieldBase*> champs();
    /// Règles entre champs ; faux s'il y a quelque chose à corriger.
    bool lire(web::Pairs const& saisi);
    void remplir(Entretien const& e);
    /// Ce qui a été saisi ; le reste vient de `base` (jeune, numéro, auteur).
    Entretien entretien(Entretien base) const;
    /// Textes libres, pour l'avis sur les mots sensibles.
    std::vector<std::string> textes() const;
};

struct FormSolution {
    web::Field<Code> code{"code", "Solution", web::required};
    web::Field<std::string> structure{"structure", "Structure", web::at_most(120),
                                      web::hint("Par exemple : CFA de Rennes, mission locale de Val-Clair")};
    web::Field<Date> proposee_le{"proposee_le", "Proposée le", web::required};
    web::Field<bool> deja{"deja", "Le jeune y est déjà"};
    web::Field<Date> effet_le{"effet_le", "Depuis le", web::hint("Si le jeune y est déjà")};
    web::Field<jeunes::Fondement> preuve{"preuve", "Preuve", web::empty_choice("Choisir…"),
                                         web::hint("Si le jeune y est déjà : sur quoi cela repose")};
    web::Field<std::string> motif{"motif", "Précision", web::at_most(200), web::facts_only};
    web::Field<std::string> saisie{"saisie", "Saisie", web::at_most(40)};
    auto fields() { return std::tie(code, structure, proposee_le, deja, effet_le, preuve, motif, saisie); }
};

/// Ce qu'il advient d'une solution.
struct FormEtat {
    web::Field<Etat> etat{"etat", "Ce qu’il en est", web::required, web::radio};
    web::Field<Date> le{"le", "Le", web::required};
    web::Field<jeunes::Fondement> preuve{"preuve", "Preuve", web::empty_choice("Choisir…"),
                                         web::hint("Si elle est active : sur quoi cela repose")};
    web::Field<std::string> motif{"motif", "Motif", web::at_most(200), web::facts_only,
                                  web::hint("Pour un refus ou une rupture")};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(etat, le, preuve, motif, version); }
};

struct FormErreur {
    web::Field<std::string> motif{
        "motif",         "Pourquoi l’annuler",
        web::required,   web::at_most(200),
        web::facts_only, web::hint("Par exemple : saisie sur un homonyme, mauvaise solution choisie")};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(motif, version); }
};

struct FormSuivi {
    web::Field<Reponse> reponse{"reponse", "Réponse", web::required};
    web::Field<Date> le{"le", "Dernier jour ou date de la réponse"};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(reponse, le, version); }
};

struct FormConvocation {
    web::Field<Date> le{"le", "Convoqués le", web::required, web::hint("Jeune et représentant légal")};
    auto fields() { return std::tie(le); }
};

struct FormExemption {
    web::Field<bool> oui{"oui", "Un certificat exempte ce jeune de l’obligation", web::required};
    web::Field<Date> du{"du", "À partir du", web::required};
    web::Field<Date> au{"au", "Jusqu’au"};
    web::Field<std::string> signataire{
        "signataire",    "Qualité du signataire",
        web::required,   web::at_most(60),
        web::facts_only, web::hint("Par exemple : médecin scolaire. Ni motif médical, ni copie du certificat")};
    auto fields() { return std::tie(oui, du, au, signataire); }
};

struct FormRetour {
    web::Field<Date> demande_le{"demande_le", "Demande faite le", web::required};
    web::Field<Date> information_le{"information_le", "Information écrite remise le"};
    auto fields() { return std::tie(demande_le, information_le); }
};

struct FormInformation {
    web::Field<Date> information_le{"information_le", "Information écrite remise le", web::required};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(information_le, version); }
};

struct FormAnnulation {
    web::Field<std::string> motif{"motif",         "Pourquoi l’annuler",
                                  web::required,   web::at_most(200),
                                  web::facts_only, web::hint("Par exemple : demande d’un homonyme, mauvaise date")};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(motif, version); }
};

/// Une saisie faite par erreur.
struct FormRetrait {
    web::Field<std::string> motif{"motif",         "Pourquoi l’annuler",
                                  web::required,   web::at_most(200),
                                  web::facts_only, web::hint("Par exemple : noté sur le dossier d’un homonyme")};
    auto fields() { return std::tie(motif); }
};

struct FormFinDExemption {
    web::Field<Date> au{"au", "Jusqu’au", web::required, web::hint("Le dernier jour où elle vaut")};
    auto fields() { return std::tie(au); }
};

/// Ce qui clôt une convocation : quelqu'un à son terme, une erreur à réparer, ou un fait.
enum class Suite { transmise, sans_suite, annulee, solution, exemption };
inline constexpr base::Entree<Suite> suites[] = {
    {Suite::transmise, "transmise", "Transmise au département"},
    {Suite::sans_suite, "sans_suite", "Ne pas transmettre"},
    {Suite::annulee, "annulee", "Notée par erreur : annuler la convocation"},
    {Suite::solution, "solution", "Une solution a été trouvée"},
    {Suite::exemption, "exemption", "Exemption notée"},
};
constexpr std::span<base::Entree<Suite> const> entrees(Suite) { return suites; }

struct FormSuite {
    web::Field<Suite> issue{"issue", "Suite donnée", web::required, web::radio};
    web::Field<std::string> motif{"motif", "Précision", web::at_most(200), web::facts_only};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(issue, motif, version); }
};

struct FormRendezVous {
    web::Field<Date> jour{"jour", "Jour", web::required};
    web::Field<web::Heure> heure{"heure", "Heure", web::required};
    web::Field<std::string> lieu{"lieu", "Lieu", web::at_most(100), web::facts_only,
                                 web::hint("Par exemple : CIO, mission locale, lycée")};
    auto fields() { return std::tie(jour, heure, lieu); }
};

} // namespace metier::suivi
