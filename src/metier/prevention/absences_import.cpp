// D'un fichier d'absences à ce qui sera écrit : chaque ligne trouve son élève, ou se dit.
#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/texte.hpp"
#include "metier/prevention/absences_sql.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::prevention {

using echanges::AbsenceLue, echanges::FormatDAbsences;
using territoire::Masque;

namespace {

constexpr std::size_t phrases_gardees = 500;
/// Au-delà, ce n'est plus le calendrier de l'établissement qui diffère du nôtre : la date de fin est fausse.
constexpr double demi_journees_d_ecart = 20;

/// « DIALLO Hugo », « Hugo DIALLO » : les mêmes mots.
std::string cle_de_personne(std::string const& texte) {
    auto mots = base::mots(texte);
    std::ranges::sort(mots);
    return base::joint(mots, " ");
}

struct Inscrit {
    Id<Jeune> id;
    std::string nom, nom_usage, prenom, autres, classe;
    std::optional<Date> naissance;
};

/// Les élèves de l'établissement cette année-là, retrouvés par ce qu'une ligne en dit.
class Registre {
public:
    Registre(Reader& db, Id<Etablissement> etablissement, Date jour) {
        inscrits_ = db.all<Inscrit>(
            "select j.id, j.nom, j.nom_usage, j.prenom, j.autres_prenoms, i.classe, j.naissance from inscription i "
            "join jeune j on j.id = i.jeune_id where i.etablissement_id = ? and i.annee = ? and j.fusionne_dans is "
            "null order by j.id",
            etablissement, base::AnneeScolaire::du(jour).debut);
        for (std::size_t i = 0; i < inscrits_.size(); ++i) {
            auto const& e = inscrits_[i];
            ajouter(cle_de_personne(e.nom + " " + e.prenom), i);
            ajouter(cle_de_personne(e.nom + " " + e.prenom + " " + e.autres), i);
            if (!e.nom_usage.empty())
                ajouter(cle_de_personne(e.nom_usage + " " + e.prenom), i);
        }
        struct Numero {
            std::int64_t numero;
            Id<Jeune> jeune;
        };
        for (auto const& n :
             db.all<Numero>("select numero, jeune_id from numero_interne where etablissement_id = ?", etablissement))
            numeros_.emplace(n.numero, n.jeune);
    }

    struct Trouve {
        std::optional<Id<Jeune>> jeune;
        std::string pourquoi; ///< s'il n'est pas trouvé
    };
    Trouve trouver(AbsenceLue const& a) const {
        if (a.nom_et_prenom.empty()) {
            auto n = numeros_.find(*a.numero);
            if (n == numeros_.end())
                return {{}, "le numéro " + std::to_string(*a.numero) + " n’est celui d’aucun élève connu"};
            return {n->second, ""};
        }
        auto memes = par_cle_.find(cle_de_personne(a.nom_et_prenom));
        if (memes == par_cle_.end())
            return {{}, "aucun élève de l’établissement ne s’appelle « " + base::coupe(a.nom_et_prenom, 60) + " »"};
        auto restent = memes->second;
        garder(restent, [&](Inscrit const& e) { return !a.naissance || !e.naissance || e.naissance == a.naissance; });
        if (restent.empty())
            return {{}, "« " + base::coupe(a.nom_et_prenom, 60) + " » n’est pas né ce jour-là dans l’établissement"};
        if (differents(restent) > 1 && !a.classe.empty())
            garder(restent, [&](Inscrit const& e) { return base::normalise(e.classe) == base::normalise(a.classe); });
        if (differents(restent) != 1)
            return {{},
                    "plusieurs élèves s’appellent « " + base::coupe(a.nom_et_prenom, 60) +
                        " » : ajoutez la classe ou la date de naissance"};
        return {inscrits_[restent.front()].id, ""};
    }
    bool numero_nouveau(std::int64_t numero) const { return !numeros_.contains(numero); }

private:
    void ajouter(std::string const& cle, std::size_t i) {
        auto& liste = par_cle_[cle];
        if (std::ranges::find(liste, i) == liste.end())
            liste.push_back(i);
    }
    template <class F>
    void garder(std::vector<std::size_t>& liste, F convient) const {
        std::erase_if(liste, [&](auto i) { return !convient(inscrits_[i]); });
    }
    std::size_t differents(std::vector<std::size_t> const& liste) const {
        std::vector<std::int64_t> ids;
        for (auto i : liste)
            ids.push_back(inscrits_[i].id.valeur);
        std::ranges::sort(ids);
        return static_cast<std::size_t>(std::ranges::unique(ids).begin() - ids.begin());
    }
    std::vector<Inscrit> inscrits_;
    std::unordered_map<std::string, std::vector<std::size_t>> par_cle_;
    std::unordered_map<std::int64_t, Id<Jeune>> numeros_;
};

using Cle = std::pair<std::int64_t, Date>; ///< élève, mois

struct Masques {
    Masque absences = 0, justifiees = 0, partielles = 0;
    /// `moitie` : celle-là ne compte que pour une moitié ; deux moitiés au même moment en font une entière.
    void ajouter(Masque toutes, Masque moitie, bool justifiee) {
        auto entieres = toutes & ~moitie;
        partielles = (partielles | (moitie & ~absences)) & ~(moitie & absences) & ~entieres;
        absences |= toutes;
        if (justifiee)
            justifiees |= toutes;
    }
    Masque non_justifiees() const { return absences & ~justifiees; }
};

Etendue etendue(AbsenceLue const& a, int midi) {
    Etendue e{a.debut, a.fin};
    if (a.minute_debut && *a.minute_debut >= midi * 60)
        e.de = Moment::apres_midi;
    if (a.minute_fin && *a.minute_fin <= midi * 60)
        e.a = Moment::matin;
    bool une_seule = a.demi_journees && *a.demi_journees <= 1.0 && a.debut == a.fin;
    if (une_seule && !a.minute_debut && !a.minute_fin)
        e.a = Moment::matin; // le fichier ne dit pas laquelle : une, et une seule
    return e;
}

std::string nombre_dit(double n) {
    auto t = std::to_string(n);
    t.resize(t.find('.') + 2);
    if (t.ends_with(".0"))
        t.resize(t.size() - 2);
    std::ranges::replace(t, '.', ',');
    return t;
}

class Prevision {
public:
    Prevision(Reader& db, DemandeDImport const& d, Date jour)
        : db_{db}, d_{d}, jour_{jour}, calendrier_{territoire::calendrier(db, d.etablissement, jour)},
          registre_{db, d.etablissement, jour}, midi_{territoire::entier(db, "absence.midi", jour)} {}

    Prevu faire() {
        auto lecteur = echanges::ouvrir_des_absences(d_.chemin, d_.nom);
        p_.format = lecteur->format();
        p_.libelle = lecteur->libelle();
        if (p_.format == FormatDAbsences::cumul && (!d_.du || !d_.au)) {
            p_.refus = "Ce fichier donne des totaux sans dire leur période : indiquez-la.";
            return p_;
        }
        AbsenceLue a;
        std::optional<echanges::DefautDeLigne> defaut;
        while (lecteur->suivante(a, defaut)) {
            ++p_.lues;
            if (defaut)
                ++p_.refusees, ecarter(defaut->phrase());
            else
                prendre(a);
        }
        p_.avertissements = lecteur->avertissements();
        finir();
        return p_;
    }

private:
    void ecarter(std::string phrase) {
        if (p_.ecartees.size() < phrases_gardees)
            p_.ecartees.push_back(std::move(phrase));
    }
    void prendre(AbsenceLue const& a) {
        auto qui = registre_.trouver(a);
        if (!qui.jeune) {
            ++p_.inconnues;
            ecarter("Ligne " + std::to_string(a.ligne) + " : " + qui.pourquoi + ".");
            return;
        }
        if (p_.format == FormatDAbsences::cumul) {
            if (!total_possible(a))
                return;
            cumuls_[qui.jeune->valeur] = a;
        } else if (!prendre_le_detail(a, *qui.jeune)) {
            return;
        }
        ++p_.retenues;
        eleves_[qui.jeune->valeur] = true;
        if (a.numero && !a.nom_et_prenom.empty() && registre_.numero_nouveau(*a.numero))
            numeros_[*a.numero] = qui.jeune->valeur;
    }

    /// Plus de demi-journées que la période n'en a, dimanches ôtés : une faute, que personne n'aurait à justifier.
    bool total_possible(AbsenceLue const& a) {
        int au_plus = 0;
        for (auto jour = *d_.du; jour <= *d_.au; jour = base::plus_jours(jour, 1))
            au_plus += std::chrono::weekday{jour} == std::chrono::Sunday ? 0 : 2;
        if (a.total > 0 && sans_un_jour_de_classe())
            au_plus = 0;
        if (a.total <= au_plus)
            return true;
        ++p_.refusees;
        ecarter("Ligne " + std::to_string(a.ligne) + ", demi-journées : lu « " + std::to_string(a.total) +
                " », attendu : " + std::to_string(au_plus) + " au plus dans la période.");
        return false;
    }

    bool sans_un_jour_de_classe() const {
        for (auto jour = *d_.du; jour <= *d_.au; jour = base::plus_jours(jour, 1))
            if (calendrier_.sans_classe(jour, Moment::matin).empty())
                return false;
        return true;
    }

    bool prendre_le_detail(AbsenceLue const& a, Id<Jeune> jeune) {
        auto refuser = [&](std::string const& lu, std::string const& attendu) {
            ++p_.refusees;
            ecarter("Ligne " + std::to_string(a.ligne) + ", date : lu « " + lu + " », attendu : " + attendu);
            return false;
        };
        if ((d_.du && a.fin < *d_.du) || (d_.au && a.debut > *d_.au))
            return refuser(base::affiche(a.fin), "un jour de la période demandée.");
        if (a.fin > jour_)
            return refuser(base::affiche(a.fin), "un jour déjà passé.");
        if (a.debut < annee_.premier_jour())
            return refuser(base::affiche(a.debut), "un jour de l’année scolaire " + annee_.affiche() + ".");
        p_.du = p_.du == Date{} ? a.debut : std::min(p_.du, a.debut);
        p_.au = p_.au == Date{} ? a.fin : std::max(p_.au, a.fin);
        bool calculees = d_.mode == Mode::calculees;
        if (!calculees && a.demi_journees && *a.demi_journees < 1.0 && *a.demi_journees > 0) {
            ++partielles_;
            return true;
        }
        if (a.demi_journees && *a.demi_journees == 0)
            return true; // un retard, une heure : le logiciel n'en compte aucune
        auto mois = couvre(etendue(a, midi_), a.justifiee, calendrier_);
        int comptees = 0;
        for (auto const& m : mois)
            comptees += __builtin_popcountll(m.absences);
        if (a.demi_journees && comptees > *a.demi_journees + demi_journees_d_ecart)
            return refuser(base::affiche(a.debut) + " – " + base::affiche(a.fin),
                           "des dates qui s’accordent avec les " + nombre_dit(*a.demi_journees) +
                               " demi-journées de la ligne, pas " + std::to_string(comptees) + ".");
        bool moitie = calculees && a.demi_journees && std::fmod(*a.demi_journees, 1.0) == 0.5;
        for (auto const& m : mois) {
            bool derniere = moitie && &m == &mois.back(); // la moitié est la fin de l'absence
            mois_[{jeune.valeur, m.mois}].ajouter(m.absences, derniere ? std::bit_floor(m.absences) : 0, a.justifiee);
        }
        if (a.demi_journees && comptees != std::ceil(*a.demi_journees) && ecarts_.size() < 3)
            ecarts_.push_back("ligne " + std::to_string(a.ligne) + " : le fichier en compte " +
                              nombre_dit(*a.demi_journees) + ", le calendrier " + std::to_string(comptees));
        return true;
    }

    /// Le bit de chaque demi-journée de la période, ce mois-là : le reste du mois ne bouge pas.
    Masque de_la_periode(Date mois) const {
        Masque m = 0;
        for (auto jour = mois; jour.month() == mois.month(); jour = base::plus_jours(jour, 1))
            if (p_.du <= jour && jour <= p_.au)
                m |= territoire::bit(jour, Moment::matin) | territoire::bit(jour, Moment::apres_midi);
        return m;
    }

    void finir() {
        if (d_.du)
            p_.du = *d_.du;
        if (d_.au)
            p_.au = *d_.au;
        if (p_.retenues == 0) {
            p_.refus = "Aucune ligne ne peut être prise.";
            return;
        }
        if (p_.du == Date{}) // que des retards : rien à dire d'aucun jour
            p_.du = p_.au = jour_;
        if (partielles_ > 0)
            p_.avertissements.push_back(base::pluriel(partielles_,
                                                      "absence de moins d’une demi-journée n’est pas "
                                                      "comptée",
                                                      "absences de moins d’une demi-journée ne sont pas comptées") +
                                        ".");
        if (!ecarts_.empty())
            p_.avertissements.push_back("Le nombre du fichier et celui du calendrier diffèrent (" +
                                        base::joint(ecarts_, " ; ") + ") : c’est le calendrier qui compte.");
        if (calendrier_.zone_supposee)
            p_.avertissements.push_back("La zone de vacances de votre académie n’est pas connue : la zone " +
                                        calendrier_.zone + " est supposée.");
        p_.eleves = static_cast<std::int64_t>(eleves_.size());
        refuser_un_melange();
        p_.format == FormatDAbsences::detail ? ecrire_le_detail() : ecrire_les_cumuls();
        for (auto const& [numero, jeune] : numeros_)
            p_.plan += "N " + std::to_string(numero) + " " + std::to_string(jeune) + "\n";
    }

    void refuser_un_melange() {
        auto autre = db_.all<std::string>("select nom from absence_import where etablissement_id = ? and etat = "
                                          "'applique' and mode <> ? and du <= ? and au >= ? order by id desc limit 1",
                                          d_.etablissement, d_.mode, p_.au, p_.du);
        if (!autre.empty())
            p_.refus = "« " + autre.front() +
                       " » a donné cette période dans l’autre mode de calcul : les deux ne se mêlent pas. Défaites-le "
                       "d’abord, ou exportez dans le même mode.";
    }

    void ecrire_le_detail() {
        // Les élèves du fichier : leurs jours de la période deviennent ce qu'il dit.
        for (auto const& [jeune, _] : eleves_)
            for (auto mois = territoire::premier_du_mois(p_.du); mois <= p_.au; mois = base::plus_mois(mois, 1))
                mois_.try_emplace({jeune, mois});
        struct Ligne {
            std::int64_t jeune;
            Date mois;
            std::int64_t absences, non_justifiees, partielles;
        };
        std::map<Cle, MoisDAbsences> deja;
        for (auto const& l : db_.all<Ligne>("select jeune_id, mois, absences, non_justifiees, partielles from "
                                            "absence_mois where "
                                            "etablissement_id = ? and mois >= ? and mois <= ?",
                                            d_.etablissement, territoire::premier_du_mois(p_.du), p_.au))
            deja[{l.jeune, l.mois}] = {l.mois, static_cast<Masque>(l.absences), static_cast<Masque>(l.non_justifiees),
                                       static_cast<Masque>(l.partielles)};
        for (auto const& [cle, m] : mois_) {
            auto periode = de_la_periode(cle.second);
            auto const& avant = deja[cle];
            auto differe = ((avant.absences ^ m.absences) | (avant.non_justifiees ^ m.non_justifiees()) |
                            (avant.partielles ^ m.partielles)) &
                           periode;
            p_.changements += __builtin_popcountll(differe);
            if (differe)
                p_.plan += "D " + std::to_string(cle.first) + " " + base::iso(cle.second) + " " +
                           std::to_string(periode) + " " + std::to_string(m.absences & periode) + " " +
                           std::to_string(m.non_justifiees() & periode) + " " + std::to_string(m.partielles & periode) +
                           "\n";
        }
    }

    void ecrire_les_cumuls() {
        struct Ligne {
            std::int64_t jeune, total;
            std::optional<std::int64_t> non_justifiees, retards;
        };
        std::map<std::int64_t, Ligne> deja;
        for (auto const& l : db_.all<Ligne>("select jeune_id, total, non_justifiees, retards from absence_cumul where "
                                            "etablissement_id = ? and du = ? and au = ?",
                                            d_.etablissement, p_.du, p_.au))
            deja[l.jeune] = l;
        for (auto const& [jeune, a] : cumuls_) {
            auto connu = deja.find(jeune);
            bool pareil = connu != deja.end() && connu->second.total == a.total &&
                          connu->second.non_justifiees.value_or(-1) == a.non_justifiees.value_or(-1) &&
                          connu->second.retards.value_or(-1) == a.retards.value_or(-1);
            if (pareil)
                continue;
            ++p_.changements;
            p_.plan += "C " + std::to_string(jeune) + " " + std::to_string(a.total) + " " +
                       std::to_string(a.non_justifiees.value_or(-1)) + " " + std::to_string(a.retards.value_or(-1)) +
                       "\n";
        }
    }

    Reader& db_;
    DemandeDImport const& d_;
    Date jour_;
    base::AnneeScolaire annee_ = base::AnneeScolaire::du(jour_);
    Calendrier calendrier_;
    Registre registre_;
    int midi_;
    Prevu p_;
    std::map<Cle, Masques> mois_;
    std::map<std::int64_t, AbsenceLue> cumuls_;
    std::map<std::int64_t, bool> eleves_;
    std::map<std::int64_t, std::int64_t> numeros_;
    std::int64_t partielles_ = 0;
    std::vector<std::string> ecarts_;
};

} // namespace

Prevu prevoir(Reader& db, DemandeDImport const& d, Date jour) { return Prevision{db, d, jour}.faire(); }

} // namespace metier::prevention
