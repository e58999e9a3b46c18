#include "metier/echanges/formats/examen_de_ligne.hpp"

#include <algorithm>
#include <charconv>

#include "base/texte.hpp"

namespace metier::echanges {
namespace {

constexpr char const* format_de_date = "une date comme 29/02/2008";

bool tous_chiffres(std::string_view t) {
    return !t.empty() && std::ranges::all_of(t, [](char c) { return c >= '0' && c <= '9'; });
}

/// « 3/6/08 » : 1908 ou 2008 ?
bool annee_courte(std::string_view t) {
    auto deux = t.find_last_of("/-.");
    return deux != t.npos && deux >= 3 && t.size() - deux == 3 && tous_chiffres(t.substr(deux + 1)) &&
           tous_chiffres(t.substr(0, t.find_first_of("/-.")));
}

/// Dans la partie chiffrée d'un INE, la lettre O et la lettre I sont des chiffres mal recopiés.
std::string ine_repare(std::string_view lu) {
    std::string t;
    for (char c : base::majuscules(lu))
        if (c != ' ' && c != '-' && c != '.')
            t.push_back(c);
    for (std::size_t i = 0; i < t.size() && i < 9; ++i)
        t[i] = t[i] == 'O' ? '0' : t[i] == 'I' || t[i] == 'L' ? '1' : t[i];
    auto ine = base::Ine::lire(t);
    bool sur =
        ine && (ine->forme() == base::FormeIne::rnie || (ine->forme() == base::FormeIne::bea && ine->cle_plausible()));
    return sur && t != lu ? t : std::string();
}

} // namespace

ExamenDeLigne::ExamenDeLigne(LigneLue& ligne, Contexte const& contexte) : ligne_(ligne), contexte_(contexte) {}

void ExamenDeLigne::signaler(Gravite gravite, std::string code, std::optional<Champ> champ, std::string message,
                             std::string attendu, std::string proposition) {
    ligne_.anomalies.push_back({.gravite = gravite,
                                .code = std::move(code),
                                .champ = champ,
                                .lu = champ ? std::string(ligne_[*champ]) : std::string(),
                                .attendu = std::move(attendu),
                                .message = std::move(message),
                                .proposition = std::move(proposition)});
}

std::string ExamenDeLigne::texte(Champ champ) const {
    auto t = base::propre(ligne_[champ]);
    return base::est_vide(t) ? std::string() : t;
}

std::optional<Date> ExamenDeLigne::date_lue(std::string const& valeur) const {
    auto const jours = std::min(valeur.find('.'), valeur.size()); // après le point : l'heure
    if (contexte_.dates_de_tableur && jours >= 4 && jours <= 6 &&
        valeur.find_first_not_of("0123456789.") == valeur.npos) {
        double serie = 0;
        std::from_chars(valeur.data(), valeur.data() + valeur.size(), serie);
        return base::date_excel(serie);
    }
    if (auto jour = base::lire_date(valeur))
        return jour;
    auto blanc = valeur.find_first_of(" T"); // une heure suit
    return blanc == valeur.npos ? std::nullopt : base::lire_date(valeur.substr(0, blanc));
}

std::optional<Date> ExamenDeLigne::date(Champ champ) {
    auto valeur = texte(champ);
    if (valeur.empty())
        return std::nullopt;
    auto jour = date_lue(valeur);
    if (!jour && annee_courte(valeur))
        refuser("L-02", champ, "L’année de cette date n’a que deux chiffres. Écrivez-la en entier.", format_de_date);
    else if (!jour)
        refuser("L-02", champ, "Cette date n’existe pas ou ne se lit pas.", format_de_date);
    else if (contexte_.dates_de_siecle && valeur != base::affiche(*jour))
        avertir("L-02", champ, "SIECLE n’écrit pas les dates ainsi. Vérifiez-la.", format_de_date,
                base::affiche(*jour));
    return jour;
}

std::optional<base::Ine> ExamenDeLigne::ine(Champ champ) {
    auto valeur = texte(champ);
    if (valeur.empty())
        return std::nullopt;
    auto ine = base::Ine::lire(valeur);
    if (!ine)
        avertir("L-04", champ, "Cet INE n’a pas la bonne forme.", "onze caractères, comme 071234501KC",
                ine_repare(valeur));
    else if (!ine->cle_plausible())
        avertir("L-04", champ,
                "La lettre finale de cet INE ne correspond pas à ses chiffres\u00A0: il est peut-être mal recopié.", {},
                ine_repare(valeur));
    else if (auto repare = ine_repare(valeur); ine->forme() == base::FormeIne::autre && !repare.empty())
        avertir("L-04", champ,
                "Cet INE mêle lettres et chiffres là où il faut des chiffres\u00A0: il est sans doute mal recopié.", {},
                repare);
    return ine;
}

std::optional<base::Uai> ExamenDeLigne::uai(Champ champ) {
    auto valeur = texte(champ);
    if (valeur.empty())
        return std::nullopt;
    auto uai = base::Uai::lire(valeur);
    if (!uai) {
        auto corrige = base::Uai::corrige(valeur);
        bool sur = corrige && (!contexte_.uai_connu || contexte_.uai_connu(*corrige));
        avertir("L-05", champ, "Cet UAI n’est pas valable\u00A0: la lettre finale ne correspond pas aux chiffres.",
                "sept chiffres et une lettre de contrôle", sur ? corrige->texte() : std::string());
    } else if (contexte_.uai_connu && !contexte_.uai_connu(*uai)) {
        avertir("L-05", champ, "Cet établissement n’est pas dans l’annuaire.");
    }
    return uai;
}

std::optional<std::string> ExamenDeLigne::mef(Champ champ) {
    auto valeur = texte(champ);
    if (valeur.empty())
        return std::nullopt;
    auto mef = base::lire_mef(valeur);
    if (!mef) {
        avertir("L-07", champ, "Ce code de formation (MEF) n’a pas la bonne forme\u00A0: il est ignoré.",
                "dix ou onze chiffres");
        return mef;
    }
    auto etat = contexte_.mef ? contexte_.mef(*mef) : EtatMef::ouvert;
    if (etat == EtatMef::inconnu)
        avertir("L-07", champ,
                "Ce code de formation (MEF) n’est pas dans la nomenclature\u00A0: il est gardé tel quel.");
    if (etat == EtatMef::ferme)
        avertir("L-07", champ, "Cette formation (MEF) est fermée\u00A0: le code est gardé tel quel.");
    return mef;
}

std::optional<Sexe> ExamenDeLigne::sexe(Champ champ) {
    auto valeur = base::normalise(texte(champ));
    if (valeur.empty()) {
        avertir("L-08", champ, "Le sexe n’est pas indiqué\u00A0: la fiche est lue sans sexe.");
        return std::nullopt;
    }
    for (std::string_view garcon : {"1", "M", "H", "G", "MASCULIN", "HOMME", "GARCON", "MONSIEUR", "MR"})
        if (valeur == garcon)
            return Sexe::garcon;
    for (std::string_view fille :
         {"2", "F", "FEMININ", "FEMME", "FILLE", "MME", "MLE", "MLLE", "MADAME", "MADEMOISELLE"})
        if (valeur == fille)
            return Sexe::fille;
    avertir("L-08", champ, "Le sexe n’est pas reconnu\u00A0: la fiche est lue sans sexe.", "M, F, 1 ou 2");
    return std::nullopt;
}

std::optional<int> ExamenDeLigne::entier(Champ champ) {
    auto valeur = texte(champ);
    int n = 0;
    auto [fin, erreur] = std::from_chars(valeur.data(), valeur.data() + valeur.size(), n);
    bool lu = erreur == std::errc{} && fin == valeur.data() + valeur.size();
    return lu && !valeur.empty() ? std::optional{n} : std::nullopt;
}

std::string ExamenDeLigne::pays(Champ champ) const {
    auto valeur = texte(champ);
    if (tous_chiffres(valeur) && valeur.size() == 3)
        return "99" + valeur;
    return base::normalise(valeur) == "FRANCE" ? "99100" : valeur;
}

std::string ExamenDeLigne::courriel(Champ champ) {
    auto valeur = texte(champ);
    auto lu = base::lire_courriel(valeur);
    if (!valeur.empty() && !lu)
        avertir("L-11", champ, "Ce courriel n’est pas valable\u00A0: il est ignoré.", "nom@domaine.fr");
    return lu.value_or("");
}

std::string ExamenDeLigne::code_postal(Champ champ) {
    auto valeur = texte(champ);
    auto lu = base::lire_code_postal(valeur.substr(0, valeur.find(' '))); // « 35042 CEDEX »
    if (!valeur.empty() && !lu)
        avertir("L-11", champ, "Ce code postal n’est pas valable\u00A0: il est ignoré.", "cinq chiffres");
    else if (lu && valeur.size() == 4)
        avertir("L-11", champ, "Le zéro de tête de ce code postal a été perdu par un tableur\u00A0: il est remis.", {},
                *lu);
    return lu.value_or("");
}

std::vector<std::string> ExamenDeLigne::telephones(std::initializer_list<Champ> champs) {
    std::vector<std::string> lus;
    for (auto champ : champs) {
        auto valeur = texte(champ);
        if (valeur.empty())
            continue;
        auto lu = base::lire_telephone(valeur);
        if (!lu)
            avertir("L-11", champ, "Ce numéro de téléphone n’est pas valable\u00A0: il est ignoré.", "dix chiffres");
        else if (tous_chiffres(valeur) && valeur.size() == 9)
            avertir("L-11", champ, "Le zéro de tête de ce téléphone a été perdu par un tableur\u00A0: il est remis.",
                    {}, *lu);
        if (lu && std::ranges::find(lus, *lu) == lus.end())
            lus.push_back(*lu);
    }
    return lus;
}

} // namespace metier::echanges
