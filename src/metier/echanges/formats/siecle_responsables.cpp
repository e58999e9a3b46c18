#include <optional>
#include <unordered_map>

#include "metier/echanges/formats/examen_de_ligne.hpp"
#include "metier/echanges/formats/siecle.hpp"

namespace metier::echanges::siecle {
namespace {

using enum Champ;
using documents::LecteurXml;
using documents::NoeudXml;

/// Éléments de PERSONNE gardés. CODE_PROFESSION n'y est pas.
std::unordered_map<std::string, Champ> const& elements() {
    static std::unordered_map<std::string, Champ> const table{
        {"NOM_DE_FAMILLE", responsable_nom},
        {"NOM_USAGE", responsable_nom_usage},
        {"PRENOM", responsable_prenom},
        {"LC_CIVILITE", responsable_civilite},
        {"TEL_PORTABLE", responsable_telephone},
        {"TEL_PERSONNEL", responsable_telephone2},
        {"TEL_PROFESSIONNEL", responsable_telephone3},
        {"MEL", responsable_courriel},
        {"ACCEPTE_SMS", accepte_sms},
    };
    return table;
}

struct Personne {
    std::vector<Cellule> cellules;
    std::string adresse_id;
};

/// Première lecture : personnes et adresses ; la seconde rend un lien élève-responsable par ligne.
struct Renvois {
    std::unordered_map<std::string, Personne> personnes;
    std::unordered_map<std::string, Adresse> adresses;

    void lire(LecteurXml& xml, std::string const& fichier) {
        if (xml.nom() == "PERSONNE")
            lire_une_personne(xml);
        else if (xml.nom() == "ADRESSE") {
            auto id = xml.attribut("ADRESSE_ID").value_or("");
            adresses.try_emplace(id, lire_adresse(xml));
        }
        borner(personnes.size() + adresses.size(), fichier);
    }

private:
    void lire_une_personne(LecteurXml& xml) {
        auto id = xml.attribut("PERSONNE_ID").value_or("");
        LigneLue ligne;
        std::string ancien_nom;
        Personne p;
        enfants(xml, [&](std::string const& nom) {
            auto v = valeur(xml);
            if (auto ou = elements().find(nom); ou != elements().end())
                ligne.poser(ou->second, v);
            else if (nom == "NOM")
                ancien_nom = v;
            else if (nom == "ADRESSE_ID")
                p.adresse_id = v;
        });
        if (!ligne.a(responsable_nom))
            ligne.poser(responsable_nom, ancien_nom);
        p.cellules = std::move(ligne.cellules);
        if (!id.empty()) // sans numéro, aucun lien ne peut la désigner
            personnes.try_emplace(id, std::move(p));
    }
};

class LecteurResponsables final : public LecteurDExport {
public:
    explicit LecteurResponsables(documents::Source source)
        : LecteurDExport(std::move(source), Format::siecle_responsables) {}

private:
    std::function<void(LecteurXml&)> renvois_a_lire() override {
        return [this](LecteurXml& xml) { renvois_.lire(xml, source_.nom); };
    }
    bool lire(LecteurXml& xml, LigneLue& ligne) override {
        if (xml.nom() == "PERSONNES" || xml.nom() == "ADRESSES")
            xml.passer();
        if (xml.nom() != "RESPONSABLE_ELEVE")
            return false;
        lire_un_lien(xml, ligne);
        return true;
    }
    void lire_un_lien(LecteurXml& xml, LigneLue& ligne) {
        ligne = commencer(xml, Genre::responsable);
        std::string personne_id, ancien_niveau;
        enfants(xml, [&](std::string const& nom) {
            auto v = valeur(xml);
            if (nom == "ELEVE_ID")
                ligne.poser(eleve_id, v);
            else if (nom == "PERSONNE_ID")
                personne_id = v;
            else if (nom == "CODE_PARENTE")
                ligne.poser(responsable_parente, v);
            else if (nom == "NIVEAU_RESPONSABILITE")
                ligne.poser(responsable_niveau, v);
            else if (nom == "RESP_LEGAL")
                ancien_niveau = v;
        });
        dater(ligne, en_tete_);
        ligne.poser(responsable_rang, ancien_niveau);
        if (!ligne.a(responsable_niveau) && !ancien_niveau.empty()) // avant 2016 : 1 et 2 légaux, 0 contact
            ligne.poser(responsable_niveau, ancien_niveau == "0" ? "3" : "1");
        joindre(ligne, personne_id);
        retirer_les_nir(ligne);
    }
    void joindre(LigneLue& ligne, std::string const& personne_id) const {
        auto p = renvois_.personnes.find(personne_id);
        if (p == renvois_.personnes.end()) {
            ligne.anomalies.push_back(
                {.code = "L-14",
                 .message = personne_id.empty() ? "Ce lien ne dit pas quel responsable il désigne (PERSONNE_ID)."
                                                : "Ce lien renvoie à un responsable qui n’est pas dans le fichier.",
                 .de_lecture = true});
            return;
        }
        ligne.cellules.insert(ligne.cellules.end(), p->second.cellules.begin(), p->second.cellules.end());
        auto a = renvois_.adresses.find(p->second.adresse_id);
        if (a == renvois_.adresses.end())
            return;
        ligne.poser(responsable_adresse, a->second.lignes);
        ligne.poser(responsable_code_postal, a->second.code_postal);
        ligne.poser(responsable_commune, a->second.commune);
    }

    Renvois renvois_;
};

} // namespace

std::unique_ptr<Lecteur> responsables(documents::Source source) {
    return std::make_unique<LecteurResponsables>(std::move(source));
}

} // namespace metier::echanges::siecle
