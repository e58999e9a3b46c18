#pragma once
// Les quatre listes du territoire, et le fil pour y revenir.
#include "metier/annuaire/annuaire.hpp"

namespace metier::annuaire {

inline constexpr auto rubrique = "Établissements";
enum class Liste { etablissements, territoires, reseaux, structures };
web::Html onglets(Liste courante);
std::vector<web::Etape> fil(Liste liste);

/// Date de fermeture : d'il y a un an à aujourd'hui.
template <class Form>
void borner(Form& form, Date jour) {
    form.le.between(base::plus_annees(jour, -1), jour);
}

void routes_des_etablissements(acces::Routes& r, Attaches const& attaches);
void routes_des_territoires(acces::Routes& r, Attaches const& attaches);
void routes_du_rangement(acces::Routes& r, Attaches const& attaches);
void routes_des_reseaux(acces::Routes& r);
void routes_des_structures(acces::Routes& r);

/// La version que montrait le formulaire envoyé ; 0 s'il n'en dit pas.
inline std::int64_t version_vue(acces::Contexte const& cx) {
    return web::lire_entier(cx.requete().field("version")).value_or(0);
}

} // namespace metier::annuaire
