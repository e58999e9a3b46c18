#include "metier/demonstration/population/erreurs.hpp"
#include "metier/demonstration/population/listes.hpp"
#include "metier/demonstration/population/sortie.hpp"

namespace metier::demonstration {
namespace {

/// SIRET inventé, clé de Luhn juste.
std::string siret_fictif(std::uint64_t n) {
    auto const texte = "10" + std::to_string(10'000'000'000 + n % 10'000'000'000).substr(0, 11);
    int somme = 0;
    for (std::size_t i = 0; i < 13; ++i) {
        auto const chiffre = (texte[i] - '0') * (i % 2 == 0 ? 2 : 1);
        somme += chiffre > 9 ? chiffre - 9 : chiffre;
    }
    return texte + static_cast<char>('0' + (10 - somme % 10) % 10);
}

Inscription const* inscription_ici(Personne const& p, std::size_t etablissement, base::AnneeScolaire annee) {
    for (auto i = p.inscriptions.rbegin(); i != p.inscriptions.rend(); ++i)
        if (i->annee == annee && i->etablissement == etablissement)
            return &*i;
    return nullptr;
}

void noter(std::string& verite, std::filesystem::path const& fichier, std::size_t ligne, std::uint32_t id) {
    auto const dossier = fichier.parent_path();
    verite.append(dossier.parent_path().filename()).append("/").append(dossier.filename()).append("/");
    verite.append(fichier.filename())
        .append(";")
        .append(std::to_string(ligne))
        .append(";")
        .append(std::to_string(id))
        .append("\n");
}

/// Appelle `ecrire(sortie, personne, vue, inscription, hasard)` pour chaque ligne, doublons compris.
template <class F>
ListeEcrite liste(Academie const& a, std::size_t etablissement, base::AnneeScolaire annee, Source source,
                  std::filesystem::path const& fichier, OptionsFichiers const& options, std::string& verite,
                  std::string_view en_tete, F ecrire) {
    auto const rangs = a.eleves(etablissement, annee);
    if (rangs.empty())
        return {};
    std::filesystem::create_directories(fichier.parent_path());
    Sortie s{fichier, Encodage::utf8};
    s << en_tete << "\n";
    ListeEcrite ecrite;
    for (auto rang : rangs) {
        auto const p = a.personne(rang);
        auto const* i = inscription_ici(p, etablissement, annee);
        if (!i)
            continue;
        Hasard h{a.options().graine, 0xC5A, etablissement, static_cast<std::uint64_t>(annee.debut), rang};
        auto const vue = voir(a.territoire(), p, source, options.erreurs, h);
        for (int fois = 0; fois < (vue.doublon ? 2 : 1); ++fois) {
            noter(verite, fichier, ++ecrite.lignes + 1, p.id);
            ecrire(s, p, vue, *i, h);
            s.fin();
        }
    }
    ecrite.octets = s.octets();
    return ecrite;
}

std::string sans_zero(std::string texte, bool perdu) {
    return perdu && texte.starts_with('0') ? texte.substr(1) : texte;
}

} // namespace

ListeEcrite ecrire_cfa(Academie const& a, std::size_t etablissement, base::AnneeScolaire annee,
                       std::filesystem::path const& fichier, OptionsFichiers const& options, std::string& verite) {
    auto const& etab = a.territoire().etablissements[etablissement];
    auto const une_ligne = [&](Sortie& s, Personne const&, Vue const& v, Inscription const& i, Hasard& h) {
        auto const& f = a.territoire().formations[i.formation];
        bool const premiere = f.mef[9] == '1';
        auto const fin = base::AnneeScolaire{annee.debut + (premiere ? 1 : 0)}.dernier_jour();
        auto const debut = base::plus_jours(i.du, static_cast<int>(h.entier(40)));
        if (v.decalee)
            s.cellule("");
        s.cellule(v.nom_usage.empty() ? v.nom : v.nom_usage).cellule(v.prenoms.front()).cellule(base::iso(v.naissance));
        s.cellule(!v.sexe ? "" : *v.sexe == Sexe::feminin ? "F" : "M");
        s.cellule(v.courriel.empty() ? "non.renseigne@exemple.invalid" : v.courriel).cellule(v.adresse.ligne);
        s.cellule(sans_zero(v.adresse.code_postal, v.zero_perdu)).cellule(v.adresse.insee).cellule(v.ine);
        s.cellule(sans_zero(v.telephone, v.zero_perdu));
        for (int n = 0; n < 2; ++n)
            s.cellule(etab.uai).cellule(etab.siret);
        s.cellule(annee.affiche()).cellule(premiere ? "1" : "2");
        s.cellule("RNCP" + std::to_string(30'000 + cle(f.code_diplome) % 9'000)).cellule(f.code_diplome);
        s.cellule(f.libelle_court)
            .cellule(base::affiche(i.du))
            .cellule(base::affiche(i.du))
            .cellule(base::affiche(fin));
        s.cellule("24").cellule(i.motif ? base::affiche(*i.au) : "").cellule(i.motif ? "Abandon" : "");
        s.cellule(base::affiche(debut)).cellule(base::affiche(fin)).cellule(siret_fictif(h.bits()));
        bool const rupture = i.motif || (annee == a.options().annee && h.chance(0.04));
        auto const rompu = i.motif ? *i.au : base::plus_jours(debut, 20 + static_cast<int>(h.entier(45)));
        bool const ecrit = rupture && rompu <= a.options().aujourd_hui;
        s.cellule(ecrit ? base::affiche(rompu) : "").cellule(ecrit ? "Rupture à l'initiative de l'employeur" : "");
    };
    return liste(
        a, etablissement, annee, Source::cfa, fichier, options, verite,
        "nom_apprenant;prenom_apprenant;date_de_naissance_apprenant;sexe_apprenant;email_contact;adresse_apprenant;"
        "code_postal_apprenant;code_commune_insee_apprenant;ine_apprenant;tel_apprenant;"
        "etablissement_responsable_uai;etablissement_responsable_siret;etablissement_formateur_uai;"
        "etablissement_formateur_siret;annee_scolaire;annee_formation;formation_rncp;formation_cfd;"
        "libelle_court_formation;date_inscription_formation;date_entree_formation;date_fin_formation;"
        "duree_theorique_formation_mois;date_exclusion_formation;cause_exclusion_formation;contrat_date_debut;"
        "contrat_date_fin;siret_employeur;contrat_date_rupture;cause_rupture_contrat",
        une_ligne);
}

ListeEcrite ecrire_agricole(Academie const& a, std::size_t etablissement, base::AnneeScolaire annee,
                            std::filesystem::path const& fichier, OptionsFichiers const& options, std::string& verite) {
    auto const une_ligne = [&](Sortie& s, Personne const& p, Vue const& v, Inscription const& i, Hasard&) {
        auto const& prenoms = v.prenoms;
        if (v.decalee)
            s.cellule("");
        s.cellule(v.ine)
            .cellule(prenoms[0])
            .cellule(prenoms.size() > 1 ? prenoms[1] : "")
            .cellule(prenoms.size() > 2 ? prenoms[2] : "");
        s.cellule(v.nom).cellule(v.nom_usage).cellule(!v.sexe ? "" : *v.sexe == Sexe::feminin ? "F" : "M");
        s.cellule(base::affiche(v.naissance))
            .cellule(p.insee_naissance)
            .cellule(p.ne_en_france ? "" : p.commune_naissance);
        s.cellule(p.ne_en_france ? p.insee_naissance.substr(0, 2) : "99")
            .cellule("99" + p.pays_naissance)
            .cellule("ST");
        s.cellule(a.territoire().formations[i.formation].mef).cellule(i.classe);
    };
    return liste(
        a, etablissement, annee, Source::cfa, fichier, options, verite,
        "Identifiant unique*;Premier prénom*;Deuxième prénom;Troisième prénom;Nom de famille*;Nom d'usage;Code sexe*;"
        "Date de naissance (jj/mm/aaaa)*;Code commune naissance**;Libellé commune naissance**;"
        "Code département naissance*;Code pays naissance*;Statut*;Code MEF*;Division*",
        une_ligne);
}

} // namespace metier::demonstration
