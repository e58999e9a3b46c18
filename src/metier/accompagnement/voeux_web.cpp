// Vœux suivis avec le jeune, et la prime de reprise d'études : possible ou non, et pourquoi.
#include "base/texte.hpp"
#include "metier/accompagnement/commun.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::accompagnement {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

struct VoeuForm {
    Field<std::string> formation{"formation", "Formation demandée", required, at_most(150)};
    Field<std::string> ou{"ou", "Établissement", at_most(150)};
    Field<int> rang{"rang", "Rang", required, at_least(1), at_most(20)};
    auto fields() { return std::tie(formation, ou, rang); }
};
struct EtatForm {
    Field<EtatDeVoeu> etat{"etat", "Où il en est", required};
    Field<std::string> note{"note", "Précision", at_most(200), facts_only};
    auto fields() { return std::tie(etat, note); }
};
struct PrimeForm {
    Field<Date> sortie{"sortie", "Sortie de formation le", required};
    Field<Date> retour{"retour", "Retour le", required};
    Field<bool> boursier{"boursier", "Boursier"};
    Field<bool> scolaire{"scolaire", "Sous statut scolaire"};
    Field<bool> certifiante{"certifiante", "Vers un diplôme inscrit au répertoire national (RNCP)"};
    auto fields() { return std::tie(sortie, retour, boursier, scolaire, certifiante); }
};

Lien lien_des_voeux(Id<Jeune> id) { return web::lien("/jeunes/{}/voeux", id); }

ReglesDePrime regles(Reader& db, Date jour) {
    auto n = [&](std::string_view code) { return territoire::entier(db, code, jour); };
    return {n("prime.montant"), n("prime.interruption"), n("prime.age_de"), n("prime.age_a")};
}

Html la_prime(Contexte& cx, Reader& db, Jeune const& j) {
    PrimeForm form;
    auto r = regles(db, cx.jour());
    Html avis;
    if (!cx.requete().param("retour").empty()) {
        bool bon = cx.lire(form);
        if (bon && *form.retour <= *form.sortie) {
            form.retour.refuse("Le retour vient après la sortie\u00a0: indiquez une date après le " +
                               base::affiche(*form.sortie) + ".");
            bon = false;
        }
        if (bon) {
            auto contre = contre_la_prime(
                {j.naissance, *form.sortie, *form.retour, *form.boursier, *form.scolaire, *form.certifiante}, r);
            avis = contre.empty()
                       ? notice(Ton::succes,
                                "La prime de reprise d’études (" + std::to_string(r.montant) +
                                    "\u00a0€, en trois fois) est possible\u00a0: demandez-la avec l’établissement.")
                       : notice(Ton::attention,
                                "Elle n’est pas possible ainsi\u00a0: " + base::joint(contre, "\u00a0; ") + ".");
        } else {
            avis = resume_erreurs(form);
        }
    } else {
        auto connues = jeunes::inscriptions(db, j.id);
        if (!connues.empty())
            form.sortie.set(connues.front().au);
        form.scolaire.set(true);
    }
    return ensemble(h2(id("prime"), "Prime de reprise d’études"), avis,
                    formulaire_recherche(lien_des_voeux(j.id), champ(form.sortie), champ(form.retour),
                                         champ(form.boursier), champ(form.scolaire), champ(form.certifiante),
                                         boutons(bouton_secondaire("Vérifier"))));
}

Html tableau_des_voeux(std::vector<Voeu> const& liste, bool tient) {
    return tableau("Vœux", {{"Rang", "", "num"}, {"Formation"}, {"Où"}, {"État"}, {"Depuis le"}, {""}},
                   each(liste, [&](Voeu const& v) {
                       auto geste = when(tient, [&] {
                           return a(href(web::lien("/voeux/{}", v.id)), "Changer",
                                    lecteur(" l’état du vœu ", v.formation));
                       });
                       return tr(td(v.rang), th(scope("row"), v.formation), td(v.ou),
                                 td(badge(v.etat == EtatDeVoeu::accepte  ? Ton::succes
                                          : v.etat == EtatDeVoeu::refuse ? Ton::attention
                                                                         : Ton::neutre,
                                          base::libelle(v.etat)),
                                    v.note.empty() ? "" : " ", v.note),
                                 td(v.etat_le), td(geste));
                   }));
}

Page page(Contexte& cx, Reader& db, Jeune const& j, VoeuForm const& form) {
    auto liste = voeux(db, j.id);
    bool tient = accompagnement::tient(cx, db, j.id);
    return {.titre = "Vœux et prime",
            .rubrique = "Jeunes",
            .fil = fil(j),
            .contenu =
                ensemble(h1("Vœux et prime – ", jeunes::nom_affiche(j)), resume_erreurs(form),
                         liste.empty() ? etat_vide("Aucun vœu suivi.") : tableau_des_voeux(liste, tient),
                         when(tient,
                              [&] {
                                  return ensemble(h2("Ajouter un vœu"),
                                                  formulaire(lien_des_voeux(j.id), cx.csrf(), champ(form.formation),
                                                             champ(form.ou), champ(form.rang),
                                                             acces::jeton_de_saisie(cx), boutons(bouton("Ajouter"))));
                              }),
                         la_prime(cx, db, j))};
}

Reply montrer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    cx.consulter(j.id, "voeux");
    auto db = cx.db();
    VoeuForm form;
    form.rang.set(static_cast<int>(voeux(db, j.id).size()) + 1);
    return cx.page(page(cx, db, j, form));
}

/// Un rang, un vœu ; un vœu abandonné rend le sien.
bool rang_libre(VoeuForm& form, std::vector<Voeu> const& connus) {
    for (auto const& v : connus)
        if (v.rang == *form.rang && v.etat != EtatDeVoeu::abandonne) {
            form.rang.refuse("Le rang " + std::to_string(v.rang) + " est celui du vœu «\u00a0" + v.formation +
                             "\u00a0»\u00a0: donnez un autre rang, ou abandonnez ce vœu.");
            return false;
        }
    return true;
}

Reply ajouter_(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    VoeuForm form;
    bool bon = cx.lire(form);
    if (bon && !acces::deja_recu(db, cx))
        bon = rang_libre(form, voeux(db, j.id));
    if (!bon)
        return cx.invalide(page(cx, db, j, form));
    acte_sur(cx, Acte::plan_modifie, j.id, "voeu", "vœu ajouté", [&](Writer& w) {
        if (!acces::premiere_fois(w, cx))
            return;
        Voeu v;
        v.jeune = j.id;
        v.formation = *form.formation;
        v.ou = form.ou.value().value_or("");
        v.rang = *form.rang;
        v.etat_le = cx.jour();
        ajouter(w, v, cx.agent());
    });
    return cx.voir(lien_des_voeux(j.id), "Vœu ajouté.");
}

Page page_etat(Voeu const& v, Jeune const& j, EtatForm const& form, Html const& avis, Csrf const& csrf,
               Html const& conflit = {}) {
    auto etapes = fil(j);
    etapes.push_back({"Vœux et prime", lien_des_voeux(j.id)});
    auto titre = "Vœu " + std::to_string(v.rang) + " – " + jeunes::nom_affiche(j);
    return {.titre = titre,
            .rubrique = "Jeunes",
            .fil = etapes,
            .contenu = ensemble(
                h1(titre), conflit, p(v.formation, v.ou.empty() ? "" : ", " + v.ou), resume_erreurs(form),
                formulaire(web::lien("/voeux/{}", v.id), csrf, data("mots-sensibles", web::lien("/mots-sensibles")),
                           avis, champ(form.etat), champ(form.note), version_montree(v.version),
                           boutons(acces::bouton_d_enregistrement(!avis.empty()),
                                   lien_bouton(lien_des_voeux(j.id), "Annuler"))))};
}

struct Trouve {
    Voeu voeu;
    Jeune jeune;
};
Trouve exiger_voeu(Contexte& cx, Id<Voeu> id) {
    auto db = cx.db();
    auto v = trouver(db, id);
    if (!v)
        throw not_found();
    return {*v, exiger(cx, v->jeune)};
}

Reply demander_l_etat(Contexte& cx, Id<Voeu> id) {
    auto [v, j] = exiger_voeu(cx, id);
    EtatForm form;
    form.etat.set(v.etat);
    form.note.set(v.note);
    return cx.page(page_etat(v, j, form, {}, cx.csrf()));
}

Reply changer_(Contexte& cx, Id<Voeu> id) {
    auto [v, j] = exiger_voeu(cx, id);
    EtatForm form;
    if (!cx.lire(form))
        return cx.invalide(page_etat(v, j, form, {}, cx.csrf()));
    auto note = form.note.value().value_or("");
    if (auto avis = acces::avis_sur_les_mots(cx, {note}); !avis.empty())
        return cx.invalide(page_etat(v, j, form, avis, cx.csrf()));
    auto montre = v;
    montre.version = version_vue(cx);
    bool fait =
        acte_sur(cx, Acte::plan_modifie, j.id, "voeu/" + std::to_string(id.valeur), std::string(base::code(*form.etat)),
                 [&](Writer& w) { changer(w, cx.instant(), cx.agent(), montre, *form.etat, note); });
    if (!fait) {
        auto db = cx.db();
        auto actuel = *trouver(db, id);
        return cx.conflit(page_etat(
            actuel, j, form, {}, cx.csrf(),
            acces::enregistre_entre_temps(
                {{form.etat.label(), std::string(base::libelle(actuel.etat)), std::string(base::libelle(*form.etat))},
                 ecart(form.note, actuel.note)})));
    }
    return cx.voir(lien_des_voeux(j.id),
                   *form.etat == EtatDeVoeu::refuse ? "Noté. Une relance est dans votre journée." : "Vœu à jour.");
}

} // namespace

void routes_des_voeux(acces::Routes& r) {
    r.get("/jeunes/{id}/voeux", Droit::lire_dossier, montrer);
    r.post("/jeunes/{id}/voeux", Droit::suivre, ajouter_);
    r.get("/voeux/{id}", Droit::suivre, demander_l_etat);
    r.post("/voeux/{id}", Droit::suivre, changer_);
}

} // namespace metier::accompagnement
