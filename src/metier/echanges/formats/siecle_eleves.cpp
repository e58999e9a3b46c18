#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "base/texte.hpp"
#include "metier/echanges/formats/examen_de_ligne.hpp"
#include "metier/echanges/formats/siecle.hpp"

namespace metier::echanges::siecle {
namespace {

using enum Champ;
using documents::LecteurXml;
using documents::NoeudXml;

/// Éléments de ELEVE gardés. CODE_PAYS_NAT (nationalité) n'y est pas, et n'y sera pas.
std::unordered_map<std::string, Champ> const& elements() {
    static std::unordered_map<std::string, Champ> const table{
        {"ID_NATIONAL", ine},
        {"INE_BEA", ine_bea},
        {"INE_RNIE", ine_rnie},
        {"ELENOET", elenoet},
        {"NOM_DE_FAMILLE", nom_famille},
        {"NOM_USAGE", nom_usage},
        {"PRENOM", prenom},
        {"PRENOM2", prenom2},
        {"PRENOM3", prenom3},
        {"DATE_NAISS", naissance},
        {"CODE_SEXE", sexe},
        {"CODE_PAYS", pays_naissance},
        {"CODE_DEPARTEMENT_NAISS", departement_naissance},
        {"CODE_COMMUNE_INSEE_NAISS", commune_naissance},
        {"VILLE_NAISS", ville_naissance},
        {"DOUBLEMENT", doublement},
        {"CODE_MEF", mef},
        {"CODE_STATUT", statut},
        {"CODE_REGIME", regime},
        {"DATE_ENTREE", date_entree},
        {"DATE_SORTIE", date_sortie},
        {"CODE_MOTIF_SORTIE", motif_sortie},
        {"DATE_MODIFICATION", date_modification},
        {"TEL_PORTABLE", telephone},
        {"TEL_PERSONNEL", telephone2},
        {"TEL_PROFESSIONNEL", telephone3},
        {"MEL", courriel},
        {"ACCEPTE_SMS", accepte_sms},
    };
    return table;
}

/// Première lecture : la classe et l'adresse de chacun (les sections viennent dans un ordre quelconque).
struct Renvois {
    std::unordered_map<std::string, std::string const*> classe_de; ///< par ELEVE_ID
    std::unordered_map<std::string, Adresse> adresses;             ///< par ADRESSE_ID

    void lire(LecteurXml& xml, std::string const& fichier) {
        if (xml.nom() == "STRUCTURES_ELEVE")
            lire_les_structures(xml);
        else if (xml.nom() == "ADRESSE")
            lire_une_adresse(xml);
        else if (xml.nom() == "ELEVE" || xml.nom() == "OPTION")
            xml.passer();
        borner(classe_de.size() + adresses.size(), fichier);
    }

private:
    void lire_les_structures(LecteurXml& xml) {
        auto eleve = xml.attribut("ELEVE_ID").value_or("");
        enfants(xml, [&](std::string const&) {
            std::string code_structure, type;
            enfants(xml, [&](std::string const& nom) {
                if (nom == "CODE_STRUCTURE")
                    code_structure = valeur(xml);
                else if (nom == "TYPE_STRUCTURE")
                    type = valeur(xml);
                else
                    xml.passer();
            });
            if (type == "D" && !code_structure.empty()) // le groupe (G) peut venir avant la division
                classe_de.try_emplace(eleve, &*classes_.insert(code_structure).first);
        });
    }
    std::unordered_set<std::string> classes_; ///< quelques centaines, pour des milliers d'élèves
    void lire_une_adresse(LecteurXml& xml) {
        auto id = xml.attribut("ADRESSE_ID").value_or("");
        adresses.try_emplace(id, lire_adresse(xml));
    }
};

/// SCOLARITE_AN_DERNIER porte elle aussi un CODE_MEF : ne pas le confondre avec celui de l'année.
void lire_l_an_dernier(LecteurXml& xml, LigneLue& ligne) {
    std::string type, nom_propre;
    enfants(xml, [&](std::string const& nom) {
        auto v = valeur(xml);
        if (nom == "CODE_MEF")
            ligne.poser(mef_origine, v);
        else if (nom == "CODE_STRUCTURE")
            ligne.poser(classe_origine, v);
        else if (nom == "CODE_RNE")
            ligne.poser(uai_origine, v);
        else if (nom == "DENOM_PRINC")
            type = v;
        else if (nom == "DENOM_COMPL")
            nom_propre = v;
    });
    ligne.poser(etablissement_origine, base::propre(type + " " + nom_propre));
}

void lire_l_annee_en_cours(LecteurXml& xml, LigneLue& ligne) {
    enfants(xml, [&](std::string const& nom) {
        auto v = valeur(xml);
        if (nom == "CODE_MEF" && !ligne.a(mef))
            ligne.poser(mef, v);
        else if (nom == "CODE_DIVISION" && !ligne.a(division))
            ligne.poser(division, v);
    });
}

class LecteurEleves final : public LecteurDExport {
public:
    explicit LecteurEleves(documents::Source source) : LecteurDExport(std::move(source), Format::siecle_eleves) {}

private:
    std::function<void(LecteurXml&)> renvois_a_lire() override {
        return [this](LecteurXml& xml) { renvois_.lire(xml, source_.nom); };
    }
    bool lire(LecteurXml& xml, LigneLue& ligne) override {
        if (xml.nom() == "OPTIONS" || xml.nom() == "STRUCTURES" || xml.nom() == "ADRESSES")
            xml.passer();
        if (xml.nom() != "ELEVE")
            return false;
        lire_un_eleve(xml, ligne);
        return true;
    }
    void lire_un_eleve(LecteurXml& xml, LigneLue& ligne) {
        ligne = commencer(xml, Genre::eleve);
        auto id = xml.attribut("ELEVE_ID").value_or("");
        auto numero = xml.attribut("ELENOET").value_or("");
        ligne.poser(eleve_id, id);
        dater(ligne, en_tete_);
        std::string adresse_id, ancien_nom, autre_telephone;
        enfants(xml, [&](std::string const& nom) {
            if (nom == "SCOLARITE_AN_DERNIER")
                return lire_l_an_dernier(xml, ligne);
            if (nom == "SCOLARITE_ACTIVE")
                return lire_l_annee_en_cours(xml, ligne);
            auto v = valeur(xml);
            if (auto ou = elements().find(nom); ou != elements().end())
                ligne.poser(ou->second, v);
            else if (nom == "NOM")
                ancien_nom = v;
            else if (nom == "TELEPHONE")
                autre_telephone = v;
            else if (nom == "ADRESSE_ID")
                adresse_id = v;
        });
        completer(ligne, elenoet, numero);
        completer(ligne, nom_famille, ancien_nom);
        completer(ligne, telephone, autre_telephone);
        if (auto ou = renvois_.classe_de.find(id); ou != renvois_.classe_de.end())
            ligne.poser(division, *ou->second);
        if (auto ou = renvois_.adresses.find(adresse_id); ou != renvois_.adresses.end())
            poser_l_adresse(ligne, ou->second);
        retirer_les_nir(ligne);
        ines_.signaler(ligne);
    }
    static void completer(LigneLue& ligne, Champ champ, std::string const& v) {
        if (!ligne.a(champ))
            ligne.poser(champ, v);
    }
    static void poser_l_adresse(LigneLue& ligne, Adresse const& a) {
        ligne.poser(adresse, a.lignes);
        ligne.poser(code_postal, a.code_postal);
        ligne.poser(commune, a.commune);
    }

    Renvois renvois_;
    InesVus ines_;
};

} // namespace

std::unique_ptr<Lecteur> eleves(documents::Source source) { return std::make_unique<LecteurEleves>(std::move(source)); }

} // namespace metier::echanges::siecle
