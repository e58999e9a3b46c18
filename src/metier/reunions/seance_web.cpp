// Ouvrir la séance (rappel de confidentialité, présence, quorum), la clore (relevé figé).
#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/liens_signes.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/reunions/reunions_web.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reunions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

/// metier.md §4.1 : ne partager que l'information utile à l'action.
Html rappel_de_confidentialite() {
    return notice(
        Ton::attention, "À lire à voix haute avant de commencer",
        ul(li("Ce qui se dit ici reste ici : chacun n’en retient que ce qu’il doit faire."),
           li("On ne partage que l’information utile à l’action : des faits, ni diagnostic, ni vie de famille."),
           li("Ce qui s’écrit pourra être lu par le jeune et ses parents.")));
}

std::string champ_de(Membre const& m) { return "p_" + std::to_string(m.id.valeur); }

Html presence_de(Membre const& m) {
    auto nom = champ_de(m);
    auto un = [&](Presence p) {
        auto id_ = nom + "_" + std::string(code(p));
        return div(clas("form-check"),
                   input(type("radio"), clas("form-check-input"), id(id_), name(nom), value(code(p)),
                         web::etat("checked", m.presence == p)),
                   label(clas("form-check-label"), pour(id_), libelle(p)));
    };
    return fieldset(clas("champ presence"),
                    legend(clas("form-label"), m.nom,
                           when(m.fonction != Fonction::membre,
                                [&] { return ensemble(" ", span(clas("aide-courte"), libelle(m.fonction))); })),
                    div(clas("choix"), un(Presence::present), un(Presence::excuse), un(Presence::absent)));
}

bool un_autre_jour(Contexte const& cx, Reunion const& r) { return !r.ouverte_le && cx.jour() != r.jour(); }

bool en_avance(Contexte const& cx, Reunion const& r) { return !r.ouverte_le && cx.jour() < r.jour(); }

Html confirmer_le_jour(Contexte const& cx, Reunion const& r, FormOuverture const& form) {
    if (!un_autre_jour(cx, r))
        return {};
    return ensemble(notice(Ton::attention, "Ce n’est pas le jour prévu",
                           p("Prévue le ", quand(r), ". L’ouvrir aujourd’hui, ", base::affiche_long(cx.jour()),
                             " ? Le relevé dira les deux dates. Pour changer la date et prévenir les participants, ",
                             a(href(web::lien("/reunions/{}/deplacement", r.id)), "déplacez-la"), ".")),
                    champ(form.ce_jour), when(en_avance(cx, r), [&] { return champ(form.ouverte_motif); }));
}

acces::Page page_ouverture(Contexte& cx, Ouverte const& o, std::vector<Membre> const& liste,
                           FormOuverture const& form = {}, Html const& avis = {}) {
    auto db = cx.db();
    auto const& r = o.reunion;
    auto titre = r.ouverte_le ? "Présence" : en_avance(cx, r) ? "Ouvrir en avance" : "Ouvrir la séance";
    return {.titre = titre,
            .rubrique = "Réunions",
            .fil = fil(r),
            .contenu = ensemble(h1(titre, " – ", r.nom()), resume_erreurs(form),
                                when(type_de(r.genre).dossiers, rappel_de_confidentialite()),
                                montrer_le_quorum(db, r, liste, cx.jour()),
                                formulaire(web::lien("/reunions/{}/ouverture", r.id), cx.csrf(), avis,
                                           confirmer_le_jour(cx, r, form), h2("Qui est là ?"),
                                           div(clas("presences"), each(liste, presence_de)),
                                           boutons(bouton(r.ouverte_le ? "Enregistrer la présence" : titre),
                                                   lien_bouton(lien(r.id), "Plus tard"))))};
}

/// Les participants, avec la présence qui vient d'être cochée.
std::vector<Membre> avec_leur_presence(Contexte& cx, Id<Reunion> id) {
    auto db = cx.db();
    auto liste = membres(db, id);
    for (auto& m : liste)
        if (auto p = lire_code<Presence>(cx.requete().field(champ_de(m))))
            m.presence = *p;
    return liste;
}

Reply demander_l_ouverture(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare())
        return cx.voir(lien(id), "Cette réunion est close ou annulée.", Ton::attention);
    FormOuverture form;
    form.ouverte_motif.set_required(en_avance(cx, o.reunion));
    auto liste = [&] {
        auto db = cx.db();
        return membres(db, id);
    }();
    return cx.page(page_ouverture(cx, o, liste, form));
}

Lien premier_a_examiner(Contexte& cx, Id<Reunion> id) {
    auto db = cx.db();
    for (auto const& p : points(db, lecteur_de(cx), id))
        if (p.visible && !p.examine_le)
            return lien(id, p.id).ancre("f-quoi");
    return lien(id);
}

/// Un autre jour que prévu se confirme ; plus tôt, on dit pourquoi.
bool confirmee(Contexte& cx, Reunion const& r, FormOuverture& form) {
    form.ouverte_motif.set_required(en_avance(cx, r));
    bool bon = cx.lire(form);
    if (!form.ce_jour.value().value_or(false)) {
        form.ce_jour.refuse("Cette réunion est prévue le " + base::affiche(r.jour()) +
                            " : confirmez que la séance se tient aujourd’hui.");
        bon = false;
    }
    auto db = cx.db();
    return !refuse_un_nom(db, cx.portee(), r.id, form.ouverte_motif) && bon;
}

/// Ce qui se décide sans quorum se décide quand même : on le sait en ouvrant, et le relevé le dit.
std::string quorum_manquant(Contexte& cx, Reunion const& r) {
    auto db = cx.db();
    auto c = compter(membres(db, r.id));
    auto q = quorum(type_de(r.genre).quorum, c, territoire::entier(db, "reunion.quorum", cx.jour()));
    if (!q.demande || q.atteint)
        return {};
    return " Le quorum n’est pas atteint : " + base::pluriel(c.presents, "présent") + ", il en faut " +
           std::to_string(q.il_en_faut) + " (" + q.regle + "). La séance peut se tenir ; le relevé le dira.";
}

Reply ouvrir_(Contexte& cx, agenda::Attentes const& attentes, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare())
        return cx.voir(lien(id), "Cette réunion est close ou annulée.", Ton::attention);
    bool neuve = !o.reunion.ouverte_le, autre_jour = un_autre_jour(cx, o.reunion);
    FormOuverture form;
    if (autre_jour && !confirmee(cx, o.reunion, form))
        return cx.invalide(page_ouverture(cx, o, avec_leur_presence(cx, id), form));
    if (auto avis = acces::relire(cx, form); autre_jour && !avis.empty())
        return cx.invalide(page_ouverture(cx, o, avec_leur_presence(cx, id), form, avis));
    cx.acte(neuve ? Acte::seance_ouverte : Acte::presence_notee, [&](Writer& db, acces::Trace& trace) {
        for (auto const& m : membres(db, id))
            if (auto p = lire_code<Presence>(cx.requete().field(champ_de(m))); p && *p != m.presence)
                noter_presence(db, m.id, *p);
        if (neuve) {
            remplir(db, attentes, cx.portee(), id); // ce qui est arrivé depuis la convocation
            ouvrir(db, id, cx.agent(), cx.instant(), form.ouverte_motif.value().value_or(""));
        }
        trace.objet = objet(id);
        trace.detail = autre_jour ? "prévue le " + base::affiche(o.reunion.jour()) : "";
    });
    auto dit = autre_jour ? "Séance ouverte aujourd’hui ; elle était prévue le " + base::affiche(o.reunion.jour()) + "."
               : neuve ? std::string("Séance ouverte.")
                       : std::string("Présence enregistrée.");
    auto sans_quorum = quorum_manquant(cx, o.reunion);
    return cx.voir(neuve ? premier_a_examiner(cx, id) : lien(id), dit + sans_quorum,
                   sans_quorum.empty() ? Ton::succes : Ton::attention);
}

Reply demander_la_cloture(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare() || !o.reunion.ouverte_le)
        return cx.voir(lien(id), "Seule une séance ouverte se clôt.", Ton::attention);
    auto db = cx.db();
    auto liste = points(db, lecteur_de(cx), id);
    auto prises = decisions(db, lecteur_de(cx), id);
    auto reste = std::ranges::count_if(liste, [](auto const& p) { return !p.examine_le; });
    auto dit =
        ensemble(p(base::pluriel(static_cast<long long>(liste.size() - static_cast<std::size_t>(reste)),
                                 "point examiné", "points examinés"),
                   ", ", base::pluriel(static_cast<long long>(prises.size()), "décision"), "."),
                 when(reste > 0,
                      [&] {
                          return p(base::pluriel(reste, "point n’a pas été examiné", "points n’ont pas été examinés"),
                                   " : ", quand_ca_revient(db, o.reunion), ".");
                      }),
                 montrer_le_quorum(db, o.reunion, membres(db, id), cx.jour()),
                 p("Le relevé ne change plus ensuite ; une correction reste possible, elle se voit avec sa raison. Les "
                   "décisions, elles, se closent au fil de l’eau."));
    auto prevenir = div(clas("champ form-check"),
                        input(type("checkbox"), clas("form-check-input"), web::id("prevenir"), name("prevenir"),
                              value("1"), attr("checked")),
                        label(clas("form-check-label"), pour("prevenir"),
                              "Prévenir les participants par courriel que le relevé est prêt : un lien, aucun nom"));
    return cx.page({.titre = "Clore la séance",
                    .rubrique = "Réunions",
                    .fil = fil(o.reunion),
                    .contenu = confirmation({.question = "Clore et figer le relevé de : " + o.reunion.nom() + " ?",
                                             .consequences = dit,
                                             .bouton = "Clore et figer",
                                             .ou = web::lien("/reunions/{}/cloture", id),
                                             .annuler = lien(id),
                                             .danger = false},
                                            cx.csrf(), prevenir)});
}

/// Un lien vers la page, qui vérifie les droits ; qui n'a pas de compte apprend que le relevé existe, rien de plus.
int prevenir(Writer& db, Contexte& cx, Reunion const& r) {
    int deposes = 0;
    auto releve = acces::adresse_entiere(cx, web::lien("/reunions/{}/releve", r.id));
    for (auto const& m : membres(db, r.id)) {
        auto suite = m.agent ? "Lisez-le, avec ce que votre rôle vous ouvre :\n" + releve + "\n"
                             : "La personne qui anime vous dira ce qui vous revient.\n";
        deposes += courriels::deposer(db, cx.instant(),
                                      {.agent = m.agent,
                                       .adresse = m.courriel,
                                       .genre = "releve",
                                       .objet = "Relevé prêt : " + r.nom_public() + ", " + base::affiche(r.jour()),
                                       .texte = "Bonjour,\n\nLe relevé de décisions de cette réunion est prêt : " +
                                                r.nom_public() + ", " + quand(r) + ".\n" + suite,
                                       .repondre_a = cx.session().courriel,
                                       .origine = "releve/" + std::to_string(r.id.valeur),
                                       .de = cx.agent(),
                                       .page = web::lien("/reunions/{}/releve", r.id).texte()});
    }
    return deposes;
}

Reply clore_(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (o.reunion.close_le)
        return cx.voir(web::lien("/reunions/{}/releve", id), "Le relevé était déjà figé.");
    if (!o.prepare() || !o.reunion.ouverte_le)
        return cx.voir(lien(id), "Seule une séance ouverte se clôt.", Ton::attention);
    int deposes = cx.acte(Acte::seance_close, [&](Writer& db, acces::Trace& trace) {
        clore(db, id, cx.agent(), cx.instant());
        convocations_closes(db, cx.instant(), id);
        trace.objet = objet(id);
        return cx.requete().field("prevenir") == "1" ? prevenir(db, cx, o.reunion) : 0;
    });
    return cx.voir(web::lien("/reunions/{}/releve", id),
                   "Séance close, relevé figé." +
                       (deposes ? " " + base::pluriel(deposes, "courriel part", "courriels partent") + " pour le dire."
                                : std::string{}));
}

} // namespace

void routes_de_la_seance(acces::Routes& r, agenda::Attentes const& attentes) {
    r.get("/reunions/{id}/ouverture", Droit::tenir_reunions, demander_l_ouverture);
    r.post("/reunions/{id}/ouverture", Droit::tenir_reunions,
           [&attentes](Contexte& cx, Id<Reunion> id) { return ouvrir_(cx, attentes, id); });
    r.get("/reunions/{id}/cloture", Droit::tenir_reunions, demander_la_cloture);
    r.post("/reunions/{id}/cloture", Droit::tenir_reunions, clore_);
}

} // namespace metier::reunions
