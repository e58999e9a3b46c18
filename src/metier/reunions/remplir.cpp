// L'ordre du jour qui se remplit : ce qui attend une décision, du plus pressé au moins pressé, avec sa raison.
#include <algorithm>
#include <map>

#include "base/texte.hpp"
#include "metier/reunions/points_sql.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reunions {

namespace {

using agenda::Attente;
using agenda::Urgence;

/// Ce qui fut décidé et n'est pas fait revient, en retard d'abord.
std::vector<Attente> decisions_ouvertes(Reader& db, acces::Portee const& portee, Reunion const& r) {
    std::vector<Attente> liste;
    for (auto const& d : decisions_d_avant(db, {portee}, r))
        if (d.jeune)
            liste.push_back({*d.jeune, urgence_de(d, r.jour()), d.raison(), d.pour_le, d.lecteurs,
                             agenda::Titre::reunion, d.echeance});
    return liste;
}

bool plus_pressee(Attente const& a, Attente const& b) {
    return avant({a.urgence, a.date, "", a.jeune.valeur}, {b.urgence, b.date, "", b.jeune.valeur});
}

/// Une place par jeune, sous sa raison la plus pressée.
std::vector<EnAttente> par_jeune(std::vector<Attente> toutes) {
    std::ranges::stable_sort(toutes, plus_pressee);
    std::vector<EnAttente> liste;
    std::map<std::int64_t, std::size_t> place;
    for (auto& a : toutes) {
        auto [ou, nouveau] = place.try_emplace(a.jeune.valeur, liste.size());
        if (nouveau)
            liste.push_back({a.jeune, {}, false});
        auto& raisons = liste[ou->second].raisons;
        if (std::ranges::find(raisons, a.raison, &Attente::raison) == raisons.end())
            raisons.push_back(std::move(a));
    }
    return liste;
}

struct PointConnu {
    Id<Point_> id;
    std::optional<Id<Jeune>> jeune;
    std::int64_t minutes = 0;
    bool retire = false, examine = false;
};

std::vector<EnAttente> ce_qui_attend(Reader& db, agenda::Attentes const& attentes, acces::Portee const& portee,
                                     Reunion const& r) {
    if (!type_de(r.genre).dossiers)
        return {};
    auto au_plus = territoire::entier(db, "reunion.dossiers_au_plus", portee.jour);
    auto toutes = attentes.de(db, {portee, r.jour(), du_terrain(db, r.id, portee.jour), au_plus, r.etablissement});
    auto d_avant = decisions_ouvertes(db, portee, r);
    toutes.insert(toutes.end(), d_avant.begin(), d_avant.end());
    auto liste = par_jeune(std::move(toutes));
    if (liste.size() > static_cast<std::size_t>(au_plus))
        liste.resize(static_cast<std::size_t>(au_plus));
    return liste;
}

/// Ce que celui qui remplit ne lit pas : un autre l'y a mis, et cela reste.
std::vector<Attente> mises_par_un_autre(Reader& db, Lecteur const& qui, Id<Reunion> id, PointConnu const& point) {
    auto mises = db.all<Attente>(
        "select q.jeune_id, m.urgence, m.raison, m.jour, m.visibilite, m.titre, "
        "m.echeance_id from reunion_motif m join reunion_point q on q.id = m.point_id where m.point_id = ? order "
        "by m.rang",
        point.id);
    auto connu = connus(db, qui, id, {*point.jeune});
    auto lus = cercles(qui);
    std::erase_if(mises, [&](Attente const& a) {
        return !connu.empty() && connu.front().titres.ouvre(a.titre) &&
               std::ranges::find(lus, a.visibilite) != lus.end();
    });
    return mises;
}

void noter_les_raisons(Writer& db, Id<Point_> point, std::vector<Attente> const& raisons) {
    db.run("delete from reunion_motif where point_id = ?", point);
    std::int64_t rang = 0;
    for (auto const& a : raisons)
        db.run("insert into reunion_motif (point_id, rang, urgence, raison, jour, visibilite, titre, echeance_id) "
               "values (?, ?, "
               "?, ?, ?, ?, ?, ?)",
               point, ++rang, a.urgence, a.raison, a.date, a.visibilite, a.titre, a.echeance);
    db.run("update reunion_point set urgence = ? where id = ?", raisons.front().urgence, point);
}

void renoter_les_raisons(Writer& db, Lecteur const& qui, Id<Reunion> id, PointConnu const& point,
                         std::vector<Attente> raisons) {
    auto autres = mises_par_un_autre(db, qui, id, point);
    raisons.insert(raisons.end(), autres.begin(), autres.end());
    noter_les_raisons(db, point.id, par_jeune(std::move(raisons)).front().raisons);
}

std::vector<PointConnu> connus(Reader& db, Id<Reunion> id) {
    return db.all<PointConnu>("select id, jeune_id, minutes, case when retire_le is null then 0 else 1 end, case when "
                              "examine_le is null then 0 else 1 end from reunion_point where reunion_id = ? order by "
                              "rang, id",
                              id);
}

/// Tient dans la réunion, ou ne peut pas attendre la suivante.
bool a_sa_place(Urgence u, std::int64_t minutes_prises, std::int64_t duree) {
    return u <= Urgence::decision_ouverte || minutes_prises < duree;
}

} // namespace

std::vector<EnAttente> en_attente(Reader& db, agenda::Attentes const& attentes, acces::Portee const& portee,
                                  Id<Reunion> id) {
    auto r = trouver(db, id);
    if (!r)
        return {};
    auto liste = ce_qui_attend(db, attentes, portee, *r);
    auto deja = connus(db, id);
    std::erase_if(liste, [&](auto const& e) {
        return std::ranges::any_of(deja, [&](auto const& p) { return p.jeune == e.jeune && !p.retire; });
    });
    for (auto& e : liste) // de ceux qui restent, un point connu est un point retiré
        e.retire = std::ranges::any_of(deja, [&](auto const& p) { return p.jeune == e.jeune; });
    return liste;
}

int remplir(Writer& db, agenda::Attentes const& attentes, acces::Portee const& portee, Id<Reunion> id) {
    auto r = trouver(db, id);
    if (!r || r->close_le || r->annulee_le)
        return 0;
    auto deja = connus(db, id);
    std::map<std::int64_t, PointConnu const*> par_numero;
    std::int64_t minutes = 0;
    for (auto const& p : deja) {
        if (p.jeune)
            par_numero[p.jeune->valeur] = &p;
        minutes += p.retire ? 0 : p.minutes;
    }
    auto par_dossier = territoire::entier(db, "reunion.minutes_par_dossier", portee.jour);
    auto rang = static_cast<std::int64_t>(deja.size());
    int ajoutes = 0;
    for (auto const& e : ce_qui_attend(db, attentes, portee, *r)) {
        auto connu = par_numero.find(e.jeune.valeur);
        if (connu != par_numero.end()) { // ce qu'on a retiré le reste ; ce qui est examiné ne bouge plus
            if (!connu->second->retire && !connu->second->examine)
                renoter_les_raisons(db, {portee}, id, *connu->second, e.raisons);
            continue;
        }
        if (!a_sa_place(e.raisons.front().urgence, minutes, r->duree))
            continue;
        auto point = db.one<Id<Point_>>("insert into reunion_point (reunion_id, jeune_id, rang, minutes, urgence) "
                                        "values (?, ?, ?, ?, ?) returning id",
                                        id, e.jeune, ++rang, par_dossier, e.raisons.front().urgence);
        noter_les_raisons(db, point, e.raisons);
        minutes += par_dossier;
        ++ajoutes;
    }
    if (!r->ordre_manuel)
        reclasser(db, id);
    return ajoutes;
}

void reclasser(Writer& db, Id<Reunion> id) {
    struct Ligne {
        std::int64_t id = 0;
        Urgence urgence = Urgence::a_decider;
        std::optional<Date> date;
        std::string part_a;
        bool general = false;
        std::int64_t rang = 0;
    };
    auto lignes = db.all<Ligne>(
        "select q.id, q.urgence, (select m.jour from reunion_motif m where m.point_id = q.id and m.rang = 1), "
        "coalesce((select min(m.part_a) from reunion_membre m join cercle c on c.agent_id = m.agent_id where "
        "m.reunion_id = q.reunion_id and m.part_a <> '' and m.retire_le is null and c.jeune_id = q.jeune_id and c.au "
        "is null), ''), case when q.jeune_id is null then 1 else 0 end, q.rang from reunion_point q where q.reunion_id "
        "= ? and q.retire_le is null",
        id);
    std::ranges::stable_sort(lignes, [](Ligne const& a, Ligne const& b) {
        if (a.general != b.general) // les points généraux ouvrent la séance, dans l'ordre où on les a mis
            return a.general;
        if (a.general)
            return a.rang < b.rang;
        return avant({a.urgence, a.date, a.part_a, a.id}, {b.urgence, b.date, b.part_a, b.id});
    });
    std::int64_t rang = 0;
    for (auto const& l : lignes)
        if (++rang; l.rang != rang)
            db.run("update reunion_point set rang = ? where id = ?", rang, l.id);
    db.run("update reunion set ordre_manuel = 0 where id = ?", id);
}

} // namespace metier::reunions
