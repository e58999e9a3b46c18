// The report of many lists: how many persons, in how many of them, what each pair of lists said, what was left aside.
#include "app/coeur/rapprocher_html.hpp"
#include "app/coeur/rapprocher_sources.hpp"
#include "base/texte.hpp"

namespace app {
namespace {

using namespace rapprochement;
using namespace web;

Html en_bref(RapportDeSources const& r, std::uint64_t fiches) {
    auto const& g = r.groupement;
    Html liste;
    liste += chiffre("Personnes", entier(g.groupes), "pour " + entier(fiches) + " fiches");
    liste += chiffre("Liens faux attendus", decimal(g.faux_attendus, 1), "avant relecture");
    liste += chiffre("Liens manqués attendus", decimal(g.manques_attendus, 1), "parmi les paires vues");
    liste += chiffre("Liens coupés", entier(g.coupes), "qu’une autre source contredit");
    liste += chiffre("Doutes levés", entier(g.confirmes), "grâce à une autre source");
    liste += chiffre("Durée", decimal(r.mesures.secondes, 1) + "\u00A0s",
                     decimal(r.mesures.secondes_cpu, 1) + "\u00A0s de calcul, " +
                         std::to_string(r.mesures.pic_memoire_mo) + "\u00A0Mo au plus");
    return ul(clas("chiffres"), liste);
}

Html par_source(RapportDeSources const& r) {
    auto const& g = r.groupement;
    std::vector<std::uint16_t> combien(g.groupes);
    for (auto const& groupe_de : g.groupe_de) {
        std::vector<bool> vu(g.groupes);
        for (auto groupe : groupe_de)
            if (!vu[groupe]) {
                vu[groupe] = true;
                ++combien[groupe];
            }
    }
    Html lignes;
    for (std::size_t s = 0; s < r.sources.combien(); ++s) {
        std::uint64_t retrouvees = 0;
        for (auto groupe : g.groupe_de[s])
            retrouvees += combien[groupe] > 1;
        auto const fiches = r.sources.taille(s);
        lignes += tr(th(scope("row"), r.sources.nom(s)), num(entier(fiches)), num(entier(retrouvees)),
                     num(pour_cent(part(retrouvees, fiches))),
                     num(g.en_double.empty() ? std::string("non cherchées") : entier(g.en_double[s])));
    }
    return tableau("Ce que deviennent les fiches de chaque source",
                   {"Source", "Fiches", "Retrouvées ailleurs", "Part", "En double"}, lignes);
}

Html par_nombre_de_sources(Groupement const& g) {
    Html lignes;
    for (std::size_t n = 1; n < g.par_sources.size(); ++n)
        lignes += tr(th(scope("row"), base::pluriel(static_cast<long long>(n), "source")),
                     num(entier(g.par_sources[n])), num(pour_cent(part(g.par_sources[n], g.groupes))));
    return tableau("Personnes par nombre de sources", {"Présentes dans", "Personnes", "Part"}, lignes);
}

Html par_couple(RapportDeSources const& r) {
    Html lignes;
    for (auto const& c : r.groupement.couples) {
        auto const& x = c.resultat;
        auto const perte = x.perte_de_blocage
                               ? decimal(*x.perte_de_blocage, 0) + " ± " + decimal(x.perte_plus_ou_moins, 0)
                               : std::string("non estimable");
        lignes += tr(th(scope("row"), r.sources.nom(c.a) + " et " + r.sources.nom(c.b)), num(entier(x.liens.size())),
                     num(entier(x.douteux.size())), num(entier(c.coupes)), num(entier(c.confirmes)),
                     num(decimal(x.faux_attendus, 1)), num(decimal(x.manques_attendus, 1)), num(perte));
    }
    return tableau(
        "Deux sources à la fois",
        {"Sources", "Liens", "Douteux", "Coupés", "Levés", "Faux attendus", "Manqués attendus", "Jamais vues"}, lignes);
}

/// The same resemblance is not worth the same from one pair of sources to another.
Html poids_par_couple(RapportDeSources const& r) {
    std::vector<std::string> titres{"Champ", "Ressemblance"};
    for (auto const& c : r.groupement.couples)
        titres.push_back(r.sources.nom(c.a) + " et " + r.sources.nom(c.b));
    Html lignes;
    for (std::size_t c = 0; c < nombre_de_champs; ++c)
        for (unsigned l = 1; l < niveaux(Champ(c)).size(); ++l) {
            Html poids;
            for (auto const& couple : r.groupement.couples)
                poids += num(affiche_poids(rapprochement::poids(couple.resultat.modele, Champ(c), l)));
            lignes += tr(th(scope("row"), libelle(Champ(c))), td(std::string(niveaux(Champ(c))[l].phrase)), poids);
        }
    return tableau("Poids de chaque ressemblance, en bits, appris pour chaque couple de sources", titres, lignes, 2);
}

Html colonnes(ListePreparee const& liste) {
    auto const ligne = [](rapprochement::Colonne const& c) {
        return tr(th(scope("row"), c.en_tete), td(std::string(libelle(c.role))), td(c.raison));
    };
    return tableau("Colonnes de " + liste.nom, {"Colonne", "Lue comme", "Parce que"}, each(liste.plan.colonnes, ligne),
                   3);
}

} // namespace

std::string rapport_html(RapportDeSources const& r, Seuils const& seuils) {
    std::uint64_t fiches = 0;
    for (std::size_t s = 0; s < r.sources.combien(); ++s)
        fiches += r.sources.taille(s);
    auto const titre = "Rapprochement de " + base::pluriel(static_cast<long long>(r.sources.combien()), "source");
    auto const& remarques = r.groupement.remarques;
    Html corps;
    corps +=
        header(h1(titre), p(entier(fiches) + " fiches. Le programme propose, il ne décide rien sur les personnes : "
                                             "ce rapport dit ce qu’il a trouvé et de combien il peut se tromper."));
    corps +=
        section(h2("En bref"), en_bref(r, fiches), when(!remarques.empty(), [&] {
                    return ensemble(h3("À savoir"), ul(each(remarques, [](std::string const& x) { return li(x); })));
                }));
    corps += section(h2("Personnes"), par_nombre_de_sources(r.groupement), par_source(r));
    corps += section(
        h2("Liens"),
        p("Les sources sont rapprochées deux à deux, puis les fiches d’une même personne sont réunies, des liens les "
          "plus sûrs aux moins sûrs : au plus une personne de chaque source, et jamais deux fiches qui se "
          "contredisent. "
          "Un lien que d’autres sources contredisent est coupé et laissé à une personne. Un lien est fait sans "
          "relecture "
          "à partir d’une probabilité de " +
          pour_cent(seuils.lien) + ", proposé à partir de " + pour_cent(seuils.douteux) + "."),
        par_couple(r));
    corps += section(h2("Ce que vaut chaque ressemblance"), poids_par_couple(r));
    corps += section(h2("Colonnes"), each(r.listes, colonnes));
    return page_seule(titre, corps);
}

} // namespace app
