#include <algorithm>
#include <array>
#include <optional>

#include "metier/echanges/formats/siecle.hpp"

namespace metier::echanges::siecle {
namespace {

using enum Champ;
using documents::LecteurXml;
using documents::NoeudXml;

/// Celles qui donnent un sens aux codes d'un élève ; matières, programmes, professions : ignorées.
constexpr std::array<std::string_view, 7> nomenclatures_gardees{
    "MEF", "REGIME", "STATUT_ELEVE", "STATUT", "MOTIF_SORTIE", "LIEN_PARENTE", "PROVENANCE"};

class LecteurStructures final : public LecteurDExport {
public:
    explicit LecteurStructures(documents::Source source)
        : LecteurDExport(std::move(source), Format::siecle_structures) {}

private:
    bool lire(LecteurXml& xml, LigneLue& ligne) override {
        bool classe = xml.nom() == "DIVISION";
        if (!classe && xml.nom() != "GROUPE")
            return false;
        ligne = commencer(xml, Genre::division);
        auto champ_du_code = classe ? division : groupe;
        ligne.poser(champ_du_code, xml.attribut("CODE_STRUCTURE").value_or(""));
        lire_les_enfants(xml, ligne, champ_du_code);
        if (!en_tete_.uai.empty())
            dater(ligne, en_tete_);
        return true;
    }
    static void lire_les_enfants(LecteurXml& xml, LigneLue& ligne, Champ champ_du_code) {
        enfants(xml, [&](std::string const& nom) {
            if (nom == "MEFS_APPARTENANCE")
                return lire_les_mef(xml, ligne);
            auto v = valeur(xml);
            if (nom == "LIBELLE_LONG")
                ligne.poser(division_libelle, v);
            else if (nom == "CODE_STRUCTURE" && !ligne.a(champ_du_code)) // parfois en élément
                ligne.poser(champ_du_code, v);
        });
    }
    /// Une classe peut mêler plusieurs MEF : une cellule pour chacun.
    static void lire_les_mef(LecteurXml& xml, LigneLue& ligne) {
        auto niveau = xml.profondeur();
        while (xml.suivant() && !(xml.nature() == NoeudXml::fermeture && xml.profondeur() == niveau))
            if (xml.nature() == NoeudXml::ouverture && xml.nom() == "CODE_MEF")
                if (auto v = valeur(xml); !v.empty())
                    ligne.cellules.push_back({mef, v});
    }
};

class LecteurNomenclatures final : public LecteurDExport {
public:
    explicit LecteurNomenclatures(documents::Source source)
        : LecteurDExport(std::move(source), Format::siecle_nomenclatures) {}

private:
    bool lire(LecteurXml& xml, LigneLue& ligne) override {
        std::string nom(xml.nom());
        bool gardee = std::ranges::find(nomenclatures_gardees, nom) != nomenclatures_gardees.end();
        if (!gardee || xml.profondeur() < 4) // à ce niveau, un élément ; plus haut, une section du même nom
            return false;
        ligne = commencer(xml, Genre::nomenclature);
        ligne.poser(nomenclature, nom == "STATUT" ? "STATUT_ELEVE" : nom);
        for (auto attribut :
             {"CODE_" + nom, std::string("CODE_MOTIF"), std::string("CODE_PARENTE"), std::string("CODE_STATUT")})
            if (auto v = xml.attribut(attribut); v && !ligne.a(Champ::code))
                ligne.poser(Champ::code, *v);
        enfants(xml, [&](std::string const& enfant) {
            auto v = valeur(xml);
            if (enfant == "LIBELLE_COURT" || enfant == "FORMATION")
                ligne.poser(libelle_court, v);
            else if (enfant == "LIBELLE_LONG")
                ligne.poser(libelle_long, v);
            else if (enfant == "CODE_MEFSTAT")
                ligne.poser(code_mefstat, v);
            else if (enfant == "DATE_OUVERTURE")
                ligne.poser(date_ouverture, v);
            else if (enfant == "DATE_FERMETURE")
                ligne.poser(date_fermeture, v);
        });
        if (!en_tete_.uai.empty())
            dater(ligne, en_tete_);
        return ligne.a(Champ::code);
    }
};

} // namespace

std::unique_ptr<Lecteur> structures(documents::Source source) {
    return std::make_unique<LecteurStructures>(std::move(source));
}
std::unique_ptr<Lecteur> nomenclatures(documents::Source source) {
    return std::make_unique<LecteurNomenclatures>(std::move(source));
}

} // namespace metier::echanges::siecle
