#include <algorithm>

#include "base/texte.hpp"
#include "metier/jeunes/dossier_pages.hpp"
#include "metier/jeunes/dossier_web.hpp"
#include "metier/jeunes/garde_fous.hpp"
#include "metier/territoire/parametres.hpp"
#include "rapprochement/rapprochement.hpp"

namespace metier::jeunes {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using acces::Trace;
using web::Html;
using web::Reply;

namespace {

/// Un formulaire ouvert avant une fusion s'enregistre dans le dossier gardé, pas dans celui qu'elle a absorbé.
Jeune exiger_garde(Contexte& cx, Id<Jeune>& id) {
    auto j = exiger(cx, id);
    id = j.id;
    return j;
}

// Identité

void remplir(IdentiteForm& f, Jeune const& j) {
    f.nom.set(j.nom);
    f.nom_usage.set(j.nom_usage);
    f.prenom.set(j.prenom);
    f.autres_prenoms.set(j.autres_prenoms);
    if (j.sexe != Sexe::inconnu)
        f.sexe.set(std::string(code(j.sexe)));
    f.naissance.set(j.naissance);
    f.commune_naissance.set(j.commune_naissance);
    f.adresse.set(j.adresse);
    f.code_postal.set(j.code_postal);
    f.commune.set(j.commune);
    f.telephone.set(j.telephone);
    f.courriel.set(j.courriel);
    f.version.set(j.version);
}

/// Ce qu'une source propose prend place dans le formulaire ; rien n'est écrit avant que quelqu'un enregistre.
void reprendre(Contexte& cx, IdentiteForm& f, Jeune const& j) {
    auto n = web::lire_entier(cx.requete().param("depuis"));
    if (!n)
        return;
    auto db = cx.db();
    for (auto const& p : propositions(db, j.id))
        if (p.identite.valeur == *n)
            for (auto* c : web::champs_de(f))
                if (c->label() == p.champ) {
                    auto valeur =
                        p.champ == "Sexe" ? (p.valeur_de_la_source == "Féminin" ? "F" : "M") : p.valeur_de_la_source;
                    c->read({{c->name(), valeur}});
                }
}

IdentiteLue saisie(IdentiteForm const& f) {
    IdentiteLue i;
    i.nom = *f.nom;
    i.nom_usage = f.nom_usage.value().value_or("");
    i.prenoms = {*f.prenom};
    if (f.autres_prenoms)
        i.prenoms.push_back(*f.autres_prenoms);
    i.sexe = lire_code<Sexe>(f.sexe.value().value_or("")).value_or(Sexe::inconnu);
    i.naissance = f.naissance.value();
    i.commune_naissance = f.commune_naissance.value().value_or("");
    i.adresse = f.adresse.value().value_or("");
    i.code_postal = f.code_postal.value().value_or("");
    i.commune = f.commune.value().value_or("");
    i.telephone = f.telephone.value().value_or("");
    i.courriel = f.courriel.value().value_or("");
    return i;
}

Jeune corrige(Jeune j, IdentiteForm const& f) {
    auto i = saisie(f);
    j.nom = i.nom;
    j.nom_usage = i.nom_usage;
    j.prenom = *f.prenom;
    j.autres_prenoms = f.autres_prenoms.value().value_or("");
    j.sexe = i.sexe;
    j.naissance = i.naissance;
    j.commune_naissance = i.commune_naissance;
    j.adresse = i.adresse;
    j.code_postal = i.code_postal;
    j.commune = i.commune;
    j.telephone = i.telephone;
    j.courriel = i.courriel;
    return j;
}

void borner(IdentiteForm& f, Contexte& cx) { f.naissance.between(base::plus_annees(cx.jour(), -40), cx.jour()); }

Reply formulaire_identite(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    IdentiteForm form;
    borner(form, cx);
    remplir(form, j);
    reprendre(cx, form, j);
    return cx.page(page_formulaire("Modifier l’identité", j, web::lien("/jeunes/{}/identite", id), cx.csrf(), form,
                                   "Enregistrer"));
}

/// Les deux versions côte à côte : la vôtre reste dans le formulaire, rien n'est perdu (C-113).
Page page_conflit(Contexte& cx, Jeune const& actuel, IdentiteForm& form) {
    IdentiteForm notre;
    remplir(notre, actuel);
    std::vector<web::LigneComparee> lignes;
    auto a = web::champs_de(form), b = web::champs_de(notre);
    for (std::size_t i = 0; i + 1 < a.size(); ++i)
        lignes.push_back({a[i]->label(), std::string(a[i]->typed_first()), std::string(b[i]->typed_first())});
    form.version.set(actuel.version);
    auto avant = web::ensemble(
        web::notice(
            web::Ton::attention,
            "Quelqu’un a enregistré avant vous. Comparez : si votre version est la bonne, enregistrez de nouveau."),
        web::cote_a_cote("Les deux versions", "Votre saisie", "Enregistré entre-temps", lignes));
    return page_formulaire("Modifier l’identité", actuel, web::lien("/jeunes/{}/identite", actuel.id), cx.csrf(), form,
                           "Enregistrer ma version", avant);
}

Reply modifier_identite(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    IdentiteForm form;
    borner(form, cx);
    if (!cx.lire(form))
        return cx.invalide(page_formulaire("Modifier l’identité", j, web::lien("/jeunes/{}/identite", id), cx.csrf(),
                                           form, "Enregistrer"));
    bool fait = cx.acte_ou_conflit(Acte::identite_modifiee, [&](Writer& db, Trace& trace) {
        corriger_identite(db, corrige(j, form), form.version.value().value_or(0));
        trace_de(trace, cx, id, "identite");
    });
    if (!fait)
        return cx.conflit(page_conflit(cx, exiger(cx, id), form));
    return cx.voir(lien(id).ancre("identite"), "Identité enregistrée.");
}

Reply verifier(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    auto version = web::lire_entier(cx.requete().field("version")).value_or(0);
    bool fait = cx.acte_ou_conflit(Acte::identite_verifiee, [&](Writer& db, Trace& trace) {
        verifier_identite(db, id, version, cx.agent(), cx.instant());
        trace_de(trace, cx, id, "identite");
    });
    return fait ? cx.voir(lien(id).ancre("identite"), "Identité vérifiée : une liste reçue ne la changera plus.")
                : cx.voir(lien(id).ancre("identite"),
                          "L’identité a changé entre-temps : relisez-la avant de la vérifier.", web::Ton::attention);
}

// Créer à la main

struct Proche {
    Resume resume;
    std::string pourquoi;
};

/// C-124 : ceux qui pourraient être cette personne, avec ce qui le fait dire. Hors portée, on n'en sait rien ici.
std::vector<Proche> deja_connus(Contexte& cx, IdentiteLue const& i) {
    auto db = cx.db();
    auto cherche = fiche(i, cx.coffre());
    auto modele = rapprochement::modele_d_un_bassin(100'000, 100'000);
    std::vector<std::pair<Id<Jeune>, std::string>> vus;
    for (auto const& c : candidats(db, cherche, 20)) {
        auto e = rapprochement::comparer(cherche, c.fiche, modele);
        if (e.probabilite < rapprochement::Seuils{}.douteux)
            continue;
        std::string pourquoi;
        for (auto const& l : e.lignes)
            if (l.dixiemes != 0)
                pourquoi += (pourquoi.empty() ? "" : " ; ") + l.phrase;
        vus.emplace_back(c.jeune, pourquoi);
    }
    std::vector<Id<Jeune>> ids;
    for (auto const& [id, pourquoi] : vus)
        ids.push_back(id);
    std::vector<Proche> liste;
    for (auto& r : resumes(db, cx.portee(), ids, cx.jour()))
        for (auto const& [id, pourquoi] : vus)
            if (id == r.id)
                liste.push_back({r, pourquoi});
    return liste;
}

Page page_nouveau(Contexte& cx, IdentiteForm& form, std::vector<Proche> const& proches) {
    Html avertis;
    if (!proches.empty())
        avertis = web::notice(
            web::Ton::attention, "Ce jeune a peut-être déjà un dossier",
            web::ensemble(web::ul(web::each(
                              proches,
                              [](Proche const& p) {
                                  return web::li(web::a(web::href(lien(p.resume.id)),
                                                        nom_affiche(p.resume.nom, p.resume.nom_usage, p.resume.prenom)),
                                                 ", né(e) le ", p.resume.naissance, ". ", p.pourquoi, ".");
                              })),
                          web::p("Si c’est la même personne, ouvrez son dossier. Sinon, créez le nouveau.")));
    Html contenu;
    for (auto const* c : web::champs_de(form))
        if (c->name() != "version")
            contenu += web::champ(*c);
    auto bouton = proches.empty()
                      ? web::bouton("Créer le dossier")
                      : web::bouton(web::name("malgre"), web::value("1"), "Créer quand même un nouveau dossier");
    return {"Nouveau dossier", "Jeunes", fil_du_dossier(),
            web::ensemble(web::h1("Nouveau dossier"), web::resume_erreurs(form), avertis,
                          web::formulaire(web::lien("/jeunes"), cx.csrf(), contenu,
                                          web::boutons(bouton, web::lien_bouton(web::lien("/jeunes"), "Annuler"))))};
}

Reply nouveau(Contexte& cx) {
    IdentiteForm form;
    return cx.page(page_nouveau(cx, form, {}));
}

/// Bassin de celui qui crée : sans lui, il ne verrait pas le dossier qu'il vient d'ouvrir.
std::optional<Id<Territoire>> bassin_du_role(Reader& db, acces::Portee const& portee) {
    return db.maybe<Id<Territoire>>(
        "select coalesce(r.territoire_id, e.territoire_id, (select min(b.territoire_id) from reseau_bassin b where "
        "b.reseau_id = r.reseau_id)) "
        "from role_tenu r left join etablissement e on e.id = r.etablissement_id where r.id = ? "
        "and coalesce(r.territoire_id, e.territoire_id, r.reseau_id) is not null",
        portee.role_tenu);
}

Reply creer_a_la_main(Contexte& cx) {
    IdentiteForm form;
    borner(form, cx);
    if (!cx.lire(form))
        return cx.invalide(page_nouveau(cx, form, {}));
    auto identite = saisie(form);
    if (cx.requete().field("malgre").empty())
        if (auto proches = deja_connus(cx, identite); !proches.empty())
            return cx.invalide(page_nouveau(cx, form, proches));
    auto id = cx.acte(Acte::jeune_cree, [&](Writer& db, Trace& trace) {
        auto s = source(db, "saisie", "Saisie d’un agent", GenreSource::saisie);
        auto cle = cle_par_defaut(identite) + ":" + base::jeton(6);
        auto cree = creer(db, cx.coffre(), cx.instant(), s, cle, identite, bassin_du_role(db, cx.portee()));
        entrer_dans_le_cercle(db, cree, cx.agent(), cx.jour());
        if (cx.role() != acces::Role::coordonnateur && cx.role() != acces::Role::referent_decrochage)
            entrer_en_psad(db, cree, cx.jour());
        trace = {cree, "jeune/" + std::to_string(cree.valeur), "", "suivi"};
        return cree;
    });
    return cx.voir(lien(id), "Dossier créé.");
}

// Responsables

void remplir(ResponsableForm& f, ResponsableVu const& r) {
    f.lien.offer_choices(f.lien.choices());
    bool connu = std::ranges::any_of(f.lien.choices(), [&](web::Choix const& c) { return c.code == r.personne.lien; });
    f.lien.set(connu ? r.personne.lien : std::string("autre"));
    f.niveau.set(r.personne.niveau);
    f.nom.set(r.personne.nom);
    f.prenom.set(r.personne.prenom);
    f.telephone.set(r.personne.telephone);
    f.courriel.set(r.personne.courriel);
    f.adresse.set(r.personne.adresse);
    f.code_postal.set(r.personne.code_postal);
    f.commune.set(r.personne.commune);
    f.langue.set(r.personne.langue);
    if (r.personne.accepte_sms)
        f.accepte_sms.set(true);
    if (!r.personne.contact_autorise)
        f.ne_pas_joindre.set(true);
    f.version.set(r.version);
}

Responsable saisi(ResponsableForm const& f) {
    Responsable r;
    r.lien = *f.lien;
    r.niveau = *f.niveau;
    r.nom = *f.nom;
    r.prenom = f.prenom.value().value_or("");
    r.telephone = f.telephone.value().value_or("");
    r.courriel = f.courriel.value().value_or("");
    r.adresse = f.adresse.value().value_or("");
    r.code_postal = f.code_postal.value().value_or("");
    r.commune = f.commune.value().value_or("");
    r.langue = f.langue.value().value_or("");
    r.accepte_sms = f.accepte_sms.value().value_or(false);
    r.contact_autorise = !f.ne_pas_joindre.value().value_or(false);
    return r;
}

Reply nouveau_responsable(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    ResponsableForm form;
    return cx.page(page_formulaire("Ajouter un responsable", j, web::lien("/jeunes/{}/responsables", id), cx.csrf(),
                                   form, "Ajouter"));
}

Reply ajouter(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    ResponsableForm form;
    if (!cx.lire(form))
        return cx.invalide(page_formulaire("Ajouter un responsable", j, web::lien("/jeunes/{}/responsables", id),
                                           cx.csrf(), form, "Ajouter"));
    cx.acte(Acte::responsable_modifie, [&](Writer& db, Trace& trace) {
        ajouter_responsable(db, id, saisi(form));
        trace_de(trace, cx, id, "responsable");
    });
    return cx.voir(lien(id).ancre("responsables"), "Responsable ajouté.");
}

ResponsableVu exiger_responsable(Contexte& cx, Id<Jeune> jeune, Id<Responsable_> id) {
    auto db = cx.db();
    for (auto& r : responsables(db, jeune))
        if (r.id == id)
            return r;
    throw web::not_found();
}

Page page_responsable(Contexte& cx, Jeune const& j, Id<Responsable_> id, ResponsableForm& form,
                      Html const& avant = {}) {
    return page_formulaire("Modifier un responsable", j, web::lien("/jeunes/{}/responsables/{}", j.id, id), cx.csrf(),
                           form, "Enregistrer", avant);
}

Reply formulaire_responsable(Contexte& cx, Id<Jeune> jeune, Id<Responsable_> id) {
    auto j = exiger_garde(cx, jeune);
    ResponsableForm form;
    remplir(form, exiger_responsable(cx, jeune, id));
    return cx.page(page_responsable(cx, j, id, form));
}

Reply modifier_responsable(Contexte& cx, Id<Jeune> jeune, Id<Responsable_> id) {
    auto j = exiger_garde(cx, jeune);
    exiger_responsable(cx, jeune, id);
    ResponsableForm form;
    if (!cx.lire(form))
        return cx.invalide(page_responsable(cx, j, id, form));
    bool fait = cx.acte_ou_conflit(Acte::responsable_modifie, [&](Writer& db, Trace& trace) {
        corriger_responsable(db, jeune, id, form.version.value().value_or(0), saisi(form));
        trace_de(trace, cx, jeune, "responsable/" + std::to_string(id.valeur));
    });
    if (!fait) {
        auto actuel = exiger_responsable(cx, jeune, id);
        form.version.set(actuel.version);
        auto avant = web::notice(web::Ton::attention,
                                 "Quelqu’un a enregistré avant vous : " + actuel.personne.prenom + " " +
                                     actuel.personne.nom + ", " + base::affiche_telephone(actuel.personne.telephone) +
                                     ". Votre saisie est ci-dessous ; enregistrez de nouveau si elle est la bonne.");
        return cx.conflit(page_responsable(cx, j, id, form, avant));
    }
    return cx.voir(lien(jeune).ancre("responsables"), "Responsable enregistré.");
}

// Situation, référent, information, points d'appui

Reply formulaire_situation(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    SituationForm form;
    form.du.set(cx.jour());
    return cx.page(page_formulaire("Noter une situation", j, web::lien("/jeunes/{}/situation", id), cx.csrf(), form,
                                   "Enregistrer"));
}

/// Un contrat d'apprentissage en dure quatre au plus : une fin plus lointaine est une faute de frappe.
constexpr int annees_au_plus = 5;

/// Ni l'école avant deux ans, ni le travail avant l'âge que dit la loi.
bool a_l_age_de(Contexte& cx, SituationForm& form, Jeune const& j) {
    auto db = cx.db();
    auto ans = [&](std::string_view code) { return territoire::entier(db, code, cx.jour()); };
    switch (*form.genre) {
    case GenreSituation::apprenti:
    case GenreSituation::stagiaire:
    case GenreSituation::emploi:
    case GenreSituation::service_civique:
        return pas_avant_l_age(form.du, j.naissance, ans("situation.age_travail"), "on ne travaille pas encore");
    case GenreSituation::scolarise:
        return pas_avant_l_age(form.du, j.naissance, ans("situation.age_ecole"), "on ne va pas encore à l’école");
    case GenreSituation::accompagne:
    case GenreSituation::sans_solution:
    case GenreSituation::inconnue: break;
    }
    return pas_avant_la_naissance(form.du, j.naissance);
}

Reply noter(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    SituationForm form;
    form.du.between({}, base::plus_mois(cx.jour(), 12));
    form.au.between({}, base::plus_annees(cx.jour(), annees_au_plus));
    auto refuser = [&] {
        return cx.invalide(page_formulaire("Noter une situation", j, web::lien("/jeunes/{}/situation", id), cx.csrf(),
                                           form, "Enregistrer"));
    };
    bool bon = cx.lire(form);
    if (!bon || !a_l_age_de(cx, form, j))
        return refuser();
    Situation s{*form.genre,     *form.du,     form.au.value(), form.structure.value().value_or(""),
                *form.fondement, cx.instant(), cx.agent(),      "saisie"};
    auto db = cx.db();
    if (auto refus = placer(situations(db, id), s).refus; !refus.empty()) {
        form.du.refuse(refus);
        return refuser();
    }
    cx.acte(Acte::situation_notee, [&](Writer& w, Trace& trace) {
        ensure(noter_situation(w, id, s).refus.empty(), "une situation placée juste avant se note");
        trace_de(trace, cx, id, "situation");
    });
    return cx.voir(lien(id).ancre("situations"), "Situation notée.");
}

Reply formulaire_referent(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    ReferentForm form;
    auto db = cx.db();
    form.agent.offer(referents_possibles(db, id, cx.jour()));
    if (auto actuel = referent(db, id))
        form.agent.set(actuel->agent);
    return cx.page(
        page_formulaire("Désigner le référent", j, web::lien("/jeunes/{}/referent", id), cx.csrf(), form, "Désigner"));
}

Reply designer(Contexte& cx, Apports const& apports, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    exiger_d_ecrire(cx, id);
    ReferentForm form;
    auto lecteur = cx.db();
    form.agent.offer(referents_possibles(lecteur, id, cx.jour()));
    if (!cx.lire(form))
        return cx.invalide(page_formulaire("Désigner le référent", j, web::lien("/jeunes/{}/referent", id), cx.csrf(),
                                           form, "Désigner"));
    if (auto avis = avis_sur_les_mots(cx, {form.motif.value().value_or("")}); !avis.empty())
        return cx.invalide(page_formulaire("Désigner le référent", j, web::lien("/jeunes/{}/referent", id), cx.csrf(),
                                           form, bouton_d_enregistrement(true), avis));
    auto passees = cx.acte(Acte::referent_designe, [&](Writer& db, Trace& trace) {
        auto ancien = referent(db, id);
        designer_referent(db, id, *form.agent, cx.jour(), form.motif.value().value_or("relais"));
        std::int64_t n = 0;
        if (ancien && ancien->agent != *form.agent)
            for (auto const& passer : apports.relais())
                n += passer(db, cx, id, ancien->agent, *form.agent);
        trace_de(trace, cx, id, "cercle");
        if (n > 0)
            trace.detail = base::pluriel(n, "échéance passée", "échéances passées");
        return n;
    });
    return cx.voir(lien(id).ancre("cercle"),
                   "Référent désigné." + (passees > 0 ? " Ce qui restait à faire lui revient : " +
                                                            base::pluriel(passees, "échéance", "échéances") + "."
                                                      : std::string{}));
}

Page page_information(Contexte& cx, Jeune const& j, InformationForm& form, Html const& avis = {}) {
    return page_formulaire("Information sur les données", j, web::lien("/jeunes/{}/information", j.id), cx.csrf(), form,
                           bouton_d_enregistrement(!avis.empty()), avis);
}

Reply formulaire_information(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    InformationForm form;
    form.jour.set(j.informe_le);
    if (!j.non_informe_motif.empty())
        form.motif.set(j.non_informe_motif);
    return cx.page(page_information(cx, j, form));
}

/// R-78 : une date de remise, ou pourquoi elle manque ; l'un ou l'autre.
bool remise_ou_motif(InformationForm& form) {
    if (form.jour && form.motif)
        form.motif.refuse("La notice a été remise, ou ne l’a pas été : gardez la date ou le motif.");
    if (!form.jour && !form.motif)
        form.jour.refuse("Donnez la date de remise ; si la notice n’a pas été remise, dites pourquoi.");
    return form.jour.value().has_value() != form.motif.value().has_value();
}

Reply informer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    InformationForm form;
    form.jour.between(base::plus_annees(cx.jour(), -5), cx.jour());
    if (!cx.lire(form) || !remise_ou_motif(form) || !pas_avant_la_naissance(form.jour, j.naissance))
        return cx.invalide(page_information(cx, j, form));
    auto motif = form.motif.value().value_or("");
    if (auto avis = avis_sur_les_mots(cx, {motif}); !avis.empty())
        return cx.invalide(page_information(cx, j, form, avis));
    cx.acte(Acte::information_notee, [&](Writer& db, Trace& trace) {
        if (form.jour)
            noter_information(db, id, *form.jour);
        else
            noter_non_information(db, id, motif);
        trace_de(trace, cx, id, "information");
        trace.detail = form.jour ? "remise" : "pas remise";
    });
    return cx.voir(lien(id), form.jour ? "Date de remise de la notice enregistrée."
                                       : "Le motif est noté : la notice reste à remettre dès que possible.");
}

Page page_appui(Contexte& cx, Jeune const& j, AppuiForm& form, Html const& bouton_, Html const& avant = {}) {
    return page_formulaire("Points d’appui", j, web::lien("/jeunes/{}/appui", j.id), cx.csrf(), form, bouton_, avant);
}

Reply formulaire_appui(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    AppuiForm form;
    form.points_d_appui.set(j.points_d_appui);
    form.version.set(j.version);
    return cx.page(page_appui(cx, j, form, bouton_d_enregistrement(false)));
}

Reply appuyer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger_garde(cx, id);
    AppuiForm form;
    if (!cx.lire(form))
        return cx.invalide(page_appui(cx, j, form, bouton_d_enregistrement(false)));
    if (auto avis = avis_sur_les_mots(cx, {form.points_d_appui.value().value_or("")}); !avis.empty())
        return cx.invalide(page_appui(cx, j, form, bouton_d_enregistrement(true), avis));
    bool fait = cx.acte_ou_conflit(Acte::identite_modifiee, [&](Writer& db, Trace& trace) {
        noter_points_d_appui(db, id, form.version.value().value_or(0), form.points_d_appui.value().value_or(""));
        trace_de(trace, cx, id, "appui");
    });
    if (fait)
        return cx.voir(lien(id).ancre("appui"), "Points d’appui enregistrés.");
    auto actuel = exiger(cx, id);
    form.version.set(actuel.version);
    auto avant = web::ensemble(
        web::notice(web::Ton::attention,
                    "Quelqu’un a enregistré avant vous. Son texte est ci-dessous, le vôtre dans le champ."),
        web::blockquote(actuel.points_d_appui));
    return cx.conflit(page_appui(cx, actuel, form, web::bouton("Enregistrer ma version"), avant));
}

} // namespace

void routes_des_saisies(acces::Routes& r, Apports const& apports) {
    r.get("/jeunes/nouveau", Droit::tenir_dossier, nouveau);
    r.post("/jeunes", Droit::tenir_dossier, creer_a_la_main);
    r.get("/jeunes/{id}/identite", Droit::tenir_dossier, formulaire_identite);
    r.post("/jeunes/{id}/identite", Droit::tenir_dossier, modifier_identite);
    r.post("/jeunes/{id}/verification-identite", Droit::tenir_dossier, verifier);
    r.get("/jeunes/{id}/responsables/nouveau", Droit::tenir_dossier, nouveau_responsable);
    r.post("/jeunes/{id}/responsables", Droit::tenir_dossier, ajouter);
    r.get("/jeunes/{id}/responsables/{responsable}", Droit::tenir_dossier, formulaire_responsable);
    r.post("/jeunes/{id}/responsables/{responsable}", Droit::tenir_dossier, modifier_responsable);
    r.get("/jeunes/{id}/situation", Droit::tenir_dossier, formulaire_situation);
    r.post("/jeunes/{id}/situation", Droit::tenir_dossier, noter);
    r.get("/jeunes/{id}/referent", Droit::tenir_dossier, formulaire_referent);
    r.post("/jeunes/{id}/referent", Droit::tenir_dossier,
           [&apports](Contexte& cx, Id<Jeune> id) { return designer(cx, apports, id); });
    r.get("/jeunes/{id}/information", Droit::tenir_dossier, formulaire_information);
    r.post("/jeunes/{id}/information", Droit::tenir_dossier, informer);
    r.get("/jeunes/{id}/appui", Droit::tenir_dossier, formulaire_appui);
    r.post("/jeunes/{id}/appui", Droit::tenir_dossier, appuyer);
}

} // namespace metier::jeunes
