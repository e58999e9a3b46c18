#include "rapprochement/colonnes.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "rapprochement/en_tetes.hpp"

namespace rapprochement {
namespace {

struct Nomme {
    std::string_view code, libelle;
};
/// In the order of Role.
constexpr std::array<Nomme, nombre_de_roles> noms_des_roles = {{{"ignoree", "ignorée"},
                                                                {"id", "identifiant de la ligne"},
                                                                {"nom", "nom de naissance"},
                                                                {"nom_usage", "nom d’usage"},
                                                                {"prenom", "prénom"},
                                                                {"nom_et_prenom", "nom et prénom"},
                                                                {"naissance", "date de naissance"},
                                                                {"jour", "jour de naissance"},
                                                                {"mois", "mois de naissance"},
                                                                {"annee", "année de naissance"},
                                                                {"age", "âge"},
                                                                {"sexe", "sexe"},
                                                                {"ine", "INE"},
                                                                {"commune_naissance", "commune de naissance"},
                                                                {"numero_de_rue", "numéro dans la rue"},
                                                                {"adresse", "adresse"},
                                                                {"code_postal", "code postal"},
                                                                {"commune", "commune"},
                                                                {"telephone", "téléphone"},
                                                                {"courriel", "courriel"}}};

bool contient(std::span<Role const> roles, Role role) { return std::ranges::find(roles, role) != roles.end(); }

/// « birth_day » beside a month or a year is the day; « birthday » in one word only beside both.
void jour_plutot_que_date(std::span<std::string const> en_tete, std::span<Role> roles) {
    bool const mois = contient(roles, Role::mois);
    bool const annee = contient(roles, Role::annee);
    if (contient(roles, Role::jour))
        return;
    for (std::size_t c = 0; c < roles.size(); ++c) {
        auto const forme = base::normalise(en_tete[c]);
        if ((forme == "BIRTH DAY" && (mois || annee)) || (forme == "BIRTHDAY" && mois && annee))
            roles[c] = Role::jour;
    }
}

/// « y, m, d », « jj, mm, aaaa »: letters that mean something together only.
void date_en_trois_lettres(std::span<std::string const> en_tete, std::span<Role> roles) {
    struct Partie {
        Role role;
        std::initializer_list<std::string_view> cles;
    };
    static Partie const parties[] = {{Role::annee, {"y", "yy", "yyyy", "a", "aa", "aaaa", "an", "yr", "jjjj"}},
                                     {Role::mois, {"m", "mm", "mo", "mth", "mob"}},
                                     {Role::jour, {"d", "dd", "j", "jj", "tt"}}};
    std::array<std::size_t, 3> places{};
    for (std::size_t k = 0; k < places.size(); ++k) {
        auto const connue = std::ranges::find(roles, parties[k].role) - roles.begin();
        auto const lettre =
            std::ranges::find_if(en_tete,
                                 [&](auto const& e) {
                                     auto const cle = base::cle_d_en_tete(e);
                                     return std::ranges::find(parties[k].cles, cle) != parties[k].cles.end();
                                 }) -
            en_tete.begin();
        places[k] = static_cast<std::size_t>(std::min(connue, lettre));
        if (places[k] == roles.size())
            return;
    }
    for (std::size_t k = 0; k < places.size(); ++k)
        roles[places[k]] = parties[k].role;
}

} // namespace

std::string_view libelle(Role role) { return noms_des_roles[static_cast<std::size_t>(role)].libelle; }
std::string_view code(Role role) { return noms_des_roles[static_cast<std::size_t>(role)].code; }

std::optional<Role> lire_role(std::string_view code) {
    auto const ou = std::ranges::find(noms_des_roles, code, &Nomme::code);
    return ou == noms_des_roles.end() ? std::nullopt : std::optional(Role(ou - noms_des_roles.begin()));
}

std::vector<Role> reconnaitre(std::span<std::string const> en_tete) {
    std::vector<Role> roles;
    for (auto const& colonne : en_tete)
        roles.push_back(sens_de_l_en_tete(colonne).role);
    jour_plutot_que_date(en_tete, roles);
    date_en_trois_lettres(en_tete, roles);
    return roles;
}

std::vector<Role> roles(Plan const& plan) {
    std::vector<Role> liste;
    for (auto const& colonne : plan.colonnes)
        liste.push_back(colonne.role);
    return liste;
}

bool est_une_preuve(Role role) { return role != Role::ignoree && role != Role::id; }

std::string remarque_sur_la_naissance(std::span<Role const> roles) {
    if (contient(roles, Role::naissance))
        return {};
    if (contient(roles, Role::age) && !contient(roles, Role::annee))
        return "seul l’âge est connu\u00A0: il est comparé à un an près, mais distingue peu.";
    std::vector<std::string> manquent;
    for (auto role : {Role::jour, Role::mois, Role::annee})
        if (!contient(roles, role))
            manquent.emplace_back(libelle(role));
    if (manquent.empty())
        return {};
    if (manquent.size() == 3)
        return "aucune date de naissance n’a été reconnue : le rapprochement se fait sans elle. Nommez la colonne "
               "« date_naissance », ou bien « jour_naissance », « mois_naissance » et "
               "« annee_naissance ».";
    if (manquent.size() == 2 && contient(roles, Role::annee))
        return "seule l’année de naissance est connue : elle est comparée, mais distingue peu.";
    if (contient(roles, Role::annee))
        return "la date de naissance est incomplète, seul ce qui en est connu est comparé : il manque " +
               base::joint(manquent, " et ") + ".";
    return "la date de naissance est incomplète et ne sert pas : il manque " + base::joint(manquent, " et ") + ".";
}

std::optional<std::size_t> trouver_cle(std::span<std::string const> en_tete,
                                       std::span<std::vector<std::string> const> lignes) {
    for (std::size_t c = 0; c < en_tete.size(); ++c)
        if (base::cle_d_en_tete(en_tete[c]) == "id")
            return c;
    auto const roles = reconnaitre(en_tete);
    for (std::size_t c = 0; c < en_tete.size(); ++c) {
        if (est_une_preuve(roles[c]))
            continue;
        std::unordered_set<std::string_view> vues;
        bool const unique = std::ranges::all_of(lignes, [&](auto const& ligne) {
            return c < ligne.size() && !ligne[c].empty() && vues.insert(ligne[c]).second;
        });
        if (unique)
            return c;
    }
    return std::nullopt;
}

} // namespace rapprochement
