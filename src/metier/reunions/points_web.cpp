// Une situation : ce qu'on en sait, ce qui se dit, ce qui se décide ; puis la suivante.
#include <algorithm>

#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/freins.hpp"
#include "metier/reunions/rattrapage.hpp"
#include "metier/reunions/tenir.hpp"

namespace metier::reunions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Visibilite;

namespace {

/// Ce qui a été tapé et n'a pas pu être enregistré, avec ce que l'autre a enregistré entre-temps.
struct Repris {
    std::optional<FormTexte> texte = {};
    Visibilite lecteurs = Visibilite::equipe;
    std::optional<TexteVu> l_autre = {};
    std::optional<FormDecision> decision = {};
    Html avis_texte = {}, avis_decision = {};
    std::string fige_entre_temps = {}; ///< qui, quand : le texte devient une correction
};

struct Vue {
    Ouverte o;
    PointVu p;
    std::vector<PointVu> tous;
    std::size_t en_tout = 0; ///< ceux qu'on ne voit pas comptent : le relevé garde les mêmes numéros
    std::vector<TexteVu> textes;
    std::vector<DecisionVue> decisions, d_avant, retirees;
    Tenants tenants;
};

Vue lire(Contexte& cx, Ouverte const& o, PointVu const& p) {
    auto db = cx.db();
    auto qui = lecteur_de(cx);
    Vue v{o,
          p,
          points(db, qui, o.reunion.id),
          0,
          textes(db, qui, o.reunion.id, p.id),
          decisions(db, qui, o.reunion.id),
          decisions_d_avant(db, qui, o.reunion),
          decisions_retirees(db, qui, o.reunion.id),
          tenants(db, cx, o, p)};
    v.en_tout = v.tous.size();
    std::erase_if(v.tous, [](auto const& x) { return !x.visible; });
    for (auto* liste : {&v.decisions, &v.retirees})
        std::erase_if(*liste, [&](auto const& d) { return d.point != p.id || !d.visible; });
    std::erase_if(v.d_avant, [&](auto const& d) { return !d.visible || d.jeune != p.jeune; });
    return v;
}

Html rappel(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto r = jeunes::resumes(db, cx.portee(), std::vector{id}, cx.jour());
    if (r.empty())
        return {};
    auto const& j = r.front();
    std::vector<std::string> freins;
    for (auto const& f : jeunes::freins(db, id))
        if (!f.au)
            freins.emplace_back(base::libelle(f.code));
    Html a_faire;
    for (auto const& e : agenda::du_jeune(db, cx.portee(), id))
        if (e.genre != "decision")
            a_faire += li(e.objet, ", pour le ", e.pour_le,
                          when(!e.nom_de_l_agent.empty(), [&] { return ensemble(" (", e.nom_de_l_agent, ")"); }));
    return section(
        clas("carte"), h2("Rappel"),
        definitions({definition("Situation", j.situation ? std::string(base::libelle(*j.situation)) : std::string{}),
                     definition("Scolarité", j.etablissement + (j.formation.empty() ? "" : ", " + j.formation)),
                     definition("Référent", j.referent), definition("Freins ouverts", base::joint(freins, ", "))}),
        when(!a_faire.empty(), [&] { return ensemble(h3("Déjà prévu"), ul(a_faire)); }),
        p(a(href(web::lien("/jeunes/{}", id)), "Ouvrir le dossier")));
}

/// Pour qui le connaît par la prévention : sa classe, et où lire ce que l'établissement en sait.
Html rappel_de_prevention(Contexte& cx, Ouverte const& o, PointVu const& p) {
    auto db = cx.db();
    auto classe = o.reunion.etablissement
                      ? db.maybe<std::string>("select classe from inscription where jeune_id = ? and etablissement_id "
                                              "= ? and classe <> '' order by annee desc, id desc limit 1",
                                              *p.jeune, *o.reunion.etablissement)
                      : std::nullopt;
    auto situation = p.titres.prevention ? situation_de(db, lecteur_de(cx), o.reunion.id, *p.jeune) : std::nullopt;
    auto ouvrir_ = when(situation.has_value(), [&] {
        return web::p(a(href(web::lien("/prevention/{}", *situation)), "Ouvrir la situation de prévention"));
    });
    if (p.titres.dossier)
        return when(situation.has_value(), section(clas("carte"), h2("Prévention"), ouvrir_));
    return section(clas("carte"), h2("Rappel"), definitions({definition("Classe", classe.value_or(""))}), ouvrir_,
                   web::p(clas("aide-courte"), "Vous suivez cet élève par la prévention ; son dossier ne vous est pas "
                                               "ouvert."));
}

Html pourquoi(PointVu const& p, Date jour) {
    if (p.motifs.empty())
        return {};
    return section(clas("carte"), h2("Pourquoi à l’ordre du jour"),
                   ul(clas("point-raisons"), each(p.motifs, [jour](auto const& m) {
                          return li(etiquette(m.urgence, m.jour, m.faite, jour), " ", m.raison);
                      })));
}

Html deux_versions(TexteVu const& l_autre, FormTexte const& f) {
    auto qui = l_autre.auteur.empty() ? std::string("Quelqu’un") : l_autre.auteur;
    return ensemble(
        notice(Ton::attention, "Ce texte a changé pendant votre saisie",
               p(qui, " l’a enregistré le ", l_autre.ecrit_le,
                 ". Rien n’est perdu : le vôtre est dans le formulaire. Reprenez ce qui manque, puis enregistrez.")),
        cote_a_cote("Les deux textes", "Enregistré par " + qui, "Le vôtre",
                    {{"Texte", l_autre.texte, std::string(f.texte.typed_first()), {}, ""}}));
}

Html texte_seul(std::string_view libelle_, TexteVu const& t) {
    return ensemble(h3(libelle_), p(clas("texte-ecrit"), t.texte),
                    p(clas("aide-courte"), t.auteur, ", le ", t.ecrit_le));
}

Html un_texte(Contexte& cx, Vue const& v, Visibilite lecteurs, Repris const& repris) {
    auto t = std::ranges::find(v.textes, lecteurs, &TexteVu::lecteurs);
    FormTexte form{lecteurs};
    if (t != v.textes.end())
        form.texte.set(t->texte);
    form.version.set(t == v.textes.end() ? 0 : t->version);
    bool celui_ci = repris.texte && repris.lecteurs == lecteurs;
    auto const& montre = celui_ci ? *repris.texte : form;
    if (!peut_ecrire(cx, v.o))
        return t == v.textes.end() ? Html{} : texte_seul(form.texte.label(), *t);
    auto ou = web::lien("/reunions/{}/points/{}/textes/{}", v.o.reunion.id, v.p.id, base::code(lecteurs));
    auto ecrit = when(t != v.textes.end(),
                      [&] { return p(clas("aide-courte"), "Écrit par ", t->auteur, ", le ", t->ecrit_le); });
    bool averti = celui_ci && !repris.avis_texte.empty();
    bool fige = v.o.reunion.close_le.has_value();
    auto saisie = formulaire(
        ou, cx.csrf(), data("mots-sensibles", web::lien("/mots-sensibles")),
        when(celui_ci, [&] { return repris.avis_texte; }), champ(montre.texte),
        when(fige, [&] { return champ(montre.raison); }), version_montree(*montre.version), when(!fige, ecrit),
        boutons(acces::bouton_d_enregistrement(averti, fige ? "Corriger" : "Enregistrer le texte")));
    auto conflit = celui_ci && repris.l_autre ? deux_versions(*repris.l_autre, montre)
                   : celui_ci && !repris.fige_entre_temps.empty()
                       ? notice(Ton::attention, "",
                                p(repris.fige_entre_temps,
                                  " Votre texte est gardé dans le formulaire : dites pourquoi, et il sera enregistré "
                                  "comme une correction."))
                       : Html{};
    if (!fige)
        return section(clas("texte-de-seance"), conflit, saisie);
    auto lu = t == v.textes.end() ? Html{} : texte_seul(form.texte.label(), *t);
    return section(clas("texte-de-seance"), lu, conflit,
                   details(clas("filtres"), when(celui_ci, attr("open")),
                           summary("Corriger", lecteur(" : ", form.texte.label())), div(clas("plie"), saisie)));
}

Html textes_(Contexte& cx, Vue const& v, Repris const& repris) {
    Html html;
    auto d_abord = type_de(v.o.reunion.genre).lecteurs;
    auto autre = d_abord == Visibilite::equipe ? Visibilite::partenaires : Visibilite::equipe;
    auto lus = acces::lisibles(cx.role());
    for (auto l : {d_abord, autre})
        if (std::ranges::find(lus, l) != lus.end())
            html += un_texte(cx, v, l, repris);
    return html.empty() ? Html{} : section(clas("partie"), h2("Ce qui se dit"), html);
}

Html corrections_(Contexte& cx, Vue const& v) {
    auto db = cx.db();
    auto liste = corrections(db, lecteur_de(cx), v.p.id);
    if (liste.empty())
        return {};
    return details(clas("filtres"), summary("Corrigé depuis la clôture"), ul(each(liste, [](auto const& c) {
                       return li("Le ", c.le, " par ", c.auteur, " : ", c.raison, ". Avant : « ", c.texte, " »");
                   })));
}

/// On y décide encore : le curseur attend dans « Quoi », d'une situation à l'autre.
bool on_decide(Contexte const& cx, Ouverte const& o) { return peut_ecrire(cx, o) && !o.reunion.close_le; }

Lien pour_decider(Contexte const& cx, Ouverte const& o, Id<Point_> p) {
    auto vers = lien(o.reunion.id, p);
    return on_decide(cx, o) ? vers.ancre("f-quoi") : vers;
}

/// « NDIAYE Lina, point 3 sur 12 ».
std::string ou_l_on_en_est(Vue const& v) {
    auto ici = std::ranges::find(v.tous, v.p.id, &PointVu::id);
    return nom_du_point(v.p) + ", point " + std::to_string(ici->numero) + " sur " + std::to_string(v.en_tout);
}

Html decider_(Contexte& cx, Vue const& v, Repris const& repris) {
    if (!on_decide(cx, v.o))
        return {};
    auto form = repris.decision ? *repris.decision : decision_vierge(v.o, v.tenants);
    bool averti = !repris.avis_decision.empty();
    return formulaire(web::lien("/reunions/{}/points/{}/decisions", v.o.reunion.id, v.p.id), cx.csrf(), clas("decider"),
                      data("mots-sensibles", web::lien("/mots-sensibles")), repris.avis_decision,
                      // Le curseur y arrive de lui-même : le lecteur d'écran dit de qui l'on décide.
                      div(clas("decider-ligne"), role("group"), aria("label", "Décider : " + ou_l_on_en_est(v)),
                          champ(form.quoi), champ(form.qui), champ(form.quand), champ(form.lecteurs)),
                      when(form.a_demander, [&] { return champ(form.demander); }), qui_ne_la_tient_pas(v.tenants),
                      cache("saisie", form.saisie.typed_first()),
                      boutons(acces::bouton_d_enregistrement(averti, "Décider")));
}

Html ligne_retiree(Contexte& cx, Ouverte const& o, DecisionVue const& d) {
    return li(clas("decision"), span(clas("decision-quoi"), del("n°\u00a0", d.numero, " ", d.quoi)),
              span(clas("decision-qui"), d.qui),
              when(!d.retrait_raison.empty(), [&] { return span(clas("decision-reponse"), d.retrait_raison); }),
              when(peut_remettre(cx, o, d), [&] {
                  return formulaire_bouton(web::lien("/decisions/{}/remise", d.id), cx.csrf(),
                                           button(type("submit"), clas("btn btn-sm btn-outline-secondary"), "Remettre",
                                                  lecteur(" : ", d.quoi)));
              }));
}

Html decisions_(Contexte& cx, Vue const& v, Repris const& repris) {
    auto avant = when(!v.d_avant.empty(), [&] {
        return ensemble(h3("La dernière fois"), ul(clas("decisions"), each(v.d_avant, [&](auto const& d) {
                                                       return ligne_de_decision(d, cx.jour(), false,
                                                                                peut_clore(cx, v.o.place, d));
                                                   })));
    });
    auto prises = when(!v.decisions.empty(), [&] {
        return ensemble(when(!v.d_avant.empty(), h3("Aujourd’hui")),
                        ol(clas("decisions"), each(v.decisions, [&](auto const& d) {
                               return ligne_de_decision(d, cx.jour(), false, peut_clore(cx, v.o.place, d),
                                                        peut_corriger(cx, v.o, d));
                           })));
    });
    auto retirees = when(!v.retirees.empty(), [&] {
        return details(
            clas("filtres"),
            summary(base::pluriel(static_cast<long long>(v.retirees.size()), "décision retirée", "décisions retirées")),
            ul(clas("decisions"), each(v.retirees, [&](auto const& d) { return ligne_retiree(cx, v.o, d); })));
    });
    return section(clas("partie"), h2("Décisions"), avant, prises, decider_(cx, v, repris), retirees);
}

Html passer(Contexte& cx, Vue const& v) {
    auto ici = std::ranges::find(v.tous, v.p.id, &PointVu::id);
    auto vers = [&](auto it, std::string_view rel, std::string_view mot, std::string_view touche) {
        return a(clas("btn btn-outline-secondary"), href(pour_decider(cx, v.o, it->id)), attr("rel", rel),
                 data("touche", touche), mot, lecteur(" : ", nom_du_point(*it)));
    };
    auto examine = when(peut_ecrire(cx, v.o) && !v.p.examine_le && !v.o.reunion.close_le, [&] {
        return formulaire_bouton(web::lien("/reunions/{}/points/{}/examen", v.o.reunion.id, v.p.id), cx.csrf(),
                                 bouton_secondaire("Examiné, sans décision"));
    });
    return nav(
        clas("passer"), aria("label", "Ordre du jour"),
        p("Point ", ici->numero, " sur ", v.en_tout, " · ", base::pluriel(v.p.minutes, "minute")),
        div(clas("boutons"), when(ici != v.tous.begin(), [&] { return vers(ici - 1, "prev", "Précédent", "p"); }),
            when(ici + 1 != v.tous.end(), [&] { return vers(ici + 1, "next", "Suivant", "s"); }),
            when(on_decide(cx, v.o),
                 [&] { return lien_bouton(Lien{}.ancre("f-quoi"), data("touche", "d"), "Décider"); }),
            examine, lien_bouton(lien(v.o.reunion.id), "Ordre du jour"), when(v.o.place.conduit && v.p.jeune, [&] {
                return lien_bouton(web::lien("/reunions/{}/ecran", v.o.reunion.id).avec("point", v.p.id),
                                   icone(Icone::ecran), "Projeter");
            })));
}

/// Plus rien ne s'y écrit : la page qui rend ce qu'on avait tapé.
std::optional<acces::Page> rendu(Contexte& cx, Ouverte const& o, PointVu const& p, Repris const& r) {
    if (!depassee(o, p) || (!r.decision && !p.retire))
        return std::nullopt;
    if (r.decision)
        return page_de_rattrapage(cx, o, p,
                                  {.decision = &*r.decision,
                                   .ou = web::lien("/reunions/{}/points/{}/decisions", o.reunion.id, p.id),
                                   .avis = r.avis_decision});
    return page_de_rattrapage(
        cx, o, p,
        {.texte = &*r.texte,
         .ou = web::lien("/reunions/{}/points/{}/textes/{}", o.reunion.id, p.id, base::code(r.lecteurs)),
         .avis = r.avis_texte});
}

/// Ce que l'écran taira, et à cause de qui : dit à qui projette, avant qu'il ne projette.
Html devant_la_salle(Vue const& v) {
    if (!v.o.place.conduit || !v.p.jeune || !type_de(v.o.reunion.genre).dossiers)
        return {};
    auto s = salle(v.tenants.membres, v.tenants.savent);
    auto equipe = s.ne_lisent_pas(Visibilite::equipe), tous = s.ne_lisent_pas(Visibilite::partenaires);
    auto un = [](std::string_view quoi, std::vector<std::string> const& noms) {
        return when(!noms.empty(), [&] {
            return li(quoi, ", que ne ", noms.size() == 1 ? "lit" : "lisent", " pas ", base::joint(noms, ", "), ".");
        });
    };
    if (equipe.empty() && tous.empty())
        return {};
    return section(clas("carte"), h2("À l’écran"),
                   web::p("On ne projette que ce que tous, dans la salle, peuvent lire. L’écran taira\u00a0:"),
                   ul(equipe == tous ? un("les raisons et les décisions", tous)
                                     : ensemble(un("ce qui est pour l’équipe", equipe),
                                                un("ce qui est pour tous ceux qui suivent", tous))),
                   web::p(clas("aide-courte"), "Qui est noté excusé ou absent ne compte pas."));
}

acces::Page composer(Contexte& cx, Ouverte const& o, PointVu const& p, Repris const& repris = {}) {
    if (auto page = rendu(cx, o, p, repris))
        return std::move(*page);
    auto v = lire(cx, o, p);
    auto nom = nom_du_point(p);
    auto sous_titre =
        p.jeune
            ? ensemble(
                  jeunes::age_affiche(p.naissance, cx.jour()),
                  when(!p.part_a.empty(),
                       [&] { return ensemble(" ", badge(Ton::attention, Icone::horloge, "Part tôt : " + p.part_a)); }))
            : Html{};
    auto pas_ouverte = when(!o.reunion.ouverte_le && o.place.conduit && !o.reunion.annulee_le, [&] {
        return notice(Ton::information, "",
                      web::p("La séance n’est pas ouverte : on lit, on n’écrit pas encore. ",
                             a(href(web::lien("/reunions/{}/ouverture", o.reunion.id)), "Ouvrir la séance"), "."));
    });
    std::vector<Erreur> fautes;
    if (repris.texte)
        for (auto const& e : erreurs(*repris.texte))
            fautes.push_back(e);
    if (repris.decision)
        for (auto const& e : erreurs(*repris.decision))
            fautes.push_back(e);
    return {
        .titre = nom,
        .rubrique = "Réunions",
        .fil = fil(o.reunion),
        .contenu = ensemble(
            entete_de_fiche(nom, sous_titre), passer(cx, v), resume_erreurs(fautes), pas_ouverte,
            div(clas("dossier"), div(decisions_(cx, v, repris), textes_(cx, v, repris), corrections_(cx, v)),
                div(clas("dossier-cote"), p.titres.dossier ? rappel(cx, *p.jeune) : Html{},
                    p.jeune ? rappel_de_prevention(cx, o, p) : Html{}, pourquoi(p, cx.jour()), devant_la_salle(v))))};
}

Reply montrer(Contexte& cx, Id<Reunion> id, Id<Point_> point) {
    auto o = exiger(cx, id);
    auto p = exiger_point_meme_retire(cx, id, point);
    if (p.retire)
        return cx.voir(lien(id), ce_qui_s_est_passe(cx, o, p), Ton::attention);
    if (p.jeune)
        consigner_la_lecture(cx, p.titres, *p.jeune, objet(id));
    return cx.page(composer(cx, o, p));
}

Reply pas_maintenant(Contexte& cx, Ouverte const& o, PointVu const& p) {
    return cx.voir(lien(o.reunion.id, p.id),
                   o.reunion.annulee_le ? "Cette réunion est annulée."
                   : o.reunion.close_le ? "Le relevé est figé : on ne décide plus."
                                        : "Ouvrez d’abord la séance.",
                   Ton::attention);
}

std::optional<TexteVu> texte_enregistre(Contexte& cx, Id<Reunion> id, Id<Point_> point, Visibilite lecteurs) {
    auto db = cx.db();
    for (auto& t : textes(db, lecteur_de(cx), id, point))
        if (t.lecteurs == lecteurs)
            return t;
    return std::nullopt;
}

/// Qui conduit le remet à l'ordre du jour en enregistrant ce qu'il y tapait.
bool a_remettre(Contexte const& cx, Ouverte const& o) { return o.prepare() && cx.requete().field("remettre") == "1"; }

/// Deux clics, le second après la clôture.
bool deja_decidee(Contexte& cx, Id<Point_> point, FormDecision const& f) {
    auto db = cx.db();
    return db
        .maybe<std::int64_t>("select 1 from reunion_decision where saisie = ? and point_id = ? and quoi = ?",
                             std::string(f.saisie.typed_first()), point, f.quoi.value().value_or(""))
        .has_value();
}

Reply ecrire_(Contexte& cx, Id<Reunion> id, Id<Point_> point, std::string const& code_) {
    auto lecteurs = base::lire_code<Visibilite>(code_);
    auto lus = acces::lisibles(cx.role());
    if (!lecteurs || std::ranges::find(lus, *lecteurs) == lus.end())
        throw not_found();
    auto o = exiger(cx, id);
    auto p = exiger_point_meme_retire(cx, id, point);
    if (!peut_ecrire(cx, o))
        return pas_maintenant(cx, o, p);
    Repris r{.texte = FormTexte{*lecteurs}, .lecteurs = *lecteurs};
    auto& form = *r.texte;
    form.raison.set_required(o.reunion.close_le.has_value());
    if (!cx.lire(form)) {
        if (!form.version)
            form.version.set(0);
        if (o.reunion.close_le && form.raison.typed_first().empty())
            r.fige_entre_temps = ce_qui_s_est_passe(cx, o, p);
        return cx.invalide(composer(cx, o, p, r));
    }
    if (p.retire && !a_remettre(cx, o))
        return cx.conflit(composer(cx, o, p, r));
    r.avis_texte = acces::relire(cx, form);
    if (!r.avis_texte.empty())
        return cx.invalide(composer(cx, o, p, r));
    auto deja = texte_enregistre(cx, id, point, *lecteurs);
    if (deja && deja->texte == form.texte.value().value_or("")) // deux clics : le même texte, rien à refaire
        return cx.voir(pour_decider(cx, o, point), "Texte enregistré.");
    bool fait = cx.acte_ou_conflit(Acte::compte_rendu_ecrit, [&](Writer& db, acces::Trace& trace) {
        if (p.retire)
            remettre_point(db, point);
        if (!o.reunion.close_le)
            exiger_en_seance(db, point);
        ecrire(db, cx.instant(), cx.agent(), point, *lecteurs, form.texte.value().value_or(""), *form.version,
               o.reunion.close_le ? form.raison.value().value_or("") : "");
        trace = {p.jeune, objet(id), o.reunion.close_le ? "correction" : code_, ""};
    });
    if (fait)
        return cx.voir(pour_decider(cx, o, point), o.reunion.close_le
                                                       ? "Correction enregistrée ; l’ancien texte reste lisible."
                                                       : "Texte enregistré.");
    if (auto ici = exiger_point_meme_retire(cx, id, point); ici.retire)
        return cx.conflit(composer(cx, exiger(cx, id), ici, r));
    r.l_autre = texte_enregistre(cx, id, point, *lecteurs);
    form.version.set(r.l_autre ? r.l_autre->version : 0);
    return cx.conflit(composer(cx, o, p, r));
}

/// Le formulaire a déjà servi, et ce qu'il dit a changé : ce n'est pas deux clics, rien n'est pris en silence.
Reply une_autre_sous_ce_jeton(Contexte& cx, Ouverte const& o, PointVu const& p, Repris& r, Id<Decision_> premiere) {
    auto deja = decision(*std::make_unique<Reader>(cx.db()), lecteur_de(cx), premiere);
    r.decision->quoi.refuse(
        "Ce formulaire avait déjà enregistré une décision" +
        (deja ? " : la n°\u00a0" + std::to_string(deja->numero) + ", « " + deja->quoi + " »" : std::string{}) +
        ". Ce que vous venez de taper n’est pas enregistré. « Décider » en fait une seconde décision ; pour changer la "
        "première, « Corriger ».");
    r.decision->saisie.set(base::jeton(12));
    return cx.conflit(composer(cx, o, p, r));
}

Reply decider_maintenant(Contexte& cx, Id<Reunion> id, Id<Point_> point) {
    auto o = exiger(cx, id);
    auto p = exiger_point_meme_retire(cx, id, point);
    if (!peut_ecrire(cx, o))
        return pas_maintenant(cx, o, p);
    auto t = [&] {
        auto db = cx.db();
        return tenants(db, cx, o, p);
    }();
    Repris r{.decision = decision_vierge(o, t)};
    auto& form = *r.decision;
    auto premier = std::max(cx.jour(), o.reunion.seance());
    bool lue = form.lire(cx.requete().form, t.membres, premier, base::plus_mois(cx.jour(), horizon_en_mois));
    if (o.reunion.close_le || (p.retire && !a_remettre(cx, o)))
        return deja_decidee(cx, point, form)
                   ? cx.voir(lien(id, point), "Cette décision était enregistrée avant la clôture.")
                   : cx.conflit(composer(cx, o, p, r));
    if (!confiee_a_qui_la_voit(form, t) || !lue)
        return cx.invalide(composer(cx, o, p, r));
    r.avis_decision = acces::relire(cx, form);
    if (!r.avis_decision.empty())
        return cx.invalide(composer(cx, o, p, r));
    NouvelleDecision n{point, *form.quoi, *form.qui, *form.jour, *form.lecteurs, form.saisie.value().value_or("")};
    auto deja = [&] {
        auto db = cx.db();
        return deja_prise(db, n, cx.portee());
    }();
    if (deja && deja->autre)
        return une_autre_sous_ce_jeton(cx, o, p, r, deja->id);
    DecisionPrise prise;
    bool fait = cx.acte_ou_conflit(Acte::decision_prise, [&](Writer& db, acces::Trace& trace) {
        if (p.retire)
            remettre_point(db, point);
        exiger_en_seance(db, point);
        prise = decider(db, cx.instant(), cx.portee(), n);
        trace = {p.jeune, "decision/" + std::to_string(prise.id.valeur), p.retire ? "point remis" : "", ""};
    });
    if (!fait)
        return cx.conflit(composer(cx, exiger(cx, id), exiger_point_meme_retire(cx, id, point), r));
    if (prise.autre) // au même instant
        return une_autre_sous_ce_jeton(cx, o, p, r, prise.id);
    auto qui = std::ranges::find(t.membres, *form.qui, &Membre::id)->nom;
    auto chome = jour_ferme(*form.jour);
    return cx.voir(lien(id, point).ancre("f-quoi"), ce_qui_s_ensuit(cx, prise, qui) + chome,
                   prise.remise == Remise::en_main && chome.empty() ? Ton::succes : Ton::attention);
}

Reply marquer_examine(Contexte& cx, Id<Reunion> id, Id<Point_> point) {
    auto o = exiger(cx, id);
    auto p = exiger_point_meme_retire(cx, id, point);
    if (p.retire)
        return cx.voir(lien(id), ce_qui_s_est_passe(cx, o, p), Ton::attention);
    if (!peut_ecrire(cx, o) || o.reunion.close_le)
        return pas_maintenant(cx, o, p);
    cx.acte(Acte::compte_rendu_ecrit, [&](Writer& db, acces::Trace& trace) {
        examiner(db, point, cx.instant());
        trace = {p.jeune, objet(id), "examiné", ""};
    });
    auto db = cx.db();
    auto tous = points(db, lecteur_de(cx), id);
    auto a_voir = [](auto const& x) { return x.visible && !x.examine_le; };
    auto ici = std::ranges::find_if(tous, [&](auto const& x) { return x.id == point; });
    auto suivant = std::find_if(ici, tous.end(), a_voir); // la suite de l'ordre du jour, puis ce qu'on a passé
    if (suivant == tous.end())
        suivant = std::ranges::find_if(tous, a_voir);
    return cx.voir(suivant == tous.end() ? lien(id) : pour_decider(cx, o, suivant->id),
                   "Noté : examiné, sans décision.");
}

} // namespace

void routes_des_points(acces::Routes& r) {
    r.get("/reunions/{id}/points/{point}", Droit::lire_reunions, montrer);
    r.post("/reunions/{id}/points/{point}/textes/{lecteurs}", Droit::tenir_reunions, ecrire_);
    r.post("/reunions/{id}/points/{point}/decisions", Droit::tenir_reunions, decider_maintenant);
    r.post("/reunions/{id}/points/{point}/examen", Droit::tenir_reunions, marquer_examine);
}

} // namespace metier::reunions
