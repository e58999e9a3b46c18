#include "metier/jeunes/dossier_web.hpp"

#include <algorithm>
#include <cctype>

#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/jeunes/dossier_pages.hpp"
#include "metier/jeunes/freins.hpp"
#include "metier/territoire/parametres.hpp"
#include "rapprochement/rapprochement.hpp"

namespace metier::jeunes {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using web::Reply;

Jeune exiger(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto jeune = trouver(db, cx.portee(), id);
    if (!jeune)
        throw web::not_found();
    return *jeune;
}

void exiger_d_ecrire(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    if (acces::lit_seulement(db, cx.portee(), id))
        throw web::forbidden("Ce dossier vous est ouvert en lecture seule : qui le suit se décide par ceux qui suivent "
                             "ce jeune. Demandez-leur, ou demandez l’accès à son dossier.");
}

FenetreDAge fenetre_de_l_obligation(Reader& db, Date jour) {
    auto age = [&](char const* code, int defaut) {
        auto v = territoire::valeur(db, code, jour);
        return v ? std::stoi(*v) : defaut;
    };
    return {age("obligation.age_debut", FenetreDAge{}.de), age("obligation.age_fin", FenetreDAge{}.a)};
}

namespace {

constexpr std::size_t evenements_par_page = 50;
constexpr int ordre_du_suivi = 20; // avant : à faire, à joindre, délais légaux

/// Dossiers de la portée que le moteur tient pour la même personne, ou en doute.
std::vector<Ressemblant> ressemblants(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto notre = fiche(db, id);
    if (!notre)
        return {};
    auto modele = rapprochement::modele_d_un_bassin(100'000, 100'000);
    std::vector<Id<Jeune>> ids;
    std::vector<double> probabilites;
    for (auto const& c : candidats(db, *notre, 10)) {
        if (c.jeune == id)
            continue;
        auto e = rapprochement::comparer(*notre, c.fiche, modele);
        if (e.probabilite < rapprochement::Seuils{}.douteux)
            continue;
        ids.push_back(c.jeune);
        probabilites.push_back(e.probabilite);
    }
    std::vector<Ressemblant> liste;
    for (auto& r : resumes(db, cx.portee(), ids, cx.jour())) {
        auto rang = std::ranges::find(ids, r.id) - ids.begin();
        liste.push_back({std::move(r), probabilites[static_cast<std::size_t>(rang)]});
    }
    return liste;
}

void lire_les_evenements(Contexte& cx, Apports const& apports, VueDuDossier& v) {
    std::vector<web::Choix> genres;
    for (auto const& c : apports.contributeurs())
        genres.push_back({c.genre, c.libelle});
    v.filtre.genre.offer_choices(genres);
    std::vector<std::pair<Id<acces::Agent>, std::string>> auteurs;
    for (auto const& m : v.cercle)
        if (std::ranges::find(auteurs, m.agent, &std::pair<Id<acces::Agent>, std::string>::first) == auteurs.end())
            auteurs.emplace_back(m.agent, m.nom);
    v.filtre.auteur.offer(auteurs);
    cx.lire(v.filtre);
    Filtre filtre{std::string(cx.requete().param("avant")), static_cast<int>(evenements_par_page) + 1,
                  v.filtre.auteur.value()};
    for (auto const& c : apports.contributeurs())
        if (!v.filtre.genre || *v.filtre.genre == c.genre)
            for (auto& e : c.f(cx, v.jeune.id, filtre))
                v.evenements.push_back(std::move(e));
    std::ranges::sort(v.evenements, std::greater{}, &EvenementDuDossier::cle);
    if (v.evenements.size() > evenements_par_page) {
        v.evenements.resize(evenements_par_page);
        v.suite = v.evenements.back().cle;
    }
}

std::vector<std::string> ine_montres(Contexte& cx, Id<Jeune> id, bool en_clair) {
    auto db = cx.db();
    std::vector<std::string> liste;
    for (auto const& i : ine(db, id)) {
        auto clair = base::Ine::lire(cx.coffre().dechiffrer(i.chiffre));
        if (clair)
            liste.push_back(en_clair ? clair->texte() : clair->masque());
    }
    return liste;
}

ReglesDeDecrochage regles_de_decrochage(Reader& db, Date jour) {
    return {territoire::entier(db, "decrocheur.age_minimal", jour),
            territoire::vrai(db, "definition.locale.cap_compte", jour)};
}

/// Rien tant que cet agent suit le jeune ; sinon, le dernier jour où il lit encore.
std::optional<Date> fin_de_lecture(std::vector<MembreDuCercle> const& cercle, Id<acces::Agent> agent) {
    std::optional<Date> fin;
    for (auto const& m : cercle) {
        if (m.agent != agent)
            continue;
        if (!m.au)
            return std::nullopt;
        fin = std::max(fin, m.lit_jusqu_au);
    }
    return fin;
}

/// La commune de naissance en clair : les sources en donnent souvent le seul code de l'Insee.
std::string ne_a(Reader& db, std::string const& commune) {
    bool code =
        commune.size() == 5 && std::ranges::count_if(commune, [](unsigned char c) { return std::isdigit(c); }) >= 4;
    if (!code)
        return commune;
    auto nom = db.all<std::string>("select commune from etablissement where code_insee = ? and commune <> '' order by "
                                   "id limit 1",
                                   commune);
    return (nom.empty() ? "Commune" : nom.front()) + " (code Insee " + commune + ")";
}

VueDuDossier composer(Contexte& cx, Apports const& apports, Jeune const& j, std::string const& motif,
                      bool ine_en_clair) {
    auto db = cx.db();
    VueDuDossier v;
    v.jeune = j;
    v.jour = cx.jour();
    v.pourquoi = acces::pourquoi(db, cx.portee(), j.id, motif, cx.session().perimetre);
    v.ne_a = ne_a(db, j.commune_naissance);
    v.propositions = propositions(db, j.id);
    v.ine = ine_montres(cx, j.id, ine_en_clair);
    v.ine_en_clair = ine_en_clair;
    if (j.verifiee_par)
        v.verifie_par = db.one<std::string>("select prenom || ' ' || nom from agent where id = ?", *j.verifiee_par);
    v.responsables = responsables(db, j.id);
    v.faits = faits(db, j.id, cx.jour());
    v.obligation = obligation(v.faits, cx.jour(), fenetre_de_l_obligation(db, cx.jour()));
    v.diplomes = diplomes_vus(db, j.id);
    auto regles = regles_de_decrochage(db, cx.jour());
    for (auto const& e : definitions_de_decrocheur)
        v.decrochages.push_back({e.valeur, std::string(e.libelle), decrochage(v.faits, e.valeur, cx.jour(), regles)});
    v.cercle = cercle(db, j.id);
    if (motif == "suivi")
        v.fin_de_lecture = fin_de_lecture(v.cercle, cx.agent());
    v.lecteurs = lecteurs(db, j.id);
    bool lit_seulement = (motif == "urgence" || v.fin_de_lecture) && acces::lit_seulement(db, cx.portee(), j.id);
    v.peut_tenir = cx.peut(Droit::tenir_dossier) && !lit_seulement;
    v.peut_trancher = cx.peut(Droit::trancher);
    if (v.peut_trancher) {
        v.ressemblants = ressemblants(cx, j.id);
        v.a_absorbe =
            db.maybe<std::int64_t>("select id from fusion where garde_id = ? and defaite_le is null limit 1", j.id)
                .has_value();
    }
    for (auto const& b : apports.blocs())
        if (auto contenu = b.f(cx, j.id); !contenu.empty())
            v.blocs.push_back({b.titre, std::move(contenu), b.ordre < ordre_du_suivi});
    for (auto const& a : apports.actions())
        if (auto ou = lit_seulement && !a.sans_ecrire ? std::nullopt : a.f(cx, j.id))
            v.actions.emplace_back(a.libelle, *ou);
    lire_les_evenements(cx, apports, v);
    v.csrf = cx.csrf();
    return v;
}

Reply montrer(Contexte& cx, Apports const& apports, Id<Jeune> id) {
    auto jeune = exiger(cx, id);
    if (jeune.id != id) // absorbé : le lien d'hier mène au dossier gardé
        return cx.voir(lien(jeune.id), "Ce dossier a été fusionné avec celui-ci.", web::Ton::information);
    auto motif = cx.consulter(id);
    return cx.page(page_dossier(composer(cx, apports, jeune, motif, false)));
}

/// R-70 : l'INE ne se montre que si on le demande, et la demande est consignée.
Reply montrer_ine(Contexte& cx, Apports const& apports, Id<Jeune> id) {
    auto jeune = exiger(cx, id);
    auto motif = cx.exiger_visible(jeune.id);
    cx.acte(Acte::ine_montre, [&](Writer&, acces::Trace& trace) { trace = {jeune.id, "ine", "", motif}; });
    return cx.page(page_dossier(composer(cx, apports, jeune, motif, true)));
}

} // namespace

void routes_du_dossier(acces::Routes& r, Apports const& apports) {
    r.get("/jeunes/{id}", Droit::lire_dossier,
          [&apports](Contexte& cx, Id<Jeune> id) { return montrer(cx, apports, id); });
    r.post("/jeunes/{id}/ine", Droit::lire_dossier,
           [&apports](Contexte& cx, Id<Jeune> id) { return montrer_ine(cx, apports, id); });
}

void routes(acces::Routes& r, Apports const& apports) {
    r.menu({"Jeunes", web::lien("/jeunes"), Droit::lire_dossier, 10, "Les dossiers qui vous sont ouverts."});
    routes_des_listes(r);
    routes_des_diplomes(r);
    routes_du_cercle(r);
    routes_des_freins(r);
    routes_des_saisies(r, apports); // « /jeunes/nouveau » avant « /jeunes/{id} » : le mot l'emporte sur le {}
    routes_du_dossier(r, apports);
    routes_des_fusions(r);
    routes_des_demandes(r);
}

void routes(acces::Routes& r) {
    static Apports const aucun; // constante : une page de dossier sans contributions
    routes(r, aucun);
}

} // namespace metier::jeunes
