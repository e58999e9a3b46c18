#include "rapprochement/estimation.hpp"

#include <algorithm>
#include <cmath>

#include "rapprochement/affinage.hpp"
#include "rapprochement/hasards.hpp"
#include "rapprochement/jumeaux.hpp"
#include "rapprochement/niveaux.hpp"
#include "rapprochement/notation.hpp"
#include "rapprochement/observations.hpp"

namespace rapprochement {
namespace {

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

/// Where a whole source says no first name, asking a person about each record would be asking for what nobody has:
/// twins then weigh in the probability. Where one is missing here and there, a person looks.
bool prenoms_connus(std::span<FicheCodee const> fiches) {
    auto const dits = std::ranges::count_if(fiches, [](auto const& f) { return f.prenom != 0; });
    return dits * 2 >= std::ssize(fiches);
}

/// Neither first names nor dates of birth, on neither side: such lists speak of households, or of places.
bool des_foyers(Fichiers const& fichiers) {
    auto dit_qui = [](auto const& f) { return f.prenom != 0 || f.date != 0; };
    auto personne = [&](std::span<FicheCodee const> fiches) {
        return std::ranges::count_if(fiches, dit_qui) * 100 <= std::ssize(fiches);
    };
    return personne(fichiers.a) && personne(fichiers.b);
}

struct Estimation {
    Fichiers const& fichiers;
    std::array<double, nombre_de_champs> hasards{}; ///< share of random pairs with the same value, as keys see it
    double pas = static_cast<double>(pas_du_tirage(fichiers));
    JumeauxVus vus{};

    /// Two people who share a key by chance are as many as chance says, a little more where its parts go together (a
    /// name and a first name of one country): the others are true pairs, whatever the rest of their records says.
    Apprentissage reglages_du_blocage(unsigned k, double paires, double fiches_de_a) const {
        constexpr double au_moins = 0.85, ensemble = 2.5, un_peu = 1.2;
        Apprentissage reglages{.ignores = champs_du_blocage(k), .jumeaux = k == nom_et_date};
        if (k == meme_ine)
            return reglages;
        double part = 1;
        for (auto champ : reglages.ignores)
            part *= hasards[static_cast<std::size_t>(champ)];
        if (std::ranges::find(reglages.ignores, Champ::prenom) != reglages.ignores.end())
            reglages.ignores.push_back(Champ::sexe); // the first name has said it
        auto const toutes = fiches_de_a * static_cast<double>(fichiers.b.size());
        auto const homonymes = k == nom_et_prenom ? toutes * part_d_homonymes() : 0;
        auto const au_hasard = std::max(toutes * part, homonymes);
        auto const bruit = 2 * std::sqrt(au_hasard + 1);
        reglages.lambda_max = std::clamp((paires - au_moins * au_hasard + bruit) / paires, 1e-6, 1.0);
        if (k == nom_et_prenom || k == nom_et_date || k == prenom_et_date)
            reglages.lambda_min = std::clamp(
                (paires - std::max(ensemble * toutes * part, un_peu * homonymes) - bruit) / paires, 0.0, 1.0);
        return reglages;
    }

    /// As each file counts them among its own people; the less of the two, for one may have people twice.
    double part_d_homonymes() const {
        if (fichiers.meme)
            return 0;
        return std::min(part_de_meme_cle(nom_et_prenom, fichiers.codes, fichiers.a),
                        part_de_meme_cle(nom_et_prenom, fichiers.codes, fichiers.b));
    }

    /// m: one EM in each block, then the mean weighted by the true pairs each expects.
    void apprendre_m(Modele& m, std::vector<Observation> const& observations) {
        std::array<std::array<double, niveaux_max>, nombre_de_champs> sommes{};
        std::array<double, nombre_de_champs> poids_des_blocs{};
        double communes = 0, noms_changes = 0;
        auto const tirees = std::ceil(static_cast<double>(fichiers.a.size()) / pas);
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
            if (!fichiers.meme && !fichiers.repetees)
                depart.jumeaux *= part_d_orphelins(communes, fichiers.a.size(), fichiers.b.size());
            auto reglages = reglages_du_blocage(k, paires, tirees);
            auto const comptes = compter(std::move(motifs));
            if (k == nom_et_date)
                vus.au_plus = std::max(vus.au_plus, prenoms_changes_en_trop(comptes, noms_changes));
            reglages.vus = vus;
            auto const appris = apprendre(comptes, depart, reglages);
            if (k == prenom_et_date)
                noms_changes = part_changee(appris, Champ::nom);
            if (k == prenom_et_date || k == nom_et_prenom)
                communes = std::max(communes, paires * appris.lambda * pas);
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

    /// m again, from all the pairs drawn together, now that what each weighs is known.
    void affiner(Modele& m, std::vector<Observation> const& observations, Notations& notations) const {
        constexpr int tours = 8;
        auto const notation = notations.avec(m);
        for (int tour = 0; tour < tours; ++tour) {
            auto pesant = m;
            pesant.lambda = sans_autre_lien(m.lambda * fichiers.paires(), fichiers);
            auto const parts = parts_vraies({notation, pesant}, fichiers, observations);
            auto const exclusives = fautes_exclusives(observations, parts);
            if (exclusives <= 0)
                return;
            rapprocher_de_l_ensemble(m, observations, parts, exclusives);
            apprendre_les_inversions(m, observations);
            double total = 0;
            for (auto p : parts)
                total += p;
            m.lambda = borner(total * pas / (fichiers.meme ? 2 : 1));
        }
    }

    double borner(double vraies) const {
        return std::clamp(vraies / fichiers.paires(), std::min(0.5, 0.5 / fichiers.paires()), 0.5);
    }

    /// λ: fixed point of the expected number of true pairs, at most one for a record when linking one to one.
    double lambda(Modele const& m, std::vector<Observation> const& observations, Notations& notations) const {
        auto const notation = notations.avec(m);
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
            auto const nouvelle = std::clamp(vraies * pas / fichiers.paires(), minimum, 0.5);
            bool const stable = std::abs(nouvelle - part) < 1e-4 * part;
            part = nouvelle;
            if (stable)
                break;
        }
        return part;
    }
};

} // namespace

Modele estimer(Fichiers const& fichiers, Equipe const& equipe, Notations& notations,
               std::vector<std::string>& remarques) {
    auto m = modele_par_defaut(fichiers.a.size(), fichiers.b.size());
    m.lambda = std::min(m.lambda, 0.5);
    if (fichiers.paires() < 1)
        return m;
    m.nom = "appris";
    m.prenoms_connus = prenoms_connus(fichiers.a) && prenoms_connus(fichiers.b);
    Estimation e{fichiers, apprendre_les_hasards(m, fichiers, equipe)};
    auto const observations = observer(fichiers, equipe);
    e.vus = jumeaux_vus(fichiers, observations);
    e.apprendre_m(m, observations);
    m.jumeaux = part_de_jumeaux(m, observations, e.vus);
    m.lambda = e.lambda(m, observations, notations);
    if (dates_precises(fichiers)) {
        e.affiner(m, observations, notations);
        m.jumeaux = part_de_jumeaux(m, observations, e.vus);
        m.lambda = e.lambda(m, observations, notations);
    }
    if (des_foyers(fichiers)) {
        m.jumeaux = 0; // brothers are not told apart: they are one and the same record
        m.lambda = e.lambda(m, observations, notations);
        remarques.push_back("Ces listes ne disent ni prénom ni date de naissance : ce sont des foyers ou des lieux qui "
                            "sont rapprochés, pas des personnes.");
    }
    m.vraies = m.lambda * fichiers.paires();
    if (!fichiers.meme)
        m.jumeaux *= part_d_orphelins(m.vraies, fichiers.a.size(), fichiers.b.size());
    m.lambda = sans_autre_lien(m.vraies, fichiers);
    if (m.vraies < 1)
        remarques.push_back("Presque aucune personne commune n’a été trouvée : vérifiez que les colonnes des deux "
                            "fichiers ont été bien reconnues.");
    return m;
}

Modele reestimer(Modele m, double vraies, Fichiers const& fichiers) {
    if (!fichiers.meme)
        m.jumeaux *= part_d_orphelins(vraies, fichiers.a.size(), fichiers.b.size()) /
                     part_d_orphelins(m.vraies, fichiers.a.size(), fichiers.b.size());
    m.vraies = vraies;
    m.lambda = std::max(sans_autre_lien(vraies, fichiers), std::min(0.5, 0.5 / fichiers.paires()));
    return m;
}

int sans_exclusion(Modele const& m, Fichiers const& fichiers) {
    auto const part = std::clamp(m.vraies / std::max(1.0, fichiers.paires()), 1e-15, 0.5);
    return static_cast<int>(std::lround(10 * std::log2(part / (1 - part))));
}

Modele adapter(Modele m, double vraies, Fichiers const& fichiers) {
    m.jumeaux *= part_d_orphelins(vraies, fichiers.a.size(), fichiers.b.size());
    auto const moindre = std::min(0.5, 0.5 / std::max(1.0, fichiers.paires()));
    m.lambda = vraies > 0 ? std::max(sans_autre_lien(vraies, fichiers), moindre) : moindre;
    return m;
}

Modele sans_les_tailles(Modele m, Fichiers const& fichiers) {
    m.jumeaux /= part_d_orphelins(m.vraies, fichiers.a.size(), fichiers.b.size());
    return m;
}

Modele avec_le_hasard_de(Fichiers const& fichiers, Equipe const& equipe, Modele m) {
    if (fichiers.paires() >= 1)
        apprendre_les_hasards(m, fichiers, equipe);
    return m;
}

} // namespace rapprochement
