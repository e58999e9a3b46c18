// /l/SECRET : la porte de ceux qui n'ont pas de compte. Un lien faux, expiré ou retiré dit quoi faire, sans rien
// montrer.
#include "metier/acces/liens_signes.hpp"

namespace metier::acces {
namespace {

using namespace web;

Page page_sans_suite(std::string_view titre, std::string const& pourquoi, std::string const& que_faire) {
    return {.titre = std::string(titre), .contenu = ensemble(h1(titre), p(pourquoi), p(que_faire))};
}

/// « Nadia BERTHELOT », ou sans nom quand le programme l'a envoyé de lui-même.
std::string a_qui_le_demander(storage::Reader& db, std::optional<LienSigne> const& lien) {
    auto nom = lien && lien->cree_par
                   ? db.maybe<std::string>("select prenom || ' ' || nom from agent where id = ?", *lien->cree_par)
                   : std::nullopt;
    return nom.value_or("la personne avec qui vous êtes en lien");
}

std::string_view titre(Retrait r) {
    switch (r) {
    case Retrait::retire: return "Ce lien a été retiré";
    case Retrait::remplace: return "Ce lien a été remplacé";
    case Retrait::refuse:
    case Retrait::fini: return "Votre réponse est enregistrée";
    case Retrait::revenu: return "Plus rien n’est attendu de vous";
    }
    return {};
}

std::string que_faire(Retrait r, std::string const& qui) {
    switch (r) {
    case Retrait::retire: return "Une question\u00a0? Demandez à " + qui + ".";
    case Retrait::remplace:
        return "Ouvrez le lien du courriel le plus récent que vous avez reçu, ou demandez-en un autre à " + qui + ".";
    case Retrait::refuse:
        return "Vous n’avez rien d’autre à faire. Si vous avez changé d’avis, dites-le à " + qui + ".";
    case Retrait::fini: return "Vous n’avez rien d’autre à faire.";
    case Retrait::revenu: return "Si vous pouvez encore répondre, dites-le à " + qui + ".";
    }
    return {};
}

/// Pourquoi ce lien ne mène à rien ; rien s'il est bon.
std::optional<Page> refus(storage::Reader& db, std::optional<LienSigne> const& lien, Instant maintenant) {
    auto le = [](std::optional<Instant> i) { return base::affiche(base::a_paris(*i).jour); };
    auto qui = a_qui_le_demander(db, lien);
    auto nouveau = "Demandez un nouveau lien à " + qui + ". Rien n’a été enregistré.";
    if (!lien)
        return page_sans_suite("Ce lien n’est pas valable",
                               "L’adresse est incomplète ou n’existe pas. Un courriel coupe parfois les adresses "
                               "longues\u00a0: recopiez-la en entier.",
                               nouveau);
    switch (etat(*lien, maintenant)) {
    case EtatDeLien::valable: return {};
    case EtatDeLien::expire:
        return page_sans_suite("Ce lien a expiré", "Il était valable jusqu’au " + le(lien->expire_le) + ".", nouveau);
    case EtatDeLien::retire:
        return page_sans_suite(titre(lien->retire_pour),
                               std::string(base::libelle(lien->retire_pour)) + ", le " + le(lien->retire_le) + ".",
                               que_faire(lien->retire_pour, qui));
    case EtatDeLien::deja_servi:
        return page_sans_suite("Votre réponse est déjà enregistrée",
                               "Ce lien a servi le " + le(lien->repondu_le) + "\u00a0; il ne sert qu’une fois.",
                               que_faire(Retrait::fini, qui));
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
