#include "metier/jeunes/regles.hpp"

#include "base/texte.hpp"

namespace metier::jeunes {
namespace {

struct Ligne {
    Id<Situation_> id;
    GenreSituation genre = GenreSituation::inconnue;
    Date du;
    std::optional<Date> au;
    std::string structure;
    Fondement fondement = Fondement::source;
    std::optional<Instant> verifiee_le;
    std::optional<Id<acces::Agent>> agent;
    std::string origine;
    SituationVue vue() const { return {id, {genre, du, au, structure, fondement, verifiee_le, agent, origine}}; }
};

void inserer(Writer& db, Id<Jeune> jeune, Situation const& s) {
    db.run("insert into situation (jeune_id, genre, du, au, structure, fondement, verifiee_le, agent_id, origine) "
           "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
           jeune, s.genre, s.du, s.au, s.structure, s.fondement, s.verifiee_le, s.agent, s.origine);
}

constexpr auto corrigee = "|corrigee"; ///< elle en a remplacé une, le même jour : celle d'avant est perdue

} // namespace

SituationNotee noter_situation(Writer& db, Id<Jeune> jeune, Situation const& nouvelle) {
    auto placement = placer(situations(db, jeune), nouvelle);
    if (!placement.refus.empty())
        return {{}, placement.refus, false};
    if (placement.deja)
        return {placement.corrige, "", false};
    for (auto const& [id, dernier_jour] : placement.ecourte)
        db.run("update situation set ecourtee_par = cast(? as text) || '|' || coalesce(au, ''), au = ? where id = ?",
               nouvelle.origine, dernier_jour, id);
    for (auto const& reste : placement.reprend)
        inserer(db, jeune, reste);
    if (placement.corrige) {
        db.run("update situation set genre = ?, au = ?, structure = ?, fondement = ?, verifiee_le = ?, agent_id = ?, "
               "origine = ?, ecourtee_par = ? where id = ?",
               nouvelle.genre, placement.au, nouvelle.structure, nouvelle.fondement, nouvelle.verifiee_le,
               nouvelle.agent, nouvelle.origine, nouvelle.origine + corrigee, *placement.corrige);
        return {placement.corrige, "", true};
    }
    auto s = nouvelle;
    s.au = placement.au;
    return {db.one<Id<Situation_>>(
                "insert into situation (jeune_id, genre, du, au, structure, fondement, verifiee_le, agent_id, origine) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
                jeune, s.genre, s.du, s.au, s.structure, s.fondement, s.verifiee_le, s.agent, s.origine),
            "", true};
}

void finir_situation(Writer& db, Id<Situation_> situation, Date dernier_jour) {
    db.run("update situation set au = ? where id = ? and du <= ? and (au is null or au > ?)", dernier_jour, situation,
           dernier_jour, dernier_jour);
}

void retirer_situation(Writer& db, Id<Jeune> jeune, std::string const& origine) {
    struct Notee {
        Id<Situation_> id;
        Date du;
        std::optional<Date> au;
        std::string ecourtee_par;
    };
    auto de_cet_acte = [&](std::string const& ou) {
        return db.all<Notee>("select id, du, au, ecourtee_par from situation where jeune_id = ? and " + ou +
                                 " = ? order "
                                 "by du desc",
                             jeune, ou == "origine" ? origine : origine + "|");
    };
    for (auto const& s : de_cet_acte("origine")) {
        if (s.ecourtee_par == origine + corrigee) { // on ne sait plus où il en était : le dire plutôt qu'inventer
            db.run("update situation set genre = 'inconnue', structure = '', fondement = 'declaration', verifiee_le = "
                   "null, origine = ?, ecourtee_par = '' where id = ?",
                   origine + " annulée", s.id);
            continue;
        }
        db.run("delete from situation where id = ?", s.id);
        for (auto const& avant : de_cet_acte("substr(ecourtee_par, 1, " + std::to_string(origine.size() + 1) + ")")) {
            if (avant.au != base::plus_jours(s.du, -1)) // quelqu'un en a redit la fin depuis
                continue;
            auto fin = base::lire_date(avant.ecourtee_par.substr(origine.size() + 1));
            if (s.au && (!fin || *s.au < *fin))
                fin = s.au;
            db.run("update situation set au = ?, ecourtee_par = '' where id = ?", fin, avant.id);
        }
    }
}

std::vector<SituationVue> situations(Reader& db, Id<Jeune> jeune) {
    std::vector<SituationVue> liste;
    db.each<Ligne>(
        "select id, genre, du, au, structure, fondement, verifiee_le, agent_id, origine from situation where jeune_id "
        "= ? order by du desc, id desc",
        [&](Ligne&& l) { liste.push_back(l.vue()); }, jeune);
    return liste;
}

std::optional<SituationVue> situation_au(Reader& db, Id<Jeune> jeune, Date jour) {
    auto l =
        db.maybe<Ligne>("select id, genre, du, au, structure, fondement, verifiee_le, agent_id, origine from situation "
                        "where jeune_id = ? and du <= ? and (au is null or au >= ?) order by du desc, id desc limit 1",
                        jeune, jour, jour);
    return l ? std::optional{l->vue()} : std::nullopt;
}

Id<Exemption> noter_exemption(Writer& db, Id<Jeune> jeune, Exemption const& e) {
    return db.one<Id<Exemption>>(
        "insert into exemption_formation (jeune_id, du, au, signataire, agent_id) values (?, ?, ?, ?, ?) returning id",
        jeune, e.du, e.au, base::propre(e.signataire), e.agent);
}

void finir_exemption(Writer& db, Id<Exemption> id, Date dernier_jour) {
    db.run_versioned("update exemption_formation set au = ? where id = ? and annule_le is null", dernier_jour, id);
}

std::optional<Exemption> exemption_au(Reader& db, Id<Jeune> jeune, Date jour) {
    return db.maybe<Exemption>(
        "select du, au, signataire, agent_id, id, annule_le from exemption_formation where jeune_id = ? and du <= ? "
        "and annule_le is null and (au is null or au >= ?) order by du desc, id desc limit 1",
        jeune, jour, jour);
}

std::vector<Exemption> exemptions(Reader& db, Id<Jeune> jeune) {
    return db.all<Exemption>("select du, au, signataire, agent_id, id, annule_le from exemption_formation where "
                             "jeune_id = ? order by du desc, id desc",
                             jeune);
}

void entrer_en_psad(Writer& db, Id<Jeune> jeune, Date depuis) {
    db.run("update jeune set psad_depuis = ? where id = ? and psad_depuis is null", depuis, jeune);
}

void noter_information(Writer& db, Id<Jeune> jeune, Date jour) {
    db.run("update jeune set informe_le = ?, non_informe_motif = '' where id = ?", jour, jeune);
}

void noter_non_information(Writer& db, Id<Jeune> jeune, std::string_view motif) {
    db.run("update jeune set informe_le = null, non_informe_motif = ? where id = ?", motif, jeune);
}

} // namespace metier::jeunes
