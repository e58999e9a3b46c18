#include "metier/suivi/entretiens_pages.hpp"

#include <algorithm>

#include "web/parts/fiche.hpp"

namespace metier::suivi {

using namespace web;

namespace {

using Contenu = std::vector<std::pair<std::string, std::string>>;

/// Deux états d'un entretien, champ par champ.
std::vector<LigneComparee> comparer(Contenu const& avant, Contenu const& apres) {
    std::vector<LigneComparee> lignes;
    auto texte = [](Contenu const& c, std::string const& libelle) {
        auto f = std::ranges::find(c, libelle, &std::pair<std::string, std::string>::first);
        return f == c.end() ? std::string{} : f->second;
    };
    for (auto const& [libelle, valeur] : avant)
        if (auto autre = texte(apres, libelle); autre != valeur)
            lignes.push_back({libelle, valeur, autre, {}, ""});
    for (auto const& [libelle, valeur] : apres)
        if (texte(avant, libelle).empty())
            lignes.push_back({libelle, "", valeur, {}, ""});
    return lignes;
}

Html conflit(EntretienVu const& autre, FormEntretien const& form) {
    // Ce qui n'a pas pu être lu reste dans le formulaire ; on ne compare que ce qui se lit.
    auto mien = form.jour ? contenu(form.entretien(autre.entretien)) : Contenu{};
    auto qui = autre.modifie_par.empty() ? "Quelqu’un" : autre.modifie_par;
    return ensemble(notice(Ton::attention, "Cet entretien a changé pendant votre saisie",
                           p(qui, " l’a enregistré le ", autre.modifie_le,
                             ". Rien n’est perdu : votre texte est dans le formulaire. Reprenez ce qui manque, "
                             "puis enregistrez ; l’autre version reste dans l’historique.")),
                    cote_a_cote("Les deux versions", "Enregistrée par " + qui, "La vôtre",
                                comparer(contenu(autre.entretien), mien)));
}

Html brouillon_garde(SaisieDEntretien const& s) {
    if (!s.brouillon_du)
        return {};
    auto avis = notice(Ton::information, "Une saisie non enregistrée a été gardée",
                       p("Le ", *s.brouillon_du, ". ", a(href(s.ici.avec("brouillon", "1")), "La reprendre"), "."));
    // Avec JavaScript, brouillon.mjs le propose dans le formulaire, sauf si l'entretien a changé depuis.
    return s.brouillon_ancien ? avis : element("noscript", {avis});
}

Html champs_propres(FormEntretien const& form) {
    Html html;
    for (auto const& p : form.propres)
        html += champ(p);
    return html;
}

Html lecteurs(SaisieDEntretien const& s, FormEntretien const& form) {
    if (s.choisit_les_lecteurs)
        return champ(form.visibilite);
    return ensemble(p("Lu par : ", base::libelle(*form.visibilite), ". Seul son auteur peut le changer."),
                    cache("visibilite", base::code(*form.visibilite)),
                    cache("visibilite_analyse", base::code(*form.visibilite_analyse)));
}

Html analyse(SaisieDEntretien const& s, FormEntretien const& form) {
    if (!s.analyse_lisible)
        return {};
    return fieldset(legend("Analyse"), champ(form.analyse),
                    when(s.choisit_les_lecteurs, [&] { return champ(form.visibilite_analyse); }));
}

} // namespace

acces::Page page_saisie(SaisieDEntretien const& s, FormEntretien const& form, Csrf const& csrf) {
    auto const& m = modele(form.type);
    auto titre = std::string(s.id ? "Modifier : " : "") + std::string(libelle(form.type));
    auto erreurs = web::erreurs_de(const_cast<FormEntretien&>(form).champs());
    auto contenu = ensemble(
        h1(titre, " – ", s.nom), p(clas("chapo"), m.sens, "."), brouillon_garde(s),
        when(s.en_conflit.has_value(), [&] { return conflit(*s.en_conflit, form); }), resume_erreurs(erreurs),
        formulaire(s.ou, csrf, data("brouillon", s.brouillon), data("mots-sensibles", web::lien("/mots-sensibles")),
                   s.avis,
                   fieldset(legend("Quand et avec qui"), champ(form.jour), champ(form.heure), champ(form.duree),
                            champ(form.canal), champ(form.lieu), champ(form.participants)),
                   fieldset(legend("Les faits"), champ(form.objet), champ(form.resume), champs_propres(form),
                            when(m.freins, [&] { return champ(form.freins); }),
                            when(form.type == TypeEntretien::recrutement, [&] { return champ(form.decision); }),
                            when(m.se_motive, [&] { return ensemble(champ(form.motif), champ(form.explication)); }),
                            champ(form.decisions), champ(form.prochaine)),
                   analyse(s, form), lecteurs(s, form), champ(form.temps),
                   when(s.id.has_value(), [&] { return champ(form.raison); }),
                   when(s.id.has_value(), [&] { return version_montree(form.version.value().value_or(1)); }),
                   cache("saisie", form.saisie.typed_first()),
                   boutons(bouton_d_enregistrement(!s.avis.empty()),
                           lien_bouton(s.id ? lien(*s.id) : dossier(s.jeune), "Annuler"))));
    return {.titre = titre, .rubrique = "Jeunes", .fil = {{s.nom, dossier(s.jeune)}}, .contenu = contenu};
}

acces::Page page_choix_du_type(Jeune const& j) {
    auto nom = jeunes::nom_affiche(j);
    auto liste = each(types_d_entretien, [&](auto const& t) {
        return li(a(href(web::lien("/jeunes/{}/entretiens/nouveau/{}", j.id, t.code)), t.libelle), " : ",
                  modele(t.valeur).sens);
    });
    return {.titre = "Nouvel entretien",
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(j.id)}},
            .contenu = ensemble(h1("Nouvel entretien – ", nom), p("Quel entretien ?"), ul(liste))};
}

acces::Page page_entretien(EntretienVu const& vu, std::string const& nom, bool peut_modifier, Html const& annulation,
                           Html const& annuler) {
    auto const& e = vu.entretien;
    std::vector<Definition> faits;
    for (auto const& [libelle, texte] : contenu(e))
        if (libelle != "Analyse")
            faits.push_back(definition(libelle, texte));
    auto analyse = vu.analyse_lisible && !e.analyse.empty()
                       ? ensemble(h2("Analyse"), p(e.analyse),
                                  p(clas("note"), "Lue par : ", base::libelle(e.visibilite_analyse), "."))
                       : Html{};
    auto actions =
        boutons(when(peut_modifier,
                     [&] { return lien_bouton_principal(web::lien("/entretiens/{}/modifier", e.id), "Modifier"); }),
                lien_bouton(web::lien("/entretiens/{}/versions", e.id), "Versions"), bouton_imprimer(), annuler);
    return {.titre = std::string(libelle(e.type)),
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(e.jeune)}},
            .contenu = ensemble(
                entete_de_fiche(std::string(libelle(e.type)) + " – " + nom,
                                p("Par ", vu.auteur, ". Version ", e.version, ", enregistrée le ", vu.modifie_le, "."),
                                actions),
                annulation, h2("Les faits"), definitions(faits), analyse)};
}

acces::Page page_versions(EntretienVu const& vu, std::string const& nom, std::vector<VersionVue> const& versions) {
    Html suite;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        auto const& v = versions[i];
        auto raison = v.raison.empty() ? Html{} : p("Raison : ", v.raison);
        suite += h2("Version ", v.version);
        suite += ensemble(p(v.auteur, ", le ", v.le), raison);
        if (i + 1 < versions.size()) {
            auto const& d = versions[i + 1];
            auto differences = comparer(d.contenu, v.contenu);
            suite += differences.empty() ? p("Aucune différence visible.")
                                         : cote_a_cote("Ce qui a changé", "Version " + std::to_string(d.version),
                                                       "Version " + std::to_string(v.version), differences);
        }
    }
    return {
        .titre = "Versions",
        .rubrique = "Jeunes",
        .fil = {{nom, dossier(vu.entretien.jeune)}, {std::string(libelle(vu.entretien.type)), lien(vu.entretien.id)}},
        .contenu = ensemble(h1("Versions de l’entretien du ", vu.entretien.jour), suite)};
}

acces::Page page_texte_rendu(std::vector<std::pair<std::string, std::string>> const& ecrits) {
    auto quoi = "Cet entretien ne vous est plus ouvert";
    auto que_faire =
        p("Il n’existe pas, ou son auteur vient de le garder pour lui. Rien n’a été enregistré. Votre texte "
          "est ici : copiez-le dans un nouvel entretien si vous en avez besoin.");
    std::vector<Definition> lignes;
    for (auto const& [libelle_, texte] : ecrits)
        lignes.push_back(definition(libelle_, texte));
    return {.titre = quoi,
            .rubrique = "Jeunes",
            .contenu = ensemble(h1(quoi), notice(Ton::attention, "", que_faire), h2("Ce que vous aviez écrit"),
                                definitions(lignes), p(lien_bouton(web::lien("/jeunes"), "Revenir aux jeunes")))};
}

} // namespace metier::suivi
