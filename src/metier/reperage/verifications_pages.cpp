#include "metier/reperage/verifications_pages.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/reperage/campagnes_pages.hpp"
#include "metier/reperage/regles.hpp"
#include "rapprochement/modele.hpp"
#include "web/parts/fiche.hpp"

namespace metier::reperage {

using namespace web;

namespace {

Lien file_d_attente() { return web::lien("/verifications"); }

Html definitions_en_bref(LigneDeFile const& l) {
    std::vector<std::string> liste;
    if (l.legale)
        liste.emplace_back("légale");
    if (l.siei)
        liste.emplace_back("SIEI");
    if (l.locale)
        liste.emplace_back("locale");
    return ensemble(base::joint(liste, ", "));
}

/// « Service civique, Unis-Cité, depuis le 15/11/2026 ».
std::string en_bref(SolutionConnue const& s) {
    return s.quoi + (s.structure.empty() ? "" : ", " + s.structure) + ", depuis le " + base::affiche(s.depuis);
}

Html ou_il_en_est(LigneDeFile const& l, std::map<Id<Jeune>, SolutionConnue> const& solutions) {
    auto r = base::lire_code<Resultat>(l.resultat);
    if (r)
        return ensemble(badge(est_verifie(*r) ? Ton::succes : Ton::attention, base::libelle(*r)), " ", l.verifie_le);
    if (auto s = solutions.find(l.jeune); s != solutions.end() && l.revu.empty())
        return badge(Ton::information, "Solution en cours : " + s->second.quoi);
    return l.revu.empty() ? badge(Ton::neutre, "À vérifier") : badge(Ton::information, "Revu : " + l.revu);
}

std::string age_de(std::optional<Date> naissance, Date jour) { return jeunes::age_affiche(naissance, jour); }

/// « 165 jeunes à vérifier ».
std::string combien(std::int64_t n, EtatDeFile etat) {
    switch (etat) {
    case EtatDeFile::a_verifier: return base::pluriel(n, "jeune à vérifier", "jeunes à vérifier");
    case EtatDeFile::retrouves:
        return base::pluriel(n, "jeune revu depuis sur une liste, à confirmer",
                             "jeunes revus depuis sur une liste, à confirmer");
    case EtatDeFile::injoignables: return base::pluriel(n, "jeune injoignable", "jeunes injoignables");
    case EtatDeFile::verifies: return base::pluriel(n, "jeune vérifié", "jeunes vérifiés");
    case EtatDeFile::tous: return base::pluriel(n, "jeune", "jeunes") + " en tout";
    }
    return {};
}

Html les_filtres(FormFile const& f, FiltreDeFile const& filtre) {
    bool ouvert = filtre.etablissement || !filtre.classe.empty() || filtre.age || filtre.definition ||
                  filtre.etat != EtatDeFile::a_verifier;
    return filtres(file_d_attente(),
                   ensemble(champ(f.campagne), champ(f.etat), champ(f.etablissement), champ(f.classe), champ(f.age),
                            champ(f.definition)),
                   ouvert);
}

Html les_revus(FileMontree const& m, Csrf const& csrf) {
    if (m.revus == 0)
        return {};
    auto texte = base::pluriel(m.revus, "présumé") + (m.revus == 1 ? " est réapparu" : " sont réapparus") +
                 " sur une liste reçue depuis.";
    return notice(Ton::information, texte,
                  boutons(lien_bouton(lien_de_la_file(m.campagne.id).avec("etat", "retrouves"), "Les voir"),
                          formulaire_bouton(web::lien("/campagnes/{}/retrouves", m.campagne.id), csrf,
                                            bouton_secondaire("Confirmer qu’ils sont inscrits"))));
}

Html la_table(FileMontree const& m) {
    return tableau("Présumés sortis",
                   {{"Choix"},
                    {"Nom"},
                    {"Âge"},
                    {"Dernier établissement"},
                    {"Dernière classe"},
                    {"Définitions"},
                    {"Où il en est"}},
                   each(m.lignes, [&](LigneDeFile const& l) {
                       auto nom = l.nom + " " + l.prenom;
                       auto choix = std::to_string(l.jeune.valeur) + "-" + std::to_string(l.version);
                       bool cochee = std::ranges::find(m.cochees, choix) != m.cochees.end();
                       return tr(td(case_de_selection(choix, nom, cochee)),
                                 th(scope("row"),
                                    a(href(avec_filtre(lien_de_verification(m.campagne.id, l.jeune), m.filtre)), nom)),
                                 td(age_de(l.naissance, m.jour)), td(l.etablissement),
                                 td(l.classe.empty() ? l.formation : l.classe),
                                 td(clas("court"), definitions_en_bref(l)), td(ou_il_en_est(l, m.solutions)));
                   }));
}

/// Se défaire d'une erreur sans avoir à retrouver qui : ses propres décisions du jour, lot par lot.
Html ses_decisions(Id<Campagne> campagne, FiltreDeFile const& filtre, std::vector<Decisions> const& liste,
                   Csrf const& csrf) {
    if (liste.empty())
        return {};
    auto lignes = each(liste, [&](Decisions const& d) {
        auto qui = d.combien == 1 ? d.nom : base::pluriel(d.combien, "jeune");
        auto ou = avec_filtre(web::lien("/campagnes/{}/annulations", campagne), filtre);
        return li(base::affiche(d.le).substr(base::affiche(Date{}).size()), " : ", qui, ", ",
                  base::minuscules(base::libelle(d.resultat)), " ",
                  formulaire(ou, csrf, cache("le", base::iso(d.le)),
                             bouton_secondaire("Annuler", lecteur(" : ", qui, ", ", base::libelle(d.resultat)))));
    });
    return details(clas("suite"), summary("Vos dernières décisions d’aujourd’hui"), ul(lignes));
}

Html les_resultats() {
    struct Touche {
        Resultat resultat;
        std::string_view touche;
    };
    constexpr Touche touches[] = {{Resultat::inscrit_ailleurs, "i"}, {Resultat::deja_diplome, "d"},
                                  {Resultat::en_emploi, "e"},        {Resultat::stagiaire, "f"},
                                  {Resultat::service_civique, "s"},  {Resultat::accompagne, "a"},
                                  {Resultat::demenage, "m"},         {Resultat::deces, ""}, // jamais d’une seule touche
                                  {Resultat::confirme, "c"},         {Resultat::injoignable, "j"}};
    return div(clas("boutons"), each(touches, [](Touche const& t) {
                   return bouton_secondaire(name("resultat"), value(base::code(t.resultat)),
                                            when(!t.touche.empty(), data("touche", t.touche)),
                                            base::libelle(t.resultat));
               }));
}

/// La touche Entrée d'un champ ne choisit rien : ce premier bouton ne dit pas de résultat, et la page le demande.
Html rien_par_entree() {
    return button(type("submit"), clas("visually-hidden"), attr("tabindex", "-1"), "Vérifier la saisie");
}

/// L'avis sur les mots sensibles ; le prochain bouton choisi enregistre, corrigé ou assumé.
Html assumer(Html const& avis) { return avis.empty() ? avis : ensemble(avis, cache("quand_meme", "1")); }

/// Où le suivi dit qu'il est, sur quelle preuve.
Html la_solution(SolutionConnue const& s) {
    auto preuve = "Preuve : " + base::minuscules(s.preuve) +
                  (s.verifiee_le ? ", vérifiée le " + base::affiche(*s.verifiee_le) : std::string{}) + ".";
    return notice(Ton::information, "Une solution est en cours : " + en_bref(s) + ".",
                  ensemble(p(preuve), lien_bouton(s.page, "Ouvrir la solution")));
}

/// Il y est toujours : un geste. Il n'y est plus : ce qu'elle est devenue, avant de dire autre chose.
Html au_sujet_de_la_solution(SolutionConnue const& s, FormVerification const& form) {
    auto dit = resultat_de(s.situation);
    return ensemble(when(dit.has_value(),
                         [&] {
                             return p(bouton(name("resultat"), value(base::code(*dit)),
                                             "Il y est toujours : ", base::minuscules(base::libelle(*dit))));
                         }),
                    fieldset(legend("S’il n’y est plus"),
                             div(clas("grille-de-champs"), champ(form.fin), champ(form.dernier_jour))));
}

Html le_formulaire(VerificationMontree const& m, FormVerification const& form, Csrf const& csrf, Html const& avis) {
    return section(
        clas("decision"), h2("Ce que vous avez trouvé"), resume_erreurs(form),
        formulaire(
            avec_filtre(lien_de_verification(m.campagne.id, m.place.jeune), m.filtre), csrf, rien_par_entree(),
            version_montree(m.place.version), assumer(avis),
            div(clas("grille-de-champs"), champ(form.preuve), champ(form.structure), champ(form.depuis)),
            m.solution ? au_sujet_de_la_solution(*m.solution, form) : Html{},
            details(summary("Pour dire à la liste son erreur"), champ(form.cause), champ(form.source)),
            div(id("resultat"),
                when(!form.resultat.error().empty(), [&] { return p(clas("champ-erreur"), form.resultat.error()); }),
                les_resultats())));
}

Html les_proches(VerificationMontree const& m) {
    if (m.proches.empty())
        return p("Aucun dossier proche vu cette année.");
    return tableau("Dossiers proches, et pourquoi ils n’ont pas été pris",
                   {{"Nom"}, {"Naissance"}, {"Poids", "", "num"}, {"Pourquoi pas"}},
                   each(m.proches, [](Proche const& q) {
                       return tr(th(scope("row"), q.nom, " ", q.prenom), td(q.naissance),
                                 td(clas("num"), rapprochement::affiche_poids(q.dixiemes)), td(q.pourquoi));
                   }));
}

Html ou_l_on_a_cherche(VerificationMontree const& m) {
    constexpr std::size_t beaucoup = 12;
    if (m.sources.size() > beaucoup)
        return details(summary("Où l’on a cherché"), m.peut_lire_la_campagne
                                                         ? p(lien_des_listes(m.campagne.id, m.sources.size()))
                                                         : p("Dans ", m.sources.size(), " listes reçues."));
    return details(summary("Où l’on a cherché"),
                   m.sources.empty() ? p("Aucune liste reçue cette année.")
                                     : ul(each(m.sources, [](SourceCherchee const& s) {
                                           return li(s.nom, ", ", s.annee.affiche(), " : ",
                                                     base::pluriel(s.personnes, "personne"), ", reçue le ", s.vue_le);
                                       })));
}

Html les_faites(VerificationMontree const& m, Csrf const& csrf) {
    if (m.faites.empty())
        return {};
    return ensemble(h2("Vérifications"), ul(each(m.faites, [&](Verification const& v) {
                        auto texte = ensemble(v.jour, " : ", base::libelle(v.resultat),
                                              v.structure.empty() ? "" : ", " + v.structure, " (",
                                              base::libelle(v.preuve), v.agent.empty() ? "" : ", " + v.agent, ")");
                        if (v.annulee_le)
                            return li(texte, ", annulée le ", *v.annulee_le);
                        auto annuler = v.campagne == m.campagne.id
                                           ? formulaire_bouton(web::lien("/verifications/{}/annulation", v.id), csrf,
                                                               bouton_secondaire("Annuler"))
                                           : Html{};
                        return li(texte, annuler);
                    })));
}

} // namespace

std::string taux(std::int64_t n, std::int64_t d) {
    if (d == 0)
        return "–";
    auto dixiemes = (n * 1000 + d / 2) / d;
    return std::to_string(n) + "/" + std::to_string(d) + " = " + std::to_string(dixiemes / 10) + "," +
           std::to_string(dixiemes % 10) + "\u00A0%";
}

acces::Page page_sans_campagne(bool peut_mener) {
    auto suite = peut_mener ? lien_bouton_principal(web::lien("/campagnes/nouvelle"), "Ouvrir une campagne") : Html{};
    return {.titre = "Vérifications",
            .rubrique = "Vérifications",
            .contenu = ensemble(h1("Vérifications"),
                                etat_vide("Aucune campagne calculée et ouverte sur votre secteur.", suite))};
}

acces::Page page_file(FileMontree const& m, FormFile const& filtre, FormLot const& lot, Csrf const& csrf,
                      Html const& avis) {
    auto vide =
        m.filtre.etat == EtatDeFile::a_verifier ? "Plus personne à vérifier ici." : "Personne ne répond à ces filtres.";
    auto corps =
        m.lignes.empty()
            ? etat_vide(vide)
            : ensemble(
                  formulaire(avec_filtre(web::lien("/campagnes/{}/verifications", m.campagne.id), m.filtre), csrf,
                             resume_erreurs(lot), assumer(avis),
                             barre_de_selection(ensemble(
                                 p(clas("selection-invite"), "Cochez des jeunes pour noter la même chose pour chacun."),
                                 champ(lot.resultat), champ(lot.preuve), champ(lot.structure), champ(lot.cause),
                                 bouton("Noter pour les lignes choisies"))),
                             la_table(m)),
                  pagination(m.pagination, m.demande));
    auto contenu =
        ensemble(h1("Vérifications"), p(clas("chapo"), m.campagne.nom, " : ", combien(m.total, m.filtre.etat), "."),
                 p(a(href(web::lien("/verifications/sources").avec("campagne", m.campagne.id)),
                     "Taux d’erreur de chaque liste")),
                 les_filtres(filtre, m.filtre), m.filtre.etat == EtatDeFile::a_verifier ? les_revus(m, csrf) : Html{},
                 ses_decisions(m.campagne.id, m.filtre, m.decisions, csrf), corps);
    return {.titre = "Vérifications", .rubrique = "Vérifications", .contenu = contenu, .large = true};
}

acces::Page page_verification(VerificationMontree const& m, FormVerification const& form, Csrf const& csrf,
                              std::string const& conflit, Html const& avis) {
    auto const& p_ = m.place;
    auto nom = p_.nom + " " + p_.prenom;
    bool const presume = p_.caisse == Caisse::presume;
    auto sous_titre = ensemble(age_de(p_.naissance, m.jour), p_.etablissement.empty() ? "" : ", " + p_.etablissement,
                               p_.classe.empty() ? "" : ", " + p_.classe);
    auto fige = definitions({definition("Identité figée au calcul", nom),
                             definition("Né(e) le", p_.naissance ? base::affiche(*p_.naissance) : std::string{}),
                             definition("Dernière formation", p_.formation),
                             definition("Désigné par", p_.source.empty() ? std::string("la campagne") : p_.source)});
    auto contenu = ensemble(
        entete_de_fiche(nom, sous_titre, lien_bouton(jeunes::lien(p_.jeune), "Ouvrir le dossier")),
        p(small(m.pourquoi_je_le_vois)), when(!conflit.empty(), [&] { return notice(Ton::attention, conflit); }),
        p(strong(presume ? "Pourquoi on le présume sorti : " : "Pourquoi cette case : "), p_.motif),
        when(presume && !m.revu.empty(),
             [&] {
                 return notice(Ton::information,
                               "Revu depuis sur une liste : " + m.revu + ". Confirmez qu’il y est inscrit.");
             }),
        when(presume && !m.situation.empty(),
             [&] {
                 return notice(Ton::information, "Sa situation connue : " + m.situation +
                                                     ". Confirmez-la, ou dites ce qu’elle est devenue.");
             }),
        presume && m.solution ? la_solution(*m.solution) : Html{}, m.en_attente,
        presume ? le_formulaire(m, form, csrf, avis)
                : notice(Ton::information, std::string(base::libelle(p_.caisse)) + " : rien à vérifier."),
        ses_decisions(m.campagne.id, m.filtre, m.decisions, csrf), les_faites(m, csrf), h2("Ce que l’on sait"), fige,
        definitions_cote_a_cote(p_), les_proches(m), ou_l_on_a_cherche(m));
    return {.titre = nom,
            .rubrique = "Vérifications",
            .fil = {{"Vérifications", avec_filtre(lien_de_la_file(m.campagne.id), m.filtre)}},
            .contenu = contenu};
}

namespace {

Html la_table_des_sources(std::vector<ErreurDeSource> const& liste) {
    if (liste.empty())
        return etat_vide("Aucun présumé désigné par une liste.");
    auto nombre = [](std::int64_t n) { return td(clas("num"), base::nombre(n)); };
    std::vector<Colonne> colonnes{{"Liste", "", ""}};
    for (auto const* titre_ : {"Présumés", "Vérifiés", "Taux d’erreur", "Inscription tardive", "Liste manquante",
                               "Sortie mal notée", "Identité différente", "Diplôme non transmis"})
        colonnes.push_back({titre_, "", "num"});
    return tableau("Ce que chaque liste a désigné", colonnes, each(liste, [&](ErreurDeSource const& s) {
                       return tr(th(scope("row"), s.nom), nombre(s.presumes), nombre(s.verifies),
                                 td(clas("num"), taux(s.faux_positifs, s.verifies)), nombre(s.inscription_tardive),
                                 nombre(s.liste_manquante), nombre(s.sortie_non_notee), nombre(s.identite_differente),
                                 nombre(s.diplome_non_transmis));
                   }));
}

Html l_export(Campagne const& c, FormMotif const& form, Csrf const& csrf) {
    return ensemble(h2("Exporter"), resume_erreurs(form),
                    formulaire(web::lien("/verifications/sources/export"), csrf,
                               cache("campagne", std::to_string(c.id.valeur)), champ(form.motif),
                               boutons(bouton("Exporter en CSV"))));
}

} // namespace

acces::Page page_des_sources(Campagne const& c, std::vector<ErreurDeSource> const& liste, FormMotif const* form,
                             Csrf const& csrf) {
    auto contenu =
        ensemble(h1("Taux d’erreur de chaque liste"),
                 p(clas("chapo"), c.nom,
                   ". Un faux signalement : inscrit ailleurs ou déjà diplômé, parmi ceux que l’on a vérifiés."),
                 la_table_des_sources(liste), when(form != nullptr, [&] { return l_export(c, *form, csrf); }));
    return {.titre = "Taux d’erreur de chaque liste",
            .rubrique = "Vérifications",
            .fil = {{"Vérifications", lien_de_la_file(c.id)}},
            .contenu = contenu,
            .large = true};
}

} // namespace metier::reperage
