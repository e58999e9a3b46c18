#include "metier/echanges/formats/absences.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>

#include "base/texte.hpp"
#include "documents/detection.hpp"
#include "documents/fichier_refuse.hpp"
#include "documents/xlsx.hpp"
#include "documents/xml.hpp"
#include "metier/echanges/formats/tableau.hpp"

namespace metier::echanges {

std::string DefautDeLigne::phrase() const {
    return "Ligne " + std::to_string(ligne) + ", colonne « " + colonne + " » : lu « " + base::coupe(lu, 60) +
           " », attendu : " + attendu + ".";
}

namespace {

enum class Col {
    eleve,
    nom,
    prenom,
    naissance,
    classe,
    numero,
    debut,
    fin,
    heure_debut,
    heure_fin,
    duree,
    justifiee,
    total,
    non_justifiees,
    retards,
    reglee,
    motif,
};
constexpr std::size_t nombre_de_colonnes = static_cast<std::size_t>(Col::motif) + 1;

struct Synonyme {
    std::string_view cle; ///< en-tête normalisé (base::cle_d_en_tete)
    Col colonne;
};
constexpr Synonyme synonymes[] = {
    {"eleve", Col::eleve},
    {"eleves", Col::eleve},
    {"nometprenom", Col::eleve},
    {"nomprenom", Col::eleve},
    {"identite", Col::eleve},
    {"nom", Col::nom},
    {"nomeleve", Col::nom},
    {"nomdefamille", Col::nom},
    {"prenom", Col::prenom},
    {"prenomeleve", Col::prenom},
    {"neele", Col::naissance},
    {"datenaiss", Col::naissance},
    {"datedenaissance", Col::naissance},
    {"classe", Col::classe},
    {"div", Col::classe},
    {"division", Col::classe},
    {"codestructure", Col::classe},
    {"elenoet", Col::numero},
    {"numero", Col::numero},
    {"ninterne", Col::numero},
    {"numerointerne", Col::numero},
    {"datededebut", Col::debut},
    {"datedebut", Col::debut},
    {"debut", Col::debut},
    {"du", Col::debut},
    {"date", Col::debut},
    {"datedefin", Col::fin},
    {"datefin", Col::fin},
    {"fin", Col::fin},
    {"au", Col::fin},
    {"heuredebut", Col::heure_debut},
    {"heurededebut", Col::heure_debut},
    {"hdebut", Col::heure_debut},
    {"heurefin", Col::heure_fin},
    {"heuredefin", Col::heure_fin},
    {"hfin", Col::heure_fin},
    {"demijourneescalculees", Col::duree},
    {"demijourneesbulletin", Col::duree},
    {"demijournees", Col::duree},
    {"djbulletin", Col::duree},
    {"dj", Col::duree},
    {"12j", Col::duree},
    {"justifiee", Col::justifiee},
    {"justifie", Col::justifiee},
    {"justif", Col::justifiee},
    {"recevable", Col::justifiee},
    {"nbabs", Col::total},
    {"nb12jabs", Col::total},
    {"12jdabsencescomptabilisees", Col::total},
    {"totaldemijournees", Col::total},
    {"nbnonjustif", Col::non_justifiees},
    {"nonjustifiees", Col::non_justifiees},
    {"12jdabsencesnonjustifieescomptabilisees", Col::non_justifiees},
    {"nbret", Col::retards},
    {"nbretards", Col::retards},
    {"retards", Col::retards},
    {"reglee", Col::reglee},
    {"motif", Col::motif},
    {"raison", Col::motif},
};

std::string cle(std::string_view en_tete) {
    std::string texte{en_tete};
    for (auto i = texte.find("½"); i != std::string::npos; i = texte.find("½", i))
        texte.replace(i, std::string_view{"½"}.size(), "1/2");
    return base::cle_d_en_tete(texte);
}

struct Colonnes {
    std::array<std::optional<std::size_t>, nombre_de_colonnes> rang{};
    std::array<std::string, nombre_de_colonnes> titre{};
    std::vector<std::string> doubles = {}; ///< titres vus deux fois : le premier est lu
    std::size_t connues = 0;

    bool a(Col c) const { return rang[static_cast<std::size_t>(c)].has_value(); }
    std::string valeur(Col c, std::vector<std::string> const& cellules) const {
        auto i = rang[static_cast<std::size_t>(c)];
        return i && *i < cellules.size() ? base::propre(cellules[*i]) : std::string{};
    }
    std::string const& dite(Col c) const { return titre[static_cast<std::size_t>(c)]; }
};

void prendre(Colonnes& c, std::size_t rang, std::string const& titre) {
    auto s = std::ranges::find(synonymes, cle(titre), &Synonyme::cle);
    if (s == std::end(synonymes))
        return;
    if (c.a(s->colonne)) {
        auto i = static_cast<std::size_t>(s->colonne);
        if (c.rang[i] != rang && cle(c.titre[i]) == cle(titre))
            c.doubles.push_back(base::propre(titre));
        return;
    }
    c.rang[static_cast<std::size_t>(s->colonne)] = rang;
    c.titre[static_cast<std::size_t>(s->colonne)] = base::propre(titre);
    ++c.connues;
}

/// Un en-tête d'une ligne, ou de deux : la seconde précise ce que la première groupe (Pronote).
Colonnes lire_l_en_tete(std::vector<std::string> const& haut, std::vector<std::string> const* bas) {
    Colonnes c;
    auto n = std::max(haut.size(), bas ? bas->size() : 0);
    for (std::size_t i = 0; i < n; ++i) {
        if (bas && i < bas->size())
            prendre(c, i, (*bas)[i]);
        if (i < haut.size())
            prendre(c, i, haut[i]);
    }
    return c;
}

std::optional<int> minutes(std::string_view texte) {
    auto chiffres = [](std::string_view t) {
        int n = -1;
        auto [fin, erreur] = std::from_chars(t.data(), t.data() + t.size(), n);
        return erreur == std::errc{} && fin == t.data() + t.size() ? n : -1;
    };
    auto i = texte.find_first_of("h:H");
    if (i == texte.npos)
        return std::nullopt;
    auto h = chiffres(texte.substr(0, i)), m = i + 1 == texte.size() ? 0 : chiffres(texte.substr(i + 1, 2));
    return h >= 0 && h < 24 && m >= 0 && m < 60 ? std::optional{h * 60 + m} : std::nullopt;
}

struct Moment_ {
    std::optional<Date> jour;
    std::optional<int> minute;
};
/// « 05/10/2026 », « 05/10/2026 à 08h00 »
Moment_ moment(std::string const& texte) {
    auto mots = base::decoupe(texte, ' ');
    Moment_ m;
    if (!mots.empty())
        m.jour = base::lire_date(mots.front());
    if (mots.size() > 1)
        m.minute = minutes(mots.back());
    return m;
}

std::optional<bool> oui_ou_non(std::string const& texte) {
    auto n = base::normalise(texte);
    if (n == "OUI" || n == "O" || n == "VRAI" || n == "1" || n == "X")
        return true;
    if (n == "NON" || n == "N" || n == "FAUX" || n == "0")
        return false;
    return std::nullopt;
}

std::optional<int> entier(std::string const& texte) {
    int n = 0;
    auto [fin, erreur] = std::from_chars(texte.data(), texte.data() + texte.size(), n);
    return erreur == std::errc{} && fin == texte.data() + texte.size() && n >= 0 ? std::optional{n} : std::nullopt;
}

/// « 1 », « 0,5 », « 2.00 »
std::optional<double> nombre(std::string texte) {
    std::ranges::replace(texte, ',', '.');
    double n = 0;
    auto [fin, erreur] = std::from_chars(texte.data(), texte.data() + texte.size(), n);
    return erreur == std::errc{} && fin == texte.data() + texte.size() && n >= 0 && n < 1000 ? std::optional{n}
                                                                                             : std::nullopt;
}

constexpr int jours_d_une_absence = 366; // plus longue : une faute de frappe
constexpr std::size_t lignes_avant_l_en_tete = 15;

class LecteurDeTableau final : public LecteurDAbsences {
public:
    LecteurDeTableau(std::unique_ptr<Tableau> tableau, std::string const& nom, bool lignes_entieres)
        : tableau_{std::move(tableau)}, lignes_entieres_{lignes_entieres} {
        std::vector<std::string> cellules;
        while (avance_.size() < lignes_avant_l_en_tete && tableau_->suivante(cellules))
            avance_.push_back({tableau_->ligne(), cellules});
        if (avance_.empty())
            throw documents::FichierRefuse({.fichier = nom, .message = "Ce fichier est vide."});
        if (!sans_en_tete())
            choisir(nom);
        if (auto dit = tableau_->avertissement(); !dit.empty())
            avertissements_.push_back(dit);
    }

    bool suivante(AbsenceLue& absence, std::optional<DefautDeLigne>& defaut) override {
        Ligne l;
        while (prendre_une(l)) {
            defaut.reset();
            absence = {};
            absence.ligne = l.numero;
            if (std::ranges::all_of(l.cellules, [](auto const& c) { return base::propre(c).empty(); }))
                continue;
            if (est_un_total(l))
                continue;
            defaut = lire(l, absence);
            return true;
        }
        return false;
    }

private:
    struct Ligne {
        std::int64_t numero = 0;
        std::vector<std::string> cellules;
    };

    /// GEPI : ELENOET, absences, non justifiées, retards, sans titre.
    bool sans_en_tete() {
        auto const& c = avance_.front().cellules;
        if (c.size() != 4 || !std::ranges::all_of(c, [](auto const& t) { return entier(base::propre(t)).has_value(); }))
            return false;
        constexpr std::string_view titres[] = {"ELENOET", "NBABS", "NBNONJUSTIF", "NBRET"};
        for (std::size_t i = 0; i < 4; ++i)
            prendre(colonnes_, i, std::string(titres[i]));
        format_ = FormatDAbsences::cumul;
        libelle_ = "Totaux d’absences de GEPI, sans en-tête";
        return true;
    }

    void choisir(std::string const& nom) {
        std::size_t rang = 0, hauteur = 1;
        for (std::size_t i = 0; i < avance_.size(); ++i) {
            auto seule = lire_l_en_tete(avance_[i].cellules, nullptr);
            if (seule.connues > colonnes_.connues)
                colonnes_ = seule, rang = i, hauteur = 1;
            if (i + 1 < avance_.size()) {
                auto deux = lire_l_en_tete(avance_[i].cellules, &avance_[i + 1].cellules);
                if (deux.connues > colonnes_.connues)
                    colonnes_ = deux, rang = i, hauteur = 2;
            }
        }
        avance_.erase(avance_.begin(), avance_.begin() + static_cast<std::ptrdiff_t>(rang + hauteur));
        verifier(nom);
    }

    void verifier(std::string const& nom) {
        auto refuser = [&](std::string message) {
            throw documents::FichierRefuse({.fichier = nom, .message = std::move(message)});
        };
        auto const& c = colonnes_;
        if (!c.a(Col::eleve) && !c.a(Col::nom) && !c.a(Col::numero))
            refuser("Aucune colonne ne nomme l’élève. Attendu : « Élève », « Nom » et « Prénom », ou « ELENOET ».");
        if (c.a(Col::debut)) {
            format_ = FormatDAbsences::detail;
            libelle_ = "Absences, une ligne par absence";
            if (!c.a(Col::justifiee))
                refuser("Aucune colonne ne dit si l’absence est justifiée : le compte de la loi ne peut pas se faire. "
                        "Ajoutez la colonne « Justifiée » avant d’exporter." +
                        std::string(c.a(Col::reglee)
                                        ? " « Réglée » veut dire traitée par la vie scolaire, et non justifiée."
                                        : ""));
        } else if (c.a(Col::total)) {
            format_ = FormatDAbsences::cumul;
            libelle_ = "Totaux d’absences, un par élève";
            if (!c.a(Col::non_justifiees))
                avertissements_.push_back("Ce fichier ne distingue pas les absences non justifiées : il ne permet pas "
                                          "le compte de la loi.");
        } else {
            refuser("Ni date d’absence ni total : ce tableau n’est pas un export d’absences. Attendu : « Date de "
                    "début », ou « ½ j. d’absences ».");
        }
        if (c.a(Col::motif))
            avertissements_.push_back("Les motifs ne sont ni lus ni gardés : ils peuvent toucher à la santé.");
        for (auto const& titre : c.doubles)
            avertissements_.push_back("La colonne « " + titre + " » figure deux fois : seule la première est lue.");
        if (c.a(Col::reglee) && c.a(Col::justifiee))
            avertissements_.push_back("« Réglée » n’est pas lue : elle ne dit pas que l’absence est justifiée.");
    }

    bool prendre_une(Ligne& l) {
        if (!avance_.empty()) {
            l = std::move(avance_.front());
            avance_.pop_front();
            return true;
        }
        if (!tableau_->suivante(l.cellules))
            return false;
        l.numero = tableau_->ligne();
        return true;
    }

    bool est_un_total(Ligne const& l) const {
        auto debut = base::normalise(l.cellules.front());
        return debut.starts_with("TOTAL") || debut.starts_with("NOMBRE D");
    }

    DefautDeLigne defaut(Ligne const& l, Col c, std::string lu, std::string attendu) const {
        return {l.numero, colonnes_.dite(c), std::move(lu), std::move(attendu)};
    }

    std::optional<DefautDeLigne> lire(Ligne const& l, AbsenceLue& a) const {
        auto v = [&](Col c) { return colonnes_.valeur(c, l.cellules); };
        a.nom_et_prenom = v(Col::eleve);
        if (a.nom_et_prenom.empty())
            a.nom_et_prenom = base::propre(v(Col::nom) + " " + v(Col::prenom));
        a.classe = v(Col::classe);
        if (auto n = v(Col::naissance); !n.empty()) {
            a.naissance = base::lire_date(n);
            if (!a.naissance)
                return defaut(l, Col::naissance, n, "une date, par exemple 05/10/2010");
        }
        if (auto n = v(Col::numero); !n.empty()) {
            auto lu = entier(n);
            if (!lu)
                return defaut(l, Col::numero, n, "un numéro d’élève");
            a.numero = *lu;
        }
        if (a.nom_et_prenom.empty() && !a.numero)
            return defaut(l,
                          colonnes_.a(Col::eleve) ? Col::eleve
                          : colonnes_.a(Col::nom) ? Col::nom
                                                  : Col::numero,
                          "", "un élève");
        return format_ == FormatDAbsences::detail ? lire_le_detail(l, a) : lire_le_cumul(l, a);
    }

    std::optional<DefautDeLigne> lire_le_detail(Ligne const& l, AbsenceLue& a) const {
        auto v = [&](Col c) { return colonnes_.valeur(c, l.cellules); };
        auto debut = moment(v(Col::debut)), fin = moment(v(Col::fin));
        if (!debut.jour)
            return defaut(l, Col::debut, v(Col::debut), "une date, par exemple 05/10/2026");
        if (!v(Col::fin).empty() && !fin.jour)
            return defaut(l, Col::fin, v(Col::fin), "une date, par exemple 05/10/2026");
        a.debut = *debut.jour;
        a.fin = fin.jour.value_or(a.debut);
        if (a.fin < a.debut || base::jours_entre(a.debut, a.fin) > jours_d_une_absence)
            return defaut(l, colonnes_.a(Col::fin) ? Col::fin : Col::debut, v(Col::fin),
                          "une date entre le " + base::affiche(a.debut) + " et un an après");
        a.minute_debut = debut.minute;
        a.minute_fin = fin.minute;
        for (auto [colonne, ou] : {std::pair{Col::heure_debut, &a.minute_debut}, {Col::heure_fin, &a.minute_fin}})
            if (auto t = v(colonne); !t.empty()) {
                *ou = minutes(t);
                if (!*ou)
                    return defaut(l, colonne, t, "une heure, par exemple 08:30");
            }
        if (auto t = v(Col::duree); !t.empty()) {
            a.demi_journees = nombre(t);
            if (!a.demi_journees)
                return defaut(l, Col::duree, t, "un nombre de demi-journées, par exemple 2 ou 0,5");
        }
        // Un export coupé n'a plus sa justification : il ne fabrique pas d'absence non justifiée.
        if (lignes_entieres_ && *colonnes_.rang[static_cast<std::size_t>(Col::justifiee)] >= l.cellules.size())
            return defaut(l, Col::justifiee, "", "une ligne entière : celle-ci est coupée avant cette colonne");
        auto j = v(Col::justifiee);
        a.justifiee = oui_ou_non(j);
        if (!a.justifiee && !j.empty())
            return defaut(l, Col::justifiee, j, "Oui ou Non");
        return std::nullopt;
    }

    std::optional<DefautDeLigne> lire_le_cumul(Ligne const& l, AbsenceLue& a) const {
        auto v = [&](Col c) { return colonnes_.valeur(c, l.cellules); };
        for (auto c : {Col::total, Col::non_justifiees, Col::retards}) {
            auto t = v(c);
            if (!colonnes_.a(c) || (t.empty() && c != Col::total))
                continue;
            auto n = nombre(t);
            if (!n)
                return defaut(l, c, t, "un nombre, par exemple 4");
            auto entieres = static_cast<int>(*n);
            if (c == Col::total)
                a.total = entieres;
            else
                (c == Col::non_justifiees ? a.non_justifiees : a.retards) = entieres;
        }
        if (a.non_justifiees && *a.non_justifiees > a.total)
            return defaut(l, Col::non_justifiees, v(Col::non_justifiees),
                          "au plus le total, " + std::to_string(a.total));
        return std::nullopt;
    }

    std::unique_ptr<Tableau> tableau_;
    std::deque<Ligne> avance_;
    Colonnes colonnes_;
    bool lignes_entieres_; ///< un CSV écrit toutes ses cellules ; un classeur laisse les dernières vides
};

/// exportAbsence : des éléments `eleve` sous la racine, sans nom (formats.md §2.9).
class LecteurDExportAbsence final : public LecteurDAbsences {
public:
    explicit LecteurDExportAbsence(documents::Source source) : xml_{std::move(source)} {
        format_ = FormatDAbsences::cumul;
        libelle_ = "Totaux d’absences de SIECLE vie scolaire (exportAbsence)";
    }
    bool suivante(AbsenceLue& a, std::optional<DefautDeLigne>& defaut) override {
        while (xml_.suivant()) {
            if (xml_.nature() != documents::NoeudXml::ouverture || xml_.nom() != "eleve" || xml_.profondeur() != 2)
                continue;
            a = {};
            defaut.reset();
            a.ligne = xml_.ligne();
            if (auto n = lire("elenoet", true, defaut))
                a.numero = *n;
            a.total = lire("nbAbs", true, defaut).value_or(0);
            a.non_justifiees = lire("nbNonJustif", false, defaut);
            a.retards = lire("nbRet", false, defaut);
            if (!defaut && a.non_justifiees && *a.non_justifiees > a.total)
                defaut = DefautDeLigne{a.ligne, "nbNonJustif", std::to_string(*a.non_justifiees),
                                       "au plus le total, " + std::to_string(a.total)};
            return true;
        }
        return false;
    }

private:
    std::optional<int> lire(std::string const& nom, bool exige, std::optional<DefautDeLigne>& defaut) {
        auto texte = xml_.attribut(nom);
        auto n = texte ? entier(base::propre(*texte)) : std::nullopt;
        if (!defaut && ((exige && !n) || (texte && !n)))
            defaut = DefautDeLigne{xml_.ligne(), nom, texte.value_or(""), "un nombre entier"};
        return n;
    }
    documents::LecteurXml xml_;
};

} // namespace

std::unique_ptr<LecteurDAbsences> ouvrir_des_absences(std::filesystem::path const& chemin, std::string const& nom) {
    auto source = documents::source_de_fichier(chemin, nom);
    auto nature = documents::detecter_octets(documents::premiers_octets(source, 4096));
    if (nature == documents::Nature::xml) {
        if (auto racine = documents::racine_xml(source); racine != "exportAbsence")
            throw documents::FichierRefuse({.fichier = nom,
                                            .message = "Ce fichier XML n’est pas un export d’absences. Attendu : "
                                                       "« exportAbsence ».",
                                            .lu = base::coupe(racine, 60)});
        return std::make_unique<LecteurDExportAbsence>(std::move(source));
    }
    if (nature == documents::Nature::zip || nature == documents::Nature::xlsx)
        return std::make_unique<LecteurDeTableau>(tableau_xlsx(chemin, nom, ""), nom, false);
    documents::refuser_illisible(nature, nom);
    return std::make_unique<LecteurDeTableau>(tableau_csv(std::move(source)), nom, true);
}

} // namespace metier::echanges
