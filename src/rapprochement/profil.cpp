#include "rapprochement/profil.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "base/codes.hpp"
#include "base/texte.hpp"

namespace rapprochement {
namespace {

/// First names common in France, Great Britain, America, Germany, Spain, Italy and the Maghreb, as base::normalise()
/// gives them: enough to tell a column of first names from one of family names.
constexpr std::string_view prenoms_courants =
    "MARIE JEAN PIERRE MICHEL ANDRE PHILIPPE LOUIS NICOLAS ALAIN CHRISTOPHE DANIEL BERNARD PATRICK SYLVIE ISABELLE "
    "CATHERINE "
    "NATHALIE FRANCOISE VALERIE CHRISTINE SANDRINE STEPHANIE CELINE VIRGINIE AURELIE JULIE LAURA CAMILLE LEA MANON "
    "CHLOE EMMA "
    "JADE LOUISE ALICE LINA MILA ROSE ANNA INES LENA SARAH LOLA ZOE JULIETTE LUCIE EVA LUCAS HUGO ENZO LEO GABRIEL "
    "RAPHAEL "
    "ARTHUR ADAM JULES MAEL NATHAN THEO TOM NOAH MATHIS CLEMENT MAXIME ALEXANDRE ANTOINE THOMAS QUENTIN ROMAIN KEVIN "
    "BENJAMIN "
    "GUILLAUME JULIEN MATHIEU SEBASTIEN FLORIAN DYLAN VALENTIN MOHAMED YANIS AMINE RAYAN SAMUEL DAVID SIMON VICTOR "
    "PAUL AXEL "
    "BAPTISTE OCEANE PAULINE MATHILDE MARINE ELISE CLARA AMELIE CHARLOTTE JEANNE AGATHE YASMINE FATIMA AMINA KHADIJA "
    "NADIA "
    "JAMES JOHN ROBERT WILLIAM RICHARD JOSEPH CHARLES CHRISTOPHER MATTHEW ANTHONY MARK DONALD STEVEN ANDREW KENNETH "
    "GEORGE "
    "JOSHUA BRIAN EDWARD RONALD TIMOTHY JASON JEFFREY RYAN JACOB GARY ERIC JONATHAN STEPHEN LARRY JUSTIN SCOTT BRANDON "
    "FRANK "
    "GREGORY RAYMOND JACK DENNIS JERRY TYLER AARON HENRY PETER OLIVER HARRY JOSHUA ETHAN LIAM MASON LOGAN CALLUM "
    "CONNOR MARY "
    "PATRICIA JENNIFER LINDA ELIZABETH BARBARA SUSAN JESSICA KAREN NANCY LISA MARGARET BETTY SANDRA ASHLEY DOROTHY "
    "KIMBERLY "
    "EMILY DONNA MICHELLE CAROL AMANDA MELISSA DEBORAH STEPHANIE REBECCA SHARON CYNTHIA KATHLEEN AMY SHIRLEY ANGELA "
    "HELEN "
    "BRENDA PAMELA NICOLE SAMANTHA KATHERINE RACHEL OLIVIA SOPHIE SOPHIA ISABELLA MIA AVA GRACE HANNAH RUTH ELLA "
    "GEORGIA "
    "BIANCA CAITLIN MADELINE JASMINE LACHLAN MITCHELL JORDAN BAILEY BRODIE ZACHARY COOPER JOEL KAYLA TAYLA MATILDA "
    "HOLLY "
    "HANS PETER KLAUS WOLFGANG JURGEN JUERGEN UWE DIETER FRANK BERND GUENTER GUNTER HELMUT WERNER MANFRED HORST STEFAN "
    "ANDREAS "
    "MARKUS MARTIN CHRISTIAN MICHAEL SABINE URSULA MONIKA PETRA GABRIELE RENATE KARIN BRIGITTE INGRID GISELA HEIKE "
    "ANDREA "
    "CLAUDIA SUSANNE KATRIN ANJA KLARA LEONIE LUKAS JONAS FELIX MAXIMILIAN JOSE ANTONIO MANUEL FRANCISCO JUAN JAVIER "
    "CARLOS "
    "MIGUEL RAFAEL PEDRO ANGEL ALEJANDRO FERNANDO SERGIO PABLO JORGE ALBERTO LUIS ALVARO DIEGO MARIA CARMEN JOSEFA "
    "ISABEL DOLORES "
    "PILAR TERESA ANA PAULA LUCIA CRISTINA ELENA ROSA MARTA GIUSEPPE GIOVANNI MARIO LUIGI FRANCESCO MARCO MATTEO "
    "LORENZO "
    "GIULIA FRANCESCA CHIARA SARA MARTINA AHMED ALI OMAR YOUSSEF HASSAN IBRAHIM FATOUMATA MAMADOU";

bool prenom_courant(std::string_view mot) {
    static auto const connus = [] {
        std::unordered_set<std::string_view> mots;
        for (std::size_t i = 0; i < prenoms_courants.size();) {
            auto const fin = std::min(prenoms_courants.find(' ', i), prenoms_courants.size());
            mots.insert(prenoms_courants.substr(i, fin - i));
            i = fin + 1;
        }
        return mots;
    }();
    return connus.contains(mot);
}

bool que_des_lettres(std::string_view texte) {
    return std::ranges::none_of(texte, [](unsigned char c) {
        return c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != ' ' && c != '-' && c != '\'' &&
               c != '.' && c != ',' && separe_nom_et_prenom.find(static_cast<char>(c)) == separe_nom_et_prenom.npos &&
               c != '/';
    });
}

constexpr unsigned age_max = 125;

/// Nine digits or more, blanks and punctuation aside: what a telephone has and a post code has not.
bool comme_un_telephone(std::string_view texte) {
    auto const chiffres = std::ranges::count_if(texte, [](char c) { return c >= '0' && c <= '9'; });
    return chiffres >= 9 && chiffres <= 15 && texte.find_first_not_of("0123456789 +-.()/") == texte.npos &&
           (texte[0] == '0' || texte[0] == '+' || texte[0] == '(' || texte.find_first_of(" -.") != texte.npos);
}

} // namespace

Profil profil(std::span<std::vector<std::string> const> lignes, std::size_t colonne) {
    Profil p;
    std::unordered_set<std::string_view> valeurs;
    std::unordered_set<std::string> premiers, derniers;
    for (auto const& ligne : lignes) {
        if (colonne >= ligne.size() || base::est_vide(ligne[colonne]))
            continue;
        auto const& v = ligne[colonne];
        ++p.remplies;
        valeurs.insert(v);
        for (std::size_t f = 0; f < p.dates.size(); ++f)
            if (auto const d = lire_date(v, FormeDeDate(f)); d && d->year() <= 2100y)
                ++p.dates[f];
        p.sexes += lire_sexe(v) != Sexe::inconnu;
        p.courriels += v.find('@') != v.npos && v.find('.') != v.npos && v.find(' ') == v.npos;
        p.telephones += comme_un_telephone(v);
        p.longueur += static_cast<double>(base::longueur(v));
        if (auto const n = lire_entier(v)) {
            ++p.entiers;
            p.des_mois += *n <= 12;
            p.des_jours += *n <= 31;
            p.des_ages += *n <= age_max;
            p.deux_chiffres += *n < 100;
            p.mots += 1;
            continue;
        }
        p.lettres += que_des_lettres(v);
        p.virgules += v.find_first_of(separe_nom_et_prenom) != v.npos;
        auto const mots = base::mots(v);
        p.mots += static_cast<double>(mots.size());
        if (mots.empty())
            continue;
        p.deux_mots += mots.size() >= 2 && mots.size() <= 4;
        p.prenoms += mots.size() == 1 && prenom_courant(mots[0]);
        p.prenom_au_debut += prenom_courant(mots.front());
        p.prenom_a_la_fin += prenom_courant(mots.back());
        premiers.insert(mots.front());
        derniers.insert(mots.back());
    }
    p.distinctes = valeurs.size();
    p.premiers_distincts = premiers.size();
    p.derniers_distincts = derniers.size();
    if (p.remplies == 0)
        return p;
    for (auto* part : {&p.des_mois, &p.des_jours, &p.des_ages, &p.deux_chiffres})
        *part /= std::max(1.0, p.entiers);
    auto const n = static_cast<double>(p.remplies);
    for (auto& part : p.dates)
        part /= n;
    for (auto* part : {&p.lettres, &p.deux_mots, &p.virgules, &p.prenoms, &p.prenom_au_debut, &p.prenom_a_la_fin,
                       &p.sexes, &p.courriels, &p.telephones, &p.entiers, &p.mots, &p.longueur})
        *part /= n;
    return p;
}

FormeTrouvee forme_des_dates(Profil const& p) {
    FormeTrouvee f;
    // Year first, then day first, win a draw: a list where no day is above the twelfth is short. Any number is a date
    // for a spreadsheet: it must be clearly better.
    constexpr double nettement = 0.1;
    for (auto forme : {FormeDeDate::annee_mois_jour, FormeDeDate::jour_mois_annee, FormeDeDate::mois_jour_annee,
                       FormeDeDate::annee_seule, FormeDeDate::tableur})
        if (auto const part = p.dates[static_cast<std::size_t>(forme)];
            part > f.part + (forme == FormeDeDate::tableur ? nettement : 1e-9))
            f = {forme, part};
    return f;
}

} // namespace rapprochement
