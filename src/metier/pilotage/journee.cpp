#include <algorithm>

#include "base/texte.hpp"
#include "metier/pilotage/chiffres.hpp"

namespace metier::pilotage {
namespace {

constexpr std::size_t lieux_cites = 3;

/// « Rennes 5/12 (41,7 %), Vitré 6/9 (66,7 %) et 4 autres » : les lignes de cette ventilation qui le montrent.
std::string la_ou_il_se_montre(Tableau const& t, Indicateur i) {
    std::string texte;
    std::size_t montrees = 0;
    for (auto const& l : t.lignes) {
        auto v = std::ranges::find(l.valeurs, i, &Valeur::indicateur);
        if (v == l.valeurs.end() || v->masquee || v->taux.d == 0 || l.cle.empty())
            continue;
        if (++montrees <= lieux_cites)
            texte += (montrees > 1 ? ", " : "") + l.libelle + " " + affiche(*v);
    }
    if (montrees > lieux_cites)
        texte += " et " + nombre(static_cast<std::int64_t>(montrees - lieux_cites)) +
                 (montrees - lieux_cites > 1 ? " autres" : " autre");
    return texte;
}

/// Caché pour tout le périmètre, un taux se montre parfois plus bas.
std::optional<web::AFaire> plus_bas(Bilan const& b, Indicateur i, web::Lien const& ou) {
    for (auto const& t : b.tableaux)
        if (auto texte = la_ou_il_se_montre(t, i); !texte.empty())
            return web::AFaire{std::string(libelle(i)) + "\u00a0: par " + base::minuscules(libelle(t.par)), ou, texte,
                               web::Ton::neutre, std::string(code(i))};
    return std::nullopt;
}

std::string en_une_phrase(Bilan const& b, std::vector<Indicateur> const& caches) {
    auto texte = b.campagne + ", " + b.perimetre + ", au " + base::affiche(b.au) + ".";
    if (caches.empty())
        return texte;
    std::string liste;
    for (auto i : caches)
        liste += (liste.empty() ? "" : i == caches.back() ? " et " : ", ") + base::minuscules(libelle(i));
    return texte + " Les nombres de jeunes inférieurs à " + nombre(b.seuil) +
           " ne se montrent pas, ni ce qui les ferait retrouver\u00a0: " + liste + ".";
}

} // namespace

agenda::Contenu essentiel(Bilan const& b) {
    auto ou = web::lien("/indicateurs");
    agenda::Contenu c;
    std::vector<Indicateur> caches;
    for (auto const& v : b.ensemble) {
        if (v.indicateur == Indicateur::i02 || v.indicateur == Indicateur::i06)
            continue;
        if (!v.masquee)
            c.lignes.push_back({std::string(libelle(v.indicateur)) + "\u00a0: " + affiche(v),
                                ou,
                                {},
                                web::Ton::neutre,
                                std::string(code(v.indicateur))});
        else if (auto l = plus_bas(b, v.indicateur, ou))
            c.lignes.push_back(*l);
        if (v.masquee)
            caches.push_back(v.indicateur);
    }
    c.chapo = en_une_phrase(b, caches);
    return c;
}

void rubriques(agenda::Journee& journee, Chiffres& chiffres) {
    journee.rubrique(
        {80,
         "Chiffres de mon périmètre",
         acces::Droit::lire_indicateurs,
         [&chiffres](acces::Contexte& cx) -> agenda::Contenu {
             if (cx.peut(acces::Droit::suivre)) // sa journée est faite de jeunes, pas de chiffres
                 return {};
             auto db = cx.db();
             auto perimetre = perimetre_du_role(db, cx.portee());
             auto la_plus_large = perimetre ? reperage::campagne_la_plus_large(db, cx.portee()) : std::nullopt;
             auto campagne = la_plus_large ? reperage::trouver_campagne(db, cx.portee(), *la_plus_large) : std::nullopt;
             if (!campagne)
                 return {};
             auto jour = std::min(cx.jour(), campagne->annee.dernier_jour());
             return essentiel(cx.peut(acces::Droit::lire_dossier)
                                  ? etablir(relever(db, *campagne, *perimetre, jour))
                                  : *chiffres.partages(db, *campagne, *perimetre, jour));
         },
         [](acces::Contexte& cx) {
             return cx.peut(acces::Droit::suivre) ? std::nullopt : std::optional{web::lien("/indicateurs")};
         },
         {},
         false});
}

} // namespace metier::pilotage
