// Any archive taken for a workbook; and, cheaper to reach, any bytes taken for a sheet inside a sound workbook.
#include <zip.h>

#include <string>

#include "documents/fichier_refuse.hpp"
#include "documents/tests/en_memoire.hpp"
#include "documents/xlsx.hpp"

namespace {

void lire(std::filesystem::path const& chemin) {
    try {
        documents::ClasseurXlsx classeur(chemin, "f.xlsx", {.octets_de_chaines = 1 << 20});
        auto feuille = classeur.lire();
        for (std::vector<std::string> l; feuille.suivante(l);) {
        }
    } catch (documents::FichierRefuse const&) {
    }
}

std::string classeur_autour(std::string_view feuille) {
    static constexpr char entetes[] = R"(<workbook xmlns:r="r"><sheets><sheet name="F" r:id="a"/></sheets></workbook>)";
    static constexpr char liens[] = R"(<Relationships><Relationship Id="a" Target="s.xml"/></Relationships>)";
    static constexpr char styles[] =
        R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>)";
    zip_error_t erreur;
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &erreur);
    zip_source_keep(source);
    auto* z = zip_open_from_source(source, ZIP_TRUNCATE, &erreur);
    auto ajouter = [&](char const* nom, std::string_view t) {
        zip_file_add(z, nom, zip_source_buffer(z, t.data(), t.size(), 0), 0);
    };
    ajouter("xl/workbook.xml", entetes);
    ajouter("xl/_rels/workbook.xml.rels", liens);
    ajouter("xl/styles.xml", styles);
    ajouter("xl/s.xml", feuille);
    zip_close(z);
    zip_source_open(source);
    zip_stat_t s;
    zip_source_stat(source, &s);
    std::string octets(s.size, '\0');
    zip_source_read(source, octets.data(), s.size);
    zip_source_close(source);
    zip_source_free(source);
    return octets;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t n) {
    if (n == 0)
        return 0;
    if (octets[0] == 'P') {
        essai::EnMemoire fichier(octets, n);
        lire(fichier.chemin());
        return 0;
    }
    auto classeur = classeur_autour({reinterpret_cast<char const*>(octets), n});
    essai::EnMemoire fichier(reinterpret_cast<std::uint8_t const*>(classeur.data()), classeur.size());
    lire(fichier.chemin());
    return 0;
}
