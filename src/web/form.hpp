#pragma once
// Forms declared once: a field knows its name, label, type and rules, what was typed, what it means, what is wrong.
// Reading, checking, showing, the error summary and the ARIA links all come from it (style.md, sketch 5).
#include "base/ensure.hpp"
#include "base/enumere.hpp"
#include "web/html.hpp"

#include <functional>
#include <tuple>
#include <vector>

namespace web {

/// How a field is shown; the type chooses, a rule may change it.
enum class Widget {
    texte,
    texte_long,
    mot_de_passe,
    jour,
    heure,
    entier,
    case_a_cocher,
    liste,          ///< <select>
    boutons_radio,  ///< choices in sight
    cases_multiples ///< several choices
};

/// What a field asks of what is typed. Make them with the functions below.
struct Rule {
    enum class Genre {
        obligatoire,
        au_plus,
        au_moins,
        aide,
        remplissage,
        long_texte,
        radio,
        telephone,
        courriel,
        code_postal,
        mot_de_passe,
        sensible,
        forme,
        legende_vide,
        sans_correction
    };
    Genre genre;
    long nombre = 0;
    std::string_view texte = {};
    bool (*verifie)(std::string_view) = nullptr;
};
inline constexpr Rule required{Rule::Genre::obligatoire};
/// Text: characters at most. Number: value at most.
constexpr Rule at_most(long n) { return {Rule::Genre::au_plus, n}; }
constexpr Rule at_least(long n) { return {Rule::Genre::au_moins, n}; }
/// Said under the label: what is expected, with an example (U-10).
constexpr Rule hint(std::string_view texte) { return {Rule::Genre::aide, 0, texte}; }
/// HTML autofill name: "given-name", "tel", "current-password"…
constexpr Rule autocomplete(std::string_view nom) { return {Rule::Genre::remplissage, 0, nom}; }
constexpr Rule long_text(int lignes = 5) { return {Rule::Genre::long_texte, lignes}; }
inline constexpr Rule radio{Rule::Genre::radio};
inline constexpr Rule phone{Rule::Genre::telephone}; ///< value: ten digits, shown 06 12 34 56 78
inline constexpr Rule email{Rule::Genre::courriel};
inline constexpr Rule postal_code{Rule::Genre::code_postal};
inline constexpr Rule password{Rule::Genre::mot_de_passe}; ///< never shown again, spaces kept
/// Facts only: announces it, and warns before saving on words that judge or diagnose (P-10, P-12).
inline constexpr Rule facts_only{Rule::Genre::sensible};
/// No spell checking nor capital letters: codes, identifiers.
inline constexpr Rule code_like{Rule::Genre::sans_correction};
/// A check of our own on the text, with what to do when it fails.
constexpr Rule shape(bool (*verifie)(std::string_view), std::string_view message) {
    return {Rule::Genre::forme, 0, message, verifie};
}
/// Words of the choice that chooses nothing (« Tous les établissements »).
constexpr Rule empty_choice(std::string_view libelle) { return {Rule::Genre::legende_vide, 0, libelle}; }

/// One offered choice: what is offered is what is accepted.
struct Choix {
    std::string code;
    std::string libelle;
    std::string groupe = {}; ///< heading above it in a list
    std::string aide = {};   ///< one more line beside a radio button
    std::string touche = {}; ///< the key that chooses this radio button (clavier.mjs)
};

/// What every field has, whatever its type.
class FieldBase {
public:
    FieldBase(std::string_view nom, std::string_view libelle, Widget widget, std::initializer_list<Rule> regles);
    virtual ~FieldBase() = default;
    FieldBase(FieldBase const&) = default;
    FieldBase(FieldBase&&) = default;
    FieldBase& operator=(FieldBase const&) = default;
    FieldBase& operator=(FieldBase&&) = default;

    /// Takes what was typed, checks it; false with error() set when it is not acceptable.
    bool read(Pairs const& saisie);
    std::string const& name() const { return nom_; }
    std::string const& label() const { return libelle_; }
    std::string const& error() const { return erreur_; }
    std::vector<std::string> const& typed() const { return saisi_; }
    std::string_view typed_first() const { return saisi_.empty() ? std::string_view{} : saisi_.front(); }
    std::vector<Choix> const& choices() const { return choix_; }
    Widget widget() const { return widget_; }
    bool is_required() const { return obligatoire_; }
    bool is_facts_only() const { return sensible_; }
    /// Where the error summary leads: the field, or its first choice.
    std::string anchor() const;
    /// A rule across fields, or of the database, puts its message here.
    void refuse(std::string message) { erreur_ = std::move(message); }
    void offer_choices(std::vector<Choix> choix) { choix_ = std::move(choix); }
    void set_hint(std::string aide) { aide_ = std::move(aide); }
    void set_label(std::string libelle) { libelle_ = std::move(libelle); }
    void set_required(bool obligatoire) { obligatoire_ = obligatoire; }

protected:
    /// Nothing was typed / something was: sets the value or returns why not.
    virtual void oublie() = 0;
    virtual std::string interprete(std::vector<std::string> const& saisi) = 0;
    std::string verifie_texte(std::string& texte) const; ///< the rules on a text; normalises; message or nothing
    std::string verifie_nombre(long long n) const;
    std::string verifie_nature(std::string& texte) const;
    std::string manque() const;
    bool offert(std::string_view code) const;
    void montre(std::vector<std::string> saisi) { saisi_ = std::move(saisi); }
    std::string texte_affiche(std::string_view valeur) const; ///< a phone with its spaces

    friend class Rendu;
    std::string nom_;
    std::string libelle_;
    Widget widget_;
    bool obligatoire_ = false;
    bool sensible_ = false;
    bool sans_correction_ = false;
    Rule::Genre nature_ = Rule::Genre::obligatoire; ///< telephone, courriel, code_postal: what the text must be
    int lignes_ = 0;
    std::optional<long> au_plus_;
    std::optional<long> au_moins_;
    std::string aide_;
    std::string remplissage_;
    std::string choix_vide_;
    std::vector<Rule> formes_;
    std::vector<Choix> choix_;
    std::vector<std::string> saisi_;
    std::string erreur_;
};

/// An hour of the day, « 14:05 ».
struct Heure {
    int heure = 0;
    int minute = 0;
    static std::optional<Heure> lire(std::string_view texte); ///< 14:05, 14h05, 14 h, 14h
    std::string iso() const;                                  ///< « 14:05 »
    std::string affiche() const;                              ///< « 14 h 05 »
    friend constexpr auto operator<=>(Heure, Heure) = default;
};

/// What a type of value needs to be a field: its widget, from text, to text, what to say when it is not one.
/// Specialise it for a type of your own; types with `lire(string_view)` and `texte()` or `affiche()` already work.
template <class T>
struct FieldType {
    static constexpr Widget widget = Widget::texte;
    static std::optional<T> from(std::string_view texte) { return T::lire(texte); }
    static std::string to(T const& valeur) {
        if constexpr (requires { valeur.texte(); })
            return std::string{valeur.texte()};
        else
            return valeur.affiche();
    }
    static constexpr std::string_view message = "Cette valeur n’est pas reconnue. Vérifiez la saisie.";
};
template <>
struct FieldType<std::string> {
    static constexpr Widget widget = Widget::texte;
};
template <>
struct FieldType<Date> {
    static constexpr Widget widget = Widget::jour;
    static std::optional<Date> from(std::string_view texte);
    static std::string to(Date jour) { return base::affiche(jour); }
    static constexpr std::string_view message = "Indiquez une date, par exemple 05/10/2026.";
};
template <>
struct FieldType<Heure> {
    static constexpr Widget widget = Widget::heure;
    static std::optional<Heure> from(std::string_view texte) { return Heure::lire(texte); }
    static std::string to(Heure heure) { return heure.iso(); }
    static constexpr std::string_view message = "Indiquez une heure, par exemple 14:30.";
};
template <std::integral N>
requires(!std::same_as<N, bool>) struct FieldType<N> {
    static constexpr Widget widget = Widget::entier;
};
template <>
struct FieldType<bool> {
    static constexpr Widget widget = Widget::case_a_cocher;
};
template <class T>
struct FieldType<Id<T>> {
    static constexpr Widget widget = Widget::liste;
};
template <base::Enumere E>
struct FieldType<E> {
    static constexpr Widget widget = Widget::liste;
};
template <class T>
struct FieldType<std::vector<T>> {
    static constexpr Widget widget = Widget::cases_multiples;
};

std::optional<long long> lire_entier(std::string_view texte);

/// A coded choice: an id or an enumeration.
template <class T>
struct CodeDe;
template <class T>
struct CodeDe<Id<T>> {
    static std::string to(Id<T> id) { return std::to_string(id.valeur); }
    static std::optional<Id<T>> from(std::string_view code) {
        auto const n = lire_entier(code);
        return n ? std::optional{Id<T>{*n}} : std::nullopt;
    }
};
template <base::Enumere E>
struct CodeDe<E> {
    static std::string to(E e) { return std::string{base::code(e)}; }
    static std::optional<E> from(std::string_view code) { return base::lire_code<E>(code); }
};
template <>
struct CodeDe<std::string> {
    static std::string to(std::string const& s) { return s; }
    static std::optional<std::string> from(std::string_view code) { return std::string{code}; }
};
template <class T>
concept Code = requires(std::string_view s) {
    CodeDe<T>::from(s);
};

inline constexpr std::string_view message_choix = "Cette valeur n’est pas reconnue. Choisissez dans la liste.";

/// Every entry of an enumeration, as choices.
template <base::Enumere E>
std::vector<Choix> choix_de() {
    std::vector<Choix> liste;
    for (auto const& e : std::span<base::Entree<E> const>{entrees(E{})})
        liste.push_back({std::string{e.code}, std::string{e.libelle}});
    return liste;
}

template <class T>
class Field : public FieldBase {
public:
    template <std::same_as<Rule>... R>
    Field(std::string_view nom, std::string_view libelle, R... regles)
        : FieldBase{nom, libelle, FieldType<T>::widget, {regles...}} {
        if constexpr (base::Enumere<T>)
            offer_choices(choix_de<T>());
    }

    std::optional<T> const& value() const { return valeur_; }
    explicit operator bool() const { return valeur_.has_value(); }
    T const& operator*() const {
        ensure(valeur_.has_value(), "value of a field that was not read");
        return *valeur_;
    }
    T const* operator->() const { return &**this; }

    /// Fills the field before showing it: an existing record being edited, a default.
    void set(T valeur) {
        montre({vers_texte(valeur)});
        valeur_ = std::move(valeur);
    }
    template <std::same_as<std::optional<T>> O>
    void set(O const& valeur) {
        if (valeur)
            set(*valeur);
    }
    /// The choices of this time: ids and names. Nothing else will be accepted.
    void offer(std::vector<std::pair<T, std::string>> const& offres) {
        std::vector<Choix> liste;
        for (auto const& [valeur, libelle] : offres)
            liste.push_back({CodeDe<T>::to(valeur), libelle});
        offer_choices(std::move(liste));
    }
    /// From any rows: offer(rows, [](auto const& r) { return r.id; }, [](auto const& r) { return r.nom; })
    template <class Rows, class Valeur, class Libelle>
    void offer(Rows const& rows, Valeur valeur, Libelle libelle) {
        std::vector<Choix> liste;
        for (auto const& r : rows)
            liste.push_back({CodeDe<T>::to(std::invoke(valeur, r)), std::string{std::invoke(libelle, r)}});
        offer_choices(std::move(liste));
    }
    /// Days accepted; today is given, never asked for.
    void between(std::optional<Date> premier, std::optional<Date> dernier) requires std::same_as<T, Date> {
        premier_ = premier;
        dernier_ = dernier;
    }
    std::optional<Date> first_day() const { return premier_; }
    std::optional<Date> last_day() const { return dernier_; }

protected:
    void oublie() override {
        if constexpr (std::same_as<T, bool>)
            valeur_ = false;
        else
            valeur_.reset();
    }

    std::string interprete(std::vector<std::string> const& saisi) override {
        std::string const& texte = saisi.front();
        if constexpr (std::same_as<T, bool>) {
            valeur_ = true;
            return {};
        } else if constexpr (std::same_as<T, std::string>) {
            if (!choices().empty() && !offert(texte))
                return std::string{message_choix};
            std::string propre = texte;
            auto erreur = verifie_texte(propre);
            if (erreur.empty())
                valeur_ = std::move(propre);
            return erreur;
        } else if constexpr (std::integral<T>) {
            auto const n = lire_entier(texte);
            if (!n || !std::in_range<T>(*n))
                return "Indiquez un nombre entier, par exemple 12.";
            auto erreur = verifie_nombre(*n);
            if (erreur.empty())
                valeur_ = static_cast<T>(*n);
            return erreur;
        } else if constexpr (Code<T>) {
            auto valeur = CodeDe<T>::from(texte);
            if (!offert(texte) || !valeur)
                return std::string{message_choix};
            valeur_ = *valeur;
            return {};
        } else {
            auto valeur = FieldType<T>::from(texte);
            if (!valeur)
                return std::string{FieldType<T>::message};
            if constexpr (std::same_as<T, Date>) {
                if (premier_ && *valeur < *premier_)
                    return "Indiquez une date à partir du " + base::affiche(*premier_) + ".";
                if (dernier_ && *valeur > *dernier_)
                    return "Indiquez une date jusqu’au " + base::affiche(*dernier_) + ".";
            }
            valeur_ = std::move(*valeur);
            return {};
        }
    }

private:
    std::string vers_texte(T const& valeur) const {
        if constexpr (std::same_as<T, bool>)
            return valeur ? "1" : "";
        else if constexpr (std::same_as<T, std::string>)
            return texte_affiche(valeur);
        else if constexpr (std::integral<T>)
            return std::to_string(valeur);
        else if constexpr (Code<T>)
            return CodeDe<T>::to(valeur);
        else
            return FieldType<T>::to(valeur);
    }
    std::optional<T> valeur_;
    std::optional<Date> premier_;
    std::optional<Date> dernier_;
};

/// Several choices among those offered.
template <class T>
class Field<std::vector<T>> : public FieldBase {
public:
    template <std::same_as<Rule>... R>
    Field(std::string_view nom, std::string_view libelle, R... regles)
        : FieldBase{nom, libelle, Widget::cases_multiples, {regles...}} {
        if constexpr (base::Enumere<T>)
            offer_choices(choix_de<T>());
    }
    std::vector<T> const& operator*() const { return valeurs_; }
    std::vector<T> const* operator->() const { return &valeurs_; }
    bool empty() const { return valeurs_.empty(); }
    void set(std::vector<T> valeurs) {
        std::vector<std::string> codes;
        for (auto const& v : valeurs)
            codes.push_back(CodeDe<T>::to(v));
        montre(std::move(codes));
        valeurs_ = std::move(valeurs);
    }
    void offer(std::vector<std::pair<T, std::string>> const& offres) {
        std::vector<Choix> liste;
        for (auto const& [valeur, libelle] : offres)
            liste.push_back({CodeDe<T>::to(valeur), libelle});
        offer_choices(std::move(liste));
    }

protected:
    void oublie() override { valeurs_.clear(); }
    std::string interprete(std::vector<std::string> const& saisi) override {
        std::vector<T> lus;
        for (auto const& code : saisi) {
            auto valeur = CodeDe<T>::from(code);
            if (!offert(code) || !valeur)
                return std::string{message_choix};
            lus.push_back(*valeur);
        }
        valeurs_ = std::move(lus);
        return {};
    }

private:
    std::vector<T> valeurs_;
};

/// A file to send; read from the multipart uploads.
class FileField {
public:
    FileField(std::string nom, std::string libelle, std::string aide, std::string extensions)
        : nom_{std::move(nom)}, libelle_{std::move(libelle)}, aide_{std::move(aide)}, extensions_{
                                                                                          std::move(extensions)} {}
    bool read(Request const& requete);
    Upload const& operator*() const;
    std::string const& name() const { return nom_; }
    std::string const& label() const { return libelle_; }
    std::string const& hint() const { return aide_; }
    std::string const& extensions() const { return extensions_; } ///< « .csv,.xlsx »
    std::string const& error() const { return erreur_; }
    void refuse(std::string message) { erreur_ = std::move(message); }

private:
    std::string nom_, libelle_, aide_, extensions_, erreur_;
    std::optional<Upload> fichier_;
};

/// What to correct, and where: one line of the summary.
struct Erreur {
    std::string champ;   ///< id of the field
    std::string libelle; ///< label of the field
    std::string message;
};

template <class Form>
std::vector<FieldBase*> champs_de(Form& form) {
    return std::apply([](auto&... champs) { return std::vector<FieldBase*>{&champs...}; }, form.fields());
}
bool read_all(std::vector<FieldBase*> const& champs, Pairs const& saisie);
std::vector<Erreur> erreurs_de(std::vector<FieldBase*> const& champs);

/// Fills every field from what was sent; true when all is acceptable.
template <class Form>
bool read(Form& form, Pairs const& saisie) {
    return read_all(champs_de(form), saisie);
}
template <class Form>
bool read(Form& form, Request const& requete) {
    return read_all(champs_de(form), requete.method == "POST" ? requete.form : requete.query);
}
template <class Form>
std::vector<Erreur> erreurs(Form const& form) {
    return erreurs_de(champs_de(const_cast<Form&>(form)));
}

/// The hidden token that says the form was ours.
struct Csrf {
    std::string jeton;
    static constexpr std::string_view nom = "csrf";
};

/// The field with its label, hint, message and ARIA links.
Html champ(FieldBase const& champ);
Html champ(FileField const& champ);
Html cache(std::string_view nom, std::string_view valeur);
/// For optimistic locking: the version that was shown.
Html version_montree(long long version);

/// <form method="post"> with its token; says once that * means required. Parts may be attributes.
template <class... P>
Html formulaire(Lien const& ou, Csrf const& csrf, P const&... p);
/// The same, able to send files.
template <class... P>
Html formulaire_fichier(Lien const& ou, Csrf const& csrf, P const&... p);
/// <form method="get">: search and filters.
template <class... P>
Html formulaire_recherche(Lien const& ou, P const&... p);
/// One act, one button: POST without other fields.
Html formulaire_bouton(Lien const& ou, Csrf const& csrf, Html const& bouton);

/// Buttons. More parts: attributes (name, value, data("touche", "o")…).
template <class... P>
Html bouton(P const&... p) {
    return button(type("submit"), clas("btn btn-primary"), p...);
}
template <class... P>
Html bouton_secondaire(P const&... p) {
    return button(type("submit"), clas("btn btn-outline-secondary"), p...);
}
template <class... P>
Html bouton_danger(P const&... p) {
    return button(type("submit"), clas("btn btn-danger"), p...);
}
/// A link that looks like a button: « Annuler », « Convoquer une réunion ».
template <class... P>
Html lien_bouton(Lien const& ou, P const&... p) {
    return a(clas("btn btn-outline-secondary"), href(ou), p...);
}
template <class... P>
Html lien_bouton_principal(Lien const& ou, P const&... p) {
    return a(clas("btn btn-primary"), href(ou), p...);
}
/// A row of buttons, the main one first.
template <class... P>
Html boutons(P const&... p) {
    return div(clas("boutons"), p...);
}

Html formulaire_html(Lien const& ou, Csrf const* csrf, bool fichiers, Parts parts);
template <class... P>
Html formulaire(Lien const& ou, Csrf const& csrf, P const&... p) {
    return formulaire_html(ou, &csrf, false, {Part(p)...});
}
template <class... P>
Html formulaire_fichier(Lien const& ou, Csrf const& csrf, P const&... p) {
    return formulaire_html(ou, &csrf, true, {Part(p)...});
}
template <class... P>
Html formulaire_recherche(Lien const& ou, P const&... p) {
    return formulaire_html(ou, nullptr, false, {Part(p)...});
}

} // namespace web
