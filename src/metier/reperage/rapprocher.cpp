#include <algorithm>

#include "base/texte.hpp"
#include "metier/reperage/calcul.hpp"
#include "metier/reperage/poids.hpp"
#include "metier/reperage/propositions.hpp"
#include "metier/reperage/vivier.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reperage {
namespace {

namespace moteur = rapprochement;
constexpr std::size_t par_lot = 200;

std::vector<Cherche> lire_les_cherches(Reader& db, Campagne const& c) {
    return db.all<Cherche>(
        "select p.jeune_id, p.caisse, case when j.psad_depuis is null then 0 else 1 end, p.moteur from campagne_jeune "
        "p "
        "join jeune j on j.id = p.jeune_id where p.campagne_id = ? and p.caisse in ('presume', 'rapproche') and "
        "p.verification_id is null and j.fusionne_dans is null order by p.jeune_id",
        c.id);
}

/// Tous ceux que l'on voit cette année où que ce soit : numéros croissants.
std::vector<std::int64_t> lire_les_vus(Reader& db, Campagne const& c) {
    auto vus = db.all<std::int64_t>("select jeune_id from inscription where annee = ? and du <= ? and (au is null or "
                                    "au >= ?) and sans_classe = 0",
                                    c.annee, c.observation, c.observation);
    auto en_solution = db.all<std::int64_t>("select jeune_id from situation where du <= ? and (au is null or au >= ?) "
                                            "and genre not in ('sans_solution', 'inconnue')",
                                            c.observation, c.observation);
    vus.insert(vus.end(), en_solution.begin(), en_solution.end());
    std::ranges::sort(vus);
    vus.erase(std::unique(vus.begin(), vus.end()), vus.end());
    return vus;
}

std::vector<std::int64_t> numeros(std::vector<Cherche> const& cherches) {
    std::vector<std::int64_t> n;
    n.reserve(cherches.size());
    for (auto const& x : cherches)
        n.push_back(x.jeune.valeur);
    return n;
}

void garder_ce_que_dit_le_moteur(storage::Database& base, Campagne const& c, moteur::Resultat const& r,
                                 PoidsDeCampagne const& poids, ReglesDePoids const& regles) {
    auto remarques = r.remarques;
    remarques.push_back("Liens sans doute faux : " + std::to_string(static_cast<int>(r.faux_attendus + 0.5)) +
                        " ; liens sans doute manqués : " + std::to_string(static_cast<int>(r.manques_attendus + 0.5)) +
                        ".");
    remarques.push_back(dits(poids, regles));
    storage::Transaction tx{base};
    tx.writer().run(
        "update campagne set modele = ?, poids_moteur = ?, poids_cherches = ?, poids_vus = ?, poids_le = ?, "
        "remarques = ? where id = ?",
        poids.modele, poids.moteur, poids.cherches, poids.vus, poids.le, base::joint(remarques, "\n"), c.id);
    tx.commit();
}

/// Un rapprochement de cette campagne, de la lecture aux propositions.
class Rapprochement {
public:
    Rapprochement(storage::Database& base, Instant maintenant, Campagne const& c, Releve const& releve,
                  Suivi const& suivi, Etendue etendue, Reserve const& reserve)
        : base_{base},
          maintenant_{maintenant}, c_{c}, releve_{releve}, suivi_{suivi}, etendue_{etendue}, reserve_{reserve} {}

    bool faire() {
        if (suivi_ && suivi_(0, 0, "Lecture des dossiers à rapprocher"))
            return false;
        lire();
        if (cherches_.empty())
            return true;
        auto tenu = tenir_le_vivier(base_, maintenant_, reserve_, etendue_, suivi_);
        if (!tenu || !lier(tenu->vivier) || !proposer())
            return false;
        garder_ce_que_dit_le_moteur(base_, c_, *resultat_, poids_, regles_);
        garder_le_vivier(base_, reserve_, *tenu);
        return true;
    }

private:
    void lire() {
        auto lease = base_.read();
        auto db = lease.reader();
        auto const jour = base::a_paris(maintenant_).jour;
        cherches_ = lire_les_cherches(db, c_);
        if (cherches_.empty())
            return;
        vus_ = lire_les_vus(db, c_);
        poids_ = poids_de_la_campagne(db, c_.id);
        regles_ = regles_de_poids(db, jour);
        options_.seuils =
            moteur::seuils_par_couts(territoire::entier(db, "rapprochement.cout_cache", c_.observation), 1);
        options_.dans_cet_ordre = true; // un calcul en plus et un calcul entier écrivent les mêmes chiffres
        options_.arret = &arret_;
        options_.progres = [this](moteur::Avancement const& a) {
            if (suivi_ &&
                suivi_(static_cast<std::int64_t>(a.part * 100), 100, "Rapprochement : " + std::string(a.etape)))
                arret_ = true;
        };
    }

    /// Faux si on l'arrête.
    bool lier(moteur::Vivier const& vivier) {
        auto const qui = numeros(cherches_);
        population_ = vivier.population(qui, vus_);
        auto frequences = vivier.frequences();
        options_.frequences = &frequences;
        if (!revoir_les_poids(vivier, qui))
            return false;
        auto const modele = moteur::lire_modele(poids_.modele);
        options_.modele = &modele;
        try {
            resultat_ = moteur::lier(population_, options_);
        } catch (moteur::Interrompu const&) { // le programme s'arrête : la tâche sera reprise
            return false;
        }
        resultat_->frequences = std::move(frequences);
        return true;
    }

    bool revoir_les_poids(moteur::Vivier const& vivier, std::vector<std::int64_t> const& qui) {
        auto const jour = base::a_paris(maintenant_).jour;
        if (valent_encore(poids_, moteur::version_du_moteur(), static_cast<std::int64_t>(qui.size()),
                          static_cast<std::int64_t>(vus_.size()), jour, regles_))
            return true;
        auto appris = apprendre_les_poids(vivier.copie(qui, vus_), options_, jour);
        if (!appris)
            return false;
        poids_ = *appris;
        poids_.cherches = static_cast<std::int64_t>(qui.size());
        poids_.vus = static_cast<std::int64_t>(vus_.size());
        return true;
    }

    /// Rien de ce dont il s'agit n'a changé depuis que ses propositions ont été écrites.
    bool dit_de_meme(Cherche const& x, Trouve const& t) const {
        auto revu = [&](Id<Jeune> id) { return std::ranges::binary_search(releve_.revus, id.valeur); };
        auto un_revu = [&](auto const& liste) {
            return std::ranges::any_of(liste, [&](auto const& autre) { return revu(autre.first); });
        };
        bool const retrouve = x.caisse == Caisse::rapproche;
        return x.moteur == ecrit(t, retrouve) && (retrouve || x.en_psad) && !revu(x.jeune) && !un_revu(t.paires) &&
               !un_revu(t.proches);
    }

    bool proposer() {
        auto liste = trouves(population_, *resultat_);
        if (etendue_ == Etendue::ce_qui_change && !releve_.tout)
            std::erase_if(liste, [&](Trouve const& t) {
                auto const x = std::ranges::lower_bound(cherches_, t.jeune, {}, &Cherche::jeune);
                return x != cherches_.end() && x->jeune == t.jeune && dit_de_meme(*x, t);
            });
        Propositions propositions{base_, maintenant_, c_, *resultat_, etendue_};
        for (std::size_t debut = 0; debut < liste.size(); debut += par_lot) {
            if (suivi_ &&
                suivi_(static_cast<std::int64_t>(debut), static_cast<std::int64_t>(liste.size()), "Propositions"))
                return false;
            propositions.ecrire(std::span{liste}.subspan(debut, std::min(par_lot, liste.size() - debut)));
        }
        return true;
    }

    storage::Database& base_;
    Instant maintenant_;
    Campagne const& c_;
    Releve const& releve_;
    Suivi const& suivi_;
    Etendue etendue_;
    Reserve const& reserve_;
    std::vector<Cherche> cherches_{};
    std::vector<std::int64_t> vus_{};
    PoidsDeCampagne poids_{};
    ReglesDePoids regles_{};
    std::atomic<bool> arret_{false};
    moteur::Options options_{};
    moteur::Population population_{};
    std::optional<moteur::Resultat> resultat_{};
};

} // namespace

bool rapprocher(storage::Database& base, Instant maintenant, Campagne const& c, Releve const& releve,
                Suivi const& suivi, Etendue etendue, Reserve const& reserve) {
    return Rapprochement{base, maintenant, c, releve, suivi, etendue, reserve}.faire();
}

} // namespace metier::reperage
