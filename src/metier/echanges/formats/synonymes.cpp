#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/texte.hpp"
#include "metier/echanges/formats/correspondance.hpp"

namespace metier::echanges {
namespace {

using enum Champ;

struct Synonymes {
    Champ champ;
    char const* en_tetes; ///< séparés par « | », comparés sans casse, accent ni ponctuation
};

constexpr Synonymes table[] = {
    {nom_famille, "Nom|Nom de famille|Nom élève|Nom de l'élève|Nom naissance|Nom de naissance|Nom "
                  "patronymique|nom_apprenant|NOM|Patronyme|Nom du jeune|nom_de_famille"},
    {nom_usage, "Nom d'usage|Nom usage|Nom d'usage élève|Nom marital|Nom usuel"},
    {nom_et_prenom, "Élève|Nom et prénom|Nom prénom|Identité|Élèves|Jeune|Nom Prénom de l'élève|Apprenti"},
    {prenom,
     "Prénom|Prénom 1|Premier prénom|Prénom élève|Prénom de l'élève|prenom_apprenant|Prénom usuel|Prénom du jeune"},
    {prenom2, "Prénom 2|Deuxième prénom|Second prénom"},
    {prenom3, "Prénom 3|Troisième prénom"},
    {prenoms, "Prénoms|Prénom(s)"},
    {naissance,
     "Date de naissance|Date naissance|Né(e) le|Né le|Née le|Né/née le|NE(E) LE|DDN|Naissance|Date de naissance "
     "(jj/mm/aaaa)|"
     "date_de_naissance_apprenant|Date de naissance de l'élève|Date(JJ/MM/AAAA)"},
    {sexe, "Sexe|Code sexe|Genre|Civilité|sexe_apprenant|Civilité élève"},
    {commune_naissance, "Code commune naissance|code_commune_naissance|Commune de naissance (code INSEE)|"
                        "code_commune_insee_de_naissance_apprenant|Code INSEE commune de naissance"},
    {ville_naissance,
     "Libellé commune naissance|Commune de naissance|Lieu de naissance|Ville de naissance|Commune naissance"},
    {departement_naissance, "Code département naissance|Département de naissance"},
    {pays_naissance, "Code pays naissance|pays_naissance|Pays de naissance"},
    {ine, "INE|Identifiant unique|N° national|Numéro national|Id National|Identifiant national|INE élève|ine_apprenant|"
          "Numéro INE|N° INE|Identifiant national élève|INE de l'élève"},
    {ine_bea, "Ancien INE|INE BEA"},
    {ine_rnie, "INE RNIE"},
    {eleve_id, "ELEVE_ID|Identifiant élève"},
    {elenoet, "ELENOET|N° interne|Numéro interne|Numéro élève|Numéro"},
    {id_siei, "id_siei|Numéro SIEI|N° SIEI|Identifiant SIEI"},
    {uai, "UAI|RNE|Code UAI|Code RNE|UAI établissement|Code établissement|uai_etablissement|Établissement (UAI)"},
    {annee, "Année scolaire|annee_scolaire|Année"},
    {mef, "MEF|Code MEF|Code MEF 11|MEF 11"},
    {mef_libelle, "Libellé MEF|Libellé du MEF"},
    {formation, "Dernière formation|Dernière formation suivie|Formation|Libellé formation|libelle_formation|Intitulé "
                "de la formation|libelle_court_formation|Formation suivie|"
                "Libellé de la formation|Spécialité"},
    {cfd, "CFD|formation_cfd|Code formation diplôme|Code diplôme"},
    {rncp, "RNCP|formation_rncp|Code RNCP"},
    {division, "Classe|Div.|Division|Code structure|Libellé classe|Code division|Groupe classe|Classe de l'élève"},
    {statut, "Statut|Code statut|Statut élève"},
    {regime, "Régime|Reg.|Code régime"},
    {doublement, "Doublant|Doublement|Redoublant|Doublement(OUI/NON)"},
    {date_entree, "Date d'entrée|Date entrée|Entrée le|Date d'inscription"},
    {date_sortie, "Date de sortie|Date sortie|Sortie le|Sorti le|Date de radiation|Date de démission|Date de départ|"
                  "Date d'abandon"},
    {motif_sortie, "Motif de sortie|Motif sortie|Code motif sortie|Motif de radiation|Motif de départ|Motif d'abandon"},
    {date_modification, "Date de modification|Date modification"},
    {uai_origine,
     "RNE dernier établissement|UAI dernier établissement|UAI dernier établissement fréquenté|UAI établissement "
     "d'origine|Dernier établissement (UAI)|RNE établissement d'origine|UAI "
     "précédent|Code UAI étab. origine|uai_dernier_etablissement|UAI origine|UAI d'origine|RNE origine|"
     "dernier_organisme_uai|UAI dernier établissement|Code UAI établissement d'origine"},
    {etablissement_origine,
     "Libellé étab. origine|Établissement d'origine|Dernier établissement|Dernier établissement fréquenté|"
     "Dernier établissement scolaire|Établissement|"
     "Établissement fréquenté|Libellé établissement|Nom établissement|Nom de l'établissement|Établissement précédent"},
    {mef_origine, "mef_dernier|Code MEF origine|MEF origine|Dernier MEF"},
    {classe_origine, "Div. prec.|Dernière classe|Classe d'origine|Classe précédente|Division précédente|Classe "
                     "fréquentée|Dernière classe fréquentée"},
    {diplome, "Diplôme|diplome_plus_eleve|Diplôme le plus élevé|Diplôme obtenu|Diplômes obtenus"},
    {niveau, "Niveau|dernier_niveau|Dernier niveau|Niveau de formation"},
    {derniere_inscription, "annee_derniere_inscription|Dernière inscription|Année de dernière inscription"},
    {adresse, "Adresse|Adresse 1|Adresse1|Adresse élève|adresse_apprenant|Adresse de l'élève|Adresse de l'élève - "
              "Ligne 1|Adresse postale"},
    {code_postal, "Code postal|CP|Cp1|code_postal_apprenant|Code postal de résidence|Code postal élève"},
    {commune, "Commune|Ville|Commune1|Ville de résidence|Commune de résidence|Commune élève"},
    {pays, "Pays|Pays1"},
    {telephone,
     "Téléphone|Tél.|Tel|Téléphone portable|Portable|Mobile|Tél portable|tel_apprenant|Téléphone élève|N° de téléphone|"
     "Téléphone du jeune|Téléphone mobile"},
    {telephone2, "Téléphone personnel|Téléphone domicile|Téléphone fixe|Fixe|Tél. domicile|Téléphone 2|Tel2"},
    {telephone3, "Téléphone professionnel"},
    {courriel,
     "Courriel|Mail|E-mail|Email|Mél|Adresse mail|email_contact|Adresse électronique|Adresse courriel|Courriel élève"},
    {responsable_civilite, "Civilité resp. légal1|Civilité Responsable"},
    {responsable_nom,
     "Nom resp. légal1|Nom Resp. Lég. 1|representant_nom|Nom responsable|Nom du responsable|Responsable légal|"
     "Nom responsable légal 1|Responsable|Représentant légal|Nom du représentant légal"},
    {responsable_prenom,
     "Prénom resp. légal1|Prénom Resp. Lég. 1|Prénom responsable|Prénom du responsable|Prénom responsable légal 1"},
    {responsable_parente, "Lien de parenté|Parenté"},
    {responsable_adresse, "Ligne 1 Adresse légal1|Adresse responsable|Adresse du responsable"},
    {responsable_code_postal, "Code postal resp. légal1|CP responsable"},
    {responsable_commune, "Commune resp. légal1|Commune responsable"},
    {responsable_telephone,
     "Tel mobile resp. légal1|Téléphone responsable 1|representant_telephone|Téléphone responsable légal 1|"
     "Téléphone responsable|Tél. responsable|Téléphone du responsable"},
    {responsable_telephone2, "Tel maison resp. légal1"},
    {responsable_telephone3, "Tel travail resp. légal1"},
    {responsable_courriel,
     "Courriel resp. légal1|Mail responsable 1|responsable_apprenant_mail1|Email responsable légal 1|"
     "Mail responsable|Courriel responsable|Courriel du responsable"},
    {responsable2_nom, "Nom resp. légal2|Nom Resp. Lég. 2|Nom responsable légal 2"},
    {responsable2_prenom, "Prénom resp. légal2|Prénom Resp. Lég. 2|Prénom responsable légal 2"},
    {responsable2_telephone, "Tel mobile resp. légal2|Téléphone responsable 2|Téléphone responsable légal 2"},
    {responsable2_courriel,
     "Courriel resp. légal2|Mail responsable 2|responsable_apprenant_mail2|Email responsable légal 2"},
    {contrat_debut, "contrat_date_debut|Date début contrat|Date de début de contrat|Début du contrat"},
    {contrat_fin, "contrat_date_fin|Date fin de contrat|Date de fin de contrat|Fin du contrat"},
    {contrat_rupture, "contrat_date_rupture|Date rupture contrat|Date de rupture|Date de rupture du contrat"},
    {cause_rupture, "cause_rupture_contrat|Cause de la rupture|Motif de rupture"},
    {exclusion, "date_exclusion_formation"},
    {cause_exclusion, "cause_exclusion_formation"},
    {employeur_siret, "siret_employeur"},
    {formation_entree, "date_entree_formation|Date de début de la formation|Début de formation"},
    {formation_fin, "date_fin_formation|Date de fin de la formation|Fin de formation"},
    {uai_formateur, "etablissement_formateur_uai|UAI de l'organisme de formation|UAI CFA"},
    {siret_formateur, "etablissement_formateur_siret|SIRET de l'organisme de formation"},
    {nom_cfa, "Nom du CFA|Dénomination de l'organisme|CFA"},
    {indicateur, "Indicateur"},
    {decision_affectation, "Décision|Résultat|Statut affectation|Décision d'affectation|Résultat de l'affectation"},
    {rang_voeu, "Rang du vœu|Rang vœu|N° vœu"},
    {formation_demandee, "Formation demandée|Vœu"},
    {uai_demande, "Code UAI étab. Accueil|UAI demandé|UAI accueil"},
    {uai_cio, "Code UAI CIO origine"},
    {campagne, "campagne|Campagne SIEI"},
    {source, "source|Origine"},
    {psad, "psad"},
    {structure_responsable, "structure_responsable|Structure|Référent"},
    {situation, "situation|Situation actuelle|Situation du jeune"},
    {date_situation, "date_situation|Date de la situation"},
    {resultat_contact, "Quel est votre retour sur la prise de contact ?|Retour"},
    {dernier_contact, "Dernier contact|Date du dernier contact|Dernière campagne mailing"},
};

constexpr char const* interdits[] = {
    "nationalite",     "rqth",       "handicap", "profession",  "nir",      "numerodesecuritesociale",
    "securitesociale", "numerosecu", "nsecu",    "codepaysnat", "boursier", "bourse",
    "religion",        "aesh",       "pap",      "pps",         "pai",      "mdph"};

/// « Date de naiss. (jj/mm/aaaa) du jeune » → « datenaissance » : sans parenthèse, abréviation ni petit mot.
std::string essentiel(std::string_view en_tete) {
    static std::unordered_map<std::string, std::string> const entiers{
        {"NAISS", "NAISSANCE"},   {"NAIS", "NAISSANCE"},   {"ETAB", "ETABLISSEMENT"},
        {"ETS", "ETABLISSEMENT"}, {"DERN", "DERNIER"},     {"TEL", "TELEPHONE"},
        {"PREC", "PRECEDENT"},    {"MAIL", "COURRIEL"},    {"MEL", "COURRIEL"},
        {"EMAIL", "COURRIEL"},    {"RESP", "RESPONSABLE"}, {"FORM", "FORMATION"},
        {"VILLE", "COMMUNE"},     {"PRENOMS", "PRENOM"},   {"RNE", "UAI"}};
    static std::set<std::string> const petits{"DE", "DU",  "DES",      "D",         "L",       "LA",
                                              "LE", "LES", "JEUNE",    "JEUNES",    "ELEVE",   "ELEVES",
                                              "N",  "NO",  "APPRENTI", "APPRENANT", "ETUDIANT"};
    auto sans = std::string(en_tete.substr(0, en_tete.find('(')));
    std::string cle;
    for (auto const& mot : base::mots(sans)) {
        if (petits.contains(mot))
            continue;
        auto entier = entiers.find(mot);
        cle += entier == entiers.end() ? mot : entier->second;
    }
    bool vague = cle == "DATE" || cle == "IDENTIFIANT" || cle == "NUMERO";
    return vague ? std::string{} : base::cle_d_en_tete(cle);
}

struct Index {
    std::unordered_map<std::string, Champ> exacts, essentiels;
};

Index const& index_des_synonymes() {
    static auto const index = [] {
        Index i;
        for (auto const& s : table)
            for (auto const& en_tete : base::decoupe(s.en_tetes, '|')) {
                i.exacts.try_emplace(base::cle_d_en_tete(en_tete), s.champ);
                i.essentiels.try_emplace(essentiel(en_tete), s.champ);
            }
        for (auto const& d : champs())
            i.exacts.try_emplace(base::cle_d_en_tete(d.code), d.champ);
        i.essentiels.erase(std::string{});
        return i;
    }();
    return index;
}

} // namespace

bool jamais_garde(std::string_view en_tete) {
    auto cle = base::cle_d_en_tete(en_tete);
    auto vise = [&](std::string_view interdit) {
        if (interdit.size() < 5) // un sigle : seul, ou en tête
            return cle == interdit || (interdit.size() == 4 && cle.starts_with(interdit));
        auto ou = cle.find(interdit);
        return ou != cle.npos && cle.compare(ou, 13, "professionnel") != 0; // « Téléphone professionnel » se garde
    };
    return std::ranges::any_of(interdits, vise);
}

std::optional<Champ> champ_de_l_en_tete(std::string_view en_tete) {
    if (jamais_garde(en_tete))
        return std::nullopt;
    auto const& [exacts, essentiels] = index_des_synonymes();
    if (auto ou = exacts.find(base::cle_d_en_tete(en_tete)); ou != exacts.end())
        return ou->second;
    auto ou = essentiels.find(essentiel(en_tete));
    return ou == essentiels.end() ? std::nullopt : std::optional{ou->second};
}

} // namespace metier::echanges
