#include "metier/reperage/relecture/retours_pages.hpp"

#include "base/texte.hpp"
#include "metier/reperage/relecture/echantillon_pages.hpp"
#include "web/parts/tableau.hpp"

namespace metier::reperage {

using namespace web;

namespace {

Lien lien_du_retour(Id<Campagne> c, Id<Source> s) { return web::lien("/campagnes/{}/retours/{}", c, s); }

std::vector<Etape> fil(Campagne const& c) { return {{"Campagnes", web::lien("/campagnes")}, {c.nom, lien(c.id)}}; }

std::string erreur(Part const& p) { return p.total == 0 ? std::string("rien de vérifié") : affiche(p); }

Html les_faux(Retour const& r) {
    if (r.faux.empty())
        return etat_vide("Aucun faux sortant vérifié pour cette liste.");
    return tableau("Faux sortants à rendre",
                   {{"Nom"}, {"Né(e) le"}, {"Établissement"}, {"Constat"}, {"D’où vient l’erreur"}, {"Vérifié le"}},
                   each(r.faux, [](FauxSortant const& f) {
                       auto cause = base::lire_code<Cause>(f.cause);
                       return tr(th(scope("row"), f.nom, " ", f.prenom), td(f.naissance),
                                 td(f.etablissement, f.classe.empty() ? "" : ", " + f.classe),
                                 td(base::libelle(f.resultat), f.structure.empty() ? "" : " : " + f.structure),
                                 td(cause ? base::libelle(*cause) : std::string_view{"Non précisé"}), td(f.verifie_le));
                   }));
}

Html par_etablissement(Retour const& r) {
    return tableau("Taux d’erreur par établissement",
                   {{"Établissement"}, {"Présumés", "", "num"}, {"Taux d’erreur (intervalle à 95 %)", "", "num"}},
                   each(r.etablissements, [](TauxDEtablissement const& e) {
                       return tr(th(scope("row"), e.nom), td(clas("num"), base::nombre(e.presumes)),
                                 td(clas("num"), erreur(e.erreur)));
                   }));
}

} // namespace

Lien lien_des_retours(Id<Campagne> id) { return web::lien("/campagnes/{}/retours", id); }

acces::Page page_des_retours(Campagne const& c, std::vector<TauxDeSource> const& liste) {
    auto titre_ = std::string("Retour aux sources");
    auto corps =
        liste.empty()
            ? etat_vide("Aucun présumé désigné par une liste sur votre secteur.")
            : tableau("Ce que chaque liste a désigné à tort",
                      {{"Liste"}, {"Présumés", "", "num"}, {"Taux d’erreur (intervalle à 95 %)", "", "num"}},
                      each(liste, [&](TauxDeSource const& s) {
                          return tr(th(scope("row"), a(href(lien_du_retour(c.id, s.source)), s.nom)),
                                    td(clas("num"), base::nombre(s.presumes)), td(clas("num"), erreur(s.erreur)));
                      }));
    return {.titre = titre_,
            .rubrique = "Campagnes",
            .fil = fil(c),
            .contenu = ensemble(
                h1(titre_),
                p(clas("chapo"),
                  "Un faux sortant est inscrit ailleurs, ou déjà diplômé. Rendez à chaque source les siens : ses "
                  "prochaines listes seront meilleures."),
                corps)};
}

acces::Page page_du_retour(Campagne const& c, Retour const& r, FormRetour const* form, Csrf const& csrf) {
    auto titre_ = "Retour à « " + r.nom + " »";
    auto fichier =
        form ? ensemble(h2("Le fichier à rendre"), resume_erreurs(*form),
                        formulaire(web::lien("/campagnes/{}/retours/{}/fichier", c.id, r.source), csrf,
                                   champ(form->format), champ(form->motif), boutons(bouton("Préparer le fichier"))))
             : Html{};
    auto etapes_ = fil(c);
    etapes_.push_back({"Retour aux sources", lien_des_retours(c.id)});
    return {.titre = titre_,
            .rubrique = "Campagnes",
            .fil = etapes_,
            .contenu = ensemble(
                h1(titre_),
                p(clas("chapo"), base::pluriel(r.presumes, "présumé"), " ; taux d’erreur : ", erreur(r.erreur), "."),
                les_faux(r), par_etablissement(r), fichier),
            .large = true};
}

} // namespace metier::reperage
