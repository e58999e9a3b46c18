#include "rapprochement/comparaison.hpp"

#include <algorithm>

#include "rapprochement/diminutifs.hpp"
#include "rapprochement/distances.hpp"
#include "rapprochement/niveaux.hpp"

namespace rapprochement {
namespace {

bool contient_les_mots(std::string_view long_, std::string_view court) {
    bool tous = true, un_vrai_mot = false;
    chaque_mot(court, [&](std::string_view mot) {
        bool trouve = false;
        chaque_mot(long_, [&](std::string_view m) { trouve |= m == mot || (mot.size() == 1 && m[0] == mot[0]); });
        tous &= trouve;
        un_vrai_mot |= mot.size() >= 2 && !est_une_particule(mot);
    });
    return tous && un_vrai_mot;
}

bool contenu(std::string_view a, std::string_view b) {
    if (a.find(' ') == std::string_view::npos && b.find(' ') == std::string_view::npos)
        return false;
    return (a.size() >= b.size() && contient_les_mots(a, b)) || (a.size() <= b.size() && contient_les_mots(b, a));
}

/// « MARQUOI » and « TOURILLON MARQUOT »: one name in the other, but for one slip.
bool contenu_a_une_faute(std::string_view a, std::string_view b) {
    constexpr std::size_t long_ = 5;
    if (a.size() < b.size())
        std::swap(a, b);
    if (b.size() < long_ || b.find(' ') != std::string_view::npos || a.find(' ') == std::string_view::npos)
        return false;
    bool trouve = false;
    chaque_mot(a, [&](std::string_view mot) { trouve |= mot.size() >= long_ && une_faute_au_plus(mot, b); });
    return trouve;
}

bool finale_de_genre(std::string_view a, std::string_view b) {
    if (a.size() > b.size())
        std::swap(a, b);
    return b.size() == a.size() + 1 && a.size() >= 3 && (b.back() == 'E' || b.back() == 'A') && b.starts_with(a);
}

/// « TIM » for « TIMOTHY », « BERNAR » for « BERNARDIN » where a file has no room.
bool abrege(std::string_view a, std::string_view b) {
    constexpr std::size_t lettres = 3;
    return std::min(a.size(), b.size()) >= lettres && (a.starts_with(b) || b.starts_with(a));
}

constexpr double ressemblants = 0.75; // Jaro-Winkler
constexpr std::size_t court = 4;      // below, one letter is too large a part of the name

struct Comparaison {
    Codes const& codes;
    FicheCodee const& a;
    FicheCodee const& b;
    Memoire& memoire;

    unsigned noms(std::uint32_t x, std::uint32_t y) const {
        if (x == y)
            return nom_egal;
        if (rien_de_commun(codes.noms[x], codes.noms[y]))
            return nom_different;
        return memoire.niveau(x, y, [&] { return niveau_de_noms(codes.noms, x, y); });
    }

    /// Birth name and name in use, crossed: an agreement across is another level than an agreement of birth names.
    unsigned nom() const {
        if (!a.nom || !b.nom)
            return nom_absent;
        auto const direct = sans_genre(noms(a.nom, b.nom));
        if (direct <= nom_permute || (!a.nom_usage && !b.nom_usage))
            return direct;
        auto croise = [&](std::uint32_t x, std::uint32_t y) {
            return x && y && (x == y || noms(x, y) == nom_permute || noms(x, y) == nom_quasi);
        };
        if (croise(a.nom_usage, b.nom) || croise(a.nom, b.nom_usage) || croise(a.nom_usage, b.nom_usage))
            return nom_croise;
        return direct;
    }

    /// Levels that only first names have.
    static unsigned sans_genre(unsigned n) {
        if (n == nom_diminutif)
            return nom_ressemblant;
        return n == nom_genre ? static_cast<unsigned>(nom_quasi) : n;
    }

    unsigned prenom() const {
        if (!a.prenom || !b.prenom)
            return nom_absent;
        auto const premier = noms(a.prenom, b.prenom);
        if (premier == nom_egal || (a.prenoms == a.prenom && b.prenoms == b.prenom))
            return premier;
        if (dans_la_liste())
            return nom_croise;
        return premier > nom_initiale && (initiale_de(a.prenom, b.prenoms) || initiale_de(b.prenom, a.prenoms))
                   ? static_cast<unsigned>(nom_initiale)
                   : premier;
    }

    /// « G » for « Claire, Gisèle ».
    bool initiale_de(std::uint32_t prenom, std::uint32_t liste) const {
        auto const lettre = codes.noms.texte(prenom);
        bool trouve = false;
        if (lettre.size() == 1)
            chaque_mot(
                codes.noms.texte(liste), [&](std::string_view x) { trouve |= x[0] == lettre[0]; }, '|');
        return trouve;
    }

    /// The first name of one is another first name of the other. Two second names in common say nothing: twins
    /// often share them.
    bool dans_la_liste() const { return figure(a.prenom, b.prenoms) || figure(b.prenom, a.prenoms); }

    bool figure(std::uint32_t prenom, std::uint32_t liste) const {
        auto const cherche = codes.noms.texte(prenom);
        bool trouve = false;
        chaque_mot(
            codes.noms.texte(liste), [&](std::string_view x) { trouve |= x == cherche; }, '|');
        return trouve;
    }

    bool se_ressemblent(std::uint32_t x, std::uint32_t y) const {
        if (x == y)
            return true;
        auto const n = noms(x, y);
        return n == nom_permute || n == nom_quasi || n == nom_voisin || n == nom_contenu;
    }

    bool meme_debut(std::uint32_t x, std::uint32_t y) const {
        constexpr unsigned premiere_lettre = 24;
        return codes.noms[x].prefixe >> premiere_lettre == codes.noms[y].prefixe >> premiere_lettre;
    }

    /// Swapped, and perhaps one slip in each as well; where one is the same to the letter, the other may be short.
    bool inverses() const {
        if (!a.nom || !b.nom || !a.prenom || !b.prenom)
            return false;
        bool const nom = a.nom == b.prenom, prenom = a.prenom == b.nom;
        if (!nom && !prenom && !(meme_debut(a.nom, b.prenom) && meme_debut(a.prenom, b.nom)))
            return false;
        bool const nom_voisin_ =
            se_ressemblent(a.nom, b.prenom) || (prenom && noms(a.nom, b.prenom) == nom_ressemblant);
        return nom_voisin_ && (se_ressemblent(a.prenom, b.nom) || (nom && noms(a.prenom, b.nom) == nom_ressemblant));
    }

    unsigned sexe() const {
        if (a.sexe() == Sexe::inconnu || b.sexe() == Sexe::inconnu)
            return sexe_absent;
        return a.sexe() == b.sexe() ? sexe_egal : sexe_different;
    }

    static unsigned un_ine(std::uint64_t x, std::uint64_t y) {
        if (x == y)
            return ine_egal;
        char tx[12], ty[12];
        auto const nx = numero_deballe(x, tx), ny = numero_deballe(y, ty);
        if (nx.empty() || ny.empty())
            return ine_different;
        if (une_faute_au_plus(nx, ny))
            return ine_une_faute;
        auto lettre = [](char c) { return c >= 'A'; };
        bool const meme_forme = std::ranges::equal(nx, ny, {}, lettre, lettre);
        return meme_forme ? ine_different : ine_autre_forme;
    }

    unsigned ine() const {
        if (!a.ine || !b.ine)
            return ine_absent;
        auto meilleur = un_ine(a.ine, b.ine);
        if (a.autres_ine || b.autres_ine)
            codes.chaque_ine(a, [&](std::uint64_t x) {
                codes.chaque_ine(b, [&](std::uint64_t y) { meilleur = std::min(meilleur, un_ine(x, y)); });
            });
        return meilleur;
    }

    unsigned lieu() const {
        if (!a.lieu || !b.lieu)
            return lieu_absent;
        if (a.lieu == b.lieu)
            return lieu_egal;
        return textes_voisins(a.lieu, b.lieu, 0.92) ? lieu_voisin : lieu_different;
    }

    bool textes_voisins(std::uint32_t x, std::uint32_t y, double seuil) const {
        auto const a = codes.textes.texte(x), b = codes.textes.texte(y);
        return jaro_winkler_au_plus(silhouette(a), silhouette(b)) >= seuil && jaro_winkler(a, b) >= seuil;
    }

    unsigned foyer() const {
        auto const contacts_a = codes.contacts(a), contacts_b = codes.contacts(b);
        for (auto x : contacts_a)
            if (std::ranges::find(contacts_b, x) != contacts_b.end())
                return foyer_contact;
        if (a.adresse && b.adresse)
            return adresses();
        return contacts_a.empty() || contacts_b.empty() ? foyer_absent : foyer_different;
    }

    unsigned adresses() const {
        if (a.adresse == b.adresse)
            return foyer_adresse;
        auto const x = codes.textes.texte(a.adresse), y = codes.textes.texte(b.adresse);
        bool const meme_numero = x[0] >= '0' && x[0] <= '9' && x.substr(0, x.find(' ')) == y.substr(0, y.find(' '));
        auto const s = jaro_winkler(x, y);
        if (s >= (meme_numero ? 0.80 : 0.92))
            return foyer_voisin;
        return s >= 0.80 || (meme_numero && s >= 0.70) ? foyer_ressemblant : foyer_different;
    }

    unsigned commune() const {
        bool const codes_connus = a.code_postal && b.code_postal, noms_connus = a.commune && b.commune;
        if (!codes_connus && !noms_connus)
            return commune_absente;
        bool const meme_code = codes_connus && a.code_postal == b.code_postal;
        bool const meme_nom = noms_connus && (a.commune == b.commune || textes_voisins(a.commune, b.commune, 0.92));
        if (meme_code == codes_connus && meme_nom == noms_connus)
            return commune_egale;
        return meme_code || meme_nom ? commune_partielle : commune_differente;
    }
};

bool premier_janvier_ou_31_decembre(std::uint32_t date) { return date % 10000 == 101 || date % 10000 == 1231; }

bool annee_seule(std::uint32_t date) { return date % 10000 == 101; }

/// Eight digits, one different or two neighbours swapped.
bool un_chiffre_faux(std::uint32_t a, std::uint32_t b) {
    char x[8], y[8];
    for (int i = 7; i >= 0; --i, a /= 10, b /= 10) {
        x[i] = static_cast<char>('0' + a % 10);
        y[i] = static_cast<char>('0' + b % 10);
    }
    int differents = 0, premier = -1;
    for (int i = 0; i < 8; ++i)
        if (x[i] != y[i] && differents++ == 0)
            premier = i;
    if (differents <= 1)
        return true;
    return differents == 2 && premier < 7 && x[premier] == y[premier + 1] && x[premier + 1] == y[premier];
}

} // namespace

bool rien_de_commun(Nom const& a, Nom const& b) {
    return etrangers(a.silhouette, b.silhouette, ressemblants) && a.son != b.son && a.compact != b.compact &&
           a.mots != b.mots && !(a.peut_etre_diminutif && b.peut_etre_diminutif);
}

unsigned niveau_de_noms(Noms const& noms, std::uint32_t a, std::uint32_t b) {
    auto const &na = noms[a], &nb = noms[b];
    auto const x = noms.texte(a), y = noms.texte(b);
    if (a == b)
        return nom_egal;
    if (na.compact == nb.compact || na.mots == nb.mots)
        return nom_permute;
    if (contenu(x, y))
        return nom_contenu;
    if (finale_de_genre(x, y))
        return nom_genre;
    auto const s = jaro_winkler(x, y);
    if (s >= 0.92)
        return nom_quasi;
    if (na.peut_etre_diminutif && nb.peut_etre_diminutif && diminutif(x, y))
        return nom_diminutif;
    bool const longs = x.size() >= court && y.size() >= court;
    bool const une_faute = une_faute_au_plus(x, y);
    if (na.son == nb.son || (longs && une_faute) || abrege(x, y) || contenu_a_une_faute(x, y))
        return nom_voisin;
    if ((x.size() == 1 || y.size() == 1) && x[0] == y[0])
        return nom_initiale;
    return s >= ressemblants || une_faute ? nom_ressemblant : nom_different;
}

unsigned niveau_de_dates(std::uint32_t a, std::uint32_t b) {
    if (!a || !b)
        return date_absente;
    if (a == b)
        return premier_janvier_ou_31_decembre(a) ? date_presumee_egale : date_egale;
    bool const meme_annee = annee(a) == annee(b), meme_mois = mois(a) == mois(b), meme_jour = jour(a) == jour(b);
    if (meme_annee && (premier_janvier_ou_31_decembre(a) || premier_janvier_ou_31_decembre(b)))
        return date_presumee;
    if (annee_seule(a) && annee_seule(b) && (annee(a) + 1 == annee(b) || annee(b) + 1 == annee(a)))
        return date_une_faute;
    if (meme_annee && jour(a) == mois(b) && mois(a) == jour(b))
        return date_inversee;
    if (un_chiffre_faux(a, b))
        return date_une_faute;
    if (meme_annee + meme_mois + meme_jour == 2)
        return date_deux_parties;
    return meme_annee ? date_annee : date_differente;
}

Motif motif(Codes const& codes, FicheCodee const& a, FicheCodee const& b, Memoire& memoire) {
    Comparaison const c{codes, a, b, memoire};
    auto nom = c.nom(), prenom = c.prenom();
    if (nom > nom_permute && prenom > nom_contenu && c.inverses())
        nom = prenom = nom_inverse;
    Motif m = 0;
    m = avec(m, Champ::nom, nom);
    m = avec(m, Champ::prenom, prenom);
    m = avec(m, Champ::naissance, niveau_de_dates(a.date, b.date));
    m = avec(m, Champ::sexe, c.sexe());
    m = avec(m, Champ::ine, c.ine());
    m = avec(m, Champ::lieu_naissance, c.lieu());
    auto const commune = c.commune(), foyer = c.foyer();
    bool const ailleurs = commune == commune_differente && foyer == foyer_different; // one move, counted once
    m = avec(m, Champ::foyer, ailleurs ? static_cast<unsigned>(foyer_absent) : foyer);
    return avec(m, Champ::commune, commune);
}

} // namespace rapprochement
