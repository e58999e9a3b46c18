#include "metier/jeunes/memoire_situations.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "web/form.hpp"

namespace metier::jeunes {
namespace {

constexpr std::size_t morceaux_par_ligne = 9; // le dernier, la structure, peut tout contenir

std::string en_ligne(SituationVue const& vue) {
    auto const& s = vue.situation;
    auto structure = s.structure;
    std::ranges::replace(structure, '\n', ' ');
    return std::to_string(vue.id.valeur) + "|" + std::string(base::code(s.genre)) + "|" + base::iso(s.du) + "|" +
           (s.au ? base::iso(*s.au) : "") + "|" + std::string(base::code(s.fondement)) + "|" +
           (s.verifiee_le ? base::iso(*s.verifiee_le) : "") + "|" + (s.agent ? std::to_string(s.agent->valeur) : "") +
           "|" + s.origine + "|" + structure;
}

std::optional<SituationVue> depuis_la_ligne(std::string_view ligne) {
    std::vector<std::string> m;
    for (; m.size() + 1 < morceaux_par_ligne && ligne.find('|') != ligne.npos; ligne.remove_prefix(ligne.find('|') + 1))
        m.emplace_back(ligne.substr(0, ligne.find('|')));
    auto id = m.empty() ? std::nullopt : web::lire_entier(m[0]);
    auto genre = m.size() + 1 == morceaux_par_ligne ? base::lire_code<GenreSituation>(m[1]) : std::nullopt;
    auto du = genre ? base::lire_date(m[2]) : std::nullopt;
    if (!id || !du)
        return std::nullopt;
    auto agent = web::lire_entier(m[6]);
    return SituationVue{Id<Situation_>{*id},
                        {*genre, *du, base::lire_date(m[3]), std::string(ligne),
                         base::lire_code<Fondement>(m[4]).value_or(Fondement::declaration), base::lire_instant(m[5]),
                         agent ? std::optional{Id<acces::Agent>{*agent}} : std::nullopt, m[7]}};
}

} // namespace

std::string en_lignes(std::vector<SituationVue> const& situations) {
    std::string texte;
    for (auto const& s : situations)
        texte += en_ligne(s) + "\n";
    return texte;
}

std::vector<SituationVue> depuis_les_lignes(std::string_view lignes) {
    std::vector<SituationVue> liste;
    for (auto const& ligne : base::decoupe(lignes, '\n'))
        if (auto s = depuis_la_ligne(ligne))
            liste.push_back(*std::move(s));
    return liste;
}

bool rendre_les_situations(Writer& db, Id<Jeune> jeune, std::vector<SituationVue> const& avant,
                           std::vector<SituationVue> const& apres) {
    auto actuelles = situations(db, jeune);
    if (en_lignes(actuelles) != en_lignes(apres))
        return false;
    for (auto const& vue : actuelles)
        if (std::ranges::find(avant, vue.id, &SituationVue::id) == avant.end())
            db.run("delete from situation where id = ?", vue.id);
    for (auto const& [id, s] : avant)
        db.run("update situation set genre = ?, du = ?, au = ?, structure = ?, fondement = ?, verifiee_le = ?, "
               "agent_id = ?, origine = ? where id = ? and jeune_id = ?",
               s.genre, s.du, s.au, s.structure, s.fondement, s.verifiee_le, s.agent, s.origine, id, jeune);
    return true;
}

} // namespace metier::jeunes
