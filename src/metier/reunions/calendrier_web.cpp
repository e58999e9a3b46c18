// Le calendrier : ce qui vient, ce qui est passé, les vacances entre deux ; prévoir une réunion ou une série.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/reunions/reunions_web.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reunions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

constexpr int mois_montres = 6, reunions_montrees = 120;

std::string mois_en_clair(Date jour) {
    static constexpr std::string_view noms[] = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                                "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
    auto nom = std::string(noms[static_cast<unsigned>(jour.month()) - 1]);
    return base::majuscules(nom.substr(0, 1)) + nom.substr(1) + " " + std::to_string(static_cast<int>(jour.year()));
}

std::string_view jour_de_semaine(Date jour) {
    static constexpr std::string_view noms[] = {"lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."};
    return noms[std::chrono::weekday{std::chrono::sys_days{jour}}.iso_encoding() - 1];
}

Html carte(LigneDeCalendrier const& l, Instant maintenant) {
    auto jour = base::a_paris(l.debut).jour;
    auto nom = std::string(libelle(l.genre)) + (l.titre.empty() ? "" : " – " + l.titre);
    Html faits;
    if (l.points > 0)
        faits += span(icone(Icone::document), base::pluriel(l.points, "point"));
    if (l.attendus > 0)
        faits += span(icone(Icone::groupe), base::pluriel(l.attendus, "personne"));
    if (!l.lieu.empty())
        faits += span(icone(Icone::lieu), l.lieu);
    auto jj = std::to_string(100 + static_cast<int>(static_cast<unsigned>(jour.day()))).substr(1);
    return li(clas(l.annulee_le    ? "reunion reunion-annulee"
                   : l.est_attendu ? "reunion reunion-attendu"
                                   : "reunion"),
              div(clas("reunion-jour"), aria("hidden", "true"), span(jour_de_semaine(jour)), strong(jj)),
              div(clas("reunion-corps"),
                  p(clas("reunion-nom"), a(href(lien(l.id)), nom, lecteur(", le ", base::affiche_long(jour))), " ",
                    etat(l, maintenant)),
                  p(clas("reunion-ou"), heure(l.debut), " – ", heure(l.debut + std::chrono::minutes{l.duree}), " · ",
                    l.lieu_du_terrain),
                  when(!faits.empty(), [&] { return p(clas("reunion-faits"), faits); })));
}

Html bande(Vacances const& v, Zone zone) {
    return li(clas("vacances"), icone(Icone::soleil), "Vacances : ", v.nom, ", zone ", code(zone), ", du ", v.du,
              " au ", v.au);
}

/// Un mois, ses réunions et ses vacances, dans l'ordre.
Html par_mois(std::vector<LigneDeCalendrier> const& lignes, std::vector<Vacances> const& conges, Zone zone,
              Instant maintenant) {
    Html html, du_mois;
    std::string mois;
    auto fermer = [&] {
        if (!mois.empty())
            html += section(clas("mois"), h2(mois), ul(clas("calendrier"), du_mois));
        du_mois = {};
    };
    auto v = conges.begin();
    for (auto const& l : lignes) {
        auto jour = base::a_paris(l.debut).jour;
        if (auto m = mois_en_clair(jour); m != mois)
            fermer(), mois = m;
        for (; v != conges.end() && v->du <= jour; ++v)
            du_mois += bande(*v, zone);
        du_mois += carte(l, maintenant);
    }
    for (;
         v != conges.end() && !lignes.empty() && v->du <= base::plus_jours(base::a_paris(lignes.back().debut).jour, 21);
         ++v)
        du_mois += bande(*v, zone);
    fermer();
    return html;
}

Reply liste(Contexte& cx) {
    bool passees = cx.requete().param("quand") == "passees";
    auto aujourd_hui = base::depuis_paris(cx.jour(), 0, 0);
    auto loin = std::chrono::days{31 * mois_montres};
    Periode periode{.de = passees ? aujourd_hui - 2 * loin : aujourd_hui,
                    .a = passees ? aujourd_hui : aujourd_hui + loin,
                    .a_rebours = passees};
    periode.nombre = reunions_montrees;
    auto db = cx.db();
    auto lignes = calendrier(db, cx.portee(), periode);
    auto zone = zone_proposee(db, cx.portee());
    auto conges =
        passees ? std::vector<Vacances>{} : vacances(db, zone, cx.jour(), base::plus_mois(cx.jour(), mois_montres));
    auto prevoir = when(!conduits_par(cx.role()).empty(), [&] {
        return lien_bouton_principal(web::lien("/reunions/nouvelle"), icone(Icone::plus), "Prévoir une réunion");
    });
    auto vide = passees ? etat_vide("Aucune réunion passée depuis un an.")
                        : etat_vide("Aucune réunion à venir dans les six mois.", prevoir);
    return cx.page(
        {.titre = "Réunions",
         .rubrique = "Réunions",
         .contenu = ensemble(
             entete_de_fiche("Réunions",
                             ensemble("Celles où votre présence est attendue, et celles que votre rôle peut conduire."),
                             prevoir),
             onglets("Réunions", {{"À venir", web::lien("/reunions"), !passees},
                                  {"Passées", web::lien("/reunions").avec("quand", "passees"), passees}}),
             lignes.empty() ? vide : par_mois(lignes, conges, zone, cx.instant()))});
}

Reply choisir(Contexte& cx) {
    auto carte_de = [](Genre g) {
        auto const& t = type_de(g);
        return li(a(href(web::lien("/reunions/nouvelle/{}", code(g))), libelle(g)), p(t.developpe),
                  when(!t.dossiers, p(clas("aide-courte"), "Sans dossier de jeune.")));
    };
    if (conduits_par(cx.role()).empty())
        return cx.page(
            {.titre = "Prévoir une réunion",
             .rubrique = "Réunions",
             .fil = {{"Réunions", web::lien("/reunions")}},
             .contenu = ensemble(h1("Prévoir une réunion"),
                                 etat_vide("Votre rôle ne prévoit pas de réunion\u00a0: vous êtes convoqué à "
                                           "celles qui vous concernent. Pour en demander une, écrivez à qui "
                                           "conduit le GPDS de votre établissement ou au coordonnateur.",
                                           lien_bouton(web::lien("/reunions"), "Voir mes réunions")))});
    return cx.page({.titre = "Prévoir une réunion",
                    .rubrique = "Réunions",
                    .fil = {{"Réunions", web::lien("/reunions")}},
                    .contenu = ensemble(h1("Quelle réunion prévoir ?"),
                                        etapes({"Quelle réunion", "Où et quand", "Qui et quoi"}, 0),
                                        div(clas("ou-aller"), ul(each(conduits_par(cx.role()), carte_de))))});
}

Genre genre_conduit(Contexte& cx, std::string const& texte) {
    auto g = lire_code<Genre>(texte);
    auto permis = conduits_par(cx.role());
    if (!g || std::ranges::find(permis, *g) == permis.end())
        throw not_found();
    return *g;
}

FormReunion formulaire_de(Contexte& cx, Genre genre) {
    auto db = cx.db();
    FormReunion form;
    std::vector<Choix> choix;
    for (auto const& t : terrains(db, cx.portee(), type_de(genre).terrain))
        choix.push_back({std::to_string(t.id), t.nom});
    form.terrain.offer_choices(std::move(choix));
    form.titre.set_hint(std::string(type_de(genre).une_seule_par_terrain
                                        ? "Facultatif, par exemple : classes de seconde. C’est la même instance : ses "
                                          "décisions ouvertes y reviennent. "
                                        : "Facultatif, par exemple : classe de 2de A. Un autre titre, une autre "
                                          "instance, avec ses propres décisions. ") +
                        "Sans nom d’élève : il ne part dans aucun courriel");
    form.jour.between(cx.jour(), base::plus_mois(cx.jour(), territoire::entier(db, "reunion.horizon", cx.jour())));
    form.jusqu_au.between(cx.jour(), base::plus_mois(cx.jour(), territoire::entier(db, "reunion.horizon", cx.jour())));
    return form;
}

acces::Page page_nouvelle(Contexte& cx, Genre genre, FormReunion const& form, Html const& avis = {}) {
    auto const& t = type_de(genre);
    auto titre = "Prévoir : " + std::string(libelle(genre));
    return {.titre = titre,
            .rubrique = "Réunions",
            .fil = {{"Réunions", web::lien("/reunions")}, {"Prévoir une réunion", web::lien("/reunions/nouvelle")}},
            .contenu = ensemble(
                h1(titre), p(clas("chapo"), t.developpe, "."),
                etapes({"Quelle réunion", "Où et quand", "Qui et quoi"}, 1), resume_erreurs(form), avis,
                formulaire(web::lien("/reunions/nouvelle/{}", code(genre)), cx.csrf(),
                           fieldset(legend("Où et quand"), champ(form.terrain), champ(form.titre), champ(form.jour),
                                    champ(form.heure), champ(form.duree), champ(form.lieu)),
                           fieldset(legend("Elle revient"), champ(form.rythme), champ(form.jusqu_au), champ(form.zone)),
                           boutons(acces::bouton_d_enregistrement(!avis.empty(), "Prévoir"),
                                   lien_bouton(web::lien("/reunions"), "Annuler"))))};
}

Reply nouvelle(Contexte& cx, std::string const& texte) {
    auto genre = genre_conduit(cx, texte);
    auto form = formulaire_de(cx, genre);
    if (form.terrain.choices().size() == 1)
        form.terrain.set(form.terrain.choices().front().code);
    form.duree.set(type_de(genre).duree);
    form.rythme.set(Rythme::seule);
    auto db = cx.db();
    if (auto zone = zone_proposee(db, cx.portee()); zone != Zone::aucune)
        form.zone.set(zone);
    return cx.page(page_nouvelle(cx, genre, form));
}

bool coherent(FormReunion& form, bool bon) {
    if (form.rythme && *form.rythme != Rythme::seule && !form.jusqu_au && form.jusqu_au.error().empty())
        form.jusqu_au.refuse("Indiquez jusqu’à quand elle revient, par exemple 30/06/2027.");
    if (form.jusqu_au && form.jour && *form.jusqu_au < *form.jour)
        form.jusqu_au.refuse("La fin de la série vient après la première réunion.");
    return bon && form.jusqu_au.error().empty();
}

std::string ce_qui_est_prevu(int prevues, std::vector<Occurrence> const& sautees) {
    auto dit = base::pluriel(prevues, "réunion prévue", "réunions prévues") + ".";
    if (sautees.empty())
        return dit;
    dit += " " + base::pluriel(static_cast<long long>(sautees.size()), "date sautée", "dates sautées") + " : ";
    for (std::size_t i = 0; i < sautees.size(); ++i)
        dit += (i ? " ; " : "") + base::affiche(sautees[i].jour) + " (" + sautees[i].saute + ")";
    return dit + ".";
}

/// Une seule date se garde, même pendant les vacances ; on le dit.
std::string pendant_les_conges(Contexte& cx, Rythme rythme, Date jour) {
    auto db = cx.db();
    if (rythme == Rythme::seule)
        return jour_chome(db, cx.portee(), jour);
    return std::chrono::weekday{std::chrono::sys_days{jour}} == std::chrono::Sunday ? "ces jours sont des dimanches"
                                                                                    : "";
}

Reply creer(Contexte& cx, std::string const& texte) {
    auto genre = genre_conduit(cx, texte);
    auto form = formulaire_de(cx, genre);
    bool bon = coherent(form, cx.lire(form));
    {
        auto db = cx.db();
        for (auto* champ : {&form.titre, &form.lieu})
            bon = !refuse_un_nom(db, cx.portee(), {}, *champ) && bon;
    }
    if (form.jour)
        bon = heure_qui_existe(*form.jour, form.heure) && bon;
    if (!bon)
        return cx.invalide(page_nouvelle(cx, genre, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_nouvelle(cx, genre, form, avis));
    auto s = sur(genre, std::stoll(*form.terrain));
    s.titre = form.titre.value().value_or("");
    s.rythme = *form.rythme;
    s.zone = form.zone.value().value_or(Zone::aucune);
    auto dernier = s.rythme == Rythme::seule ? *form.jour : *form.jusqu_au;
    auto conges = [&] {
        auto db = cx.db();
        return s.zone == Zone::aucune ? std::vector<Vacances>{} : vacances(db, s.zone, *form.jour, dernier);
    }();
    auto dates = occurrences(s.rythme, *form.jour, dernier, conges);
    int prevues = 0;
    std::vector<Occurrence> sautees;
    auto premiere = cx.acte(Acte::reunion_creee, [&](Writer& db, acces::Trace& trace) {
        auto instance = serie(db, cx.instant(), cx.agent(), s);
        auto moi = comme_membre(db, cx.agent());
        std::optional<Id<Reunion>> tete;
        auto derniere =
            db.maybe<Id<Reunion>>("select id from reunion where serie_id = ? order by debut desc limit 1", instance);
        for (auto const& o : dates) {
            if (!o.saute.empty()) {
                sautees.push_back(o);
                continue;
            }
            auto debut = base::depuis_paris(o.jour, form.heure->heure, form.heure->minute);
            auto id = reunions::prevoir(db, instance, debut, *form.duree, form.lieu.value().value_or(""));
            if (!id) {
                if (!tete)
                    tete = db.maybe<Id<Reunion>>("select id from reunion where serie_id = ? and debut = ?", instance,
                                                 debut);
                continue;
            }
            ++prevues;
            if (derniere)
                reprendre_les_membres(db, *derniere, *id);
            moi->fonction = Fonction::anime;
            ajouter_membre(db, *id, *moi);
            if (!tete)
                tete = id;
        }
        if (tete)
            trace.objet = objet(*tete);
        trace.detail = std::string(code(genre));
        return tete;
    });
    if (!premiere) {
        form.jour.refuse("Toutes ces dates tombent pendant des vacances ou un jour férié : choisissez un autre jour.");
        return cx.invalide(page_nouvelle(cx, genre, form));
    }
    auto membres_ = web::lien("/reunions/{}/membres", *premiere);
    if (prevues == 0)
        return cx.voir(membres_, "Cette réunion était déjà prévue : la voici.");
    if (auto pendant = pendant_les_conges(cx, s.rythme, *form.jour); !pendant.empty())
        return cx.voir(membres_, ce_qui_est_prevu(prevues, sautees) + " Attention : " + pendant + ".", Ton::attention);
    return cx.voir(membres_, ce_qui_est_prevu(prevues, sautees));
}

} // namespace

void routes_du_calendrier(acces::Routes& r) {
    r.get("/reunions", Droit::lire_reunions, liste);
    r.get("/reunions/nouvelle", Droit::tenir_reunions, choisir);
    r.get("/reunions/nouvelle/{genre}", Droit::tenir_reunions, nouvelle);
    r.post("/reunions/nouvelle/{genre}", Droit::tenir_reunions, creer);
}

namespace {

AFaire une_ligne(DecisionVue const& d, Date jour, std::string detail) {
    bool tard = d.en_retard(jour);
    auto quand_ = (tard ? "En retard depuis le " : "Pour le ") + base::affiche(d.pour_le);
    auto ton = tard ? Ton::erreur : d.pour_le == jour ? Ton::attention : Ton::neutre;
    if (d.a_repondre)
        return {d.nom_public(), lien(d.id),
                d.quoi.empty() ? "Demandez à " + d.nom_de_la_charge + ", qui anime, ce qu’il y a à faire" : d.quoi, ton,
                quand_};
    if (!d.jeune)
        return {d.quoi, lien(d.id), detail, ton, quand_};
    return {d.nom + " " + d.prenom, lien(d.id), d.quoi + (detail.empty() ? "" : ". ") + detail, ton, quand_};
}

agenda::Contenu a_tenir(Contexte& cx) {
    constexpr int montrees = 30;
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& d : decisions_a_tenir(db, lecteur_de(cx), montrees))
        lignes.push_back(une_ligne(d, cx.jour(), d.repondue_le ? d.qui + " a répondu : « " + d.reponse + " »" : ""));
    if (!cx.peut(Droit::suivre)) // les autres les ont dans « J’attends une réponse »
        for (auto const& d : decisions_en_attente(db, lecteur_de(cx), montrees))
            lignes.push_back(une_ligne(d, cx.jour(), "Attend la réponse de " + d.qui));
    return lignes;
}

/// Tenues et pas closes : le relevé n'est ni figé ni lu. Passées et pas ouvertes : on ne sait pas si elles ont eu lieu.
agenda::Contenu restees_la(Contexte& cx) {
    constexpr int montrees = 20;
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& l : a_terminer(db, cx.portee(), cx.instant(), montrees)) {
        auto jour = base::affiche(base::a_paris(l.ouverte_le.value_or(l.debut)).jour);
        auto nom = Reunion{.genre = l.genre, .lieu_du_terrain = l.lieu_du_terrain}.nom_public();
        if (l.ouverte_le)
            lignes.push_back({nom, web::lien("/reunions/{}/cloture", l.id),
                              "Séance du " + jour + " restée ouverte : clore et figer le relevé", Ton::attention,
                              "Relevé à clore"});
        else
            lignes.push_back(
                {nom, lien(l.id),
                 "Prévue le " + jour + " : ouvrir la séance si elle s’est tenue, sinon la déplacer ou l’annuler",
                 Ton::attention, "Passée, non ouverte"});
    }
    return lignes;
}

} // namespace

void rubriques(agenda::Journee& journee) {
    journee.prend("decision");
    journee.prend("decision_confiee"); // nulle part ailleurs : ici, elle mène à sa réponse
    journee.mene("decision", [](agenda::Echeance const& e) {
        return web::lien("/decisions/{}", std::stoll(e.origine.substr(e.origine.find('/') + 1)));
    });
    journee.rubrique({12, "Décisions de réunion à tenir", Droit::lire_reunions, a_tenir});
    journee.rubrique({13, "Réunions à terminer", Droit::tenir_reunions, restees_la});
    journee.rubrique(
        {14,
         "Réunions de la semaine",
         Droit::lire_reunions,
         [](Contexte& cx) {
             auto debut = base::depuis_paris(cx.jour(), 0, 0);
             auto db = cx.db();
             std::vector<AFaire> lignes;
             for (auto const& l :
                  calendrier(db, cx.portee(),
                             {.de = debut, .a = debut + std::chrono::days{8}, .attendu_seulement = true, .nombre = 20}))
                 if (!l.annulee_le)
                     lignes.push_back({std::string(libelle(l.genre)) + " – " + l.lieu_du_terrain, lien(l.id),
                                       base::pluriel(l.points, "point") + " à l’ordre du jour" +
                                           (l.excuses > 0 ? ", " + base::pluriel(l.excuses, "excusé") : ""),
                                       base::a_paris(l.debut).jour == cx.jour() ? Ton::attention : Ton::neutre,
                                       base::affiche(base::a_paris(l.debut).jour) + ", " + heure(l.debut)});
             return lignes;
         },
         [](Contexte&) { return std::optional{web::lien("/reunions")}; },
         {},
         false});
}

} // namespace metier::reunions
