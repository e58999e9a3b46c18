#pragma once
// XML read as a stream over libxml2: no network, no DTD, no entity, bounded depth and size; errors in French with line
// and column.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "documents/encodage.hpp"
#include "documents/fichier_refuse.hpp"
#include "documents/flux.hpp"

namespace documents {

struct LimitesXml {
    int profondeur = 64;
    std::size_t octets_par_texte = 1 << 20;
    std::int64_t attributs = 4'000; ///< by tag
};

enum class NoeudXml { ouverture, fermeture, texte };

class LecteurXml {
public:
    explicit LecteurXml(Source source, LimitesXml limites = {});
    ~LecteurXml();
    LecteurXml(LecteurXml&&) noexcept;

    /// Next opening, closing or text; comments and blanks are passed over. <a/> gives an opening then a closing.
    bool suivant();
    NoeudXml nature() const;
    /// Name without prefix, of the element opened or closed.
    std::string_view nom() const;
    std::string_view texte() const;
    /// Attribute of the element just opened, by name without prefix.
    std::optional<std::string> attribut(std::string_view nom) const;
    /// 1 for the root.
    int profondeur() const;
    std::int64_t ligne() const;
    std::int64_t colonne() const;
    /// Right after an opening: all the text inside, children's text left out; ends on its closing.
    std::string contenu();
    /// Right after an opening: jumps to its closing.
    void passer();
    Choix const& encodage() const;

private:
    struct Interieur;
    std::unique_ptr<Interieur> p_;
};

/// What `f(reader)` finds in the first bytes alone, however long the source; in all of it if they are not enough.
template <class F>
auto d_apres_le_debut(Source const& source, F const& f) {
    constexpr std::size_t octets = 1 << 17;
    try {
        LecteurXml debut(debut_de(source, octets));
        return f(debut);
    } catch (FichierRefuse const&) { // cut too soon, or bad: the whole file tells
        LecteurXml entier(source);
        return f(entier);
    }
}

/// Name of the root element, reading no further.
std::string racine_xml(Source const& source);

} // namespace documents
