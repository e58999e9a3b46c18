#include "metier/demonstration/prevention_fictive.hpp"

#include "metier/acces/journal.hpp"
#include "metier/demonstration/population/hasard.hpp"
#include "metier/prevention/absences_masse.hpp"
#include "metier/prevention/parcours_sql.hpp"
#include "metier/prevention/reperes_sql.hpp"

namespace metier::demonstration {
namespace {

using acces::Acte;
using prevention::Auteur;
using territoire::Masque;
using territoire::Moment;

/// Part des élèves souvent absents, et très souvent ; ce qu'un jour leur coûte.
constexpr double part_souvent = 0.05, part_tres_souvent = 0.012;
/// Au lycée montré, il y a davantage à faire.
constexpr double davantage = 3;
constexpr double un_jour_ordinaire = 0.012, un_jour_souvent = 0.11, un_jour_tres_souvent = 0.36;

class Lycees {
public:
    Lycees(acces::Environnement& env, Academie const& academie, Decor const& decor)
        : env_{env}, academie_{academie}, decor_{decor}, hier_{base::plus_jours(env.horloge.jour(), -1)} {}

    /// L'an dernier et cette année, pour les élèves d'alors.
    void une_annee_d_absences(std::size_t etablissement) {
        storage::Transaction tx{env_.base};
        auto& db = tx.writer();
        Id<territoire::Etablissement> id = decor_.etablissements[etablissement];
        auto calendrier = territoire::calendrier(db, id, hier_);
        for (auto annee : {academie_.options().annee.precedente(), academie_.options().annee}) {
            auto du = annee.premier_jour(), au = std::min(annee.dernier_jour(), hier_);
            if (au < du)
                continue;
            auto lignes = absences(db, etablissement, annee, au, calendrier);
            prevention::remplir(db, {decor_.referents.at(etablissement), instant(au)}, id, du, au, lignes);
        }
        auto ce_mois = territoire::premier_du_mois(hier_);
        prevention::tenir_les_alertes(db, env_.horloge.instant(), id, {base::plus_mois(ce_mois, -1), ce_mois});
        tx.commit();
    }

    /// Au lycée montré : de quoi faire pour chaque rôle.
    void la_vie_du_lycee_montre() {
        storage::Transaction tx{env_.base};
        auto& db = tx.writer();
        auto ici = decor_.etablissements[decor_.lycee_de_demonstration];
        // Ceux que leurs absences signalent d'abord ; dans un petit lycée, d'autres complètent.
        auto eleves = db.all<Id<jeunes::Jeune>>(
            "select i.jeune_id from inscription i left join absence_alerte a on a.jeune_id = i.jeune_id and "
            "a.etablissement_id = i.etablissement_id where i.etablissement_id = ? and i.annee = ? and i.au is null "
            "group "
            "by i.jeune_id order by max(coalesce(a.nombre, 0)) desc, i.jeune_id limit 14",
            ici, academie_.options().annee.debut);
        for (std::size_t i = 0; i < eleves.size(); ++i)
            un_eleve(db, ici, eleves[i], i);
        des_parcours(db, ici);
        tx.commit();
    }

private:
    Instant instant(Date jour) const { return std::min(base::depuis_paris(jour, 11, 0), env_.horloge.instant()); }
    Auteur de(Id<acces::Agent> agent, Date jour) const { return {agent, instant(jour)}; }
    Date il_y_a(int jours) const { return base::plus_jours(env_.horloge.jour(), -jours); }
    Id<acces::Agent> referente() const { return decor_.referents.at(decor_.lycee_de_demonstration); }
    void consigner(storage::Writer& db, Id<acces::Agent> agent, Date jour, Acte acte, Id<jeunes::Jeune> jeune,
                   std::string const& objet, std::string_view role = "referent_decrochage") {
        acces::consigner(db, instant(jour), agent, role, acte, {jeune, objet, "", "etablissement"});
    }

    std::vector<prevention::LigneDAbsences> absences(storage::Writer& db, std::size_t etablissement,
                                                     base::AnneeScolaire annee, Date au,
                                                     territoire::Calendrier const& c) const {
        std::vector<prevention::LigneDAbsences> lignes;
        auto inscrits = db.all<Id<jeunes::Jeune>>(
            "select distinct jeune_id from inscription where etablissement_id = ? and annee = ? order by jeune_id",
            decor_.etablissements[etablissement], annee.debut);
        double part = etablissement == decor_.lycee_de_demonstration ? davantage : 1;
        for (auto mois = annee.premier_jour(); mois <= au; mois = base::plus_mois(mois, 1)) {
            auto ouvertes = c.ouvertes(mois);
            for (auto jeune : inscrits)
                if (auto m = un_mois(jeune, mois, au, ouvertes, part); m.absences != 0)
                    lignes.push_back({jeune, m});
        }
        return lignes;
    }

    prevention::MoisDAbsences un_mois(Id<jeunes::Jeune> jeune, Date mois, Date au, Masque ouvertes, double part) const {
        Hasard qui{academie_.options().graine, 6101, static_cast<std::uint32_t>(jeune.valeur)};
        bool tres_souvent = qui.chance(part * part_tres_souvent), souvent = qui.chance(part * part_souvent);
        double un_jour = tres_souvent ? un_jour_tres_souvent : souvent ? un_jour_souvent : un_jour_ordinaire;
        double justifiee = tres_souvent || souvent ? 0.35 : 0.85;
        auto rang =
            static_cast<std::uint32_t>(static_cast<int>(mois.year()) * 12) + static_cast<unsigned>(mois.month());
        Hasard h{academie_.options().graine, 6102 + rang, static_cast<std::uint32_t>(jeune.valeur)};
        prevention::MoisDAbsences m{mois};
        for (auto jour = mois; jour.month() == mois.month() && jour <= au; jour = base::plus_jours(jour, 1)) {
            if (!h.chance(un_jour))
                continue;
            bool excuse = h.chance(justifiee), matin_seul = h.chance(0.5);
            for (auto moment : {Moment::matin, Moment::apres_midi}) {
                auto bit = territoire::bit(jour, moment) & ouvertes;
                if (matin_seul && moment == Moment::apres_midi)
                    continue;
                m.absences |= bit;
                m.non_justifiees |= excuse ? 0 : bit;
            }
        }
        return m;
    }

    void un_eleve(storage::Writer& db, Id<territoire::Etablissement> ici, Id<jeunes::Jeune> jeune, std::size_t i) {
        static constexpr char const* faits[] = {
            "Dort en cours le lundi et le mardi matin. Dit travailler tard le week-end.",
            "N’a pas rendu les trois derniers travaux d’atelier. Participe à l’oral quand on l’interroge.",
            "Ne déjeune plus avec ses camarades depuis la rentrée. A demandé à changer de groupe.",
            "Est venu me voir : « je ne suis pas fait pour ça, je voulais mécanique »."};
        static constexpr char const* appuis[] = {"Bon joueur de handball.", "Très à l’aise en atelier.", "",
                                                 "Aide volontiers les autres."};
        using namespace prevention;
        bool ecrit = i % 3 != 2; // d'autres ont des signes, et personne n'a rien écrit
        auto signal_le = il_y_a(18 - static_cast<int>(i));
        if (ecrit) {
            Signalement s;
            s.jeune = jeune;
            s.etablissement = ici;
            s.urgence = i == 1 ? Urgence::rapide : Urgence::ordinaire;
            s.faits = faits[i % std::size(faits)];
            s.appuis = appuis[i % std::size(appuis)];
            if (i % 2 == 0)
                s.famille_le = signal_le;
            auto id = signaler(db, de(decor_.enseignante, signal_le), s);
            consigner(db, decor_.enseignante, signal_le, Acte::signalement_fait, jeune,
                      "signalement/" + std::to_string(id.valeur), "enseignant");
        }
        if (i % 2 == 0)
            for (auto [signe, constat] :
                 {std::pair{Signe::chute_des_resultats, "8 de moyenne, 12 au trimestre d’avant."},
                  {Signe::isolement, "Seul à chaque récréation, vu trois fois cette semaine."}})
                noter_un_signe(db, de(decor_.cpe, il_y_a(9)), {jeune, ici, signe, Force::net, constat, il_y_a(9)});
        if (ecrit && i % 2 == 0)
            une_decision(db, ici, jeune, i);
    }

    void une_decision(storage::Writer& db, Id<territoire::Etablissement> ici, Id<jeunes::Jeune> jeune, std::size_t i) {
        using namespace prevention;
        auto id = *situation_ouverte(db, jeune, ici);
        auto version = db.one<std::int64_t>("select version from prevention where id = ?", id);
        auto le = il_y_a(6);
        auto auteur = de(referente(), le);
        marquer_lus(db, auteur, id);
        if (i == 10) {
            clore(db, auteur, id, version, MotifDeCloture::resolue, "", "De retour en classe, les retards ont cessé.");
            consigner(db, referente(), le, Acte::prevention_close, jeune, "prevention/" + std::to_string(id.valeur));
            return;
        }
        Examen e;
        e.version = version;
        e.etat = i == 0 ? Etat::examinee : Etat::suivie;
        e.lien = i % 4 == 0 ? EtatDuLien::irregulier : EtatDuLien::regulier;
        e.decision = "Entretien avec le référent cette semaine ; le professeur principal appelle la famille.";
        e.revoir_le = base::plus_jours(le, i % 4 == 0 ? 5 : 14);
        if (e.etat == Etat::suivie) // « examinée » : rien n'est encore engagé
            e.reponses = {CodeDeReponse::entretien_situation,
                          i % 4 == 0 ? CodeDeReponse::tutorat : CodeDeReponse::soutien};
        e.reponse_aux_auteurs = e.etat == Etat::suivie ? "L’élève a été reçu ; un adulte le suit chaque semaine."
                                                       : "L’élève va être reçu ; l’équipe en reparle ensuite.";
        if (i == 4 || i == 6)
            e.confie_a = decor_.coordonnateurs[decor_.bassin_de_demonstration];
        examiner(db, auteur, id, e);
        consigner(db, referente(), le, Acte::prevention_examinee, jeune, "prevention/" + std::to_string(id.valeur));
    }

    /// Un PAFI en cours, un autre à valider, un TDO à trois semaines de son terme.
    void des_parcours(storage::Writer& db, Id<territoire::Etablissement> ici) {
        using namespace prevention;
        auto seize_ans =
            db.all<Id<jeunes::Jeune>>("select j.id from inscription i join jeune j on j.id = i.jeune_id where "
                                      "i.etablissement_id = ? and i.annee = "
                                      "? and i.au is null and j.naissance <= ? order by j.id desc limit 30",
                                      ici, academie_.options().annee.debut, base::plus_annees(il_y_a(120), -16));
        if (seize_ans.size() < 3)
            return;
        auto propose = [&](std::size_t rang, Parcours p, int avant) {
            p.duree_max = plafonds(db, p.genre, p.debut).duree_mois;
            auto le = il_y_a(avant);
            auto id = proposer(db, de(referente(), le), seize_ans[rang], ici, p);
            consigner(db, referente(), le, Acte::parcours_propose, seize_ans[rang],
                      "parcours/" + std::to_string(id.valeur));
            return id;
        };
        Parcours pafi{
            .genre = GenreDeParcours::pafi, .debut = il_y_a(30), .fin_prevue = base::plus_mois(il_y_a(30), 6)};
        pafi.volontaire = true;
        pafi.gpds_le = il_y_a(45);
        pafi.activites = "Deux jours par semaine à l’atelier vélo, trois jours au lycée.";
        pafi.tuteur = "M. Petit";
        pafi.accueil = "Association sportive";
        pafi.convention_le = il_y_a(32);
        auto en_cours = propose(0, pafi, 40);
        auto inspectrice = db.all<Id<acces::Agent>>("select agent_id from role_tenu where role = 'ien_io' order by id");
        valider(db, de(inspectrice.at(0), il_y_a(34)), en_cours, 1, "2472210431");
        noter_un_point(db, de(referente(), il_y_a(10)), en_cours, il_y_a(10),
                       "Présent tous les jours, projet de CAP cycles.");
        pafi.debut = base::plus_jours(il_y_a(0), 10);
        pafi.fin_prevue = base::plus_mois(pafi.debut, 4);
        propose(1, pafi, 3);
        Parcours tdo{.genre = GenreDeParcours::tdo};
        tdo.fin_prevue = base::plus_jours(il_y_a(0), 21);
        tdo.debut = base::plus_mois(tdo.fin_prevue, -4);
        tdo.solutions_epuisees = true;
        tdo.accueil = "École de la 2e chance";
        tdo.convention_le = tdo.debut;
        propose(2, tdo, 110);
    }

    acces::Environnement& env_;
    Academie const& academie_;
    Decor const& decor_;
    Date hier_;
};

} // namespace

void prevenir_dans_les_lycees(acces::Environnement& env, Academie const& academie, Decor const& decor,
                              Progression const& progression) {
    Lycees lycees{env, academie, decor};
    auto const& tous = academie.territoire().etablissements;
    std::vector<std::size_t> du_bassin;
    for (std::size_t e = 0; e < tous.size(); ++e)
        if (tous[e].bassin == decor.bassin_de_demonstration && decor.referents.contains(e))
            du_bassin.push_back(e);
    for (std::size_t i = 0; i < du_bassin.size(); ++i) {
        progression("Absences, par lycée", static_cast<std::int64_t>(i), static_cast<std::int64_t>(du_bassin.size()));
        lycees.une_annee_d_absences(du_bassin[i]);
    }
    lycees.la_vie_du_lycee_montre();
}

} // namespace metier::demonstration
