#pragma once
// Tous les formulaires du dossier, déclarés une fois.
#include "metier/jeunes/liste.hpp"
#include "web/form.hpp"

namespace metier::jeunes {

struct IdentiteForm {
    web::Field<std::string> nom{"nom", "Nom de famille", web::required, web::at_most(100)};
    web::Field<std::string> nom_usage{"nom_usage", "Nom d’usage", web::at_most(100),
                                      web::hint("S’il diffère du nom de famille.")};
    web::Field<std::string> prenom{"prenom", "Prénom", web::required, web::at_most(100)};
    web::Field<std::string> autres_prenoms{"autres_prenoms", "Autres prénoms", web::at_most(200)};
    web::Field<std::string> sexe{"sexe", "Sexe", web::empty_choice("Non renseigné")};
    web::Field<Date> naissance{"naissance", "Date de naissance"};
    web::Field<std::string> commune_naissance{"commune_naissance", "Commune de naissance", web::at_most(100)};
    web::Field<std::string> adresse{"adresse", "Adresse", web::at_most(200)};
    web::Field<std::string> code_postal{"code_postal", "Code postal", web::postal_code};
    web::Field<std::string> commune{"commune", "Commune", web::at_most(100)};
    web::Field<std::string> telephone{"telephone", "Téléphone", web::phone};
    web::Field<std::string> courriel{"courriel", "Courriel", web::email};
    web::Field<std::int64_t> version{"version", "Version"};
    IdentiteForm() { sexe.offer_choices({{"F", "Féminin"}, {"M", "Masculin"}}); }
    auto fields() {
        return std::tie(nom, nom_usage, prenom, autres_prenoms, sexe, naissance, commune_naissance, adresse,
                        code_postal, commune, telephone, courriel, version);
    }
};

struct ResponsableForm {
    web::Field<std::string> lien{"lien", "Lien avec le jeune", web::required};
    web::Field<NiveauResponsable> niveau{"niveau", "Place", web::required};
    web::Field<std::string> nom{"nom", "Nom", web::required, web::at_most(100)};
    web::Field<std::string> prenom{"prenom", "Prénom", web::at_most(100)};
    web::Field<std::string> telephone{"telephone", "Téléphone", web::phone};
    web::Field<std::string> courriel{"courriel", "Courriel", web::email};
    web::Field<std::string> adresse{"adresse", "Adresse", web::at_most(200),
                                    web::hint("Si elle diffère de celle du jeune.")};
    web::Field<std::string> code_postal{"code_postal", "Code postal", web::postal_code};
    web::Field<std::string> commune{"commune", "Commune", web::at_most(100)};
    web::Field<std::string> langue{"langue", "Langue parlée, si un interprète est utile", web::at_most(60)};
    web::Field<bool> accepte_sms{"accepte_sms", "Accepte les SMS"};
    web::Field<bool> ne_pas_joindre{"ne_pas_joindre", "Ne plus joindre cette personne"};
    web::Field<std::int64_t> version{"version", "Version"};
    ResponsableForm() {
        lien.offer_choices({{"mere", "Mère"},
                            {"pere", "Père"},
                            {"tuteur", "Tuteur"},
                            {"ase", "Aide sociale à l’enfance"},
                            {"famille", "Autre membre de la famille"},
                            {"educateur", "Éducateur"},
                            {"autre", "Autre"}});
    }
    auto fields() {
        return std::tie(lien, niveau, nom, prenom, telephone, courriel, adresse, code_postal, commune, langue,
                        accepte_sms, ne_pas_joindre, version);
    }
};

struct SituationForm {
    web::Field<GenreSituation> genre{"genre", "Situation", web::required};
    web::Field<Date> du{"du", "Depuis le", web::required};
    web::Field<Date> au{"au", "Dernier jour", web::hint("Laissez vide si elle dure encore.")};
    web::Field<std::string> structure{"structure", "Établissement, employeur ou structure", web::at_most(150)};
    web::Field<Fondement> fondement{"fondement", "D’après", web::required};
    auto fields() { return std::tie(genre, du, au, structure, fondement); }
};

struct ReferentForm {
    web::Field<Id<acces::Agent>> agent{"agent", "Référent", web::required};
    web::Field<std::string> motif{"motif", "Pourquoi ce changement", web::at_most(200)};
    auto fields() { return std::tie(agent, motif); }
};

struct InformationForm {
    web::Field<Date> jour{"jour", "Notice d’information remise le"};
    web::Field<std::string> motif{
        "motif", "Si elle n’a pas été remise, pourquoi", web::at_most(200), web::facts_only,
        web::hint("Par exemple : pas encore rencontré, adresse inconnue. Ce motif reste au dossier.")};
    auto fields() { return std::tie(jour, motif); }
};

struct DiplomeForm {
    web::Field<GenreDiplome> genre{"genre", "Genre", web::required};
    web::Field<std::string> libelle{"libelle", "Intitulé", web::required, web::at_most(120),
                                    web::hint("Par exemple : CAP Cuisine")};
    web::Field<std::string> niveau{"niveau", "Niveau", web::empty_choice("Sans niveau")};
    web::Field<Date> obtenu_le{"obtenu_le", "Obtenu le"};
    web::Field<bool> du_cursus{"du_cursus", "C’est le diplôme que préparait le cursus suivi"};
    web::Field<std::string> preuve{"preuve", "D’après", web::required};
    web::Field<std::int64_t> version{"version", "Version"};
    DiplomeForm() {
        niveau.offer_choices({{"3", "Niveau 3 (CAP, BEP)"},
                              {"4", "Niveau 4 (baccalauréat, brevet professionnel)"},
                              {"5", "Niveau 5 (BTS, DUT)"},
                              {"6", "Niveau 6 (licence, BUT)"}});
        preuve.offer_choices({{"attestation", "Diplôme, attestation ou relevé de notes vu"},
                              {"source", "Établissement ou service des examens"},
                              {"declaration", "Déclaration du jeune ou de sa famille"}});
    }
    auto fields() { return std::tie(genre, libelle, niveau, obtenu_le, du_cursus, preuve, version); }
};

struct RetraitForm {
    web::Field<std::string> motif{
        "motif",         "Pourquoi le retirer",
        web::required,   web::at_most(200),
        web::facts_only, web::hint("Par exemple : noté par erreur, relevé de notes d’un homonyme.")};
    web::Field<std::int64_t> version{"version", "Version"};
    auto fields() { return std::tie(motif, version); }
};

struct CercleForm {
    web::Field<Id<acces::Agent>> agent{"agent", "Qui", web::required};
    web::Field<std::string> titre{"titre", "À quel titre", web::at_most(80), web::facts_only,
                                  web::hint("Par exemple : psychologue du CIO, conseillère de la mission locale.")};
    web::Field<Date> du{"du", "À partir du", web::required};
    auto fields() { return std::tie(agent, titre, du); }
};

struct FinForm {
    web::Field<Date> au{"au", "Dernier jour", web::required};
    web::Field<std::string> motif{"motif", "Pourquoi", web::required, web::at_most(200), web::facts_only};
    web::Field<bool> par_erreur{"par_erreur", "Ajouté par erreur : ne lit plus le dossier dès maintenant"};
    auto fields() { return std::tie(au, motif, par_erreur); }
};

struct AppuiForm {
    web::Field<std::string> points_d_appui{"points_d_appui", "Ce qui marche, ce qu’il ou elle souhaite",
                                           web::long_text(4), web::at_most(2000), web::facts_only};
    web::Field<std::int64_t> version{"version", "Version"};
    auto fields() { return std::tie(points_d_appui, version); }
};

struct MotifForm {
    web::Field<std::string> motif{"motif",
                                  "Pourquoi en avez-vous besoin ?",
                                  web::required,
                                  web::at_least(10),
                                  web::at_most(500),
                                  web::long_text(2),
                                  web::hint("Par exemple : il s’est présenté à la permanence du 5 octobre.")};
    web::Field<std::string> preuve{"preuve", "Preuve", web::required};
    auto fields() { return std::tie(motif, preuve); }
};

struct ReponseForm {
    web::Field<std::string> reponse{"reponse", "Réponse", web::required, web::radio};
    web::Field<Date> jusqu_au{"jusqu_au", "Accès jusqu’au"};
    ReponseForm() { reponse.offer_choices({{"acceptee", "Accepter"}, {"refusee", "Refuser"}}); }
    auto fields() { return std::tie(reponse, jusqu_au); }
};

struct FusionForm {
    web::Field<std::string> motif{"motif", "Ce qui vous fait dire que c’est la même personne", web::required,
                                  web::at_most(300)};
    auto fields() { return std::tie(motif); }
};

struct FiltreForm {
    web::Field<GenreSituation> situation{"situation", "Situation", web::empty_choice("Toutes")};
    web::Field<Id<Territoire>> bassin{"bassin", "Bassin", web::empty_choice("Tous")};
    web::Field<Id<Etablissement>> etablissement{"etablissement", "Établissement", web::empty_choice("Tous")};
    web::Field<int> age_de{"age_de", "Âge, de", web::at_least(0), web::at_most(30)};
    web::Field<int> age_a{"age_a", "à", web::at_least(0), web::at_most(30)};
    web::Field<FiltreObligation> obligation{"obligation", "Obligation de formation", web::empty_choice("Tous")};
    web::Field<bool> sans_referent{"sans_referent", "Sans référent"};
    auto fields() { return std::tie(situation, bassin, etablissement, age_de, age_a, obligation, sans_referent); }
};

struct EvenementsForm {
    web::Field<std::string> genre{"genre", "Montrer", web::empty_choice("Tout")};
    web::Field<Id<acces::Agent>> auteur{"auteur", "Écrit par", web::empty_choice("Tous")};
    auto fields() { return std::tie(genre, auteur); }
};

} // namespace metier::jeunes
