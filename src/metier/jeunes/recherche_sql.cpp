#include "metier/jeunes/recherche_sql.hpp"

#include <algorithm>

#include "metier/jeunes/index.hpp"

namespace metier::jeunes {
namespace {

constexpr int candidats_au_plus = 300;    // au-delà, il faut préciser la recherche
constexpr std::size_t debut_au_moins = 3; // lettres

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

/// Un mot qui commence par cette lettre, autre que ceux de la saisie : « MARTIN M. » n'est pas tout MARTIN.
std::string initiale_sql(std::string const& lettre, Mots const& saisis, std::vector<storage::Param>& p) {
    p.push_back(lettre);
    p.push_back(std::string(1, static_cast<char>(lettre[0] + 1)));
    std::string sql = " and exists (select 1 from jeune_mot x join mot w on w.id = x.mot_id where x.jeune_id = "
                      "m.jeune_id and w.texte >= ? and w.texte < ?";
    p.insert(p.end(), saisis.begin(), saisis.end());
    return sql + (saisis.empty() ? ")" : " and w.texte not in (" + storage::placeholders(saisis.size()) + "))");
}

template <class F>
Groupes groupes(Mots const& mots, F accepte) {
    Groupes g;
    for (std::size_t i = 0; i < mots.size(); ++i)
        if (est_initiale(mots[i]))
            g.initiales.push_back(mots[i]);
        else
            g.mots.push_back(accepte(mots[i], i + 1 == mots.size()));
    return g;
}

} // namespace

std::string liste(Numeros const& n) {
    std::string s;
    for (auto i : n)
        s += (s.empty() ? "" : ", ") + std::to_string(i);
    return s;
}

Groupes exacts(Reader& db, Mots const& mots) {
    return groupes(mots, [&](std::string const& mot, bool) { return exacts(db, mot); });
}

Groupes larges(Reader& db, Mots const& mots) {
    return groupes(mots, [&](std::string const& mot, bool) {
        auto n = proches(db, mot); // le mot lui-même en est
        if (mot.size() >= debut_au_moins)
            for (auto i : commencant_par(db, mot))
                n.push_back(i);
        std::ranges::sort(n);
        n.erase(std::ranges::unique(n).begin(), n.end());
        return n;
    });
}

Groupes en_cours_de_frappe(Reader& db, Mots const& mots) {
    return groupes(mots, [&](std::string const& mot, bool dernier) {
        return dernier ? commencant_par(db, mot) : exacts(db, mot);
    });
}

std::set<std::string> portes(Reader& db, Mots const& mots) {
    if (mots.empty())
        return {};
    std::vector<storage::Param> p(mots.begin(), mots.end());
    auto lus = db.all_with<std::string>(
        "select texte from mot where texte in (" + storage::placeholders(mots.size()) + ")", p);
    return {lus.begin(), lus.end()};
}

std::vector<Nomme> porteurs(Reader& db, Groupes groupes, Question const& q) {
    if (std::ranges::any_of(groupes.mots, &Numeros::empty))
        return {};
    std::vector<storage::Param> p;
    if (groupes.mots.empty()) {
        auto condition = condition_de_naissance(q, p);
        if (!q.naissance)
            return {}; // une année seule désignerait toute une classe d'âge
        return db.all_with<Nomme>(std::string(nommes_sql) + "jeune j where j.fusionne_dans is null" + condition +
                                      " limit " + std::to_string(candidats_au_plus),
                                  p);
    }
    std::vector<std::pair<std::int64_t, Numeros>> par_rarete;
    for (auto& g : groupes.mots)
        par_rarete.emplace_back(groupes.mots.size() > 1 ? frequence(db, g) : 0, std::move(g));
    std::ranges::sort(par_rarete);
    // « cross join » fixe l'ordre pour SQLite ; PostgreSQL choisit le sien.
    std::string sql =
        "(select distinct m.jeune_id from jeune_mot m where m.mot_id in (" + liste(par_rarete[0].second) + ")";
    for (std::size_t i = 1; i < par_rarete.size(); ++i)
        sql += " and exists (select 1 from jeune_mot x where x.jeune_id = m.jeune_id and x.mot_id in (" +
               liste(par_rarete[i].second) + "))";
    Mots entiers;
    std::ranges::copy_if(q.mots, std::back_inserter(entiers), [](auto const& mot) { return !est_initiale(mot); });
    for (auto const& lettre : groupes.initiales)
        sql += initiale_sql(lettre, entiers, p);
    bool naissance = q.naissance || q.annee;
    sql += (naissance ? std::string{} : " limit " + std::to_string(candidats_au_plus)) +
           ") t join jeune j on j.id = t.jeune_id where j.fusionne_dans is null";
    sql += condition_de_naissance(q, p) + " limit " + std::to_string(candidats_au_plus);
    return db.all_with<Nomme>(std::string(nommes_sql) + sql, p);
}

std::vector<Nomme> par_ine(Reader& db, base::Coffre const& coffre, base::Ine const& ine) {
    return db.all<Nomme>(
        std::string(nommes_sql) +
            "identifiant i join jeune j on j.id = i.jeune_id where i.empreinte = ? and j.fusionne_dans is null "
            "order by j.id limit 20",
        coffre.empreinte(ine.texte()));
}

} // namespace metier::jeunes
