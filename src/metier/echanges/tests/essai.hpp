#pragma once
// Ce que les essais des listes se partagent : fichiers fabriqués, personnes connues, ateliers, comptes de lignes.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "metier/echanges/echanges.hpp"
#include "metier/echanges/importations_sql.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "tests/distribution.hpp"

namespace essais {

namespace echanges = metier::echanges;

/// Un fichier temporaire, effacé à la fin.
class Fichier {
public:
    Fichier(std::string const& nom, std::string const& contenu)
        : dossier_{std::filesystem::temp_directory_path() / ("echanges_" + base::hexa(base::octets_au_hasard(6)))} {
        std::filesystem::create_directories(dossier_);
        chemin_ = dossier_ / nom;
        std::ofstream{chemin_, std::ios::binary} << contenu;
    }
    ~Fichier() { std::filesystem::remove_all(dossier_); }
    Fichier(Fichier const&) = delete;
    std::string chemin() const { return chemin_.string(); }

private:
    std::filesystem::path dossier_, chemin_;
};

struct Commande {
    int statut = 0;
    std::string sortie, erreurs;
};
inline Commande importer(Distribution& d, std::vector<std::string> const& args) {
    std::ostringstream out, err;
    Commande c;
    c.statut = echanges::commande_importer(args, d.app.env(), out, err);
    c.sortie = out.str();
    c.erreurs = err.str();
    return c;
}

inline Id<jeunes::Jeune> connu(Distribution& d, std::string const& nom, std::string const& prenom, Date naissance,
                               std::string const& ine = {}) {
    return d.ecrire([&](storage::Writer& db) {
        jeunes::IdentiteLue i;
        i.nom = nom;
        i.prenoms = {prenom};
        i.naissance = naissance;
        if (auto lu = base::Ine::lire(ine))
            i.ine.push_back(*lu);
        auto source = jeunes::source(db, "saisie", "Saisie", jeunes::GenreSource::saisie);
        return jeunes::creer(db, d.app.env().coffre, d.horloge.instant(), source, jeunes::cle_par_defaut(i) + ine, i,
                             d.nord);
    });
}

/// Fait tous les travaux demandés.
inline void travailler(Distribution& d) {
    storage::Ateliers ateliers{*d.base, d.horloge, echanges::travaux(d.app.env())};
    while (ateliers.faire_un())
        ;
}

/// Nombre de lignes de chaque table, hors journal et travaux.
inline std::map<std::string, std::int64_t> compte_des_tables(Distribution& d) {
    return d.lire([&](storage::Reader& db) {
        std::map<std::string, std::int64_t> comptes;
        auto tables = d.base->engine() == storage::Engine::sqlite
                          ? db.all<std::string>(
                                "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
                          : db.all<std::string>("select table_name from information_schema.tables where table_schema = "
                                                "'public' and table_type = 'BASE TABLE'");
        for (auto const& t : tables)
            comptes[t] = db.one<std::int64_t>("select count(*) from " + t);
        return comptes;
    });
}

template <class T>
T une_valeur(Distribution& d, std::string const& sql) {
    return d.lire([&](storage::Reader& db) { return db.one<T>(sql); });
}

struct Eleve {
    std::string id, nom, prenom, naissance = "04/03/2009", classe = "2BAC", ine = {}, sortie = {}, motif = {},
                                 sexe = "1";
};
/// ElevesSansAdresses.xml de l'établissement.
inline std::string siecle(std::vector<Eleve> const& eleves, std::string const& uai, std::string const& annee = "2026",
                          std::string const& horodatage = "01/10/2026 08:00:00") {
    std::string x = "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<BEE_ELEVES VERSION=\"3.0\"><PARAMETRES><UAJ>" +
                    uai + "</UAJ><ANNEE_SCOLAIRE>" + annee +
                    "</ANNEE_SCOLAIRE><DATE_EXPORT>01/10/2026</DATE_EXPORT><HORODATAGE>" + horodatage +
                    "</HORODATAGE></PARAMETRES>\n<DONNEES><ELEVES>\n";
    std::string s;
    for (auto const& e : eleves) {
        x += "<ELEVE ELEVE_ID=\"" + e.id + "\"><ID_NATIONAL>" + e.ine + "</ID_NATIONAL><NOM_DE_FAMILLE>" + e.nom +
             "</NOM_DE_FAMILLE><PRENOM>" + e.prenom + "</PRENOM><DATE_NAISS>" + e.naissance +
             "</DATE_NAISS><CODE_SEXE>" + e.sexe + "</CODE_SEXE><CODE_MEF>24731211</CODE_MEF>" +
             (e.sortie.empty() ? ""
                               : "<DATE_SORTIE>" + e.sortie + "</DATE_SORTIE><CODE_MOTIF_SORTIE>" + e.motif +
                                     "</CODE_MOTIF_SORTIE>") +
             "</ELEVE>\n";
        if (!e.classe.empty())
            s += "<STRUCTURES_ELEVE ELEVE_ID=\"" + e.id + "\"><STRUCTURE><CODE_STRUCTURE>" + e.classe +
                 "</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>\n";
    }
    return x + "</ELEVES><STRUCTURES>" + s + "</STRUCTURES></DONNEES></BEE_ELEVES>\n";
}
inline constexpr auto uai_de_zola = "0350017D";

} // namespace essais
