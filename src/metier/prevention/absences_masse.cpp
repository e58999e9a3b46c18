#include "metier/prevention/absences_masse.hpp"

#include <unordered_map>

namespace metier::prevention {

void remplir(Writer& db, Auteur const& auteur, Id<Etablissement> etablissement, Date du, Date au,
             std::vector<LigneDAbsences> const& lignes) {
    auto n = static_cast<std::int64_t>(lignes.size());
    auto id = db.one<Id<ImportDAbsences>>(
        "insert into absence_import (etablissement_id, agent_id, nom, sha256, format, mode, du, au, depose_le, etat, "
        "applique_le, lues, retenues, refusees, inconnues, changements) values (?, ?, 'absences.csv', '', 'detail', "
        "'brutes', ?, ?, ?, 'applique', ?, ?, ?, 0, 0, ?) returning id",
        etablissement, auteur.agent, du, au, auteur.instant, auteur.instant, n, n, n);
    db.bulk("absence_mois", {"jeune_id", "mois", "etablissement_id", "absences", "non_justifiees", "import_id"}, lignes,
            [&](LigneDAbsences const& l) {
                return storage::params_of(l.jeune, l.mois.mois, etablissement,
                                          static_cast<std::int64_t>(l.mois.absences),
                                          static_cast<std::int64_t>(l.mois.non_justifiees), id);
            });
}

void compter(Reader& db, Date du, Date au, std::function<Masque(Id<Etablissement>, Date mois)> const& ouvertes,
             std::function<void(CompteDuMois const&)> const& f) {
    struct Ligne {
        Id<Jeune> jeune;
        Date mois;
        Id<Etablissement> etablissement;
        std::int64_t non_justifiees;
    };
    // Les mêmes mois d'un même établissement reviennent sans cesse : leur masque ne se calcule qu'une fois.
    std::unordered_map<std::int64_t, Masque> masques;
    auto masque = [&](Ligne const& l) {
        auto rang = static_cast<int>(l.mois.year()) * 12 + static_cast<int>(static_cast<unsigned>(l.mois.month()));
        auto [ou, nouveau] = masques.try_emplace(l.etablissement.valeur * 100'000 + rang, 0);
        if (nouveau)
            ou->second = ouvertes(l.etablissement, l.mois);
        return ou->second;
    };
    db.each<Ligne>(
        "select jeune_id, mois, etablissement_id, non_justifiees from absence_mois where mois >= ? and mois <= ?",
        [&](Ligne&& l) {
            f({l.jeune, l.etablissement, l.mois,
               __builtin_popcountll(static_cast<Masque>(l.non_justifiees) & masque(l))});
        },
        du, au);
}

} // namespace metier::prevention
