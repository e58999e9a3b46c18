// Le banc d'essai : le dossier vu par un agent, champ par champ, d'après ce que chaque partie déclare montrer.
#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/acces/journal_du_dossier.hpp"
#include "metier/droits/droits_web.hpp"
#include "metier/jeunes/saisies.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::droits {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using jeunes::Jeune;

struct BancForm {
    Field<std::string> courriel{"courriel", "Agent", required, at_most(200), hint("Son nom, ou son courriel")};
    Field<int> dossier{"dossier", "Numéro du dossier", at_least(1),
                       hint("Sans numéro\u00a0: choisissez parmi ceux que cet agent a ouverts")};
    Field<Date> le{"le", "Ce jour-là", hint("Rôles, cercle et accès tels qu’ils seront ce jour-là. Sinon aujourd’hui")};
    auto fields() { return std::tie(courriel, dossier, le); }
};

Ton ton(Parait p) {
    switch (p) {
    case Parait::montre: return Ton::succes;
    case Parait::en_partie:
    case Parait::masque: return Ton::attention;
    case Parait::cache:
    case Parait::vide: break;
    }
    return Ton::neutre;
}

struct Juge {
    jeunes::Lecture const* lecture;
    Verdict verdict;
    std::string ecrit, emporte;
};
/// D'où vient ce que l'on juge : ce que chaque partie déclare, et les routes du programme.
struct Declare {
    acces::Routes const& routes;
    jeunes::Apports const& apports;
};

Html partie_jugee(std::string const& nom, std::vector<Juge> const& juges) {
    std::size_t champs = 0, montres = 0, vides = 0;
    Html lignes;
    for (auto const& [l, v, ecrit, emporte] : juges)
        for (auto const& c : l->champs) {
            ++champs;
            montres += v.parait == Parait::montre || v.parait == Parait::en_partie;
            vides += v.parait == Parait::vide;
            lignes +=
                tr(th(scope("row"), l->rubrique, " – ", c.libelle), td(badge(ton(v.parait), base::libelle(v.parait))),
                   td(v.pourquoi), td(ecrit), td(emporte), td(sans_numero(l->raison)));
        }
    return details(
        summary(strong(nom), "\u00a0: ", montres, " sur ",
                base::pluriel(static_cast<long long>(champs), "champ lu", "champs lus"),
                vides > 0 ? ", " + std::to_string(vides) + " sans rien de noté" : std::string{}),
        tableau(nom, {{"Champ"}, {"Paraît"}, {"Pourquoi"}, {"L’écrire"}, {"L’emporter"}, {"À quoi il sert"}}, lignes));
}

/// Les parties dans l'ordre où elles se déclarent.
Html champ_par_champ(Contexte& lui, Declare const& d, Id<Jeune> jeune) {
    std::vector<std::pair<std::string, std::vector<Juge>>> parties;
    for (auto const& l : d.apports.lectures()) {
        auto ou = std::ranges::find(parties, l.partie, &std::pair<std::string, std::vector<Juge>>::first);
        if (ou == parties.end())
            ou = parties.insert(parties.end(), {l.partie, {}});
        auto v = juger(lui, l, jeune);
        auto permis = [&](bool emporte) {
            return geste_permis(lui, droits_des_gestes(d.routes, d.apports, l, emporte), l, v, jeune, emporte);
        };
        ou->second.push_back({&l, v, permis(false), permis(true)});
    }
    return each(parties, [](auto const& p) { return partie_jugee(p.first, p.second); });
}

Html gestes(Contexte& lui, jeunes::Apports const& apports, Id<Jeune> jeune) {
    auto db = lui.db();
    if (!lui.peut(Droit::lire_dossier) || !acces::motif(db, lui.portee(), jeune))
        return p("Aucun geste\u00a0: le dossier lui est introuvable.");
    std::vector<std::string> permis;
    bool lit_seulement = acces::lit_seulement(db, lui.portee(), jeune);
    for (auto const& a : apports.actions())
        if ((a.sans_ecrire || !lit_seulement) && a.f(lui, jeune))
            permis.push_back("«\u00a0" + a.libelle + "\u00a0»");
    return permis.empty() ? p("Lire seulement.") : p("Depuis le dossier\u00a0: ", base::joint(permis, ", "), ".");
}

Html resultat(acces::Environnement const& env, Contexte const& cx, Declare const& d, acces::Compte const& compte,
              acces::RoleOffert const& role, Id<Jeune> jeune) {
    static std::vector<acces::EntreeDuMenu> const sans_menu;
    Contexte lui{env, cx.requete(), session_de(compte, role), "", sans_menu};
    auto db = lui.db();
    auto titre = acces::motif(db, lui.portee(), jeune);
    std::vector<std::string> adresses;
    for (auto v : acces::lisibles(role.role))
        adresses.push_back(base::dans_une_phrase(base::libelle(v)));
    auto ecrits = "ses propres écrits" +
                  (adresses.empty() ? "" : ", et ceux qui s’adressent à\u00a0: " + base::joint(adresses, ", "));
    bool ouvre = titre && lui.peut(Droit::lire_dossier);
    auto phrase = ouvre ? "Le dossier lui dit\u00a0: «\u00a0" +
                              acces::pourquoi(db, lui.portee(), jeune, *titre, role.perimetre) + "\u00a0»"
                  : titre
                      ? std::string("Ce rôle n’ouvre aucun dossier\u00a0: il ne lit que ce qui est dit plus bas.")
                      : std::string("Ce dossier lui est introuvable\u00a0: aucun titre ne l’y rattache ce jour-là.");
    return ensemble(h2(base::libelle(role.role), role.perimetre.empty() ? "" : " – " + role.perimetre),
                    p(strong(phrase)), when(ouvre, [&] { return p("Écrits lisibles\u00a0: ", ecrits, "."); }),
                    gestes(lui, d.apports, jeune), champ_par_champ(lui, d, jeune));
}

std::string heure(Instant i) {
    auto local = base::a_paris(i);
    return base::affiche(local.jour) + " à " + Heure{local.heure, local.minute}.affiche();
}

/// Qui l'a lu, et qui le lit sans compte : cela ne dépend pas de l'agent essayé.
Html ailleurs(Contexte const& cx, Reader& db, jeunes::Apports const& apports, Id<Jeune> jeune) {
    Html liens;
    for (auto const& f : apports.sans_compte())
        for (auto const& l : f(db, jeune, cx.instant()))
            liens += li(strong(l.qui), " – ", l.quoi, "\u00a0: ", base::minuscules(base::joint(l.champs, ", ")),
                        ". Lien ", l.etat, ", jusqu’au ", heure(l.expire_le), ".");
    auto lus = jeunes::lecteurs(db, jeune);
    return ensemble(h2("Sans compte, par un lien"),
                    liens.empty() ? p("Aucun lien en vie ne montre ce jeune.") : ul(liens), h2("Qui l’a lu"),
                    lus.empty() ? p("Personne encore.") : ul(each(lus, [](auto const& l) {
                        auto role_ = base::lire_code<acces::Role>(l.role);
                        return li(l.nom, role_ ? " (" + base::dans_une_phrase(base::libelle(*role_)) + ")" : "",
                                  "\u00a0: ", base::pluriel(l.fois, "fois", "fois"), ", la dernière le ",
                                  base::affiche(l.derniere));
                    })));
}

Page page_banc(BancForm const& form, Html const& trouve) {
    return {.titre = "Banc d’essai des droits",
            .rubrique = "Droits",
            .fil = {{"Droits", web::lien("/droits")}},
            .contenu = ensemble(h1("Banc d’essai des droits"), resume_erreurs(form),
                                p("Choisissez un agent et un dossier\u00a0: chaque champ est jugé à sa place, avec les "
                                  "mêmes règles que les pages. Vous voyez ce qui lui paraîtrait et à quel titre, "
                                  "jamais le contenu. L’essai est consigné."),
                                formulaire_recherche(web::lien("/droits/essai"), champ(form.courriel),
                                                     champ(form.dossier), champ(form.le), boutons(bouton("Essayer"))),
                                trouve),
            .large = true};
}

Lien essai_de(BancForm const& form, std::string const& courriel, std::optional<std::int64_t> dossier) {
    auto ou = web::lien("/droits/essai").avec("courriel", courriel);
    if (dossier)
        ou = ou.avec("dossier", std::to_string(*dossier));
    return form.le ? ou.avec("le", base::iso(*form.le)) : ou;
}

/// Plusieurs agents portent ce nom : lequel ?
Html choix_de_l_agent(BancForm const& form, acces::ListeDeComptes const& trouves) {
    auto dossier = form.dossier ? std::optional{std::int64_t{*form.dossier}} : std::nullopt;
    return ensemble(h2("Quel agent\u00a0?"),
                    ul(each(trouves.lignes,
                            [&](auto const& c) {
                                std::vector<std::string> roles;
                                for (auto const& r : trouves.roles)
                                    if (r.agent == c.id)
                                        roles.push_back(std::string(base::libelle(r.role)) +
                                                        (r.perimetre.empty() ? "" : " – " + r.perimetre));
                                return li(a(href(essai_de(form, c.courriel, dossier)), c.prenom, " ", c.nom), ", ",
                                          c.courriel, roles.empty() ? "" : ", " + base::joint(roles, "\u00a0; "));
                            })),
                    when(trouves.il_y_en_a_apres, [] { return p("Il y en a d’autres\u00a0: précisez le nom."); }));
}

/// Les dossiers qu'il a ouverts, par leur numéro : de quoi choisir sans connaître personne.
Html choix_du_dossier(Contexte& cx, BancForm const& form, acces::Compte const& compte) {
    constexpr int relus = 500;
    constexpr std::size_t montres = 20;
    auto db = cx.db();
    std::vector<acces::LigneLue> vus;
    for (auto& l : acces::lire_journal(
             db, acces::DemandeDeJournal{.acte = Acte::dossier_lu, .agent = compte.id, .nombre = relus}))
        if (l.jeune && vus.size() < montres && std::ranges::find(vus, l.jeune, &acces::LigneLue::jeune) == vus.end())
            vus.push_back(std::move(l));
    cx.acte(Acte::journal_lu, [&](Writer&, acces::Trace& trace) {
        trace.objet = "agent/" + std::to_string(compte.id.valeur);
        trace.detail = "dossiers ouverts, pour un essai";
    });
    if (vus.empty())
        return ensemble(h2("Quel dossier\u00a0?"),
                        p(compte.nom_complet(), " n’a ouvert aucun dossier. Prenez un numéro dans le journal."));
    return ensemble(h2("Quel dossier\u00a0?"), p("Les derniers que ", compte.nom_complet(), " a ouverts."),
                    tableau("Dossiers ouverts", {{"Dossier"}, {"Ouvert le"}, {"À quel titre"}},
                            each(vus, [&](acces::LigneLue const& l) {
                                return tr(
                                    th(scope("row"), a(href(essai_de(form, compte.courriel, l.jeune->valeur)),
                                                       lecteur("Essayer le dossier "), "n°\u00a0", l.jeune->valeur)),
                                    td(heure(l.instant)), td(acces::titre_en_clair(l.motif)));
                            })));
}

/// D'après son courriel, ou son nom s'il est seul à le porter.
std::optional<acces::Compte> agent_cherche(Reader& db, BancForm& form, Date jour, acces::ListeDeComptes& trouves) {
    if (auto compte = acces::compte_du_courriel(db, *form.courriel))
        return compte;
    trouves = acces::comptes(db, {.cherche = *form.courriel, .jour = jour});
    if (trouves.lignes.empty())
        form.courriel.refuse("Aucun agent n’a ce nom ni ce courriel. Essayez le début du nom de famille.");
    return trouves.lignes.size() == 1 ? acces::compte(db, trouves.lignes.front().id) : std::nullopt;
}

Html juges(Contexte& cx, Declare const& d, acces::Compte const& compte, Id<Jeune> jeune, Date le) {
    cx.acte(Acte::droits_essayes, [&](Writer&, acces::Trace& trace) {
        trace = {jeune, "agent/" + std::to_string(compte.id.valeur), "", ""};
    });
    auto db = cx.db();
    base::HorlogeReglee ce_jour{le == cx.jour() ? cx.instant() : base::depuis_paris(le, 12, 0)};
    acces::Environnement alors{cx.env().base, ce_jour, cx.env().coffre, cx.env().dossier};
    Html vues;
    for (auto const& r : acces::roles_du_jour(db, compte.id, le))
        vues += resultat(alors, cx, d, compte, r, jeune);
    if (vues.empty())
        vues = notice(Ton::information, "Cet agent ne tient aucun rôle ce jour-là\u00a0: il ne voit rien.");
    return ensemble(p(strong(compte.nom_complet()), ", dossier n°\u00a0", jeune.valeur), vues,
                    ailleurs(cx, db, d.apports, jeune));
}

Reply essayer(Contexte& cx, Declare const& d) {
    BancForm form;
    form.le.between(cx.jour(), base::plus_annees(cx.jour(), 1));
    if (cx.requete().param("courriel").empty())
        return cx.page(page_banc(form, {}));
    if (!cx.lire(form))
        return cx.invalide(page_banc(form, {}));
    auto db = cx.db();
    acces::ListeDeComptes trouves;
    auto compte = agent_cherche(db, form, cx.jour(), trouves);
    auto jeune = form.dossier ? jeunes::trouver_sans_portee(db, Id<Jeune>{*form.dossier}) : std::nullopt;
    if (form.dossier && !jeune)
        form.dossier.refuse("Ce dossier n’existe pas, ou a été fondu dans un autre.");
    if ((!compte && trouves.lignes.empty()) || (form.dossier && !jeune))
        return cx.invalide(page_banc(form, {}));
    if (!compte)
        return cx.page(page_banc(form, choix_de_l_agent(form, trouves)));
    if (!jeune)
        return cx.page(page_banc(form, choix_du_dossier(cx, form, *compte)));
    return cx.page(page_banc(form, juges(cx, d, *compte, jeune->id, form.le.value().value_or(cx.jour()))));
}

} // namespace

void routes_du_banc(acces::Routes& r, jeunes::Apports const& apports) {
    r.get("/droits/essai", Droit::eprouver_droits, [d = Declare{r, apports}](Contexte& cx) { return essayer(cx, d); });
}

void routes(acces::Routes& r, jeunes::Apports const& apports) {
    routes_de_l_urgence(r);
    routes_du_banc(r, apports);
    routes_de_la_matrice(r, apports);
}

} // namespace metier::droits
