#include "metier/acces/routes.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/formulaire_perdu.hpp"

namespace metier::acces {

void Routes::ajouter(std::string methode, std::string_view patron, Droit droit, bool depot, Page_ f) {
    table_.add(methode, patron, routes_.size());
    routes_.push_back({std::move(methode), std::string(patron), droit, depot, std::move(f)});
}

void Routes::menu(EntreeDuMenu entree) {
    auto place = std::ranges::upper_bound(menu_, entree.ordre, {}, &EntreeDuMenu::ordre);
    menu_.insert(place, std::move(entree));
}

bool Routes::recoit_des_fichiers(std::string_view methode, std::string_view chemin) const {
    auto trouve = table_.find(methode, chemin);
    return trouve && routes_[trouve->route].depot;
}

namespace {

using web::Html;

Page page_d_erreur(int statut, std::string const& titre, std::string const& que_faire, std::string const& reference) {
    using namespace web;
    auto contenu = div(clas("page-d-erreur"), p(clas("erreur-numero"), "Erreur ", statut), h1(titre), p(que_faire),
                       boutons(lien_bouton_principal(lien("/"), "Revenir à l’accueil"),
                               lien_bouton(lien("/plan-du-site"), "Plan du site"), lien_bouton(lien("/aide"), "Aide")),
                       p(clas("erreur-reference"), "Numéro à donner à l’assistance : ", strong(reference), "."));
    return Page{titre, "", {}, contenu};
}

/// La page d'erreur, dans le cadre ordinaire.
web::Reply erreur(Contexte& cx, int statut, std::string const& titre, std::string const& que_faire) {
    auto reference = cx.requete().reference.empty() ? base::jeton(6) : cx.requete().reference;
    auto reponse = cx.page(page_d_erreur(statut, titre, que_faire, reference), statut);
    if (statut == 503)
        reponse.with("Retry-After", "5");
    return reponse;
}

/// Refusé à l'envoi : un autre a retiré ce dont il s'agissait, ou l'accès a pris fin. Le texte tapé revient.
std::optional<web::Reply> rendre_la_saisie(Contexte& cx, web::HttpError const& e) {
    auto const& r = cx.requete();
    if (r.method != "POST" || !cx.connecte() || (e.status != 403 && e.status != 404 && e.status != 409))
        return std::nullopt;
    auto champs = champs_a_rendre(r);
    if (champs.empty())
        return std::nullopt;
    auto reference = r.reference.empty() ? base::jeton(6) : r.reference;
    auto titre = e.status == 403 ? "Accès refusé" : e.status == 404 ? "Page introuvable" : "Cela a changé entre-temps";
    auto pourquoi = e.status != 404 ? std::string(e.what())
                                    : "Ce que vous modifiiez n’est plus là : quelqu’un l’a retiré entre-temps, ou ce "
                                      "n’est plus dans votre périmètre.";
    return cx.page(page_formulaire_refuse(titre, pourquoi, champs, reference), e.status);
}

/// L'adresse d'un formulaire, demandée seule (onglet rouvert, barre d'adresse) : la page d'où il vient.
std::optional<web::Reply> vers_sa_page(Contexte& cx, Routes const& routes) {
    auto const& r = cx.requete();
    if (r.method != "GET")
        return std::nullopt;
    auto chemin = r.path;
    while (chemin.size() > 1) {
        chemin.resize(std::max<std::size_t>(chemin.rfind('/'), 1));
        if (routes.table().find("GET", chemin))
            return cx.voir(*web::lien_local(chemin),
                           "Cette adresse enregistre un formulaire, elle ne s’ouvre pas seule. Voici la page d’où il "
                           "vient.",
                           web::Ton::information);
    }
    return std::nullopt;
}

web::Reply erreur_http(Contexte& cx, web::HttpError const& e) {
    if (auto rendue = rendre_la_saisie(cx, e))
        return *std::move(rendue);
    if (e.status == 404)
        return erreur(cx, 404, "Page introuvable", "Cette page n’existe pas, ou elle n’est pas dans votre périmètre.");
    if (e.status == 403)
        return erreur(cx, 403, "Accès refusé", e.what());
    return erreur(cx, e.status, "Demande refusée", e.what());
}

/// L'origine, quand le navigateur la donne ; « null » : il ne veut pas la dire.
bool origine_a_nous(web::Request const& r) {
    auto site = r.header("sec-fetch-site");
    auto origine = r.header("origin");
    auto hote = origine.substr(std::min(origine.size(), origine.find("://") + 3));
    bool etrangere = origine.find("://") != origine.npos && hote != r.header("host");
    return !etrangere && (site.empty() || site == "same-origin" || site == "none");
}

/// Un formulaire vient de nous : son origine et, dès qu'un agent est connecté, le jeton de sa session.
bool formulaire_a_nous(Contexte const& cx) {
    auto const& r = cx.requete();
    auto jeton = r.field(web::Csrf::nom);
    if (jeton.empty())
        jeton = r.header("x-csrf");
    return origine_a_nous(r) &&
           (!cx.connecte() || base::egal_en_temps_constant(base::demasque(jeton), cx.session().csrf));
}

/// Où l'agent doit aller avant tout le reste : son mot de passe est provisoire, ou son rôle impose le second facteur.
std::optional<web::Reply> d_abord(Contexte& cx, RouteConnue const& route) {
    if (!cx.connecte() || route.droit == Droit::public_ || route.patron == "/session/prolonger")
        return std::nullopt;
    if (cx.session().provisoire && route.patron != "/compte/mot-de-passe")
        return cx.voir(web::lien("/compte/mot-de-passe"),
                       "Votre mot de passe est provisoire. Choisissez le vôtre pour continuer.", web::Ton::attention);
    bool permise =
        route.patron == "/compte/mot-de-passe" || route.patron == "/compte/second-facteur" || route.patron == "/role";
    if (cx.session().second_facteur_a_installer && !permise)
        return cx.voir(web::lien("/compte/second-facteur"),
                       "Votre rôle impose le second facteur. Mettez-le en place pour continuer.", web::Ton::attention);
    if (!cx.session().role && route.patron == "/")
        return web::see_other(web::lien("/role").texte());
    return std::nullopt;
}

web::Reply vers_connexion(Contexte& cx, web::Request const& r) {
    if (r.method != "GET") {
        if (auto champs = champs_a_rendre(r); !champs.empty())
            return cx.page(page_formulaire_perdu(r, champs, cx.csrf(), false), 401);
        return cx.voir(web::lien("/connexion"), "Votre session est terminée. Reconnectez-vous.", web::Ton::attention);
    }
    auto vers = web::lien("/connexion");
    return web::see_other((r.path == "/" ? vers : vers.avec("retour", web::lien_de(r).texte())).texte());
}

web::Reply servir(Contexte& cx, RouteConnue const& route, std::vector<std::string> const& morceaux) {
    auto const& r = cx.requete();
    bool publique = route.droit == Droit::public_;
    if (!publique && !cx.connecte())
        return vers_connexion(cx, r);
    if (r.method == "POST" && !formulaire_a_nous(cx)) {
        if (auto champs = champs_a_rendre(r); !champs.empty())
            return cx.page(page_formulaire_perdu(r, champs, cx.csrf(), true), 403);
        throw web::forbidden("Ce formulaire a expiré ou ne vient pas de Raccroche. Revenez en arrière, rechargez la "
                             "page et recommencez.");
    }
    if (auto ailleurs = d_abord(cx, route))
        return *std::move(ailleurs);
    bool sans_role = route.droit == Droit::connecte;
    if (!publique && !sans_role && !cx.peut(route.droit))
        throw web::forbidden("Votre rôle ne permet pas : « " +
                             base::minuscules(std::string(base::libelle(route.droit))) +
                             " ». Si vous tenez un autre rôle, changez-en en haut de la page.");
    auto empreinte = publique ? std::string{} : empreinte_de(r, cx.jeton_de_session());
    if (empreinte.empty())
        return route.repondre(cx, morceaux);
    return cx.env().doubles->une_fois(empreinte, [&] { return route.repondre(cx, morceaux); });
}

} // namespace

web::Reply repondre(Environnement const& env, Routes const& routes, web::Request const& requete) {
    auto jeton = requete.cookie("session").value_or("");
    std::optional<Session> session;
    std::string dit;
    try {
        auto trouve = routes.table().find(requete.method, requete.path);
        if (!jeton.empty()) {
            auto instant = env.horloge.instant();
            auto lease = env.base.read();
            auto db = lease.reader();
            session = trouver_session(db, jeton, instant, base::a_paris(instant).jour, env.durees);
        }
        // Une écriture par minute au plus pour dire que la session vit.
        if (session && session->ouverte() && env.horloge.instant() - session->vue_le > std::chrono::minutes{1}) {
            storage::Transaction tx{env.base};
            prolonger_session(tx.writer(), jeton, env.horloge.instant());
            tx.commit();
            session->vue_le = env.horloge.instant();
        }
        Contexte cx{env, requete, std::move(session), jeton, routes.menu()};
        auto nommee = [&](web::Reply r) { // le journal technique dit la route, même quand elle échoue
            r.route = trouve ? routes.liste()[trouve->route].patron : r.route;
            return r;
        };
        try {
            if (!trouve) {
                auto permises = routes.table().methods_for(requete.path);
                if (permises.empty())
                    throw web::not_found();
                if (auto page = vers_sa_page(cx, routes))
                    return *std::move(page);
                return erreur(cx, 405, "Méthode refusée", "Cette adresse ne se demande pas ainsi.")
                    .with("Allow", base::joint(permises, ", "));
            }
            auto reponse = servir(cx, routes.liste()[trouve->route], trouve->params);
            reponse.queries = cx.requetes_sql();
            return nommee(std::move(reponse));
        } catch (web::HttpError const& e) {
            return nommee(erreur_http(cx, e));
        } catch (storage::Conflict const& e) {
            return nommee(erreur(
                cx, 409, "Quelqu’un a enregistré avant vous",
                "Votre saisie n’a pas été enregistrée, pour ne rien écraser. Revenez en arrière : elle y est encore ; "
                "rechargez la fiche dans un autre onglet pour voir la version actuelle."));
        } catch (storage::Unavailable const& e) {
            dit = e.what();
            return nommee(
                erreur(cx, 503, "Service momentanément indisponible",
                       "La base de données ne répond pas. Rien n’a été enregistré. Réessayez dans quelques secondes."));
        } catch (std::exception const& e) { // le seul endroit où une erreur inattendue s'arrête (style.md §7)
            if (env.noter)
                env.noter("erreur " + requete.reference + " " + requete.method + " " +
                          (trouve ? routes.liste()[trouve->route].patron : "") + " : " + e.what());
            return nommee(
                erreur(cx, 500, "Erreur inattendue",
                       "Une erreur est survenue de notre côté. Rien n’a été enregistré. Réessayez ; si cela continue, "
                       "transmettez le numéro ci-dessous à l’assistance."));
        }
    } catch (storage::Unavailable const& e) {
        if (env.noter)
            env.noter(std::string("base indisponible : ") + e.what());
        return web::text("Service momentanément indisponible : la base de données ne répond pas. Réessayez dans "
                         "quelques secondes.",
                         503)
            .with("Retry-After", "5");
    }
}

} // namespace metier::acces
