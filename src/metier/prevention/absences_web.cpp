// Recevoir les absences d'un logiciel de vie scolaire : déposer, relire ce qui changera, appliquer, défaire.
#include <sstream>

#include "base/secret.hpp"
#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/prevention/absences_web.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::prevention {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

struct FormDepot {
    web::FileField fichier{
        "fichier", "Fichier d’absences",
        "Export de Pronote, EDT, Kosmos, GEPI ou SIECLE, en CSV, XLSX ou XML. Les motifs ne sont pas "
        "gardés",
        ".csv,.txt,.xlsx,.xml"};
    web::Field<Mode> mode{"mode", "Demi-journées du logiciel", web::required, web::radio};
    web::Field<Date> du{"du", "Période, du", web::hint("Exigée si le fichier ne donne que des totaux")};
    web::Field<Date> au{"au", "Période, au"};
    web::Field<bool> vide{"vide", "Une case « Justifiée » vide veut dire non justifiée",
                          web::hint("À cocher si votre logiciel n’écrit que les Oui. Sinon, ces lignes sont écartées")};
    auto fields() { return std::tie(mode, du, au, vide); }
    std::vector<Erreur> erreurs() const {
        auto liste = web::erreurs(*this);
        if (!fichier.error().empty())
            liste.insert(liste.begin(), {fichier.name(), fichier.label(), fichier.error()});
        return liste;
    }
};

Lien lien_des_absences() { return web::lien("/absences"); }
Lien lien_de_l_import(Id<ImportDAbsences> id) { return web::lien("/absences/importations/{}", id); }

Id<Etablissement> exiger_l_etablissement(Contexte& cx) {
    auto db = cx.db();
    auto ici = mon_etablissement(db, cx.portee());
    if (!ici)
        throw not_found();
    return *ici;
}

ImportDAbsences exiger_import(Contexte& cx, Id<ImportDAbsences> id) {
    auto db = cx.db();
    auto i = import_d_absences(db, cx.portee(), id);
    if (!i)
        throw not_found();
    return *i;
}

Html depot(FormDepot const& form, Csrf const& csrf) {
    return details(etat("open", !form.erreurs().empty()), summary("Recevoir un fichier d’absences"),
                   formulaire_fichier(web::lien("/absences/importations"), csrf, champ(form.fichier), champ(form.mode),
                                      champ(form.du), champ(form.au), champ(form.vide),
                                      boutons(bouton("Voir ce qui changera"))));
}

struct FormJours {
    web::Field<bool> mercredi{"mercredi", "Cours le mercredi après-midi"};
    web::Field<bool> samedi{"samedi", "Cours le samedi matin"};
    auto fields() { return std::tie(mercredi, samedi); }
};

/// Ce jour-là sans classe, une absence ne compte pas : chaque établissement dit le sien.
Html jours_de_classe(Contexte& cx, Reader& db, Id<Etablissement> ici) {
    auto c = territoire::calendrier(db, ici, cx.jour());
    FormJours form;
    form.mercredi.set(c.mercredi_apres_midi);
    form.samedi.set(c.samedi_matin);
    return details(summary("Jours de classe de l’établissement"),
                   formulaire(web::lien("/absences/jours"), cx.csrf(), champ(form.mercredi), champ(form.samedi),
                              boutons(bouton_secondaire("Enregistrer"))));
}

Html ligne_d_import(ImportDAbsences const& i) {
    return tr(td(a(href(lien_de_l_import(i.id)), i.nom)), td(i.depose_le), td(i.du, " – ", i.au), td(libelle(i.etat)),
              td(clas("num"), i.retenues), td(clas("num"), i.refusees + i.inconnues));
}

Html ligne_d_alerte(Alerte const& x) {
    return tr(td(a(href(lien(x.id)), x.nom_affiche())), td(mois_affiche(x.mois)),
              td(badge(ton(x.niveau), libelle(x.niveau))), td(clas("num"), x.nombre),
              td(x.suites > 0 ? base::pluriel(x.suites, "suite donnée", "suites données") : "Rien encore"));
}

Html les_alertes(Contexte& cx, Reader& db) {
    auto liste = alertes_ouvertes(db, cx.portee());
    if (liste.empty())
        return etat_vide("Aucune alerte d’absence ouverte.");
    return tableau(base::pluriel(static_cast<long long>(liste.size()), "alerte ouverte", "alertes ouvertes"),
                   {{"Élève"}, {"Mois"}, {"Niveau"}, {"Demi-journées", "", "num"}, {"Suites"}},
                   each(liste, ligne_d_alerte));
}

acces::Page page_des_absences(Contexte& cx, FormDepot const& form) {
    auto db = cx.db();
    auto ici = mon_etablissement(db, cx.portee());
    Html recus;
    if (ici) {
        auto f = fraicheur(db, *ici, cx.jour());
        auto imports = imports_d_absences(db, *ici);
        auto table = imports.empty() ? Html{}
                                     : tableau("Fichiers reçus, le dernier d’abord",
                                               {{"Fichier"},
                                                {"Reçu le"},
                                                {"Période"},
                                                {"État"},
                                                {"Lignes prises", "", "num"},
                                                {"Écartées", "", "num"}},
                                               each(imports, ligne_d_import));
        recus = ensemble(notice(f.calculable(cx.jour()) ? Ton::information : Ton::attention, f.dite(cx.jour())),
                         when(cx.peut(Droit::tenir_prevention),
                              [&] { return ensemble(depot(form, cx.csrf()), jours_de_classe(cx, db, *ici)); }),
                         table);
    }
    return {.titre = "Absences",
            .rubrique = rubrique_prevention,
            .fil = {{"Prévention", web::lien("/prevention")}},
            .contenu = ensemble(h1("Absences"), resume_erreurs(form.erreurs()), h2("Alertes"), les_alertes(cx, db),
                                when(ici.has_value(), [&] { return ensemble(h2("Fichiers"), recus); }))};
}

Reply lister(Contexte& cx) {
    FormDepot form;
    form.mode.set(Mode::brutes);
    return cx.page(page_des_absences(cx, form));
}

Reply recevoir(Contexte& cx) {
    auto ici = exiger_l_etablissement(cx);
    FormDepot form;
    auto rentree = base::AnneeScolaire::du(cx.jour()).premier_jour();
    form.du.between(rentree, cx.jour());
    form.au.between(rentree, cx.jour());
    bool bon = cx.lire(form);
    bon = form.fichier.read(cx.requete()) && bon;
    if (form.du && form.au && *form.au < *form.du) {
        form.au.refuse("La fin de la période est avant son début.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_des_absences(cx, form));
    auto const& recu = *form.fichier;
    DemandeDImport d{ici, recu.path, recu.filename, *form.mode, form.du.value(), form.au.value(), *form.vide};
    auto db = cx.db();
    auto sha256 = base::sha256_de_fichier(recu.path);
    Prevu prevu;
    try {
        prevu = prevoir(db, d, cx.jour());
    } catch (documents::FichierRefuse const& e) { // un fichier refusé est une saisie à corriger
        form.fichier.refuse(documents::phrase(e.refus()));
        return cx.invalide(page_des_absences(cx, form));
    }
    if (!prevu.refus.empty()) {
        auto pourquoi = prevu.refus;
        for (auto const& e : prevu.ecartees)
            if (&e - prevu.ecartees.data() < 3)
                pourquoi += " " + e;
        form.fichier.refuse(pourquoi);
        return cx.invalide(page_des_absences(cx, form));
    }
    if (auto deja = deja_applique(db, d, prevu, sha256); deja && prevu.changements == 0)
        return cx.voir(lien_de_l_import(*deja), "Ce fichier a déjà été appliqué : rien ne change.", Ton::information);
    auto id = cx.acte(Acte::fichier_depose, [&](Writer& w, acces::Trace& trace) {
        auto depose = deposer(w, cx.coffre(), auteur(cx), d, prevu, sha256);
        trace.objet = "absence_import/" + std::to_string(depose.valeur);
        trace.detail = prevu.libelle;
        return depose;
    });
    return cx.voir(lien_de_l_import(id), "Fichier lu. Rien n’est encore écrit.");
}

Html phrases(std::string const& titre, std::string const& texte) {
    Html items;
    std::istringstream lignes{texte};
    for (std::string l; std::getline(lignes, l);)
        if (!l.empty())
            items += li(l);
    return items.empty() ? Html{} : ensemble(h2(titre), ul(items));
}

Html boutons_d_import(Contexte& cx, ImportDAbsences const& i) {
    auto vers = [&](std::string_view quoi, Html const& b) {
        auto ou = quoi == "application" ? web::lien("/absences/importations/{}/application", i.id)
                  : quoi == "abandon"   ? web::lien("/absences/importations/{}/abandon", i.id)
                                        : web::lien("/absences/importations/{}/annulation", i.id);
        return formulaire(ou, cx.csrf(), version_montree(i.version), b);
    };
    if (i.etat == EtatDImport::prevu)
        return boutons(vers("application", bouton("Appliquer")), vers("abandon", bouton_secondaire("Abandonner")));
    if (i.etat == EtatDImport::applique)
        return boutons(vers("annulation", bouton_secondaire("Défaire ce fichier")));
    return {};
}

Reply montrer_import(Contexte& cx, Id<ImportDAbsences> id) {
    auto i = exiger_import(cx, id);
    auto rapport = i.rapport.empty() ? std::string("\n\n") : cx.coffre().dechiffrer(i.rapport);
    auto coupure = rapport.find("\n\n");
    auto annonce = i.etat == EtatDImport::prevu
                       ? (i.changements == 0 ? "Rien ne changera : tout est déjà ainsi."
                                             : base::pluriel(i.changements, "demi-journée ou total changera",
                                                             "demi-journées ou totaux changeront") +
                                                   ". Un élève absent de ce fichier garde ce qui est déjà noté.")
                       : std::string(libelle(i.etat)) + ".";
    return cx.page(
        {.titre = i.nom,
         .rubrique = rubrique_prevention,
         .fil = {{"Prévention", web::lien("/prevention")}, {"Absences", lien_des_absences()}},
         .contenu = ensemble(
             h1(i.nom), notice(Ton::information, annonce),
             definitions({definition("Période", ensemble(i.du, " – ", i.au)), definition("Lignes lues", i.lues),
                          definition("Prises", i.retenues), definition("Mal formées ou hors période", i.refusees),
                          definition("Élève non retrouvé", i.inconnues), definition("Mode", libelle(i.mode)),
                          definition("Reçu par", i.agent)}),
             when(cx.peut(Droit::tenir_prevention), [&] { return boutons_d_import(cx, i); }),
             phrases("À savoir", rapport.substr(0, coupure)),
             phrases("Lignes écartées", coupure == rapport.npos ? "" : rapport.substr(coupure + 2)))});
}

template <class F>
Reply changer(Contexte& cx, Id<ImportDAbsences> id, std::string const& fait, F f) {
    exiger_import(cx, id);
    auto version = lire_entier(cx.requete().field("version")).value_or(0);
    bool ecrit = cx.acte_ou_conflit(Acte::absences_importees, [&](Writer& db, acces::Trace& trace) {
        f(db, version);
        trace.objet = "absence_import/" + std::to_string(id.valeur);
        trace.detail = fait;
    });
    return cx.voir(
        lien_de_l_import(id),
        ecrit ? fait : "Ce n’est plus possible : quelqu’un l’a déjà fait, ou un fichier plus récent couvre ces jours.",
        ecrit ? Ton::succes : Ton::attention);
}

Reply appliquer_(Contexte& cx, Id<ImportDAbsences> id) {
    return changer(cx, id, "Absences appliquées.",
                   [&](Writer& db, auto version) { appliquer(db, cx.coffre(), auteur(cx), id, version); });
}
Reply abandonner_(Contexte& cx, Id<ImportDAbsences> id) {
    return changer(cx, id, "Fichier abandonné.", [&](Writer& db, auto version) { abandonner(db, id, version); });
}
Reply defaire_(Contexte& cx, Id<ImportDAbsences> id) {
    return changer(cx, id, "Fichier défait : les absences sont comme avant lui.",
                   [&](Writer& db, auto version) { defaire(db, cx.coffre(), auteur(cx), id, version); });
}

Reply fixer_les_jours(Contexte& cx) {
    auto ici = exiger_l_etablissement(cx);
    FormJours form;
    cx.lire(form);
    cx.acte(Acte::jours_de_classe_fixes, [&](Writer& db, acces::Trace& trace) {
        trace.objet = "etablissement/" + std::to_string(ici.valeur);
        territoire::fixer_les_jours_de_classe(db, ici, *form.mercredi, *form.samedi, cx.jour());
        auto annee = base::AnneeScolaire::du(cx.jour());
        tenir_les_alertes(db, cx.instant(), ici, mois_entre(annee.premier_jour(), cx.jour()));
    });
    return cx.voir(lien_des_absences(), "Jours de classe enregistrés, comptes refaits. Recevez de nouveau les fichiers "
                                        "déjà appliqués pour prendre ces demi-journées.");
}

} // namespace

void routes_des_absences(acces::Routes& r) {
    r.post("/absences/jours", Droit::tenir_prevention, fixer_les_jours);
    r.get("/absences", Droit::lire_prevention, lister);
    r.depot("/absences/importations", Droit::tenir_prevention, recevoir);
    r.get("/absences/importations/{id}", Droit::lire_prevention, montrer_import);
    r.post("/absences/importations/{id}/application", Droit::tenir_prevention, appliquer_);
    r.post("/absences/importations/{id}/abandon", Droit::tenir_prevention, abandonner_);
    r.post("/absences/importations/{id}/annulation", Droit::tenir_prevention, defaire_);
}

} // namespace metier::prevention
