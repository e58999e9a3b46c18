// Ce que le repérage apporte à « Ma journée » et à la page du dossier.
#include "metier/jeunes/apports.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/reperage/campagnes_pages.hpp"
#include "metier/reperage/paires.hpp"
#include "metier/reperage/regles.hpp"
#include "metier/reperage/reperage_web.hpp"
#include "metier/reperage/verifications.hpp"

namespace metier::reperage {
namespace {

using acces::Droit;
using Cx = acces::Contexte;

constexpr int lignes_par_rubrique = 10;

std::vector<web::AFaire> a_verifier(Cx& cx) {
    auto db = cx.db();
    std::vector<web::AFaire> lignes;
    auto id = campagne_courante(db, cx.portee());
    if (!id)
        return lignes;
    FiltreDeFile f;
    f.campagne = *id;
    for (auto const& l : file(db, cx.portee(), f, "", 0, lignes_par_rubrique))
        lignes.push_back({l.nom + " " + l.prenom, lien_de_verification(*id, l.jeune),
                          l.etablissement + (l.classe.empty() ? "" : ", " + l.classe),
                          l.revu.empty() ? web::Ton::neutre : web::Ton::information,
                          l.revu.empty() ? "" : "Revu : " + l.revu});
    return lignes;
}

std::vector<web::AFaire> a_rapprocher(Cx& cx) {
    auto db = cx.db();
    std::vector<web::AFaire> lignes;
    for (auto const& p : a_trancher(db, cx.portee(), lignes_par_rubrique))
        lignes.push_back({p.nom_a + " et " + p.nom_b, lien(p.id),
                          p.genre == "lien" ? "sans doute une seule personne" : "une ou deux personnes ?",
                          web::Ton::neutre, ""});
    return lignes;
}

std::vector<web::AFaire> a_contacter(Cx& cx) {
    auto db = cx.db();
    std::vector<web::AFaire> lignes;
    for (auto const& j : file_de_contact(db, cx.portee(), 20)) {
        bool retard = j.pour_le < cx.jour();
        lignes.push_back({j.nom + " " + j.prenom, web::lien("/jeunes/{}/contacts/nouveau", j.jeune),
                          "Confirmé sans solution le " + base::affiche(j.confirme_le),
                          retard ? web::Ton::erreur : web::Ton::attention,
                          (retard ? "En retard depuis le " : "Pour le ") + base::affiche(j.pour_le)});
    }
    return lignes;
}

std::optional<web::Lien> toute_la_file(Cx& cx) {
    auto db = cx.db();
    auto id = campagne_courante(db, cx.portee());
    return id ? std::optional{lien_de_la_file(*id)} : std::nullopt;
}

/// Un événement avant sa mise en page : instant, numéro, ce qui s'affiche.
struct Ligne {
    std::int64_t numero = 0;
    Instant instant{};
    std::string titre, detail;
    std::optional<Id<acces::Agent>> agent_id;
    std::string agent;
};

jeunes::EvenementDuDossier evenement(Ligne const& l, std::string const& sorte, std::string const& nom,
                                     web::Icone icone) {
    web::Evenement vue;
    vue.jour = base::a_paris(l.instant).jour;
    vue.icone = icone;
    vue.genre = nom;
    vue.titre = l.titre;
    vue.auteur = l.agent;
    vue.texte = l.detail.empty() ? web::Html{} : web::p(l.detail);
    return {vue, jeunes::cle_d_evenement(l.instant, sorte, l.numero), "reperage",
            l.agent_id.value_or(Id<acces::Agent>{})};
}

void ajouter_les_verifications(std::vector<jeunes::EvenementDuDossier>& liste, Reader& db, Id<Jeune> jeune) {
    for (auto const& v : verifications(db, jeune)) {
        auto detail = std::string(base::libelle(v.preuve)) + (v.structure.empty() ? "" : ", " + v.structure) + "." +
                      (v.annulee_le ? " Annulée le " + base::affiche(*v.annulee_le) + "." : "");
        liste.push_back(evenement({v.id.valeur, v.faite_le, "Vérifié : " + base::minuscules(base::libelle(v.resultat)),
                                   detail, v.agent_id, v.agent},
                                  "verification", "Vérification", web::Icone::recherche));
    }
}

/// Au jour de la campagne, que dit le motif : un recalcul ne redate rien.
void ajouter_les_presomptions(std::vector<jeunes::EvenementDuDossier>& liste, Reader& db, Id<Jeune> jeune) {
    // Deux campagnes du même nom se distinguent par leur territoire.
    for (auto const& l :
         db.all<Ligne>("select c.id, c.observation || 'T00:00:00Z', 'Présumé sorti par ' || c.nom || case when exists "
                       "(select 1 from campagne m where m.nom = c.nom and m.id <> c.id) then ' – ' || "
                       "t.nom else '' end, p.motif, null, '' "
                       "from campagne_jeune p join campagne c on c.id = p.campagne_id join territoire "
                       "t on t.id = c.territoire_id "
                       "where p.jeune_id = ? and p.caisse = 'presume' and c.calculee_le is not null",
                       jeune))
        liste.push_back(evenement(l, "campagne", "Repérage", web::Icone::drapeau));
    for (auto const& l :
         db.all<Ligne>("select g.id, g.jour || 'T00:00:00Z', 'Signalé sorti par ' || s.nom, "
                       "trim(case when g.motif_sortie = '' then '' else g.motif_sortie || '. ' end || "
                       "case when g.dernier_lieu = '' and g.classe = '' and g.formation = '' then '' "
                       "else 'Dernière scolarité : ' || trim(g.dernier_lieu || ' ' || g.classe || ' ' "
                       "|| g.formation) || case when g.annee is null then '' else ', ' || "
                       "cast(g.annee as text) || '-' || cast(g.annee + 1 as text) end || '.' end), "
                       "null, '' from signalement g join source s on s.id = g.source_id where g.jeune_id = ?",
                       jeune))
        liste.push_back(evenement(l, "signalement", "Repérage", web::Icone::drapeau));
}

/// Quelques lignes par jeune : on les lit toutes, puis on garde la page demandée.
std::vector<jeunes::EvenementDuDossier> evenements(Cx& cx, Id<Jeune> jeune, jeunes::Filtre const& filtre) {
    auto db = cx.db();
    std::vector<jeunes::EvenementDuDossier> liste;
    ajouter_les_verifications(liste, db, jeune);
    ajouter_les_presomptions(liste, db, jeune);
    std::erase_if(liste, [&](auto const& e) {
        return (!filtre.avant.empty() && e.cle >= filtre.avant) || (filtre.auteur && e.auteur != *filtre.auteur);
    });
    std::ranges::sort(liste, std::greater{}, &jeunes::EvenementDuDossier::cle);
    if (liste.size() > static_cast<std::size_t>(filtre.au_plus))
        liste.resize(static_cast<std::size_t>(filtre.au_plus));
    return liste;
}

web::Html bloc(Cx& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    auto liste = places(db, jeune);
    if (liste.empty())
        return {};
    auto const& p = liste.front();
    auto naissance = p.naissance ? ", né(e) le " + base::affiche(*p.naissance) : std::string{};
    auto faite = p.verification ? trouver_verification(db, *p.verification) : std::nullopt;
    auto etat = faite ? web::badge(web::Ton::neutre, "Vérifié : " + std::string(base::libelle(faite->resultat)))
                      : web::badge(p.caisse == Caisse::presume ? web::Ton::attention : web::Ton::neutre,
                                   base::libelle(p.caisse));
    // Les définitions se lisaient avant la vérification ; elles ne valent plus pour qui est inscrit ou en emploi.
    bool reste_decrocheur = !faite || faite->resultat == Resultat::confirme || faite->resultat == Resultat::injoignable;
    return web::ensemble(web::p(etat, " ", faite ? "le " + base::affiche(faite->jour) + ". " + p.motif : p.motif),
                         p.caisse == Caisse::presume && cx.peut(Droit::verifier)
                             ? web::p(web::lien_bouton(lien_de_verification(p.campagne, jeune),
                                                       p.verification ? "Revoir la vérification" : "Vérifier"))
                             : web::Html{},
                         reste_decrocheur ? definitions_cote_a_cote(p) : web::Html{},
                         web::p(web::small("Identité figée par la campagne : " + p.nom + " " + p.prenom + naissance +
                                           (p.classe.empty() ? "" : ", " + p.classe) + ".")));
}

} // namespace

void rubriques(agenda::Journee& journee) {
    journee.prend("premier_contact");
    journee.mene("verification", [](agenda::Echeance const& e) {
        return e.jeune ? web::lien("/verifications/jeunes/{}", *e.jeune) : web::lien("/verifications");
    });
    journee.rubrique({30, "Présumés à vérifier", Droit::verifier, a_verifier, toute_la_file, {}});
    journee.rubrique({40,
                      "Rapprochements à trancher",
                      Droit::trancher,
                      a_rapprocher,
                      [](Cx&) { return std::optional{web::lien("/rapprochements")}; },
                      {}});
    journee.rubrique({25, "Confirmés sans contact", Droit::suivre, a_contacter, {}, {}});
}

void apports(jeunes::Apports& a) {
    lectures(a);
    a.evenements("reperage", "Repérage", evenements);
    a.bloc(30, "Repérage", bloc);
}

} // namespace metier::reperage
