#include <algorithm>

#include "base/texte.hpp"
#include "metier/reperage/memoire.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reperage {
namespace {

constexpr char entre = '\f';

/// Gardée avant que l'on retienne tout : « genre|du|fondement|structure », sans fin ni numéro.
std::optional<jeunes::Situation> d_avant(Verification const& v) {
    if (v.situation_avant.find(entre) != std::string::npos) {
        auto avant = jeunes::depuis_les_lignes(base::decoupe(v.situation_avant, entre).front());
        auto la = std::ranges::find_if(avant, [&](auto const& s) {
            return s.situation.du <= v.depuis && (!s.situation.au || *s.situation.au >= v.depuis);
        });
        return la == avant.end() ? std::nullopt : std::optional{la->situation};
    }
    auto m = base::decoupe(v.situation_avant, '|');
    if (m.size() < 4)
        return std::nullopt;
    jeunes::Situation s;
    s.genre = base::lire_code<jeunes::GenreSituation>(m[0]).value_or(jeunes::GenreSituation::inconnue);
    s.fondement = base::lire_code<jeunes::Fondement>(m[2]).value_or(jeunes::Fondement::declaration);
    s.structure = m[3];
    return s;
}

/// D'autres situations sont venues depuis : la sienne redevient ce qu'on savait ce jour-là, les autres restent.
void rendre_la_sienne(Writer& db, Verification const& v) {
    auto notee = jeunes::situation_au(db, v.jeune, v.depuis);
    if (!notee || notee->situation.origine != origine(v.id))
        return;
    jeunes::Situation s;
    if (auto avant = d_avant(v)) {
        s.genre = avant->genre;
        s.structure = avant->structure;
        s.fondement = avant->fondement == jeunes::Fondement::source
                          ? jeunes::Fondement::declaration
                          : avant->fondement; // une source ne remplacerait pas un fait vérifié
    }
    s.du = v.depuis;
    s.au = notee->situation.au;
    s.origine = origine(v.id) + " annulée";
    jeunes::noter_situation(db, v.jeune, s);
}

} // namespace

std::string origine(Id<Verification> id) { return "verification/" + std::to_string(id.valeur); }

void retenir(Writer& db, Id<Verification> id, Id<Jeune> jeune, Memoire m) {
    m.apres = jeunes::situations(db, jeune);
    auto avant = jeunes::en_lignes(m.avant), apres = jeunes::en_lignes(m.apres);
    if (avant != apres || !m.solution.empty())
        db.run("update verification set situation_avant = ? where id = ?", avant + entre + apres + entre + m.solution,
               id);
}

std::optional<std::string> empechement_d_annuler(Reader& db, Id<Verification> id, Instant maintenant) {
    auto v = trouver_verification(db, id);
    if (!v || v->annulee_le)
        return "Cette vérification est déjà annulée.";
    auto jours = territoire::entier(db, "verification.delai_annulation", base::a_paris(maintenant).jour);
    if (v->faite_le + std::chrono::hours{24} * jours < maintenant)
        return "Elle a plus de " + std::to_string(jours) +
               " jours : notez plutôt une nouvelle situation dans le dossier.";
    auto vaut = db.maybe<std::optional<Id<Verification>>>(
        "select verification_id from campagne_jeune where campagne_id = ? and jeune_id = ?", v->campagne, v->jeune);
    if (!vaut || *vaut != id)
        return "Une vérification plus récente l’a remplacée : annulez celle-là d’abord.";
    return std::nullopt;
}

void annuler_verification(Writer& db, Instant maintenant, Id<acces::Agent> agent, Id<Verification> id,
                          Solutions const& solutions) {
    auto v = trouver_verification(db, id);
    ensure(v.has_value(), "annulation d’une vérification inconnue");
    db.run_versioned("update verification set annulee_le = ?, annulee_par = ?, version = version + 1 where id = ? and "
                     "annulee_le is null",
                     maintenant, agent, id);
    auto m = base::decoupe(v->situation_avant, entre);
    bool complete = m.size() == 3;
    if (!complete ||
        !jeunes::rendre_les_situations(db, v->jeune, jeunes::depuis_les_lignes(m[0]), jeunes::depuis_les_lignes(m[1])))
        rendre_la_sienne(db, *v);
    if (complete && !m[2].empty() && solutions.rendre)
        solutions.rendre(db, m[2]);
    agenda::clore_celles_de(db, maintenant, agent, origine(id), "Vérification annulée");
    // La précédente (un injoignable rappelé) vaut de nouveau, avec sa relance.
    auto precedentes =
        db.all<Id<Verification>>("select v.id from verification v join campagne c on c.id = v.campagne_id "
                                 "join campagne d on d.annee = c.annee where d.id = ? and v.jeune_id = ? "
                                 "and v.annulee_le is null order by v.id desc limit 1",
                                 v->campagne, v->jeune);
    auto precedente = precedentes.empty() ? std::nullopt : std::optional{precedentes.front()};
    if (precedente)
        agenda::rouvrir(db, origine(*precedente), "verification", std::string(issue_verifiee));
    db.run("update campagne_jeune set verification_id = ?, version = version + 1 where verification_id = ? and "
           "jeune_id = ?",
           precedente, id, v->jeune);
}

} // namespace metier::reperage
