#include "metier/echanges/formats/controle.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "documents/encodage.hpp"
#include "metier/echanges/formats/examen_de_ligne.hpp"

namespace metier::echanges {
namespace {

using enum Champ;

/// Une remarque faite à la lecture tient tant que la cellule vaut encore ce qui a été lu.
void garder_les_anomalies_de_lecture(LigneLue& ligne) {
    std::erase_if(ligne.anomalies, [&](Anomalie const& a) {
        return !a.de_lecture || (a.champ && !a.lu.empty() && ligne[*a.champ] != a.lu);
    });
}

bool a_une_minuscule(std::string const& mot) { return base::majuscules(mot) != mot; }

/// « DE LA TOUR Jean-Baptiste » : le prénom commence au premier mot qui a une minuscule.
void couper_nom_et_prenom(FicheLue& f, ExamenDeLigne& examen) {
    auto mots = base::decoupe(examen.texte(nom_et_prenom), ' ');
    auto prenom_ici = std::ranges::find_if(mots, a_une_minuscule);
    if (prenom_ici == mots.begin() || prenom_ici == mots.end()) {
        prenom_ici = mots.size() > 1 ? mots.end() - 1 : mots.end();
        examen.avertir("L-01", nom_et_prenom, "On ne sait pas où finit le nom et où commence le prénom. Vérifiez-les.",
                       "NOM Prénom");
    }
    f.nom_famille = base::joint({mots.begin(), prenom_ici}, " ");
    f.prenom = base::joint({prenom_ici, mots.end()}, " ");
}

void couper_les_prenoms(FicheLue& f, std::string const& tous) {
    for (auto const& partie : base::decoupe(tous, tous.find(',') != tous.npos ? ',' : ' ')) {
        auto p = base::propre(partie);
        if (!p.empty())
            f.prenom.empty() ? f.prenom = p : f.autres_prenoms.emplace_back(p);
    }
}

void lire_le_nom(FicheLue& f, ExamenDeLigne& examen) {
    f.nom_famille = examen.texte(nom_famille);
    f.nom_usage = examen.texte(nom_usage);
    f.prenom = examen.texte(prenom);
    if (f.nom_famille.empty() && f.prenom.empty() && !examen.texte(nom_et_prenom).empty())
        couper_nom_et_prenom(f, examen);
    if (f.nom_famille.empty())
        f.nom_famille = f.nom_usage;
    if (f.prenom.empty())
        couper_les_prenoms(f, examen.texte(prenoms));
    for (auto champ : {prenom2, prenom3})
        if (auto p = examen.texte(champ); !p.empty())
            f.autres_prenoms.push_back(p);
    if (f.nom_famille.empty())
        examen.refuser("L-01", nom_famille, "Le nom manque.");
    if (f.prenom.empty())
        examen.refuser("L-01", prenom, "Le prénom manque.");
}

void lire_la_naissance(FicheLue& f, LigneLue const& ligne, ExamenDeLigne& examen, Contexte const& cx) {
    f.naissance = examen.date(naissance);
    f.commune_naissance = examen.texte(commune_naissance);
    f.ville_naissance = examen.texte(ville_naissance);
    f.pays_naissance = examen.pays(pays_naissance);
    if (!f.naissance) {
        if (!ligne.a(naissance) && !cx.naissance_absente_du_format)
            examen.refuser("L-01", naissance, "La date de naissance manque.");
        return;
    }
    auto jour = *f.naissance;
    f.naissance_presumee = (jour.month() == std::chrono::January && jour.day() == std::chrono::day{1}) ||
                           (jour.month() == std::chrono::December && jour.day() == std::chrono::day{31});
    if (jour > cx.aujourd_hui) {
        examen.refuser("L-02", naissance, "Cette date de naissance est à venir. Vérifiez l’année.", "une date passée");
        return;
    }
    auto ans = base::age(jour, cx.aujourd_hui);
    if (ans < 9 || ans > 30)
        examen.avertir("L-03", naissance, "L’âge calculé est inattendu. Vérifiez l’année de naissance.",
                       "entre 9 et 30 ans");
    else if (cx.liste_de_decrocheurs && ans < 16)
        examen.refuser(
            "L-03", naissance,
            "Moins de 16 ans\u00A0: ce jeune relève de l’instruction obligatoire et ne peut pas figurer sur une liste "
            "de décrocheurs (règle R-10).",
            "16 ans révolus");
    if (f.pays_naissance == "99100" && f.commune_naissance.empty() && f.ville_naissance.empty())
        examen.avertir("L-06", commune_naissance, "Né en France, sans commune de naissance.");
}

void lire_les_identifiants(FicheLue& f, ExamenDeLigne& examen) {
    f.ine = examen.ine(ine);
    for (auto champ : {ine_bea, ine_rnie})
        if (auto autre = examen.ine(champ); autre && autre != f.ine)
            f.ine ? f.autres_ine.push_back(*autre) : void(f.ine = autre);
    f.eleve_id = examen.texte(eleve_id);
    f.elenoet = examen.texte(elenoet);
    f.id_siei = examen.texte(id_siei);
}

void lire_la_scolarite(FicheLue& f, ExamenDeLigne& examen, Contexte const& cx) {
    f.uai = examen.uai(uai);
    f.annee = base::AnneeScolaire::lire(examen.texte(annee));
    f.mef = examen.mef(mef);
    f.formation = examen.texte(formation).empty() ? examen.texte(mef_libelle) : examen.texte(formation);
    f.cfd = examen.texte(cfd);
    f.rncp = examen.texte(rncp);
    f.division = examen.texte(division);
    if (base::normalise(f.division) == "INACTIFS")
        f.division.clear();
    f.sans_classe = f.division.empty();
    f.statut = examen.texte(statut);
    f.regime = examen.texte(regime);
    f.entree = examen.date(date_entree);
    f.sortie = examen.date(date_sortie);
    f.motif_sortie = examen.texte(motif_sortie);
    f.derniere_inscription = base::AnneeScolaire::lire(examen.texte(derniere_inscription));
    f.uai_origine = examen.uai(uai_origine);
    f.mef_origine = examen.mef(mef_origine);
    f.etablissement_origine = examen.texte(etablissement_origine);
    f.classe_origine = examen.texte(classe_origine);
    f.diplome = examen.texte(diplome);
    f.niveau = examen.texte(niveau);
    if (f.sortie && f.entree && *f.sortie < *f.entree)
        examen.avertir("L-09", date_sortie, "La sortie est avant l’entrée. Vérifiez les deux dates.");
    if (f.sortie && f.naissance && *f.sortie < *f.naissance)
        examen.avertir("L-09", date_sortie, "La sortie est avant la naissance.");
    if (f.entree && f.naissance && *f.entree < *f.naissance)
        examen.avertir("L-09", date_entree, "L’entrée est avant la naissance.");
    if (f.sortie && *f.sortie > cx.aujourd_hui)
        examen.avertir("L-09", date_sortie, "Cette sortie est à venir\u00A0: le jeune est encore scolarisé ici.");
}

void lire_les_coordonnees(FicheLue& f, ExamenDeLigne& examen) {
    f.adresse = examen.texte(adresse);
    f.code_postal = examen.code_postal(code_postal);
    f.commune = examen.texte(commune);
    f.telephones = examen.telephones({telephone, telephone2, telephone3});
    f.courriel = examen.courriel(courriel);
}

void lire_les_responsables(FicheLue& f, ExamenDeLigne& examen) {
    ResponsableLu un{.nom = examen.texte(responsable_nom),
                     .nom_usage = examen.texte(responsable_nom_usage),
                     .prenom = examen.texte(responsable_prenom),
                     .civilite = examen.texte(responsable_civilite),
                     .parente = examen.texte(responsable_parente),
                     .adresse = examen.texte(responsable_adresse),
                     .code_postal = examen.code_postal(responsable_code_postal),
                     .commune = examen.texte(responsable_commune),
                     .courriel = examen.courriel(responsable_courriel),
                     .niveau = examen.entier(responsable_niveau),
                     .telephones =
                         examen.telephones({responsable_telephone, responsable_telephone2, responsable_telephone3})};
    if (un.nom.empty())
        std::swap(un.nom, un.nom_usage);
    ResponsableLu deux;
    deux.nom = examen.texte(responsable2_nom);
    deux.prenom = examen.texte(responsable2_prenom);
    deux.courriel = examen.courriel(responsable2_courriel);
    deux.telephones = examen.telephones({responsable2_telephone});
    for (auto& r : {un, deux})
        if (!r.nom.empty() || !r.prenom.empty() || !r.telephones.empty() || !r.courriel.empty())
            f.responsables.push_back(r);
}

void lire_l_apprentissage(FicheLue& f, ExamenDeLigne& examen) {
    f.contrat_debut = examen.date(contrat_debut);
    f.contrat_fin = examen.date(contrat_fin);
    f.contrat_rupture = examen.date(contrat_rupture);
    f.cause_rupture = examen.texte(cause_rupture);
    f.exclusion = examen.date(exclusion);
    f.cause_exclusion = examen.texte(cause_exclusion);
    f.formation_entree = examen.date(formation_entree);
    f.formation_fin = examen.date(formation_fin);
    f.uai_formateur = examen.uai(uai_formateur);
    for (auto champ : {employeur_siret, siret_formateur})
        if (auto lu = examen.texte(champ); lu.find("E+") != lu.npos)
            examen.avertir("L-11", champ, "Ce SIRET a été abîmé par un tableur\u00A0: il est ignoré.",
                           "quatorze chiffres");
}

void lire_la_liste(FicheLue& f, ExamenDeLigne& examen) {
    f.decision_affectation = examen.texte(decision_affectation);
    f.formation_demandee = examen.texte(formation_demandee);
    f.rang_voeu = examen.entier(rang_voeu);
    f.campagne = examen.texte(campagne);
    f.source = examen.texte(source);
    f.psad = examen.texte(psad);
    f.structure_responsable = examen.texte(structure_responsable);
    f.situation = examen.texte(situation);
    f.indicateur = examen.texte(indicateur);
    f.date_situation = examen.date(date_situation);
}

} // namespace

void retirer_les_nir(LigneLue& ligne) {
    for (auto& c : ligne.cellules) {
        if (!base::ressemble_a_un_nir(c.valeur))
            continue;
        c.valeur = "[numéro retiré]";
        ligne.anomalies.push_back(
            {.code = "L-12",
             .champ = c.champ,
             .lu = c.valeur,
             .message =
                 "Cette cellule contenait un numéro de sécurité sociale\u00A0: il a été retiré et n’est pas gardé.",
             .de_lecture = true});
    }
}

void signaler_les_accents_casses(LigneLue& ligne) {
    for (auto const& c : ligne.cellules) {
        bool perdu = c.valeur.find("\xEF\xBF\xBD") != std::string::npos;
        auto repare = perdu ? std::nullopt : documents::repare_double_encodage(c.valeur);
        if (perdu || repare)
            ligne.anomalies.push_back(
                {.code = "L-10",
                 .champ = c.champ,
                 .lu = c.valeur,
                 .message =
                     "Des accents sont cassés\u00A0: le fichier a sans doute été réenregistré dans un autre encodage.",
                 .proposition = repare.value_or("")});
    }
}

FicheLue controler(LigneLue& ligne, Contexte const& contexte) {
    FicheLue f;
    garder_les_anomalies_de_lecture(ligne);
    retirer_les_nir(ligne);
    signaler_les_accents_casses(ligne);
    ExamenDeLigne examen(ligne, contexte);
    if (ligne.genre == Genre::eleve) {
        lire_le_nom(f, examen);
        lire_la_naissance(f, ligne, examen, contexte);
        if (ligne.a(sexe) || !contexte.sexe_absent_du_format)
            f.sexe = examen.sexe(sexe);
        lire_les_identifiants(f, examen);
        lire_la_scolarite(f, examen, contexte);
        lire_les_coordonnees(f, examen);
        lire_l_apprentissage(f, examen);
        lire_la_liste(f, examen);
    }
    if (ligne.genre == Genre::responsable)
        f.eleve_id = examen.texte(eleve_id);
    if (ligne.genre == Genre::etablissement)
        f.uai = examen.uai(uai);
    lire_les_responsables(f, examen);
    return f;
}

} // namespace metier::echanges
