#include <algorithm>
#include <map>

#include "base/texte.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/prevention/absences_sql.hpp"
#include "metier/prevention/prevention_sql.hpp"

namespace metier::prevention {

std::string dans_une_phrase(GenreDeSuite g) {
    std::string dit{libelle(g)};
    return base::minuscules(dit.substr(0, 1)) + dit.substr(1);
}

std::vector<GenreDeSuite> suites_demandees(NiveauDAlerte n) {
    using enum GenreDeSuite;
    if (n == NiveauDAlerte::critique)
        return {famille, social, dasen, equipe, referent}; // ce qui était dû dès quatre le reste
    if (n == NiveauDAlerte::vigilance)
        return {famille, social, dasen};
    return {};
}

namespace {

std::string origine(Id<Alerte> id) { return "absence_alerte/" + std::to_string(id.valeur); }

/// Combien chacun en a ce mois-là : jour par jour, ou ce que les totaux disent de certain s'ils en disent plus.
std::map<std::int64_t, int> comptes(Reader& db, Id<Etablissement> etablissement, Date mois, Calendrier const& c,
                                    std::map<std::int64_t, int> const& au_moins) {
    struct Ligne {
        std::int64_t jeune, absences, non_justifiees, partielles;
    };
    std::map<std::int64_t, int> nombres;
    auto ouvertes = c.ouvertes(mois);
    for (auto const& l : db.all<Ligne>("select jeune_id, absences, non_justifiees, partielles from absence_mois where "
                                       "etablissement_id = ? and mois = ?",
                                       etablissement, mois))
        nombres[l.jeune] = non_justifiees({mois, static_cast<Masque>(l.absences), static_cast<Masque>(l.non_justifiees),
                                           static_cast<Masque>(l.partielles)},
                                          ouvertes);
    for (auto const& [jeune, minimum] : au_moins) {
        auto& n = nombres[jeune];
        n = std::max(n, minimum);
    }
    return nombres;
}

/// Un seuil franchi dans un mois que les totaux ne nomment pas n'a pas d'alerte : la liste à regarder le dira.
void marquer_a_preciser(Writer& db, Id<Etablissement> etablissement, std::map<std::int64_t, Totaux> const& tous,
                        Seuils s) {
    db.run("update absence_cumul set a_preciser = 0 where etablissement_id = ? and a_preciser = 1", etablissement);
    for (auto const& [jeune, siens] : tous)
        if (auto t = siens.mois_inconnu(s))
            db.run("update absence_cumul set a_preciser = 1 where etablissement_id = ? and jeune_id = ? and du = ? and "
                   "au = ?",
                   etablissement, jeune, t->du, t->au);
}

struct Connue {
    Id<Alerte> id;
    std::int64_t jeune = 0;
    NiveauDAlerte niveau = NiveauDAlerte::vigilance;
    std::int64_t nombre = 0;
};

void changer(Writer& db, Instant instant, Connue const& a, NiveauDAlerte niveau, int nombre) {
    bool levee = niveau == NiveauDAlerte::levee;
    bool monte = !levee && (a.niveau == NiveauDAlerte::levee ||
                            (a.niveau == NiveauDAlerte::vigilance && niveau == NiveauDAlerte::critique));
    // Elle monte : à décider de nouveau. Elle se lève : plus rien n'est dû, et la page dit pourquoi.
    db.run("update absence_alerte set niveau = ?, nombre = ?, changee_le = ?, version = version + 1 where id = ?",
           niveau, nombre, instant, a.id);
    if (monte)
        db.run("update absence_alerte set close_le = null, close_par = null, decision = '' where id = ?", a.id);
    if (levee)
        db.run("update absence_alerte set close_le = ?, decision = ? where id = ? and close_le is null", instant,
               "Levée par le calcul : " +
                   base::pluriel(nombre, "demi-journée reste non justifiée", "demi-journées restent non justifiées") +
                   ".",
               a.id);
}

} // namespace

void tenir_les_alertes(Writer& db, Instant instant, Id<Etablissement> etablissement, std::vector<Date> const& mois) {
    auto jour = base::a_paris(instant).jour;
    auto c = territoire::calendrier(db, etablissement, jour);
    if (mois.empty())
        return;
    auto tous = totaux(db, etablissement, base::AnneeScolaire::du(std::ranges::min(mois)).premier_jour(), c);
    std::map<Date, std::map<std::int64_t, int>> au_moins;
    for (auto const& [jeune, siens] : tous)
        for (auto const& b : siens.par_mois())
            au_moins[b.mois][jeune] = b.au_moins;
    marquer_a_preciser(db, etablissement, tous, seuils(db, jour));
    for (auto m : mois) {
        auto s = seuils(db, m);
        auto nombres = comptes(db, etablissement, m, c, au_moins[m]);
        for (auto const& a : db.all<Connue>("select id, jeune_id, niveau, nombre from absence_alerte where "
                                            "etablissement_id = ? and mois = ?",
                                            etablissement, m)) {
            auto n = nombres[a.jeune];
            nombres.erase(a.jeune);
            auto voulu = niveau(n, s);
            auto devient = voulu == Niveau::critique    ? NiveauDAlerte::critique
                           : voulu == Niveau::vigilance ? NiveauDAlerte::vigilance
                                                        : NiveauDAlerte::levee;
            if (devient != a.niveau || n != a.nombre)
                changer(db, instant, a, devient, n);
        }
        for (auto const& [jeune, n] : nombres)
            if (auto voulu = niveau(n, s); voulu != Niveau::aucun)
                db.run("insert into absence_alerte (jeune_id, etablissement_id, mois, niveau, nombre, nee_le, "
                       "changee_le) values (?, ?, ?, ?, ?, ?, ?)",
                       jeune, etablissement, m,
                       voulu == Niveau::critique ? NiveauDAlerte::critique : NiveauDAlerte::vigilance, n, instant,
                       instant);
    }
}

namespace {

constexpr auto colonnes =
    "select a.id, a.jeune_id, j.nom, j.nom_usage, j.prenom, a.etablissement_id, e.nom, a.mois, a.niveau, a.nombre, "
    "a.nee_le, a.changee_le, a.close_le, coalesce(g.prenom || ' ' || g.nom, ''), a.decision, a.version, (select "
    "count(*) from absence_suite s where s.alerte_id = a.id) from absence_alerte a join jeune j on j.id = a.jeune_id "
    "join etablissement e on e.id = a.etablissement_id left join agent g on g.id = a.close_par where ";

std::vector<Alerte> vues(Reader& db, acces::Portee const& portee, std::string const& ou,
                         std::vector<storage::Param> p) {
    auto c = eleve_visible(portee, "a");
    p.insert(p.begin(), c.p.begin(), c.p.end());
    return db.all_with<Alerte>(colonnes + c.sql + " and " + ou, p);
}

} // namespace

std::vector<Alerte> alertes_ouvertes(Reader& db, acces::Portee const& portee, int au_plus) {
    return vues(db, portee,
                "a.close_le is null order by case a.niveau when 'critique' then 0 else 1 end, a.mois desc, a.nee_le, "
                "a.id limit ?",
                storage::params_of(au_plus));
}

std::optional<Alerte> alerte(Reader& db, acces::Portee const& portee, Id<Alerte> id) {
    auto liste = vues(db, portee, "a.id = ?", storage::params_of(id));
    return liste.empty() ? std::nullopt : std::optional{liste.front()};
}

std::vector<Alerte> alertes_de(Reader& db, acces::Portee const& portee, Id<Jeune> jeune) {
    return vues(db, portee, "a.jeune_id = ? order by a.mois desc, a.id desc", storage::params_of(jeune));
}

std::vector<SuiteDonnee> suites_de(Reader& db, Id<Alerte> id) {
    return db.all<SuiteDonnee>("select s.id, s.genre, s.le, s.suivre_le, coalesce(a.prenom || ' ' || a.nom, '') from "
                               "absence_suite s left join agent a on a.id = s.agent_id where s.alerte_id = ? order by "
                               "s.le, s.id",
                               id);
}

void donner_suite(Writer& db, Auteur const& auteur, Alerte const& a, GenreDeSuite genre, Date le,
                  std::optional<Date> suivre_le) {
    db.run("insert into absence_suite (alerte_id, jeune_id, genre, le, suivre_le, agent_id) values (?, ?, ?, ?, ?, ?) "
           "on conflict (alerte_id, genre, le) do update set suivre_le = excluded.suivre_le",
           a.id, a.jeune, genre, le, suivre_le, auteur.agent);
    if (suivre_le)
        agenda::creer(db, auteur.instant, auteur.agent,
                      {.jeune = a.jeune,
                       .agent = auteur.agent,
                       .genre = std::string(genre_suivi_d_absence),
                       .objet = "Absences : suivre « " + dans_une_phrase(genre) + " »",
                       .pour_le = *suivre_le,
                       .origine = origine(a.id)});
}

bool retirer_une_suite(Writer& db, Auteur const& auteur, Id<Alerte> alerte, Id<SuiteDonnee> id) {
    if (db.run("delete from absence_suite where id = ? and alerte_id = ?", id, alerte) == 0)
        return false;
    auto restent = db.one<std::int64_t>(
        "select count(*) from absence_suite where alerte_id = ? and suivre_le is not null", alerte);
    if (restent == 0)
        agenda::clore_celles_de(db, auteur.instant, auteur.agent, origine(alerte), "Suite notée par erreur",
                                std::string(genre_suivi_d_absence));
    return true;
}

void clore_l_alerte(Writer& db, Auteur const& auteur, Id<Alerte> id, std::int64_t version,
                    std::string const& decision) {
    db.run_versioned("update absence_alerte set close_le = ?, close_par = ?, decision = ?, version = version + 1 where "
                     "id = ? and version = ? and close_le is null",
                     auteur.instant, auteur.agent, base::propre(decision), id, version);
    agenda::clore_celles_de(db, auteur.instant, auteur.agent, origine(id), "Alerte close",
                            std::string(genre_suivi_d_absence));
}

} // namespace metier::prevention
