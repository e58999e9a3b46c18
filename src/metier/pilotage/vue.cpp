#include "metier/pilotage/vue.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/articles.hpp"
#include "metier/suivi/suivi.hpp"

namespace metier::pilotage {
namespace {

std::vector<web::Choix> choix_de_campagnes(std::vector<reperage::Campagne> const& campagnes) {
    std::vector<web::Choix> liste;
    for (auto const& c : campagnes)
        liste.push_back({std::to_string(c.id.valeur), c.nom + " – " + c.nom_du_territoire, c.annee.affiche()});
    return liste;
}

} // namespace

web::Lien Vue::a(web::Lien const& chemin) const {
    auto l = chemin.avec("campagne", campagne.id).avec("au", au);
    if (form.territoire)
        l = l.avec("territoire", *form.territoire);
    if (form.etablissement)
        l = l.avec("etablissement", *form.etablissement);
    return l;
}

bool acceptable(FormVue const& form) {
    return form.campagne.error().empty() && form.territoire.error().empty() && form.au.error().empty() &&
           form.comparer.error().empty();
}

std::optional<Vue> lire_vue(acces::Contexte& cx, Reader& db) {
    auto du_role = perimetre_du_role(db, cx.portee());
    auto campagnes = du_role ? reperage::campagnes(db, cx.portee()) : std::vector<reperage::Campagne>{};
    if (campagnes.empty())
        return std::nullopt;
    Vue vue{*du_role, {}, campagnes.front(), *du_role, cx.jour()};
    auto& form = vue.form;
    auto const& saisie = cx.requete().query;
    form.campagne.offer_choices(choix_de_campagnes(campagnes));
    form.territoire.offer(territoires_offerts(db, *du_role), &territoire::Territoire::id,
                          [](auto const& t) { return base::genre_et_nom(base::libelle(t.genre), t.nom, "\u00a0: "); });
    form.comparer.offer(photos(db, *du_role), &PhotoPrise::id,
                        [](auto const& p) { return p.titre + " (" + base::affiche(p.au) + ")"; });
    form.au.between({}, cx.jour());
    if (auto brut = cx.requete().param("etablissement");
        !brut.empty()) { // hors liste : il s'ouvre depuis sa ligne, part() le borne
        auto n = web::lire_entier(brut);
        if (!n)
            throw web::not_found();
        form.etablissement.set(Id<territoire::Etablissement>{*n});
    }
    bool lue = form.campagne.read(saisie);
    lue = form.territoire.read(saisie) && lue;
    lue = form.au.read(saisie) && lue;
    lue = form.comparer.read(saisie) && lue;
    auto montree = form.campagne ? form.campagne.value() : reperage::campagne_la_plus_large(db, cx.portee());
    if (auto c = std::ranges::find(campagnes, montree.value_or(vue.campagne.id), &reperage::Campagne::id);
        c != campagnes.end())
        vue.campagne = *c;
    vue.au = form.au.value().value_or(std::min(cx.jour(), vue.campagne.annee.dernier_jour()));
    form.campagne.set(vue.campagne.id);
    if (form.au.error().empty())
        form.au.set(vue.au);
    auto choisi = part(db, *du_role, form.territoire.value(), form.etablissement.value());
    if (!choisi)
        throw web::not_found();
    vue.perimetre = *choisi;
    return vue;
}

GroupeDeJeunes lire_groupe(web::Request const& requete) {
    auto mesure = lire_code<Mesure>(requete.param("de"));
    auto par = lire_code<Ventilation>(requete.param("par"));
    if (!mesure || (!par && !requete.param("par").empty()))
        throw web::not_found();
    return {*mesure, par.value_or(Ventilation::aucune), std::string(requete.param("cle"))};
}

namespace {
web::Lien avec_le_groupe(web::Lien l, GroupeDeJeunes const& groupe) {
    l = l.avec("de", code(groupe.mesure));
    return groupe.par == Ventilation::aucune ? l : l.avec("par", code(groupe.par)).avec("cle", groupe.cle);
}
} // namespace

web::Lien lien_des_lignes(Vue const& vue, GroupeDeJeunes const& groupe) {
    return avec_le_groupe(vue.a(web::lien("/indicateurs/lignes")), groupe);
}
web::Lien lien_de_l_export(Vue const& vue, GroupeDeJeunes const& groupe) {
    return avec_le_groupe(vue.a(web::lien("/indicateurs/lignes/export")), groupe);
}

std::string intitule(GroupeDeJeunes const& groupe, Releve const& releve) {
    std::string texte{libelle(groupe.mesure)};
    if (groupe.par == Ventilation::aucune)
        return texte;
    auto nom = [&](std::map<std::string, std::string> const& noms) {
        auto i = noms.find(groupe.cle);
        return i == noms.end() ? std::string("non renseigné") : i->second;
    };
    auto valeur = groupe.par == Ventilation::bassin          ? nom(releve.bassins)
                  : groupe.par == Ventilation::etablissement ? nom(releve.etablissements)
                  : groupe.cle.empty()                       ? std::string("non renseigné")
                                                             : groupe.cle;
    return texte + " – " + std::string(libelle(groupe.par)) + "\u00a0: " + valeur;
}

namespace {

/// Un jeune compte parfois pour un entretien que ce lecteur ne peut pas lire : le nombre le dit, pas la ligne.
void taire_les_entretiens_non_lus(Reader& db, acces::Portee const& portee, Vue const& vue, Mesure mesure,
                                  std::unordered_map<std::int64_t, Fait const*>& du_groupe) {
    auto choix = reperage::selection_des_presumes(vue.campagne.id, vue.perimetre.lieux);
    suivi::Parmi parmi{choix.sql, choix.parametres, portee};
    auto depuis = vue.campagne.annee.premier_jour();
    std::unordered_set<std::int64_t> lus;
    if (mesure == Mesure::recus)
        for (auto const& j : suivi::avec_entretien_de_situation(db, parmi, vue.au, depuis))
            lus.insert(j.valeur);
    else
        for (auto const& c : suivi::premiers_contacts(db, parmi, vue.au, depuis))
            lus.insert(c.jeune.valeur);
    std::erase_if(du_groupe, [&](auto const& x) { return !lus.contains(x.first); });
}

} // namespace

bool depend_des_entretiens(Mesure m) { return m == Mesure::contactes || m == Mesure::joints || m == Mesure::recus; }

std::vector<LigneDeJeune> lignes_visibles(Reader& db, acces::Portee const& portee, Vue const& vue, Releve const& releve,
                                          GroupeDeJeunes const& groupe) {
    std::unordered_map<std::int64_t, Fait const*> du_groupe;
    for (auto const& f : releve.faits)
        if (compte(f, groupe.mesure) && (groupe.par == Ventilation::aucune || cle(f, groupe.par) == groupe.cle))
            du_groupe[f.jeune] = &f;
    if (depend_des_entretiens(groupe.mesure) && !du_groupe.empty())
        taire_les_entretiens_non_lus(db, portee, vue, groupe.mesure, du_groupe);
    std::vector<LigneDeJeune> lignes;
    if (du_groupe.empty())
        return lignes;
    for (auto& qui : reperage::presumes_visibles(db, portee, vue.campagne.id, vue.perimetre.lieux))
        if (auto f = du_groupe.find(qui.jeune.valeur); f != du_groupe.end())
            lignes.push_back({std::move(qui), f->second->resultat});
    return lignes;
}

} // namespace metier::pilotage
