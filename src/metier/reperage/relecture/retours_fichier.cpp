#include <fstream>
#include <stdexcept>

#include "documents/csv.hpp"
#include "documents/xlsx.hpp"
#include "metier/reperage/relecture/echantillon_pages.hpp"
#include "metier/reperage/relecture/retours.hpp"

namespace metier::reperage {
namespace {

struct Feuille {
    std::string nom;
    std::vector<std::string> en_tetes;
    std::vector<std::vector<documents::CelluleXlsx>> lignes;
};

std::vector<documents::CelluleXlsx> taux(std::string const& uai, std::string const& nom, std::int64_t presumes,
                                         Part const& p) {
    using Cellule = documents::CelluleXlsx;
    bool connu = p.total > 0;
    return {uai,
            nom,
            static_cast<double>(presumes),
            static_cast<double>(p.total),
            static_cast<double>(p.succes),
            connu ? Cellule{pour_cent(p.valeur)} : Cellule{},
            connu ? Cellule{pour_cent(p.bas)} : Cellule{},
            connu ? Cellule{pour_cent(p.haut)} : Cellule{}};
}

Feuille les_taux(Retour const& r) {
    Feuille f{"Taux d’erreur",
              {"UAI", "Établissement", "Présumés", "Vérifiés", "Faux sortants", "Taux d’erreur", "Au moins", "Au plus"},
              {}};
    f.lignes.push_back(taux("", "Ensemble : " + r.nom, r.presumes, r.erreur));
    for (auto const& e : r.etablissements)
        f.lignes.push_back(taux(e.uai, e.nom, e.presumes, e.erreur));
    return f;
}

Feuille les_faux(Retour const& r) {
    Feuille f{"Faux sortants",
              {"Code", "Motif", "Constat", "Nom", "Prénom", "Né(e) le", "UAI", "Établissement", "Classe", "Retrouvé à",
               "Vérifié le"},
              {}};
    for (auto const& x : r.faux) {
        auto cause = base::lire_code<Cause>(x.cause);
        f.lignes.push_back({cause ? x.cause : std::string("non_precise"),
                            cause ? std::string(base::libelle(*cause)) : std::string("Non précisé"),
                            std::string(base::libelle(x.resultat)), x.nom, x.prenom,
                            x.naissance ? documents::CelluleXlsx{*x.naissance} : documents::CelluleXlsx{}, x.uai,
                            x.etablissement, x.classe, x.structure, x.verifie_le});
    }
    return f;
}

std::string texte(documents::CelluleXlsx const& c) {
    if (auto const* s = std::get_if<std::string>(&c))
        return *s;
    if (auto const* n = std::get_if<double>(&c))
        return std::to_string(static_cast<long long>(*n));
    if (auto const* d = std::get_if<Date>(&c))
        return base::affiche(*d);
    return {};
}

} // namespace

void ecrire(std::filesystem::path const& chemin, FormatDeRetour format, std::string const& provenance,
            Retour const& r) {
    Feuille const feuilles[] = {les_faux(r), les_taux(r)};
    if (format == FormatDeRetour::xlsx) {
        documents::EcrivainXlsx xlsx{chemin};
        for (auto const& f : feuilles) {
            xlsx.feuille(f.nom, f.en_tetes);
            for (auto const& l : f.lignes)
                xlsx.ligne(l);
        }
        xlsx.feuille("Provenance", std::vector<std::string>{"Provenance"});
        xlsx.ligne(std::vector<documents::CelluleXlsx>{provenance});
        xlsx.fermer();
        return;
    }
    std::ofstream flux{chemin, std::ios::binary};
    documents::EcrivainCsv csv{flux};
    csv.ligne({provenance});
    for (auto const& f : feuilles) {
        csv.ligne({""});
        csv.ligne(f.en_tetes);
        for (auto const& l : f.lignes) {
            std::vector<std::string> cellules;
            for (auto const& c : l)
                cellules.push_back(texte(c));
            csv.ligne(cellules);
        }
    }
    if (!flux.flush())
        throw std::runtime_error("le disque refuse l’export");
}

} // namespace metier::reperage
