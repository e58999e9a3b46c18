#include "metier/acces/liens_signes.hpp"

#include <algorithm>

#include "base/secret.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::acces {
namespace {

constexpr auto choisir = "select id, genre, objet, adresse, cree_par, cree_le, expire_le, une_fois, ouvert_le, "
                         "repondu_le, reponses, retire_le, retire_pour from lien_signe ";

} // namespace

EtatDeLien etat(LienSigne const& lien, Instant maintenant) {
    if (lien.retire_le)
        return EtatDeLien::retire;
    if (lien.une_fois && lien.reponses > 0)
        return EtatDeLien::deja_servi;
    return maintenant < lien.expire_le ? EtatDeLien::valable : EtatDeLien::expire;
}

std::string suite(LienSigne const& lien, Instant maintenant) {
    auto le = [](Instant i) { return base::affiche(base::a_paris(i).jour); };
    if (lien.retire_le && lien.retire_pour == Retrait::retire)
        return "Lien retiré le " + le(*lien.retire_le);
    if (lien.retire_le && lien.retire_pour == Retrait::revenu)
        return "Sans suite, lien éteint le " + le(*lien.retire_le);
    if (lien.retire_le && lien.retire_pour == Retrait::remplace)
        return "Lien remplacé le " + le(*lien.retire_le);
    if (lien.repondu_le)
        return "Réponse reçue le " + le(*lien.repondu_le);
    if (maintenant >= lien.expire_le)
        return "Sans réponse, lien expiré le " + le(lien.expire_le);
    return lien.ouvert_le ? "Lien ouvert le " + le(*lien.ouvert_le) + ", réponse attendue"
                          : "Lien du " + le(lien.cree_le) + ", pas encore ouvert";
}

std::string creer_lien(storage::Writer& db, Instant maintenant, NouveauLien const& l) {
    auto jours = l.jours.value_or(territoire::entier(db, "lien.duree", base::a_paris(maintenant).jour));
    auto secret = base::jeton();
    db.run("insert into lien_signe (empreinte, genre, objet, adresse, cree_par, cree_le, expire_le, une_fois) values "
           "(?, ?, ?, ?, ?, ?, ?, ?)",
           base::sha256(secret), l.genre, l.objet, l.adresse, l.cree_par, maintenant,
           maintenant + std::chrono::days{jours}, l.une_fois);
    return secret;
}

std::optional<LienSigne> trouver_lien(storage::Reader& db, std::string const& secret) {
    return db.maybe<LienSigne>(std::string(choisir) + "where empreinte = ?", base::sha256(secret));
}

std::vector<LienSigne> liens_de(storage::Reader& db, std::string const& genre, std::string const& objet) {
    return db.all<LienSigne>(std::string(choisir) + "where genre = ? and objet = ? order by id desc", genre, objet);
}

std::int64_t retirer_liens(storage::Writer& db, Instant maintenant, std::string const& genre, std::string const& objet,
                           Retrait pourquoi, std::string const& sauf) {
    return db.run("update lien_signe set retire_le = ?, retire_pour = ? where genre = ? and objet = ? and retire_le is "
                  "null and expire_le > ? and empreinte <> ?",
                  maintenant, pourquoi, genre, objet, maintenant, base::sha256(sauf));
}

void oublier_lien(storage::Writer& db, std::string const& secret) {
    db.run("delete from lien_signe where empreinte = ?", base::sha256(secret));
}

std::int64_t effacer_liens_perimes(storage::Writer& db, Date jour, Instant maintenant) {
    auto gardes = std::chrono::days{territoire::entier(db, "lien.conservation", jour)};
    return db.run("delete from lien_signe where expire_le < ?", maintenant - gardes);
}

bool repondre_par_lien(storage::Writer& db, Instant maintenant, LienSigne const& lien) {
    return db.run("update lien_signe set reponses = reponses + 1, repondu_le = ?, ouvert_le = coalesce(ouvert_le, ?) "
                  "where id = ? and retire_le is null and expire_le > ? and (une_fois = 0 or reponses = 0)",
                  maintenant, maintenant, lien.id, maintenant) == 1;
}

web::Lien lien_du_secret(std::string const& secret) { return web::lien("/l/{}", secret); }

std::string adresse_entiere(Contexte const& cx, web::Lien const& ou) {
    auto const& r = cx.requete();
    auto racine = !cx.env().adresse.empty()
                      ? cx.env().adresse
                      : std::string(r.secure ? "https://" : "http://") + std::string(r.header("host"));
    return racine + ou.texte();
}

PorteDesLiens::Genre const* PorteDesLiens::chercher(std::string_view code) const {
    auto trouve = std::ranges::find(genres_, code, [](auto const& g) -> std::string_view { return g.first; });
    return trouve == genres_.end() ? nullptr : &trouve->second;
}

} // namespace metier::acces
