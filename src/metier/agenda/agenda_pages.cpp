#include "metier/agenda/agenda_pages.hpp"

#include "base/texte.hpp"

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

Html montrer(RubriqueRemplie const& r) {
    auto suite = r.tout_voir ? p(a(href(*r.tout_voir), "Tout voir", lecteur(" : ", r.titre))) : Html{};
    return section(clas("rubrique"), h2(r.titre), r.lignes.empty() ? etat_vide(r.vide) : lignes(r), suite);
}

} // namespace

acces::Page page_journee(std::string const& prenom, Date jour, std::vector<RubriqueRemplie> const& rubriques) {
    auto contenu = ensemble(h1("Ma journée"),
                            p(clas("chapo"), "Bonjour ", prenom, ". Nous sommes le ", base::affiche_long(jour), "."),
                            div(clas("rubriques"), each(rubriques, montrer)));
    return {.titre = "Ma journée", .rubrique = "Ma journée", .contenu = contenu};
}

acces::Page page_echeance(Echeance const& e, std::vector<RelaisVu> const& relais, FormCloture const& cloture,
                          FormReport const& report, Csrf const& csrf, bool peut_suivre) {
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
                                formulaire(web::lien("/echeances/{}/cloture", e.id), csrf, champ(cloture.issue),
                                           version_montree(e.version), boutons(bouton("C’est fait"))),
                                h2("Remettre à plus tard"), resume_erreurs(report),
                                formulaire(web::lien("/echeances/{}/report", e.id), csrf, champ(report.pour_le),
                                           version_montree(e.version), boutons(bouton_secondaire("Remettre"))));
    return {.titre = e.objet, .rubrique = "Ma journée", .contenu = ensemble(h1(e.objet), definitions(lignes), actes)};
}

acces::Page page_nouvelle(Id<jeunes::Jeune> jeune, std::string const& nom, FormEcheance const& form, Csrf const& csrf) {
    auto contenu = ensemble(h1("Nouvelle échéance pour ", nom), resume_erreurs(form),
                            formulaire(web::lien("/jeunes/{}/echeances", jeune), csrf, champ(form.objet),
                                       champ(form.pour_le), champ(form.attend),
                                       boutons(bouton("Enregistrer"), lien_bouton(dossier(jeune), "Annuler"))));
    return {.titre = "Nouvelle échéance", .rubrique = "Jeunes", .fil = {{nom, dossier(jeune)}}, .contenu = contenu};
}

} // namespace metier::agenda
