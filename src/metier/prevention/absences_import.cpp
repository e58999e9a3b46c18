// D'un fichier d'absences à ce qui sera écrit : chaque ligne trouve son élève, ou se dit.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include "base/texte.hpp"
#include "metier/prevention/absences_registre.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::prevention {

using echanges::AbsenceLue, echanges::FormatDAbsences;
using territoire::Masque;

namespace {

constexpr std::size_t phrases_gardees = 500;
/// Au-delà, ce n'est plus le calendrier de l'établissement qui diffère du nôtre : la date de fin est fausse.
constexpr double demi_journees_d_ecart = 20;

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
        AbsenceLue a, lue;
        std::optional<echanges::DefautDeLigne> defaut, le_sien;
        while (lecteur->suivante(a, defaut)) {
            if (p_.lues++ > 0)
                prendre_ou_ecarter(lue, le_sien);
            lue = std::move(a), le_sien = std::move(defaut);
        }
        // Coupée juste après son dernier séparateur, la dernière ligne a l'air entière : elle ne dit rien.
        coupee_ = p_.format == FormatDAbsences::detail && sans_fin_de_ligne();
        if (p_.lues > 0)
            prendre_ou_ecarter(lue, le_sien);
        p_.avertissements = lecteur->avertissements();
        finir();
        return p_;
    }

private:
    /// D'un texte : un classeur, lui, est entier ou illisible.
    bool sans_fin_de_ligne() const {
        std::ifstream f{d_.chemin, std::ios::binary};
        std::array<char, 2> debut{};
        f.read(debut.data(), debut.size());
        if (debut == std::array{'P', 'K'}) // une archive
            return false;
        f.seekg(0, std::ios::end);
        auto taille = static_cast<std::streamoff>(f.tellg());
        constexpr std::streamoff fin = 2; // UTF-16 : le saut de ligne tient sur deux octets
        f.seekg(std::max<std::streamoff>(0, taille - fin));
        char octets[fin] = {};
        f.read(octets, fin);
        return std::ranges::none_of(octets, [](char c) { return c == '\n' || c == '\r'; });
    }
    void prendre_ou_ecarter(AbsenceLue const& a, std::optional<echanges::DefautDeLigne> const& defaut) {
        if (!defaut) {
            prendre(a);
            return;
        }
        ++p_.refusees;
        ecarter(defaut->phrase());
        if (auto qui = registre_.trouver(a); qui.jeune)
            incomplets_.insert(qui.jeune->valeur);
    }
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
            sans_compte_ += !a.non_justifiees && a.total > 0;
        } else if (!prendre_le_detail(a, *qui.jeune)) {
            incomplets_.insert(qui.jeune->valeur);
            return;
        }
        ++p_.retenues;
        eleves_[qui.jeune->valeur] = true;
        if (a.numero && !a.nom_et_prenom.empty() && registre_.numero_nouveau(*a.numero))
            numeros_[*a.numero] = qui.jeune->valeur;
    }

    /// Plus de demi-journées que la période n'a de classe : une faute, que personne n'aurait à justifier.
    bool total_possible(AbsenceLue const& a) {
        if (!au_plus_)
            au_plus_ = JoursDeClasse{calendrier_, *d_.du, *d_.au}.demi_journees(*d_.du, *d_.au);
        if (a.total <= *au_plus_)
            return true;
        ++p_.refusees;
        ecarter("Ligne " + std::to_string(a.ligne) + ", demi-journées : lu « " + std::to_string(a.total) +
                " », attendu : " + std::to_string(*au_plus_) + " au plus, deux par jour de classe de la période" +
                (calendrier_.samedi_matin ? "."
                                          : ". Cours le samedi ? Dites-le dans « Jours de classe de "
                                            "l’établissement »."));
        return false;
    }

    /// Oui, non, ou rien : alors ni justifiée ni non justifiée, sauf si l'établissement a dit que rien veut dire non.
    std::optional<bool> justifiee(AbsenceLue const& a) {
        if (a.justifiee)
            return a.justifiee;
        if (d_.vide_non_justifiee && !coupee_) {
            ++vides_comptees_;
            return false;
        }
        ++p_.refusees;
        ++vides_;
        ecarter("Ligne " + std::to_string(a.ligne) + ", justification : rien n’est écrit" +
                (coupee_ ? ", et le fichier s’arrête là, peut-être coupé." : ", attendu : Oui ou Non."));
        return std::nullopt;
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
        auto mois = couvre(etendue(a, midi_), false, calendrier_);
        int comptees = 0;
        for (auto const& m : mois)
            comptees += __builtin_popcountll(m.absences);
        bool calculees = d_.mode == Mode::calculees, nulle = a.demi_journees == 0.0; // un retard, une heure
        bool trop_courte = !calculees && !nulle && a.demi_journees && *a.demi_journees < 1.0;
        if (!nulle && a.demi_journees && comptees > *a.demi_journees + demi_journees_d_ecart)
            return refuser(base::affiche(a.debut) + " – " + base::affiche(a.fin),
                           "des dates qui s’accordent avec les " + nombre_dit(*a.demi_journees) +
                               " demi-journées de la ligne, pas " + std::to_string(comptees) + ".");
        auto dite = nulle || trop_courte ? std::optional{false} : justifiee(a);
        if (!dite)
            return false;
        // La ligne est prise, et elle seule : ses jours sont de la période que ce fichier remplace.
        p_.du = p_.du == Date{} ? a.debut : std::min(p_.du, a.debut);
        p_.au = p_.au == Date{} ? a.fin : std::max(p_.au, a.fin);
        partielles_ += trop_courte;
        if (nulle || trop_courte)
            return true;
        bool moitie = calculees && a.demi_journees && std::fmod(*a.demi_journees, 1.0) == 0.5;
        for (auto const& m : mois) {
            bool derniere = moitie && &m == &mois.back(); // la moitié est la fin de l'absence
            mois_[{jeune.valeur, m.mois}].ajouter(m.absences, derniere ? std::bit_floor(m.absences) : 0, *dite);
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
            p_.refus = "Aucune ligne ne peut être prise." + (vides_ > 0 ? " " + vides_dites() : std::string{});
            return;
        }
        if (p_.du == Date{}) // que des retards : rien à dire d'aucun jour
            p_.du = p_.au = jour_;
        avertir_des_ecartees();
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

    std::string vides_dites() const {
        return base::pluriel(vides_, "ligne ne dit pas si l’absence est justifiée : elle est écartée.",
                             "lignes ne disent pas si l’absence est justifiée : elles sont écartées.") +
               " Exportez la colonne « Justifiée » avec Oui ou Non ; si votre logiciel n’écrit que les Oui, dites-le "
               "en "
               "recevant le fichier.";
    }
    /// Ce qu'une ligne écartée ne change pas, et ce qu'une case vide veut dire.
    void avertir_des_ecartees() {
        auto dire = [&](std::string phrase) { p_.avertissements.push_back(std::move(phrase)); };
        if (vides_ > 0)
            dire(vides_dites());
        if (vides_comptees_ > 0)
            dire(base::pluriel(vides_comptees_, "case « Justifiée » vide est comptée non justifiée",
                               "cases « Justifiée » vides sont comptées non justifiées") +
                 ", comme vous l’avez demandé.");
        if (sans_compte_ > 0)
            dire(base::pluriel(sans_compte_, "total ne dit", "totaux ne disent") +
                 " pas combien sont non justifiées : le compte de la loi de ces élèves n’est pas connu.");
        std::erase_if(incomplets_, [&](auto jeune) { return !eleves_.contains(jeune); });
        if (!incomplets_.empty())
            dire(base::pluriel(static_cast<long long>(incomplets_.size()),
                               "élève a une ligne prise et une autre écartée",
                               "élèves ont une ligne prise et une autre écartée") +
                 " : ce qui est déjà noté de leurs autres jours est gardé.");
        if (p_.format == FormatDAbsences::cumul &&
            territoire::premier_du_mois(p_.du) != territoire::premier_du_mois(p_.au))
            dire("La loi compte par mois, et cette période en couvre plusieurs : une alerte ne naît que si le total la "
                 "rend certaine. Exportez plutôt un fichier par mois.");
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
            // Une ligne écartée aurait dit quelque chose de lui : seuls changent les jours que les autres disent.
            auto periode = de_la_periode(cle.second) & (incomplets_.contains(cle.first) ? m.absences : ~Masque{0});
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
    std::set<std::int64_t> incomplets_; ///< au moins une de leurs lignes est écartée
    std::int64_t partielles_ = 0, vides_ = 0, vides_comptees_ = 0, sans_compte_ = 0;
    std::optional<int> au_plus_; ///< demi-journées de classe de la période
    bool coupee_ = false;        ///< la dernière ligne n'est pas finie
    std::vector<std::string> ecarts_;
};

} // namespace

Prevu prevoir(Reader& db, DemandeDImport const& d, Date jour) { return Prevision{db, d, jour}.faire(); }

} // namespace metier::prevention
