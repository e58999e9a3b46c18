#include "web/form.hpp"

#include "base/codes.hpp"
#include "base/texte.hpp"

#include <algorithm>
#include <charconv>

namespace web {

namespace {

std::string_view sans_blancs(std::string_view t) {
    auto const debut = t.find_first_not_of(" \t\r\n");
    if (debut == t.npos)
        return {};
    return t.substr(debut, t.find_last_not_of(" \t\r\n") - debut + 1);
}

/// Line ends as one character, blanks at the ends removed; lines inside kept as typed.
std::string propre_sur_plusieurs_lignes(std::string_view texte) {
    std::string out;
    for (std::size_t i = 0; i < texte.size(); ++i)
        if (texte[i] == '\r')
            out += i + 1 < texte.size() && texte[i + 1] == '\n' ? "" : "\n";
        else
            out += texte[i];
    return std::string{sans_blancs(out)};
}

std::string caracteres(long n) { return base::nombre(n) + (n > 1 ? " caractères" : " caractère"); }

/// « 30/02/2027 »: a day and a month that could be, together that cannot.
bool est_un_jour_qui_n_existe_pas(std::string_view texte) {
    auto const morceaux = base::decoupe(base::propre(texte), '/');
    if (morceaux.size() != 3 || morceaux[2].size() != 4)
        return false;
    auto const j = lire_entier(morceaux[0]), m = lire_entier(morceaux[1]), a = lire_entier(morceaux[2]);
    if (!j || !m || !a || *j < 1 || *j > 31 || *m < 1 || *m > 12)
        return false;
    return !Date{std::chrono::year{static_cast<int>(*a)}, std::chrono::month{static_cast<unsigned>(*m)},
                 std::chrono::day{static_cast<unsigned>(*j)}}
                .ok();
}

} // namespace

std::optional<Date> FieldType<Date>::from(std::string_view texte) { return base::lire_date(texte); }

std::optional<long long> lire_entier(std::string_view texte) {
    std::string chiffres;
    for (char const c : base::propre(texte))
        if (c != ' ')
            chiffres += c;
    long long n = 0;
    auto const [fin, erreur] = std::from_chars(chiffres.data(), chiffres.data() + chiffres.size(), n);
    bool const entier = erreur == std::errc{} && !chiffres.empty() && fin == chiffres.data() + chiffres.size();
    return entier ? std::optional{n} : std::nullopt;
}

std::optional<Heure> Heure::lire(std::string_view texte) {
    std::string t;
    for (char const c : base::minuscules(base::propre(texte)))
        if (c != ' ')
            t += c == 'h' ? ':' : c;
    auto const deux_points = t.find(':');
    if (deux_points == std::string::npos)
        return std::nullopt;
    auto const heure = lire_entier(t.substr(0, deux_points));
    auto reste = t.substr(deux_points + 1);
    if (reste.size() == 5 && reste[2] == ':') // some browsers send the seconds
        reste.resize(2);
    auto const minute = reste.empty() ? std::optional{0LL} : lire_entier(reste);
    if (!heure || !minute || reste.size() == 1 || *heure < 0 || *heure > 23 || *minute < 0 || *minute > 59)
        return std::nullopt;
    return Heure{static_cast<int>(*heure), static_cast<int>(*minute)};
}

namespace {
std::string deux_chiffres(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }
} // namespace

std::string Heure::iso() const { return deux_chiffres(heure) + ":" + deux_chiffres(minute); }
std::string Heure::affiche() const { return std::to_string(heure) + " h " + deux_chiffres(minute); }

FieldBase::FieldBase(std::string_view nom, std::string_view libelle, Widget widget, std::initializer_list<Rule> regles)
    : nom_{nom}, libelle_{libelle}, widget_{widget} {
    for (Rule const& r : regles)
        switch (r.genre) {
        case Rule::Genre::obligatoire: obligatoire_ = true; break;
        case Rule::Genre::au_plus: au_plus_ = r.nombre; break;
        case Rule::Genre::au_moins: au_moins_ = r.nombre; break;
        case Rule::Genre::aide: aide_ = r.texte; break;
        case Rule::Genre::remplissage: remplissage_ = r.texte; break;
        case Rule::Genre::long_texte:
            widget_ = Widget::texte_long;
            lignes_ = static_cast<int>(r.nombre);
            break;
        case Rule::Genre::radio: widget_ = Widget::boutons_radio; break;
        case Rule::Genre::mot_de_passe: widget_ = Widget::mot_de_passe; break;
        case Rule::Genre::telephone:
        case Rule::Genre::courriel:
        case Rule::Genre::code_postal: nature_ = r.genre; break;
        case Rule::Genre::sensible: sensible_ = true; break;
        case Rule::Genre::sans_correction: sans_correction_ = true; break;
        case Rule::Genre::forme: formes_.push_back(r); break;
        case Rule::Genre::legende_vide: choix_vide_ = r.texte; break;
        }
}

bool FieldBase::read(Pairs const& saisie) {
    saisi_.clear();
    erreur_.clear();
    oublie();
    for (auto const& [nom, valeur] : saisie)
        if (nom == nom_)
            saisi_.push_back(valeur);
    std::erase_if(saisi_, [&](auto const& v) {
        return widget_ == Widget::mot_de_passe ? v.empty() : sans_blancs(base::propre(v)).empty();
    });
    if (!saisi_.empty() && widget_ == Widget::jour && est_un_jour_qui_n_existe_pas(saisi_.front()))
        erreur_ = "Le " + base::propre(saisi_.front()) + " n’existe pas dans le calendrier\u00a0: vérifiez le jour.";
    else if (!saisi_.empty())
        erreur_ = interprete(saisi_);
    else if (obligatoire_)
        erreur_ = manque();
    return erreur_.empty();
}

std::string FieldBase::manque() const {
    switch (widget_) {
    case Widget::jour: return "Indiquez une date, par exemple 05/10/2026.";
    case Widget::heure: return "Indiquez une heure, par exemple 14:30.";
    case Widget::entier: return "Indiquez un nombre entier, par exemple 12.";
    case Widget::case_a_cocher: return "Cochez cette case pour continuer.";
    case Widget::liste:
    case Widget::boutons_radio: return "Choisissez une réponse à «\u00a0" + libelle_ + "\u00a0».";
    case Widget::cases_multiples: return "Cochez au moins une case de «\u00a0" + libelle_ + "\u00a0».";
    case Widget::texte:
    case Widget::texte_long:
    case Widget::mot_de_passe: break;
    }
    return "Remplissez «\u00a0" + libelle_ + "\u00a0».";
}

std::string FieldBase::verifie_texte(std::string& texte) const {
    if (!base::est_utf8(texte))
        return "Ce texte contient des caractères illisibles. Saisissez-le à nouveau.";
    if (widget_ == Widget::texte_long)
        texte = propre_sur_plusieurs_lignes(texte);
    else if (widget_ != Widget::mot_de_passe)
        texte = base::propre(texte);
    auto const n = static_cast<long>(base::longueur(texte));
    if (au_plus_ && n > *au_plus_)
        return "Écrivez au plus " + caracteres(*au_plus_) + "\u00a0: il y en a " + base::nombre(n) + ".";
    if (au_moins_ && n < *au_moins_)
        return "Écrivez au moins " + caracteres(*au_moins_) + "\u00a0: il y en a " + base::nombre(n) + ".";
    if (auto erreur = verifie_nature(texte); !erreur.empty())
        return erreur;
    for (Rule const& forme : formes_)
        if (!forme.verifie(texte))
            return std::string{forme.texte};
    return {};
}

std::string FieldBase::verifie_nature(std::string& texte) const {
    std::optional<std::string> lu = texte;
    std::string message;
    if (nature_ == Rule::Genre::telephone) {
        lu = base::lire_telephone(texte);
        message = "Indiquez un numéro à dix chiffres, par exemple 06 12 34 56 78.";
    } else if (nature_ == Rule::Genre::courriel) {
        lu = base::lire_courriel(texte);
        bool const accent = std::ranges::any_of(texte, [](unsigned char c) { return c >= 0x80; });
        message = accent ? "Une adresse électronique s’écrit sans accent ni signe particulier, par exemple "
                           "prenom.nom@exemple.fr."
                         : "Indiquez une adresse électronique, par exemple prenom.nom@exemple.fr.";
    } else if (nature_ == Rule::Genre::code_postal) {
        lu = base::lire_code_postal(texte);
        message = "Indiquez un code postal à cinq chiffres, par exemple 35000.";
    }
    if (!lu)
        return message;
    texte = *lu;
    return {};
}

std::string FieldBase::verifie_nombre(long long n) const {
    if (au_plus_ && n > *au_plus_)
        return "Indiquez un nombre d’au plus " + base::nombre(*au_plus_) + ".";
    if (au_moins_ && n < *au_moins_)
        return "Indiquez un nombre d’au moins " + base::nombre(*au_moins_) + ".";
    return {};
}

bool FieldBase::offert(std::string_view code) const {
    return std::ranges::any_of(choix_, [&](Choix const& c) { return c.code == code; });
}

std::string FieldBase::texte_affiche(std::string_view valeur) const {
    return nature_ == Rule::Genre::telephone ? base::affiche_telephone(valeur) : std::string{valeur};
}

bool FileField::read(Request const& requete) {
    erreur_.clear();
    fichier_.reset();
    for (Upload const& u : requete.uploads)
        if (u.field == nom_ && u.size > 0)
            fichier_ = u;
    if (!fichier_) {
        erreur_ = "Choisissez un fichier qui ne soit pas vide.";
        return false;
    }
    auto const point = fichier_->filename.rfind('.');
    auto const extension = point == std::string::npos ? "" : base::minuscules(fichier_->filename.substr(point));
    auto const acceptees = base::decoupe(extensions_, ',');
    if (!extensions_.empty() && std::ranges::find(acceptees, extension) == acceptees.end())
        erreur_ = "Ce fichier n’est pas d’un type attendu (" + base::joint(acceptees, ", ") + ").";
    return erreur_.empty();
}

Upload const& FileField::operator*() const {
    ensure(fichier_.has_value(), "file of a field that was not read");
    return *fichier_;
}

bool read_all(std::vector<FieldBase*> const& champs, Pairs const& saisie) {
    bool bon = true;
    for (FieldBase* champ : champs)
        bon = champ->read(saisie) && bon;
    return bon;
}

std::vector<Erreur> erreurs_de(std::vector<FieldBase*> const& champs) {
    std::vector<Erreur> liste;
    for (FieldBase const* champ : champs)
        if (!champ->error().empty())
            liste.push_back({champ->anchor(), champ->label(), champ->error()});
    return liste;
}

} // namespace web
