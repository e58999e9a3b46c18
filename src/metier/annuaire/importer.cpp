#include <map>
#include <set>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/annuaire/annuaire.hpp"
#include "metier/echanges/formats/lecteur.hpp"

namespace metier::annuaire {
namespace {

using echanges::Champ;
using echanges::LigneLue;
using territoire::Etablissement;
using territoire::GenreDEtablissement;
using territoire::GenreDeTerritoire;
using territoire::Territoire;

std::string texte(LigneLue const& ligne, Champ champ) { return base::propre(ligne[champ]); }

/// Rien pour ce qui n'accueille pas d'élèves du second degré ni n'oriente (écoles, services).
std::optional<GenreDEtablissement> genre(LigneLue const& ligne) {
    auto type = base::normalise(ligne[Champ::type_etablissement]);
    auto nature = base::normalise(ligne[Champ::nature_etablissement]);
    auto contient = [&](std::string_view mots) { return nature.find(mots) != nature.npos; };
    if (type == "INFORMATION ET ORIENTATION" || contient("CENTRE D INFORMATION ET D ORIENTATION"))
        return GenreDEtablissement::cio;
    if (contient("AGRICOLE"))
        return GenreDEtablissement::agricole;
    if (type == "COLLEGE")
        return GenreDEtablissement::college;
    if (type == "EREA" || contient("REGIONAL D ENSEIGNEMENT ADAPTE"))
        return GenreDEtablissement::erea;
    if (type == "LYCEE" || type == "LYCEES")
        return contient("PROFESSIONNEL") ? GenreDEtablissement::lp
               : contient("POLYVALENT")  ? GenreDEtablissement::lpo
                                         : GenreDEtablissement::lgt;
    if (contient("APPRENTI"))
        return GenreDEtablissement::cfa;
    return std::nullopt;
}

/// Territoires déjà vus pendant cet import : la base n'est interrogée qu'une fois pour chacun.
class Territoires {
public:
    explicit Territoires(storage::Writer& db) : db_{db} {}
    Id<Territoire> de(LigneLue const& ligne, std::string const& departement) {
        auto nom_academie = texte(ligne, Champ::academie), nom_departement = texte(ligne, Champ::departement);
        auto bassin = texte(ligne, Champ::libelle_bassin), code = texte(ligne, Champ::code_bassin);
        if (nom_academie.empty())
            nom_academie = "Académie non renseignée";
        if (nom_departement.empty())
            nom_departement = "Département " + departement;
        // Sans bassin dans le fichier, l'établissement est rangé dans un bassin « à préciser » de son département.
        if (bassin.empty())
            bassin = nom_departement + ", bassin à préciser";
        if (code.empty())
            code = departement + ":" + base::cle_d_en_tete(bassin);
        auto academie =
            un(GenreDeTerritoire::academie, base::cle_d_en_tete(nom_academie), "Académie de " + nom_academie, {});
        auto dep = un(GenreDeTerritoire::departement, departement, nom_departement, academie);
        return un(GenreDeTerritoire::bassin, code, bassin, dep);
    }

private:
    Id<Territoire> un(GenreDeTerritoire genre, std::string const& code, std::string const& nom,
                      std::optional<Id<Territoire>> parent) {
        auto cle = std::string(base::code(genre)) + "/" + code;
        if (auto vu = vus_.find(cle); vu != vus_.end())
            return vu->second;
        return vus_[cle] = territoire::territoire(db_, genre, code, nom, parent);
    }
    storage::Writer& db_;
    std::map<std::string, Id<Territoire>> vus_;
};

Etablissement etablissement(LigneLue const& ligne, base::Uai const& uai, GenreDEtablissement genre,
                            Id<Territoire> bassin) {
    Etablissement e;
    e.uai = uai.texte();
    e.nom = texte(ligne, Champ::nom_etablissement);
    e.genre = genre;
    e.secteur = base::normalise(ligne[Champ::secteur]).starts_with("PRIV") ? "prive" : "public";
    e.adresse = texte(ligne, Champ::adresse);
    e.code_postal = base::lire_code_postal(ligne[Champ::code_postal]).value_or("");
    e.commune = texte(ligne, Champ::commune);
    e.code_insee = texte(ligne, Champ::code_commune);
    e.telephone = base::lire_telephone(ligne[Champ::telephone]).value_or("");
    e.courriel = base::lire_courriel(ligne[Champ::courriel]).value_or("");
    e.territoire = bassin;
    e.ferme_le = base::lire_date(ligne[Champ::date_fermeture]);
    return e;
}

} // namespace

BilanAnnuaire importer(storage::Writer& db, std::filesystem::path const& chemin, std::string const& nom, Date) {
    auto lecteur = echanges::ouvrir(chemin, nom);
    if (lecteur->en_tete().format != echanges::Format::annuaire)
        throw documents::FichierRefuse(
            {.message = "« " + nom +
                        " » n’est pas l’annuaire de l’éducation (reçu : " + lecteur->en_tete().libelle_format +
                        "). Téléchargez le jeu « fr-en-annuaire-education » au format CSV."});
    BilanAnnuaire bilan;
    Territoires territoires{db};
    std::set<std::string>
        vus; // l'annuaire répète certains établissements (« multi-lignes ») : la première ligne compte
    for (LigneLue ligne; lecteur->suivante(ligne);) {
        ++bilan.lues;
        auto genre_ = genre(ligne);
        auto uai = base::Uai::lire(ligne[Champ::uai]);
        if (!uai || !genre_ || !vus.insert(uai->texte()).second) {
            ++bilan.ecartees;
            if (!uai && bilan.remarques.size() < 20)
                bilan.remarques.push_back("Ligne " + std::to_string(ligne.numero) + " : UAI « " +
                                          std::string(ligne[Champ::uai]) +
                                          " » faux (attendu : sept chiffres et la lettre de contrôle).");
            continue;
        }
        // Un établissement déjà rangé dans un bassin précis n'en est pas retiré par un fichier qui ne le dit pas.
        auto deja = territoire::trouver(db, *uai);
        auto bassin =
            deja && !ligne.a(Champ::libelle_bassin) ? deja->territoire : territoires.de(ligne, uai->departement());
        switch (territoire::enregistrer(db, etablissement(ligne, *uai, *genre_, bassin))) {
        case territoire::Ecrit::cree: ++bilan.crees; break;
        case territoire::Ecrit::modifie: ++bilan.modifies; break;
        case territoire::Ecrit::identique: ++bilan.identiques; break;
        }
    }
    return bilan;
}

std::string phrase(BilanAnnuaire const& b) {
    if (b.crees == 0 && b.modifies == 0)
        return "Rien n’a changé : " +
               base::pluriel(b.identiques, "établissement identique", "établissements identiques") + ".";
    return "Annuaire importé : " + base::pluriel(b.crees, "établissement créé", "établissements créés") + ", " +
           base::pluriel(b.modifies, "mis à jour", "mis à jour") + ", " + base::pluriel(b.identiques, "identique") +
           ", " + base::pluriel(b.ecartees, "ligne écartée", "lignes écartées") + " (écoles et services).";
}

} // namespace metier::annuaire
