#include "documents/xml.hpp"

#include <libxml/xmlreader.h>

#include <exception>
#include <utility>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"

namespace documents {
namespace {

std::string_view vue(xmlChar const* t) {
    return t ? std::string_view(reinterpret_cast<char const*>(t)) : std::string_view();
}

struct FermeLecteur {
    void operator()(xmlTextReader* r) const { xmlFreeTextReader(r); }
};

/// What libxml2 says, in the words of someone who has to fix the file.
std::string en_clair(int code) {
    switch (code) {
    case XML_ERR_DOCUMENT_EMPTY: return "Ce fichier XML est vide.";
    case XML_ERR_DOCUMENT_END:
    case XML_ERR_TAG_NOT_FINISHED:
    case XML_ERR_GT_REQUIRED: return "Ce fichier XML est incomplet\u00A0: il s’arrête avant la fin. Refaites l’export.";
    case XML_ERR_TAG_NAME_MISMATCH:
        return "Ce fichier XML est mal formé\u00A0: une balise n’est pas fermée par la bonne.";
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY: return "Ce fichier XML appelle une entité inconnue.";
    case XML_ERR_INVALID_CHAR: return "Ce fichier XML contient un caractère interdit.";
    case XML_ERR_ENTITY_LOOP:
        return "Ce fichier XML contient des entités qui s’appellent elles-mêmes\u00A0: il est refusé.";
    case XML_ERR_LT_IN_ATTRIBUTE:
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED: return "Ce fichier XML est mal formé\u00A0: un attribut est mal écrit.";
    default: return "Ce fichier XML est mal formé.";
    }
}

constexpr char const* dit_entite =
    "Ce fichier XML déclare des entités\u00A0: un export de SIECLE n’en contient jamais. Il est refusé par sécurité.";

/// 60 characters around a position, read again from the source.
std::string extrait(Source const& source, Encodage encodage, std::int64_t ligne, std::int64_t colonne) {
    auto flux = en_utf8(source.ouvrir(), encodage);
    std::string autour;
    char tampon[8192];
    std::int64_t l = 1, c = 0;
    while (auto n = flux->lire(tampon, sizeof tampon))
        for (std::size_t i = 0; i < n; ++i) {
            if (l > ligne || (l == ligne && c > colonne + 20))
                return base::propre(autour);
            c = tampon[i] == '\n' ? 0 : c + 1;
            l += tampon[i] == '\n';
            if (l == ligne && c > colonne - 40)
                autour.push_back(tampon[i]);
        }
    return base::propre(autour);
}

} // namespace

struct LecteurXml::Interieur {
    Source source;
    LimitesXml limites;
    Choix choix;
    std::unique_ptr<Flux> flux;
    std::unique_ptr<xmlTextReader, FermeLecteur> lecteur;
    std::exception_ptr panne; // an exception cannot cross libxml2
    int code_d_erreur = 0;
    std::int64_t ligne_d_erreur = 0, colonne_d_erreur = 0;

    std::int64_t egaux = 0, ligne_lue = 1; // « = » since the last « < »

    NoeudXml nature = NoeudXml::texte;
    bool vide_a_fermer = false;
    int profondeur = 0;

    static int lire(void* moi, char* tampon, int n) {
        auto& p = *static_cast<Interieur*>(moi);
        try {
            auto lus = p.flux->lire(tampon, static_cast<std::size_t>(n));
            p.compter_les_attributs({tampon, lus});
            return static_cast<int>(lus);
        } catch (...) {
            p.panne = std::current_exception();
            return -1;
        }
    }
    static int fermer(void*) { return 0; }
    static void noter(void* moi, xmlErrorPtr erreur) {
        auto& p = *static_cast<Interieur*>(moi);
        if (p.code_d_erreur || erreur->level < XML_ERR_ERROR)
            return;
        p.code_d_erreur = erreur->code;
        p.ligne_d_erreur = erreur->line;
        p.colonne_d_erreur = erreur->int2;
    }

    [[noreturn]] void refuser(std::string message, std::int64_t ligne, std::int64_t colonne) const {
        throw FichierRefuse({.fichier = source.nom,
                             .message = std::move(message),
                             .ligne = ligne,
                             .colonne = colonne,
                             .lu = extrait(source, choix.encodage, ligne, colonne)});
    }
    /// libxml2 compares each attribute of a tag with all the others: thousands of them would hold it for minutes. No
    /// tag holds a « < », so there are at most as many attributes as « = » between two of them.
    void compter_les_attributs(std::string_view morceau) {
        for (char c : morceau) {
            ligne_lue += c == '\n';
            egaux = c == '<' ? 0 : egaux + (c == '=');
            if (egaux > limites.attributs)
                throw FichierRefuse({.fichier = source.nom,
                                     .message = "Une balise de ce fichier XML porte trop d’attributs.",
                                     .ligne = ligne_lue});
        }
    }
    [[noreturn]] void refuser_l_erreur() const {
        if (panne)
            std::rethrow_exception(panne);
        refuser(en_clair(code_d_erreur), ligne_d_erreur, colonne_d_erreur);
    }
    /// The parser runs a little ahead of the node; a node counts its line up to 65 534 only.
    std::int64_t ligne() const {
        auto* noeud = xmlTextReaderCurrentNode(lecteur.get());
        auto du_noeud = noeud ? xmlGetLineNo(noeud) : 0;
        return du_noeud > 0 && du_noeud < 65'535 ? du_noeud : xmlTextReaderGetParserLineNumber(lecteur.get());
    }
    std::int64_t colonne() const { return xmlTextReaderGetParserColumnNumber(lecteur.get()); }
};

LecteurXml::LecteurXml(Source source, LimitesXml limites) : p_(std::make_unique<Interieur>()) {
    p_->source = std::move(source);
    p_->limites = limites;
    auto examen = examiner(p_->source);
    p_->choix = encodage_de_xml(examen);
    if (examen.ligne_du_nul)
        p_->refuser("Ce fichier contient des octets nuls\u00A0: ce n’est pas un XML lisible. Refaites l’export.",
                    examen.ligne_du_nul, 0);
    if (examen.ligne_d_entite)
        p_->refuser(dit_entite, examen.ligne_d_entite, 0);
    p_->flux = en_utf8(p_->source.ouvrir(), p_->choix.encodage);
    // Bytes arrive as UTF-8 whatever the prologue says. No XML_PARSE_HUGE: libxml2 keeps its own limits.
    p_->lecteur.reset(xmlReaderForIO(Interieur::lire, Interieur::fermer, p_.get(), nullptr, "UTF-8",
                                     XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT));
    if (!p_->lecteur)
        p_->refuser("Ce fichier XML ne peut pas être lu.", 1, 1);
    xmlTextReaderSetStructuredErrorHandler(p_->lecteur.get(), Interieur::noter, p_.get());
}
LecteurXml::~LecteurXml() = default;
LecteurXml::LecteurXml(LecteurXml&&) noexcept = default;

bool LecteurXml::suivant() {
    auto& p = *p_;
    if (p.nature == NoeudXml::fermeture)
        --p.profondeur;
    if (std::exchange(p.vide_a_fermer, false)) {
        p.nature = NoeudXml::fermeture;
        return true;
    }
    for (;;) {
        auto issue = xmlTextReaderRead(p.lecteur.get());
        if (issue < 0 || p.code_d_erreur || p.panne)
            p.refuser_l_erreur();
        if (issue == 0) {
            p.nature = NoeudXml::texte;
            return false;
        }
        switch (xmlTextReaderNodeType(p.lecteur.get())) {
        case XML_READER_TYPE_ELEMENT:
            if (++p.profondeur > p.limites.profondeur)
                p.refuser("Ce fichier XML a trop de niveaux imbriqués.", p.ligne(), p.colonne());
            p.nature = NoeudXml::ouverture;
            p.vide_a_fermer = xmlTextReaderIsEmptyElement(p.lecteur.get()) == 1;
            return true;
        case XML_READER_TYPE_END_ELEMENT: p.nature = NoeudXml::fermeture; return true;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
            if (texte().size() > p.limites.octets_par_texte)
                p.refuser("Ce fichier XML contient un texte démesuré.", p.ligne(), p.colonne());
            p.nature = NoeudXml::texte;
            return true;
        case XML_READER_TYPE_ENTITY:
        case XML_READER_TYPE_ENTITY_REFERENCE: p.refuser(dit_entite, p.ligne(), p.colonne());
        default: break;
        }
    }
}

NoeudXml LecteurXml::nature() const { return p_->nature; }
std::string_view LecteurXml::nom() const { return vue(xmlTextReaderConstLocalName(p_->lecteur.get())); }
std::string_view LecteurXml::texte() const { return vue(xmlTextReaderConstValue(p_->lecteur.get())); }
int LecteurXml::profondeur() const { return p_->profondeur; }
std::int64_t LecteurXml::ligne() const { return p_->ligne(); }
std::int64_t LecteurXml::colonne() const { return p_->colonne(); }
Choix const& LecteurXml::encodage() const { return p_->choix; }

std::optional<std::string> LecteurXml::attribut(std::string_view nom) const {
    std::optional<std::string> valeur;
    auto* r = p_->lecteur.get();
    for (int suite = xmlTextReaderMoveToFirstAttribute(r); suite == 1 && !valeur;
         suite = xmlTextReaderMoveToNextAttribute(r))
        if (vue(xmlTextReaderConstLocalName(r)) == nom)
            valeur = std::string(vue(xmlTextReaderConstValue(r)));
    xmlTextReaderMoveToElement(r);
    return valeur;
}

std::string LecteurXml::contenu() {
    std::string tout;
    auto niveau = p_->profondeur;
    while (suivant()) {
        if (p_->nature == NoeudXml::fermeture && p_->profondeur == niveau)
            break;
        if (p_->nature == NoeudXml::texte && p_->profondeur == niveau)
            tout += texte();
    }
    return tout;
}

void LecteurXml::passer() {
    auto niveau = p_->profondeur;
    while (suivant())
        if (p_->nature == NoeudXml::fermeture && p_->profondeur == niveau)
            return;
}

std::string racine_xml(Source const& source) {
    return d_apres_le_debut(source, [](LecteurXml& lecteur) {
        while (lecteur.suivant())
            if (lecteur.nature() == NoeudXml::ouverture)
                return std::string(lecteur.nom());
        return std::string();
    });
}

} // namespace documents
