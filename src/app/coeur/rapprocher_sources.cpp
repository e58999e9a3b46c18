// Many lists: read one after the other, linked two by two, grouped; what comes out of it.
#include "app/coeur/rapprocher_sources.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>

#include "app/coeur/rapprocher_avancement.hpp"
#include "app/coeur/rapprocher_sortie.hpp"
#include "base/texte.hpp"

namespace app {

using namespace rapprochement;

namespace {

namespace chemins = std::filesystem;

long long entier(std::size_t n) { return static_cast<long long>(n); }

/// « eleves » for « 2026/eleves.csv.gz »; « 2026/eleves » where several lists have that name.
std::vector<std::string> noms_des_sources(std::vector<std::string> const& listes) {
    auto court = [](chemins::path const& chemin) {
        auto nom = chemin.filename().string();
        for (std::string_view fin : {".gz", ".csv", ".txt", ".tsv"})
            if (base::minuscules(nom).ends_with(fin) && nom.size() > fin.size())
                nom.resize(nom.size() - fin.size());
        return nom;
    };
    std::map<std::string, int> combien;
    for (auto const& liste : listes)
        ++combien[court(liste)];
    std::vector<std::string> noms;
    for (auto const& liste : listes) {
        auto nom = court(liste);
        if (combien[nom] > 1)
            nom = chemins::absolute(liste).parent_path().filename().string() + "/" + nom;
        if (std::ranges::find(noms, nom) != noms.end())
            refuser_la_liste(liste, "deux listes s’appellent «\u00A0" + nom + "\u00A0»\u00A0: renommez l’une d’elles.");
        noms.push_back(std::move(nom));
    }
    return noms;
}

void verifier_la_demande(Demande const& demande) {
    for (auto const& [valeur, option] : {std::pair{&demande.config, "--config"},
                                         {&demande.ecrire_config, "--ecrire-config"},
                                         {&demande.paires, "--paires"},
                                         {&demande.relues, "--relues"}})
        if (!valeur->empty())
            refuser_la_liste(option, "cette option vaut pour deux listes, pas davantage.");
    if (!demande.expliquer.empty())
        refuser_la_liste("--expliquer", "expliquez deux fiches en ne donnant que leurs deux listes.");
}

/// Their columns, then their records.
void lire_les_sources(RapportDeSources& r, Demande const& demande, Options const& options, std::ostream& erreurs) {
    auto const noms = noms_des_sources(demande.listes);
    for (auto const& chemin : demande.listes)
        r.listes.push_back(preparer_la_liste(chemin, demande.cle));
    std::vector<ListePreparee const*> toutes;
    for (auto const& liste : r.listes)
        toutes.push_back(&liste);
    prevoir_la_memoire(toutes, demande, erreurs);
    for (std::size_t i = 0; i < r.listes.size(); ++i) {
        auto const lue = lire_la_liste(r.listes[i], r.sources.population(), Fichier::a, options);
        r.groupement.remarques.insert(r.groupement.remarques.end(), lue.remarques.begin(), lue.remarques.end());
        r.sources.ranger(noms[i], options);
    }
}

} // namespace

void ecrire_les_groupes(std::ostream& flux, Sources const& sources, Groupement const& g) {
    flux << "source,id,groupe\n";
    for (std::size_t s = 0; s < sources.combien(); ++s) {
        auto const source = cellule_csv(sources.nom(s));
        for (std::uint32_t i = 0; i < sources.taille(s); ++i)
            flux << source << ',' << cellule_csv(sources.id(s, i)) << ',' << g.groupe_de[s][i] + 1 << '\n';
    }
}

void ecrire_les_liens(std::ostream& flux, Sources const& sources, Groupement const& g) {
    flux << "source_a,id_a,source_b,id_b,poids,probabilite,decision\n";
    for (auto const& couple : g.couples) {
        auto const a = cellule_csv(sources.nom(couple.a)), b = cellule_csv(sources.nom(couple.b));
        std::vector<Paire const*> paires;
        for (auto const* liste : {&couple.resultat.liens, &couple.resultat.douteux})
            for (auto const& p : *liste)
                paires.push_back(&p);
        std::ranges::sort(paires, {}, [](Paire const* p) { return std::pair(p->a, p->b); });
        for (auto const* p : paires) {
            char chiffres[64];
            std::snprintf(chiffres, sizeof chiffres, ",%.1f,%.6f,", p->dixiemes / 10.0, p->probabilite);
            flux << a << ',' << cellule_csv(sources.id(couple.a, p->a)) << ',' << b << ','
                 << cellule_csv(sources.id(couple.b, p->b)) << chiffres << code(p->decision) << '\n';
        }
    }
}

namespace {

void ecrire_json(std::ostream& flux, RapportDeSources const& r) {
    auto const& g = r.groupement;
    auto decimal = [](double x) {
        char t[32];
        std::snprintf(t, sizeof t, "%.2f", x);
        return std::string(t);
    };
    std::size_t fiches = 0;
    auto sources = std::string("["), couples = sources, par_sources = sources;
    auto virgule = [](std::string const& liste) { return liste.size() > 1 ? ", " : ""; };
    for (std::size_t s = 0; s < r.sources.combien(); ++s) {
        fiches += r.sources.taille(s);
        sources += virgule(sources) + ("{\"source\": " + texte_json(r.sources.nom(s))) +
                   ", \"fiches\": " + std::to_string(r.sources.taille(s)) +
                   (g.en_double.empty() ? std::string{} : ", \"en_double\": " + std::to_string(g.en_double[s])) + "}";
    }
    for (auto const& c : g.couples)
        couples += virgule(couples) + ("{\"source_a\": " + texte_json(r.sources.nom(c.a))) +
                   ", \"source_b\": " + texte_json(r.sources.nom(c.b)) +
                   ", \"liens\": " + std::to_string(c.resultat.liens.size()) +
                   ", \"douteux\": " + std::to_string(c.resultat.douteux.size()) +
                   ", \"coupes\": " + std::to_string(c.coupes) + ", \"confirmes\": " + std::to_string(c.confirmes) +
                   ", \"faux_attendus\": " + decimal(c.resultat.faux_attendus) +
                   ", \"manques_attendus\": " + decimal(c.resultat.manques_attendus) +
                   ", \"secondes\": " + decimal(c.resultat.secondes) + "}";
    for (std::size_t n = 1; n < g.par_sources.size(); ++n)
        par_sources += virgule(par_sources) + std::to_string(g.par_sources[n]);
    auto remarques = std::string("[");
    for (auto const& remarque : g.remarques)
        remarques += virgule(remarques) + texte_json(remarque);
    flux << "{\"fiches\": " << fiches << ", \"groupes\": " << g.groupes
         << ", \"groupes_par_nombre_de_sources\": " << par_sources << "], \"liens_coupes\": " << g.coupes
         << ", \"douteux_confirmes\": " << g.confirmes << ", \"faux_attendus\": " << decimal(g.faux_attendus)
         << ", \"manques_attendus\": " << decimal(g.manques_attendus)
         << ", \"secondes\": " << decimal(r.mesures.secondes)
         << ", \"secondes_cpu\": " << decimal(r.mesures.secondes_cpu)
         << ", \"pic_memoire_mo\": " << r.mesures.pic_memoire_mo << ", \"sources\": " << sources
         << "], \"couples\": " << couples << "], \"remarques\": " << remarques << "]}\n";
}

void ecrire_texte(std::ostream& flux, RapportDeSources const& r) {
    auto const& g = r.groupement;
    for (auto const& liste : r.listes)
        flux << colonnes_en_clair(liste);
    std::size_t fiches = 0, communs = 0;
    for (std::size_t s = 0; s < r.sources.combien(); ++s)
        fiches += r.sources.taille(s);
    for (std::size_t n = 2; n < g.par_sources.size(); ++n)
        communs += g.par_sources[n];
    flux << base::pluriel(entier(fiches), "fiche") << " de " << base::pluriel(entier(r.sources.combien()), "source")
         << "\u00A0: " << base::pluriel(entier(g.groupes), "personne") << ", dont " << base::nombre(entier(communs))
         << " dans deux sources ou plus.\n";
    for (auto const& c : g.couples)
        flux << "  " << r.sources.nom(c.a) << " et " << r.sources.nom(c.b)
             << "\u00A0: " << base::pluriel(entier(c.resultat.liens.size()), "lien") << ", "
             << base::pluriel(entier(c.resultat.douteux.size()), "paire douteuse", "paires douteuses")
             << (c.coupes ? ", dont " + base::pluriel(entier(c.coupes), "lien contredit", "liens contredits") +
                                " par une autre source"
                          : std::string{})
             << "\n";
    for (auto const& remarque : g.remarques)
        flux << remarque << "\n";
}

} // namespace

int grouper_les_sources(Demande const& demande, std::ostream& sortie, std::ostream& erreurs) {
    auto const debut = std::chrono::steady_clock::now();
    verifier_la_demande(demande);
    for (auto const* chemin : {&demande.sortie, &demande.liens, &demande.rapport})
        verifier_la_sortie(*chemin);
    EcouteInterruption const ecoute;
    auto options = options_de(demande, {});
    options.arret = ecoute.arret();
    RapportDeSources r;
    {
        Avance avance{erreurs, !demande.json && isatty(STDERR_FILENO) && &erreurs == &std::cerr};
        options.progres = [&](Avancement const& a) { avance.dire(a); };
        lire_les_sources(r, demande, options, erreurs);
        auto const doublons = demande.doublons ? Doublons::chercher : Doublons::aucun;
        if (demande.plan) {
            for (auto const& x : prevoir(r.sources, options, doublons)) {
                sortie << r.sources.nom(x.a) << (x.a == x.b ? " (doublons)" : " et " + r.sources.nom(x.b)) << "\n";
                dire_le_plan(x.passes, sortie);
            }
            return 0;
        }
        auto remarques = std::move(r.groupement.remarques);
        r.groupement = grouper(r.sources, options, doublons);
        r.groupement.remarques.insert(r.groupement.remarques.begin(), remarques.begin(), remarques.end());
        options.progres = {};
    }
    if (!demande.json)
        for (auto const& remarque : r.groupement.remarques)
            erreurs << remarque << "\n";
    r.mesures = mesurer(debut);
    if (!demande.rapport.empty())
        ecrire_le_fichier(demande.rapport, sortie,
                          [&](std::ostream& flux) { flux << rapport_html(r, options.seuils); });
    if (!demande.liens.empty())
        ecrire_le_fichier(demande.liens, sortie,
                          [&](std::ostream& flux) { ecrire_les_liens(flux, r.sources, r.groupement); });
    if (!demande.sortie.empty())
        ecrire_le_fichier(demande.sortie, sortie,
                          [&](std::ostream& flux) { ecrire_les_groupes(flux, r.sources, r.groupement); });
    if (demande.sortie == "-" || demande.liens == "-" || demande.rapport == "-")
        return 0;
    r.mesures = mesurer(debut);
    demande.json ? ecrire_json(sortie, r) : ecrire_texte(sortie, r);
    return 0;
}

} // namespace app
