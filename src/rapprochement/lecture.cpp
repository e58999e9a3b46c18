#include "rapprochement/lecture.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "base/ensure.hpp"
#include "rapprochement/attente.hpp"
#include "rapprochement/pages.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {
namespace {

struct Depot {
    Codes& codes;
    Cote& cote;
    Equipe const& equipe;
    Lecture const& lecture;
    std::vector<Codeur> codeurs{};
    std::vector<std::pair<BlocCode, unsigned>> blocs{}; ///< with the thread that made each

    void lire(Alimenter const& alimenter) {
        for (unsigned fil = 0; fil < equipe.fils(); ++fil)
            codeurs.emplace_back(lecture);
        std::mutex verrou;
        equipe.tranches("lecture", equipe.fils(), 1, [&](std::size_t t, auto, auto, unsigned) {
            auto const fil = static_cast<unsigned>(t);
            for (BlocCode bloc; alimenter(codeurs[fil], bloc); bloc = {}) {
                std::lock_guard const garde{verrou};
                blocs.emplace_back(std::move(bloc), fil);
            }
        });
        std::ranges::sort(blocs, {}, [](auto const& b) { return b.first.numero; });
    }

    /// From each thread's codes to those of the population.
    void fondre() {
        struct Passage {
            std::vector<std::uint32_t> noms, textes;
            std::uint32_t numeros;
        };
        std::vector<Passage> passages;
        for (auto const& codeur : codeurs) {
            auto const numeros = codes.numeros.size();
            ensure(numeros + codeur.numeros().size() < 0xFFFFFF00, "rapprochement: too many numbers");
            auto& propres = codes.numeros.propres;
            propres.insert(propres.end(), codeur.numeros().begin(), codeur.numeros().end());
            passages.push_back({codes.noms.accueillir(codeur.noms(), equipe), codes.textes.accueillir(codeur.textes()),
                                static_cast<std::uint32_t>(numeros)});
        }
        codeurs.clear();
        equipe.tranches("lecture", blocs.size(), 1, [&](std::size_t i, auto, auto, unsigned) {
            auto const& p = passages[blocs[i].second];
            for (auto& f : blocs[i].first.fiches) {
                for (auto* nom : {&f.nom, &f.nom_usage, &f.prenom, &f.prenoms})
                    *nom = p.noms[*nom];
                for (auto* texte : {&f.lieu, &f.adresse, &f.commune})
                    *texte = p.textes[*texte];
                f.numeros += p.numeros;
            }
        });
    }

    Lu deposer() {
        Lu lu;
        std::size_t octets = 0;
        for (auto const& [bloc, fil] : blocs) {
            lu.lignes += bloc.fiches.size();
            octets += bloc.cles.size();
            lu.date_lue = lu.date_lue || bloc.date_lue;
        }
        ensure(lu.lignes < 0xFFFFFFFE, "rapprochement: too many records");
        ensure(octets < 0xFFFFFFFF, "rapprochement: more than 4 GB of keys");
        reserver(equipe, cote.fiches, lu.lignes);
        cote.fins.reserve(lu.lignes);
        cote.cles.reserve(octets);
        for (auto& [bloc, fil] : blocs) {
            auto const debut = static_cast<std::uint32_t>(cote.cles.size());
            cote.fiches.insert(cote.fiches.end(), bloc.fiches.begin(), bloc.fiches.end());
            cote.cles += bloc.cles;
            for (auto fin : bloc.fins)
                cote.fins.push_back(debut + fin);
            bloc = {};
        }
        blocs = {};
        return lu;
    }

    /// Rows of one key come in no order of the file: the first of the file keeps it.
    std::vector<std::size_t> sans_cle(std::vector<std::uint32_t> const& ordre) const {
        std::vector<std::size_t> positions;
        for (std::size_t i = 0, j; i < ordre.size(); i = j) {
            auto premiere = ordre[i];
            for (j = i + 1; j < ordre.size() && cote.id(ordre[j]) == cote.id(ordre[i]); ++j)
                premiere = std::min(premiere, ordre[j]);
            for (auto k = i; k < j; ++k)
                if (ordre[k] != premiere || cote.id(premiere).empty())
                    positions.push_back(ordre[k]);
        }
        std::ranges::sort(positions);
        return positions;
    }

    void renommer(std::vector<std::size_t> const& positions, std::vector<std::string> const& cles) {
        Cote renommee;
        auto p = positions.begin();
        for (std::size_t i = 0; i < cote.fiches.size(); ++i) {
            bool const nouvelle = p != positions.end() && *p == i;
            renommee.ajouter_cle(nouvelle ? std::string_view(cles[static_cast<std::size_t>(p - positions.begin())])
                                          : cote.id(i));
            p += nouvelle;
        }
        cote.cles = std::move(renommee.cles);
        cote.fins = std::move(renommee.fins);
    }

    /// Puts the records in the order of their keys, for good.
    void ranger(Lu& lu) {
        auto ordre = ordre_des_cles(equipe, codes, cote);
        lu.sans_cle = sans_cle(ordre);
        if (!lu.sans_cle.empty() && lecture.nommer) {
            renommer(lu.sans_cle, lecture.nommer(lu.sans_cle));
            ordre = ordre_des_cles(equipe, codes, cote);
        }
        if (!std::ranges::is_sorted(ordre)) {
            Cote rangee;
            reserver(equipe, rangee.fiches, ordre.size());
            rangee.fiches.resize(ordre.size());
            equipe.tranches("tri", ordre.size(), 1 << 16, [&](auto, auto debut, auto fin, unsigned) {
                for (auto r = debut; r < fin; ++r) {
                    if (r + 16 < fin)
                        annoncer(&cote.fiches[ordre[r + 16]]);
                    rangee.fiches[r] = cote.fiches[ordre[r]];
                }
            });
            cote.fiches = std::move(rangee.fiches);
            rangee.cles.reserve(cote.cles.size());
            rangee.fins.reserve(cote.fins.size());
            for (auto p : ordre)
                rangee.ajouter_cle(cote.id(p));
            cote.cles = std::move(rangee.cles);
            cote.fins = std::move(rangee.fins);
        }
        cote.en_ordre = true;
    }
};

} // namespace

Lu lire(Population& population, Fichier fichier, Lecture const& lecture, Options const& options,
        Alimenter const& alimenter) {
    Equipe const equipe{options};
    auto& interne = population.interne();
    auto& cote = fichier == Fichier::a ? interne.a : interne.b;
    cote = {};
    Depot depot{.codes = interne.codes, .cote = cote, .equipe = equipe, .lecture = lecture};
    depot.lire(alimenter);
    depot.fondre();
    auto lu = depot.deposer();
    depot.ranger(lu);
    return lu;
}

} // namespace rapprochement
