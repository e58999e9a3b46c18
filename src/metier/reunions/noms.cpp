// Un texte libre qui partirait dans un courriel ne nomme aucun jeune : on cherche ceux que désignent ses mots, et eux
// seuls.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/reunions/reunions_web.hpp"

namespace metier::reunions {

namespace {

struct Nom {
    std::string prenom, nom, nom_usage;
};

/// De l'ordre du jour, connus ou non de qui écrit.
std::vector<Nom> de_l_ordre_du_jour(Reader& db, Id<Reunion> id) {
    return db.all<Nom>(
        "select j.prenom, j.nom, j.nom_usage from reunion_point q join jeune j on j.id = q.jeune_id where "
        "q.reunion_id = ? and q.retire_le is null",
        id);
}

/// De ceux qu'il peut connaître, son établissement compris : qui porte au moins deux des mots du texte.
std::vector<Nom> connus_de(Reader& db, acces::Portee const& auteur, std::vector<std::string> mots) {
    constexpr std::size_t prenom_et_nom = 2;
    std::ranges::sort(mots);
    mots.erase(std::ranges::unique(mots).begin(), mots.end());
    if (mots.size() < prenom_et_nom)
        return {};
    std::vector<storage::Param> p(mots.begin(), mots.end());
    std::string vus = "exists (select 1 from role_tenu r join inscription i on i.etablissement_id = r.etablissement_id "
                      "where r.id = ? and i.jeune_id = j.id and i.visible_jusqu_au >= ?)";
    p.push_back(storage::to_param(auteur.role_tenu));
    p.push_back(storage::to_param(auteur.jour));
    if (acces::a_le_droit(auteur.role, acces::Droit::lire_dossier)) {
        auto c = acces::est_visible(auteur, "j");
        vus += " or " + c.sql;
        p.insert(p.end(), c.p.begin(), c.p.end());
    }
    return db.all_with<Nom>("select j.prenom, j.nom, j.nom_usage from jeune j where j.id in (select m.jeune_id from "
                            "jeune_mot m where m.mot_id in (select w.id from mot w where w.texte in (" +
                                storage::placeholders(mots.size()) +
                                ")) group by m.jeune_id having count(*) > 1) and (" + vus + ")",
                            p);
}

bool dit(std::string_view texte, Nom const& n) {
    return nomme(texte, n.prenom, n.nom) || (!n.nom_usage.empty() && nomme(texte, n.prenom, n.nom_usage));
}

} // namespace

bool nomme_un_jeune(Reader& db, acces::Portee const& auteur, std::optional<Id<Reunion>> id, std::string const& texte) {
    auto mots = base::mots(texte);
    if (mots.size() < 2)
        return false;
    auto le_dit = [&](Nom const& n) { return dit(texte, n); };
    if (id && std::ranges::any_of(de_l_ordre_du_jour(db, *id), le_dit))
        return true;
    auto trouves = connus_de(db, auteur, std::move(mots));
    std::erase_if(trouves, [&](auto const& n) { return !le_dit(n); });
    if (trouves.empty() || !id)
        return !trouves.empty();
    // Un lycée ou un participant qui porte le même nom : tous le connaissent déjà.
    std::string deja_su = trouver(db, *id)->nom_public();
    for (auto const& m : membres(db, *id))
        deja_su += " / " + m.nom;
    return std::ranges::any_of(trouves, [&](auto const& n) { return !dit(deja_su, n); });
}

bool refuse_un_nom(Reader& db, acces::Portee const& auteur, std::optional<Id<Reunion>> id,
                   web::Field<std::string>& champ) {
    auto texte = champ.value().value_or("");
    if (!champ.error().empty() || !nomme_un_jeune(db, auteur, id, texte))
        return false;
    champ.refuse(
        "Ce texte contient le prénom et le nom d’un jeune. D’autres que ceux qui le suivent le liront, dans un "
        "courriel ou sur la page de la réunion : dites-le autrement, sans le nommer.");
    return true;
}

std::string lieu_publiable(Reader& db, acces::Portee const& auteur, Id<Reunion> id, std::string const& lieu) {
    return nomme_un_jeune(db, auteur, id, lieu) ? "" : lieu;
}

} // namespace metier::reunions
