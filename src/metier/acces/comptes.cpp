#include "metier/acces/comptes.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/sessions.hpp"

namespace metier::acces {
namespace {

std::string courriel_garde(std::string_view courriel) { return base::minuscules(base::propre(courriel)); }

std::string tri(NouveauCompte const& c) { return base::cle_de_tri(c.nom + " " + c.prenom); }

constexpr std::string_view colonnes_du_role = "select r.id, r.agent_id, r.role, ";
std::string roles_sql(std::string_view suite) {
    return std::string{colonnes_du_role} + std::string{nom_du_perimetre_sql} + ", r.du, r.au from role_tenu r" +
           std::string{jointures_du_perimetre_sql} + std::string{suite};
}

constexpr std::string_view colonnes_du_compte = "select id, courriel, nom, prenom, case when totp is null then 0 else "
                                                "1 end, mot_de_passe_provisoire, desactive_le, "
                                                "cree_le, version from agent ";

} // namespace

Id<Agent> creer_compte(storage::Writer& db, Instant maintenant, NouveauCompte const& compte, std::string const& hachage,
                       MotDePasse genre) {
    return db.one<Id<Agent>>(
        "insert into agent (courriel, nom, prenom, mot_de_passe, mot_de_passe_provisoire, cree_le, "
        "cle_tri) values (?, ?, ?, ?, ?, ?, ?) returning id",
        courriel_garde(compte.courriel), compte.nom, compte.prenom, hachage, genre == MotDePasse::provisoire,
        maintenant, tri(compte));
}

void modifier_compte(storage::Writer& db, Id<Agent> agent, NouveauCompte const& compte, std::int64_t version) {
    db.run_versioned("update agent set courriel = ?, nom = ?, prenom = ?, cle_tri = ?, version = version + 1 "
                     "where id = ? and version = ?",
                     courriel_garde(compte.courriel), compte.nom, compte.prenom, tri(compte), agent, version);
}

void desactiver_compte(storage::Writer& db, Id<Agent> agent, Instant maintenant) {
    db.run("update agent set desactive_le = ?, version = version + 1 where id = ? and desactive_le is null", maintenant,
           agent);
    fermer_toutes(db, agent);
}

void reactiver_compte(storage::Writer& db, Id<Agent> agent) {
    db.run("update agent set desactive_le = null, version = version + 1 where id = ?", agent);
}

void changer_mot_de_passe(storage::Writer& db, Id<Agent> agent, std::string const& hachage, MotDePasse genre) {
    db.run("update agent set mot_de_passe = ?, mot_de_passe_provisoire = ? where id = ?", hachage,
           genre == MotDePasse::provisoire, agent);
    fermer_toutes(db, agent);
}

std::optional<territoire::GenreDeReseau> genre_de_reseau(Role role) {
    if (role == Role::responsable_foquale)
        return territoire::GenreDeReseau::foquale;
    if (role == Role::psad)
        return territoire::GenreDeReseau::psad;
    return std::nullopt;
}

bool convient(Assise const& a, Role role) {
    int posees =
        a.territoire.has_value() + a.etablissement.has_value() + a.reseau.has_value() + a.structure.has_value();
    switch (perimetre(role)) {
    case Perimetre::territoire: return posees == 1 && a.territoire;
    case Perimetre::etablissement: return posees == 1 && a.etablissement;
    case Perimetre::reseau: return posees == 1 && a.reseau;
    case Perimetre::structure: return posees == 1 && a.structure;
    case Perimetre::aucun: return posees == 0;
    }
    return false;
}

Id<RoleTenu> donner_role(storage::Writer& db, Instant maintenant, Id<Agent> agent, Role role, Assise const& assise,
                         Date du, std::optional<Date> au) {
    ensure(convient(assise, role), "un rôle se tient sur le genre de périmètre qui est le sien");
    return db.one<Id<RoleTenu>>("insert into role_tenu (agent_id, role, territoire_id, etablissement_id, reseau_id, "
                                "structure_id, du, au, cree_le) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
                                agent, role, assise.territoire, assise.etablissement, assise.reseau, assise.structure,
                                du, au, maintenant);
}

void retirer_role(storage::Writer& db, Id<Agent> agent, Id<RoleTenu> role, Date dernier_jour) {
    db.run("update role_tenu set au = ? where id = ? and agent_id = ?", dernier_jour, role, agent);
}

bool aucun_compte(storage::Reader& db) { return !db.maybe<std::int64_t>("select 1 from agent limit 1"); }

bool courriel_pris(storage::Reader& db, std::string_view courriel, std::optional<Id<Agent>> sauf) {
    return db
        .maybe<std::int64_t>("select 1 from agent where courriel = ? and id <> ?", courriel_garde(courriel),
                             sauf.value_or(Id<Agent>{0}))
        .has_value();
}

std::optional<Compte> compte(storage::Reader& db, Id<Agent> agent) {
    return db.maybe<Compte>(std::string{colonnes_du_compte} + "where id = ?", agent);
}

std::optional<Compte> compte_du_courriel(storage::Reader& db, std::string_view courriel) {
    return db.maybe<Compte>(std::string{colonnes_du_compte} + "where courriel = ?", courriel_garde(courriel));
}

std::vector<RoleDuCompte> roles_du_compte(storage::Reader& db, Id<Agent> agent) {
    return db.all<RoleDuCompte>(roles_sql("where r.agent_id = ? order by r.du desc, r.id desc"), agent);
}

std::optional<RoleDuCompte> role_du_compte(storage::Reader& db, Id<Agent> agent, Id<RoleTenu> role) {
    return db.maybe<RoleDuCompte>(roles_sql("where r.agent_id = ? and r.id = ?"), agent, role);
}

bool reste_un_administrateur(storage::Reader& db, Date jour, std::optional<Id<Agent>> sans_agent,
                             std::optional<Id<RoleTenu>> sans_role) {
    return db
        .maybe<std::int64_t>(
            "select 1 from role_tenu r join agent a on a.id = r.agent_id where r.role = ? and r.du <= ? "
            "and (r.au is null or r.au >= ?) and a.desactive_le is null and a.id <> ? and r.id <> ? limit 1",
            Role::administrateur, jour, jour, sans_agent.value_or(Id<Agent>{0}), sans_role.value_or(Id<RoleTenu>{0}))
        .has_value();
}

namespace {

/// D'une clé de tri (des poids, deux chiffres chacun), les lettres seules : ni accents, ni casse, qui suivent un 01.
std::string lettres(std::string const& cle) {
    for (std::size_t i = 0; i + 1 < cle.size(); i += 2)
        if (cle.compare(i, 2, "01") == 0)
            return cle.substr(0, i);
    return cle;
}

} // namespace

ListeDeComptes comptes(storage::Reader& db, DemandeDeComptes const& demande) {
    // Un morceau du nom et du prénom (clé de tri), ou du courriel.
    std::string const filtre = " from agent where (? = '' or cle_tri like ? or courriel like ?)";
    auto cle = lettres(base::cle_de_tri(demande.cherche));
    auto echappe = [](std::string texte) {
        std::erase_if(texte, [](char c) { return c == '%' || c == '_'; });
        return texte;
    };
    auto dedans = "%" + echappe(cle) + "%", courriel = "%" + echappe(courriel_garde(demande.cherche)) + "%";
    std::string const colonnes =
        "select id, courriel, nom, prenom, case when totp is null then 0 else 1 end, desactive_le, cle_tri";
    ListeDeComptes liste;
    auto une_de_plus = demande.par_page + 1;
    if (demande.avant)
        liste.lignes = db.all<LigneDeCompte>(
            colonnes + filtre + " and (cle_tri, id) < (?, ?) order by cle_tri desc, id desc limit ?", cle, dedans,
            courriel, demande.avant->cle_tri, demande.avant->id, une_de_plus);
    else
        liste.lignes = db.all<LigneDeCompte>(
            colonnes + filtre + " and (cle_tri, id) > (?, ?) order by cle_tri, id limit ?", cle, dedans, courriel,
            demande.apres ? demande.apres->cle_tri : std::string{}, demande.apres ? demande.apres->id : 0, une_de_plus);
    bool deborde = liste.lignes.size() > static_cast<std::size_t>(demande.par_page);
    if (deborde)
        liste.lignes.pop_back();
    if (demande.avant)
        std::ranges::reverse(liste.lignes);
    liste.il_y_en_a_avant = demande.avant ? deborde : demande.apres.has_value();
    liste.il_y_en_a_apres = demande.avant ? true : deborde;
    liste.total = db.one<std::int64_t>("select count(*)" + filtre, cle, dedans, courriel);
    if (liste.lignes.empty())
        return liste;
    std::vector<storage::Param> ids{storage::to_param(demande.jour)};
    for (auto const& ligne : liste.lignes)
        ids.push_back(storage::to_param(ligne.id));
    liste.roles = db.all_with<RoleDuCompte>(roles_sql("where (r.au is null or r.au >= ?) and r.agent_id in (" +
                                                      storage::placeholders(liste.lignes.size()) + ") order by r.id"),
                                            ids);
    return liste;
}

std::optional<Identifiants> identifiants(storage::Reader& db, std::string_view courriel) {
    return db.maybe<Identifiants>("select id, mot_de_passe, case when totp is null then 0 else 1 end from agent "
                                  "where courriel = ? and desactive_le is null",
                                  courriel_garde(courriel));
}

} // namespace metier::acces
