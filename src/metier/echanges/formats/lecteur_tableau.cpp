#include <algorithm>
#include <deque>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/echanges/formats/affectation.hpp"
#include "metier/echanges/formats/examen_de_ligne.hpp"
#include "metier/echanges/formats/exemple_de_modele.hpp"
#include "metier/echanges/formats/formats_de_tableau.hpp"
#include "metier/echanges/formats/lecteurs.hpp"

namespace metier::echanges {
namespace {

constexpr std::size_t lignes_d_apercu = 50;

struct Ligne {
    std::int64_t numero = 0;
    std::vector<std::string> cellules{};
    bool guillemet_seul = false;
};

std::vector<std::vector<std::string>> cellules_de(std::deque<Ligne> const& lignes) {
    std::vector<std::vector<std::string>> liste;
    for (std::size_t i = 0; i < std::min(lignes.size(), lignes_avant_l_en_tete); ++i)
        liste.push_back(lignes[i].cellules);
    return liste;
}

/// Ce que disent les `n` premières lignes.
std::vector<std::string> textes_de(std::deque<Ligne> const& lignes, std::size_t n) {
    std::vector<std::string> dits;
    for (std::size_t i = 0; i < n; ++i)
        for (auto const& c : lignes[i].cellules)
            if (auto propre = base::propre(c); !propre.empty())
                dits.push_back(std::move(propre));
    return dits;
}

/// CFA : quatre contrats au plus par ligne ; seul le dernier commencé est gardé (formats.md §8.1).
struct DernierContrat {
    struct Contrat {
        std::optional<std::size_t> debut{}, fin{}, rupture{}, cause{};
    };
    std::vector<Contrat> contrats;

    explicit DernierContrat(std::vector<std::string> const& en_tetes) {
        for (std::string suffixe : {"", "2", "3", "4"}) {
            auto ou = [&](std::string const& cle) -> std::optional<std::size_t> {
                auto i =
                    std::ranges::find(en_tetes, cle + suffixe, [](auto const& t) { return base::cle_d_en_tete(t); });
                return i == en_tetes.end() ? std::nullopt
                                           : std::optional{static_cast<std::size_t>(i - en_tetes.begin())};
            };
            contrats.push_back(
                {ou("contratdatedebut"), ou("contratdatefin"), ou("contratdaterupture"), ou("causerupturecontrat")});
        }
    }
    void poser(LigneLue& ligne, std::vector<std::string> const& cellules) const {
        auto valeur = [&](std::optional<std::size_t> i) {
            return i && *i < cellules.size() ? base::propre(cellules[*i]) : std::string();
        };
        for (auto c = contrats.rbegin(); c != contrats.rend(); ++c) {
            if (base::est_vide(valeur(c->debut)))
                continue;
            ligne.poser(Champ::contrat_debut, valeur(c->debut));
            ligne.poser(Champ::contrat_fin, valeur(c->fin));
            ligne.poser(Champ::contrat_rupture, valeur(c->rupture));
            ligne.poser(Champ::cause_rupture, valeur(c->cause));
            return;
        }
    }
};

/// Une date dont la cellule n'a pas de format est un nombre de jours : « 39769 » se montre « 17/11/2008 ».
std::string date_de_tableur(Champ champ, std::string valeur) {
    constexpr std::size_t chiffres = 5; // de 1927 à 2173
    if (description(champ).type != TypeChamp::date || valeur.size() != chiffres ||
        valeur.find_first_not_of("0123456789") != valeur.npos)
        return valeur;
    auto jour = base::date_excel(std::stoi(valeur));
    return jour ? base::affiche(*jour) : valeur;
}

class LecteurDeTableau final : public Lecteur {
public:
    explicit LecteurDeTableau(DemandeDeTableau demande) : demande_(std::move(demande)), tableau_(demande_.ouvrir()) {
        en_tete_.nom = demande_.nom;
        apercevoir();
        choisir_les_colonnes();
        decrire();
        if (demande_.exemple_en_ligne_2)
            ecarter_l_exemple();
    }

    EnTeteFichier const& en_tete() const override { return en_tete_; }
    std::optional<Proposition> proposition() const override { return proposition_; }

    bool suivante(LigneLue& ligne) override {
        Ligne brute;
        while (prendre(brute)) {
            ligne = LigneLue{.genre = en_tete_.format == Format::annuaire ? Genre::etablissement : Genre::eleve,
                             .numero = brute.numero,
                             .fichier = feuille_courante_};
            remplir(ligne, brute.cellules);
            if (ligne.cellules.empty() || est_un_total(ligne) || repete_l_en_tete(brute.cellules))
                continue;
            if (sans_affectation_ && !ligne.a(Champ::decision_affectation))
                ligne.poser(Champ::decision_affectation, "Non affecté");
            if (brute.guillemet_seul)
                signaler_le_guillemet(ligne);
            retirer_les_nir(ligne);
            if (en_tete_.format != Format::affelnet) // une ligne par vœu : le même INE y revient, c'est normal
                ines_.signaler(ligne);
            return true;
        }
        return false;
    }

private:
    void apercevoir() {
        Ligne l;
        while (avance_.size() < lignes_d_apercu + lignes_avant_l_en_tete && tableau_->suivante(l.cellules)) {
            l.numero = tableau_->ligne();
            l.guillemet_seul = tableau_->guillemet_seul();
            avance_.push_back(l);
        }
        if (avance_.empty())
            throw documents::FichierRefuse({.fichier = demande_.nom, .message = "Ce tableau est vide."});
    }

    void choisir_les_colonnes() {
        auto rang = ligne_d_en_tete(cellules_de(avance_)).rang;
        titres_ = avance_[rang].cellules;
        largeur_ = titres_.size();
        while (!titres_.empty() && base::propre(titres_.back()).empty())
            titres_.pop_back();
        auto numero = avance_[rang].numero;
        auto titre = textes_de(avance_, rang);
        avance_.erase(avance_.begin(), avance_.begin() + static_cast<std::ptrdiff_t>(rang) + 1);
        proposer_d_apres(numero);
        sans_affectation_ =
            std::ranges::any_of(titre, [](auto const& t) { return affectation(t) == Affectation::non_affecte; });
        proposition_->au_dessus = std::move(titre);

        auto connu = reconnaitre(titres_);
        en_tete_.format = connu.value_or(Format::tableau);
        if (demande_.correspondance && demande_.correspondance->convient(titres_)) {
            for (auto const& c : demande_.correspondance->colonnes)
                colonnes_.push_back(jamais_garde(c.en_tete) ? std::nullopt : c.champ);
        } else if (connu) {
            colonnes_ = colonnes_de(*connu, titres_);
            for (std::size_t i = 0; i < colonnes_.size(); ++i)
                proposition_->colonnes[i].champ = colonnes_[i];
        } else {
            for (auto const& c : proposition_->colonnes)
                colonnes_.push_back(c.champ);
            en_tete_.correspondance_a_confirmer = true;
        }
        if (en_tete_.format == Format::cfa_effectifs)
            contrats_.emplace(titres_);
    }

    void proposer_d_apres(std::int64_t numero) {
        std::vector<std::vector<std::string>> exemples;
        for (std::size_t i = 0; i < std::min(avance_.size(), lignes_d_apercu); ++i)
            exemples.push_back(avance_[i].cellules);
        proposition_ = echanges::proposer(titres_, exemples);
        proposition_->ligne_d_en_tete = numero;
        proposition_->feuille = demande_.feuille;
        proposition_->des_lignes = !exemples.empty();
    }

    void decrire() {
        en_tete_.libelle_format = libelle(en_tete_.format);
        en_tete_.encodage = tableau_->encodage();
        en_tete_.separateur = tableau_->separateur();
        if (auto dit = tableau_->avertissement(); !dit.empty())
            en_tete_.avertissements.push_back(dit);
        if (demande_.correspondance && !demande_.correspondance->convient(titres_))
            en_tete_.avertissements.push_back(
                "Les colonnes ne sont plus celles de la dernière fois\u00A0: vérifiez la correspondance.");
        for (auto const& a : demande_.avertissements)
            en_tete_.avertissements.push_back(a);
        if (!demande_.suites.empty())
            feuille_courante_ = demande_.feuille;
    }

    void ecarter_l_exemple() {
        if (avance_.empty() || avance_.front().numero != 2)
            return;
        LigneLue ligne;
        remplir(ligne, avance_.front().cellules);
        bool exemple = est_un_exemple(ligne, avance_.front().cellules);
        en_tete_.avertissements.push_back(
            std::string("La ligne 2 de la feuille «\u00A0Modèle\u00A0» ") +
            (exemple ? "est l’exemple du modèle\u00A0: elle est ignorée."
                     : "n’est pas l’exemple du modèle, mais une personne\u00A0: elle est lue comme les autres."));
        if (exemple)
            avance_.pop_front();
    }

    bool prendre(Ligne& l) {
        if (!avance_.empty()) {
            l = std::move(avance_.front());
            avance_.pop_front();
            return true;
        }
        while (!tableau_->suivante(l.cellules))
            if (!passer_a_la_suite())
                return false;
        l.numero = tableau_->ligne();
        l.guillemet_seul = tableau_->guillemet_seul();
        return true;
    }

    /// Feuille suivante, si elle a les mêmes colonnes.
    bool passer_a_la_suite() {
        while (suite_ < demande_.suites.size()) {
            auto const& [nom, ouvrir] = demande_.suites[suite_++];
            tableau_ = ouvrir();
            feuille_courante_ = nom;
            std::vector<std::string> titres;
            for (std::size_t n = 0; n < lignes_avant_l_en_tete && tableau_->suivante(titres); ++n) {
                bool memes = memes_en_tetes(titres, titres_);
                if (!memes && (en_tete_.format == Format::tableau || reconnaitre(titres) != en_tete_.format))
                    continue;
                if (!memes)
                    colonnes_ = colonnes_de(en_tete_.format, titres);
                return true;
            }
        }
        return false;
    }

    void remplir(LigneLue& ligne, std::vector<std::string> const& cellules) const {
        std::size_t lues = 0; // cellules vides de la fin laissées de côté
        for (std::size_t i = 0; i < cellules.size(); ++i) {
            auto valeur = base::propre(cellules[i]);
            if (!valeur.empty())
                lues = i + 1;
            if (i < colonnes_.size() && colonnes_[i] && !base::est_vide(valeur) && !ligne.a(*colonnes_[i]))
                ligne.cellules.push_back({*colonnes_[i], date_de_tableur(*colonnes_[i], std::move(valeur))});
        }
        if (contrats_)
            contrats_->poser(ligne, cellules);
        if (lues > largeur_)
            signaler_le_debordement(ligne, lues);
    }

    /// Dans un CSV, un séparateur de trop décale tout ce qui suit ; une case de classeur, elle, est à sa place.
    void signaler_le_debordement(LigneLue& ligne, std::size_t lues) const {
        auto compte = base::pluriel(static_cast<long long>(lues), "cellule lue", "cellules lues") + ", " +
                      base::pluriel(static_cast<long long>(largeur_), "attendue", "attendues") + " d’après l’en-tête";
        if (en_tete_.separateur.empty())
            ligne.anomalies.push_back(
                {.code = std::string(code_de_debordement),
                 .message = "Cette ligne dépasse l’en-tête (" + compte + ")\u00A0: ce qui n’a pas de titre est ignoré.",
                 .de_lecture = true});
        else
            ligne.anomalies.push_back({.gravite = Gravite::erreur,
                                       .code = std::string(code_de_debordement),
                                       .message = "La " + ligne.repere() + " est trop longue (" + compte +
                                                  ")\u00A0: " + un_separateur() +
                                                  " de trop décale sans doute ses colonnes. Relisez-les.",
                                       .de_lecture = true});
    }

    static void signaler_le_guillemet(LigneLue& ligne) {
        ligne.anomalies.push_back({.gravite = Gravite::erreur,
                                   .code = std::string(code_de_debordement),
                                   .message = "La " + ligne.repere() +
                                              " ouvre un guillemet qui n’est jamais refermé\u00A0: il a été lu comme "
                                              "une lettre. Relisez-la.",
                                   .de_lecture = true});
    }

    std::string un_separateur() const {
        return en_tete_.separateur == "\t" ? "une tabulation" : "un «\u00A0" + en_tete_.separateur + "\u00A0»";
    }

    /// « Total : 40 » sous la liste. ONDE en ajoute un sans le dire.
    bool est_un_total(LigneLue const& ligne) const {
        bool une_lettre = base::normalise(std::string(ligne[Champ::prenom]) + std::string(ligne[Champ::prenoms]))
                              .find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos;
        if (une_lettre || ligne.a(Champ::naissance))
            return false;
        auto debut = base::normalise(ligne.cellules.front().valeur);
        return en_tete_.format == Format::onde || debut.starts_with("TOTAL") || debut.starts_with("NOMBRE D") ||
               debut.starts_with("EFFECTIF");
    }

    /// L'en-tête revient en haut de chaque page d'une liste imprimée.
    bool repete_l_en_tete(std::vector<std::string> const& cellules) const {
        return titres_.size() > 1 && memes_en_tetes(cellules, titres_);
    }

    DemandeDeTableau demande_;
    std::unique_ptr<Tableau> tableau_;
    EnTeteFichier en_tete_;
    std::optional<Proposition> proposition_;
    std::vector<std::string> titres_;
    std::size_t largeur_ = 0; ///< de l'en-tête, colonnes sans titre comprises
    std::vector<std::optional<Champ>> colonnes_;
    std::optional<DernierContrat> contrats_;
    std::deque<Ligne> avance_;
    std::size_t suite_ = 0;
    std::string feuille_courante_;
    bool sans_affectation_ = false; ///< le titre dit « liste des non-affectés »
    InesVus ines_;
};

// Affelnet (formats.md §7) : une ligne par vœu. Une première lecture retient, par élève, la ligne qui lui donne une
// place, à défaut celle du meilleur rang ;
// la seconde ne rend que celles-là.
class LecteurDAffelnet final : public Lecteur {
public:
    LecteurDAffelnet(DemandeDeTableau demande, std::unique_ptr<Lecteur> lecteur)
        : demande_(std::move(demande)), lecteur_(std::move(lecteur)) {}
    EnTeteFichier const& en_tete() const override { return lecteur_->en_tete(); }
    std::optional<Proposition> proposition() const override { return lecteur_->proposition(); }
    bool suivante(LigneLue& ligne) override {
        if (meilleurs_.empty())
            choisir_les_meilleurs();
        while (lecteur_->suivante(ligne))
            if (meilleurs_.at(cle(ligne)).numero == ligne.numero)
                return true;
        return false;
    }

private:
    struct Meilleur {
        bool refuse; ///< une place obtenue passe devant un meilleur rang refusé
        int rang;
        std::int64_t numero;
        friend auto operator<=>(Meilleur const&, Meilleur const&) = default;
    };
    void choisir_les_meilleurs() {
        LecteurDeTableau premier(demande_);
        for (LigneLue ligne; premier.suivante(ligne);) {
            bool refuse = affectation(ligne[Champ::decision_affectation]) != Affectation::affecte;
            Meilleur const celui_ci{refuse, rang(ligne), ligne.numero};
            auto ou = meilleurs_.try_emplace(cle(ligne), celui_ci).first;
            ou->second = std::min(ou->second, celui_ci);
        }
    }
    static int rang(LigneLue const& ligne) {
        auto t = ligne[Champ::rang_voeu];
        int n = 0;
        for (char c : t.substr(0, 4))
            n = c >= '0' && c <= '9' ? n * 10 + (c - '0') : 9999;
        return t.empty() ? 9999 : n;
    }
    /// INE, sinon nom, prénom et établissement d'origine.
    static std::string cle(LigneLue const& ligne) {
        if (ligne.a(Champ::ine))
            return base::majuscules(ligne[Champ::ine]);
        std::string c;
        for (auto champ : {Champ::nom_famille, Champ::prenom, Champ::uai_origine})
            c += base::normalise(ligne[champ]) + "|";
        return c;
    }
    DemandeDeTableau demande_;
    std::unique_ptr<Lecteur> lecteur_;
    std::unordered_map<std::string, Meilleur> meilleurs_;
};

} // namespace

std::unique_ptr<Lecteur> lecteur_de_tableau(DemandeDeTableau demande) {
    auto lecteur = std::make_unique<LecteurDeTableau>(demande);
    if (lecteur->en_tete().format != Format::affelnet)
        return lecteur;
    return std::make_unique<LecteurDAffelnet>(std::move(demande), std::move(lecteur));
}

} // namespace metier::echanges
