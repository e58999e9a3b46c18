#include "metier/demonstration/annee_en_cours.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "metier/acces/journal.hpp"
#include "metier/demonstration/population/hasard.hpp"
#include "metier/reperage/reperage.hpp"
#include "metier/suivi/suivi.hpp"

namespace metier::demonstration {
namespace {

using acces::Acte;
using reperage::Resultat;

/// Part des présumés déjà vérifiés, des confirmés joints, reçus, en solution : une année à mi-chemin, pas une mesure.
constexpr double part_verifiee = 0.62, part_jointe = 0.78, part_recue = 0.72, part_en_solution = 0.5;
constexpr int par_transaction = 100;

Resultat resultat(Personne const& p, Hasard& h) {
    if (h.chance(0.06))
        return Resultat::injoignable;
    switch (p.situation) {
    case Situation::inscrit_ici:
    case Situation::inscrit_ailleurs:
    case Situation::apprenti:
    case Situation::action_mlds: return Resultat::inscrit_ailleurs;
    case Situation::enseignement_superieur: return Resultat::deja_diplome;
    case Situation::demenage: return Resultat::demenage;
    case Situation::formation_continue: return Resultat::stagiaire;
    case Situation::service_civique: return Resultat::service_civique;
    case Situation::emploi: return Resultat::en_emploi;
    case Situation::mission_locale: return Resultat::accompagne;
    case Situation::sans_solution: return Resultat::confirme;
    }
    return Resultat::confirme;
}

/// Solution qui convient à l'âge, avec sa structure.
std::pair<suivi::Code, char const*> solution(Hasard& h, int age) {
    using enum suivi::Code;
    static constexpr std::pair<suivi::Code, char const*> mineurs[] = {
        {retour_lycee_pro, "Lycée professionnel du bassin"},
        {sre_microlycee, "Micro-lycée"},
        {prepa_apprentissage, "CFA, prépa-apprentissage"},
        {apprentissage_signe, "CFA du bassin"},
        {maintien_mlds, "Pôle d’accompagnement MLDS"}};
    static constexpr std::pair<suivi::Code, char const*> majeurs[] = {{e2c, "École de la 2e chance"},
                                                                      {service_civique, "Association sportive"},
                                                                      {emploi_court, "Commerce"},
                                                                      {emploi_durable, "Artisan du bâtiment"},
                                                                      {mission_locale_cej, "Mission locale"},
                                                                      {formation_region, "Organisme de formation"},
                                                                      {epide, "EPIDE"}};
    return age < 18 ? h.parmi(mineurs) : h.parmi(majeurs);
}

class Annee {
public:
    Annee(acces::Environnement& env, Academie const& academie, Decor const& decor, Bilan& bilan)
        : env_{env}, academie_{academie}, decor_{decor}, bilan_{bilan}, aujourd_hui_{academie.options().aujourd_hui} {}

    /// Début octobre, ou hier si l'année est trop jeune.
    Date observation() const {
        Date octobre = std::chrono::year{academie_.options().annee.debut} / 10 / 1;
        return std::min(octobre, base::plus_jours(aujourd_hui_, -1));
    }
    Id<reperage::Campagne> campagne(Id<territoire::Territoire> territoire, Id<acces::Agent> agent) {
        auto instant = a(observation(), 9);
        auto id = ouvrir(territoire, agent, instant);
        reperage::calculer(env_.base, instant, id);
        return id;
    }
    Id<reperage::Campagne> ouvrir(Id<territoire::Territoire> territoire, Id<acces::Agent> agent, Instant instant) {
        storage::Transaction tx{env_.base};
        auto id = reperage::creer_campagne(tx.writer(), instant, agent,
                                           {"Campagne d’automne " + std::to_string(academie_.options().annee.debut),
                                            academie_.options().annee, territoire, observation()});
        acces::consigner(tx.writer(), instant, agent, "coordonnateur", Acte::campagne_ouverte,
                         {{}, "campagne/" + std::to_string(id.valeur), "", ""});
        tx.commit();
        return id;
    }
    void vivre(Id<reperage::Campagne> campagne, std::size_t bassin,
               std::vector<std::pair<Id<jeunes::Jeune>, std::uint32_t>> const& presumes) {
        auto agent = decor_.coordonnateurs[bassin];
        for (std::size_t i = 0; i < presumes.size(); i += par_transaction) {
            storage::Transaction tx{env_.base};
            for (std::size_t k = i; k < std::min(presumes.size(), i + par_transaction); ++k)
                un_presume(tx.writer(), campagne, agent, presumes[k].first, presumes[k].second);
            tx.commit();
        }
    }

    /// Un élève encore là, que ses absences ou une orientation subie ont fait rencontrer.
    void prevenir(storage::Writer& db, Figurant const& f) {
        static constexpr char const* faits[] = {
            "Douze demi-journées d’absence en octobre, toutes le matin. Dit s’ennuyer en atelier. Aime la mécanique.",
            "Orientation non demandée. Souhaite changer de spécialité à la rentrée. La famille est d’accord.",
            "Deux exclusions de cours ce mois-ci. Demande à parler à un adulte avant la classe. Retards en baisse.",
            "Ne vient plus en éducation physique. Bons résultats en atelier. Cherche un stage chez un carrossier."};
        Hasard h{academie_.options().graine, 5011, f.rang};
        auto referent = decor_.referents.find(f.etablissement);
        auto agent = referent != decor_.referents.end()
                         ? referent->second
                         : decor_.coordonnateurs[academie_.territoire().etablissements[f.etablissement].bassin];
        auto jour = un_jour(h, 0);
        jeunes::designer_referent(db, f.id, agent, jour, "prévention");
        suivi::Contact c;
        c.jeune = f.id;
        c.le = jour;
        c.canal = suivi::Canal::rencontre;
        c.qui = suivi::Interlocuteur::jeune;
        c.resultat = suivi::Resultat::joint;
        c.agent = agent;
        auto id = suivi::enregistrer_contact(db, {agent, a(jour, 9)}, c);
        consigner(db, agent, a(jour, 9), Acte::contact_note, f.id, "contact/" + std::to_string(id.valeur));
        suivi::Entretien e;
        e.jeune = f.id;
        e.type = h.chance(0.5) ? suivi::TypeEntretien::regulation : suivi::TypeEntretien::conseil;
        e.jour = un_jour(h, 2);
        e.duree = 30;
        e.canal = suivi::Canal::rencontre;
        e.lieu = "Établissement";
        e.objet = "Prévenir la rupture";
        e.resume = h.parmi(faits);
        if (h.chance(0.04))
            e.prochaine = base::plus_jours(aujourd_hui_, static_cast<int>(h.entier(30)));
        e.agent = agent;
        auto entretien = suivi::enregistrer_entretien(db, {agent, a(e.jour, 11)}, e);
        consigner(db, agent, a(e.jour, 11), Acte::entretien_enregistre, f.id,
                  "entretien/" + std::to_string(entretien.valeur));
        ++bilan_.suivis;
        ++bilan_.entretiens;
    }

private:
    Instant a(Date jour, int heure) const {
        return std::min(base::depuis_paris(jour, heure, 0), env_.horloge.instant());
    }
    void consigner(storage::Writer& db, Id<acces::Agent> agent, Instant instant, Acte acte, Id<jeunes::Jeune> jeune,
                   std::string const& objet) {
        acces::consigner(db, instant, agent, "coordonnateur", acte, {jeune, objet, "", "bassin"});
    }
    /// Un jour ouvré entre l'observation et aujourd'hui, d'autant plus tard que `etape` est grande.
    Date un_jour(Hasard& h, int etape) const {
        int duree = std::max(1, base::jours_entre(observation(), aujourd_hui_));
        int debut = duree * etape / 5;
        auto jour = base::plus_jours(
            observation(), debut + static_cast<int>(h.entier(static_cast<std::uint32_t>(std::max(1, duree / 4)))));
        while (std::chrono::weekday{std::chrono::sys_days{jour}}.iso_encoding() > 5)
            jour = base::plus_jours(jour, -1);
        return std::clamp(jour, observation(), base::plus_jours(aujourd_hui_, -1));
    }

    Date recent(Hasard h) const { return base::plus_jours(aujourd_hui_, -1 - static_cast<int>(h.entier(12))); }

    void un_presume(storage::Writer& db, Id<reperage::Campagne> campagne, Id<acces::Agent> agent,
                    Id<jeunes::Jeune> jeune, std::uint32_t rang) {
        Hasard h{academie_.options().graine, 4177, rang};
        ++bilan_.presumes;
        if (!h.chance(part_verifiee))
            return;
        auto p = academie_.personne(rang);
        auto jour = un_jour(h, 0);
        auto r = resultat(p, h);
        reperage::NouvelleVerification v;
        v.resultat = r;
        v.preuve = h.parmi({reperage::Preuve::appel_etablissement, reperage::Preuve::famille,
                            reperage::Preuve::declaration, reperage::Preuve::attestation});
        if (r == Resultat::injoignable)
            v.preuve = reperage::Preuve::sans_reponse;
        if (r == Resultat::inscrit_ailleurs) {
            v.cause = h.chance(0.5) ? reperage::Cause::inscription_tardive : reperage::Cause::liste_manquante;
            v.structure = p.situation == Situation::apprenti ? "CFA" : "Autre établissement";
        }
        v.jour = jour;
        v.depuis = std::clamp(p.situation_depuis, base::plus_jours(observation(), -400), jour);
        auto instant = a(jour, 10);
        auto faite = reperage::verifier(db, instant, agent, campagne, jeune, 1, v);
        if (!faite.refus.empty())
            return;
        consigner(db, agent, instant, Acte::situation_verifiee, jeune,
                  "verification/" + std::to_string(faite.id.valeur));
        if (r == Resultat::confirme)
            suivre(db, agent, jeune, p, h);
    }

    void suivre(storage::Writer& db, Id<acces::Agent> agent, Id<jeunes::Jeune> jeune, Personne const& p, Hasard& h) {
        ++bilan_.suivis;
        auto jour = un_jour(h, 1);
        jeunes::designer_referent(db, jeune, agent, jour, "prise en charge");
        int essais = 1 + static_cast<int>(h.entier(3));
        bool joint = h.chance(part_jointe);
        for (int essai = 1; essai <= essais; ++essai) {
            bool dernier = essai == essais;
            suivi::Contact c;
            c.jeune = jeune;
            c.le = std::min(base::plus_jours(jour, 3 * (essai - 1)), base::plus_jours(aujourd_hui_, -1));
            c.canal = essai == 2 ? suivi::Canal::message : suivi::Canal::telephone;
            c.qui = h.chance(0.3) ? suivi::Interlocuteur::responsable : suivi::Interlocuteur::jeune;
            c.resultat = dernier && joint ? suivi::Resultat::joint
                         : essai == 2     ? suivi::Resultat::message_laisse
                                          : suivi::Resultat::pas_de_reponse;
            if (dernier && !joint)
                c.prochain = base::plus_jours(aujourd_hui_, static_cast<int>(h.entier(12)) - 4);
            c.agent = agent;
            auto instant = a(c.le, 14);
            auto id = suivi::enregistrer_contact(db, {agent, instant}, c);
            consigner(db, agent, instant, Acte::contact_note, jeune, "contact/" + std::to_string(id.valeur));
        }
        if (joint && h.chance(part_recue))
            recevoir(db, agent, jeune, p, h);
        else if (joint && h.chance(0.2)) // une demande récente : l'entretien est encore à tenir
            suivi::demander_retour(db, {agent, a(recent(h), 9)}, jeune, recent(h), {});
        else if (joint && base::age(p.naissance, aujourd_hui_) < 18 && h.chance(0.4))
            suivi::convoquer(db, {agent, a(un_jour(h, 3), 11)}, jeune, un_jour(h, 3));
    }

    /// Tirés à part : ajouter un frein ne change pas le reste de l'académie.
    std::vector<jeunes::CodeDeFrein> des_freins(Id<jeunes::Jeune> jeune) const {
        Hasard h{academie_.options().graine, 4178, static_cast<std::uint32_t>(jeune.valeur)};
        std::vector<jeunes::CodeDeFrein> freins;
        constexpr std::pair<jeunes::CodeDeFrein, double> parts[] = {{jeunes::CodeDeFrein::mobilite, 0.35},
                                                                    {jeunes::CodeDeFrein::demarches, 0.2},
                                                                    {jeunes::CodeDeFrein::numerique, 0.1},
                                                                    {jeunes::CodeDeFrein::logement, 0.08}};
        for (auto const& [code, part] : parts)
            if (h.chance(part))
                freins.push_back(code);
        return freins;
    }

    void recevoir(storage::Writer& db, Id<acces::Agent> agent, Id<jeunes::Jeune> jeune, Personne const& p, Hasard& h) {
        static constexpr char const* faits[] = {
            "A quitté sa formation en cours d’année. Dit vouloir travailler avec ses mains. Vient à pied, pas de "
            "permis.",
            "Formation choisie par défaut en fin de 3e. Souhaite reprendre en septembre dans une autre spécialité.",
            "N’a pas eu de place à la rentrée. A visité deux CFA, cherche un employeur. Disponible tout de suite.",
            "Absences depuis janvier, puis arrêt. Se lève tard, aide un voisin sur ses chantiers. Prêt à essayer une "
            "journée au pôle."};
        static constexpr char const* suites[] = {
            "Visite du pôle d’accompagnement jeudi.", "Appel au CFA cette semaine ; le jeune prépare un CV.",
            "Rendez-vous avec la mission locale.", "Mini-stage en lycée professionnel à demander."};
        auto jour = un_jour(h, 2);
        if (auto demande = base::plus_jours(jour, -6); h.chance(0.15)) // l'entretien qui suit y répond
            suivi::demander_retour(db, {agent, a(demande, 9)}, jeune, demande, demande);
        suivi::Entretien e;
        e.jeune = jeune;
        e.type = suivi::TypeEntretien::situation;
        e.jour = jour;
        e.heure = h.chance(0.5) ? "10:00" : "14:30";
        e.duree = 45;
        e.canal = suivi::Canal::rencontre;
        e.lieu = "CIO";
        e.objet = "Faire le point";
        e.resume = h.parmi(faits);
        e.decisions = h.parmi(suites);
        e.prochaine = base::plus_jours(aujourd_hui_, static_cast<int>(h.entier(20)) - 5);
        e.agent = agent;
        e.freins = des_freins(jeune);
        auto instant = a(jour, 15);
        auto id = suivi::enregistrer_entretien(db, {agent, instant}, e);
        consigner(db, agent, instant, Acte::entretien_enregistre, jeune, "entretien/" + std::to_string(id.valeur));
        jeunes::noter_information(db, jeune, jour);
        ++bilan_.entretiens;
        if (h.chance(part_en_solution))
            placer(db, agent, jeune, p, h, jour);
    }

    void placer(storage::Writer& db, Id<acces::Agent> agent, Id<jeunes::Jeune> jeune, Personne const& p, Hasard& h,
                Date recu_le) {
        auto [code, structure] = solution(h, base::age(p.naissance, aujourd_hui_));
        suivi::Solution s;
        s.jeune = jeune;
        s.code = code;
        s.structure = structure;
        s.proposee_le = std::max(recu_le, un_jour(h, 3));
        s.agent = agent;
        auto instant = a(s.proposee_le, 16);
        auto id = suivi::proposer_solution(db, {agent, instant}, s);
        consigner(db, agent, instant, Acte::solution_proposee, jeune, "solution/" + std::to_string(id.valeur));
        auto effet = std::min(base::plus_jours(s.proposee_le, 4), base::plus_jours(aujourd_hui_, -1));
        if (!h.chance(0.75) || !suivi::empechement_d_activer(db, id, effet).empty())
            return;
        suivi::activer(db, {agent, a(effet, 17)}, id, 1, effet, jeunes::Fondement::attestation, effet);
        ++bilan_.solutions;
    }

    acces::Environnement& env_;
    Academie const& academie_;
    Decor const& decor_;
    Bilan& bilan_;
    Date aujourd_hui_;
};

} // namespace

void vivre_l_annee(acces::Environnement& env, Academie const& academie, Decor const& decor, Peuple const& peuple,
                   Progression const& progression, Bilan& bilan) {
    std::unordered_map<std::int64_t, std::uint32_t> rangs;
    for (auto const& f : peuple.a_chercher)
        rangs[f.id.valeur] = f.rang;
    Annee annee{env, academie, decor, bilan};
    progression("Campagne d’automne", 0, 1);
    auto campagne = annee.campagne(decor.academie, decor.coordonnateurs[decor.bassin_de_demonstration]);
    // Et la sienne, qu'ouvre le coordonnateur montré : ce que l'une vérifie vaut pour l'autre.
    auto montre = decor.bassin_de_demonstration;
    annee.campagne(decor.bassins[montre], decor.coordonnateurs[montre]);
    auto total = static_cast<std::int64_t>(decor.bassins.size());
    for (std::size_t b = 0; b < decor.bassins.size(); ++b) {
        progression("Vérifications et suivis, par bassin", static_cast<std::int64_t>(b), total);
        std::vector<std::pair<Id<jeunes::Jeune>, std::uint32_t>> presumes;
        {
            auto lease = env.base.read();
            auto db = lease.reader();
            auto role = acces::roles_du_jour(db, decor.coordonnateurs[b], env.horloge.jour()).at(0);
            acces::Portee portee{decor.coordonnateurs[b], role.id, role.role, env.horloge.jour()};
            for (auto id : reperage::derriere(db, portee, campagne, {}, reperage::Etage::presumes,
                                              reperage::Ventilation::aucune, {}, 100'000))
                if (auto connu = rangs.find(id.valeur); connu != rangs.end())
                    presumes.emplace_back(id, connu->second);
        }
        annee.vivre(campagne, b, presumes);
    }
    constexpr std::size_t par_lot = 500;
    for (std::size_t debut = 0; debut < peuple.en_prevention.size(); debut += par_lot) {
        progression("Élèves suivis en prévention", static_cast<std::int64_t>(debut),
                    static_cast<std::int64_t>(peuple.en_prevention.size()));
        storage::Transaction tx{env.base};
        for (auto const& f :
             std::span{peuple.en_prevention}.subspan(debut, std::min(par_lot, peuple.en_prevention.size() - debut)))
            annee.prevenir(tx.writer(), f);
        tx.commit();
    }
}

} // namespace metier::demonstration
