#include "metier/demonstration/pays/fautes.hpp"

#include <algorithm>
#include <array>

#include "metier/demonstration/population/erreurs.hpp"

namespace metier::demonstration {
namespace {

using Paires = std::pair<std::string_view, std::string_view>;
constexpr Paires sons[] = {{"FEVRE", "FEBVRE"}, {"EAU", "AUX"}, {"TH", "T"}, {"PH", "F"}, {"Y", "I"},  {"CK", "K"},
                           {"NN", "N"},         {"LL", "L"},    {"SS", "S"}, {"TT", "T"}, {"IE", "I"}, {"QU", "K"}};
constexpr std::string_view particules[] = {"DE LA ", "DE ", "DU ", "LE ", "LA ", "EL ", "BEN "};

bool lettre(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Remplacer, ôter, ajouter ou permuter une lettre sans accent.
void une_lettre(std::string& texte, Hasard& h) {
    auto place = [&] {
        for (int essai = 0; essai < 20; ++essai)
            if (auto const i = h.entier(static_cast<std::uint32_t>(texte.size())); lettre(texte[i]))
                return static_cast<std::size_t>(i);
        return texte.npos;
    };
    auto const i = texte.size() < 2 ? texte.npos : place();
    if (i == texte.npos)
        return void(texte += 'E');
    auto const autre = static_cast<char>((texte[i] >= 'a' ? 'a' : 'A') + h.entier(26));
    switch (h.entier(4)) {
    case 0: texte[i] = autre; break;
    case 1: texte.erase(i, 1); break;
    case 2: texte.insert(i, 1, autre); break;
    default:
        if (i + 1 < texte.size() && lettre(texte[i + 1]))
            std::swap(texte[i], texte[i + 1]);
        else
            texte[i] = autre;
    }
}

bool changer_un_son(std::string& texte, Hasard& h) {
    auto const depart = h.entier(static_cast<std::uint32_t>(std::size(sons)));
    for (std::size_t k = 0; k < std::size(sons); ++k) {
        auto const [de, a] = sons[(k + depart) % std::size(sons)];
        if (auto const i = texte.find(de, 1); i != texte.npos)
            return texte.replace(i, de.size(), a), true;
    }
    return false;
}

/// « Maëlys » relu octet par octet : de l'UTF-8 pris pour du Latin-1.
std::string en_latin(std::string_view utf8) {
    std::string sortie;
    for (auto c : utf8)
        if (auto const o = static_cast<unsigned char>(c); o < 0x80)
            sortie += c;
        else {
            sortie += static_cast<char>(0xC0 | o >> 6);
            sortie += static_cast<char>(0x80 | (o & 0x3F));
        }
    return sortie;
}

unsigned jours_du_mois(int annee, int mois) {
    return static_cast<unsigned>((std::chrono::year{annee} / mois / std::chrono::last).day());
}

class Copiste {
public:
    Copiste(Eleve& e, std::uint64_t rang, Habitants const& habitants, Taux const& taux, Hasard& h, Trace& trace)
        : e_{e}, rang_{rang}, habitants_{habitants}, taux_{taux}, h_{h}, trace_{trace} {}

    void copier() {
        le_nom();
        le_prenom();
        si(Faute::noms_inverses, e_.nom, [&](auto&) { std::swap(e_.nom, e_.prenom); });
        la_date();
        le_sexe();
        l_ine();
        le_domicile();
        l_ecriture();
    }

private:
    bool arrive(Faute faute) { return h_.chance(taux_[static_cast<std::size_t>(faute)]); }

    /// Fait la faute si elle est tirée, et la note si elle a changé quelque chose.
    template <class F>
    void si(Faute faute, std::string& texte, F faire) {
        if (!arrive(faute))
            return;
        avant_ = texte;
        faire(texte);
        if (texte != avant_)
            trace_.noter(faute, avant_, texte);
    }

    void frapper(Faute faute, std::string& texte) {
        si(faute, texte, [&](auto& t) {
            une_lettre(t, h_);
            if (h_.chance(habitants_.modele().seconde_faute))
                une_lettre(t, h_);
        });
    }

    void le_nom() {
        auto& nom = e_.nom;
        if (!e_.nom_usage.empty())
            si(Faute::nom_usage, nom, [&](auto& t) { std::swap(t, e_.nom_usage); });
        auto const particule = std::ranges::find_if(particules, [&](auto p) { return nom.starts_with(p); });
        if (particule != std::end(particules))
            si(Faute::particule, nom, [&](auto& t) { deplacer(t, *particule); });
        else if (auto const tiret = nom.find('-'); tiret != nom.npos) {
            si(Faute::nom_double_coupe, nom,
               [&](auto& t) { t = h_.chance(0.5) ? t.substr(0, tiret) : t.substr(tiret + 1); });
            si(Faute::tiret_change, nom, [](auto& t) { std::ranges::replace(t, '-', ' '); });
        }
        frapper(Faute::frappe_nom, nom);
        si(Faute::phonetique, nom, [&](auto& t) { changer_un_son(t, h_); });
    }

    void deplacer(std::string& nom, std::string_view particule) {
        auto const mot = std::string(particule.substr(0, particule.size() - 1));
        nom.erase(0, particule.size());
        if (h_.chance(0.7))
            nom.insert(0, mot);
        else
            nom += " (" + mot + ")";
    }

    void le_prenom() {
        auto& prenom = e_.prenom;
        if (!e_.prenom2.empty())
            si(Faute::deuxieme_prenom, prenom, [&](auto& t) { std::swap(t, e_.prenom2); });
        if (auto const tiret = prenom.find('-'); tiret != prenom.npos) {
            si(Faute::prenom_tronque, prenom, [&](auto& t) { t.resize(tiret); });
            si(Faute::tiret_change, prenom, [&](auto& t) {
                if (auto const i = t.find('-'); i != t.npos)
                    h_.chance(0.7) ? void(t[i] = ' ') : void(t.erase(i, 1));
            });
        }
        frapper(Faute::frappe_prenom, prenom);
    }

    template <class F>
    void si_la_date(Faute faute, F faire) {
        if (!arrive(faute))
            return;
        auto ecrite = [&](std::string& texte) {
            texte.clear();
            ajouter_date(texte, e_.annee, e_.mois, e_.jour);
        };
        ecrite(avant_);
        faire();
        ecrite(apres_);
        if (avant_ != apres_)
            trace_.noter(faute, avant_, apres_);
    }

    void la_date() {
        si_la_date(Faute::jour_mois_inverses, [&] {
            if (e_.jour <= 12)
                std::swap(e_.jour, e_.mois);
        });
        si_la_date(Faute::date_partie_fausse, [&] { fausser_une_partie(); });
        si_la_date(Faute::date_chiffres_permutes, [&] {
            auto const permute = e_.jour % 10 * 10 + e_.jour / 10;
            if (permute >= 1 && permute <= static_cast<int>(jours_du_mois(e_.annee, e_.mois)))
                e_.jour = permute;
            else
                e_.annee = e_.annee / 100 * 100 + e_.annee % 10 * 10 + e_.annee / 10 % 10;
        });
        if (e_.etranger)
            si_la_date(Faute::date_presumee, [&] {
                if (h_.chance(0.02))
                    e_.jour = e_.mois = 1;
            });
        e_.jour = std::min(e_.jour, static_cast<int>(jours_du_mois(e_.annee, e_.mois)));
    }

    void fausser_une_partie() {
        switch (h_.entier(3)) {
        case 0: e_.jour = 1 + static_cast<int>(h_.entier(28)); break;
        case 1: e_.mois = 1 + static_cast<int>(h_.entier(12)); break;
        default: e_.annee += h_.chance(0.3) ? 10 : h_.chance(0.5) ? 1 : -1;
        }
    }

    void le_sexe() {
        if (arrive(Faute::sexe_absent)) {
            e_.sexe_connu = false;
            trace_.noter(Faute::sexe_absent, e_.fille ? "F" : "M", "");
        } else if (arrive(Faute::sexe_faux)) {
            e_.fille = !e_.fille;
            trace_.noter(Faute::sexe_faux, e_.fille ? "M" : "F", e_.fille ? "F" : "M");
        }
    }

    void l_ine() {
        auto const entier = e_.ine;
        si(Faute::ine_absent, e_.ine, [](auto& t) { t.clear(); });
        if (e_.ine.empty())
            return;
        si(Faute::ine_autre, e_.ine, [&](auto& t) { t = habitants_.ine_inconnu(h_); });
        si(Faute::ine_partage, e_.ine, [&](auto& t) { t = habitants_.ine_voisin(rang_, h_); });
        si(Faute::ine_un_caractere, e_.ine, [&](auto& t) {
            auto const i = h_.entier(9);
            t[i] = t[i] == '0' && h_.chance(0.5) ? 'O' : static_cast<char>('0' + (t[i] - '0' + 1 + h_.entier(9)) % 10);
        });
    }

    void le_domicile() {
        si(Faute::commune_changee, e_.commune, [&](auto&) { habitants_.demenager(e_, h_); });
        if (!e_.adresse.empty())
            si(Faute::adresse_changee, e_.adresse, [&](auto&) { habitants_.changer_d_adresse(e_, h_); });
        if (!e_.telephone.empty())
            si(Faute::telephone_change, e_.telephone, [&](auto&) { Habitants::changer_de_telephone(e_, h_); });
    }

    void l_ecriture() {
        if (arrive(Faute::accents_perdus)) {
            for (auto* texte : {&e_.nom, &e_.nom_usage, &e_.prenom, &e_.prenom2})
                *texte = capitales(*texte);
            trace_.noter(Faute::accents_perdus, "", "");
        } else
            si(Faute::encodage_casse, e_.prenom, [](auto& t) { t = en_latin(t); });
    }

    Eleve& e_;
    std::uint64_t rang_;
    Habitants const& habitants_;
    Taux const& taux_;
    Hasard& h_;
    Trace& trace_;
    std::string avant_, apres_;
};

} // namespace

void ajouter_cellule(std::string& ligne, std::string_view texte) {
    if (texte.find_first_of(",\"\r\n") == texte.npos)
        return void(ligne += texte);
    ligne += '"';
    for (char c : texte) {
        if (c == '"')
            ligne += '"';
        ligne += c;
    }
    ligne += '"';
}

void ajouter_date(std::string& ligne, int annee, int mois, int jour) {
    auto deux = [&](int n) {
        ligne += static_cast<char>('0' + n / 10 % 10);
        ligne += static_cast<char>('0' + n % 10);
    };
    deux(annee / 100);
    deux(annee % 100);
    ligne += '-';
    deux(mois);
    ligne += '-';
    deux(jour);
}

void Trace::noter(Faute faute, std::string_view avant, std::string_view apres) {
    lignes_ += fichier_;
    lignes_ += ',';
    lignes_ += id_;
    lignes_ += ',';
    lignes_ += code(faute);
    lignes_ += ',';
    ajouter_cellule(lignes_, avant);
    lignes_ += ',';
    ajouter_cellule(lignes_, apres);
    lignes_ += '\n';
}

void abimer(Eleve& e, std::uint64_t rang, Habitants const& habitants, Taux const& taux, Hasard& h, Trace& trace) {
    Copiste{e, rang, habitants, taux, h, trace}.copier();
}

} // namespace metier::demonstration
