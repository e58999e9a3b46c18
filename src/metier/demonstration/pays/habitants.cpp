#include "metier/demonstration/pays/habitants.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/demonstration/population/lecture.hpp"

namespace metier::demonstration {
namespace {

constexpr int premiere_annee = 2001, generations = 10;
constexpr unsigned par_pate = 4; ///< rangs voisins parmi lesquels se forment les foyers
constexpr double puines = 0.45; ///< deux fois la part des élèves qui ont un aîné dans la pâte (tailles ci-dessous)
constexpr double nouveaux_freres = 0.3;

constexpr std::string_view noms_d_ailleurs[] = {
    "EL HADDAD", "EL AMRANI", "BEN SALAH", "BENALI",    "AÏT OUALI", "OULD AHMED", "DIALLO",    "BARRY",
    "TRAORÉ",    "COULIBALY", "NGUYEN",    "TRAN",      "PHAM",      "DOS SANTOS", "DA SILVA",  "PEREIRA",
    "YILMAZ",    "KAYA",      "POPESCU",   "IVANOV",    "HOXHA",     "ABDULLAH",   "MOHAMMADI", "KABORÉ",
    "MBAPPÉ",    "DE SOUZA",  "VAN DIJK",  "EL KHATIB", "CHEN",      "WANG"};
constexpr std::string_view filles_d_ailleurs[] = {"Fatoumata", "Aïssatou", "Mariam", "Khadija", "Amina",
                                                  "Linh",      "Ioana",    "Zeynep", "Elif",    "Maria",
                                                  "Beatriz",   "Salma",    "Hawa",   "Yasmine"};
constexpr std::string_view garcons_d_ailleurs[] = {"Mohamed", "Mamadou", "Ibrahim", "Oumar",    "Youssef",
                                                   "Minh",    "Andrei",  "Mehmet",  "Emre",     "João",
                                                   "Ali",     "Ousmane", "Ahmad",   "Abdoulaye"};
constexpr std::string_view villes_d_ailleurs[] = {"Casablanca", "Alger", "Tunis", "Dakar", "Conakry", "Abidjan",
                                                  "Kinshasa",   "Porto", "Izmir", "Alep",  "Kaboul",  "Bamako"};
constexpr std::string_view genres_de_voie[] = {"rue",    "avenue", "impasse",   "place",
                                               "chemin", "allée",  "boulevard", "route"};
constexpr std::string_view noms_de_voie[] = {
    "des Lilas",        "Jean Jaurès",     "du Moulin",     "de la Gare",     "de l’Église",    "des Vignes",
    "Victor Hugo",      "des Chênes",      "Pasteur",       "du Stade",       "des Écoles",     "de Paris",
    "de la Mairie",     "des Acacias",     "Gambetta",      "du Château",     "Jules Ferry",    "de Verdun",
    "du 8 Mai 1945",    "des Roses",       "Voltaire",      "de la Paix",     "des Tilleuls",   "Émile Zola",
    "du Bois",          "des Prés",        "Léon Blum",     "de Bretagne",    "des Peupliers",  "Louise Michel",
    "du Lavoir",        "de la Liberté",   "des Cerisiers", "Jean Moulin",    "de la Fontaine", "Saint-Jean",
    "des Érables",      "du Commerce",     "Marie Curie",   "de Lyon",        "de la Plage",    "des Genêts",
    "de la République", "des Hirondelles", "du Port",       "Anatole France", "des Bleuets",    "de l’Europe"};

void chiffres(std::string& texte, std::uint64_t n, std::size_t combien) {
    auto const debut = texte.size();
    texte.resize(debut + combien, '0');
    for (auto i = texte.size(); i-- > debut; n /= 10)
        texte[i] = static_cast<char>('0' + n % 10);
}

void numero_fictif(std::string& texte, Hasard& h) {
    texte = h.chance(0.8) ? "063998" : "019900"; // plages réservées à la fiction
    chiffres(texte, h.entier(10'000), 4);
}

/// Tailles des foyers d'une pâte de quatre élèves : 1 1 1 1, 2 1 1, 2 2, 3 1 ou 4.
unsigned ordre_dans_le_foyer(unsigned place, double fratries, Hasard h) {
    if (!h.chance(fratries))
        return 0;
    constexpr unsigned ordres[][par_pate] = {{0, 1, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 0}, {0, 1, 2, 3}};
    constexpr double parts[] = {0.3, 0.3, 0.3, 0.1};
    return ordres[h.selon(parts)][place];
}

} // namespace

Habitants::Habitants(std::filesystem::path const& data, Modele const& modele, std::uint64_t graine,
                     std::uint64_t dans_a)
    : modele_{modele}, graine_{graine}, dans_a_{dans_a}, frequences_{data} {
    std::vector<double> poids;
    lire_table(data / "communes.csv.gz", {"nom", "codes_postaux", "population"}, [&](Cases c) {
        auto const habitants = reel(c[2]);
        if (c[1].empty() || habitants <= 0)
            return;
        lieux_.push_back({std::string(c[0]), std::string(c[1].substr(0, 5))});
        poids.push_back(habitants);
    });
    tirage_des_lieux_ = Tirage{poids};
}

bool Habitants::jumeau_du_precedent(std::uint64_t rang) const {
    return Hasard{graine_, 1, rang}.chance(modele_.jumeaux / puines);
}

Habitants::Place Habitants::place(std::uint64_t rang) const {
    // Parmi ceux qui n'étaient pas dans la première liste, des frères et sœurs de ceux qui y étaient.
    auto const voisin =
        rang >= dans_a_ && Hasard{graine_, 8, rang}.chance(nouveaux_freres * modele_.fratries) ? rang - dans_a_ : rang;
    auto const pate = voisin / par_pate;
    auto const ici = static_cast<unsigned>(voisin % par_pate);
    auto const ordre = ordre_dans_le_foyer(ici, modele_.fratries, Hasard{graine_, 2, pate});
    Place p{.tete = voisin - ordre, .naissance = rang, .ordre = ordre, .jumeau = false};
    if (voisin != rang)
        return p.ordre = par_pate, p;
    for (auto r = rang; r > p.tete && jumeau_du_precedent(r); --r)
        p.naissance = r - 1, p.jumeau = true;
    return p;
}

void Habitants::un_lieu(Eleve& e, Hasard& h) const {
    auto const& lieu = lieux_[tirage_des_lieux_.un(h)];
    e.commune = lieu.commune;
    e.code_postal = lieu.code_postal;
}

void Habitants::changer_d_adresse(Eleve& e, Hasard& h) const {
    if (modele_.colonnes == Colonnes::reference)
        return;
    e.adresse = std::to_string(1 + h.entier(149));
    e.adresse += ' ';
    e.adresse += h.parmi(genres_de_voie);
    e.adresse += ' ';
    e.adresse += h.parmi(noms_de_voie);
}

void Habitants::demenager(Eleve& e, Hasard& h) const {
    un_lieu(e, h);
    changer_d_adresse(e, h);
}

void Habitants::changer_de_telephone(Eleve& e, Hasard& h) { numero_fictif(e.telephone, h); }

void Habitants::foyer(std::uint64_t tete, bool etranger, Eleve& e) const {
    Hasard h{graine_, 3, tete};
    auto const un_nom = [&] { return etranger && h.chance(0.7) ? h.parmi(noms_d_ailleurs) : frequences_.nom(h); };
    e.nom = un_nom();
    e.nom_usage.clear();
    if (h.chance(modele_.noms_doubles)) {
        e.nom += '-';
        e.nom += un_nom();
    } else if (modele_.colonnes == Colonnes::toutes && h.chance(0.04))
        e.nom_usage = un_nom();
    demenager(e, h);
    if (modele_.colonnes == Colonnes::toutes)
        numero_fictif(e.telephone, h);
}

void Habitants::naissance(Place const& p, Eleve& e) const {
    auto const annee = Hasard{graine_, 4, p.tete}.entier(generations);
    Hasard h{graine_, 5, p.naissance};
    auto const ecart = 3 * (p.naissance - std::min(p.naissance, p.tete)) + h.entier(2);
    e.annee = premiere_annee +
              static_cast<int>((annee + (p.ordre == par_pate ? h.entier(generations) : ecart)) % generations);
    auto const du_jour = e.etranger && h.chance(8.0 / 365) ? 0 : h.entier(365);
    Date const d{std::chrono::sys_days{std::chrono::year{e.annee} / 1 / 1} + Jours{du_jour}};
    e.mois = static_cast<int>(static_cast<unsigned>(d.month()));
    e.jour = static_cast<int>(static_cast<unsigned>(d.day()));
}

void Habitants::ine(std::uint64_t rang, std::string& texte) const {
    constexpr std::uint64_t milliard = 1'000'000'000,
                            pas = 982'451'653; // premiers entre eux : jamais deux fois le même
    texte.clear();
    chiffres(texte, (rang * pas + melange(graine_) % milliard) % milliard, 9);
    Hasard h{graine_, 6, rang};
    texte += static_cast<char>('A' + h.entier(26));
    texte += static_cast<char>('A' + h.entier(26));
}

std::string Habitants::ine_inconnu(Hasard& h) const {
    std::string texte;
    ine(std::uint64_t{1} << 40 | h.bits() >> 30, texte);
    return texte;
}

std::string Habitants::ine_voisin(std::uint64_t rang, Hasard& h) const {
    std::string texte;
    auto const p = place(rang);
    auto const proche = p.ordre > 0 ? p.tete : place(rang + 1).tete == rang ? rang + 1 : h.bits() % (2 * dans_a_);
    ine(proche == rang ? rang + 2 : proche, texte);
    return texte;
}

/// Deux enfants d'un foyer ne portent pas le même prénom : à chacun sa part des prénoms, différente d'un foyer à
/// l'autre.
std::string_view Habitants::premier_prenom(Place const& p, Eleve const& e, Hasard& h) const {
    constexpr int essais_au_plus = 40;
    constexpr unsigned parts = par_pate + 1;
    std::string_view prenom;
    for (int essai = 0; essai < essais_au_plus; ++essai) {
        prenom = !e.etranger || h.chance(0.4) ? frequences_.prenom(h, e.fille ? Sexe::feminin : Sexe::masculin, e.annee)
                 : e.fille                    ? h.parmi(filles_d_ailleurs)
                                              : h.parmi(garcons_d_ailleurs);
        if (modele_.fratries <= 0 || (melange(cle(prenom)) + p.tete) % parts == p.ordre)
            break;
    }
    return prenom;
}

void Habitants::identite(std::uint64_t rang, Place const& p, Eleve& e) const {
    Hasard h{graine_, 9, rang};
    e.fille = h.chance(0.5);
    if (p.jumeau && Hasard{graine_, 10, rang}.chance(0.65))
        e.fille = Hasard{graine_, 9, p.naissance}.chance(0.5);
    auto const sexe = e.fille ? Sexe::feminin : Sexe::masculin;
    e.prenom = premier_prenom(p, e, h);
    if (h.chance(modele_.prenoms_composes)) {
        e.prenom += '-';
        e.prenom += frequences_.prenom(h, sexe, e.annee);
    }
    if (modele_.colonnes != Colonnes::toutes)
        return;
    e.prenom2 = h.chance(0.6) ? frequences_.prenom(h, sexe, e.annee - 40) : std::string_view{};
    e.courriel.clear();
    if (h.chance(0.45))
        e.courriel = base::cle_d_en_tete(e.prenom) + "." + base::cle_d_en_tete(e.nom) + std::to_string(h.entier(1000)) +
                     "@courriel.invalid";
    e.commune_naissance = e.etranger      ? h.parmi(villes_d_ailleurs)
                          : h.chance(0.6) ? std::string_view(e.commune)
                                          : std::string_view(lieux_[tirage_des_lieux_.un(h)].commune);
}

void Habitants::eleve(std::uint64_t rang, Eleve& e) const {
    auto const homonyme = modele_.homonymes > 0 && Hasard{graine_, 11, rang}.chance(modele_.homonymes);
    auto const p = place(rang);
    e.sexe_connu = true;
    e.etranger = Hasard{graine_, 12, p.tete}.chance(modele_.etrangers);
    foyer(p.tete, e.etranger, e);
    naissance(p, e);
    identite(rang, p, e);
    if (homonyme) { // le nom, le prénom et le jour d'un autre ; sa vie à lui
        auto const commune = e.commune, code_postal = e.code_postal, adresse = e.adresse, telephone = e.telephone;
        auto const autre = Hasard{graine_, 13, rang}.bits() % dans_a_;
        auto const q = place(autre);
        e.etranger = Hasard{graine_, 12, q.tete}.chance(modele_.etrangers);
        foyer(q.tete, e.etranger, e);
        naissance(q, e);
        identite(autre, q, e);
        e.commune = commune, e.code_postal = code_postal, e.adresse = adresse, e.telephone = telephone;
    }
    ine(rang, e.ine);
}

} // namespace metier::demonstration
