#include "metier/partenariats/partenaire.hpp"

#include "base/texte.hpp"
#include "metier/partenariats/secteur.hpp"
#include "metier/territoire/parametres.hpp"
#include "metier/territoire/reseaux.hpp"

namespace metier::partenariats {
std::string Partenaire::code() const {
    return etablissement ? "e" + std::to_string(etablissement->valeur) : "s" + std::to_string(structure->valeur);
}

web::Lien lien(Partenaire const& p) { return web::lien("/partenaires/{}", p.code()); }

std::optional<Partenaire> partenaire(Reader& db, std::string_view code) {
    auto numero = code.size() < 2 ? std::nullopt : web::lire_entier(code.substr(1));
    if (!numero || *numero <= 0)
        return {};
    if (code.front() == 'e') {
        auto e = territoire::trouver(db, Id<territoire::Etablissement>{*numero});
        if (!e)
            return {};
        return Partenaire{e->id,        {},          e->nom,        e->commune, std::string(base::libelle(e->genre)),
                          e->telephone, e->courriel, e->territoire, e->ferme_le};
    }
    auto s = code.front() == 's' ? territoire::trouver(db, Id<territoire::Structure>{*numero}) : std::nullopt;
    if (!s)
        return {};
    return Partenaire{{},           s->id,       s->nom,        s->commune, std::string(base::libelle(s->genre)),
                      s->telephone, s->courriel, s->territoire, s->ferme_le};
}

std::vector<LigneDePartenaire> chercher(Reader& db, Recherche const& r) {
    // Une moitié par genre de partenaire ; `$p` est la colonne qui le désigne.
    auto moitie = [&](std::string const& p, std::string const& lettre, std::string const& table,
                      std::string const& present) {
        auto de = [&](std::string const& quoi, std::string const& ou, std::string const& si) {
            return "(select " + quoi + " from " + ou + " x where x." + p + " = t.id and " + si + ")";
        };
        auto contacts = "x.retire_le is null", conventions = "x.close_le is null",
             places = "x.retiree_le is null and x.nombre > 0 and (x.au is null or x.au >= ?)";
        return "select '" + lettre + "' || t.id, t.nom, t.commune, " + de("count(*)", "contact_partenaire", contacts) +
               ", " + de("min(x.confirme_le)", "contact_partenaire", contacts) + ", " +
               de("min(x.au)", "convention", conventions) + ", " +
               de("count(*)", "convention", std::string(conventions) + " and x.au <= ?") + ", " +
               de("coalesce(sum(x.nombre), 0)", "offre_de_places", places) + ", " +
               de("min(x.confirmee_le)", "offre_de_places", places) + ", t.cle_tri, t.territoire_id, t.id from " +
               table + " t where t.ferme_le is null" + present;
    };
    auto present = [](std::string const& p) {
        std::string sql;
        for (auto const* table : {"contact_partenaire", "convention", "offre_de_places"})
            sql += (sql.empty() ? " and (" : " or ") + ("exists (select 1 from " + std::string(table)) + " x where x." +
                   p + " = t.id)";
        return sql + ")";
    };
    std::vector<storage::Param> p;
    auto alerte = base::plus_jours(r.jour, territoire::entier(db, "convention.alerte", r.jour));
    for (int moities = 0; moities < 2; ++moities)
        for (auto date : {alerte, r.jour, r.jour})
            p.push_back(storage::to_param(date));
    std::string si = "1 = 1";
    if (auto mots = base::normalise(r.mots); !mots.empty()) {
        si += " and (m.cle_tri like ? or upper(m.commune) like ?)";
        p.emplace_back("%" + mots + "%");
        p.emplace_back("%" + mots + "%");
    }
    if (r.du_role) {
        si += " and (m.territoire_id is null or m.territoire_id in (" + std::string(secteur_sql) +
              ") or (m.code like 'e%' and m.id in (select etablissement_id from role_tenu where id = ?)))";
        for (int fois = 0; fois < 3; ++fois)
            p.push_back(storage::to_param(*r.du_role));
    }
    if (r.a_reprendre) {
        auto jours = [&](std::string_view code) { return territoire::entier(db, code, r.jour); };
        si += " and (m.vieux <= ? or m.dues > 0 or m.vieille < ?)";
        p.push_back(storage::to_param(base::plus_jours(r.jour, -jours("contact_partenaire.validite"))));
        p.push_back(storage::to_param(base::depuis_paris(base::plus_jours(r.jour, -jours("place.rappel")), 0, 0)));
    }
    p.emplace_back(std::int64_t{r.nombre});
    return db.all_with<LigneDePartenaire>(
        "with m (code, nom, commune, contacts, vieux, terme, dues, places, vieille, cle_tri, territoire_id, id) as (" +
            moitie("etablissement_id", "e", "etablissement", present("etablissement_id")) + " union all " +
            moitie("structure_id", "s", "structure", "") +
            ") select code, nom, commune, contacts, vieux, terme, dues, places, vieille from m where " + si +
            " order by cle_tri, code limit ?",
        p);
}

std::string conventions_dues(LigneDePartenaire const& l, Date jour) {
    if (l.a_renouveler == 0 || !l.terme)
        return {};
    auto quand = std::string(*l.terme < jour    ? "échue le "
                             : *l.terme == jour ? "terme aujourd’hui, "
                                                : "terme le ") +
                 base::affiche(*l.terme);
    return l.a_renouveler == 1
               ? "convention, " + quand
               : std::to_string(l.a_renouveler) + " conventions à reprendre, la première\u00a0: " + quand;
}

bool tient(Reader& db, acces::Contexte const& cx, Partenaire const& p) {
    if (!cx.peut(acces::Droit::tenir_partenaires))
        return false;
    auto role = cx.portee().role_tenu;
    if (acces::perimetre(cx.role()) == acces::Perimetre::etablissement)
        return p.etablissement &&
               db.maybe<std::int64_t>("select id from role_tenu where id = ? and etablissement_id = ?", role,
                                      *p.etablissement);
    return !p.territoire ||
           db.maybe<std::int64_t>("select 1 from territoire where id = ? and id in (" + std::string(secteur_sql) + ")",
                                  *p.territoire, role, role);
}

Partenaire exiger(Reader& db, std::string_view code) {
    auto p = partenaire(db, code);
    if (!p)
        throw web::not_found();
    return *p;
}

Partenaire exiger_tenu(Reader& db, acces::Contexte const& cx, std::string_view code) {
    auto p = exiger(db, code);
    if (!tient(db, cx, p))
        throw web::not_found();
    return p;
}

} // namespace metier::partenariats
