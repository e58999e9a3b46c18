#include "metier/acces/formulaire_perdu.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "web/parts/fiche.hpp"

namespace metier::acces {
namespace {

using namespace web;

/// Le navigateur affirme que l'envoi vient de nous ; sans cette preuve, on n'offre pas de le répéter.
bool origine_prouvee(Request const& r) {
    auto origine = r.header("origin");
    auto fin = origine.find("://");
    return r.header("sec-fetch-site") == "same-origin" ||
           (fin != origine.npos && origine.substr(fin + 3) == r.header("host"));
}

bool secret(std::string const& nom) {
    return nom.find("mot_de_passe") != nom.npos || nom == "code" || nom == "nouveau" || nom == "encore" ||
           nom == "actuel" || nom == "secret";
}

bool de_service(std::string const& nom) { return nom == Csrf::nom || nom == "version"; }

Definition montree(std::pair<std::string, std::string> const& champ) {
    auto libelle = base::majuscules(champ.first.substr(0, 1)) + champ.first.substr(1);
    std::ranges::replace(libelle, '_', ' ');
    return definition(libelle, champ.second);
}

} // namespace

Pairs champs_a_rendre(Request const& requete) {
    bool tapes = std::ranges::any_of(requete.form, [](auto const& c) { return !de_service(c.first); });
    if (!tapes || !requete.uploads.empty() || !origine_prouvee(requete) ||
        std::ranges::any_of(requete.form, [](auto const& c) { return secret(c.first); }))
        return {};
    auto champs = requete.form;
    std::erase_if(champs, [](auto const& c) { return c.first == Csrf::nom; });
    return champs;
}

Page page_formulaire_perdu(Request const& requete, Pairs const& champs, Csrf const& csrf, bool connecte) {
    std::vector<Definition> montres;
    for (auto const& c : champs)
        if (!de_service(c.first) && !c.second.empty())
            montres.push_back(montree(c));
    auto titre_ = connecte ? "Ce formulaire avait expiré" : "Votre session est terminée";
    auto que_faire =
        connecte
            ? p("Rien n’a encore été enregistré. Relisez ce que vous aviez saisi, puis envoyez-le.")
            : ensemble(p("Rien n’a encore été enregistré, rien n’est perdu\u00a0: ce que vous aviez saisi est dans "
                         "cette page."),
                       ol(li(a(href(lien("/connexion")), attr_brut("", "target", "_blank"), attr("rel", "noopener"),
                               "Reconnectez-vous", lecteur(" (nouvelle fenêtre)")),
                             " dans une autre fenêtre, sans fermer celle-ci\u00a0;"),
                          li("revenez ici et envoyez votre saisie.")));
    return Page{titre_,
                "",
                {},
                ensemble(h1(titre_), notice(Ton::attention, "", que_faire), h2("Ce que vous aviez saisi"),
                         definitions(montres),
                         formulaire(lien_de(requete), csrf,
                                    each(champs, [](auto const& c) { return cache(c.first, c.second); }),
                                    boutons(bouton("Envoyer de nouveau"), lien_bouton(lien("/"), "Abandonner"))))};
}

} // namespace metier::acces
