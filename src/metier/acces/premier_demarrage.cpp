#include "metier/acces/premier_demarrage.hpp"

#include "base/texte.hpp"
#include "metier/acces/acces.hpp"
#include "metier/territoire/gestion.hpp"
#include "metier/territoire/noms.hpp"

namespace metier::acces {

std::string code_premier_demarrage(Environnement const& env) {
    auto lease = env.base.read();
    auto db = lease.reader();
    if (!aucun_compte(db))
        return {};
    // Tiré de la clé du dossier de données : le même sur tous les serveurs, sans rien garder.
    auto empreinte = base::sha256(env.coffre.empreinte("premier démarrage"));
    return empreinte.substr(0, 5) + "-" + empreinte.substr(5, 5) + "-" + empreinte.substr(10, 5);
}

Id<Agent> creer_academie(storage::Writer& db, Instant maintenant, PremiereAcademie const& a,
                         std::optional<PremierBassin> const& b) {
    using territoire::GenreDeTerritoire;
    auto jour = base::a_paris(maintenant).jour;
    // Les codes de l'annuaire national : importé ensuite, il reconnaît cette académie et ce département.
    auto academie = territoire::creer(db, GenreDeTerritoire::academie, a.academie, {});
    auto departement = territoire::creer(db, GenreDeTerritoire::departement, a.departement, academie,
                                         territoire::code_de_departement(a.departement_code));
    auto administrateur = creer_compte(db, maintenant, a.administrateur, a.hachage, MotDePasse::choisi);
    donner_role(db, maintenant, administrateur, Role::administrateur, {}, jour);
    if (b) {
        auto bassin = territoire::creer(db, GenreDeTerritoire::bassin, b->bassin, departement);
        auto coordonnateur = creer_compte(db, maintenant, b->coordonnateur, b->hachage, MotDePasse::provisoire);
        donner_role(db, maintenant, coordonnateur, Role::coordonnateur, {.territoire = bassin}, jour);
    }
    return administrateur;
}

} // namespace metier::acces
