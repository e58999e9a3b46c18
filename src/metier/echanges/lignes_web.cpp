#include "metier/echanges/lignes_web.hpp"

#include "base/texte.hpp"
#include "metier/echanges/diplome_lu.hpp"
#include "metier/echanges/effets.hpp"
#include "metier/echanges/importations_pages.hpp"
#include "metier/echanges/liens.hpp"
#include "metier/echanges/lignes_pages.hpp"
#include "metier/echanges/lire.hpp"
#include "metier/jeunes/apports.hpp"
#include "rapprochement/rapprochement.hpp"

namespace metier::echanges {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

std::string en_tete_de_phrase(std::string const& texte) {
    auto const lettre = static_cast<unsigned char>(texte[0]) < 0x80 ? 1U : 2U;
    return base::majuscules(texte.substr(0, lettre)) + texte.substr(lettre);
}

LigneMontree montrer(Cx const& cx, Importation const& i, LigneImport l) {
    if (l.contenu.empty()) {
        auto ou = en_tete_de_phrase(repere(i, l));
        return {std::move(l), {}, std::move(ou)};
    }
    auto const lue = l.lue(cx.coffre());
    return {std::move(l), designation(lue), en_tete_de_phrase(lue.repere())};
}

Reply liste(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    auto filtre = base::lire_code<Issue>(cx.requete().param("issue"));
    auto issue = filtre ? base::code(*filtre) : std::string_view{};
    auto demande = web::lire_demande(cx.requete(), {"rang"});
    auto avant = web::lire_entier(demande.avant);
    auto apres = web::lire_entier(demande.apres).value_or(0);
    auto lues = avant ? lignes_avant(db, id, *avant, demande.par_page, issue)
                      : lignes(db, id, apres, demande.par_page + 1, issue);
    bool suite = avant || lues.size() > static_cast<std::size_t>(demande.par_page); // on ne remonte que d'une suite
    if (!avant && suite)
        lues.pop_back();
    std::vector<LigneMontree> montrees;
    for (auto& l : lues)
        montrees.push_back(montrer(cx, i, std::move(l)));
    web::Pagination page{.ici = web::lien_de(cx.requete()), .lignes = montrees.size()};
    if (!montrees.empty()) {
        if (apres > 0 || avant)
            page.precedent = std::to_string(montrees.front().ligne.rang);
        if (suite)
            page.suivant = std::to_string(montrees.back().ligne.rang);
    }
    auto p = page_de(i, "Lignes", corps_lignes(i, montrees, filtre, page, demande));
    p.large = true;
    return cx.page(p);
}

struct LigneTrouvee {
    Importation liste;
    LigneImport ligne;
};
LigneTrouvee exiger_la_ligne(Cx& cx, Reader& db, Id<Importation> id, Id<LigneImport> numero) {
    auto i = exiger(cx, db, id);
    auto l = ligne(db, id, numero);
    if (!l)
        throw web::not_found();
    return {std::move(i), *std::move(l)};
}

bool corrigible(Cx const& cx, Importation const& i, LigneImport const& l) {
    return cx.peut(Droit::importer) && !l.appliquee && !l.contenu.empty() && !l.issue.empty() &&
           (i.etape == Etape::prevue || i.etape == Etape::appliquee);
}

/// Ce que la ligne changerait au dossier, si l'agent le voit ; la lecture est consignée.
void ajouter_les_differences(Cx& cx, Reader& db, Importation const& i, LigneLue lue, DetailDeLigne& d) {
    auto const& l = d.montree.ligne;
    if (!l.jeune || lue.genre != Genre::eleve || !acces::motif(db, cx.portee(), *l.jeune))
        return;
    cx.consulter(*l.jeune, "importation/" + std::to_string(i.id.valeur));
    d.dossier = jeunes::lien(*l.jeune);
    if (l.appliquee)
        return;
    Annuaire annuaire;
    auto fiche = controler(lue, regles_de_lecture(i, annuaire, db));
    d.changements = jeunes::apport_prevu(db, cx.coffre(), *l.jeune, i.source, cle_de_personne(fiche, i, cx.coffre()),
                                         identite_lue(fiche))
                        .changements;
    if (auto ins = inscription_de(db, cx.coffre(), i, fiche, *l.jeune, annuaire))
        for (auto& c : jeunes::inscription_prevue(db, *ins).changements)
            d.changements.push_back(std::move(c));
    if (auto diplome = diplome_de(db, fiche, *l.jeune))
        for (auto& c : jeunes::diplome_prevu(db, *l.jeune, *diplome).changements)
            d.changements.push_back(std::move(c));
}

Reply page_ligne(Cx& cx, LigneTrouvee const& t, LigneLue const& lue, FormLigne& form, int statut) {
    auto db = cx.db();
    DetailDeLigne d{montrer(cx, t.liste, t.ligne),    lue.anomalies, {}, {},
                    corrigible(cx, t.liste, t.ligne), statut == 422};
    auto empechement = empechement_d_annuler(t.liste, t.ligne);
    d.peut_annuler = !empechement && cx.peut(Droit::trancher);
    if (empechement && !t.ligne.decidee.empty())
        d.pourquoi_ne_pas_annuler = *empechement;
    ajouter_les_differences(cx, db, t.liste, lue, d);
    return cx.page(page_de(t.liste, d.montree.ou, corps_ligne(t.liste, d, form, cx.csrf())), statut);
}

Reply une(Cx& cx, Id<Importation> id, Id<LigneImport> numero) {
    auto db = cx.db();
    auto t = exiger_la_ligne(cx, db, id, numero);
    auto lue = t.ligne.lue(cx.coffre());
    FormLigne form{lue};
    return page_ligne(cx, t, lue, form, 200);
}

Reply corriger_une(Cx& cx, Id<Importation> id, Id<LigneImport> numero) {
    auto db = cx.db();
    auto t = exiger_la_ligne(cx, db, id, numero);
    if (!corrigible(cx, t.liste, t.ligne))
        return cx.voir(lien(id, numero), "Cette ligne ne peut plus être corrigée.", web::Ton::attention);
    auto lue = t.ligne.lue(cx.coffre());
    FormLigne form{lue};
    if (!web::read_all(form.champs(), cx.requete().form))
        return page_ligne(cx, t, lue, form, 422);
    t.ligne.version = web::lire_entier(cx.requete().field("version")).value_or(0);
    auto corrigee = form.corrigee(lue);
    cx.acte(Acte::cellule_corrigee, [&](storage::Writer& ecrit, acces::Trace& trace) {
        trace.objet = "ligne_import/" + std::to_string(numero.valeur);
        corriger(ecrit, cx.env(), t.liste, t.ligne, corrigee);
    });
    auto apres = ligne(db, id, numero);
    bool encore = apres && apres->est(Issue::erreur);
    return cx.voir(encore ? lien(id, numero) : lien_lignes(id, Issue::erreur),
                   encore ? "Enregistré ; il reste quelque chose à corriger." : "Ligne corrigée : " + apres->motif,
                   encore ? web::Ton::attention : web::Ton::succes);
}

bool visible_ailleurs(rapprochement::Champ c) {
    using enum rapprochement::Champ;
    return c == nom || c == prenom || c == naissance || c == sexe;
}

std::vector<web::LigneComparee> comparees(rapprochement::Fiche const& lue, rapprochement::Fiche const& connue,
                                          bool ailleurs) {
    std::vector<web::LigneComparee> montrees;
    for (auto const& l : rapprochement::comparer(lue, connue, rapprochement::modele_d_un_bassin(1'000, 1'000)).lignes) {
        if (ailleurs && !visible_ailleurs(l.champ))
            continue;
        bool ine = l.champ == rapprochement::Champ::ine;
        auto montre = [&](std::string const& v) { return ine && !v.empty() ? std::string("••••") : v; };
        montrees.push_back({std::string(rapprochement::libelle(l.champ)), montre(l.valeur_a), montre(l.valeur_b),
                            l.dixiemes / 10.0, l.phrase});
    }
    return montrees;
}

CandidatMontre candidat(Cx& cx, Reader& db, rapprochement::Fiche const& lue, CandidatGarde const& c) {
    CandidatMontre m{c.jeune, {}, {}, c.probabilite, !acces::motif(db, cx.portee(), c.jeune)};
    auto connue = jeunes::fiche(db, c.jeune);
    if (!connue)
        return m;
    m.titre =
        jeunes::nom_affiche(connue->nom, connue->nom_usage, connue->prenoms.empty() ? "" : connue->prenoms.front());
    m.lignes = comparees(lue, *connue, m.ailleurs);
    return m;
}

rapprochement::Fiche fiche_de(Cx& cx, Reader& db, Importation const& i, LigneImport const& l) {
    Annuaire annuaire;
    auto lue = l.lue(cx.coffre());
    return jeunes::fiche(identite_lue(controler(lue, regles_de_lecture(i, annuaire, db))), cx.coffre());
}

std::optional<LigneOpposee> opposee(Cx& cx, Reader& db, Importation const& i, LigneImport const& l,
                                    rapprochement::Fiche const& lue) {
    auto autre = l.comme_rang ? ligne_du_rang(db, i.id, *l.comme_rang) : std::nullopt;
    if (!autre)
        return std::nullopt;
    auto lignes = comparees(lue, fiche_de(cx, db, i, *autre), false);
    return LigneOpposee{montrer(cx, i, *std::move(autre)), std::move(lignes)};
}

Reply trancher_les_douteuses(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    auto apres = web::lire_entier(cx.requete().param("apres")).value_or(0);
    auto douteuses = lignes(db, id, apres, 1, base::code(Issue::douteuse));
    auto avant = apres > 0 ? ligne_du_rang(db, id, apres) : std::nullopt;
    if (avant && empechement_d_annuler(i, *avant))
        avant.reset();
    if (douteuses.empty() && apres > 0)
        douteuses = lignes(db, id, 0, 1, base::code(Issue::douteuse));
    if (douteuses.empty())
        return cx.voir(avant ? lien(id, avant->id) : lien(id), "Aucune ligne douteuse : tout est tranché.");
    auto const& l = douteuses.front();
    auto const cherchee = fiche_de(cx, db, i, l);
    Douteuse d{montrer(cx, i, l), {}, opposee(cx, db, i, l, cherchee), i.comptes().douteuses, {}};
    if (avant)
        d.avant = montrer(cx, i, *std::move(avant));
    for (auto const& c : candidats(db, l.id))
        d.candidats.push_back(candidat(cx, db, cherchee, c));
    return cx.page(page_de(i, "Lignes douteuses", corps_douteuse(i, d, cx.csrf(), cx.peut(Droit::trancher))));
}

Reply decider_d_une(Cx& cx, Id<Importation> id, Id<LigneImport> numero) {
    auto db = cx.db();
    auto t = exiger_la_ligne(cx, db, id, numero);
    if (!t.ligne.est(Issue::douteuse) || (t.liste.etape != Etape::prevue && t.liste.etape != Etape::appliquee))
        return cx.voir(lien_douteuses(id), "Cette ligne a déjà été tranchée.", web::Ton::information);
    bool meme = cx.requete().field("reponse") == "meme";
    if (!meme && cx.requete().field("reponse") != "different")
        throw web::HttpError(422, "Répondez : même personne, ou une autre personne.");
    std::optional<Id<jeunes::Jeune>> jeune;
    if (meme && !t.ligne.comme_rang) {
        auto choisi = web::lire_entier(cx.requete().field("jeune")).value_or(0);
        for (auto const& c : candidats(db, numero))
            if (c.jeune.valeur == choisi)
                jeune = c.jeune;
        if (!jeune)
            throw web::HttpError(422, "Ce dossier n’est pas parmi ceux proposés.");
    }
    t.ligne.version = web::lire_entier(cx.requete().field("version")).value_or(0);
    cx.acte(Acte::ligne_tranchee, [&](storage::Writer& ecrit, acces::Trace& trace) {
        trace.jeune =
            trancher(ecrit, cx.env(), t.liste, t.ligne, meme ? Reponse::meme : Reponse::different, jeune, cx.agent());
        trace.objet = "ligne_import/" + std::to_string(numero.valeur);
        trace.detail = meme ? "même personne" : "autre personne";
    });
    return cx.voir(lien_douteuses(id).avec("apres", t.ligne.rang),
                   meme ? "Même personne : retenu." : "Une autre personne : retenu.");
}

/// La ligne redevient douteuse : on la retrouve devant soi.
Reply annuler_d_une(Cx& cx, Id<Importation> id, Id<LigneImport> numero) {
    auto db = cx.db();
    auto t = exiger_la_ligne(cx, db, id, numero);
    if (auto pourquoi = empechement_d_annuler(t.liste, t.ligne))
        return cx.voir(lien(id, numero), *pourquoi, web::Ton::attention);
    t.ligne.version = web::lire_entier(cx.requete().field("version")).value_or(0);
    cx.acte(Acte::ligne_tranchee, [&](storage::Writer& ecrit, acces::Trace& trace) {
        trace.objet = "ligne_import/" + std::to_string(numero.valeur);
        trace.detail = "décision annulée";
        if (t.ligne.appliquee)
            trace.jeune = separer(ecrit, cx.env(), t.liste, t.ligne, cx.agent());
        else
            annuler_la_decision(ecrit, cx.env(), t.liste, t.ligne);
    });
    if (t.ligne.appliquee)
        return cx.voir(lien(id, numero), "Deux personnes : un autre dossier a été créé. Relisez les coordonnées de "
                                         "l’ancien, celles de la liste y sont peut-être encore.");
    return cx.voir(lien_douteuses(id).avec("apres", t.ligne.rang - 1),
                   "Décision annulée : la ligne attend de nouveau.");
}

} // namespace

void routes_des_lignes(acces::Routes& r) {
    r.get("/importations/{id}/lignes", Droit::lire_importations, liste);
    r.get("/importations/{id}/lignes/{ligne}", Droit::lire_importations, une);
    r.post("/importations/{id}/lignes/{ligne}", Droit::importer, corriger_une);
    r.get("/importations/{id}/douteuses", Droit::lire_importations, trancher_les_douteuses);
    r.post("/importations/{id}/lignes/{ligne}/decision", Droit::trancher, decider_d_une);
    r.post("/importations/{id}/lignes/{ligne}/annulation", Droit::trancher, annuler_d_une);
}

} // namespace metier::echanges
