#include "base/texte.hpp"
#include "metier/conservation/conservation_pages.hpp"

namespace metier::conservation {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using web::Reply;

namespace {

constexpr int au_plus_d_un_coup = 100;

Etat etat_demande(Contexte const& cx) { return lire_code<Etat>(cx.requete().param("etat")).value_or(Etat::a_decider); }

acces::Page page_de(Contexte& cx, Reader& db, FormDecision const& form) {
    ListeMontree m;
    m.etat = etat_demande(cx);
    m.regles = regles(db, cx.jour());
    m.durees = durees(db, cx.jour());
    for (auto const& e : etats)
        m.combien[e.valeur] = combien(db, cx.portee(), e.valeur);
    auto apres = web::lire_curseur(cx.requete().param("apres"), 2);
    auto id = apres ? web::lire_entier((*apres)[1]) : std::nullopt;
    m.demande = web::lire_demande(cx.requete(), {});
    m.lignes = annonces(db, cx.portee(), m.etat, id ? (*apres)[0] : "", id.value_or(0), m.demande.par_page + 1);
    m.pagination = {.ici = web::lien_de(cx.requete()), .total = m.combien.at(m.etat)};
    if (m.lignes.size() > static_cast<std::size_t>(m.demande.par_page)) {
        m.lignes.pop_back();
        m.pagination.suivant =
            web::curseur({base::iso(m.lignes.back().terme), std::to_string(m.lignes.back().jeune.valeur)});
    }
    m.pagination.lignes = m.lignes.size();
    for (auto c : cx.requete().fields("choix"))
        m.cochees.emplace_back(c);
    return page_des_annonces(m, form, cx.csrf());
}

Reply montrer(Contexte& cx) {
    auto db = cx.db();
    return cx.page(page_de(cx, db, {}));
}

/// Garder se motive et finit un jour.
bool complete(FormDecision& form) {
    if (*form.choix == Choix::purger)
        return true;
    if (!form.motif)
        form.motif.refuse("Dites pourquoi garder.");
    if (!form.jusqu_au)
        form.jusqu_au.refuse("Dites jusqu’à quand.");
    return form.motif && form.jusqu_au;
}

/// « 12-1 » : jeune et version montrée.
std::optional<std::pair<Id<Jeune>, std::int64_t>> lire_le_choix(std::string_view texte) {
    auto tiret = texte.find('-');
    auto id = web::lire_entier(texte.substr(0, tiret));
    auto version = tiret == texte.npos ? std::nullopt : web::lire_entier(texte.substr(tiret + 1));
    return id && version ? std::optional{std::pair{Id<Jeune>{*id}, static_cast<std::int64_t>(*version)}} : std::nullopt;
}

/// Un acte et une ligne de journal par dossier ; faux s'il n'est pas de la portée, ou si quelqu'un a décidé avant.
bool decider_un(Contexte& cx, Reader& db, Id<Jeune> jeune, std::int64_t version, Decision const& d) {
    if (!acces::motif(db, cx.portee(), jeune))
        return false;
    return cx.acte_ou_conflit(Acte::purge_decidee, [&](Writer& ecrit, acces::Trace& trace) {
        decider(ecrit, cx.instant(), cx.agent(), jeune, version, d);
        trace = {jeune, "conservation",
                 d.purger ? std::string("purger")
                          : "garder, " + std::string(code(*d.motif)) + ", jusqu’au " + base::iso(*d.jusqu_au),
                 ""};
    });
}

Reply decider_un_lot(Contexte& cx) {
    auto db = cx.db();
    FormDecision form;
    form.jusqu_au.between(cx.jour(), base::plus_mois(cx.jour(), durees(db, cx.jour()).exception));
    if (!cx.lire(form) || !complete(form))
        return cx.invalide(page_de(cx, db, form));
    auto retour = lien_des_annonces(etat_demande(cx));
    auto choix = cx.requete().fields("choix");
    if (choix.empty())
        return cx.voir(retour, "Cochez au moins un dossier.", web::Ton::attention);
    bool purger = *form.choix == Choix::purger;
    Decision d{purger, purger ? std::nullopt : std::optional{*form.motif},
               purger ? std::string{} : form.detail.value().value_or(""),
               purger ? std::nullopt : std::optional{*form.jusqu_au}};
    int faits = 0, laisses = 0;
    for (auto texte : choix) {
        auto lu = lire_le_choix(texte);
        bool fait = lu && faits + laisses < au_plus_d_un_coup && decider_un(cx, db, lu->first, lu->second, d);
        fait ? ++faits : ++laisses;
    }
    auto message = base::pluriel(faits, "décision enregistrée", "décisions enregistrées");
    if (laisses)
        message +=
            " ; " + base::pluriel(laisses, "dossier laissé", "dossiers laissés") + " : quelqu’un a décidé avant.";
    return cx.voir(retour, message + (laisses ? "" : "."), laisses ? web::Ton::attention : web::Ton::succes);
}

Reply montrer_les_rapports(Contexte& cx) {
    auto db = cx.db();
    return cx.page(page_des_rapports(rapports(db), regles(db, cx.jour()), cx.peut(Droit::decider_purge)));
}

Reply montrer_le_rapport(Contexte& cx, Id<Rapport> id) {
    auto db = cx.db();
    auto r = rapport(db, id);
    if (!r)
        throw web::not_found();
    return cx.page(page_du_rapport(*r));
}

} // namespace

void routes(acces::Routes& r) {
    r.menu({rubrique_du_menu, web::lien("/conservation"), Droit::decider_purge, 85,
            "Les dossiers qui arrivent à leur terme, et ce que vous en décidez.", acces::groupe::administration});
    r.menu({"Rapports de purge", web::lien("/conservation/rapports"), Droit::lire_journal, 86,
            "Ce qui a été rendu anonyme, selon quelle règle. Aucun nom.", acces::groupe::administration});
    r.get("/conservation", Droit::decider_purge, montrer);
    r.post("/conservation", Droit::decider_purge, decider_un_lot);
    r.get("/conservation/rapports", Droit::lire_purges, montrer_les_rapports);
    r.get("/conservation/rapports/{id}", Droit::lire_purges, montrer_le_rapport);
}

void rubriques(agenda::Journee& journee) {
    journee.rubrique({90, "Fin de conservation", Droit::decider_purge, [](Contexte& cx) -> agenda::Contenu {
                          auto db = cx.db();
                          auto n = combien(db, cx.portee(), Etat::a_decider);
                          if (n == 0)
                              return {};
                          return {
                              {{base::pluriel(n, "dossier arrive à son terme", "dossiers arrivent à leur terme"),
                                lien_des_annonces(Etat::a_decider), "Rien ne s’efface tant que vous n’avez pas décidé.",
                                web::Ton::neutre, "À décider"}}};
                      }});
}

} // namespace metier::conservation
