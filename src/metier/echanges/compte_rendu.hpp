#pragma once
// « raccroche importer » : ce qu'il en dit, en clair et en JSON.
#include <cstdio>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "metier/echanges/lignes_sql.hpp"

namespace metier::echanges {

/// Un texte qui attend hors de la mémoire, aussi long soit-il ; rien n'en reste.
class Brouillon {
public:
    Brouillon();
    void ajouter(std::string_view texte);
    bool vide() const { return octets_ == 0; }
    /// Chaque ligne du texte commence par `marge` blancs.
    void recopier(std::ostream& sortie, std::size_t marge);

private:
    struct Ferme {
        void operator()(std::FILE* f) const { std::fclose(f); }
    };
    std::unique_ptr<std::FILE, Ferme> fichier_;
    std::size_t octets_ = 0;
};

enum class Langage { clair, json };

/// Les comptes d'un fichier, et ses lignes déjà rédigées : la mémoire ne suit pas la taille du fichier.
class CompteRendu {
public:
    CompteRendu(Importation liste, Langage langage) : liste{std::move(liste)}, langage_{langage} {}
    void dire(LigneImport const& ligne, base::Coffre const& coffre);
    std::vector<std::string> avertissements() const;
    void ecrire(std::ostream& sortie, std::size_t marge = 0);

    Importation liste;
    Comptes comptes{};
    std::string message{};
    std::optional<Id<Importation>> page{};

private:
    void ecrire_en_clair(std::ostream& sortie);
    void ecrire_en_json(std::ostream& sortie, std::size_t marge);

    Langage langage_;
    Brouillon lignes_;
    std::int64_t avec_remarques_ = 0;
};

/// Comme CompteRendu l'écrirait : un fichier refusé, ou laissé là parce qu'un autre l'est.
void ecrire_non_importe(std::ostream& sortie, std::size_t marge, std::string const& nom, std::string const& message,
                        bool refuse);

} // namespace metier::echanges
