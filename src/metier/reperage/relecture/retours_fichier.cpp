#include "documents/feuilles.hpp"
#include "metier/reperage/relecture/echantillon_pages.hpp"
#include "metier/reperage/relecture/retours.hpp"

namespace metier::reperage {
namespace {

using documents::Feuille;

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

} // namespace

void ecrire(std::filesystem::path const& chemin, FormatDeRetour format, std::string const& provenance,
            Retour const& r) {
    Feuille const feuilles[] = {les_faux(r), les_taux(r)};
    if (format == FormatDeRetour::xlsx)
        documents::ecrire_xlsx(chemin, provenance, feuilles);
    else
        documents::ecrire_csv(chemin, provenance, feuilles);
}

} // namespace metier::reperage
