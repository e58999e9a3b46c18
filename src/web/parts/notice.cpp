#include "web/parts/notice.hpp"

#include "base/texte.hpp"

namespace web {

namespace {

/// Drawn for Raccroche on a 24 × 24 grid; the stroke takes the colour of the text.
std::string_view trace(Icone i) {
    switch (i) {
    case Icone::information: return R"(<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v.5"/>)";
    case Icone::succes: return R"(<circle cx="12" cy="12" r="9"/><path d="M8 12.5l3 3 5.5-7"/>)";
    case Icone::attention: return R"(<path d="M12 3.5L22 20.5H2z"/><path d="M12 10v5M12 17.6v.4"/>)";
    case Icone::drapeau:
    case Icone::erreur: return R"(<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="M12 7.5v6M12 16.4v.4"/>)";
    case Icone::recherche: return R"(<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>)";
    case Icone::externe: return R"(<path d="M10 5H4v15h15v-6M14 4h6v6M20 4l-9 9"/>)";
    case Icone::copier: return R"(<path d="M9 8h11v13H9z"/><path d="M15 8V3H4v13h5"/>)";
    case Icone::imprimer: return R"(<path d="M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z"/>)";
    case Icone::calendrier: return R"(<path d="M3 5h18v16H3zM3 10h18M8 2.5V7M16 2.5V7"/>)";
    case Icone::telephone:
        return R"(<path d="M5 3h4l1.5 5-2.2 1.6a12 12 0 0 0 6 6L16 13.4l5 1.6v4c0 1-1 2-2 2A16 16 0 0 1 3 5c0-1 1-2 2-2z"/>)";
    case Icone::courriel: return R"(<path d="M3 5h18v14H3zM3 6l9 7 9-7"/>)";
    case Icone::personne: return R"(<circle cx="12" cy="8" r="4"/><path d="M4 21c0-4.5 3.5-7 8-7s8 2.5 8 7"/>)";
    case Icone::groupe:
        return R"(<circle cx="9" cy="8.5" r="3.5"/><path d="M2 20c0-4 3-6 7-6s7 2 7 6M16 5.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.5.600 4 2.5 4 5.5"/>)";
    case Icone::fleche_gauche: return R"(<path d="M14.5 5l-7 7 7 7"/>)";
    case Icone::fleche_droite: return R"(<path d="M9.5 5l7 7-7 7"/>)";
    case Icone::tri_haut: return R"(<path d="M6 14.5l6-6 6 6"/>)";
    case Icone::tri_bas: return R"(<path d="M6 9.5l6 6 6-6"/>)";
    case Icone::fermer: return R"(<path d="M6 6l12 12M18 6L6 18"/>)";
    case Icone::soleil:
        return R"(<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4"/>)";
    case Icone::lune: return R"(<path d="M19.5 14.5A8.5 8.5 0 0 1 9.5 4.5a8.5 8.5 0 1 0 10 10z"/>)";
    case Icone::ecran: return R"(<path d="M3 4h18v13H3zM8 21h8M12 17v4"/>)";
    case Icone::document: return R"(<path d="M6 2.5h8l5 5V21.5H6zM14 2.5v5h5"/>)";
    case Icone::cadenas: return R"(<path d="M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11"/>)";
    case Icone::oeil:
        return R"(<path d="M2 12c2.5-4.5 6-6.5 10-6.5s7.5 2 10 6.5c-2.5 4.5-6 6.5-10 6.5S4.5 16.5 2 12z"/><circle cx="12" cy="12" r="3"/>)";
    case Icone::horloge: return R"(<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l4 2.5"/>)";
    case Icone::lieu:
        return R"(<path d="M12 21.5c-5-5.5-7-8.5-7-12a7 7 0 0 1 14 0c0 3.5-2 6.5-7 12z"/><circle cx="12" cy="9.5" r="2.5"/>)";
    case Icone::plus: return R"(<path d="M12 5v14M5 12h14"/>)";
    case Icone::note: return R"(<path d="M4 20.5l1-5L16 4.5l4 4L9 19.5zM13.5 7l4 4"/>)";
    case Icone::lien: return R"(<path d="M9 12h6M10 7H7a5 5 0 0 0 0 10h3M14 7h3a5 5 0 0 1 0 10h-3"/>)";
    }
    return {};
}

std::string_view code(Ton ton) {
    switch (ton) {
    case Ton::information: return "information";
    case Ton::succes: return "succes";
    case Ton::attention: return "attention";
    case Ton::erreur: return "erreur";
    case Ton::neutre: return "neutre";
    }
    return {};
}

/// Said first by a screen reader, so that the colour is never alone.
std::string_view nom(Ton ton) {
    switch (ton) {
    case Ton::information: return "Information";
    case Ton::succes: return "Réussi";
    case Ton::attention: return "Attention";
    case Ton::erreur: return "Erreur";
    case Ton::neutre: return "Note";
    }
    return {};
}

Icone icone_de(Ton ton) {
    switch (ton) {
    case Ton::information: return Icone::information;
    case Ton::succes: return Icone::succes;
    case Ton::attention: return Icone::attention;
    case Ton::erreur: return Icone::erreur;
    case Ton::neutre: return Icone::note;
    }
    return Icone::note;
}

Html cadre(Ton ton, std::string_view titre, Html const& contenu) {
    return div(clas("notice notice-" + std::string{code(ton)}), role(ton == Ton::erreur ? "alert" : "status"),
               icone(icone_de(ton)),
               div(clas("notice-texte"), lecteur(nom(ton), "\u00a0: "),
                   when(!titre.empty(), [&] { return p(clas("notice-titre"), titre); }), contenu));
}

} // namespace

Html icone(Icone i) {
    std::string svg = R"(<svg class="icone" viewBox="0 0 24 24" aria-hidden="true" focusable="false">)";
    svg.append(trace(i)).append("</svg>");
    return trusted(std::move(svg));
}

Html notice(Notice const& n) { return cadre(n.ton, n.titre, p(n.texte)); }
Html notice(Ton ton, std::string_view texte) { return cadre(ton, {}, p(texte)); }
Html notice(Ton ton, std::string_view titre, Html const& contenu) { return cadre(ton, titre, contenu); }

Html resume_erreurs(std::vector<Erreur> const& erreurs) {
    if (erreurs.empty())
        return {};
    auto const combien = erreurs.size() == 1 ? std::string{"Un point est à corriger"}
                                             : std::to_string(erreurs.size()) + " points sont à corriger";
    auto const ligne = [](Erreur const& e) {
        return li(a(href(Lien{}.ancre(e.champ)), e.libelle), "\u00a0: ", e.message);
    };
    return section(clas("notice notice-erreur resume-erreurs"), id("erreurs"), role("alert"), attr("tabindex", "-1"),
                   aria("labelledby", "erreurs-titre"), icone(Icone::erreur),
                   div(clas("notice-texte"), h2(id("erreurs-titre"), clas("notice-titre"), combien),
                       p("Rien n’a été enregistré. Ce que vous avez saisi est conservé."), ul(each(erreurs, ligne))));
}

Html etat_vide(std::string_view texte, Html const& que_faire) {
    return div(clas("etat-vide"), p(texte), when(!que_faire.empty(), div(clas("boutons"), que_faire)));
}

Html badge(Ton ton, Icone avec, std::string_view texte) {
    return span(clas("etiquette etiquette-" + std::string{code(ton)}), icone(avec), texte);
}

Html badge(Ton ton, std::string_view texte) {
    if (ton == Ton::neutre)
        return span(clas("etiquette etiquette-neutre"), texte);
    return badge(ton, icone_de(ton), texte);
}

Html bouton_copier(std::string_view texte, std::string_view libelle) {
    return button(type("button"), clas("btn btn-sm btn-outline-secondary"), data("copier", texte), attr("hidden"),
                  icone(Icone::copier), libelle);
}

Html bouton_imprimer() {
    return button(type("button"), clas("btn btn-sm btn-outline-secondary"), data("imprimer"), attr("hidden"),
                  icone(Icone::imprimer), "Imprimer");
}

Html lien_fichier(Lien const& ou, std::string_view libelle, std::string_view format, std::uint64_t octets) {
    return a(href(ou), clas("fichier"), icone(Icone::document), libelle, " (", format, ", ", poids(octets), ")");
}

std::string poids(std::uint64_t octets) {
    if (octets < 1024)
        return std::to_string(octets) + (octets > 1 ? " octets" : " octet");
    if (octets < 1024 * 1024)
        return std::to_string((octets + 512) / 1024) + " Ko";
    auto const dixiemes = (octets * 10 + 512 * 1024) / (1024 * 1024);
    auto const reste = dixiemes % 10 ? "," + std::to_string(dixiemes % 10) : "";
    return base::nombre(static_cast<long long>(dixiemes / 10)) + reste + " Mo";
}

} // namespace web
