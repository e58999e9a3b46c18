// Le tutorat : qui, pour quoi, combien d'heures ; les rencontres, notées ici ou par le lien du tuteur.
#include <algorithm>

#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/accompagnement/commun.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::accompagnement {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::LienSigne;
using acces::Page;

struct TutoratForm {
    Field<std::string> tuteur{"tuteur", "Tuteur", required, at_most(120),
                              hint("Par exemple\u00a0: Mme Le Goff, professeure d’anglais")};
    Field<std::string> adresse{"adresse", "Son courriel", email, at_most(200),
                               hint("Il répondra par un lien, sans compte")};
    Field<std::string> objet{"objet", "Pour quoi", required, at_most(200), facts_only};
    Field<std::string> objectifs{"objectifs", "Objectifs, un par ligne, trois au plus", long_text(3), at_most(600),
                                 facts_only};
    Field<Date> du{"du", "À partir du", required};
    Field<Date> au{"au", "Jusqu’au"};
    Field<int> frequence{"frequence", "Une rencontre tous les combien de jours", required, at_least(1), at_most(60)};
    Field<int> heures{"heures", "Heures prévues en tout", required, at_least(1), at_most(200)};
    Field<Date> accord{"accord_le", "Charte acceptée par le tuteur le"};
    auto fields() { return std::tie(tuteur, adresse, objet, objectifs, du, au, frequence, heures, accord); }
};
struct RencontreForm {
    Field<Date> le{"le", "Rencontre du", required};
    Field<bool> absent{"absent", "Pas venu"};
    Field<int> minutes{"minutes", "Durée en minutes", at_least(5), at_most(480)};
    Field<Humeur> humeur{"humeur", "Comment ça va", radio};
    Field<std::string> mot{"mot", "Une ligne", at_most(200), facts_only};
    Field<std::string> saisie{"saisie", "", at_most(40)};
    auto fields() { return std::tie(le, absent, minutes, humeur, mot, saisie); }
};
struct BilanForm {
    Field<Date> le{"le", "Fini le", required};
    Field<std::string> bilan{"bilan", "Bilan", required, long_text(4), at_most(800), facts_only};
    auto fields() { return std::tie(le, bilan); }
};

std::string objet(Id<Tutorat> id) { return "tutorat/" + std::to_string(id.valeur); }
Lien lien_du_tutorat(Id<Tutorat> id) { return web::lien("/tutorats/{}", id); }

/// Les jours des rencontres qui comptent.
std::vector<Date> jours_de(std::vector<Rencontre> const& toutes) {
    std::vector<Date> jours;
    for (auto const& r : toutes)
        if (!r.annulee_le)
            jours.push_back(r.le);
    return jours;
}

TutoratForm rempli(Contexte& cx, std::optional<Tutorat> const& t) {
    TutoratForm f;
    auto db = cx.db();
    auto permis = debut_permis(bornes(db, cx.jour()), cx.jour(), t ? std::optional{t->du} : std::nullopt);
    f.du.between(permis.au_plus_tot, permis.au_plus_tard);
    f.accord.between(permis.au_plus_tot, cx.jour());
    if (!t) {
        f.du.set(cx.jour());
        f.frequence.set(7);
        f.heures.set(10);
        return f;
    }
    f.tuteur.set(t->tuteur);
    f.adresse.set(t->adresse);
    f.objet.set(t->objet);
    f.objectifs.set(t->objectifs);
    f.du.set(t->du);
    f.au.set(t->au);
    f.frequence.set(static_cast<int>(t->frequence));
    f.heures.set(static_cast<int>(t->minutes_prevues / 60));
    f.accord.set(t->accord_le);
    return f;
}

/// Les rencontres déjà notées tiennent dans la durée.
bool couvre_les_rencontres(TutoratForm& f, std::vector<Rencontre> const& notees) {
    auto jours = jours_de(notees);
    if (jours.empty())
        return true;
    auto [premier, dernier] = std::ranges::minmax(jours);
    if (premier < *f.du)
        f.du.refuse("Une rencontre est notée le " + base::affiche(premier) +
                    "\u00a0: commencez au plus tard ce jour-là, ou annulez-la.");
    if (f.au && dernier > *f.au)
        f.au.refuse("Une rencontre est notée le " + base::affiche(dernier) +
                    "\u00a0: finissez au plus tôt ce jour-là, ou annulez-la.");
    return f.du.error().empty() && f.au.error().empty();
}

bool acceptable(Contexte& cx, TutoratForm& f, std::optional<Tutorat> const& t) {
    auto db = cx.db();
    bool bon = cx.lire(f) && fin_plausible(f.du, f.au, bornes(db, cx.jour()));
    bon = bon && (!t || couvre_les_rencontres(f, rencontres(db, t->id)));
    if (bon && objectifs(f.objectifs.value().value_or("")).size() > objectifs_au_plus) {
        f.objectifs.refuse("Trois objectifs au plus\u00a0: gardez ceux qui comptent.");
        bon = false;
    }
    return bon;
}

Tutorat saisi(TutoratForm const& f, Id<Jeune> jeune) {
    Tutorat t;
    t.jeune = jeune;
    t.tuteur = *f.tuteur;
    t.adresse = f.adresse.value().value_or("");
    t.objet = *f.objet;
    t.objectifs = f.objectifs.value().value_or("");
    t.du = *f.du;
    t.au = f.au.value();
    t.frequence = *f.frequence;
    t.minutes_prevues = *f.heures * 60;
    t.accord_le = f.accord.value();
    return t;
}

Page page_saisie(Contexte const& cx, Jeune const& j, std::optional<Tutorat> const& t, TutoratForm const& f,
                 Html const& avis, Html const& conflit = {}) {
    auto titre = t ? "Modifier le tutorat" : std::string("Nouveau tutorat");
    auto ou = t ? web::lien("/tutorats/{}/modification", t->id) : web::lien("/jeunes/{}/tutorats", j.id);
    auto retour = t ? lien_du_tutorat(t->id) : jeunes::lien(j.id);
    return {.titre = titre,
            .rubrique = "Jeunes",
            .fil = fil(j),
            .contenu = ensemble(
                h1(titre, " – ", jeunes::nom_affiche(j)), conflit, resume_erreurs(f),
                formulaire(ou, cx.csrf(), data("mots-sensibles", web::lien("/mots-sensibles")), avis, champ(f.tuteur),
                           champ(f.adresse), champ(f.objet), champ(f.objectifs), champ(f.du), champ(f.au),
                           champ(f.frequence), champ(f.heures), champ(f.accord),
                           t ? version_montree(t->version) : acces::jeton_de_saisie(cx),
                           boutons(acces::bouton_d_enregistrement(!avis.empty()), lien_bouton(retour, "Annuler"))))};
}

Html comparaison(TutoratForm const& f, Tutorat const& t) {
    return acces::enregistre_entre_temps(
        {ecart(f.tuteur, t.tuteur), ecart(f.adresse, t.adresse), ecart(f.objet, t.objet),
         ecart(f.objectifs, t.objectifs), ecart(f.du, dit(t.du)), ecart(f.au, dit(t.au)),
         ecart(f.frequence, std::to_string(t.frequence)), ecart(f.heures, std::to_string(t.minutes_prevues / 60)),
         ecart(f.accord, dit(t.accord_le))},
        !t.clos_le);
}

Html avis_de(Contexte const& cx, TutoratForm const& f) {
    return acces::avis_sur_les_mots(cx, {*f.objet, f.objectifs.value().value_or("")});
}

// ---- Les rencontres

RencontreForm formulaire_de_rencontre(Tutorat const& t, Date jour) {
    RencontreForm f;
    auto dernier = t.au ? std::max(t.du, std::min(*t.au, jour)) : std::max(t.du, jour); // rien après la fin convenue
    f.le.between(t.du, dernier);
    f.le.set(dernier);
    f.minutes.set(45);
    f.saisie.set(base::jeton(12));
    return f;
}

/// L'inquiétude peut se dire d'un jeune qui n'est pas venu ; comment il va, non.
bool acceptable(RencontreForm& f, bool lu) {
    if (lu && !*f.absent && !f.minutes) {
        f.minutes.refuse("Indiquez la durée, ou cochez « Pas venu ».");
        return false;
    }
    if (lu && *f.absent && f.humeur && *f.humeur != Humeur::inquiet) {
        f.humeur.refuse("Il n’est pas venu\u00a0: ne dites pas comment il va, ou décochez « Pas venu ».");
        return false;
    }
    return lu;
}

Rencontre saisie(RencontreForm const& f) {
    Rencontre r;
    r.le = *f.le;
    r.vu = !*f.absent;
    r.minutes = f.minutes.value().value_or(0);
    if (f.humeur)
        r.humeur = std::string(base::code(*f.humeur));
    r.mot = f.mot.value().value_or("");
    return r;
}

/// Ce que cette rencontre a d'étonnant à côté des autres ; faux : impossible, le champ le dit.
bool se_compte(Contexte& cx, Tutorat const& t, RencontreForm& f, Html& avis) {
    auto db = cx.db();
    if (deja_notee(db, f.saisie.value().value_or("")))
        return true; // double clic : elle ne sera pas notée deux fois
    auto c = compte(rencontres(db, t.id), t, saisie(f));
    if (auto trop = trop_en_un_jour(c, territoire::entier(db, "tutorat.minutes_par_jour", cx.jour())); !trop.empty()) {
        f.minutes.refuse(trop);
        return false;
    }
    avis = ensemble(acces::avis_sur_les_mots(cx, {f.mot.value().value_or("")}), avis_a_confirmer(cx, a_confirmer(c)));
    return avis.empty();
}

Html champs(RencontreForm const& f) {
    return ensemble(champ(f.le), champ(f.absent), champ(f.minutes), champ(f.humeur), champ(f.mot),
                    cache("saisie", f.saisie.typed_first()));
}

Html badge_d_humeur(std::string const& code) {
    auto h = base::lire_code<Humeur>(code);
    if (!h)
        return {};
    return *h == Humeur::inquiet ? badge(Ton::attention, "Inquiet") : badge(Ton::neutre, base::libelle(*h));
}

Html tableau_des_rencontres(std::vector<Rencontre> const& liste, bool tient, Csrf const& csrf) {
    return tableau("Rencontres", {{"Date"}, {"Présence"}, {"Comment ça va"}, {"Mot"}, {"Noté par"}, {""}},
                   each(liste, [&](Rencontre const& r) {
                       auto geste = when(tient && !r.annulee_le, [&] {
                           return formulaire_bouton(web::lien("/rencontres/{}/annulation", r.id), csrf,
                                                    bouton_secondaire("Annuler", lecteur(" la rencontre du ", r.le)));
                       });
                       return tr(th(scope("row"), r.le),
                                 td(r.annulee_le ? "Saisie annulée"
                                    : r.vu       ? "Vu, " + duree(r.minutes)
                                                 : "Pas venu"),
                                 td(badge_d_humeur(r.humeur)), td(r.mot),
                                 td(r.note_par.empty() ? "Le tuteur, par son lien" : r.note_par), td(geste));
                   }));
}

Page page_tutorat(Contexte& cx, Reader& db, Jeune const& j, Tutorat const& t, RencontreForm const& f,
                  BilanForm const& bilan, Html const& avis = {}, Html const& conflit = {}) {
    bool tient = accompagnement::tient(cx, db, j.id) && !t.clos_le;
    auto liste = rencontres(db, t.id);
    auto faites = minutes_faites(liste);
    std::vector<Definition> faits{
        definition("Jeune", a(href(jeunes::lien(j.id)), jeunes::nom_affiche(j))),
        definition("Tuteur", t.tuteur),
        definition("Courriel", a_courriel(t.adresse)),
        definition("Pour quoi", t.objet),
        definition("Durée", t.au ? ensemble("Du ", t.du, " au ", *t.au) : ensemble("Depuis le ", t.du)),
        definition("Heures", duree(faites) + " faites sur " + duree(t.minutes_prevues) + " prévues"),
        definition("Charte", t.accord_le ? ensemble("Acceptée le ", *t.accord_le) : Html{})};
    auto buts = objectifs(t.objectifs);
    auto envoyes = acces::liens_de(db, "tutorat", objet(t.id));
    auto demande = when(tient && !t.adresse.empty(), [&] {
        return ensemble(formulaire_bouton(web::lien("/tutorats/{}/nouvelles", t.id), cx.csrf(),
                                          bouton_secondaire("Demander des nouvelles au tuteur")),
                        when(!envoyes.empty(), [&] { return p(acces::suite(envoyes.front(), cx.instant()), "."); }));
    });
    return {.titre = "Tutorat",
            .rubrique = "Jeunes",
            .fil = fil(j),
            .contenu = ensemble(
                entete_de_fiche(
                    "Tutorat – " + jeunes::nom_affiche(j), ensemble(t.tuteur),
                    when(tient, [&] { return lien_bouton(web::lien("/tutorats/{}/modification", t.id), "Modifier"); })),
                conflit, resume_erreurs(f), resume_erreurs(bilan),
                when(t.clos_le.has_value(),
                     [&] { return notice(Ton::information, "Fini le " + base::affiche(*t.clos_le) + ". " + t.bilan); }),
                definitions(faits),
                when(tient, [&] { return courriels::avis(db, cx.csrf(), lien_du_tutorat(t.id).texte()); }),
                when(!buts.empty(),
                     [&] { return ensemble(h2("Objectifs"), ol(each(buts, [](auto const& b) { return li(b); }))); }),
                h2("Rencontres"),
                liste.empty() ? p("Aucune rencontre notée.") : tableau_des_rencontres(liste, tient, cx.csrf()), demande,
                when(tient, [&] {
                    return ensemble(
                        h2("Noter une rencontre"),
                        formulaire(web::lien("/tutorats/{}/rencontres", t.id), cx.csrf(),
                                   data("mots-sensibles", web::lien("/mots-sensibles")), avis, champs(f),
                                   boutons(acces::bouton_d_enregistrement(!avis.empty()))),
                        details(summary("Finir ce tutorat"),
                                formulaire(web::lien("/tutorats/{}/fin", t.id), cx.csrf(), champ(bilan.le),
                                           champ(bilan.bilan), version_montree(t.version), boutons(bouton("Finir")))));
                }))};
}

struct Trouve {
    Tutorat tutorat;
    Jeune jeune;
};
Trouve exiger_tutorat(Contexte& cx, Id<Tutorat> id) {
    auto db = cx.db();
    auto t = trouver(db, id);
    if (!t)
        throw not_found();
    return {*t, exiger(cx, t->jeune)};
}

/// Fini, au plus tôt, le jour de la dernière rencontre comptée.
BilanForm formulaire_de_bilan(Reader& db, Tutorat const& t, Date jour) {
    BilanForm f;
    auto premier = t.du;
    for (auto le : jours_de(rencontres(db, t.id)))
        premier = std::max(premier, le);
    f.le.between(premier, std::max(premier, jour));
    f.le.set(std::max(premier, jour));
    if (premier > t.du)
        f.le.set_hint("Pas avant la dernière rencontre notée, le " + base::affiche(premier));
    return f;
}

Reply nouveau(Contexte& cx, Id<Jeune> id) { return cx.page(page_saisie(cx, exiger(cx, id), {}, rempli(cx, {}), {})); }

Reply creer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto form = rempli(cx, {});
    if (!acceptable(cx, form, {}))
        return cx.invalide(page_saisie(cx, j, {}, form, {}));
    if (auto avis = avis_de(cx, form); !avis.empty())
        return cx.invalide(page_saisie(cx, j, {}, form, avis));
    Id<Tutorat> cree;
    acte_sur(cx, Acte::tutorat_modifie, j.id, "tutorat", "commencé", [&](Writer& w) {
        if (acces::premiere_fois(w, cx))
            cree = enregistrer(w, saisi(form, j.id), cx.agent());
    });
    return cx.voir(cree == Id<Tutorat>{} ? jeunes::lien(j.id) : lien_du_tutorat(cree), "Tutorat enregistré.");
}

Reply montrer(Contexte& cx, Id<Tutorat> id) {
    auto [t, j] = exiger_tutorat(cx, id);
    cx.consulter(j.id, "tutorat");
    auto db = cx.db();
    return cx.page(
        page_tutorat(cx, db, j, t, formulaire_de_rencontre(t, cx.jour()), formulaire_de_bilan(db, t, cx.jour())));
}

Reply demander_modification(Contexte& cx, Id<Tutorat> id) {
    auto [t, j] = exiger_tutorat(cx, id);
    return cx.page(page_saisie(cx, j, t, rempli(cx, t), {}));
}

Reply modifier(Contexte& cx, Id<Tutorat> id) {
    auto [t, j] = exiger_tutorat(cx, id);
    auto form = rempli(cx, t);
    if (!acceptable(cx, form, t))
        return cx.invalide(page_saisie(cx, j, t, form, {}));
    if (auto avis = avis_de(cx, form); !avis.empty())
        return cx.invalide(page_saisie(cx, j, t, form, avis));
    auto nouveau_ = saisi(form, j.id);
    nouveau_.id = id;
    nouveau_.version = version_vue(cx);
    bool fait = acte_sur(cx, Acte::tutorat_modifie, j.id, objet(id), "modifié", [&](Writer& w) {
        enregistrer(w, nouveau_, cx.agent());
        if (nouveau_.adresse != t.adresse) // l'adresse refusée est corrigée
            courriels::n_attend_plus(w, cx.instant(), lien_du_tutorat(id).texte());
    });
    if (!fait) {
        auto db = cx.db();
        auto actuel = *trouver(db, id);
        return cx.conflit(page_saisie(cx, j, actuel, form, {}, comparaison(form, actuel)));
    }
    return cx.voir(lien_du_tutorat(id), "Tutorat modifié.");
}

Reply noter_(Contexte& cx, Id<Tutorat> id) {
    auto [t, j] = exiger_tutorat(cx, id);
    auto form = formulaire_de_rencontre(t, cx.jour());
    auto montre = [&](Html const& avis) {
        auto db = cx.db();
        return cx.invalide(page_tutorat(cx, db, j, t, form, formulaire_de_bilan(db, t, cx.jour()), avis));
    };
    if (t.clos_le)
        throw not_found();
    bool lu = cx.lire(form);
    Html avis;
    if (!acceptable(form, lu) || !se_compte(cx, t, form, avis))
        return montre(avis);
    acte_sur(cx, Acte::rencontre_notee, j.id, objet(id), "", [&](Writer& w) {
        noter(w, cx.instant(), t, saisie(form), cx.agent(), form.saisie.value().value_or(base::jeton(12)));
    });
    return cx.voir(lien_du_tutorat(id), "Rencontre notée.");
}

Reply annuler_(Contexte& cx, Id<Rencontre> id) {
    auto db = cx.db();
    auto tutorat = db.maybe<Id<Tutorat>>("select tutorat_id from rencontre_de_tutorat where id = ?", id);
    if (!tutorat)
        throw not_found();
    auto [t, j] = exiger_tutorat(cx, *tutorat);
    acte_sur(cx, Acte::saisie_annulee, j.id, "rencontre/" + std::to_string(id.valeur), "",
             [&](Writer& w) { annuler_rencontre(w, cx.instant(), id); });
    return cx.voir(lien_du_tutorat(*tutorat), "Saisie annulée\u00a0: ses minutes ne comptent plus.");
}

Reply finir_(Contexte& cx, Id<Tutorat> id) {
    auto [t, j] = exiger_tutorat(cx, id);
    auto db = cx.db();
    auto form = formulaire_de_bilan(db, t, cx.jour());
    if (!cx.lire(form))
        return cx.invalide(page_tutorat(cx, db, j, t, formulaire_de_rencontre(t, cx.jour()), form));
    auto montre = t;
    montre.version = version_vue(cx);
    bool fait = acte_sur(cx, Acte::tutorat_modifie, j.id, objet(id), "fini", [&](Writer& w) {
        clore(w, montre, *form.le, *form.bilan);
        acces::retirer_liens(w, cx.instant(), "tutorat", objet(id));
        courriels::n_attend_plus(w, cx.instant(), lien_du_tutorat(id).texte());
    });
    if (!fait) {
        auto actuel = *trouver(db, id);
        return cx.conflit(
            page_tutorat(cx, db, j, actuel, formulaire_de_rencontre(actuel, cx.jour()), form, {},
                         acces::enregistre_entre_temps(
                             {ecart(form.le, dit(actuel.clos_le)), ecart(form.bilan, actuel.bilan)}, !actuel.clos_le)));
    }
    return cx.voir(lien_du_tutorat(id), "Tutorat fini.");
}

Reply demander_des_nouvelles(Contexte& cx, Id<Tutorat> id) {
    auto [t, j] = exiger_tutorat(cx, id);
    if (t.clos_le || t.adresse.empty())
        throw not_found();
    bool deposee = false;
    acte_sur(cx, Acte::tuteurs_interroges, j.id, objet(id), "", [&](Writer& w) {
        deposee =
            interroger(w, cx.instant(), t, cx.agent(), [&](Lien const& l) { return acces::adresse_entiere(cx, l); });
    });
    return deposee
               ? cx.voir(lien_du_tutorat(id), "La demande part par courriel à " + t.adresse + ".")
               : cx.voir(lien_du_tutorat(id),
                         "Une demande lui a déjà été adressée aujourd’hui\u00a0: aucun autre courriel ne part, le lien "
                         "qu’il a reçu reste bon. Redemandez demain s’il ne répond pas.",
                         Ton::information);
}

// ---- Par le lien du tuteur, sans compte : initiales seulement

Tutorat du_lien(Reader& db, LienSigne const& l) {
    auto numero = lire_entier(std::string_view(l.objet).substr(l.objet.find('/') + 1));
    auto t = numero ? trouver(db, Id<Tutorat>{*numero}) : std::nullopt;
    if (!t || t->clos_le)
        throw not_found();
    return *t;
}

Page page_du_tuteur(Contexte& cx, Tutorat const& t, RencontreForm const& f, Html const& avis = {}) {
    auto initiales = t.prenom.substr(0, 1) + ". " + t.nom.substr(0, 1) + ".";
    return {.titre = "Votre tutorat",
            .contenu =
                ensemble(h1("Votre tutorat"), p(initiales, " – ", t.objet), resume_erreurs(f),
                         formulaire(*lien_local(cx.requete().path), cx.csrf(), avis, champs(f),
                                    boutons(acces::bouton_d_enregistrement(!avis.empty(), "Envoyer"))),
                         p("Des faits, en une ligne\u00a0: le jeune peut demander à lire ce que vous écrivez."))};
}

Page montrer_au_tuteur(Contexte& cx, LienSigne const& l) {
    auto db = cx.db();
    auto t = du_lien(db, l);
    return page_du_tuteur(cx, t, formulaire_de_rencontre(t, cx.jour()));
}

Reply recevoir_du_tuteur(Contexte& cx, LienSigne const& l) {
    auto db = cx.db();
    auto t = du_lien(db, l);
    auto form = formulaire_de_rencontre(t, cx.jour());
    bool lu = cx.lire(form);
    Html avis;
    if (!acceptable(form, lu) || !se_compte(cx, t, form, avis))
        return cx.invalide(page_du_tuteur(cx, t, form, avis));
    cx.acte(Acte::rencontre_notee, [&](Writer& w, acces::Trace& trace) {
        trace = {t.jeune, objet(t.id), "par le lien du tuteur", ""};
        if (!acces::repondre_par_lien(w, cx.instant(), l))
            throw not_found();
        bool nouvelle = noter(w, cx.instant(), t, saisie(form), {}, form.saisie.value().value_or(base::jeton(12)));
        auto referent = jeunes::referent(w, t.jeune);
        if (nouvelle && form.humeur && *form.humeur == Humeur::inquiet) // quelqu'un doit le savoir
            agenda::creer(w, cx.instant(), {},
                          {.jeune = t.jeune,
                           .agent = referent ? std::optional{referent->agent} : std::nullopt,
                           .genre = "tuteur_inquiet",
                           .objet = "Le tuteur est inquiet : l’appeler",
                           .pour_le = cx.jour(),
                           .origine = objet(t.id)});
    });
    return cx.page(
        {.titre = "Merci",
         .contenu = ensemble(h1("Merci"), p("C’est noté. Vous pouvez fermer cette page, ou la rouvrir pour une "
                                            "autre rencontre, jusqu’au ",
                                            base::a_paris(l.expire_le).jour, "."))});
}

} // namespace

void routes_du_tutorat(acces::Routes& r) {
    r.get("/jeunes/{id}/tutorats/nouveau", Droit::suivre, nouveau);
    r.post("/jeunes/{id}/tutorats", Droit::suivre, creer);
    r.get("/tutorats/{id}", Droit::lire_dossier, montrer);
    r.get("/tutorats/{id}/modification", Droit::suivre, demander_modification);
    r.post("/tutorats/{id}/modification", Droit::suivre, modifier);
    r.post("/tutorats/{id}/rencontres", Droit::suivre, noter_);
    r.post("/tutorats/{id}/fin", Droit::suivre, finir_);
    r.post("/tutorats/{id}/nouvelles", Droit::suivre, demander_des_nouvelles);
    r.post("/rencontres/{id}/annulation", Droit::suivre, annuler_);
}

void liens(acces::PorteDesLiens& porte) { porte.genre("tutorat", {montrer_au_tuteur, recevoir_du_tuteur}); }

} // namespace metier::accompagnement
