#include "rapprochement/index_commun.hpp"

#include <numeric>
#include <vector>

#include "rapprochement/attente.hpp"
#include "rapprochement/modele.hpp"

namespace rapprochement {
namespace {

constexpr std::uint64_t version_de_l_index = 2;

} // namespace

std::uint64_t empreinte_du_moteur() {
    using namespace std::chrono_literals;
    auto h = combine(version_de_l_index, sizeof(FicheCodee) << 32 | sizeof(Nom));
    for (auto nom : noms_des_passes)
        h = combine(h, hache(nom));
    for (std::size_t c = 0; c < nombre_de_champs; ++c)
        for (auto const& n : niveaux(Champ(c)))
            h = combine(h, hache(n.code));
    std::vector<Fiche> const temoins = {
        {.nom = "de La Tour-Maubourg",
         .nom_usage = "Ngûyen",
         .prenoms = {"Marie Thérèse", "Zoë"},
         .naissance = 2008y / 3 / 12,
         .sexe = Sexe::feminin,
         .ine = {"0123456789A", "120890123XY"},
         .commune_naissance = "St-Étienne",
         .adresse = "12 bis, av. du Gal-Leclerc",
         .code_postal = "35 000",
         .commune = "Rennes CEDEX 7",
         .telephones = {"06 12 34 56 78"},
         .courriels = {"Awa@Exemple.FR"}},
        {.nom = "O'Brien Sainte Croix", .prenoms = {"Jean-François"}, .naissance = 1999y / 12 / 31, .ine = {"SNP"}},
        {.nom = "SNP", .prenoms = {"Xavier Philippe"}, .code_postal = "2A004", .commune = "L'Haÿ-les-Roses"}};
    for (auto const& fiche : temoins) {
        Codes codes;
        auto const f = coder(fiche, codes);
        chaque_cle(codes, f, [&](unsigned passe, std::uint64_t cle) { h = combine(h, combine(passe, cle)); });
        h = combine(combine(h, f.code_sexe), combine(f.date, f.code_postal));
    }
    return h;
}

void ecrire_les_textes(SectionsEcrites& s, std::string const& nom, FondDeTextes const& textes) {
    s.section(nom + ".lettres", textes.lettres);
    s.section(nom + ".debuts", textes.debuts);
    s.section(nom + ".table", textes.table);
}

FondDeTextes textes_lus(Sections const& s, std::string const& nom) {
    return {s.texte(nom + ".lettres"), s.lire<std::uint32_t>(nom + ".debuts"), s.lire<std::uint64_t>(nom + ".table")};
}

void lire_les_fiches(Connus& c, Sections const& s) {
    c.fiches = s.lire<FicheCodee>("fiches");
    c.cles = s.texte("cles");
    c.fins = s.lire<std::uint32_t>("fins");
    c.noms = textes_lus(s, "noms");
    c.textes = textes_lus(s, "textes");
    c.noms_etudies = s.lire<Nom>("noms.etudies");
    c.numeros = s.lire<std::uint64_t>("numeros");
}

Partition partition_de(Equipe const& equipe, unsigned passe, Decoupe decoupe, Codes const& codes,
                       std::span<FicheCodee const> fiches, std::span<std::uint32_t const> lesquelles) {
    return {equipe,
            noms_des_passes[passe],
            decoupe,
            lesquelles,
            [&](std::uint32_t i, auto donner) { cles_de_la_passe(passe, codes, fiches[i], donner); },
            [&](std::uint32_t i) { annoncer_tout(fiches[i]); },
            [&](std::uint32_t i) {
                annoncer(&codes.noms[fiches[i].nom]);
                annoncer(&codes.noms[fiches[i].prenom]);
            }};
}

void ecrire_la_passe(SectionsEcrites& s, Equipe const& equipe, unsigned passe, Decoupe decoupe, Codes const& codes,
                     std::span<FicheCodee const> fiches) {
    std::vector<std::uint32_t> toutes(fiches.size());
    std::iota(toutes.begin(), toutes.end(), 0U);
    auto const partition = partition_de(equipe, passe, decoupe, codes, fiches, toutes);
    auto const nom = "passe" + std::to_string(passe);
    std::vector<std::uint64_t> debuts{0};
    std::vector<Entree> entrees, tampon;
    s.commencer(nom);
    for (std::size_t part = 0; part < decoupe.parts(); ++part) {
        partition.rassembler(part, entrees, tampon);
        s.ajouter(std::span<Entree const>(entrees));
        debuts.push_back(debuts.back() + entrees.size());
    }
    s.section(nom + ".debuts", std::span<std::uint64_t const>(debuts));
}

} // namespace rapprochement
