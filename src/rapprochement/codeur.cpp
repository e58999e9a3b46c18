#include "rapprochement/codeur.hpp"

#include <algorithm>
#include <cstring>

#include "base/codes.hpp"
#include "rapprochement/attente.hpp"
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

void Codeur::Deja::annoncer(std::uint64_t empreinte) const {
    rapprochement::annoncer(&cases_[empreinte >> 1 & (cases_.size() - 1)]);
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
    vus_[nom].colonnes = colonnes({Role::nom});
    vus_[usage].colonnes = colonnes({Role::nom_usage});
    vus_[prenom].colonnes = colonnes({Role::prenom});
    if (tout_en_un_) // all of them are needed to tell the name from the first name
        vus_[nom].colonnes = vus_[prenom].colonnes =
            colonnes({Role::nom, Role::nom_usage, Role::prenom, Role::nom_et_prenom});
    vus_[date].colonnes = colonnes({Role::naissance, Role::jour, Role::mois, Role::annee, Role::age});
    vus_[sexe].colonnes = colonnes({Role::sexe});
    vus_[lieu].colonnes = colonnes({Role::commune_naissance});
    vus_[code_postal].colonnes = colonnes({Role::code_postal});
    vus_[commune].colonnes = colonnes({Role::commune});
    numero_de_rue_ = colonnes({Role::numero_de_rue});
    adresse_ = colonnes({Role::adresse});
    ine_ = colonnes({Role::ine});
    telephones_ = colonnes({Role::telephone});
    courriels_ = colonnes({Role::courriel});
}

Codeur::Empreintes Codeur::annoncer(Cellules cellules) const {
    cellules = cellules.first(std::min(cellules.size(), lecture_.roles.size()));
    Empreintes empreintes{};
    for (std::size_t g = 0; g < vus_.size(); ++g) {
        std::uint64_t h = 0;
        bool vide = true;
        for (auto c : vus_[g].colonnes) {
            auto const texte = cellule(cellules, c);
            h = empreinte(h, texte);
            vide = vide && texte.empty();
        }
        if (vide)
            continue;
        empreintes[g] = h | 1;
        vus_[g].deja.annoncer(h);
    }
    return empreintes;
}

template <class F>
Codeur::Valeur Codeur::valeur(Groupe groupe, Cellules cellules, Empreintes const& empreintes, F coder) {
    auto const empreinte = empreintes[groupe];
    return empreinte ? vus_[groupe].deja.valeur(empreinte, [&] { return coder(fiche(groupe, cellules)); }) : Valeur{};
}

/// The row with these columns only.
Fiche Codeur::fiche(Groupe groupe, Cellules cellules) const {
    std::vector<std::string> ligne(lecture_.roles.size());
    for (auto c : vus_[groupe].colonnes)
        ligne[c] = cellule(cellules, c);
    return lecture_.lire(ligne);
}

void Codeur::identite(Cellules cellules, Empreintes const& empreintes, FicheCodee& f) {
    auto noms = [&](Fiche const& lue) {
        return Valeur{noms_.code(nom_normalise(lue.nom)), noms_.code(nom_normalise(lue.nom_usage))};
    };
    auto prenoms = [&](Fiche const& lue) {
        FicheCodee codee;
        coder_prenoms(lue.prenoms, noms_, codee);
        return Valeur{codee.prenom, codee.prenoms};
    };
    auto const lu = valeur(nom, cellules, empreintes, noms);
    f.nom = lu[0];
    f.nom_usage = tout_en_un_ ? lu[1] : valeur(usage, cellules, empreintes, noms)[1];
    auto const lus = valeur(prenom, cellules, empreintes, prenoms);
    f.prenom = lus[0];
    f.prenoms = lus[1];
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

void Codeur::ligne(Cellules cellules, Empreintes const& empreintes, std::int64_t ligne, BlocCode& bloc) {
    cellules = cellules.first(std::min(cellules.size(), lecture_.roles.size()));
    FicheCodee f;
    identite(cellules, empreintes, f);
    auto une = [&](Groupe groupe, auto coder) {
        return valeur(groupe, cellules, empreintes, [&](Fiche const& lue) { return Valeur{coder(lue)}; })[0];
    };
    auto texte_de_commune = [&](std::string const& texte) { return textes_.code(commune_normalisee(texte)); };
    f.date = une(date, [](Fiche const& lue) { return date_codee(lue.naissance); }) & 0x7FFFFFFU;
    f.code_sexe = une(sexe, [](Fiche const& lue) { return static_cast<std::uint32_t>(lue.sexe); }) & 3U;
    f.lieu = une(lieu, [&](Fiche const& lue) { return texte_de_commune(lue.commune_naissance); });
    f.commune = une(commune, [&](Fiche const& lue) { return texte_de_commune(lue.commune); });
    f.code_postal = une(code_postal, [](Fiche const& lue) { return code_postal_code(lue.code_postal); });
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
