// A role for each column, from its header, then from its values: what is said, what is seen, and what is honest to
// doubt.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/texte.hpp"
#include "rapprochement/colonnes.hpp"
#include "rapprochement/en_tetes.hpp"
#include "rapprochement/profil.hpp"

namespace rapprochement {
namespace {

constexpr double presque_toutes = 0.9, la_plupart = 0.6, souvent = 0.3;
constexpr double mots_d_un_nom = 6.5; // « Maria Alice da Carvalho dos Santos Silva »; titles are longer
constexpr std::size_t assez = 5;      ///< filled cells under which values say nothing

std::string pour_cent(double part) { return std::to_string(std::lround(100 * part)) + "\u202F%"; }

struct Proposition {
    std::span<std::string const> en_tete;
    std::span<std::vector<std::string> const> lignes;
    std::vector<Colonne> colonnes{};
    std::vector<Profil> profils{};
    std::vector<bool> secondaires{}, compris{};
    std::vector<std::string> remarques{};

    Plan faire() {
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

    bool contient(Role role) const { return std::ranges::find(colonnes, role, &Colonne::role) != colonnes.end(); }
    void donner(std::size_t c, Role role, std::string raison) {
        colonnes[c].role = role;
        colonnes[c].raison = std::move(raison);
    }
    void douter(std::size_t c, std::string const& raison) {
        remarques.push_back("colonne «\u00A0" + colonnes[c].en_tete + "\u00A0»\u00A0: " + raison + ".");
        donner(c, Role::ignoree, raison);
    }

    void d_apres_les_en_tetes() {
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

    /// A header that its values belie is not followed.
    void verifier(std::size_t c) {
        auto const& p = profils[c];
        if (p.remplies < assez)
            return a_peine_rempli(c);
        switch (colonnes[c].role) {
        case Role::naissance:
        case Role::annee: dater(c); break;
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

    /// Too few values to doubt a header: only the order of its dates is looked at.
    void a_peine_rempli(std::size_t c) {
        if (auto const [forme, part] = forme_des_dates(profils[c]); colonnes[c].role == Role::naissance && part > 0)
            colonnes[c].forme = forme;
        else
            colonnes[c].forme = FormeDeDate::jour_mois_annee;
    }

    /// Nothing to read but what its values are: « c3 », « V5 », « dob ».
    bool muet(std::size_t c) const {
        constexpr std::size_t lettres = 3;
        return base::longueur(en_tete[c]) <= lettres || (!compris[c] && mots_de_l_en_tete(en_tete[c]).size() <= 1 &&
                                                         en_tete[c].find_first_of("0123456789") != std::string::npos);
    }

    /// A column that no header gives to anything else, full of whole numbers. In a long list, it has all the values
    /// that such a column has; in a short one, its header says nothing else.
    bool peut_etre(std::size_t c, Role role) const {
        constexpr std::size_t longue = 100, des_annees = 3, presque_tous_les_mois = 11, presque_tous_les_jours = 28;
        auto const& p = profils[c];
        bool const libre = colonnes[c].role == Role::ignoree && (!compris[c] || muet(c));
        if (!(libre || (role == Role::jour && colonnes[c].role == Role::naissance)) || p.remplies == 0 ||
            p.entiers < presque_toutes || secondaires[c])
            return false;
        auto varie = [&](std::size_t valeurs) {
            return p.remplies >= longue ? p.distinctes >= valeurs : muet(c) || colonnes[c].role == Role::naissance;
        };
        if (role == Role::annee)
            return annees(c) && varie(des_annees);
        if (role == Role::mois)
            return p.des_mois == 1 && varie(presque_tous_les_mois);
        return p.des_jours == 1 && p.des_mois < 1 && varie(presque_tous_les_jours);
    }
    bool annees(std::size_t c) const {
        return profils[c].dates[static_cast<std::size_t>(FormeDeDate::annee_seule)] > presque_toutes;
    }

    /// A date spread over three columns side by side, of which headers say one or none: a year, then or before, a
    /// month (1 to 12) and a day (1 to 31).
    void date_en_trois() {
        constexpr std::array parts = {Role::annee, Role::mois, Role::jour};
        auto const dite = [&](std::size_t c, Role role) {
            return colonnes[c].role == role || (!contient(role) && peut_etre(c, role));
        };
        for (std::size_t c = 0; c < colonnes.size(); ++c)
            if (colonnes[c].role == Role::naissance && !peut_etre(c, Role::jour))
                return;
        for (std::size_t debut = 0; debut + parts.size() <= colonnes.size(); ++debut) {
            std::array<std::size_t, parts.size()> ordre{debut, debut + 1, debut + 2};
            do {
                bool toutes = true;
                for (std::size_t k = 0; k < parts.size(); ++k)
                    toutes = toutes && dite(ordre[k], parts[k]);
                if (!toutes)
                    continue;
                for (std::size_t k = 0; k < parts.size(); ++k)
                    if (colonnes[ordre[k]].role != parts[k])
                        donner(ordre[k], parts[k], "une date en trois colonnes\u00A0: ses valeurs le disent");
                return;
            } while (std::ranges::next_permutation(ordre).found);
        }
    }

    void dater(std::size_t c) {
        auto& colonne = colonnes[c];
        auto const [forme, part] = forme_des_dates(profils[c]);
        auto const deux_chiffres = colonne.role == Role::annee && profils[c].entiers > presque_toutes &&
                                   profils[c].deux_chiffres > presque_toutes;
        if (deux_chiffres)
            return;
        if (part < souvent)
            return douter(c, "aucune date lisible, elle ne sert pas. Écrivez-les par exemple 31/12/2008 ou 2008-12-31");
        if (forme == FormeDeDate::annee_seule)
            return donner(c, Role::annee, "des années");
        donner(c, Role::naissance, colonne.raison + ", dates lues " + std::string(code(forme)));
        colonne.forme = forme;
    }

    void borner(std::size_t c, double part, std::string const& quoi) {
        if (profils[c].entiers > la_plupart && part < presque_toutes)
            douter(c, "ses valeurs ne sont pas des " + quoi + ", elle ne sert pas");
    }

    /// The postal address of somebody else, or an older one, only where there is no better.
    void une_seule_adresse() {
        for (auto role :
             {Role::adresse, Role::code_postal, Role::commune, Role::nom, Role::prenom, Role::nom_et_prenom}) {
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

    /// Headers that say nothing: what the values say.
    void d_apres_les_valeurs() {
        for (std::size_t c = 0; c < colonnes.size(); ++c) {
            auto const& p = profils[c];
            if (colonnes[c].role != Role::ignoree || !colonnes[c].raison.empty() || p.remplies < assez)
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
    }

    /// Two words or three, one of them often a common first name.
    void des_noms_entiers() {
        for (std::size_t c = 0; c < colonnes.size(); ++c) {
            auto const& p = profils[c];
            auto const prenoms = std::max(p.prenom_au_debut, p.prenom_a_la_fin);
            if (colonnes[c].role == Role::ignoree && !compris[c] && p.remplies >= assez && p.lettres > presque_toutes &&
                p.mots < 3.5 && p.deux_mots > la_plupart && prenoms > souvent && p.distinctes * 4 > p.remplies)
                return donner(c, Role::nom_et_prenom, pour_cent(prenoms) + " de prénoms courants, parmi deux mots");
        }
    }

    bool comme_des_noms(std::size_t c) const {
        auto const& p = profils[c];
        return colonnes[c].role == Role::ignoree && !compris[c] && p.remplies >= assez && p.lettres > presque_toutes &&
               p.mots < 2 && p.longueur > 3 && p.distinctes * 4 > p.remplies;
    }

    /// Side by side, headers that say nothing: the more common first names tell which is which.
    void deux_colonnes_de_noms() {
        constexpr double quelques = 0.1;
        for (std::size_t c = 0; c + 1 < colonnes.size(); ++c) {
            auto const prenom = profils[c].prenoms >= profils[c + 1].prenoms ? c : c + 1;
            if (comme_des_noms(c) && comme_des_noms(c + 1) && profils[prenom].prenoms > quelques)
                return donner(prenom, Role::prenom, pour_cent(profils[prenom].prenoms) + " de prénoms courants");
        }
    }

    /// A header whose words mean nothing to us: « V5 », « col 3 ».
    bool sans_mot(std::size_t c) const { return mots_de_l_en_tete(colonnes[c].en_tete).size() <= 1; }

    void une_date_sans_nom() {
        for (std::size_t c = 0; c < colonnes.size(); ++c) {
            auto const [forme, part] = forme_des_dates(profils[c]);
            if (colonnes[c].role != Role::ignoree || !colonnes[c].raison.empty() || profils[c].remplies < assez ||
                (compris[c] && !sans_mot(c)))
                continue;
            if (part < presque_toutes || forme == FormeDeDate::annee_seule || forme == FormeDeDate::tableur ||
                profils[c].distinctes * 4 < profils[c].remplies)
                continue;
            donner(c, Role::naissance, "la seule colonne de dates, lues " + std::string(code(forme)));
            colonnes[c].forme = forme;
            return;
        }
    }

    void le_nom_pres_du_prenom() {
        auto const prenom = std::ranges::find(colonnes, Role::prenom, &Colonne::role) - colonnes.begin();
        for (auto ecart : {1, -1, 2, -2}) {
            auto const c = prenom + ecart;
            if (c < 0 || c >= static_cast<std::ptrdiff_t>(colonnes.size()))
                continue;
            auto const ici = static_cast<std::size_t>(c);
            auto const& p = profils[ici];
            if (colonnes[ici].role == Role::ignoree && p.remplies >= assez && p.lettres > presque_toutes &&
                p.mots < 2 && p.longueur > 3 && p.distinctes * 4 > p.remplies)
                return donner(ici, Role::nom, "des mots variés, à côté du prénom");
        }
    }

    /// « nom » alone, with two words in each cell: the whole name; and at which end the family name is.
    void noms_en_une_colonne() {
        for (std::size_t c = 0; c < colonnes.size(); ++c) {
            auto const& p = profils[c];
            auto& colonne = colonnes[c];
            if (colonne.role == Role::nom && !contient(Role::prenom) && p.remplies >= assez &&
                (p.deux_mots > la_plupart || p.virgules > la_plupart))
                donner(c, Role::nom_et_prenom, "plusieurs mots par case, pas de colonne de prénom");
            if (colonne.role == Role::nom_et_prenom)
                colonne.ordre = ordre(c);
        }
    }

    /// Rows with both an age and a date of birth say when the ages were true.
    void ages_d_apres_les_dates() {
        auto const age = std::ranges::find(colonnes, Role::age, &Colonne::role);
        if (age == colonnes.end())
            return;
        Plan sans_age{colonnes, {}};
        auto const c = static_cast<std::size_t>(age - colonnes.begin());
        sans_age.colonnes[c].role = Role::ignoree;
        std::vector<int> annees;
        for (auto const& ligne : lignes) {
            auto const ans = c < ligne.size() ? lire_entier(ligne[c]) : std::nullopt;
            if (auto const f = fiche_depuis(ligne, sans_age, colonnes.size()); ans && f.naissance)
                annees.push_back(static_cast<int>(f.naissance->year()) + static_cast<int>(*ans));
        }
        if (annees.size() < assez)
            return;
        auto const milieu = annees.begin() + std::ssize(annees) / 2;
        std::ranges::nth_element(annees, milieu);
        age->annee_des_ages = *milieu;
        age->raison += ", vrais en " + std::to_string(*milieu);
    }

    OrdreDuNom ordre(std::size_t c) const {
        auto const mots = mots_de_l_en_tete(colonnes[c].en_tete);
        auto place = [&](std::initializer_list<std::string_view> voulus) {
            return std::ranges::find_if(mots,
                                        [&](auto const& m) { return std::ranges::find(voulus, m) != voulus.end(); }) -
                   mots.begin();
        };
        auto const prenom = place({"prenom", "prenoms", "first", "given", "vorname", "nombre", "forename"});
        auto const nom = place({"nom", "noms", "last", "surname", "family", "nachname", "apellidos", "apellido"});
        auto const aucun = static_cast<std::ptrdiff_t>(mots.size());
        if (prenom != aucun && nom != aucun)
            return prenom < nom ? OrdreDuNom::prenom_puis_nom : OrdreDuNom::nom_puis_prenom;
        auto const& p = profils[c];
        if (std::abs(p.prenom_au_debut - p.prenom_a_la_fin) > 0.05)
            return p.prenom_au_debut > p.prenom_a_la_fin ? OrdreDuNom::prenom_puis_nom : OrdreDuNom::nom_puis_prenom;
        return p.premiers_distincts < p.derniers_distincts ? OrdreDuNom::prenom_puis_nom : OrdreDuNom::nom_puis_prenom;
    }
};

} // namespace

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
