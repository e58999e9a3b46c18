#include "rapprochement/observations.hpp"

#include <algorithm>

#include "rapprochement/blocs.hpp"
#include "rapprochement/hachage.hpp"
#include "rapprochement/niveaux.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t fiches_tirees = 20'000;
constexpr std::uint32_t bloc_max = 200;

std::uint64_t cle_du_blocage(unsigned k, Codes const& codes, FicheCodee const& f) {
    if (k == sans_ordre) // name and first name swapped have the same
        return f.nom && f.prenom && f.date ? combine(codes.noms[f.nom].son + codes.noms[f.prenom].son, f.date) : 0;
    std::uint64_t cle = k;
    for (auto champ : champs_du_blocage(k)) {
        auto const v = valeur(champ, codes, f);
        if (!v)
            return 0;
        cle = combine(cle, v);
    }
    return cle;
}

/// Where a first name confirms a pair, the other pairs of the same name and date, or of the same name and place, are
/// twins or siblings: they must not teach that one person changes first name. `a_le_sien`: the other record has its
/// own.
template <class F>
void ecarter_les_autres_enfants(std::span<Observation> d_une_fiche, F a_le_sien) {
    auto confirme = [](Observation const& o) { return niveau(o.motif, Champ::prenom) <= nom_contenu; };
    for (auto [famille, devient] : {std::pair{1U << nom_et_date, autre_enfant}, std::pair{1U << nom_et_lieu, 0U}}) {
        auto de_la_famille = [bit = famille](Observation const& o) {
            return (o.blocages & bit) != 0;
        }; // for clang < 16
        if (std::ranges::none_of(d_une_fiche, [&](auto const& o) { return de_la_famille(o) && confirme(o); }))
            continue;
        for (auto& o : d_une_fiche)
            if (de_la_famille(o) && !confirme(o) && a_le_sien(o))
                o.blocages = (o.blocages & ~famille) | devient;
    }
}

/// Days of birth known for most: where they are not, blocks of places teach what blocks of dates cannot.
bool dates_souvent_completes(std::span<FicheCodee const> fiches) {
    auto const completes = std::ranges::count_if(fiches, [](auto const& f) { return f.date && f.date % 10000 != 101; });
    return completes * 2 > std::ssize(fiches);
}

struct Observateur {
    Fichiers const& fichiers;
    Equipe const& equipe;
    bool dates_connues = dates_precises(fichiers);

    /// Records of b that share a key with a record of a drawn for learning: a sieve of bits first.
    Blocs blocs_des_tirees(unsigned k, std::size_t pas) const {
        constexpr std::uint64_t crible_bits = 1 << 22;
        std::vector<std::uint64_t> cherchees, crible(crible_bits / 64);
        for (std::size_t i = 0; i < fichiers.a.size(); i += pas)
            if (auto const cle = cle_du_blocage(k, fichiers.codes, fichiers.a[i])) {
                cherchees.push_back(cle);
                crible[melange(cle) % crible_bits / 64] |= 1ULL << melange(cle) % 64;
            }
        std::ranges::sort(cherchees);
        constexpr std::size_t tranche = 1 << 16, avance = 12;
        std::vector<std::vector<Blocs::Entree>> parts((fichiers.b.size() + tranche - 1) / tranche);
        equipe.tranches("apprentissage", fichiers.b.size(), tranche, [&](auto t, auto debut, auto fin, unsigned) {
            for (auto i = debut; i < fin; ++i) {
                auto const& bientot = fichiers.b[std::min(i + avance, fin - 1)];
                annoncer(&fichiers.codes.noms[bientot.nom]);
                annoncer(&fichiers.codes.noms[bientot.prenom]);
                if (auto const cle = cle_du_blocage(k, fichiers.codes, fichiers.b[i]);
                    cle && crible[melange(cle) % crible_bits / 64] >> melange(cle) % 64 & 1 &&
                    std::ranges::binary_search(cherchees, cle))
                    parts[t].push_back({cle, static_cast<std::uint32_t>(i)});
            }
        });
        std::vector<Blocs::Entree> entrees;
        for (auto const& part : parts)
            entrees.insert(entrees.end(), part.begin(), part.end());
        return {std::move(entrees), bloc_max, fichiers.codes, fichiers.b};
    }

    bool sert(unsigned k) const { return (k != nom_et_lieu && k != prenom_et_lieu) || !dates_connues; }

    std::vector<Observation> observer() const {
        auto const pas = pas_du_tirage(fichiers);
        auto const n = (fichiers.a.size() + pas - 1) / pas;
        std::vector<Blocs> blocs;
        for (unsigned k = 0; k < nombre_de_blocages; ++k)
            blocs.push_back(sert(k) ? blocs_des_tirees(k, pas) : Blocs{{}, bloc_max, fichiers.codes, fichiers.b});
        constexpr std::size_t tranche = 512;
        std::vector<std::vector<Observation>> parts((n + tranche - 1) / tranche);
        std::vector<Memoire> memoires(equipe.fils());
        equipe.tranches("apprentissage", n, tranche,
                        [&](std::size_t t, std::size_t debut, std::size_t fin, unsigned fil) {
                            for (auto k = debut; k < fin; ++k)
                                observer_une(static_cast<std::uint32_t>(k * pas), blocs, memoires[fil], parts[t]);
                        });
        std::vector<Observation> toutes;
        for (auto const& part : parts)
            toutes.insert(toutes.end(), part.begin(), part.end());
        if (fichiers.meme)
            ecarter_les_autres_enfants_du_fichier(toutes);
        return toutes;
    }

    void observer_une(std::uint32_t i, std::vector<Blocs> const& blocs, Memoire& memoire,
                      std::vector<Observation>& observations) const {
        auto const& fiche = fichiers.a[i];
        auto const debut = static_cast<std::ptrdiff_t>(observations.size());
        auto const sous_cle = cle_de_subdivision(fichiers.codes, fiche);
        for (unsigned k = 0; k < nombre_de_blocages; ++k)
            if (auto const cle = sert(k) ? cle_du_blocage(k, fichiers.codes, fiche) : 0)
                for (auto j : blocs[k].chercher(cle, sous_cle))
                    if (!fichiers.meme || i != j)
                        observations.push_back({i, j, 0, 1U << k});
        std::ranges::sort(observations.begin() + debut, observations.end(), {}, &Observation::b);
        auto fin = observations.begin() + debut;
        for (auto o = fin; o != observations.end(); ++o) {
            if (fin != observations.begin() + debut && std::prev(fin)->b == o->b) {
                std::prev(fin)->blocages |= o->blocages;
                continue;
            }
            o->motif = motif(fichiers.codes, fiche, fichiers.b[o->b], memoire);
            *fin++ = *o;
        }
        observations.erase(fin, observations.end());
        if (!fichiers.meme)
            ecarter_les_autres_enfants(std::span(observations).subspan(static_cast<std::size_t>(debut)),
                                       [](auto const&) { return true; });
    }

    /// In one file, the only record of a first name may be a slip: a twin, there as often as anybody, would have
    /// others. Of the records that are not drawn, nothing is known.
    void ecarter_les_autres_enfants_du_fichier(std::vector<Observation>& toutes) const {
        auto const confirmees = fiches_confirmees(fichiers, toutes);
        for (std::size_t i = 0, j; i < toutes.size(); i = j) {
            for (j = i; j < toutes.size() && toutes[j].a == toutes[i].a;)
                ++j;
            if (confirmees[toutes[i].a])
                ecarter_les_autres_enfants(std::span(toutes).subspan(i, j - i), [&](auto const& o) {
                    return confirmees[o.b] || o.b % pas_du_tirage(fichiers);
                });
        }
    }
};

} // namespace

bool prenom_confirme(Motif motif) {
    auto const nom = niveau(motif, Champ::nom), prenom = niveau(motif, Champ::prenom);
    auto const date = niveau(motif, Champ::naissance);
    if (prenom == nom_absent || prenom > nom_contenu || nom == nom_absent)
        return false;
    return (date == date_egale && nom <= nom_voisin) ||
           (nom <= nom_permute && (date == date_inversee || date == date_une_faute));
}

std::vector<bool> fiches_confirmees(Fichiers const& fichiers, std::span<Observation const> observations) {
    std::vector<bool> confirmees(fichiers.a.size());
    for (auto const& o : observations)
        if (prenom_confirme(o.motif))
            confirmees[o.a] = confirmees[o.b] = true;
    return confirmees;
}

std::vector<Champ> champs_du_blocage(unsigned k) {
    switch (k) {
    case nom_et_date: return {Champ::nom, Champ::naissance};
    case prenom_et_date: return {Champ::prenom, Champ::naissance};
    case nom_et_prenom: return {Champ::nom, Champ::prenom};
    case meme_ine: return {Champ::ine};
    case nom_et_lieu: return {Champ::nom, Champ::commune};
    case prenom_et_lieu: return {Champ::prenom, Champ::commune};
    default: return {Champ::nom, Champ::prenom, Champ::naissance};
    }
}

std::uint64_t valeur(Champ champ, Codes const& codes, FicheCodee const& f) {
    switch (champ) {
    case Champ::nom: return f.nom ? codes.noms[f.nom].son : 0;
    case Champ::prenom: return f.prenom ? codes.noms[f.prenom].son_premier : 0;
    case Champ::naissance: return f.date;
    case Champ::commune: return f.commune ? f.commune : std::uint64_t{f.code_postal} << 32;
    default: return f.ine;
    }
}

std::vector<MotifCompte> compter(std::vector<Motif> motifs) {
    std::ranges::sort(motifs);
    std::vector<MotifCompte> comptes;
    for (auto m : motifs) {
        if (comptes.empty() || comptes.back().motif != m)
            comptes.push_back({m, 0});
        ++comptes.back().paires;
    }
    return comptes;
}

double part_de_meme_cle(unsigned k, Codes const& codes, std::span<FicheCodee const> fiches) {
    std::vector<std::uint64_t> cles;
    auto const pas = std::max<std::size_t>(1, fiches.size() / fiches_tirees);
    for (std::size_t i = 0; i < fiches.size(); i += pas)
        cles.push_back(cle_du_blocage(k, codes, fiches[i]));
    std::ranges::sort(cles);
    double paires = 0;
    for (std::size_t i = 0, j; i < cles.size(); i = j) {
        for (j = i + 1; j < cles.size() && cles[j] == cles[i];)
            ++j;
        if (auto const n = static_cast<double>(j - i); cles[i])
            paires += n * (n - 1);
    }
    auto const n = static_cast<double>(cles.size());
    return n > 1 ? paires / (n * (n - 1)) : 0;
}

bool dates_precises(Fichiers const& fichiers) {
    return dates_souvent_completes(fichiers.a) && dates_souvent_completes(fichiers.b);
}

std::size_t pas_du_tirage(Fichiers const& fichiers) {
    return std::max<std::size_t>(1, fichiers.a.size() / fiches_tirees);
}

std::vector<Observation> observer(Fichiers const& fichiers, Equipe const& equipe) {
    return Observateur{fichiers, equipe}.observer();
}

} // namespace rapprochement
