#include "metier/jeunes/recherche.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/texte.hpp"
#include "metier/jeunes/index.hpp"
#include "rapprochement/distances.hpp"
#include "rapprochement/phonetique.hpp"

namespace metier::jeunes {
namespace {

constexpr int candidats_au_plus = 300; // au-delà, il faut préciser la recherche
constexpr std::size_t mots_au_plus = 6;
constexpr std::size_t ailleurs_au_plus = 5;

using Numeros = std::vector<std::int64_t>;

/// Ce qui nous reste du nom d'une personne pour la comparer à la saisie.
struct Nomme {
    Id<Jeune> id;
    std::string nom, nom_usage, prenom, autres;
    std::optional<Date> naissance;
};

Numeros par_textes(Reader& db, std::string const& colonne, std::vector<std::string> const& textes) {
    std::vector<storage::Param> p(textes.begin(), textes.end());
    return db.all_with<std::int64_t>(colonne + " in (" + storage::placeholders(textes.size()) + ")", p);
}

Numeros exacts(Reader& db, std::string const& mot) {
    return db.all<std::int64_t>("select id from mot where texte = ?", mot);
}

Numeros commencant_par(Reader& db, std::string const& mot) {
    return db.all<std::int64_t>("select id from mot where texte >= ? and texte < ? order by texte limit 200", mot,
                                mot + "[");
}

/// À une faute près, ou pareils à l'oreille.
Numeros proches(Reader& db, std::string const& mot) {
    return par_textes(db, "select distinct mot_id from mot_variante where variante", variantes(mot));
}

std::string liste(Numeros const& n) {
    std::string s;
    for (auto i : n)
        s += (s.empty() ? "" : ", ") + std::to_string(i);
    return s;
}

/// Combien de personnes au plus portent l'un de ces mots (compte arrêté à 2 000).
std::int64_t frequence(Reader& db, Numeros const& mots) {
    return db.one<std::int64_t>("select count(*) from (select 1 from jeune_mot where mot_id in (" + liste(mots) +
                                ") limit 2000) c");
}

std::string condition_de_naissance(Question const& q, std::vector<storage::Param>& p) {
    if (q.naissance) {
        p.push_back(storage::to_param(*q.naissance));
        return " and j.naissance = ?";
    }
    if (q.annee) {
        p.push_back(storage::to_param(Date{std::chrono::year{*q.annee} / 1 / 1}));
        p.push_back(storage::to_param(Date{std::chrono::year{*q.annee} / 12 / 31}));
        return " and j.naissance >= ? and j.naissance <= ?";
    }
    return {};
}

constexpr char const* nommes_sql = "select j.id, j.nom, j.nom_usage, j.prenom, j.autres_prenoms, j.naissance from ";

/// Personnes qui portent un mot de chaque groupe ; le groupe le plus rare d'abord.
std::vector<Nomme> porteurs(Reader& db, std::vector<Numeros> groupes, Question const& q) {
    if (std::ranges::any_of(groupes, &Numeros::empty))
        return {};
    std::vector<storage::Param> p;
    if (groupes.empty()) {
        auto condition = condition_de_naissance(q, p);
        if (!q.naissance)
            return {}; // une année seule désignerait toute une classe d'âge
        return db.all_with<Nomme>(std::string(nommes_sql) + "jeune j where j.fusionne_dans is null" + condition +
                                      " limit " + std::to_string(candidats_au_plus),
                                  p);
    }
    std::vector<std::pair<std::int64_t, Numeros>> par_rarete;
    for (auto& g : groupes)
        par_rarete.emplace_back(groupes.size() > 1 ? frequence(db, g) : 0, std::move(g));
    std::ranges::sort(par_rarete);
    // « cross join » fixe l'ordre pour SQLite ; PostgreSQL choisit le sien.
    std::string sql =
        "(select distinct m.jeune_id from jeune_mot m where m.mot_id in (" + liste(par_rarete[0].second) + ")";
    for (std::size_t i = 1; i < par_rarete.size(); ++i)
        sql += " and exists (select 1 from jeune_mot x where x.jeune_id = m.jeune_id and x.mot_id in (" +
               liste(par_rarete[i].second) + "))";
    bool naissance = q.naissance || q.annee;
    sql += (naissance ? std::string{} : " limit " + std::to_string(candidats_au_plus)) +
           ") t join jeune j on j.id = t.jeune_id where j.fusionne_dans is null";
    sql += condition_de_naissance(q, p) + " limit " + std::to_string(candidats_au_plus);
    return db.all_with<Nomme>(std::string(nommes_sql) + sql, p);
}

double ressemblance(std::string const& cherche, std::string const& porte, bool debut) {
    if (cherche == porte)
        return 1;
    if (debut && porte.starts_with(cherche))
        return 0.97;
    auto d = rapprochement::jaro_winkler(cherche, porte);
    if (rapprochement::une_faute_au_plus(cherche, porte))
        d = std::max(d, 0.93);
    else if (rapprochement::cle_phonetique(cherche) == rapprochement::cle_phonetique(porte))
        d = std::max(d, 0.9);
    return std::min(d, 0.95);
}

/// Moyenne, sur les mots cherchés, de leur meilleure ressemblance ; la naissance départage ; un nom entier mieux qu'un
/// bout.
double proximite(Question const& q, Nomme const& n, Frappe frappe) {
    auto portes = mots_du_nom({n.nom, n.nom_usage, n.prenom, n.autres});
    double somme = 0;
    for (std::size_t i = 0; i < q.mots.size(); ++i) {
        bool debut = frappe == Frappe::en_cours && i + 1 == q.mots.size();
        double mieux = 0;
        for (auto const& porte : portes)
            mieux = std::max(mieux, ressemblance(q.mots[i], porte, debut));
        somme += mieux;
    }
    double note = q.mots.empty() ? 1 : somme / static_cast<double>(q.mots.size());
    if (q.naissance)
        note -= n.naissance == q.naissance ? 0 : 0.1;
    else if (q.annee)
        note -= n.naissance && static_cast<int>(n.naissance->year()) == *q.annee ? 0 : 0.1;
    auto autres = portes.size() > q.mots.size() ? portes.size() - q.mots.size() : 0;
    return note - 0.002 * static_cast<double>(std::min<std::size_t>(autres, 10));
}

void completer(std::vector<Nomme>& tous, std::vector<Nomme>&& autres) {
    std::set<Id<Jeune>> vus;
    for (auto const& n : tous)
        vus.insert(n.id);
    for (auto& n : autres)
        if (vus.insert(n.id).second)
            tous.push_back(std::move(n));
}

std::vector<Nomme> par_ine(Reader& db, base::Coffre const& coffre, base::Ine const& ine) {
    return db.all<Nomme>(
        std::string(nommes_sql) +
            "identifiant i join jeune j on j.id = i.jeune_id where i.empreinte = ? and j.fusionne_dans is null "
            "order by j.id limit 20",
        coffre.empreinte(ine.texte()));
}

/// D'abord tel quel ; s'il y a peu de réponses, à une faute près ou à l'oreille ; enfin sans la naissance, peut-être
/// fausse.
std::vector<Nomme> par_nom(Reader& db, Question const& q, Frappe frappe) {
    std::vector<Numeros> stricts;
    for (std::size_t i = 0; i < q.mots.size(); ++i)
        stricts.push_back(frappe == Frappe::en_cours && i + 1 == q.mots.size() ? commencant_par(db, q.mots[i])
                                                                               : exacts(db, q.mots[i]));
    auto tous = porteurs(db, stricts, q);
    if (tous.size() < 8 && !q.mots.empty()) {
        std::vector<Numeros> larges;
        for (std::size_t i = 0; i < q.mots.size(); ++i) {
            auto n = proches(db, q.mots[i]);
            n.insert(n.end(), stricts[i].begin(), stricts[i].end());
            std::ranges::sort(n);
            n.erase(std::ranges::unique(n).begin(), n.end());
            larges.push_back(std::move(n));
        }
        completer(tous, porteurs(db, larges, q));
        if (tous.empty() && (q.naissance || q.annee)) {
            auto sans = q;
            sans.naissance.reset();
            sans.annee.reset();
            completer(tous, porteurs(db, larges, sans));
        }
    }
    return tous;
}

std::string initiale(std::string_view nom) {
    auto n = base::normalise(nom);
    return n.empty() ? "" : n.substr(0, 1) + ".";
}

/// Assez précis pour n'être pas une pêche : l'INE, ou un nom et un prénom, ou un nom et une naissance, sans faute.
bool precise(Question const& q) { return q.ine || q.mots.size() >= 2 || (!q.mots.empty() && (q.naissance || q.annee)); }

std::vector<Ailleurs> hors_portee(Reader& db, acces::Portee const& portee, std::vector<Nomme> const& nommes) {
    std::vector<Ailleurs> reponse;
    if (nommes.empty())
        return reponse;
    Numeros ids;
    for (auto const& n : nommes)
        ids.push_back(n.id.valeur);
    std::set<std::int64_t> suivis, demandes;
    db.each<std::int64_t>("select distinct jeune_id from cercle where au is null and jeune_id in (" + liste(ids) + ")",
                          [&](std::int64_t id) { suivis.insert(id); });
    db.each<std::int64_t>(
        "select jeune_id from demande_acces where role_tenu_id = ? and reponse is null and jeune_id in (" + liste(ids) +
            ")",
        [&](std::int64_t id) { demandes.insert(id); }, portee.role_tenu);
    for (auto const& n : nommes)
        reponse.push_back({n.id, initiale(n.prenom) + " " + initiale(n.nom),
                           n.naissance ? std::optional{static_cast<int>(n.naissance->year())} : std::nullopt,
                           suivis.contains(n.id.valeur), demandes.contains(n.id.valeur)});
    return reponse;
}

} // namespace

Question lire_question(std::string_view saisie) {
    Question q;
    for (auto const& morceau : base::decoupe(base::propre(saisie), ' ')) {
        if (auto date = base::lire_date(morceau)) {
            q.naissance = date;
            continue;
        }
        bool quatre_chiffres =
            morceau.size() == 4 && std::ranges::all_of(morceau, [](char c) { return c >= '0' && c <= '9'; });
        if (quatre_chiffres && (morceau.starts_with("19") || morceau.starts_with("20"))) {
            q.annee = std::stoi(morceau);
            continue;
        }
        bool chiffres = std::ranges::any_of(morceau, [](char c) { return c >= '0' && c <= '9'; });
        if (auto ine = chiffres ? base::Ine::lire(morceau) : std::nullopt) {
            q.ine = ine;
            continue;
        }
        for (auto& mot : base::mots(morceau))
            if (q.mots.size() < mots_au_plus && std::ranges::find(q.mots, mot) == q.mots.end())
                q.mots.push_back(std::move(mot));
    }
    return q;
}

Resultats chercher(Reader& db, acces::Portee const& portee, base::Coffre const& coffre, Question const& q,
                   Frappe frappe, std::size_t au_plus) {
    Resultats r;
    if (q.vide())
        return r;
    auto nommes = q.ine ? par_ine(db, coffre, *q.ine) : par_nom(db, q, frappe);
    if (nommes.empty())
        return r;
    Numeros ids;
    for (auto const& n : nommes)
        ids.push_back(n.id.valeur);
    std::set<std::int64_t> visibles;
    auto v = acces::est_visible(portee, "j");
    db.each<std::int64_t>(
        "select j.id from jeune j where j.id in (" + liste(ids) + ") and " + v.sql,
        [&](std::int64_t id) { visibles.insert(id); }, v.p);
    std::vector<Nomme> caches;
    for (auto const& n : nommes) {
        auto note = q.ine ? 1 : proximite(q, n, frappe);
        if (visibles.contains(n.id.valeur))
            r.trouves.push_back({n.id, note});
        else if (frappe == Frappe::complete && precise(q) && note > 0.96 && caches.size() < ailleurs_au_plus)
            caches.push_back(n);
    }
    std::ranges::sort(r.trouves, [](Trouve const& a, Trouve const& b) {
        return a.proximite != b.proximite ? a.proximite > b.proximite : a.jeune < b.jeune;
    });
    if (r.trouves.size() > au_plus)
        r.trouves.resize(au_plus);
    r.ailleurs = hors_portee(db, portee, caches);
    return r;
}

} // namespace metier::jeunes
