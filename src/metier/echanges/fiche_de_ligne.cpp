#include "metier/echanges/fiche_de_ligne.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/echanges/formats/lecteur.hpp"

namespace metier::echanges {
namespace {

/// Ce que dit la cellule, quel que soit le fichier qui la porte : un classeur et un CSV écrivent autrement une même
/// date, un même téléphone.
std::string sans_sa_forme(Cellule const& c) {
    switch (description(c.champ).type) {
    case TypeChamp::date:
        if (auto jour = base::lire_date(c.valeur))
            return base::iso(*jour);
        break;
    case TypeChamp::telephone:
        if (auto numero = base::lire_telephone(c.valeur))
            return *numero;
        break;
    case TypeChamp::code_postal:
        if (c.valeur.size() == 4)
            return "0" + c.valeur;
        break;
    default: break;
    }
    return base::propre(c.valeur);
}

/// L'ordre des colonnes d'un tableau, ou des éléments d'un XML, ne change pas ce que dit la ligne.
std::string empreinte_des_cellules(LigneLue const& ligne, base::Coffre const& coffre) {
    std::string tout{code(ligne.genre)};
    auto cellules = ligne.cellules;
    std::ranges::stable_sort(cellules, {}, &Cellule::champ);
    for (auto const& c : cellules)
        (((tout += '\x1f') += code(c.champ)) += '\x1e') += sans_sa_forme(c);
    return coffre.empreinte(tout);
}

std::string cle_d_eleve(std::string_view eleve_id, Importation const& i, base::Coffre const& coffre) {
    return coffre.empreinte("eleve/" + std::to_string(i.annee.debut) + "/" + std::string(eleve_id));
}

/// Ce qui désigne la ligne chez la source : une personne peut y avoir plusieurs lignes (deux établissements, trois
/// vœux).
std::string cle_de_ligne(LigneLue const& ligne, FicheLue const& fiche, Importation const& i,
                         base::Coffre const& coffre) {
    auto de = [&](std::initializer_list<std::string_view> parts) {
        std::string tout{code(ligne.genre)};
        for (auto part : parts)
            (tout += '/') += part;
        return coffre.empreinte(tout);
    };
    auto annee = std::to_string(i.annee.debut);
    switch (ligne.genre) {
    case Genre::eleve: break;
    case Genre::responsable:
        return de({annee, fiche.eleve_id, base::normalise(ligne[Champ::responsable_nom]),
                   base::normalise(ligne[Champ::responsable_prenom]), ligne[Champ::responsable_parente],
                   ligne[Champ::responsable_niveau]});
    case Genre::division: return de({annee, ligne[Champ::division], ligne[Champ::groupe]});
    case Genre::nomenclature: return de({ligne[Champ::nomenclature], ligne[Champ::code]});
    case Genre::etablissement: return de({ligne[Champ::uai]});
    }
    if (!fiche.eleve_id.empty())
        return cle_d_eleve(fiche.eleve_id, i, coffre);
    auto lieu = fiche.uai ? fiche.uai->texte() : fiche.uai_origine ? fiche.uai_origine->texte() : std::string{};
    auto voeu = i.nature == Nature::affectation
                    ? std::string(ligne[Champ::rang_voeu]) + "/" + std::string(ligne[Champ::formation_demandee])
                    : std::string{};
    return de({annee, cle_de_personne(fiche, i, coffre), lieu, voeu, i.campagne.empty() ? fiche.campagne : i.campagne});
}

} // namespace

std::optional<territoire::Etablissement> const& Annuaire::trouver(Reader& db, base::Uai const& uai) {
    auto [place, nouveau] = connus_.try_emplace(uai.texte());
    if (nouveau)
        place->second = territoire::trouver(db, uai);
    return place->second;
}

std::optional<Id<territoire::Territoire>> Annuaire::bassin_du_code_postal(Reader& db, std::string const& code_postal) {
    if (code_postal.empty())
        return std::nullopt;
    if (!std::exchange(codes_charges_, true))
        for (auto const& e : territoire::etablissements(db)) {
            auto [place, nouveau] = par_code_postal_.try_emplace(e.code_postal, e.territoire);
            if (!nouveau && place->second != e.territoire)
                place->second.reset();
        }
    auto ici = par_code_postal_.find(code_postal);
    return ici == par_code_postal_.end() ? std::nullopt : ici->second;
}

Contexte regles_de_lecture(Importation const& i, Annuaire& annuaire, Reader& db) {
    EnTeteFichier en_tete;
    en_tete.format = format(i.format).value_or(Format::tableau);
    auto regles = contexte_de(en_tete, i.jour);
    regles.liste_de_decrocheurs = false;
    regles.uai_connu = [&annuaire, db](base::Uai const& uai) mutable { return annuaire.trouver(db, uai).has_value(); };
    if (i.nature == Nature::affectation)
        regles.naissance_absente_du_format = true;
    if (!i.correspondance.empty() && i.correspondance.find("\"sexe\"") == std::string::npos)
        regles.sexe_absent_du_format = true; // aucune colonne : le redire à chaque ligne n'apprend rien
    return regles;
}

bool present(FicheLue const& f, Date jour) {
    auto passe = [&](std::optional<Date> d) { return d && *d <= jour; };
    return !f.sorti(jour) && !passe(f.contrat_rupture) && !passe(f.exclusion);
}

LigneImport preparer(LigneLue ligne, std::int64_t rang, Importation const& i, Contexte const& regles,
                     base::Coffre const& coffre, LigneExaminee* examinee) {
    auto fiche = controler(ligne, regles);
    LigneImport l;
    l.importation = i.id;
    l.rang = rang;
    l.numero = ligne.numero;
    l.genre = code(ligne.genre);
    l.empreinte = empreinte_des_cellules(ligne, coffre);
    l.cle = cle_de_ligne(ligne, fiche, i, coffre);
    if (ligne.genre == Genre::eleve)
        l.identite = empreinte_d_identite(fiche, coffre);
    if (fiche.ine)
        l.ine = coffre.empreinte(fiche.ine->texte());
    l.presente = ligne.genre == Genre::eleve && present(fiche, i.jour);
    if (ligne.genre == Genre::responsable)
        l.groupe = cle_d_eleve(fiche.eleve_id, i, coffre);
    for (auto const& a : ligne.anomalies)
        l.avertissements += a.gravite == Gravite::avertissement;
    l.contenu = sceller(coffre, ligne);
    if (examinee)
        *examinee = {std::move(ligne), std::move(fiche)};
    return l;
}

jeunes::IdentiteLue identite_lue(FicheLue const& f) {
    jeunes::IdentiteLue id;
    id.nom = f.nom_famille;
    id.nom_usage = base::normalise(f.nom_usage) == base::normalise(f.nom_famille) ? std::string{} : f.nom_usage;
    id.prenoms.push_back(f.prenom);
    id.prenoms.insert(id.prenoms.end(), f.autres_prenoms.begin(), f.autres_prenoms.end());
    if (f.sexe)
        id.sexe = *f.sexe == Sexe::fille ? jeunes::Sexe::feminin : jeunes::Sexe::masculin;
    id.naissance = f.naissance;
    id.commune_naissance = f.commune_naissance.empty() ? f.ville_naissance : f.commune_naissance;
    id.adresse = f.adresse;
    id.code_postal = f.code_postal;
    id.commune = f.commune;
    if (!f.telephones.empty())
        id.telephone = f.telephones.front();
    id.courriel = f.courriel;
    if (f.ine)
        id.ine.push_back(*f.ine);
    id.ine.insert(id.ine.end(), f.autres_ine.begin(), f.autres_ine.end());
    return id;
}

std::string cle_de_personne(FicheLue const& f, Importation const& i, base::Coffre const& coffre) {
    if (!f.eleve_id.empty())
        return std::to_string(i.annee.debut) + "/" + f.eleve_id;
    if (!f.id_siei.empty())
        return "siei/" + f.id_siei;
    if (!f.naissance)
        return empreinte_d_identite(f, coffre);
    return jeunes::cle_par_defaut(identite_lue(f));
}

std::string empreinte_d_identite(FicheLue const& f, base::Coffre const& coffre) {
    auto nom = base::normalise(f.nom_famille) + "/" + base::normalise(f.prenom) + "/";
    if (f.naissance)
        return coffre.empreinte("identite/" + nom + base::iso(*f.naissance));
    if (f.ine)
        return coffre.empreinte("identite/" + nom + f.ine->texte());
    return coffre.empreinte("identite/" + nom + (f.uai_origine ? f.uai_origine->texte() : std::string{}));
}

std::string repere(Importation const& i, LigneImport const& ligne) {
    return repere(genre(ligne.genre).value_or(Genre::eleve), ligne.numero,
                  est_un_xml(format(i.format).value_or(Format::tableau)));
}

std::string designation(LigneLue const& l) {
    auto premier = [&](std::initializer_list<Champ> champs) {
        for (auto c : champs)
            if (l.a(c))
                return std::string(l[c]);
        return std::string{};
    };
    std::vector<std::string> mots;
    auto dire = [&](std::string texte) {
        if (!texte.empty())
            mots.push_back(std::move(texte));
    };
    switch (l.genre) {
    case Genre::eleve:
        dire(premier({Champ::nom_famille, Champ::nom_usage, Champ::nom_et_prenom}));
        dire(premier({Champ::prenom, Champ::prenoms}));
        if (l.a(Champ::naissance))
            dire("(" + std::string(l[Champ::naissance]) + ")");
        break;
    case Genre::responsable:
        dire("Responsable :");
        dire(premier({Champ::responsable_nom, Champ::responsable_nom_usage}));
        dire(premier({Champ::responsable_prenom}));
        break;
    case Genre::division: dire("Classe " + premier({Champ::division, Champ::groupe})); break;
    case Genre::nomenclature: dire(premier({Champ::nomenclature}) + " " + premier({Champ::code})); break;
    case Genre::etablissement: dire("Établissement " + premier({Champ::uai})); break;
    }
    return base::joint(mots, " ");
}

} // namespace metier::echanges
