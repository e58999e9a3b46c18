#include "metier/agenda/agenda_pages.hpp"

#include <algorithm>
#include <iterator>

#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"

namespace metier::agenda {

using namespace web;

namespace {

Lien dossier(Id<jeunes::Jeune> id) { return web::lien("/jeunes/{}", id); }

/// Au-delà, les lignes sont repliées : la journée tient sous les yeux.
constexpr std::size_t lignes_en_vue = 6;

Html lignes(RubriqueRemplie const& r) {
    if (r.lignes.size() <= lignes_en_vue)
        return web::a_faire(r.lignes);
    auto coupe = r.lignes.begin() + lignes_en_vue;
    auto autres = static_cast<long long>(r.lignes.size() - lignes_en_vue);
    return ensemble(
        web::a_faire({r.lignes.begin(), coupe}),
        details(clas("suite"),
                summary(autres == 1 ? "Voir la dernière" : "Voir les " + base::nombre(autres) + " suivantes",
                        lecteur(" : ", r.titre)),
                web::a_faire({coupe, r.lignes.end()})));
}

std::string ancre(RubriqueRemplie const& r) { return base::cle_d_en_tete(r.titre); }

Html montrer(RubriqueRemplie const& r) {
    auto titre_ = ancre(r) + "-titre";
    auto tout = r.tout_voir && !r.lignes.empty()
                    ? a(clas("tout-voir"), href(*r.tout_voir), "Tout voir", lecteur(" : ", r.titre))
                    : Html{};
    return section(clas("rubrique"), id(ancre(r)), aria("labelledby", titre_),
                   div(clas("rubrique-tete"), h2(id(titre_), r.titre), tout),
                   when(!r.chapo.empty(), [&] { return p(clas("rubrique-chapo"), r.chapo); }),
                   r.lignes.empty() ? when(!r.vide.empty(), etat_vide(r.vide)) : lignes(r));
}

/// La journée d'un coup d'œil : une rubrique, un nombre, un saut.
Html en_bref(std::vector<RubriqueRemplie> const& rubriques) {
    if (rubriques.size() < 3)
        return {};
    return nav(clas("journee-en-bref"), aria("label", "Ma journée en bref"), ul(each(rubriques, [](auto const& r) {
                   return li(a(href(Lien{}.ancre(ancre(r))), span(r.titre), " ", strong(combien(r.lignes.size()))));
               })));
}

/// Pour qui sa journée est courte : où aller, et ce qu'il y trouvera.
Html ou_aller(JourneeMontree const& j) {
    if (j.rubriques.size() > 2)
        return {};
    auto carte = [](acces::EntreeDuMenu const& e) {
        return li(a(href(e.lien), e.libelle), when(!e.aide.empty(), [&] { return p(e.aide); }));
    };
    std::vector<acces::EntreeDuMenu> pages;
    std::ranges::copy_if(j.menu, std::back_inserter(pages), [](auto const& e) { return e.lien != web::lien("/"); });
    return pages.empty() ? Html{} : section(clas("ou-aller"), h2("Vos pages"), ul(each(pages, carte)));
}

} // namespace

std::string combien(std::size_t lignes) {
    return base::nombre(static_cast<long long>(lignes)) + (lignes > 0 && lignes % 10 == 0 ? "+" : "");
}

std::string combien_en_clair(std::size_t lignes) {
    return base::nombre(static_cast<long long>(lignes)) + (lignes > 0 && lignes % 10 == 0 ? " ou plus" : "");
}

std::string_view a_quoi_sert(acces::Role role) {
    using enum acces::Role;
    switch (role) {
    case coordonnateur:
    case directeur_cio:
    case psad: return {};
    case coordonnateur_departemental:
        return "Vous suivez l’avancement des campagnes de chaque bassin, en nombres, et tenez l’annuaire. Les dossiers "
               "des jeunes restent aux équipes qui les suivent.";
    case chef_etablissement:
        return "Vous lisez les dossiers des jeunes de votre établissement et ses chiffres. Le référent décrochage et "
               "le coordonnateur les tiennent.";
    case referent_decrochage:
        return "Vous vérifiez les présumés sortis de votre établissement et tenez les dossiers de ses jeunes.";
    case cpe:
        return "Vous lisez les signalements, les absences et les situations de prévention de votre établissement, et "
               "en décidez avec le référent décrochage. Votre rôle n’ouvre aucun dossier de suivi.";
    case enseignant:
        return "Un élève vous inquiète\u00a0? Signalez-le en deux minutes\u00a0: l’équipe de votre établissement le "
               "lit, et vous saurez ce qu’elle en a fait.";
    case psyen:
        return "Vous lisez les dossiers des jeunes que vous suivez et y notez contacts et entretiens. Un jeune vous "
               "est ouvert quand son référent vous ajoute à son cercle de suivi.";
    case mission_locale:
        return "Vous voyez les jeunes que la plateforme partage avec vous à partir de seize ans, vérifiez leur "
               "situation et notez ce que vous leur proposez.";
    case responsable_foquale:
        return "Vous lisez les chiffres de votre réseau. Aucun nom n’apparaît\u00a0: les petits effectifs sont "
               "masqués.";
    case ien_io:
        return "Vous lisez les chiffres de votre territoire, jusqu’à l’établissement, sans aucun nom. Seuls les PAFI à "
               "valider nomment un élève\u00a0: votre lecture est consignée.";
    case ia_dasen:
    case draio:
        return "Vous lisez les chiffres de votre territoire, jusqu’à l’établissement. Aucun nom n’apparaît\u00a0: les "
               "petits effectifs sont masqués.";
    case dpd:
        return "Vous contrôlez qui a lu et écrit quoi\u00a0: le journal ne nomme aucun jeune. Le registre des données "
               "et "
               "leurs durées sont dans «\u00a0Données personnelles\u00a0», en pied de page.";
    case administrateur:
        return "Vous donnez et retirez les accès, tenez l’annuaire et lisez le journal. Aucun dossier de jeune ne vous "
               "est ouvert.";
    }
    return {};
}

acces::Page page_journee(JourneeMontree const& j) {
    auto role_ = a_quoi_sert(j.role);
    auto contenu = ensemble(
        h1("Ma journée"), p(clas("chapo"), "Bonjour ", j.prenom, ". Nous sommes le ", base::affiche_long(j.jour), "."),
        when(!role_.empty(), [&] { return p(clas("role-en-clair"), role_); }),
        when(!j.gestes.empty(),
             [&] {
                 return div(clas("gestes boutons"),
                            each(j.gestes, [](auto const& g) { return lien_bouton_principal(g.second, g.first); }));
             }),
        en_bref(j.rubriques), div(clas("rubriques"), each(j.rubriques, montrer)), ou_aller(j));
    return {.titre = "Ma journée", .rubrique = "Ma journée", .contenu = contenu};
}

acces::Page page_echeance(Echeance const& e, std::vector<RelaisVu> const& relais, FormCloture const& cloture,
                          FormReport const& report, Csrf const& csrf, bool peut_suivre, Html const& avis) {
    std::vector<Definition> lignes{definition("Pour le", e.pour_le)};
    if (e.jeune)
        lignes.push_back(definition("Jeune", a(href(dossier(*e.jeune)), e.nom_du_jeune)));
    lignes.push_back(
        definition("À faire par", e.nom_de_l_agent.empty() ? "tout coordonnateur du bassin" : e.nom_de_l_agent));
    for (auto const& r : relais)
        lignes.push_back(definition("Relais", ensemble("de ", r.de, " à ", r.a, ", le ", base::a_paris(r.le).jour)));
    if (!e.attend.empty())
        lignes.push_back(definition("On attend", e.attend));
    if (e.faite_le)
        lignes.push_back(definition("Close", ensemble(*e.faite_le, " : ", e.issue)));
    auto actes = e.faite_le || !peut_suivre
                     ? Html{}
                     : ensemble(h2("Clore"), resume_erreurs(cloture),
                                formulaire(web::lien("/echeances/{}/cloture", e.id), csrf, avis, champ(cloture.issue),
                                           version_montree(e.version),
                                           boutons(acces::bouton_d_enregistrement(!avis.empty(), "C’est fait"))),
                                h2("Remettre à plus tard"), resume_erreurs(report),
                                formulaire(web::lien("/echeances/{}/report", e.id), csrf, champ(report.pour_le),
                                           version_montree(e.version), boutons(bouton_secondaire("Remettre"))));
    return {.titre = e.objet, .rubrique = "Ma journée", .contenu = ensemble(h1(e.objet), definitions(lignes), actes)};
}

acces::Page page_nouvelle(Id<jeunes::Jeune> jeune, std::string const& nom, FormEcheance const& form, Csrf const& csrf,
                          Html const& avis) {
    auto contenu = ensemble(
        h1("Nouvelle échéance pour ", nom), resume_erreurs(form),
        formulaire(web::lien("/jeunes/{}/echeances", jeune), csrf, avis, champ(form.objet), champ(form.pour_le),
                   champ(form.attend),
                   boutons(acces::bouton_d_enregistrement(!avis.empty()), lien_bouton(dossier(jeune), "Annuler"))));
    return {.titre = "Nouvelle échéance", .rubrique = "Jeunes", .fil = {{nom, dossier(jeune)}}, .contenu = contenu};
}

} // namespace metier::agenda
