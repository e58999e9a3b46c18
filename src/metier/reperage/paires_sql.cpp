#include "metier/reperage/paires.hpp"

#include <algorithm>
#include <span>

#include "base/texte.hpp"
#include "metier/reperage/calcul.hpp"
#include "metier/reperage/decisions.hpp"
#include "metier/territoire/parametres.hpp"
#include "storage/assemble.hpp"

namespace metier::reperage {
namespace {

/// Une paire fusionnée montre le dossier gardé et celui qu'il a absorbé.
constexpr std::string_view paires_sql =
    "select p.id, ja.id, jb.id, ja.nom || ' ' || ja.prenom, jb.nom || ' ' || jb.prenom, p.campagne_id, p.genre, "
    "p.ecart, p.composante, p.dixiemes, p.probabilite, "
    "p.explication, p.decision, p.decidee_le, coalesce(g.prenom || ' ' || g.nom, ''), p.fusion_id, p.lot_id, p.version "
    "from paire p join paire_membre ma on ma.paire_id = p.id and ma.cote = 0 join paire_membre mb on mb.paire_id = "
    "p.id and mb.cote = 1 "
    "left join fusion f on f.id = p.fusion_id join jeune ja on ja.id = coalesce(f.garde_id, ma.jeune_id) "
    "join jeune jb on jb.id = coalesce(f.absorbe_id, mb.jeune_id) left join agent g on g.id = p.decidee_par where ";

/// Une paire dont un membre a été absorbé ailleurs ne se pose plus.
constexpr std::string_view posee =
    " p.decision = '' and not exists (select 1 from paire_membre m join jeune j on j.id = m.jeune_id where m.paire_id "
    "= p.id "
    "and j.fusionne_dans is not null) and not exists (select 1 from paire_membre m join paire_membre n on n.paire_id = "
    "m.paire_id "
    "and n.cote = 1 and n.jeune_id = m.jeune_id where m.paire_id = p.id and m.cote = 0) ";
/// Aucun de ses deux dossiers n'est disputé par une autre paire à trancher.
constexpr std::string_view sans_rival =
    " not exists (select 1 from paire_membre m join paire_membre r on r.jeune_id = m.jeune_id and r.paire_id <> "
    "m.paire_id join paire q on q.id = r.paire_id and q.decision = '' where m.paire_id = p.id) ";

using storage::assemble;

PoidsDUtilite poids_d_utilite(Reader& db, Date jour) {
    return {territoire::entier(db, "rapprochement.utilite_conflit", jour),
            territoire::entier(db, "rapprochement.utilite_obligation", jour),
            territoire::entier(db, "obligation.age_debut", jour), territoire::entier(db, "obligation.age_fin", jour)};
}

/// Toutes, portée comprise ou non, dans l'ordre demandé.
std::vector<PaireARanger> rangees(Reader& db, acces::Portee const& portee, OrdreDePaires ordre, Id<Paire> sauf) {
    auto toutes = db.all<PaireARanger>(
        "select p.id, p.probabilite, p.composante, p.dixiemes, j.naissance, case when p.reportee_le is null then 0 "
        "else "
        "1 end from paire p join paire_membre m on m.paire_id = p.id and m.cote = 0 join jeune j on j.id = m.jeune_id "
        "where p.decision = '' and p.id <> ?",
        sauf);
    ranger(toutes, ordre, poids_d_utilite(db, portee.jour), portee.jour);
    return toutes;
}

/// Les premières de la portée, par tranches : on ne juge pas la portée de milliers de paires pour en montrer dix.
std::vector<Id<Paire>> premieres(Reader& db, acces::Portee const& portee, OrdreDePaires ordre, std::size_t au_plus,
                                 Id<Paire> sauf = {}) {
    constexpr std::size_t une_tranche = 100;
    auto const toutes = rangees(db, portee, ordre, sauf);
    auto v = paire_visible(portee);
    std::vector<Id<Paire>> liste;
    for (std::size_t debut = 0; debut < toutes.size() && liste.size() < au_plus; debut += une_tranche) {
        auto tranche = std::span{toutes}.subspan(debut, std::min(une_tranche, toutes.size() - debut));
        std::vector<storage::Param> ids;
        for (auto const& p : tranche)
            ids.push_back(storage::to_param(p.id));
        ids.resize(une_tranche, std::int64_t{0}); // toujours le même texte : une seule requête préparée
        auto visibles =
            db.all<Id<Paire>>(assemble({"select p.id from paire p where p.id in (", storage::placeholders(une_tranche),
                                        ") and ", v.sql, "and ", posee}),
                              ids, v.p);
        for (auto const& p : tranche)
            if (std::ranges::count(visibles, p.id) && liste.size() < au_plus)
                liste.push_back(p.id);
    }
    return liste;
}

std::string genre_de(PaireProposee const& p) { return p.lien ? "lien" : "douteux"; }

/// Le dossier qui a un référent, ou une identité vérifiée, est gardé ; sinon le plus ancien.
std::pair<Id<Jeune>, Id<Jeune>> garde_et_absorbe(Reader& db, Id<Jeune> a, Id<Jeune> b) {
    auto poids = [&](Id<Jeune> j) {
        auto dossier = jeunes::trouver_sans_portee(db, j);
        return (jeunes::referent(db, j) ? 2 : 0) + (dossier && dossier->verifiee_le ? 1 : 0);
    };
    auto pa = poids(a), pb = poids(b);
    bool garde_a = pa != pb ? pa > pb : a < b;
    return garde_a ? std::pair{a, b} : std::pair{b, a};
}

} // namespace

acces::Condition paire_visible(acces::Portee const& portee) {
    auto v = acces::est_visible(portee, "jm");
    return {" exists (select 1 from paire_membre m join jeune jm on jm.id = m.jeune_id where m.paire_id = p.id and " +
                v.sql + ") ",
            v.p};
}

std::string cle_de_paire(Id<Jeune> a, Id<Jeune> b) {
    auto [petit, grand] = std::minmax(a, b);
    return std::to_string(petit.valeur) + "-" + std::to_string(grand.valeur);
}

std::optional<Paire> trouver_paire(Reader& db, acces::Portee const& portee, Id<Paire> id) {
    auto v = paire_visible(portee);
    return db.maybe<Paire>(assemble({paires_sql, "p.id = ? and ", v.sql}), id, v.p);
}

std::optional<Id<Paire>> prochaine(Reader& db, acces::Portee const& portee, OrdreDePaires ordre,
                                   std::optional<Id<Paire>> sauf) {
    auto une = premieres(db, portee, ordre, 1, sauf.value_or(Id<Paire>{}));
    return une.empty() ? std::nullopt : std::optional{une.front()};
}

std::int64_t restantes(Reader& db, acces::Portee const& portee) {
    auto v = paire_visible(portee);
    return db.one<std::int64_t>(assemble({"select count(*) from paire p where ", v.sql, "and ", posee}), v.p);
}

std::vector<Paire> a_trancher(Reader& db, acces::Portee const& portee, int au_plus) {
    auto const ids = premieres(db, portee, OrdreDePaires::utilite, static_cast<std::size_t>(au_plus));
    if (ids.empty())
        return {};
    std::vector<storage::Param> p;
    for (auto id : ids)
        p.push_back(storage::to_param(id));
    auto liste = db.all<Paire>(assemble({paires_sql, "p.id in (", storage::placeholders(ids.size()), ")"}), p);
    std::ranges::sort(liste, {}, [&](Paire const& x) { return std::ranges::find(ids, x.id) - ids.begin(); });
    return liste;
}

std::vector<Paire> decidees(Reader& db, acces::Portee const& portee, int au_plus) {
    auto v = paire_visible(portee);
    return db.all<Paire>(assemble({paires_sql, "p.decision <> '' and p.lot_id is null and ", v.sql,
                                   "order by p.decidee_le desc, p.id desc limit ?"}),
                         v.p, au_plus);
}

std::optional<Paire> sa_derniere(Reader& db, acces::Portee const& portee) {
    auto v = paire_visible(portee);
    auto une = db.all<Paire>(assemble({paires_sql,
                                       "p.decision <> '' and p.lot_id is null and p.decidee_par = ? and "
                                       "p.decidee_le >= ? and ",
                                       v.sql, "order by p.decidee_le desc, p.id desc limit 1"}),
                             portee.agent, base::depuis_paris(portee.jour, 0, 0), v.p);
    return une.empty() ? std::nullopt : std::optional{std::move(une.front())};
}

std::vector<Lot> lots(Reader& db, acces::Portee const& portee) {
    auto v = paire_visible(portee);
    return db.all<Lot>(
        assemble({"select p.ecart, count(*) from paire p where p.decision = '' and p.ecart <> '' and ", v.sql, "and ",
                  posee, "and ", sans_rival, "group by p.ecart order by count(*) desc, p.ecart"}),
        v.p);
}

std::vector<Paire> paires_du_lot(Reader& db, acces::Portee const& portee, std::string const& ecart, int au_plus) {
    auto v = paire_visible(portee);
    return db.all<Paire>(
        assemble({paires_sql, "p.ecart = ? and ", v.sql, "and ", posee, "and ", sans_rival, "order by p.id limit ?"}),
        ecart, v.p, au_plus);
}

std::vector<Paire> paires_confirmees(Reader& db, acces::Portee const& portee, Id<LotConfirme> lot) {
    auto v = paire_visible(portee);
    return db.all<Paire>(assemble({paires_sql, "p.lot_id = ? and p.decision <> '' and ", v.sql, "order by p.id"}), lot,
                         v.p);
}

bool proposer(Writer& db, Instant maintenant, PaireProposee const& p) {
    if (decision_connue(db, p.a, p.b))
        return false;
    reposer_si_l_identite_a_change(db, p.a, p.b, maintenant);
    if (auto deja = paire_a_trancher(db, p.a, p.b)) {
        db.run("update paire set genre = ?, ecart = ?, composante = ?, dixiemes = ?, probabilite = ?, explication = ?, "
               "campagne_id = ? where id = ? and decision = ''",
               genre_de(p), p.ecart, p.composante, p.dixiemes, p.probabilite, p.explication, p.campagne, *deja);
        return true;
    }
    return proposer_jamais_vue(db, maintenant, p);
}

bool proposer_jamais_vue(Writer& db, Instant maintenant, PaireProposee const& p) {
    auto id = db.one<Id<Paire>>(
        "insert into paire (cle, campagne_id, genre, ecart, composante, dixiemes, probabilite, explication, "
        "proposee_le) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
        cle_de_paire(p.a, p.b), p.campagne, genre_de(p), p.ecart, p.composante, p.dixiemes, p.probabilite,
        p.explication, maintenant);
    db.run("insert into paire_membre (paire_id, cote, jeune_id) values (?, 0, ?), (?, 1, ?)", id, p.a, id, p.b);
    return true;
}

Tranchee trancher(Writer& db, Instant maintenant, Id<acces::Agent> agent, Paire const& p, std::int64_t version,
                  DecisionDePaire decision) {
    if (decision == DecisionDePaire::plus_tard) {
        db.run_versioned(
            "update paire set reportee_le = ?, version = version + 1 where id = ? and version = ? and decision = ''",
            maintenant, p.id, version);
        noter_la_decision(db, p.id, base::code(decision), agent, maintenant);
        return {};
    }
    auto [garde, absorbe] = garde_et_absorbe(db, p.a, p.b);
    if (decision == DecisionDePaire::meme)
        if (auto pourquoi = jeunes::empechement(db, garde, absorbe); pourquoi && p.decision.empty())
            return {*pourquoi};
    db.run_versioned(
        "update paire set decision = ?, decidee_le = ?, decidee_par = ?, identites = ?, version = version + "
        "1 where id = ? and version = ? and decision = ''",
        decision, maintenant, agent, identites(db, p.a, p.b), p.id, version);
    noter_la_decision(db, p.id, base::code(decision), agent, maintenant);
    if (decision == DecisionDePaire::meme) {
        auto fiche_gardee = jeunes::fiche(db, garde), fiche_absorbee = jeunes::fiche(db, absorbe);
        auto explication = fiche_gardee && fiche_absorbee
                               ? avec_les_valeurs(p.explication, *fiche_gardee, *fiche_absorbee)
                               : p.explication;
        auto fusion = jeunes::fusionner(db, garde, absorbe, "Rapprochement confirmé", agent, maintenant);
        db.run("update paire set fusion_id = ?, explication = ? where id = ?", fusion, explication, p.id);
        absorber_dans_les_campagnes(db, absorbe);
        reclasser(db, garde);
    } else {
        reclasser(db, p.a);
    }
    return {};
}

std::optional<std::string> empechement_d_annuler(Reader& db, Paire const& p, Instant maintenant, Date jour) {
    if (p.decision.empty() || !p.decidee_le)
        return "Aucune décision à annuler.";
    auto jours = territoire::entier(db, "fusion.delai_annulation", jour);
    if (*p.decidee_le + std::chrono::hours{24} * jours < maintenant)
        return "Cette décision a plus de " + std::to_string(jours) + " jours : elle ne s’annule plus ici.";
    return p.fusion ? jeunes::empechement_de_defaire(db, *p.fusion, maintenant, jours) : std::nullopt;
}

void annuler_la_decision(Writer& db, Instant maintenant, Id<acces::Agent> agent, Paire const& p, std::int64_t version,
                         Date jour) {
    db.run_versioned("update paire set decision = '', decidee_le = null, decidee_par = null, fusion_id = null, "
                     "lot_id = null, reportee_le = null, explication = ?, version = version + 1 "
                     "where id = ? and version = ? and decision <> ''",
                     sans_les_valeurs(p.explication), p.id, version);
    noter_la_decision(db, p.id, "annulee", agent, maintenant);
    if (p.fusion)
        jeunes::defaire_fusion(db, *p.fusion, agent, maintenant,
                               territoire::entier(db, "fusion.delai_annulation", jour));
    reclasser(db, p.a);
    reclasser(db, p.b);
}

} // namespace metier::reperage
