#include <algorithm>

#include "metier/acces/sessions.hpp"
#include "metier/suivi/paires.hpp"
#include "metier/suivi/suivi_sql.hpp"
#include "metier/suivi/types_entretien.hpp"

namespace metier::suivi {
namespace {

/// Une liste fermée facultative est un texte vide en base.
template <class E>
std::string code_ou_vide(std::optional<E> e) {
    return e ? std::string(base::code(*e)) : "";
}

struct Ligne {
    Id<Entretien> id;
    Id<Jeune> jeune;
    TypeEntretien type = TypeEntretien::situation;
    Date jour{};
    std::string heure;
    std::optional<int> duree;
    std::string canal, lieu, participants, objet, resume, analyse, decisions;
    std::optional<Date> prochaine;
    acces::Visibilite visibilite = acces::Visibilite::equipe, visibilite_analyse = acces::Visibilite::privee;
    std::string temps, decision, motif, explication, champs;
    std::optional<Id<acces::Agent>> agent;
    std::int64_t version = 1;
    Instant modifie_le{};
    std::string auteur, modifie_par;
};

/// Ce qu'une modification par un autre ne touche pas.
struct Gardes {
    std::optional<Id<acces::Agent>> agent;
    std::optional<Date> prochaine;
    std::string analyse;
    acces::Visibilite visibilite, visibilite_analyse;
};

constexpr auto choix =
    "select e.id, e.jeune_id, e.genre, e.jour, e.heure, e.duree, e.canal, e.lieu, e.participants, e.objet, e.resume, "
    "e.avis, e.decisions, e.prochaine, e.visibilite, e.visibilite_analyse, e.temps, e.decision, e.motif, "
    "e.explication, e.champs, e.agent_id, e.version, e.modifie_le, coalesce(a.prenom || ' ' || a.nom, ''), "
    "coalesce(m.prenom || ' ' || m.nom, '') from entretien e left join agent a on a.id = e.agent_id "
    "left join agent m on m.id = e.modifie_par ";

/// Les freins sont gardés en codes parmi les champs propres.
constexpr std::string_view champ_des_freins = "freins_codes";
Paires sans_les_freins(Paires champs) {
    std::erase_if(champs, [](auto const& c) { return c.first == champ_des_freins; });
    return champs;
}
std::vector<jeunes::CodeDeFrein> freins_de(std::string const& champs) {
    for (auto const& [code, texte] : lire_paires(champs))
        if (code == champ_des_freins)
            return jeunes::lire_freins(texte).value_or(std::vector<jeunes::CodeDeFrein>{});
    return {};
}
std::string champs_gardes(Entretien const& e) {
    auto champs = e.champs;
    if (!e.freins.empty())
        champs.emplace_back(champ_des_freins, jeunes::ecrire_freins(e.freins));
    return ecrire_paires(champs);
}

Entretien depuis(Ligne&& l) {
    return {.id = l.id,
            .jeune = l.jeune,
            .type = l.type,
            .jour = l.jour,
            .heure = l.heure,
            .duree = l.duree,
            .canal = base::lire_code<Canal>(l.canal),
            .lieu = l.lieu,
            .participants = l.participants,
            .objet = l.objet,
            .resume = l.resume,
            .analyse = l.analyse,
            .decisions = l.decisions,
            .prochaine = l.prochaine,
            .visibilite = l.visibilite,
            .visibilite_analyse = l.visibilite_analyse,
            .temps = base::lire_code<Temps>(l.temps),
            .decision = base::lire_code<Decision>(l.decision),
            .motif = l.motif,
            .explication = l.explication,
            .champs = sans_les_freins(lire_paires(l.champs)),
            .freins = freins_de(l.champs),
            .agent = l.agent,
            .version = l.version};
}

void garder_version(Writer& db, Auteur const& auteur, Entretien const& e, std::string const& raison,
                    std::string const& saisie) {
    auto sans_analyse = e;
    sans_analyse.analyse.clear();
    db.run("insert into entretien_version (entretien_id, version, contenu, avis, visibilite, visibilite_analyse, "
           "agent_id, le, raison, saisie) "
           "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           e.id, e.version, ecrire_paires(contenu(sans_analyse)), e.analyse, e.visibilite, e.visibilite_analyse,
           auteur.agent, auteur.instant, raison, saisie);
}

std::string origine(Entretien const& e) { return "entretien/" + std::to_string(e.id.valeur); }

/// D'un entretien privé, ce qu'il règle ne dit pas le jour.
std::string issue_de(Entretien const& e) {
    return e.visibilite == acces::Visibilite::privee ? std::string("Réglée") : "Entretien du " + base::affiche(e.jour);
}

} // namespace

void repondre_aux_retours(Writer& db, Auteur const& auteur, Entretien const& e) {
    db.run("update retour set clos_le = ?, entretien_id = ?, version = version + 1 where jeune_id = ? and clos_le is "
           "null and demande_le <= ?",
           e.jour, e.id, e.jeune, e.jour);
    for (auto retour : db.all<std::int64_t>("select id from retour where entretien_id = ?", e.id))
        agenda::clore_celles_de(db, auteur.instant, auteur.agent, "retour/" + std::to_string(retour), issue_de(e), {},
                                origine(e));
}

void regler(Writer& db, Auteur const& auteur, Entretien const& e) {
    if (!avec_le_jeune(e.type))
        return;
    repondre_aux_retours(db, auteur, e);
    // Le rendez-vous pris ce jour-là pour plus tard reste ; un entretien ancien ne règle pas ce qui a été prévu depuis.
    agenda::clore_reglees(db, auteur.instant, auteur.agent, e.jeune, std::string(genre_rendez_vous), issue_de(e),
                          e.jour, e.jour, origine(e));
    agenda::clore_reglees(db, auteur.instant, auteur.agent, e.jeune, std::string(genre_relance), issue_de(e), e.jour,
                          base::plus_jours(e.jour, 1), origine(e));
}

namespace {

std::string objet_de_la_suite(Entretien const& e) { return "Suite de l’entretien : " + e.objet; }

/// Le référent s'il lit l'entretien, sinon celui qui l'a tenu : la suite en dit l'objet.
Id<acces::Agent> qui_donne_suite(Reader& db, Auteur const& auteur, Entretien const& e) {
    auto lui = e.agent.value_or(auteur.agent), referent = qui_agit(db, e.jeune, lui);
    auto roles = acces::roles_du_jour(db, referent, auteur.jour());
    bool lit_lui = std::ranges::any_of(
        roles, [&](auto const& r) { return std::ranges::count(acces::lisibles(r.role), e.visibilite) > 0; });
    return lit_lui ? referent : lui;
}

void prevoir_la_suite(Writer& db, Auteur const& auteur, Entretien const& e) {
    if (e.prochaine)
        agenda::creer(db, auteur.instant, auteur.agent,
                      {.jeune = e.jeune,
                       .agent = qui_donne_suite(db, auteur, e),
                       .genre = std::string(genre_suite),
                       .objet = objet_de_la_suite(e),
                       .pour_le = *e.prochaine,
                       .origine = origine(e),
                       .visibilite = e.visibilite});
}

/// Ce que la suite dit suit ce que l'entretien dit, et à qui.
void accorder_la_suite(Writer& db, Auteur const& auteur, Entretien const& e, Gardes const& avant) {
    bool ailleurs = avant.visibilite != e.visibilite;
    auto agent = db.maybe<Id<acces::Agent>>(
        "select agent_id from echeance where origine = ? and genre = ? order by faite_le is null desc, id desc limit 1",
        origine(e), genre_suite);
    if (agent)
        agenda::accorder(db, origine(e), std::string(genre_suite), objet_de_la_suite(e), e.visibilite,
                         ailleurs ? qui_donne_suite(db, auteur, e) : *agent);
}

} // namespace

std::vector<std::pair<std::string, std::string>> contenu(Entretien const& e) {
    std::vector<std::pair<std::string, std::string>> c;
    auto noter = [&](std::string_view quoi, std::string const& texte) { c.emplace_back(quoi, texte); };
    noter("Type", std::string(libelle(e.type)));
    noter("Date", base::affiche(e.jour) + (e.heure.empty() ? "" : " à " + e.heure));
    noter("Durée", e.duree ? std::to_string(*e.duree) + " min" : "");
    noter("Canal", e.canal ? std::string(libelle(*e.canal)) : "");
    noter("Lieu", e.lieu);
    noter("Participants", e.participants);
    noter("Objet", e.objet);
    noter("Résumé factuel", e.resume);
    for (auto const& champ : modele(e.type).champs)
        if (auto f = std::ranges::find(e.champs, champ.code, [](auto const& p) { return std::string_view(p.first); });
            f != e.champs.end())
            noter(champ.libelle, std::string(texte_du_champ(champ, f->second)));
    noter("Freins constatés", jeunes::libelle_des_freins(e.freins));
    noter("Décision", e.decision ? std::string(libelle(*e.decision)) : "");
    noter("Motif", e.motif);
    noter("Explication donnée au jeune", e.explication);
    noter("Décisions", e.decisions);
    noter("Prochaine échéance", e.prochaine ? base::affiche(*e.prochaine) : "");
    noter("Qui le lit", std::string(base::libelle(e.visibilite)));
    noter("Analyse", e.analyse);
    std::erase_if(c, [](auto const& p) { return p.second.empty(); });
    return c;
}

Id<Entretien> enregistrer_entretien(Writer& db, Auteur const& auteur, Entretien const& saisi,
                                    std::string const& saisie) {
    if (auto deja = deja_saisi<Entretien>(db, "entretien", saisie))
        return *deja;
    auto e = saisi;
    e.version = 1;
    e.id = db.one<Id<Entretien>>(
        "insert into entretien (jeune_id, genre, jour, heure, duree, canal, lieu, participants, objet, resume, avis, "
        "decisions, prochaine, "
        "visibilite, visibilite_analyse, temps, decision, motif, explication, champs, agent_id, cree_le, modifie_le, "
        "modifie_par, saisie) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
        e.jeune, e.type, e.jour, e.heure, e.duree, code_ou_vide(e.canal), e.lieu, e.participants, e.objet, e.resume,
        e.analyse, e.decisions, e.prochaine, e.visibilite, e.visibilite_analyse, code_ou_vide(e.temps),
        code_ou_vide(e.decision), e.motif, e.explication, champs_gardes(e), auteur.agent, auteur.instant,
        auteur.instant, auteur.agent, jeton_ou_rien(saisie));
    garder_version(db, auteur, e, "", saisie);
    jeunes::ouvrir_freins(db, e.jeune, e.freins, e.jour, auteur.agent);
    regler(db, auteur, e);
    prevoir_la_suite(db, auteur, e);
    return e.id;
}

void modifier_entretien(Writer& db, Auteur const& auteur, Entretien const& saisi, std::string const& raison,
                        bool analyse_lue, std::string const& saisie) {
    auto e = saisi;
    auto garde = db.one<Gardes>(
        "select agent_id, prochaine, avis, visibilite, visibilite_analyse from entretien where id = ?", e.id);
    if (garde.agent != auteur.agent) { // seul l'auteur décide qui lit ; on n'efface pas ce qu'on ne voit pas
        e.visibilite = garde.visibilite;
        e.visibilite_analyse = garde.visibilite_analyse;
        if (!analyse_lue)
            e.analyse = garde.analyse;
    }
    db.run_versioned("update entretien set jour = ?, heure = ?, duree = ?, canal = ?, lieu = ?, participants = ?, "
                     "objet = ?, resume = ?, avis = ?, "
                     "decisions = ?, prochaine = ?, visibilite = ?, visibilite_analyse = ?, temps = ?, decision = ?, "
                     "motif = ?, explication = ?, "
                     "champs = ?, modifie_le = ?, modifie_par = ?, version = version + 1 where id = ? and version = ?",
                     e.jour, e.heure, e.duree, code_ou_vide(e.canal), e.lieu, e.participants, e.objet, e.resume,
                     e.analyse, e.decisions, e.prochaine, e.visibilite, e.visibilite_analyse, code_ou_vide(e.temps),
                     code_ou_vide(e.decision), e.motif, e.explication, champs_gardes(e), auteur.instant, auteur.agent,
                     e.id, e.version);
    ++e.version;
    garder_version(db, auteur, e, raison, saisie);
    jeunes::ouvrir_freins(db, e.jeune, e.freins, e.jour, auteur.agent);
    e.agent = garde.agent;
    accorder_la_suite(db, auteur, e, garde);
    if (e.prochaine == garde.prochaine) // faite ou à faire, elle reste ce qu'elle est
        return;
    agenda::clore_celles_de(db, auteur.instant, auteur.agent, origine(e), "Entretien modifié",
                            std::string(genre_suite));
    prevoir_la_suite(db, auteur, e);
}

std::optional<Entretien> entretien_brut(Reader& db, Id<Entretien> id) {
    auto l = db.maybe<Ligne>(std::string(choix) + "where e.id = ?", id);
    return l ? std::optional{depuis(std::move(*l))} : std::nullopt;
}

std::optional<EntretienVu> entretien(Reader& db, acces::Portee const& portee, Id<Entretien> id) {
    auto l = db.maybe<Ligne>(std::string(choix) + "where e.id = ?", id);
    if (!l || !lit(portee, l->agent, l->visibilite) || !acces::motif(db, portee, l->jeune))
        return std::nullopt;
    EntretienVu vu{.entretien = {},
                   .auteur = l->auteur,
                   .modifie_le = l->modifie_le,
                   .modifie_par = l->modifie_par,
                   .annulation = annulation(db, Saisi::entretien, id.valeur),
                   .analyse_lisible = lit(portee, l->agent, l->visibilite_analyse)};
    vu.entretien = depuis(std::move(*l));
    if (!vu.analyse_lisible)
        vu.entretien.analyse.clear();
    return vu;
}

std::vector<EntretienResume> entretiens_lisibles(Reader& db, acces::Portee const& portee, Id<Jeune> jeune) {
    return db.all<EntretienResume>("select id, genre, jour from entretien where annule_le is null and jeune_id = ? and "
                                   "(agent_id = ? or visibilite in " +
                                       lisibles_sql(portee.role) + ") order by jour desc, id desc",
                                   jeune, portee.agent);
}

std::vector<VersionVue> versions(Reader& db, acces::Portee const& portee, Id<Entretien> id) {
    auto e = entretien(db, portee, id);
    if (!e)
        return {};
    struct Gardee {
        std::int64_t version;
        std::string contenu, analyse;
        acces::Visibilite visibilite, visibilite_analyse;
        Instant le;
        std::string raison, auteur;
    };
    std::vector<VersionVue> liste;
    db.each<Gardee>(
        "select v.version, v.contenu, v.avis, v.visibilite, v.visibilite_analyse, v.le, v.raison, coalesce(a.prenom || "
        "' ' || a.nom, '') "
        "from entretien_version v left join agent a on a.id = v.agent_id where v.entretien_id = ? order by v.version "
        "desc",
        [&](Gardee&& g) {
            if (!lit(portee, e->entretien.agent, g.visibilite)) // elle était privée alors
                return;
            auto lu = lire_paires(g.contenu);
            if (e->analyse_lisible && lit(portee, e->entretien.agent, g.visibilite_analyse) && !g.analyse.empty())
                lu.emplace_back("Analyse", g.analyse);
            liste.push_back({g.version, std::move(lu), g.auteur, g.le, g.raison});
        },
        id);
    return liste;
}

} // namespace metier::suivi
