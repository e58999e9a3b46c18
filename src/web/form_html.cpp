// Fields and forms as markup: label, hint, message and control, tied together by ARIA (U-10, U-11).
#include "web/form.hpp"
#include "web/parts/notice.hpp"

#include "base/texte.hpp"

#include <algorithm>
#include <span>

namespace web {

std::string FieldBase::anchor() const {
    bool const groupe = widget_ == Widget::boutons_radio || widget_ == Widget::cases_multiples;
    return "f-" + nom_ + (groupe ? "-0" : "");
}

namespace {

Html etoile(bool obligatoire) { return when(obligatoire, span(clas("etoile"), aria("hidden", "true"), " *")); }

Html message_d_erreur(std::string const& id_de_l_erreur, std::string const& erreur) {
    return when(!erreur.empty(), [&] { return p(clas("erreur"), id(id_de_l_erreur), icone(Icone::drapeau), erreur); });
}

std::string_view exemple(Widget widget, Rule::Genre nature) {
    if (widget == Widget::jour)
        return "Par exemple 05/10/2026";
    if (widget == Widget::heure)
        return "Par exemple 14:30";
    if (nature == Rule::Genre::telephone)
        return "Par exemple 06 12 34 56 78";
    if (nature == Rule::Genre::courriel)
        return "Par exemple prenom.nom@exemple.fr";
    if (nature == Rule::Genre::code_postal)
        return "Par exemple 35000";
    return {};
}

/// Ready to be followed by another sentence.
std::string phrase(std::string const& texte) {
    if (texte.empty())
        return {};
    return texte + (std::string_view{".?!"}.find(texte.back()) == std::string_view::npos ? ". " : " ");
}

std::string_view type_d_entree(Widget widget, Rule::Genre nature) {
    if (widget == Widget::mot_de_passe)
        return "password";
    if (nature == Rule::Genre::telephone)
        return "tel";
    return nature == Rule::Genre::courriel ? "email" : "text";
}

} // namespace

/// Shows one field. A friend of FieldBase: it reads its rules, it changes nothing.
class Rendu {
public:
    explicit Rendu(FieldBase const& champ)
        : c_{champ}, id_{"f-" + champ.nom_}, aide_{aide()}, erreur_{message_d_erreur(id_ + "-erreur", champ.erreur_)} {}

    Html html() const {
        switch (c_.widget_) {
        case Widget::case_a_cocher: return une_case();
        case Widget::boutons_radio: return groupe("radio", "radiogroup");
        case Widget::cases_multiples: return groupe("checkbox", "");
        case Widget::liste: return autour(liste());
        case Widget::texte_long: return autour(zone());
        case Widget::texte:
        case Widget::mot_de_passe:
        case Widget::jour:
        case Widget::heure:
        case Widget::entier: break;
        }
        return autour(c_.choix_.empty() ? entree() : liste());
    }

private:
    Html aide() const {
        std::string texte = c_.aide_.empty() ? std::string{exemple(c_.widget_, c_.nature_)} : c_.aide_;
        if (c_.sensible_ && c_.aide_.empty())
            texte = "Des faits datés, sans jugement ni diagnostic\u00a0: le jeune et sa famille peuvent lire ce texte.";
        if (c_.widget_ == Widget::texte_long && c_.au_plus_)
            texte = phrase(texte) + base::nombre(*c_.au_plus_) + " caractères au plus.";
        return when(!texte.empty(), [&] { return div(clas("form-text"), id(id_ + "-aide"), texte); });
    }

    std::string classe() const {
        bool const court = c_.widget_ == Widget::jour || c_.widget_ == Widget::heure || c_.widget_ == Widget::entier ||
                           c_.nature_ == Rule::Genre::code_postal || c_.nature_ == Rule::Genre::telephone;
        return std::string{"champ"} + (court ? " champ-court" : "") + (c_.erreur_.empty() ? "" : " en-erreur");
    }

    Attr decrit() const {
        std::string ids;
        if (!aide_.empty())
            ids = id_ + "-aide";
        if (!erreur_.empty())
            ids += (ids.empty() ? "" : " ") + id_ + "-erreur";
        return ids.empty() ? Attr{} : aria("describedby", ids);
    }

    Attr invalide() const { return c_.erreur_.empty() ? Attr{} : aria("invalid", "true"); }

    Html autour(Html const& controle) const {
        return div(clas(classe()), label(clas("form-label"), pour(id_), c_.libelle_, etoile(c_.obligatoire_)), aide_,
                   erreur_, controle);
    }

    Html entree() const {
        bool const secret = c_.widget_ == Widget::mot_de_passe;
        bool const chiffres =
            c_.widget_ == Widget::entier || c_.widget_ == Widget::jour || c_.nature_ == Rule::Genre::code_postal;
        bool const code = c_.sans_correction_ || c_.nature_ == Rule::Genre::courriel;
        return input(type(type_d_entree(c_.widget_, c_.nature_)), clas("form-control"), id(id_), name(c_.nom_),
                     value(secret ? std::string_view{} : c_.typed_first()),
                     attr("autocomplete", c_.remplissage_.empty() ? "off" : std::string_view{c_.remplissage_}),
                     when(chiffres, attr("inputmode", "numeric")), when(c_.widget_ == Widget::jour, data("jour")),
                     when(code, attr("autocapitalize", "none")), when(code, attr("spellcheck", "false")),
                     etat("required", c_.obligatoire_), decrit(), invalide());
    }

    Html zone() const {
        // The first line end after the tag is dropped by browsers: one is added for those of the text.
        return textarea(clas("form-control"), id(id_), name(c_.nom_), attr("rows", c_.lignes_),
                        when(c_.sensible_, data("faits")), etat("required", c_.obligatoire_), decrit(), invalide(),
                        "\n", c_.typed_first());
    }

    bool choisi(Choix const& choix) const { return std::ranges::find(c_.saisi_, choix.code) != c_.saisi_.end(); }

    Html liste() const {
        Html options;
        bool const rien = std::ranges::none_of(c_.choix_, [&](auto const& c) { return choisi(c); });
        if (!c_.obligatoire_ || rien) {
            std::string_view const defaut = c_.obligatoire_ ? "Choisir…" : "Non renseigné";
            options += option(value(""), c_.choix_vide_.empty() ? defaut : std::string_view{c_.choix_vide_});
        }
        for (auto debut = c_.choix_.begin(); debut != c_.choix_.end();) {
            auto const fin =
                std::find_if(debut, c_.choix_.end(), [&](auto const& c) { return c.groupe != debut->groupe; });
            Html const groupe = each(std::span(debut, fin), [&](Choix const& c) {
                return option(value(c.code), etat("selected", choisi(c)), c.libelle);
            });
            options += debut->groupe.empty() ? groupe : optgroup(attr("label", debut->groupe), groupe);
            debut = fin;
        }
        return select(clas("form-select"), id(id_), name(c_.nom_), etat("required", c_.obligatoire_), decrit(),
                      invalide(), options);
    }

    Html une_case() const {
        return div(clas(classe()), erreur_,
                   div(clas("form-check"),
                       input(type("checkbox"), clas("form-check-input"), id(id_), name(c_.nom_), value("1"),
                             etat("checked", !c_.typed_first().empty()), etat("required", c_.obligatoire_), decrit(),
                             invalide()),
                       label(clas("form-check-label"), pour(id_), c_.libelle_, etoile(c_.obligatoire_))),
                   aide_);
    }

    Html groupe(std::string_view genre, std::string_view role_du_groupe) const {
        Html cases;
        for (std::size_t i = 0; i < c_.choix_.size(); ++i)
            cases += un_choix(genre, id_ + "-" + std::to_string(i), c_.choix_[i]);
        bool const radio = !role_du_groupe.empty();
        return fieldset(clas(classe()), when(radio, role(role_du_groupe)), decrit(),
                        when(radio && c_.obligatoire_, aria("required", "true")), when(radio, invalide()),
                        legend(clas("form-label"), c_.libelle_, etoile(c_.obligatoire_)), aide_, erreur_,
                        div(clas("choix"), cases));
    }

    Html un_choix(std::string_view genre, std::string const& id_du_choix, Choix const& choix) const {
        auto const id_aide = id_du_choix + "-aide";
        return div(clas("form-check"),
                   input(type(genre), clas("form-check-input"), id(id_du_choix), name(c_.nom_), value(choix.code),
                         etat("checked", choisi(choix)), choix.aide.empty() ? Attr{} : aria("describedby", id_aide)),
                   label(clas("form-check-label"), pour(id_du_choix),
                         when(!choix.touche.empty(), data("touche", choix.touche)), choix.libelle),
                   when(!choix.aide.empty(), [&] { return div(clas("form-text"), id(id_aide), choix.aide); }));
    }

    FieldBase const& c_;
    std::string id_;
    Html aide_;
    Html erreur_;
};

Html champ(FieldBase const& champ) { return Rendu{champ}.html(); }

Html champ(FileField const& champ) {
    auto const id_du_champ = "f-" + champ.name();
    std::string decrit = champ.hint().empty() ? "" : id_du_champ + "-aide";
    if (!champ.error().empty())
        decrit += (decrit.empty() ? "" : " ") + id_du_champ + "-erreur";
    return div(
        clas(champ.error().empty() ? "champ" : "champ en-erreur"),
        label(clas("form-label"), pour(id_du_champ), champ.label(), etoile(true)),
        when(!champ.hint().empty(), [&] { return div(clas("form-text"), id(id_du_champ + "-aide"), champ.hint()); }),
        message_d_erreur(id_du_champ + "-erreur", champ.error()),
        div(clas("depot"), input(type("file"), clas("form-control"), id(id_du_champ), name(champ.name()), data("depot"),
                                 champ.extensions().empty() ? Attr{} : attr("accept", champ.extensions()),
                                 attr("required"), decrit.empty() ? Attr{} : aria("describedby", decrit),
                                 champ.error().empty() ? Attr{} : aria("invalid", "true"))));
}

Html cache(std::string_view nom, std::string_view valeur) { return input(type("hidden"), name(nom), value(valeur)); }

Html version_montree(long long version) { return cache("version", std::to_string(version)); }

Html formulaire_html(Lien const& ou, Csrf const* csrf, bool fichiers, Parts parts) {
    Html const contenu = suite(parts);
    Attr const les_siens = attributs(parts);
    bool const etoiles = contenu.str().find("class=\"etoile\"") != std::string::npos;
    // Sans script, la page qui revient avec des erreurs s'ouvre sur leur résumé (U-11).
    auto const vers = csrf && ou.sans_ancre() ? ou.ancre("erreurs") : ou;
    return form(attr("method", csrf ? "post" : "get"), action(vers),
                when(fichiers, attr("enctype", "multipart/form-data")), attr("novalidate"), les_siens,
                when(csrf != nullptr, [&] { return cache(Csrf::nom, csrf->jeton); }),
                when(etoiles, p(clas("mention-obligatoire"), "Les champs marqués ", span(clas("etoile"), "*"),
                                " sont obligatoires.")),
                contenu);
}

Html formulaire_bouton(Lien const& ou, Csrf const& csrf, Html const& bouton) {
    return form(attr("method", "post"), action(ou), clas("formulaire-bouton"), cache(Csrf::nom, csrf.jeton), bouton);
}

} // namespace web
