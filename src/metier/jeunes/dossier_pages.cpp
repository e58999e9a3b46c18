#include "metier/jeunes/dossier_pages.hpp"

#include <algorithm>
#include <span>

#include "base/texte.hpp"
#include "metier/jeunes/scolarite_inconnue.hpp"
#include "web/parts/tableau.hpp"

namespace metier::jeunes {
namespace {

using namespace web;
using web::lien;

std::string periode(Date du, std::optional<Date> au) {
    return au ? "du " + base::affiche(du) + " au " + base::affiche(*au) : "depuis le " + base::affiche(du);
}

/// Une section se replie ; au téléphone elle arrive repliée, sauf ce qui est à faire tout de suite (replis.mjs).
enum class Repli { au_telephone, jamais };
Html carte(std::string_view ancre, std::string_view titre_, Html const& contenu, Html const& boutons_ = {},
           Repli repli = Repli::au_telephone) {
    auto nom = std::string(ancre) + "-titre";
    return section(id(ancre), clas("carte"), aria("labelledby", nom),
                   details(attr("open"), when(repli == Repli::au_telephone, data("repli")),
                           summary(h2(id(nom), titre_)),
                           div(contenu, when(!boutons_.empty(), [&] { return div(clas("boutons"), boutons_); }))));
}

Html bandeaux(VueDuDossier const& v) {
    Html html;
    if (!v.jeune.informe_le && v.jeune.non_informe_motif.empty())
        html += notice(
            Ton::attention, "Information à remettre",
            ensemble(p("Ce jeune et ses responsables n’ont pas encore reçu la notice d’information sur leurs données."),
                     when(v.peut_tenir, [&] {
                         return p(a(href(lien("/jeunes/{}/information", v.jeune.id)),
                                    "Noter la date de remise, ou pourquoi elle n’a pas eu lieu"));
                     })));
    if (v.fin_de_lecture)
        html += notice(Ton::information,
                       "Vous ne suivez plus ce jeune : à ce titre, ce dossier vous reste ouvert jusqu’au " +
                           base::affiche(*v.fin_de_lecture) + ", le temps du relais.");
    for (auto const& r : v.ressemblants)
        html += notice(
            Ton::attention, "Un autre dossier lui ressemble",
            p(a(href(jeunes::lien(r.resume.id)), nom_affiche(r.resume.nom, r.resume.nom_usage, r.resume.prenom)),
              ", né(e) le ", r.resume.naissance, ". ", when(v.peut_trancher, [&] {
                  return a(href(lien("/jeunes/{}/fusion/{}", v.jeune.id, r.resume.id)), "Comparer les deux dossiers");
              })));
    return html;
}

Html points_d_appui(VueDuDossier const& v) {
    auto contenu =
        v.jeune.points_d_appui.empty()
            ? p(clas("absent"), "Rien n’est encore noté : commencez par ce qui marche et ce qu’il ou elle souhaite.")
            : p(v.jeune.points_d_appui);
    return carte("appui", "Points d’appui", contenu,
                 when(v.peut_tenir, [&] { return lien_bouton(lien("/jeunes/{}/appui", v.jeune.id), "Modifier"); }),
                 Repli::jamais);
}

Html ine(VueDuDossier const& v) {
    if (v.ine.empty())
        return {};
    auto montrer = v.ine_en_clair ? Html{}
                                  : formulaire_bouton(lien("/jeunes/{}/ine", v.jeune.id), v.csrf,
                                                      bouton_secondaire("Afficher l’INE"));
    return ensemble(web::code(base::joint(v.ine, ", ")), " ", montrer);
}

Html ce_que_disent_les_sources(VueDuDossier const& v) {
    if (v.propositions.empty())
        return {};
    auto lignes = each(v.propositions, [&](Proposition const& x) {
        return tr(th(scope("row"), x.champ), td(x.valeur_du_dossier), td(x.valeur_de_la_source),
                  td(x.source, ", vue le ", base::a_paris(x.vue_le).jour), td(when(v.peut_tenir, [&] {
                      return a(href(lien("/jeunes/{}/identite", v.jeune.id).avec("depuis", x.identite)), "Reprendre");
                  })));
    });
    return details(
        attr("open"), summary("Des sources disent autre chose (", v.propositions.size(), ")"),
        tableau("Ce que disent les sources", {{"Champ"}, {"Dossier"}, {"La source dit"}, {"Source"}, {""}}, lignes));
}

Html identite(VueDuDossier const& v) {
    auto const& j = v.jeune;
    auto etat_ = j.verifiee_le ? badge(Ton::succes, "Identité vérifiée")
                               : badge(Ton::neutre, "Telle que les sources la donnent");
    auto verifie = j.verifiee_le ? ensemble("Vérifiée le ", base::a_paris(*j.verifiee_le).jour,
                                            v.verifie_par.empty() ? "" : " par " + v.verifie_par)
                                 : Html{};
    auto ne_le = j.naissance ? ensemble(*j.naissance, " (", age_affiche(j.naissance, v.jour), ")",
                                        j.naissance_presumee ? ", jour de convenance possible" : "")
                             : Html{};
    auto adresse = base::joint({j.adresse, base::propre(j.code_postal + " " + j.commune)}, ", ");
    return carte(
        "identite", "Identité",
        ensemble(
            p(etat_, " ", verifie),
            definitions({definition("Nom de famille", base::majuscules(j.nom)), definition("Nom d’usage", j.nom_usage),
                         definition("Prénom", j.prenom), definition("Autres prénoms", j.autres_prenoms),
                         definition("Né(e) le", ne_le), definition("À", v.ne_a),
                         definition("Sexe", j.sexe == Sexe::inconnu ? std::string{} : std::string(libelle(j.sexe))),
                         definition("Adresse", adresse == ", " ? std::string{} : adresse),
                         definition("Téléphone", j.telephone.empty() ? Html{} : a_telephone(j.telephone)),
                         definition("Courriel", j.courriel.empty() ? Html{} : a_courriel(j.courriel)),
                         definition("INE", ine(v))}),
            ce_que_disent_les_sources(v),
            when(v.a_absorbe,
                 [] {
                     return p("Un autre dossier a été fusionné dans celui-ci. ",
                              a(href(lien("/fusions")), "Voir les fusions, ou en défaire une"), ".");
                 })),
        when(v.peut_tenir, [&] {
            return ensemble(
                lien_bouton(lien("/jeunes/{}/identite", j.id), "Modifier l’identité"), when(!j.verifiee_le, [&] {
                    return formulaire(lien("/jeunes/{}/verification-identite", j.id), v.csrf,
                                      version_montree(j.version), bouton_secondaire("Identité vérifiée sur pièce"));
                }));
        }));
}

Html responsable(VueDuDossier const& v, ResponsableVu const& r) {
    auto const& q = r.personne;
    return li(strong(q.prenom, " ", base::majuscules(q.nom)), " (", base::minuscules(std::string(libelle(q.niveau))),
              ") ", q.contact_autorise ? Html{} : badge(Ton::attention, "Ne plus joindre"), br(),
              q.contact_autorise && !q.telephone.empty()
                  ? ensemble(a_telephone(q.telephone), q.accepte_sms ? " (SMS acceptés) " : " ")
                  : Html{},
              q.contact_autorise && !q.courriel.empty() ? a_courriel(q.courriel) : Html{},
              q.langue.empty() ? "" : " Langue : " + q.langue + ".",
              r.source.empty() ? "" : " D’après " + r.source + ".", " ", when(v.peut_tenir, [&] {
                  return a(href(lien("/jeunes/{}/responsables/{}", v.jeune.id, r.id)), "Modifier",
                           lecteur(" ", q.prenom, " ", q.nom));
              }));
}

Html responsables(VueDuDossier const& v) {
    auto contenu = v.responsables.empty()
                       ? p(clas("absent"), "Aucun responsable connu.")
                       : ul(each(v.responsables, [&](ResponsableVu const& r) { return responsable(v, r); }));
    return carte("responsables", "Responsables", contenu, when(v.peut_tenir, [&] {
                     return lien_bouton(lien("/jeunes/{}/responsables/nouveau", v.jeune.id), "Ajouter un responsable");
                 }));
}

Html obligation_(VueDuDossier const& v) {
    auto const& o = v.obligation;
    return carte(
        "obligation", "Obligation de formation",
        ensemble(p(badge_d_obligation(o.statut), " ", o.motif),
                 definitions({definition("Au", v.jour), definition("Fondement", o.fondement),
                              definition("Dernière vérification",
                                         o.verifiee_le ? ensemble(*o.verifiee_le) : ensemble("Aucune à ce jour")),
                              definition("Période", o.debut ? ensemble("du ", *o.debut, " au ", o.fin) : Html{})})));
}

std::string intitule(Diplome const& d) {
    return d.libelle + (d.niveau ? " (niveau " + std::to_string(*d.niveau) + ")" : "");
}

Html diplomes_(VueDuDossier const& v) {
    if (v.diplomes.empty())
        return p(clas("absent"), "Aucun diplôme connu.");
    return ul(each(v.diplomes, [&](DiplomeVu const& vu) {
        auto const& d = vu.diplome;
        auto preuve = vu.preuve == Fondement::source && !vu.source.empty()
                          ? vu.source
                          : base::minuscules(std::string(libelle(vu.preuve)));
        return li(intitule(d), d.obtenu_le ? ", obtenu le " + base::affiche(*d.obtenu_le) : "",
                  d.du_cursus ? ", diplôme du cursus suivi" : "", compte(d) ? "" : " : ne compte pas comme diplôme",
                  ". D’après : ", preuve, vu.saisi_par.empty() ? "" : " (noté par " + vu.saisi_par + ")", ". ",
                  when(v.peut_tenir, [&] {
                      return a(href(lien("/jeunes/{}/diplomes/{}", v.jeune.id, vu.id)), "Corriger",
                               lecteur(" ", d.libelle));
                  }));
    }));
}

/// R-04 : les deux faits gardés, et les trois définitions calculées à ce jour, jamais cochées.
Html decrochage_(VueDuDossier const& v) {
    auto const* plus = plus_eleve(v.faits.diplomes);
    bool du_cursus = du_cursus_obtenu(v.faits.diplomes);
    std::vector<web::Definition> lignes{
        definition("Diplôme le plus élevé", plus ? intitule(*plus) : "Aucun qui compte"),
        definition("Diplôme du cursus suivi", du_cursus ? "Obtenu" : "Pas obtenu, à notre connaissance")};
    for (auto const& [definition_, libelle_, d] : v.decrochages)
        lignes.push_back(definition(libelle_, ensemble(d.decrocheur                       ? "Décrocheur. "
                                                       : d.pourquoi == scolarite_inconnue ? "On ne sait pas. "
                                                                                          : "Pas décrocheur. ",
                                                       d.pourquoi)));
    return details(summary("Décrocheur ou non, au ", v.jour, " : calculé selon trois définitions"),
                   definitions(lignes));
}

Html scolarite(VueDuDossier const& v) {
    auto lignes = each(v.faits.inscriptions, [](InscriptionVue const& i) {
        return tr(th(scope("row"), i.annee.affiche()), td(i.lieu),
                  td(i.formation, i.classe.empty() ? "" : " (" + i.classe + ")", i.sans_classe ? " : sans classe" : ""),
                  td(periode(i.du, i.au), i.motif_sortie.empty() ? "" : " : " + i.motif_sortie), td(i.source));
    });
    auto parcours =
        v.faits.inscriptions.empty()
            ? p(clas("absent"), "Aucune inscription connue.")
            : tableau("Inscriptions", {{"Année"}, {"Lieu"}, {"Formation"}, {"Période"}, {"D’après"}}, lignes);
    return carte("scolarite", "Scolarité et diplômes", ensemble(parcours, h3("Diplômes"), diplomes_(v), decrochage_(v)),
                 when(v.peut_tenir, [&] {
                     return lien_bouton(lien("/jeunes/{}/diplomes/nouveau", v.jeune.id), "Ajouter un diplôme");
                 }));
}

Html situations_(VueDuDossier const& v) {
    Html lignes;
    auto manquent = trous(v.faits.situations, v.jour);
    auto trou = manquent.rbegin();
    auto montrer_trous = [&](Date avant) { // du plus récent au plus ancien, entre les situations
        for (; trou != manquent.rend() && trou->du > avant; ++trou)
            lignes += li(clas("absent"), "Aucune situation connue ", periode(trou->du, trou->au));
    };
    for (auto const& [id_, s] : v.faits.situations) {
        montrer_trous(s.du);
        lignes += li(strong(libelle(s.genre)), s.structure.empty() ? "" : ", " + s.structure, ", ", periode(s.du, s.au),
                     ". D’après : ", base::minuscules(std::string(libelle(s.fondement))),
                     s.verifiee_le ? " (vérifiée)" : "", ".");
    }
    return carte("situations", "Situations successives",
                 lignes.empty() ? p(clas("absent"), "Aucune situation notée.") : ol(lignes), when(v.peut_tenir, [&] {
                     return lien_bouton(lien("/jeunes/{}/situation", v.jeune.id), "Noter une situation");
                 }));
}

Html cercle_(VueDuDossier const& v) {
    auto contenu = v.cercle.empty()
                       ? p(clas("absent"), "Personne ne suit encore ce jeune.")
                       : ul(each(v.cercle, [](MembreDuCercle const& m) {
                             return li(strong(m.nom), ", ", base::minuscules(std::string(libelle(m.fonction))),
                                       m.titre.empty() ? "" : ", " + m.titre, " ", periode(m.du, m.au),
                                       m.motif_fin.empty() ? "" : " (" + m.motif_fin + ")");
                         }));
    return carte("cercle", "Qui suit ce jeune", contenu, when(v.peut_tenir, [&] {
                     return ensemble(lien_bouton(lien("/jeunes/{}/referent", v.jeune.id), "Désigner le référent"),
                                     lien_bouton(lien("/jeunes/{}/cercle", v.jeune.id), "Tenir le cercle"));
                 }));
}

Html chronologie_(VueDuDossier const& v) {
    auto ici = jeunes::lien(v.jeune.id);
    auto garder = [&](Lien l) {
        if (v.filtre.genre)
            l = l.avec("genre", *v.filtre.genre);
        return v.filtre.auteur ? l.avec("auteur", *v.filtre.auteur) : l;
    };
    std::vector<Evenement> vus;
    for (auto const& e : v.evenements)
        vus.push_back(e.vue);
    auto filtre =
        filtres(ici, ensemble(champ(v.filtre.genre), champ(v.filtre.auteur)), v.filtre.genre || v.filtre.auteur);
    return carte(
        "chronologie", "Chronologie",
        ensemble(
            filtre, vus.empty() ? p(clas("absent"), "Aucun événement.") : chronologie(vus),
            when(!v.suite.empty(),
                 [&] { return p(lien_bouton(garder(ici.avec("avant", v.suite)).ancre("chronologie"), "Voir plus")); })),
        {}, v.filtre.genre || v.filtre.auteur ? Repli::jamais : Repli::au_telephone);
}

std::string information_(Jeune const& j) {
    if (j.informe_le)
        return "remise le " + base::affiche(*j.informe_le) + ".";
    return j.non_informe_motif.empty() ? "pas encore remise." : "pas remise (" + j.non_informe_motif + ").";
}

Html confidentialite(VueDuDossier const& v) {
    return carte("acces", "Qui voit ce dossier",
                 ensemble(p(v.pourquoi),
                          details(summary("Qui l’a lu (", v.lecteurs.size(), ")"),
                                  ul(each(v.lecteurs,
                                          [](Lecteur const& l) {
                                              auto role_ = base::lire_code<acces::Role>(l.role);
                                              return li(l.nom,
                                                        role_ ? " (" + std::string(base::libelle(*role_)) + ")" : "",
                                                        " : ", base::pluriel(l.fois, "fois", "fois"),
                                                        ", la dernière le ", base::affiche(l.derniere));
                                          }))),
                          p("Notice d’information : ", information_(v.jeune), " ", when(v.peut_tenir, [&] {
                                return a(href(lien("/jeunes/{}/information", v.jeune.id)), "Modifier",
                                         lecteur(" ce qui est dit de la notice"));
                            }))));
}

/// Ce que l'on cherche en décrochant le téléphone : qui, quel âge, où appeler, qui suit, quelle obligation.
Html en_bref(VueDuDossier const& v) {
    auto const& j = v.jeune;
    std::vector<web::Definition> lignes{
        definition("Né(e) le",
                   j.naissance ? ensemble(*j.naissance, " (", age_affiche(j.naissance, v.jour), ")") : Html{}),
        definition("Téléphone", j.telephone.empty() ? Html{} : a_telephone(j.telephone))};
    auto appelable = std::ranges::find_if(v.responsables, [](ResponsableVu const& r) {
        return r.personne.contact_autorise && !r.personne.telephone.empty();
    });
    if (appelable != v.responsables.end())
        lignes.push_back(definition("Responsable",
                                    ensemble(appelable->personne.prenom, " ", base::majuscules(appelable->personne.nom),
                                             " ", a_telephone(appelable->personne.telephone))));
    auto suit = std::ranges::find_if(v.cercle,
                                     [](MembreDuCercle const& m) { return m.fonction == Fonction::referent && !m.au; });
    lignes.push_back(
        definition("Référent", suit == v.cercle.end() ? ensemble("Personne encore") : ensemble(suit->nom)));
    lignes.push_back(definition("Obligation de formation", badge_d_obligation(v.obligation.statut)));
    return section(id("en-bref"), clas("en-bref"), aria("label", "En bref"), definitions(lignes));
}

Html entree(std::string_view ancre, std::string_view titre_) { return li(a(href(Lien{}.ancre(ancre)), titre_)); }

Html sommaire(VueDuDossier const& v) {
    return nav(clas("sommaire"), aria("label", "Dans ce dossier"),
               ul(entree("appui", "Points d’appui"),
                  each(v.blocs, [](BlocRempli const& b) { return entree(base::cle_d_en_tete(b.titre), b.titre); }),
                  entree("chronologie", "Chronologie"), entree("situations", "Situations"),
                  entree("scolarite", "Scolarité"), entree("obligation", "Obligation"),
                  entree("cercle", "Qui suit ce jeune"), entree("responsables", "Responsables"),
                  entree("identite", "Identité"), entree("acces", "Qui voit ce dossier")));
}

} // namespace

std::vector<Etape> fil_du_dossier(Jeune const* jeune) {
    std::vector<Etape> fil{{"Jeunes", web::lien("/jeunes")}};
    if (jeune)
        fil.push_back({nom_affiche(*jeune), jeunes::lien(jeune->id)});
    return fil;
}

Html badge_d_obligation(StatutObligation statut) {
    switch (statut) {
    case StatutObligation::hors_champ: return badge(Ton::neutre, libelle(statut));
    case StatutObligation::remplie:
    case StatutObligation::exempte: return badge(Ton::succes, libelle(statut));
    case StatutObligation::non_remplie: return badge(Ton::erreur, libelle(statut));
    case StatutObligation::inconnue: return badge(Ton::attention, libelle(statut));
    }
    return {};
}

acces::Page page_formulaire(std::string titre_, Jeune const& j, Lien const& ou, Csrf const& csrf,
                            std::vector<FieldBase*> const& champs, Html const& bouton_, Html const& avant) {
    Html contenu;
    for (auto const* c : champs)
        contenu += c->name() == "version" ? cache("version", c->typed_first()) : champ(*c);
    return {titre_, "Jeunes", fil_du_dossier(&j),
            ensemble(h1(titre_), p(nom_affiche(j)), resume_erreurs(erreurs_de(champs)), avant,
                     formulaire(ou, csrf, data("mots-sensibles", lien("/mots-sensibles")), contenu,
                                boutons(bouton_, lien_bouton(jeunes::lien(j.id), "Annuler"))))};
}

acces::Page page_dossier(VueDuDossier const& v) {
    auto titre_ = nom_affiche(v.jeune);
    auto sous_titre = v.jeune.verifiee_le ? badge(Ton::succes, "Identité vérifiée")
                                          : badge(Ton::neutre, "Identité telle que les sources la donnent");
    // Les premiers gestes sous les yeux, les autres à un clic : une douzaine de boutons n'en montre aucun.
    constexpr std::size_t en_vue = 6;
    auto bouton_de = [](auto const& x) { return lien_bouton(x.second, x.first); };
    auto premieres = std::span{v.actions}.first(std::min(en_vue, v.actions.size()));
    auto autres = std::span{v.actions}.subspan(premieres.size());
    auto actions = ensemble(each(premieres, bouton_de), bouton_imprimer(), when(!autres.empty(), [&] {
                                return details(clas("autres-gestes"), summary("Autres gestes"),
                                               div(clas("boutons"), each(autres, bouton_de)));
                            }));
    auto blocs = each(v.blocs, [&](BlocRempli const& b) {
        return carte(base::cle_d_en_tete(b.titre), b.titre, b.contenu, {},
                     b.pressant ? Repli::jamais : Repli::au_telephone);
    });
    return {titre_, "Jeunes", fil_du_dossier(),
            ensemble(entete_de_fiche(titre_, sous_titre), en_bref(v), div(clas("boutons actions-du-dossier"), actions),
                     bandeaux(v), sommaire(v),
                     div(clas("dossier"), div(points_d_appui(v), blocs, chronologie_(v), situations_(v), scolarite(v)),
                         div(clas("dossier-cote"), obligation_(v), cercle_(v), responsables(v), identite(v),
                             confidentialite(v))))};
}

} // namespace metier::jeunes
