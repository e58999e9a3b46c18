#include <algorithm>
#include <exception>

#include "base/texte.hpp"
#include "documents/detection.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/echanges/formats/siecle.hpp"

namespace metier::echanges {
namespace {

struct Partie {
    documents::Source source;
    EnTeteFichier en_tete;
};

/// Nomenclatures, structures, élèves, responsables : ce qui donne un sens d'abord.
int rang(Format format) {
    switch (format) {
    case Format::siecle_nomenclatures: return 0;
    case Format::siecle_structures: return 1;
    case Format::siecle_eleves: return 2;
    case Format::siecle_responsables: return 3;
    default: return 4;
    }
}

/// Les fichiers d'une archive l'un après l'autre, un seul ouvert à la fois.
class LecteurDArchive final : public Lecteur {
public:
    LecteurDArchive(std::vector<Partie> parties, std::string nom, std::vector<std::string> avertissements)
        : parties_(std::move(parties)) {
        std::ranges::stable_sort(parties_, {}, [](Partie const& p) { return rang(p.en_tete.format); });
        auto principale =
            std::ranges::find(parties_, Format::siecle_eleves, [](Partie const& p) { return p.en_tete.format; });
        en_tete_ = (principale == parties_.end() ? parties_.front() : *principale).en_tete;
        en_tete_.nom = std::move(nom);
        en_tete_.avertissements.insert(en_tete_.avertissements.begin(), avertissements.begin(), avertissements.end());
        if (parties_.size() > 1) {
            en_tete_.format = Format::siecle_archive;
            en_tete_.libelle_format = libelle(Format::siecle_archive);
        }
        for (auto const& p : parties_) {
            en_tete_.fichiers.push_back(p.source.nom);
            noter_un_ecart(p.en_tete);
        }
    }
    EnTeteFichier const& en_tete() const override { return en_tete_; }

    bool suivante(LigneLue& ligne) override {
        for (; courante_ < parties_.size(); ++courante_, lecteur_.reset()) {
            if (!lecteur_)
                lecteur_ = lecteur_xml(parties_[courante_].source);
            if (!lecteur_->suivante(ligne)) {
                ajouter_sans_redire(en_tete_.avertissements, lecteur_->en_tete().avertissements);
                continue;
            }
            if (parties_.size() > 1)
                ligne.fichier = parties_[courante_].source.nom;
            return true;
        }
        return false;
    }

private:
    void noter_un_ecart(EnTeteFichier const& e) {
        if (!e.uai.empty() && !en_tete_.uai.empty() && e.uai != en_tete_.uai)
            en_tete_.avertissements.push_back("«\u00A0" + e.nom + "\u00A0» vient d’un autre établissement (" + e.uai +
                                              ").");
        if (!e.annee.empty() && !en_tete_.annee.empty() && e.annee != en_tete_.annee)
            en_tete_.avertissements.push_back("«\u00A0" + e.nom + "\u00A0» est d’une autre année scolaire (" + e.annee +
                                              ").");
    }
    std::vector<Partie> parties_;
    EnTeteFichier en_tete_;
    std::size_t courante_ = 0;
    std::unique_ptr<Lecteur> lecteur_;
};

/// Élèves et responsables se reconnaissent à leur numéro dans l'établissement et dans l'année : deux écoles, ou deux
/// années, mêleraient les leurs.
void exiger_un_seul_etablissement(std::vector<Partie> const& parties, std::string const& archive) {
    auto exiger = [&](std::string EnTeteFichier::*champ, std::string const& message) {
        std::string vu;
        for (auto const& p : parties) {
            auto const& lu = p.en_tete.*champ;
            bool d_eleves =
                p.en_tete.format == Format::siecle_eleves || p.en_tete.format == Format::siecle_responsables;
            if (!d_eleves || lu.empty())
                continue;
            if (!vu.empty() && vu != lu)
                throw documents::FichierRefuse({.fichier = archive, .message = message, .lu = vu + ", " + lu});
            vu = lu;
        }
    };
    exiger(&EnTeteFichier::uai, "Cette archive mêle plusieurs établissements. Déposez une archive par établissement.");
    exiger(&EnTeteFichier::annee, "Cette archive mêle plusieurs années scolaires. Déposez une archive par année.");
}

bool est_un_xml(documents::Source const& source) {
    return documents::detecter_octets(documents::premiers_octets(source, 512)) == documents::Nature::xml;
}

/// Ce que le système a ajouté tout seul : « __MACOSX/… », « .DS_Store ».
bool est_du_systeme(std::string nom) {
    std::ranges::replace(nom, '\\', '/');
    return std::ranges::any_of(base::decoupe(nom, '/'),
                               [](auto const& part) { return part.starts_with('.') || part == "__MACOSX"; });
}

/// Ce qui est à la racine ; à défaut, ce qu'on a rangé dans un dossier avant de compresser.
std::vector<documents::EntreeZip> a_lire(documents::ArchiveZip const& archive) {
    auto entrees = archive.entrees();
    std::erase_if(entrees, [](auto const& e) { return est_du_systeme(e.nom); });
    if (!std::ranges::all_of(entrees, &documents::EntreeZip::en_sous_dossier))
        std::erase_if(entrees, [](auto const& e) { return e.en_sous_dossier; });
    return entrees;
}

} // namespace

std::unique_ptr<Lecteur> lecteur_d_archive(documents::ArchiveZip const& archive,
                                           std::optional<Correspondance> const& correspondance) {
    auto const entrees = a_lire(archive);
    if (entrees.empty())
        throw documents::FichierRefuse(
            {.fichier = archive.nom(),
             .message = "Cette archive ne contient aucun fichier à lire. Refaites-la avec les fichiers de l’export, ou "
                        "déposez-les sans les compresser."});
    if (entrees.size() == 1 && !est_un_xml(archive.source(entrees[0])))
        return lecteur_de_source(archive.source(entrees[0]), correspondance);

    if (std::ranges::none_of(entrees, [&](auto const& e) { return est_un_xml(archive.source(e)); }))
        throw documents::FichierRefuse({.fichier = archive.nom(),
                                        .message = "Cette archive contient plusieurs fichiers, dont aucun n’est un "
                                                   "export XML de SIECLE. Déposez ces tableaux un par un."});
    std::vector<Partie> parties;
    std::vector<std::string> avertissements;
    std::exception_ptr premier_refus;
    for (auto const& e : entrees) {
        auto source = archive.source(e);
        try {
            if (!est_un_xml(source))
                throw documents::FichierRefuse({.fichier = e.nom, .message = "Ce n’est pas un export XML de SIECLE."});
            auto format = siecle::format_de_la_racine(documents::racine_xml(source), e.nom);
            parties.push_back({source, siecle::en_tete_rapide(source, format)});
        } catch (documents::FichierRefuse const& refus) {
            if (!premier_refus)
                premier_refus = std::current_exception();
            avertissements.push_back("Ignoré\u00A0: " + std::string(refus.what()));
        }
    }
    if (parties.empty())
        std::rethrow_exception(premier_refus);
    exiger_un_seul_etablissement(parties, archive.nom());
    return std::make_unique<LecteurDArchive>(std::move(parties), archive.nom(), std::move(avertissements));
}

} // namespace metier::echanges
