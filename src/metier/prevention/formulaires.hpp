#pragma once
#include "metier/prevention/prevention.hpp"
#include "web/form.hpp"

namespace metier::prevention {

/// Qui : deux lettres du nom, ou la classe.
struct FormRecherche {
    web::Field<std::string> q{"q", "Nom, prénom ou classe de l’élève", web::required, web::at_most(80)};
    auto fields() { return std::tie(q); }
};

/// Deux minutes, sur un téléphone : les faits, l'urgence ; le reste est facultatif (C-5).
struct FormSignalement {
    web::Field<std::string> faits{
        "faits",
        "Les faits : ce que vous avez vu ou entendu",
        web::required,
        web::long_text(5),
        web::at_most(800),
        web::facts_only,
        web::hint("Dates, lieux, paroles. Le jeune et ses parents peuvent lire ce texte s’ils le demandent")};
    web::Field<std::string> analyse{"analyse",         "Votre avis, à part",
                                    web::long_text(3), web::at_most(400),
                                    web::facts_only,   web::hint("Facultatif : ce que vous en pensez, vos questions")};
    web::Field<Urgence> urgence{"urgence", "À regarder", web::required, web::radio};
    web::Field<Date> famille_le{"famille_le", "Famille informée le", web::hint("Laissez vide si ce n’est pas fait")};
    web::Field<Accord> accord{"accord", "Le jeune accepte d’être contacté",
                              web::empty_choice("Je ne le lui ai pas demandé")};
    web::Field<std::string> appuis{"appuis", "Ce qui marche, ce qu’il ou elle aime", web::at_most(200),
                                   web::facts_only};
    web::Field<Origine> origine{"origine", "Qui vous en a parlé", web::required};
    web::Field<Locomotion> locomotion{"locomotion", "Comment il ou elle se déplace",
                                      web::empty_choice("Je ne sais pas")};
    web::Field<std::string> saisie{"saisie", "Saisie", web::at_most(40)};
    auto fields() { return std::tie(faits, analyse, urgence, famille_le, accord, appuis, origine, locomotion, saisie); }
    std::vector<std::string> textes() const {
        return {faits.value().value_or(""), analyse.value().value_or(""), appuis.value().value_or("")};
    }
};

enum class Suite { examinee, suivie };
inline constexpr base::Entree<Suite> suites[] = {
    {Suite::examinee, "examinee", "Examinée : on regarde encore, rien d’engagé"},
    {Suite::suivie, "suivie", "Suivie : une réponse est engagée"},
};
constexpr std::span<base::Entree<Suite> const> entrees(Suite) { return suites; }

/// Ce qui se contredit entre l'état choisi et les réponses ; vide sinon.
inline std::string_view contradiction(Suite etat, bool cochees, bool en_cours) {
    if (etat == Suite::suivie)
        return cochees || en_cours ? "" : "Suivie : cochez au moins une réponse engagée, ou choisissez « Examinée ».";
    if (cochees)
        return "« Examinée » veut dire que rien n’est engagé : décochez ces réponses, ou choisissez « Suivie ».";
    return en_cours ? "Une réponse est déjà engagée : choisissez « Suivie », ou terminez-la d’abord." : "";
}

struct FormExamen {
    web::Field<std::string> decision{"decision",        "Décision : qui fait quoi", web::required,
                                     web::long_text(3), web::at_most(400),          web::facts_only};
    web::Field<Suite> etat{"etat", "Où en est la situation", web::required, web::radio};
    web::Field<EtatDuLien> lien{"lien", "Lien avec le jeune", web::required, web::radio};
    web::Field<Date> revoir_le{"revoir_le", "À revoir le", web::required,
                               web::hint("Obligatoire : la situation revient ce jour-là")};
    web::Field<std::vector<CodeDeReponse>> reponses{"reponses", "Réponses engagées"};
    web::Field<Id<acces::Agent>> confie_a{"confie_a", "Confiée aussi à",
                                          web::empty_choice("Personne hors de l’établissement"),
                                          web::hint("Ce coordonnateur lira et tiendra la situation avec vous")};
    web::Field<std::string> reponse{"reponse", "Réponse à qui a signalé", web::at_most(200), web::facts_only,
                                    web::hint("Il ou elle lira cette phrase, et rien d’autre du dossier")};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(decision, etat, lien, revoir_le, reponses, confie_a, reponse, version); }
};

struct FormCloture {
    web::Field<MotifDeCloture> motif{"motif", "Motif", web::required, web::radio};
    web::Field<std::string> precision{"precision", "Précision", web::at_most(200), web::facts_only,
                                      web::hint("Exigée pour « Autre motif »")};
    web::Field<std::string> reponse{"reponse", "Réponse à qui a signalé", web::at_most(200), web::facts_only};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(motif, precision, reponse, version); }
};

} // namespace metier::prevention
