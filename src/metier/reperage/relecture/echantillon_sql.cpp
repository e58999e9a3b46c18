#include <algorithm>
#include <set>

#include "base/texte.hpp"
#include "metier/reperage/relecture/echantillon.hpp"
#include "metier/reperage/relecture/tirage.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reperage {
namespace {

/// Une paire jugée par la campagne, et où la retrouver.
struct Jugee {
    Id<Jeune> a, b;
    int dixiemes = 0;
    double probabilite = 0;
    Strate strate = Strate::refus;
    std::int64_t source = 0; ///< numéro de la paire, ou rang du proche
};

/// Les liens et les doutes ; puis les plus proches qu'elle n'a pas proposés.
std::vector<Jugee> jugees(Reader& db, Id<Campagne> campagne) {
    auto liste = db.all<Jugee>("select ma.jeune_id, mb.jeune_id, p.dixiemes, p.probabilite, p.genre, p.id from paire p "
                               "join paire_membre ma on ma.paire_id = p.id and ma.cote = 0 join paire_membre mb on "
                               "mb.paire_id = p.id and mb.cote = 1 where p.campagne_id = ? order by p.id",
                               campagne);
    std::set<std::pair<Id<Jeune>, Id<Jeune>>> proposees;
    for (auto const& j : liste)
        proposees.insert(std::minmax(j.a, j.b));
    db.each<Jugee>(
        "select jeune_id, proche_id, dixiemes, probabilite, 'refus', rang from campagne_proche where campagne_id = ? "
        "order by jeune_id, rang",
        [&](Jugee&& j) {
            if (proposees.insert(std::minmax(j.a, j.b)).second)
                liste.push_back(j);
        },
        campagne);
    return liste;
}

std::string pourquoi(Reader& db, Id<Campagne> campagne, Jugee const& j) {
    if (j.strate == Strate::refus)
        return db.one<std::string>(
            "select pourquoi from campagne_proche where campagne_id = ? and jeune_id = ? and rang = ?", campagne, j.a,
            j.source);
    return db.one<std::string>("select explication from paire where id = ?", j.source);
}

void ecrire_les_effectifs(Writer& db, Id<Echantillon> id, std::span<PaireJugee const> paires) {
    for (auto const& e : effectifs(paires))
        db.run("insert into echantillon_effectif (echantillon_id, tranche, strate, paires, annoncee) values (?, ?, ?, "
               "?, ?)",
               id, e.tranche, e.strate, e.paires, e.annoncee);
}

void ecrire_la_paire(Writer& db, Id<Echantillon> id, Campagne const& c, Jugee const& j, std::size_t rang,
                     bool double_lecture) {
    auto paire = db.one<Id<PaireAuditee>>(
        "insert into echantillon_paire (echantillon_id, rang, dixiemes, probabilite, strate, pourquoi, double_lecture) "
        "values (?, ?, ?, ?, ?, ?, ?) returning id",
        id, rang + 1, j.dixiemes, j.probabilite, j.strate, pourquoi(db, c.id, j), double_lecture);
    db.run("insert into echantillon_membre (echantillon_paire_id, cote, jeune_id) values (?, 0, ?), (?, 1, ?)", paire,
           j.a, paire, j.b);
}

struct LignePaire {
    Id<PaireAuditee> id;
    int dixiemes = 0;
    double probabilite = 0;
    Strate strate = Strate::refus;
    bool double_lecture = false;
    std::string sexe, nom;
    bool reunie = false;
};
struct LigneReponse {
    Id<PaireAuditee> paire;
    Reponse reponse = Reponse::impossible;
};

bool compose(std::string const& nom) { return base::mots(nom).size() > 1; }

/// Les deux dossiers, l'un dans la portée, pas encore réunis.
acces::Condition ouverte(acces::Portee const& portee) {
    auto v = acces::est_visible(portee, "jm");
    return {" ma.jeune_id <> mb.jeune_id and exists (select 1 from jeune jm where jm.id in (ma.jeune_id, mb.jeune_id) "
            "and " +
                v.sql + ") ",
            v.p};
}
constexpr std::string_view membres_sql =
    "join echantillon_membre ma on ma.echantillon_paire_id = p.id and ma.cote = 0 join echantillon_membre mb on "
    "mb.echantillon_paire_id = p.id and mb.cote = 1 ";

std::vector<Reponse> dites(Reader& db, Id<PaireAuditee> id) {
    return db.all<Reponse>("select reponse from echantillon_reponse where echantillon_paire_id = ? and annulee_le is "
                           "null order by id",
                           id);
}

/// Attend-elle encore un regard ?
bool attend_un_regard(std::vector<Reponse> const& dites, bool double_lecture) {
    return !verdict(dites, double_lecture).has_value();
}

} // namespace

std::int64_t tirer_l_echantillon(Writer& db, Instant maintenant, Id<acces::Agent> agent, Campagne const& c) {
    db.run("update campagne set nom = nom where id = ?", c.id); // deux tirages passent l'un après l'autre
    if (db.maybe<Id<Echantillon>>("select id from echantillon where campagne_id = ?", c.id))
        throw storage::Conflict{};
    auto nombre = [&](std::string_view code) { return territoire::entier(db, code, c.observation); };
    auto const toutes = jugees(db, c.id);
    std::vector<PaireJugee> paires;
    for (auto const& j : toutes)
        paires.push_back({j.dixiemes, j.probabilite, j.strate});
    auto const semence = static_cast<std::int64_t>(
        graine("echantillon/" + std::to_string(c.id.valeur) + "/" + std::to_string(c.calcul_fini)) >> 1);
    auto id =
        db.one<Id<Echantillon>>("insert into echantillon (campagne_id, graine, minimum, tire_le, tire_par) values "
                                "(?, ?, ?, ?, ?) returning id",
                                c.id, semence, nombre("relecture.minimum"), maintenant, agent);
    ecrire_les_effectifs(db, id, paires);
    auto tirage = tirer_l_echantillon(paires, static_cast<std::size_t>(nombre("relecture.par_tranche")),
                                      nombre("relecture.part_double"), static_cast<std::uint64_t>(semence));
    for (std::size_t rang = 0; rang < tirage.places.size(); ++rang)
        ecrire_la_paire(db, id, c, toutes[tirage.places[rang]], rang, tirage.double_lecture[rang]);
    return static_cast<std::int64_t>(tirage.places.size());
}

Echantillon echantillon(Reader& db, Id<Campagne> campagne) {
    Echantillon e;
    struct Tete {
        Id<Echantillon> id;
        std::int64_t minimum = 0;
        Instant tire_le{};
    };
    auto tete = db.maybe<Tete>("select id, minimum, tire_le from echantillon where campagne_id = ?", campagne);
    if (!tete)
        return e;
    e.id = tete->id;
    e.minimum = tete->minimum;
    e.tire_le = tete->tire_le;
    e.effectifs = db.all<Effectif>("select tranche, strate, paires, annoncee from echantillon_effectif where "
                                   "echantillon_id = ? order by tranche, strate",
                                   tete->id);
    auto lignes = db.all<LignePaire>(
        "select p.id, p.dixiemes, p.probabilite, p.strate, p.double_lecture, j.sexe, j.nom, case when ma.jeune_id = "
        "mb.jeune_id then 1 else 0 end from echantillon_paire p " +
            std::string(membres_sql) + "join jeune j on j.id = ma.jeune_id where p.echantillon_id = ? order by p.id",
        tete->id);
    auto reponses_ = db.all<LigneReponse>("select r.echantillon_paire_id, r.reponse from echantillon_reponse r join "
                                          "echantillon_paire p on p.id = r.echantillon_paire_id where "
                                          "p.echantillon_id = ? and r.annulee_le is null order by p.id, r.id",
                                          tete->id);
    auto suivante = reponses_.begin();
    for (auto const& l : lignes) {
        PaireRelue p{{l.dixiemes, l.probabilite, l.strate}, l.double_lecture, {}, l.sexe, compose(l.nom)};
        for (; suivante != reponses_.end() && suivante->paire == l.id; ++suivante)
            p.dites.push_back(suivante->reponse);
        e.reunies += l.reunie && attend_un_regard(p.dites, p.double_lecture);
        e.en_desaccord += en_desaccord(p.dites, p.double_lecture);
        e.a_demander += verdict(p.dites, p.double_lecture) == Reponse::demander;
        e.paires.push_back(std::move(p));
    }
    return e;
}

std::optional<PaireAveugle> paire_aveugle(Reader& db, acces::Portee const& portee, Id<PaireAuditee> id) {
    auto v = ouverte(portee);
    return db.maybe<PaireAveugle>(
        "select p.id, e.campagne_id, ma.jeune_id, mb.jeune_id, p.dixiemes, p.probabilite, p.strate, p.pourquoi, "
        "coalesce(r.reponse, '') from echantillon_paire p join echantillon e on e.id = p.echantillon_id " +
            std::string(membres_sql) +
            "left join echantillon_reponse r on r.echantillon_paire_id = p.id and r.agent_id = ? and r.annulee_le is "
            "null where p.id = ? and " +
            v.sql,
        portee.agent, id, v.p);
}

std::vector<Id<PaireAuditee>> a_relire(Reader& db, acces::Portee const& portee, Id<Campagne> campagne) {
    struct Ligne {
        Id<PaireAuditee> id;
        bool double_lecture = false;
    };
    auto v = ouverte(portee);
    auto lignes = db.all<Ligne>(
        "select p.id, p.double_lecture from echantillon_paire p join echantillon e on e.id = p.echantillon_id " +
            std::string(membres_sql) +
            "where e.campagne_id = ? and not exists (select 1 from echantillon_reponse r where r.echantillon_paire_id "
            "= "
            "p.id and r.agent_id = ? and r.annulee_le is null) and " +
            v.sql + "order by p.rang",
        campagne, portee.agent, v.p);
    auto reponses_ = db.all<LigneReponse>("select r.echantillon_paire_id, r.reponse from echantillon_reponse r join "
                                          "echantillon_paire p on p.id = r.echantillon_paire_id join echantillon e on "
                                          "e.id = p.echantillon_id where e.campagne_id = ? and r.annulee_le is null "
                                          "order by r.echantillon_paire_id, r.id",
                                          campagne);
    std::vector<Id<PaireAuditee>> liste;
    for (auto const& l : lignes) {
        std::vector<Reponse> deja;
        for (auto const& r : std::ranges::equal_range(reponses_, l.id, {}, &LigneReponse::paire))
            deja.push_back(r.reponse);
        if (attend_un_regard(deja, l.double_lecture))
            liste.push_back(l.id);
    }
    return liste;
}

void repondre(Writer& db, Instant maintenant, Id<acces::Agent> agent, PaireAveugle const& p, Reponse reponse) {
    db.run("update echantillon set version = version + 1 where campagne_id = ?", p.campagne); // un regard à la fois
    bool deja = db.one<std::int64_t>("select count(*) from echantillon_reponse where echantillon_paire_id = ? and "
                                     "agent_id = ? and annulee_le is null",
                                     p.id, agent) > 0;
    bool double_lecture = db.one<bool>("select double_lecture from echantillon_paire where id = ?", p.id);
    if (deja || !attend_un_regard(dites(db, p.id), double_lecture))
        throw storage::Conflict{};
    db.run("insert into echantillon_reponse (echantillon_paire_id, agent_id, reponse, dite_le) values (?, ?, ?, ?)",
           p.id, agent, reponse, maintenant);
}

bool annuler_la_reponse(Writer& db, Instant maintenant, Id<acces::Agent> agent, Id<PaireAuditee> id) {
    return db.run("update echantillon_reponse set annulee_le = ? where echantillon_paire_id = ? and agent_id = ? and "
                  "annulee_le is null",
                  maintenant, id, agent) > 0;
}

std::vector<ReponseDonnee> mes_reponses(Reader& db, Id<acces::Agent> agent, Id<Campagne> campagne, int au_plus) {
    return db.all<ReponseDonnee>(
        "select p.id, p.rang, r.reponse, r.dite_le from echantillon_reponse r join echantillon_paire p on p.id = "
        "r.echantillon_paire_id join echantillon e on e.id = p.echantillon_id where e.campagne_id = ? and r.agent_id = "
        "? and r.annulee_le is null order by r.id desc limit ?",
        campagne, agent, au_plus);
}

} // namespace metier::reperage
