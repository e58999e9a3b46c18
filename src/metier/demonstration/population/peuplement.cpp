#include <algorithm>
#include <cmath>

#include "metier/demonstration/population/monde.hpp"
#include "metier/demonstration/population/parcours.hpp"

namespace metier::demonstration {
namespace {

using enum Niveau;

/// Retard scolaire à l'entrée : à l'heure, en avance d'un an, en retard d'un an, de deux.
int retard(Hasard& h, Niveau niveau) {
    constexpr double college[] = {90, 2, 7.5, .5}, general[] = {89, 2.5, 8, .5}, pro[] = {68, .3, 24, 7.7},
                     apprentissage[] = {46, .2, 32, 21.8};
    auto const& poids = est_apprenti(niveau)                            ? apprentissage
                        : niveau <= segpa3                              ? college
                        : niveau >= seconde_gt && niveau <= terminale_t ? general
                                                                        : pro;
    constexpr int annees[] = {0, -1, 1, 2};
    return annees[h.selon(poids)];
}

class Peuplement {
public:
    explicit Peuplement(Monde& m)
        : m_{m}, echelle_{static_cast<double>(m.cible()) / total()}, parcours_{m, echelle_},
          voisins_(m.territoire.bassins.size()) {
        communes();
    }

    void tout() {
        m_.fiches.reserve(m_.cible());
        double attendus = 0;
        for (auto const& offre : m_.carte.offres) {
            attendus += offre.poids * echelle_;
            remplir(offre, 0, attendus);
            attendus += nouveaux(offre) * echelle_;
            remplir(offre, 1, attendus);
        }
        while (m_.fiches.size() < m_.cible())
            creer(m_.carte.offres.front(), 0);
    }

private:
    /// Les enfants déjà nés d'un foyer du bassin : on y place des fratries.
    struct Voisin {
        std::uint32_t foyer = 0;
        std::vector<std::int32_t> naissances;
    };

    static double nouveaux(Offre const& offre) {
        return offre.poids * (offre.niveau == sixieme || offre.niveau == segpa6 ? 1.0 : 0.012);
    }
    double total() const {
        double somme = 0;
        for (auto const& offre : m_.carte.offres)
            somme += offre.poids + nouveaux(offre);
        return somme;
    }
    void communes() {
        commune_de_.resize(m_.territoire.etablissements.size());
        std::vector<std::vector<double>> poids(m_.territoire.bassins.size());
        rangs_.resize(poids.size());
        for (std::uint16_t c = 0; c < m_.territoire.communes.size(); ++c) {
            auto const& commune = m_.territoire.communes[c];
            rangs_[commune.bassin].push_back(c);
            poids[commune.bassin].push_back(commune.population + 1);
            for (std::size_t e = 0; e < commune_de_.size(); ++e)
                if (m_.territoire.etablissements[e].insee == commune.insee)
                    commune_de_[e] = c;
        }
        for (auto const& p : poids)
            tirages_.emplace_back(p);
    }

    void remplir(Offre const& offre, int annee, double jusqu_a) {
        auto const fin = std::min(m_.cible(), static_cast<std::size_t>(jusqu_a));
        while (m_.fiches.size() < fin) {
            creer(offre, annee);
            if (m_.fiches.size() < fin && m_.hasard(0x3E, m_.fiches.size()).chance(0.0165))
                jumeau(offre, annee);
        }
    }

    void creer(Offre const& offre, int annee) {
        auto h = m_.hasard(0x9E, m_.fiches.size());
        Fiche f;
        f.sexe = sexe(h, offre);
        f.nouveau = annee == 1 && offre.niveau != sixieme && offre.niveau != segpa6;
        f.ne_en_france = !h.chance(f.nouveau ? 0.45 : 0.055);
        f.naissance = naissance(h, offre, annee, f.ne_en_france);
        f.foyer = foyer(h, offre, f.naissance);
        parcours_.vivre(f, offre, annee, h);
        m_.fiches.push_back(f);
    }
    void jumeau(Offre const& offre, int annee) {
        auto h = m_.hasard(0x9E, m_.fiches.size());
        auto f = m_.fiches.back();
        f.sexe = h.chance(0.68) ? f.sexe : f.sexe == Sexe::feminin ? Sexe::masculin : Sexe::feminin;
        f.nombre = 0;
        f.diplome = false;
        f.segments = {};
        parcours_.vivre(f, offre, annee, h);
        m_.fiches.push_back(f);
    }

    static Sexe sexe(Hasard& h, Offre const& offre) {
        auto const filles = offre.niveau >= seconde_gt && offre.niveau <= terminale_t ? 0.545
                            : offre.niveau >= seconde_pro                             ? 0.42
                                                                                      : 0.488;
        return h.chance(filles) ? Sexe::feminin : Sexe::masculin;
    }
    std::int32_t naissance(Hasard& h, Offre const& offre, int annee, bool en_france) {
        auto const rentree = m_.options.annee.debut - 1 + annee;
        auto const an = rentree - m_.territoire.formations[offre.formation].age_theorique - retard(h, offre.niveau);
        auto const premier = std::chrono::sys_days{std::chrono::year{an} / 1 / 1};
        auto const jours = std::chrono::sys_days{std::chrono::year{an + 1} / 1 / 1} - premier;
        bool const presumee = !en_france && h.chance(8.0 / 365);
        auto const rang = presumee ? 0 : static_cast<int>(h.entier(static_cast<std::uint32_t>(jours.count())));
        return (premier + Jours{rang}).time_since_epoch().count();
    }

    std::uint32_t foyer(Hasard& h, Offre const& offre, std::int32_t ne_le) {
        auto const bassin = m_.territoire.etablissements[offre.etablissement].bassin;
        auto& voisins = voisins_[bassin];
        if (!voisins.empty() && h.chance(0.42))
            for (int essai = 0; essai < 3; ++essai) {
                auto& voisin = voisins[h.entier(static_cast<std::uint32_t>(voisins.size()))];
                auto const va = [&](auto autre) {
                    return std::abs(autre - ne_le) >= 300 && std::abs(autre - ne_le) < 3'300;
                };
                if (voisin.naissances.size() < 4 &&
                    std::all_of(voisin.naissances.begin(), voisin.naissances.end(), va)) {
                    voisin.naissances.push_back(ne_le);
                    return voisin.foyer;
                }
            }
        auto const neuf = static_cast<std::uint32_t>(m_.foyers.size());
        auto const an = static_cast<int>(std::chrono::year_month_day{std::chrono::sys_days{Jours{ne_le}}}.year());
        m_.foyers.push_back({commune(h, offre.etablissement), static_cast<std::int16_t>(an)});
        if (voisins.size() < 4'096)
            voisins.push_back({neuf, {ne_le}});
        else
            voisins[h.entier(4'096)] = {neuf, {ne_le}};
        return neuf;
    }
    std::uint16_t commune(Hasard& h, std::size_t etablissement) {
        auto const bassin = m_.territoire.etablissements[etablissement].bassin;
        return h.chance(0.35) ? commune_de_[etablissement] : rangs_[bassin][tirages_[bassin].un(h)];
    }

    Monde& m_;
    double echelle_;
    Parcours parcours_;
    std::vector<std::vector<Voisin>> voisins_;
    std::vector<std::uint16_t> commune_de_;
    std::vector<std::vector<std::uint16_t>> rangs_;
    std::vector<Tirage> tirages_;
};

} // namespace

std::size_t Monde::cible() const {
    if (options.personnes)
        return *options.personnes;
    switch (options.taille) {
    case Taille::essai: return 3'000;
    case Taille::bassin: return 30'000;
    case Taille::departement: return 130'000;
    case Taille::academie: return 500'000;
    }
    return 0;
}

void peupler(Monde& monde) { Peuplement{monde}.tout(); }

void indexer(Monde& monde) {
    auto const aujourd_hui = monde.jour();
    for (std::size_t annee = 0; annee < 2; ++annee) {
        std::vector<std::vector<std::uint32_t>> listes(monde.territoire.etablissements.size());
        for (std::uint32_t i = 0; i < monde.fiches.size(); ++i)
            for (std::size_t s = 0; s < monde.fiches[i].nombre; ++s) {
                auto const& segment = monde.fiches[i].segments[s];
                auto& liste = listes[segment.etablissement];
                if (segment.annee == annee && segment.du <= aujourd_hui && (liste.empty() || liste.back() != i))
                    liste.push_back(i);
            }
        for (auto const& liste : listes) {
            monde.debuts[annee].push_back(static_cast<std::uint32_t>(monde.eleves[annee].size()));
            monde.eleves[annee].insert(monde.eleves[annee].end(), liste.begin(), liste.end());
        }
        monde.debuts[annee].push_back(static_cast<std::uint32_t>(monde.eleves[annee].size()));
    }
}

} // namespace metier::demonstration
