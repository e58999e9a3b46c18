#include "rapprochement/estimation.hpp"

#include <algorithm>
#include <cmath>

#include "rapprochement/blocs.hpp"
#include "rapprochement/comparaison.hpp"
#include "rapprochement/niveaux.hpp"
#include "rapprochement/notation.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t paires_au_hasard = 400'000;
constexpr std::size_t fiches_tirees = 20'000;
constexpr std::uint32_t bloc_max = 200;
constexpr double peu_d_observations = 10; // fewer random pairs at a level say little about it

/// m is learned where the blocking key leaves the field free. Each field is free in one at least.
enum Blocage : unsigned {
    prenom_et_date,
    nom_et_prenom,
    meme_ine,
    sans_ordre,
    nom_et_lieu,
    prenom_et_lieu,
    nom_et_date, ///< last: it has to know how many records are alone
};
constexpr unsigned nombre_de_blocages = 7;
/// What the key is made of: no field of it is learned in its block.
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

/// A part of a key, 0 when it is missing.
std::uint64_t valeur(Champ champ, Codes const& codes, FicheCodee const& f) {
    switch (champ) {
    case Champ::nom: return f.nom ? codes.noms[f.nom].son : 0;
    case Champ::prenom: return f.prenom ? codes.noms[f.prenom].son_premier : 0;
    case Champ::naissance: return f.date;
    case Champ::commune: return f.commune ? f.commune : std::uint64_t{f.code_postal} << 32;
    default: return f.ine;
    }
}

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

struct Observation {
    std::uint32_t a, b;
    Motif motif;
    unsigned blocages; ///< one bit for each block that brings the pair
};
constexpr unsigned autre_enfant = 1U << 7; // in `blocages`, instead of the first: see ecarter_les_autres_enfants()

/// Where a first name confirms a pair, the other pairs of the same name and date, or of the same name and place, are
/// twins or siblings: they must not teach that one person changes first name.
void ecarter_les_autres_enfants(std::span<Observation> d_une_fiche) {
    auto confirme = [](Observation const& o) { return niveau(o.motif, Champ::prenom) <= nom_contenu; };
    for (auto [famille, devient] : {std::pair{1U << nom_et_date, autre_enfant}, std::pair{1U << nom_et_lieu, 0U}}) {
        auto de_la_famille = [bit = famille](Observation const& o) {
            return (o.blocages & bit) != 0;
        }; // for clang < 16
        if (std::ranges::none_of(d_une_fiche, [&](auto const& o) { return de_la_famille(o) && confirme(o); }))
            continue;
        for (auto& o : d_une_fiche)
            if (de_la_famille(o) && !confirme(o))
                o.blocages = (o.blocages & ~famille) | devient;
    }
}

/// « These two are the same » stands against « neither is anywhere else »: the true pairs weigh against the pairs of
/// records left alone, not against all pairs. Records left alone are never fewer than the uncertainty of their number;
/// in one file, where a person may come three times, at least half of the records.
double sans_autre_lien(double vraies, Fichiers const& fichiers) {
    auto const n = static_cast<double>(fichiers.a.size());
    if (fichiers.meme) {
        auto const seules = std::max(n - 2 * vraies, n / 2);
        return vraies / (vraies + std::max(1.0, seules * (seules - 1) / 2));
    }
    auto seules = [&](std::size_t fiches) {
        auto const taille = static_cast<double>(fiches);
        return std::max({taille - vraies, std::sqrt(taille), std::min(taille, 1.0)});
    };
    return vraies / (vraies + seules(fichiers.a.size()) * seules(fichiers.b.size()));
}

/// A pair of twins left alone supposes that each one's own record is missing from the other file: as rare, against a
/// true pair, as the two records left alone that a true pair is itself weighed against.
double part_d_orphelins(double vraies, Fichiers const& fichiers) {
    constexpr std::size_t assez = 1000;
    if (std::min(fichiers.a.size(), fichiers.b.size()) < assez)
        return 1;
    auto absents = [&](std::size_t n) { return std::max(0.01, 1 - vraies / static_cast<double>(n)); };
    return absents(fichiers.a.size()) * absents(fichiers.b.size());
}

/// Days of birth known for most: where they are not, blocks of places teach what blocks of dates cannot.
bool dates_souvent_completes(std::span<FicheCodee const> fiches) {
    auto const completes = std::ranges::count_if(fiches, [](auto const& f) { return f.date && f.date % 10000 != 101; });
    return completes * 2 > std::ssize(fiches);
}

struct Estimation {
    Fichiers const& fichiers;
    Equipe const& equipe;
    std::array<double, nombre_de_champs> hasards{}; ///< share of random pairs with the same value, as keys see it
    bool dates_precises = dates_souvent_completes(fichiers.a) && dates_souvent_completes(fichiers.b);

    /// u: pairs drawn at random, those that look like true ones left out (in small files there are some).
    void apprendre_u(Modele& m) {
        auto const na = fichiers.a.size(), nb = fichiers.b.size();
        auto const n = static_cast<std::size_t>(std::min<double>(paires_au_hasard, 4 * fichiers.paires()));
        std::vector<Motif> motifs(n);
        std::vector<std::uint8_t> cles(n);
        std::vector<Memoire> memoires(equipe.fils());
        equipe.tranches("paires au hasard", n, 16'384, [&](auto, std::size_t debut, std::size_t fin, unsigned fil) {
            for (auto k = debut; k < fin; ++k) {
                auto const i = melange(2 * k + 1) % na;
                auto j = melange(2 * k + 2) % nb;
                if (fichiers.meme && i == j)
                    j = (j + 1) % nb;
                motifs[k] = motif(fichiers.codes, fichiers.a[i], fichiers.b[j], memoires[fil]);
                cles[k] = valeurs_egales(fichiers.a[i], fichiers.b[j]);
            }
        });
        mesurer_les_hasards(m, motifs, cles);
        std::array<std::array<double, niveaux_max>, nombre_de_champs> vus{};
        for (auto const& [motif, paires] : compter(std::move(motifs))) {
            if (ressemble_a_une_vraie(m, motif))
                continue;
            for (std::size_t c = 0; c < nombre_de_champs; ++c)
                vus[c][niveau(motif, Champ(c))] += paires;
        }
        for (std::size_t c = 0; c < nombre_de_champs; ++c)
            etablir_u(m.taux[c], vus[c]);
    }

    static bool ressemble_a_une_vraie(Modele const& m, Motif motif) {
        int total = poids_a_priori(m);
        for (std::size_t c = 0; c < nombre_de_champs; ++c)
            total += poids(m, Champ(c), niveau(motif, Champ(c)));
        return total > 0;
    }

    static constexpr std::array champs_des_cles = {Champ::nom, Champ::prenom, Champ::naissance, Champ::commune};
    std::uint8_t valeurs_egales(FicheCodee const& a, FicheCodee const& b) const {
        unsigned egales = 0;
        for (std::size_t k = 0; k < champs_des_cles.size(); ++k)
            if (auto const v = valeur(champs_des_cles[k], fichiers.codes, a);
                v && v == valeur(champs_des_cles[k], fichiers.codes, b))
                egales |= 1U << k;
        return static_cast<std::uint8_t>(egales);
    }
    void mesurer_les_hasards(Modele const& m, std::vector<Motif> const& motifs, std::vector<std::uint8_t> const& cles) {
        double fausses = 0;
        for (std::size_t i = 0; i < motifs.size(); ++i) {
            if (cles[i] && ressemble_a_une_vraie(m, motifs[i]))
                continue;
            ++fausses;
            for (std::size_t k = 0; k < champs_des_cles.size(); ++k)
                hasards[static_cast<std::size_t>(champs_des_cles[k])] += cles[i] >> k & 1;
        }
        for (auto& h : hasards)
            h /= std::max(1.0, fausses);
    }

    /// Two people who share a key by chance are as many as chance says, a little more where its parts go together (a
    /// name and a first name of one country): the others are true pairs, whatever the rest of their records says.
    Apprentissage reglages_du_blocage(unsigned k, double paires, double fiches_de_a) const {
        constexpr double au_moins = 0.85, ensemble = 2.5;
        Apprentissage reglages{.ignores = champs_du_blocage(k), .jumeaux = k == nom_et_date};
        if (k == meme_ine)
            return reglages;
        double part = 1;
        for (auto champ : reglages.ignores)
            part *= hasards[static_cast<std::size_t>(champ)];
        if (std::ranges::find(reglages.ignores, Champ::prenom) != reglages.ignores.end())
            reglages.ignores.push_back(Champ::sexe); // the first name has said it
        auto const au_hasard = fiches_de_a * static_cast<double>(fichiers.b.size()) * part;
        auto const bruit = 2 * std::sqrt(au_hasard + 1);
        reglages.lambda_max = std::clamp((paires - au_moins * au_hasard + bruit) / paires, 1e-6, 1.0);
        if (k == nom_et_prenom)
            reglages.lambda_min = std::clamp((paires - ensemble * au_hasard - bruit) / paires, 0.0, 1.0);
        return reglages;
    }

    static void etablir_u(std::array<Taux, niveaux_max>& taux, std::array<double, niveaux_max> const& vus) {
        double total = 0;
        for (unsigned l = 1; l < niveaux_max; ++l)
            total += vus[l];
        if (total <= 0)
            return;
        for (unsigned l = 1; l < niveaux_max; ++l) {
            if (taux[l].u <= 0)
                continue;
            auto const vu = vus[l] / total;
            auto const part = std::min(1.0, vus[l] / peu_d_observations); // trust in what was seen
            auto const sinon = std::min(taux[l].u, (vus[l] + peu_d_observations) / total);
            taux[l].u = part * vu + (1 - part) * sinon;
        }
    }

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
        constexpr std::size_t tranche = 1 << 16;
        std::vector<std::vector<Blocs::Entree>> parts((fichiers.b.size() + tranche - 1) / tranche);
        equipe.tranches("apprentissage", fichiers.b.size(), tranche, [&](auto t, auto debut, auto fin, unsigned) {
            for (auto i = debut; i < fin; ++i)
                if (auto const cle = cle_du_blocage(k, fichiers.codes, fichiers.b[i]);
                    cle && crible[melange(cle) % crible_bits / 64] >> melange(cle) % 64 & 1 &&
                    std::ranges::binary_search(cherchees, cle))
                    parts[t].push_back({cle, static_cast<std::uint32_t>(i)});
        });
        std::vector<Blocs::Entree> entrees;
        for (auto const& part : parts)
            entrees.insert(entrees.end(), part.begin(), part.end());
        return {std::move(entrees), bloc_max, fichiers.codes, fichiers.b};
    }

    bool sert(unsigned k) const { return (k != nom_et_lieu && k != prenom_et_lieu) || !dates_precises; }

    std::vector<Observation> observer() const {
        auto const pas = this->pas();
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
        ecarter_les_autres_enfants(std::span(observations).subspan(static_cast<std::size_t>(debut)));
    }

    /// m: one EM in each block, then the mean weighted by the true pairs each expects.
    void apprendre_m(Modele& m, std::vector<Observation> const& observations) const {
        std::array<std::array<double, niveaux_max>, nombre_de_champs> sommes{};
        std::array<double, nombre_de_champs> poids_des_blocs{};
        double communes = 0;
        auto const tirees = std::ceil(static_cast<double>(fichiers.a.size()) / static_cast<double>(pas()));
        for (unsigned k = 0; k < nombre_de_blocages; ++k) {
            if (k == sans_ordre)
                continue;
            std::vector<Motif> motifs;
            for (auto const& o : observations)
                if (o.blocages >> k & 1)
                    motifs.push_back(o.motif);
            if (motifs.empty())
                continue;
            auto const paires = static_cast<double>(motifs.size());
            auto depart = m;
            depart.lambda = 0.5;
            if (!fichiers.meme)
                depart.jumeaux *= part_d_orphelins(communes, fichiers);
            auto const reglages = reglages_du_blocage(k, paires, tirees);
            auto const appris = apprendre(compter(std::move(motifs)), depart, reglages);
            if (k == prenom_et_date || k == nom_et_prenom)
                communes = std::max(communes, paires * appris.lambda * static_cast<double>(pas()));
            for (std::size_t c = 0; c < nombre_de_champs; ++c) {
                if (std::ranges::find(reglages.ignores, Champ(c)) != reglages.ignores.end())
                    continue;
                auto const vraies = paires * appris.lambda;
                poids_des_blocs[c] += vraies;
                for (unsigned l = 1; l < niveaux_max; ++l)
                    sommes[c][l] += vraies * appris.taux[c][l].m;
            }
        }
        for (std::size_t c = 0; c < nombre_de_champs; ++c)
            if (poids_des_blocs[c] > 0)
                for (unsigned l = 1; l < niveaux_max; ++l)
                    m.taux[c][l].m = sommes[c][l] / poids_des_blocs[c];
        apprendre_les_inversions(m, observations);
    }

    /// No block keeps a name and a first name that were swapped, except the one made for them.
    static void apprendre_les_inversions(Modele& m, std::vector<Observation> const& observations) {
        constexpr double force = 30;
        double inversees = 0, droites = 0;
        for (auto const& o : observations)
            if (o.blocages >> sans_ordre & 1)
                ++(niveau(o.motif, Champ::nom) == nom_inverse ? inversees : droites);
        auto& noms = m.taux[static_cast<std::size_t>(Champ::nom)];
        auto& prenoms = m.taux[static_cast<std::size_t>(Champ::prenom)];
        auto const defaut = niveaux(Champ::nom)[nom_inverse].m;
        auto const part = std::min(0.5, (inversees + force * defaut) / (inversees + droites + force));
        for (auto* taux : {&noms, &prenoms}) {
            auto const reste = (1 - part) / std::max(1e-9, 1 - (*taux)[nom_inverse].m);
            for (unsigned l = 1; l < niveaux_max; ++l)
                (*taux)[l].m *= reste;
            (*taux)[nom_inverse].m = part;
        }
        prenoms[nom_inverse].u = part; // counted once, with the name
    }

    std::size_t pas() const { return std::max<std::size_t>(1, fichiers.a.size() / fiches_tirees); }

    /// Twins for one true pair, among pairs of the same name and date; some expected pairs hold to the default.
    double jumeaux(Modele const& m, std::vector<Observation> const& observations) const {
        constexpr double force = 20;
        double part = m.jumeaux;
        auto const defaut = m.jumeaux;
        for (int tour = 0; tour < 30; ++tour) {
            double vraies = 0, de_jumeaux = 0;
            for (auto const& o : observations) {
                if (!(o.blocages & (1U << nom_et_date | autre_enfant)))
                    continue;
                auto const bits = contre_des_jumeaux(m, o.motif);
                auto const contre = bits ? part * std::exp2(-*bits) : 0;
                int dixiemes = poids_a_priori(m);
                for (std::size_t c = 0; c < nombre_de_champs; ++c)
                    dixiemes += poids(m, Champ(c), niveau(o.motif, Champ(c)));
                auto const total = 1 + contre + std::exp2(-dixiemes / 10.0);
                vraies += 1 / total;
                de_jumeaux += contre / total;
            }
            part = (de_jumeaux + force * defaut) / (vraies + force);
        }
        return part;
    }

    /// λ: fixed point of the expected number of true pairs, at most one for a record when linking one to one.
    double lambda(Modele const& m, std::vector<Observation> const& observations, Frequences const& frequences) const {
        Notation const notation{m, fichiers.codes, &frequences};
        struct Pesee {
            std::uint32_t a;
            int sans_a_priori;
            bool famille;
        };
        std::vector<Pesee> pesees;
        pesees.reserve(observations.size());
        for (auto const& o : observations) {
            auto const note = notation.noter(fichiers.a[o.a], fichiers.b[o.b], o.motif);
            pesees.push_back({o.a, note.total - (note.correction ? 0 : note.a_priori), note.correction != 0});
        }
        auto const minimum = std::min(0.5, 0.5 / fichiers.paires());
        double part = m.lambda;
        for (int tour = 0; tour < 40; ++tour) {
            auto const odds = sans_autre_lien(part * fichiers.paires(), fichiers);
            auto const a_priori = static_cast<int>(std::lround(std::log2(odds / (1 - odds)) * 10));
            double vraies = 0;
            for (std::size_t i = 0, j; i < pesees.size(); i = j) {
                double d_une_fiche = 0;
                for (j = i; j < pesees.size() && pesees[j].a == pesees[i].a; ++j)
                    d_une_fiche += probabilite(pesees[j].sans_a_priori + (pesees[j].famille ? 0 : a_priori));
                vraies += fichiers.meme ? d_une_fiche / 2 : std::min(1.0, d_une_fiche);
            }
            auto const nouvelle = std::clamp(vraies * static_cast<double>(pas()) / fichiers.paires(), minimum, 0.5);
            bool const stable = std::abs(nouvelle - part) < 1e-4 * part;
            part = nouvelle;
            if (stable)
                break;
        }
        return part;
    }
};

} // namespace

Modele estimer(Fichiers const& fichiers, Equipe const& equipe, Frequences const& frequences,
               std::vector<std::string>& remarques) {
    auto m = modele_par_defaut(fichiers.a.size(), fichiers.b.size());
    m.lambda = std::min(m.lambda, 0.5);
    if (fichiers.paires() < 1)
        return m;
    m.nom = "appris";
    Estimation e{fichiers, equipe};
    e.apprendre_u(m);
    auto const observations = e.observer();
    e.apprendre_m(m, observations);
    m.jumeaux = e.jumeaux(m, observations);
    m.lambda = e.lambda(m, observations, frequences);
    m.vraies = m.lambda * fichiers.paires();
    if (!fichiers.meme)
        m.jumeaux *= part_d_orphelins(m.vraies, fichiers);
    m.lambda = sans_autre_lien(m.vraies, fichiers);
    if (m.vraies < 1)
        remarques.push_back("Presque aucune personne commune n’a été trouvée : vérifiez que les colonnes des deux "
                            "fichiers ont été bien reconnues.");
    return m;
}

Modele reestimer(Modele m, double vraies, Fichiers const& fichiers) {
    if (!fichiers.meme)
        m.jumeaux *= part_d_orphelins(vraies, fichiers) / part_d_orphelins(m.vraies, fichiers);
    m.vraies = vraies;
    m.lambda = std::max(sans_autre_lien(vraies, fichiers), std::min(0.5, 0.5 / fichiers.paires()));
    return m;
}

Modele adapter(Modele m, double vraies, Fichiers const& fichiers) {
    m.jumeaux *= part_d_orphelins(vraies, fichiers);
    auto const moindre = std::min(0.5, 0.5 / std::max(1.0, fichiers.paires()));
    m.lambda = vraies > 0 ? std::max(sans_autre_lien(vraies, fichiers), moindre) : moindre;
    return m;
}

Modele sans_les_tailles(Modele m, Fichiers const& fichiers) {
    m.jumeaux /= part_d_orphelins(m.vraies, fichiers);
    return m;
}

Modele avec_le_hasard_de(Fichiers const& fichiers, Equipe const& equipe, Modele m) {
    if (fichiers.paires() >= 1)
        Estimation{fichiers, equipe}.apprendre_u(m);
    return m;
}

} // namespace rapprochement
