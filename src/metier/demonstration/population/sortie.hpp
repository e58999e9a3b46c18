#pragma once
// Un fichier écrit au fil de l'eau, en UTF-8 ou en ISO-8859-15 (celui de SIECLE).
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace metier::demonstration {

enum class Encodage { utf8, iso_8859_15 };

class Sortie {
public:
    Sortie(std::filesystem::path const& chemin, Encodage encodage);
    ~Sortie();
    Sortie(Sortie&&) noexcept = default;

    Sortie& operator<<(std::string_view brut);
    Sortie& operator<<(long long n) { return *this << std::to_string(n); }
    /// <NOM>valeur</NOM>, rien si la valeur est vide.
    Sortie& element(std::string_view nom, std::string_view valeur);
    Sortie& xml(std::string_view texte);
    /// Une cellule et le « ; » d'après ; habillée de guillemets s'il le faut.
    Sortie& cellule(std::string_view texte);
    /// Fin de ligne CSV : le dernier « ; » n'est pas écrit.
    void fin();
    std::uintmax_t octets() const { return octets_ + tampon_.size(); }

private:
    void vider();
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> fichier_;
    std::string chemin_;
    Encodage encodage_;
    std::string tampon_;
    std::uintmax_t octets_ = 0;
};

} // namespace metier::demonstration
