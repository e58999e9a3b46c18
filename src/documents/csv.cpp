#include "documents/csv.hpp"

#include <algorithm>
#include <array>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"

namespace documents {
namespace {

constexpr std::array separateurs{';', '\t', ',', '|'};

} // namespace

char deviner_separateur(std::string_view debut) {
    std::array<int, separateurs.size()> compte{};
    bool entre_guillemets = false;
    int lignes = 0;
    for (char c : debut) {
        if (c == '"')
            entre_guillemets = !entre_guillemets;
        if (entre_guillemets)
            continue;
        if (c == '\n' && ++lignes == 5)
            break;
        for (std::size_t k = 0; k < separateurs.size(); ++k)
            compte[k] += c == separateurs[k];
    }
    auto meilleur = std::ranges::max_element(compte) - compte.begin(); // the first of equals
    return separateurs[static_cast<std::size_t>(meilleur)];
}

std::string deshabille(std::string champ) {
    if (champ.size() >= 3 && champ.starts_with("=\"") && champ.ends_with('"'))
        return champ.substr(2, champ.size() - 3);
    bool apostrophe = champ.size() >= 2 && champ[0] == '\'' &&
                      std::string_view("0123456789=+-@\t\r").find(champ[1]) != std::string_view::npos;
    if (apostrophe)
        champ.erase(0, 1);
    return champ;
}

struct LecteurCsv::Interieur {
    Source source;
    OptionsCsv options;
    Choix choix;
    char separateur = ';';
    std::unique_ptr<Flux> flux;
    std::array<char, 1 << 16> tampon;
    std::size_t pos = 0, taille = 0;
    std::int64_t ligne = 0; // of the record being read
    std::int64_t courante = 1;
    std::string relu; // bytes to read again, before the others
    std::size_t relus = 0;
    std::string neufs; // of the quoted field being read, those that were not there
    std::size_t debut_relu = 0;
    bool entre = false, guillemet_seul = false;

    int voir() {
        if (relus < relu.size())
            return static_cast<unsigned char>(relu[relus]);
        if (pos == taille) {
            taille = flux->lire(tampon.data(), tampon.size());
            pos = 0;
            if (taille == 0)
                return -1;
        }
        return static_cast<unsigned char>(tampon[pos]);
    }
    int prendre() {
        int c = voir();
        if (relus < relu.size()) {
            ++relus;
        } else if (c >= 0) {
            ++pos;
            if (entre)
                neufs.push_back(static_cast<char>(c));
        }
        return c;
    }
    [[noreturn]] void refuser(std::string message, std::int64_t ou, std::string lu = {}) const {
        throw FichierRefuse({.fichier = source.nom, .message = std::move(message), .ligne = ou, .lu = std::move(lu)});
    }
    void ajouter(std::string& champ, int c) {
        if (champ.size() >= options.octets_par_champ)
            refuser("Une cellule est démesurée. Un guillemet ouvert n’a sans doute pas été refermé.", ligne,
                    base::coupe(base::propre(champ), 40));
        champ.push_back(static_cast<char>(c));
    }
    /// LF, CRLF or CR alone, the first character being already taken.
    void fin_de_ligne(int c) {
        if (c == '\r' && voir() == '\n')
            prendre();
        ++courante;
    }
    bool fin_de_champ(int c) const { return c < 0 || c == separateur || c == '\n' || c == '\r'; }
    /// Up to the closing quote. False if it never comes: at the end of the file, or when what closes the field is the
    /// opening quote of another one. The quote was a slip, and the field stops where it would without it.
    bool entre_guillemets(std::string& champ) {
        auto const ligne_du_guillemet = courante;
        auto const debut = champ.size();
        neufs.clear();
        debut_relu = relus;
        entre = true;
        bool ferme = chercher_la_fermeture(champ);
        entre = false;
        if (ferme)
            return true;
        relire(ligne_du_guillemet);
        champ.resize(debut);
        guillemet_seul = true;
        return false;
    }
    bool chercher_la_fermeture(std::string& champ) {
        auto const ouverture = courante;
        for (;;) {
            int c = prendre();
            if (c < 0 || champ.size() >= options.octets_par_champ)
                return false;
            if (c == '"') {
                if (voir() != '"')
                    return fin_de_champ(voir()) ||
                           (courante == ouverture && champ.find(separateur) == std::string::npos);
                prendre();
            } else if (c == '\n' || c == '\r') {
                fin_de_ligne(c);
                c = '\n';
            }
            champ.push_back(static_cast<char>(c));
        }
    }
    /// What one slip made us read ends at the next quote: no byte is read more than twice.
    void relire(std::int64_t ligne_du_guillemet) {
        if (debut_relu == relu.size()) {
            relu.clear();
            debut_relu = 0;
        }
        relu += neufs;
        relus = debut_relu;
        courante = ligne_du_guillemet;
    }
    /// Character that ended the field: separator, end of line, or -1.
    int champ(std::string& texte) {
        if (voir() == '"') {
            prendre();
            if (!entre_guillemets(texte))
                texte.push_back('"');
        }
        for (;;) {
            int c = prendre();
            if (fin_de_champ(c))
                return c;
            ajouter(texte, c);
            if (c == '"' && texte == "=\"") { // ="a;b": the quote opens although it is not first
                if (entre_guillemets(texte))
                    texte.push_back('"');
            }
        }
    }
};

LecteurCsv::LecteurCsv(Source source, OptionsCsv options) : p_(std::make_unique<Interieur>()) {
    p_->source = std::move(source);
    p_->options = options;
    auto examen = examiner(p_->source);
    if (examen.ligne_du_nul)
        p_->refuser("Ce fichier contient des octets nuls\u00A0: ce n’est pas un texte. Enregistrez-le en «\u00A0CSV "
                    "UTF-8\u00A0» depuis le tableur.",
                    examen.ligne_du_nul);
    p_->choix = encodage_de_csv(examen);
    p_->separateur = options.separateur.value_or(deviner_separateur(examen.debut));
    p_->flux = en_utf8(p_->source.ouvrir(), p_->choix.encodage);
}
LecteurCsv::~LecteurCsv() = default;
LecteurCsv::LecteurCsv(LecteurCsv&&) noexcept = default;

bool LecteurCsv::suivante(std::vector<std::string>& champs) {
    champs.clear();
    while (p_->voir() >= 0) {
        p_->ligne = p_->courante;
        p_->guillemet_seul = false;
        int fin = 0;
        std::string texte;
        do {
            texte.clear();
            fin = p_->champ(texte);
            if (champs.size() == p_->options.colonnes_au_plus)
                p_->refuser("Ce tableau a plus de " +
                                base::nombre(static_cast<long long>(p_->options.colonnes_au_plus)) +
                                " colonnes. Gardez seulement les colonnes utiles.",
                            p_->ligne);
            champs.push_back(deshabille(texte));
        } while (fin == p_->separateur);
        if (fin >= 0)
            p_->fin_de_ligne(fin);
        if (champs.size() > 1 || !base::propre(champs[0]).empty())
            return true;
        champs.clear();
    }
    return false;
}

std::int64_t LecteurCsv::ligne() const { return p_->ligne; }
bool LecteurCsv::guillemet_seul() const { return p_->guillemet_seul; }
char LecteurCsv::separateur() const { return p_->separateur; }
Choix const& LecteurCsv::encodage() const { return p_->choix; }

} // namespace documents
