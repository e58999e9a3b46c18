#include "rapprochement/configuration.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <stdexcept>

#include "base/texte.hpp"

namespace rapprochement {
namespace {

constexpr std::string_view nom_avant = "nom_avant", prenom_avant = "prenom_avant";

[[noreturn]] void refuser(std::size_t ligne, std::string const& quoi) {
    throw std::invalid_argument("configuration, ligne " + std::to_string(ligne) + "\u00A0: " + quoi);
}

std::string sans_bords(std::string_view texte) {
    auto const debut = texte.find_first_not_of(" \t\r");
    if (debut == texte.npos)
        return {};
    return std::string(texte.substr(debut, texte.find_last_not_of(" \t\r") - debut + 1));
}

/// A comment begins the line, or follows a blank: « N# » may be a header.
std::string sans_commentaire(std::string_view ligne) {
    auto const fin = ligne.starts_with('#') ? 0 : std::min(ligne.find(" #"), ligne.size());
    return sans_bords(ligne.substr(0, fin));
}

double reel(std::string const& texte, std::size_t ligne) {
    auto t = texte;
    std::ranges::replace(t, ',', '.');
    constexpr double au_plus = 1e9;
    double x = 0;
    auto const [fin, erreur] = std::from_chars(t.data(), t.data() + t.size(), x);
    if (erreur != std::errc{} || fin != t.data() + t.size() || !(x >= 0 && x <= au_plus))
        refuser(ligne, "«\u00A0" + texte + "\u00A0» n’est pas un nombre positif, d’un milliard au plus.");
    return x;
}

ColonneConfiguree colonne(std::string const& en_tete, std::string const& valeur, std::size_t ligne) {
    auto const mots = base::decoupe(valeur, ' ');
    auto const role = mots.empty() ? std::nullopt : lire_role(mots[0]);
    if (!role)
        refuser(ligne, "«\u00A0" + valeur +
                           "\u00A0» n’est pas un rôle. Les rôles sont en tête du fichier que --ecrire-config écrit.");
    ColonneConfiguree c{.en_tete = en_tete, .role = *role};
    for (std::size_t i = 1; i < mots.size(); ++i) {
        if (mots[i].empty())
            continue;
        c.forme = lire_forme_de_date(mots[i]);
        if (mots[i] == nom_avant || mots[i] == prenom_avant)
            c.ordre = mots[i] == nom_avant ? OrdreDuNom::nom_puis_prenom : OrdreDuNom::prenom_puis_nom;
        else if (!c.forme)
            refuser(ligne, "«\u00A0" + mots[i] + "\u00A0» n’est ni une forme de date, ni un ordre de nom.");
    }
    return c;
}

std::string valeur(Colonne const& c) {
    std::string texte(code(c.role));
    if (c.role == Role::naissance)
        texte += " " + std::string(code(c.forme));
    if (c.role == Role::nom_et_prenom)
        texte += " " + std::string(c.ordre == OrdreDuNom::nom_puis_prenom ? nom_avant : prenom_avant);
    return texte;
}

std::string section(std::string_view titre, FichierConfigure const& fichier, Plan const& plan) {
    auto texte = "\n[" + std::string(titre) + "]   # " + fichier.nom + "\n";
    texte += fichier.cle.empty() ? "# cle =        aucune colonne unique : le numéro de la ligne\n"
                                 : "cle = " + fichier.cle + "\n";
    for (auto const& c : plan.colonnes) {
        auto ligne = c.en_tete + " = " + valeur(c);
        if (!c.raison.empty())
            ligne += std::string(ligne.size() < 44 ? 44 - ligne.size() : 1, ' ') + "# " + c.raison;
        texte += ligne + "\n";
    }
    return texte;
}

std::string nombre(std::optional<double> x, double defaut) {
    char t[32];
    std::snprintf(t, sizeof t, "%g", x.value_or(defaut));
    return t;
}

} // namespace

FichierConfigure configure(Plan const& plan, std::string const& fichier, std::optional<std::size_t> cle) {
    FichierConfigure f{.nom = fichier};
    if (cle && *cle < plan.colonnes.size())
        f.cle = plan.colonnes[*cle].en_tete;
    return f;
}

std::string ecrire(Configuration const& configuration, Plan const& premier, Plan const* second) {
    std::string texte =
        "# Comment lire ces fichiers. Changez ce qui suit « = » ; une ligne effacée est devinée de nouveau.\n"
        "# Rôles :";
    for (std::size_t r = 0; r < nombre_de_roles; ++r)
        texte += std::string(r == 0 ? " " : ", ") + std::string(code(Role(r)));
    texte +=
        ".\n# Dates : naissance aaaa-mm-jj, jj/mm/aaaa, mm/jj/aaaa ou tableur. Nom entier : nom_et_prenom nom_avant ou "
        "prenom_avant.\n";
    texte += section("premier", configuration.premier, premier);
    if (second)
        texte += section("second", configuration.second, *second);
    Options const options;
    texte += "\n[reglages]\n"
             "# Combien de fois un lien faux coûte plus qu’un lien manqué.\n"
             "cout = " +
             nombre(configuration.cout, 20) +
             "\n# Probabilité à partir de laquelle une personne regarde la paire.\n"
             "douteux = " +
             nombre(configuration.douteux, options.seuils.douteux) +
             "\n# Écart en bits sous lequel un second candidat est un rival.\n"
             "marge = " +
             nombre(configuration.marge, options.seuils.marge) +
             "\n# Fiches d’une même clé au-delà desquelles un bloc est subdivisé, puis refusé.\n"
             "bloc_max = " +
             std::to_string(configuration.bloc_max.value_or(options.bloc_max)) + "\n";
    return texte;
}

Configuration lire_configuration(std::string_view texte) {
    Configuration c;
    FichierConfigure* fichier = nullptr;
    bool reglages = false;
    std::size_t numero = 0;
    if (texte.starts_with("\xEF\xBB\xBF"))
        texte.remove_prefix(3);
    for (auto const& brute : base::decoupe(texte, '\n')) {
        ++numero;
        auto const ligne = sans_commentaire(brute);
        if (ligne.empty())
            continue;
        if (ligne.front() == '[') {
            fichier = ligne == "[premier]" ? &c.premier : ligne == "[second]" ? &c.second : nullptr;
            reglages = ligne == "[reglages]";
            if (!fichier && !reglages)
                refuser(numero, "«\u00A0" + ligne + "\u00A0» est inconnu\u00A0: [premier], [second] ou [reglages].");
            continue;
        }
        auto const egal = ligne.rfind('=');
        if (egal == ligne.npos || (!fichier && !reglages))
            refuser(numero, "il faut «\u00A0colonne = rôle\u00A0», sous [premier], [second] ou [reglages].");
        auto const nom = sans_bords(std::string_view(ligne).substr(0, egal));
        auto const apres = sans_bords(std::string_view(ligne).substr(egal + 1));
        if (fichier && nom == "cle")
            fichier->cle = apres;
        else if (fichier)
            fichier->colonnes.push_back(colonne(nom, apres, numero));
        else if (nom == "cout")
            c.cout = reel(apres, numero);
        else if (nom == "douteux")
            c.douteux = reel(apres, numero);
        else if (nom == "marge")
            c.marge = reel(apres, numero);
        else if (nom == "bloc_max")
            c.bloc_max = static_cast<unsigned>(reel(apres, numero));
        else
            refuser(numero, "le réglage «\u00A0" + nom + "\u00A0» n’existe pas.");
    }
    return c;
}

void appliquer(FichierConfigure const& voulu, Plan& plan) {
    for (auto const& c : voulu.colonnes) {
        auto const ou = std::ranges::find_if(plan.colonnes, [&](Colonne const& x) {
            return x.en_tete == c.en_tete || base::cle_d_en_tete(x.en_tete) == base::cle_d_en_tete(c.en_tete);
        });
        if (ou == plan.colonnes.end())
            throw std::invalid_argument("configuration\u00A0: la colonne «\u00A0" + c.en_tete +
                                        "\u00A0» n’est pas dans ce fichier.");
        ou->role = c.role;
        ou->forme = c.forme.value_or(ou->forme);
        ou->ordre = c.ordre.value_or(ou->ordre);
        ou->raison = "dit par la configuration";
    }
}

void appliquer(Configuration const& voulue, Options& options) {
    if (voulue.cout)
        options.seuils.lien = seuils_par_couts(std::max(*voulue.cout, 1e-6), 1).lien;
    options.seuils.douteux = voulue.douteux.value_or(options.seuils.douteux);
    options.seuils.marge = voulue.marge.value_or(options.seuils.marge);
    options.bloc_max = voulue.bloc_max.value_or(options.bloc_max);
}

} // namespace rapprochement
