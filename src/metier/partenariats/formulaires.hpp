#pragma once
// Les formulaires des partenariats, déclarés une fois.
#include "metier/partenariats/places.hpp"
#include "web/form.hpp"

namespace metier::partenariats {

struct ContactForm {
    web::Field<std::string> nom{"nom", "Nom et prénom", web::required, web::at_most(100)};
    web::Field<std::string> fonction{"fonction", "Fonction", web::at_most(100),
                                     web::hint("Par exemple\u00a0: proviseure adjointe, chargé d’admission")};
    web::Field<std::string> telephone{"telephone", "Téléphone", web::phone};
    web::Field<std::string> courriel{"courriel", "Courriel professionnel", web::email, web::at_most(200)};
    web::Field<bool> recoit_places{"recoit_places",
                                   "Lui demander chaque semaine, par courriel, si les places sont à jour"};
    auto fields() { return std::tie(nom, fonction, telephone, courriel, recoit_places); }
};

struct ConventionForm {
    web::Field<std::string> objet{"objet", "Objet", web::required, web::at_most(200),
                                  web::hint("Par exemple\u00a0: accueil de jeunes en prépa-apprentissage")};
    web::Field<Date> du{"du", "À partir du", web::required};
    web::Field<Date> au{"au", "Jusqu’au (dernier jour)", web::required};
    web::Field<std::string> signataires{"signataires", "Signataires", web::required, web::at_most(300)};
    web::Field<bool> tacite{"tacite", "Se reconduit d’elle-même (tacite reconduction)"};
    web::Field<bool> clause_donnees{"clause_donnees",
                                    "Une clause dit ce qui est fait des données personnelles échangées"};
    web::Field<std::string> note{"note", "Annexes, où est l’original", web::long_text(3), web::at_most(1000)};
    auto fields() { return std::tie(objet, du, au, signataires, tacite, clause_donnees, note); }
};

struct ClotureDeConventionForm {
    web::Field<Date> le{"le", "Close à partir du", web::required};
    web::Field<std::string> motif{"motif", "Motif", web::required, web::at_most(200),
                                  web::hint("Par exemple\u00a0: renouvelée, dispositif fermé")};
    auto fields() { return std::tie(le, motif); }
};

struct OffreForm {
    web::Field<std::string> formation{"formation", "Formation ou action", web::required, web::at_most(150),
                                      web::hint("Par exemple\u00a0: CAP cuisine, 2de professionnelle bois")};
    web::Field<suivi::Code> code{"code", "Ce serait", web::required};
    web::Field<int> nombre{"nombre", "Places libres", web::required, web::at_least(1), web::at_most(500)};
    web::Field<Date> du{"du", "Entrée possible à partir du", web::required};
    web::Field<Date> au{"au", "Et jusqu’au", web::hint("Rien\u00a0: à tout moment")};
    web::Field<int> age_de{"age_de", "Âge minimal à l’entrée", web::at_least(14), web::at_most(30)};
    web::Field<int> age_a{"age_a", "Âge maximal à l’entrée", web::at_least(14), web::at_most(30)};
    web::Field<int> interruption{"interruption", "Interruption d’études exigée, en mois", web::at_least(0),
                                 web::at_most(36)};
    web::Field<bool> sans_qualification{"sans_qualification",
                                        "Réservée à qui n’a ni baccalauréat ni diplôme professionnel"};
    web::Field<std::string> conditions{"conditions", "Autres conditions d’admission", web::long_text(3),
                                       web::at_most(500)};
    auto fields() {
        return std::tie(formation, code, nombre, du, au, age_de, age_a, interruption, sans_qualification, conditions);
    }
};

/// Ce qu'un établissement sans compte ajoute : l'essentiel.
struct PlaceSimpleForm {
    web::Field<std::string> formation{"formation", "Formation", web::at_most(150),
                                      web::hint("Par exemple\u00a0: CAP cuisine. Laissez vide s’il n’y a rien à "
                                                "ajouter")};
    web::Field<int> nombre{"nombre", "Places libres", web::at_least(1), web::at_most(500)};
    web::Field<Date> du{"du", "Entrée possible à partir du"};
    auto fields() { return std::tie(formation, nombre, du); }
};

struct DemandeForm {
    web::Field<Id<territoire::Reseau>> reseau{"reseau", "À tous les membres de", web::required};
    auto fields() { return std::tie(reseau); }
};

struct FiltreDePlaces {
    web::Field<std::string> q{"q", "Formation, lieu ou commune", web::at_most(80)};
    web::Field<bool> tous{"tous", "Hors de mon secteur aussi"};
    auto fields() { return std::tie(q, tous); }
};
struct FiltreDePartenaires {
    web::Field<std::string> q{"q", "Nom ou commune", web::at_most(80)};
    web::Field<bool> a_reprendre{"a_reprendre", "Seulement ce qui est à reprendre"};
    web::Field<bool> tous{"tous", "Hors de mon secteur aussi"};
    auto fields() { return std::tie(q, a_reprendre, tous); }
};

} // namespace metier::partenariats
