#include "metier/jeunes/recherche.hpp"

#include <algorithm>
#include <set>

#include "base/texte.hpp"
#include "metier/jeunes/index.hpp"
#include "metier/jeunes/recherche_sql.hpp"
#include "rapprochement/distances.hpp"
#include "rapprochement/phonetique.hpp"

namespace metier::jeunes {
namespace {

constexpr std::size_t assez = 8; // avec moins de réponses, on cherche plus large
constexpr std::size_t ailleurs_au_plus = 5;

double ressemblance(std::string const& cherche, std::string const& porte, bool debut) {
    if (cherche == porte)
        return 1;
    if (debut && porte.starts_with(cherche))
        return 0.97;
    auto d = rapprochement::jaro_winkler(cherche, porte);
    if (rapprochement::une_faute_au_plus(cherche, porte))
        d = std::max(d, 0.93);
    else if (rapprochement::cle_phonetique(cherche) == rapprochement::cle_phonetique(porte))
        d = std::max(d, 0.9);
    return std::min(d, 0.95);
}

/// Moyenne, sur les mots cherchés, de leur meilleure ressemblance ; la naissance départage ; un nom entier mieux qu'un
/// bout.
double proximite(Question const& q, Nomme const& n, Frappe frappe) {
    auto portes = mots_du_nom({n.nom, n.nom_usage, n.prenom, n.autres});
    double somme = 0;
    for (std::size_t i = 0; i < q.mots.size(); ++i) {
        bool debut = frappe == Frappe::en_cours && i + 1 == q.mots.size();
        double mieux = 0;
        for (auto const& porte : portes)
            mieux = std::max(mieux, ressemblance(q.mots[i], porte, debut || est_initiale(q.mots[i])));
        somme += mieux;
    }
    double note = q.mots.empty() ? 1 : somme / static_cast<double>(q.mots.size());
    if (q.naissance)
        note -= n.naissance == q.naissance ? 0 : 0.1;
    else if (q.annee)
        note -= n.naissance && static_cast<int>(n.naissance->year()) == *q.annee ? 0 : 0.1;
    auto autres = portes.size() > q.mots.size() ? portes.size() - q.mots.size() : 0;
    return note - 0.002 * static_cast<double>(std::min<std::size_t>(autres, 10));
}

void completer(std::vector<Nomme>& tous, std::vector<Nomme>&& autres) {
    std::set<Id<Jeune>> vus;
    for (auto const& n : tous)
        vus.insert(n.id);
    for (auto& n : autres)
        if (vus.insert(n.id).second)
            tous.push_back(std::move(n));
}

/// Les autres façons de lire la même saisie : mots accolés ou coupés.
std::vector<Mots> autres_lectures(Reader& db, Mots const& mots) { return recoupes(mots, portes(db, morceaux(mots))); }

struct ParNom {
    std::vector<Nomme> tous;
    std::vector<Mots> lectures; ///< façons de comprendre la saisie, la sienne d'abord
};

/// D'abord tel quel ; s'il y a peu de réponses, mots accolés ou coupés, puis à une faute près ou à l'oreille ; enfin
/// sans particule ni civilité, sans la naissance, peut-être fausse, ou sans l'un des mots.
ParNom par_nom(Reader& db, Question const& q, Frappe frappe) {
    auto stricts = frappe == Frappe::en_cours ? en_cours_de_frappe(db, q.mots) : exacts(db, q.mots);
    ParNom r{porteurs(db, stricts, q), {q.mots}};
    if (r.tous.size() >= assez || q.mots.empty())
        return r;
    auto aussi = [&](Mots const& mots, Groupes const& g) {
        auto lue = q;
        lue.mots = mots;
        completer(r.tous, porteurs(db, g, lue));
    };
    for (auto const& mots : autres_lectures(db, q.mots)) {
        r.lectures.push_back(mots);
        aussi(mots, exacts(db, mots));
    }
    auto proches_ = larges(db, q.mots);
    aussi(q.mots, proches_);
    if (auto noms = r.tous.empty() ? sans_petits_mots(q.mots) : std::nullopt) {
        r.lectures.push_back(*noms);
        aussi(*noms, larges(db, *noms));
    }
    if (r.tous.empty() && (q.naissance || q.annee)) {
        auto sans = q;
        sans.naissance.reset();
        sans.annee.reset();
        completer(r.tous, porteurs(db, proches_, sans));
    }
    constexpr std::size_t mots_pour_en_oublier_un = 3;
    if (r.tous.empty() && q.mots.size() >= mots_pour_en_oublier_un)
        for (std::size_t i = 0; i < q.mots.size(); ++i) {
            auto sans = q.mots;
            sans.erase(sans.begin() + static_cast<std::ptrdiff_t>(i));
            aussi(sans, larges(db, sans));
        }
    return r;
}

std::string initiale(std::string_view nom) {
    auto n = base::normalise(nom);
    return n.empty() ? "" : n.substr(0, 1) + ".";
}

/// Assez précis pour n'être pas une pêche : un nom et un prénom, ou un nom et une naissance. Ni une initiale, ni une
/// particule, ni un nom coupé en deux n'y suffisent.
bool precise(Mots const& mots, Question const& q) {
    auto noms = sans_petits_mots(mots).value_or(mots);
    auto entiers = std::ranges::count_if(noms, [](auto const& mot) { return !est_initiale(mot); });
    return entiers >= 2 || (entiers == 1 && (q.naissance || q.annee));
}

/// Une lecture précise dont chaque mot est porté tel quel, et la bonne naissance ; ou l'INE.
bool sans_faute(Question const& q, std::vector<Mots> const& lectures, Nomme const& n) {
    if (q.ine)
        return true;
    auto portes = mots_du_nom({n.nom, n.nom_usage, n.prenom, n.autres});
    auto porte = [&](std::string const& mot) { return est_initiale(mot) || std::ranges::binary_search(portes, mot); };
    bool nee = (!q.naissance || n.naissance == q.naissance) &&
               (!q.annee || (n.naissance && static_cast<int>(n.naissance->year()) == *q.annee));
    return nee && std::ranges::any_of(
                      lectures, [&](Mots const& mots) { return precise(mots, q) && std::ranges::all_of(mots, porte); });
}

std::vector<Ailleurs> hors_portee(Reader& db, acces::Portee const& portee, std::vector<Nomme> const& nommes) {
    std::vector<Ailleurs> reponse;
    if (nommes.empty())
        return reponse;
    Numeros ids;
    for (auto const& n : nommes)
        ids.push_back(n.id.valeur);
    std::set<std::int64_t> suivis, demandes;
    db.each<std::int64_t>("select distinct jeune_id from cercle where au is null and jeune_id in (" + liste(ids) + ")",
                          [&](std::int64_t id) { suivis.insert(id); });
    db.each<std::int64_t>(
        "select jeune_id from demande_acces where role_tenu_id = ? and reponse is null and jeune_id in (" + liste(ids) +
            ")",
        [&](std::int64_t id) { demandes.insert(id); }, portee.role_tenu);
    for (auto const& n : nommes)
        reponse.push_back({n.id, initiale(n.prenom) + " " + initiale(n.nom),
                           n.naissance ? std::optional{static_cast<int>(n.naissance->year())} : std::nullopt,
                           suivis.contains(n.id.valeur), demandes.contains(n.id.valeur)});
    return reponse;
}

} // namespace

Resultats chercher(Reader& db, acces::Portee const& portee, base::Coffre const& coffre, Question const& q,
                   Frappe frappe, std::size_t au_plus) {
    Resultats r;
    if (q.vide())
        return r;
    auto [nommes, lectures] = q.ine ? ParNom{par_ine(db, coffre, *q.ine), {}} : par_nom(db, q, frappe);
    if (nommes.empty())
        return r;
    Numeros ids;
    for (auto const& n : nommes)
        ids.push_back(n.id.valeur);
    std::set<std::int64_t> visibles;
    auto v = acces::est_visible(portee, "j");
    db.each<std::int64_t>(
        "select j.id from jeune j where j.id in (" + liste(ids) + ") and " + v.sql,
        [&](std::int64_t id) { visibles.insert(id); }, v.p);
    std::vector<Nomme> caches;
    for (auto const& n : nommes) {
        double note = q.ine ? 1 : 0;
        auto lue = q;
        for (auto const& mots : lectures) {
            lue.mots = mots;
            note = std::max(note, proximite(lue, n, frappe));
        }
        if (visibles.contains(n.id.valeur))
            r.trouves.push_back({n.id, note});
        else if (frappe == Frappe::complete && sans_faute(q, lectures, n) && caches.size() < ailleurs_au_plus)
            caches.push_back(n);
    }
    std::ranges::sort(r.trouves, [](Trouve const& a, Trouve const& b) {
        return a.proximite != b.proximite ? a.proximite > b.proximite : a.jeune < b.jeune;
    });
    if (r.trouves.size() > au_plus)
        r.trouves.resize(au_plus);
    r.ailleurs = hors_portee(db, portee, caches);
    return r;
}

} // namespace metier::jeunes
