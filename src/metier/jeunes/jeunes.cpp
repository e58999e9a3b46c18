#include "metier/jeunes/jeunes.hpp"

#include "base/texte.hpp"
#include "metier/jeunes/index.hpp"

namespace metier::jeunes {
namespace {

rapprochement::Sexe sexe_du_moteur(Sexe sexe) {
    switch (sexe) {
    case Sexe::feminin: return rapprochement::Sexe::feminin;
    case Sexe::masculin: return rapprochement::Sexe::masculin;
    case Sexe::inconnu: return rapprochement::Sexe::inconnu;
    }
    return rapprochement::Sexe::inconnu;
}

} // namespace

std::string nom_affiche(std::string_view nom, std::string_view nom_usage, std::string_view prenom) {
    auto affiche = base::majuscules(nom);
    if (!nom_usage.empty() && base::normalise(nom_usage) != base::normalise(nom))
        affiche += " (usage : " + base::majuscules(nom_usage) + ")";
    return affiche + " " + std::string(prenom);
}

std::string age_affiche(std::optional<Date> naissance, Date jour) {
    if (!naissance)
        return "âge inconnu";
    auto age = base::age(*naissance, jour);
    return base::nombre(age) + (age < 2 ? "\u00a0an" : "\u00a0ans");
}

std::string cle_par_defaut(IdentiteLue const& i) {
    auto prenom = i.prenoms.empty() ? std::string{} : base::normalise(i.prenoms.front());
    return "id:" +
           base::sha256(base::normalise(i.nom) + "|" + prenom + "|" + (i.naissance ? base::iso(*i.naissance) : ""))
               .substr(0, 32);
}

rapprochement::Fiche fiche_sans_ine(IdentiteLue const& identite, std::string id) {
    rapprochement::Fiche f;
    f.id = std::move(id);
    f.nom = identite.nom;
    f.nom_usage = identite.nom_usage;
    f.prenoms = identite.prenoms;
    f.naissance = identite.naissance;
    f.sexe = sexe_du_moteur(identite.sexe);
    f.commune_naissance = identite.commune_naissance;
    f.adresse = identite.adresse;
    f.code_postal = identite.code_postal;
    f.commune = identite.commune;
    if (!identite.telephone.empty())
        f.telephones.push_back(identite.telephone);
    if (!identite.courriel.empty())
        f.courriels.push_back(identite.courriel);
    return f;
}

rapprochement::Fiche fiche(IdentiteLue const& identite, base::Coffre const& coffre, std::string id) {
    auto f = fiche_sans_ine(identite, std::move(id));
    for (auto const& ine : identite.ine)
        f.ine.push_back(coffre.empreinte(ine.texte()));
    return f;
}

std::optional<Jeune> trouver_sans_portee(Reader& db, Id<Jeune> id) {
    return db.maybe<Jeune>(
        "select id, nom, nom_usage, prenom, autres_prenoms, sexe, naissance, naissance_presumee, commune_naissance, "
        "adresse, code_postal, commune, telephone, courriel, bassin_id, psad_depuis, points_d_appui, "
        "identite_verifiee_le, identite_verifiee_par, informe_le, non_informe_motif, fusionne_dans, cree_le, version "
        "from jeune where id = ?",
        id);
}

Id<Jeune> resoudre(Reader& db, Id<Jeune> id) {
    // Une chaîne de fusions est courte ; la borne évite de tourner si la base était abîmée.
    for (int pas = 0; pas < 50; ++pas) {
        auto suivant = db.maybe<std::optional<Id<Jeune>>>("select fusionne_dans from jeune where id = ?", id);
        if (!suivant || !*suivant)
            return id;
        id = **suivant;
    }
    return id;
}

std::optional<Jeune> trouver(Reader& db, acces::Portee const& portee, Id<Jeune> id) {
    auto jeune = trouver_sans_portee(db, id);
    if (jeune && jeune->fusionne_dans)
        jeune = trouver_sans_portee(db, resoudre(db, id));
    if (!jeune || !acces::motif(db, portee, jeune->id))
        return std::nullopt;
    return jeune;
}

std::vector<Resume> resumes(Reader& db, acces::Portee const& portee, std::span<Id<Jeune> const> ids, Date jour) {
    if (ids.empty())
        return {};
    auto v = acces::est_visible(portee, "j");
    auto const sql =
        "select j.id, j.nom, j.nom_usage, j.prenom, j.sexe, j.naissance, j.commune, "
        "coalesce((select coalesce(e.nom, i.structure) from inscription i left join etablissement e on e.id = "
        "i.etablissement_id "
        "where i.jeune_id = j.id order by i.annee desc, i.du desc, i.id desc limit 1), ''), "
        "coalesce((select i.formation from inscription i where i.jeune_id = j.id order by i.annee desc, i.du desc, "
        "i.id desc limit 1), ''), "
        "(select s.genre from situation s where s.jeune_id = j.id and s.du <= ? and (s.au is null or s.au >= ?) order "
        "by s.du desc limit 1), "
        "coalesce((select a.prenom || ' ' || a.nom from cercle c join agent a on a.id = c.agent_id "
        "where c.jeune_id = j.id and c.fonction = 'referent' and c.au is null), ''), "
        "(select count(*) from inscription i where i.jeune_id = j.id and i.du <= ? and (i.au is null or i.au >= ?) and "
        "i.annee = ? and i.sans_classe = 0) "
        "from jeune j where j.id in (" +
        storage::placeholders(ids.size()) + ") and j.fusionne_dans is null and " + v.sql;
    std::vector<storage::Param> p{storage::to_param(jour), storage::to_param(jour), storage::to_param(jour),
                                  storage::to_param(jour), storage::to_param(base::AnneeScolaire::du(jour))};
    for (auto id : ids)
        p.push_back(storage::to_param(id));
    p.insert(p.end(), v.p.begin(), v.p.end());
    auto lues = db.all_with<Resume>(sql, p);
    std::vector<Resume> ordonnees;
    for (auto id : ids)
        for (auto const& r : lues)
            if (r.id == id)
                ordonnees.push_back(r);
    return ordonnees;
}

} // namespace metier::jeunes
