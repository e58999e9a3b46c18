#include "metier/pilotage/pages.hpp"

#include <algorithm>

#include "web/chart.hpp"
#include "web/parts/fiche.hpp"

namespace metier::pilotage {

using namespace web;

namespace {

constexpr std::size_t lignes_au_plus = 20; // cinq ventilations sur une page : elle doit rester légère
constexpr std::size_t barres_au_plus = 20;

Html ou_lien(std::optional<Lien> const& l, std::string const& texte) {
    return l ? a(href(*l), texte) : ensemble(texte);
}

Html valeur_ouverte(Valeur const& v, OuvrirLignes const& ouvrir, Ventilation par, std::string const& cle) {
    if (v.masquee)
        return span(titre("Moins de personnes que le seuil du secret statistique"), "secret");
    auto l = v.taux.n > 0 ? ouvrir({numerateur(v.indicateur), par, cle}) : std::nullopt;
    return ou_lien(l, affiche(v));
}

Html definition_unique(DefinitionFigee const& d) {
    return ensemble(
        p(d.texte),
        definitions({web::definition("Numérateur", d.numerateur), web::definition("Dénominateur", d.denominateur),
                     web::definition("Unité", d.unite), web::definition("Source", d.source),
                     web::definition("Version", ensemble(d.version, ", depuis le ", d.depuis))}));
}

} // namespace

Html entonnoir_du(Bilan const& b, OuvrirLignes const& ouvrir) {
    std::vector<Barre> barres;
    std::vector<std::string> cachees;
    Html liens;
    for (auto const& e : b.entonnoir) {
        if (!e.personnes) {
            cachees.push_back(e.libelle);
            continue;
        }
        barres.push_back({e.libelle, static_cast<double>(*e.personnes), nombre(*e.personnes)});
        if (auto m = lire_code<Mesure>(e.code); m && *e.personnes > 0)
            if (auto l = ouvrir({*m, Ventilation::aucune, ""}))
                liens += li(a(href(*l), e.libelle, "\u00a0: ", nombre(*e.personnes)));
    }
    Html secret;
    if (!cachees.empty()) {
        std::string texte = "Étapes non montrées (secret statistique)\u00a0: ";
        for (std::size_t i = 0; i < cachees.size(); ++i)
            texte += (i ? ", " : "") + cachees[i];
        secret = p(texte + ".");
    }
    return section(h2("De l’an dernier à la solution"),
                   web::entonnoir({"Entonnoir de la campagne",
                                   "Du nombre d’inscrits l’an dernier au nombre de jeunes aujourd’hui en solution.",
                                   "Étape", "Personnes"},
                                  barres),
                   secret, when(!liens.empty(), ensemble(h3("Ouvrir les lignes"), ul(liens))));
}

Html indicateurs_du(Bilan const& b, OuvrirLignes const& ouvrir) {
    Html lignes;
    for (auto const& v : b.ensemble) {
        auto d = std::ranges::find(b.definitions, code(v.indicateur), &DefinitionFigee::code);
        lignes += tr(th(scope("row"), std::string(code(v.indicateur)), " ", std::string(libelle(v.indicateur))),
                     td(clas("num"), valeur_ouverte(v, ouvrir, Ventilation::aucune, "")),
                     td(v.masquee ? std::string("secret") : renseignement(v.taux)),
                     td(d == b.definitions.end() ? Html{} : aide("Définition", definition_unique(*d))));
    }
    return section(h2("Indicateurs"),
                   tableau("Indicateurs I-01 à I-07",
                           {{"Indicateur"}, {"Valeur", "", "num"}, {"Taux de renseignement"}, {"Ce qu’il mesure"}},
                           lignes));
}

namespace {

std::string sous_titre(Tableau const& t) {
    if (!t.renseignes)
        return "Taux de renseignement\u00a0: secret.";
    return "Renseigné pour " + affiche(*t.renseignes) + " présumés.";
}

std::vector<Ligne> les_plus_grandes(Tableau const& t) {
    if (t.lignes.size() <= lignes_au_plus)
        return t.lignes;
    auto lignes = t.lignes;
    std::ranges::stable_sort(lignes, std::greater{}, [](Ligne const& l) { return l.presumes.value_or(0); });
    lignes.resize(lignes_au_plus);
    return lignes;
}

Html tableau_de(Tableau const& t, OuvrirLignes const& ouvrir,
                std::function<std::optional<Lien>(std::string const&)> const& etablissement) {
    auto nom = std::string(libelle(t.par));
    auto montrees = les_plus_grandes(t);
    std::vector<Colonne> colonnes{{nom}, {"Présumés", "", "num"}};
    for (auto i :
         {Indicateur::i03, Indicateur::i04, Indicateur::i04b, Indicateur::i05, Indicateur::i06, Indicateur::i07})
        colonnes.push_back({std::string(libelle(i)), "", "num"});
    Html lignes;
    std::vector<Barre> barres_;
    for (auto const& l : montrees) {
        auto ici = t.par == Ventilation::etablissement && !l.cle.empty() ? etablissement(l.cle) : std::nullopt;
        lignes += tr(
            th(scope("row"), ou_lien(ici, l.libelle)),
            td(clas("num"), l.presumes ? ou_lien(ouvrir({Mesure::presumes, t.par, l.cle}), nombre(*l.presumes))
                                       : Html{ensemble("secret")}),
            each(l.valeurs, [&](Valeur const& v) { return td(clas("num"), valeur_ouverte(v, ouvrir, t.par, l.cle)); }));
        if (l.presumes && barres_.size() < barres_au_plus)
            barres_.push_back({l.libelle, static_cast<double>(*l.presumes), nombre(*l.presumes)});
    }
    if (t.lignes_masquees)
        lignes +=
            tr(th(scope("row"), nombre(t.lignes_masquees), t.lignes_masquees > 1 ? " autres lignes" : " autre ligne"),
               td(attr("colspan", 7), "secret statistique"));
    auto trop = t.lignes.size() > lignes_au_plus ? p("Les ", lignes_au_plus, " plus grandes lignes sur ",
                                                     t.lignes.size(), "\u00a0; l’export les donne toutes.")
                                                 : Html{};
    return section(h3("Par ", nom), p(sous_titre(t)), tableau("Indicateurs par " + nom, colonnes, lignes), trop,
                   when(!barres_.empty(), barres({"Présumés sortis par " + nom,
                                                  "Nombre de présumés de chaque ligne montrée.", nom, "Présumés"},
                                                 barres_)));
}

} // namespace

Html tableaux_du(Bilan const& b, OuvrirLignes const& ouvrir,
                 std::function<std::optional<Lien>(std::string const&)> const& etablissement) {
    return section(h2("Ventilations"), each(b.tableaux, [&](Tableau const& t) {
                       return t.lignes.empty() && t.lignes_masquees == 0 ? Html{}
                                                                         : tableau_de(t, ouvrir, etablissement);
                   }));
}

Html methode(Bilan const& b) {
    return aide(
        "Comment ces chiffres sont faits",
        ensemble(p("Chaque jeune compte une fois par indicateur. Les chiffres se recalculent depuis les faits datés, "
                   "tels qu’ils étaient connus pour le ",
                   b.au, "."),
                 p("Un taux dont le dénominateur est inférieur à ", b.seuil,
                   " n’est pas montré (secret statistique, R-60)\u00a0; d’autres cases sont cachées avec lui quand une "
                   "soustraction permettrait de le retrouver."),
                 p("Le taux de renseignement dit sur combien de présumés on sait répondre.")));
}

} // namespace metier::pilotage
