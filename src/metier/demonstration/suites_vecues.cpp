#include "metier/demonstration/suites_vecues.hpp"

#include "metier/accompagnement/accompagnement.hpp"
#include "metier/admissions/admissions.hpp"
#include "metier/courriels/repos.hpp"
#include "metier/passage/passage.hpp"
#include "metier/relais/relais.hpp"

namespace metier::demonstration {
namespace {

using jeunes::Jeune;

struct Scene {
    storage::Writer& db;
    Decor const& decor;
    Instant maintenant;
    Id<acces::Agent> nadia;
    std::vector<Id<Jeune>> eux; ///< dont elle est référente

    Date jour() const { return base::a_paris(maintenant).jour; }
    Instant il_y_a(int jours) const { return base::depuis_paris(base::plus_jours(jour(), -jours), 10, 0); }
};

void un_plan(Scene const& s, Id<Jeune> j) {
    auto ligne = [&](std::string action, std::string qui, std::optional<Id<acces::Agent>> agent, int dans) {
        accompagnement::LigneDePlan l;
        l.jeune = j;
        l.objectif = "Essayer la cuisine";
        l.action = std::move(action);
        l.qui = std::move(qui);
        l.agent = agent;
        l.pour_le = base::plus_jours(s.jour(), dans);
        return accompagnement::ajouter(s.db, s.il_y_a(10), s.nadia, l);
    };
    auto faite = accompagnement::trouver(s.db, ligne("Visiter le lycée hôtelier", "Le jeune", {}, -2));
    accompagnement::finir(s.db, s.il_y_a(2), s.nadia, *faite, accompagnement::EtatDeLigne::faite,
                          "Visite faite avec son père");
    accompagnement::signer(s.db, j, accompagnement::Signataire::jeune, base::plus_jours(s.jour(), -10), s.nadia);
    ligne("Trouver un mini-stage d’une semaine", "Nadia BERTHELOT", s.nadia, 12);
}

void un_tutorat(Scene const& s, Id<Jeune> j) {
    accompagnement::Tutorat t;
    t.jeune = j;
    t.tuteur = "Mme Le Goff, professeure d’anglais";
    t.adresse = "le.goff@exemple.invalid";
    t.objet = "Reprendre un rythme";
    t.objectifs = "Venir chaque lundi\nRendre un devoir par semaine";
    t.du = base::plus_jours(s.jour(), -28);
    t.accord_le = t.du;
    auto id = accompagnement::enregistrer(s.db, t, s.nadia);
    auto lu = *accompagnement::trouver(s.db, id);
    for (int semaine = 3; semaine >= 1; --semaine) {
        accompagnement::Rencontre r;
        r.le = base::plus_jours(s.jour(), -7 * semaine);
        r.vu = semaine != 2;
        r.minutes = 45;
        r.humeur = semaine == 1 ? "bien" : "moyen";
        r.mot = semaine == 2 ? "Prévenu par message." : "";
        accompagnement::noter(s.db, s.il_y_a(7 * semaine), lu, r, {}, "demonstration/" + std::to_string(semaine));
    }
    for (auto [moment, ecart, niveaux] :
         {std::tuple{accompagnement::Moment::entree, 60, "francais=2 maths=2 expression=1 projet=1"},
          std::tuple{accompagnement::Moment::etape, 5, "francais=2 maths=3 expression=2 projet=3"}})
        accompagnement::noter(s.db, {{}, j, moment, base::plus_jours(s.jour(), -ecart), niveaux, "", ""}, s.nadia);
}

/// À trois, que la famille n'a pas encore signé.
void un_contrat(Scene const& s, Id<Jeune> j) {
    accompagnement::Contrat c;
    c.jeune = j;
    c.objet = "Préparer une entrée en CAP";
    c.du = base::plus_jours(s.jour(), -20);
    c.au = base::plus_mois(c.du, 6);
    c.tuteur = "Mme Le Goff, professeure d’anglais";
    c.engagements_jeune = "Venir chaque lundi, prévenir la veille en cas d’absence";
    c.engagements_tuteur = "Le recevoir chaque lundi, répondre sous deux jours";
    c.engagements_famille = "Appeler si quelque chose change";
    c.signe_jeune = c.signe_tuteur = c.du;
    accompagnement::enregistrer(s.db, c, s.nadia);
}

/// Bientôt absente, elle sera remplacée par un voisin, qui ne reçoit rien le mercredi ni le soir.
void une_absence(Scene const& s) {
    for (auto voisin : s.decor.coordonnateurs) {
        if (voisin == s.nadia || voisin.valeur == 0)
            continue;
        auto role = s.db.one<Id<acces::RoleTenu>>(
            "select min(id) from role_tenu where agent_id = ? and role = 'coordonnateur'", s.nadia);
        auto du = base::plus_jours(s.jour(), 20);
        passage::deleguer(s.db, s.il_y_a(1), s.nadia, role, voisin, du, base::plus_jours(du, 11), "Formation");
        courriels::choisir_le_repos(s.db, s.maintenant, voisin, {{courriels::JourDeSemaine::mercredi}, {8, 18}});
        return;
    }
}

/// Hier, le coordonnateur départemental lui a rendu un dossier qu'un voisin suivait.
void un_passage(Scene const& s, Id<Jeune> j) {
    for (auto voisin : s.decor.coordonnateurs) {
        if (voisin == s.nadia || voisin.valeur == 0)
            continue;
        auto par = s.db.one<Id<acces::Agent>>(
            "select min(agent_id) from role_tenu where role = 'coordonnateur_departemental'");
        auto depuis = jeunes::referent(s.db, j)->du;
        if (depuis >= base::plus_jours(s.jour(), -1))
            return;
        jeunes::designer_referent(s.db, j, voisin, depuis, "congé");
        passage::passage_vecu(s.db, s.il_y_a(1), j, voisin, s.nadia, par);
        return;
    }
}

void des_relais(Scene const& s) {
    auto envoie = [&](Id<Jeune> j, int jours, std::string const& saisie) {
        return relais::envoyer(
            s.db, s.il_y_a(jours), s.nadia,
            {j,
             relais::Nature::orientation,
             relais::Finalite::accompagnement,
             {s.decor.mission_locale, {}, {}, "Fatou DIOP, mission locale", "mission_locale@academie.invalid"},
             relais::champs_utiles(relais::Finalite::accompagnement),
             "Cherche un premier emploi dans la vente.",
             saisie});
    };
    envoie(s.eux[2], 1, "demonstration/relais/1");
    auto accepte = envoie(s.eux[3], 6, "demonstration/relais/2");
    relais::accepter(s.db, s.il_y_a(4), *relais::trouver(s.db, accepte), "Rendez-vous jeudi à 10 h");
    auto refuse = envoie(s.eux[4], 8, "demonstration/relais/3");
    relais::refuser(s.db, s.il_y_a(3), *relais::trouver(s.db, refuse), relais::MotifDeRefus::delai_trop_long, "");
}

void une_action(Scene const& s) {
    admissions::Action a;
    a.intitule = "Remobilisation, session d’hiver";
    a.territoire = s.decor.bassins[s.decor.bassin_de_demonstration];
    a.places = 3;
    a.du = base::plus_jours(s.jour(), 20);
    a.au = base::plus_mois(a.du, 6);
    a.age_de = 16;
    a.age_a = 25;
    a.ordre = admissions::Ordre::obligation;
    a.id = admissions::enregistrer(s.db, s.il_y_a(9), a, s.nadia);
    for (std::size_t i = 0; i < std::min<std::size_t>(s.eux.size(), 6); ++i) {
        auto c = admissions::presenter(s.db, s.il_y_a(9), a.id, s.eux[i],
                                       base::plus_jours(s.jour(), -9 + static_cast<int>(i)));
        if (i != 5) // le dernier reste à juger
            admissions::juger(s.db, s.il_y_a(2), s.nadia, a, *admissions::trouver(s.db, c.id),
                              admissions::Recevabilite::recevable, "");
    }
}

} // namespace

void vivre_les_suites(acces::Environnement& env, Decor const& decor) {
    auto nadia = decor.coordonnateurs[decor.bassin_de_demonstration];
    storage::Transaction tx{env.base};
    auto& db = tx.writer();
    Scene s{db, decor, env.horloge.instant(), nadia,
            db.all<Id<Jeune>>(
                "select jeune_id from cercle where agent_id = ? and fonction = 'referent' and au is null order by "
                "jeune_id limit 12",
                nadia)};
    if (s.eux.size() >= 5) { // une académie d'essai peut n'en avoir aucun
        un_plan(s, s.eux[0]);
        un_tutorat(s, s.eux[1]);
        un_contrat(s, s.eux[1]);
        des_relais(s);
        une_action(s);
        une_absence(s);
        un_passage(s, s.eux.back());
    }
    tx.commit();
}

} // namespace metier::demonstration
