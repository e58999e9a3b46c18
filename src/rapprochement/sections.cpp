#include "rapprochement/sections.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "rapprochement/hachage.hpp"
#include "rapprochement/parallele.hpp"

namespace rapprochement {
namespace {

constexpr std::uint32_t version_du_format = 1;
constexpr std::uint64_t morceau = std::uint64_t{4} << 20; ///< what one sum covers
constexpr std::uint64_t alignement = 64;

struct EnTete {
    std::array<char, 16> marque;
    std::uint32_t version, ordre_des_octets;
    std::uint64_t empreinte;   ///< of the program
    std::uint64_t taille;      ///< of the whole file
    std::uint64_t description; ///< where the sections and the sums are described, up to the end
    std::uint64_t somme;       ///< of the description
    std::uint64_t somme_de_l_en_tete;
};
static_assert(sizeof(EnTete) == alignement);
constexpr std::array<char, 16> marque = {'r', 'a', 'c', 'c', 'r', 'o', 'c', 'h', 'e', ' ', 'i', 'n', 'd', 'e', 'x', 0};
constexpr std::uint32_t ordre_des_octets = 0x01020304;
constexpr std::size_t nom_max = 24;

struct Description {
    std::array<char, nom_max> nom;
    std::uint64_t debut, taille;
};

/// Four words at a time: as fast as memory gives them.
std::uint64_t somme(std::span<std::byte const> octets) {
    constexpr std::uint64_t k = 0x9E3779B97F4A7C15ULL;
    std::array<std::uint64_t, 4> voies = {1, 2, 3, 4};
    auto const* p = octets.data();
    auto reste = octets.size();
    for (; reste >= 32; p += 32, reste -= 32) {
        std::array<std::uint64_t, 4> mots;
        std::memcpy(mots.data(), p, 32);
        for (std::size_t i = 0; i < 4; ++i)
            voies[i] = std::rotl((voies[i] ^ mots[i]) * k, 29);
    }
    std::uint64_t h = octets.size();
    for (auto voie : voies)
        h = combine(h, voie);
    std::array<std::uint64_t, 4> fin{};
    std::memcpy(fin.data(), p, reste);
    for (auto mot : fin)
        h = combine(h, mot);
    return h;
}

std::uint64_t somme_de(EnTete e) {
    e.somme_de_l_en_tete = 0;
    return somme(std::as_bytes(std::span(&e, 1)));
}

template <class T>
std::span<std::byte const> octets_de(T const& valeur) {
    return std::as_bytes(std::span(&valeur, 1));
}

} // namespace

SectionsEcrites::SectionsEcrites(std::string chemin, std::uint64_t empreinte)
    : chemin_{std::move(chemin)}, provisoire_{chemin_ + ".XXXXXX"}, empreinte_{empreinte} {
    descripteur_ = mkstemp(provisoire_.data()); // readable by its owner only: it holds names
    if (descripteur_ < 0)
        refuser();
    ecrire(octets_de(EnTete{}));
}

SectionsEcrites::~SectionsEcrites() {
    if (descripteur_ < 0)
        return;
    close(descripteur_);
    unlink(provisoire_.c_str());
}

void SectionsEcrites::refuser() const {
    throw IndexRefuse(chemin_ + "\u00A0: impossible d’écrire ce fichier\u00A0: vérifiez le dossier, les droits et la "
                                "place sur le disque.");
}

void SectionsEcrites::brut(std::span<std::byte const> octets) {
    while (!octets.empty()) {
        auto const n = write(descripteur_, octets.data(), octets.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            refuser();
        octets = octets.subspan(static_cast<std::size_t>(n));
    }
}

void SectionsEcrites::ecrire(std::span<std::byte const> octets) {
    place_ += octets.size();
    while (!octets.empty()) {
        auto const combien = std::min<std::size_t>(octets.size(), morceau - morceau_.size());
        morceau_.insert(morceau_.end(), octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(combien));
        octets = octets.subspan(combien);
        if (morceau_.size() < morceau)
            continue;
        sommes_.push_back(somme(sommes_.empty() ? std::span<std::byte const>(morceau_).subspan(sizeof(EnTete))
                                                : std::span<std::byte const>(morceau_)));
        brut(morceau_);
        morceau_.clear();
    }
    if (!sections_.empty())
        sections_.back().taille = place_ - sections_.back().debut;
}

void SectionsEcrites::commencer(std::string_view nom) {
    auto const fin = sections_.empty() ? 0 : sections_.back().taille;
    std::array<std::byte, alignement> const zeros{};
    ecrire(std::span(zeros).first((alignement - place_ % alignement) % alignement));
    if (!sections_.empty())
        sections_.back().taille = fin;
    sections_.push_back({std::string(nom), place_, 0});
}

void SectionsEcrites::finir() {
    commencer("fin"); // aligned
    sections_.pop_back();
    if (!morceau_.empty()) {
        sommes_.push_back(somme(sommes_.empty() ? std::span<std::byte const>(morceau_).subspan(sizeof(EnTete))
                                                : std::span<std::byte const>(morceau_)));
        brut(morceau_);
    }
    std::vector<std::byte> description;
    auto ajouter = [&](std::span<std::byte const> octets) {
        description.insert(description.end(), octets.begin(), octets.end());
    };
    ajouter(octets_de(std::uint64_t{sections_.size()}));
    for (auto const& s : sections_) {
        Description d{.nom = {}, .debut = s.debut, .taille = s.taille};
        std::copy_n(s.nom.data(), std::min(s.nom.size(), nom_max - 1), d.nom.data());
        ajouter(octets_de(d));
    }
    ajouter(std::as_bytes(std::span(sommes_)));
    brut(description);
    EnTete e{.marque = marque,
             .version = version_du_format,
             .ordre_des_octets = ordre_des_octets,
             .empreinte = empreinte_,
             .taille = place_ + description.size(),
             .description = place_,
             .somme = somme(description),
             .somme_de_l_en_tete = 0};
    e.somme_de_l_en_tete = somme_de(e);
    if (pwrite(descripteur_, &e, sizeof e, 0) != ssize_t{sizeof e} || fsync(descripteur_) != 0 ||
        rename(provisoire_.c_str(), chemin_.c_str()) != 0)
        refuser();
    close(descripteur_);
    descripteur_ = -1;
}

Sections::~Sections() {
    if (!octets_.empty())
        munmap(const_cast<std::byte*>(octets_.data()), octets_.size());
}

void Sections::refuser(std::string_view pourquoi) const {
    throw IndexRefuse(nom_ + "\u00A0: " + std::string(pourquoi));
}

std::shared_ptr<Sections const> Sections::ouvrir(std::string const& chemin, std::uint64_t empreinte, unsigned fils) {
    std::shared_ptr<Sections> s(new Sections(std::filesystem::path(chemin).filename().string()));
    int const descripteur = open(chemin.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat etat {};
    if (descripteur < 0 || fstat(descripteur, &etat) != 0 || !S_ISREG(etat.st_mode)) {
        if (descripteur >= 0)
            close(descripteur);
        s->refuser("ce fichier n’existe pas ou ne peut pas être lu.");
    }
    auto const taille = static_cast<std::size_t>(etat.st_size);
    void* const ou = taille >= sizeof(EnTete) ? mmap(nullptr, taille, PROT_READ, MAP_SHARED, descripteur, 0) : nullptr;
    close(descripteur);
    if (ou && ou != MAP_FAILED)
        s->octets_ = {static_cast<std::byte const*>(ou), taille};
    s->verifier(empreinte, fils);
    return s;
}

void Sections::verifier(std::uint64_t empreinte, unsigned fils) {
    constexpr std::string_view refaire = " Préparez-le de nouveau\u00A0: raccroche rapprocher --preparer connus.csv -o "
                                         "connus.index";
    auto refuser_et_dire = [&](std::string_view pourquoi) { refuser(std::string(pourquoi) + std::string(refaire)); };
    EnTete e{};
    if (octets_.size() >= sizeof e)
        std::memcpy(&e, octets_.data(), sizeof e);
    if (e.marque != marque)
        refuser_et_dire("ce n’est pas un index de rapprochement.");
    if (e.version != version_du_format || e.ordre_des_octets != ordre_des_octets)
        refuser_et_dire("cet index vient d’une autre version du programme.");
    if (e.somme_de_l_en_tete != somme_de(e))
        refuser_et_dire("cet index est abîmé.");
    if (e.empreinte != empreinte)
        refuser_et_dire(
            "cet index vient d’une autre version du programme, qui ne codait pas les fiches comme celle-ci.");
    if (e.taille != octets_.size() || e.description > e.taille)
        refuser_et_dire("cet index est incomplet\u00A0: la copie ou l’écriture a été interrompue.");
    auto description = octets_.subspan(e.description);
    if (somme(description) != e.somme)
        refuser_et_dire("cet index est abîmé.");
    std::uint64_t combien = 0;
    std::memcpy(&combien, description.data(), sizeof combien);
    description = description.subspan(sizeof combien);
    for (std::uint64_t i = 0; i < combien; ++i) {
        Description d;
        std::memcpy(&d, description.data(), sizeof d);
        description = description.subspan(sizeof d);
        sections_.push_back({d.nom.data(), d.debut, d.taille});
    }
    auto const contenu = octets_.first(e.description);
    std::atomic<bool> juste{description.size() == (contenu.size() + morceau - 1) / morceau * sizeof(std::uint64_t)};
    if (juste)
        Equipe{{.fils = fils}}.tranches("index", contenu.size(), morceau, [&](auto t, auto debut, auto fin, unsigned) {
            std::uint64_t attendue;
            std::memcpy(&attendue, description.data() + t * sizeof attendue, sizeof attendue);
            auto const de = std::max<std::size_t>(debut, sizeof(EnTete));
            if (somme(contenu.subspan(de, fin - de)) != attendue)
                juste = false;
        });
    if (!juste)
        refuser_et_dire("cet index est abîmé.");
}

std::span<std::byte const> Sections::section(std::string_view nom, std::size_t multiple) const {
    auto const s = std::ranges::find(sections_, nom, &Section::nom);
    if (s == sections_.end() || s->taille % multiple != 0 || s->debut + s->taille > octets_.size())
        refuser("cet index est abîmé.");
    return octets_.subspan(s->debut, s->taille);
}

} // namespace rapprochement
