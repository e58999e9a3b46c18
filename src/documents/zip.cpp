#include "documents/zip.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"

namespace documents {
namespace {

struct Ferme {
    void operator()(zip_t* z) const { zip_discard(z); }
    void operator()(zip_file_t* f) const { zip_fclose(f); }
};
using Archive = std::unique_ptr<zip_t, Ferme>;
using Entree = std::unique_ptr<zip_file_t, Ferme>;

[[noreturn]] void refuser(std::string const& nom, std::string message, std::string lu = {}) {
    throw FichierRefuse({.fichier = nom, .message = std::move(message), .lu = base::coupe(base::propre(lu), 80)});
}

Archive ouvrir(std::filesystem::path const& chemin, std::string const& nom) {
    int erreur = 0;
    Archive archive{zip_open(chemin.c_str(), ZIP_RDONLY, &erreur)};
    if (!archive)
        refuser(nom, "Cette archive ZIP est abîmée ou incomplète. Téléchargez-la puis déposez-la de nouveau.");
    return archive;
}

bool nom_dangereux(std::string_view nom) {
    if (nom.empty() || nom.front() == '/' || nom.front() == '\\' || nom.find('\0') != nom.npos)
        return true;
    if (nom.size() >= 2 && nom[1] == ':')
        return true;
    std::string chemin(nom);
    std::ranges::replace(chemin, '\\', '/');
    auto parties = base::decoupe(chemin, '/');
    return std::ranges::find(parties, "..") != parties.end();
}

constexpr char const* dit_bombe = "Cette archive se décompresse en une taille démesurée\u00A0: elle est refusée.";

class FluxZip final : public Flux {
public:
    FluxZip(std::filesystem::path const& chemin, std::string nom, std::uint64_t numero)
        : nom_(std::move(nom)), archive_(ouvrir(chemin, nom_)), entree_(zip_fopen_index(archive_.get(), numero, 0)) {
        if (!entree_)
            refuser(nom_, "Un fichier de cette archive ne peut pas être lu. Refaites l’archive sans mot de passe.");
    }
    std::size_t lire(char* tampon, std::size_t n) override {
        auto lus = zip_fread(entree_.get(), tampon, n);
        if (lus < 0)
            refuser(nom_, "Un fichier de cette archive est abîmé. Téléchargez-la puis déposez-la de nouveau.");
        return static_cast<std::size_t>(lus);
    }

private:
    std::string nom_;
    Archive archive_;
    Entree entree_; // closed before its archive
};

/// Central directory as libzip gives it: names end at a NUL, so the length is compared with the raw one elsewhere.
zip_stat_t etat(zip_t* archive, std::uint64_t i, std::string const& nom) {
    zip_stat_t s;
    zip_stat_init(&s);
    if (zip_stat_index(archive, i, 0, &s) != 0 || !(s.valid & ZIP_STAT_NAME) || !(s.valid & ZIP_STAT_SIZE))
        refuser(nom, "Cette archive ZIP est abîmée. Téléchargez-la puis déposez-la de nouveau.");
    return s;
}

bool trop_comprimee(zip_stat_t const& s, LimitesZip const& limites) {
    constexpr std::uint64_t petit = 16 << 20;
    return s.size > petit && (s.comp_size == 0 || s.size / s.comp_size > limites.ratio);
}

} // namespace

ArchiveZip::ArchiveZip(std::filesystem::path chemin, std::string nom, LimitesZip limites)
    : chemin_(std::move(chemin)), nom_(std::move(nom)), limites_(limites) {
    auto archive = ouvrir(chemin_, nom_);
    auto n = static_cast<std::uint64_t>(zip_get_num_entries(archive.get(), 0));
    if (n > limites_.entrees)
        refuser(nom_, "Cette archive contient trop de fichiers (" + base::nombre(static_cast<long long>(n)) + ").");
    std::uint64_t total = 0;
    for (std::uint64_t i = 0; i < n; ++i) {
        auto s = etat(archive.get(), i, nom_);
        std::string entree = s.name;
        if (nom_dangereux(entree))
            refuser(nom_, "Cette archive contient un nom de fichier interdit.", entree);
        if ((s.valid & ZIP_STAT_ENCRYPTION_METHOD) && s.encryption_method != ZIP_EM_NONE)
            refuser(nom_, "Cette archive est protégée par un mot de passe. Déposez-la sans mot de passe.");
        if (s.size > limites_.octets_par_entree || s.size > limites_.octets_en_tout - total ||
            trop_comprimee(s, limites_))
            refuser(nom_, dit_bombe, entree);
        total += s.size;
        if (!entree.ends_with('/'))
            entrees_.push_back({entree, s.size, i, entree.find_first_of("/\\") != entree.npos});
    }
}

EntreeZip const* ArchiveZip::trouver(std::string_view nom) const {
    auto ou = std::ranges::find(entrees_, nom, &EntreeZip::nom);
    return ou == entrees_.end() ? nullptr : &*ou;
}

Source ArchiveZip::source(EntreeZip const& entree) const {
    // What the directory says is what we agreed to read: one byte more is a lie.
    auto ouvrir_l_entree = [chemin = chemin_, nom = nom_, numero = entree.numero,
                            limite = std::min(entree.octets, limites_.octets_par_entree)] {
        return borne(std::make_unique<FluxZip>(chemin, nom, numero), limite, nom, dit_bombe);
    };
    return {entree.nom, std::move(ouvrir_l_entree)};
}

void extraire(Source const& source, std::filesystem::path const& vers) {
    auto flux = source.ouvrir();
    std::ofstream sortie(vers, std::ios::binary);
    std::array<char, 1 << 16> tampon;
    while (auto n = flux->lire(tampon.data(), tampon.size()))
        sortie.write(tampon.data(), static_cast<std::streamsize>(n));
    if (!sortie.flush())
        throw std::runtime_error("writing an extracted entry failed");
}

} // namespace documents
