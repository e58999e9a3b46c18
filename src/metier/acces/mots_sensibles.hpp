#pragma once
// R-71 à R-73 : mots que personne ne voudrait lire dans son dossier. Avertit avant d'enregistrer, ne bloque jamais.
// Liste locale, sans réseau ni apprentissage.
#include <string>
#include <string_view>
#include <vector>

namespace metier::acces {

struct MotSensible {
    std::string mot;       ///< tel qu'il est écrit
    std::size_t debut = 0; ///< en octets, dans le texte
    std::size_t longueur = 0;
    std::string_view categorie; ///< « Santé ou diagnostic »
    std::string_view conseil;   ///< que faire à la place
};
std::vector<MotSensible> mots_sensibles(std::string_view texte);
/// La liste, pour avertir pendant la saisie : « DEPRESSI* » couvre les mots qui commencent ainsi.
struct MotDeLaListe {
    std::string_view mot, conseil;
};
std::vector<MotDeLaListe> liste_de_mots();
/// Une phrase pour l'avertissement ; vide si rien.
std::string avertissement(std::vector<MotSensible> const& mots);

} // namespace metier::acces
