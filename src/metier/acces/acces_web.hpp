#pragma once
// Ce que les pages de la partie ont en commun ; rien de cela ne sert ailleurs.
#include "metier/acces/acces.hpp"
#include "metier/acces/comptes.hpp"
#include "metier/acces/freins.hpp"

namespace metier::acces {

void routes_de_connexion(Routes& r);
void routes_de_mon_compte(Routes& r);
void routes_des_comptes(Routes& r, CeQuIlTient tient);
void routes_du_journal(Routes& r);
void routes_du_premier_demarrage(Routes& r);
void routes_publiques(Routes& r);

/// Ce qui n'est pas un acte de quelqu'un : essais comptés, codes consommés. Pas de ligne de journal.
template <class F>
auto en_base(Contexte& cx, F ecrire) {
    storage::Transaction tx{cx.env().base};
    auto resultat = ecrire(tx.writer());
    tx.commit();
    return resultat;
}

inline std::string objet(std::string_view genre, auto id) {
    return std::string{genre} + "/" + std::to_string(id.valeur);
}

/// Le cookie de session : illisible pour les scripts, jamais envoyé par un autre site.
std::string cookie_de_session(std::string_view jeton, bool https);

/// Compte l'essai ; rend l'attente s'il est freiné, zéro s'il peut avoir lieu.
std::chrono::seconds freiner(Contexte& cx, std::vector<Freine> const& essai);
std::string trop_d_essais(std::chrono::seconds reste);

/// Vérifie le mot de passe de l'agent connecté, sous les mêmes freins que la connexion ; sinon le dit sur le champ.
bool mot_de_passe_confirme(Contexte& cx, web::FieldBase& champ, std::string const& saisi);

} // namespace metier::acces
