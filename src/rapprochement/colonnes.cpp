#include "rapprochement/colonnes.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "rapprochement/noms.hpp"

namespace rapprochement {
namespace {

struct EnTete {
    Role role;
    std::string_view cle; ///< form of base::cle_d_en_tete()
};

constexpr EnTete en_tetes[] = {
    {Role::id, "id"},
    {Role::id, "recid"},
    {Role::id, "recordid"},
    {Role::nom, "nom"},
    {Role::nom, "nomdefamille"},
    {Role::nom, "nomfamille"},
    {Role::nom, "nomdenaissance"},
    {Role::nom, "nomnaissance"},
    {Role::nom, "nompatronymique"},
    {Role::nom, "nomeleve"},
    {Role::nom, "nomdeleleve"},
    {Role::nom, "elevenom"},
    {Role::nom, "nomapprenant"},
    {Role::nom, "nomjeune"},
    {Role::nom, "nomdujeune"},
    {Role::nom, "patronyme"},
    {Role::nom, "surname"},
    {Role::nom, "lastname"},
    {Role::nom, "familyname"},
    {Role::nom, "name"},
    {Role::nom, "lname"},
    {Role::nom, "lnamec1"},
    {Role::nom, "nomlegal"},
    {Role::nom, "nomnaiss"},
    {Role::nom, "nomdenaiss"},
    {Role::nom, "patronymique"},
    {Role::nom, "lastnames"},
    {Role::nom, "birthname"},
    {Role::nom, "maidenname"},
    {Role::nom_usage, "nomusage"},
    {Role::nom_usage, "nomdusage"},
    {Role::nom_usage, "nomusuel"},
    {Role::nom_usage, "nommarital"},
    {Role::nom_usage, "nomepouse"},
    {Role::nom_usage, "lnamec2"},
    {Role::nom_usage, "marriedname"},
    {Role::prenom, "prenom"},
    {Role::prenom, "prenoms"},
    {Role::prenom, "prenom1"},
    {Role::prenom, "prenom2"},
    {Role::prenom, "prenom3"},
    {Role::prenom, "1erprenom"},
    {Role::prenom, "2eprenom"},
    {Role::prenom, "3eprenom"},
    {Role::prenom, "prenomeleve"},
    {Role::prenom, "prenomdeleleve"},
    {Role::prenom, "eleveprenom"},
    {Role::prenom, "prenomapprenant"},
    {Role::prenom, "prenomjeune"},
    {Role::prenom, "prenomdujeune"},
    {Role::prenom, "prenomusage"},
    {Role::prenom, "prenomusuel"},
    {Role::prenom, "deuxiemeprenom"},
    {Role::prenom, "givenname"},
    {Role::prenom, "firstname"},
    {Role::prenom, "forename"},
    {Role::prenom, "fname"},
    {Role::prenom, "fnamec1"},
    {Role::prenom, "fnamec2"},
    {Role::prenom, "middlename"},
    {Role::prenom, "autresprenoms"},
    {Role::prenom, "prenomun"},
    {Role::prenom, "premierprenom"},
    {Role::prenom, "prenomprincipal"},
    {Role::prenom, "prenom4"},
    {Role::prenom, "givennames"},
    {Role::prenom, "firstnames"},
    {Role::prenom, "firstname1"},
    {Role::prenom, "secondname"},
    {Role::prenom, "middlenames"},
    {Role::nom_et_prenom, "nomprenom"},
    {Role::nom_et_prenom, "nometprenom"},
    {Role::nom_et_prenom, "nometprenoms"},
    {Role::nom_et_prenom, "nomprenoms"},
    {Role::nom_et_prenom, "eleve"},
    {Role::nom_et_prenom, "identite"},
    {Role::nom_et_prenom, "nomprenomeleve"},
    {Role::nom_et_prenom, "nomcomplet"},
    {Role::nom_et_prenom, "fullname"},
    {Role::nom_et_prenom, "prenomnom"},
    {Role::naissance, "datedenaissance"},
    {Role::naissance, "datenaissance"},
    {Role::naissance, "datenaiss"},
    {Role::naissance, "datedenaiss"},
    {Role::naissance, "ddn"},
    {Role::naissance, "neele"},
    {Role::naissance, "nele"},
    {Role::naissance, "naissance"},
    {Role::naissance, "dateofbirth"},
    {Role::naissance, "dob"},
    {Role::naissance, "birthdate"},
    {Role::naissance, "datedenaissanceeleve"},
    {Role::naissance, "datedenaissanceapprenant"},
    {Role::naissance, "naissancele"},
    {Role::naissance, "datenaissanceapprenant"},
    {Role::naissance, "birthday"},
    {Role::naissance, "datenais"},
    {Role::naissance, "dtnaiss"},
    {Role::naissance, "dtnaissance"},
    {Role::naissance, "naissdate"},
    {Role::naissance, "birthdt"},
    {Role::naissance, "datebirth"},
    {Role::jour, "jour"},
    {Role::jour, "journaissance"},
    {Role::jour, "jourdenaissance"},
    {Role::jour, "bd"},
    {Role::jour, "birthday1"},
    {Role::jour, "dayofbirth"},
    {Role::jour, "jnais"},
    {Role::jour, "journaiss"},
    {Role::jour, "journais"},
    {Role::jour, "jourdenaiss"},
    {Role::jour, "naissjour"},
    {Role::jour, "naisjour"},
    {Role::jour, "naissancejour"},
    {Role::jour, "ddnjour"},
    {Role::jour, "jrnaiss"},
    {Role::jour, "jrnais"},
    {Role::jour, "jrdenaiss"},
    {Role::jour, "naissjr"},
    {Role::jour, "naisjr"},
    {Role::jour, "naissancejr"},
    {Role::jour, "ddnjr"},
    {Role::jour, "jrnaissance"},
    {Role::jour, "jnaiss"},
    {Role::jour, "jdenaiss"},
    {Role::jour, "naissj"},
    {Role::jour, "naisj"},
    {Role::jour, "naissancej"},
    {Role::jour, "ddnj"},
    {Role::jour, "day"},
    {Role::jour, "dobday"},
    {Role::jour, "dobd"},
    {Role::jour, "daybirth"},
    {Role::jour, "dateofbirthday"},
    {Role::jour, "birthdateday"},
    {Role::mois, "mois"},
    {Role::mois, "moisnaissance"},
    {Role::mois, "moisdenaissance"},
    {Role::mois, "bm"},
    {Role::mois, "birthmonth"},
    {Role::mois, "monthofbirth"},
    {Role::mois, "mnais"},
    {Role::mois, "moisnaiss"},
    {Role::mois, "moisnais"},
    {Role::mois, "moisdenaiss"},
    {Role::mois, "naissmois"},
    {Role::mois, "naismois"},
    {Role::mois, "naissancemois"},
    {Role::mois, "ddnmois"},
    {Role::mois, "mnaiss"},
    {Role::mois, "mdenaiss"},
    {Role::mois, "naissm"},
    {Role::mois, "naism"},
    {Role::mois, "naissancem"},
    {Role::mois, "ddnm"},
    {Role::mois, "month"},
    {Role::mois, "dobmonth"},
    {Role::mois, "dobm"},
    {Role::mois, "monthbirth"},
    {Role::mois, "dateofbirthmonth"},
    {Role::mois, "birthdatemonth"},
    {Role::annee, "annee"},
    {Role::annee, "anneenaissance"},
    {Role::annee, "anneedenaissance"},
    {Role::annee, "by"},
    {Role::annee, "birthyear"},
    {Role::annee, "yearofbirth"},
    {Role::annee, "anais"},
    {Role::annee, "anneenaiss"},
    {Role::annee, "anneenais"},
    {Role::annee, "anneedenaiss"},
    {Role::annee, "naissannee"},
    {Role::annee, "naisannee"},
    {Role::annee, "naissanceannee"},
    {Role::annee, "ddnannee"},
    {Role::annee, "annaiss"},
    {Role::annee, "annais"},
    {Role::annee, "andenaiss"},
    {Role::annee, "naissan"},
    {Role::annee, "naisan"},
    {Role::annee, "naissancean"},
    {Role::annee, "ddnan"},
    {Role::annee, "annaissance"},
    {Role::annee, "anaiss"},
    {Role::annee, "adenaiss"},
    {Role::annee, "naissa"},
    {Role::annee, "naisa"},
    {Role::annee, "naissancea"},
    {Role::annee, "ddna"},
    {Role::annee, "year"},
    {Role::annee, "dobyear"},
    {Role::annee, "doby"},
    {Role::annee, "yearbirth"},
    {Role::annee, "dateofbirthyear"},
    {Role::annee, "birthdateyear"},
    {Role::sexe, "sexe"},
    {Role::sexe, "sex"},
    {Role::sexe, "gender"},
    {Role::sexe, "genre"},
    {Role::sexe, "civilite"},
    {Role::sexe, "codesexe"},
    {Role::sexe, "sexeapprenant"},
    {Role::sexe, "sexeeleve"},
    {Role::sexe, "sexejeune"},
    {Role::sexe, "gendercode"},
    {Role::ine, "ine"},
    {Role::ine, "inernie"},
    {Role::ine, "inebea"},
    {Role::ine, "idnational"},
    {Role::ine, "numeroine"},
    {Role::ine, "identifiantnational"},
    {Role::ine, "identifiantnationaleleve"},
    {Role::ine, "ineapprenant"},
    {Role::ine, "inn"},
    {Role::ine, "socsecid"},
    {Role::ine, "ssn"},
    {Role::ine, "nationalid"},
    {Role::ine, "codeine"},
    {Role::ine, "numine"},
    {Role::commune_naissance, "communenaissance"},
    {Role::commune_naissance, "communedenaissance"},
    {Role::commune_naissance, "lieunaissance"},
    {Role::commune_naissance, "lieudenaissance"},
    {Role::commune_naissance, "villedenaissance"},
    {Role::commune_naissance, "villenaissance"},
    {Role::commune_naissance, "birthplace"},
    {Role::commune_naissance, "placeofbirth"},
    {Role::commune_naissance, "codecommunenaissance"},
    {Role::commune_naissance, "codecommunedenaissance"},
    {Role::commune_naissance, "codeinseenaissance"},
    {Role::commune_naissance, "birthcity"},
    {Role::numero_de_rue, "numero"},
    {Role::numero_de_rue, "numerovoie"},
    {Role::numero_de_rue, "numeroderue"},
    {Role::numero_de_rue, "numerodevoie"},
    {Role::numero_de_rue, "streetnumber"},
    {Role::numero_de_rue, "housenumber"},
    {Role::adresse, "adresse"},
    {Role::adresse, "adresse1"},
    {Role::adresse, "adresse2"},
    {Role::adresse, "adresse3"},
    {Role::adresse, "ligne1adresse"},
    {Role::adresse, "ligne2adresse"},
    {Role::adresse, "voie"},
    {Role::adresse, "rue"},
    {Role::adresse, "nomvoie"},
    {Role::adresse, "libellevoie"},
    {Role::adresse, "address"},
    {Role::adresse, "address1"},
    {Role::adresse, "address2"},
    {Role::adresse, "street"},
    {Role::adresse, "streetname"},
    {Role::adresse, "adressepostale"},
    {Role::adresse, "adresseeleve"},
    {Role::adresse, "address3"},
    {Role::adresse, "addressline1"},
    {Role::adresse, "addressline2"},
    {Role::adresse, "streetaddress"},
    {Role::adresse, "adressedomicile"},
    {Role::code_postal, "codepostal"},
    {Role::code_postal, "cp"},
    {Role::code_postal, "postcode"},
    {Role::code_postal, "postalcode"},
    {Role::code_postal, "zip"},
    {Role::code_postal, "zipcode"},
    {Role::code_postal, "codepostalderesidence"},
    {Role::code_postal, "codepostalapprenant"},
    {Role::code_postal, "codepost"},
    {Role::code_postal, "codpostal"},
    {Role::code_postal, "zip5"},
    {Role::commune, "commune"},
    {Role::commune, "ville"},
    {Role::commune, "localite"},
    {Role::commune, "libellecommune"},
    {Role::commune, "communeresidence"},
    {Role::commune, "communederesidence"},
    {Role::commune, "suburb"},
    {Role::commune, "city"},
    {Role::commune, "town"},
    {Role::commune, "villederesidence"},
    {Role::commune, "municipality"},
    {Role::commune, "nomcommune"},
    {Role::telephone, "telephone"},
    {Role::telephone, "tel"},
    {Role::telephone, "telephone1"},
    {Role::telephone, "telephone2"},
    {Role::telephone, "portable"},
    {Role::telephone, "mobile"},
    {Role::telephone, "telportable"},
    {Role::telephone, "telmobile"},
    {Role::telephone, "teldomicile"},
    {Role::telephone, "telephoneportable"},
    {Role::telephone, "telephonemobile"},
    {Role::telephone, "telephonefixe"},
    {Role::telephone, "telephoneapprenant"},
    {Role::telephone, "telpersonnel"},
    {Role::telephone, "phone"},
    {Role::telephone, "phonenumber"},
    {Role::telephone, "numerodetelephone"},
    {Role::telephone, "teleleve"},
    {Role::telephone, "numtel"},
    {Role::telephone, "numerotel"},
    {Role::telephone, "numtelephone"},
    {Role::telephone, "gsm"},
    {Role::telephone, "cellphone"},
    {Role::telephone, "mobilephone"},
    {Role::telephone, "phone1"},
    {Role::telephone, "phone2"},
    {Role::telephone, "telephonenumber"},
    {Role::telephone, "homephone"},
    {Role::courriel, "courriel"},
    {Role::courriel, "email"},
    {Role::courriel, "mail"},
    {Role::courriel, "mel"},
    {Role::courriel, "adressemail"},
    {Role::courriel, "adressemel"},
    {Role::courriel, "emailaddress"},
    {Role::courriel, "emailapprenant"},
    {Role::courriel, "courrieleleve"},
    {Role::courriel, "adressecourriel"},
    {Role::courriel, "adresseemail"},
    {Role::courriel, "adresseelectronique"},
    {Role::courriel, "mail1"},
    {Role::courriel, "email1"},
    {Role::courriel, "emaileleve"},
    {Role::courriel, "courrielpersonnel"},
};

Sexe lire_sexe(std::string_view texte) {
    auto const n = base::normalise(texte);
    for (auto v : {"M", "H", "1", "G", "MASCULIN", "HOMME", "GARCON", "MONSIEUR", "MR", "MALE"})
        if (n == v)
            return Sexe::masculin;
    for (auto v : {"F", "2", "FEMININ", "FEMME", "FILLE", "MADAME", "MME", "MLLE", "MADEMOISELLE", "FEMALE"})
        if (n == v)
            return Sexe::feminin;
    return Sexe::inconnu;
}

unsigned entier(std::string_view texte) {
    unsigned n = 0;
    auto const propre = base::propre(texte);
    auto const [fin, erreur] = std::from_chars(propre.data(), propre.data() + propre.size(), n);
    return erreur == std::errc{} && fin == propre.data() + propre.size() ? n : 0;
}

std::optional<Date> date_en_trois(unsigned jour, unsigned mois, unsigned annee) {
    if (annee < 1000 || annee > 9999)
        return std::nullopt;
    Date const d{std::chrono::year(static_cast<int>(annee)), std::chrono::month(mois), std::chrono::day(jour)};
    return d.ok() ? std::optional(d) : std::nullopt;
}

bool en_majuscules(std::string_view mot) { return base::majuscules(mot) == mot && base::longueur(mot) > 1; }

/// « DE LA TOUR Jean-Baptiste » or « Jean DUPONT »: capitals are the name. Without case, the first word is the name.
void nom_et_prenom(Fiche& f, std::string_view cellule) {
    std::string nom, prenom;
    for (auto const& mot : base::decoupe(base::propre(cellule), ' '))
        (en_majuscules(mot) ? nom : prenom) += (en_majuscules(mot) ? nom : prenom).empty() ? mot : " " + mot;
    if (nom.empty() || prenom.empty()) {
        auto const tout = nom + prenom;
        auto const blanc = tout.find(' ');
        nom = tout.substr(0, blanc);
        prenom = blanc == std::string::npos ? "" : tout.substr(blanc + 1);
    }
    if (f.nom.empty())
        f.nom = nom;
    if (f.prenoms.empty() && !prenom.empty())
        f.prenoms.push_back(prenom);
}

void prenoms(Fiche& f, std::string_view cellule) {
    for (char separateur : {',', ';', '/'})
        if (cellule.find(separateur) != std::string_view::npos) {
            for (auto const& p : base::decoupe(cellule, separateur))
                prenoms(f, p);
            return;
        }
    if (!base::est_vide(cellule))
        f.prenoms.emplace_back(cellule);
}

void completer(std::string& texte, std::string_view suite) {
    if (!texte.empty())
        texte += ' ';
    texte += suite;
}

bool contient(std::span<Role const> roles, Role role) { return std::ranges::find(roles, role) != roles.end(); }

/// « birth_day » beside a month or a year is the day; « birthday » in one word only beside both.
void jour_plutot_que_date(std::span<std::string const> en_tete, std::span<Role> roles) {
    bool const mois = contient(roles, Role::mois);
    bool const annee = contient(roles, Role::annee);
    if (contient(roles, Role::jour))
        return;
    for (std::size_t c = 0; c < roles.size(); ++c) {
        auto const forme = base::normalise(en_tete[c]);
        if ((forme == "BIRTH DAY" && (mois || annee)) || (forme == "BIRTHDAY" && mois && annee))
            roles[c] = Role::jour;
    }
}

} // namespace

std::string_view libelle(Role role) {
    switch (role) {
    case Role::ignoree: return "ignorée";
    case Role::id: return "identifiant de la ligne";
    case Role::nom: return "nom de naissance";
    case Role::nom_usage: return "nom d’usage";
    case Role::prenom: return "prénom";
    case Role::nom_et_prenom: return "nom et prénom";
    case Role::naissance: return "date de naissance";
    case Role::jour: return "jour de naissance";
    case Role::mois: return "mois de naissance";
    case Role::annee: return "année de naissance";
    case Role::sexe: return "sexe";
    case Role::ine: return "INE";
    case Role::commune_naissance: return "commune de naissance";
    case Role::numero_de_rue: return "numéro dans la rue";
    case Role::adresse: return "adresse";
    case Role::code_postal: return "code postal";
    case Role::commune: return "commune";
    case Role::telephone: return "téléphone";
    case Role::courriel: return "courriel";
    }
    return {};
}

std::vector<Role> reconnaitre(std::span<std::string const> en_tete) {
    std::vector<Role> roles;
    for (auto const& colonne : en_tete) {
        auto const connu = std::ranges::find(en_tetes, base::cle_d_en_tete(colonne), &EnTete::cle);
        roles.push_back(connu == std::end(en_tetes) ? Role::ignoree : connu->role);
    }
    jour_plutot_que_date(en_tete, roles);
    return roles;
}

bool est_une_preuve(Role role) { return role != Role::ignoree && role != Role::id; }

std::string remarque_sur_la_naissance(std::span<Role const> roles) {
    if (contient(roles, Role::naissance))
        return {};
    std::vector<std::string> manquent;
    for (auto role : {Role::jour, Role::mois, Role::annee})
        if (!contient(roles, role))
            manquent.emplace_back(libelle(role));
    if (manquent.empty())
        return {};
    if (manquent.size() == 3)
        return "aucune date de naissance n’a été reconnue : le rapprochement se fait sans elle. Nommez la colonne "
               "« date_naissance », ou bien « jour_naissance », « mois_naissance » et "
               "« annee_naissance ».";
    return "la date de naissance est incomplète et ne sert pas : il manque " + base::joint(manquent, " et ") + ".";
}

std::optional<std::size_t> trouver_cle(std::span<std::string const> en_tete,
                                       std::span<std::vector<std::string> const> lignes) {
    for (std::size_t c = 0; c < en_tete.size(); ++c)
        if (base::cle_d_en_tete(en_tete[c]) == "id")
            return c;
    auto const roles = reconnaitre(en_tete);
    for (std::size_t c = 0; c < en_tete.size(); ++c) {
        if (est_une_preuve(roles[c]))
            continue;
        std::unordered_set<std::string_view> vues;
        bool const unique = std::ranges::all_of(lignes, [&](auto const& ligne) {
            return c < ligne.size() && !ligne[c].empty() && vues.insert(ligne[c]).second;
        });
        if (unique)
            return c;
    }
    return std::nullopt;
}

Fiche fiche_depuis(std::span<std::string const> ligne, std::span<Role const> roles, std::size_t cle) {
    Fiche f;
    unsigned jour = 0, mois = 0, annee = 0;
    std::string numero;
    if (cle < ligne.size())
        f.id = ligne[cle];
    for (std::size_t c = 0; c < std::min(ligne.size(), roles.size()); ++c) {
        std::string_view const v = ligne[c];
        if (base::est_vide(v))
            continue;
        switch (roles[c]) {
        case Role::ignoree:
        case Role::id: break;
        case Role::nom: completer(f.nom, v); break;
        case Role::nom_usage: completer(f.nom_usage, v); break;
        case Role::prenom: prenoms(f, v); break;
        case Role::nom_et_prenom: nom_et_prenom(f, v); break;
        case Role::naissance:
            if (!f.naissance) // a second date column never erases the first
                f.naissance = base::lire_date(v);
            break;
        case Role::jour: jour = entier(v); break;
        case Role::mois: mois = entier(v); break;
        case Role::annee: annee = entier(v); break;
        case Role::sexe: f.sexe = lire_sexe(v); break;
        case Role::ine: f.ine.emplace_back(v); break;
        case Role::commune_naissance: f.commune_naissance = v; break;
        case Role::numero_de_rue: numero = v; break;
        case Role::adresse: completer(f.adresse, v); break;
        case Role::code_postal: f.code_postal = v; break;
        case Role::commune: f.commune = v; break;
        case Role::telephone: f.telephones.emplace_back(v); break;
        case Role::courriel: f.courriels.emplace_back(v); break;
        }
    }
    if (!numero.empty())
        f.adresse = numero + (f.adresse.empty() ? "" : " " + f.adresse);
    if (!f.naissance)
        f.naissance = date_en_trois(jour, mois, annee);
    return f;
}

} // namespace rapprochement
