#include "documents/fichier_refuse.hpp"

namespace documents {

FichierRefuse::FichierRefuse(Refus refus) : std::runtime_error(phrase(refus)), refus_(std::move(refus)) {}

std::string phrase(Refus const& r) {
    std::string s = r.fichier;
    if (r.ligne > 0)
        s += (s.empty() ? "ligne " : ", ligne ") + std::to_string(r.ligne);
    if (r.colonne > 0)
        s += ", colonne " + std::to_string(r.colonne);
    s += (s.empty() ? "" : "\u00A0: ") + r.message;
    if (!r.lu.empty())
        s += " Lu\u00A0: «\u00A0" + r.lu + "\u00A0».";
    if (!r.attendu.empty())
        s += " Attendu\u00A0: " + r.attendu + ".";
    return s;
}

} // namespace documents
