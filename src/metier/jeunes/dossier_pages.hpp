#pragma once
// La page du dossier : des valeurs prêtes à montrer, du Html ; aucune requête, aucune décision de droit.
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/formulaires.hpp"
#include "metier/jeunes/regles.hpp"
#include "metier/jeunes/saisies.hpp"

namespace metier::jeunes {

struct Ressemblant {
    Resume resume;
    double probabilite = 0;
};
struct DecrochageSelon {
    Definition definition = Definition::legale;
    std::string libelle;
    Decrochage calcul;
};
struct BlocRempli {
    std::string titre;
    web::Html contenu;
    bool pressant = false; ///< ouvert même au téléphone
};

struct VueDuDossier {
    Jeune jeune;
    Date jour;
    std::string pourquoi;
    std::string ne_a; ///< la commune de naissance, en clair
    std::vector<Proposition> propositions;
    std::vector<std::string> ine; ///< masqués, ou en clair si on vient de le demander
    bool ine_en_clair = false;
    std::string verifie_par;
    std::vector<ResponsableVu> responsables;
    Faits faits;
    Obligation obligation;
    std::vector<DiplomeVu> diplomes;
    std::vector<DecrochageSelon> decrochages;
    std::optional<Date> fin_de_lecture; ///< l'agent ne suit plus : jusqu'à quand il lit encore (C-92)
    std::vector<MembreDuCercle> cercle;
    std::vector<Lecteur> lecteurs;
    std::vector<Ressemblant> ressemblants;
    std::vector<BlocRempli> blocs;
    std::vector<std::pair<std::string, web::Lien>> actions;
    std::vector<EvenementDuDossier> evenements;
    std::string suite; ///< clé du dernier événement montré, s'il y en a d'autres
    EvenementsForm filtre;
    bool peut_tenir = false;
    bool peut_trancher = false;
    bool a_absorbe = false; ///< un autre dossier a été fusionné dans celui-ci
    web::Csrf csrf;
};

acces::Page page_dossier(VueDuDossier const& v);
web::Html badge_d_obligation(StatutObligation statut);
/// Un formulaire seul sur sa page, ses erreurs en tête, de quoi revenir.
acces::Page page_formulaire(std::string titre, Jeune const& j, web::Lien const& ou, web::Csrf const& csrf,
                            std::vector<web::FieldBase*> const& champs, web::Html const& bouton,
                            web::Html const& avant = {});
template <class Form>
acces::Page page_formulaire(std::string titre, Jeune const& j, web::Lien const& ou, web::Csrf const& csrf, Form& form,
                            web::Html const& bouton, web::Html const& avant = {}) {
    return page_formulaire(std::move(titre), j, ou, csrf, web::champs_de(form), bouton, avant);
}
template <class Form>
acces::Page page_formulaire(std::string titre, Jeune const& j, web::Lien const& ou, web::Csrf const& csrf, Form& form,
                            std::string_view bouton, web::Html const& avant = {}) {
    return page_formulaire(std::move(titre), j, ou, csrf, web::champs_de(form), web::bouton(bouton), avant);
}
/// Étapes « Jeunes » et, s'il y en a un, le dossier.
std::vector<web::Etape> fil_du_dossier(Jeune const* jeune = nullptr);

} // namespace metier::jeunes
