// raccroche donnees generer : deux listes d'un pays inventé et leur vérité. raccroche donnees evaluer : ce que valent
// des liens.
#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <ostream>

#include "base/commande.hpp"
#include "base/texte.hpp"
#include "metier/demonstration/pays/evaluation.hpp"
#include "metier/demonstration/pays/pays.hpp"

namespace metier::demonstration {
namespace {

struct Demande {
    std::string modele = "N", source = "cfa", data, dossier;
    std::vector<std::string> taux;
    std::uint64_t eleves = 10'000, graine = 1;
    unsigned fils = 0;
};

struct Exigences {
    std::string liens, verite, erreurs;
    bool groupes = false, json = false;
    double f1 = 0, precision = 0, relecture = 1, ece = 1, ece_difficiles = 1;
    std::uint64_t fiches = 0;
};

std::string pour_cent(double part, int decimales = 2) {
    char texte[32];
    std::snprintf(texte, sizeof texte, "%.*f", decimales, 100 * part);
    std::string s = texte;
    if (auto const point = s.find('.'); point != s.npos)
        s[point] = ',';
    return s + "\u202F%";
}

int generer(Demande const& d, std::ostream& sortie) {
    ReglagesDuPays reglages{.eleves = d.eleves,
                            .graine = d.graine,
                            .modele = modele(d.modele, d.source),
                            .data = dossier_des_donnees(d.data),
                            .dossier = d.dossier,
                            .fils = d.fils};
    for (auto const& taux : d.taux) {
        auto const egal = taux.find('=');
        if (egal == taux.npos || !regler(reglages.modele, taux.substr(0, egal), std::stod(taux.substr(egal + 1))))
            throw std::invalid_argument("Taux inconnu : «\u00A0" + taux +
                                        "\u00A0». Écrivez par exemple frappe_nom=0.02 ou jumeaux=0.03.");
    }
    auto const debut = std::chrono::steady_clock::now();
    auto const bilan = generer_le_pays(reglages);
    auto const secondes = std::chrono::duration<double>(std::chrono::steady_clock::now() - debut).count();
    char duree[32];
    std::snprintf(duree, sizeof duree, "%.1f", secondes);
    sortie << "Modèle " << d.modele << "\u00A0: " << base::nombre(static_cast<long long>(d.eleves))
           << " élèves par liste, " << base::nombre(static_cast<long long>(bilan.liens)) << " dans les deux, "
           << base::nombre(static_cast<long long>(bilan.fautes)) << " fautes notées, en " << duree << " s.\n";
    return 0;
}

std::string json(Evaluation const& e) {
    char t[512];
    auto const ip = wilson(static_cast<double>(e.justes), static_cast<double>(e.liens));
    auto const ir = wilson(static_cast<double>(e.justes), static_cast<double>(e.vraies));
    std::snprintf(
        t, sizeof t,
        "{\"f1\": %.6f, \"precision\": %.6f, \"precision_intervalle\": [%.6f, %.6f], \"rappel\": %.6f, "
        "\"rappel_intervalle\": [%.6f, %.6f], \"rappel_relu\": %.6f, \"ece\": %.6f, \"ece_non_evidentes\": %.6f, ",
        e.f1(), e.precision(), ip.bas, ip.haut, e.rappel(), ir.bas, ir.haut, e.rappel_relu(), e.ece(false),
        e.ece(true));
    std::string s = t;
    for (auto const& [nom, n] : {std::pair{"vraies", e.vraies},
                                 {"liens", e.liens},
                                 {"justes", e.justes},
                                 {"douteux", e.douteux},
                                 {"douteux_justes", e.douteux_justes},
                                 {"a_relire", e.a_relire}})
        s += "\"" + std::string(nom) + "\": " + std::to_string(n) + ", ";
    s += "\"tranches\": [";
    for (auto const& x : e.tranches)
        if (x.paires > 0) {
            std::snprintf(t, sizeof t,
                          "%s{\"de\": %.3f, \"a\": %.3f, \"paires\": %.0f, \"vraies\": %.0f, \"attendues\": %.1f}",
                          s.back() == '[' ? "" : ", ", x.de, x.a, x.paires, x.vraies, x.attendues);
            s += t;
        }
    s += "], \"par_faute\": [";
    for (auto const& x : e.par_faute)
        s += std::string(s.back() == '[' ? "" : ", ") + "{\"faute\": \"" + x.faute +
             "\", \"vraies\": " + std::to_string(x.vraies) + ", \"liees\": " + std::to_string(x.liees) +
             ", \"douteuses\": " + std::to_string(x.douteuses) + "}";
    return s + "]}\n";
}

void dire(Evaluation const& e, std::uint64_t fiches, std::ostream& sortie) {
    auto ligne = [&](std::string_view nom, double part, double reussites, double essais) {
        auto const i = wilson(reussites, essais);
        sortie << nom << "\u00A0: " << pour_cent(part, 3) << " (entre " << pour_cent(i.bas, 3) << " et "
               << pour_cent(i.haut, 3) << ")\n";
    };
    auto const justes = static_cast<double>(e.justes);
    ligne("Précision", e.precision(), justes, static_cast<double>(e.liens));
    ligne("Rappel", e.rappel(), justes, static_cast<double>(e.vraies));
    sortie << "F1\u00A0: " << pour_cent(e.f1(), 3) << "\n";
    if (e.tranches.empty())
        return;
    sortie << "Rappel après relecture\u00A0: " << pour_cent(e.rappel_relu(), 3) << "\n"
           << base::pluriel(static_cast<long long>(e.douteux), "paire douteuse", "paires douteuses") << ", dont "
           << base::nombre(static_cast<long long>(e.douteux_justes)) << " vraies";
    if (fiches)
        sortie << "\u00A0; fiches à relire\u00A0: "
               << pour_cent(static_cast<double>(e.a_relire) / static_cast<double>(fiches), 3);
    sortie << "\nÉcart de calibration\u00A0: " << pour_cent(e.ece(false), 3)
           << " (paires non évidentes\u00A0: " << pour_cent(e.ece(true), 2) << ")\n";
    for (auto const& t : e.tranches)
        if (t.paires > 0)
            sortie << "  de " << pour_cent(t.de, 1) << " à " << pour_cent(t.a, 1)
                   << "\u00A0: " << base::nombre(static_cast<long long>(t.paires)) << " paires, annoncé "
                   << pour_cent(t.attendues / t.paires) << ", vrai " << pour_cent(t.vraies / t.paires) << "\n";
    for (auto const& f : e.par_faute)
        sortie << "  " << f.faute << "\u00A0: " << base::nombre(static_cast<long long>(f.vraies)) << " paires, liées "
               << pour_cent(static_cast<double>(f.liees) / static_cast<double>(f.vraies)) << ", douteuses "
               << pour_cent(static_cast<double>(f.douteuses) / static_cast<double>(f.vraies)) << "\n";
}

int evaluer_et_exiger(Exigences const& x, std::ostream& sortie, std::ostream& erreurs) {
    auto const e = x.groupes ? evaluer_les_groupes(x.liens, x.verite) : evaluer(x.liens, x.verite, x.erreurs);
    if (x.json)
        sortie << json(e);
    else
        dire(e, x.fiches, sortie);
    bool tenu = true;
    auto exiger = [&](bool condition, std::string const& quoi) {
        if (!condition)
            erreurs << "Objectif manqué\u00A0: " << quoi << ".\n";
        tenu = tenu && condition;
    };
    exiger(e.f1() >= x.f1, "F1 de " + pour_cent(x.f1, 2) + " au moins, obtenu " + pour_cent(e.f1(), 3));
    exiger(e.precision() >= x.precision,
           "précision de " + pour_cent(x.precision, 2) + " au moins, obtenue " + pour_cent(e.precision(), 4));
    auto const relues = x.fiches ? static_cast<double>(e.a_relire) / static_cast<double>(x.fiches) : 0;
    exiger(relues <= x.relecture,
           "au plus " + pour_cent(x.relecture) + " de fiches à relire, obtenu " + pour_cent(relues));
    exiger(e.ece(false) <= x.ece,
           "écart de calibration de " + pour_cent(x.ece) + " au plus, obtenu " + pour_cent(e.ece(false)));
    exiger(e.ece(true) <= x.ece_difficiles, "écart de calibration des paires non évidentes de " +
                                                pour_cent(x.ece_difficiles) + " au plus, obtenu " +
                                                pour_cent(e.ece(true)));
    return tenu ? 0 : 1;
}

} // namespace

int commande_donnees(std::vector<std::string> const& arguments, std::ostream& sortie, std::ostream& erreurs) {
    Demande d;
    Exigences x;
    CLI::App cli{"Fabriquer un pays d’élèves fictifs, ou évaluer des liens face à la vérité.", "raccroche donnees"};
    base::en_francais(cli);
    cli.require_subcommand(1);
    auto* generer_ = cli.add_subcommand("generer", "Écrire a.csv, b.csv, verite.csv et erreurs.csv");
    generer_->add_option("--eleves", d.eleves, "Élèves par liste")
        ->check(CLI::Range(1, 500'000'000))
        ->capture_default_str();
    generer_->add_option("--modele", d.modele, "N : erreurs de référence ; D : dur ; S : entre sources")
        ->check(CLI::IsMember({"N", "D", "S"}))
        ->capture_default_str();
    generer_->add_option("--source", d.source, "Modèle S : seconde liste (siei, cfa, mission_locale, papier)")
        ->check(CLI::IsMember({"siei", "cfa", "mission_locale", "papier"}));
    generer_->add_option("--taux", d.taux, "Changer un taux, par exemple frappe_nom=0.02 (répétable)");
    generer_->add_option("--graine", d.graine, "La même graine donne les mêmes octets")->capture_default_str();
    generer_->add_option("--data", d.data, "Dossier des données publiques du dépôt");
    generer_->add_option("--fils", d.fils, "Nombre de fils d’exécution (0 : tous)");
    generer_->add_option("-o,--sortie", d.dossier, "Dossier où écrire")->required();
    auto* evaluer_ = cli.add_subcommand("evaluer", "Précision, rappel, calibration, et les objectifs à tenir");
    evaluer_->add_option("liens", x.liens, "liens.csv, ou groupes.csv avec --groupes")->required();
    evaluer_->add_option("--verite", x.verite, "id_a,id_b ; ou id,entité avec --groupes")->required();
    evaluer_->add_option("--erreurs", x.erreurs, "erreurs.csv : rappel par genre de faute");
    evaluer_->add_option("--fiches", x.fiches, "Fiches de la première liste, pour la part à relire");
    evaluer_->add_flag("--groupes", x.groupes, "Des groupes d’un seul fichier");
    evaluer_->add_flag("--json", x.json, "En JSON");
    evaluer_->add_option("--f1", x.f1, "F1 exigé, entre 0 et 1");
    evaluer_->add_option("--precision", x.precision, "Précision exigée");
    evaluer_->add_option("--relecture", x.relecture, "Part de fiches à relire, au plus");
    evaluer_->add_option("--ece", x.ece, "Écart de calibration sur toutes les paires rendues, au plus");
    evaluer_->add_option("--ece-difficiles", x.ece_difficiles,
                         "Écart de calibration des paires non évidentes, au plus");
    if (auto fini = base::lire_arguments(cli, arguments, sortie, erreurs))
        return *fini;
    try {
        return *generer_ ? generer(d, sortie) : evaluer_et_exiger(x, sortie, erreurs);
    } catch (std::exception const& e) { // un nom, un dossier ou un disque de qui demande
        erreurs << e.what() << "\n";
        return 2;
    }
}

} // namespace metier::demonstration
