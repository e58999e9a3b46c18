// Ce que le programme branche : routes, rubriques de la journée, dossier, ronde de nuit.
#include "metier/relais/relais.hpp"

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/relais/relais_web.hpp"

namespace metier::relais {

using namespace web;
using acces::Contexte;
using acces::Droit;

namespace {

constexpr int jours_relus = 400;

agenda::Contenu a_traiter(Contexte& cx) {
    auto db = cx.db();
    auto d = delais(db, cx.jour());
    std::vector<AFaire> lignes;
    for (auto const& r : recus(db, cx.portee(), base::plus_jours(cx.jour(), -jours_relus))) {
        auto e = etat(r.suivi());
        auto fin = terme(r.suivi(), d);
        if (!fin || r.repris_le)
            continue;
        lignes.push_back({std::string(base::libelle(r.finalite)), lien(r.id),
                          e == Etat::attend_reponse ? "De " + r.de_nom + "\u00a0: accepter ou refuser"
                                                    : "De " + r.de_nom + "\u00a0: noter le premier contact",
                          *fin < cx.jour() ? Ton::erreur : Ton::attention,
                          (*fin < cx.jour() ? "En retard depuis le " : "Pour le ") + base::affiche(*fin)});
    }
    return lignes;
}

/// Ce qui revient chez qui l'a envoyé : refusé, ou sans suite.
agenda::Contenu revenus(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& r : envoyes(db, cx.portee(), base::plus_jours(cx.jour(), -jours_relus))) {
        auto e = etat(r.suivi());
        if (r.repris_le || (e != Etat::refuse && e != Etat::revenu))
            continue;
        auto motif = base::lire_code<MotifDeRefus>(r.motif_refus);
        lignes.push_back({jeunes::nom_affiche(r.nom, r.nom_usage, r.prenom), lien(r.id),
                          e == Etat::refuse
                              ? r.vers_nom + " a refusé\u00a0: " + std::string(motif ? base::libelle(*motif) : "")
                              : r.vers_nom + " n’a pas donné suite",
                          Ton::attention, std::string(base::libelle(e))});
    }
    return lignes;
}

/// Ce que d'autres doivent à qui l'a envoyé : une réponse, ou le premier contact.
std::vector<AFaire> attendus(Contexte& cx) {
    auto db = cx.db();
    auto d = delais(db, cx.jour());
    std::vector<AFaire> lignes;
    for (auto const& r : envoyes(db, cx.portee(), base::plus_jours(cx.jour(), -jours_relus))) {
        auto fin = terme(r.suivi(), d);
        if (!fin || r.repris_le)
            continue;
        bool tard = *fin < cx.jour();
        lignes.push_back({jeunes::nom_affiche(r.nom, r.nom_usage, r.prenom), lien(r.id),
                          "De\u00a0: " + r.vers_nom +
                              (etat(r.suivi()) == Etat::attend_reponse ? ", sa réponse au relais"
                                                                       : ", le premier contact avec le jeune"),
                          tard || r.pas_arrive ? Ton::erreur : Ton::neutre,
                          r.pas_arrive ? "Courriel non arrivé"
                                       : (tard ? "En retard depuis le " : "Pour le ") + base::affiche(*fin)});
    }
    return lignes;
}

Html au_dossier(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    auto tous = du_jeune(db, jeune);
    if (tous.empty())
        return {};
    auto d = delais(db, cx.jour());
    return ul(each(tous, [&](Relais const& r) {
        bool mien = de_qui_envoie(db, cx.portee(), r) || de_qui_recoit(db, cx.portee(), r);
        auto titre =
            base::affiche(base::a_paris(r.envoye_le).jour) + "\u00a0: " + r.de_nom + " " + base::a_ce_lieu(r.vers_nom);
        return li(mien ? a(href(lien(r.id)), titre) : ensemble(titre), ", ",
                  base::minuscules(std::string(base::libelle(r.finalite))), " ", badge_d_etat(r, cx.jour(), d),
                  r.en_plus_motif.empty() ? "" : " De plus\u00a0: " + r.en_plus_motif);
    }));
}

/// Ce que tout lecteur du dossier sait d'un relais : ni message, ni paquet.
std::vector<jeunes::LigneDePassage> a_la_fiche(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    auto d = delais(db, cx.jour());
    std::vector<jeunes::LigneDePassage> lignes;
    for (auto const& r : du_jeune(db, jeune)) {
        auto e = etat(r.suivi());
        if (!terme(r.suivi(), d) || r.repris_le)
            continue;
        lignes.push_back({std::string(base::libelle(r.finalite)) + ", adressé " + base::a_ce_lieu(r.vers_nom),
                          std::string(base::libelle(e)) + ". Envoyé par " + r.de_nom + " le " +
                              base::affiche(base::a_paris(r.envoye_le).jour),
                          terme(r.suivi(), d)});
    }
    return lignes;
}

/// Pour la preuve de diligence : à qui, pour quoi, avec quelle suite ; ni message, ni motif.
std::vector<jeunes::Demarche> tentes(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    std::vector<jeunes::Demarche> liste;
    for (auto const& r : du_jeune(db, jeune))
        liste.push_back(
            {base::a_paris(r.envoye_le).jour,
             "Relais à " + r.vers_nom + "\u00a0: " + base::minuscules(std::string(base::libelle(r.finalite))),
             std::string(base::libelle(etat(r.suivi())))});
    return liste;
}

} // namespace

void rubriques(agenda::Journee& journee) {
    auto vers = [](Contexte&) { return std::optional{web::lien("/relais")}; };
    journee.rubrique({13, "Relais reçus", Droit::passer_relais, a_traiter, vers});
    journee.rubrique({14, "Relais qui reviennent", Droit::passer_relais, revenus, vers});
    journee.attend(attendus);
}

void apports(jeunes::Apports& a) {
    lectures(a);
    a.bloc(22, "Relais", au_dossier);
    a.demarches(tentes);
    a.passage(30, "Relais en cours", a_la_fiche);
    a.tenu({"relais en cours", "relais en cours",
            [](Reader& db, jeunes::Apports::Etendue const& e, Date) -> jeunes::Apports::Tenu::Nombre {
                return {tenus(db, e)};
            },
            [](Writer& db, Contexte const& cx, jeunes::Apports::Etendue const& e, Id<acces::Agent> vers) {
                return passer(db, cx.instant(), e, vers);
            }});
    a.action(70, "Passer le relais", [](Contexte& cx, Id<Jeune> id) {
        return cx.peut(Droit::passer_relais) ? std::optional{web::lien("/jeunes/{}/relais/nouveau", id)} : std::nullopt;
    });
}

void routes(acces::Routes& r, jeunes::Apports const& apports) {
    routes_de_l_envoi(r);
    routes_des_relais(r, apports);
}

std::string ronde(acces::Environnement const& env) {
    auto instant = env.horloge.instant();
    storage::Transaction tx{env.base};
    auto& db = tx.writer();
    auto revenus_ = faire_revenir(db, instant);
    if (revenus_ > 0) {
        acces::Trace trace;
        trace.detail = base::pluriel(revenus_, "relais revenu", "relais revenus");
        acces::consigner(db, instant, {}, "", acces::Acte::relais_revenu, trace);
    }
    // Deux rappels au plus, dès qu'ils sont permis, jamais si près du terme qu'ils le reculeraient ; sans adresse
    // publique, un partenaire sans compte ne peut en recevoir.
    std::int64_t rappels = 0;
    constexpr int au_plus = 2;
    auto d = delais(db, env.horloge.jour());
    for (auto const& r : en_attente(db)) {
        auto permis = rappel_permis(r.suivi(), d);
        if (!permis || *permis > env.horloge.jour() || r.rappels >= au_plus || env.adresse.empty() ||
            apres_jours_ouvres(env.horloge.jour(), d.rappel) > terme(r.suivi(), d))
            continue;
        noter_rappel(db, instant, r);
        prevenir_qui_recoit(db, instant, *trouver(db, r.id), true,
                            [&](web::Lien const& l) { return env.adresse + l.texte(); });
        ++rappels;
    }
    tx.commit();
    return base::pluriel(revenus_, "relais revenu", "relais revenus") + ", " + base::pluriel(rappels, "rappel");
}

} // namespace metier::relais
