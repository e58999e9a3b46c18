#include "metier/reperage/relecture/comparaison.hpp"

#include "base/texte.hpp"
#include "metier/reperage/paires.hpp"

namespace metier::reperage {
namespace {

namespace moteur = rapprochement;

constexpr std::string_view masque = "renseigné, masqué";

/// Hors portée, on ne montre que ce qui identifie : ni adresse, ni téléphone, ni INE.
bool se_montre(moteur::Champ c, bool les_deux_visibles) {
    switch (c) {
    case moteur::Champ::nom:
    case moteur::Champ::prenom:
    case moteur::Champ::naissance:
    case moteur::Champ::sexe: return true;
    case moteur::Champ::lieu_naissance:
    case moteur::Champ::foyer:
    case moteur::Champ::commune: return les_deux_visibles;
    case moteur::Champ::ine: return false; // une empreinte, jamais un numéro
    }
    return false;
}

/// Les valeurs d'aujourd'hui, ou d'avant la fusion ; les poids du jour où la paire a été proposée.
std::vector<web::LigneComparee> comparer(moteur::Fiche const& a, moteur::Fiche const& b, std::string const& explication,
                                         bool les_deux_visibles) {
    auto reference = moteur::modele_d_un_bassin(1'000, 1'000);
    auto poids = lire_explication(explication);
    std::vector<web::LigneComparee> lignes;
    for (auto const& l : moteur::comparer(a, b, reference).lignes) {
        bool montre = se_montre(l.champ, les_deux_visibles);
        auto cache = [&](std::string const& v) { return montre ? v : v.empty() ? std::string{} : std::string(masque); };
        web::LigneComparee ligne{std::string(moteur::libelle(l.champ)), cache(l.valeur_a), cache(l.valeur_b),
                                 l.dixiemes / 10.0, l.phrase};
        for (auto const& garde : poids)
            if (garde.champ == l.champ) {
                ligne.poids = garde.dixiemes / 10.0;
                ligne.motif = garde.phrase;
                if (garde.garde && garde.absorbe) { // réunis depuis : ce que disait chacun avant
                    ligne.gauche = cache(*garde.garde);
                    ligne.droite = cache(*garde.absorbe);
                }
            }
        lignes.push_back(std::move(ligne));
    }
    return lignes;
}

/// Ce que l'on peut dire d'une valeur sans la montrer : les deux se valent-elles ?
std::vector<std::string> accords(moteur::Fiche const& a, moteur::Fiche const& b) {
    std::vector<std::string> mots;
    for (auto const& l : moteur::comparer(a, b, moteur::modele_d_un_bassin(1'000, 1'000)).lignes)
        mots.push_back(l.valeur_a.empty() || l.valeur_b.empty()                     ? "manque d’un côté"
                       : base::normalise(l.valeur_a) == base::normalise(l.valeur_b) ? "identique"
                                                                                    : "différent");
    return mots;
}

std::string lieu(Reader& db, Id<Jeune> id) {
    auto liste = jeunes::inscriptions(db, id);
    return liste.empty() ? std::string{} : liste.front().lieu + ", " + liste.front().annee.affiche();
}

} // namespace

DeuxFiches deux_fiches(acces::Contexte& cx, Reader& db, Id<Jeune> a, Id<Jeune> b, std::string const& explication,
                       std::string const& objet) {
    DeuxFiches d;
    for (auto [id, visible, ou] : {std::tuple{a, &d.a_visible, &d.lieu_a}, std::tuple{b, &d.b_visible, &d.lieu_b}})
        if (acces::motif(db, cx.portee(), id)) {
            *visible = true;
            *ou = lieu(db, id);
            cx.consulter(id, objet);
        }
    auto fiche_a = jeunes::fiche(db, a), fiche_b = jeunes::fiche(db, b);
    if (!fiche_a || !fiche_b)
        return d;
    d.accords = accords(*fiche_a, *fiche_b);
    d.lignes = comparer(*fiche_a, *fiche_b, explication, d.a_visible && d.b_visible);
    return d;
}

std::vector<web::LigneComparee> a_l_aveugle(DeuxFiches const& fiches) {
    auto lignes = fiches.lignes;
    for (std::size_t i = 0; i < lignes.size(); ++i) {
        auto& l = lignes[i];
        l.poids.reset();
        l.motif = l.gauche == masque && l.droite == masque ? fiches.accords[i] : std::string{};
    }
    return lignes;
}

} // namespace metier::reperage
