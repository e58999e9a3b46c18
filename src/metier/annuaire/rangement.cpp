#include "metier/annuaire/rangement.hpp"

#include <algorithm>
#include <map>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "documents/detection.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/echanges/formats/tableau.hpp"
#include "metier/territoire/gestion.hpp"
#include "metier/territoire/noms.hpp"
#include "web/form.hpp"

namespace metier::annuaire {
namespace {

using territoire::Etablissement;
using territoire::GenreDeTerritoire;
using territoire::Territoire;

constexpr std::size_t erreurs_montrees = 100;
constexpr char separateur = '|'; ///< entre les lignes d'un plan gardé par sa page

void ajouter(PlanDeRangement& plan, Rangement r) {
    if (r.vers && r.vers->id == r.etablissement.territoire)
        ++plan.deja;
    else
        plan.lignes.push_back(std::move(r));
}

std::unique_ptr<echanges::Tableau> ouvrir(std::filesystem::path const& chemin, std::string const& nom) {
    auto nature = documents::detecter(chemin);
    documents::refuser_illisible(nature, nom);
    return nature == documents::Nature::xlsx
               ? echanges::tableau_xlsx(chemin, nom, "")
               : echanges::tableau_csv(documents::source_de_fichier(chemin, nom, std::uint64_t{16} << 20));
}

/// Colonnes voulues, d'après l'en-tête.
struct Colonnes {
    std::size_t uai = 0, bassin = 0;
};
Colonnes colonnes(std::vector<std::string> const& en_tete, std::string const& nom) {
    auto cherche = [&](std::initializer_list<std::string_view> noms) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < en_tete.size(); ++i)
            if (std::ranges::find(noms, base::cle_d_en_tete(en_tete[i])) != noms.end())
                return i;
        return std::nullopt;
    };
    auto uai = cherche({"uai", "rne", "codeuai", "identifiantdeletablissement", "numerouai"});
    auto bassin = cherche({"bassin", "district", "nomdubassin", "libellebassin", "libellebassinformation"});
    if (!uai || !bassin)
        throw documents::FichierRefuse(
            {.message =
                 "«\u00a0" + nom +
                 "\u00a0» n’a pas les deux colonnes attendues. Sa première ligne doit nommer «\u00a0uai\u00a0» et "
                 "«\u00a0bassin\u00a0»\u00a0; lue\u00a0: «\u00a0" +
                 base::coupe(base::joint(en_tete, "\u00a0; "), 120) + "\u00a0»."});
    return {*uai, *bassin};
}

class Lecture {
public:
    Lecture(storage::Reader& db, Gestion const& gestion, bool creer)
        : db_{db}, gestion_{gestion}, creer_{creer}, bassins_{gestion.bassins(db)} {}

    PlanDeRangement plan;

    void ligne(std::int64_t numero, std::string const& uai_lu, std::string const& bassin) {
        auto erreur = examiner(uai_lu, bassin);
        if (!erreur.empty() && plan.erreurs.size() < erreurs_montrees)
            plan.erreurs.push_back("Ligne " + std::to_string(numero) + "\u00a0: " + erreur);
    }

private:
    std::string examiner(std::string const& uai_lu, std::string const& bassin) {
        auto uai = base::Uai::lire(uai_lu);
        if (!uai)
            return "«\u00a0" + base::coupe(uai_lu, 40) +
                   "\u00a0» n’est pas un UAI (sept chiffres et la lettre de contrôle).";
        if (!vus_.insert(uai->texte()).second)
            return "l’UAI " + uai->texte() + " est déjà plus haut dans le tableau.";
        auto e = territoire::trouver(db_, *uai);
        if (!e)
            return "aucun établissement n’a l’UAI " + uai->texte() + ". Importez d’abord l’annuaire.";
        if (!gestion_.accueille(e->territoire))
            return e->nom + " (" + uai->texte() + ") est hors de votre territoire.";
        if (bassin.empty())
            return "le bassin est vide pour " + e->nom + ".";
        return ranger(std::move(*e), bassin);
    }

    std::string ranger(Etablissement e, std::string const& bassin) {
        auto trouves = de_ce_nom(bassin);
        if (trouves.size() > 1) // deux départements ont un bassin de ce nom : le sien
            std::erase_if(trouves, [&](Territoire const& t) { return t.parent != departement(e); });
        if (trouves.size() == 1) {
            ajouter(plan, {std::move(e), trouves.front(), {}});
            return {};
        }
        if (!trouves.empty() || !creer_)
            return trouves.empty()
                       ? "aucun bassin ne s’appelle «\u00a0" + base::coupe(bassin, 60) + "\u00a0»." + connus()
                       : "plusieurs bassins s’appellent «\u00a0" + base::coupe(bassin, 60) + "\u00a0».";
        auto nom = base::coupe(base::propre(bassin), 100);
        std::ranges::replace(nom, separateur, '/');
        ajouter(plan, {std::move(e), std::nullopt, std::move(nom)});
        return {};
    }

    std::vector<Territoire> de_ce_nom(std::string const& bassin) const {
        auto code = base::normalise(bassin);
        std::vector<Territoire> trouves;
        for (auto const& t : bassins_)
            if (base::normalise(t.code) == code ||
                territoire::cle_de_nom(t.genre, t.nom) == territoire::cle_de_nom(t.genre, bassin))
                trouves.push_back(t);
        return trouves;
    }

    std::optional<Id<Territoire>> departement(Etablissement const& e) {
        return territoire::trouver(db_, e.territoire)->parent;
    }

    std::string connus() const {
        std::vector<std::string> noms;
        for (auto const& t : bassins_)
            if (!t.provisoire && noms.size() < 10)
                noms.push_back(t.nom);
        return noms.empty() ? " Aucun bassin n’existe encore\u00a0: cochez «\u00a0Créer les bassins\u00a0»."
                            : " Bassins connus\u00a0: " + base::joint(noms, ", ") + ".";
    }

    storage::Reader& db_;
    Gestion const& gestion_;
    bool creer_;
    std::vector<Territoire> bassins_;
    std::set<std::string> vus_;
};

/// Le département où créer un bassin pour cet établissement ; à défaut, ce qui contient son bassin d'aujourd'hui.
std::optional<Id<Territoire>> ou_creer(storage::Reader& db, Etablissement const& e) {
    auto dep = db.all<Id<Territoire>>("select t.id from territoire_contient c join territoire t on t.id = c.ancetre_id "
                                      "where c.descendant_id = ? and t.genre = 'departement' order by t.id",
                                      e.territoire);
    return dep.empty() ? territoire::trouver(db, e.territoire)->parent : std::optional{dep.front()};
}

} // namespace

PlanDeRangement lire_tableau(storage::Reader& db, Gestion const& gestion, std::filesystem::path const& chemin,
                             std::string const& nom, bool creer) {
    auto tableau = ouvrir(chemin, nom);
    std::vector<std::string> cellules;
    if (!tableau->suivante(cellules))
        throw documents::FichierRefuse({.message = "«\u00a0" + nom + "\u00a0» est vide."});
    auto [uai, bassin] = colonnes(cellules, nom);
    Lecture lecture{db, gestion, creer};
    auto cellule = [&](std::size_t i) { return i < cellules.size() ? base::propre(cellules[i]) : std::string{}; };
    while (tableau->suivante(cellules))
        if (!cellule(uai).empty() || !cellule(bassin).empty())
            lecture.ligne(tableau->ligne(), cellule(uai), cellule(bassin));
    return std::move(lecture.plan);
}

PlanDeRangement vers_un_bassin(storage::Reader& db, Gestion const& gestion, std::vector<Id<Etablissement>> const& ids,
                               Territoire const& bassin) {
    PlanDeRangement plan;
    for (auto id : ids)
        if (auto e = territoire::trouver(db, id); e && gestion.accueille(e->territoire))
            ajouter(plan, {*e, bassin, {}});
    return plan;
}

std::string ecrire(PlanDeRangement const& plan) {
    std::string texte;
    for (auto const& l : plan.lignes)
        texte += std::to_string(l.etablissement.id.valeur) + ";" +
                 (l.vers ? std::to_string(l.vers->id.valeur) : "=" + l.a_creer) + separateur;
    return texte;
}

PlanDeRangement relire(storage::Reader& db, Gestion const& gestion, std::string_view texte) {
    PlanDeRangement plan;
    auto bassins = gestion.bassins(db);
    for (auto const& ligne : base::decoupe(texte, separateur)) {
        auto milieu = ligne.find(';');
        auto id = web::lire_entier(std::string_view(ligne).substr(0, milieu));
        if (milieu == std::string::npos || !id)
            continue;
        auto e = territoire::trouver(db, Id<Etablissement>{*id});
        auto ou = base::propre(std::string_view(ligne).substr(milieu + 1));
        if (!e || !gestion.accueille(e->territoire) || ou.empty())
            continue;
        if (ou.front() == '=') {
            ajouter(plan, {*e, std::nullopt, base::coupe(ou.substr(1), 100)});
            continue;
        }
        auto vers =
            std::ranges::find_if(bassins, [&](Territoire const& t) { return std::to_string(t.id.valeur) == ou; });
        if (vers != bassins.end())
            ajouter(plan, {*e, *vers, {}});
    }
    return plan;
}

std::vector<Id<Etablissement>> appliquer(storage::Writer& db, PlanDeRangement const& plan, Instant quand) {
    std::vector<Id<Etablissement>> deplaces;
    for (auto const& l : plan.lignes) {
        auto vers = l.vers ? std::optional{l.vers->id} : std::nullopt;
        if (!vers) {
            auto ou = ou_creer(db, l.etablissement);
            auto deja = territoire::du_meme_nom(db, GenreDeTerritoire::bassin, l.a_creer, ou);
            vers = deja ? deja->id : territoire::creer(db, GenreDeTerritoire::bassin, l.a_creer, ou);
        }
        territoire::ranger(db, l.etablissement.id, *vers, quand);
        deplaces.push_back(l.etablissement.id);
    }
    return deplaces;
}

} // namespace metier::annuaire
