#include "metier/prevention/courriers.hpp"

#include <algorithm>

#include "base/codes.hpp"
#include "base/texte.hpp"

namespace metier::prevention {

using namespace documents;

namespace {

std::string moment_dit(DemiJournee const& d) {
    return std::string(d.moment == Moment::matin ? "matin" : "après-midi") + (d.partielle ? ", en partie" : "");
}

/// Une ligne par jour ; sans jour connu, le logiciel de vie scolaire n'a donné qu'un total, et la lettre le dit.
Bloc releve(std::vector<DemiJournee> const& jours) {
    Tableau t{"Demi-journées non justifiées", {"Jour", "Demi-journée"}, {}};
    Date dernier{};
    for (auto const& d : jours)
        if (d.compte()) {
            if (d.jour == dernier)
                t.lignes.back().back() += " et " + moment_dit(d);
            else
                t.lignes.push_back({base::affiche_long(d.jour), moment_dit(d)});
            dernier = d.jour;
        }
    if (t.lignes.empty())
        return Paragraphe{"Notre logiciel de vie scolaire n’en donne que le nombre, sans les jours."};
    return t;
}

std::vector<std::string> adresse(territoire::Etablissement const& e) {
    std::vector<std::string> lignes{e.nom};
    if (!e.adresse.empty())
        lignes.push_back(e.adresse);
    lignes.push_back(base::propre(e.code_postal + " " + e.commune));
    if (!e.telephone.empty())
        lignes.push_back("Tél. " + base::affiche_telephone(e.telephone));
    return lignes;
}

std::string lieu_et_date(territoire::Etablissement const& e, Date jour) {
    return e.commune + ", le " + base::affiche_long(jour);
}

} // namespace

std::vector<Destinataire> destinataires(FaitsDuCourrier const& f, Date jour) {
    return jeunes::foyers(f.eleve, f.responsables, jour);
}

Ecrit lettre_a_la_famille(FaitsDuCourrier const& f, Destinataire const& a, Date jour) {
    Ecrit e{.titre = "Absences de " + f.alerte.nom_affiche()};
    e.lettre = EnTeteDeLettre{.expediteur = adresse(f.etablissement),
                              .destinataire = a.lignes,
                              .lieu_et_date = lieu_et_date(f.etablissement, jour),
                              .objet = "Absences non justifiées en " + mois_affiche(f.alerte.mois)};
    auto combien =
        base::pluriel(f.alerte.nombre, "demi-journée", "demi-journées") + " de cours en " + mois_affiche(f.alerte.mois);
    auto qui = f.alerte.nom_affiche() + (f.classe.empty() ? "" : ", classe de " + f.classe);
    auto constat = a.eleve ? "Vous avez manqué " + combien + " sans nous en avoir donné la raison."
                           : qui + ", a manqué " + combien + " sans que nous en connaissions la raison.";
    std::string avec = a.eleve                             ? ""
                       : jeunes::est_majeur(f.eleve, jour) ? ", avec " + f.eleve.prenom
                                                           : ", avec votre enfant";
    e.blocs = {
        Paragraphe{"Madame, Monsieur,"},
        Paragraphe{constat},
        releve(f.jours),
        Paragraphe{
            "Si vous avez une raison à nous donner, dites-la-nous\u00A0: maladie, réunion solennelle de famille, "
            "transport empêché, ou toute autre situation. Nous corrigerons le relevé."},
        Paragraphe{
            "La loi nous demande d’en parler avec vous (Code de l’éducation, art. L. 131-8\u00A0; circulaire n°\u00A0"
            "2014-159 du 24 décembre 2014). Je vous propose de nous rencontrer" +
            avec + "\u00A0:"},
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
    bool famille_avertie = false;
    for (auto const& s : f.suites) {
        famille_avertie = famille_avertie || s.genre == GenreDeSuite::famille;
        faites.items.push_back(base::affiche(s.le) + "\u00A0: " + dans_une_phrase(s.genre));
    }
    e.blocs = {
        Paragraphe{
            "J’ai l’honneur de vous informer de la situation suivante (Code de l’éducation, art. L. 131-8\u00A0; "
            "circulaire n°\u00A02014-159 du 24 décembre 2014)."},
        Fiche{{{"Élève", f.alerte.nom_affiche()},
               {"Né(e) le", f.eleve.naissance ? base::affiche(*f.eleve.naissance) : "Non renseigné"},
               {"Établissement", f.etablissement.nom + " (" + f.etablissement.uai + ")"},
               {"Classe", f.classe.empty() ? "Non renseignée" : f.classe},
               {"Niveau", std::string(libelle(f.alerte.niveau))}}},
        Paragraphe{f.regle},
        releve(f.jours),
        Titre{"Ce qui a été fait"},
        faites.items.empty() ? Bloc{Paragraphe{"Aucune démarche n’est encore consignée."}} : Bloc{faites},
        Paragraphe{std::string("Les motifs ne figurent pas dans ce relevé.") +
                   (famille_avertie ? " La famille sait que le dossier d’absence existe." : "")},
        Signatures{{"La cheffe ou le chef d’établissement"}},
    };
    return e;
}

} // namespace metier::prevention
