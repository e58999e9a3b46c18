// La solution où un jeune est : ce qu'une vérification en montre, la rompt, la rend.
#include "base/texte.hpp"
#include "metier/suivi/suivi_sql.hpp"
#include "web/form.hpp"

namespace metier::suivi {

std::vector<EnCours> solutions_en_cours(Reader& db, std::span<Id<Jeune> const> jeunes) {
    if (jeunes.empty())
        return {};
    std::string sql =
        "select id, jeune_id, code, structure, effet_le, preuve, verifiee_le, motif, version from solution "
        "where etat = 'active' and effet_le is not null and jeune_id in (";
    std::vector<storage::Param> qui;
    for (auto id : jeunes) {
        sql += qui.empty() ? "?" : ", ?";
        qui.push_back(storage::to_param(id));
    }
    auto liste = db.all_with<EnCours>(sql + ") order by jeune_id, effet_le, id", qui);
    std::erase_if(liste, [](EnCours const& s) { return !se_revoit(s.code) || !situation(s.code); });
    return liste;
}

std::string rompre_en_cours(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Date dernier_jour,
                            std::string const& motif) {
    auto liste = solutions_en_cours(db, std::span{&jeune, 1});
    if (liste.empty())
        return {};
    auto const& s = liste.back();
    rompre(db, auteur, s.id, s.version, dernier_jour, motif);
    return std::to_string(s.id.valeur) + "|" + std::to_string(s.version + 1) + "|" + s.motif;
}

bool rendre_la_rompue(Writer& db, std::string const& memoire) {
    auto m = base::decoupe(memoire, '|');
    auto id = m.size() >= 3 ? web::lire_entier(m[0]) : std::nullopt;
    auto version = id ? web::lire_entier(m[1]) : std::nullopt;
    if (!version)
        return false;
    auto motif = memoire.substr(m[0].size() + m[1].size() + 2);
    auto rendues = db.run("update solution set etat = 'active', fin_le = null, motif = ?, version = version + 1 where "
                          "id = ? and version = ? and etat = 'rompue' and not exists (select 1 from solution x where "
                          "x.jeune_id = solution.jeune_id and x.etat = 'active')",
                          motif, Id<Solution>{*id}, static_cast<std::int64_t>(*version));
    if (rendues == 0)
        return false;
    agenda::rouvrir(db, "solution/" + m[0], std::string(genre_suivi), std::string(issue_rompue));
    return true;
}

} // namespace metier::suivi
