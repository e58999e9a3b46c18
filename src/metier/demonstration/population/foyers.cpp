#include "metier/demonstration/population/foyers.hpp"

#include <cctype>

namespace metier::demonstration {
namespace {

constexpr std::string_view voies[] = {"rue",   "rue",     "rue",    "rue",   "avenue",
                                      "allée", "impasse", "chemin", "place", "boulevard"};
constexpr std::string_view noms_de_voie[] = {
    "des Aulnes",       "des Bruyères",       "du Champ-Rond",   "de la Fontaine-aux-Fées",
    "des Genêts",       "du Grand-Chêne",     "des Hortensias",  "de l’Île-Verte",
    "des Jonquilles",   "du Lavoir-Neuf",     "des Mésanges",    "du Moulin-Blanc",
    "des Noisetiers",   "de l’Orée",          "des Pommiers",    "du Puits-Clair",
    "des Quatre-Vents", "de la Rosée",        "des Sternes",     "du Tertre-Gris",
    "des Violettes",    "de la Vallée-Haute", "du Vieux-Cidre",  "des Ajoncs",
    "de la Brume",      "des Cormorans",      "du Dolmen-Bleu",  "des Embruns",
    "du Four-Rouge",    "de la Grève-Longue", "des Hirondelles", "des Ifs",
    "du Korrigan",      "de la Lande-Rase",   "des Marronniers", "du Nid-d’Aigle",
    "des Ormes",        "du Pré-Joli",        "de la Source",    "des Tilleuls"};

Responsable responsable(Monde const& m, std::uint32_t foyer, Parente parente, Sexe sexe, std::string nom, int ne_en) {
    auto h = m.hasard(0xF1 + static_cast<std::uint64_t>(sexe), foyer);
    Responsable r;
    r.id = std::uint64_t{foyer} * 4 + static_cast<std::uint64_t>(sexe);
    r.parente = parente;
    r.sexe = sexe;
    r.nom_famille = std::move(nom);
    r.prenom = m.frequences.prenom(h, sexe, ne_en);
    r.telephone = h.chance(0.95) ? telephone_fictif(h, h.chance(0.9)) : "";
    r.courriel = h.chance(0.85) ? courriel_fictif(r.prenom, r.nom_famille, h) : "";
    return r;
}

} // namespace

Adresse adresse_fictive(Commune const& commune, Hasard& h) {
    auto ligne = std::to_string(1 + h.entier(commune.population > 10'000 ? 180 : 60));
    if (h.chance(0.06))
        ligne += " bis";
    ligne.append(" ").append(h.parmi(voies)).append(" ").append(h.parmi(noms_de_voie));
    return {std::move(ligne), commune.code_postal, commune.nom, commune.insee};
}

std::string courriel_fictif(std::string_view prenom, std::string_view nom, Hasard& hasard) {
    std::string texte;
    for (auto c : sans_accent(prenom) + "." + std::string{nom})
        texte += std::isalnum(static_cast<unsigned char>(c)) || c == '.' ? static_cast<char>(std::tolower(c)) : '-';
    return texte + std::to_string(hasard.entier(1'000)) + "@exemple.invalid";
}

Adresse autre_adresse(Monde const& m, std::uint32_t foyer, std::uint64_t version) {
    auto h = m.hasard(0xAD0 + version, foyer);
    auto const bassin = m.territoire.communes[m.foyers[foyer].commune].bassin;
    auto const autre = static_cast<std::uint16_t>(h.entier(static_cast<std::uint32_t>(m.territoire.communes.size())));
    bool const proche = m.territoire.communes[autre].bassin == bassin;
    return adresse_fictive(m.territoire.communes[proche ? autre : m.foyers[foyer].commune], h);
}

FoyerDecrit decrire_foyer(Monde const& m, std::uint32_t rang) {
    auto const& foyer = m.foyers[rang];
    auto h = m.hasard(0xF0, rang);
    FoyerDecrit f;
    f.adresse = adresse_fictive(m.territoire.communes[foyer.commune], h);
    f.nom_du_pere = m.frequences.nom(h);
    f.nom_de_la_mere = m.frequences.nom(h);
    auto const tirage = h.reel();
    f.nom_des_enfants = tirage < 0.09   ? f.nom_du_pere + (h.chance(0.3) ? "-" : " ") + f.nom_de_la_mere
                        : tirage < 0.21 ? f.nom_de_la_mere
                                        : f.nom_du_pere;

    auto const ne_en = foyer.naissance_ainee - 24 - static_cast<int>(h.entier(15));
    auto const famille = h.reel();
    if (famille < 0.015) {
        auto const sexe = h.chance(0.5) ? Sexe::feminin : Sexe::masculin;
        f.responsables.push_back(responsable(m, rang, famille < 0.008 ? Parente::ascendant : Parente::tuteur, sexe,
                                             f.nom_de_la_mere, ne_en - 15));
        f.responsables.back().adresse = f.adresse;
        return f;
    }
    bool const mere = famille < 0.98, pere = famille >= 0.115, separes = mere && pere && h.chance(0.27);
    if (mere)
        f.responsables.push_back(responsable(m, rang, Parente::mere, Sexe::feminin, f.nom_de_la_mere, ne_en));
    if (mere && pere && !separes && h.chance(0.45))
        f.responsables.back().nom_usage = f.nom_du_pere;
    if (pere)
        f.responsables.push_back(responsable(m, rang, Parente::pere, Sexe::masculin, f.nom_du_pere, ne_en - 2));
    for (auto& r : f.responsables)
        r.adresse = f.adresse;
    if (separes)
        f.responsables.back().adresse = autre_adresse(m, rang, 0);
    return f;
}

} // namespace metier::demonstration
