// /l/SECRET : la porte de ceux qui n'ont pas de compte. Un lien faux, expiré ou retiré dit quoi faire, sans rien
// montrer.
#include "metier/acces/liens_signes.hpp"

namespace metier::acces {
namespace {

using namespace web;

/// « Nadia BERTHELOT », qui a envoyé ce lien ; un agent se nomme, jamais un jeune.
std::string qui_a_ecrit(storage::Reader& db, std::optional<LienSigne> const& lien) {
    auto nom = lien && lien->cree_par
                   ? db.maybe<std::string>("select prenom || ' ' || nom from agent where id = ?", *lien->cree_par)
                   : std::nullopt;
    return nom ? *nom + ", qui vous a écrit" : "la personne qui vous a écrit\u00a0: son nom est dans le courriel";
}

Page page_sans_suite(std::string const& titre, std::string const& pourquoi, std::string const& qui) {
    return {.titre = titre,
            .contenu =
                ensemble(h1(titre), p(pourquoi), p("Demandez un nouveau lien à ", qui, ". Rien n’a été enregistré."))};
}

/// Pourquoi ce lien ne mène à rien ; rien s'il est bon.
std::optional<Page> refus(storage::Reader& db, std::optional<LienSigne> const& lien, Instant maintenant) {
    auto qui = qui_a_ecrit(db, lien);
    auto le = [](std::optional<Instant> i) { return base::affiche(base::a_paris(*i).jour); };
    if (!lien)
        return page_sans_suite("Ce lien n’est pas valable",
                               "L’adresse est incomplète ou n’existe pas. Un courriel coupe parfois les adresses "
                               "longues\u00a0: recopiez-la en entier.",
                               qui);
    switch (etat(*lien, maintenant)) {
    case EtatDeLien::valable: return {};
    case EtatDeLien::expire:
        return page_sans_suite("Ce lien a expiré", "Il était valable jusqu’au " + le(lien->expire_le) + ".", qui);
    case EtatDeLien::retire:
        return page_sans_suite("Ce lien a été retiré",
                               "Qui vous l’avait envoyé l’a retiré le " + le(lien->retire_le) + ".", qui);
    case EtatDeLien::deja_servi:
        return page_sans_suite("Votre réponse est déjà enregistrée",
                               "Ce lien a servi le " + le(lien->repondu_le) + "\u00a0; il ne sert qu’une fois.", qui);
    }
    return {};
}

/// Un lien trouvé et valable, avec ce que son genre sait faire ; sinon la page à montrer.
template <class F>
Reply avec_lien(Contexte& cx, PorteDesLiens const& porte, std::string const& secret, F f) {
    auto db = cx.db();
    auto lien = trouver_lien(db, secret);
    if (auto page = refus(db, lien, cx.instant()))
        return cx.page(*page, lien ? 410 : 404);
    auto const* genre = porte.chercher(lien->genre);
    if (!genre)
        throw not_found();
    return f(*genre, *lien);
}

} // namespace

void routes_des_liens(Routes& r, PorteDesLiens const& porte) {
    r.get("/l/{secret}", Droit::public_, [&porte](Contexte& cx, std::string const& secret) {
        return avec_lien(cx, porte, secret, [&](auto const& genre, LienSigne const& lien) {
            if (!lien.ouvert_le) {
                storage::Transaction tx{cx.env().base}; // constat, comme la vie d'une session : pas un acte
                tx.writer().run("update lien_signe set ouvert_le = ? where id = ? and ouvert_le is null", cx.instant(),
                                lien.id);
                tx.commit();
            }
            return cx.page(genre.montrer(cx, lien));
        });
    });
    r.post("/l/{secret}", Droit::public_, [&porte](Contexte& cx, std::string const& secret) {
        return avec_lien(cx, porte, secret,
                         [&](auto const& genre, LienSigne const& lien) { return genre.repondre(cx, lien); });
    });
}

} // namespace metier::acces
