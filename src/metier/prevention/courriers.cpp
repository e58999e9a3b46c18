#include "metier/prevention/courriers.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::prevention {

using namespace documents;

namespace {

std::string moment_dit(Moment m) { return m == Moment::matin ? "matin" : "après-midi"; }

Tableau releve(std::vector<DemiJournee> const& jours) {
    Tableau t{"Demi-journées non justifiées", {"Jour", "Demi-journée"}, {}};
    for (auto const& d : jours)
        if (d.compte())
            t.lignes.push_back({base::affiche_long(d.jour), moment_dit(d.moment)});
    return t;
}

std::vector<std::string> adresse(territoire::Etablissement const& e) {
    std::vector<std::string> lignes{e.nom};
    if (!e.adresse.empty())
        lignes.push_back(e.adresse);
    lignes.push_back(base::propre(e.code_postal + " " + e.commune));
    if (!e.telephone.empty())
        lignes.push_back("Tél. " + e.telephone);
    return lignes;
}

std::string lieu_et_date(territoire::Etablissement const& e, Date jour) {
    return e.commune + ", le " + base::affiche_long(jour);
}

} // namespace

std::vector<jeunes::Responsable> a_qui_ecrire(std::vector<jeunes::ResponsableVu> const& responsables) {
    std::vector<jeunes::Responsable> liste;
    for (auto const& r : responsables)
        if (r.personne.contact_autorise && r.personne.niveau == jeunes::NiveauResponsable::representant_legal)
            liste.push_back(r.personne);
    return liste;
}

Ecrit lettre_a_la_famille(FaitsDuCourrier const& f, Date jour) {
    Ecrit e{.titre = "Absences de " + f.alerte.nom_affiche()};
    EnTeteDeLettre tete{.expediteur = adresse(f.etablissement),
                        .lieu_et_date = lieu_et_date(f.etablissement, jour),
                        .objet = "Absences non justifiées en " + mois_affiche(f.alerte.mois)};
    for (auto const& r : a_qui_ecrire(f.responsables)) {
        tete.destinataire.push_back(base::propre(r.civilite + " " + r.prenom + " " + r.nom));
        if (!r.adresse.empty())
            tete.destinataire.push_back(r.adresse);
        if (!r.commune.empty())
            tete.destinataire.push_back(base::propre(r.code_postal + " " + r.commune));
    }
    if (tete.destinataire.empty())
        tete.destinataire = {"Aux responsables légaux de", f.alerte.nom_affiche()};
    e.lettre = tete;
    auto n = std::to_string(f.alerte.nombre);
    e.blocs = {
        Paragraphe{"Madame, Monsieur,"},
        Paragraphe{f.alerte.nom_affiche() + (f.classe.empty() ? "" : ", classe de " + f.classe) + ", a manqué " + n +
                   (f.alerte.nombre > 1 ? " demi-journées" : " demi-journée") + " de cours en " +
                   mois_affiche(f.alerte.mois) + " sans que nous en connaissions la raison. En voici le relevé."},
        releve(f.jours),
        Paragraphe{
            "Si vous avez une raison à nous donner, dites-la-nous\u00A0: maladie, réunion solennelle de famille, "
            "transport empêché, ou toute autre situation. Nous corrigerons le relevé."},
        Paragraphe{
            "La loi nous demande d’en parler avec vous (Code de l’éducation, art. L. 131-8\u00A0; circulaire n°\u00A0"
            "2014-159 du 24 décembre 2014). Je vous propose de nous rencontrer, avec votre enfant\u00A0:"},
        Paragraphe{"le …………………… à …… h ……, dans l’établissement.", true},
        Paragraphe{
            "Si ce moment ne convient pas, appelez-nous\u00A0: nous en trouverons un autre. Nous chercherons ensemble "
            "ce qui peut aider."},
        Paragraphe{"Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération."},
        Signatures{{"La cheffe ou le chef d’établissement"}},
    };
    return e;
}

Ecrit information_du_dasen(FaitsDuCourrier const& f, Date jour) {
    Ecrit e{.titre = "Information de l’IA-DASEN"};
    e.lettre = EnTeteDeLettre{.expediteur = adresse(f.etablissement),
                              .destinataire = {"Madame ou Monsieur l’inspecteur d’académie,",
                                               "directeur académique des services de l’Éducation nationale",
                                               "Service de la vie scolaire, absentéisme"},
                              .lieu_et_date = lieu_et_date(f.etablissement, jour),
                              .objet = "Élève ayant des absences non justifiées, " + mois_affiche(f.alerte.mois)};
    Liste faites;
    for (auto const& s : f.suites)
        faites.items.push_back(base::affiche(s.le) + "\u00A0: " + base::minuscules(libelle(s.genre)));
    e.blocs = {
        Paragraphe{
            "J’ai l’honneur de vous informer de la situation suivante (Code de l’éducation, art. L. 131-8\u00A0; "
            "circulaire n°\u00A02014-159 du 24 décembre 2014)."},
        Fiche{{{"Élève", f.alerte.nom_affiche()},
               {"Né(e) le", f.naissance ? base::affiche(*f.naissance) : "Non renseigné"},
               {"Établissement", f.etablissement.nom + " (" + f.etablissement.uai + ")"},
               {"Classe", f.classe.empty() ? "Non renseignée" : f.classe},
               {"Niveau", std::string(libelle(f.alerte.niveau))}}},
        Paragraphe{f.regle},
        releve(f.jours),
        Titre{"Ce qui a été fait"},
        faites.items.empty() ? Bloc{Paragraphe{"Aucune démarche n’est encore consignée."}} : Bloc{faites},
        Paragraphe{"Les motifs ne figurent pas dans ce relevé. La famille sait que le dossier d’absence existe."},
        Signatures{{"La cheffe ou le chef d’établissement"}},
    };
    return e;
}

} // namespace metier::prevention
