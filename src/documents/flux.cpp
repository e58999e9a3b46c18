#include "documents/flux.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <fstream>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"

namespace documents {
namespace {

/// zlib reads plain files and gzip alike.
class FluxDeFichier final : public Flux {
public:
    FluxDeFichier(std::filesystem::path const& chemin, std::string nom)
        : nom_(std::move(nom)), gz_(gzopen(chemin.c_str(), "rb")) {
        if (!gz_)
            throw FichierRefuse(
                {.fichier = nom_, .message = "Ce fichier ne peut pas être ouvert. Déposez-le de nouveau."});
        gzbuffer(gz_, 1 << 17);
    }
    ~FluxDeFichier() override { gzclose(gz_); }
    FluxDeFichier(FluxDeFichier const&) = delete;
    FluxDeFichier& operator=(FluxDeFichier const&) = delete;

    std::size_t lire(char* tampon, std::size_t n) override {
        auto lus = gzread(gz_, tampon, static_cast<unsigned>(std::min<std::size_t>(n, 1 << 20)));
        int erreur = Z_OK;
        gzerror(gz_, &erreur); // a truncated gzip ends without a read error, but says Z_BUF_ERROR
        if (lus < 0 || (lus == 0 && erreur != Z_OK && erreur != Z_STREAM_END))
            throw FichierRefuse(
                {.fichier = nom_, .message = "Ce fichier compressé est abîmé ou incomplet. Déposez-le de nouveau."});
        return static_cast<std::size_t>(lus);
    }

private:
    std::string nom_;
    gzFile gz_;
};

class FluxBorne final : public Flux {
public:
    FluxBorne(std::unique_ptr<Flux> flux, std::uint64_t limite, Refus refus)
        : flux_(std::move(flux)), reste_(limite), refus_(std::move(refus)) {}
    std::size_t lire(char* tampon, std::size_t n) override {
        auto const lus = flux_->lire(tampon, n);
        if (lus > reste_)
            throw FichierRefuse(refus_);
        reste_ -= lus;
        return lus;
    }

private:
    std::unique_ptr<Flux> flux_;
    std::uint64_t reste_;
    Refus refus_;
};

class FluxDeTexte final : public Flux {
public:
    explicit FluxDeTexte(std::shared_ptr<std::string const> texte) : texte_(std::move(texte)) {}
    std::size_t lire(char* tampon, std::size_t n) override {
        n = std::min(n, texte_->size() - lus_);
        if (n)
            std::memcpy(tampon, texte_->data() + lus_, n);
        lus_ += n;
        return n;
    }

private:
    std::shared_ptr<std::string const> texte_; // shared: each opening of the source reads the same text
    std::size_t lus_ = 0;
};

} // namespace

std::string premiers_octets(Source const& source, std::size_t combien) {
    std::string octets(combien, '\0');
    auto flux = source.ouvrir();
    std::size_t n = 0;
    while (n < combien) {
        auto const lus = flux->lire(octets.data() + n, combien - n);
        if (lus == 0)
            break;
        n += lus;
    }
    octets.resize(n);
    return octets;
}

Source debut_de(Source const& source, std::size_t octets) {
    auto debut = premiers_octets(source, octets);
    if (auto const fin = debut.rfind('\n'); debut.size() == octets && fin != debut.npos)
        debut.resize(fin + 1);
    return source_de_texte(std::move(debut), source.nom);
}

std::uint64_t octets_decompresses(std::filesystem::path const& chemin) {
    std::error_code erreur;
    auto const taille = std::filesystem::file_size(chemin, erreur);
    if (erreur || taille < 18)
        return erreur ? 0 : taille;
    std::ifstream flux(chemin, std::ios::binary);
    unsigned char debut[2]{}, fin[4]{};
    flux.read(reinterpret_cast<char*>(debut), 2);
    if (debut[0] != 0x1F || debut[1] != 0x8B)
        return taille;
    flux.seekg(-4, std::ios::end);
    flux.read(reinterpret_cast<char*>(fin), 4);
    std::uint64_t const annoncee = fin[0] | fin[1] << 8 | fin[2] << 16 | std::uint64_t{fin[3]} << 24;
    constexpr std::uint64_t tour = std::uint64_t{1} << 32; // the size is given modulo 4 GiB
    // Only a file of more than that, at a thousand to one at most, can have gone round once.
    constexpr std::uint64_t au_plus_mille_fois = tour / 1032;
    if (annoncee < taille)
        return taille > au_plus_mille_fois ? annoncee + tour : taille;
    return annoncee;
}

std::uint64_t lignes_estimees(Source const& source, std::uint64_t octets) {
    constexpr std::size_t echantillon = 1 << 18;
    auto const debut = premiers_octets(source, echantillon);
    auto const lignes = static_cast<std::uint64_t>(std::ranges::count(debut, '\n'));
    return debut.empty() ? 0 : std::max<std::uint64_t>(1, lignes) * octets / debut.size();
}

std::unique_ptr<Flux> borne(std::unique_ptr<Flux> flux, std::uint64_t limite, std::string nom, std::string message) {
    return std::make_unique<FluxBorne>(std::move(flux), limite,
                                       Refus{.fichier = std::move(nom), .message = std::move(message)});
}

Source source_de_fichier(std::filesystem::path chemin, std::string nom, std::uint64_t limite) {
    auto ouvrir = [chemin = std::move(chemin), nom, limite] {
        return borne(std::make_unique<FluxDeFichier>(chemin, nom), limite, nom,
                     "Ce fichier est trop gros une fois décompressé (plus de " +
                         base::nombre(static_cast<long long>(limite >> 20)) +
                         " Mio). Partagez-le en plusieurs fichiers.");
    };
    return {std::move(nom), std::move(ouvrir)};
}

Source source_de_texte(std::string octets, std::string nom) {
    auto texte = std::make_shared<std::string const>(std::move(octets));
    return {std::move(nom), [texte]() -> std::unique_ptr<Flux> { return std::make_unique<FluxDeTexte>(texte); }};
}

} // namespace documents
