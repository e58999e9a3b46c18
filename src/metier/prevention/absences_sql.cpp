#include "metier/prevention/absences_sql.hpp"

#include <sstream>

#include "base/texte.hpp"
#include "metier/prevention/prevention_sql.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::prevention {

using echanges::FormatDAbsences;

namespace {

/// Chaque nombre de la ligne d'un plan.
std::vector<std::string> mots_de(std::string const& ligne) { return base::decoupe(ligne, ' '); }
std::int64_t entier(std::string const& t) { return std::stoll(t); }
std::optional<std::int64_t> connu(std::string const& t) {
    auto n = entier(t);
    return n < 0 ? std::nullopt : std::optional{n};
}

struct Masques {
    std::int64_t absences = 0, non_justifiees = 0, partielles = 0;
};
std::optional<Masques> masques(Reader& db, std::int64_t jeune, std::string const& mois, Id<Etablissement> e) {
    return db.maybe<Masques>(
        "select absences, non_justifiees, partielles from absence_mois where jeune_id = ? and mois = ? and "
        "etablissement_id = ?",
        jeune, mois, e);
}

void poser(Writer& db, std::int64_t jeune, std::string const& mois, Id<Etablissement> e, Masques m,
           Id<ImportDAbsences> par) {
    if (m.absences == 0)
        db.run("delete from absence_mois where jeune_id = ? and mois = ? and etablissement_id = ?", jeune, mois, e);
    else
        db.run("insert into absence_mois (jeune_id, mois, etablissement_id, absences, non_justifiees, partielles, "
               "import_id) values (?, ?, ?, ?, ?, ?, ?) on conflict (jeune_id, mois, etablissement_id) do update set "
               "absences = excluded.absences, non_justifiees = excluded.non_justifiees, partielles = "
               "excluded.partielles, import_id = excluded.import_id",
               jeune, mois, e, m.absences, m.non_justifiees, m.partielles, par);
}

struct Cumul {
    std::int64_t total = 0;
    std::optional<std::int64_t> non_justifiees, retards;
};

void poser(Writer& db, std::int64_t jeune, ImportDAbsences const& i, std::optional<Cumul> const& c) {
    db.run("delete from absence_cumul where jeune_id = ? and etablissement_id = ? and du = ? and au = ?", jeune,
           i.etablissement, i.du, i.au);
    if (c)
        db.run("insert into absence_cumul (jeune_id, etablissement_id, du, au, total, non_justifiees, retards, "
               "import_id) values (?, ?, ?, ?, ?, ?, ?, ?)",
               jeune, i.etablissement, i.du, i.au, c->total, c->non_justifiees, c->retards, i.id);
}

/// Écrit une ligne du plan ; rend celle qui la défera.
std::string faire(Writer& db, ImportDAbsences const& i, std::vector<std::string> const& m) {
    auto jeune = entier(m[1]);
    if (m[0] == "D") {
        auto avant = masques(db, jeune, m[2], i.etablissement).value_or(Masques{});
        auto periode = entier(m[3]);
        auto partielles = m.size() > 6 ? entier(m[6]) : 0; // un plan d'avant la colonne n'en a pas
        Masques apres{(avant.absences & ~periode) | entier(m[4]), (avant.non_justifiees & ~periode) | entier(m[5]),
                      (avant.partielles & ~periode) | partielles};
        poser(db, jeune, m[2], i.etablissement, apres, i.id);
        return "D " + m[1] + " " + m[2] + " " + m[3] + " " + std::to_string(avant.absences & periode) + " " +
               std::to_string(avant.non_justifiees & periode) + " " + std::to_string(avant.partielles & periode) + "\n";
    }
    auto avant = db.maybe<Cumul>("select total, non_justifiees, retards from absence_cumul where jeune_id = ? and "
                                 "etablissement_id = ? and du = ? and au = ?",
                                 jeune, i.etablissement, i.du, i.au);
    auto total = connu(m[2]);
    poser(db, jeune, i, total ? std::optional{Cumul{*total, connu(m[3]), connu(m[4])}} : std::nullopt);
    auto c = avant.value_or(Cumul{-1, {}, {}});
    return "C " + m[1] + " " + std::to_string(c.total) + " " + std::to_string(c.non_justifiees.value_or(-1)) + " " +
           std::to_string(c.retards.value_or(-1)) + "\n";
}

std::string executer(Writer& db, ImportDAbsences const& i, std::string const& plan) {
    std::string avant;
    std::istringstream lignes{plan};
    for (std::string ligne; std::getline(lignes, ligne);) {
        auto m = mots_de(ligne);
        if (m[0] == "N")
            db.run("insert into numero_interne (etablissement_id, numero, jeune_id) values (?, ?, ?) on conflict "
                   "(etablissement_id, numero) do update set jeune_id = excluded.jeune_id",
                   i.etablissement, entier(m[1]), entier(m[2]));
        else
            avant += faire(db, i, m);
    }
    return avant;
}

constexpr auto colonnes = "select i.id, i.etablissement_id, i.nom, i.sha256, i.format, i.mode, i.du, i.au, "
                          "i.depose_le, i.etat, i.applique_le, i.lues, i.retenues, i.refusees, i.inconnues, "
                          "i.changements, i.rapport, i.version, coalesce(a.prenom || ' ' || a.nom, '') from "
                          "absence_import i left join agent a on a.id = i.agent_id where ";

ImportDAbsences celui(Reader& db, Id<ImportDAbsences> id) {
    return db.one<ImportDAbsences>(std::string(colonnes) + "i.id = ?", id);
}

} // namespace

std::vector<Date> mois_entre(Date du, Date au) {
    std::vector<Date> mois;
    for (auto m = territoire::premier_du_mois(du); m <= au; m = base::plus_mois(m, 1))
        mois.push_back(m);
    return mois;
}

std::vector<Date> mois_touches(Reader& db, Id<Etablissement> etablissement, Date du, Date au) {
    struct Periode {
        std::optional<Date> du, au;
    };
    auto p = db.one<Periode>("select min(du), max(au) from absence_cumul where etablissement_id = ? and du <= ? and "
                             "au >= ?",
                             etablissement, au, du);
    return mois_entre(std::min(du, p.du.value_or(du)), std::max(au, p.au.value_or(au)));
}

std::map<std::int64_t, Totaux> totaux(Reader& db, Id<Etablissement> etablissement, Date depuis, Calendrier const& c,
                                      std::optional<Id<Jeune>> un) {
    struct Recu {
        std::int64_t jeune;
        Date du, au;
        int total;
        std::optional<int> non_justifiees;
    };
    std::map<std::int64_t, std::vector<TotalRecu>> recus;
    auto dernier = depuis;
    auto lui = un ? " and c.jeune_id = " + std::to_string(un->valeur) : std::string{};
    for (auto const& l : db.all<Recu>(
             "select c.jeune_id, c.du, c.au, c.total, c.non_justifiees from absence_cumul c where c.etablissement_id = "
             "? and c.du >= ? and not exists (select 1 from absence_import s where s.etablissement_id = "
             "c.etablissement_id and s.etat = 'applique' and s.format = 'detail' and s.id > c.import_id and s.du <= "
             "c.du and s.au >= c.au and exists (select 1 from absence_mois m where m.jeune_id = c.jeune_id and "
             "m.etablissement_id = c.etablissement_id and m.import_id > c.import_id and m.mois <= c.au and m.mois >= "
             "substr(c.du, 1, 7) || '-01'))" +
                 lui + " order by c.jeune_id, c.import_id desc, c.du",
             etablissement, depuis)) {
        recus[l.jeune].push_back({l.du, l.au, l.total, l.non_justifiees});
        dernier = std::max(dernier, l.au);
    }
    std::map<std::int64_t, Totaux> tous;
    if (recus.empty())
        return tous;
    struct Mois {
        std::int64_t jeune;
        Date mois;
        std::int64_t absences, non_justifiees, partielles;
    };
    std::map<std::int64_t, std::vector<MoisDAbsences>> connus;
    for (auto const& l : db.all<Mois>("select c.jeune_id, c.mois, c.absences, c.non_justifiees, c.partielles from "
                                      "absence_mois c where c.etablissement_id = ? and c.mois >= ? and c.mois <= ?" +
                                          lui,
                                      etablissement, depuis, dernier))
        if (recus.contains(l.jeune))
            connus[l.jeune].push_back({l.mois, static_cast<Masque>(l.absences), static_cast<Masque>(l.non_justifiees),
                                       static_cast<Masque>(l.partielles)});
    JoursDeClasse classe{c, depuis, dernier};
    for (auto const& [jeune, siens] : recus)
        tous.emplace(jeune, Totaux{siens, connus[jeune], c, classe});
    return tous;
}

std::string totaux_indecis(Reader& db, Id<Etablissement> etablissement, Id<Jeune> jeune, Date jour) {
    auto tous = totaux(db, etablissement, base::AnneeScolaire::du(jour).premier_jour(),
                       territoire::calendrier(db, etablissement, jour), jeune);
    return tous.empty() ? std::string{} : tous.begin()->second.indecis(seuils(db, jour));
}

Id<ImportDAbsences> deposer(Writer& db, base::Coffre const& coffre, Auteur const& auteur, DemandeDImport const& d,
                            Prevu const& p, std::string const& sha256) {
    auto rapport = base::joint(p.avertissements, "\n") + "\n\n" + base::joint(p.ecartees, "\n");
    return db.one<Id<ImportDAbsences>>(
        "insert into absence_import (etablissement_id, agent_id, nom, sha256, format, mode, du, au, depose_le, etat, "
        "lues, retenues, refusees, inconnues, changements, contenu, rapport) values (?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "'prevu', ?, ?, ?, ?, ?, ?, ?) returning id",
        d.etablissement, auteur.agent, base::coupe(d.nom, 120), sha256,
        std::string(p.format == FormatDAbsences::detail ? "detail" : "cumul"), d.mode, p.du, p.au, auteur.instant,
        p.lues, p.retenues, p.refusees, p.inconnues, p.changements, coffre.chiffrer(p.plan), coffre.chiffrer(rapport));
}

std::optional<Id<ImportDAbsences>> deja_applique(Reader& db, DemandeDImport const& d, Prevu const& prevu,
                                                 std::string const& sha256) {
    auto memes = db.all<Id<ImportDAbsences>>(
        "select id from absence_import where etablissement_id = ? and sha256 = ? "
        "and mode = ? and etat = 'applique' and du <= ? and au >= ? order by id desc limit 1",
        d.etablissement, sha256, d.mode, prevu.du, prevu.au);
    return memes.empty() ? std::nullopt : std::optional{memes.front()};
}

std::optional<ImportDAbsences> import_d_absences(Reader& db, acces::Portee const& portee, Id<ImportDAbsences> id) {
    auto ici = mon_etablissement(db, portee);
    if (!ici)
        return std::nullopt;
    return db.maybe<ImportDAbsences>(std::string(colonnes) + "i.id = ? and i.etablissement_id = ?", id, *ici);
}

std::vector<ImportDAbsences> imports_d_absences(Reader& db, Id<Etablissement> etablissement, int au_plus) {
    return db.all<ImportDAbsences>(std::string(colonnes) + "i.etablissement_id = ? order by i.id desc limit ?",
                                   etablissement, au_plus);
}

void appliquer(Writer& db, base::Coffre const& coffre, Auteur const& auteur, Id<ImportDAbsences> id,
               std::int64_t version) {
    db.run_versioned("update absence_import set etat = 'applique', applique_le = ?, version = version + 1 where id = ? "
                     "and version = ? and etat = 'prevu'",
                     auteur.instant, id, version);
    auto i = celui(db, id);
    auto avant =
        executer(db, i, coffre.dechiffrer(db.one<std::string>("select contenu from absence_import where id = ?", id)));
    db.run("update absence_import set contenu = '', avant = ? where id = ?", coffre.chiffrer(avant), id);
    tenir_les_alertes(db, auteur.instant, i.etablissement, mois_touches(db, i.etablissement, i.du, i.au));
}

void defaire(Writer& db, base::Coffre const& coffre, Auteur const& auteur, Id<ImportDAbsences> id,
             std::int64_t version) {
    db.run_versioned("update absence_import set etat = 'defait', version = version + 1 where id = ? and version = ? "
                     "and etat = 'applique' and avant <> '' and not exists (select 1 from absence_import s where "
                     "s.etablissement_id = absence_import.etablissement_id and s.etat = 'applique' and s.id > "
                     "absence_import.id and s.du <= absence_import.au and s.au >= absence_import.du)",
                     id, version);
    auto i = celui(db, id);
    executer(db, i, coffre.dechiffrer(db.one<std::string>("select avant from absence_import where id = ?", id)));
    db.run("update absence_import set avant = '' where id = ?", id);
    tenir_les_alertes(db, auteur.instant, i.etablissement, mois_touches(db, i.etablissement, i.du, i.au));
}

void abandonner(Writer& db, Id<ImportDAbsences> id, std::int64_t version) {
    db.run_versioned("update absence_import set etat = 'abandonne', contenu = '', rapport = '', version = version + 1 "
                     "where id = ? and version = ? and etat = 'prevu'",
                     id, version);
}

std::int64_t effacer_le_perime(Writer& db, Instant maintenant, Date jour) {
    auto limite = maintenant - Jours{territoire::entier(db, "import.conservation", jour)};
    return db.run("update absence_import set contenu = '', rapport = '', avant = '', etat = case when etat = 'prevu' "
                  "then 'abandonne' else etat end where depose_le < ? and (contenu <> '' or rapport <> '' or avant <> "
                  "'')",
                  limite);
}

Fraicheur fraicheur(Reader& db, Id<Etablissement> etablissement, Date jour) {
    return {db.one<std::optional<Date>>("select max(au) from absence_import where etablissement_id = ? and etat = "
                                        "'applique' and (format = 'detail' or exists (select 1 from absence_cumul c "
                                        "where c.import_id = absence_import.id and c.non_justifiees is not null))",
                                        etablissement),
            territoire::entier(db, "absence.fraicheur", jour)};
}

Seuils seuils(Reader& db, Date jour) {
    return {territoire::entier(db, "absence.vigilance", jour), territoire::entier(db, "absence.critique", jour)};
}

ReglesDeSignal regles_de_signal(Reader& db, Date jour) {
    auto lire = [&](std::string_view code) { return territoire::entier(db, code, jour); };
    return {lire("absence.part"), lire("absence.part_lourde"), lire("absence.part_fenetre"), lire("absence.hausse"),
            lire("absence.hausse_minimum")};
}

std::vector<MoisDAbsences> mois_de(Reader& db, Id<Jeune> jeune, Id<Etablissement> etablissement) {
    struct Ligne {
        Date mois;
        std::int64_t absences, non_justifiees, partielles;
    };
    std::vector<MoisDAbsences> liste;
    for (auto const& l : db.all<Ligne>("select mois, absences, non_justifiees, partielles from absence_mois where "
                                       "jeune_id = ? and "
                                       "etablissement_id = ? order by mois desc",
                                       jeune, etablissement))
        liste.push_back({l.mois, static_cast<Masque>(l.absences), static_cast<Masque>(l.non_justifiees),
                         static_cast<Masque>(l.partielles)});
    return liste;
}

} // namespace metier::prevention
