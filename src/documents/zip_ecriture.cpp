#include "documents/zip_ecriture.hpp"

#include <memory>
#include <stdexcept>

#include <zip.h>

namespace documents {

namespace {

[[noreturn]] void refuser(char const* quoi) {
    throw std::runtime_error(std::string("archive ZIP non écrite : ") + quoi);
}

void ajouter(zip_t* archive, EntreeAEcrire const& e) {
    auto* contenu = zip_source_buffer(archive, e.contenu.data(), e.contenu.size(), 0);
    if (!contenu)
        refuser(zip_strerror(archive));
    auto numero = zip_file_add(archive, e.nom.c_str(), contenu, ZIP_FL_ENC_UTF_8);
    if (numero < 0) {
        zip_source_free(contenu);
        refuser(zip_strerror(archive));
    }
    auto rang = static_cast<zip_uint64_t>(numero);
    zip_set_file_compression(archive, rang, e.telle_quelle ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0);
    // Always the same bytes for the same text: the date of 1 January 1980, as the format has no « none ».
    zip_file_set_dostime(archive, rang, 0, 0x21, 0);
}

} // namespace

std::string zip_en_memoire(std::vector<EntreeAEcrire> const& entrees) {
    zip_error_t erreur;
    zip_error_init(&erreur);
    auto* brut = zip_source_buffer_create(nullptr, 0, 0, &erreur);
    if (!brut)
        refuser(zip_error_strerror(&erreur));
    std::unique_ptr<zip_source_t, decltype(&zip_source_free)> source{brut, zip_source_free};
    zip_source_keep(brut); // read once the archive is closed, which lets go of its own hold
    auto* archive = zip_open_from_source(brut, ZIP_TRUNCATE, &erreur);
    if (!archive)
        refuser(zip_error_strerror(&erreur));
    try {
        for (auto const& e : entrees)
            ajouter(archive, e);
    } catch (...) {
        zip_discard(archive);
        throw;
    }
    if (zip_close(archive) != 0) {
        zip_discard(archive);
        refuser("fermeture");
    }
    zip_stat_t etat;
    if (zip_source_stat(brut, &etat) != 0 || zip_source_open(brut) != 0)
        refuser("relecture");
    std::string octets(etat.size, '\0');
    auto lus = zip_source_read(brut, octets.data(), octets.size());
    zip_source_close(brut);
    if (lus != static_cast<zip_int64_t>(octets.size()))
        refuser("relecture");
    return octets;
}

} // namespace documents
