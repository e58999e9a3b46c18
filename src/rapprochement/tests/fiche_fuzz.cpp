// Any bytes as a header and two rows: no crash, and what is shown always adds up.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/texte.hpp"
#include "rapprochement/colonnes.hpp"
#include "rapprochement/rapprochement.hpp"

using namespace rapprochement;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t n) {
    if (n > 4096)
        return 0;
    std::vector<std::string> en_tete{"id",
                                     "nom",
                                     "nom usage",
                                     "prenoms",
                                     "date de naissance",
                                     "sexe",
                                     "ine",
                                     "commune de naissance",
                                     "adresse",
                                     "code postal",
                                     "commune",
                                     "tel",
                                     "email",
                                     "nom prenom",
                                     "jour",
                                     "mois",
                                     "annee",
                                     "numero"};
    auto const lignes = base::decoupe({reinterpret_cast<char const*>(octets), n}, '\n');
    if (lignes.size() > 2)
        en_tete = base::decoupe(lignes[2], ';');
    auto const roles = reconnaitre(en_tete);
    auto const a = fiche_depuis(base::decoupe(lignes[0], ';'), roles, 0);
    auto const b = lignes.size() > 1 ? fiche_depuis(base::decoupe(lignes[1], ';'), roles, 0) : a;
    auto const e = comparer(a, b, modele_par_defaut(1000, 1000));
    int somme = e.a_priori + e.correction;
    for (auto const& ligne : e.lignes)
        somme += ligne.dixiemes;
    if (somme != e.total || !(e.probabilite >= 0 && e.probabilite <= 1) || cles_de_blocage(a).size() > 32)
        std::abort();
    (void)lier(std::vector{a, b}, std::vector{b, a}, {.fils = 1});
    return 0;
}
