#include "metier/echanges/importer_options.hpp"

namespace metier::echanges {
namespace {

constexpr std::string_view mode_d_emploi = R"(raccroche importer FICHIER… [options]

Importe une ou plusieurs listes (SIECLE, CFA, Affelnet, RIO/SIEI, mission locale, tableau CSV ou XLSX). Le format est
reconnu au contenu. Plusieurs fichiers sont pris dans le bon ordre : nomenclatures, classes, élèves, responsables, autres.

  --essai             montre ce qui changerait, sans rien écrire
  --json              écrit le plan en JSON : un objet pour un fichier, un tableau d’objets pour plusieurs
  --nature NATURE     eleves, apprentis, affectation, decrocheurs ou mission_locale, si rien dans le tableau ne le dit
  --liste-siei        comme --nature decrocheurs : jeunes présumés sortis (RIO, SIEI)
  --source NOM        qui envoie la liste : « Mission locale de Val-Clair »
  --uai UAI           établissement, si le fichier ne le dit pas
  --annee ANNÉE       année scolaire attendue : 2026 ou 2026-2027
  --jour DATE         jour de la liste, pour compter les âges (aujourd’hui sinon)
  --colonnes FICHIER  JSON : {"En-tête du fichier": "champ", …} ; "" pour ignorer une colonne. Retenu pour cet
                      expéditeur.
  --confirmer         répond oui aux confirmations (fichier plus ancien, chute du nombre d’élèves…)

Rend 0 si tout est appliqué, 1 si des lignes sont refusées (les autres sont appliquées), 2 si un fichier est refusé :
rien n’en est écrit, ni des fichiers qui devaient le suivre. Les lignes douteuses ne sont jamais appliquées seules : elles se tranchent dans la page Listes reçues.
)";

} // namespace

std::string_view mode_d_emploi_d_importer() { return mode_d_emploi; }

Options lire_les_options(std::vector<std::string> const& args) {
    Options o;
    for (std::size_t n = 0; n < args.size(); ++n) {
        auto const& a = args[n];
        auto valeur = [&]() -> std::string {
            if (n + 1 < args.size())
                return args[++n];
            o.erreur = "L’option " + a + " attend une valeur.";
            return {};
        };
        auto exiger = [&](bool lu, std::string const& quoi) {
            if (!lu && o.erreur.empty())
                o.erreur = "La valeur de " + a + " n’est pas reconnue : " + quoi + ".";
        };
        if (a == "--essai")
            o.essai = true;
        else if (a == "--json")
            o.en_json = true;
        else if (a == "--confirmer")
            o.confirmer = true;
        else if (a == "--aide" || a == "--help" || a == "-h")
            o.aide = true;
        else if (a == "--liste-siei")
            o.modele.nature = Nature::decrocheurs;
        else if (a == "--nature")
            exiger((o.modele.nature = base::lire_code<Nature>(valeur())).has_value(),
                   "eleves, apprentis, affectation, decrocheurs, mission_locale");
        else if (a == "--source")
            o.modele.expediteur = valeur();
        else if (a == "--uai" || a == "--etablissement")
            exiger((o.modele.uai = base::Uai::lire(valeur())).has_value(), "sept chiffres et une lettre juste");
        else if (a == "--annee")
            exiger((o.modele.annee = base::AnneeScolaire::lire(valeur())).has_value(), "2026 ou 2026-2027");
        else if (a == "--jour")
            exiger((o.modele.jour = base::lire_date(valeur())).has_value(), "05/10/2026");
        else if (a == "--colonnes")
            o.colonnes = valeur();
        else if (a.starts_with("-") && a != "-")
            o.erreur = "Option inconnue : " + a + ".";
        else
            o.fichiers.push_back(a);
    }
    if (o.fichiers.empty() && o.erreur.empty() && !o.aide)
        o.erreur = "Indiquez au moins un fichier.";
    return o;
}

} // namespace metier::echanges
