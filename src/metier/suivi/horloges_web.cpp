// Obligation de formation, exemption, droit au retour : les délais que quelqu'un doit tenir.

#include <algorithm>

#include "base/texte.hpp"
#include "metier/suivi/suivi_web.hpp"
#include "metier/territoire/parametres.hpp"
#include "web/parts/fiche.hpp"

namespace metier::suivi {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

struct Formulaires {
    FormConvocation convocation;
    FormExemption exemption;
    FormRetour retour;
};

Formulaires formulaires(Contexte const& cx) {
    Formulaires f;
    f.convocation.le.between({}, cx.jour());
    f.retour.demande_le.between({}, cx.jour());
    f.retour.information_le.between({}, cx.jour());
    f.exemption.du.between({}, au_plus_tard(cx.jour()));
    return f;
}

Html partie_convocation(Jeune const& j, jeunes::Obligation const& o, FormConvocation const& form, Csrf const& csrf) {
    if (o.statut == jeunes::StatutObligation::hors_champ || o.statut == jeunes::StatutObligation::exempte)
        return {};
    return section(h2("Convoquer le jeune et son représentant légal"),
                   p("Deux mois plus tard, au même quantième, la transmission au président du conseil départemental "
                     "sera proposée à la mission locale. "
                     "Rien ne part seul."),
                   resume_erreurs(form),
                   formulaire(web::lien("/jeunes/{}/convocations", j.id), csrf, champ(form.le),
                              boutons(bouton("Noter la convocation"))));
}

Html exemptions_notees(Reader& db, Id<Jeune> jeune) {
    auto notees = jeunes::exemptions(db, jeune);
    if (notees.empty())
        return {};
    return ul(each(notees, [](jeunes::Exemption const& e) {
        return li("Depuis le ", e.du, e.au ? ensemble(" jusqu’au ", *e.au) : Html{}, ", signée par : ", e.signataire,
                  e.annulee_le ? ". Annulée. " : ". ",
                  a(href(lien(e.id)), e.annulee_le ? "Voir" : "Y mettre fin, ou l’annuler",
                    lecteur(" : exemption du ", e.du)));
    }));
}

acces::Page composer(Contexte& cx, Jeune const& j, Formulaires const& f, Html const& avis = {}) {
    auto db = cx.db();
    auto o = jeunes::obligation(jeunes::faits(db, j.id, cx.jour()), cx.jour(), fenetre_d_obligation(db, cx.jour()));
    auto nom = jeunes::nom_affiche(j);
    auto exemption =
        section(h2("Exemption"),
                p("Un oui daté et la qualité du signataire, rien d’autre : ni motif médical, ni copie du certificat."),
                exemptions_notees(db, j.id), avis, resume_erreurs(f.exemption),
                formulaire(web::lien("/jeunes/{}/exemptions", j.id), cx.csrf(), champ(f.exemption.oui),
                           champ(f.exemption.du), champ(f.exemption.au), champ(f.exemption.signataire),
                           boutons(bouton_d_enregistrement(!avis.empty()))));
    auto retour =
        section(h2("Droit au retour"),
                p("Un entretien doit être tenu dans les quinze jours de la demande, et une information écrite remise."),
                resume_erreurs(f.retour),
                formulaire(web::lien("/jeunes/{}/retours", j.id), cx.csrf(), champ(f.retour.demande_le),
                           champ(f.retour.information_le), boutons(bouton("Noter la demande"))));
    return {.titre = "Obligation et droit au retour",
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(j.id)}},
            .contenu = ensemble(h1("Obligation et droit au retour – ", nom),
                                p(badge(Ton::neutre, jeunes::libelle(o.statut)), " ", o.motif),
                                partie_convocation(j, o, f.convocation, cx.csrf()), exemption, retour)};
}

Reply montrer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    cx.consulter(j.id, "obligation");
    auto f = formulaires(cx);
    f.convocation.le.set(cx.jour());
    f.exemption.du.set(cx.jour());
    f.retour.demande_le.set(cx.jour());
    return cx.page(composer(cx, j, f));
}

/// Deux clics passent l'un après l'autre : le second voit ce que le premier a noté.
void attendre_son_tour(Writer& db, Id<Jeune> jeune) {
    db.run("update jeune set informe_le = informe_le where id = ?", jeune);
}

/// Une seule horloge de deux mois à la fois.
std::optional<Convocation> convocation_en_cours(Reader& db, Id<Jeune> jeune) {
    for (auto& c : convocations(db, jeune))
        if (!c.close_le)
            return c;
    return std::nullopt;
}

std::optional<Retour> retour_en_cours(Reader& db, Id<Jeune> jeune) {
    for (auto& r : retours(db, jeune))
        if (!r.clos_le)
            return r;
    return std::nullopt;
}

Reply deja_convoque(Contexte& cx, Jeune const& j, Formulaires& f) {
    auto db = cx.db();
    auto c = convocation_en_cours(db, j.id);
    if (c && c->le == *f.convocation.le)
        return cx.voir(dossier(j.id), "Cette convocation est déjà notée.");
    f.convocation.le.refuse(c ? "Une convocation du " + base::affiche(c->le) + " est en cours, jusqu’au " +
                                    base::affiche(c->terme) +
                                    " : ouvrez-la depuis le dossier pour lui donner une suite, ou l’annuler si elle a "
                                    "été notée par erreur."
                              : "Une convocation vient d’être close : enregistrez de nouveau.");
    return cx.invalide(composer(cx, j, f));
}

/// La demande est déjà notée : seule l'information écrite, si elle est nouvelle, s'y ajoute.
Reply completer(Contexte& cx, Jeune const& j, Formulaires& f, Retour const& r) {
    auto const& remise = f.retour.information_le;
    if (!remise || r.information_le == remise.value())
        return cx.voir(dossier(j.id), "Cette demande est déjà notée.");
    if (r.information_le) {
        f.retour.information_le.refuse("Cette demande porte déjà une information écrite remise le " +
                                       base::affiche(*r.information_le) + " : laissez cette date, ou effacez-la ici.");
        return cx.invalide(composer(cx, j, f));
    }
    bool fait = cx.acte_ou_conflit(Acte::retour_demande, [&](Writer& db, acces::Trace& trace) {
        noter_information_du_retour(db, r.id, r.version, *remise);
        trace = {j.id, "retour/" + std::to_string(r.id.valeur), "information remise", ""};
    });
    if (fait)
        return cx.voir(dossier(j.id), "Cette demande était déjà notée ; la date de l’information écrite s’y ajoute.");
    f.retour.demande_le.refuse("Cette demande a changé entre-temps : enregistrez de nouveau.");
    return cx.conflit(composer(cx, j, f));
}

Reply deja_demande(Contexte& cx, Jeune const& j, Formulaires& f) {
    auto db = cx.db();
    auto r = retour_en_cours(db, j.id);
    if (r && r->demande_le == *f.retour.demande_le)
        return completer(cx, j, f, *r);
    f.retour.demande_le.refuse(r ? "Une demande du " + base::affiche(r->demande_le) +
                                       " attend déjà son entretien, au plus tard le " + base::affiche(r->pour_le) +
                                       " : tenez cet entretien, ou annulez la demande depuis le dossier si elle a été "
                                       "notée par erreur."
                                 : "Une demande vient d’être close : enregistrez de nouveau.");
    return cx.invalide(composer(cx, j, f));
}

/// La même en tout point : deux signataires, ce sont deux exemptions.
bool deja_exempte(Reader& db, Id<Jeune> jeune, FormExemption const& form) {
    return std::ranges::any_of(jeunes::exemptions(db, jeune), [&](jeunes::Exemption const& e) {
        return !e.annulee_le && e.du == *form.du && e.au == form.au.value() &&
               base::normalise(e.signataire) == base::normalise(*form.signataire);
    });
}

/// La situation notée qui remplissait l'obligation ce jour-là ; vide : aucune. Une liste d'inscrits ne suffit pas.
std::string ce_qui_remplit(Reader& db, Id<Jeune> id, Date le) {
    return remplie_depuis(db, {.jeune = id, .le = le}, le);
}

Reply noter_convocation(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto f = formulaires(cx);
    bool bon = cx.lire(f.convocation);
    auto db = cx.db();
    if (bon &&
        !jeunes::soumis_a_obligation(j.naissance, *f.convocation.le, fenetre_d_obligation(db, *f.convocation.le))) {
        f.convocation.le.refuse("Ce jour-là, le jeune n’était pas soumis à l’obligation de formation : vérifiez la "
                                "date et la date de naissance.");
        bon = false;
    }
    if (auto deja = bon ? ce_qui_remplit(db, j.id, *f.convocation.le) : std::string{}; !deja.empty()) {
        f.convocation.le.refuse("Ce jour-là, son obligation était remplie : " + deja +
                                ". Notez d’abord la fin de cette situation.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(composer(cx, j, f));
    bool fait = cx.acte_ou_conflit(Acte::convocation_notee, [&](Writer& w, acces::Trace& trace) {
        attendre_son_tour(w, j.id);
        if (convocation_en_cours(w, j.id))
            throw storage::Conflict{};
        auto c = convoquer(w, auteur(cx), j.id, *f.convocation.le);
        trace = {j.id, "convocation/" + std::to_string(c.valeur), "", ""};
    });
    return fait ? cx.voir(dossier(j.id), "Convocation notée.") : deja_convoque(cx, j, f);
}

Reply noter_exemption(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto f = formulaires(cx);
    bool bon = cx.lire(f.exemption);
    bon = pas_avant_la_naissance(f.exemption.du, j.naissance) && bon;
    if (bon && f.exemption.au && *f.exemption.au < *f.exemption.du) {
        f.exemption.au.refuse("La fin précède le début : corrigez l’une des deux dates.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(composer(cx, j, f));
    if (auto avis = avis_sur_les_mots(cx, {*f.exemption.signataire}); !avis.empty())
        return cx.invalide(composer(cx, j, f, avis));
    bool fait = cx.acte_ou_conflit(Acte::exemption_notee, [&](Writer& db, acces::Trace& trace) {
        attendre_son_tour(db, j.id);
        if (deja_exempte(db, j.id, f.exemption))
            throw storage::Conflict{};
        exempter(db, auteur(cx), j.id, {*f.exemption.du, f.exemption.au.value(), *f.exemption.signataire, cx.agent()});
        trace = {j.id, "exemption", "", ""};
    });
    return cx.voir(dossier(j.id), fait ? "Exemption notée." : "Cette exemption est déjà notée.");
}

std::string refus_selon_l_age(Contexte& cx, Jeune const& j, Date demande) {
    auto db = cx.db();
    return refus_du_retour(
        j.naissance, demande,
        {territoire::entier(db, "retour.age_minimal", demande), territoire::entier(db, "retour.age_maximal", demande)});
}

Reply noter_retour(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto f = formulaires(cx);
    bool bon = cx.lire(f.retour);
    for (auto* date : {&f.retour.demande_le, &f.retour.information_le})
        bon = pas_avant_la_naissance(*date, j.naissance) && bon;
    if (auto refus = bon ? refus_selon_l_age(cx, j, *f.retour.demande_le) : std::string{}; !refus.empty()) {
        f.retour.demande_le.refuse(refus);
        bon = false;
    }
    if (!bon)
        return cx.invalide(composer(cx, j, f));
    bool fait = cx.acte_ou_conflit(Acte::retour_demande, [&](Writer& db, acces::Trace& trace) {
        attendre_son_tour(db, j.id);
        if (retour_en_cours(db, j.id))
            throw storage::Conflict{};
        auto r = demander_retour(db, auteur(cx), j.id, *f.retour.demande_le, f.retour.information_le.value());
        trace = {j.id, "retour/" + std::to_string(r.valeur), "", ""};
    });
    return fait ? cx.voir(dossier(j.id), "Demande notée.") : deja_demande(cx, j, f);
}

Convocation exiger_convocation(Contexte& cx, Id<Convocation> id) {
    auto db = cx.db();
    auto c = convocation(db, cx.portee(), id);
    if (!c)
        throw web::not_found();
    return *c;
}

/// Avant le terme, rien ne se transmet ; une erreur se répare tout de suite.
FormSuite form_de_suite(Contexte const& cx, Convocation const& c) {
    FormSuite form;
    std::vector<Choix> possibles;
    for (auto const& s : suites) {
        bool au_terme = s.valeur == Suite::transmise || s.valeur == Suite::sans_suite;
        if (s.valeur == Suite::annulee || (au_terme && c.terme <= cx.jour()))
            possibles.push_back({std::string(s.code), std::string(s.libelle)});
    }
    form.issue.offer_choices(possibles);
    return form;
}

std::string issue_affichee(std::string const& code) {
    auto suite = base::lire_code<Suite>(code);
    return suite == Suite::annulee ? "Annulée, notée par erreur" : suite ? std::string(base::libelle(*suite)) : code;
}

acces::Page page_convocation(Contexte& cx, Convocation const& c, FormSuite const& form, Html const& avis = {},
                             std::string const& change = {}) {
    auto nom = jeunes::nom_affiche(exiger(cx, c.jeune));
    std::vector<Definition> lignes{definition("Convoqués le", c.le), definition("Terme des deux mois", c.terme)};
    if (c.close_le)
        lignes.push_back(definition(
            "Close le", ensemble(*c.close_le, " : ", issue_affichee(c.issue), c.motif.empty() ? "" : ". ", c.motif)));
    auto db = cx.db();
    auto remplie = remplie_depuis(db, c, cx.jour());
    auto suite =
        c.close_le || !cx.peut(Droit::suivre)
            ? Html{}
            : ensemble(!remplie.empty()
                           ? ensemble(h2("Rien à transmettre"),
                                      p("L’obligation a été remplie depuis : ", remplie,
                                        ". Si le jeune interrompt de nouveau, une nouvelle convocation ouvrira un "
                                        "nouveau délai."))
                       : c.terme <= cx.jour()
                           ? ensemble(h2("Transmission au département proposée"),
                                      p("Le délai est échu sans solution connue. À vous de décider ; le logiciel ne "
                                        "transmet rien."))
                           : ensemble(h2("Une erreur ?"),
                                      p("Le délai court jusqu’au ", c.terme,
                                        " : la transmission au département sera alors proposée. D’ici là, une "
                                        "solution active ou une exemption ferme la convocation d’elle-même.")),
                       resume_erreurs(form),
                       formulaire(web::lien("/convocations/{}/suite", c.id), cx.csrf(), avis, champ(form.issue),
                                  champ(form.motif), version_montree(c.version),
                                  boutons(bouton_d_enregistrement(!avis.empty()))));
    return {.titre = "Convocation",
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(c.jeune)}},
            .contenu = ensemble(h1("Convocation – ", nom),
                                when(!change.empty(), [&] { return notice(Ton::attention, change); }),
                                definitions(lignes), suite)};
}

Reply montrer_convocation(Contexte& cx, Id<Convocation> id) {
    auto c = exiger_convocation(cx, id);
    cx.consulter(c.jeune, "convocation/" + std::to_string(id.valeur));
    return cx.page(page_convocation(cx, c, form_de_suite(cx, c)));
}

Reply donner_suite(Contexte& cx, Id<Convocation> id) {
    auto c = exiger_convocation(cx, id);
    constexpr auto change = "Cette convocation est déjà close : voici la suite qui lui a été donnée. Rien n’a été "
                            "enregistré de plus.";
    if (c.close_le) // un autre, ou un second clic
        return cx.conflit(page_convocation(cx, c, {}, {}, change));
    auto form = form_de_suite(cx, c);
    bool bon = cx.lire(form);
    if (bon && *form.issue != Suite::transmise && !form.motif) {
        form.motif.refuse("Dites pourquoi, en faits.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_convocation(cx, c, form));
    if (auto avis = avis_sur_les_mots(cx, {form.motif.value().value_or("")}); !avis.empty())
        return cx.invalide(page_convocation(cx, c, form, avis));
    bool fait = cx.acte_ou_conflit(Acte::convocation_notee, [&](Writer& db, acces::Trace& trace) {
        clore_convocation(db, auteur(cx), id, *form.version, std::string(base::code(*form.issue)),
                          form.motif.value().value_or(""));
        trace = {c.jeune, "convocation/" + std::to_string(id.valeur), std::string(base::code(*form.issue)), ""};
    });
    return fait ? cx.voir(dossier(c.jeune), "Suite notée.")
                : cx.conflit(page_convocation(cx, exiger_convocation(cx, id), form, {}, change));
}

} // namespace

void routes_des_horloges(acces::Routes& r) {
    r.get("/jeunes/{id}/obligation", Droit::suivre, montrer);
    r.post("/jeunes/{id}/convocations", Droit::suivre, noter_convocation);
    r.post("/jeunes/{id}/exemptions", Droit::suivre, noter_exemption);
    r.post("/jeunes/{id}/retours", Droit::suivre, noter_retour);
    r.get("/convocations/{id}", Droit::lire_dossier, montrer_convocation);
    r.post("/convocations/{id}/suite", Droit::suivre, donner_suite);
}

} // namespace metier::suivi
