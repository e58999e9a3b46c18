#include "metier/jeunes/saisies.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/roles.hpp"
#include "metier/jeunes/index.hpp"

namespace metier::jeunes {

void corriger_identite(Writer& db, Jeune const& j, std::int64_t version_montree) {
    db.run_versioned("update jeune set nom = ?, nom_usage = ?, prenom = ?, autres_prenoms = ?, sexe = ?, naissance = "
                     "?, naissance_presumee = 0, commune_naissance = ?, "
                     "adresse = ?, code_postal = ?, commune = ?, telephone = ?, courriel = ?, cle_tri = ?, version = "
                     "version + 1 where id = ? and version = ?",
                     j.nom, j.nom_usage, j.prenom, j.autres_prenoms, j.sexe, j.naissance, j.commune_naissance,
                     j.adresse, j.code_postal, j.commune, j.telephone, j.courriel,
                     base::cle_de_tri(j.nom + " " + j.prenom), j.id, version_montree);
    indexer(db, j.id);
}

void verifier_identite(Writer& db, Id<Jeune> jeune, std::int64_t version_montree, Id<acces::Agent> agent,
                       Instant maintenant) {
    db.run_versioned("update jeune set identite_verifiee_le = ?, identite_verifiee_par = ?, version = version + 1 "
                     "where id = ? and version = ?",
                     maintenant, agent, jeune, version_montree);
}

void noter_points_d_appui(Writer& db, Id<Jeune> jeune, std::int64_t version_montree, std::string const& texte) {
    db.run_versioned("update jeune set points_d_appui = ?, version = version + 1 where id = ? and version = ?", texte,
                     jeune, version_montree);
}

void ajouter_responsable(Writer& db, Id<Jeune> jeune, Responsable const& r) {
    db.run("insert into responsable (jeune_id, lien, niveau, civilite, nom, prenom, telephone, telephone2, courriel, "
           "adresse, code_postal, commune, accepte_sms, "
           "contact_autorise, langue) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           jeune, r.lien, r.niveau, r.civilite, r.nom, r.prenom, r.telephone, r.telephone2, r.courriel, r.adresse,
           r.code_postal, r.commune, r.accepte_sms, r.contact_autorise, r.langue);
}

void corriger_responsable(Writer& db, Id<Jeune> jeune, Id<Responsable_> id, std::int64_t version_montree,
                          Responsable const& r) {
    db.run_versioned("update responsable set lien = ?, niveau = ?, nom = ?, prenom = ?, telephone = ?, courriel = ?, "
                     "adresse = ?, code_postal = ?, commune = ?, "
                     "accepte_sms = ?, contact_autorise = ?, langue = ?, source_id = null, version = version + 1 where "
                     "id = ? and jeune_id = ? and version = ?",
                     r.lien, r.niveau, r.nom, r.prenom, r.telephone, r.courriel, r.adresse, r.code_postal, r.commune,
                     r.accepte_sms, r.contact_autorise, r.langue, id, jeune, version_montree);
}

bool diplome_deja_note(Reader& db, Id<Jeune> jeune, Diplome const& d, std::optional<Id<Diplome>> sauf) {
    return db
        .maybe<std::int64_t>("select 1 from diplome where jeune_id = ? and genre = ? and libelle = ? and retire_le is "
                             "null and id <> ?",
                             jeune, d.genre, base::propre(d.libelle), sauf.value_or(Id<Diplome>{}))
        .has_value();
}

Id<Diplome> noter_diplome(Writer& db, Id<Jeune> jeune, DiplomeSaisi const& s) {
    auto const& d = s.diplome;
    // Retiré puis noté de nouveau : la même ligne reprend vie. Déjà là : quelqu'un l'a noté entre-temps.
    auto id = db.maybe<Id<Diplome>>(
        "insert into diplome (jeune_id, libelle, niveau, genre, du_cursus, obtenu_le, preuve, saisi_par) "
        "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (jeune_id, genre, libelle) do update set "
        "niveau = excluded.niveau, du_cursus = excluded.du_cursus, obtenu_le = excluded.obtenu_le, "
        "preuve = excluded.preuve, saisi_par = excluded.saisi_par, source_id = null, retire_le = null, "
        "retire_par = null, motif_retrait = '', version = diplome.version + 1 "
        "where diplome.retire_le is not null returning id",
        jeune, base::propre(d.libelle), d.niveau, d.genre, d.du_cursus, d.obtenu_le, s.preuve, s.par);
    if (!id)
        throw storage::Conflict{};
    return *id;
}

void corriger_diplome(Writer& db, Id<Jeune> jeune, Id<Diplome> id, std::int64_t version_montree, DiplomeSaisi const& s,
                      Instant maintenant) {
    auto const& d = s.diplome;
    auto meme_nom = db.maybe<std::int64_t>("select 1 from diplome where id = ? and genre = ? and libelle = ?", id,
                                           d.genre, base::propre(d.libelle));
    if (!meme_nom) {
        retirer_diplome(db, jeune, id, version_montree, s.par, maintenant, "corrigé");
        noter_diplome(db, jeune, s);
        return;
    }
    db.run_versioned(
        "update diplome set niveau = ?, du_cursus = ?, obtenu_le = ?, preuve = ?, saisi_par = ?, version = "
        "version + 1 where id = ? and jeune_id = ? and version = ? and retire_le is null",
        d.niveau, d.du_cursus, d.obtenu_le, s.preuve, s.par, id, jeune, version_montree);
}

void retirer_diplome(Writer& db, Id<Jeune> jeune, Id<Diplome> id, std::int64_t version_montree, Id<acces::Agent> agent,
                     Instant maintenant, std::string_view motif) {
    db.run_versioned("update diplome set retire_le = ?, retire_par = ?, motif_retrait = ?, version = version + 1 "
                     "where id = ? and jeune_id = ? and version = ? and retire_le is null",
                     maintenant, agent, motif, id, jeune, version_montree);
}

std::vector<InePorte> ine(Reader& db, Id<Jeune> jeune) {
    return db.all<InePorte>("select genre, chiffre from identifiant where jeune_id = ? order by id", jeune);
}

std::vector<Lecteur> lecteurs(Reader& db, Id<Jeune> jeune, int au_plus) {
    return db.all<Lecteur>(
        "select a.prenom || ' ' || a.nom, l.role, max(l.instant), count(*) from journal l join agent a on a.id = "
        "l.agent_id "
        "where l.acte = 'dossier_lu' and l.jeune_id in (select id from jeune where id = ? or fusionne_dans = ?) "
        "group by a.id, a.prenom, a.nom, l.role order by max(l.instant) desc, a.id limit ?",
        jeune, jeune, au_plus);
}

namespace {

/// Rôles à qui le cercle ouvre le dossier « au titre du suivi » (acces/portee.cpp).
constexpr auto roles_qui_suivent = "('coordonnateur', 'referent_decrochage', 'directeur_cio', 'psyen', "
                                   "'mission_locale')";

struct Possible {
    Id<acces::Agent> id;
    std::string nom, role, etablissement, lieu;
};
using Agents = std::vector<std::pair<Id<acces::Agent>, std::string>>;

/// « Julien COLIN (Référent décrochage scolaire, Lycée Maupertuis) » : choisir le mauvais homonyme ouvrirait un
/// dossier. Un agent qui tient deux rôles n'est offert qu'une fois.
Agents nommes(std::vector<Possible> const& possibles) {
    Agents liste;
    std::vector<std::string> lieux;
    for (auto const& p : possibles) {
        if (!liste.empty() && liste.back().first == p.id)
            continue;
        auto role = base::lire_code<acces::Role>(p.role);
        auto precisions = role ? std::string(base::libelle(*role)) : std::string{};
        if (!p.etablissement.empty())
            precisions += (precisions.empty() ? "" : ", ") + p.etablissement;
        liste.emplace_back(p.id, p.nom + (precisions.empty() ? "" : " (" + precisions + ")"));
        lieux.push_back(p.lieu);
    }
    auto libelles = liste;
    for (std::size_t i = 0; i < liste.size(); ++i)
        if (std::ranges::count(libelles, libelles[i].second, &Agents::value_type::second) > 1 && !lieux[i].empty())
            liste[i].second += ", " + lieux[i];
    return liste;
}

constexpr auto possibles_sql =
    "select a.id, a.prenom || ' ' || a.nom, r.role, coalesce(e.nom, ''), coalesce(w.nom, k.nom, '') from (select "
    "cast(? as bigint) as jeune, cast(? as text) as jour) q join jeune j on j.id = q.jeune cross join role_tenu r join "
    "agent a on a.id = r.agent_id left join etablissement e on e.id = r.etablissement_id left join reseau w on w.id = "
    "r.reseau_id left join territoire k on k.id = r.territoire_id where a.desactive_le is null and r.du <= q.jour and "
    "(r.au is null or r.au >= q.jour) and r.role in ";

} // namespace

std::vector<std::pair<Id<acces::Agent>, std::string>> membres_possibles(Reader& db, Id<Jeune> jeune, Date jour) {
    return nommes(db.all<Possible>(
        std::string(possibles_sql) + roles_qui_suivent +
            " and not exists (select 1 from cercle c where c.jeune_id = j.id and c.agent_id = a.id and c.au is null) "
            "and (exists (select 1 from territoire_contient t where t.descendant_id = j.bassin_id "
            "and t.ancetre_id in (r.territoire_id, e.territoire_id)) "
            "or exists (select 1 from reseau_bassin b join territoire_contient t on t.ancetre_id = b.territoire_id "
            "where b.reseau_id = r.reseau_id and t.descendant_id = j.bassin_id) or " +
            acces::est_visible_de("r.id", "q.jour", "j") + ") order by a.cle_tri, a.id, r.id",
        jeune, jour));
}

std::vector<std::pair<Id<acces::Agent>, std::string>> referents_possibles(Reader& db, Id<Jeune> jeune, Date jour) {
    return nommes(db.all<Possible>(std::string(possibles_sql) + roles_qui_suivent + " and " +
                                       acces::est_visible_de("r.id", "q.jour", "j") + " order by a.cle_tri, a.id, r.id",
                                   jeune, jour));
}

} // namespace metier::jeunes
