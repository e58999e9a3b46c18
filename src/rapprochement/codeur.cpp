#include "rapprochement/codeur.hpp"

#include <algorithm>
#include <cstring>

#include "base/codes.hpp"
#include "rapprochement/hachage.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t deja_max = std::size_t{1} << 21; // beyond, cells are too different to be worth remembering

std::uint64_t empreinte(std::uint64_t h, std::string_view texte) {
    h ^= texte.size() * 0x9E3779B97F4A7C15ULL;
    while (texte.size() >= 8) {
        std::uint64_t mot;
        std::memcpy(&mot, texte.data(), 8);
        h = melange(h ^ mot);
        texte.remove_prefix(8);
    }
    std::uint64_t mot = 0;
    std::memcpy(&mot, texte.data(), texte.size());
    return melange(h ^ mot ^ 0xA0761D6478BD642FULL);
}

std::string_view cellule(std::span<std::string_view const> cellules, std::size_t colonne) {
    return colonne < cellules.size() ? cellules[colonne] : std::string_view{};
}

std::vector<std::string> remplies(std::span<std::string_view const> cellules, std::span<std::size_t const> colonnes) {
    std::vector<std::string> textes;
    for (auto c : colonnes)
        if (auto const texte = cellule(cellules, c); !base::est_vide(texte))
            textes.emplace_back(texte);
    return textes;
}

/// A plain number, packed at once; 0 when it deserves a closer look.
std::uint64_t numero_simple(std::string_view texte) {
    if (texte.size() < 4 || texte.size() > 12)
        return 0;
    std::uint64_t n = 0;
    bool varie = false;
    for (char c : texte) {
        bool const chiffre = c >= '0' && c <= '9';
        if (!chiffre && (c < 'A' || c > 'Z'))
            return 0;
        n = n * 37 + static_cast<std::uint64_t>(chiffre ? c - '0' + 1 : c - 'A' + 11);
        varie = varie || c != texte[0];
    }
    return varie ? n : 0; // « 0000 », « XXXX » mean nothing
}

} // namespace

template <class F>
Codeur::Valeur const& Codeur::Deja::valeur(std::uint64_t empreinte, F etablir) {
    empreinte |= 1;
    auto const masque = cases_.size() - 1;
    auto i = empreinte >> 1 & masque;
    for (; cases_[i].empreinte; i = (i + 1) & masque)
        if (cases_[i].empreinte == empreinte)
            return cases_[i].valeur;
    derniere_ = etablir();
    if (prises_ == deja_max)
        return derniere_;
    cases_[i] = {empreinte, derniere_};
    if (++prises_ * 2 > cases_.size()) {
        std::vector<Case> anciennes(cases_.size() * 2);
        anciennes.swap(cases_);
        for (auto const& c : anciennes)
            if (c.empreinte) {
                auto j = c.empreinte >> 1 & (cases_.size() - 1);
                while (cases_[j].empreinte)
                    j = (j + 1) & (cases_.size() - 1);
                cases_[j] = c;
            }
    }
    return derniere_;
}

Codeur::Codeur(Lecture const& lecture) : lecture_{lecture} {
    auto colonnes = [&](std::initializer_list<Role> roles) {
        std::vector<std::size_t> liste;
        for (std::size_t c = 0; c < lecture.roles.size(); ++c)
            for (auto role : roles)
                if (lecture.roles[c] == role)
                    liste.push_back(c);
        return liste;
    };
    tout_en_un_ = !colonnes({Role::nom_et_prenom}).empty();
    nom_.colonnes = colonnes({Role::nom});
    usage_.colonnes = colonnes({Role::nom_usage});
    prenom_.colonnes = colonnes({Role::prenom});
    if (tout_en_un_) // all of them are needed to tell the name from the first name
        nom_.colonnes = prenom_.colonnes = colonnes({Role::nom, Role::nom_usage, Role::prenom, Role::nom_et_prenom});
    date_.colonnes = colonnes({Role::naissance, Role::jour, Role::mois, Role::annee, Role::age});
    sexe_.colonnes = colonnes({Role::sexe});
    lieu_.colonnes = colonnes({Role::commune_naissance});
    code_postal_.colonnes = colonnes({Role::code_postal});
    commune_.colonnes = colonnes({Role::commune});
    numero_de_rue_ = colonnes({Role::numero_de_rue});
    adresse_ = colonnes({Role::adresse});
    ine_ = colonnes({Role::ine});
    telephones_ = colonnes({Role::telephone});
    courriels_ = colonnes({Role::courriel});
}

template <class F>
Codeur::Valeur Codeur::valeur(Groupe& groupe, Cellules cellules, F coder) {
    std::uint64_t h = 0;
    bool vide = true;
    for (auto c : groupe.colonnes) {
        auto const texte = cellule(cellules, c);
        h = empreinte(h, texte);
        vide = vide && texte.empty();
    }
    return vide ? Valeur{} : groupe.deja.valeur(h, [&] { return coder(fiche(groupe, cellules)); });
}

/// The row with these columns only.
Fiche Codeur::fiche(Groupe const& groupe, Cellules cellules) const {
    std::vector<std::string> ligne(lecture_.roles.size());
    for (auto c : groupe.colonnes)
        ligne[c] = cellule(cellules, c);
    return lecture_.lire(ligne);
}

void Codeur::identite(Cellules cellules, FicheCodee& f) {
    auto noms = [&](Fiche const& lue) {
        return Valeur{noms_.code(nom_normalise(lue.nom)), noms_.code(nom_normalise(lue.nom_usage))};
    };
    auto prenoms = [&](Fiche const& lue) {
        FicheCodee codee;
        coder_prenoms(lue.prenoms, noms_, codee);
        return Valeur{codee.prenom, codee.prenoms};
    };
    auto const nom = valeur(nom_, cellules, noms);
    f.nom = nom[0];
    f.nom_usage = tout_en_un_ ? nom[1] : valeur(usage_, cellules, noms)[1];
    auto const prenom = valeur(prenom_, cellules, prenoms);
    f.prenom = prenom[0];
    f.prenoms = prenom[1];
    ordonner_les_noms(f);
}

std::uint32_t Codeur::adresse(Cellules cellules) {
    std::string texte;
    auto ajouter = [&](std::string_view suite) {
        if (base::est_vide(suite))
            return;
        if (!texte.empty())
            texte += ' ';
        texte += suite;
    };
    if (!numero_de_rue_.empty())
        ajouter(cellule(cellules, numero_de_rue_.back()));
    for (auto c : adresse_)
        ajouter(cellule(cellules, c));
    return texte.empty() ? 0 : textes_.code(texte_normalise(texte));
}

void Codeur::numeros(Cellules cellules, FicheCodee& f) {
    bool const joignable = std::ranges::any_of(telephones_, [&](auto c) { return !cellule(cellules, c).empty(); }) ||
                           std::ranges::any_of(courriels_, [&](auto c) { return !cellule(cellules, c).empty(); });
    if (!joignable && ine_.size() <= 1) {
        auto const texte = ine_.empty() ? std::string_view{} : cellule(cellules, ine_[0]);
        f.ine = numero_simple(texte);
        if (f.ine || texte.empty())
            return;
    }
    coder_numeros(remplies(cellules, ine_), remplies(cellules, telephones_), remplies(cellules, courriels_), numeros_,
                  f);
}

void Codeur::ligne(std::span<std::string_view const> cellules, std::int64_t ligne, BlocCode& bloc) {
    cellules = cellules.first(std::min(cellules.size(), lecture_.roles.size()));
    FicheCodee f;
    identite(cellules, f);
    f.date =
        valeur(date_, cellules, [](Fiche const& lue) { return Valeur{date_codee(lue.naissance)}; })[0] & 0x7FFFFFFU;
    f.code_sexe =
        valeur(sexe_, cellules, [](Fiche const& lue) { return Valeur{static_cast<std::uint32_t>(lue.sexe)}; })[0] & 3U;
    auto commune = [&](std::string const& texte) { return Valeur{textes_.code(commune_normalisee(texte))}; };
    f.lieu = valeur(lieu_, cellules, [&](Fiche const& lue) { return commune(lue.commune_naissance); })[0];
    f.commune = valeur(commune_, cellules, [&](Fiche const& lue) { return commune(lue.commune); })[0];
    f.code_postal =
        valeur(code_postal_, cellules, [](Fiche const& lue) { return Valeur{code_postal_code(lue.code_postal)}; })[0];
    f.adresse = adresse(cellules);
    numeros(cellules, f);
    bloc.date_lue = bloc.date_lue || f.date;
    bloc.fiches.push_back(f);
    if (lecture_.cle < lecture_.roles.size())
        bloc.cles += cellule(cellules, lecture_.cle);
    else
        bloc.cles += std::to_string(ligne);
    bloc.fins.push_back(static_cast<std::uint32_t>(bloc.cles.size()));
}

} // namespace rapprochement
