#pragma once
// Ce que les essais de cette partie ont en commun : une campagne sur le bassin nord, calculée.
#include "metier/reperage/calcul.hpp"
#include "metier/reperage/campagnes.hpp"
#include "metier/reperage/paires.hpp"
#include "metier/reperage/verifications.hpp"
#include "tests/distribution.hpp"

namespace essais {

namespace reperage = metier::reperage;

struct CampagneDEssai {
    explicit CampagneDEssai(std::string const& genre = "sqlite") : d{genre} {}

    Distribution d;

    /// Inscrit à Zola l'an dernier, nulle part cette année ; 17 ans.
    Id<jeunes::Jeune> sorti(std::string nom, std::string prenom, Date naissance = 2009y / 3 / 4) {
        return un_jeune()
            .nomme(std::move(nom), std::move(prenom))
            .ne_le(naissance)
            .au(d.zola, 2025, Date{2026y / 8 / 31})
            .cree(d);
    }
    Id<reperage::Campagne> ouverte(std::optional<Id<territoire::Territoire>> ou = {}) {
        return d.ecrire([&](storage::Writer& db) {
            return reperage::creer_campagne(db, d.horloge.instant(), d.awa,
                                            {"Rentrée 2026", {2026}, ou.value_or(d.nord), d.jour()});
        });
    }
    bool calculer(Id<reperage::Campagne> id, reperage::Suivi const& suivi = {}) {
        return reperage::calculer(*d.base, d.horloge.instant(), id, suivi);
    }
    Id<reperage::Campagne> calculee(std::optional<Id<territoire::Territoire>> ou = {}) {
        auto id = ouverte(ou);
        calculer(id);
        return id;
    }
    std::string caisse(Id<reperage::Campagne> c, Id<jeunes::Jeune> j) {
        return d.lire([&](storage::Reader& db) {
            return db
                .maybe<std::string>("select caisse from campagne_jeune where campagne_id = ? and jeune_id = ?", c, j)
                .value_or("absent");
        });
    }
    std::int64_t compter(std::string const& sql) {
        return d.lire([&](storage::Reader& db) { return db.one<std::int64_t>(sql); });
    }
    reperage::VerificationFaite verifier(Id<reperage::Campagne> c, Id<jeunes::Jeune> j, reperage::Resultat r,
                                         std::string structure = "", std::int64_t version = 0) {
        return d.ecrire([&](storage::Writer& db) {
            if (version == 0)
                version = db.one<std::int64_t>(
                    "select version from campagne_jeune where campagne_id = ? and jeune_id = ?", c, j);
            return reperage::verifier(
                db, d.horloge.instant(), d.awa, c, j, version,
                {r, reperage::Preuve::appel_etablissement, structure, {}, {}, d.jour(), d.jour()});
        });
    }
    Id<jeunes::Source> source(std::string const& code, std::string const& nom, jeunes::GenreSource genre) {
        return d.ecrire([&](storage::Writer& db) { return jeunes::source(db, code, nom, genre); });
    }
    /// Le doublon vu cette année au CFA, sous un autre dossier.
    Id<jeunes::Jeune> doublon(std::string nom, std::string prenom, Date naissance = 2009y / 3 / 4) {
        return un_jeune().nomme(std::move(nom), std::move(prenom)).ne_le(naissance).au(d.monod, 2026).cree(d);
    }
    Id<reperage::Paire> paire_de(Id<jeunes::Jeune> a) {
        return d.lire([&](storage::Reader& db) {
            return db.one<Id<reperage::Paire>>(
                "select paire_id from paire_membre where jeune_id = ? order by paire_id limit 1", a);
        });
    }
    reperage::Paire paire(Id<reperage::Paire> id) {
        return *d.lire([&](storage::Reader& db) { return reperage::trouver_paire(db, d.portee(d.awa), id); });
    }
};

} // namespace essais
