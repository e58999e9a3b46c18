// Le récapitulatif : les rubriques de « Ma journée », jouées à la place de l'agent, comptées et jamais nommées.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/sessions.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/rappels/rappels.hpp"

namespace metier::rappels {
namespace {

struct Destinataire {
    Id<acces::Agent> id;
    std::string courriel, nom, prenom;
};

acces::Session session_de(Destinataire const& d, acces::RoleOffert const& role) {
    acces::Session s;
    s.agent = d.id;
    s.role_tenu = role.id;
    s.etape = "ouverte";
    s.nom = d.nom;
    s.prenom = d.prenom;
    s.courriel = d.courriel;
    s.role = role.role;
    s.perimetre = role.perimetre;
    return s;
}

std::vector<Compte> compter(acces::Environnement const& env, agenda::Journee const& journee, Destinataire const& d) {
    std::vector<acces::RoleOffert> roles;
    {
        auto lease = env.base.read();
        auto db = lease.reader();
        roles = acces::roles_du_jour(db, d.id, env.horloge.jour());
    }
    web::Request const requete{.method = "GET", .path = "/"};
    std::vector<acces::EntreeDuMenu> const sans_menu;
    std::vector<Compte> comptes;
    for (auto const& role : roles) {
        acces::Contexte lui{env, requete, session_de(d, role), "", sans_menu};
        for (auto const& r : journee.rubriques()) {
            if (!r.tache || (!lui.peut(r.droit) && r.droit != acces::Droit::connecte))
                continue;
            auto n = r.lignes(lui).lignes.size();
            if (n == 0)
                continue;
            auto deja = std::ranges::find(comptes, r.titre, &Compte::rubrique);
            if (deja == comptes.end())
                comptes.push_back({r.titre, n});
            else
                deja->combien = std::max(deja->combien, n); // deux rôles montrent souvent la même chose
        }
    }
    return comptes;
}

std::string corps(std::vector<Compte> const& comptes, std::string const& adresse) {
    std::string texte = "Bonjour,\n\nCe qui vous attend dans Raccroche :\n\n";
    for (auto const& c : comptes)
        texte += "  – " + c.rubrique + " (" + agenda::combien_en_clair(c.combien) + ")\n";
    if (!adresse.empty())
        texte += "\n" + adresse + "/\n";
    return texte + "\nVous choisissez quand recevoir ce message, ou ne plus le recevoir, dans « Mes rappels ».\n";
}

} // namespace

std::vector<Compte> a_faire(acces::Environnement const& env, agenda::Journee const& journee, Id<acces::Agent> agent) {
    auto d = [&] {
        auto lease = env.base.read();
        auto db = lease.reader();
        return db.maybe<Destinataire>("select id, courriel, nom, prenom from agent where id = ?", agent);
    }();
    return d ? compter(env, journee, *d) : std::vector<Compte>{};
}

void rubriques(agenda::Journee& journee) {
    journee.rubrique({6, "Courriels qui ne sont pas arrivés", acces::Droit::connecte, [](acces::Contexte& cx) {
                          constexpr int montres = 20;
                          auto db = cx.db();
                          std::vector<web::AFaire> lignes;
                          for (auto const& c : courriels::pas_arrives(db, cx.portee(), montres))
                              lignes.push_back({c.libelle, web::lien_local(c.page).value_or(web::lien("/")), c.detail,
                                                web::Ton::erreur, c.etiquette});
                          return lignes;
                      }});
}

std::int64_t envoyer_les_recapitulatifs(acces::Environnement const& env, agenda::Journee const& journee) {
    auto jour = env.horloge.jour();
    std::vector<Destinataire> tous;
    {
        auto lease = env.base.read();
        auto db = lease.reader();
        auto communes = courriels::heures_communes(db, jour);
        for (auto const& d :
             db.all<Destinataire>("select id, courriel, nom, prenom from agent where desactive_le is null "
                                  "order by id")) {
            auto repos = courriels::repos(db, d.id);
            // Trop tard pour partir aujourd'hui : celui de demain matin dira tout, et mieux.
            auto part = courriels::heure_permise(env.horloge.instant(), communes, repos);
            if (base::a_paris(part).jour == jour && a_envoyer(preferences(db, d.id), repos, jour))
                tous.push_back(d);
        }
    }
    std::int64_t partis = 0;
    for (auto const& d : tous) {
        auto comptes = compter(env, journee, d);
        storage::Transaction tx{env.base};
        auto& db = tx.writer();
        db.run(
            "insert into preference_de_rappel (agent_id, envoye_le) values (?, ?) on conflict (agent_id) do update set "
            "envoye_le = excluded.envoye_le",
            d.id, jour);
        auto a_lui = "recapitulatif/" + std::to_string(d.id.valeur) + "/";
        courriels::retirer(db, a_lui); // celui d'hier, s'il attendait encore, est périmé
        if (!comptes.empty()) {
            courriels::ADeposer c;
            c.agent = d.id;
            c.adresse = d.courriel;
            c.genre = "recapitulatif";
            c.objet = "Votre journée dans Raccroche";
            c.texte = corps(comptes, env.adresse);
            c.origine = a_lui + base::iso(jour);
            partis += courriels::deposer(db, env.horloge.instant(), c) ? 1 : 0;
        }
        tx.commit();
    }
    return partis;
}

} // namespace metier::rappels
