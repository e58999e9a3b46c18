#include "metier/demonstration/partenaires.hpp"

#include "base/texte.hpp"
#include "metier/partenariats/contacts.hpp"
#include "metier/partenariats/places.hpp"
#include "metier/territoire/reseaux.hpp"

namespace metier::demonstration {
namespace {

namespace pt = metier::partenariats;

struct PlaceFictive {
    char const* formation;
    suivi::Code code;
    int nombre, jours; ///< confirmée il y a
    int age_de, age_a;
    std::optional<int> interruption = {};
};
constexpr PlaceFictive places_des_lycees[] = {
    {"CAP cuisine", suivi::Code::retour_lycee_pro, 3, 2, 15, 18},
    {"2de professionnelle bois", suivi::Code::retour_lycee_pro, 2, 6, 15, 18},
    {"Repréparation du bac professionnel", suivi::Code::repreparation_examen, 4, 11, 17, 25},
    {"CAP maintenance des véhicules", suivi::Code::retour_lycee_pro, 1, 16, 15, 19},
    {"Micro-lycée, terminale", suivi::Code::sre_microlycee, 5, 4, 16, 25, 6},
};

/// Un contact par lycée ; un sur quatre n'a pas été revu depuis plus d'un an.
void un_contact(storage::Writer& db, pt::Partenaire const& p, std::size_t rang, Id<acces::Agent> par, Date jour) {
    pt::Contact c;
    c.nom = rang % 2 == 0 ? "Secrétariat des élèves" : "Proviseur adjoint";
    c.fonction = "Admissions";
    c.courriel = "admissions" + std::to_string(rang) + "@exemple.invalid";
    c.recoit_places = rang % 3 != 2;
    pt::enregistrer(db, p, c, par, base::plus_jours(jour, rang % 4 == 3 ? -420 : -30 * static_cast<int>(rang % 4)));
}

void une_place(storage::Writer& db, pt::Partenaire const& p, PlaceFictive const& f, Id<acces::Agent> par, Date jour) {
    pt::Offre o;
    o.formation = f.formation;
    o.code = f.code;
    o.nombre = f.nombre;
    o.du = base::plus_jours(jour, 14);
    o.age_de = f.age_de;
    o.age_a = f.age_a;
    o.interruption = f.interruption;
    pt::enregistrer(db, p, o, par, base::depuis_paris(base::plus_jours(jour, -f.jours), 9, 30));
}

void une_convention(storage::Writer& db, pt::Partenaire const& p, std::string const& objet, int reste, bool clause,
                    Id<acces::Agent> par, Date jour) {
    pt::Convention c;
    c.objet = objet;
    c.au = base::plus_jours(jour, reste);
    c.du = base::plus_annees(base::plus_jours(c.au, 1), -1);
    c.signataires = "IA-DASEN, direction de la structure";
    c.clause_donnees = clause;
    pt::enregistrer(db, p, c, par);
}

} // namespace

void nouer_les_partenariats(acces::Environnement& env, Academie const& academie, Decor const& decor) {
    auto const& t = academie.territoire();
    auto ici = decor.bassin_de_demonstration;
    auto par = decor.coordonnateurs[ici];
    auto jour = env.horloge.jour();
    storage::Transaction tx{env.base};
    auto& db = tx.writer();
    std::size_t lycees = 0;
    for (std::size_t e = 0; e < t.etablissements.size(); ++e) {
        auto type = t.etablissements[e].type;
        if (t.etablissements[e].bassin != ici || type == Type::college || type == Type::cfa)
            continue;
        territoire::ajouter_membre(db, decor.foquale[ici], decor.etablissements[e], {}, jour);
        auto p = pt::exiger(db, "e" + std::to_string(decor.etablissements[e].valeur));
        un_contact(db, p, lycees, par, jour);
        if (lycees < std::size(places_des_lycees))
            une_place(db, p, places_des_lycees[lycees], par, jour);
        ++lycees;
    }
    auto une_asso = pt::exiger(
        db, "s" + std::to_string(territoire::structure(db, territoire::GenreDeStructure::association, "Le Tremplin",
                                                       t.etablissements.front().commune, decor.bassins[ici])
                                     .valeur));
    auto e2c =
        pt::exiger(db, "s" + std::to_string(territoire::structure(db, territoire::GenreDeStructure::e2c,
                                                                  "École de la deuxième chance du bassin",
                                                                  t.etablissements.front().commune, decor.bassins[ici])
                                                .valeur));
    une_place(db, e2c, {"Parcours E2C", suivi::Code::e2c, 8, 3, 16, 25}, par, jour);
    une_convention(db, une_asso, "Ateliers de remobilisation par le sport", 60, true, par, jour);
    une_convention(db, e2c, "Accueil de jeunes suivis par la MLDS", 250, false, par, jour);
    tx.commit();
}

} // namespace metier::demonstration
