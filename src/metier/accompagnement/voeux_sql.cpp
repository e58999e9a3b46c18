#include "metier/accompagnement/accompagnement.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::accompagnement {
namespace {

constexpr auto choisir = "select id, jeune_id, formation, ou, rang, etat, etat_le, note, version from voeu_suivi ";
constexpr auto genre_refus = "voeu_refuse";

std::string origine(Id<Voeu> id) { return "voeu/" + std::to_string(id.valeur); }

} // namespace

std::vector<Voeu> voeux(Reader& db, Id<Jeune> jeune) {
    return db.all<Voeu>(std::string(choisir) + "where jeune_id = ? order by rang, id", jeune);
}

std::optional<Voeu> trouver(Reader& db, Id<Voeu> id) {
    return db.maybe<Voeu>(std::string(choisir) + "where id = ?", id);
}

Id<Voeu> ajouter(Writer& db, Voeu const& v, Id<acces::Agent> par) {
    return db.one<Id<Voeu>>(
        "insert into voeu_suivi (jeune_id, formation, ou, rang, etat, etat_le, agent_id) values (?, ?, "
        "?, ?, ?, ?, ?) returning id",
        v.jeune, v.formation, v.ou, v.rang, v.etat, v.etat_le, par);
}

void changer(Writer& db, Instant instant, Id<acces::Agent> par, Voeu const& v, EtatDeVoeu etat,
             std::string const& note) {
    auto jour = base::a_paris(instant).jour;
    db.run_versioned(
        "update voeu_suivi set etat = ?, etat_le = ?, note = ?, version = version + 1 where id = ? and version "
        "= ?",
        etat, jour, note, v.id, v.version);
    if (etat != EtatDeVoeu::refuse) {
        agenda::clore_celles_de(db, instant, par, origine(v.id), std::string(base::code(etat)), genre_refus);
        return;
    }
    agenda::creer(db, instant, par,
                  {.jeune = v.jeune,
                   .agent = par,
                   .genre = genre_refus,
                   .objet = "Vœu refusé : chercher une autre place",
                   .pour_le = base::plus_jours(jour, territoire::entier(db, "voeu.relance", jour)),
                   .origine = origine(v.id)});
}

} // namespace metier::accompagnement
