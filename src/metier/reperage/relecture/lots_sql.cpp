#include "metier/jeunes/jeunes.hpp"
#include "metier/reperage/relecture/lots.hpp"
#include "metier/reperage/relecture/tirage.hpp"

namespace metier::reperage {
namespace {

constexpr std::string_view lots_sql =
    "select l.id, l.ecart, l.paires, l.fait_le, g.prenom || ' ' || g.nom, l.annule_le from paire_lot l join agent g on "
    "g.id = l.fait_par where ";

acces::Condition lot_visible(acces::Portee const& portee) {
    auto v = paire_visible(portee);
    return {"(l.fait_par = ? or exists (select 1 from paire p where p.lot_id = l.id and " + v.sql + "))",
            storage::params_of(portee.agent, v.p)};
}

/// Les fiches ont pu changer depuis le calcul : on ne confirme que ce qui diffère encore ainsi.
bool differe_encore_ainsi(Reader& db, Paire const& p, std::string const& ecart) {
    auto a = jeunes::fiche(db, p.a), b = jeunes::fiche(db, p.b);
    auto e = a && b ? ecarts(*a, *b) : std::nullopt;
    return e && ecrire(*e) == ecart;
}

} // namespace

std::string empreinte(std::vector<Paire> const& paires) {
    std::string texte;
    for (auto const& p : paires)
        texte += std::to_string(p.id.valeur) + "-" + std::to_string(p.version) + ";";
    return std::to_string(graine(texte));
}

std::vector<LotConfirme> lots_confirmes(Reader& db, acces::Portee const& portee, int au_plus) {
    auto v = lot_visible(portee);
    return db.all<LotConfirme>(std::string(lots_sql) + v.sql + " order by l.id desc limit ?", v.p, au_plus);
}

std::optional<LotConfirme> trouver_lot(Reader& db, acces::Portee const& portee, Id<LotConfirme> id) {
    auto v = lot_visible(portee);
    return db.maybe<LotConfirme>(std::string(lots_sql) + "l.id = ? and " + v.sql, id, v.p);
}

LotFait confirmer_le_lot(Writer& db, Instant maintenant, Id<acces::Agent> agent, std::string const& ecart,
                         std::vector<Paire> const& paires) {
    LotFait fait;
    for (auto const& p : paires) {
        bool possible = p.ecart == ecart && differe_encore_ainsi(db, p, ecart) &&
                        trancher(db, maintenant, agent, p, p.version, DecisionDePaire::meme).refus.empty();
        if (possible)
            fait.faites.push_back(p);
        else
            ++fait.laissees;
    }
    if (fait.faites.empty())
        return fait;
    fait.id = db.one<Id<LotConfirme>>(
        "insert into paire_lot (ecart, decision, paires, fait_le, fait_par) values (?, 'meme', ?, ?, ?) returning id",
        ecart, fait.faites.size(), maintenant, agent);
    for (auto const& p : fait.faites)
        db.run("update paire set lot_id = ? where id = ?", *fait.id, p.id);
    return fait;
}

LotFait annuler_le_lot(Writer& db, Instant maintenant, Id<acces::Agent> agent, LotConfirme const& lot,
                       std::vector<Paire> const& paires, Date jour) {
    LotFait fait{lot.id, {}, 0};
    for (auto const& p : paires) {
        if (empechement_d_annuler(db, p, maintenant, jour)) {
            ++fait.laissees;
            continue;
        }
        annuler_la_decision(db, maintenant, agent, p, p.version, jour);
        fait.faites.push_back(p);
    }
    if (fait.laissees == 0)
        db.run("update paire_lot set annule_le = ? where id = ? and annule_le is null", maintenant, lot.id);
    return fait;
}

} // namespace metier::reperage
