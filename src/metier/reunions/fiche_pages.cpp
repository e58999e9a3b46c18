#include "metier/reunions/fiche_pages.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::reunions {

using namespace web;
using agenda::Urgence;

namespace {

Html raisons(PointVu const& p, Date jour) {
    if (p.motifs.empty())
        return when(p.a_la_main && p.jeune, web::p(clas("point-pourquoi"), "Ajouté à la main."));
    return ul(clas("point-raisons"), each(p.motifs, [jour](MotifVu const& m) {
                  return li(etiquette(m.urgence, m.jour, m.faite, jour), " ", m.raison);
              }));
}

/// Les gestes de qui prépare : un seul formulaire pour tout l'ordre du jour.
Html gestes(Reunion const& r, PointVu const& p, std::string const& nom, bool premier, bool dernier) {
    auto geste = [&](std::string_view quoi, std::string_view signe, std::string_view dit) {
        return button(type("submit"), clas("btn btn-sm btn-outline-secondary"),
                      formaction(web::lien("/reunions/{}/points/{}/{}", r.id, p.id, quoi)),
                      span(aria("hidden", "true"), signe), lecteur(dit, " : ", nom));
    };
    auto champ_minutes = "minutes_" + std::to_string(p.id.valeur);
    return div(clas("point-gestes"), label(clas("visually-hidden"), pour(champ_minutes), "Minutes pour ", nom),
               input(type("number"), clas("form-control"), id(champ_minutes), name(champ_minutes),
                     value(std::to_string(p.minutes)), attr("min", 1), attr("max", 120)),
               span(clas("unite"), aria("hidden", "true"), "min"),
               when(!premier, [&] { return geste("monter", "↑", "Monter"); }),
               when(!dernier, [&] { return geste("descendre", "↓", "Descendre"); }),
               when(!p.examine_le, [&] { return geste("retirer", "×", "Retirer de l’ordre du jour"); }));
}

Html un_point(Reunion const& r, PointVu const& p, Date jour, bool prepare, bool premier, bool dernier,
              std::int64_t decisions) {
    auto nom = nom_du_point(p);
    auto age =
        when(p.jeune.has_value(), [&] { return span(clas("point-age"), jeunes::age_affiche(p.naissance, jour)); });
    auto tot = when(!p.part_a.empty(), [&] { return badge(Ton::attention, Icone::horloge, "Part tôt : " + p.part_a); });
    auto fait = when(p.examine_le.has_value(), [&] {
        return badge(Ton::succes, decisions > 0 ? "Examiné, " + base::pluriel(decisions, "décision") : "Examiné");
    });
    return li(clas(p.examine_le ? "point point-examine" : "point"), id("point-" + std::to_string(p.id.valeur)),
              div(clas("point-corps"),
                  web::p(clas("point-nom"), a(href(lien(r.id, p.id)), nom), " ", age, " ", fait, " ", tot),
                  raisons(p, jour)),
              prepare ? gestes(r, p, nom, premier, dernier)
                      : web::p(clas("point-gestes"), base::pluriel(p.minutes, "minute")));
}

Html limite(std::int64_t duree) { return li(clas("point-limite"), span("Au-delà des ", duree, " minutes prévues")); }

Html ordre_du_jour(acces::Contexte& cx, FicheMontree const& f) {
    auto const& r = f.ouverte.reunion;
    bool prepare = f.ouverte.prepare();
    std::vector<PointVu const*> vus;
    for (auto const& p : f.points)
        if (p.visible)
            vus.push_back(&p);
    auto caches = static_cast<long long>(f.points.size() - vus.size());
    Html lignes;
    std::int64_t minutes = 0;
    bool limite_dite = false;
    for (std::size_t i = 0; i < vus.size(); ++i) {
        minutes += vus[i]->minutes;
        if (minutes > r.duree && !limite_dite && i > 0)
            lignes += limite(r.duree), limite_dite = true;
        auto n = std::ranges::count(f.decisions, vus[i]->id, &DecisionVue::point);
        lignes += un_point(r, *vus[i], cx.jour(), prepare, i == 0, i + 1 == vus.size(), n);
    }
    auto cache_dit = when(caches > 0, [&] {
        return web::p(clas("aide-courte"), icone(Icone::cadenas), " ", base::pluriel(caches, "situation", "situations"),
                      " à l’ordre du jour ne vous ", caches == 1 ? "est pas ouverte." : "sont pas ouvertes.");
    });
    if (vus.empty())
        return ensemble(caches ? Html{} : etat_vide("L’ordre du jour est vide."), cache_dit);
    auto liste = ol(clas("points"), lignes);
    if (!prepare)
        return ensemble(liste, cache_dit);
    return ensemble(
        formulaire(web::lien("/reunions/{}/temps", r.id), cx.csrf(), clas("ordre-du-jour"),
                   // Entrée, dans un champ de minutes, enregistre les temps : pas le premier geste venu.
                   button(type("submit"), clas("visually-hidden"), attr("tabindex", "-1"), "Enregistrer les temps"),
                   liste,
                   boutons(bouton_secondaire("Enregistrer les temps"),
                           button(type("submit"), clas("btn btn-outline-secondary"),
                                  formaction(web::lien("/reunions/{}/classement", r.id)), "Reclasser par urgence"))),
        cache_dit);
}

Html remplir_(acces::Contexte& cx, FicheMontree const& f) {
    auto const& r = f.ouverte.reunion;
    if (!f.ouverte.prepare())
        return {};
    auto dossiers = when(type_de(r.genre).dossiers, [&] {
        if (!cx.peut(acces::Droit::lire_dossier) && !cx.peut(acces::Droit::lire_prevention))
            return web::p(clas("aide-courte"), "Votre rôle n’ouvre aucune situation\u00a0: un autre animateur, "
                                               "coordonnateur ou référent, remplit l’ordre du jour.");
        return boutons(formulaire_bouton(web::lien("/reunions/{}/remplissage", r.id), cx.csrf(),
                                         bouton_secondaire("Remplir l’ordre du jour")),
                       lien_bouton(web::lien("/reunions/{}/attente", r.id), "Ce qui attend encore"));
    });
    return ensemble(dossiers,
                    details(clas("filtres"), when(!f.point.titre.error().empty() || !f.avis.empty(), attr("open")),
                            summary("Ajouter un point général"),
                            formulaire(web::lien("/reunions/{}/points", r.id), cx.csrf(), f.avis, champ(f.point.titre),
                                       boutons(acces::bouton_d_enregistrement(!f.avis.empty(), "Ajouter")))));
}

Html decisions_d_avant_(acces::Contexte const& cx, FicheMontree const& f) {
    std::vector<DecisionVue> vues;
    std::ranges::copy_if(f.d_avant, std::back_inserter(vues), &DecisionVue::visible);
    if (vues.empty())
        return {};
    return section(clas("partie"), h2("Décisions de la dernière fois, encore ouvertes"),
                   ul(clas("decisions"), each(vues, [&](auto const& d) {
                          return ligne_de_decision(d, cx.jour(), true, peut_clore(cx, f.ouverte.place, d));
                      })));
}

Html participants(acces::Contexte& cx, FicheMontree const& f) {
    auto const& r = f.ouverte.reunion;
    auto deja_excuse = std::ranges::any_of(
        f.membres, [&](auto const& m) { return m.agent == cx.agent() && m.presence == Presence::excuse; });
    auto excuse = when(f.ouverte.place.est_attendu && !r.ouverte_le && !r.annulee_le && !deja_excuse, [&] {
        return formulaire_bouton(web::lien("/reunions/{}/excuse", r.id), cx.csrf(),
                                 bouton_secondaire("Je ne pourrai pas venir"));
    });
    auto revient = when(f.ouverte.place.est_attendu && !r.ouverte_le && !r.annulee_le && deja_excuse, [&] {
        return formulaire(web::lien("/reunions/{}/excuse", r.id), cx.csrf(), cache("vient", "1"),
                          bouton_secondaire("Je viendrai finalement"));
    });
    auto ligne = [](Membre const& m) {
        auto t = m.presence == Presence::present  ? Ton::succes
                 : m.presence == Presence::absent ? Ton::erreur
                                                  : Ton::neutre;
        return li(span(clas("membre-nom"), m.nom,
                       when(m.fonction != Fonction::membre,
                            [&] {
                                return ensemble(
                                    " ", span(clas("aide-courte"), m.fonction == Fonction::anime ? "anime" : "invité"));
                            })),
                  when(m.presence != Presence::attendu, [&] { return badge(t, base::libelle(m.presence)); }),
                  when(!m.part_a.empty(), [&] { return badge(Ton::attention, Icone::horloge, "part à " + m.part_a); }),
                  when(!m.agent, [] { return span(clas("aide-courte"), "sans compte"); }));
    };
    return section(clas("carte"), h2("Participants"), f.quorum, ul(clas("membres"), each(f.membres, ligne)), excuse,
                   revient, when(f.ouverte.prepare(), [&] {
                       return boutons(lien_bouton(web::lien("/reunions/{}/membres", r.id), "Tenir la liste"),
                                      lien_bouton(web::lien("/reunions/{}/convocations", r.id), "Convocations"));
                   }));
}

Html autour(FicheMontree const& f) {
    auto const& r = f.ouverte.reunion;
    Html liens;
    if (f.voisines.avant)
        liens += li(a(href(lien(*f.voisines.avant)), "Réunion précédente"));
    if (f.voisines.apres)
        liens += li(a(href(lien(*f.voisines.apres)), "Réunion suivante"));
    if (f.ouverte.prepare()) {
        liens += li(a(href(web::lien("/reunions/{}/deplacement", r.id)), "Déplacer"));
        if (!r.ouverte_le)
            liens += li(a(href(web::lien("/reunions/{}/annulation", r.id)), "Annuler la réunion"));
        if (r.genre == Genre::evenement)
            liens += li(a(href(web::lien("/reunions/{}/presentation", r.id)), "Public et supports"));
    }
    return liens.empty() ? Html{} : section(clas("carte"), h2("Autour"), ul(liens));
}

Html actions(FicheMontree const& f) {
    auto const& r = f.ouverte.reunion;
    Html html;
    if (f.ouverte.prepare() && !r.ouverte_le)
        html += lien_bouton_principal(web::lien("/reunions/{}/ouverture", r.id), "Ouvrir la séance");
    if (f.ouverte.prepare() && r.ouverte_le) {
        auto reste = std::ranges::find_if(f.points, [](auto const& p) { return p.visible && !p.examine_le; });
        if (reste != f.points.end())
            html += lien_bouton_principal(lien(r.id, reste->id).ancre("f-quoi"), "Reprendre la séance");
        html += lien_bouton(web::lien("/reunions/{}/cloture", r.id), "Clore et figer le relevé");
    }
    if (!r.annulee_le && type_de(r.genre).dossiers && f.ouverte.place.conduit && !r.close_le &&
        std::ranges::any_of(f.points, &PointVu::visible))
        html += lien_bouton(web::lien("/reunions/{}/ecran", r.id), icone(Icone::ecran), "Projeter");
    if (r.ouverte_le)
        html += lien_bouton(web::lien("/reunions/{}/releve", r.id), icone(Icone::document), "Relevé de décisions");
    return html;
}

/// Ce que le courrier n'a pas dit, et à qui ; en tête, à qui conduit.
Html non_joints_(Reunion const& r, NonJoints const& n) {
    auto un = [&](Ton ton_, std::string_view titre, std::vector<std::string> const& noms) {
        return when(!noms.empty(), [&] {
            return notice(ton_, titre,
                          p(base::joint(noms, ", "), ". ",
                            a(href(web::lien("/reunions/{}/convocations", r.id)), "Voir pourquoi, et quoi faire"),
                            "."));
        });
    };
    return ensemble(un(Ton::erreur, "Annulation non reçue", n.annulations),
                    un(Ton::erreur, "Convocation non reçue", n.convocations),
                    un(Ton::attention, "Le serveur de courrier ne répond pas : courriel en attente", n.en_attente));
}

Html avis_d_etat(Reunion const& r) {
    if (r.annulee_le)
        return notice(Ton::attention, "Cette réunion est annulée : " + r.annule_motif + ".");
    if (r.close_le)
        return notice(Ton::succes, "Le relevé est figé depuis le " + base::affiche(*r.close_le) +
                                       ". Une correction reste possible : elle se voit, avec sa raison.");
    return {};
}

} // namespace

acces::Page page_fiche(acces::Contexte& cx, FicheMontree const& f) {
    auto const& r = f.ouverte.reunion;
    auto [ton_, mot] = etat_en_clair(r.ouverte_le, r.close_le, r.annulee_le, r.fin(), cx.instant());
    auto tenue = when(r.tenue_un_autre_jour(), [&] { return ensemble(", tenue le ", base::affiche_long(r.seance())); });
    auto sous_titre = ensemble(quand(r), " – ", heure(r.fin()), tenue,
                               when(!r.lieu.empty(), [&] { return ensemble(" · ", r.lieu); }), " ", badge(ton_, mot));
    auto presentation = when(!r.publics.empty() || !r.supports.empty(), [&] {
        return definitions({definition("Public", r.publics), definition("Supports", r.supports)});
    });
    auto total = std::ranges::count(f.points, true, &PointVu::visible);
    return {.titre = r.nom(),
            .rubrique = "Réunions",
            .fil = {{"Réunions", web::lien("/reunions")}},
            .contenu = ensemble(
                entete_de_fiche(r.nom(), sous_titre, actions(f)), avis_d_etat(r), non_joints_(r, f.non_joints),
                presentation, resume_erreurs(f.point),
                div(clas("dossier"),
                    div(decisions_d_avant_(cx, f),
                        section(clas("partie"),
                                h2("Ordre du jour", when(total > 0, [&] { return span(clas("compteur"), total); })),
                                ordre_du_jour(cx, f), remplir_(cx, f))),
                    div(clas("dossier-cote"), participants(cx, f), autour(f))))};
}

} // namespace metier::reunions
