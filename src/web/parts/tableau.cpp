#include "web/parts/tableau.hpp"

#include "base/texte.hpp"
#include "web/form.hpp"

#include <algorithm>

namespace web {

namespace {

constexpr int tailles[] = {20, 50, 100};

Lien sans_page(Lien const& ici) { return ici.sans("apres").sans("avant"); }

/// A column without a title (boxes, buttons) has no header to announce.
Html entete_simple(Colonne const& c) {
    return c.titre.empty() ? td(clas(c.classe)) : th(scope("col"), clas(c.classe), c.titre);
}

Html entete_triable(Colonne const& c, DemandeDeListe const& demande, Lien const& ici) {
    bool const courante = c.tri == demande.tri;
    bool const sera_decroissant = courante && !demande.decroissant;
    Lien ou = sans_page(ici).avec("tri", c.tri).sans("sens");
    if (sera_decroissant)
        ou = ou.avec("sens", "desc");
    auto const sens = !courante ? "none" : demande.decroissant ? "descending" : "ascending";
    return th(scope("col"), clas(c.classe), aria("sort", sens),
              a(href(ou), clas(courante ? "tri tri-courant" : "tri"), c.titre,
                icone(courante && demande.decroissant ? Icone::tri_bas : Icone::tri_haut),
                lecteur(sera_decroissant ? " (trier par ordre décroissant)" : " (trier par ordre croissant)")));
}

constexpr std::size_t colonnes_d_un_tableau_large = 3;

std::size_t largeur_de_cellule(std::string_view attributs) {
    constexpr std::string_view marque = " colspan=\"";
    auto const place = attributs.find(marque);
    if (place == attributs.npos)
        return 1;
    auto const nombre = attributs.substr(place + marque.size());
    return static_cast<std::size_t>(lire_entier(nombre.substr(0, nombre.find('"'))).value_or(1));
}

/// Finished rows, each tag given its role, each cell the title of its column. A « < » is always a tag here: texts and
/// attributes are escaped. The rows of a table inside a cell are left alone.
Html dites(Html const& lignes, std::vector<std::string> const& titres, bool entete) {
    std::string const& de = lignes.str();
    std::string vers;
    vers.reserve(de.size() + de.size() / 2);
    std::size_t recopie = 0, colonne = 0;
    int profondeur = 0;
    for (auto i = de.find('<'); i != de.npos; i = de.find('<', i + 1)) {
        auto const balise = std::string_view{de}.substr(i);
        if (balise.starts_with("<table"))
            ++profondeur;
        else if (balise.starts_with("</table"))
            --profondeur;
        bool const ligne = balise.starts_with("<tr>") || balise.starts_with("<tr ");
        bool const titre = balise.starts_with("<th>") || balise.starts_with("<th ");
        bool const cellule = titre || balise.starts_with("<td>") || balise.starts_with("<td ");
        if (profondeur > 0 || (!ligne && !cellule))
            continue;
        vers.append(de, recopie, i + 3 - recopie);
        recopie = i + 3;
        if (ligne) {
            vers += attr("role", "row").str();
            colonne = 0;
            continue;
        }
        vers += attr("role", !titre ? "cell" : entete ? "columnheader" : "rowheader").str();
        if (!entete && colonne < titres.size() && !titres[colonne].empty())
            vers += data("titre", titres[colonne]).str();
        colonne += largeur_de_cellule(balise.substr(0, balise.find('>')));
    }
    vers.append(de, recopie);
    return trusted(std::move(vers));
}

std::vector<std::string> titres_de(std::vector<Colonne> const& colonnes) {
    std::vector<std::string> titres;
    for (auto const& c : colonnes)
        titres.push_back(c.titre);
    return titres;
}

Html cadre(std::string_view legende, std::vector<Colonne> const& colonnes, Html const& entetes, Html const& lignes) {
    return div(clas("tableau"), attr("tabindex", "0"), role("region"), aria("label", legende),
               table_dite("table", caption(legende), titres_de(colonnes), entetes, lignes));
}

} // namespace

Html table_dite(std::string_view classe, Html const& legende, std::vector<std::string> const& titres,
                Html const& entetes, Html const& lignes) {
    bool const large = titres.size() >= colonnes_d_un_tableau_large;
    return table(clas(std::string{classe} + (large ? " empile" : "")), role("table"), legende,
                 thead(role("rowgroup"), dites(tr(entetes), titres, true)),
                 tbody(role("rowgroup"), dites(lignes, titres, false)));
}

DemandeDeListe lire_demande(Request const& requete, std::vector<std::string_view> const& tris_offerts) {
    DemandeDeListe d;
    if (!tris_offerts.empty())
        d.tri = tris_offerts.front();
    if (std::ranges::find(tris_offerts, requete.param("tri")) != tris_offerts.end())
        d.tri = requete.param("tri");
    d.decroissant = requete.param("sens") == "desc";
    for (int const n : tailles)
        if (requete.param("par") == std::to_string(n))
            d.par_page = n;
    d.apres = requete.param("apres");
    if (d.apres.empty())
        d.avant = requete.param("avant");
    return d;
}

// Base64url of the values, each after its length: no separator to escape.
std::string curseur(std::vector<std::string> const& valeurs) {
    std::string octets;
    for (auto const& v : valeurs)
        octets.append(std::to_string(v.size())).append(1, ':').append(v);
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string texte;
    unsigned tampon = 0;
    int bits = 0;
    for (char const c : octets) {
        tampon = (tampon << 8 | static_cast<unsigned char>(c)) & 0xFFFF;
        for (bits += 8; bits >= 6; bits -= 6)
            texte += alphabet[tampon >> (bits - 6) & 63];
    }
    if (bits > 0)
        texte += alphabet[tampon << (6 - bits) & 63];
    return texte;
}

namespace {

int sextet(char c) {
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '-' ? 62 : c == '_' ? 63 : -1;
}

std::optional<std::string> octets_de(std::string_view texte) {
    std::string octets;
    unsigned tampon = 0;
    int bits = 0;
    for (char const c : texte) {
        int const s = sextet(c);
        if (s < 0)
            return std::nullopt;
        tampon = (tampon << 6 | static_cast<unsigned>(s)) & 0xFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            octets += static_cast<char>(tampon >> bits & 0xFF);
        }
    }
    return octets;
}

} // namespace

std::optional<std::vector<std::string>> lire_curseur(std::string_view texte, std::size_t valeurs) {
    auto const octets = texte.size() <= 2000 ? octets_de(texte) : std::nullopt;
    if (!octets)
        return std::nullopt;
    std::vector<std::string> lues;
    std::string_view reste = *octets;
    while (!reste.empty()) {
        auto const deux_points = reste.find(':');
        auto const taille = deux_points < 5 ? lire_entier(reste.substr(0, deux_points)) : std::nullopt;
        if (!taille || *taille < 0 || static_cast<std::size_t>(*taille) > reste.size() - deux_points - 1)
            return std::nullopt;
        auto const n = static_cast<std::size_t>(*taille);
        lues.emplace_back(reste.substr(deux_points + 1, n));
        if (!base::est_utf8(lues.back()))
            return std::nullopt;
        reste.remove_prefix(deux_points + 1 + n);
    }
    return lues.size() == valeurs ? std::optional{lues} : std::nullopt;
}

Html tableau(std::string_view legende, std::vector<Colonne> const& colonnes, Html const& lignes) {
    return cadre(legende, colonnes, each(colonnes, entete_simple), lignes);
}

Html tableau(std::string_view legende, std::vector<Colonne> const& colonnes, Html const& lignes,
             DemandeDeListe const& demande, Lien const& ici) {
    auto const entete = [&](Colonne const& c) {
        return c.tri.empty() ? entete_simple(c) : entete_triable(c, demande, ici);
    };
    return cadre(legende, colonnes, each(colonnes, entete), lignes);
}

Html pagination(Pagination const& p, DemandeDeListe const& demande) {
    auto const combien =
        p.total ? base::nombre(*p.total) + (*p.total > 1 ? " lignes en tout, " : " ligne en tout, ") : std::string{};
    auto const montrees = base::pluriel(static_cast<long long>(p.lignes), "ligne affichée", "lignes affichées");
    auto const taille = [&](int n) {
        bool const courante = n == demande.par_page;
        return li(a(href(sans_page(p.ici).avec("par", n)), courante ? aria("current", "true") : Attr{}, n));
    };
    auto const vers = [&](bool suivant, std::string const& curseur) {
        auto const libelle = suivant ? ensemble("Suivant", icone(Icone::fleche_droite))
                                     : ensemble(icone(Icone::fleche_gauche), "Précédent");
        if (curseur.empty())
            return span(clas("btn btn-outline-secondary disabled"), aria("disabled", "true"), libelle);
        return a(clas("btn btn-outline-secondary"), attr("rel", suivant ? "next" : "prev"),
                 href(sans_page(p.ici).avec(suivant ? "apres" : "avant", curseur)), libelle);
    };
    bool const plusieurs_pages = !p.precedent.empty() || !p.suivant.empty();
    return nav(
        clas("pagination-rc"), aria("label", "Pages de la liste"), span(clas("compte-de-lignes"), combien, montrees),
        div(clas("par-page"), span("Lignes par page"), ul(each(tailles, taille))),
        when(plusieurs_pages, [&] { return div(clas("boutons"), vers(false, p.precedent), vers(true, p.suivant)); }));
}

Html filtres_actifs(std::vector<FiltreActif> const& filtres, Lien const& tout_effacer) {
    if (filtres.empty())
        return {};
    auto const etiquette = [](FiltreActif const& f) {
        return li(
            a(href(f.sans), clas("filtre-actif"), f.libelle, icone(Icone::fermer), lecteur(" (retirer ce filtre)")));
    };
    return div(clas("filtres-actifs"), span(id("filtres-actifs"), "Filtres\u00a0:"),
               ul(aria("labelledby", "filtres-actifs"), each(filtres, etiquette)),
               when(filtres.size() > 1, a(href(tout_effacer), "Tout effacer")));
}

Html filtres(Lien const& ou, Html const& champs, bool ouvert) {
    return details(
        clas("filtres"), etat("open", ouvert), summary("Filtrer la liste"),
        formulaire_recherche(ou, div(clas("grille-de-champs"), champs), boutons(bouton("Appliquer les filtres"))));
}

Html barre_de_selection(Html const& boutons) {
    return div(clas("selection"), data("selection"),
               label(clas("selection-tout"), attr("hidden"),
                     input(type("checkbox"), clas("form-check-input"), data("tout")), "Tout sélectionner"),
               output(data("compte"), aria("live", "polite")), div(clas("boutons"), boutons));
}

Html case_de_selection(std::string_view valeur, std::string_view de_quoi, bool cochee) {
    return label(
        clas("case-de-ligne"),
        input(type("checkbox"), clas("form-check-input"), name("choix"), value(valeur), etat("checked", cochee)),
        lecteur("Sélectionner ", de_quoi));
}

} // namespace web
