#include "metier/echanges/formats/correspondance.hpp"

#include <algorithm>
#include <functional>

#include "base/codes.hpp"
#include "base/date.hpp"
#include "base/texte.hpp"

namespace metier::echanges {
namespace {

bool est_un_ine(std::string const& v) {
    auto ine = base::Ine::lire(v);
    return ine && ine->forme() != base::FormeIne::autre;
}

struct Forme {
    Champ champ;
    std::function<bool(std::string const&)> convient;
};

/// De la forme la plus reconnaissable à la moins sûre.
std::vector<Forme> const& formes() {
    static std::vector<Forme> const liste{
        {Champ::ine, est_un_ine},
        {Champ::uai, [](auto const& v) { return base::Uai::lire(v).has_value(); }},
        {Champ::courriel, [](auto const& v) { return base::lire_courriel(v).has_value(); }},
        {Champ::naissance,
         [](auto const& v) {
             auto jour = base::lire_date(v);
             return jour && jour->year() >= std::chrono::year{1990} && jour->year() <= std::chrono::year{2020};
         }},
        {Champ::mef, [](auto const& v) { return v.size() == 11 && base::lire_mef(v).has_value(); }},
        {Champ::telephone, [](auto const& v) { return v.size() >= 10 && base::lire_telephone(v).has_value(); }},
    };
    return liste;
}

/// Une colonne a une forme si presque toutes ses valeurs l'ont.
std::optional<Champ> champ_du_contenu(std::vector<std::string> const& valeurs) {
    if (valeurs.size() < 2)
        return std::nullopt;
    for (auto const& forme : formes()) {
        auto n = static_cast<std::size_t>(std::ranges::count_if(valeurs, forme.convient));
        if (n * 10 >= valeurs.size() * 9)
            return forme.champ;
    }
    return std::nullopt;
}

std::vector<std::string> valeurs_de(std::size_t colonne, std::vector<std::vector<std::string>> const& lignes) {
    std::vector<std::string> valeurs;
    for (auto const& l : lignes)
        if (colonne < l.size() && !base::est_vide(base::propre(l[colonne])))
            valeurs.push_back(base::propre(l[colonne]));
    return valeurs;
}

std::vector<std::string> exemples_de(std::vector<std::string> const& valeurs) {
    std::vector<std::string> exemples;
    for (auto const& v : valeurs)
        if (exemples.size() < 3 && std::ranges::find(exemples, v) == exemples.end())
            exemples.push_back(base::ressemble_a_un_nir(v) ? "[numéro retiré]" : base::coupe(v, 40));
    return exemples;
}

/// « Nom et prénom » fusionné au-dessus de deux colonnes : le nom, puis le prénom.
void separer_un_titre_fusionne(Proposition& p, std::vector<std::vector<std::string>> const& valeurs) {
    for (std::size_t i = 0; i + 1 < p.colonnes.size(); ++i) {
        auto &nom = p.colonnes[i], &suite = p.colonnes[i + 1];
        if (nom.champ != Champ::nom_et_prenom || !base::propre(suite.en_tete).empty() || valeurs[i + 1].empty())
            continue;
        nom.champ = Champ::nom_famille;
        suite.champ = Champ::prenom;
        suite.raison = Raison::contenu;
    }
}

/// « Établissement d'origine » peut donner son nom, ou son UAI.
void reconnaitre_les_uai(Proposition& p, std::vector<std::vector<std::string>> const& valeurs) {
    for (std::size_t i = 0; i < p.colonnes.size(); ++i)
        if (auto& c = p.colonnes[i]; c.champ == Champ::etablissement_origine)
            if (champ_du_contenu(valeurs[i]) == Champ::uai &&
                std::ranges::find(p.colonnes, std::optional{Champ::uai_origine}, &ColonneProposee::champ) ==
                    p.colonnes.end())
                c.champ = Champ::uai_origine;
}

} // namespace

bool Correspondance::convient(std::vector<std::string> const& en_tetes) const {
    return std::ranges::equal(
        colonnes, en_tetes, {}, [](Colonne const& c) { return base::cle_d_en_tete(c.en_tete); },
        [](std::string const& t) { return base::cle_d_en_tete(t); });
}

Correspondance Correspondance::dans_l_ordre_de(Correspondance const& autre) const {
    Correspondance rangee{.colonnes = autre.colonnes, .feuille = autre.feuille};
    auto restantes = colonnes;
    for (auto& c : rangee.colonnes) {
        auto ou = std::ranges::find(restantes, base::cle_d_en_tete(c.en_tete),
                                    [](Colonne const& x) { return base::cle_d_en_tete(x.en_tete); });
        c.champ = ou == restantes.end() ? std::nullopt : ou->champ;
        if (ou != restantes.end())
            restantes.erase(ou);
    }
    return rangee;
}

Correspondance Proposition::correspondance() const {
    Correspondance c{.colonnes = {}, .feuille = feuille};
    for (auto const& colonne : colonnes)
        c.colonnes.push_back({colonne.en_tete, colonne.champ});
    return c;
}

Proposition proposer(std::vector<std::string> const& en_tetes, std::vector<std::vector<std::string>> const& lignes) {
    Proposition p;
    std::vector<Champ> pris;
    auto libre = [&](Champ champ) { return std::ranges::find(pris, champ) == pris.end(); };
    std::vector<std::vector<std::string>> valeurs;
    for (std::size_t i = 0; i < en_tetes.size(); ++i) {
        valeurs.push_back(valeurs_de(i, lignes));
        ColonneProposee c{
            .en_tete = en_tetes[i], .champ = {}, .raison = Raison::aucune, .exemples = exemples_de(valeurs[i])};
        bool nir = std::ranges::any_of(valeurs[i], base::ressemble_a_un_nir);
        if (nir || jamais_garde(en_tetes[i])) {
            c.raison = Raison::jamais_garde;
            c.exemples.clear(); // ce qu'on ne garde pas, on ne le montre pas non plus
        } else if (auto champ = champ_de_l_en_tete(en_tetes[i]); champ && libre(*champ)) {
            c.champ = champ;
            c.raison = Raison::en_tete;
            pris.push_back(*champ);
        }
        p.colonnes.push_back(std::move(c));
    }
    separer_un_titre_fusionne(p, valeurs);
    reconnaitre_les_uai(p, valeurs);
    for (std::size_t i = 0; i < en_tetes.size(); ++i)
        if (auto& c = p.colonnes[i]; c.raison == Raison::aucune)
            if (auto champ = champ_du_contenu(valeurs[i]); champ && libre(*champ)) {
                c.champ = champ;
                c.raison = Raison::contenu;
                pris.push_back(*champ);
            }
    return p;
}

} // namespace metier::echanges
