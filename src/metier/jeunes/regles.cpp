#include "metier/jeunes/regles.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/jeunes/cycle.hpp"
#include "metier/jeunes/scolarite_inconnue.hpp"

namespace metier::jeunes {
namespace {

bool en_cours(Date du, std::optional<Date> au, Date jour) { return du <= jour && (!au || jour <= *au); }

/// Une inscription vaut jusqu'à la sortie, à défaut jusqu'à la fin de son année scolaire.
bool inscrit(InscriptionVue const& i, Date jour) { return en_cours(i.du, i.au.value_or(i.annee.dernier_jour()), jour); }

bool remplit(GenreSituation genre) {
    switch (genre) {
    case GenreSituation::scolarise:
    case GenreSituation::apprenti:
    case GenreSituation::stagiaire:
    case GenreSituation::emploi:
    case GenreSituation::service_civique:
    case GenreSituation::accompagne: return true;
    case GenreSituation::sans_solution:
    case GenreSituation::inconnue: return false;
    }
    return false;
}

std::string article(GenreSituation genre) {
    switch (genre) {
    case GenreSituation::scolarise: return "code de l’éducation, art. L. 114-1 et R. 114-1 : poursuite de la scolarité";
    case GenreSituation::apprenti: return "code de l’éducation, art. L. 114-1 : apprentissage";
    case GenreSituation::stagiaire: return "code de l’éducation, art. L. 114-1 : stage de la formation professionnelle";
    case GenreSituation::emploi: return "code de l’éducation, art. L. 114-1 : emploi";
    case GenreSituation::service_civique: return "code de l’éducation, art. L. 114-1 : service civique";
    case GenreSituation::accompagne:
        return "code de l’éducation, art. L. 114-1 : accompagnement ou insertion sociale et professionnelle";
    case GenreSituation::sans_solution:
    case GenreSituation::inconnue: return "code de l’éducation, art. L. 114-1";
    }
    return {};
}

Date jour_de(Instant i) { return base::a_paris(i).jour; }

std::optional<Date> plus_recente(std::optional<Date> a, std::optional<Date> b) {
    return !a ? b : !b ? a : std::max(*a, *b);
}

/// Dernière fois que quelqu'un a vérifié où en est la personne.
std::optional<Date> derniere_verification(Faits const& f, Date jour) {
    std::optional<Date> derniere;
    for (auto const& s : f.situations)
        if (s.situation.verifiee_le && jour_de(*s.situation.verifiee_le) <= jour)
            derniere = plus_recente(derniere, jour_de(*s.situation.verifiee_le));
    return derniere;
}

std::string avec_lieu(std::string_view quoi, std::string const& lieu) {
    return lieu.empty() ? std::string(quoi) : std::string(quoi) + ", " + lieu;
}

GenreSituation genre(StatutInscription statut) {
    switch (statut) {
    case StatutInscription::scolaire: return GenreSituation::scolarise;
    case StatutInscription::apprenti: return GenreSituation::apprenti;
    case StatutInscription::stagiaire: return GenreSituation::stagiaire;
    }
    return GenreSituation::scolarise;
}

} // namespace

bool soumis_a_obligation(std::optional<Date> naissance, Date jour, FenetreDAge fenetre) {
    return naissance && base::plus_annees(*naissance, fenetre.de) <= jour &&
           jour < base::plus_annees(*naissance, fenetre.a);
}

Faits faits(Reader& db, Id<Jeune> jeune, Date jour) {
    return {db.one<std::optional<Date>>("select naissance from jeune where id = ?", jeune), situations(db, jeune),
            inscriptions(db, jeune), diplomes(db, jeune), exemption_au(db, jeune, jour)};
}

Obligation obligation(Faits const& f, Date jour, FenetreDAge fenetre) {
    Obligation o;
    o.fondement = "Code de l’éducation, art. L. 114-1 (loi 2019-791, art. 15 ; décret 2020-978)";
    if (!f.naissance) {
        o.motif = "La date de naissance manque : complétez l’identité pour connaître l’obligation.";
        return o;
    }
    o.debut = base::plus_annees(*f.naissance, fenetre.de);
    o.fin = base::plus_jours(base::plus_annees(*f.naissance, fenetre.a), -1);
    if (!soumis_a_obligation(f.naissance, jour, fenetre)) {
        o.statut = StatutObligation::hors_champ;
        o.motif = jour < *o.debut ? "Moins de " + std::to_string(fenetre.de) +
                                        " ans : l’instruction est obligatoire (art. L. 131-1)."
                                  : std::to_string(fenetre.a) + " ans ou plus : l’obligation a pris fin le " +
                                        base::affiche(*o.fin) + ".";
        return o;
    }
    o.verifiee_le = derniere_verification(f, jour);
    // Le fait le plus sûr d'abord : une situation notée l'emporte sur une liste d'inscrits.
    auto situation = std::ranges::find_if(
        f.situations, [&](SituationVue const& s) { return en_cours(s.situation.du, s.situation.au, jour); });
    bool notee = situation != f.situations.end();
    if (notee && remplit(situation->situation.genre)) {
        o.statut = StatutObligation::remplie;
        o.motif = avec_lieu(libelle(situation->situation.genre), situation->situation.structure);
        o.fondement = "Remplie au titre de : " + article(situation->situation.genre) + ".";
        return o;
    }
    if (f.exemption &&
        en_cours(f.exemption->du, f.exemption->au, jour)) { // metier.md §2.3, R-08 : ni diagnostic ni certificat
        o.statut = StatutObligation::exempte;
        o.motif = "Exemption du " + base::affiche(f.exemption->du) + ", signée par : " + f.exemption->signataire;
        o.fondement = "Code de l’éducation, art. L. 114-1 et décret 2020-978 : difficultés de santé attestées.";
        o.verifiee_le = plus_recente(o.verifiee_le, f.exemption->du);
        return o;
    }
    if (notee && situation->situation.genre == GenreSituation::sans_solution) {
        o.statut = StatutObligation::non_remplie;
        o.motif = "Sans solution depuis le " + base::affiche(situation->situation.du);
        return o;
    }
    auto inscription = std::ranges::find_if(f.inscriptions, [&](InscriptionVue const& i) { return inscrit(i, jour); });
    if (inscription == f.inscriptions.end()) {
        o.motif =
            notee
                ? "Situation inconnue : à vérifier auprès du jeune, de l’établissement, du CFA ou de la mission locale."
                : "Aucune inscription ni situation connue à cette date : à vérifier.";
        return o;
    }
    if (inscription->sans_classe) {
        o.motif = avec_lieu("Inscrit sans classe", inscription->lieu) + " : à vérifier auprès de l’établissement.";
        return o;
    }
    o.statut = StatutObligation::remplie;
    o.motif = avec_lieu("Inscrit", inscription->lieu) + " (liste reçue)";
    o.fondement = "Remplie au titre de : " + article(genre(inscription->statut)) + ".";
    return o;
}

bool compte(Diplome const& d) { return d.genre != GenreDiplome::dnb && d.genre != GenreDiplome::cfg; }

bool du_cursus_obtenu(std::span<Diplome const> diplomes) {
    return std::ranges::any_of(diplomes, [](Diplome const& d) { return d.du_cursus && compte(d); });
}

bool qualifie(std::span<Diplome const> diplomes) {
    // D. 313-59 : baccalauréat général, ou diplôme à finalité professionnelle de niveau 3 ou 4 (R-05 : ni DNB ni CFG).
    return std::ranges::any_of(diplomes, [](Diplome const& d) {
        if (!compte(d))
            return false;
        return d.genre == GenreDiplome::bac_general || d.genre == GenreDiplome::bac_techno ||
               (d.niveau && *d.niveau >= 3);
    });
}

Diplome const* plus_eleve(std::span<Diplome const> diplomes) {
    Diplome const* plus = nullptr;
    for (auto const& d : diplomes)
        if (compte(d) && (!plus || d.niveau.value_or(0) > plus->niveau.value_or(0)))
            plus = &d;
    return plus;
}

Decrochage decrochage(Faits const& f, Definition definition, Date jour, ReglesDeDecrochage const& r) {
    if (!f.naissance)
        return {false, "La date de naissance manque : l’âge n’est pas connu."};
    if (base::plus_annees(*f.naissance, r.age_minimal) > jour)
        return {false, "Moins de " + std::to_string(r.age_minimal) + " ans le " + base::affiche(jour) + "."};
    std::vector<InscriptionVue> passees;
    std::ranges::copy_if(f.inscriptions, std::back_inserter(passees),
                         [&](InscriptionVue const& i) { return i.du <= jour; });
    if (passees.empty())
        return qualifie(f.diplomes) ? Decrochage{false, "A obtenu un diplôme qui compte (art. D. 313-59)."}
                                    : Decrochage{false, std::string(scolarite_inconnue)};
    if (auto ici = std::ranges::find_if(passees, [&](InscriptionVue const& i) { return inscrit(i, jour); });
        ici != passees.end())
        return {false, avec_lieu("Encore inscrit", ici->lieu) + "."};
    auto situation = std::ranges::find_if(
        f.situations, [&](SituationVue const& s) { return en_cours(s.situation.du, s.situation.au, jour); });
    if (situation != f.situations.end() && (situation->situation.genre == GenreSituation::scolarise ||
                                            situation->situation.genre == GenreSituation::apprenti))
        return {false, "Retrouvé en formation : " +
                           avec_lieu(libelle(situation->situation.genre), situation->situation.structure) + "."};

    auto annee_precedente = base::AnneeScolaire::du(jour).precedente();
    auto sorti = "Sorti de " + avec_lieu(passees.front().annee.affiche(), passees.front().lieu);
    bool du_cursus = du_cursus_obtenu(f.diplomes);
    switch (definition) {
    case Definition::legale: // L. 313-7, D. 313-59 : ni bac général ni diplôme professionnel de niveau 3 ou 4
        if (qualifie(f.diplomes))
            return {false, "A obtenu un diplôme qui compte (art. D. 313-59)."};
        if (auto college = sorti_du_college(passees)) // D. 313-59 : avoir été inscrit dans un cycle qui y mène
            return {false, avec_lieu("Sorti du collège en " + college->annee.affiche(), college->lieu) +
                               ", sans inscription connue dans un cycle menant au baccalauréat ou à un diplôme "
                               "professionnel (art. D. 313-59)."};
        return {true, sorti + ", sans baccalauréat ni diplôme professionnel de niveau 3 ou 4."};
    case Definition::siei: // metier.md §2.1 : scolarisé l'année d'avant, sans le diplôme du cursus suivi
        if (passees.front().annee < annee_precedente)
            return {false, "Dernière inscription trop ancienne : " + passees.front().annee.affiche() + "."};
        if (du_cursus)
            return {false, "A obtenu le diplôme du cursus suivi."};
        return {true, sorti + ", sans le diplôme du cursus suivi."};
    case Definition::locale: // R-04, « sens local variable »
        if (du_cursus || std::ranges::any_of(f.diplomes, [](Diplome const& d) {
                return d.genre == GenreDiplome::bac_general || d.genre == GenreDiplome::bac_techno ||
                       (d.niveau && *d.niveau >= 4);
            }))
            return {false, "A obtenu un baccalauréat, ou le diplôme du cursus suivi."};
        if (!r.locale_compte_les_caps && qualifie(f.diplomes))
            return {false, "Titulaire d’un diplôme de niveau 3 : non compté localement."};
        return {true, sorti + (qualifie(f.diplomes) ? ", titulaire d’un niveau 3 mais parti en cours de baccalauréat."
                                                    : ", sans diplôme qui compte.")};
    }
    return {};
}

Placement placer(std::span<SituationVue const> connues, Situation const& nouvelle) {
    Placement p;
    p.au = nouvelle.au;
    if (nouvelle.au && *nouvelle.au < nouvelle.du) {
        p.refus = "La fin est avant le début : corrigez l’une des deux dates.";
        return p;
    }
    for (auto const& [id, s] : connues) { // la suivante borne la nouvelle
        bool commence_apres = s.du > nouvelle.du;
        if (commence_apres && !nouvelle.au)
            p.au = p.au ? std::min(*p.au, base::plus_jours(s.du, -1)) : base::plus_jours(s.du, -1);
    }
    auto fin = [](std::optional<Date> au) { return au.value_or(Date{9999y / 12 / 31}); };
    for (auto const& [id, s] : connues) {
        if (fin(s.au) < nouvelle.du || s.du > fin(p.au))
            continue;
        bool source_contre_fait = nouvelle.fondement == Fondement::source && s.verifiee_le;
        if (source_contre_fait && s.genre != nouvelle.genre) {
            p.refus = "La situation « " + std::string(libelle(s.genre)) + " » du " + base::affiche(s.du) +
                      " a été vérifiée : la liste reçue ne la remplace pas.";
            return p;
        }
        if (s.du == nouvelle.du) {
            p.corrige = id;
            p.deja = (s.genre == nouvelle.genre && s.structure == nouvelle.structure && s.au == p.au &&
                      s.fondement == nouvelle.fondement && s.verifiee_le == nouvelle.verifiee_le) ||
                     source_contre_fait;
            continue;
        }
        if (s.du > nouvelle.du) {
            p.refus = "La période recouvre « " + std::string(libelle(s.genre)) + " », qui commence le " +
                      base::affiche(s.du) + " : finissez la veille, ou corrigez d’abord cette situation.";
            return p;
        }
        // La même, déjà en cours et aussi sûre : rien de nouveau.
        bool meme =
            s.genre == nouvelle.genre && s.structure == nouvelle.structure && nouvelle.fondement == Fondement::source;
        if (meme && !nouvelle.au) {
            p.deja = true;
            p.corrige = id;
            return p;
        }
        p.ecourte.emplace_back(id, base::plus_jours(nouvelle.du, -1));
        if (p.au && fin(s.au) > *p.au) { // coupée en deux : le reste reprend
            auto reste = s;
            reste.du = base::plus_jours(*p.au, 1);
            p.reprend.push_back(reste);
        }
    }
    return p;
}

std::string refus_du_debut(std::span<InscriptionVue const> inscriptions, Date debut, Date decouverte, int anteriorite) {
    InscriptionVue const* derniere = nullptr;
    for (auto const& i : inscriptions) // sans classe : la liste ne l'a pas encore rayé, ce n'est pas une scolarité
        if (!i.sans_classe && i.du <= decouverte && (!derniere || i.annee > derniere->annee))
            derniere = &i;
    auto jour = base::affiche(debut);
    if (derniere)
        return debut >= std::min(derniere->du, derniere->annee.premier_jour())
                   ? ""
                   : avec_lieu("Le " + jour + ", la scolarité de " + derniere->annee.affiche(), derniere->lieu) +
                         ", n’avait pas commencé : ce qui dure aujourd’hui a commencé après. Vérifiez la date ; une "
                         "période plus ancienne et finie se note dans « Situations successives ».";
    auto limite = base::plus_mois(decouverte, -anteriorite);
    return debut >= limite
               ? ""
               : "Le " + jour + " est trop ancien : sans scolarité connue, pas avant le " + base::affiche(limite) +
                     ". Vérifiez la date ; une période plus ancienne se note dans « Situations "
                     "successives ».";
}

std::vector<Trou> trous(std::span<SituationVue const> connues, Date jour) {
    std::vector<std::pair<Date, Date>> periodes;
    for (auto const& [id, s] : connues)
        periodes.emplace_back(s.du, s.au.value_or(jour));
    std::ranges::sort(periodes);
    std::vector<Trou> liste;
    for (std::size_t i = 0; i < periodes.size(); ++i) {
        auto apres = base::plus_jours(periodes[i].second, 1);
        auto reprise = i + 1 < periodes.size() ? periodes[i + 1].first : base::plus_jours(jour, 1);
        if (apres < reprise && apres <= jour)
            liste.push_back({apres, std::min(base::plus_jours(reprise, -1), jour)});
    }
    return liste;
}

} // namespace metier::jeunes
