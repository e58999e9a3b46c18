// Une personne se recalcule d'après sa fiche : chaque tirage a sa clé, l'ordre des appels ne change rien.
#include <algorithm>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "metier/demonstration/population/foyers.hpp"
#include "metier/demonstration/population/monde.hpp"
#include "metier/demonstration/population/scolarite.hpp"

namespace metier::demonstration {
namespace {

struct Pays {
    std::string_view code, ville;
};
constexpr Pays pays[] = {{"350", "Casablanca"}, {"352", "Oran"},    {"351", "Sfax"},     {"341", "Dakar"},
                         {"330", "Conakry"},    {"326", "Abidjan"}, {"312", "Kinshasa"}, {"114", "Bucarest"},
                         {"139", "Porto"},      {"208", "Izmir"},   {"206", "Alep"},     {"212", "Kaboul"},
                         {"335", "Bamako"},     {"397", "Moroni"},  {"255", "Tbilissi"}, {"125", "Tirana"},
                         {"132", "Londres"},    {"155", "Kharkiv"}, {"416", "Recife"},   {"216", "Wenzhou"}};

int annee(std::int32_t naissance) {
    return static_cast<int>(std::chrono::year_month_day{std::chrono::sys_days{Jours{naissance}}}.year());
}

/// Premier prénom ; celui d'un jumeau puîné diffère de celui de l'aîné.
std::string premier_prenom(Monde const& m, std::size_t rang) {
    auto const& f = m.fiches[rang];
    auto h = m.hasard(0x01, rang);
    std::string prenom{m.frequences.prenom(h, f.sexe, annee(f.naissance))};
    bool const puine = rang > 0 && m.fiches[rang - 1].foyer == f.foyer && m.fiches[rang - 1].naissance == f.naissance;
    if (puine)
        for (auto const aine = premier_prenom(m, rang - 1); prenom == aine;)
            prenom = m.frequences.prenom(h, f.sexe, annee(f.naissance));
    return prenom;
}

std::vector<std::string> prenoms(Monde const& m, std::size_t rang) {
    auto const& f = m.fiches[rang];
    std::vector<std::string> liste{premier_prenom(m, rang)};
    auto h = m.hasard(0x02, rang);
    for (auto const part : {0.60, 0.75}) {
        if (!h.chance(part))
            break;
        liste.emplace_back(m.frequences.prenom(h, f.sexe, annee(f.naissance) - 25 - static_cast<int>(h.entier(31))));
    }
    return liste;
}

std::string chiffres(std::uint64_t n, int combien) {
    std::string texte(static_cast<std::size_t>(combien), '0');
    for (auto i = texte.size(); i-- > 0; n /= 10)
        texte[i] = static_cast<char>('0' + n % 10);
    return texte;
}

void identifiants(Monde const& m, std::size_t rang, Personne& p) {
    auto const& f = m.fiches[rang];
    auto h = m.hasard(0x03, rang);
    auto const immatricule = (annee(f.naissance) + 3 + (f.ne_en_france ? 0 : 6)) % 100;
    auto const ordre = (rang * 7'368'787 + melange(m.options.graine) % 10'000'000) % 10'000'000; // bijection
    auto const lettre = [&] { return static_cast<char>('A' + h.entier(26)); };
    std::string const rnie =
        chiffres(static_cast<std::uint64_t>(immatricule), 2) + chiffres(ordre, 7) + lettre() + lettre();
    auto const numero = 2'400'000'000U + ordre * 9;
    std::string const bea = chiffres(numero, 10) + base::lettre_de_controle(numero);
    if (h.chance(f.nouveau ? 0.4 : 0.03))
        return;
    bool const bea_seul = h.chance(0.05);
    p.ine = bea_seul ? bea : rnie;
    if (!bea_seul && h.chance(0.12))
        p.ine_ancien = bea;
}

void naissance(Monde const& m, std::size_t rang, Personne& p) {
    auto const& f = m.fiches[rang];
    auto h = m.hasard(0x04, f.foyer);
    p.naissance = std::chrono::sys_days{Jours{f.naissance}};
    p.ne_en_france = f.ne_en_france;
    if (!f.ne_en_france) {
        auto const& lieu = h.parmi(pays);
        p.pays_naissance = lieu.code;
        p.commune_naissance = lieu.ville;
        return;
    }
    p.pays_naissance = "100";
    auto const& maternite = m.lieux[m.tirage_des_lieux.un(h)];
    auto const& ici = m.territoire.communes[m.foyers[f.foyer].commune];
    bool const ailleurs = h.chance(0.22);
    p.insee_naissance = ailleurs ? maternite.insee : m.maternites[ici.bassin].insee;
    p.commune_naissance = ailleurs ? maternite.nom : m.maternites[ici.bassin].nom;
}

void coordonnees(Monde const& m, std::size_t rang, Personne& p) {
    auto h = m.hasard(0x05, rang);
    if (h.chance(0.6))
        p.telephone = telephone_fictif(h, true);
    if (h.chance(0.45))
        p.courriel = courriel_fictif(p.prenoms.front(), p.nom_famille, h);
}

} // namespace

Personne personne(Monde const& m, std::size_t rang) {
    auto const& f = m.fiches[rang];
    Personne p;
    p.id = static_cast<std::uint32_t>(rang);
    p.sexe = f.sexe;
    p.foyer = f.foyer;
    auto foyer = decrire_foyer(m, f.foyer);
    p.nom_famille = std::move(foyer.nom_des_enfants);
    if (m.hasard(0x06, rang).chance(0.04))
        p.nom_usage = p.nom_famille == foyer.nom_du_pere ? foyer.nom_de_la_mere : foyer.nom_du_pere;
    p.prenoms = prenoms(m, rang);
    p.adresse = std::move(foyer.adresse);
    p.responsables = std::move(foyer.responsables);
    naissance(m, rang, p);
    identifiants(m, rang, p);
    coordonnees(m, rang, p);
    raconter_la_scolarite(m, rang, p);
    return p;
}

} // namespace metier::demonstration
