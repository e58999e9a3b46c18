#include "app/coeur/rapprocher_rapport.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>

#include "app/coeur/rapprocher_html.hpp"
#include "base/texte.hpp"
#include "metier/demonstration/pays/evaluation.hpp"
#include "web/chart.hpp"
#include "web/html.hpp"
#include "web/parts/tableau.hpp"

namespace app {
namespace {

using namespace rapprochement;
using namespace web;
using metier::demonstration::wilson;

class Page {
public:
    Page(Rapport const& r, Echantillon const& e) : r_{r}, res_{r.resultat}, e_{e} {}

    std::string ecrire() const {
        auto const titre =
            "Rapprochement de " + r_.premiere.nom + (r_.seconde ? " et " + r_.seconde->nom : std::string{});
        Html corps;
        corps += header(h1(titre), p(resume()));
        corps += section(h2("En bref"), en_bref(), remarques());
        corps += section(h2("Seuils et poids"), p(seuils()), histogramme(), poids_des_niveaux());
        corps += section(h2("Calibration"), calibration(), relecture());
        corps += section(h2("Passes de comparaison"), passes(), p(perte()));
        corps += section(h2("Équité"), equite());
        corps += section(h2("Exemples expliqués"), exemples());
        corps += section(h2("Colonnes"), colonnes(r_.premiere),
                         r_.seconde && !r_.population.contre_un_index() ? colonnes(*r_.seconde) : Html{});
        return page_seule(titre, corps);
    }

private:
    std::string_view id_b(Paire const& x) const {
        return r_.seconde ? r_.population.id_b(x.b) : r_.population.id_a(x.b);
    }
    Fiche const& fiche_b(Paire const& x) const { return r_.seconde ? e_.b.at(x.b) : e_.a.at(x.b); }

    std::string resume() const {
        auto texte = entier(r_.population.taille_a()) + " fiches";
        if (r_.seconde)
            texte += " face à " + entier(r_.population.taille_b());
        return texte + ". Le programme propose, il ne décide rien sur les personnes : ce rapport dit ce qu’il a "
                       "trouvé, pourquoi, "
                       "et de combien il peut se tromper.";
    }

    Html en_bref() const {
        Html liste;
        liste +=
            chiffre("Liens", entier(res_.liens.size()),
                    r_.seconde ? pour_cent(part(res_.liens.size(), r_.population.taille_a())) + " de la première liste"
                               : std::string("paires de fiches d’une même personne"));
        if (!r_.seconde)
            liste += chiffre("Groupes", entier(res_.groupes.size()), "de deux fiches ou plus");
        liste += chiffre("À vérifier", entier(res_.douteux.size()), "paires douteuses");
        liste += chiffre("Liens faux attendus", decimal(res_.faux_attendus, 1), "avant relecture");
        liste += chiffre("Liens manqués attendus", decimal(res_.manques_attendus, 1), "parmi les paires vues");
        if (res_.perte_de_blocage)
            liste += chiffre("Paires jamais vues", decimal(*res_.perte_de_blocage, 0),
                             "estimées par capture et recapture, à " + decimal(res_.perte_plus_ou_moins, 0) + " près");
        liste += chiffre("Durée", decimal(r_.mesures.secondes, 1) + "\u00A0s",
                         decimal(r_.mesures.secondes_cpu, 1) + " s de calcul, " +
                             std::to_string(r_.mesures.pic_memoire_mo) + "\u00A0Mo au plus");
        return ul(clas("chiffres"), liste);
    }

    Html remarques() const {
        return when(!res_.remarques.empty(), [&] {
            return ensemble(h3("À savoir"), ul(each(res_.remarques, [](std::string const& x) { return li(x); })));
        });
    }

    std::string seuils() const {
        auto const& s = r_.options.seuils;
        return "Un lien est fait sans relecture à partir d’une probabilité de " + pour_cent(s.lien) +
               " : un lien faux coûte plus cher qu’un lien manqué. Entre " + pour_cent(s.douteux) +
               " et ce seuil, ou si un second candidat est à moins de " + decimal(s.marge, 0) +
               " bits, une personne décide. Un bit de plus double les chances.";
    }

    Html histogramme() const {
        constexpr int pas = 50;
        std::map<int, std::array<double, 3>> tranches;
        auto compter = [&](std::vector<Paire> const& paires, std::size_t serie) {
            for (auto const& x : paires)
                tranches[std::clamp(static_cast<int>(std::floor(x.dixiemes / double(pas))), -4, 12)][serie] += 1;
        };
        compter(res_.liens, 0);
        compter(res_.douteux, 1);
        for (auto const& x : res_.tous_proches)
            if (x.decision == Decision::refus)
                tranches[std::clamp(static_cast<int>(std::floor(x.dixiemes / double(pas))), -4, 12)][2] += 1;
        if (tranches.empty())
            return p("Aucune paire retenue.");
        std::vector<std::string> noms;
        std::vector<Serie> series{{.nom = "Liens"}, {.nom = "Douteux"}, {.nom = "Refusés (plus proches candidats)"}};
        for (auto const& [t, n] : tranches) {
            noms.push_back(t == -4   ? "moins de −15 bits"
                           : t == 12 ? "60 bits et plus"
                                     : "de " + decimal(t * 5, 0) + " à " + decimal(t * 5 + 5, 0) + " bits");
            for (std::size_t k = 0; k < 3; ++k)
                series[k].valeurs.push_back(n[k]);
        }
        return barres_empilees({.titre = "Nombre de paires par poids",
                                .description = "Un poids de 0 dit autant de chances pour que contre.",
                                .colonne = "Poids"},
                               noms, series);
    }

    /// What each level of each field is worth, from the model learnt on these files.
    Html poids_des_niveaux() const {
        Html lignes;
        for (std::size_t c = 0; c < nombre_de_champs; ++c) {
            auto const champ = Champ(c);
            for (unsigned l = 1; l < niveaux(champ).size(); ++l) {
                auto const& taux = res_.modele.taux[c][l];
                if (taux.m <= 0 && taux.u <= 0)
                    continue;
                auto const w = poids(res_.modele, champ, l);
                lignes += tr(th(scope("row"), libelle(champ)), td(std::string(niveaux(champ)[l].phrase)),
                             num(pour_cent(taux.m, 2)), num(pour_cent(taux.u, 3)),
                             td(clas("num"), affiche_poids(w), barre(w)));
            }
        }
        auto const titre = "Poids de chaque ressemblance, appris sur ces fichiers";
        return ensemble(h3("Ce que vaut chaque ressemblance"),
                        p("Avant de regarder les fiches : " + affiche_poids(poids_a_priori(res_.modele)) +
                          " bits. Un nom rare vaut plus, un nom courant moins, que le poids moyen du tableau."),
                        tableau(titre, {"Champ", "Ressemblance", "Même personne", "Au hasard", "Poids"}, lignes, 2));
    }

    /// A signed bar, decoration of a figure written beside it.
    static Html barre(int dixiemes) {
        auto const l = std::min(std::abs(dixiemes) / 250.0, 1.0) * 40;
        char t[256];
        std::snprintf(
            t, sizeof t,
            "<svg class=\"signe\" viewBox=\"0 0 80 8\" aria-hidden=\"true\"><rect class=\"%s\" x=\"%.1f\" y=\"0\" "
            "width=\"%.1f\" height=\"8\"/></svg>",
            dixiemes < 0 ? "s2" : "s1", dixiemes < 0 ? 40 - l : 40, l);
        return trusted(t);
    }

    static constexpr std::array bornes = {0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999, 1.1};
    static std::size_t tranche(double p) {
        return static_cast<std::size_t>(std::upper_bound(bornes.begin(), bornes.end(), p) - bornes.begin()) - 1;
    }
    static std::string nom_de_tranche(std::size_t t) {
        return "de " + pour_cent(bornes[t]) + " à " + pour_cent(std::min(1.0, bornes[t + 1]));
    }

    Html calibration() const {
        std::array<std::array<std::uint64_t, 2>, bornes.size()> n{};
        std::array<double, bornes.size()> vraies{};
        auto compter = [&](std::vector<Paire> const& paires, std::size_t k) {
            for (auto const& x : paires) {
                ++n[tranche(x.probabilite)][k];
                vraies[tranche(x.probabilite)] += x.probabilite;
            }
        };
        compter(res_.liens, 0);
        compter(res_.douteux, 1);
        Html lignes;
        for (std::size_t t = 0; t + 1 < bornes.size(); ++t)
            if (n[t][0] + n[t][1] > 0)
                lignes += tr(th(scope("row"), nom_de_tranche(t)), num(entier(n[t][0])), num(entier(n[t][1])),
                             num(decimal(vraies[t], 1)));
        return ensemble(p("La probabilité annoncée tient compte de ce qu’une fiche n’a au plus qu’une correspondance "
                          "de chaque côté."),
                        tableau("Paires par probabilité annoncée",
                                {"Probabilité", "Liens", "Douteux", "Vraies attendues"}, lignes));
    }

    /// Precision by stratum, measured on the answers of people.
    Html relecture() const {
        std::map<std::pair<std::string, std::string>, Paire const*> paires;
        for (auto const* liste : {&res_.liens, &res_.douteux})
            for (auto const& x : *liste)
                if (!r_.relues.reponses.empty())
                    paires[{std::string(r_.population.id_a(x.a)), std::string(id_b(x))}] = &x;
        std::map<std::pair<bool, std::size_t>, std::pair<double, double>> strates; // doubtful, bin → yes, answers
        double attendu = 0, ecart = 0, total = 0;
        for (auto const& reponse : r_.relues.reponses)
            if (auto const ou = paires.find({reponse.a, reponse.b}); ou != paires.end()) {
                auto& s = strates[{ou->second->decision != Decision::lien, tranche(ou->second->probabilite)}];
                s.first += reponse.oui;
                ++s.second;
                attendu += ou->second->probabilite;
                ecart += reponse.oui;
                ++total;
            }
        if (strates.empty())
            return p("Aucune paire n’a encore été relue : la précision de chaque tranche sera mesurée ici, avec son "
                     "intervalle, quand un "
                     "échantillon l’aura été (option --relues).");
        Html lignes;
        for (auto const& [cle, n] : strates) {
            auto const i = wilson(n.first, n.second);
            lignes += tr(th(scope("row"), (cle.first ? "Douteux, " : "Liens, ") + nom_de_tranche(cle.second)),
                         num(decimal(n.second, 0)), num(decimal(n.first, 0)), num(pour_cent(n.first / n.second)),
                         num(pour_cent(i.bas) + " à " + pour_cent(i.haut)));
        }
        return ensemble(tableau("Précision mesurée par relecture",
                                {"Tranche", "Relues", "Même personne", "Précision", "Intervalle à 95\u202F%"}, lignes),
                        p("Sur ces " + decimal(total, 0) + " paires, le modèle attendait " + decimal(attendu, 1) +
                          " vraies ; les relecteurs en ont reconnu " + decimal(ecart, 0) + "."));
    }

    Html passes() const {
        Html lignes;
        for (auto const& x : res_.passes)
            lignes += tr(th(scope("row"), x.nom), num(entier(x.paires)), num(entier(x.blocs_subdivises)),
                         num(entier(x.blocs_refuses)), num(entier(x.paires_refusees)));
        return tableau("Paires comparées par chaque passe",
                       {"Passe", "Paires", "Blocs subdivisés", "Blocs refusés", "Paires refusées"}, lignes);
    }

    std::string perte() const {
        auto const& x = e_.perte;
        if (!x.estimable())
            return "Ce que toutes les passes manquent n’est pas estimable ici : il faudrait un numéro commun aux deux "
                   "listes.";
        return "Capture-recapture sur " + entier(x.liens) +
               " liens où les deux fiches ont un numéro : " + entier(x.par_ine) + " retrouvés par le numéro, " +
               entier(x.par_le_reste) + " par les autres passes, " + entier(x.par_les_deux) +
               " par les deux. Si les deux voies sont indépendantes, " + pour_cent(x.part(), 3) +
               " des vraies paires leur échappent. Sans numéro, les autres passes en manquent " +
               pour_cent(1 - part(x.par_les_deux, x.par_ine), 3) + ".";
    }

    Html equite() const {
        Html lignes;
        for (auto const& s : e_.strates) {
            if (s.fiches == 0)
                continue;
            auto const i = wilson(static_cast<double>(s.liees), static_cast<double>(s.fiches));
            lignes += tr(th(scope("row"), s.nom), num(entier(s.fiches)), num(pour_cent(part(s.liees, s.fiches), 2)),
                         num(pour_cent(i.bas, 2) + " à " + pour_cent(i.haut, 2)),
                         num(pour_cent(part(s.douteuses, s.fiches), 2)),
                         num(decimal(s.liees ? s.faux_attendus * 10'000 / static_cast<double>(s.liees) : 0, 2)));
        }
        return ensemble(p("Un écart entre deux lignes peut venir des personnes elles-mêmes, ou de ce que leurs noms "
                          "s’écrivent moins "
                          "régulièrement. Un groupe beaucoup moins lié est à relire d’abord."),
                        tableau("Ce que deviennent les fiches de la première liste",
                                {"Groupe", "Fiches", "Liées", "Intervalle à 95\u202F%", "À vérifier",
                                 "Faux attendus pour 10\u202F000 liens"},
                                lignes));
    }

    Html exemples() const {
        auto liste = [&](std::string const& titre, std::vector<Paire> const& paires) {
            return when(!paires.empty(),
                        [&] { return ensemble(h3(titre), each(paires, [&](Paire const& x) { return exemple(x); })); });
        };
        return ensemble(liste("Paires douteuses, les plus incertaines d’abord", e_.douteux),
                        liste("Liens les moins sûrs", e_.faibles), liste("Liens pris dans toute la liste", e_.surs));
    }

    Html exemple(Paire const& x) const {
        auto const e = expliquer(r_.population, x, e_.a.at(x.a), fiche_b(x), res_);
        auto const nom = std::string(r_.population.id_a(x.a)) + " et " + std::string(id_b(x));
        Html lignes =
            tr(th(scope("row"), "A priori"), td(), td(), td("Avant de regarder les fiches"), poids_signe(e.a_priori));
        for (auto const& l : e.lignes)
            lignes += tr(th(scope("row"), libelle(l.champ)), td(l.valeur_a), td(l.valeur_b),
                         td(sans_poids(l.phrase, l.dixiemes)), poids_signe(l.dixiemes));
        if (e.correction)
            lignes += tr(th(scope("row"), "Famille"), td(), td(), td(sans_poids(e.phrase_correction, e.correction)),
                         poids_signe(e.correction));
        auto const seule = gain_un_a_un(x, e.total);
        if (seule)
            lignes += tr(th(scope("row"), "Un à un"), td(), td(), td("Une autre fiche peut prétendre à la même place"),
                         poids_signe(seule));
        lignes += tr(th(scope("row"), "Total"), td(), td(), td("Probabilité " + pour_cent(x.probabilite, 2)),
                     poids_signe(e.total + seule));
        return article(
            h4(nom), p(phrase(x.decision, x.raison)),
            tableau("Comparaison de " + nom, {"Champ", "Première", "Seconde", "Ce qui est vu", "Poids"}, lignes, 4));
    }
    /// What competition, or its absence, adds to the weight of the records alone; nothing where it no longer shows.
    static int gain_un_a_un(Paire const& x, int total) {
        constexpr double evident = 1e-5;
        if (x.probabilite < evident || x.probabilite > 1 - evident)
            return 0;
        return static_cast<int>(std::lround(10 * std::log2(x.probabilite / (1 - x.probabilite)))) - total;
    }
    static std::string phrase(Decision decision, Raison raison) {
        return decision == Decision::lien ? "Liées sans relecture." : std::string(rapprochement::phrase(raison));
    }
    static Html poids_signe(int dixiemes) { return td(clas("num"), affiche_poids(dixiemes), barre(dixiemes)); }
    /// The weight has its own column.
    static std::string sans_poids(std::string const& phrase, int dixiemes) {
        auto const poids = affiche_poids(dixiemes);
        if (!phrase.ends_with(poids))
            return phrase;
        auto const fin = phrase.find_last_not_of(" :\u00A0\u202F", phrase.size() - poids.size() - 1);
        return phrase.substr(0, fin + 1);
    }

    static Html colonnes(ListePreparee const& liste) {
        auto const ligne = [](rapprochement::Colonne const& c) {
            return tr(th(scope("row"), c.en_tete), td(std::string(libelle(c.role))), td(c.raison));
        };
        return tableau("Colonnes de " + liste.nom, {"Colonne", "Lue comme", "Parce que"},
                       each(liste.plan.colonnes, ligne));
    }

    Rapport const& r_;
    Resultat const& res_;
    Echantillon const& e_;
};

} // namespace

Relues lire_les_relues(std::string const& chemin) {
    Relues r;
    if (chemin.empty())
        return r;
    std::vector<std::string> en_tete, ligne;
    auto lecteur = ouvrir_la_liste(chemin, en_tete);
    auto place = [&](std::string_view nom) {
        auto const ou = std::ranges::find(en_tete, nom);
        if (ou == en_tete.end())
            refuser_la_liste(chemin, "il faut les colonnes id_a, id_b et reponse (oui ou non).");
        return static_cast<std::size_t>(ou - en_tete.begin());
    };
    auto const a = place("id_a"), b = place("id_b"), reponse = place("reponse");
    while (lecteur.suivante(ligne)) {
        if (std::max({a, b, reponse}) >= ligne.size())
            continue;
        if (auto const dit = base::minuscules(base::propre(ligne[reponse])); dit == "oui" || dit == "non")
            r.reponses.push_back({ligne[a], ligne[b], dit == "oui"});
    }
    return r;
}

std::string rapport_html(Rapport const& rapport, Echantillon const& echantillon) {
    return Page{rapport, echantillon}.ecrire();
}

} // namespace app
