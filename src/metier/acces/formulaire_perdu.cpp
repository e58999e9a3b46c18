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

/// Ce que personne n'a tapé : jetons, versions, boutons.
bool de_service(std::string const& nom) {
    return nom == Csrf::nom || nom == "version" || nom == "saisie" || nom == "quand_meme" || nom == "retour";
}

struct Champ {
    std::string_view nom, libelle;
};
/// Les champs que l'on remplit le plus, sous le libellé de leurs formulaires.
constexpr Champ connus[] = {{"jour", "Date"},
                            {"heure", "Heure"},
                            {"duree", "Durée, en minutes"},
                            {"lieu", "Lieu"},
                            {"participants", "Participants"},
                            {"objet", "Objet"},
                            {"resume", "Résumé : les faits"},
                            {"analyse", "Analyse : votre avis"},
                            {"decisions", "Décisions prises"},
                            {"motif", "Motif"},
                            {"explication", "Explication donnée au jeune"},
                            {"prochaine", "Prochaine échéance"},
                            {"raison", "Raison de la modification"},
                            {"note", "Note"},
                            {"le", "Le"},
                            {"prochain", "Reprendre contact le"},
                            {"pour_le", "Pour le"},
                            {"attend", "Qui doit répondre"},
                            {"issue", "Ce qu’il en est advenu"},
                            {"structure", "Structure"},
                            {"signataire", "Qualité du signataire"},
                            {"du", "Du"},
                            {"au", "Au"},
                            {"depuis", "Depuis le"},
                            {"proposee_le", "Proposée le"},
                            {"effet_le", "Depuis le"},
                            {"demande_le", "Demande faite le"},
                            {"information_le", "Information écrite remise le"},
                            {"nom", "Nom"},
                            {"prenom", "Prénom"},
                            {"naissance", "Date de naissance"},
                            {"adresse", "Adresse"},
                            {"commune", "Commune"},
                            {"telephone", "Téléphone"},
                            {"courriel", "Courriel"},
                            {"titre", "À quel titre"},
                            {"quoi", "Quoi"},
                            {"quand", "Pour quand"},
                            {"texte_equipe", "Ce qui se dit, pour l’équipe"},
                            {"texte_partenaires", "Ce qui se dit, pour tous ceux qui suivent"}};

/// Un choix de liste ou une case : un code, un numéro. L'agent ne l'a pas écrit, et ne le reconnaîtrait pas.
bool est_un_code(std::string const& valeur) {
    return std::ranges::all_of(valeur,
                               [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// Ce qui a été écrit, sous son libellé ; les choix, s'ils sont gardés eux aussi, se comptent.
Html montrer(Pairs const& champs, bool gardes = true) {
    std::vector<Definition> textes;
    int choix = 0;
    for (auto const& [nom, valeur] : champs) {
        if (de_service(nom) || valeur.empty())
            continue;
        auto connu = std::ranges::find(connus, nom, &Champ::nom);
        if (connu == std::end(connus) && est_un_code(valeur))
            ++choix;
        else
            textes.push_back(
                definition(connu == std::end(connus) ? "Texte saisi" : std::string(connu->libelle), valeur));
    }
    auto aussi = choix == 0 || !gardes
                     ? Html{}
                     : p(base::pluriel(choix, "choix fait", "choix faits"), " dans les listes et les cases, ",
                         choix == 1 ? "gardé" : "gardés", " aussi.");
    return ensemble(textes.empty() ? Html{} : definitions(textes), aussi);
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

Page page_formulaire_refuse(std::string const& titre, std::string const& pourquoi, Pairs const& champs,
                            std::string const& reference) {
    return Page{
        titre,
        "",
        {},
        ensemble(h1(titre), p(pourquoi),
                 notice(Ton::attention, "Rien n’a été enregistré",
                        p("Ce que vous aviez saisi est ci-dessous\u00a0: copiez-le si vous en avez encore "
                          "besoin.")),
                 h2("Ce que vous aviez saisi"), montrer(champs, false),
                 boutons(lien_bouton_principal(lien("/"), "Revenir à l’accueil")),
                 p(clas("erreur-reference"), "Numéro à donner à l’assistance\u00a0: ", strong(reference), "."))};
}

Page page_formulaire_perdu(Request const& requete, Pairs const& champs, Csrf const& csrf, bool connecte) {
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
                         montrer(champs),
                         formulaire(lien_de(requete), csrf,
                                    each(champs, [](auto const& c) { return cache(c.first, c.second); }),
                                    boutons(bouton("Envoyer de nouveau"), lien_bouton(lien("/"), "Abandonner"))))};
}

} // namespace metier::acces
