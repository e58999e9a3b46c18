#include <algorithm>

#include "base/texte.hpp"
#include "metier/conservation/conservation.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::conservation {
namespace {

constexpr std::size_t par_rapport = 500; // ce qu'un acte écrit sans faire attendre

struct Decidee {
    Id<Jeune> jeune;
    Date terme{}, annoncee_le{};
    std::string par;
};

struct Bilan {
    std::int64_t dossiers = 0, suivis = 0;
    ParTable tables;
    std::map<std::string, std::int64_t> decideurs;
};

std::vector<Decidee> decidees(Reader& db) {
    return db.all<Decidee>(
        "select a.jeune_id, a.terme, a.annoncee_le, coalesce(g.prenom || ' ' || g.nom, '') from "
        "purge_annonce a left join agent g on g.id = a.decidee_par where a.decision = 'purger' order "
        "by a.jeune_id");
}

bool avait_ete_suivi(Reader& db, Id<Jeune> jeune) {
    return db
        .maybe<std::int64_t>(
            "select 1 from contact where jeune_id = ? union all select 1 from entretien where jeune_id "
            "= ? limit 1",
            jeune, jeune)
        .has_value();
}

/// Tout ce qui a pu changer depuis la décision se regarde de nouveau, dans la transaction.
bool son_jour_est_venu(Reader& db, Decidee const& d, Date jour, Durees const& durees) {
    return purgeable_le(d.terme, d.annoncee_le, durees) <= jour && terme(dernier_fait(db, d.jeune).le, durees) <= jour;
}

void purger(Writer& db, Instant maintenant, Decidee const& d, Bilan& bilan) {
    auto suivi = avait_ete_suivi(db, d.jeune);
    for (auto const& [table, n] : anonymiser(db, d.jeune, base::a_paris(maintenant).jour)) {
        bilan.tables[table].effacees += n.effacees;
        bilan.tables[table].au_mois += n.au_mois;
    }
    ++bilan.dossiers;
    bilan.suivis += suivi ? 1 : 0;
    ++bilan.decideurs[d.par];
    acces::consigner(db, maintenant, {}, "systeme", acces::Acte::dossier_purge,
                     {d.jeune, "conservation", "terme du " + base::iso(d.terme), "decision"});
}

std::string lignes(auto const& liste, auto texte) {
    std::string tout;
    for (auto const& x : liste)
        tout += (tout.empty() ? "" : "\n") + texte(x);
    return tout;
}

Id<Rapport> rediger(Writer& db, Instant maintenant, Bilan const& b, std::map<Retenue, std::int64_t> const& retenus) {
    auto jour = base::a_paris(maintenant).jour;
    auto id = db.one<Id<Rapport>>(
        "insert into purge_rapport (fait_le, dossiers, suivis, retenus, regles, decideurs) values (?, ?, ?, ?, ?, ?) "
        "returning id",
        maintenant, b.dossiers, b.suivis,
        lignes(retenus, [](auto const& r) { return std::string(code(r.first)) + "|" + std::to_string(r.second); }),
        lignes(regles(db, jour),
               [](Regle const& r) {
                   return r.code + "|" + r.valeur + " " + r.unite + "|" + r.source + "|" + (r.a_confirmer ? "1" : "0");
               }),
        lignes(b.decideurs, [](auto const& d) { return d.first + "|" + std::to_string(d.second); }));
    for (auto const& [table, n] : b.tables)
        db.run("insert into purge_rapport_ligne (rapport_id, nom_table, contenu, effacees, au_mois) select cast(? as "
               "bigint), "
               "nom_table, contenu, cast(? as bigint), cast(? as bigint) from registre where nom_table = ?",
               id, n.effacees, n.au_mois, table);
    return id;
}

/// Une transaction : le rapport dit exactement ce qui a été fait, ou rien ne l'a été.
void un_rapport(acces::Environnement const& env, Instant maintenant, std::span<Decidee const> liste, Execution& e) {
    storage::Transaction tx{env.base};
    auto& db = tx.writer();
    auto jour = base::a_paris(maintenant).jour;
    auto d = durees(db, jour);
    Bilan bilan;
    std::map<Retenue, std::int64_t> retenus;
    for (auto const& une : liste)
        if (!son_jour_est_venu(db, une, jour, d))
            continue;
        else if (auto r = retenue(db, une.jeune, jour))
            ++retenus[*r];
        else
            purger(db, maintenant, une, bilan);
    e.dossiers += bilan.dossiers;
    for (auto const& [r, n] : retenus)
        e.retenus[r] += n;
    if (bilan.dossiers > 0)
        e.rapport = rediger(db, maintenant, bilan, retenus);
    tx.commit();
}

} // namespace

Execution executer(acces::Environnement const& env) {
    auto maintenant = env.horloge.instant();
    Execution e;
    std::vector<Decidee> liste;
    {
        auto lease = env.base.read();
        auto db = lease.reader();
        liste = decidees(db);
    }
    if (liste.empty())
        return e;
    for (std::size_t debut = 0; debut < liste.size(); debut += par_rapport) {
        auto fin = std::min(liste.size(), debut + par_rapport);
        un_rapport(env, maintenant, std::span{liste}.subspan(debut, fin - debut), e);
    }
    return e;
}

std::map<std::string, std::int64_t> effacer_le_perime(Writer& db, Instant maintenant) {
    auto jour = base::a_paris(maintenant).jour;
    auto il_y_a = [&](std::string_view regle) { return maintenant - Jours{territoire::entier(db, regle, jour)}; };
    auto mois_avant = [&](std::string_view regle) {
        return base::depuis_paris(base::plus_mois(jour, -territoire::entier(db, regle, jour)), 0, 0);
    };
    std::map<std::string, std::int64_t> fait;
    auto noter = [&](std::string const& quoi, std::int64_t n) {
        if (n > 0)
            fait[quoi] = n;
    };
    noter("brouillons", db.run("delete from brouillon where enregistre_le < ?", il_y_a("brouillon.conservation")));
    // Ce qui servait à défaire une fusion ne sert plus quand elle ne se défait plus.
    noter("fusions",
          db.run("update fusion set deplacements = '{}' where deplacements <> '{}' and (defaite_le is not null "
                 "or faite_le < ?)",
                 il_y_a("fusion.delai_annulation")));
    noter("proches",
          db.run("delete from campagne_proche where campagne_id in (select id from campagne where close_le is "
                 "not null)"));
    noter("demandes d’accès",
          db.run("delete from demande_acces where demandee_le < ? and (jusqu_au is null or jusqu_au < ?)",
                 mois_avant("demande.conservation"), jour));
    noter("échéances sans jeune",
          db.run("delete from echeance where jeune_id is null and faite_le < ?", mois_avant("echeance.conservation")));
    return fait;
}

namespace {

std::string en_une_ligne(Tournee const& t) {
    return std::to_string(t.annonces) + " annoncés, " + std::to_string(t.levees) + " levés, " +
           std::to_string(t.rouvertes) + " rouverts";
}

std::string en_une_ligne(std::map<std::string, std::int64_t> const& perime) {
    std::string detail;
    for (auto const& [quoi, n] : perime)
        detail += (detail.empty() ? "" : ", ") + std::to_string(n) + " " + quoi;
    return detail;
}

/// Ce que la machine a fait d'elle-même a sa ligne au journal.
void noter(storage::Database& base, Instant maintenant, Tournee const& t) {
    storage::Transaction tx{base};
    auto consigner = [&](acces::Acte acte, std::string const& detail) {
        acces::consigner(tx.writer(), maintenant, {}, "systeme", acte, {{}, "conservation", detail, "terme"});
    };
    if (t.annonces + t.levees + t.rouvertes > 0)
        consigner(acces::Acte::purge_annoncee, en_une_ligne(t));
    if (auto perime = effacer_le_perime(tx.writer(), maintenant); !perime.empty())
        consigner(acces::Acte::perime_efface, en_une_ligne(perime));
    tx.commit();
}

} // namespace

std::string ronde(acces::Environnement const& env) {
    auto maintenant = env.horloge.instant();
    auto t = annoncer(env.base, maintenant);
    noter(env.base, maintenant, t);
    auto e = executer(env);
    return base::pluriel(t.annonces, "fin de dossier annoncée", "fins de dossier annoncées") + ", " +
           base::pluriel(e.dossiers, "dossier rendu anonyme", "dossiers rendus anonymes");
}

namespace {

struct LigneLue {
    Id<Rapport> id;
    Instant fait_le{};
    std::int64_t dossiers = 0, suivis = 0;
    std::string retenus, regles, decideurs;
    RapportLu rapport() const { return {id, fait_le, dossiers, suivis, retenus, regles, decideurs}; }
};
constexpr auto choix_rapport = "select id, fait_le, dossiers, suivis, retenus, regles, decideurs from purge_rapport ";

} // namespace

std::vector<RapportLu> rapports(Reader& db, int au_plus) {
    std::vector<RapportLu> liste;
    db.each<LigneLue>(
        std::string(choix_rapport) + "order by id desc limit ?",
        [&](LigneLue const& l) { liste.push_back(l.rapport()); }, au_plus);
    return liste;
}

std::optional<RapportLu> rapport(Reader& db, Id<Rapport> id) {
    auto l = db.maybe<LigneLue>(std::string(choix_rapport) + "where id = ?", id);
    if (!l)
        return std::nullopt;
    auto r = l->rapport();
    r.lignes = db.all<LigneDeRapport>("select contenu, effacees, au_mois from purge_rapport_ligne where rapport_id = ? "
                                      "and effacees + au_mois > 0 order by contenu",
                                      id);
    return r;
}

} // namespace metier::conservation
