#pragma once
#include "metier/reunions/reunions.hpp"
#include "web/form.hpp"

namespace metier::reunions {

/// Les choix d'une liste, sans celui qui ne choisit rien.
template <class E>
std::vector<web::Choix> sans_le_vide() {
    auto liste = web::choix_de<E>();
    std::erase_if(liste, [](auto const& c) { return c.code.empty(); });
    return liste;
}

struct FormReunion {
    FormReunion() { zone.offer_choices(sans_le_vide<Zone>()); }
    web::Field<std::string> terrain{"terrain", "Où", web::required};
    web::Field<std::string> titre{"titre", "Titre", web::at_most(80), web::facts_only,
                                  web::hint("Facultatif, par exemple : classes de seconde. Sans nom d’élève : il ne "
                                            "part dans aucun courriel")};
    web::Field<Date> jour{"jour", "Jour", web::required};
    web::Field<web::Heure> heure{"heure", "Heure", web::required};
    web::Field<std::int64_t> duree{"duree", "Durée, en minutes", web::required, web::at_least(10), web::at_most(600)};
    web::Field<std::string> lieu{
        "lieu", "Lieu", web::at_most(120),
        web::hint("Par exemple : salle 12. Il figure dans la convocation : sans nom de jeune")};
    web::Field<Rythme> rythme{"rythme", "Rythme", web::required, web::radio};
    web::Field<Date> jusqu_au{"jusqu_au", "Jusqu’au", web::hint("Si elle revient. Par exemple 30/06/2027")};
    web::Field<Zone> zone{"zone", "Vacances scolaires",
                          web::hint("Si elle revient. Les jours fériés sont toujours "
                                    "sautés")};
    auto fields() { return std::tie(terrain, titre, jour, heure, duree, lieu, rythme, jusqu_au, zone); }
};

struct FormDeplacement {
    web::Field<Date> jour{"jour", "Nouveau jour", web::required};
    web::Field<web::Heure> heure{"heure", "Nouvelle heure", web::required};
    web::Field<std::int64_t> duree{"duree", "Durée, en minutes", web::required, web::at_least(10), web::at_most(600)};
    web::Field<std::string> lieu{"lieu", "Lieu", web::at_most(120)};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(jour, heure, duree, lieu, version); }
};

struct FormAnnulation {
    web::Field<std::string> motif{
        "motif",           "Motif",         web::required,
        web::at_most(120), web::facts_only, web::hint("Par exemple : salle indisponible. Il figure dans le courriel")};
    web::Field<bool> suivantes{"suivantes", "Annuler aussi toutes les réunions suivantes de la série"};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(motif, suivantes, version); }
};

struct FormPresentation {
    web::Field<std::string> publics{"publics", "Public", web::at_most(200),
                                    web::hint("À qui l’on s’adresse : familles, collégiens, partenaires…")};
    web::Field<std::string> supports{"supports", "Supports", web::long_text(3), web::at_most(600),
                                     web::hint("Affiches, diaporama, stands, liens utiles")};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(publics, supports, version); }
};

struct FormAgent {
    web::Field<Id<acces::Agent>> agent{"agent", "Une personne qui a un compte", web::required};
    web::Field<Fonction> fonction{"fonction", "Fonction", web::required};
    web::Field<bool> suivantes{"suivantes", "Aussi aux réunions suivantes de la série"};
    auto fields() { return std::tie(agent, fonction, suivantes); }
};

struct FormDuDehors {
    web::Field<std::string> nom{"nom", "Prénom et nom, ou fonction", web::required, web::at_most(80)};
    web::Field<std::string> courriel{"courriel", "Courriel", web::required, web::email, web::at_most(150)};
    web::Field<Fonction> fonction_du_dehors{"fonction_du_dehors", "Fonction", web::required};
    web::Field<bool> suivantes_du_dehors{"suivantes_du_dehors", "Aussi aux réunions suivantes de la série"};
    auto fields() { return std::tie(nom, courriel, fonction_du_dehors, suivantes_du_dehors); }
};

struct FormMembre {
    FormMembre() { presence.offer_choices(sans_le_vide<Presence>()); }
    web::Field<Fonction> fonction{"fonction", "Fonction", web::required};
    web::Field<Presence> presence{"presence", "Présence", web::empty_choice("Attendu")};
    web::Field<web::Heure> part_a{"part_a", "Doit partir à",
                                  web::hint("Si c’est avant la fin : les dossiers qu’il suit passent d’abord")};
    web::Field<std::string> courriel{"courriel", "Courriel", web::email, web::at_most(150)}; ///< sans compte
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(fonction, presence, part_a, courriel, version); }
};

/// Tenir la séance un autre jour que prévu : on le confirme ; avant, on dit pourquoi.
struct FormOuverture {
    web::Field<bool> ce_jour{"ce_jour", "La séance se tient aujourd’hui"};
    web::Field<std::string> ouverte_motif{"ouverte_motif", "Pourquoi avant le jour prévu", web::at_most(120),
                                          web::facts_only, web::hint("Le relevé le dira. Sans nom d’élève")};
    auto fields() { return std::tie(ce_jour, ouverte_motif); }
};

struct FormPoint {
    web::Field<std::string> titre{
        "titre",           "Un point général", web::required,
        web::at_most(120), web::facts_only,    web::hint("Par exemple : calendrier des réunions. Sans nom d’élève")};
    auto fields() { return std::tie(titre); }
};

/// Un texte par cercle de lecteurs, chacun sous son nom.
struct FormTexte {
    explicit FormTexte(acces::Visibilite lecteurs);
    web::Field<std::string> texte;
    web::Field<std::string> raison;
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(texte, raison, version); }
};

/// Une ligne : quoi, qui, quand. Tout peut se taper dans le premier champ : « appeler la famille / Ba / 15/11 ».
struct FormDecision {
    web::Field<std::string> quoi{"quoi",          "Quoi",
                                 web::required,   web::at_most(200),
                                 web::facts_only, web::hint("Ou tout d’un trait : appeler la famille / Ba / 15/11")};
    web::Field<Id<Membre>> qui{"qui", "Qui", web::required, web::empty_choice("Choisir…")};
    web::Field<std::string> quand{"quand",          "Pour quand",   web::required,
                                  web::at_most(20), web::code_like, web::hint("15/11, +8, vendredi")};
    web::Field<acces::Visibilite> lecteurs{"lecteurs_decision", "Lecteurs", web::required};
    web::Field<bool> demander{"demander", "La décision reste à qui anime, qui le lui demande et la clôt"};
    web::Field<std::string> saisie{"saisie", "Saisie", web::at_most(40)};
    auto fields() { return std::tie(quoi, qui, quand, lecteurs, demander, saisie); }

    std::optional<Date> jour = {};
    bool a_demander = false; ///< celui qu'on a choisi ne peut pas la tenir : on propose de le lui demander
    /// Lit, complète d'après la ligne tapée d'un trait, vérifie qui et quand. `membres` : ceux offerts.
    bool lire(web::Pairs const& saisi, std::vector<Membre> const& membres, Date premier, Date dernier);
};

/// Une décision mal tapée ; le relevé figé, on dit pourquoi et l'ancienne reste lisible.
struct FormCorrection {
    FormDecision decision;
    web::Field<std::string> raison{"raison", "Raison de la correction", web::at_most(150), web::facts_only,
                                   web::hint("Le relevé est figé : il la dira. Sans nom d’élève")};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tuple_cat(decision.fields(), std::tie(raison, version)); }
};
struct FormRetrait {
    web::Field<std::string> raison{"raison", "Raison du retrait", web::at_most(150), web::facts_only,
                                   web::hint("Le relevé est figé : il la dira. Sans nom d’élève")};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(raison, version); }
};

struct FormIssue {
    web::Field<std::string> issue{"issue", "Ce qu’il en est advenu", web::required, web::at_most(200), web::facts_only};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(issue, version); }
};

/// De qui la fait sans ouvrir le dossier.
struct FormReponse {
    web::Field<std::string> reponse{
        "reponse",       "Ce que vous avez fait",
        web::required,   web::at_most(200),
        web::facts_only, web::hint("En un mot ou une phrase : « Fait », « Vu la famille lundi »")};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(reponse, version); }
};

} // namespace metier::reunions
