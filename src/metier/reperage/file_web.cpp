#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/reperage/reperage_web.hpp"
#include "metier/reperage/verifications_pages.hpp"

namespace metier::reperage {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

constexpr int au_plus_d_un_coup = 200;

} // namespace

std::string objet(Id<Verification> id) { return "verification/" + std::to_string(id.valeur); }

FiltreDeFile filtre_de(Cx& cx, Campagne const& c) {
    auto const& r = cx.requete();
    FiltreDeFile f;
    f.campagne = c.id;
    f.observation = c.observation;
    f.etat = base::lire_code<EtatDeFile>(r.param("etat")).value_or(EtatDeFile::a_verifier);
    if (auto id = web::lire_entier(r.param("etablissement")))
        f.etablissement = Id<territoire::Etablissement>{*id};
    f.classe = base::propre(r.param("classe"));
    f.age = base::lire_code<TrancheDAge>(r.param("age"));
    f.definition = base::lire_code<jeunes::Definition>(r.param("definition"));
    return f;
}

web::Lien avec_filtre(web::Lien ou, FiltreDeFile const& f) {
    if (f.etat != EtatDeFile::a_verifier)
        ou = ou.avec("etat", base::code(f.etat));
    if (f.etablissement)
        ou = ou.avec("etablissement", *f.etablissement);
    if (!f.classe.empty())
        ou = ou.avec("classe", f.classe);
    if (f.age)
        ou = ou.avec("age", base::code(*f.age));
    return f.definition ? ou.avec("definition", base::code(*f.definition)) : ou;
}

namespace {

FormFile filtres_montres(Cx& cx, Reader& db, Campagne const& c) {
    FormFile form;
    auto offertes = campagnes(db, cx.portee());
    std::erase_if(offertes, [](Campagne const& autre) { return autre.close_le || autre.calcul_fini == 0; });
    form.campagne.offer(offertes, &Campagne::id, [&](Campagne const& autre) { return nom_distinct(autre, offertes); });
    form.etablissement.offer(etablissements_de_la_file(db, cx.portee(), c.id));
    auto saisie = cx.requete().query;
    auto a_defaut = [&](std::string const& nom, std::string const& valeur) {
        if (cx.requete().param(nom).empty()) {
            std::erase_if(saisie, [&](auto const& paire) { return paire.first == nom; });
            saisie.emplace_back(nom, valeur);
        }
    };
    a_defaut("campagne", std::to_string(c.id.valeur));
    a_defaut("etat", std::string(base::code(EtatDeFile::a_verifier)));
    web::read(form, saisie);
    return form;
}

acces::Page page_de_la_file(Cx& cx, Reader& db, Solutions const& solutions, Campagne const& c, FormLot const& lot,
                            web::Html const& avis = {}) {
    auto form = filtres_montres(cx, db, c);
    FileMontree m;
    m.campagne = c;
    m.filtre = filtre_de(cx, c);
    m.decisions = decisions_du_jour(db, cx.portee(), c.id);
    for (auto choix : cx.requete().fields("choix"))
        m.cochees.emplace_back(choix);
    m.jour = cx.jour();
    m.demande = web::lire_demande(cx.requete(), {"nom"});
    auto curseur = web::lire_curseur(m.demande.apres, 2);
    auto numero = curseur ? web::lire_entier(curseur->at(1)) : std::nullopt;
    m.lignes =
        file(db, cx.portee(), m.filtre, curseur ? curseur->at(0) : "", numero.value_or(0), m.demande.par_page + 1);
    m.total = taille_de_la_file(db, cx.portee(), m.filtre);
    m.pagination.ici =
        cx.requete().method == "GET" ? web::lien_de(cx.requete()) : avec_filtre(lien_de_la_file(c.id), m.filtre);
    m.pagination.total = m.total;
    if (m.lignes.size() > static_cast<std::size_t>(m.demande.par_page)) {
        m.lignes.pop_back();
        m.pagination.suivant = web::curseur({m.lignes.back().cle_tri, std::to_string(m.lignes.back().jeune.valeur)});
    }
    m.pagination.lignes = m.lignes.size();
    std::vector<Id<Jeune>> montres;
    for (auto const& l : m.lignes)
        montres.push_back(l.jeune);
    if (solutions.en_cours)
        m.solutions = solutions.en_cours(db, montres);
    auto revus = m.filtre;
    revus.etat = EtatDeFile::retrouves;
    m.revus = m.filtre.etat == EtatDeFile::a_verifier ? taille_de_la_file(db, cx.portee(), revus) : 0;
    return page_file(m, form, lot, cx.csrf(), avis);
}

Reply liste(Cx& cx, Solutions const& solutions) {
    auto db = cx.db();
    auto demandee = web::lire_entier(cx.requete().param("campagne"));
    auto id = demandee ? std::optional{Id<Campagne>{*demandee}} : campagne_courante(db, cx.portee());
    if (!id)
        return cx.page(page_sans_campagne(cx.peut(Droit::mener_campagne)));
    return cx.page(page_de_la_file(cx, db, solutions, exiger_la_campagne(cx, db, *id), {}));
}

/// « 12-1 » : jeune et version montrée.
std::optional<std::pair<Id<Jeune>, std::int64_t>> lire_le_choix(std::string_view texte) {
    auto tiret = texte.find('-');
    auto id = web::lire_entier(texte.substr(0, tiret));
    auto version = tiret == texte.npos ? std::nullopt : web::lire_entier(texte.substr(tiret + 1));
    return id && version ? std::optional{std::pair{Id<Jeune>{*id}, static_cast<std::int64_t>(*version)}} : std::nullopt;
}

/// Ce que devient chacun d'un lot.
struct Lot {
    int faits = 0, laisses = 0;
    std::vector<std::string> en_solution; ///< leur solution en cours dit autre chose : laissés, par leur nom
};

/// Un acte et une ligne de journal par jeune ; laissé s'il ne se vérifie pas ici, ou plus, ou si une solution le dit
/// ailleurs.
void noter_un(Cx& cx, Reader& db, Solutions const& solutions, Id<Campagne> campagne, Id<Jeune> jeune,
              std::int64_t version, NouvelleVerification v, Lot& lot) {
    auto p = place(db, cx.portee(), campagne, jeune);
    auto solution = p ? solution_de(db, solutions, jeune) : std::nullopt;
    if (p && p->caisse == Caisse::presume && contredit(v, solution)) {
        lot.en_solution.push_back(p->nom + " " + p->prenom);
        return;
    }
    v = accordee(db, jeune, v, solution);
    bool fait = p && p->caisse == Caisse::presume && refus_de_situation(db, jeune, v).empty() &&
                cx.acte_ou_conflit(Acte::situation_verifiee, [&](Writer& ecrit, acces::Trace& trace) {
                    auto faite = verifier(ecrit, cx.instant(), cx.agent(), campagne, jeune, version, v);
                    trace = {jeune, objet(faite.id), std::string(base::code(v.resultat)) + ", en lot", ""};
                });
    ++(fait ? lot.faits : lot.laisses);
}

/// I-03 : un jeune injoignable n'est pas vérifié ; il reste à chercher.
std::string bilan(Lot const& lot, Resultat resultat) {
    constexpr std::size_t nommes = 5;
    auto texte =
        est_verifie(resultat)
            ? base::pluriel(lot.faits, "jeune vérifié", "jeunes vérifiés")
            : base::pluriel(lot.faits, "jeune noté injoignable", "jeunes notés injoignables") + ", à chercher encore";
    if (lot.laisses > 0)
        texte += " ; " + base::pluriel(lot.laisses, "laissé", "laissés") +
                 " : vérifié entre-temps, ou la situation contredit un fait connu";
    if (auto n = lot.en_solution.size()) {
        auto noms = lot.en_solution;
        noms.resize(std::min(n, nommes));
        texte += " ; " + base::pluriel(static_cast<std::int64_t>(n), "laissé", "laissés") +
                 ", parce qu’une solution est en cours (" + base::joint(noms, ", ") + (n > nommes ? "…" : "") +
                 ") : ouvrez leur page pour dire ce qu’elle est devenue";
    }
    return texte + ".";
}

Reply dire_le_lot(Cx& cx, web::Lien const& retour, Lot const& lot, Resultat resultat) {
    return cx.voir(retour, bilan(lot, resultat),
                   lot.laisses > 0 || !lot.en_solution.empty() ? web::Ton::attention : web::Ton::succes);
}

Reply noter_un_lot(Cx& cx, Solutions const& solutions, Id<Campagne> campagne) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, campagne);
    FormLot form;
    auto choix = cx.requete().fields("choix");
    bool bon = cx.lire(form);
    bon = preuve_donnee(form.preuve, form.resultat) && bon;
    if (!bon)
        return cx.invalide(page_de_la_file(cx, db, solutions, c, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_de_la_file(cx, db, solutions, c, form, avis));
    auto retour = avec_filtre(lien_de_la_file(campagne), filtre_de(cx, c));
    if (choix.empty() || c.close_le)
        return cx.voir(retour, c.close_le ? "Cette campagne est close." : "Cochez au moins un jeune.",
                       web::Ton::attention);
    Lot lot;
    NouvelleVerification const v{*form.resultat,
                                 preuve_de(form.preuve, *form.resultat),
                                 form.structure.value().value_or(""),
                                 form.cause.value(),
                                 {},
                                 cx.jour(),
                                 cx.jour()};
    int vus = 0;
    for (auto texte : choix)
        if (auto lu = lire_le_choix(texte); lu && ++vus <= au_plus_d_un_coup)
            noter_un(cx, db, solutions, campagne, lu->first, lu->second, v, lot);
        else
            ++lot.laisses;
    return dire_le_lot(cx, retour, lot, v.resultat);
}

/// Ceux qu'une liste reçue depuis montre inscrits : quelqu'un le confirme, chacun avec son établissement.
Reply confirmer_les_retrouves(Cx& cx, Solutions const& solutions, Id<Campagne> campagne) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, campagne);
    FiltreDeFile f;
    f.campagne = campagne;
    f.observation = c.observation;
    f.etat = EtatDeFile::retrouves;
    Lot lot;
    for (auto const& l : c.close_le ? std::vector<LigneDeFile>{} : file(db, cx.portee(), f, "", 0, au_plus_d_un_coup)) {
        NouvelleVerification const v{
            Resultat::inscrit_ailleurs, Preuve::liste, l.revu, Cause::inscription_tardive, {}, cx.jour(), cx.jour()};
        noter_un(cx, db, solutions, campagne, l.jeune, l.version, v, lot);
    }
    return dire_le_lot(cx, lien_de_la_file(campagne), lot, Resultat::inscrit_ailleurs);
}

/// Défait d'un coup les décisions prises au même moment : un acte et une ligne de journal par jeune.
Reply annuler_un_lot(Cx& cx, Solutions const& solutions, Id<Campagne> campagne) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, campagne);
    auto f = filtre_de(cx, c);
    auto retour = avec_filtre(lien_de_la_file(campagne), f);
    FormAnnulation form;
    auto le = cx.lire(form) ? base::lire_instant(*form.le) : std::nullopt;
    auto prises = le ? decisions_prises_le(db, cx.portee(), campagne, *le) : std::vector<Verification>{};
    int faites = 0;
    for (auto const& v : prises)
        faites += cx.acte_ou_conflit(Acte::verification_annulee, [&](Writer& ecrit, acces::Trace& trace) {
            annuler_verification(ecrit, cx.instant(), cx.agent(), v.id, solutions);
            trace = {v.jeune, objet(v.id), prises.size() > 1 ? "en lot" : "", ""};
        });
    if (faites == 0)
        return cx.voir(retour, "Ces décisions sont déjà annulées, ou une autre les a remplacées.", web::Ton::attention);
    if (faites == 1)
        return cx.voir(avec_filtre(lien_de_verification(campagne, prises.front().jeune), f),
                       "Vérification annulée : le jeune est de nouveau à vérifier.");
    return cx.voir(retour, base::pluriel(faites, "décision annulée", "décisions annulées") +
                               " : ces jeunes sont de nouveau à vérifier.");
}

} // namespace

void routes_de_la_file(acces::Routes& r, std::shared_ptr<Prets const> const& prets) {
    r.get("/verifications", Droit::verifier, [prets](Cx& cx) { return liste(cx, *prets); });
    r.post("/campagnes/{id}/verifications", Droit::verifier,
           [prets](Cx& cx, Id<Campagne> c) { return noter_un_lot(cx, *prets, c); });
    r.post("/campagnes/{id}/annulations", Droit::verifier,
           [prets](Cx& cx, Id<Campagne> c) { return annuler_un_lot(cx, *prets, c); });
    r.post("/campagnes/{id}/retrouves", Droit::verifier,
           [prets](Cx& cx, Id<Campagne> c) { return confirmer_les_retrouves(cx, *prets, c); });
}

} // namespace metier::reperage
