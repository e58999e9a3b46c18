#include <algorithm>
#include <unordered_map>

#include "base/texte.hpp"
#include "metier/jeunes/index.hpp"
#include "rapprochement/distances.hpp"
#include "rapprochement/rapprochement.hpp"
#include "storage/among.hpp"

namespace metier::jeunes {
namespace {

struct LigneFiche {
    Id<Jeune> id;
    std::string nom, nom_usage, prenom, autres;
    Sexe sexe = Sexe::inconnu;
    std::optional<Date> naissance;
    std::string commune_naissance, adresse, code_postal, commune, telephone, courriel;
};
struct Complement {
    Id<Jeune> jeune;
    std::string a, b;
};

/// Trois requêtes pour autant de jeunes qu'on veut ; par numéro croissant.
std::vector<Candidat> composer(Reader& db, std::string const& condition, std::vector<storage::Param> const& p) {
    std::vector<Candidat> liste;
    std::unordered_map<std::int64_t, std::size_t> rang;
    for (auto& l : db.all_with<LigneFiche>("select id, nom, nom_usage, prenom, autres_prenoms, sexe, naissance, "
                                           "commune_naissance, adresse, code_postal, commune, "
                                           "telephone, courriel from jeune where id " +
                                               condition + " order by id",
                                           p)) {
        IdentiteLue i{l.nom,     l.nom_usage,   {l.prenom}, l.sexe,      l.naissance, l.commune_naissance,
                      l.adresse, l.code_postal, l.commune,  l.telephone, l.courriel,  {}};
        if (!l.autres.empty())
            i.prenoms.push_back(l.autres);
        rang[l.id.valeur] = liste.size();
        liste.push_back({l.id, fiche_sans_ine(i, std::to_string(l.id.valeur)), 0});
    }
    for (auto const& c : db.all_with<Complement>(
             "select jeune_id, empreinte, '' from identifiant where jeune_id " + condition + " order by id", p))
        if (auto r = rang.find(c.jeune.valeur); r != rang.end())
            liste[r->second].fiche.ine.push_back(c.a);
    auto ajouter = [](std::vector<std::string>& vers, std::string const& valeur) {
        if (!valeur.empty() && std::ranges::find(vers, valeur) == vers.end())
            vers.push_back(valeur);
    };
    for (auto const& c : db.all_with<Complement>(
             "select jeune_id, telephone, courriel from identite where jeune_id " + condition + " order by id", p))
        if (auto r = rang.find(c.jeune.valeur); r != rang.end()) {
            ajouter(liste[r->second].fiche.telephones, c.a);
            ajouter(liste[r->second].fiche.courriels, c.b);
        }
    return liste;
}

std::vector<storage::Param> parametres(std::vector<std::int64_t> const& valeurs) {
    return {valeurs.begin(), valeurs.end()};
}

std::vector<storage::Param> parametres_de(std::vector<std::uint64_t> const& cles) {
    std::vector<storage::Param> p;
    for (auto cle : cles)
        p.emplace_back(static_cast<std::int64_t>(cle));
    return p;
}

/// Pareils, ou à une lettre près quand ils sont assez longs pour qu'une lettre y soit peu de chose.
bool a_une_lettre_pres(std::string const& a, std::string const& b) {
    constexpr std::size_t assez_long = 4;
    auto na = base::normalise(a), nb = base::normalise(b);
    if (na.empty() || nb.empty())
        return false;
    return na == nb || (na.size() >= assez_long && nb.size() >= assez_long && rapprochement::une_faute_au_plus(na, nb));
}

} // namespace

std::optional<rapprochement::Fiche> fiche(Reader& db, Id<Jeune> jeune) {
    auto liste = composer(db, "= ?", {storage::to_param(resoudre(db, jeune))});
    return liste.empty() ? std::nullopt : std::optional{std::move(liste.front().fiche)};
}

std::vector<Candidat> candidats(Reader& db, rapprochement::Fiche const& cherche, int au_plus) {
    auto clefs = cles({cherche});
    if (clefs.empty())
        return {};
    struct Compte {
        std::int64_t jeune = 0;
        int cles = 0;
    };
    auto p = parametres(clefs);
    p.push_back(storage::to_param(au_plus));
    auto comptes = db.all_with<Compte>("select jeune_id, count(*) from jeune_cle where cle in (" +
                                           storage::placeholders(clefs.size()) +
                                           ") group by jeune_id order by count(*) desc, jeune_id limit ?",
                                       p);
    if (comptes.empty())
        return {};
    std::vector<std::int64_t> ids;
    std::unordered_map<std::int64_t, int> partagees;
    for (auto const& c : comptes) {
        ids.push_back(c.jeune);
        partagees[c.jeune] = c.cles;
    }
    auto liste = composer(db, "in (" + storage::placeholders(ids.size()) + ")", parametres(ids));
    for (auto& c : liste)
        c.cles_communes = partagees[c.jeune.valeur];
    std::ranges::stable_sort(liste, std::greater{}, &Candidat::cles_communes);
    return liste;
}

std::vector<Candidat> candidats_a_deux_fautes(Reader& db, rapprochement::Fiche const& cherche, int au_plus) {
    if (!cherche.naissance || cherche.nom.empty() || cherche.prenoms.empty() || cherche.prenoms.front().empty())
        return {};
    struct Nomme {
        Id<Jeune> jeune;
        std::string nom, nom_usage, prenom;
    };
    auto p = parametres_de(rapprochement::cles_a_une_faute_de_date(cherche));
    std::vector<std::int64_t> ids;
    for (auto const& n :
         db.all_with<Nomme>("select distinct j.id, j.nom, j.nom_usage, j.prenom from jeune_cle c join jeune j on "
                            "j.id = c.jeune_id where c.cle in (" +
                                storage::placeholders(p.size()) + ") order by j.id",
                            p)) {
        bool nom = a_une_lettre_pres(cherche.nom, n.nom) || a_une_lettre_pres(cherche.nom, n.nom_usage) ||
                   a_une_lettre_pres(cherche.nom_usage, n.nom) || a_une_lettre_pres(cherche.nom_usage, n.nom_usage);
        if (nom && a_une_lettre_pres(cherche.prenoms.front(), n.prenom) &&
            ids.size() < static_cast<std::size_t>(au_plus))
            ids.push_back(n.jeune.valeur);
    }
    if (ids.empty())
        return {};
    return composer(db, "in (" + storage::placeholders(ids.size()) + ")", parametres(ids));
}

namespace {

void composer_par_lots(Reader& db, std::span<std::int64_t const> ids,
                       std::function<void(Id<Jeune>, rapprochement::Fiche&&)> const& f) {
    constexpr std::size_t par_lot = 500; // assez pour ne pas compter les requêtes, peu en mémoire
    for (std::size_t debut = 0; debut < ids.size(); debut += par_lot) {
        auto lot = ids.subspan(debut, std::min(par_lot, ids.size() - debut));
        auto parmi_eux = storage::among(lot);
        for (auto& c : composer(db, parmi_eux.sql, parmi_eux.params))
            if (std::ranges::binary_search(lot, c.jeune.valeur))
                f(c.jeune, std::move(c.fiche));
    }
}

} // namespace

void fiches(Reader& db, std::string_view parmi, std::span<storage::Param const> parametres_,
            std::function<void(Id<Jeune>, rapprochement::Fiche&&)> const& f) {
    composer_par_lots(
        db,
        db.all_with<std::int64_t>("select distinct j.id from jeune j where j.fusionne_dans is null and j.id in (" +
                                      std::string(parmi) + ") order by j.id",
                                  parametres_),
        f);
}

void fiches(Reader& db, std::span<std::int64_t const> ids,
            std::function<void(Id<Jeune>, rapprochement::Fiche&&)> const& f) {
    if (ids.empty())
        return;
    auto parmi_eux = storage::among(ids);
    auto restes = db.all_with<std::int64_t>(
        "select id from jeune where fusionne_dans is null and id " + parmi_eux.sql + " order by id", parmi_eux.params);
    std::erase_if(restes, [&](auto id) { return !std::ranges::binary_search(ids, id); });
    composer_par_lots(db, restes, f);
}

} // namespace metier::jeunes
