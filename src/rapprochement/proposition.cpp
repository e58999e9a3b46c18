// A role for each column, from its header, then from its values: what is said, what is seen, and what is honest to
// doubt.
#include <algorithm>
#include <cmath>

#include "base/texte.hpp"
#include "rapprochement/proposition.hpp"

namespace rapprochement {
namespace {

constexpr double mots_d_un_nom = 6.5; // « Maria Alice da Carvalho dos Santos Silva »; titles are longer

} // namespace

std::string pour_cent(double part) { return std::to_string(std::lround(100 * part)) + "\u202F%"; }

Plan Proposition::faire() {
    d_apres_les_en_tetes();
    date_en_trois();
    for (std::size_t c = 0; c < colonnes.size(); ++c)
        verifier(c);
    une_seule_adresse();
    d_apres_les_valeurs();
    noms_en_une_colonne();
    ages_d_apres_les_dates();
    return {.colonnes = std::move(colonnes), .remarques = std::move(remarques)};
}

void Proposition::donner(std::size_t c, Role role, std::string raison) {
    colonnes[c].role = role;
    colonnes[c].raison = std::move(raison);
}

void Proposition::douter(std::size_t c, std::string const& raison) {
    remarques.push_back("colonne «\u00A0" + colonnes[c].en_tete + "\u00A0»\u00A0: " + raison + ".");
    donner(c, Role::ignoree, raison);
}

void Proposition::d_apres_les_en_tetes() {
    auto const parts = reconnaitre(en_tete);
    for (std::size_t c = 0; c < en_tete.size(); ++c) {
        auto const sens = sens_de_l_en_tete(en_tete[c]);
        colonnes.push_back({.en_tete = en_tete[c], .role = parts[c]});
        if (parts[c] != Role::ignoree)
            colonnes[c].raison = sens.sur ? "en-tête connu" : "mots de l’en-tête";
        secondaires.push_back(sens.secondaire);
        compris.push_back(sens.compris);
        profils.push_back(profil(lignes, c));
    }
}

void Proposition::verifier(std::size_t c) {
    auto const& p = profils[c];
    if (p.remplies < assez_de_cases)
        return a_peine_rempli(c);
    switch (colonnes[c].role) {
    case Role::naissance: dater(c); break;
    case Role::annee:
        if (p.distinctes == 1 && !contient(Role::mois))
            donner(c, Role::ignoree, "la même année à toutes les lignes");
        else
            dater(c);
        break;
    case Role::jour: borner(c, p.des_jours, "jours"); break;
    case Role::mois: borner(c, p.des_mois, "mois"); break;
    case Role::sexe:
        if (p.sexes < 0.5 && p.distinctes > 4)
            douter(c, "ses valeurs ne sont pas des sexes, elle ne sert pas");
        break;
    case Role::nom:
    case Role::nom_usage:
    case Role::prenom:
    case Role::nom_et_prenom:
        if (p.mots > mots_d_un_nom || p.lettres < souvent)
            douter(c, "ses valeurs ne ressemblent pas à des noms de personnes, elle ne sert pas");
        break;
    case Role::age:
        if (p.entiers < la_plupart || p.des_ages < presque_toutes)
            douter(c, "ses valeurs ne sont pas des âges, elle ne sert pas");
        break;
    case Role::courriel:
        if (p.courriels < souvent)
            douter(c, "ses valeurs ne sont pas des adresses électroniques, elle ne sert pas");
        break;
    case Role::numero_de_rue:
        if (p.uniques() && !contient(Role::adresse))
            donner(c, Role::ignoree, "un numéro différent à chaque ligne, sans rue à côté");
        break;
    default: break;
    }
}

void Proposition::a_peine_rempli(std::size_t c) {
    if (auto const [forme, part] = forme_des_dates(profils[c]); colonnes[c].role == Role::naissance && part > 0)
        colonnes[c].forme = forme;
    else
        colonnes[c].forme = FormeDeDate::jour_mois_annee;
}

void Proposition::borner(std::size_t c, double part, std::string const& quoi) {
    if (profils[c].entiers > la_plupart && part < presque_toutes)
        douter(c, "ses valeurs ne sont pas des " + quoi + ", elle ne sert pas");
}

void Proposition::une_seule_adresse() {
    for (auto role : {Role::adresse, Role::code_postal, Role::commune, Role::nom, Role::prenom, Role::nom_et_prenom}) {
        auto principale = [&](std::size_t c) { return colonnes[c].role == role && !secondaires[c]; };
        bool trouvee = false;
        for (std::size_t c = 0; c < colonnes.size(); ++c)
            trouvee = trouvee || principale(c);
        for (std::size_t c = 0; trouvee && c < colonnes.size(); ++c)
            if (colonnes[c].role == role && secondaires[c])
                donner(c, Role::ignoree, "une autre colonne dit mieux la même chose");
    }
    if (contient(Role::nom) && contient(Role::prenom))
        for (std::size_t c = 0; c < colonnes.size(); ++c)
            if (colonnes[c].role == Role::nom_et_prenom)
                donner(c, Role::ignoree, "le nom et le prénom ont déjà leurs colonnes");
}

void Proposition::d_apres_les_valeurs() {
    for (std::size_t c = 0; c < colonnes.size(); ++c) {
        auto const& p = profils[c];
        if (colonnes[c].role != Role::ignoree || !colonnes[c].raison.empty() || p.remplies < assez_de_cases)
            continue;
        if (p.courriels > presque_toutes)
            donner(c, Role::courriel, pour_cent(p.courriels) + " d’adresses électroniques");
        else if (p.telephones > presque_toutes && sans_mot(c))
            donner(c, Role::telephone, pour_cent(p.telephones) + " de numéros de téléphone");
        else if (p.sexes > presque_toutes && p.entiers < 0.1 && p.distinctes <= 4 && p.distinctes >= 2 &&
                 !contient(Role::sexe))
            donner(c, Role::sexe, "deux valeurs de sexe");
        else if (p.prenoms > souvent && p.lettres > presque_toutes && !contient(Role::prenom) &&
                 !contient(Role::nom_et_prenom) && p.deux_mots < 0.5)
            donner(c, Role::prenom, pour_cent(p.prenoms) + " de prénoms courants");
    }
    if (!contient(Role::naissance) && !contient(Role::annee))
        une_date_sans_nom();
    if (!contient(Role::nom) && !contient(Role::nom_et_prenom) && !contient(Role::prenom))
        deux_colonnes_de_noms();
    if (!contient(Role::nom) && contient(Role::prenom))
        le_nom_pres_du_prenom();
    if (!contient(Role::nom) && !contient(Role::nom_et_prenom) && !contient(Role::prenom))
        des_noms_entiers();
    if (!contient(Role::nom) && !contient(Role::nom_et_prenom) && !contient(Role::prenom) && contient(Role::naissance))
        des_noms_d_ailleurs();
}

Plan proposer(std::span<std::string const> en_tete, std::span<std::vector<std::string> const> echantillon) {
    return Proposition{.en_tete = en_tete, .lignes = echantillon}.faire();
}

std::string pourquoi_pas_des_personnes(Plan const& plan) {
    std::vector<std::string> lues;
    bool donnees_en_tete = false;
    auto contient = [&](std::initializer_list<Role> voulus) {
        return std::ranges::any_of(voulus, [&](auto role) {
            return std::ranges::find(plan.colonnes, role, &Colonne::role) != plan.colonnes.end();
        });
    };
    if (contient({Role::prenom}) && contient({Role::naissance, Role::telephone, Role::courriel}))
        return {};
    for (auto const& c : plan.colonnes) {
        if (c.role == Role::nom || c.role == Role::nom_et_prenom || c.role == Role::ine || c.role == Role::nom_usage)
            return {};
        lues.push_back("«\u00A0" + base::coupe(c.en_tete, 30) + "\u00A0»");
        donnees_en_tete = donnees_en_tete || lire_date(c.en_tete, FormeDeDate::jour_mois_annee) ||
                          c.en_tete.find('@') != c.en_tete.npos;
    }
    if (lues.size() > 12) {
        lues.resize(12);
        lues.emplace_back("…");
    }
    auto texte = "aucune colonne de nom n’a été reconnue parmi " + base::joint(lues, ", ") + ". ";
    if (donnees_en_tete)
        return texte +
               "La première ligne ressemble à une fiche\u00A0: ajoutez au-dessus une ligne avec le nom des colonnes.";
    for (auto const& remarque : plan.remarques)
        texte += "La " + remarque + " ";
    return texte +
           "Ce programme rapproche des personnes. Si ce sont bien des personnes, nommez les colonnes par exemple "
           "«\u00A0nom\u00A0», «\u00A0prenom\u00A0», «\u00A0date_naissance\u00A0», ou dites leur rôle avec --config.";
}

} // namespace rapprochement
