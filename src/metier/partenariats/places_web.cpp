// Places libres : la liste du secteur, pour qui chacune est faite, et pourquoi pas les autres.
#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/partenariats/pages.hpp"
#include "metier/suivi/suivi.hpp"

namespace metier::partenariats {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

std::string objet(Id<Offre> id) { return "offre_de_places/" + std::to_string(id.valeur); }

Reply lister(Contexte& cx) {
    auto db = cx.db();
    auto d = delais(db, cx.jour());
    FiltreDePlaces filtre;
    cx.lire(filtre);
    auto mots = filtre.q.value().value_or("");
    auto liste = *filtre.tous ? toutes_les_offres(db, cx.jour()) : offres_du_secteur(db, cx.portee(), 1000);
    std::erase_if(liste, [&](Offre const& o) { return !repond(o, mots); });
    bool filtree = *filtre.tous || !mots.empty();
    auto une = [&](Offre const& o) {
        return tr(th(scope("row"), a(href(lien(o.id)), o.formation)), td(o.partenaire), td(o.commune), td(o.nombre),
                  td(o.du), td(conditions(o)), td(badge_de_place(o, cx.jour(), d)));
    };
    bool demande = cx.peut(Droit::tenir_partenaires);
    auto bouton_de_demande =
        when(demande, [] { return lien_bouton_principal(web::lien("/places/demande"), "Demander les places libres"); });
    auto corps = liste.empty() ? etat_vide(filtree ? "Aucune place libre ne correspond."
                                                   : "Aucune place libre annoncée dans votre secteur.",
                                           bouton_de_demande)
                               : tableau(*filtre.tous ? "Places libres, tous secteurs" : "Places libres du secteur",
                                         {{"Formation"},
                                          {"Où"},
                                          {"Commune"},
                                          {"Places", "", "num"},
                                          {"À partir du"},
                                          {"Conditions"},
                                          {"Confirmée"}},
                                         each(liste, une));
    return cx.page({.titre = "Places libres",
                    .rubrique = rubrique,
                    .fil = {{"Partenaires", web::lien("/partenaires")}},
                    .contenu = ensemble(
                        entete_de_fiche("Places libres", Html{}, when(!liste.empty(), bouton_de_demande)),
                        p("Une place que personne n’a confirmée depuis plus de ", d.place,
                          " jours est signalée et ne se propose plus."),
                        filtres(web::lien("/places"), ensemble(champ(filtre.q), champ(filtre.tous)), filtree), corps),
                    .large = true});
}

// ---- Une place : pour qui

struct Pourquoi {
    Candidat candidat;
    Avis avis;
};

Html nom_lie(Candidat const& c) {
    return a(href(web::lien("/jeunes/{}", c.id)), jeunes::nom_affiche(c.nom, c.nom_usage, c.prenom));
}

Html proposables(Offre const& o, std::vector<Pourquoi> const& liste, bool permis, Date jour, Csrf const& csrf) {
    auto un = [&](Pourquoi const& c) {
        auto geste = when(permis, [&] {
            return formulaire(
                web::lien("/places/{}/propositions", o.id), csrf, cache("jeune", std::to_string(c.candidat.id.valeur)),
                bouton_secondaire(
                    "Proposer", lecteur(" cette place à ",
                                        jeunes::nom_affiche(c.candidat.nom, c.candidat.nom_usage, c.candidat.prenom))));
        });
        return tr(
            th(scope("row"), nom_lie(c.candidat)), td(jeunes::age_affiche(c.candidat.naissance, jour)),
            td(c.avis.a_voir.empty() ? ensemble("Rien à régler") : ensemble(base::joint(c.avis.a_voir, "\u00a0; "))),
            td(geste));
    };
    return tableau("Jeunes sans solution à qui la place convient", {{"Nom"}, {"Âge"}, {"À voir"}, {"Geste"}},
                   each(liste, un));
}

Html bloc_des_candidats(Contexte& cx, Reader& db, Offre const& o, bool grise) {
    if (!cx.peut(Droit::suivre))
        return {};
    std::vector<Pourquoi> oui, non;
    auto deja = deja_proposee_a(db, o.id);
    for (auto const& c : candidats(db, cx.portee())) {
        auto a = avis(o, c, deja.contains(c.id), cx.jour());
        (a.convient() ? oui : non).push_back({c, std::move(a)});
    }
    auto corps = oui.empty() ? p("Aucun des jeunes sans solution que vous suivez ne remplit ses conditions.")
                             : proposables(o, oui, !grise, cx.jour(), cx.csrf());
    auto refuses = when(!non.empty(), [&] {
        return details(summary("Pourquoi pas les autres (", non.size(), ")"), ul(each(non, [](Pourquoi const& c) {
                           return li(nom_lie(c.candidat), "\u00a0: ", base::joint(c.avis.contre, "\u00a0; "), ".");
                       })));
    });
    return ensemble(h2("Jeunes que vous suivez, sans solution"), corps, refuses);
}

Reply montrer(Contexte& cx, Id<Offre> id) {
    auto db = cx.db();
    auto o = trouver(db, id);
    if (!o)
        throw not_found();
    auto p = partenaire_de(db, *o);
    auto d = delais(db, cx.jour());
    bool finie = !ouverte(*o, cx.jour()), grise = grisee(*o, cx.jour(), d.place), tenu = tient(db, cx, p);
    auto actions = when(tenu && !finie, [&] {
        return ensemble(formulaire(web::lien("/places/{}/confirmation", id), cx.csrf(), bouton("Toujours libre")),
                        lien_bouton(web::lien("/places/{}/modification", id), "Modifier"));
    });
    auto avis_place = finie   ? notice(Ton::attention, "Cette place n’est plus offerte.")
                      : grise ? notice(Ton::attention,
                                       "Personne n’a confirmé cette place depuis le " + base::affiche(o->confirmee()) +
                                           "\u00a0: appelez avant de la proposer, ou faites-la confirmer.")
                              : Html{};
    std::vector<Definition> faits{
        definition("Où", a(href(lien(p)), p.nom)), definition("Ce serait", base::libelle(o->code)),
        definition("Places libres", o->nombre),    definition("Entrée à partir du", o->du),
        definition("Conditions", conditions(*o)),  definition("État", badge_de_place(*o, cx.jour(), d))};
    if (o->au)
        faits.push_back(definition("Entrée jusqu’au", *o->au));
    return cx.page(
        {.titre = o->formation,
         .rubrique = rubrique,
         .fil = {{"Partenaires", web::lien("/partenaires")}, {"Places libres", web::lien("/places")}},
         .contenu = ensemble(entete_de_fiche(o->formation, ensemble(p.nom), actions), avis_place, definitions(faits),
                             when(!finie, [&] { return bloc_des_candidats(cx, db, *o, grise); }))});
}

/// La place devient une solution proposée, que le suivi mène ensuite.
Reply proposer(Contexte& cx, Id<Offre> id) {
    auto db = cx.db();
    auto o = trouver(db, id);
    auto numero = lire_entier(cx.requete().field("jeune"));
    if (!o || !numero)
        throw not_found();
    auto jeune = Id<jeunes::Jeune>{*numero};
    auto motif = cx.exiger_visible(jeune);
    auto c = candidat(db, jeune, cx.jour());
    if (!c)
        throw not_found();
    auto refus =
        !ouverte(*o, cx.jour()) ? std::string("Cette place n’est plus offerte.")
        : grisee(*o, cx.jour(), delais(db, cx.jour()).place)
            ? std::string("Personne n’a confirmé cette place depuis trop longtemps\u00a0: faites-la confirmer.")
            : std::string{};
    if (auto a = avis(*o, *c, deja_proposees(db, jeune).contains(id), cx.jour()); refus.empty() && !a.convient())
        refus = "Elle ne convient pas\u00a0: " + base::joint(a.contre, "\u00a0; ") + ".";
    if (!refus.empty())
        return cx.voir(lien(id), refus, Ton::attention);
    cx.acte(Acte::place_proposee, [&](Writer& w, acces::Trace& trace) {
        trace = {jeune, objet(id), "", motif};
        auto s = suivi::proposer_solution(w, {cx.agent(), cx.instant()},
                                          {.id = {},
                                           .jeune = jeune,
                                           .code = o->code,
                                           .structure = o->partenaire + " – " + o->formation,
                                           .etat = suivi::Etat::proposee,
                                           .proposee_le = cx.jour(),
                                           .acceptee_le = {},
                                           .effet_le = {},
                                           .fin_le = {},
                                           .preuve = jeunes::Fondement::declaration,
                                           .verifiee_le = {},
                                           .motif = "",
                                           .agent = cx.agent(),
                                           .version = 1,
                                           .annulee_le = {},
                                           .annule_motif = ""});
        noter_proposee(w, id, jeune, s.valeur, cx.instant(), cx.agent());
    });
    return cx.voir(lien(id), "Place proposée\u00a0: elle est au dossier de " +
                                 jeunes::nom_affiche(c->nom, c->nom_usage, c->prenom) + ", la réponse s’y note.");
}

// ---- Tenir les places

OffreForm formulaire_d_offre() {
    OffreForm form;
    std::vector<Choix> codes;
    for (auto const& c : suivi::codes_de_solution) {
        auto f = suivi::famille(c.valeur);
        if (f != suivi::Famille::sans_solution && f != suivi::Famille::neutre)
            codes.push_back({std::string(c.code), std::string(c.libelle), std::string(base::libelle(f))});
    }
    form.code.offer_choices(codes);
    return form;
}

bool acceptable(Contexte const& cx, OffreForm& form) {
    constexpr int horizon_en_mois = 24; // plus tôt, plus tard : une faute de frappe
    form.du.between(base::plus_mois(cx.jour(), -horizon_en_mois), base::plus_mois(cx.jour(), horizon_en_mois));
    bool bon = cx.lire(form);
    if (bon && form.au && *form.au < *form.du) {
        form.au.refuse("Indiquez une date à partir du " + base::affiche(*form.du) + ".");
        bon = false;
    }
    if (bon && form.age_de && form.age_a && *form.age_a < *form.age_de) {
        form.age_a.refuse("L’âge maximal est au moins l’âge minimal, " + std::to_string(*form.age_de) + " ans.");
        bon = false;
    }
    return bon;
}

Offre saisie(OffreForm const& f) {
    Offre o;
    o.formation = *f.formation;
    o.code = *f.code;
    o.nombre = *f.nombre;
    o.du = *f.du;
    o.au = f.au.value();
    o.age_de = f.age_de.value();
    o.age_a = f.age_a.value();
    o.interruption = f.interruption.value();
    o.sans_qualification = *f.sans_qualification;
    o.conditions = f.conditions.value().value_or("");
    return o;
}

Page page_offre(Partenaire const& p, std::optional<Offre> const& o, OffreForm const& form, Csrf const& csrf,
                bool conflit = false) {
    auto titre = o ? "Modifier " + o->formation : std::string("Ajouter des places");
    auto ou = o ? web::lien("/places/{}/modification", o->id) : web::lien("/partenaires/{}/places/nouvelle", p.code());
    return {
        .titre = titre,
        .rubrique = rubrique,
        .fil = fil(p),
        .contenu = ensemble(
            h1(titre, " – ", p.nom), resume_erreurs(form), avis_de_conflit(conflit),
            formulaire(ou, csrf, champ(form.formation), champ(form.code), champ(form.nombre), champ(form.du),
                       champ(form.au), champ(form.age_de), champ(form.age_a), champ(form.interruption),
                       champ(form.sans_qualification), champ(form.conditions), o ? version_montree(o->version) : Html{},
                       boutons(bouton("Enregistrer"), lien_bouton(o ? lien(o->id) : lien(p), "Annuler"))))};
}

Reply nouvelle(Contexte& cx, std::string const& code) {
    auto db = cx.db();
    auto form = formulaire_d_offre();
    form.du.set(cx.jour());
    form.nombre.set(1);
    return cx.page(page_offre(exiger_tenu(db, cx, code), {}, form, cx.csrf()));
}

Reply creer(Contexte& cx, std::string const& code) {
    auto db = cx.db();
    auto p = exiger_tenu(db, cx, code);
    auto form = formulaire_d_offre();
    if (!acceptable(cx, form))
        return cx.invalide(page_offre(p, {}, form, cx.csrf()));
    auto id = cx.acte(Acte::places_modifiees, [&](Writer& w, acces::Trace& trace) {
        auto creee = enregistrer(w, p, saisie(form), cx.agent(), cx.instant());
        trace.objet = objet(creee);
        trace.detail = "annoncées";
        return creee;
    });
    return cx.voir(lien(id), "Places annoncées.");
}

struct Trouvee {
    Offre offre;
    Partenaire partenaire;
};
Trouvee exiger_offre(Reader& db, Contexte const& cx, Id<Offre> id) {
    auto o = trouver(db, id);
    if (!o || o->retiree_le)
        throw not_found();
    auto p = partenaire_de(db, *o);
    if (!tient(db, cx, p))
        throw not_found();
    return {*o, p};
}

Reply demander_modification(Contexte& cx, Id<Offre> id) {
    auto db = cx.db();
    auto [o, p] = exiger_offre(db, cx, id);
    auto form = formulaire_d_offre();
    form.formation.set(o.formation);
    form.code.set(o.code);
    form.nombre.set(static_cast<int>(o.nombre));
    form.du.set(o.du);
    form.au.set(o.au);
    form.age_de.set(o.age_de);
    form.age_a.set(o.age_a);
    form.interruption.set(o.interruption);
    form.sans_qualification.set(o.sans_qualification);
    form.conditions.set(o.conditions);
    return cx.page(page_offre(p, o, form, cx.csrf()));
}

Reply modifier(Contexte& cx, Id<Offre> id) {
    auto db = cx.db();
    auto [o, p] = exiger_offre(db, cx, id);
    auto form = formulaire_d_offre();
    if (!acceptable(cx, form))
        return cx.invalide(page_offre(p, o, form, cx.csrf()));
    bool fait = cx.acte_ou_conflit(Acte::places_modifiees, [&](Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "modifiées";
        auto nouvelle_offre = saisie(form);
        nouvelle_offre.id = id;
        nouvelle_offre.version = version_vue(cx);
        enregistrer(w, p, nouvelle_offre, cx.agent(), cx.instant());
    });
    if (!fait)
        return cx.conflit(page_offre(p, trouver(db, id), form, cx.csrf(), true));
    return cx.voir(lien(id), "Places modifiées.");
}

Reply confirmer_une(Contexte& cx, Id<Offre> id) {
    auto db = cx.db();
    auto [o, p] = exiger_offre(db, cx, id);
    cx.acte(Acte::places_confirmees, [&](Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        confirmer(w, id, o.nombre, cx.agent(), cx.instant());
    });
    return cx.voir(lien(id), "Place confirmée.");
}

Page page_nombres(Partenaire const& p, std::vector<Offre> const& liste, std::vector<Field<int>> const& champs,
                  Date jour, Delais const& d, Csrf const& csrf) {
    auto corps = liste.empty() ? etat_vide("Aucune place annoncée.")
                               : formulaire(web::lien("/partenaires/{}/places", p.code()), csrf,
                                            champs_de_confirmation(liste, champs, jour, d),
                                            boutons(bouton("Confirmer ces nombres"), lien_bouton(lien(p), "Annuler")));
    return {.titre = "Places libres " + base::de_ce_lieu(p.nom),
            .rubrique = rubrique,
            .fil = fil(p),
            .contenu = ensemble(h1("Places libres – ", p.nom), resume_erreurs(erreurs_des_nombres(champs)), corps)};
}

Reply montrer_les_nombres(Contexte& cx, std::string const& code) {
    auto db = cx.db();
    auto p = exiger_tenu(db, cx, code);
    auto liste = offres(db, p);
    return cx.page(page_nombres(p, liste, nombres(liste), cx.jour(), delais(db, cx.jour()), cx.csrf()));
}

Reply confirmer_les_nombres(Contexte& cx, std::string const& code) {
    auto db = cx.db();
    auto p = exiger_tenu(db, cx, code);
    auto liste = offres(db, p);
    auto champs = nombres(liste);
    if (!lire(champs, cx.requete()))
        return cx.invalide(page_nombres(p, liste, champs, cx.jour(), delais(db, cx.jour()), cx.csrf()));
    cx.acte(Acte::places_confirmees, [&](Writer& w, acces::Trace& trace) {
        trace.objet = "partenaire/" + code;
        for (std::size_t i = 0; i < liste.size(); ++i)
            if (champs[i])
                confirmer(w, liste[i].id, *champs[i], cx.agent(), cx.instant());
    });
    return cx.voir(lien(p), "Places confirmées.");
}

Reply tout_confirmer(Contexte& cx, std::string const& code) {
    auto db = cx.db();
    auto p = exiger_tenu(db, cx, code);
    cx.acte(Acte::places_confirmees, [&](Writer& w, acces::Trace& trace) {
        trace.objet = "partenaire/" + code;
        for (auto const& o : offres(w, p))
            confirmer(w, o.id, o.nombre, cx.agent(), cx.instant());
    });
    return cx.voir(lien(p), "Places confirmées.");
}

} // namespace

void routes_des_places(acces::Routes& r) {
    r.get("/places", Droit::lire_partenaires, lister);
    r.get("/places/{id}", Droit::lire_partenaires, montrer);
    r.post("/places/{id}/propositions", Droit::suivre, proposer);
    r.get("/places/{id}/modification", Droit::tenir_partenaires, demander_modification);
    r.post("/places/{id}/modification", Droit::tenir_partenaires, modifier);
    r.post("/places/{id}/confirmation", Droit::tenir_partenaires, confirmer_une);
    r.get("/partenaires/{code}/places/nouvelle", Droit::tenir_partenaires, nouvelle);
    r.post("/partenaires/{code}/places/nouvelle", Droit::tenir_partenaires, creer);
    r.get("/partenaires/{code}/places", Droit::tenir_partenaires, montrer_les_nombres);
    r.post("/partenaires/{code}/places", Droit::tenir_partenaires, confirmer_les_nombres);
    r.post("/partenaires/{code}/places/confirmation", Droit::tenir_partenaires, tout_confirmer);
}

} // namespace metier::partenariats
