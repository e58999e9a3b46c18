#include "documents/csv_blocs.hpp"

#include <algorithm>
#include <cstring>

#include "base/texte.hpp"
#include "documents/csv.hpp"

namespace documents {
namespace {

constexpr std::size_t taille_de_bloc = 1 << 20;
constexpr std::size_t bloc_max = 16 << 20; // one record cannot be longer than that
constexpr std::size_t debut_examine = 4096;

/// End of the last whole record, 0 when there is none. A quote opens a cell only when it comes first.
std::size_t fin_du_dernier(std::string_view octets, char separateur) {
    if (octets.find('"') == octets.npos) {
        auto const fin = octets.rfind('\n');
        return fin == octets.npos ? 0 : fin + 1;
    }
    std::size_t dernier = 0, debut_de_champ = 0;
    for (std::size_t i = 0; i < octets.size(); ++i) {
        char const c = octets[i];
        if (c == '"' && (i == debut_de_champ || (i == debut_de_champ + 1 && octets[i - 1] == '='))) {
            for (++i; i < octets.size(); ++i) {
                if (octets[i] != '"')
                    continue;
                if (i + 1 < octets.size() && octets[i + 1] == '"')
                    ++i;
                else
                    break;
            }
        } else if (c == separateur)
            debut_de_champ = i + 1;
        else if (c == '\n')
            dernier = debut_de_champ = i + 1;
    }
    return dernier;
}

/// UTF-8 throughout, and no byte that the ordinary way of reading would not take as a letter.
void verifier(std::string_view octets) {
    auto const* p = octets.data();
    auto const* const fin = p + octets.size();
    constexpr std::uint64_t hauts = 0x8080808080808080ULL, uns = 0x0101010101010101ULL;
    while (p < fin) {
        if (fin - p >= 8) {
            std::uint64_t huit;
            std::memcpy(&huit, p, 8);
            if (!((huit | (huit - uns)) & hauts)) { // eight plain letters, none of them NUL
                p += 8;
                continue;
            }
        }
        auto const c = static_cast<unsigned char>(*p);
        if (c == 0)
            throw CsvAutrement{};
        if (c < 0x80) {
            ++p;
            continue;
        }
        std::ptrdiff_t const n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
        if (c < 0xC2 || fin - p < n || !base::est_utf8({p, static_cast<std::size_t>(n)}))
            throw CsvAutrement{};
        p += n;
    }
}

} // namespace

BlocsCsv::BlocsCsv(Source const& source, Encodage encodage) : flux_{source.ouvrir()} {
    if (encodage != Encodage::utf8)
        flux_ = en_utf8(std::move(flux_), encodage);
    completer(reste_);
    if (reste_.starts_with("\xEF\xBB\xBF"))
        reste_.erase(0, 3);
    separateur_ = deviner_separateur(std::string_view(reste_).substr(0, debut_examine));
}

void BlocsCsv::completer(std::string& octets) {
    auto const voulus = octets.size() + taille_de_bloc;
    auto lus = octets.size();
    octets.resize(voulus);
    while (!fini_ && lus < voulus) {
        auto const n = flux_->lire(octets.data() + lus, voulus - lus);
        fini_ = n == 0;
        lus += n;
    }
    octets.resize(lus);
}

bool BlocsCsv::suivant(BlocCsv& bloc) {
    {
        std::lock_guard const garde{verrou_};
        bloc.octets.swap(reste_);
        reste_.clear();
        auto fin = fini_ ? bloc.octets.size() : fin_du_dernier(bloc.octets, separateur_);
        while (!fini_ && fin == 0) {
            if (bloc.octets.size() > bloc_max)
                throw CsvAutrement{};
            completer(bloc.octets);
            fin = fini_ ? bloc.octets.size() : fin_du_dernier(bloc.octets, separateur_);
        }
        if (bloc.octets.empty())
            return false;
        if (!libres_.empty()) {
            reste_.swap(libres_.back());
            libres_.pop_back();
        }
        reste_.assign(bloc.octets, fin);
        bloc.octets.resize(fin);
        if (!fini_)
            completer(reste_);
        bloc.numero = numero_++;
        bloc.ligne = ligne_;
        ligne_ += std::ranges::count(bloc.octets, '\n');
    }
    verifier(bloc.octets);
    return true;
}

void BlocsCsv::rendre(BlocCsv bloc) {
    std::lock_guard const garde{verrou_};
    libres_.push_back(std::move(bloc.octets));
}

DecoupeCsv::DecoupeCsv(BlocCsv const& bloc, char separateur)
    : octets_{bloc.octets}, separateur_{separateur}, courante_{bloc.ligne} {
    arret_[static_cast<unsigned char>(separateur)] = arret_['\n'] = arret_['\r'] = arret_['"'] = true;
}

bool DecoupeCsv::suivante(std::vector<std::string_view>& cellules) {
    tampons_pris_ = 0;
    return decouper(cellules);
}

std::span<DecoupeCsv::Ligne const> DecoupeCsv::suivantes(std::span<Ligne> lignes) {
    tampons_pris_ = 0;
    std::size_t n = 0;
    for (; n < lignes.size() && decouper(lignes[n].cellules); ++n)
        lignes[n].numero = ligne_;
    return lignes.first(n);
}

bool DecoupeCsv::decouper(std::vector<std::string_view>& cellules) {
    while (pos_ < octets_.size()) {
        cellules.clear();
        ligne_ = courante_;
        for (;;) {
            cellules.push_back(champ());
            if (cellules.size() > OptionsCsv{}.colonnes_au_plus)
                throw CsvAutrement{};
            if (pos_ == octets_.size())
                break;
            if (octets_[pos_++] == separateur_)
                continue;
            if (octets_[pos_ - 1] == '\r' && (pos_ == octets_.size() || octets_[pos_++] != '\n'))
                throw CsvAutrement{};
            ++courante_;
            break;
        }
        if (cellules.size() > 1 || !base::propre(cellules[0]).empty())
            return true;
    }
    return false;
}

/// Leaves pos_ on the character that ended the cell.
std::string_view DecoupeCsv::champ() {
    auto const debut = pos_;
    while (pos_ < octets_.size() && !arret_[static_cast<unsigned char>(octets_[pos_])])
        ++pos_;
    if (pos_ < octets_.size() && octets_[pos_] == '"')
        return champ_entre_guillemets(debut);
    auto const texte = octets_.substr(debut, pos_ - debut);
    if (texte.empty() || (texte[0] != '\'' && texte[0] != '='))
        return texte;
    if (tampons_pris_ == tampons_.size())
        tampons_.push_back(std::make_unique<std::string>());
    return *tampons_[tampons_pris_++] = deshabille(std::string(texte));
}

std::string_view DecoupeCsv::champ_entre_guillemets(std::size_t debut) {
    if (tampons_pris_ == tampons_.size())
        tampons_.push_back(std::make_unique<std::string>());
    auto& texte = *tampons_[tampons_pris_++];
    texte.clear();
    pos_ = debut;
    auto entre_guillemets = [&] {
        for (;; ++pos_) {
            if (pos_ >= octets_.size())
                throw CsvAutrement{}; // never closed: the other way says so, with the line
            if (octets_[pos_] == '"' && (pos_ + 1 >= octets_.size() || octets_[pos_ + 1] != '"'))
                break;
            if (octets_[pos_] == '"')
                ++pos_;
            else if (octets_[pos_] == '\r')
                throw CsvAutrement{};
            else if (octets_[pos_] == '\n')
                ++courante_;
            texte.push_back(octets_[pos_]);
        }
        ++pos_;
    };
    if (octets_[pos_] == '"') {
        ++pos_;
        entre_guillemets();
    }
    bool const ouvert = pos_ != debut;
    for (; pos_ < octets_.size(); ++pos_) {
        char const c = octets_[pos_];
        if (c == separateur_ || c == '\n' || c == '\r')
            break;
        texte.push_back(c);
        if (ouvert || texte == "=\"") // letters after the closing quote, or a quote that is not first: no usual CSV
            throw CsvAutrement{};
    }
    if (texte.size() > OptionsCsv{}.octets_par_champ)
        throw CsvAutrement{};
    texte = deshabille(std::move(texte));
    return texte;
}

} // namespace documents
