#include "metier/demonstration/population/fichiers.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "metier/demonstration/population/listes.hpp"
#include "metier/demonstration/population/siecle.hpp"
#include "metier/demonstration/population/sortie.hpp"

namespace metier::demonstration {
namespace {

bool est_siecle(Type type) { return type != Type::cfa && type != Type::lycee_agricole && type != Type::mfr; }

struct Fait {
    FichiersEcrits ecrits;
    std::string verite;
};

/// « ELEVE_ID;id » devient « siecle/2026/0350017D;ELEVE_ID;id ».
void prefixer(std::string const& lignes, std::string const& prefixe, std::string& verite) {
    for (std::size_t i = 0; i < lignes.size();) {
        auto const fin = lignes.find('\n', i) + 1;
        verite.append(prefixe).append(";").append(lignes, i, fin - i);
        i = fin;
    }
}

Fait un_etablissement(Academie const& a, std::size_t e, std::filesystem::path const& dossier,
                      OptionsFichiers const& options) {
    Fait fait;
    auto const& etab = a.territoire().etablissements[e];
    for (auto annee : {a.options().annee.precedente(), a.options().annee}) {
        auto const an = std::to_string(annee.debut);
        if (est_siecle(etab.type)) {
            if (a.eleves(e, annee).empty())
                continue;
            std::string lignes;
            auto const lot = ecrire_siecle(a, e, annee, dossier / "siecle" / an / etab.uai, options, lignes);
            prefixer(lignes, "siecle/" + an + "/" + etab.uai, fait.verite);
            fait.ecrits.fichiers += lot.fichiers;
            fait.ecrits.lignes += lot.lignes;
            fait.ecrits.octets += lot.octets;
            continue;
        }
        bool const cfa = etab.type == Type::cfa;
        auto const fichier = dossier / (cfa ? "cfa" : "agricole") / an / (etab.uai + ".csv");
        auto const ecrite = (cfa ? ecrire_cfa : ecrire_agricole)(a, e, annee, fichier, options, fait.verite);
        fait.ecrits.fichiers += ecrite.lignes > 0;
        fait.ecrits.lignes += ecrite.lignes;
        fait.ecrits.octets += ecrite.octets;
    }
    return fait;
}

/// Les établissements à écrire : tous les CFA et lycées agricoles, et les premiers établissements de SIECLE.
std::vector<std::size_t> retenus(Academie const& a, OptionsFichiers const& options) {
    std::vector<std::size_t> rangs;
    std::size_t siecle = 0;
    for (std::size_t e = 0; e < a.territoire().etablissements.size(); ++e)
        if (!est_siecle(a.territoire().etablissements[e].type) || options.etablissements == 0 ||
            siecle++ < options.etablissements)
            rangs.push_back(e);
    return rangs;
}

std::vector<Fait> etablissements(Academie const& a, std::filesystem::path const& dossier,
                                 OptionsFichiers const& options) {
    auto const rangs = retenus(a, options);
    std::vector<Fait> faits(rangs.size());
    std::atomic<std::size_t> suivant = 0;
    std::exception_ptr panne;
    std::mutex verrou;
    auto const travail = [&] {
        try {
            for (std::size_t i; (i = suivant++) < rangs.size();)
                faits[i] = un_etablissement(a, rangs[i], dossier, options);
        } catch (std::exception const&) {
            std::lock_guard const garde{verrou};
            panne = std::current_exception();
            suivant = rangs.size();
        }
    };
    {
        std::vector<std::jthread> fils;
        for (unsigned n = 1; n < std::max(1U, options.fils); ++n)
            fils.emplace_back(travail);
        travail();
    }
    if (panne)
        std::rethrow_exception(panne);
    return faits;
}

} // namespace

FichiersEcrits ecrire_fichiers(Academie const& a, std::filesystem::path const& dossier,
                               OptionsFichiers const& options) {
    FichiersEcrits ecrits;
    std::string verite;
    ecrire_listes(a, dossier, options, ecrits, verite);
    Sortie lignes{dossier / "verite/lignes.csv", Encodage::utf8};
    lignes << "fichier;cle;id\n" << verite;
    verite.clear();
    for (auto const& fait : etablissements(a, dossier, options)) {
        lignes << fait.verite;
        ecrits.fichiers += fait.ecrits.fichiers;
        ecrits.lignes += fait.ecrits.lignes;
        ecrits.octets += fait.ecrits.octets;
    }
    ++ecrits.fichiers;
    ecrits.octets += lignes.octets();
    return ecrits;
}

} // namespace metier::demonstration
