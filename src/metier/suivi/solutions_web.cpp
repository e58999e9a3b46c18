#include <algorithm>

#include "metier/jeunes/regles.hpp"
#include "metier/suivi/suivi_web.hpp"
#include "metier/territoire/parametres.hpp"
#include "web/parts/fiche.hpp"

namespace metier::suivi {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

/// Les codes, rangés par famille.
std::vector<Choix> codes_par_famille() {
    std::vector<Choix> liste;
    for (auto const& c : codes_de_solution)
        liste.push_back({std::string(c.code), std::string(c.libelle), std::string(libelle(famille(c.valeur)))});
    return liste;
}

std::vector<Choix> preuves() {
    std::vector<Choix> liste;
    for (auto const& f : jeunes::fondements)
        if (f.valeur != jeunes::Fondement::source)
            liste.push_back({std::string(f.code), std::string(f.libelle)});
    return liste;
}

FormSolution form_de_solution(Contexte const& cx) {
    FormSolution form;
    form.code.offer_choices(codes_par_famille());
    form.preuve.offer_choices(preuves());
    form.proposee_le.between({}, cx.jour());
    form.effet_le.between({}, cx.jour());
    return form;
}

acces::Page page_nouvelle(Jeune const& j, FormSolution const& form, Html const& avis, Csrf const& csrf) {
    auto nom = jeunes::nom_affiche(j);
    auto saisie = formulaire(web::lien("/jeunes/{}/solutions", j.id), csrf, avis, champ(form.code),
                             champ(form.structure), champ(form.proposee_le), champ(form.deja), champ(form.effet_le),
                             champ(form.preuve), champ(form.motif), cache("saisie", form.saisie.typed_first()),
                             boutons(bouton_d_enregistrement(!avis.empty()), lien_bouton(dossier(j.id), "Annuler")));
    return {.titre = "Nouvelle solution",
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(j.id)}},
            .contenu = ensemble(h1("Nouvelle solution – ", nom), resume_erreurs(form), saisie)};
}

Reply nouvelle(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto form = form_de_solution(cx);
    form.proposee_le.set(cx.jour());
    form.saisie.set(base::jeton(12));
    if (auto code = base::lire_code<Code>(cx.requete().param("code")))
        form.code.set(*code);
    return cx.page(page_nouvelle(j, form, {}, cx.csrf()));
}

/// Une solution découverte en place a pu commencer avant d'être proposée, mais pas avant la dernière scolarité.
bool pas_trop_ancienne(Contexte& cx, Id<Jeune> jeune, web::Field<Date>& effet, Date proposee) {
    auto db = cx.db();
    auto refus = jeunes::refus_du_debut(jeunes::inscriptions(db, jeune), *effet, proposee,
                                        territoire::entier(db, "solution.anteriorite", cx.jour()));
    if (!refus.empty())
        effet.refuse(refus);
    return refus.empty();
}

/// Être quelque part se prouve ; une issue sans solution, non. Rien n'est choisi à la place de la personne.
bool preuve_donnee(Code code, web::Field<jeunes::Fondement>& preuve) {
    if (preuve || !se_revoit(code))
        return true;
    preuve.refuse("Dites sur quoi cela repose : déclaration, attestation ou contrat.");
    return false;
}

/// Une solution se propose à qui pourrait l'avoir : pas avant l'âge du premier contrat.
bool a_l_age_d_une_solution(Contexte& cx, FormSolution& form, std::optional<Date> naissance) {
    auto db = cx.db();
    auto ans = territoire::entier(db, "situation.age_travail", cx.jour());
    bool bon = jeunes::pas_avant_l_age(form.proposee_le, naissance, ans, "aucune solution ne pouvait l’attendre");
    return pas_avant_la_naissance(form.effet_le, naissance) && bon;
}

struct Empechement {
    std::string pourquoi;
};

std::optional<Date> verifiee(jeunes::Fondement preuve, Date jour) {
    return preuve == jeunes::Fondement::declaration ? std::nullopt : std::optional{jour};
}

Reply enregistrer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto form = form_de_solution(cx);
    bool bon = cx.lire(form);
    if (bon && *form.deja && !form.effet_le) {
        form.effet_le.refuse("Indiquez depuis quand le jeune y est.");
        bon = false;
    }
    bon = a_l_age_d_une_solution(cx, form, j.naissance) && bon;
    if (bon && *form.deja) {
        bon = pas_trop_ancienne(cx, j.id, form.effet_le, *form.proposee_le);
        bon = preuve_donnee(*form.code, form.preuve) && bon;
    }
    if (!bon)
        return cx.invalide(page_nouvelle(j, form, {}, cx.csrf()));
    if (auto avis = avis_sur_les_mots(cx, {form.motif.value().value_or("")}); !avis.empty())
        return cx.invalide(page_nouvelle(j, form, avis, cx.csrf()));
    auto motif = cx.exiger_visible(j.id);
    auto preuve = form.preuve.value().value_or(jeunes::Fondement::declaration);
    try {
        auto faite = cx.acte(Acte::solution_proposee, [&](Writer& db, acces::Trace& trace) {
            auto s = proposer_solution(db, auteur(cx),
                                       {.id = {},
                                        .jeune = j.id,
                                        .code = *form.code,
                                        .structure = form.structure.value().value_or(""),
                                        .etat = Etat::proposee,
                                        .proposee_le = *form.proposee_le,
                                        .acceptee_le = {},
                                        .effet_le = {},
                                        .fin_le = {},
                                        .preuve = preuve,
                                        .verifiee_le = {},
                                        .motif = form.motif.value().value_or(""),
                                        .agent = cx.agent()},
                                       form.saisie.value().value_or(""));
            auto version = db.one<std::int64_t>("select version from solution where id = ?", s);
            if (*form.deja && version == 1) { // un second envoi du même formulaire n'active pas deux fois
                if (auto pourquoi = empechement_d_activer(db, s, *form.effet_le); !pourquoi.empty())
                    throw Empechement{pourquoi};
                activer(db, auteur(cx), s, version, *form.effet_le, preuve, verifiee(preuve, cx.jour()));
            }
            trace = {j.id, "solution/" + std::to_string(s.valeur), std::string(base::code(*form.code)), motif};
            return s;
        });
        return cx.voir(lien(faite), "Solution enregistrée.");
    } catch (Empechement const& e) { // rien n'a été écrit
        form.effet_le.refuse(e.pourquoi);
        return cx.invalide(page_nouvelle(j, form, {}, cx.csrf()));
    }
}

SolutionVue exiger_solution(Contexte& cx, Id<Solution> id) {
    auto db = cx.db();
    auto s = solution(db, cx.portee(), id);
    if (!s)
        throw web::not_found();
    return *s;
}

FormEtat form_d_etat(Contexte const& cx, Solution const& s) {
    FormEtat form;
    std::vector<Choix> possibles;
    for (auto const& e : etats)
        if (peut_passer(s.etat, e.valeur))
            possibles.push_back({std::string(e.code), std::string(e.libelle)});
    form.etat.offer_choices(possibles);
    form.preuve.offer_choices(preuves());
    form.le.between(s.proposee_le, cx.jour());
    return form;
}

Html reponses_en_un_geste(Solution const& s, Date jour, FormSuivi const& form, Csrf const& csrf) {
    if (s.etat != Etat::active || !se_revoit(s.code))
        return {};
    auto gestes =
        each(reponses, [&](auto const& r) { return bouton_secondaire(name("reponse"), value(r.code), r.libelle); });
    FormSuivi montre = form;
    if (!montre.le)
        montre.le.set(jour);
    return section(h2("Toujours en place ?"), resume_erreurs(form),
                   formulaire(web::lien("/solutions/{}/suivi", s.id), csrf, version_montree(s.version),
                              champ(montre.le), boutons(gestes)));
}

Html changer_d_etat(Solution const& s, FormEtat const& form, Html const& avis, Csrf const& csrf) {
    if (form.etat.choices().empty())
        return {};
    return section(h2("Ce qu’il en advient"), resume_erreurs(form),
                   formulaire(web::lien("/solutions/{}/etat", s.id), csrf, avis, champ(form.etat), champ(form.le),
                              champ(form.preuve), champ(form.motif), version_montree(s.version),
                              boutons(bouton_d_enregistrement(!avis.empty()))));
}

/// Une saisie par erreur ne se « rompt » pas : elle n'a jamais eu lieu.
Html annuler_une_erreur(Solution const& s, FormErreur const& form, Html const& avis, Csrf const& csrf) {
    if (!empechement_d_annuler(s).empty())
        return {};
    auto ce_que_cela_fait = s.etat == Etat::active ? "Ses suivis à venir se closent, la situation et la solution "
                                                     "d’avant reprennent, une convocation qu’elle avait "
                                                     "levée court de nouveau."
                                                   : "Elle ne comptera nulle part.";
    return section(h2("Saisie par erreur ?"), p(ce_que_cela_fait, " La page garde la trace et le motif."),
                   resume_erreurs(form),
                   formulaire(web::lien("/solutions/{}/annulation", s.id), csrf, avis, champ(form.motif),
                              version_montree(s.version), boutons(bouton_secondaire("Annuler cette saisie"))));
}

/// Ce qui est en cours de saisie sur la page, et ce qu'il faut en dire.
struct Saisies {
    Html avis = {}, comparaison = {};
    FormErreur erreur = {};
    Html avis_d_erreur = {};
};

acces::Page composer(Contexte& cx, SolutionVue const& vue, FormEtat const& etat, FormSuivi const& suivi,
                     Saisies const& autres = {}) {
    auto const& avis = autres.avis;
    auto const& comparaison = autres.comparaison;
    auto const& s = vue.solution;
    auto nom = jeunes::nom_affiche(exiger(cx, s.jeune));
    auto db = cx.db();
    bool compte = positive(s.code, territoire::vrai(db, "solution.accompagnement_positif", cx.jour()));
    std::vector<Definition> lignes{
        definition("Famille", ensemble(libelle(famille(s.code)), compte ? " (solution positive)" : "")),
        definition("Structure", s.structure),
        definition("État", s.annulee_le ? std::string("Saisie par erreur, annulée") : std::string(libelle(s.etat))),
        definition("Proposée le", s.proposee_le)};
    auto date = [&](char const* quoi, std::optional<Date> d) {
        if (d)
            lignes.push_back(definition(quoi, *d));
    };
    if (s.annulee_le)
        date("Annulée le", base::a_paris(*s.annulee_le).jour);
    date("Acceptée le", s.acceptee_le);
    date("Active depuis le", s.effet_le);
    date(s.etat == Etat::refusee ? "Refusée le" : "Dernier jour", s.fin_le);
    lignes.push_back(definition("Preuve", libelle(s.preuve)));
    date("Vérifiée le", s.verifiee_le);
    if (!s.motif.empty())
        lignes.push_back(definition("Précision", s.motif));
    if (!s.annule_motif.empty())
        lignes.push_back(definition("Pourquoi annulée", s.annule_motif));
    lignes.push_back(definition("Notée par", vue.auteur));
    auto passes = each(suivis(db, s.id), [](SuiviRepondu const& r) { return li(r.le, " : ", libelle(r.reponse)); });
    bool peut = cx.peut(Droit::suivre);
    return {.titre = std::string(libelle(s.code)),
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(s.jeune)}},
            .contenu = ensemble(
                h1(libelle(s.code), " – ", nom), comparaison,
                when(peut, [&] { return reponses_en_un_geste(s, cx.jour(), suivi, cx.csrf()); }), definitions(lignes),
                when(!passes.empty(), [&] { return ensemble(h2("Suivis"), ul(passes)); }), when(peut, [&] {
                    return ensemble(changer_d_etat(s, etat, avis, cx.csrf()),
                                    annuler_une_erreur(s, autres.erreur, autres.avis_d_erreur, cx.csrf()));
                }))};
}

Reply montrer(Contexte& cx, Id<Solution> id) {
    auto s = exiger_solution(cx, id);
    cx.consulter(s.solution.jeune, "solution/" + std::to_string(id.valeur));
    auto form = form_d_etat(cx, s.solution);
    form.le.set(cx.jour());
    return cx.page(composer(cx, s, form, {}));
}

/// Ce qu'elle est devenue à côté de ce qui était saisi : rien de la saisie n'est perdu.
Reply en_conflit(Contexte& cx, Id<Solution> id) {
    auto s = exiger_solution(cx, id);
    FormSuivi suivi;
    constexpr auto pourquoi = "Cette solution a changé entre-temps : comparez, puis recommencez si besoin.";
    suivi.le.refuse(pourquoi);
    auto form = form_d_etat(cx, s.solution);
    cx.lire(form);
    form.le.refuse(pourquoi);
    form.etat.refuse("");
    auto etat = base::lire_code<Etat>(cx.requete().field("etat"));
    auto reponse = base::lire_code<Reponse>(cx.requete().field("reponse"));
    auto const& v = s.solution;
    auto deux = cote_a_cote("Les deux versions", "Enregistrée entre-temps", "La vôtre",
                            {{"Ce qu’il en est", std::string(libelle(v.etat)),
                              etat      ? std::string(libelle(*etat))
                              : reponse ? std::string(libelle(*reponse))
                                        : ""},
                             {"Le",
                              base::affiche(v.fin_le     ? *v.fin_le
                                            : v.effet_le ? *v.effet_le
                                                         : v.proposee_le),
                              std::string(cx.requete().field("le"))},
                             {"Motif", v.motif, std::string(cx.requete().field("motif"))}});
    return cx.conflit(composer(cx, s, form, suivi, {.comparaison = deux}));
}

void ecrire_l_etat(Contexte const& cx, Writer& db, Id<Solution> id, FormEtat const& form) {
    auto motif = form.motif.value().value_or("");
    auto preuve = form.preuve.value().value_or(jeunes::Fondement::declaration);
    switch (*form.etat) {
    case Etat::acceptee: accepter(db, id, *form.version, *form.le); break;
    case Etat::refusee: refuser(db, id, *form.version, *form.le, motif); break;
    case Etat::active: activer(db, auteur(cx), id, *form.version, *form.le, preuve, verifiee(preuve, cx.jour())); break;
    case Etat::rompue: rompre(db, auteur(cx), id, *form.version, *form.le, motif); break;
    case Etat::proposee:
    case Etat::remplacee: break; // jamais offerts : peut_passer()
    }
}

/// Ce que la base sait et que le champ ne peut pas vérifier seul.
bool verifier(Contexte& cx, Solution const& s, FormEtat& form) {
    auto db = cx.db();
    if (*form.etat == Etat::active)
        if (auto pourquoi = empechement_d_activer(db, s.id, *form.le); !pourquoi.empty()) {
            form.le.refuse(pourquoi);
            return false;
        }
    if (*form.etat == Etat::active && !preuve_donnee(s.code, form.preuve))
        return false;
    if (*form.etat == Etat::rompue && s.effet_le && *form.le < *s.effet_le) {
        form.le.refuse("La rupture ne peut pas précéder l’entrée, le " + base::affiche(*s.effet_le) + ".");
        return false;
    }
    if ((*form.etat == Etat::refusee || *form.etat == Etat::rompue) &&
        !form.motif) { // metier.md §5.5 : tracer la raison
        form.motif.refuse("Dites pourquoi, en faits : ce motif sert à proposer autre chose.");
        return false;
    }
    return true;
}

Reply changer(Contexte& cx, Id<Solution> id) {
    auto s = exiger_solution(cx, id);
    auto form = form_d_etat(cx, s.solution);
    bool ancienne = cx.requete().field("version") != std::to_string(s.solution.version);
    if (ancienne)
        return en_conflit(cx, id);
    if (!cx.lire(form) || !verifier(cx, s.solution, form))
        return cx.invalide(composer(cx, s, form, {}));
    if (auto avis = avis_sur_les_mots(cx, {form.motif.value().value_or("")}); !avis.empty())
        return cx.invalide(composer(cx, s, form, {}, {.avis = avis}));
    bool fait = cx.acte_ou_conflit(Acte::solution_modifiee, [&](Writer& db, acces::Trace& trace) {
        ecrire_l_etat(cx, db, id, form);
        trace = {s.solution.jeune, "solution/" + std::to_string(id.valeur), std::string(base::code(*form.etat)), ""};
    });
    return fait ? cx.voir(lien(id), "C’est noté.") : en_conflit(cx, id);
}

Reply annuler(Contexte& cx, Id<Solution> id) {
    auto s = exiger_solution(cx, id);
    if (auto pourquoi = empechement_d_annuler(s.solution); !pourquoi.empty())
        return cx.voir(lien(id), pourquoi, Ton::attention);
    Saisies saisies;
    auto montrer_de_nouveau = [&] { return composer(cx, s, form_d_etat(cx, s.solution), {}, saisies); };
    if (!cx.lire(saisies.erreur))
        return cx.invalide(montrer_de_nouveau());
    saisies.avis_d_erreur = avis_sur_les_mots(cx, {*saisies.erreur.motif});
    if (!saisies.avis_d_erreur.empty())
        return cx.invalide(montrer_de_nouveau());
    bool fait = cx.acte_ou_conflit(Acte::solution_annulee, [&](Writer& db, acces::Trace& trace) {
        annuler_solution(db, auteur(cx), id, *saisies.erreur.version, *saisies.erreur.motif);
        auto depuis = s.solution.effet_le ? ", effet le " + base::iso(*s.solution.effet_le) : "";
        trace = {s.solution.jeune, "solution/" + std::to_string(id.valeur),
                 "était " + std::string(base::code(s.solution.etat)) + depuis, ""};
    });
    if (fait)
        return cx.voir(lien(id), "Saisie annulée.");
    saisies.erreur.motif.refuse("Cette solution a changé entre-temps : relisez-la, puis recommencez si besoin.");
    s = exiger_solution(cx, id);
    return cx.conflit(montrer_de_nouveau());
}

Reply repondre_suivi(Contexte& cx, Id<Solution> id) {
    auto s = exiger_solution(cx, id);
    FormSuivi form;
    form.le.between(s.solution.effet_le, cx.jour());
    if (!cx.lire(form))
        return cx.invalide(composer(cx, s, form_d_etat(cx, s.solution), form));
    bool fait = cx.acte_ou_conflit(Acte::solution_modifiee, [&](Writer& db, acces::Trace& trace) {
        repondre_au_suivi(db, auteur(cx), id, *form.version, form.le.value().value_or(cx.jour()), *form.reponse);
        trace = {s.solution.jeune, "solution/" + std::to_string(id.valeur),
                 "suivi : " + std::string(base::code(*form.reponse)), ""};
    });
    return fait ? cx.voir(dossier(s.solution.jeune), "Réponse notée : " + std::string(libelle(*form.reponse)) + ".")
                : en_conflit(cx, id);
}

} // namespace

void routes_des_solutions(acces::Routes& r) {
    r.get("/jeunes/{id}/solutions/nouvelle", Droit::suivre, nouvelle);
    r.post("/jeunes/{id}/solutions", Droit::suivre, enregistrer);
    r.get("/solutions/{id}", Droit::lire_dossier, montrer);
    r.post("/solutions/{id}/etat", Droit::suivre, changer);
    r.post("/solutions/{id}/annulation", Droit::suivre, annuler);
    r.post("/solutions/{id}/suivi", Droit::suivre, repondre_suivi);
}

} // namespace metier::suivi
