#include "base/texte.hpp"
#include "metier/jeunes/dossier_pages.hpp"
#include "metier/jeunes/dossier_web.hpp"
#include "metier/jeunes/fusion.hpp"
#include "metier/territoire/parametres.hpp"
#include "rapprochement/rapprochement.hpp"
#include "web/parts/tableau.hpp"

namespace metier::jeunes {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Trace;
using web::Html;
using web::Reply;

namespace {

int delai(Contexte& cx) {
    auto db = cx.db();
    auto v = territoire::valeur(db, "fusion.delai_annulation", cx.jour());
    return v ? std::stoi(*v) : 90;
}

/// Ce que le moteur compare, en français, avec le poids de chaque champ ; l'INE n'est pas montré.
Html comparaison(Contexte& cx, Jeune const& a, Jeune const& b) {
    auto db = cx.db();
    auto fa = fiche(db, a.id), fb = fiche(db, b.id);
    ensure(fa && fb, "deux dossiers ouverts ont chacun leur fiche");
    auto e = rapprochement::comparer(*fa, *fb, rapprochement::modele_d_un_bassin(100'000, 100'000));
    std::vector<web::LigneComparee> lignes;
    for (auto const& l : e.lignes) {
        bool ine = l.champ == rapprochement::Champ::ine;
        lignes.push_back({std::string(rapprochement::libelle(l.champ)),
                          ine ? (l.valeur_a.empty() ? "" : "connu") : l.valeur_a,
                          ine ? (l.valeur_b.empty() ? "" : "connu") : l.valeur_b, l.dixiemes / 10.0, l.phrase});
    }
    auto percent = static_cast<int>(e.probabilite * 1000);
    return web::ensemble(web::cote_a_cote("Les deux dossiers, champ par champ", "Gardé : " + nom_affiche(a),
                                          "Absorbé : " + nom_affiche(b), lignes),
                         web::p("Vraisemblance que ce soit la même personne, selon le moteur : ",
                                std::to_string(percent / 10) + "," + std::to_string(percent % 10) + " %. ",
                                "C’est vous qui décidez."));
}

acces::Page page_fusion(Contexte& cx, Jeune const& garde, Jeune const& absorbe, FusionForm& form) {
    auto db = cx.db();
    auto pourquoi = empechement(db, garde.id, absorbe.id);
    auto inverser = web::p(
        web::a(web::href(web::lien("/jeunes/{}/fusion/{}", absorbe.id, garde.id)), "Garder plutôt l’autre dossier"));
    auto decision = pourquoi ? web::notice(web::Ton::erreur, "La fusion n’est pas possible", web::p(*pourquoi))
                             : web::formulaire(web::lien("/jeunes/{}/fusion/{}", garde.id, absorbe.id), cx.csrf(),
                                               web::champ(form.motif),
                                               web::p("Tout ce qui concerne le dossier absorbé rejoint le dossier "
                                                      "gardé : identités, INE, scolarité, contacts, tâches. "
                                                      "Une situation qui en chevaucherait une autre reste avec "
                                                      "l’ancien dossier. Vous pourrez défaire la fusion pendant ",
                                                      delai(cx), " jours."),
                                               web::boutons(web::bouton_danger("Fusionner les deux dossiers"),
                                                            web::lien_bouton(lien(garde.id), "Annuler")));
    return {"Comparer deux dossiers", "Jeunes", fil_du_dossier(&garde),
            web::ensemble(web::h1("Comparer deux dossiers"), web::resume_erreurs(form), comparaison(cx, garde, absorbe),
                          inverser, decision),
            true};
}

Reply comparer_(Contexte& cx, Id<Jeune> garde, Id<Jeune> absorbe) {
    auto a = exiger(cx, garde), b = exiger(cx, absorbe);
    if (a.id != garde || b.id != absorbe || a.id == b.id)
        throw web::not_found();
    cx.consulter(garde);
    cx.consulter(absorbe);
    FusionForm form;
    return cx.page(page_fusion(cx, a, b, form));
}

Reply fusionner_(Contexte& cx, Id<Jeune> garde, Id<Jeune> absorbe) {
    auto a = exiger(cx, garde), b = exiger(cx, absorbe);
    if (a.id != garde || b.id != absorbe || a.id == b.id)
        throw web::not_found();
    FusionForm form;
    auto lecteur = cx.db();
    if (!cx.lire(form) || empechement(lecteur, garde, absorbe))
        return cx.invalide(page_fusion(cx, a, b, form));
    cx.acte(Acte::dossiers_fusionnes, [&](Writer& db, Trace& trace) {
        auto f = fusionner(db, garde, absorbe, *form.motif, cx.agent(), cx.instant());
        trace = {garde, "fusion/" + std::to_string(f.valeur), "absorbe jeune/" + std::to_string(absorbe.valeur),
                 cx.exiger_visible(garde)};
    });
    return cx.voir(lien(garde), "Dossiers fusionnés. Vous pouvez défaire cette fusion depuis la page « Fusions ».");
}

Reply liste(Contexte& cx) {
    auto db = cx.db();
    auto jours = delai(cx);
    auto faites = fusions(db, cx.portee());
    auto lignes = web::each(faites, [&](FusionVue const& f) {
        bool encore = !f.defaite_le && cx.instant() <= f.faite_le + std::chrono::days{jours};
        auto quoi = f.defaite_le ? web::ensemble("Défaite le ", base::affiche(*f.defaite_le))
                    : encore     ? web::formulaire_bouton(
                                       web::lien("/fusions/{}/annulation", f.id), cx.csrf(),
                                       web::bouton_secondaire("Défaire", web::lecteur(" la fusion de ", f.nom_absorbe)))
                             : web::ensemble("Délai passé");
        return web::tr(web::th(web::scope("row"), web::a(web::href(lien(f.garde)), f.nom_garde)),
                       web::td(f.nom_absorbe), web::td(f.motif),
                       web::td(base::affiche(f.faite_le), f.agent.empty() ? "" : ", par " + f.agent), web::td(quoi));
    });
    auto corps = faites.empty() ? web::etat_vide("Aucune fusion de dossiers dans votre périmètre.")
                                : web::tableau("Fusions, la plus récente d’abord",
                                               {{"Gardé"}, {"Absorbé"}, {"Motif"}, {"Faite"}, {""}}, lignes);
    return cx.page({"Fusions", "Jeunes", fil_du_dossier(),
                    web::ensemble(web::h1("Fusions"), web::p("Une fusion se défait pendant ", jours, " jours."), corps),
                    true});
}

Reply defaire(Contexte& cx, Id<Fusion> id) {
    auto lecteur = cx.db();
    auto f = fusion(lecteur, cx.portee(), id);
    if (!f)
        throw web::not_found();
    auto jours = delai(cx);
    if (auto pourquoi = empechement_de_defaire(lecteur, id, cx.instant(), jours))
        return cx.voir(web::lien("/fusions"), *pourquoi, web::Ton::attention);
    cx.acte(Acte::fusion_defaite, [&](Writer& db, Trace& trace) {
        defaire_fusion(db, id, cx.agent(), cx.instant(), jours);
        trace = {f->garde, "fusion/" + std::to_string(id.valeur), "", cx.exiger_visible(f->garde)};
    });
    return cx.voir(web::lien("/fusions"), "Fusion défaite : les deux dossiers sont de nouveau séparés.");
}

} // namespace

void routes_des_fusions(acces::Routes& r) {
    r.get("/jeunes/{id}/fusion/{autre}", Droit::trancher, comparer_);
    r.post("/jeunes/{id}/fusion/{autre}", Droit::trancher, fusionner_);
    r.get("/fusions", Droit::trancher, liste);
    r.post("/fusions/{id}/annulation", Droit::trancher, defaire);
}

} // namespace metier::jeunes
