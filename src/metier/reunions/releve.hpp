#pragma once
// Le relevé : un seul, rendu à chacun selon ses droits ; le même document fait la page, l'ODT et le PDF (C-49).
#include "documents/ecrit.hpp"
#include "metier/reunions/points_sql.hpp"

namespace metier::reunions {

documents::Ecrit releve(Reader& db, Lecteur const& qui, Reunion const& r, Date jour);
/// Le lecteur qu'est ce participant, tel que qui conduit peut le montrer : jamais plus que ce que lui-même voit.
Lecteur lecteur_pour(Reader& db, Lecteur const& moi, Membre const& m, Date jour);

} // namespace metier::reunions
