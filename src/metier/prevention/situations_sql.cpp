#include <algorithm>

#include "base/texte.hpp"
#include "metier/prevention/prevention_sql.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::prevention {

using acces::Role;

acces::Condition eleve_visible(acces::Portee const& portee, std::string_view x) {
    auto alias = std::string(x);
    if (portee.role != Role::coordonnateur)
        return situation_visible(portee, alias);
    auto c = situation_visible(portee, "s");
    c.sql = "exists (select 1 from prevention s where s.jeune_id = " + alias +
            ".jeune_id and s.etablissement_id = " + alias + ".etablissement_id and s.etat <> 'close' and " + c.sql +
            ")";
    return c;
}

namespace {

void noter(Writer& db, Auteur const& auteur, Id<Prevention> id, std::string const& genre, std::string_view code,
           std::string const& texte) {
    db.run("insert into prevention_fait (prevention_id, jeune_id, le, genre, code, texte, agent_id, cree_le) "
           "select id, jeune_id, ?, ?, ?, ?, ?, ? from prevention where id = ?",
           auteur.jour(), genre, std::string(code), base::propre(texte), auteur.agent, auteur.instant, id);
}

void repondre_aux_auteurs(Writer& db, Auteur const& auteur, Id<Prevention> id, std::string const& texte) {
    marquer_lus(db, auteur, id);
    if (!texte.empty())
        db.run("update fiche_signalement set reponse = ?, repondue_le = ?, repondue_par = ? where prevention_id = ?",
               base::propre(texte), auteur.instant, auteur.agent, id);
}

} // namespace

Date revoir_au_plus_tard(Reader& db, Urgence urgence, Date jour) {
    constexpr int semaine = 7;
    if (urgence == Urgence::immediate)
        return jour;
    auto reunion = territoire::entier(db, "prevention.revoir", jour);
    return base::plus_jours(jour, urgence == Urgence::rapide ? std::min<int>(semaine, reunion) : reunion);
}

std::optional<Id<Prevention>> situation_ouverte(Reader& db, Id<Jeune> jeune, Id<Etablissement> etablissement) {
    return db.maybe<Id<Prevention>>(
        "select id from prevention where jeune_id = ? and etablissement_id = ? and etat <> 'close'", jeune,
        etablissement);
}

Id<Prevention> ouvrir(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Id<Etablissement> etablissement,
                      Urgence urgence, std::string const& pourquoi) {
    auto revoir = revoir_au_plus_tard(db, urgence, auteur.jour());
    if (auto deja = situation_ouverte(db, jeune, etablissement)) {
        auto avant = db.one<Urgence>("select urgence from prevention where id = ?", *deja);
        if (urgence > avant)
            db.run("update prevention set urgence = ?, revoir_le = case when revoir_le < ? then revoir_le else ? end, "
                   "version = version + 1 where id = ?",
                   urgence, revoir, revoir, *deja);
        return *deja;
    }
    auto id = db.one<Id<Prevention>>("insert into prevention (jeune_id, etablissement_id, etat, urgence, ouverte_le, "
                                     "revoir_le) values (?, ?, 'signalee', ?, ?, ?) returning id",
                                     jeune, etablissement, urgence, auteur.jour(), revoir);
    noter(db, auteur, id, "etat", code(Etat::signalee), pourquoi);
    return id;
}

void examiner(Writer& db, Auteur const& auteur, Id<Prevention> id, Examen const& e) {
    auto lien_avant = db.one<EtatDuLien>("select lien from prevention where id = ?", id);
    auto confie_avant = db.one<std::optional<Id<acces::Agent>>>("select confie_a from prevention where id = ?", id);
    db.run_versioned("update prevention set etat = ?, lien = ?, revoir_le = ?, confie_a = ?, urgence = 'ordinaire', "
                     "version = version + 1 where id = ? and version = ? and etat <> 'close'",
                     e.etat, e.lien, e.revoir_le, e.confie_a, id, e.version);
    noter(db, auteur, id, "etat", code(e.etat), "");
    noter(db, auteur, id, "decision", "", e.decision);
    if (e.lien != lien_avant)
        noter(db, auteur, id, "lien", code(e.lien), "");
    if (e.confie_a != confie_avant) {
        db.run("update prevention set confie_lue_le = null where id = ?", id);
        noter(db, auteur, id, "confiance", e.confie_a ? "confiee" : "reprise", "");
    }
    auto deja = reponses_de(db, id);
    for (auto code : e.reponses) {
        bool ouverte = std::ranges::any_of(deja, [&](auto const& r) { return r.code == code && !r.au; });
        if (!ouverte)
            db.run("insert into prevention_reponse (prevention_id, jeune_id, code, du, agent_id, cree_le) select id, "
                   "jeune_id, ?, ?, ?, ? from prevention where id = ?",
                   code, auteur.jour(), auteur.agent, auteur.instant, id);
    }
    repondre_aux_auteurs(db, auteur, id, e.reponse_aux_auteurs);
}

void clore(Writer& db, Auteur const& auteur, Id<Prevention> id, std::int64_t version, MotifDeCloture motif,
           std::string const& precision, std::string const& reponse_aux_auteurs) {
    db.run_versioned("update prevention set etat = 'close', close_le = ?, revoir_le = null, motif = ?, version = "
                     "version + 1 where id = ? and version = ? and etat <> 'close'",
                     auteur.jour(), std::string(code(motif)), id, version);
    noter(db, auteur, id, "etat", code(Etat::close),
          std::string(libelle(motif)) + (precision.empty() ? "" : " : " + precision));
    db.run("update prevention_reponse set au = ? where prevention_id = ? and au is null", auteur.jour(), id);
    repondre_aux_auteurs(db, auteur, id, reponse_aux_auteurs);
}

void finir_une_reponse(Writer& db, Id<Prevention> id, Id<Reponse_> reponse, Date au) {
    db.run_versioned("update prevention_reponse set au = ? where id = ? and prevention_id = ? and au is null", au,
                     reponse, id);
}

std::vector<AExaminer> a_examiner(Reader& db, Id<Etablissement> etablissement, Date jour) {
    struct Ligne {
        Id<Prevention> id;
        Id<Jeune> jeune;
        Etat etat;
        Urgence urgence;
        Date ouverte_le;
        std::optional<Date> revoir_le;
    };
    std::vector<AExaminer> liste;
    for (auto const& l : db.all<Ligne>(
             "select id, jeune_id, etat, urgence, ouverte_le, revoir_le from prevention where etablissement_id = ? "
             "and (etat = 'signalee' or (etat <> 'close' and revoir_le <= ?))",
             etablissement, jour)) {
        bool jamais = l.etat == Etat::signalee;
        auto depuis = jamais ? l.ouverte_le : l.revoir_le.value_or(l.ouverte_le);
        liste.push_back({l.id, l.jeune,
                         (jamais          ? "Signalée le "
                          : depuis < jour ? "À revoir depuis le "
                                          : "À revoir le ") +
                             base::affiche(depuis),
                         l.urgence, depuis});
    }
    std::ranges::sort(liste, [](auto const& a, auto const& b) {
        return std::tuple{b.urgence, a.date, a.situation.valeur} < std::tuple{a.urgence, b.date, b.situation.valeur};
    });
    return liste;
}

namespace {

constexpr auto colonnes =
    "select p.id, p.jeune_id, j.nom, j.nom_usage, j.prenom, j.naissance, j.dernier_echange, p.etablissement_id, e.nom, "
    "p.etat, p.lien, p.urgence, p.ouverte_le, p.revoir_le, p.close_le, p.confie_a, coalesce(a.prenom || ' ' || a.nom, "
    "''), p.motif, p.version, (select count(*) from fiche_signalement f where f.prevention_id = p.id and f.lue_le is "
    "null) from prevention p join jeune j on j.id = p.jeune_id join etablissement e on e.id = p.etablissement_id left "
    "join agent a on a.id = p.confie_a where ";

std::vector<PreventionVue> vues(Reader& db, acces::Portee const& portee, std::string const& ou,
                                std::vector<storage::Param> p) {
    auto c = situation_visible(portee, "p");
    p.insert(p.begin(), c.p.begin(), c.p.end());
    return db.all_with<PreventionVue>(colonnes + c.sql + " and " + ou, p);
}

} // namespace

std::optional<PreventionVue> trouver(Reader& db, acces::Portee const& portee, Id<Prevention> id) {
    auto liste = vues(db, portee, "p.id = ?", storage::params_of(id));
    return liste.empty() ? std::nullopt : std::optional{liste.front()};
}

std::vector<PreventionVue> situations_de(Reader& db, acces::Portee const& portee, Id<Jeune> jeune) {
    return vues(db, portee, "p.jeune_id = ? order by p.ouverte_le desc, p.id desc", storage::params_of(jeune));
}

std::vector<PreventionVue> ouvertes(Reader& db, acces::Portee const& portee, int au_plus) {
    return vues(db, portee,
                "p.etat <> 'close' order by case when p.etat = 'signalee' then 0 else 1 end, case p.urgence when "
                "'immediate' then 0 when 'rapide' then 1 else 2 end, p.revoir_le, p.id limit ?",
                storage::params_of(au_plus));
}

std::vector<PreventionVue> confiees_non_lues(Reader& db, acces::Portee const& portee, int au_plus) {
    return vues(db, portee, "p.confie_a = ? and p.confie_lue_le is null and p.etat <> 'close' order by p.id limit ?",
                storage::params_of(portee.agent, au_plus));
}
void lire_la_confiance(Writer& db, Auteur const& auteur, Id<Prevention> id) {
    db.run("update prevention set confie_lue_le = ? where id = ? and confie_a = ? and confie_lue_le is null",
           auteur.instant, id, auteur.agent);
}

std::vector<FaitVu> faits_de(Reader& db, Id<Prevention> id) {
    return db.all<FaitVu>("select f.le, f.genre, f.code, f.texte, coalesce(a.prenom || ' ' || a.nom, ''), f.cree_le "
                          "from prevention_fait f left join agent a on a.id = f.agent_id where f.prevention_id = ? "
                          "order by f.le desc, f.id desc",
                          id);
}

std::vector<ReponseVue> reponses_de(Reader& db, Id<Prevention> id) {
    return db.all<ReponseVue>("select r.id, r.code, r.du, r.au, r.precision, coalesce(a.prenom || ' ' || a.nom, '') "
                              "from prevention_reponse r left join agent a on a.id = r.agent_id where r.prevention_id "
                              "= ? order by r.du desc, r.id desc",
                              id);
}

std::int64_t confiees(Reader& db, jeunes::Apports::Etendue const& e) {
    return db.one<std::int64_t>(
        "select count(*) from prevention where confie_a = ? and etat <> 'close' and " + e.condition("jeune_id"), e.de);
}

std::int64_t passer(Writer& db, Auteur const& auteur, jeunes::Apports::Etendue const& e, Id<acces::Agent> a) {
    auto liste = db.all<Id<Prevention>>(
        "update prevention set confie_a = ?, confie_lue_le = null, version = version + 1 where confie_a = ? "
        "and etat <> 'close' and " +
            e.condition("jeune_id") + " returning id",
        a, e.de);
    for (auto id : liste)
        noter(db, auteur, id, "confiance", "confiee", "");
    return static_cast<std::int64_t>(liste.size());
}

std::vector<std::pair<Id<acces::Agent>, std::string>> coordonnateurs_de(Reader& db, Id<Etablissement> id, Date jour) {
    struct Ligne {
        Id<acces::Agent> id;
        std::string nom;
    };
    std::vector<std::pair<Id<acces::Agent>, std::string>> liste;
    for (auto const& l : db.all<Ligne>(
             "select distinct a.id, a.prenom || ' ' || a.nom from role_tenu r join agent a on a.id = r.agent_id join "
             "territoire_contient t on t.ancetre_id = r.territoire_id join etablissement e on e.territoire_id = "
             "t.descendant_id where r.role = 'coordonnateur' and e.id = ? and r.du <= ? and (r.au is null or r.au >= "
             "?) and a.desactive_le is null order by 2, 1",
             id, jour, jour))
        liste.emplace_back(l.id, l.nom);
    return liste;
}

} // namespace metier::prevention
