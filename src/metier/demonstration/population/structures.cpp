// Ce qui s'appuie sur les établissements : districts, CIO, missions locales, PSAD, réseaux FOQUALE.
#include <algorithm>
#include <unordered_map>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/demonstration/population/lecture.hpp"
#include "metier/demonstration/population/monde.hpp"

namespace metier::demonstration {
namespace {

class Implantation {
public:
    explicit Implantation(Monde& monde) : m_{monde}, t_{monde.territoire} {}
    void districts();
    void structures(std::filesystem::path const& data);

private:
    std::size_t chef_lieu(std::size_t bassin) const;
    Structure structure(std::string nom, std::size_t bassin) const;

    Monde& m_;
    Territoire& t_;
};

std::size_t Implantation::chef_lieu(std::size_t bassin) const {
    std::size_t meilleure = 0;
    int population = -1;
    for (std::size_t i = 0; i < t_.communes.size(); ++i)
        if (t_.communes[i].bassin == bassin && t_.communes[i].population > population)
            population = t_.communes[meilleure = i].population;
    return meilleure;
}

/// Une douzaine de collèges voisins (par code postal) font un district, nommé d'après son plus gros établissement.
void Implantation::districts() {
    for (std::size_t b = 0; b < t_.bassins.size(); ++b) {
        std::vector<std::size_t> ici;
        std::size_t colleges = 0;
        for (std::size_t e = 0; e < t_.etablissements.size(); ++e)
            if (t_.etablissements[e].bassin == b) {
                ici.push_back(e);
                colleges += t_.etablissements[e].type == Type::college;
            }
        std::stable_sort(ici.begin(), ici.end(), [&](auto x, auto y) {
            return t_.etablissements[x].code_postal < t_.etablissements[y].code_postal;
        });
        auto const combien = std::max<std::size_t>(1, colleges / 12);
        auto const premier = t_.districts.size();
        t_.districts.resize(premier + combien);
        std::vector<double> plus_gros(combien, -1);
        for (std::size_t i = 0; i < ici.size(); ++i) {
            auto const rang = i * combien / ici.size();
            auto& e = t_.etablissements[ici[i]];
            e.district = premier + rang;
            auto& district = t_.districts[e.district];
            district.bassin = b;
            if (m_.effectifs[ici[i]] > plus_gros[rang]) {
                plus_gros[rang] = m_.effectifs[ici[i]];
                district.nom = combien == 1 ? t_.bassins[b].nom
                                            : t_.bassins[b].nom + " " + std::to_string(rang + 1) + " – " + e.commune;
            }
        }
    }
}

Structure Implantation::structure(std::string nom, std::size_t bassin) const {
    auto const& commune = t_.communes[chef_lieu(bassin)];
    auto h = m_.hasard(0x57, cle(nom));
    Structure s;
    s.adresse = std::to_string(1 + h.entier(40)) + " rue de l’Avenir";
    s.code_postal = commune.code_postal;
    s.commune = commune.nom;
    s.telephone = telephone_fictif(h, false);
    s.courriel = base::minuscules(base::joint(base::mots(nom), "-")) + "@structure.invalid";
    s.nom = std::move(nom);
    s.bassin = bassin;
    return s;
}

void Implantation::structures(std::filesystem::path const& data) {
    std::unordered_map<std::string, std::size_t> par_insee;
    for (std::size_t c = 0; c < t_.communes.size(); ++c)
        par_insee.emplace(t_.communes[c].insee, c);
    lire_table(data / "annuaire_education_35.csv.gz",
               {"Type_etablissement", "Identifiant_de_l_etablissement", "Nom_etablissement", "Adresse_1", "Code postal",
                "Code_commune", "Nom_commune"},
               [&](Cases c) {
                   auto const commune = par_insee.find(std::string{c[5]});
                   if (c[0] != "Information et orientation" || commune == par_insee.end())
                       return;
                   auto s = structure("CIO " + base::de_ce_lieu(c[6]), t_.communes[commune->second].bassin);
                   s.uai = std::string{c[1]};
                   s.adresse = std::string{c[3]};
                   s.code_postal = std::string{c[4]};
                   s.commune = std::string{c[6]};
                   t_.cio.push_back(std::move(s));
               });
    for (std::size_t b = 0; b < t_.bassins.size(); ++b) {
        auto const& nom = t_.bassins[b].nom;
        auto const& centre = t_.communes[chef_lieu(b)];
        m_.maternites.push_back({centre.insee, centre.nom});
        if (std::none_of(t_.cio.begin(), t_.cio.end(), [&](auto const& s) { return s.bassin == b; }))
            t_.cio.push_back(structure("CIO " + base::de_ce_lieu(nom), b));
        t_.missions_locales.push_back(structure("Mission locale du pays " + base::de_ce_lieu(nom), b));
        t_.psad.push_back(structure("PSAD " + base::de_ce_lieu(nom), b));
        auto reseau = structure("Réseau FOQUALE " + base::de_ce_lieu(nom), b);
        double plus_gros = -1;
        for (std::size_t e = 0; e < t_.etablissements.size(); ++e) {
            auto const& etab = t_.etablissements[e];
            bool const lycee = etab.type == Type::lycee_general || etab.type == Type::lycee_polyvalent ||
                               etab.type == Type::lycee_professionnel;
            if (etab.bassin == b && lycee && !etab.prive && m_.effectifs[e] > plus_gros) {
                plus_gros = m_.effectifs[e];
                reseau.tete = e;
            }
        }
        t_.reseaux_foquale.push_back(std::move(reseau));
    }
}

} // namespace

void lire_structures(Monde& monde, std::filesystem::path const& data) {
    Implantation implantation{monde};
    implantation.districts();
    implantation.structures(data);
}

} // namespace metier::demonstration
