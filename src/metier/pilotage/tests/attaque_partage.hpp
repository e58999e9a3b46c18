#pragma once
// Le même lecteur malveillant, avec toutes les pages d'une campagne sous les yeux : académie, départements, bassins,
// réseaux, établissements. Il sait quels groupes existent et lesquels sont faits des mêmes personnes.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "metier/pilotage/partage.hpp"
#include "metier/pilotage/tests/attaque.hpp"

namespace attaque {

inline constexpr Ventilation toutes_les_ventilations[] = {Ventilation::aucune,        Ventilation::bassin,
                                                          Ventilation::etablissement, Ventilation::sexe,
                                                          Ventilation::age,           Ventilation::classe};

class LecteurDeTout {
public:
    LecteurDeTout(Releve const& entier, std::vector<LieuDeCampagne> const& lieux, std::int64_t seuil)
        : seuil_{seuil}, lieux_{lieux} {
        Partage partage{entier.faits, lieux, seuil};
        for (auto const& l : lieux) {
            auto r = entier;
            std::erase_if(r.faits, [&](Fait const& f) { return !de(l, f); });
            lire(l, r.faits, etablir(r, partage, l.cle));
        }
        for (auto const& l : lieux)
            additionner(l);
    }
    /// Ce qu'il apprend d'un nombre de 1 à seuil - 1.
    std::vector<std::string> attaquer() {
        std::vector<std::string> apprises;
        for (auto const& m : mesures) {
            auto const vus = vus_[m.valeur];
            for (auto const& [groupe, n] : vus)
                if (n > 0 && n < seuil_)
                    apprises.push_back(std::string(m.code) + " publié : " + std::to_string(n));
            for (auto const& groupe : resoudre(vus))
                if (auto n = groupes_.at(groupe).n[rang(m.valeur)]; n > 0 && n < seuil_)
                    apprises.push_back(std::string(m.code) + " retrouvé : " + std::to_string(n));
            for (auto const& e : equations_) {
                if (auto reste = ce_qui_reste(e, vus); reste > 0 && reste < seuil_)
                    apprises.push_back(std::string(m.code) + " par différence : " + std::to_string(reste));
                if (m.valeur != Mesure::contactes && m.valeur != Mesure::en_solution && se_devine(e, vus, m.valeur))
                    apprises.push_back(std::string(m.code) + " par encadrement");
            }
        }
        for (auto const& [groupe, verifies] : vus_[Mesure::verifies]) {
            auto reste = verifies;
            bool cache = false;
            for (auto m : {Mesure::faux_positifs, Mesure::deja_en_solution, Mesure::confirmes}) {
                auto v = vus_[m].find(groupe);
                cache = cache || v == vus_[m].end();
                reste -= v == vus_[m].end() ? 0 : v->second;
            }
            if (cache && reste > 0 && reste < seuil_)
                apprises.push_back("issues d'une vérification, par différence : " + std::to_string(reste));
        }
        return apprises;
    }
    long montrees() const {
        long n = 0;
        for (auto const& [m, vus] : vus_)
            n += static_cast<long>(vus.size());
        return n;
    }

private:
    using Groupe = std::set<std::int64_t>; ///< des personnes
    struct Compte {
        std::array<std::int64_t, std::size(mesures)> n{};
    };
    struct Equation {
        Groupe total;
        std::vector<Groupe> parts;
    };
    static std::size_t rang(Mesure m) { return static_cast<std::size_t>(m); }
    static bool de(LieuDeCampagne const& l, Fait const& f) {
        return l.etablissement.empty() ? std::ranges::find(l.bassins, f.bassin) != l.bassins.end()
                                       : f.etablissement == l.etablissement;
    }
    void lire(LieuDeCampagne const& l, std::vector<Fait> const& faits, Bilan const& b) {
        auto& ici = par_lieu_[l.cle];
        for (auto par : toutes_les_ventilations)
            for (auto const& f : faits)
                ici[{par, cle(f, par)}].insert(f.jeune);
        for (auto const& [r, groupe] : ici)
            for (auto const& f : faits)
                if (groupe.contains(f.jeune) && cle(f, r.first) == r.second && !groupes_.contains(groupe)) {
                    auto& c = groupes_[groupe];
                    for (auto const& x : faits)
                        for (auto const& m : mesures)
                            c.n[rang(m.valeur)] += groupe.contains(x.jeune) && compte(x, m.valeur) ? 1 : 0;
                }
        auto noter = [&](detail::Rang const& r, Mesure m, std::int64_t n) {
            if (auto g = ici.find(r); g != ici.end())
                vus_[m][g->second] = n;
        };
        detail::Rang const tout{Ventilation::aucune, "ensemble"};
        auto noter_valeur = [&](detail::Rang const& r, Valeur const& v) {
            if (v.masquee)
                return;
            noter(r, numerateur(v.indicateur), v.taux.n);
            if (auto d = denominateur(v.indicateur))
                noter(r, *d, v.taux.d);
        };
        for (auto const& v : b.ensemble)
            noter_valeur(tout, v);
        for (auto const& e : b.entonnoir)
            if (auto m = lire_code<Mesure>(e.code); m && e.personnes)
                noter(tout, *m, *e.personnes);
        for (auto const& t : b.tableaux) {
            for (auto const& ligne : t.lignes) {
                if (ligne.presumes)
                    noter({t.par, ligne.cle}, Mesure::presumes, *ligne.presumes);
                for (auto const& v : ligne.valeurs)
                    noter_valeur({t.par, ligne.cle}, v);
            }
            if (t.renseignes)
                noter({t.par, ""}, Mesure::presumes, t.renseignes->d - t.renseignes->n);
        }
    }
    /// Toute façon de recouvrir un groupe par d'autres, ligne par ligne ou page par page, sans trou ni double.
    void essayer(Groupe const& total, std::vector<Groupe> parts) {
        std::size_t somme = 0;
        Groupe reunion;
        for (auto const& p : parts) {
            somme += p.size();
            reunion.insert(p.begin(), p.end());
        }
        if (somme == total.size() && reunion == total && !(parts.size() == 1 && parts.front() == total))
            equations_.push_back({total, std::move(parts)});
    }
    void additionner(LieuDeCampagne const& l) {
        auto const& ici = par_lieu_[l.cle];
        if (ici.empty())
            return;
        for (auto par : toutes_les_ventilations) {
            std::vector<Groupe> parts;
            for (auto const& [r, g] : ici)
                if (r.first == par)
                    parts.push_back(g);
            essayer(ici.at({Ventilation::aucune, "ensemble"}), parts);
        }
        for (auto const& [r, total] : ici) {
            std::vector<Groupe> territoires, bassins, etablissements;
            for (auto const& x : lieux_) {
                auto g = par_lieu_[x.cle].find(r);
                if (g == par_lieu_[x.cle].end() || x.cle == l.cle || !std::ranges::includes(total, g->second))
                    continue;
                if (!x.etablissement.empty())
                    etablissements.push_back(g->second);
                else if (x.parent == l.cle)
                    territoires.push_back(g->second);
                if (x.etablissement.empty() && x.bassins.size() == 1)
                    bassins.push_back(g->second);
            }
            essayer(total, territoires);
            essayer(total, bassins);
            essayer(total, etablissements);
        }
    }
    using Vus = std::map<Groupe, std::int64_t>;
    static std::int64_t ce_qui_reste(Equation const& e, Vus const& vus) {
        auto total = vus.find(e.total);
        if (total == vus.end())
            return 0;
        auto reste = total->second;
        for (auto const& p : e.parts)
            if (auto v = vus.find(p); v != vus.end())
                reste -= v->second;
        return reste;
    }
    /// Il sait en plus que tous les nombres cachés d'une somme sont petits : chacun peut encore valoir de 0 à seuil
    /// - 1.
    bool se_devine(Equation const& e, Vus const& vus, Mesure m) const {
        std::int64_t petits = 0, somme = 0;
        for (auto const& p : e.parts) {
            auto n = groupes_.at(p).n[rang(m)];
            if (vus.contains(p))
                continue;
            if (n >= seuil_)
                return false;
            ++petits;
            somme += n;
        }
        if (somme == 0 || !vus.contains(e.total))
            return false;
        return somme - (petits - 1) * (seuil_ - 1) > 0 || somme < seuil_ - 1;
    }
    /// Les groupes cachés que les équations déterminent (élimination de Gauss, modulo un grand nombre premier).
    std::set<Groupe> resoudre(Vus const& vus) const {
        std::map<Groupe, std::size_t> inconnues;
        std::vector<std::map<std::size_t, std::int64_t>> lignes;
        auto inconnue = [&](Groupe const& g) { return inconnues.emplace(g, inconnues.size()).first->second; };
        for (auto const& e : equations_) {
            std::map<std::size_t, std::int64_t> ligne;
            auto mettre = [&](Groupe const& g, std::int64_t a) {
                if (!vus.contains(g)) {
                    auto& x = ligne[inconnue(g)];
                    x = (x + a + detail::premier) % detail::premier;
                }
            };
            mettre(e.total, -1);
            for (auto const& p : e.parts)
                mettre(p, 1);
            std::erase_if(ligne, [](auto const& x) { return x.second == 0; });
            if (!ligne.empty())
                lignes.push_back(std::move(ligne));
        }
        std::map<std::size_t, std::map<std::size_t, std::int64_t>> echelons;
        auto retrancher = [](auto& de, auto const& pivot, std::int64_t fois) {
            for (auto const& [c, a] : pivot) {
                auto& x = de[c];
                x = (x + (detail::premier - fois) * a) % detail::premier;
                if (x == 0)
                    de.erase(c);
            }
        };
        for (auto& ligne : lignes) {
            for (auto const& [c, pivot] : echelons)
                if (auto x = ligne.find(c); x != ligne.end())
                    retrancher(ligne, pivot, std::int64_t{x->second});
            if (ligne.empty())
                continue;
            auto c = ligne.begin()->first;
            auto inverse = detail::puissance(ligne.begin()->second, detail::premier - 2);
            for (auto& [k, a] : ligne)
                a = a * inverse % detail::premier;
            for (auto& [k, autre] : echelons)
                if (auto x = autre.find(c); x != autre.end())
                    retrancher(autre, ligne, std::int64_t{x->second});
            echelons[c] = std::move(ligne);
        }
        std::set<Groupe> trouvees;
        for (auto const& [g, c] : inconnues)
            if (auto e = echelons.find(c); e != echelons.end() && e->second.size() == 1)
                trouvees.insert(g);
        return trouvees;
    }

    std::int64_t seuil_;
    std::vector<LieuDeCampagne> lieux_;
    std::map<std::string, std::map<detail::Rang, Groupe>> par_lieu_;
    std::map<Groupe, Compte> groupes_;
    std::map<Mesure, Vus> vus_;
    std::vector<Equation> equations_;
};

} // namespace attaque
