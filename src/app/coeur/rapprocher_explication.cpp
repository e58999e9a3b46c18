// One pair explained in a terminal, with those that were nearly taken instead.
#include <algorithm>
#include <cstdio>

#include "app/coeur/rapprocher_rapport.hpp"
#include "base/texte.hpp"

namespace app {
namespace {

using namespace rapprochement;

std::uint32_t position(Population const& p, std::string const& id, bool dans_b, std::string const& fichier) {
    auto const n = dans_b ? p.taille_b() : p.taille_a();
    for (std::uint32_t i = 0; i < n; ++i)
        if ((dans_b ? p.id_b(i) : p.id_a(i)) == id)
            return i;
    refuser_la_liste(fichier, "aucune fiche n’a l’identifiant «\u00A0" + id + "\u00A0».");
}

std::string pour_cent(double part) {
    char t[32];
    std::snprintf(t, sizeof t, "%.2f", 100 * part);
    std::string s = t;
    s[s.find('.')] = ',';
    return s + "\u202F%";
}

std::string lignes(Explication const& e) {
    auto texte = "  A priori\u00A0: " + affiche_poids(e.a_priori) + "\n";
    for (auto const& l : e.lignes) {
        texte += "  " + std::string(libelle(l.champ)) + "\u00A0: ";
        if (!l.valeur_a.empty() || !l.valeur_b.empty())
            texte += "«\u00A0" + l.valeur_a + "\u00A0» et «\u00A0" + l.valeur_b + "\u00A0». ";
        texte += l.phrase + "\n";
    }
    if (e.correction)
        texte += "  " + e.phrase_correction + "\n";
    return texte + "  Total\u00A0: " + affiche_poids(e.total) + "\n";
}

} // namespace

std::string explication_en_texte(ListePreparee const& premiere, ListePreparee const* seconde,
                                 Population const& population, Resultat const& r, std::string const& id_a,
                                 std::string const& id_b) {
    auto const a = position(population, id_a, false, premiere.nom);
    auto const b = position(population, id_b, seconde != nullptr, seconde ? seconde->nom : premiere.nom);
    std::vector<Paire> voisins;
    for (auto const& x : r.proches(a))
        voisins.push_back(x);
    for (auto const* liste : {&r.liens, &r.douteux})
        for (auto const& x : *liste)
            if ((x.a == a || x.b == b) &&
                std::ranges::none_of(voisins, [&](Paire const& y) { return y.a == x.a && y.b == x.b; }))
                voisins.push_back(x);
    Fiches fiches_a{{a, {}}}, fiches_b;
    (seconde ? fiches_b : fiches_a).try_emplace(b);
    for (auto const& x : voisins) {
        fiches_a.try_emplace(x.a);
        (seconde ? fiches_b : fiches_a).try_emplace(x.b);
    }
    lire_ces_fiches(premiere, population, false, fiches_a);
    if (seconde)
        lire_ces_fiches(*seconde, population, true, fiches_b);
    else
        fiches_b = fiches_a;
    auto const decidee = std::ranges::find_if(voisins, [&](Paire const& x) { return x.a == a && x.b == b; });
    auto texte = id_a + " et " + id_b + "\u00A0: ";
    if (decidee == voisins.end())
        texte += "pas parmi les candidats retenus.\n";
    else
        texte += (decidee->decision == Decision::lien ? "liées" : std::string(phrase(decidee->raison))) +
                 " Probabilité " + pour_cent(decidee->probabilite) + ".\n";
    texte += lignes(expliquer(population, {.a = a, .b = b}, fiches_a.at(a), fiches_b.at(b), r));
    for (auto const& x : voisins) {
        if (x.a == a && x.b == b)
            continue;
        auto const autre_b = std::string(seconde ? population.id_b(x.b) : population.id_a(x.b));
        texte += "\nAutre candidat, " + std::string(population.id_a(x.a)) + " et " + autre_b +
                 "\u00A0: " + std::string(phrase(x.raison)) + " Probabilité " + pour_cent(x.probabilite) + ".\n" +
                 lignes(expliquer(population, x, fiches_a.at(x.a), fiches_b.at(x.b), r));
    }
    return texte;
}

} // namespace app
