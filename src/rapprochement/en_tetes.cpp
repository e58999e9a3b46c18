#include "rapprochement/en_tetes.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/texte.hpp"
#include "rapprochement/en_tetes_langues.hpp"

namespace rapprochement {
namespace {

/// Forms of base::cle_d_en_tete(), blank between.
constexpr EnTetesConnus connus[] = {
    {Role::id, "id recid recordid"},
    {Role::nom,
     "pername2 naam nazwisko efternamn etternavn efternavn sukunimi nom nomdefamille nomfamille nomdenaissance "
     "nomnaissance nompatronymique nomeleve nomdeleleve elevenom "
     "nomapprenant nomjeune nomdujeune patronyme surname lastname familyname name lname lnamec1 nomlegal nomnaiss "
     "nomdenaiss patronymique lastnames birthname maidenname nachname familienname zuname geburtsname apellido "
     "apellidos primerapellido cognome achternaam sobrenome apelido sname surn lastnm nompropre family last ln "
     "nomeleve1 nompatro nomnais nomdenais surname1 apellido1"},
    {Role::nom_usage, "nomusage nomdusage nomusuel nommarital nomepouse lnamec2 marriedname nomdepouse nomdepoux "
                      "preferredsurname ehename nomdusuel segundoapellido apellido2 surname2"},
    {Role::prenom,
     "pername1 imie imiona fornamn fornavn etunimi prenom prenoms prenom1 prenom2 prenom3 1erprenom 2eprenom 3eprenom "
     "prenomeleve prenomdeleleve "
     "eleveprenom prenomapprenant prenomjeune prenomdujeune prenomusage prenomusuel deuxiemeprenom givenname "
     "firstname forename fname fnamec1 fnamec2 middlename autresprenoms prenomun premierprenom "
     "prenomprincipal prenom4 givennames firstnames firstname1 secondname middlenames vorname vornamen "
     "rufname nombre nombres primernombre segundonombre nome voornaam voornamen firstnm fn gname given first "
     "christianname middleinitial middle mname mi midlname middlenm secondgivenname forenames forename1 "
     "forename2 givenname1 givenname2 preferredname nombredepila zweitervorname"},
    {Role::nom_et_prenom,
     "nomeprenom navn namn personnom nomprenom nometprenom nometprenoms nomprenoms eleve identite nomprenomeleve "
     "nomcomplet fullname "
     "prenomnom prenometnom nomsetprenoms nombrecompleto nombreyapellidos apellidosynombre "
     "apellidosynombres vollstandigername vollername nameundvorname vornameundnachname nomecompleto "
     "nomeecognome cognomeenome wholename completename personname patientname studentname pupilname "
     "membername membres apprenant jeune patient patiente paciente paziente student pupil person persona persoon "
     "personne employee voter citizen voterfullname client customer cliente schuler schueler alumno aluno"},
    {Role::naissance,
     "dataur dataurodz datanar datanarozeni natoil natail nato nata nele datanasc fodselsdato fodelsedatum "
     "dataurodzenia syntymaaika datedenaissance "
     "datenaissance datenaiss datedenaiss ddn neele nele naissance dateofbirth dob birthdate "
     "datedenaissanceeleve datedenaissanceapprenant naissancele datenaissanceapprenant birthday datenais dtnaiss "
     "dtnaissance naissdate birthdt datebirth geburtsdatum gebdatum gebdat geburtstag geburt geboren geborenam "
     "fechanacimiento fechadenacimiento fecnac fnac fechanac nacimiento datadinascita datanascita datadenascimento "
     "datanascimento geboortedatum born borndate bdate bdat datedenais datenaissanceeleve birth naiss nais dtnasc "
     "dnaiss "
     "datenaiss1 dateofbirthdob"},
    {Role::jour,
     "jour journaissance jourdenaissance bd birthday1 dayofbirth jnais journaiss journais jourdenaiss naissjour "
     "naisjour naissancejour ddnjour jrnaiss jrnais jrdenaiss naissjr naisjr naissancejr ddnjr jrnaissance "
     "jnaiss jdenaiss naissj naisj naissancej ddnj day dobday dobd daybirth dateofbirthday birthdateday tag dia "
     "bday bdayd"},
    {Role::mois,
     "mois moisnaissance moisdenaissance bm birthmonth monthofbirth mnais moisnaiss moisnais moisdenaiss "
     "naissmois naismois naissancemois ddnmois mnaiss mdenaiss naissm naism naissancem ddnm month dobmonth dobm "
     "monthbirth dateofbirthmonth birthdatemonth monat mes bmonth bmon"},
    {Role::annee,
     "annee anneenaissance anneedenaissance by birthyear yearofbirth anais anneenaiss anneenais anneedenaiss "
     "naissannee naisannee naissanceannee ddnannee annaiss annais andenaiss naissan naisan naissancean ddnan "
     "annaissance anaiss adenaiss naissa naisa naissancea ddna year dobyear doby yearbirth dateofbirthyear "
     "birthdateyear jahr geburtsjahr jahrgang anodenacimiento anonacimiento byear byr yob birthyr yrborn "
     "yearborn"},
    {Role::age, "age ages ageans ageyears ageinyears ageyrs edad alter idade eta leeftijd alder wiek patientage"},
    {Role::sexe,
     "sexe sex gender genre civilite codesexe sexeapprenant sexeeleve sexejeune gendercode geschlecht anrede sexo "
     "genero sesso genere geslacht sexcode salutation sexcd"},
    {Role::ine,
     "ine inernie inebea idnational numeroine identifiantnational identifiantnationaleleve ineapprenant inn "
     "socsecid ssn nationalid codeine numine nationalidnumber nhsnumber nhsno socialsecuritynumber dni nif nie "
     "curp rut cpf codicefiscale personnummer steuerid sozialversicherungsnummer rvnr bsn aadhaar medicarenumber "
     "socsecno socialsecurity ssnumber"},
    {Role::commune_naissance,
     "communenaissance communedenaissance lieunaissance lieudenaissance villedenaissance "
     "villenaissance birthplace placeofbirth codecommunenaissance codecommunedenaissance lieunaiss lieunais "
     "communenaiss communenais commnaiss commnais "
     "codeinseenaissance birthcity geburtsort lugardenacimiento lugarnacimiento luogodinascita "
     "geboorteplaats pob cityofbirth"},
    {Role::numero_de_rue,
     "numero numerovoie numeroderue numerodevoie streetnumber housenumber hausnummer hausnr housenum "
     "houseno streetnum streetno numvoie numrue nrue numerocalle huisnummer numerocivico"},
    {Role::adresse,
     "enumcap adresse adresse1 adresse2 adresse3 ligne1adresse ligne2adresse voie rue nomvoie libellevoie address "
     "address1 address2 street streetname adressepostale adresseeleve address3 addressline1 addressline2 "
     "streetaddress adressedomicile strasse str anschrift strassenname direccion calle domicilio indirizzo via "
     "adres straat endereco morada rua addr addr1 addr2 homeaddress residentialaddress nomrue nomdelarue "
     "adrligne1 stname street1 street2 addressline3"},
    {Role::code_postal,
     "enumpc codepostal cp postcode postalcode zip zipcode codepostalderesidence codepostalapprenant codepost "
     "codpostal zip5 plz postleitzahl codigopostal cap cep pcode postnummer zipcd"},
    {Role::commune,
     "commune ville localite libellecommune communeresidence communederesidence suburb city town "
     "villederesidence municipality nomcommune ort stadt wohnort ciudad poblacion municipio localidad citta "
     "comune plaats woonplaats gemeente cidade locality cityname towncity miasto miejscowosc mesto obec stad kommune "
     "poststed"},
    {Role::telephone,
     "telephone tel telephone1 telephone2 portable mobile telportable telmobile teldomicile "
     "telephoneportable telephonemobile telephonefixe telephoneapprenant telpersonnel phone phonenumber "
     "numerodetelephone teleleve numtel numerotel numtelephone gsm cellphone mobilephone phone1 phone2 "
     "telephonenumber homephone telefon telefonnummer handy handynummer mobil telefono movil celular "
     "cellulare telefoon mobiel telefone cell phoneno phonenum fulphonenumber fullphonenumber landline"},
    {Role::courriel, "courriel email mail mel adressemail adressemel emailaddress emailapprenant courrieleleve "
                     "adressecourriel adresseemail adresseelectronique mail1 email1 emaileleve courrielpersonnel "
                     "emailadresse correo correoelectronico mailadresse emailid contactemail"},
};

/// Words, by what they mean. A header is understood from the meanings of its words.
enum Sens : unsigned {
    s_nom = 1 << 0,    // « surname »
    s_prenom = 1 << 1, // « first »
    s_name = 1 << 2,   // « name », which says nothing alone
    s_naissance = 1 << 3,
    s_date = 1 << 4,
    s_jour = 1 << 5,
    s_mois = 1 << 6,
    s_annee = 1 << 7,
    s_sexe = 1 << 8,
    s_numero = 1 << 9,
    s_voie = 1 << 10,
    s_adresse = 1 << 11,
    s_postal = 1 << 12,
    s_commune = 1 << 13,
    s_telephone = 1 << 14,
    s_courriel = 1 << 15,
    s_usage = 1 << 16,
    s_lieu = 1 << 17,
    s_complet = 1 << 18,
    s_tiers = 1 << 19,      // mother, guardian, school: somebody else
    s_second = 1 << 20,     // mailing, previous, temporary
    s_sans_objet = 1 << 21, // suffix, code, age, status…
    s_national = 1 << 22,
    s_age = 1 << 23,
    s_region = 1 << 24, // a county or a state: a poor place, but a place
};
struct Mots {
    unsigned sens;
    std::string_view mots;
};
constexpr Mots lexique[] = {
    {s_nom, "surname lastname family lname familyname nachname familienname apellido apellidos cognome achternaam last "
            "patronyme "
            "sobrenome maiden surnames lst"},
    {s_prenom,
     "prenom prenoms first given forename forenames firstname fname vorname vornamen rufname nombre nombres voornaam "
     "middle midl mid christian givenname frst gvn givennames"},
    {s_name, "name names nom noms nome nm nam nme"},
    {s_naissance, "nato nata birth naissance naiss nais dob ddn geburt geburts geb gebdat geboren nacimiento nac nacim "
                  "nascita nascimento "
                  "nasc born geboorte bir brth"},
    {s_date, "date datum fecha fec data dt dat"},
    {s_jour, "day jour jr tag dia giorno dag dd d"},
    {s_mois, "month mois monat mes mese maand mm mon mth m"},
    {s_annee, "year annee an jahr ano anio anno jaar yyyy yy yr y aaaa"},
    {s_sexe, "sex sexe gender genre geschlecht sexo genero sesso geslacht"},
    {s_numero, "number num no nr nummer numero nbr n"},
    {s_voie, "street rue voie strasse str calle via straat road house haus st"},
    {s_adresse, "address addr adresse adr anschrift direccion domicilio indirizzo adres addrs"},
    {s_postal, "postcode postal zip zipcode plz postleitzahl postcod cp pcode postkode"},
    {s_commune, "city town suburb commune ville localite ort stadt wohnort ciudad municipio poblacion localidad citta "
                "comune plaats "
                "gemeente municipality locality parish paroisse village township borough hamlet"},
    {s_telephone,
     "phone tel telephone mobile portable gsm telefon handy telefono movil cell celular telefoon landline phon"},
    {s_courriel, "email courriel mel correo mail"},
    {s_usage, "usage usuel usuelle marital married epouse preferred alias"},
    {s_lieu, "place lieu lugar luogo ort pays country where"},
    {s_complet, "full complet complete completo whole entier"},
    {s_tiers,
     "mother father parent parents mere pere responsable resp tuteur tutrice representant guardian emergency urgence "
     "etablissement etab school ecole college lycee employer employeur conjoint spouse doctor medecin madre padre "
     "mutter "
     "vater mae pai moeder vader nonna classe class company entreprise author authors venue journal file fichier user "
     "login username product "
     "restaurant legal1 legal2 formation diplome organisme"},
    {s_second, "mailing mail postale previous prev ancien ancienne old former temporary correspondence billing "
               "shipping secondary "
               "autre other rep"},
    {s_sans_objet,
     "suffix sufx prefix prefx sfx pfx status statut desc1 inscription registration regist registr created "
     "updated update modified entree sortie debut fin start end death deces died dod expiry valid deceased"},
    {s_national, "ine ssn nin nhs nationalid insee"},
    {s_age, "age edad alter idade leeftijd"},
    {s_region, "county state province departement dept region provincia estado bundesland kreis provincie"},
};

std::unordered_map<std::string_view, Role> const& en_tetes() {
    static auto const table = [] {
        std::unordered_map<std::string_view, Role> t;
        auto ajouter = [&](EnTetesConnus const& connu) {
            auto const& [role, liste] = connu;
            for (std::size_t i = 0; i < liste.size();) {
                auto const fin = std::min(liste.find(' ', i), liste.size());
                t.try_emplace(liste.substr(i, fin - i), role);
                i = fin + 1;
            }
        };
        for (auto const& connu : connus)
            ajouter(connu);
        for (auto const& connu : en_tetes_d_autres_langues)
            ajouter(connu);
        return t;
    }();
    return table;
}

unsigned sens_du_mot(std::string_view mot) {
    static auto const table = [] {
        std::unordered_map<std::string_view, unsigned> t;
        for (auto const& [sens, liste] : lexique)
            for (std::size_t i = 0; i < liste.size();) {
                auto const fin = std::min(liste.find(' ', i), liste.size());
                t[liste.substr(i, fin - i)] |= sens;
                i = fin + 1;
            }
        return t;
    }();
    if (auto const ou = table.find(mot); ou != table.end())
        return ou->second;
    for (std::string_view debut : {"geburts", "geboorte", "birth", "naiss"}) // « Geburtsmonat »
        if (mot.starts_with(debut))
            if (auto const ou = table.find(mot.substr(debut.size())); ou != table.end())
                return ou->second | s_naissance;
    return 0;
}

bool minuscule(char c) { return c >= 'a' && c <= 'z'; }
bool majuscule(char c) { return c >= 'A' && c <= 'Z'; }
bool chiffre(char c) { return c >= '0' && c <= '9'; }

/// From the meanings of the words; nothing when they do not make a field of a person.
std::optional<Role> role_des_sens(unsigned s) {
    auto a = [&](unsigned sens) { return (s & sens) != 0; };
    if (a(s_courriel) && !a(s_adresse | s_postal | s_commune | s_voie | s_name))
        return Role::courriel;
    if (a(s_telephone))
        return Role::telephone;
    if (a(s_naissance)) {
        if (a(s_lieu | s_commune | s_region) && !a(s_date))
            return Role::commune_naissance;
        if (a(s_jour) && !a(s_mois | s_annee))
            return Role::jour;
        if (a(s_mois) && !a(s_jour | s_annee))
            return Role::mois;
        if (a(s_annee) && !a(s_jour | s_mois))
            return Role::annee;
        return a(s_name | s_nom) ? Role::nom : Role::naissance;
    }
    if (a(s_sexe))
        return Role::sexe;
    if (a(s_national))
        return Role::ine;
    if (a(s_postal))
        return Role::code_postal;
    if ((a(s_voie) && a(s_numero)) && !a(s_adresse | s_name))
        return Role::numero_de_rue;
    if (a(s_adresse) || (a(s_voie) && !a(s_prenom)))
        return Role::adresse;
    if (a(s_commune | s_region))
        return Role::commune;
    if (a(s_age))
        return Role::age;
    if (a(s_complet) && a(s_name | s_nom | s_prenom))
        return Role::nom_et_prenom;
    if (a(s_usage) && a(s_name | s_nom))
        return Role::nom_usage;
    if (a(s_prenom) && a(s_nom))
        return Role::nom_et_prenom;
    if (a(s_prenom))
        return Role::prenom;
    if (a(s_nom))
        return Role::nom;
    return std::nullopt;
}

} // namespace

std::vector<std::string> mots_de_l_en_tete(std::string_view en_tete) {
    std::string separe;
    for (std::size_t i = 0; i < en_tete.size(); ++i) {
        auto const c = en_tete[i];
        if (i > 0 && ((minuscule(en_tete[i - 1]) && majuscule(c)) || (chiffre(c) != chiffre(en_tete[i - 1]))))
            separe += ' ';
        separe += c;
    }
    std::vector<std::string> mots;
    for (auto const& mot : base::mots(separe))
        if (!chiffre(mot[0]))
            mots.push_back(base::cle_d_en_tete(mot));
    return mots;
}

SensDeLEnTete sens_de_l_en_tete(std::string_view en_tete) {
    if (auto const connu = en_tetes().find(base::cle_d_en_tete(en_tete)); connu != en_tetes().end())
        return {.role = connu->second, .sur = true, .compris = true};
    unsigned tous = 0;
    bool surnom_de_l_email = false;
    for (auto const& mot : mots_de_l_en_tete(en_tete)) {
        auto const sens = sens_du_mot(mot);
        tous |= sens;
        surnom_de_l_email = surnom_de_l_email || mot == "email" || mot == "courriel";
    }
    if ((tous & s_sans_objet) != 0)
        return {.compris = true};
    auto role = role_des_sens(tous);
    // « name » with a word we do not know (« student_name ») is a name; alone it was a known header.
    if (!role && (tous & s_name) != 0 && (tous & (s_date | s_numero)) == 0)
        role = Role::nom;
    if (!role)
        return {.role = Role::ignoree, .compris = tous != 0};
    bool const joignable = *role == Role::telephone || *role == Role::courriel || *role == Role::adresse ||
                           *role == Role::code_postal || *role == Role::commune;
    if ((tous & s_tiers) != 0 && !joignable)
        return {.compris = true};
    auto const second = (tous & (s_tiers | s_second | s_region)) != 0 && !surnom_de_l_email && *role != Role::courriel;
    return {.role = *role, .secondaire = second || (tous & s_tiers) != 0, .compris = true};
}

} // namespace rapprochement
