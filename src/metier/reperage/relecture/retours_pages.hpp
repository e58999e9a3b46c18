#pragma once
#include "metier/reperage/relecture/formulaires.hpp"
#include "metier/reperage/relecture/retours.hpp"

namespace metier::reperage {

web::Lien lien_des_retours(Id<Campagne> id);
acces::Page page_des_retours(Campagne const& c, std::vector<TauxDeSource> const& liste);
/// `form` : pour qui peut exporter.
acces::Page page_du_retour(Campagne const& c, Retour const& r, FormRetour const* form, web::Csrf const& csrf);

} // namespace metier::reperage
