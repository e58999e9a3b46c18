#include "metier/pilotage/secret.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "metier/pilotage/devinette.hpp"

namespace metier::pilotage {
namespace {

struct Cachees {
    std::size_t nombre = 0;
    std::int64_t d = 0;
    std::int64_t plus_grande = 0;
};

Cachees cachees(std::vector<Case> const& cases, Relation const& r) {
    Cachees c;
    for (auto i : r.parts)
        if (cases[i].masquee) {
            ++c.nombre;
            c.d += cases[i].d;
            c.plus_grande = std::max(c.plus_grande, cases[i].d);
        }
    return c;
}

std::int64_t somme_cachee(std::vector<Case> const& cases, Relation const& r, std::vector<std::int64_t> Case::*liste,
                          std::size_t k) {
    std::int64_t somme = 0;
    for (auto i : r.parts)
        if (cases[i].masquee)
            somme += (cases[i].*liste)[k];
    return somme;
}

/// Une somme nulle, ou égale à son dénominateur, dit tout de chacune des parts, sauf si le total le dit déjà.
bool une_somme_dit_tout(std::vector<Case> const& cases, Relation const& r, std::int64_t d) {
    auto const& total = cases[r.total];
    for (std::size_t k = 0; k < total.n.size(); ++k) {
        auto n = somme_cachee(cases, r, &Case::n, k);
        if ((n == 0 && total.n[k] > 0) || (n == d && total.n[k] < total.d))
            return true;
    }
    for (std::size_t k = 0; k < total.autres.size(); ++k)
        if (total.autres[k] > 0 && somme_cachee(cases, r, &Case::autres, k) == 0)
            return true;
    return false;
}

bool protegee(std::vector<Case> const& cases, Relation const& r, std::int64_t seuil) {
    auto c = cachees(cases, r);
    if (cases[r.total].masquee)
        return c.nombre >= 1;
    if (c.nombre == 0)
        return true;
    // Sans une grande case parmi elles, savoir que toutes sont petites pourrait suffire à les retrouver.
    return c.nombre >= 2 && c.d >= seuil && c.plus_grande >= seuil && !une_somme_dit_tout(cases, r, c.d);
}

/// D'abord parmi celles qui ont un dénominateur ; à défaut, une case vide qui porte un autre nombre.
std::optional<std::size_t> plus_petite_visible(std::vector<Case> const& cases, Relation const& r) {
    std::optional<std::size_t> choisie, vide;
    for (auto i : r.parts) {
        auto const& c = cases[i];
        if (c.masquee)
            continue;
        if (c.d > 0 && (!choisie || c.d < cases[*choisie].d))
            choisie = i;
        if (c.d == 0 && !vide && std::ranges::any_of(c.autres, [](auto n) { return n > 0; }))
            vide = i;
    }
    return choisie ? choisie : vide;
}

} // namespace

void masquer(std::vector<Case>& cases, std::vector<Relation> const& relations, std::int64_t seuil) {
    for (auto& c : cases)
        if (c.d > 0 && c.d < seuil)
            c.masquee = true;
    for (bool change = true; change;) {
        change = false;
        for (auto const& r : relations)
            while (!protegee(cases, r, seuil)) {
                auto choisie = plus_petite_visible(cases, r);
                if (!choisie)
                    break;
                cases[*choisie].masquee = true;
                change = true;
            }
    }
}

namespace {

/// Des petits nombres seulement, et l'on connaît leur somme : chacun peut encore valoir de 0 à seuil - 1, même pour qui
/// sait que tous sont petits.
bool indecis(std::size_t caches, std::int64_t somme, std::int64_t seuil) {
    return somme >= seuil && somme <= (static_cast<std::int64_t>(caches) - 1) * (seuil - 1);
}

/// Rien de caché, ou au moins deux nombres cachés dont un grand, ou assez de petits pour qu'aucun ne se devine. Seul,
/// un reste que rien d'autre n'emploie peut se retrouver s'il n'est pas petit.
bool protegee(std::vector<Nombre> const& nombres, Relation const& r, std::int64_t seuil) {
    std::size_t caches = 0, restes = 0;
    std::int64_t somme = 0, plus_grand = 0;
    for (auto i : r.parts)
        if (nombres[i].masque) {
            ++caches;
            restes += nombres[i].reste ? 1 : 0;
            somme += nombres[i].n;
            plus_grand = std::max(plus_grand, nombres[i].n);
        }
    if (nombres[r.total].masque)
        return caches >= 1;
    if (somme == 0)
        return true;
    return plus_grand >= seuil ? caches >= 2 || restes == caches : indecis(caches, somme, seuil);
}

/// À défaut d'un nombre positif, un zéro : lui aussi peut valoir n'importe quoi pour qui ne le voit pas.
std::size_t plus_petit_visible(std::vector<Nombre> const& nombres, Relation const& r) {
    auto choisi = Nombre::aucun;
    auto rang = [&](std::size_t i) { return std::pair{nombres[i].n == 0, nombres[i].n}; };
    for (auto i : r.parts)
        if (!nombres[i].masque && (choisi == Nombre::aucun || rang(i) < rang(choisi)))
            choisi = i;
    return choisi;
}

bool suivre_les_porteurs(std::vector<Nombre>& nombres) {
    bool change = false;
    for (auto& x : nombres)
        if (!x.masque && x.porteur != Nombre::aucun && nombres[x.porteur].masque)
            change = x.masque = true;
    return change;
}

/// Jusqu'à ce qu'aucune somme, prise seule, ne rende un petit nombre.
void cacher_somme_par_somme(std::vector<Nombre>& nombres, std::vector<Relation> const& relations, std::int64_t seuil) {
    for (bool change = true; change;) {
        change = suivre_les_porteurs(nombres);
        for (auto const& r : relations)
            while (!protegee(nombres, r, seuil)) {
                auto choisi = plus_petit_visible(nombres, r);
                nombres[choisi == Nombre::aucun ? r.total : choisi].masque = true;
                change = true;
            }
    }
}

/// Les sommes de chaque nombre.
std::vector<std::vector<std::size_t>> sommes_de(std::vector<Nombre> const& nombres,
                                                std::vector<Relation> const& relations) {
    std::vector<std::vector<std::size_t>> liste(nombres.size());
    for (std::size_t r = 0; r < relations.size(); ++r) {
        liste[relations[r].total].push_back(r);
        for (auto i : relations[r].parts)
            liste[i].push_back(r);
    }
    return liste;
}

/// De quoi rendre indécis un nombre deviné : le plus petit de ses sommes ; à défaut, de celles de ses voisins cachés.
std::size_t a_cacher_avec(std::size_t devine, std::vector<Nombre> const& nombres,
                          std::vector<Relation> const& relations, std::vector<std::vector<std::size_t>> const& sommes) {
    std::vector<std::size_t> tour{devine};
    std::set<std::size_t> vus;
    auto rang = [&](std::size_t i) { return std::pair{nombres[i].n == 0, nombres[i].n}; };
    while (!tour.empty()) {
        auto choisi = Nombre::aucun;
        std::vector<std::size_t> suivants;
        for (auto i : tour)
            for (auto r : sommes[i]) {
                if (!vus.insert(r).second)
                    continue;
                auto ici = plus_petit_visible(nombres, relations[r]);
                if (ici == Nombre::aucun && !nombres[relations[r].total].masque)
                    ici = relations[r].total;
                if (ici != Nombre::aucun && (choisi == Nombre::aucun || rang(ici) < rang(choisi)))
                    choisi = ici;
                suivants.push_back(relations[r].total);
                suivants.insert(suivants.end(), relations[r].parts.begin(), relations[r].parts.end());
            }
        if (choisi != Nombre::aucun)
            return choisi;
        tour = std::move(suivants);
    }
    return Nombre::aucun;
}

} // namespace

void masquer(std::vector<Nombre>& nombres, std::vector<Relation> const& relations, std::int64_t seuil) {
    for (auto& x : nombres)
        if (x.n > 0 && x.n < seuil)
            x.masque = true;
    auto const sommes = sommes_de(nombres, relations);
    for (bool change = true; change;) {
        cacher_somme_par_somme(nombres, relations, seuil);
        change = false;
        for (auto devine : devines(nombres, relations, seuil))
            if (auto i = a_cacher_avec(devine, nombres, relations, sommes); i != Nombre::aucun)
                change = nombres[i].masque = true;
    }
}

} // namespace metier::pilotage
