#include "metier/demonstration/reunions_vecues.hpp"
#include "metier/territoire/calendrier.hpp"

#include <algorithm>

#include "metier/acces/comptes.hpp"
#include "metier/acces/journal.hpp"
#include "metier/acces/sessions.hpp"
#include "metier/prevention/prevention.hpp"
#include "metier/reperage/reperage.hpp"
#include "metier/reunions/points_sql.hpp"
#include "metier/suivi/suivi.hpp"

namespace metier::demonstration {
namespace {

using acces::Acte;
using acces::Role;
using acces::Visibilite;
using namespace reunions;

struct Propos {
    char const *dit, *decide;
    int jours; ///< pour quand, après la réunion
    bool fait;
};
constexpr Propos propos[] = {
    {"Revient trois jours par semaine. Demande un stage en mécanique.", "Trouver un stage de deux semaines", 10, true},
    {"La famille n’a pas répondu au courrier. Le frère aîné est scolarisé ici.", "Joindre la famille par le frère", 7,
     false},
    {"A visité le CFA. Attend la réponse de l’entreprise.", "Appeler l’entreprise", 12, false},
    {"Arrive en retard, reste à tous les ateliers.", "Alléger le lundi matin", 20, false},
    {"Aucune nouvelle depuis la rentrée, téléphone coupé.", "Passer au domicile", 5, true},
    {"Souhaite changer de spécialité. Bon bulletin en atelier.", "Préparer la demande de passerelle", 30, false}};

class Reunions {
public:
    Reunions(acces::Environnement& env, Decor const& decor, agenda::Attentes const& attentes)
        : env_{env}, decor_{decor}, attentes_{attentes}, aujourd_hui_{env.horloge.jour()} {}

    void toutes(storage::Writer& db) {
        conges_ = vacances(db, Zone::b, aujourd_hui_, base::plus_mois(aujourd_hui_, 6));
        auto ici = decor_.bassin_de_demonstration;
        auto rds = compte(db, Role::referent_decrochage), nadia = decor_.coordonnateurs[ici];
        auto lycee = db.one<std::int64_t>("select etablissement_id from role_tenu where agent_id = ? and "
                                          "etablissement_id is not null limit 1",
                                          rds);
        auto bassin = decor_.bassins[ici].valeur;
        tenir(db, sur(Genre::gpds, lycee), Rythme::quinzaine, rds,
              {compte(db, Role::chef_etablissement), compte(db, Role::cpe), nadia}, "Salle des conseils", 14, 2, 3,
              Visibilite::equipe);
        tenir(db, sur(Genre::psad, decor_.psad[ici].valeur), Rythme::mois, nadia,
              {decor_.mission_locale, compte(db, Role::directeur_cio), compte(db, Role::psad)}, "CIO, salle du haut",
              28, 1, 2, Visibilite::partenaires);
        tenir(db, sur(Genre::comite_foquale, decor_.foquale[ici].valeur), Rythme::seule, nadia,
              {compte(db, Role::responsable_foquale), compte(db, Role::psad)}, "Lycée tête de réseau", 28, 0, 1,
              Visibilite::equipe);
        tenir(db, sur(Genre::equipe_pedagogique, lycee), Rythme::seule, rds, {compte(db, Role::cpe), nadia},
              "Salle 204", 9, 0, 1, Visibilite::equipe);
        tenir(db, sur(Genre::bassin, bassin), Rythme::seule, nadia, {compte(db, Role::directeur_cio)},
              "Visioconférence", 20, 0, 1, Visibilite::equipe);
        auto vidal = compte(db, Role::ien_io);
        auto departement = db.one<std::int64_t>("select territoire_id from role_tenu where agent_id = ? and "
                                                "territoire_id is not null limit 1",
                                                vidal);
        tenir(db, sur(Genre::pilotage_departemental, departement), Rythme::seule, vidal,
              {compte(db, Role::ia_dasen), compte(db, Role::coordonnateur_departemental)}, "DSDEN", 17, 0, 1,
              Visibilite::partenaires);
        evenement(db, bassin, nadia);
    }

private:
    Id<acces::Agent> compte(storage::Reader& db, Role role) {
        return acces::compte_du_courriel(db, std::string(base::code(role)) + "@academie.invalid")->id;
    }
    acces::Portee portee(storage::Reader& db, Id<acces::Agent> agent, Date jour) {
        auto r = acces::roles_du_jour(db, agent, jour).at(0);
        return {agent, r.id, r.role, jour};
    }
    Date ouvre(Date jour) const {
        while (std::chrono::weekday{std::chrono::sys_days{jour}}.iso_encoding() > 5 ||
               !territoire::jour_ferie(jour).empty() || en_vacances(conges_, jour))
            jour = base::plus_jours(jour, 1);
        return jour;
    }
    void noter(storage::Writer& db, Instant le, Id<acces::Agent> agent, Acte acte, Id<Reunion> id) {
        acces::consigner(db, le, agent, "coordonnateur", acte, {{}, "reunion/" + std::to_string(id.valeur), "", ""});
    }

    Id<Reunion> prevue(storage::Writer& db, Id<Serie> s, Genre genre, Date jour, Id<acces::Agent> anime,
                       std::vector<Id<acces::Agent>> const& membres, std::string const& lieu) {
        auto debut = base::depuis_paris(jour, genre == Genre::psad ? 9 : 14, 0);
        auto id = *prevoir(db, s, debut, type_de(genre).duree, lieu);
        auto tete = *comme_membre(db, anime);
        tete.fonction = Fonction::anime;
        ajouter_membre(db, id, tete);
        for (auto a : membres)
            ajouter_membre(db, id, *comme_membre(db, a));
        if (genre == Genre::gpds) {
            Membre m;
            m.nom = "Infirmière scolaire";
            m.courriel = "infirmerie@lycee.invalid";
            ajouter_membre(db, id, m);
        }
        noter(db, env_.horloge.instant(), anime, Acte::reunion_creee, id);
        return id;
    }

    /// `pas` jours entre deux ; tant de passées, tant à venir.
    void tenir(storage::Writer& db, Serie s, Rythme rythme, Id<acces::Agent> anime,
               std::vector<Id<acces::Agent>> const& membres, std::string const& lieu, int pas, int passees, int a_venir,
               Visibilite lecteurs) {
        s.rythme = rythme;
        s.zone = rythme == Rythme::seule ? Zone::aucune : Zone::b;
        auto serie_ = serie(db, env_.horloge.instant(), anime, s);
        for (int i = -passees; i < a_venir; ++i) {
            auto jour = ouvre(base::plus_jours(aujourd_hui_, pas * i + (rythme == Rythme::seule ? pas : 6)));
            auto id = prevue(db, serie_, s.genre, jour, anime, membres, lieu);
            if (jour < aujourd_hui_)
                a_eu_lieu(db, id, jour, anime, lecteurs, i == -1);
            else if (i <= 0 && type_de(s.genre).dossiers)
                remplir_(db, id, anime);
        }
    }

    void remplir_(storage::Writer& db, Id<Reunion> id, Id<acces::Agent> anime) {
        remplir(db, attentes_, portee(db, anime, aujourd_hui_), id);
        noter(db, env_.horloge.instant(), anime, Acte::ordre_du_jour_modifie, id);
    }

    void a_eu_lieu(storage::Writer& db, Id<Reunion> id, Date jour, Id<acces::Agent> anime, Visibilite lecteurs,
                   bool derniere) {
        auto p = portee(db, anime, jour);
        auto le = base::depuis_paris(jour, 14, 5);
        for (auto jeune : db.all<Id<jeunes::Jeune>>("select jeune_id from cercle where agent_id = ? and au is null "
                                                    "order by jeune_id limit 4",
                                                    anime))
            if (acces::motif(db, p, jeune))
                ajouter_point(db, id, jeune, "");
        remplir(db, attentes_, p, id);
        ouvrir(db, id, anime, le);
        noter(db, le, anime, Acte::seance_ouverte, id);
        auto tous = membres(db, id);
        for (std::size_t i = 0; i < tous.size(); ++i)
            noter_presence(db, tous[i].id, i == 2 ? Presence::excuse : Presence::present);
        std::size_t rang = 0,
                    tiennent = lecteurs == Visibilite::equipe ? 4 : 2; // au GPDS, l'infirmière et le CPE aussi
        for (auto const& point_ : points(db, {p}, id)) {
            if (rang == std::size(propos) || !point_.jeune)
                break;
            auto const& dit = propos[rang];
            ecrire(db, le, anime, point_.id, lecteurs, dit.dit, 0);
            auto d = decider(
                db, le, p,
                {point_.id, dit.decide, tous[rang % tiennent].id, base::plus_jours(jour, dit.jours), lecteurs, ""});
            acces::consigner(db, le, anime, "coordonnateur", Acte::decision_prise,
                             {point_.jeune, "decision/" + std::to_string(d.id.valeur), "", "bassin"});
            if (dit.fait)
                if (auto vue = decision(db, {p}, d.id))
                    clore_decision(db, le + std::chrono::days{3}, anime, *vue, *vue->version, "Fait");
            ++rang;
        }
        if (!derniere || lecteurs == Visibilite::partenaires) {
            clore(db, id, anime, base::depuis_paris(jour, 16, 0));
            noter(db, base::depuis_paris(jour, 16, 0), anime, Acte::seance_close, id);
        }
    }

    void evenement(storage::Writer& db, std::int64_t bassin, Id<acces::Agent> anime) {
        auto s = sur(Genre::evenement, bassin);
        s.titre = "Semaine de la persévérance scolaire";
        auto serie_ = serie(db, env_.horloge.instant(), anime, s);
        auto mars = base::AnneeScolaire::du(aujourd_hui_).debut + 1;
        auto jour = std::max(ouvre(std::chrono::year{mars} / 3 / 8), ouvre(base::plus_jours(aujourd_hui_, 30)));
        auto id = prevue(db, serie_, Genre::evenement, jour, anime, {}, "Forum des métiers");
        presenter(db, id, 1, "Collégiens, lycéens, familles, partenaires",
                  "Affiche, stands des CFA, témoignages de jeunes");
    }

    acces::Environnement& env_;
    Decor const& decor_;
    agenda::Attentes const& attentes_;
    Date aujourd_hui_;
    std::vector<Vacances> conges_;
};

} // namespace

void tenir_les_reunions(acces::Environnement& env, Decor const& decor) {
    agenda::Attentes attentes;
    prevention::attentes(attentes);
    suivi::attentes(attentes);
    reperage::attentes(attentes);
    storage::Transaction tx{env.base};
    Reunions{env, decor, attentes}.toutes(tx.writer());
    tx.commit();
}

} // namespace metier::demonstration
