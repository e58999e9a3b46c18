#include "metier/jeunes/freins.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::jeunes {

std::vector<Frein> freins(Reader& db, Id<Jeune> jeune) {
    return db.all<Frein>("select f.id, f.code, f.du, f.au, coalesce(a.prenom || ' ' || a.nom, ''), "
                         "coalesce(l.prenom || ' ' || l.nom, ''), f.agent_id, f.version from frein f "
                         "left join agent a on a.id = f.agent_id left join agent l on l.id = f.leve_par "
                         "where f.jeune_id = ? order by case when f.au is null then 0 else 1 end, f.du desc, f.id desc",
                         jeune);
}

std::int64_t ouvrir_freins(Writer& db, Id<Jeune> jeune, std::span<CodeDeFrein const> codes, Date du,
                           std::optional<Id<acces::Agent>> agent) {
    std::int64_t ouverts = 0;
    for (auto c : codes)
        ouverts += static_cast<std::int64_t>(
            db.all<Id<Frein>>("insert into frein (jeune_id, code, du, agent_id) select ?, ?, ?, ? where not exists "
                              "(select 1 from frein where jeune_id = ? and code = ? and (au is null or au >= ?)) "
                              "on conflict do nothing returning id",
                              jeune, c, du, agent, jeune, c, du)
                .size());
    return ouverts;
}

void lever_frein(Writer& db, Id<Frein> id, std::int64_t version, Date au, Id<acces::Agent> agent) {
    db.run_versioned("update frein set au = ?, leve_par = ?, version = version + 1 where id = ? and version = ? and au "
                     "is null",
                     au, agent, id, version);
}

void rouvrir_frein(Writer& db, Id<Frein> id, std::int64_t version) {
    db.run_versioned("update frein set au = null, leve_par = null, version = version + 1 where id = ? and version = ? "
                     "and au is not null and not exists (select 1 from frein x where x.jeune_id = frein.jeune_id and "
                     "x.code = frein.code and x.id <> frein.id and (x.au is null or x.au >= frein.au))",
                     id, version);
}

std::optional<std::vector<CodeDeFrein>> lire_freins(std::string_view texte) {
    std::vector<CodeDeFrein> codes;
    for (auto const& mot : base::decoupe(texte, ' ')) {
        auto lu = base::lire_code<CodeDeFrein>(mot);
        if (!lu)
            return std::nullopt;
        codes.push_back(*lu);
    }
    return codes;
}

std::string ecrire_freins(std::span<CodeDeFrein const> codes) {
    std::vector<std::string> mots;
    for (auto c : codes)
        mots.emplace_back(base::code(c));
    return base::joint(mots, " ");
}

std::string libelle_des_freins(std::span<CodeDeFrein const> codes) {
    std::vector<std::string> mots;
    for (auto c : codes)
        mots.emplace_back(base::libelle(c));
    return base::joint(mots, " ; ");
}

} // namespace metier::jeunes
