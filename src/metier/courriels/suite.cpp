#include "metier/courriels/suite.hpp"

#include "metier/acces/delegation.hpp"
#include "metier/courriels/courriels_sql.hpp"
#include "web/parts/notice.hpp"

namespace metier::courriels {

using namespace web;

namespace {

constexpr auto echec = "(c.etat in ('refuse', 'abandonne') or (c.etat = 'a_envoyer' and c.essais > 0))";
constexpr auto le_dernier = "c.vu_le is null and not exists (select 1 from courriel p where p.page = c.page and "
                            "p.adresse = c.adresse and p.id > c.id)";

struct Genre {
    std::string_view code, libelle;
};
constexpr Genre genres[] = {{"relais", "Relais"},
                            {"tutorat", "Nouvelles demandées"},
                            {"places", "Places demandées"},
                            {"convocation", "Convocation"},
                            {"annulation", "Annulation"},
                            {"releve", "Relevé prêt"},
                            {"recapitulatif", "Récapitulatif de la journée"},
                            {"urgence", "Accès d’urgence"}};

std::string quand(Instant i) {
    auto ici = base::a_paris(i);
    auto minutes = std::to_string(ici.minute);
    return "le " + base::affiche(ici.jour) + " à " + std::to_string(ici.heure) + "\u00a0h\u00a0" +
           (minutes.size() < 2 ? "0" : "") + minutes;
}

} // namespace

std::string libelle_du_genre(std::string_view code) {
    for (auto const& g : genres)
        if (g.code == code)
            return std::string(g.libelle);
    return "Courriel";
}

std::string quand_il_partira(CourrielVu const& c, Instant maintenant) {
    if (c.etat != Etat::a_envoyer || c.prochain_essai <= maintenant)
        return {};
    return (c.essais == 0 ? "Partira " : "Nouvel essai ") + quand(c.prochain_essai);
}

bool pas_arrive(CourrielVu const& c) {
    return c.etat == Etat::refuse || c.etat == Etat::abandonne || (c.etat == Etat::a_envoyer && c.essais > 0);
}

std::string ce_qu_il_en_est(CourrielVu const& c) {
    switch (c.etat) {
    case Etat::envoye: return {};
    case Etat::refuse:
        return "Le courriel à " + c.adresse +
               " n’est pas arrivé\u00a0: cette adresse est refusée. Corrigez-la et renvoyez-le, ou joignez cette "
               "personne autrement.";
    case Etat::abandonne:
        return "Le courriel à " + c.adresse +
               " n’est pas parti\u00a0: le serveur de courrier n’a pas répondu, malgré plusieurs essais. Joignez "
               "cette personne autrement, ou renvoyez-le si cette page le propose.";
    case Etat::a_envoyer:
        return c.essais == 0
                   ? "Le courriel à " + c.adresse + " n’est pas encore parti. Il partira " + quand(c.prochain_essai) +
                         " au plus tôt."
                   : "Le courriel à " + c.adresse +
                         " n’est pas encore parti\u00a0: le serveur de courrier ne répond pas. Il repartira de "
                         "lui-même, dès " +
                         quand(c.prochain_essai) + ". Si c’est pressé, téléphonez.";
    }
    return {};
}

std::string etiquette(CourrielVu const& c) {
    switch (c.etat) {
    case Etat::refuse: return "Adresse refusée";
    case Etat::abandonne: return "Courriel non parti";
    case Etat::a_envoyer: return c.essais > 0 ? "Courriel en attente" : "";
    case Etat::envoye: return {};
    }
    return {};
}

std::vector<CourrielVu> en_cours(storage::Reader& db, std::string const& page) {
    return db.all<CourrielVu>(
        "select c.id, c.adresse, c.genre, c.objet, c.etat, c.essais, c.reponse, "
        "c.prochain_essai, c.cree_le, c.fini_le, c.de_agent_id from courriel c where c.page = ? and c.etat <> "
        "'envoye' and " +
            std::string(le_dernier) + " order by c.id",
        page);
}

std::string pas_arrive_sql(std::string_view page) {
    return "(case when exists (select 1 from courriel c where c.page = " + std::string(page) + " and " + echec +
           " and " + le_dernier + ") then 1 else 0 end)";
}

Html avis(storage::Reader& db, Csrf const& csrf, std::string const& page) {
    return each(en_cours(db, page), [&](CourrielVu const& c) {
        auto dit = p(ce_qu_il_en_est(c));
        if (!pas_arrive(c))
            return notice(Ton::information, "Courriel en attente d’envoi", dit);
        return notice(c.etat == Etat::a_envoyer ? Ton::attention : Ton::erreur, etiquette(c),
                      ensemble(dit, fait_autrement(csrf, c)));
    });
}

Html fait_autrement(Csrf const& csrf, CourrielVu const& c) {
    return formulaire_bouton(web::lien("/courriels/{}/vu", c.id), csrf, bouton_secondaire("C’est fait autrement"));
}

std::vector<PasArrive> pas_arrives(storage::Reader& db, acces::Portee const& portee, int nombre) {
    auto sien = acces::est_a_lui(portee, "c.de_agent_id");
    std::vector<PasArrive> liste;
    struct Trouve {
        std::string page, adresse, genre;
        Etat etat = Etat::a_envoyer;
        std::int64_t essais = 0;
        Instant prochain_essai{};
    };
    for (auto const& t :
         db.all<Trouve>("select c.page, c.adresse, c.genre, c.etat, c.essais, c.prochain_essai from courriel c where " +
                            sien.sql + " and " + echec + " and " + le_dernier + " order by c.id limit ?",
                        sien.p, nombre)) {
        CourrielVu c;
        c.adresse = t.adresse;
        c.etat = t.etat;
        c.essais = t.essais;
        c.prochain_essai = t.prochain_essai;
        liste.push_back({t.page, libelle_du_genre(t.genre) + " à " + t.adresse, ce_qu_il_en_est(c), etiquette(c)});
    }
    return liste;
}

void n_attend_plus(storage::Writer& db, Instant maintenant, std::string const& page) {
    db.run("update courriel set vu_le = ? where page = ? and vu_le is null and etat <> 'envoye'", maintenant, page);
}

void n_attend_plus(storage::Writer& db, Instant maintenant, std::string const& page, std::string const& adresse) {
    db.run("update courriel set vu_le = ? where page = ? and adresse = ? and vu_le is null and etat <> 'envoye'",
           maintenant, page, adresse);
}

} // namespace metier::courriels
