#pragma once
// Les routes : un droit obligatoire chacune, une fonction directe. Tout passe par repondre().
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "metier/acces/contexte.hpp"
#include "web/router.hpp"

namespace metier::acces {

using Page_ = std::function<web::Reply(Contexte&, std::vector<std::string> const&)>;

struct RouteConnue {
    std::string methode, patron;
    Droit droit = Droit::connecte;
    bool depot = false; ///< reçoit des fichiers
    Page_ repondre;
};

/// Un morceau de chemin, tel que la fonction le veut ; une forme inattendue est un 404.
template <class T>
T depuis_chemin(std::string const& texte) {
    if constexpr (std::is_same_v<T, std::string>) {
        return texte;
    } else {
        auto n = web::lire_entier(texte);
        if (!n || *n <= 0)
            throw web::not_found();
        if constexpr (std::is_integral_v<T>)
            return static_cast<T>(*n);
        else
            return T{*n};
    }
}

class Routes {
public:
    /// f(Contexte&), f(Contexte&, Id<X>), f(Contexte&, Id<X>, Id<Y>)… selon les {} du patron.
    template <class F>
    void get(std::string_view patron, Droit droit, F f) {
        ajouter("GET", patron, droit, false, adapte(std::function{std::move(f)}));
    }
    template <class F>
    void post(std::string_view patron, Droit droit, F f) {
        ajouter("POST", patron, droit, false, adapte(std::function{std::move(f)}));
    }
    /// POST qui reçoit des fichiers.
    template <class F>
    void depot(std::string_view patron, Droit droit, F f) {
        ajouter("POST", patron, droit, true, adapte(std::function{std::move(f)}));
    }
    void menu(EntreeDuMenu entree);

    std::vector<RouteConnue> const& liste() const { return routes_; }
    std::vector<EntreeDuMenu> const& menu() const { return menu_; }
    web::RouteTable const& table() const { return table_; }
    bool recoit_des_fichiers(std::string_view methode, std::string_view chemin) const;

private:
    template <class... A>
    static Page_ adapte(std::function<web::Reply(Contexte&, A...)> f) {
        return [f = std::move(f)](Contexte& cx, std::vector<std::string> const& morceaux) {
            ensure(morceaux.size() == sizeof...(A), "autant de {} que de paramètres");
            return [&]<std::size_t... I>(std::index_sequence<I...>) {
                return f(cx, depuis_chemin<std::remove_cvref_t<A>>(morceaux[I])...);
            }
            (std::index_sequence_for<A...>{});
        };
    }
    void ajouter(std::string methode, std::string_view patron, Droit droit, bool depot, Page_ f);

    std::vector<RouteConnue> routes_;
    std::vector<EntreeDuMenu> menu_;
    web::RouteTable table_;
};

/// Répond à une requête : session, droit, jeton, fonction, erreurs. Ne lève jamais.
web::Reply repondre(Environnement const& env, Routes const& routes, web::Request const& requete);

} // namespace metier::acces
