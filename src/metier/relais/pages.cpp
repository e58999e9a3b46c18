#include "metier/relais/pages.hpp"

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/courriels/courriels.hpp"

namespace metier::relais {

using namespace web;

bool verifier(RefusForm& form) {
    if (form.motif && *form.motif == MotifDeRefus::autre && !form.precision) {
        form.precision.refuse("Précisez en quelques mots\u00a0: qui vous l’adresse cherchera ailleurs.");
        return false;
    }
    return true;
}

web::Lien lien(Id<Relais> id) { return web::lien("/relais/{}", id); }
std::string objet(Id<Relais> id) { return "relais/" + std::to_string(id.valeur); }

Html badge_d_etat(Relais const& r, Date jour, Delais const& d) {
    auto e = etat(r.suivi());
    auto ton = e == Etat::pris_en_charge                ? Ton::succes
               : e == Etat::refuse || e == Etat::revenu ? Ton::attention
                                                        : Ton::neutre;
    auto html = badge(ton, base::libelle(e));
    if (r.repris_le)
        html += ensemble(" ", badge(Ton::neutre, "Repris par " + r.de_nom));
    else if (r.pas_arrive && (e == Etat::attend_reponse || e == Etat::attend_contact))
        html += ensemble(" ", badge(Ton::erreur, "Courriel non arrivé"));
    else if (auto fin = terme(r.suivi(), d))
        html += ensemble(" ", *fin < jour ? badge(Ton::erreur, "En retard depuis le " + base::affiche(*fin))
                                          : badge(Ton::neutre, "Pour le " + base::affiche(*fin)));
    return html;
}

Html histoire(Relais const& r) {
    std::vector<std::pair<Instant, std::string>> faits;
    auto note = [&](std::optional<Instant> quand, std::string quoi) {
        if (quand)
            faits.emplace_back(*quand, std::move(quoi));
    };
    note(r.envoye_le, "Envoyé par " + (r.envoye_par.empty() ? r.de_nom : r.envoye_par) + " à " +
                          (r.recu_par.empty() ? r.vers_nom : r.recu_par));
    if (!r.en_plus_motif.empty())
        note(r.envoye_le, "De plus, un premier étant déjà ouvert\u00a0: " + r.en_plus_motif);
    note(r.ouvert_le, "Paquet ouvert");
    note(r.rappele_le, "Dernier rappel (" + base::pluriel(r.rappels, "rappel") + ")");
    auto accepte = [](std::string const& texte) { return "Accepté" + (texte.empty() ? "" : "\u00a0: " + texte); };
    note(r.accepte_le, accepte(r.accepte_texte));
    if (r.repondu_le && r.reponse == "accepte")
        note(r.repondu_le, accepte(r.reponse_texte));
    if (r.reponse == "refuse") {
        auto motif = base::lire_code<MotifDeRefus>(r.motif_refus);
        note(r.repondu_le, "Refusé\u00a0: " + std::string(motif ? base::libelle(*motif) : "") +
                               (r.reponse_texte.empty() ? "" : "\u00a0; " + r.reponse_texte));
    }
    if (r.contact_le)
        faits.emplace_back(base::depuis_paris(*r.contact_le, 12, 0), "Premier contact avec le jeune");
    note(r.revenu_le, "Revenu de lui-même, sans suite");
    note(r.retire_le, "Retiré\u00a0: " + r.retire_motif);
    note(r.passe_le, "Passé\u00a0: maintenant de " + r.de_nom + " à " + r.vers_nom);
    note(r.repris_le, "Repris par " + r.de_nom);
    std::ranges::stable_sort(faits, {}, &std::pair<Instant, std::string>::first);
    return ol(each(faits, [](auto const& f) { return li(base::a_paris(f.first).jour, "\u00a0: ", f.second); }));
}

Html tableau_du_paquet(std::vector<LigneDuPaquet> const& lignes) {
    std::vector<Definition> faits;
    for (auto const& l : lignes)
        faits.push_back(definition(l.libelle, l.texte));
    return definitions(faits);
}

Html gestes_de_qui_recoit(Relais const& r, Lien const& ou, Csrf const& csrf, Geste const& g) {
    auto e = etat(r.suivi());
    if (e != Etat::attend_reponse && e != Etat::attend_contact)
        return {};
    auto refus = [&](std::string const& pourquoi) {
        bool a_revoir = !g.avis_non.empty() || !web::erreurs(g.non).empty();
        return details(
            web::etat("open", a_revoir), summary(pourquoi),
            formulaire(ou, csrf, cache("geste", "refuser"), g.avis_non, champ(g.non.motif), champ(g.non.precision),
                       boutons(g.avis_non.empty() ? bouton_danger("Refuser") : acces::bouton_d_enregistrement(true))));
    };
    if (e == Etat::attend_contact)
        return ensemble(h2("Le premier contact a eu lieu"),
                        p("Tant qu’il n’est pas noté, le relais reste aussi chez ", r.de_nom,
                          "\u00a0; c’est ainsi que personne n’est perdu."),
                        formulaire(ou, csrf, cache("geste", "contact"), champ(g.contact.le),
                                   boutons(bouton("Noter le premier contact"))),
                        refus("Finalement, refuser"));
    return ensemble(h2("Votre réponse"),
                    formulaire(ou, csrf, cache("geste", "accepter"), g.avis_oui, champ(g.oui.texte),
                               boutons(acces::bouton_d_enregistrement(!g.avis_oui.empty(), "Accepter"))),
                    refus("Refuser"),
                    details(summary("Le premier contact a déjà eu lieu"),
                            formulaire(ou, csrf, cache("geste", "contact"), champ(g.contact.le),
                                       boutons(bouton_secondaire("Noter le premier contact")))));
}

void prevenir_l_envoyeur(Writer& db, Instant instant, Relais const& r, std::string const& quoi) {
    courriels::ADeposer c;
    c.agent = r.de;
    c.adresse = r.de_courriel;
    c.genre = "relais";
    c.objet = "Un relais que vous avez envoyé\u00a0: " + quoi;
    c.texte = "Bonjour,\n\nUn relais que vous avez envoyé " + base::a_ce_lieu(r.vers_nom) + " : " + quoi +
              ".\nConnectez-vous à Raccroche, rubrique « Relais », pour voir la suite.\n";
    c.origine = objet(r.id) + "/" + quoi;
    courriels::deposer(db, instant, c);
}

} // namespace metier::relais
