#include "metier/jeunes/liste.hpp"

#include <algorithm>

namespace metier::jeunes {
namespace {

struct Requete {
    std::string ou;
    std::vector<storage::Param> p;
    template <class... A>
    void et(std::string_view condition, A const&... a) {
        ou += " and " + std::string(condition);
        auto valeurs = storage::params_of(a...);
        p.insert(p.end(), valeurs.begin(), valeurs.end());
    }
};

constexpr std::string_view en_formation =
    "(exists (select 1 from situation s where s.jeune_id = j.id and s.du <= ? and (s.au is null or s.au >= ?) "
    "and s.genre in ('scolarise', 'apprenti', 'stagiaire', 'emploi', 'service_civique', 'accompagne')) "
    "or exists (select 1 from exemption_formation x where x.jeune_id = j.id and x.annule_le is null and x.du <= ? and "
    "(x.au is null or x.au >= "
    "?)) "
    "or (exists (select 1 from inscription i where i.jeune_id = j.id and i.annee = ? and i.du <= ? and (i.au is null "
    "or i.au >= ?) and i.sans_classe = 0) "
    "and not exists (select 1 from situation s where s.jeune_id = j.id and s.du <= ? and (s.au is null or s.au >= ?) "
    "and s.genre in ('sans_solution', 'inconnue'))))";

Requete conditions(acces::Portee const& portee, FiltreDeListe const& f) {
    Requete r;
    auto jour = portee.jour;
    auto annee = base::AnneeScolaire::du(jour);
    r.ou = "j.fusionne_dans is null";
    if (f.bassin)
        r.et("j.bassin_id in (select descendant_id from territoire_contient where ancetre_id = ?)", *f.bassin);
    if (f.etablissement)
        r.et("exists (select 1 from inscription i where i.jeune_id = j.id and i.etablissement_id = ? and i.annee >= ?)",
             *f.etablissement, annee.precedente());
    if (f.situation)
        r.et("exists (select 1 from situation s where s.jeune_id = j.id and s.du <= ? and (s.au is null or s.au >= ?) "
             "and s.genre = ?)",
             jour, jour, *f.situation);
    if (f.age_de)
        r.et("j.naissance <= ?", base::plus_annees(jour, -*f.age_de));
    if (f.age_a)
        r.et("j.naissance > ?", base::plus_annees(jour, -*f.age_a - 1));
    if (f.sans_referent)
        r.et(
            "not exists (select 1 from cercle c where c.jeune_id = j.id and c.fonction = 'referent' and c.au is null)");
    if (f.obligation) {
        r.et("j.naissance <= ?", base::plus_annees(jour, -f.fenetre.de));
        r.et("j.naissance > ?", base::plus_annees(jour, -f.fenetre.a));
    }
    if (f.obligation == FiltreObligation::a_verifier)
        r.et("not " + std::string(en_formation), jour, jour, jour, jour, annee, jour, jour, jour, jour);
    return r;
}

/// Ce que le rôle voit, en morceaux : chaque bassin se lit dans l'ordre de son index et s'arrête au nombre voulu ; le
/// reste (suivi, établissement, PSAD, accès accordé) est une poignée de dossiers. Ne jamais rassembler tout un bassin
/// pour en montrer cinquante lignes.
std::vector<Requete> morceaux(Reader& db, acces::Portee const& portee) {
    std::vector<Requete> liste;
    for (auto bassin : db.all<Id<Territoire>>(
             "select t.descendant_id from role_tenu r join territoire_contient t on t.ancetre_id = r.territoire_id "
             "where r.id = ? and r.role = 'coordonnateur' "
             "and exists (select 1 from jeune j where j.bassin_id = t.descendant_id)",
             portee.role_tenu))
        liste.emplace_back().et("j.bassin_id = ?", bassin);
    // Membres d'une PSAD : ceux qu'elle connaît, dans les bassins de son réseau (acces/portee.cpp).
    if (std::ranges::count(
            std::initializer_list{acces::Role::directeur_cio, acces::Role::psad, acces::Role::mission_locale},
            portee.role))
        for (auto bassin : db.all<Id<Territoire>>(
                 "select distinct t.descendant_id from role_tenu r join reseau_bassin b on b.reseau_id = r.reseau_id "
                 "join territoire_contient t on t.ancetre_id = b.territoire_id where r.id = ? and r.role = ? "
                 "and exists (select 1 from jeune j where j.bassin_id = t.descendant_id)",
                 portee.role_tenu, portee.role)) {
            liste.emplace_back().et("j.bassin_id = ? and j.psad_depuis is not null", bassin);
            if (portee.role == acces::Role::mission_locale)
                liste.back().et("j.naissance <= ?", base::plus_annees(portee.jour, -16));
        }
    auto ailleurs = acces::visibles_hors_secteur(portee);
    liste.emplace_back().et("j.id in " + ailleurs.sql, ailleurs.p);
    return liste;
}

} // namespace

PageDeListe lister(Reader& db, acces::Portee const& portee, FiltreDeListe const& f) {
    auto r = conditions(portee, f);
    bool remonte = f.avant.has_value();
    if (f.apres)
        r.et("(j.cle_tri, j.id) > (?, ?)", f.apres->first, f.apres->second);
    if (f.avant)
        r.et("(j.cle_tri, j.id) < (?, ?)", f.avant->first, f.avant->second);
    struct Cle {
        Id<Jeune> id;
        std::string cle_tri;
    };
    auto sens = std::string(remonte ? " desc" : "");
    auto premiers = " order by cle_tri" + sens + ", id" + sens + " limit " + std::to_string(f.nombre + 1);
    std::string sql;
    std::vector<storage::Param> p;
    for (auto const& m : morceaux(db, portee)) {
        sql += (sql.empty() ? "" : " union ") + ("select * from (select j.id, j.cle_tri from jeune j where " + r.ou +
                                                 m.ou + premiers + ") m" + std::to_string(p.size()));
        p.insert(p.end(), r.p.begin(), r.p.end());
        p.insert(p.end(), m.p.begin(), m.p.end());
    }
    auto cles = db.all_with<Cle>("select id, cle_tri from (" + sql + ") t" + premiers, p);
    bool encore = cles.size() > static_cast<std::size_t>(f.nombre);
    if (encore)
        cles.pop_back();
    if (remonte)
        std::ranges::reverse(cles);
    std::vector<Id<Jeune>> ids;
    for (auto const& c : cles)
        ids.push_back(c.id);
    PageDeListe page;
    auto lus = resumes(db, portee, ids, portee.jour);
    for (auto const& c : cles)
        for (auto& resume : lus)
            if (resume.id == c.id)
                page.lignes.push_back({resume, c.cle_tri});
    page.precedente = remonte ? encore : f.apres.has_value();
    page.suivante = remonte || encore;
    return page;
}

} // namespace metier::jeunes
