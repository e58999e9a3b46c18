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

namespace {

/// « 2026-09-01 » : son mois compté depuis l'an 0 ; des millions de lignes ne relisent pas une date entière.
int rang_du_mois(std::string const& iso) {
    auto chiffre = [&](std::size_t i) { return iso[i] - '0'; };
    return (chiffre(0) * 1000 + chiffre(1) * 100 + chiffre(2) * 10 + chiffre(3)) * 12 + chiffre(5) * 10 + chiffre(6) -
           1;
}
Date mois_de_rang(int rang) { return std::chrono::year{rang / 12} / (rang % 12 + 1) / 1; }

} // namespace

void compter(Reader& db, Date du, Date au, std::function<Masque(Id<Etablissement>, Date mois)> const& ouvertes,
             std::function<void(CompteDuMois const&)> const& f) {
    struct Ligne {
        Id<Jeune> jeune;
        std::string mois;
        Id<Etablissement> etablissement;
        std::int64_t non_justifiees, partielles;
    };
    auto premier = rang_du_mois(base::iso(du)), dernier = rang_du_mois(base::iso(au));
    // Les mêmes mois d'un même établissement reviennent sans cesse : leur masque ne se calcule qu'une fois.
    std::unordered_map<std::int64_t, std::vector<Masque>> masques;
    std::vector<Masque> const* siens = nullptr;
    Id<Etablissement> le_leur;
    auto chez = [&](Id<Etablissement> e) {
        auto [ou, nouveau] = masques.try_emplace(e.valeur);
        for (auto rang = premier; nouveau && rang <= dernier; ++rang)
            ou->second.push_back(ouvertes(e, mois_de_rang(rang)));
        le_leur = e;
        return &ou->second;
    };
    db.each<Ligne>(
        "select jeune_id, mois, etablissement_id, non_justifiees, partielles from absence_mois where mois >= ? and "
        "mois <= ?",
        [&](Ligne&& l) {
            if (!siens || l.etablissement != le_leur)
                siens = chez(l.etablissement);
            auto rang = rang_du_mois(l.mois);
            auto masque = (*siens)[static_cast<std::size_t>(rang - premier)];
            MoisDAbsences m{{}, 0, static_cast<Masque>(l.non_justifiees), static_cast<Masque>(l.partielles)};
            f({l.jeune, l.etablissement, mois_de_rang(rang), non_justifiees(m, masque)});
        },
        territoire::premier_du_mois(du), au);
}

} // namespace metier::prevention
