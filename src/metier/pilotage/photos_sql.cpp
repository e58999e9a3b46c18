#include "metier/pilotage/pilotage.hpp"

namespace metier::pilotage {
namespace {

constexpr auto choix =
    "select p.id, p.titre, p.au, p.publique, p.prise_le, coalesce(t.nom, e.nom, x.nom, '') from photo p left join "
    "territoire t on t.id = p.territoire_id "
    "left join etablissement e on e.id = p.etablissement_id left join reseau x on x.id = p.reseau_id";

/// Le périmètre de la photo est dans celui du rôle : même réseau, établissement ou territoire contenu.
struct Filtre {
    std::string sql;
    std::vector<storage::Param> parametres;
};
Filtre dans(Perimetre const& p) {
    if (p.lieux.etablissement)
        return {"p.etablissement_id = ?", {storage::to_param(*p.lieux.etablissement)}};
    std::string racines = storage::placeholders(p.lieux.territoires.size());
    Filtre f{"(p.territoire_id in (select descendant_id from territoire_contient where ancetre_id in (" + racines +
                 ")) or p.etablissement_id in (select s.id from etablissement s join territoire_contient c on "
                 "c.descendant_id = s.territoire_id where c.ancetre_id in (" +
                 racines + "))",
             {}};
    for (int fois = 0; fois < 2; ++fois)
        for (auto const& t : p.lieux.territoires)
            f.parametres.push_back(storage::to_param(t));
    if (p.reseau) {
        f.sql += " or p.reseau_id = ?";
        f.parametres.push_back(storage::to_param(*p.reseau));
    }
    f.sql += ")";
    return f;
}

} // namespace

Id<Photo> prendre(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> par, NouvellePhoto const& p) {
    std::optional<Id<territoire::Territoire>> territoire;
    if (!p.perimetre.reseau && !p.perimetre.lieux.territoires.empty())
        territoire = p.perimetre.lieux.territoires.front();
    return db.one<Id<Photo>>("insert into photo (campagne_id, territoire_id, etablissement_id, reseau_id, titre, au, "
                             "contenu, publique, prise_le, prise_par) "
                             "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
                             p.campagne, territoire, p.perimetre.lieux.etablissement, p.perimetre.reseau, p.titre,
                             p.bilan.au, en_json(p.bilan), p.publique ? 1 : 0, maintenant, par);
}

std::vector<PhotoPrise> photos(Reader& db, Perimetre const& du_role, int au_plus) {
    auto f = dans(du_role);
    f.parametres.push_back(storage::to_param(au_plus));
    return db.all_with<PhotoPrise>(
        std::string(choix) + " where " + f.sql + " order by p.prise_le desc, p.id desc limit ?", f.parametres);
}

std::optional<PhotoLue> trouver_photo(Reader& db, Perimetre const& du_role, Id<Photo> id) {
    auto f = dans(du_role);
    f.parametres.push_back(storage::to_param(id));
    auto photo = db.all_with<PhotoPrise>(std::string(choix) + " where " + f.sql + " and p.id = ?", f.parametres);
    if (photo.empty())
        return std::nullopt;
    return PhotoLue{photo.front(), depuis_json(db.one<std::string>("select contenu from photo where id = ?", id))};
}

std::optional<PhotoLue> derniere_photo_publique(Reader& db) {
    auto photo =
        db.maybe<PhotoPrise>(std::string(choix) + " where p.publique = 1 order by p.prise_le desc, p.id desc limit 1");
    if (!photo)
        return std::nullopt;
    return PhotoLue{*photo, depuis_json(db.one<std::string>("select contenu from photo where id = ?", photo->id))};
}

void noter_export(Writer& db, Instant maintenant, Id<acces::Agent> agent, ExportFait const& e) {
    db.run("insert into export (agent_id, genre, format, finalite, motif, perimetre, colonnes, lignes, fait_le, "
           "expire_le) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           agent, e.genre, e.format, e.finalite, e.motif, e.perimetre, e.colonnes, e.lignes, maintenant, e.expire_le);
}

} // namespace metier::pilotage
