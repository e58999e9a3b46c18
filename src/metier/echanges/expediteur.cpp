#include "metier/echanges/expediteur.hpp"

#include "base/texte.hpp"

namespace metier::echanges {

jeunes::GenreSource genre_de(std::string_view code) {
    auto genre = base::lire_code<jeunes::GenreSource>(code.substr(0, code.find(':')));
    if (code.starts_with("ml:"))
        return jeunes::GenreSource::mission_locale;
    return genre.value_or(jeunes::GenreSource::autre);
}

Expediteur expediteur(Format f, Nature nature, std::string const& uai, std::string const& dit,
                      std::string const& etablissement) {
    auto lieu = !uai.empty() ? uai : base::cle_d_en_tete(dit);
    auto avec_lieu = [&](std::string prefixe) { return lieu.empty() ? prefixe : prefixe + ":" + lieu; };
    auto nom = [&](std::string const& genre) {
        auto qui = !dit.empty() ? dit : !etablissement.empty() ? etablissement : uai;
        return qui.empty() ? genre : genre + ", " + qui;
    };
    switch (f) {
    case Format::siecle_eleves:
    case Format::siecle_responsables:
    case Format::siecle_structures:
    case Format::siecle_nomenclatures:
    case Format::siecle_archive:
    case Format::siecle_liste:
    case Format::siecle_extraction: return {avec_lieu("siecle"), nom("SIECLE")};
    case Format::cfa_effectifs:
    case Format::cfa_liste_nominative: return {avec_lieu("cfa"), nom("CFA")};
    case Format::cfa_rupturants: return {"cfa:rupturants", "Ruptures de contrat"};
    case Format::affelnet:
    case Format::siei_liste:
    case Format::pix:
    case Format::onde:
    case Format::annuaire:
    case Format::tableau: break;
    }
    if (nature == Nature::decrocheurs)
        return {dit.empty() ? "siei" : "siei:" + lieu, nom("SIEI (RIO)")};
    if (nature == Nature::mission_locale)
        return {dit.empty() ? "ml" : "ml:" + lieu, dit.empty() ? "Mission locale" : dit};
    if (nature == Nature::apprentis)
        return {avec_lieu("cfa"), nom("CFA")};
    if (nature == Nature::affectation)
        return {dit.empty() ? "affelnet" : "affelnet:" + lieu, dit.empty() ? "Affelnet" : dit};
    return {avec_lieu("autre"), nom("Liste")};
}

} // namespace metier::echanges
