#include "metier/partenariats/demandes.hpp"

#include "metier/acces/liens_signes.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/partenariats/contacts.hpp"
#include "metier/partenariats/partenariats.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::partenariats {

std::vector<Destinataire> destinataires(Reader& db, Partenaire const& p) {
    std::vector<Destinataire> liste;
    for (auto const& c : contacts(db, p))
        if (c.recoit_places && !c.courriel.empty())
            liste.push_back({p.code(), p.nom, c.courriel});
    if (liste.empty() && !p.courriel.empty())
        liste.push_back({p.code(), p.nom, p.courriel});
    return liste;
}

std::vector<Destinataire> a_relancer(Reader& db, Date jour, Instant instant) {
    auto semaine = instant - std::chrono::days{territoire::entier(db, "place.rappel", jour)};
    return db.all<Destinataire>(
        "select distinct case when c.etablissement_id is null then 's' || c.structure_id else 'e' || "
        "c.etablissement_id end, coalesce(e.nom, s.nom), c.courriel from contact_partenaire c left join etablissement "
        "e on e.id = c.etablissement_id left join structure s on s.id = c.structure_id where c.recoit_places = 1 and "
        "c.retire_le is null and c.courriel <> '' and exists (select 1 from offre_de_places o where "
        "(o.etablissement_id "
        "= c.etablissement_id or o.structure_id = c.structure_id) and o.retiree_le is null and o.nombre > 0 and (o.au "
        "is null or o.au >= ?) and o.confirmee_le <= ?) and not exists (select 1 from lien_signe l where l.genre = ? "
        "and l.adresse = c.courriel and l.objet = case when c.etablissement_id is null then 's' || c.structure_id else "
        "'e' || c.etablissement_id end and l.cree_le > ?) order by 1, 3",
        jour, semaine, genre_de_lien, semaine);
}

bool demander(Writer& db, Instant instant, Destinataire const& d, std::optional<Id<acces::Agent>> par,
              std::string const& demandeur, std::function<std::string(web::Lien const&)> const& adresse) {
    auto jour = base::a_paris(instant).jour;
    auto origine = "places/" + d.code + "/" + base::iso(jour);
    for (auto const& deja : courriels::de_l_origine(db, origine)) // un lien que rien ne porterait ne se crée pas
        if (deja.adresse == d.adresse)
            return false;
    auto secret = acces::creer_lien(db, instant, {genre_de_lien, d.code, d.adresse, par});
    auto terme = base::plus_jours(jour, territoire::entier(db, "lien.duree", jour));
    courriels::ADeposer c;
    c.adresse = d.adresse;
    c.genre = "places";
    c.objet = "Vos places libres sont-elles à jour ?";
    c.texte = "Bonjour,\n\n" + demandeur +
              " demande où il reste des places pour des jeunes à la recherche d’une solution.\n"
              "Pour " +
              d.nom + ", confirmez ou corrigez en un clic, sans compte :\n\n" + adresse(acces::lien_du_secret(secret)) +
              "\n\nCe lien est pour vous et vaut jusqu’au " + base::affiche(terme) +
              ". S’il ne reste rien, indiquez 0 : les équipes ne vous solliciteront pas pour rien.\n\n"
              "Si ce message ne vous concerne plus, dites-le à la personne qui vous écrit.\n";
    c.origine = origine;
    c.de = par;
    c.page = lien(*partenaire(db, d.code)).texte();
    return courriels::deposer(db, instant, c);
}

std::int64_t demander_les_confirmations(acces::Environnement const& env) {
    if (env.adresse.empty())
        return 0;
    auto instant = env.horloge.instant();
    storage::Transaction tx{env.base};
    auto& db = tx.writer();
    std::int64_t partis = 0;
    for (auto const& d : a_relancer(db, env.horloge.jour(), instant))
        partis += demander(db, instant, d, {}, "Le réseau qui accompagne les jeunes de votre bassin",
                           [&](web::Lien const& l) { return env.adresse + l.texte(); });
    if (partis > 0) {
        acces::Trace trace;
        trace.detail = std::to_string(partis) + " demandes hebdomadaires";
        acces::consigner(db, instant, {}, "", acces::Acte::places_demandees, trace);
    }
    tx.commit();
    return partis;
}

} // namespace metier::partenariats
