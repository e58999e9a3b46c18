#include "metier/reunions/lecteur.hpp"

#include <algorithm>

namespace metier::reunions {

using acces::Droit;
using acces::Visibilite;

namespace {

constexpr std::int64_t bit_dossier = 1, bit_prevention = 2;

/// L'établissement où se tient cette réunion, s'il y en a un.
std::string etablissement_de(std::string_view reunion) {
    return "(select ts.etablissement_id from reunion tr join serie ts on ts.id = tr.serie_id where tr.id = " +
           std::string(reunion) + ")";
}

void joindre(acces::Condition& c, std::string const& avant, acces::Condition const& autre, std::string const& apres) {
    c.sql += avant + autre.sql + apres;
    c.p.insert(c.p.end(), autre.p.begin(), autre.p.end());
}

acces::Condition dossier_ouvert(acces::Portee const& p) {
    return acces::a_le_droit(p.role, Droit::lire_dossier) ? acces::est_visible(p, "j") : acces::Condition{"1 = 0", {}};
}

/// 0 à 3 : les titres d'un seul.
acces::Condition bits(acces::Portee const& p, std::string_view reunion) {
    acces::Condition c;
    joindre(c, "(case when ", dossier_ouvert(p), " then 1 else 0 end");
    joindre(c, " + case when ", acces::connu_par_la_prevention(p, "j", etablissement_de(reunion)),
            " then 2 else 0 end)");
    return c;
}

acces::Condition connu_de(acces::Portee const& p, std::string_view reunion) {
    acces::Condition c;
    joindre(c, "(", dossier_ouvert(p), "");
    joindre(c, " or ", acces::connu_par_la_prevention(p, "j", etablissement_de(reunion)), ")");
    return c;
}

bool contient(std::vector<Visibilite> const& liste, Visibilite v) { return std::ranges::find(liste, v) != liste.end(); }

} // namespace

Lecteur lecteur_de(acces::Contexte const& cx) { return {cx.portee()}; }

acces::Condition titres_sql(Lecteur const& qui, std::string_view reunion) {
    if (qui.sans_compte)
        return {"0, 0", {}};
    auto c = bits(qui.portee, reunion);
    if (qui.et_aussi)
        joindre(c, ", ", bits(*qui.et_aussi, reunion), "");
    else
        c.sql += ", 3";
    return c;
}

bool Titres::ouvre(agenda::Titre t) const {
    switch (t) {
    case agenda::Titre::dossier: return dossier;
    case agenda::Titre::prevention: return prevention;
    case agenda::Titre::reunion: return connu;
    }
    return false;
}

Titres titres(std::int64_t de_lui, std::int64_t de_l_autre) {
    auto tous_deux = de_lui & de_l_autre;
    return {(tous_deux & bit_dossier) != 0, (tous_deux & bit_prevention) != 0, de_lui != 0 && de_l_autre != 0};
}

acces::Condition connu(Lecteur const& qui, std::string_view reunion) {
    if (qui.sans_compte)
        return {"1 = 0", {}};
    auto c = connu_de(qui.portee, reunion);
    if (qui.et_aussi)
        joindre(c, " and ", connu_de(*qui.et_aussi, reunion), "");
    return c;
}

std::vector<Visibilite> cercles(Lecteur const& qui) {
    if (qui.sans_compte)
        return {};
    auto liste = acces::lisibles(qui.portee.role);
    if (qui.et_aussi)
        std::erase_if(liste, [autre = acces::lisibles(qui.et_aussi->role)](auto v) { return !contient(autre, v); });
    return liste;
}

std::string cercles_sql(Lecteur const& qui) {
    std::string liste = "''";
    for (auto v : cercles(qui))
        liste += ", '" + std::string(base::code(v)) + "'";
    return "(" + liste + ")";
}

std::vector<Connu> connus(Reader& db, Lecteur const& qui, Id<Reunion> id, std::vector<Id<Jeune>> const& jeunes) {
    if (jeunes.empty())
        return {};
    struct Ligne {
        Id<Jeune> jeune;
        std::string nom, nom_usage, prenom;
        std::optional<Date> naissance;
        std::int64_t lui = 0, autre = 0;
    };
    auto c = titres_sql(qui, std::to_string(id.valeur));
    for (auto j : jeunes)
        c.p.push_back(storage::to_param(j));
    std::vector<Connu> liste;
    for (auto& l : db.all_with<Ligne>("select j.id, j.nom, j.nom_usage, j.prenom, j.naissance, " + c.sql +
                                          " from jeune j where j.id in (" + storage::placeholders(jeunes.size()) + ")",
                                      c.p))
        if (auto t = titres(l.lui, l.autre); t.connu)
            liste.push_back({l.jeune, l.nom, l.nom_usage, l.prenom, l.naissance, t});
    return liste;
}

std::optional<std::int64_t> situation_de(Reader& db, Lecteur const& qui, Id<Reunion> id, Id<Jeune> jeune) {
    auto c = acces::situation_visible(qui.portee, "p");
    return db.maybe<std::int64_t>(
        "select p.id from prevention p where p.jeune_id = ? and p.etablissement_id = " +
            etablissement_de(std::to_string(id.valeur)) + " and " + c.sql +
            " order by case when p.etat = 'close' then 1 else 0 end, p.ouverte_le desc, p.id desc limit 1",
        jeune, c.p);
}

bool Savoir::tient(Visibilite v) const { return contient(en_le_connaissant, v); }
bool Savoir::lit(Visibilite v) const { return contient(cercles, v); }

std::vector<Savoir> savoirs(Reader& db, Id<Point_> point, Date jour) {
    struct Ligne {
        Id<Membre> membre;
        acces::Role role = acces::Role::cpe;
        bool general = false, visible = false, prevention = false;
    };
    auto le = "'" + base::iso(jour) + "'";
    std::vector<Savoir> liste;
    for (auto const& l : db.all<Ligne>(
             "select m.id, t.role, case when q.jeune_id is null then 1 else 0 end, case when j.id is not null and " +
                 acces::est_visible_de("t.id", le, "j") +
                 " then 1 else 0 end, case when exists (select 1 from prevention p where p.jeune_id = j.id and "
                 "p.etablissement_id = " +
                 etablissement_de("q.reunion_id") + " and " + acces::situation_visible_de("t.id", "p") +
                 ") then 1 else 0 end from reunion_point q join reunion_membre m on m.reunion_id = q.reunion_id and "
                 "m.retire_le is null join agent a on a.id = m.agent_id and a.desactive_le is null join role_tenu t on "
                 "t.agent_id = a.id and t.du <= " +
                 le + " and (t.au is null or t.au >= " + le +
                 ") left join jeune j on j.id = q.jeune_id where q.id = ? order by m.id, t.id",
             point)) {
        if (liste.empty() || liste.back().membre != l.membre)
            liste.push_back({l.membre, {}, {}});
        bool dossier = l.visible && acces::a_le_droit(l.role, Droit::lire_dossier);
        bool connait = l.general || l.prevention || dossier;
        auto& t = liste.back().titres;
        t = {t.dossier || dossier, t.prevention || l.prevention, t.connu || connait};
        for (auto v : acces::lisibles(l.role)) {
            liste.back().cercles.push_back(v);
            if (connait)
                liste.back().en_le_connaissant.push_back(v);
        }
    }
    return liste;
}

bool Salle::connait() const { return std::ranges::all_of(savent, &Titres::connu, &Savoir::titres); }

bool Salle::lit(Visibilite v) const {
    return std::ranges::all_of(savent, [&](auto const& s) { return s.tient(v); });
}

bool Salle::lit(agenda::Titre titre, Visibilite v) const {
    return std::ranges::all_of(savent, [&](auto const& s) { return s.titres.ouvre(titre) && s.tient(v); });
}

std::vector<std::string> Salle::ne_lisent_pas(Visibilite v) const {
    std::vector<std::string> noms;
    for (std::size_t i = 0; i < savent.size(); ++i)
        if (!savent[i].tient(v))
            noms.push_back(presents[i]);
    return noms;
}

Salle salle(std::vector<Membre> const& membres, std::vector<Savoir> const& savent) {
    Salle s;
    for (auto const& m : membres) {
        if (m.presence == Presence::excuse || m.presence == Presence::absent)
            continue;
        auto su = std::ranges::find(savent, m.id, &Savoir::membre);
        s.presents.push_back(m.nom);
        s.savent.push_back(su == savent.end() ? Savoir{m.id, {}, {}, {}} : *su);
    }
    return s;
}

} // namespace metier::reunions
