#pragma once
// Text as people write it, and the forms we compare and sort it by (ICU behind).
#include <string>
#include <string_view>
#include <vector>

namespace base {

bool est_utf8(std::string_view octets);
/// Décode du Windows-1252 (sur-ensemble utile de l'ISO-8859-1) ; les octets non attribués deviennent U+FFFD.
std::string depuis_windows_1252(std::string_view octets);
std::string depuis_iso_8859_15(std::string_view octets);
/// NFC, blancs de début et de fin retirés, blancs multiples (insécables compris) réduits à un.
std::string propre(std::string_view utf8);
/// Forme de comparaison : majuscules A-Z et chiffres, sans accent, ligatures ouvertes (Œ = OE, ß = SS), toute
/// ponctuation changée en un blanc. « N’Diaye--Lœwe » donne « N DIAYE LOEWE ».
std::string normalise(std::string_view utf8);
/// Forme d'un en-tête de colonne : normalise() sans blanc, en minuscules (formats.md §1.1).
std::string cle_d_en_tete(std::string_view utf8);
/// Mots de la forme normalisée.
std::vector<std::string> mots(std::string_view utf8);
/// Clé de tri française, comparable octet à octet sur toutes les bases.
std::string cle_de_tri(std::string_view utf8);
std::string majuscules(std::string_view utf8);
std::string minuscules(std::string_view utf8);
/// Nombre de caractères affichés (graphèmes approchés par les points de code).
std::size_t longueur(std::string_view utf8);
/// Au plus n caractères, avec « … » si coupé.
std::string coupe(std::string_view utf8, std::size_t n);
std::vector<std::string> decoupe(std::string_view texte, char separateur);
std::string joint(std::vector<std::string> const& parties, std::string_view separateur);
/// « 12 345 » avec espaces insécables fines.
std::string nombre(long long n);
/// Accord simple : pluriel(1, "dossier") = « 1 dossier », pluriel(12, "dossier") = « 12 dossiers ».
std::string pluriel(long long n, std::string_view singulier, std::string_view pluriel = {});

} // namespace base
