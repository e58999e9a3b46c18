#include <map>
#include <set>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/annuaire/annuaire.hpp"
#include "metier/annuaire/gestion.hpp"
#include "metier/echanges/formats/lecteur.hpp"
#include "metier/territoire/gestion.hpp"
#include "metier/territoire/noms.hpp"

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
    Territoires(storage::Writer& db, Gestion const& gestion) : db_{db}, gestion_{gestion} {}

    /// Le département de la ligne, s'il est de ceux que l'on tient ; créé, avec son académie, par qui tient tout.
    std::optional<Id<Territoire>> departement(LigneLue const& ligne, std::string const& code) {
        auto [place, nouveau] = departements_.try_emplace(code);
        if (nouveau)
            place->second = chercher_departement(ligne, code);
        return place->second;
    }

    Id<Territoire> bassin(LigneLue const& ligne, std::string const& code_departement, Id<Territoire> departement) {
        auto nom = texte(ligne, Champ::libelle_bassin), code = texte(ligne, Champ::code_bassin);
        auto [place, nouveau] = bassins_.try_emplace(code_departement + "/" + code + "/" + nom);
        if (nouveau)
            place->second = nom.empty() ? territoire::bassin_a_preciser(db_, departement)
                                        : precis(code, nom, code_departement, departement);
        return place->second;
    }

private:
    std::optional<Id<Territoire>> chercher_departement(LigneLue const& ligne, std::string const& code) {
        if (auto deja = territoire::departement(db_, code))
            return gestion_.accueille(deja->id) ? std::optional{deja->id} : std::nullopt;
        if (!gestion_.tout())
            return std::nullopt;
        auto nom = texte(ligne, Champ::departement), academie = texte(ligne, Champ::academie);
        if (nom.empty())
            nom = "Département " + code;
        return territoire::territoire(db_, GenreDeTerritoire::departement, code, nom, une_academie(academie));
    }

    /// Celle de l'annuaire s'appelle « Rennes » ; celle du premier démarrage, « Académie de Rennes » : la même.
    Id<Territoire> une_academie(std::string const& nom) {
        if (nom.empty())
            return territoire::territoire(db_, GenreDeTerritoire::academie, "nonrenseignee", "Académie non renseignée",
                                          {});
        if (auto deja = territoire::du_meme_nom(db_, GenreDeTerritoire::academie, nom))
            return deja->id;
        return territoire::territoire(db_, GenreDeTerritoire::academie, base::cle_d_en_tete(nom),
                                      "Académie " + base::de_ce_lieu(nom), {});
    }

    Id<Territoire> precis(std::string code, std::string const& nom, std::string const& code_departement,
                          Id<Territoire> departement) {
        if (code.empty())
            code = code_departement + ":" + base::cle_d_en_tete(nom);
        auto du_code =
            db_.maybe<Id<Territoire>>("select coalesce(fusionne_dans, id) from territoire where genre = ? and code = ?",
                                      GenreDeTerritoire::bassin, code);
        if (du_code)
            return *du_code;
        if (auto deja = territoire::du_meme_nom(db_, GenreDeTerritoire::bassin, nom, departement))
            return deja->id;
        return territoire::territoire(db_, GenreDeTerritoire::bassin, code, nom, departement);
    }

    storage::Writer& db_;
    Gestion const& gestion_;
    std::map<std::string, std::optional<Id<Territoire>>> departements_;
    std::map<std::string, Id<Territoire>> bassins_;
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

BilanAnnuaire importer(storage::Writer& db, std::filesystem::path const& chemin, std::string const& nom,
                       Gestion const& gestion) {
    auto lecteur = echanges::ouvrir(chemin, nom);
    if (lecteur->en_tete().format != echanges::Format::annuaire)
        throw documents::FichierRefuse(
            {.message = "«\u00a0" + nom + "\u00a0» n’est pas l’annuaire de l’éducation (reçu\u00a0: " +
                        lecteur->en_tete().libelle_format +
                        "). Téléchargez le jeu «\u00a0fr-en-annuaire-education\u00a0» au format CSV."});
    BilanAnnuaire bilan;
    Territoires territoires{db, gestion};
    std::set<std::string>
        vus; // l'annuaire répète certains établissements (« multi-lignes ») : la première ligne compte
    for (LigneLue ligne; lecteur->suivante(ligne);) {
        ++bilan.lues;
        auto genre_ = genre(ligne);
        auto uai = base::Uai::lire(ligne[Champ::uai]);
        if (!uai || !genre_ || !vus.insert(uai->texte()).second) {
            ++bilan.ecartees;
            if (!uai && bilan.remarques.size() < 20)
                bilan.remarques.push_back("Ligne " + std::to_string(ligne.numero) + "\u00a0: UAI «\u00a0" +
                                          std::string(ligne[Champ::uai]) +
                                          "\u00a0» faux (attendu\u00a0: sept chiffres et la lettre de contrôle).");
            continue;
        }
        auto deja = territoire::trouver(db, *uai);
        auto departement = territoires.departement(ligne, uai->departement());
        if (deja ? !gestion.accueille(deja->territoire) : !departement) {
            ++bilan.ailleurs;
            continue;
        }
        // Déjà rangé, à la main ou par un fichier qui le disait : un fichier qui ne le dit pas n'y touche pas.
        bool garder = deja && (deja->range_le || !ligne.a(Champ::libelle_bassin) || !departement);
        auto bassin = garder ? deja->territoire : territoires.bassin(ligne, uai->departement(), *departement);
        if (deja && deja->territoire != bassin)
            bilan.deplaces.push_back(deja->id);
        switch (territoire::enregistrer(db, etablissement(ligne, *uai, *genre_, bassin))) {
        case territoire::Ecrit::cree: ++bilan.crees; break;
        case territoire::Ecrit::modifie: ++bilan.modifies; break;
        case territoire::Ecrit::identique: ++bilan.identiques; break;
        }
    }
    return bilan;
}

std::string phrase(BilanAnnuaire const& b) {
    auto ailleurs = b.ailleurs == 0 ? std::string{}
                                    : " " + base::pluriel(b.ailleurs, "établissement est", "établissements sont") +
                                          " hors de votre territoire\u00a0: rien n’y a été touché.";
    if (b.crees == 0 && b.modifies == 0)
        return "Rien n’a changé\u00a0: " +
               base::pluriel(b.identiques, "établissement identique", "établissements identiques") + "." + ailleurs;
    return "Annuaire importé\u00a0: " + base::pluriel(b.crees, "établissement créé", "établissements créés") + ", " +
           base::pluriel(b.modifies, "mis à jour", "mis à jour") + ", " + base::pluriel(b.identiques, "identique") +
           ", " + base::pluriel(b.ecartees, "ligne écartée", "lignes écartées") + " (écoles et services)." + ailleurs;
}

} // namespace metier::annuaire
