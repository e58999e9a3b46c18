#include "metier/suivi/brouillons.hpp"

#include <algorithm>

#include "metier/territoire/parametres.hpp"

namespace metier::suivi {

std::string cle_nouveau(Id<Jeune> jeune, TypeEntretien type) {
    return "nouveau/" + std::to_string(jeune.valeur) + "/" + std::string(base::code(type));
}
std::string cle_modification(Id<Entretien> id) { return "entretien/" + std::to_string(id.valeur); }

namespace {

bool deja_enregistree(Reader& db, Paires const& champs) {
    auto jeton = std::ranges::find(champs, "saisie", &Paires::value_type::first);
    return jeton != champs.end() && !jeton->second.empty() &&
           db.maybe<std::int64_t>("select version from entretien_version where saisie = ? and saisie <> '' limit 1",
                                  jeton->second)
               .has_value();
}

} // namespace

bool garder_brouillon(Writer& db, base::Coffre const& coffre, Auteur const& auteur, std::string const& cle,
                      Id<Jeune> jeune, Paires const& champs) {
    if (deja_enregistree(db, champs))
        return true;
    constexpr std::size_t au_plus = 20'000;
    auto texte = ecrire_paires(champs);
    if (texte.size() > au_plus)
        return false;
    auto jours = territoire::entier(db, "brouillon.conservation", auteur.jour());
    db.run("delete from brouillon where agent_id = ? and enregistre_le < ?", auteur.agent,
           auteur.instant - Jours{jours});
    db.run(
        "insert into brouillon (agent_id, cle, jeune_id, chiffre, enregistre_le) values (?, ?, ?, ?, ?) "
        "on conflict (agent_id, cle) do update set chiffre = excluded.chiffre, enregistre_le = excluded.enregistre_le",
        auteur.agent, cle, jeune, coffre.chiffrer(texte), auteur.instant);
    return true;
}

std::optional<Brouillon> brouillon(Reader& db, base::Coffre const& coffre, Id<acces::Agent> agent,
                                   std::string const& cle) {
    struct Ligne {
        std::string chiffre;
        Instant le;
    };
    auto l = db.maybe<Ligne>("select chiffre, enregistre_le from brouillon where agent_id = ? and cle = ?", agent, cle);
    if (!l)
        return std::nullopt;
    return Brouillon{l->le, lire_paires(coffre.dechiffrer(l->chiffre))};
}

void oublier_brouillon(Writer& db, Id<acces::Agent> agent, std::string const& cle) {
    db.run("delete from brouillon where agent_id = ? and cle = ?", agent, cle);
}

std::vector<BrouillonEnAttente> brouillons_en_attente(Reader& db, acces::Portee const& portee) {
    auto v = acces::est_visible(portee, "j");
    return db.all<BrouillonEnAttente>("select b.cle, b.jeune_id, j.nom || ' ' || j.prenom, b.enregistre_le from "
                                      "brouillon b join jeune j on j.id = b.jeune_id "
                                      "where b.agent_id = ? and " +
                                          v.sql + " order by b.enregistre_le desc limit 20",
                                      portee.agent, v.p);
}

} // namespace metier::suivi
