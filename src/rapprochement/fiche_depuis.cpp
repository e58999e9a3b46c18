// A row of a list made into a Fiche.
#include <algorithm>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "rapprochement/colonnes.hpp"

namespace rapprochement {
namespace {

/// Parts of a date spread over three columns. Without a day and a month, the first of January: what lists write when
/// they do not know; a day without a month, or the reverse in a list that has both, says no more than the year.
struct DateEnTrois {
    std::optional<unsigned> jour{}, mois{}, annee{};
    bool jour_attendu = false;

    std::optional<Date> lire() const {
        if (!annee)
            return std::nullopt;
        if (jour_attendu && jour.has_value() != mois.has_value())
            return date_meme_fausse(annee_complete(*annee), 1, 1);
        return date_meme_fausse(annee_complete(*annee), mois.value_or(1), jour.value_or(1));
    }
};

/// « 00 » is how lists write that they do not know.
std::optional<unsigned> sans_zero(std::optional<unsigned> n) { return n == 0U ? std::nullopt : n; }

/// A month that does not exist keeps its figures: they are compared.
std::optional<unsigned> mois_ou_nombre(std::string_view texte) {
    auto const mois = lire_mois(texte);
    return mois ? mois : lire_entier(texte);
}

/// The first of January, as where the year alone is known.
std::optional<Date> annee_d_apres_l_age(std::string_view texte, int annee_des_ages) {
    constexpr unsigned age_max = 125;
    auto const age = lire_entier(texte);
    if (!age || *age > age_max)
        return std::nullopt;
    auto const annee = annee_des_ages ? annee_des_ages : annee_d_ages_inconnue;
    return Date{std::chrono::year(annee - static_cast<int>(*age)) / 1 / 1};
}

void prenoms(Fiche& f, std::string_view cellule) {
    for (char separateur : {',', ';', '/'})
        if (cellule.find(separateur) != std::string_view::npos) {
            for (auto const& p : base::decoupe(cellule, separateur))
                prenoms(f, p);
            return;
        }
    if (!base::est_vide(cellule))
        f.prenoms.emplace_back(cellule);
}

void completer(std::string& texte, std::string_view suite) {
    if (!texte.empty())
        texte += ' ';
    texte += suite;
}

void nom_et_prenom(Fiche& f, std::string_view cellule, OrdreDuNom ordre) {
    auto [nom, prenom] = separer_nom_et_prenom(cellule, ordre);
    if (f.nom.empty())
        f.nom = std::move(nom);
    if (f.prenoms.empty() && !prenom.empty())
        f.prenoms.push_back(std::move(prenom));
}

/// `colonne(c)` gives a Colonne, or something with the same members.
template <class F>
Fiche remplir(std::span<std::string const> ligne, std::size_t largeur, std::size_t cle, F colonne) {
    Fiche f;
    DateEnTrois trois;
    std::optional<Date> de_l_age;
    std::string numero;
    if (cle < ligne.size())
        f.id = ligne[cle];
    for (std::size_t c = 0; c < largeur; ++c) {
        auto const role = colonne(c).role;
        trois.jour_attendu = trois.jour_attendu || role == Role::jour;
        if (c >= ligne.size() || role == Role::ignoree || role == Role::id || base::est_vide(ligne[c]))
            continue;
        std::string_view const v = ligne[c];
        switch (role) {
        case Role::ignoree:
        case Role::id: break;
        case Role::nom: completer(f.nom, v); break;
        case Role::nom_usage: completer(f.nom_usage, v); break;
        case Role::prenom: prenoms(f, v); break;
        case Role::nom_et_prenom: nom_et_prenom(f, v, colonne(c).ordre); break;
        case Role::naissance:
            if (!f.naissance) // a second date column never erases the first
                f.naissance = lire_date_meme_fausse(v, colonne(c).forme);
            break;
        case Role::jour: trois.jour = sans_zero(lire_entier(v)); break;
        case Role::mois: trois.mois = sans_zero(mois_ou_nombre(v)); break;
        case Role::annee: trois.annee = lire_entier(v); break;
        case Role::age: de_l_age = annee_d_apres_l_age(v, colonne(c).annee_des_ages); break;
        case Role::sexe: f.sexe = lire_sexe(v); break;
        case Role::ine: f.ine.emplace_back(v); break;
        case Role::commune_naissance: f.commune_naissance = v; break;
        case Role::numero_de_rue: numero = v; break;
        case Role::adresse: completer(f.adresse, v); break;
        case Role::code_postal: f.code_postal = v; break;
        case Role::commune: f.commune = v; break;
        case Role::telephone: f.telephones.emplace_back(v); break;
        case Role::courriel: f.courriels.emplace_back(v); break;
        }
    }
    if (!numero.empty())
        f.adresse = numero + (f.adresse.empty() ? "" : " " + f.adresse);
    if (!f.naissance)
        f.naissance = trois.lire();
    if (!f.naissance)
        f.naissance = de_l_age;
    return f;
}

} // namespace

Fiche fiche_depuis(std::span<std::string const> ligne, Plan const& plan, std::size_t cle) {
    return remplir(ligne, plan.colonnes.size(), cle, [&](std::size_t c) -> Colonne const& { return plan.colonnes[c]; });
}

Fiche fiche_depuis(std::span<std::string const> ligne, std::span<Role const> roles, std::size_t cle) {
    struct Simple {
        Role role;
        FormeDeDate forme = FormeDeDate::jour_mois_annee;
        OrdreDuNom ordre = OrdreDuNom::nom_puis_prenom;
        int annee_des_ages = Colonne{}.annee_des_ages;
    };
    return remplir(ligne, roles.size(), cle, [&](std::size_t c) { return Simple{roles[c]}; });
}

} // namespace rapprochement
