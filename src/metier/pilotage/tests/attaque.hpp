#pragma once
// Un lecteur malveillant : il connaît tous les groupes, lit tout ce qui est publié, pose toutes les sommes et résout.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "metier/pilotage/bilan.hpp"

namespace attaque {

using namespace metier::pilotage;

struct Resultat {
    long cachees = 0, montrees = 0;
    std::vector<std::string> retrouvees;
};

namespace detail {

using Rang = std::pair<Ventilation, std::string>; ///< une ligne d'un tableau ; (aucune, "ensemble") pour le total

/// Somme des parts = total, pour une mesure.
struct Equation {
    Rang total;
    std::vector<Rang> parts;
};

inline std::vector<Equation> sommes(Releve const& r) {
    std::map<Ventilation, std::set<std::string>> cles;
    std::map<std::string, std::set<std::string>> du_bassin, bassins_de;
    for (auto const& f : r.faits) {
        for (auto par : {Ventilation::bassin, Ventilation::etablissement, Ventilation::sexe, Ventilation::age,
                         Ventilation::classe})
            cles[par].insert(cle(f, par));
        du_bassin[f.bassin].insert(f.etablissement);
    }
    std::vector<Equation> liste;
    for (auto const& [par, ks] : cles) {
        Equation e{{Ventilation::aucune, "ensemble"}, {}};
        for (auto const& k : ks)
            e.parts.emplace_back(par, k);
        liste.push_back(e);
    }
    for (auto const& [b, es] : du_bassin) {
        Equation e{{Ventilation::bassin, b}, {}};
        for (auto const& k : es)
            e.parts.emplace_back(Ventilation::etablissement, k);
        liste.push_back(e);
    }
    return liste;
}

/// Ce que la page dit d'une mesure, ligne par ligne.
inline std::map<Rang, std::int64_t> publies(Bilan const& b, Mesure m) {
    std::map<Rang, std::int64_t> vus;
    auto lire = [&](Rang const& rang, Valeur const& v) {
        if (v.masquee)
            return;
        if (numerateur(v.indicateur) == m)
            vus[rang] = v.taux.n;
        if (denominateur(v.indicateur) == m)
            vus[rang] = v.taux.d;
    };
    Rang const tout{Ventilation::aucune, "ensemble"};
    for (auto const& v : b.ensemble)
        lire(tout, v);
    for (auto const& e : b.entonnoir)
        if (e.code == code(m) && e.personnes)
            vus[tout] = *e.personnes;
    for (auto const& t : b.tableaux) {
        for (auto const& l : t.lignes)
            for (auto const& v : l.valeurs)
                lire({t.par, l.cle}, v);
        if (m == Mesure::presumes && t.renseignes)
            vus[{t.par, ""}] = t.renseignes->d - t.renseignes->n;
    }
    return vus;
}

constexpr std::int64_t premier = 1'000'000'007;
inline std::int64_t puissance(std::int64_t a, std::int64_t n) {
    std::int64_t r = 1;
    for (a %= premier; n; n >>= 1, a = a * a % premier)
        if (n & 1)
            r = r * a % premier;
    return r;
}

/// Inconnues que les équations déterminent, par élimination de Gauss.
inline std::set<Rang> determinees(std::vector<Equation> const& equations, std::map<Rang, std::int64_t> const& vus) {
    std::map<Rang, std::size_t> inconnues;
    auto rang_de = [&](Rang const& r) { return inconnues.emplace(r, inconnues.size()).first->second; };
    for (auto const& e : equations) {
        if (!vus.contains(e.total))
            rang_de(e.total);
        for (auto const& p : e.parts)
            if (!vus.contains(p))
                rang_de(p);
    }
    auto const n = inconnues.size();
    std::vector<std::vector<std::int64_t>> a;
    for (auto const& e : equations) {
        std::vector<std::int64_t> ligne(n, 0);
        if (!vus.contains(e.total))
            ligne[inconnues[e.total]] = premier - 1;
        for (auto const& p : e.parts)
            if (!vus.contains(p))
                ligne[inconnues[p]] += 1;
        a.push_back(ligne);
    }
    std::size_t rang = 0;
    for (std::size_t c = 0; c < n && rang < a.size(); ++c) {
        auto pivot = rang;
        while (pivot < a.size() && a[pivot][c] == 0)
            ++pivot;
        if (pivot == a.size())
            continue;
        std::swap(a[rang], a[pivot]);
        auto inverse = puissance(a[rang][c], premier - 2);
        for (auto& x : a[rang])
            x = x * inverse % premier;
        for (std::size_t i = 0; i < a.size(); ++i)
            if (i != rang && a[i][c])
                for (std::size_t k = n; k-- > 0;)
                    if (k != c)
                        a[i][k] = (a[i][k] + (premier - a[i][c]) * a[rang][k]) % premier;
        for (std::size_t i = 0; i < a.size(); ++i)
            if (i != rang)
                a[i][c] = 0;
        ++rang;
    }
    std::set<Rang> liste;
    for (auto const& [r, c] : inconnues)
        for (auto const& ligne : a)
            if (ligne[c] && std::ranges::count_if(ligne, [](auto x) { return x != 0; }) == 1)
                liste.insert(r);
    return liste;
}

/// Ce qui reste à une somme quand on retranche ce qui est publié ; rien si le total ne l'est pas.
inline std::optional<std::int64_t> reste(Equation const& e, std::map<Rang, std::int64_t> const& vus,
                                         std::vector<Rang>& caches) {
    if (!vus.contains(e.total))
        return std::nullopt;
    auto somme = vus.at(e.total);
    for (auto const& p : e.parts)
        if (auto v = vus.find(p); v != vus.end())
            somme -= v->second;
        else
            caches.push_back(p);
    return somme;
}

} // namespace detail

/// Cherche à retrouver le numérateur de chaque case cachée, et le nombre de présumés de chaque ligne cachée.
inline Resultat attaquer(Releve const& r, Bilan const& b) {
    using namespace detail;
    Resultat bilan;
    auto equations = sommes(r);
    for (auto i :
         {Indicateur::i03, Indicateur::i04, Indicateur::i04b, Indicateur::i05, Indicateur::i06, Indicateur::i07}) {
        auto n = numerateur(i), d = *denominateur(i);
        auto vus = publies(b, n), denominateurs = publies(b, d);
        auto trouvees = determinees(equations, vus);
        if (i == Indicateur::i03)
            trouvees.merge(determinees(equations, denominateurs));
        for (auto const& e : equations) {
            std::vector<Rang> caches, sans_d;
            auto sn = reste(e, vus, caches), sd = reste(e, denominateurs, sans_d);
            bool le_total_le_dit = sn && (vus.at(e.total) == 0 ||
                                          (sd && i != Indicateur::i06 && vus.at(e.total) == denominateurs.at(e.total)));
            if (sn && !le_total_le_dit && (*sn == 0 || (sd && i != Indicateur::i06 && caches == sans_d && *sn == *sd)))
                trouvees.insert(caches.begin(), caches.end());
        }
        std::map<Rang, std::int64_t> effectifs;
        for (auto const& f : r.faits)
            for (auto par : {Ventilation::bassin, Ventilation::etablissement, Ventilation::sexe, Ventilation::age,
                             Ventilation::classe})
                effectifs[{par, cle(f, par)}] += compte(f, d) ? 1 : 0;
        for (auto const& [rang, combien] : effectifs) {
            bool cachee = combien > 0 && !vus.contains(rang);
            bilan.cachees += cachee;
            bilan.montrees += vus.contains(rang);
            if (cachee && trouvees.contains(rang))
                bilan.retrouvees.push_back(std::string(code(i)) + " par " + std::string(code(rang.first)) + " « " +
                                           rang.second + " »");
        }
    }
    return bilan;
}

} // namespace attaque
