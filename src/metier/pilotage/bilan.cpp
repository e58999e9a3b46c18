#include "metier/pilotage/bilan.hpp"

#include <algorithm>
#include <array>

#include "base/texte.hpp"
#include "metier/pilotage/partage.hpp"
#include "metier/pilotage/secret.hpp"

namespace metier::pilotage {
namespace {

using reperage::Caisse;
using reperage::Resultat;

constexpr auto nombre_de_mesures = std::size(mesures);

/// Les nombres d'un groupe.
struct Groupe {
    std::string cle, libelle, parent;
    std::array<std::int64_t, nombre_de_mesures> n{};
    std::vector<int> delais;

    std::int64_t de(Mesure m) const { return n[static_cast<std::size_t>(m)]; }
    void ajouter(Fait const& f) {
        for (auto const& m : mesures)
            n[static_cast<std::size_t>(m.valeur)] += compte(f, m.valeur) ? 1 : 0;
        if (f.delai)
            delais.push_back(*f.delai);
    }
};

bool parmi(std::optional<Resultat> r, std::initializer_list<Resultat> liste) {
    return r && std::ranges::find(liste, *r) != liste.end();
}

} // namespace

bool compte(Fait const& f, Mesure m) {
    using enum Resultat;
    switch (m) {
    case Mesure::presumes: return true;
    case Mesure::contactes: return f.delai.has_value();
    case Mesure::verifies: return f.resultat && *f.resultat != injoignable;
    case Mesure::faux_positifs: return parmi(f.resultat, {inscrit_ailleurs, deja_diplome});
    case Mesure::deja_en_solution: return parmi(f.resultat, {en_emploi, stagiaire, service_civique, accompagne});
    case Mesure::confirmes: return parmi(f.resultat, {confirme});
    case Mesure::injoignables: return parmi(f.resultat, {injoignable});
    case Mesure::joints: return compte(f, Mesure::confirmes) && (f.joint || f.delai.has_value());
    case Mesure::recus: return compte(f, Mesure::confirmes) && f.recu;
    case Mesure::en_solution: return compte(f, Mesure::confirmes) && f.en_solution;
    }
    return false;
}

std::string cle(Fait const& f, Ventilation par) {
    switch (par) {
    case Ventilation::aucune: return "ensemble";
    case Ventilation::bassin: return f.bassin;
    case Ventilation::etablissement: return f.etablissement;
    case Ventilation::sexe: return f.sexe;
    case Ventilation::age: return std::string(code(f.age));
    case Ventilation::classe: return f.classe;
    }
    return {};
}

Mesure numerateur(Indicateur i) {
    switch (i) {
    case Indicateur::i01: return Mesure::presumes;
    case Indicateur::i02: return Mesure::contactes;
    case Indicateur::i03: return Mesure::verifies;
    case Indicateur::i04: return Mesure::faux_positifs;
    case Indicateur::i04b: return Mesure::deja_en_solution;
    case Indicateur::i05: return Mesure::joints;
    case Indicateur::i06: return Mesure::injoignables;
    case Indicateur::i07: return Mesure::recus;
    }
    return Mesure::presumes;
}

std::optional<Mesure> denominateur(Indicateur i) {
    switch (i) {
    case Indicateur::i01: return std::nullopt;
    case Indicateur::i02:
    case Indicateur::i03: return Mesure::presumes;
    case Indicateur::i04:
    case Indicateur::i04b: return Mesure::verifies;
    case Indicateur::i05:
    case Indicateur::i06:
    case Indicateur::i07: return Mesure::confirmes;
    }
    return std::nullopt;
}

namespace {

std::string libelle_de(Releve const& r, Ventilation par, std::string const& cle) {
    auto dans = [&](std::map<std::string, std::string> const& noms) {
        auto i = noms.find(cle);
        return i == noms.end() ? std::string("Non renseigné") : i->second;
    };
    if (par == Ventilation::bassin)
        return dans(r.bassins);
    if (par == Ventilation::etablissement)
        return dans(r.etablissements);
    if (par == Ventilation::sexe)
        return cle == "F" ? "Filles" : cle == "M" ? "Garçons" : "Non renseigné";
    if (par == Ventilation::age)
        return std::string(libelle(lire_code<Tranche>(cle).value_or(Tranche::inconnue)));
    return cle.empty() ? "Non renseigné" : cle;
}

std::vector<Groupe> grouper(Releve const& r, Ventilation par) {
    std::map<std::string, Groupe> groupes;
    for (auto const& f : r.faits)
        groupes[cle(f, par)].ajouter(f);
    std::vector<Groupe> liste;
    for (auto& [k, g] : groupes) {
        g.cle = k;
        g.libelle = libelle_de(r, par, k);
        if (par == Ventilation::etablissement)
            if (auto b = r.bassin_de.find(k); b != r.bassin_de.end())
                g.parent = b->second;
        liste.push_back(std::move(g));
    }
    auto ordre = [&](Groupe const& g) {
        return std::tuple{g.cle.empty(), par == Ventilation::age ? g.cle : base::cle_de_tri(g.libelle), g.cle};
    };
    std::ranges::sort(liste, {}, ordre);
    return liste;
}

/// Les groupes d'une page, l'ensemble en tête, et les sommes que leur lecteur peut faire.
struct Plan {
    std::vector<Groupe> groupes;
    std::vector<std::pair<Ventilation, std::vector<std::size_t>>> rangs;
    std::vector<Relation> relations;
};

/// Un établissement se retrouve dans son bassin seulement si tous ses présumés en sont.
void relier_aux_bassins(Plan& plan, std::vector<std::size_t> const& bassins,
                        std::vector<std::size_t> const& etablissements) {
    for (auto b : bassins) {
        Relation r{b, {}};
        std::int64_t somme = 0;
        for (auto e : etablissements)
            if (plan.groupes[e].parent == plan.groupes[b].cle) {
                r.parts.push_back(e);
                somme += plan.groupes[e].de(Mesure::presumes);
            }
        if (!r.parts.empty() && somme == plan.groupes[b].de(Mesure::presumes))
            plan.relations.push_back(std::move(r));
    }
}

Plan planifier(Releve const& r) {
    Plan plan;
    plan.groupes = r.faits.empty() ? std::vector<Groupe>{Groupe{"ensemble", "Ensemble", {}, {}, {}}}
                                   : grouper(r, Ventilation::aucune);
    for (auto par :
         {Ventilation::bassin, Ventilation::etablissement, Ventilation::sexe, Ventilation::age, Ventilation::classe}) {
        std::vector<std::size_t> rangs;
        for (auto& g : grouper(r, par)) {
            rangs.push_back(plan.groupes.size());
            plan.groupes.push_back(std::move(g));
        }
        plan.relations.push_back({0, rangs});
        plan.rangs.emplace_back(par, std::move(rangs));
    }
    relier_aux_bassins(plan, plan.rangs[0].second, plan.rangs[1].second);
    return plan;
}

/// Ce qui ne se montre pas, groupe par groupe : une mesure comme dénominateur, et comme part d'une autre.
struct Masques {
    std::map<Mesure, std::vector<bool>> d, n;
};

std::vector<Mesure> parts_de(Mesure d) {
    using enum Mesure;
    if (d == presumes)
        return {presumes, contactes, verifies};
    if (d == verifies)
        return {faux_positifs, deja_en_solution, confirmes};
    return {injoignables, joints, recus, en_solution};
}

/// Pour qui ouvre les lignes : un masque par dénominateur, du plus large au plus étroit ; ce qui cache les présumés
/// cache aussi leurs vérifiés. Une part se montre avec son dénominateur.
Masques masques(Plan const& plan, std::int64_t seuil) {
    Masques liste;
    std::vector<Case> cases(plan.groupes.size());
    for (auto mesure : {Mesure::presumes, Mesure::verifies, Mesure::confirmes}) {
        for (std::size_t i = 0; i < cases.size(); ++i) {
            cases[i].d = plan.groupes[i].de(mesure);
            cases[i].n.clear();
            cases[i].autres.clear();
            for (auto const& e :
                 indicateurs_connus) // I-02 ne se ventile pas ; les injoignables ne sont pas une part des confirmés
                if (denominateur(e.valeur) == mesure && e.valeur != Indicateur::i02)
                    (e.valeur == Indicateur::i06 ? cases[i].autres : cases[i].n)
                        .push_back(plan.groupes[i].de(numerateur(e.valeur)));
        }
        masquer(cases, plan.relations, seuil);
        auto& m = liste.d[mesure];
        for (auto const& c : cases)
            m.push_back(c.masquee);
        for (auto n : parts_de(mesure))
            liste.n[n] = m;
    }
    return liste;
}

/// Pour tous les autres : chaque nombre a son masque, le même sur toutes les pages.
Masques masques(Plan const& plan, Partage const& partage, std::string const& lieu) {
    Masques liste;
    for (auto const& m : mesures) {
        auto& masque = liste.n[m.valeur];
        masque.push_back(partage.cache(lieu, Ventilation::aucune, plan.groupes.front().cle, m.valeur));
        for (auto const& [par, rangs] : plan.rangs)
            for (auto i : rangs)
                masque.push_back(partage.cache(lieu, par, plan.groupes[i].cle, m.valeur));
    }
    liste.d = liste.n;
    return liste;
}

std::optional<double> mediane(std::vector<int> delais) {
    if (delais.empty())
        return std::nullopt;
    std::ranges::sort(delais);
    auto milieu = delais.size() / 2;
    return delais.size() % 2 ? delais[milieu] : (delais[milieu - 1] + delais[milieu]) / 2.0;
}

Valeur valeur(Groupe const& g, Indicateur i, std::size_t rang, Masques const& m) {
    auto d = denominateur(i);
    auto presumes = g.de(Mesure::presumes);
    if (m.d.at(d.value_or(Mesure::presumes))[rang] || m.n.at(numerateur(i))[rang])
        return {i, true, {}, {}};
    // Vérifier dit où en est le présumé : tant qu'on ne l'a pas fait, les indicateurs qui en dépendent l'ignorent.
    auto renseignes = i == Indicateur::i02           ? g.de(Mesure::contactes)
                      : !d || *d == Mesure::presumes ? presumes
                                                     : g.de(Mesure::verifies);
    return {i,
            false,
            {g.de(numerateur(i)), d ? g.de(*d) : presumes, renseignes, presumes},
            i == Indicateur::i02 ? mediane(g.delais) : std::nullopt};
}

Tableau tableau(Plan const& plan, Ventilation par, std::vector<std::size_t> const& rangs, Masques const& m) {
    Tableau t{par, {}, 0, {}};
    auto total = plan.groupes[0].de(Mesure::presumes);
    Taux connus{total, total, total, total};
    bool secret = m.d.at(Mesure::presumes)[0];
    for (auto i : rangs) {
        auto const& g = plan.groupes[i];
        bool masquee = m.d.at(Mesure::presumes)[i];
        if (g.cle.empty()) {
            connus.n = connus.renseignes = total - g.de(Mesure::presumes);
            secret = secret || masquee;
        }
        if (masquee) {
            ++t.lignes_masquees;
            continue;
        }
        Ligne l{g.cle, g.libelle, {}, g.de(Mesure::presumes)};
        for (auto const& e : indicateurs_connus)
            if (e.valeur != Indicateur::i01 && e.valeur != Indicateur::i02)
                l.valeurs.push_back(valeur(g, e.valeur, i, m));
        t.lignes.push_back(std::move(l));
    }
    if (!secret)
        t.renseignes = connus;
    return t;
}

struct Devenir {
    std::string code, libelle;
    std::int64_t n;
};

std::vector<Devenir> devenirs(Releve const& r, bool en_un_seul) {
    auto caisse = [&](Caisse c) {
        auto i = r.caisses.find(c);
        return i == r.caisses.end() ? 0 : i->second;
    };
    std::vector<Devenir> liste{{"retrouves", "Retrouvés cette année",
                                caisse(Caisse::inscrit) + caisse(Caisse::rapproche) + caisse(Caisse::en_solution)},
                               {"diplomes", "Diplômés", caisse(Caisse::diplome)},
                               {"moins_de_16", "Moins de 16 ans", caisse(Caisse::moins_de_16)},
                               {"partis", "Déménagement ou décès connu", caisse(Caisse::parti)}};
    if (!en_un_seul)
        return liste;
    std::int64_t somme = 0;
    for (auto const& d : liste)
        somme += d.n;
    return {{"sans_recherche", "Retrouvés, diplômés, trop jeunes ou partis", somme}};
}

/// `en_un_seul` : les petites cases (déménagés, décès) ne se comparent pas d'une page à l'autre.
std::vector<Etape> entonnoir(Releve const& r, Groupe const& tous, Masques const& m, bool en_un_seul) {
    auto liste = devenirs(r, en_un_seul);
    std::vector<Case> cases{{}};
    Relation somme{0, {}};
    for (auto const& d : liste) {
        cases[0].d += d.n;
        somme.parts.push_back(cases.size());
        cases.push_back({d.n});
    }
    masquer(cases, {somme}, r.seuil);
    auto montre = [](bool masque, std::int64_t n) { return masque ? std::nullopt : std::optional{n}; };
    auto presumes = r.caisses.contains(Caisse::presume) ? r.caisses.at(Caisse::presume) : 0;
    auto part = [&](Mesure x) { return montre(m.n.at(x)[0], tous.de(x)); };
    // Cacher les présumés seuls ne servirait à rien : ils se retrouveraient en retranchant les autres cases du total.
    std::vector<Etape> etapes{{"inscrits", "Inscrits l’an dernier",
                               montre(m.d.at(Mesure::presumes)[0] || cases[0].masquee, cases[0].d + presumes)}};
    for (std::size_t i = 0; i < liste.size(); ++i)
        etapes.push_back({liste[i].code, liste[i].libelle, montre(cases[i + 1].masquee, liste[i].n)});
    etapes.push_back({"presumes", "Présumés sortis", part(Mesure::presumes)});
    etapes.push_back({"verifies", "Vérifiés", part(Mesure::verifies)});
    etapes.push_back({"confirmes", "Confirmés sans solution", part(Mesure::confirmes)});
    etapes.push_back({"joints", "Joints", part(Mesure::joints)});
    etapes.push_back({"recus", "Reçus en entretien", part(Mesure::recus)});
    etapes.push_back({"en_solution", "En solution", part(Mesure::en_solution)});
    return etapes;
}

} // namespace

namespace {

Bilan rediger(Releve const& r, Plan const& plan, Masques const& m, bool partage) {
    Bilan b{r.campagne, r.annee, r.perimetre, r.au,      r.seuil, entonnoir(r, plan.groupes[0], m, partage),
            {},         {},      {},          r.reglages};
    for (auto const& e : indicateurs_connus)
        b.ensemble.push_back(valeur(plan.groupes[0], e.valeur, 0, m));
    for (auto const& [par, rangs] : plan.rangs)
        b.tableaux.push_back(tableau(plan, par, rangs, m));
    for (auto const& d : dictionnaire())
        b.definitions.push_back({std::string(code(d.indicateur)), std::string(libelle(d.indicateur)),
                                 std::string(d.numerateur), std::string(d.denominateur), std::string(d.texte),
                                 std::string(d.unite), std::string(d.source), d.version, d.depuis});
    return b;
}

} // namespace

Bilan etablir(Releve const& r) {
    auto plan = planifier(r);
    return rediger(r, plan, masques(plan, r.seuil), false);
}

Bilan etablir(Releve const& r, Partage const& partage, std::string const& lieu) {
    auto plan = planifier(r);
    return rediger(r, plan, masques(plan, partage, lieu), true);
}

std::string affiche(Valeur const& v) {
    if (v.masquee)
        return "secret";
    if (v.indicateur == Indicateur::i01)
        return nombre(v.taux.n);
    if (v.indicateur != Indicateur::i02)
        return affiche(v.taux);
    if (!v.mediane)
        return "aucun contact (" + nombre(v.taux.n) + "/" + nombre(v.taux.d) + ")";
    auto dixiemes = static_cast<std::int64_t>(*v.mediane * 10);
    return nombre(dixiemes / 10) + (dixiemes % 10 ? "," + std::to_string(dixiemes % 10) : "") + " jours (" +
           nombre(v.taux.n) + "/" + nombre(v.taux.d) + ")";
}

std::vector<std::string> changements(Bilan const& avant, Bilan const& apres) {
    std::vector<std::string> liste;
    for (auto const& a : avant.definitions) {
        auto b = std::ranges::find(apres.definitions, a.code, &DefinitionFigee::code);
        if (b == apres.definitions.end())
            liste.push_back(a.code + " n’existe plus.");
        else if (b->version != a.version || b->texte != a.texte || b->numerateur != a.numerateur ||
                 b->denominateur != a.denominateur)
            liste.push_back(a.code + " (" + a.titre + ") a changé de définition le " + base::affiche(b->depuis) + ".");
    }
    for (auto const& b : apres.definitions)
        if (std::ranges::find(avant.definitions, b.code, &DefinitionFigee::code) == avant.definitions.end())
            liste.push_back(b.code + " (" + b.titre + ") n’existait pas.");
    for (auto const& [code, valeur] : apres.reglages)
        if (auto i = avant.reglages.find(code); i == avant.reglages.end() || i->second != valeur)
            liste.push_back("Le réglage « " + code + " » valait " +
                            (i == avant.reglages.end() ? "autre chose" : i->second) + ", il vaut " + valeur + ".");
    return liste;
}

} // namespace metier::pilotage
