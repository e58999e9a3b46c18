#pragma once
// Ce que partagent les exports XML de SIECLE (formats.md §2).
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "documents/xml.hpp"
#include "metier/echanges/formats/lecteurs.hpp"

namespace metier::echanges::siecle {

/// Format d'une racine connue ; lève FichierRefuse pour une racine inconnue ou d'un autre usage.
Format format_de_la_racine(std::string const& racine, std::string const& fichier);

/// Juste après l'ouverture de PARAMETRES.
void lire_parametres(documents::LecteurXml& xml, EnTeteFichier& en_tete);
/// En-tête lu sans aller plus loin.
EnTeteFichier en_tete_rapide(documents::Source const& source, Format format);

/// Appelle f(nom) pour chaque élément enfant de celui qui vient de s'ouvrir ; f lit l'enfant jusqu'à sa fermeture.
template <class F>
void enfants(documents::LecteurXml& xml, F&& f) {
    auto niveau = xml.profondeur();
    while (xml.suivant() && !(xml.nature() == documents::NoeudXml::fermeture && xml.profondeur() == niveau))
        if (xml.nature() == documents::NoeudXml::ouverture)
            f(std::string(xml.nom()));
}

/// Texte de l'élément ouvert, blancs de complément retirés ; vide s'il dit « rien ».
std::string valeur(documents::LecteurXml& xml);
/// UAI et année du fichier, pour qu'une ligne se suffise.
void dater(LigneLue& ligne, EnTeteFichier const& en_tete);
/// Lignes d'adresse, code postal et commune d'un bloc ADRESSE, sur « 12 rue X, Bât. C ».
struct Adresse {
    std::string lignes, code_postal, commune;
};
Adresse lire_adresse(documents::LecteurXml& xml);
/// Refuse un fichier dont les tables de renvoi ne tiennent pas en mémoire.
void borner(std::size_t n, std::string const& fichier);

/// Un enregistrement après l'autre : qui hérite dit lesquels, et ce qu'il en garde. À la création, seul le début du
/// fichier est lu : une analyse de plusieurs secondes n'attend personne.
class LecteurDExport : public Lecteur {
public:
    EnTeteFichier const& en_tete() const override { return en_tete_; }
    bool suivante(LigneLue& ligne) override;

protected:
    LecteurDExport(documents::Source source, Format format);
    /// Ce qu'une première lecture retient de chaque élément ouvert, si les sections se renvoient l'une à l'autre.
    virtual std::function<void(documents::LecteurXml&)> renvois_a_lire() { return {}; }
    /// Juste après une ouverture : lit l'enregistrement, ou passe la section ; faux si ce n'est pas un enregistrement.
    virtual bool lire(documents::LecteurXml& xml, LigneLue& ligne) = 0;
    /// Numérotée dans le fichier, située par sa ligne.
    LigneLue commencer(documents::LecteurXml const& xml, Genre genre) const;

    documents::Source const source_;
    EnTeteFichier en_tete_;

private:
    void commencer_la_lecture();
    std::optional<documents::LecteurXml> xml_;
    std::int64_t rendues_ = 0;
};

std::unique_ptr<Lecteur> eleves(documents::Source source);
std::unique_ptr<Lecteur> responsables(documents::Source source);
std::unique_ptr<Lecteur> structures(documents::Source source);
std::unique_ptr<Lecteur> nomenclatures(documents::Source source);

} // namespace metier::echanges::siecle
