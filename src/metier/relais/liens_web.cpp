// Sans compte : ouvrir le paquet une fois, répondre en deux gestes, noter le premier contact.
#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/relais/relais_web.hpp"

namespace metier::relais {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::LienSigne;
using acces::Page;

Relais exiger(Reader& db, LienSigne const& l) {
    auto numero = lire_entier(std::string_view(l.objet).substr(l.objet.find('/') + 1));
    auto r = numero ? trouver(db, Id<Relais>{*numero}) : std::nullopt;
    if (!r)
        throw not_found();
    return *r;
}

Lien ici(Contexte const& cx) { return *lien_local(cx.requete().path); }
std::string nom_du_cookie(Relais const& r) { return "relais_" + std::to_string(r.id.valeur); }

/// Ce navigateur est celui qui a ouvert le paquet.
bool le_meme_navigateur(Contexte const& cx, Relais const& r) {
    auto cle = cx.requete().cookie(nom_du_cookie(r));
    return !r.ouvert_par.empty() && cle && base::egal_en_temps_constant(base::sha256(*cle), r.ouvert_par);
}

/// Pas encore ouvert, ni lui ni un plus récent : il peut l'être une fois.
bool a_ouvrir(Relais const& r, LienSigne const& l) { return !r.ouvert_le || l.cree_le > *r.ouvert_le; }

/// Rien sur la personne : ce que montre le lien avant qu'on l'ouvre, ou sur un autre appareil.
Page page_d_accueil(Contexte const& cx, Relais const& r, LienSigne const& l) {
    auto titre = "Une situation vous est adressée";
    auto corps =
        a_ouvrir(r, l)
            ? ensemble(
                  p(r.de_nom, " vous adresse une personne\u00a0: ",
                    base::minuscules(std::string(base::libelle(r.finalite))), "."),
                  p("Ce qui s’affichera est confidentiel et ne se transmet pas. Le lien ne s’ouvre que sur le premier "
                    "appareil qui l’utilise."),
                  formulaire(ici(cx), cx.csrf(), cache("geste", "ouvrir"), boutons(bouton("Ouvrir"))))
            : ensemble(p("Ce lien a déjà été ouvert sur un autre appareil le ", base::a_paris(*r.ouvert_le).jour, "."),
                       p("Un nouveau lien peut vous être envoyé, à la même adresse. L’appareil qui a ouvert celui-ci "
                         "le garde "
                         "jusqu’à ce que le nouveau soit ouvert."),
                       formulaire(ici(cx), cx.csrf(), cache("geste", "renouveler"),
                                  boutons(bouton("M’envoyer un nouveau lien"))));
    return {.titre = titre, .contenu = ensemble(h1(titre), corps)};
}

Page page_du_paquet(Contexte& cx, Reader& db, Relais const& r, Geste const& g) {
    return {.titre = "Une situation vous est adressée",
            .contenu = ensemble(h1("Une situation vous est adressée"), resume_erreurs(g.oui), resume_erreurs(g.non),
                                resume_erreurs(g.contact),
                                definitions({definition("De", r.de_nom), definition("Pour", base::libelle(r.finalite)),
                                             definition("Message", r.message)}),
                                tableau_du_paquet(paquet(db, r.jeune, lire_champs(r.champs), cx.jour())),
                                gestes_de_qui_recoit(r, ici(cx), cx.csrf(), g),
                                when(etat(r.suivi()) == Etat::attend_contact, [] {
                                    return p("Gardez ce lien\u00a0: il sert aussi à noter le premier contact.");
                                }))};
}

Page montrer(Contexte& cx, LienSigne const& l) {
    auto db = cx.db();
    auto r = exiger(db, l);
    return le_meme_navigateur(cx, r) ? page_du_paquet(cx, db, r, gestes(cx, r)) : page_d_accueil(cx, r, l);
}

Reply ouvrir(Contexte& cx, Reader& db, Relais r) {
    auto cle = base::jeton();
    cx.acte(Acte::relais_lu, [&](Writer& w, acces::Trace& trace) {
        trace = {r.jeune, objet(r.id), "par un lien", "relais"};
        noter_ouverture(w, cx.instant(), r.id, base::sha256(cle));
    });
    r.ouvert_le = cx.instant();
    constexpr int secondes = 45 * 24 * 3600;
    return cx.page(page_du_paquet(cx, db, r, gestes(cx, r)))
        .with("Set-Cookie", nom_du_cookie(r) + "=" + cle + "; Path=/l/; HttpOnly; SameSite=Lax; Max-Age=" +
                                std::to_string(secondes) + (cx.requete().secure ? "; Secure" : ""));
}

constexpr auto un_seul_renouvellement = std::chrono::minutes{15};

/// Deux clics, ou deux appareils qui le demandent ensemble : un seul nouveau lien, et la même page.
bool vient_de_partir(Reader& db, Relais const& r, Instant maintenant) {
    auto tous = acces::liens_de(db, "relais", objet(r.id));
    return !tous.empty() && a_ouvrir(r, tous.front()) && maintenant - tous.front().cree_le < un_seul_renouvellement;
}

Reply renouveler(Contexte& cx, Reader& db, Relais const& r) {
    if (!vient_de_partir(db, r, cx.instant()))
        cx.acte(Acte::relais_rappele, [&](Writer& w, acces::Trace& trace) {
            trace = {r.jeune, objet(r.id), "nouveau lien demandé", ""};
            prevenir_qui_recoit(w, cx, r, false);
        });
    return cx.page({.titre = "Nouveau lien envoyé",
                    .contenu = ensemble(h1("Nouveau lien envoyé"), p("Il arrive à l’adresse qui a reçu le premier."))});
}

Reply repondre_au_lien(Contexte& cx, LienSigne const& l) {
    auto db = cx.db();
    auto r = exiger(db, l);
    auto geste = cx.requete().field("geste");
    if (geste == "ouvrir" && a_ouvrir(r, l))
        return ouvrir(cx, db, r);
    if (geste == "renouveler" && !a_ouvrir(r, l))
        return renouveler(cx, db, r);
    if (!le_meme_navigateur(cx, r))
        return cx.page(page_d_accueil(cx, r, l), 403);
    auto g = repondre(cx, r, nullptr, [&](Writer& w) { acces::repondre_par_lien(w, cx.instant(), l); });
    if (g.fait.empty())
        return cx.invalide(page_du_paquet(cx, db, r, g));
    if (!g.ecrit)
        return cx.page(
            {.titre = "Rien de plus n’est noté",
             .contenu = ensemble(h1("Rien de plus n’est noté"),
                                 p("Votre réponse l’était déjà. Pour la changer, dites-le à ", r.de_nom, "."))});
    auto suite = g.fait == "accepté" ? "Gardez le courriel\u00a0: son lien sert aussi à noter le premier contact."
                                     : "Vous pouvez fermer cette page.";
    return cx.page({.titre = "Merci",
                    .contenu = ensemble(h1("Merci"), p("Votre réponse est notée et transmise à ", r.de_nom,
                                                       "\u00a0: ", g.fait, ". ", suite))});
}

} // namespace

void liens(acces::PorteDesLiens& porte) { porte.genre("relais", {montrer, repondre_au_lien}); }

} // namespace metier::relais
