#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <unordered_map>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "metier/demonstration/population/lecture.hpp"
#include "metier/demonstration/population/monde.hpp"

namespace metier::demonstration {
namespace {

bool retenu(Taille taille, std::string_view departement, std::string_view bassin) {
    switch (taille) {
    case Taille::essai: return departement == "035" && (bassin == "Redon" || bassin == "Vitré");
    case Taille::bassin: return departement == "035" && bassin != "Rennes";
    case Taille::departement: return departement == "035";
    case Taille::academie: return true;
    }
    return false;
}

class Lecteur {
public:
    Lecteur(Monde& monde, std::filesystem::path data) : m_{monde}, t_{monde.territoire}, data_{std::move(data)} {}

    void tout() {
        bassins();
        communes();
        annuaire();
        second_degre();
        effectifs();
        agricole();
        cfa();
        ecarter_les_vides();
    }

private:
    void bassins();
    void communes();
    void annuaire();
    void second_degre();
    void effectifs();
    void agricole();
    void cfa();
    void ecarter_les_vides();
    std::optional<std::size_t> situer(Etablissement& e) const;
    Etablissement* ajouter(Etablissement e);

    Monde& m_;
    Territoire& t_;
    std::filesystem::path data_;
    std::unordered_map<std::string, std::size_t> bassin_de_zone_, par_insee_, par_code_postal_, par_nom_, par_uai_;
};

void Lecteur::bassins() {
    std::unordered_map<std::string, std::string> noms;
    lire_table(data_ / "departements.csv", {"code3", "departement"}, [&](Cases c) { noms.emplace(c[0], c[1]); });
    std::unordered_map<std::string, std::size_t> vus;
    lire_table(data_ / "bassins_bretagne.csv", {"departement", "zone_emploi", "code", "nom"}, [&](Cases c) {
        if (!retenu(m_.options.taille, c[0], c[3]))
            return;
        if (t_.departements.empty() || t_.departements.back().code != c[0])
            t_.departements.push_back({std::string{c[0]}, noms[std::string{c[0]}]});
        auto const [ou, neuf] = vus.try_emplace(std::string{c[2]}, t_.bassins.size());
        if (neuf)
            t_.bassins.push_back({std::string{c[2]}, std::string{c[3]}, t_.departements.size() - 1});
        bassin_de_zone_.emplace(std::string{c[0]}.append(c[1]), ou->second);
    });
}

void Lecteur::communes() {
    std::vector<double> poids;
    lire_table(
        data_ / "communes.csv.gz", {"code_insee", "nom", "codes_postaux", "departement", "population", "zone_emploi"},
        [&](Cases c) {
            auto const population = entier(c[4]);
            if (population >= 15'000) {
                m_.lieux.push_back({std::string{c[0]}, std::string{c[1]}});
                poids.push_back(population);
            }
            auto const bassin = bassin_de_zone_.find("0" + std::string{c[3]}.append(c[5]));
            if (bassin == bassin_de_zone_.end() || c[2].empty())
                return;
            auto const ici = t_.communes.size();
            auto const code_postal = std::string{c[2].substr(0, 5)};
            t_.communes.push_back({std::string{c[0]}, std::string{c[1]}, code_postal, bassin->second, population});
            par_insee_.emplace(c[0], ici);
            par_nom_.emplace(base::normalise(c[1]), ici);
            for (std::size_t i = 0; i + 5 <= c[2].size(); i += 6)
                par_code_postal_.try_emplace(std::string{c[2].substr(i, 5)}, ici);
        });
    m_.tirage_des_lieux = Tirage{poids};
}

/// Bassin d'un établissement d'après son code INSEE, sa commune ou son code postal ; complète l'adresse.
std::optional<std::size_t> Lecteur::situer(Etablissement& e) const {
    auto ou = par_insee_.find(e.insee);
    auto connu = ou != par_insee_.end();
    if (!connu)
        connu = (ou = par_nom_.find(base::normalise(e.commune))) != par_nom_.end();
    if (!connu)
        connu = (ou = par_code_postal_.find(e.code_postal)) != par_code_postal_.end();
    if (!connu)
        return std::nullopt;
    auto const& commune = t_.communes[ou->second];
    e.insee = commune.insee;
    e.commune = commune.nom;
    if (e.code_postal.empty())
        e.code_postal = commune.code_postal;
    return commune.bassin;
}

Etablissement* Lecteur::ajouter(Etablissement e) {
    auto const bassin = situer(e);
    if (!bassin || !base::Uai::lire(e.uai) || !par_uai_.try_emplace(e.uai, t_.etablissements.size()).second)
        return nullptr;
    auto h = m_.hasard(0xE7AB, cle(e.uai));
    e.bassin = *bassin;
    e.telephone = telephone_fictif(h, false);
    e.courriel = "contact." + base::minuscules(e.uai) + "@etablissement.invalid";
    t_.etablissements.push_back(std::move(e));
    m_.effectifs.push_back(0);
    m_.risque.push_back(1);
    return &t_.etablissements.back();
}

std::optional<Type> type_de_nature(std::string_view nature) {
    if (nature == "COLLEGE")
        return Type::college;
    if (nature.starts_with("LYCEE PROF") || nature.starts_with("SECTION D ENSEIGNEMENT PROF"))
        return Type::lycee_professionnel;
    if (nature == "LYCEE POLYVALENT")
        return Type::lycee_polyvalent;
    if (nature.starts_with("LYCEE") || nature.starts_with("SECTION ENSEIGT GENERAL"))
        return Type::lycee_general;
    if (nature.starts_with("ETAB REGIONAL"))
        return Type::erea;
    return std::nullopt;
}

void Lecteur::annuaire() {
    lire_table(data_ / "annuaire_education_35.csv.gz",
               {"Identifiant_de_l_etablissement", "Nom_etablissement", "libelle_nature", "Statut_public_prive",
                "Adresse_1", "Code postal", "Code_commune", "Nom_commune", "latitude", "longitude", "Segpa",
                "Nombre_d_eleves"},
               [&](Cases c) {
                   auto const type = type_de_nature(c[2]);
                   auto const nom = base::normalise(c[1]);
                   if (!type || nom.find(" HC ") != nom.npos || nom.find("HORS CONTRAT") != nom.npos)
                       return;
                   Etablissement e{.uai = std::string{c[0]},
                                   .nom = std::string{c[1]},
                                   .type = *type,
                                   .prive = c[3] != "Public",
                                   .segpa = c[10] == "1",
                                   .adresse = std::string{c[4]},
                                   .code_postal = std::string{c[5]},
                                   .commune = std::string{c[7]},
                                   .insee = std::string{c[6]},
                                   .latitude = {},
                                   .longitude = {},
                                   .telephone = {},
                                   .courriel = {},
                                   .siret = {},
                                   .formations = {}};
                   if (!c[8].empty()) {
                       e.latitude = reel(c[8]);
                       e.longitude = reel(c[9]);
                   }
                   if (ajouter(std::move(e)))
                       m_.effectifs.back() = entier(c[11]);
               });
}

void Lecteur::second_degre() {
    lire_table(
        data_ / "etablissements_2d_bretagne.csv.gz",
        {"uai", "type", "nom", "secteur", "adresse", "code_postal", "commune", "code_insee", "lat", "lon", "candidats",
         "taux_acces"},
        [&](Cases c) {
            auto ou = par_uai_.find(std::string{c[0]});
            if (ou == par_uai_.end()) {
                auto const type = c[1] == "COLLEGE" ? Type::college
                                  : c[1] == "LGT"   ? Type::lycee_general
                                  : c[1] == "LPO"   ? Type::lycee_polyvalent
                                                    : Type::lycee_professionnel;
                bool const prive = c[3] == "prive";
                Etablissement e{.uai = std::string{c[0]},
                                .nom = nom_lisible(c[2]),
                                .type = type,
                                .prive = prive,
                                .segpa = type == Type::college && !prive && entier(c[0].substr(3, 4)) % 5 == 0,
                                .adresse = std::string{c[4]},
                                .code_postal = std::string{c[5]},
                                .commune = nom_lisible(c[6]),
                                .insee = std::string{c[7]},
                                .latitude = {},
                                .longitude = {},
                                .telephone = {},
                                .courriel = {},
                                .siret = {},
                                .formations = {}};
                if (!c[8].empty()) {
                    e.latitude = reel(c[8]);
                    e.longitude = reel(c[9]);
                }
                if (!ajouter(std::move(e)))
                    return;
                ou = par_uai_.find(std::string{c[0]});
            }
            auto const college = c[1] == "COLLEGE";
            auto& effectif = m_.effectifs[ou->second];
            if (effectif == 0)
                effectif = entier(c[10]) * (college ? 4.1 : 3.2);
            if (auto const taux = reel(c[11]); taux > 0)
                m_.risque[ou->second] = std::clamp((100 - taux) / (college ? 9 : c[1] == "LP" ? 38 : 13), 0.4, 2.2);
        });
}

void Lecteur::effectifs() {
    lire_table(data_ / "effectifs_second_degre_35.csv.gz",
               {"Annee_scolaire", "Numero_d_etablissement", "Nombre_d_eleves"}, [&](Cases c) {
                   auto const ou = par_uai_.find(std::string{c[1]});
                   if (ou != par_uai_.end() && c[0] == "2019-2020" && m_.effectifs[ou->second] == 0)
                       m_.effectifs[ou->second] = entier(c[2]);
               });
}

/// « 2 Allée de la Hodeyère 35500 Vitré » : ligne, code postal, commune.
void couper_l_adresse(std::string_view adresse, Etablissement& e) {
    for (std::size_t i = adresse.size() < 6 ? 0 : adresse.size() - 6; i > 0; --i) {
        auto const code = adresse.substr(i, 5);
        if (adresse[i - 1] == ' ' &&
            std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; })) {
            e.adresse = base::propre(adresse.substr(0, i));
            e.code_postal = std::string{code};
            e.commune = base::propre(adresse.substr(i + 5));
            return;
        }
    }
}

void Lecteur::agricole() {
    lire_table(data_ / "reseaux_agri_mfr_bretagne.csv.gz", {"reseau", "uai", "raison_sociale", "enseigne", "adresse"},
               [&](Cases c) {
                   bool const mfr = c[0] == "mfr" || c[2].find("FAMILIALE") != c[2].npos;
                   Etablissement e;
                   e.uai = std::string{c[1]};
                   e.nom = nom_lisible(c[3].empty() ? c[2] : c[3]);
                   e.type = mfr ? Type::mfr : Type::lycee_agricole;
                   e.prive = mfr || c[2].find("PUBLIC") == c[2].npos;
                   couper_l_adresse(c[4], e);
                   if (ajouter(std::move(e)))
                       m_.effectifs.back() = mfr ? 110 : 210;
               });
}

void Lecteur::cfa() {
    lire_table(data_ / "organismes_apprentissage_bretagne.csv.gz",
               {"uai", "siret", "raison_sociale", "enseigne", "commune", "adresse"}, [&](Cases c) {
                   if (auto const ou = par_uai_.find(std::string{c[0]}); ou != par_uai_.end()) {
                       t_.etablissements[ou->second].siret = c[1];
                       return;
                   }
                   Etablissement e;
                   e.uai = std::string{c[0]};
                   e.nom = nom_lisible(c[3].empty() ? c[2] : c[3]);
                   e.type = Type::cfa;
                   e.prive = true;
                   e.siret = std::string{c[1]};
                   couper_l_adresse(c[5], e);
                   e.commune = std::string{c[4]};
                   if (auto* cree = ajouter(std::move(e))) {
                       auto h = m_.hasard(0xCFA, cle(cree->uai));
                       m_.effectifs.back() = 30 + h.entier(130);
                   }
               });
}

void Lecteur::ecarter_les_vides() {
    std::vector<Etablissement> gardes;
    std::vector<double> effectifs, risque;
    for (std::size_t i = 0; i < t_.etablissements.size(); ++i) {
        if (m_.effectifs[i] < 20)
            continue;
        gardes.push_back(std::move(t_.etablissements[i]));
        effectifs.push_back(m_.effectifs[i]);
        risque.push_back(m_.risque[i]);
    }
    t_.etablissements = std::move(gardes);
    m_.effectifs = std::move(effectifs);
    m_.risque = std::move(risque);
}

} // namespace

void lire_territoire(Monde& monde, std::filesystem::path const& data) { Lecteur{monde, data}.tout(); }

std::string nom_lisible(std::string_view nom) {
    std::string sortie;
    bool debut = true;
    for (auto c : base::minuscules(base::propre(nom))) {
        sortie += debut ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        debut = c == ' ' || c == '-' || c == '\'' || c == '(' || c == '.';
    }
    for (auto [de, a] : {std::pair<std::string_view, std::string_view>{"College", "Collège"},
                         {"Lycee", "Lycée"},
                         {"Prive", "privé"},
                         {" De ", " de "},
                         {" Du ", " du "},
                         {" Des ", " des "},
                         {" La ", " la "},
                         {"General", "général"},
                         {"Metiers", "métiers"},
                         {" Et ", " et "},
                         {" D'", " d'"}})
        for (std::size_t i = 0; (i = sortie.find(de, i)) != sortie.npos; i += a.size())
            sortie.replace(i, de.size(), a);
    return sortie;
}

std::string telephone_fictif(Hasard& hasard, bool mobile) {
    auto numero = (mobile ? "06399800" : "01990000") + std::string{};
    auto const n = hasard.entier(10'000);
    numero.resize(6);
    for (auto d : {1000U, 100U, 10U, 1U})
        numero += static_cast<char>('0' + n / d % 10);
    return numero;
}

} // namespace metier::demonstration
