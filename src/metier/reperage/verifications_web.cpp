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

std::string objet(Id<Verification> id) { return "verification/" + std::to_string(id.valeur); }

/// Les filtres de la file : la page d'un jeune qui en vient et les envois s'en souviennent dans leur adresse.
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

acces::Page page_de_la_file(Cx& cx, Reader& db, Campagne const& c, FormLot const& lot, web::Html const& avis = {}) {
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
    auto revus = m.filtre;
    revus.etat = EtatDeFile::retrouves;
    m.revus = m.filtre.etat == EtatDeFile::a_verifier ? taille_de_la_file(db, cx.portee(), revus) : 0;
    return page_file(m, form, lot, cx.csrf(), avis);
}

} // namespace

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

Reply liste(Cx& cx) {
    auto db = cx.db();
    auto demandee = web::lire_entier(cx.requete().param("campagne"));
    auto id = demandee ? std::optional{Id<Campagne>{*demandee}} : campagne_courante(db, cx.portee());
    if (!id)
        return cx.page(page_sans_campagne(cx.peut(Droit::mener_campagne)));
    return cx.page(page_de_la_file(cx, db, exiger_la_campagne(cx, db, *id), {}));
}

struct Trouve {
    Campagne campagne;
    PlaceVue place;
};
Trouve exiger(Cx& cx, Reader& db, Id<Campagne> campagne, Id<Jeune> jeune) {
    auto c = exiger_la_campagne(cx, db, campagne);
    auto p = place(db, cx.portee(), campagne, jeune);
    if (!p)
        throw web::not_found();
    return {std::move(c), *std::move(p)};
}

/// L'inscription qu'une liste reçue depuis le calcul montre.
std::optional<jeunes::InscriptionVue> revu(Reader& db, acces::Portee const& portee, Trouve const& t) {
    auto faits = jeunes::Faits{};
    faits.inscriptions = jeunes::inscriptions(db, t.place.jeune);
    return inscription_en_cours(faits, t.campagne.annee, portee.jour);
}

acces::Page page_de(Cx& cx, Reader& db, BlocDuPresume const& bloc, Trouve const& t, FormVerification const& form,
                    std::string const& conflit = {}, web::Html const& avis = {}) {
    VerificationMontree m{t.campagne,
                          t.place,
                          {},
                          sources_cherchees(db, t.campagne.id),
                          proches(db, t.campagne.id, t.place.jeune),
                          verifications(db, t.place.jeune),
                          {},
                          cx.jour(),
                          filtre_de(cx, t.campagne),
                          decisions_du_jour(db, cx.portee(), t.campagne.id),
                          cx.peut(Droit::lire_campagnes),
                          bloc ? bloc(cx, db, t.place.jeune) : web::Html{}};
    if (auto i = t.place.verification ? std::nullopt : revu(db, cx.portee(), t))
        m.revu = i->lieu;
    m.pourquoi_je_le_vois = cx.pourquoi(cx.consulter(t.place.jeune, "verification"));
    return page_verification(m, form, cx.csrf(), conflit, avis);
}

FormVerification formulaire_de(Cx& cx, Reader& db, Id<Campagne> campagne) {
    FormVerification form;
    form.depuis.between({}, cx.jour());
    form.source.offer(sources_possibles(db, campagne));
    return form;
}

Reply montrer(Cx& cx, BlocDuPresume const& bloc, Id<Campagne> campagne, Id<Jeune> jeune) {
    auto db = cx.db();
    auto t = exiger(cx, db, campagne, jeune);
    auto form = formulaire_de(cx, db, campagne);
    if (auto i = t.place.verification ? std::nullopt : revu(db, cx.portee(), t)) {
        form.preuve.set(Preuve::liste);
        form.preuve.set_hint("Proposé : une liste reçue le montre inscrit à " + i->lieu + " depuis le " +
                             base::affiche(i->du) + (i->source.empty() ? "" : " (" + i->source + ")") +
                             ". À vous de garder cette preuve ou d’en choisir une autre.");
        form.structure.set(i->lieu);
        form.depuis.set(std::min(i->du, cx.jour()));
    }
    return cx.page(page_de(cx, db, bloc, t, form));
}

/// Un double clic : la décision qui vaut est la sienne, du jour, et la même.
bool deja_notee(Cx& cx, Reader& db, Trouve const& t, NouvelleVerification const& v) {
    auto vaut = t.place.verification ? trouver_verification(db, *t.place.verification) : std::nullopt;
    return vaut && vaut->agent_id == cx.agent() && vaut->jour == v.jour && vaut->resultat == v.resultat &&
           vaut->depuis == v.depuis && vaut->structure == base::propre(v.structure);
}

Reply noter(Cx& cx, BlocDuPresume const& bloc, Id<Campagne> campagne, Id<Jeune> jeune) {
    auto db = cx.db();
    auto t = exiger(cx, db, campagne, jeune);
    auto form = formulaire_de(cx, db, campagne);
    bool bon = cx.lire(form);
    bon = preuve_donnee(form.preuve, form.resultat) && bon;
    if (!bon)
        return cx.invalide(page_de(cx, db, bloc, t, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_de(cx, db, bloc, t, form, {}, avis));
    if (t.campagne.close_le || t.place.caisse != Caisse::presume)
        return cx.voir(lien_de_verification(campagne, jeune), "Il n’y a plus rien à vérifier ici.",
                       web::Ton::attention);
    NouvelleVerification v{*form.resultat,
                           preuve_de(form.preuve, *form.resultat),
                           form.structure.value().value_or(""),
                           form.cause.value(),
                           form.source.value(),
                           cx.jour(),
                           form.depuis.value().value_or(cx.jour())};
    if (auto refus = refus_de_situation(db, jeune, v); !refus.empty()) {
        form.depuis.refuse(refus);
        return cx.invalide(page_de(cx, db, bloc, t, form));
    }
    bool fait = cx.acte_ou_conflit(Acte::situation_verifiee, [&](Writer& ecrit, acces::Trace& trace) {
        auto faite = verifier(ecrit, cx.instant(), cx.agent(), campagne, jeune, *form.version, v);
        trace = {jeune, objet(faite.id), std::string(base::code(v.resultat)), ""};
    });
    auto la = exiger(cx, db, campagne, jeune);
    if (!fait && !deja_notee(cx, db, la, v))
        return cx.conflit(page_de(cx, db, bloc, la, form,
                                  "Quelqu’un l’a vérifié entre-temps : voyez sa décision plus bas. Pour la remplacer, "
                                  "enregistrez de nouveau."));
    auto f = filtre_de(cx, t.campagne);
    auto suite = suivant(db, cx.portee(), f, jeune);
    auto message = t.place.nom + " " + t.place.prenom + " : " + base::minuscules(base::libelle(v.resultat)) + ".";
    return cx.voir(avec_filtre(suite ? lien_de_verification(campagne, *suite) : lien_de_la_file(campagne), f), message);
}

/// D'une relance : la vérification de ce jeune dans la campagne en cours, à défaut son dossier.
Reply reprendre(Cx& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    cx.exiger_visible(jeune);
    auto campagne = campagne_courante(db, cx.portee());
    bool dedans = campagne && place(db, cx.portee(), *campagne, jeune);
    return cx.voir(dedans ? lien_de_verification(*campagne, jeune) : jeunes::lien(jeune));
}

/// « 12-1 » : jeune et version montrée.
std::optional<std::pair<Id<Jeune>, std::int64_t>> lire_le_choix(std::string_view texte) {
    auto tiret = texte.find('-');
    auto id = web::lire_entier(texte.substr(0, tiret));
    auto version = tiret == texte.npos ? std::nullopt : web::lire_entier(texte.substr(tiret + 1));
    return id && version ? std::optional{std::pair{Id<Jeune>{*id}, static_cast<std::int64_t>(*version)}} : std::nullopt;
}

/// Un acte et une ligne de journal par jeune ; faux s'il ne se vérifie pas ici, ou plus.
bool noter_un(Cx& cx, Reader& db, Id<Campagne> campagne, Id<Jeune> jeune, std::int64_t version,
              NouvelleVerification v) {
    auto p = place(db, cx.portee(), campagne, jeune);
    if (!p || p->caisse != Caisse::presume || !refus_de_situation(db, jeune, v).empty())
        return false;
    return cx.acte_ou_conflit(Acte::situation_verifiee, [&](Writer& ecrit, acces::Trace& trace) {
        auto faite = verifier(ecrit, cx.instant(), cx.agent(), campagne, jeune, version, v);
        trace = {jeune, objet(faite.id), std::string(base::code(v.resultat)) + ", en lot", ""};
    });
}

/// I-03 : un jeune injoignable n'est pas vérifié ; il reste à chercher.
std::string bilan(Resultat resultat, int faits, int laisses) {
    return (resultat == Resultat::injoignable
                ? base::pluriel(faits, "jeune noté injoignable", "jeunes notés injoignables") + ", à chercher encore"
                : base::pluriel(faits, "jeune vérifié", "jeunes vérifiés")) +
           (laisses ? " ; " + base::pluriel(laisses, "laissé", "laissés") +
                          " : vérifié entre-temps, ou la situation contredit un fait connu."
                    : ".");
}

Reply noter_un_lot(Cx& cx, Id<Campagne> campagne) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, campagne);
    FormLot form;
    auto choix = cx.requete().fields("choix");
    bool bon = cx.lire(form);
    bon = preuve_donnee(form.preuve, form.resultat) && bon;
    if (!bon)
        return cx.invalide(page_de_la_file(cx, db, c, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_de_la_file(cx, db, c, form, avis));
    auto retour = avec_filtre(lien_de_la_file(campagne), filtre_de(cx, c));
    if (choix.empty() || c.close_le)
        return cx.voir(retour, c.close_le ? "Cette campagne est close." : "Cochez au moins un jeune.",
                       web::Ton::attention);
    int faits = 0, laisses = 0;
    NouvelleVerification const v{*form.resultat,
                                 preuve_de(form.preuve, *form.resultat),
                                 form.structure.value().value_or(""),
                                 form.cause.value(),
                                 {},
                                 cx.jour(),
                                 cx.jour()};
    for (auto texte : choix) {
        auto lu = lire_le_choix(texte);
        bool fait = lu && faits + laisses < au_plus_d_un_coup && noter_un(cx, db, campagne, lu->first, lu->second, v);
        fait ? ++faits : ++laisses;
    }
    return cx.voir(retour, bilan(v.resultat, faits, laisses), laisses ? web::Ton::attention : web::Ton::succes);
}

/// Ceux qu'une liste reçue depuis montre inscrits : quelqu'un le confirme, chacun avec son établissement.
Reply confirmer_les_retrouves(Cx& cx, Id<Campagne> campagne) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, campagne);
    FiltreDeFile f;
    f.campagne = campagne;
    f.observation = c.observation;
    f.etat = EtatDeFile::retrouves;
    int faits = 0, laisses = 0;
    for (auto const& l : c.close_le ? std::vector<LigneDeFile>{} : file(db, cx.portee(), f, "", 0, au_plus_d_un_coup)) {
        NouvelleVerification const v{
            Resultat::inscrit_ailleurs, Preuve::liste, l.revu, Cause::inscription_tardive, {}, cx.jour(), cx.jour()};
        noter_un(cx, db, campagne, l.jeune, l.version, v) ? ++faits : ++laisses;
    }
    return cx.voir(lien_de_la_file(campagne), bilan(Resultat::inscrit_ailleurs, faits, laisses),
                   laisses ? web::Ton::attention : web::Ton::succes);
}

Reply annuler(Cx& cx, Id<Verification> id) {
    auto db = cx.db();
    auto v = trouver_verification(db, id);
    if (!v)
        throw web::not_found();
    exiger(cx, db, v->campagne, v->jeune);
    auto retour = lien_de_verification(v->campagne, v->jeune);
    if (auto pourquoi = empechement_d_annuler(db, id, cx.instant()))
        return cx.voir(retour, *pourquoi, web::Ton::attention);
    bool fait = cx.acte_ou_conflit(Acte::verification_annulee, [&](Writer& ecrit, acces::Trace& trace) {
        annuler_verification(ecrit, cx.instant(), cx.agent(), id);
        trace = {v->jeune, objet(id), "", ""};
    });
    return cx.voir(retour,
                   fait ? "Vérification annulée : le jeune est de nouveau à vérifier." : "Quelqu’un l’a déjà annulée.",
                   fait ? web::Ton::succes : web::Ton::attention);
}

/// Défait d'un coup les décisions prises au même moment : un acte et une ligne de journal par jeune.
Reply annuler_un_lot(Cx& cx, Id<Campagne> campagne) {
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
            annuler_verification(ecrit, cx.instant(), cx.agent(), v.id);
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

void routes_des_verifications(acces::Routes& r, BlocDuPresume bloc) {
    r.get("/verifications", Droit::verifier, liste);
    r.get("/verifications/jeunes/{jeune}", Droit::verifier, reprendre);
    r.get("/campagnes/{id}/verifications/{jeune}", Droit::verifier,
          [bloc](Cx& cx, Id<Campagne> campagne, Id<Jeune> jeune) { return montrer(cx, bloc, campagne, jeune); });
    r.post("/campagnes/{id}/verifications/{jeune}", Droit::verifier,
           [bloc](Cx& cx, Id<Campagne> campagne, Id<Jeune> jeune) { return noter(cx, bloc, campagne, jeune); });
    r.post("/campagnes/{id}/verifications", Droit::verifier, noter_un_lot);
    r.post("/campagnes/{id}/annulations", Droit::verifier, annuler_un_lot);
    r.post("/campagnes/{id}/retrouves", Droit::verifier, confirmer_les_retrouves);
    r.post("/verifications/{id}/annulation", Droit::verifier, annuler);
}

} // namespace metier::reperage
