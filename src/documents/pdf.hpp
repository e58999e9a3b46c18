#pragma once
// A printable page becomes a PDF: WeasyPrint, another program, run beside ours with a time and a memory it may not
// exceed. It takes seconds: only jobs call it, never a request.
#include <chrono>
#include <stdexcept>
#include <string>

namespace documents {

/// The message is for the person who asked, in French.
class PdfImpossible : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct LimitesPdf {
    std::chrono::seconds duree{120};
    std::size_t memoire = std::size_t{2} << 30; ///< bytes of address space
};

/// The PDF's bytes (tagged, PDF/UA-1). `page` is self-contained (page_imprimable). Throws PdfImpossible: program
/// absent, too long, refused; nothing is left on disk.
std::string pdf(std::string const& page, LimitesPdf limites = {}, std::string const& programme = "weasyprint");

} // namespace documents
