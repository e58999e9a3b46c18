#include <charconv>
#include <cmath>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "documents/xlsx.hpp"
#include "documents/xlsx_styles.hpp"
#include "documents/xml.hpp"

namespace documents {

struct ClasseurXlsx::Interieur {
    ArchiveZip archive;
    LimitesXlsx limites;
    xlsx::Sommaire sommaire;
    xlsx::Chaines chaines;
    std::vector<bool> styles;
    std::vector<std::string> noms;

    Source partie(std::string const& nom) const {
        auto const* entree = archive.trouver(nom);
        if (!entree)
            throw FichierRefuse(
                {.fichier = archive.nom(),
                 .message = "Ce classeur est abîmé. Ouvrez-le dans le tableur et enregistrez-le de nouveau.",
                 .lu = base::coupe(nom, 80)});
        auto source = archive.source(*entree);
        source.nom = archive.nom();
        return source;
    }
};

struct FeuilleXlsx::Interieur {
    ClasseurXlsx::Interieur const& classeur;
    LecteurXml xml;
    std::int64_t ligne = 0;

    [[noreturn]] void refuser(std::string message, std::string lu) const {
        throw FichierRefuse({.fichier = classeur.archive.nom(),
                             .message = std::move(message),
                             .ligne = ligne,
                             .lu = base::coupe(base::propre(lu), 60)});
    }
    std::int64_t numero_de_ligne();
    std::size_t colonne(std::string const& reference) const;
    std::string cellule();
    std::string valeur(std::string const& type, int style, std::string v) const;
    std::string nombre(std::string const& v, bool date) const;
};

namespace {

/// 35000.0 → 35000; 1.23E+13 → 12300000000000: what the spreadsheet holds, not what it shows.
std::string en_clair(double n, std::string const& brut) {
    if (std::floor(n) == n && std::abs(n) < 1e15)
        return std::to_string(static_cast<long long>(n));
    if (brut.find_first_of("eE") == brut.npos)
        return brut;
    char tampon[64];
    auto fin = std::to_chars(tampon, tampon + sizeof tampon, n).ptr;
    return {tampon, fin};
}

std::string moment(double serie) {
    auto jour = base::date_excel(std::floor(serie));
    if (!jour)
        return {};
    auto minutes = static_cast<int>(std::lround((serie - std::floor(serie)) * 1440));
    if (minutes == 0 || minutes == 1440)
        return base::affiche(*jour);
    char heure[8] = {' ',
                     static_cast<char>('0' + minutes / 600),
                     static_cast<char>('0' + minutes / 60 % 10),
                     ':',
                     static_cast<char>('0' + minutes % 60 / 10),
                     static_cast<char>('0' + minutes % 10),
                     0,
                     0};
    return base::affiche(*jour) + heure;
}

} // namespace

std::int64_t FeuilleXlsx::Interieur::numero_de_ligne() {
    auto texte = xml.attribut("r");
    std::int64_t n = ligne + 1;
    if (texte && std::from_chars(texte->data(), texte->data() + texte->size(), n).ec != std::errc{})
        refuser("Une ligne de ce classeur porte un numéro illisible.", *texte);
    if (n <= ligne || n > classeur.limites.lignes)
        refuser("Une ligne de ce classeur porte un numéro impossible. Enregistrez-le de nouveau depuis le tableur.",
                texte.value_or(std::to_string(n)));
    return n;
}

/// « AB12 » → 27; the limit stops the count before it overflows.
std::size_t FeuilleXlsx::Interieur::colonne(std::string const& reference) const {
    std::size_t n = 0, i = 0;
    for (; i < reference.size() && reference[i] >= 'A' && reference[i] <= 'Z' && i < 8; ++i)
        n = n * 26 + static_cast<std::size_t>(reference[i] - 'A' + 1);
    if (n == 0)
        refuser("Une cellule de ce classeur a une adresse illisible.", reference);
    if (n > classeur.limites.colonnes)
        refuser("Ce classeur a plus de " + base::nombre(static_cast<long long>(classeur.limites.colonnes)) +
                    " colonnes. Gardez seulement les colonnes utiles.",
                reference);
    return n - 1;
}

std::string FeuilleXlsx::Interieur::nombre(std::string const& v, bool date) const {
    double n = 0;
    auto [fin, erreur] = std::from_chars(v.data(), v.data() + v.size(), n);
    if (erreur != std::errc{} || fin != v.data() + v.size() || !std::isfinite(n))
        return v;
    if (!date)
        return en_clair(n, v);
    auto texte = moment(n + (classeur.sommaire.depuis_1904 ? 1462 : 0));
    return texte.empty() ? en_clair(n, v) : texte;
}

std::string FeuilleXlsx::Interieur::valeur(std::string const& type, int style, std::string v) const {
    if (type == "s") {
        std::size_t i = 0;
        std::from_chars(v.data(), v.data() + v.size(), i);
        return std::string(classeur.chaines[i]);
    }
    if (type == "b")
        return v == "1" ? "VRAI" : "FAUX";
    if (type == "str" || type == "inlineStr" || type == "e")
        return v;
    if (type == "d") { // ISO 8601
        auto jour = base::lire_date(v.substr(0, 10));
        return jour ? base::affiche(*jour) : v;
    }
    bool date = style >= 0 && static_cast<std::size_t>(style) < classeur.styles.size() &&
                classeur.styles[static_cast<std::size_t>(style)];
    return nombre(v, date);
}

/// The cell just opened, up to its end.
std::string FeuilleXlsx::Interieur::cellule() {
    auto type = xml.attribut("t").value_or("n");
    int style = -1;
    if (auto s = xml.attribut("s"))
        std::from_chars(s->data(), s->data() + s->size(), style);
    std::string v;
    auto niveau = xml.profondeur();
    while (xml.suivant() && !(xml.nature() == NoeudXml::fermeture && xml.profondeur() == niveau)) {
        if (xml.nature() != NoeudXml::ouverture)
            continue;
        if (xml.nom() == "rPh" || xml.nom() == "f")
            xml.passer();
        else if (xml.nom() == "v" || xml.nom() == "t")
            v += xml.contenu();
    }
    return v.empty() ? v : valeur(type, style, std::move(v));
}

FeuilleXlsx::FeuilleXlsx(std::unique_ptr<Interieur> p) : p_(std::move(p)) {}
FeuilleXlsx::~FeuilleXlsx() = default;
FeuilleXlsx::FeuilleXlsx(FeuilleXlsx&&) noexcept = default;
std::int64_t FeuilleXlsx::ligne() const { return p_->ligne; }

bool FeuilleXlsx::suivante(std::vector<std::string>& cellules) {
    cellules.clear();
    auto& xml = p_->xml;
    while (xml.suivant()) {
        if (xml.nature() == NoeudXml::ouverture && xml.nom() == "row") {
            p_->ligne = p_->numero_de_ligne();
        } else if (xml.nature() == NoeudXml::ouverture && xml.nom() == "c") {
            auto reference = xml.attribut("r");
            auto texte = p_->cellule();
            if (texte.empty() && reference)
                continue; // a formatted but empty cell, however far
            auto ou = reference ? p_->colonne(*reference) : cellules.size();
            if (ou >= p_->classeur.limites.colonnes)
                p_->colonne("ZZZZZZ");
            if (cellules.size() <= ou)
                cellules.resize(ou + 1);
            cellules[ou] = std::move(texte);
        } else if (xml.nature() == NoeudXml::fermeture && xml.nom() == "row") {
            for (auto const& c : cellules)
                if (!c.empty())
                    return true;
            cellules.clear();
        }
    }
    return false;
}

ClasseurXlsx::ClasseurXlsx(std::filesystem::path chemin, std::string nom, LimitesXlsx limites)
    : p_(std::make_unique<Interieur>(Interieur{.archive = ArchiveZip(std::move(chemin), std::move(nom)),
                                               .limites = limites,
                                               .sommaire = {},
                                               .chaines = {},
                                               .styles = {},
                                               .noms = {}})) {
    p_->sommaire = xlsx::sommaire(p_->partie("xl/workbook.xml"));
    if (p_->archive.trouver("xl/sharedStrings.xml"))
        p_->chaines.lire(p_->partie("xl/sharedStrings.xml"), limites.octets_de_chaines);
    if (p_->archive.trouver("xl/styles.xml"))
        p_->styles = xlsx::styles_de_date(p_->partie("xl/styles.xml"));
    for (auto const& f : p_->sommaire.feuilles)
        p_->noms.push_back(f.nom);
}
ClasseurXlsx::~ClasseurXlsx() = default;
ClasseurXlsx::ClasseurXlsx(ClasseurXlsx&&) noexcept = default;
std::vector<std::string> const& ClasseurXlsx::feuilles() const { return p_->noms; }

bool ClasseurXlsx::a_la_feuille(std::string_view feuille) const {
    for (auto const& f : p_->noms)
        if (base::cle_d_en_tete(f) == base::cle_d_en_tete(feuille))
            return true;
    return false;
}

FeuilleXlsx ClasseurXlsx::lire(std::string_view feuille) const {
    for (auto const& f : p_->sommaire.feuilles)
        if (feuille.empty() || base::cle_d_en_tete(f.nom) == base::cle_d_en_tete(feuille)) {
            auto chemin = xlsx::cible(p_->partie("xl/_rels/workbook.xml.rels"), f.lien);
            return FeuilleXlsx(std::unique_ptr<FeuilleXlsx::Interieur>(
                new FeuilleXlsx::Interieur{.classeur = *p_, .xml = LecteurXml(p_->partie(chemin)), .ligne = 0}));
        }
    throw FichierRefuse({.fichier = p_->archive.nom(),
                         .message = "La feuille demandée manque dans ce classeur.",
                         .lu = base::coupe(base::joint(p_->noms, ", "), 80),
                         .attendu = std::string(feuille)});
}

} // namespace documents
