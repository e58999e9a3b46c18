#include "rapprochement/passes.hpp"

#include <numeric>

#include "base/texte.hpp"
#include "rapprochement/connus.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {
namespace {

std::string deux_chiffres(std::uint32_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string date_affichee(std::uint32_t date) {
    return deux_chiffres(jour(date)) + "/" + deux_chiffres(mois(date)) + "/" + std::to_string(annee(date));
}

} // namespace

std::string valeur_de_la_cle(unsigned passe, Codes const& codes, FicheCodee const& fiche) {
    enum : unsigned { nom = 1, prenom = 2, date = 4, an = 8, commune = 16, adresse = 32 };
    constexpr std::array<unsigned, nombre_de_passes> parties = {0,
                                                                nom | prenom | date,
                                                                nom | date,
                                                                prenom | date,
                                                                nom | prenom | an,
                                                                nom | prenom | date,
                                                                nom | prenom | date,
                                                                nom | prenom | date,
                                                                adresse,
                                                                nom | prenom | date,
                                                                nom | commune,
                                                                nom | prenom | an,
                                                                prenom | an | commune,
                                                                date | commune,
                                                                nom | prenom | commune,
                                                                nom | prenom,
                                                                nom | commune,
                                                                prenom | commune,
                                                                0,
                                                                nom,
                                                                prenom,
                                                                nom | date,
                                                                prenom | date,
                                                                nom | an,
                                                                nom | prenom,
                                                                date,
                                                                0};
    std::vector<std::string> mots;
    auto ajouter = [&](unsigned partie, std::string_view texte) {
        if (parties[passe] & partie && !texte.empty())
            mots.emplace_back(texte);
    };
    char tampon[12];
    if (passe == 0)
        return std::string(numero_deballe(fiche.ine, tampon));
    ajouter(nom, codes.noms.texte(fiche.nom));
    ajouter(prenom, codes.noms.texte(fiche.prenom));
    ajouter(date, fiche.date ? date_affichee(fiche.date) : "");
    ajouter(an, fiche.date ? std::to_string(annee(fiche.date)) : "");
    ajouter(commune, codes.textes.texte(fiche.commune));
    ajouter(adresse, codes.textes.texte(fiche.adresse));
    return base::joint(mots, " ");
}

Passe passe_rendue(Deux const& deux, Jointure const& jointure, std::uint64_t paires) {
    auto const& bilan = jointure.bilan();
    Passe passe{.nom = std::string(noms_des_passes[jointure.passe()]),
                .paires = paires,
                .blocs_subdivises = bilan.blocs_subdivises,
                .blocs_refuses = bilan.blocs_refuses,
                .paires_refusees = bilan.paires_refusees};
    if (bilan.paires_refusees)
        passe.plus_gros_refus = valeur_de_la_cle(jointure.passe(), deux.codes, deux.a[bilan.exemple]);
    return passe;
}

Options avec_les_passes_larges(Options options, Population const& population) {
    // Files are read whole, and a wide pass costs less than that; against an index, nothing may cost what is known.
    constexpr std::uint64_t par_fiche = 4'096, peu = 2'000'000;
    auto const& connus = population.interne().connus;
    if (connus && !connus->dessus.vivier && !options.paires_larges)
        options.paires_larges = std::max(peu, par_fiche * population.taille_a());
    return options;
}

std::vector<std::uint32_t> numeros(std::size_t n) {
    std::vector<std::uint32_t> tous(n);
    std::iota(tous.begin(), tous.end(), 0U);
    return tous;
}

std::uint64_t paires_permises(Options const& options, std::uint64_t fiches_a, std::uint64_t fiches_b) {
    auto const paires = paires_au_plus(fiches_a, fiches_b);
    return options.paires_larges ? std::min(paires, options.paires_larges) : paires;
}

std::shared_ptr<Jointure> ouvrir_la_passe(Equipe const& equipe, Deux const& deux, unsigned passe,
                                          Options const& options, std::span<std::uint32_t const> de_a,
                                          std::span<std::uint32_t const> de_b, Resultat& resultat) {
    auto const fiches_b = deux.restants ? deux.restants->combien : de_b.size();
    auto permise = [&](std::uint64_t paires) {
        if (!large(passe) || paires <= paires_permises(options, de_a.size(), fiches_b))
            return true;
        resultat.passes.push_back(
            {.nom = std::string(noms_des_passes[passe]), .paires_refusees = paires, .ecartee = true});
        return false;
    };
    if (passe == toutes_les_paires &&
        !permise(deux.meme_fichier ? de_a.size() * (de_a.size() - 1) / 2 : std::uint64_t{de_a.size()} * fiches_b))
        return nullptr;
    auto jointure = std::make_shared<Jointure>(equipe, deux, passe, options.bloc_max, de_a, de_b);
    return permise(jointure->compter(equipe).candidates) ? jointure : nullptr;
}

void rendre_la_passe(Resultat& resultat, Passe passe) {
    if (passe.paires_refusees && !passe.ecartee)
        resultat.remarques.push_back(
            "Passe « " + passe.nom + " » : " + base::nombre(static_cast<long long>(passe.paires_refusees)) +
            " paires n’ont pas été comparées, trop de fiches ayant la même clé" +
            (passe.plus_gros_refus.empty() ? "." : " ; la plus fréquente : « " + passe.plus_gros_refus + " »."));
    resultat.passes.push_back(std::move(passe));
}

} // namespace rapprochement
