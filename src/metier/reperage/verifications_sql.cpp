#include "metier/reperage/verifications.hpp"

#include "metier/reperage/provenance.hpp"

#include "base/texte.hpp"
#include "metier/reperage/memoire.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reperage {
namespace {

/// Une inscription de l'année, avec une classe, en cours aujourd'hui (année de la campagne, jour, jour).
constexpr std::string_view revue = "from inscription n left join etablissement x on x.id = n.etablissement_id where "
                                   "n.jeune_id = p.jeune_id and n.annee = c.annee "
                                   "and n.sans_classe = 0 and n.du <= ? and (n.au is null or n.au >= ?)";

struct Condition {
    std::string sql;
    std::vector<storage::Param> p;
    template <class... A>
    void et(std::string_view morceau, A const&... a) {
        sql += " and " + std::string(morceau);
        auto valeurs = storage::params_of(a...);
        p.insert(p.end(), valeurs.begin(), valeurs.end());
    }
};

void de_cet_age(Condition& c, TrancheDAge t, Date jour) {
    auto entre = [&](int de, int a) { // né après le jour où l'on aurait a + 1 ans, au plus tard celui où l'on en a `de`
        c.et("p.naissance <= ?", base::plus_annees(jour, -de));
        c.et("p.naissance > ?", base::plus_annees(jour, -(a + 1)));
    };
    switch (t) {
    case TrancheDAge::de_16_17: return entre(16, 17);
    case TrancheDAge::de_18_20: return entre(18, 20);
    case TrancheDAge::de_21_25: return entre(21, 25);
    }
}

Condition condition(acces::Portee const& portee, FiltreDeFile const& f) {
    Condition c{"where p.campagne_id = ? and p.caisse = 'presume' and j.fusionne_dans is null",
                {storage::to_param(f.campagne)}};
    switch (f.etat) {
    case EtatDeFile::a_verifier: c.et("p.verification_id is null"); break;
    case EtatDeFile::retrouves:
        c.et("p.verification_id is null and exists (select 1 " + std::string(revue) + ")", portee.jour, portee.jour);
        break;
    case EtatDeFile::injoignables: c.et("w.resultat = 'injoignable'"); break;
    case EtatDeFile::verifies: c.et("w.resultat <> 'injoignable'"); break;
    case EtatDeFile::tous: break;
    }
    if (f.etablissement)
        c.et("p.etablissement_id = ?", *f.etablissement);
    if (!f.classe.empty())
        c.et("p.classe = ?", f.classe);
    if (f.age)
        de_cet_age(c, *f.age, f.observation);
    if (f.definition)
        c.et("p." + std::string(base::code(*f.definition)) + " = 1");
    auto visible = acces::est_visible(portee, "j");
    c.et(visible.sql, visible.p);
    return c;
}

constexpr std::string_view depuis_sql =
    " from campagne_jeune p join campagne c on c.id = p.campagne_id join jeune j on j.id = p.jeune_id "
    "left join etablissement e on e.id = p.etablissement_id left join verification w on w.id = p.verification_id ";

constexpr std::string_view verifications_sql =
    "select v.id, v.campagne_id, v.jeune_id, v.resultat, v.preuve, v.structure, v.cause, v.jour, v.depuis, v.faite_le, "
    "coalesce(g.prenom || ' ' || g.nom, ''), "
    "v.agent_id, v.annulee_le, v.situation_avant from verification v left join agent g on g.id = v.agent_id ";

void creer_l_echeance(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent, Id<Jeune> jeune,
                      Id<Verification> id, NouvelleVerification const& v) {
    if (v.resultat == Resultat::injoignable)
        agenda::creer(db, maintenant, agent,
                      {.jeune = jeune,
                       .agent = agent,
                       .genre = "verification",
                       .objet = "Vérifier de nouveau où il en est",
                       .pour_le = base::plus_jours(v.jour, territoire::entier(db, "verification.relance", v.jour)),
                       .origine = origine(id)});
    if (v.resultat == Resultat::confirme)
        agenda::creer(db, maintenant, agent,
                      {.jeune = jeune,
                       .agent = {},
                       .genre = "premier_contact",
                       .objet = "Prendre un premier contact",
                       .pour_le = base::plus_jours(v.jour, territoire::entier(db, "contact.premier", v.jour)),
                       .origine = origine(id)});
}

} // namespace

std::vector<LigneDeFile> file(Reader& db, acces::Portee const& portee, FiltreDeFile const& f,
                              std::string const& apres_tri, std::int64_t apres_id, int nombre) {
    auto c = condition(portee, f);
    c.et("(p.cle_tri, p.jeune_id) > (?, ?)", apres_tri, apres_id);
    c.p.insert(c.p.begin(), {storage::to_param(portee.jour), storage::to_param(portee.jour)});
    c.p.push_back(storage::to_param(nombre));
    return db.all_with<LigneDeFile>(
        "select p.jeune_id, p.nom, p.prenom, p.naissance, coalesce(e.nom, ''), p.classe, p.formation, p.motif, "
        "p.cle_tri, p.legale, p.siei, "
        "p.locale, coalesce(w.resultat, ''), w.jour, coalesce((select coalesce(x.nom, n.structure) " +
            std::string(revue) + " order by n.du desc, n.id desc limit 1), ''), p.version" + std::string(depuis_sql) +
            c.sql + " order by p.cle_tri, p.jeune_id limit ?",
        c.p);
}

std::int64_t taille_de_la_file(Reader& db, acces::Portee const& portee, FiltreDeFile const& f) {
    auto c = condition(portee, f);
    return db.all_with<std::int64_t>("select count(*)" + std::string(depuis_sql) + c.sql, c.p).front();
}

std::vector<std::pair<Id<territoire::Etablissement>, std::string>>
etablissements_de_la_file(Reader& db, acces::Portee const& portee, Id<Campagne> id) {
    struct Ligne {
        Id<territoire::Etablissement> id;
        std::string nom;
    };
    std::vector<std::pair<Id<territoire::Etablissement>, std::string>> liste;
    auto v = acces::est_visible(portee, "j");
    for (auto& l : db.all<Ligne>("select e.id, e.nom from etablissement e where e.id in (select p.etablissement_id "
                                 "from campagne_jeune p join jeune j on j.id = p.jeune_id where p.campagne_id = ? "
                                 "and p.caisse = 'presume' and " +
                                     v.sql + ") order by e.cle_tri, e.id",
                                 id, v.p))
        liste.emplace_back(l.id, std::move(l.nom));
    return liste;
}

std::optional<Id<Campagne>> campagne_courante(Reader& db, acces::Portee const& portee) {
    // De l'année la plus récente, la plus étroite : celle du bassin plutôt que celle de l'académie.
    auto une = db.all<Id<Campagne>>("select c.id from campagne c where c.close_le is null and c.calcul_fini > 0 and "
                                    "c.id in (select campagne_id from campagne_visible where role_tenu_id = ?) order "
                                    "by c.annee desc, (select count(*) from territoire_contient t where t.ancetre_id = "
                                    "c.territoire_id), c.observation desc, c.id desc limit 1",
                                    portee.role_tenu);
    return une.empty() ? std::nullopt : std::optional{une.front()};
}

std::optional<Id<Jeune>> suivant(Reader& db, acces::Portee const& portee, FiltreDeFile const& f, Id<Jeune> jeune) {
    auto ici = db.maybe<std::string>("select cle_tri from campagne_jeune where campagne_id = ? and jeune_id = ?",
                                     f.campagne, jeune)
                   .value_or("");
    for (auto const& [tri, id] :
         {std::pair{ici, jeune.valeur}, std::pair{std::string{}, std::int64_t{0}}}) // puis depuis le début
        for (auto const& l : file(db, portee, f, tri, id, 1))
            if (l.jeune != jeune)
                return l.jeune;
    return std::nullopt;
}

namespace {

std::optional<jeunes::Situation> situation_a_noter(NouvelleVerification const& v) {
    auto genre = situation_de(v.resultat);
    if (!genre || v.deja_dite)
        return std::nullopt;
    jeunes::Situation s;
    s.genre = *genre;
    s.du = v.depuis;
    s.structure = base::propre(v.structure);
    s.fondement = fondement(v.preuve);
    return s;
}

} // namespace

std::optional<SolutionConnue> solution_de(Reader& db, Solutions const& solutions, Id<Jeune> jeune) {
    if (!solutions.en_cours)
        return std::nullopt;
    auto la = solutions.en_cours(db, std::span{&jeune, 1});
    return la.empty() ? std::nullopt : std::optional{std::move(la.begin()->second)};
}

bool contredit(NouvelleVerification const& v, std::optional<SolutionConnue> const& solution) {
    return solution && contredit(v.resultat, solution->situation);
}

NouvelleVerification accordee(Reader& db, Id<Jeune> jeune, NouvelleVerification v,
                              std::optional<SolutionConnue> const& solution) {
    if (!solution || resultat_de(solution->situation) != v.resultat)
        return v;
    auto la = jeunes::situation_au(db, jeune, v.jour);
    v.deja_dite = la && la->situation.genre == solution->situation;
    v.depuis = solution->depuis;
    if (v.structure.empty())
        v.structure = solution->structure;
    return v;
}

std::string refus_de_situation(Reader& db, Id<Jeune> jeune, NouvelleVerification const& v) {
    auto s = situation_a_noter(v);
    if (!s)
        return {};
    auto anteriorite = territoire::entier(db, "solution.anteriorite", v.jour);
    if (auto refus = jeunes::refus_du_debut(jeunes::inscriptions(db, jeune), v.depuis, v.jour, anteriorite);
        !refus.empty())
        return refus;
    return jeunes::placer(jeunes::situations(db, jeune), *s).refus;
}

VerificationFaite verifier(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent, Id<Campagne> campagne,
                           Id<Jeune> jeune, std::int64_t version, NouvelleVerification const& v,
                           Solutions const& solutions) {
    Memoire avant{jeunes::situations(db, jeune), {}, {}};
    db.run_versioned("update campagne_jeune set version = version + 1 where campagne_id = ? and jeune_id = ? and "
                     "version = ? and caisse = 'presume'",
                     campagne, jeune, version);
    auto id = db.one<Id<Verification>>("insert into verification (campagne_id, jeune_id, resultat, preuve, structure, "
                                       "cause, source_id, jour, depuis, faite_le, agent_id) "
                                       "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
                                       campagne, jeune, v.resultat, v.preuve, base::propre(v.structure),
                                       v.cause ? std::string(base::code(*v.cause)) : std::string{}, v.source_en_defaut,
                                       v.jour, v.depuis, maintenant, agent);
    if (v.fin && agent && solutions.rompre)
        avant.solution =
            solutions.rompre(db, maintenant, *agent, jeune, v.dernier_jour.value_or(base::plus_jours(v.depuis, -1)),
                             std::string(base::libelle(*v.fin)));
    if (auto situation = situation_a_noter(v)) {
        auto& s = *situation;
        s.verifiee_le = maintenant;
        s.agent = agent;
        s.origine = origine(id);
        if (auto notee = jeunes::noter_situation(db, jeune, s); !notee.refus.empty()) {
            ensure(!v.fin, "une solution rompue pour une vérification refusée : à vérifier avant l’acte");
            db.run("delete from verification where id = ?", id);
            db.run("update campagne_jeune set version = version - 1 where campagne_id = ? and jeune_id = ?", campagne,
                   jeune);
            return {{}, notee.refus};
        }
    }
    retenir(db, id, jeune, std::move(avant));
    db.run("update campagne_jeune set verification_id = ? where campagne_id = ? and jeune_id = ?", id, campagne, jeune);
    // Un secteur plus large ou plus étroit le cherche aussi : il ne se vérifie pas deux fois.
    db.run(
        "update campagne_jeune set verification_id = ?, version = version + 1 where jeune_id = ? and caisse = "
        "'presume' and campagne_id in (select c.id from campagne c join campagne d on d.annee = c.annee where d.id = "
        "? and c.id <> d.id and c.close_le is null)",
        id, jeune, campagne);
    agenda::clore_pour(db, maintenant, agent, jeune, "verification", std::string(issue_verifiee));
    creer_l_echeance(db, maintenant, agent, jeune, id, v);
    return {id, {}};
}

std::optional<Verification> trouver_verification(Reader& db, Id<Verification> id) {
    return db.maybe<Verification>(std::string(verifications_sql) + "where v.id = ?", id);
}

std::vector<Verification> verifications(Reader& db, Id<Jeune> jeune) {
    return db.all<Verification>(std::string(verifications_sql) + "where v.jeune_id = ? order by v.id desc limit 100",
                                jeune);
}

namespace {

/// Celles de l'agent ce jour-là, non annulées, qui valent encore ; « v », « p », « j ».
acces::Condition les_siennes(acces::Portee const& portee, Id<Campagne> campagne) {
    auto c = acces::est_visible(portee, "j");
    return {"join campagne_jeune p on p.campagne_id = v.campagne_id and p.jeune_id = v.jeune_id and "
            "p.verification_id = v.id join jeune j on j.id = v.jeune_id "
            "where v.campagne_id = ? and v.jour = ? and v.agent_id = ? and v.annulee_le is null and " +
                c.sql,
            storage::params_of(campagne, portee.jour, portee.agent, c.p)};
}

} // namespace

std::vector<Decisions> decisions_du_jour(Reader& db, acces::Portee const& portee, Id<Campagne> campagne) {
    auto c = les_siennes(portee, campagne);
    return db.all_with<Decisions>("select v.faite_le, v.resultat, count(*), min(p.nom || ' ' || p.prenom) "
                                  "from verification v " +
                                      c.sql + " group by v.faite_le, v.resultat order by v.faite_le desc limit 5",
                                  c.p);
}

std::vector<Verification> decisions_prises_le(Reader& db, acces::Portee const& portee, Id<Campagne> campagne,
                                              Instant le) {
    auto c = les_siennes(portee, campagne);
    return db.all<Verification>(std::string(verifications_sql) + c.sql + " and v.faite_le = ? order by v.id", c.p, le);
}

std::vector<std::pair<Id<Source>, std::string>> sources_possibles(Reader& db, Id<Campagne> campagne) {
    struct Ligne {
        Id<Source> id;
        std::string nom;
    };
    std::vector<std::pair<Id<Source>, std::string>> liste;
    for (auto& l : db.all<Ligne>("select id, nom from source where id in (select source_id from campagne_source where "
                                 "campagne_id = ?) order by nom, id",
                                 campagne))
        liste.emplace_back(l.id, std::move(l.nom));
    return liste;
}

std::vector<AContacter> file_de_contact(Reader& db, acces::Portee const& portee, int au_plus) {
    auto v = acces::est_visible(portee, "j");
    return db.all<AContacter>(
        "select j.id, j.nom, j.prenom, w.jour, a.pour_le from echeance a cross join jeune j cross join verification w "
        "where a.genre = 'premier_contact' and a.faite_le is null and j.id = a.jeune_id and w.jeune_id = j.id "
        "and a.origine = 'verification/' || cast(w.id as text) and w.resultat = 'confirme' and w.annulee_le is null "
        "and " +
            v.sql + " order by a.pour_le, a.id limit ?",
        v.p, au_plus);
}

void signaler(Writer& db, Signalement const& s) {
    jeunes::entrer_en_psad(db, s.jeune, s.jour);
    db.run("insert into signalement (jeune_id, source_id, jour, campagne, dernier_uai, sortie, motif_sortie, origine) "
           "values (?, ?, ?, ?, ?, ?, ?, ?) "
           "on conflict (origine) do nothing",
           s.jeune, s.source, s.jour, s.campagne, s.dernier_uai, s.sortie, s.motif_sortie, s.origine);
}

void preciser(Writer& db, std::string_view origine, Provenance const& p) {
    db.run("update signalement set dernier_lieu = ?, classe = ?, formation = ?, annee = ? where origine = ?", p.lieu,
           p.classe, p.formation, p.annee, origine);
}

} // namespace metier::reperage
