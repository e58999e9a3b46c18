#pragma once
// Codes with a shape. Their only door is lire(); past it they are valid. Shapes and keys: formats.md §10.
#include <optional>
#include <string>
#include <string_view>

namespace base {

/// Unité administrative immatriculée : 7 chiffres et une lettre de contrôle (reste par 23).
class Uai {
public:
    static std::optional<Uai> lire(std::string_view texte);
    /// Même code avec la lettre qu'il devrait avoir ; rien si les sept chiffres manquent.
    static std::optional<Uai> corrige(std::string_view texte);
    std::string const& texte() const { return texte_; }
    /// Département sur trois caractères : « 035 », « 02A ».
    std::string departement() const;
    friend auto operator<=>(Uai const&, Uai const&) = default;

private:
    explicit Uai(std::string t) : texte_{std::move(t)} {}
    std::string texte_;
};

enum class FormeIne { bea, rnie, ina, autre };

/// Identifiant national élève. La forme est exigée, la clé seulement signalée (elle n'est publiée nulle part).
class Ine {
public:
    static std::optional<Ine> lire(std::string_view texte);
    std::string const& texte() const { return texte_; }
    FormeIne forme() const { return forme_; }
    /// Faux seulement pour un INE BEA dont la lettre ne correspond pas.
    bool cle_plausible() const;
    /// « ••••••••1KC »
    std::string masque() const;
    friend auto operator<=>(Ine const&, Ine const&) = default;

private:
    Ine(std::string t, FormeIne f) : texte_{std::move(t)}, forme_{f} {}
    std::string texte_;
    FormeIne forme_;
};

/// Lettre n mod 23 de l'alphabet des clés (sans I, O ni Q).
char lettre_de_controle(unsigned long long n);

/// Dix chiffres « 0612345678 » ; rien si ce n'est pas un numéro (formats.md §1.2).
std::optional<std::string> lire_telephone(std::string_view texte);
/// « 06 12 34 56 78 »
std::string affiche_telephone(std::string_view dix_chiffres);
/// Cinq caractères ; un code de quatre chiffres reçoit son zéro.
std::optional<std::string> lire_code_postal(std::string_view texte);
/// Code MEF ramené à dix chiffres.
std::optional<std::string> lire_mef(std::string_view texte);
/// Numéro de sécurité sociale : à refuser et masquer partout.
bool ressemble_a_un_nir(std::string_view texte);
std::optional<std::string> lire_courriel(std::string_view texte);
/// `` (rien), « - », « XXXX… », « 0000… » : absent (formats.md §1.2).
bool est_vide(std::string_view texte);

} // namespace base
