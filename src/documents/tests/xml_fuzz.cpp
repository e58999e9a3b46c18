// Any bytes: elements that nest, or a refusal.
#include <cstdlib>

#include "documents/fichier_refuse.hpp"
#include "documents/xml.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t n) {
    try {
        documents::LecteurXml xml(documents::source_de_texte({reinterpret_cast<char const*>(octets), n}, "f.xml"));
        int ouverts = 0;
        while (xml.suivant()) {
            ouverts += xml.nature() == documents::NoeudXml::ouverture;
            ouverts -= xml.nature() == documents::NoeudXml::fermeture;
            if (ouverts < 0)
                std::abort();
            if (xml.nature() == documents::NoeudXml::ouverture && xml.attribut("x") && xml.nom() == "p")
                xml.passer(), --ouverts;
        }
        if (ouverts != 0)
            std::abort();
    } catch (documents::FichierRefuse const&) {
    }
    return 0;
}
