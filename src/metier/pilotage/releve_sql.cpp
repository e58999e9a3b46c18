#include "metier/pilotage/pilotage.hpp"

#include <unordered_map>
#include <unordered_set>

#include "metier/suivi/suivi.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::pilotage {
namespace {

/// Paramètres dont un chiffre dépend : leur changement se dit avant de comparer deux années.
constexpr std::string_view reglages[] = {
    "indicateur.seuil_secret", "solution.accompagnement_positif", "decrocheur.age_minimal",      "siei.age_minimal",
    "siei.age_maximal",        "definition.niveau_minimal",       "definition.locale.cap_compte"};

std::string texte(auto const& id) { return id ? std::to_string(id->valeur) : std::string{}; }

struct Nom {
    std::int64_t id = 0;
    std::string nom;
    std::optional<std::int64_t> dans;
};

void nommer(Reader& db, Releve& r) {
    for (auto const& t : territoire::territoires(db))
        r.bassins[std::to_string(t.id.valeur)] = t.nom;
    std::unordered_set<std::string> cites;
    for (auto const& f : r.faits)
        cites.insert(f.etablissement);
    db.each<Nom>("select id, nom, territoire_id from etablissement", [&](Nom const& n) {
        auto cle = std::to_string(n.id);
        if (!cites.contains(cle))
            return;
        r.etablissements[cle] = n.nom;
        if (n.dans)
            r.bassin_de[cle] = std::to_string(*n.dans);
    });
}

/// Joint avant d'être signalé : il est joint, mais n'a pas de délai (I-02), surtout pas un délai nul.
void compter_le_contact(Fait& f, Date signale_le, Date contact) {
    f.joint = true;
    if (contact >= signale_le)
        f.delai = base::jours_entre(signale_le, contact);
}

} // namespace

Releve relever(Reader& db, reperage::Campagne const& campagne, Perimetre const& perimetre, Date au) {
    Releve r{campagne.nom, campagne.annee.affiche(), perimetre.nom, au, {}, {}, {}, {}, {}, {}, 0};
    for (auto code : reglages)
        r.reglages[std::string(code)] = territoire::valeur(db, code, au).value_or("");
    r.seuil = territoire::entier(db, "indicateur.seuil_secret", au);
    bool accompagnement = r.reglages["solution.accompagnement_positif"] == "1";
    for (auto const& e : reperage::effectifs(db, campagne.id, perimetre.lieux))
        r.caisses[e.caisse] = e.personnes;

    auto choix = reperage::selection_des_presumes(campagne.id, perimetre.lieux);
    auto depuis = campagne.annee.premier_jour(); // les actes de l'année, pas ceux d'un suivi ancien
    suivi::Parmi parmi{choix.sql, choix.parametres};
    std::unordered_map<std::int64_t, Date> contacts;
    for (auto const& c : suivi::premiers_contacts(db, parmi, au, depuis))
        contacts[c.jeune.valeur] = c.le;
    std::unordered_set<std::int64_t> recus, en_solution;
    for (auto const& j : suivi::avec_entretien_de_situation(db, parmi, au, depuis))
        recus.insert(j.valeur);
    for (auto const& s : suivi::solutions_au(db, parmi, au))
        if (suivi::positive(s.code, accompagnement))
            en_solution.insert(s.jeune.valeur);

    for (auto const& p : reperage::presumes(db, campagne, perimetre.lieux, au)) {
        Fait f{p.jeune.valeur,
               texte(p.territoire),
               texte(p.etablissement),
               p.sexe,
               tranche(p.naissance, campagne.observation),
               p.classe,
               p.resultat,
               {},
               recus.contains(p.jeune.valeur),
               en_solution.contains(p.jeune.valeur)};
        if (auto c = contacts.find(p.jeune.valeur); c != contacts.end())
            compter_le_contact(f, p.signale_le.value_or(campagne.observation), c->second);
        r.faits.push_back(std::move(f));
    }
    nommer(db, r);
    return r;
}

} // namespace metier::pilotage
