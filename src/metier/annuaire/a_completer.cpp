// Ce qui manque pour que chacun voie les siens : la première page de qui tient le territoire le lui dit.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/annuaire/gestion.hpp"
#include "metier/annuaire/onglets.hpp"
#include "metier/territoire/noms.hpp"

namespace metier::annuaire {
namespace {

using acces::Contexte;
using territoire::GenreDeReseau;
using territoire::GenreDeTerritoire;
using territoire::Territoire;
using web::AFaire;

constexpr std::size_t noms_cites = 3;

/// « Bassin nord, Bassin sud et 3 autres »
std::string cites(std::vector<Territoire> const& liste) {
    std::vector<std::string> noms;
    for (auto const& t : liste)
        if (noms.size() < noms_cites)
            noms.push_back(t.nom);
    auto reste = static_cast<long long>(liste.size() - noms.size());
    return base::joint(noms, ", ") + (reste > 0 ? " et " + base::pluriel(reste, "autre") : "");
}

void les_academies_en_double(std::vector<AFaire>& liste, std::vector<Territoire> const& ouverts) {
    for (auto i = ouverts.begin(); i != ouverts.end(); ++i)
        for (auto j = std::next(i); j != ouverts.end(); ++j)
            if (i->genre == GenreDeTerritoire::academie && j->genre == i->genre &&
                territoire::cle_de_nom(i->genre, i->nom) == territoire::cle_de_nom(j->genre, j->nom))
                liste.push_back({"Fusionner deux académies du même nom", web::lien("/territoires/{}/fusion", j->id),
                                 i->nom + " et " + j->nom, web::Ton::attention, "En double"});
}

/// Bassins de la liste que cette requête ne rend pas.
std::vector<Territoire> sans(storage::Reader& db, std::vector<Territoire> bassins, std::string_view requete,
                             auto const&... p) {
    auto avec = db.all<Id<Territoire>>(requete, p...);
    std::erase_if(bassins, [&](Territoire const& t) { return std::ranges::find(avec, t.id) != avec.end(); });
    return bassins;
}

void les_etablissements(std::vector<AFaire>& liste, storage::Reader& db, Gestion const& gestion, Date jour) {
    auto tous = territoire::etablissements(db);
    std::erase_if(
        tous, [&](auto const& e) { return !gestion.accueille(e.territoire) || (e.ferme_le && *e.ferme_le <= jour); });
    if (tous.empty()) {
        liste.push_back({"Importer l’annuaire de l’éducation", web::lien("/etablissements/import"),
                         "aucun établissement n’est connu ici"});
        return;
    }
    for (auto const& t : gestion.bassins(db)) {
        auto n = std::ranges::count_if(tous, [&](auto const& e) { return e.territoire == t.id; });
        if (t.provisoire && n > 0)
            liste.push_back({"Ranger " + base::pluriel(n, "établissement") + " dans leur bassin",
                             web::lien("/etablissements/rangement").avec("dans", t.id),
                             "aucun coordonnateur de bassin ne voit leurs jeunes", web::Ton::attention, "À ranger"});
    }
}

void les_bassins(std::vector<AFaire>& liste, storage::Reader& db, Contexte const& cx,
                 std::vector<Territoire> const& bassins) {
    auto jour = cx.jour();
    auto seuls = sans(db, bassins,
                      "select c.descendant_id from role_tenu r join agent a on a.id = r.agent_id join "
                      "territoire_contient c on c.ancetre_id = r.territoire_id where r.role = 'coordonnateur' and "
                      "a.desactive_le is null and r.du <= ? and (r.au is null or r.au >= ?)",
                      jour, jour);
    bool comptes = cx.peut(acces::Droit::gerer_comptes);
    if (!seuls.empty())
        liste.push_back({"Nommer un coordonnateur", comptes ? web::lien("/comptes") : lien(seuls.front().id),
                         cites(seuls) + (comptes ? "" : "\u00a0: demandez-le à l’administrateur")});
    constexpr std::string_view couverts =
        "select c.descendant_id from reseau r join reseau_bassin b on b.reseau_id = r.id join territoire_contient c on "
        "c.ancetre_id = b.territoire_id where r.ferme_le is null and r.genre = ?";
    for (auto genre : {GenreDeReseau::psad, GenreDeReseau::foquale}) {
        auto nus = sans(db, bassins, couverts, genre);
        if (!nus.empty())
            liste.push_back({genre == GenreDeReseau::psad ? "Créer la plateforme (PSAD)" : "Créer le réseau FOQUALE",
                             web::lien("/reseaux/nouveau").avec("genre", base::code(genre)),
                             "aucun ne couvre " + cites(nus)});
    }
}

} // namespace

std::vector<AFaire> a_completer(Contexte& cx) {
    auto db = cx.db();
    Gestion gestion{db, cx};
    std::vector<AFaire> liste;
    if (!gestion.quelque_chose())
        return liste;
    if (gestion.tout())
        les_academies_en_double(liste, territoire::territoires_ouverts(db));
    les_etablissements(liste, db, gestion, cx.jour());
    auto bassins = gestion.ouverts(db, {GenreDeTerritoire::bassin});
    std::erase_if(bassins, [](Territoire const& t) { return t.provisoire; });
    if (bassins.empty()) {
        auto departements = gestion.ouverts(db, {GenreDeTerritoire::departement});
        liste.push_back({"Créer les bassins",
                         departements.empty()
                             ? web::lien("/territoires")
                             : web::lien("/territoires/nouveau").avec("parent", departements.front().id),
                         "aucun bassin n’existe encore"});
        return liste;
    }
    les_bassins(liste, db, cx, bassins);
    return liste;
}

} // namespace metier::annuaire
