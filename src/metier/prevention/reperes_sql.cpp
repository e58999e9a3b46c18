#include "metier/prevention/reperes_sql.hpp"

#include <algorithm>
#include <map>

#include "base/texte.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::prevention {

Id<Repere> noter_un_signe(Writer& db, Auteur const& auteur, NouveauRepere const& r, std::string const& saisie) {
    if (!saisie.empty())
        if (auto deja = db.maybe<Id<Repere>>("select id from repere where saisie = ?", saisie))
            return *deja;
    return db.one<Id<Repere>>("insert into repere (jeune_id, etablissement_id, code, force, constat, le, agent_id, "
                              "cree_le, saisie) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
                              r.jeune, r.etablissement, r.signe, r.force, base::propre(r.constat), r.le, auteur.agent,
                              auteur.instant, saisie.empty() ? std::nullopt : std::optional{saisie});
}

void decider_d_un_signe(Writer& db, Auteur const& auteur, Id<Repere> id, std::int64_t version, EtatDuSigne etat,
                        std::string const& explication, std::optional<Date> jusqu_au) {
    db.run_versioned(
        "update repere set etat = ?, explication = ?, jusqu_au = ?, decide_le = ?, decide_par = ?, version "
        "= version + 1 where id = ? and version = ?",
        etat, base::propre(explication), jusqu_au, auteur.jour(), auteur.agent, id, version);
}

std::optional<RepereOu> ou_est_le_signe(Reader& db, Id<Repere> id) {
    return db.maybe<RepereOu>("select jeune_id, etablissement_id from repere where id = ?", id);
}

std::vector<RepereVu> signes_de(Reader& db, Id<Jeune> jeune, Id<Etablissement> etablissement) {
    struct Ligne {
        Id<Repere> id;
        Signe signe;
        Force force;
        Date le;
        EtatDuSigne etat;
        std::optional<Date> jusqu_au;
        std::string constat, auteur, explication, decide_par;
        std::optional<Date> decide_le;
        std::int64_t version;
    };
    std::vector<RepereVu> liste;
    for (auto const& l :
         db.all<Ligne>("select r.id, r.code, r.force, r.le, r.etat, r.jusqu_au, r.constat, coalesce(a.prenom || ' ' || "
                       "a.nom, ''), r.explication, coalesce(b.prenom || ' ' || b.nom, ''), r.decide_le, r.version from "
                       "repere r left join agent a on a.id = r.agent_id left join agent b on b.id = r.decide_par where "
                       "r.jeune_id = ? and r.etablissement_id = ? order by r.le desc, r.id desc",
                       jeune, etablissement))
        liste.push_back({l.id,
                         {l.signe, l.force, l.le, l.etat, l.jusqu_au},
                         l.constat,
                         l.auteur,
                         l.explication,
                         l.decide_par,
                         l.decide_le,
                         l.version});
    return liste;
}

std::optional<VeilleVue> veille_de(Reader& db, Id<Jeune> jeune, Id<Etablissement> etablissement) {
    return db.maybe<VeilleVue>(
        "select v.id, v.motif, coalesce(a.prenom || ' ' || a.nom, ''), v.depuis, v.revoir_le, "
        "v.version from veille v left join agent a on a.id = v.agent_id where v.jeune_id = ? and "
        "v.etablissement_id = ? and v.retiree_le is null",
        jeune, etablissement);
}

void veiller(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Id<Etablissement> etablissement,
             std::string const& motif, Date revoir_le) {
    auto change = db.run("update veille set motif = ?, revoir_le = ?, version = version + 1 where jeune_id = ? and "
                         "etablissement_id = ? and retiree_le is null",
                         base::propre(motif), revoir_le, jeune, etablissement);
    if (change == 0)
        db.run("insert into veille (jeune_id, etablissement_id, motif, depuis, revoir_le, agent_id) values (?, ?, ?, "
               "?, ?, ?)",
               jeune, etablissement, base::propre(motif), auteur.jour(), revoir_le, auteur.agent);
}

void retirer_de_la_liste(Writer& db, Auteur const& auteur, Id<Veille> id, std::int64_t version,
                         std::string const& motif) {
    db.run_versioned("update veille set retiree_le = ?, retiree_motif = ?, version = version + 1 where id = ? and "
                     "version = ? and retiree_le is null",
                     auteur.jour(), base::propre(motif), id, version);
}

std::vector<ScoreLycam> lycam_de(Reader& db, Id<Jeune> jeune) {
    return db.all<ScoreLycam>(
        "select le, edition, dimension, valeur from lycam where jeune_id = ? order by le desc, id", jeune);
}

void noter_le_lycam(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Id<Etablissement> etablissement,
                    std::vector<ScoreLycam> const& scores) {
    for (auto const& s : scores)
        db.run("insert into lycam (jeune_id, etablissement_id, le, edition, dimension, valeur, agent_id) values (?, ?, "
               "?, ?, ?, ?, ?) on conflict (jeune_id, le, edition, dimension) do update set valeur = excluded.valeur",
               jeune, etablissement, s.le, s.edition, s.dimension, s.valeur, auteur.agent);
}

Reglages reglages(Reader& db, Date jour) {
    return {territoire::entier(db, "repere.vieux", jour), territoire::entier(db, "repere.silence", jour),
            territoire::entier(db, "repere.familles", jour)};
}

namespace {

/// Ceux dont quelque chose est écrit dans cet établissement ; `un` : celui-là seul.
class Assemblage {
public:
    Assemblage(Reader& db, Id<Etablissement> etablissement, std::optional<Id<Jeune>> un, Date jour)
        : db_{db}, ici_{etablissement}, un_{un}, jour_{jour}, reglages_{reglages(db, jour)},
          fraicheur_{fraicheur(db, etablissement, jour)}, calculable_{fraicheur_.calculable(jour)} {}

    std::vector<ARegarder> faire() {
        if (calculable_)
            absences();
        nommer();
        alertes();
        totaux_a_preciser();
        signes();
        veilles();
        situations();
        std::vector<ARegarder> liste;
        for (auto& [_, a] : eleves_) {
            a.connu.absences_calculables = calculable_;
            if (auto s = signaux_.find(a.jeune.valeur); s != signaux_.end()) {
                a.connu.absences_tous_motifs = s->second.dit(regles_);
                a.connu.absences_lourdes = s->second.lourd;
            }
            a.entree = regarder(a.connu, reglages_, jour_);
            liste.push_back(std::move(a));
        }
        std::ranges::sort(liste, [](auto const& a, auto const& b) {
            if (avant(a.rang(), b.rang()) || avant(b.rang(), a.rang()))
                return avant(a.rang(), b.rang());
            return a.jeune.valeur < b.jeune.valeur;
        });
        return liste;
    }

private:
    std::string qui(std::string const& jeune) const {
        if (un_)
            return jeune + " = " + std::to_string(un_->valeur);
        return jeune + " in (select jeune_id from absence_alerte where etablissement_id = " + ici() +
               " and close_le is null union select jeune_id from absence_cumul where etablissement_id = " + ici() +
               " and a_preciser = 1 union select jeune_id from repere where etablissement_id = " + ici() +
               " and etat <> 'clos' union select jeune_id from veille where etablissement_id = " + ici() +
               " and retiree_le is null union select jeune_id from prevention where etablissement_id = " + ici() +
               " and etat <> 'close'" + signales_par_leurs_absences() + ")";
    }
    std::string ici() const { return std::to_string(ici_.valeur); }
    ARegarder* chez(Id<Jeune> id) {
        auto e = eleves_.find(id.valeur);
        return e == eleves_.end() ? nullptr : &e->second;
    }

    std::string signales_par_leurs_absences() const {
        std::string liste;
        for (auto const& [jeune, _] : signaux_)
            liste += (liste.empty() ? "" : ", ") + std::to_string(jeune);
        return liste.empty() ? "" : " union select id from jeune where id in (" + liste + ")";
    }

    /// S2 et S4 de tout l'établissement, en une lecture.
    void absences() {
        struct Ligne {
            std::int64_t jeune;
            Date mois;
            std::int64_t absences;
        };
        regles_ = regles_de_signal(db_, jour_);
        Fenetres fenetres{territoire::calendrier(db_, ici_, jour_), *fraicheur_.jusqu_au, regles_};
        std::map<std::int64_t, std::vector<MoisDAbsences>> mois;
        for (auto const& l :
             db_.all<Ligne>("select jeune_id, mois, absences from absence_mois where etablissement_id = ? "
                            "and mois >= ?" +
                                std::string(un_ ? " and jeune_id = " + std::to_string(un_->valeur) : ""),
                            ici_, territoire::premier_du_mois(fenetres.depuis())))
            mois[l.jeune].push_back({l.mois, static_cast<Masque>(l.absences), 0});
        for (auto const& [jeune, siens] : mois)
            if (auto s = fenetres.signal(siens))
                signaux_.emplace(jeune, s);
    }

    void nommer() {
        struct Ligne {
            Id<Jeune> id;
            std::string nom, nom_usage, prenom, classe;
            std::optional<Date> dernier_echange, dernier_ecrit;
        };
        auto annee = base::AnneeScolaire::du(jour_).debut;
        for (auto& l : db_.all<Ligne>(
                 "select j.id, j.nom, j.nom_usage, j.prenom, coalesce((select max(i.classe) from inscription i where "
                 "i.jeune_id = j.id and i.etablissement_id = ? and i.annee = ?), ''), j.dernier_echange, (select "
                 "max(x.le) from (select f.le from fiche_signalement f where f.jeune_id = j.id and f.etablissement_id "
                 "= "
                 "? union all select p.le from prevention_fait p where p.jeune_id = j.id union all select s.le "
                 "from absence_suite s where s.jeune_id = j.id union all select j.dernier_echange) x) from jeune j "
                 "where j.fusionne_dans is null and " +
                     qui("j.id"),
                 ici_, annee, ici_)) {
            ARegarder a{.jeune = l.id, .nom = l.nom, .nom_usage = l.nom_usage, .prenom = l.prenom, .classe = l.classe};
            a.connu.dernier_echange = l.dernier_echange;
            a.connu.dernier_ecrit = l.dernier_ecrit;
            eleves_.emplace(l.id.valeur, std::move(a));
        }
    }
    void alertes() {
        struct Ligne {
            Id<Jeune> jeune;
            Date mois;
            NiveauDAlerte niveau;
            std::int64_t nombre;
        };
        for (auto const& l : db_.all<Ligne>("select jeune_id, mois, niveau, nombre from absence_alerte where "
                                            "etablissement_id = ? and close_le is null and niveau <> 'levee' and " +
                                                qui("jeune_id") + " order by mois",
                                            ici_))
            if (auto* a = chez(l.jeune)) {
                a->connu.alerte = true;
                a->connu.critique = a->connu.critique || l.niveau == NiveauDAlerte::critique;
                a->connu.absences_dites =
                    base::pluriel(l.nombre, "demi-journée non justifiée", "demi-journées non justifiées") + " en " +
                    mois_affiche(l.mois) + " (" + base::minuscules(libelle(l.niveau)) + ")";
            }
    }
    /// Un seuil franchi dans un mois que les totaux reçus ne nomment pas.
    void totaux_a_preciser() {
        struct Ligne {
            Id<Jeune> jeune;
            Date du, au;
            int total;
            std::optional<int> non_justifiees;
        };
        auto s = seuils(db_, jour_);
        for (auto const& l : db_.all<Ligne>("select jeune_id, du, au, total, non_justifiees from absence_cumul where "
                                            "etablissement_id = ? and a_preciser = 1",
                                            ici_))
            if (auto* a = chez(l.jeune))
                a->connu.seuil_sans_mois =
                    TotalRecu{l.du, l.au, l.total, l.non_justifiees}.dit() + " : " + un_mois_au_moins(s);
    }
    void signes() {
        struct Ligne {
            Id<Jeune> jeune;
            Signe signe;
            Force force;
            Date le;
            EtatDuSigne etat;
            std::optional<Date> jusqu_au;
        };
        for (auto const& l : db_.all<Ligne>("select jeune_id, code, force, le, etat, jusqu_au from repere where "
                                            "etablissement_id = ? and etat <> 'clos' and " +
                                                qui("jeune_id") + " order by le desc, id desc",
                                            ici_))
            if (auto* a = chez(l.jeune))
                a->connu.signes.push_back({l.signe, l.force, l.le, l.etat, l.jusqu_au});
    }
    void veilles() {
        struct Ligne {
            Id<Jeune> jeune;
            std::string motif;
            Date revoir_le;
        };
        for (auto const& l : db_.all<Ligne>("select jeune_id, motif, revoir_le from veille where etablissement_id = ? "
                                            "and retiree_le is null and " +
                                                qui("jeune_id"),
                                            ici_))
            if (auto* a = chez(l.jeune)) {
                a->connu.demande = true;
                a->connu.demande_motif = l.motif;
                a->revoir_le = l.revoir_le;
            }
    }
    void situations() {
        struct Ligne {
            Id<Jeune> jeune;
            Id<Prevention> id;
            Etat etat;
            Urgence urgence;
            std::optional<Date> revoir_le;
        };
        for (auto const& l : db_.all<Ligne>("select jeune_id, id, etat, urgence, revoir_le from prevention where "
                                            "etablissement_id = ? and etat <> 'close' and " +
                                                qui("jeune_id"),
                                            ici_))
            if (auto* a = chez(l.jeune)) {
                a->connu.suivi = true;
                a->situation = l.id;
                a->etat = l.etat;
                if (l.etat == Etat::signalee)
                    a->connu.a_examiner = l.urgence;
                if (l.revoir_le && (!a->revoir_le || *l.revoir_le < *a->revoir_le))
                    a->revoir_le = l.revoir_le;
            }
    }

    Reader& db_;
    Id<Etablissement> ici_;
    std::optional<Id<Jeune>> un_;
    Date jour_;
    Reglages reglages_;
    Fraicheur fraicheur_;
    bool calculable_;
    ReglesDeSignal regles_;
    std::map<std::int64_t, SignalDAbsence> signaux_;
    std::map<std::int64_t, ARegarder> eleves_;
};

} // namespace

std::vector<ARegarder> tous_les_connus(Reader& db, Id<Etablissement> etablissement, Date jour) {
    return Assemblage{db, etablissement, {}, jour}.faire();
}

std::optional<ARegarder> regarder_un(Reader& db, Id<Etablissement> etablissement, Id<Jeune> jeune, Date jour) {
    auto liste = Assemblage{db, etablissement, jeune, jour}.faire();
    return liste.empty() ? std::nullopt : std::optional{liste.front()};
}

bool sans_ecrit(ARegarder const& a, Reglages const& r, Date jour) {
    bool beaucoup = a.entree.legale || static_cast<int>(a.entree.familles.size()) >= r.familles;
    auto ecrit = a.connu.dernier_ecrit;
    return beaucoup && (!ecrit || base::jours_entre(*ecrit, jour) > r.silence);
}

} // namespace metier::prevention
