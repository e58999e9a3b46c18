#include "metier/pilotage/partage.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "metier/pilotage/secret.hpp"

namespace metier::pilotage {
namespace {

constexpr auto nombre_de_mesures = std::size(mesures);
constexpr Ventilation ventilations[] = {Ventilation::aucune, Ventilation::bassin, Ventilation::etablissement,
                                        Ventilation::sexe,   Ventilation::age,    Ventilation::classe};

std::string adresse(std::string const& lieu, Ventilation par, std::string const& cle) {
    return lieu + '|' + std::string(code(par)) + '|' + cle;
}

/// Deux groupes faits des mêmes personnes n'en sont qu'un : un bassin est une ligne de son département, et une page.
std::uint64_t empreinte(std::int64_t jeune) {
    auto x = static_cast<std::uint64_t>(jeune) + 0x9E3779B97F4A7C15U; // splitmix64
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

struct Somme {
    std::uint64_t empreinte = 0;
    std::array<std::int64_t, nombre_de_mesures> n{};
};

/// Ce qu'on a trouvé en vérifiant fait, avec les autres issues que rien ne publie, tous les vérifiés. Les compléments
/// d'I-03, I-05 et I-07 (pas encore vérifiés, pas encore joints) disent où en est le travail : A-06 montre 29/30.
constexpr Mesure verifies_de[] = {Mesure::faux_positifs, Mesure::deja_en_solution, Mesure::confirmes};
/// Ne se montre que pour un lieu entier.
bool du_lieu(Mesure m) { return m == Mesure::contactes || m == Mesure::en_solution; }

std::optional<Mesure> porteur(Mesure m) {
    using enum Mesure;
    switch (m) {
    case presumes: return std::nullopt;
    case contactes:
    case verifies: return presumes;
    case faux_positifs:
    case deja_en_solution:
    case confirmes: return verifies;
    case injoignables:
    case joints:
    case recus:
    case en_solution: return confirmes;
    }
    return std::nullopt;
}

} // namespace

/// Les groupes, leurs nombres et leurs sommes, le temps du calcul.
class Partageur {
public:
    Partageur(Partage& p, std::vector<Fait> const& faits, std::vector<LieuDeCampagne> const& lieux)
        : p_{p}, faits_{faits}, lieux_{lieux} {
        for (std::size_t i = 0; i < faits.size(); ++i) {
            du_bassin_[faits[i].bassin].push_back(i);
            de_l_etablissement_[faits[i].etablissement].push_back(i);
        }
        for (auto const& l : lieux)
            compter(l);
        for (auto const& l : lieux)
            sommer(l);
        partager();
    }
    void masquer_et_rendre(std::int64_t seuil) {
        masquer(nombres_, relations_, seuil);
        p_.cachees_.resize(cellules_.size());
        for (std::size_t c = 0; c < cellules_.size(); ++c)
            for (std::size_t m = 0; m < nombre_de_mesures; ++m)
                p_.cachees_[c][m] = nombres_[c * nombre_de_mesures + m].masque;
    }

private:
    using Cles = std::map<std::string, Somme>;

    std::vector<std::size_t> faits_de(LieuDeCampagne const& l) const {
        if (!l.etablissement.empty()) {
            auto i = de_l_etablissement_.find(l.etablissement);
            return i == de_l_etablissement_.end() ? std::vector<std::size_t>{} : i->second;
        }
        std::vector<std::size_t> liste;
        for (auto const& b : l.bassins)
            if (auto i = du_bassin_.find(b); i != du_bassin_.end())
                liste.insert(liste.end(), i->second.begin(), i->second.end());
        return liste;
    }
    void compter(LieuDeCampagne const& l) {
        std::array<Cles, std::size(ventilations)> par_cle;
        for (auto i : faits_de(l)) {
            auto const& f = faits_[i];
            Somme une{empreinte(f.jeune), {}};
            for (auto const& m : mesures)
                une.n[static_cast<std::size_t>(m.valeur)] = compte(f, m.valeur) ? 1 : 0;
            for (std::size_t v = 0; v < std::size(ventilations); ++v) {
                auto& s = par_cle[v][cle(f, ventilations[v])];
                s.empreinte += une.empreinte;
                for (std::size_t m = 0; m < nombre_de_mesures; ++m)
                    s.n[m] += une.n[m];
                if (!l.etablissement.empty())
                    bassins_de_[adresse(l.cle, ventilations[v], cle(f, ventilations[v]))].insert(f.bassin);
            }
        }
        auto& cles = cles_[l.cle];
        for (std::size_t v = 0; v < std::size(ventilations); ++v)
            for (auto const& [k, s] : par_cle[v]) {
                cles[ventilations[v]].push_back(k);
                p_.ou_[adresse(l.cle, ventilations[v], k)] = cellule(s, ventilations[v] == Ventilation::aucune);
            }
    }
    std::size_t cellule(Somme const& s, bool lieu) {
        auto [ou, nouvelle] = par_empreinte_.emplace(s.empreinte, cellules_.size());
        if (nouvelle) {
            cellules_.push_back({});
            auto debut = nombres_.size();
            for (auto const& m : mesures) {
                auto de = porteur(m.valeur);
                nombres_.push_back({s.n[static_cast<std::size_t>(m.valeur)], du_lieu(m.valeur),
                                    de ? debut + static_cast<std::size_t>(*de) : Nombre::aucun});
            }
        }
        if (lieu) {
            cellules_[ou->second].lieu = true;
            for (auto m : {Mesure::contactes, Mesure::en_solution})
                nombres_[nombre(ou->second, m)].masque = false;
        }
        return ou->second;
    }
    static std::size_t nombre(std::size_t cellule, Mesure m) {
        return cellule * nombre_de_mesures + static_cast<std::size_t>(m);
    }
    std::optional<std::size_t> trouver(std::string const& lieu, Ventilation par, std::string const& k) const {
        auto i = p_.ou_.find(adresse(lieu, par, k));
        return i == p_.ou_.end() ? std::nullopt : std::optional{i->second};
    }
    /// Ce que les lecteurs peuvent ajouter ; un reste que rien ne montre compte aussi.
    void ajouter(std::size_t total, std::vector<std::size_t> const& parts) {
        if (parts.empty() || (parts.size() == 1 && parts.front() == total))
            return;
        attente_.push_back({total, parts});
    }
    void sommer(LieuDeCampagne const& l) {
        auto tout = trouver(l.cle, Ventilation::aucune, "ensemble");
        if (!tout)
            return;
        for (auto const& [par, cles] : cles_[l.cle]) {
            std::vector<std::size_t> parts;
            for (auto const& k : cles) {
                parts.push_back(*trouver(l.cle, par, k));
                par_les_lieux_contenus(l, par, k);
            }
            if (par != Ventilation::aucune)
                ajouter(*tout, parts);
        }
    }
    /// La même ligne sur les pages plus petites : territoires juste en dessous, bassins, établissements ; et pour
    /// chaque réseau de ce lieu, le réseau et les bassins qui n'en sont pas.
    void par_les_lieux_contenus(LieuDeCampagne const& l, Ventilation par, std::string const& k) {
        auto total = *trouver(l.cle, par, k);
        for (auto const& dedans : recouvrements(l))
            ajouter(total, presents(dedans, par, k));
        ajouter(total, lignes_d_ici(l, par, k));
    }
    std::vector<std::size_t> presents(std::vector<std::string> const& lieux, Ventilation par, std::string const& k) {
        std::vector<std::size_t> liste;
        for (auto const& l : lieux)
            if (auto c = trouver(l, par, k))
                liste.push_back(*c);
        return liste;
    }
    /// Un établissement peut recevoir des élèves d'ailleurs, et une de ses lignes n'en compter aucun.
    std::vector<std::size_t> lignes_d_ici(LieuDeCampagne const& l, Ventilation par, std::string const& k) {
        std::vector<std::size_t> liste;
        for (auto const* e : etablissements(l))
            if (auto c = trouver(e->cle, par, k); c && d_ici(l, bassins_de_.at(adresse(e->cle, par, k))))
                liste.push_back(*c);
        return liste;
    }
    template <class Bassins>
    static bool d_ici(LieuDeCampagne const& l, Bassins const& bassins) {
        return std::ranges::all_of(
            bassins, [&](std::string const& b) { return std::ranges::find(l.bassins, b) != l.bassins.end(); });
    }
    std::vector<LieuDeCampagne const*> const& etablissements(LieuDeCampagne const& l) {
        auto [ou, nouveau] = etablissements_.try_emplace(l.cle);
        if (nouveau && l.etablissement.empty())
            for (auto const& e : lieux_)
                if (!e.etablissement.empty() && std::ranges::any_of(faits_de(e), [&](std::size_t i) {
                        return std::ranges::find(l.bassins, faits_[i].bassin) != l.bassins.end();
                    }))
                    ou->second.push_back(&e);
        return ou->second;
    }
    using Recouvrements = std::vector<std::vector<std::string>>;
    Recouvrements const& recouvrements(LieuDeCampagne const& l) {
        auto [ou, nouveau] = recouvrements_.try_emplace(l.cle);
        if (!nouveau || !l.etablissement.empty())
            return ou->second;
        std::vector<std::string> enfants, bassins = feuilles(l, nullptr);
        for (auto const& x : lieux_) {
            if (x.parent == l.cle)
                enfants.push_back(x.cle);
            if (x.cle.starts_with('r') && x.cle != l.cle && d_ici(l, x.bassins)) {
                auto reste = feuilles(l, &x);
                reste.insert(reste.begin(), x.cle);
                ou->second.push_back(std::move(reste));
            }
        }
        for (auto* liste : {&enfants, &bassins})
            if (!liste->empty())
                ou->second.push_back(std::move(*liste));
        return ou->second;
    }
    /// Les bassins de ce lieu qui ont une page, hors ceux de ce réseau.
    std::vector<std::string> feuilles(LieuDeCampagne const& l, LieuDeCampagne const* sauf) const {
        std::vector<std::string> liste;
        for (auto const& x : lieux_)
            if (x.cle != l.cle && x.cle.starts_with('t') && x.bassins.size() == 1 &&
                std::ranges::find(l.bassins, x.bassins.front()) != l.bassins.end() &&
                (!sauf || std::ranges::find(sauf->bassins, x.bassins.front()) == sauf->bassins.end()))
                liste.push_back(x.cle);
        return liste;
    }
    void relier(std::size_t total, std::vector<std::size_t> parts, bool toujours_un_reste) {
        auto reste = nombres_[total].n;
        for (auto i : parts)
            reste -= nombres_[i].n;
        if (reste < 0) // des groupes qui se recouvrent ne font pas une somme
            return;
        if (reste > 0 || toujours_un_reste) {
            parts.push_back(nombres_.size());
            nombres_.push_back({reste, true, Nombre::aucun, true});
        }
        relations_.push_back({total, std::move(parts)});
    }
    /// Chaque somme vaut pour chaque mesure ; et dans chaque groupe, les issues font les vérifiés.
    void partager() {
        for (auto const& [total, parts] : attente_)
            for (auto const& m : mesures) {
                auto de = [&](std::size_t c) { return cellules_[c].lieu || !du_lieu(m.valeur); };
                if (!de(total) || !std::ranges::all_of(parts, de))
                    continue;
                std::vector<std::size_t> liste;
                for (auto c : parts)
                    liste.push_back(nombre(c, m.valeur));
                relier(nombre(total, m.valeur), std::move(liste), false);
            }
        for (std::size_t c = 0; c < cellules_.size(); ++c) {
            std::vector<std::size_t> liste;
            for (auto m : verifies_de)
                liste.push_back(nombre(c, m));
            relier(nombre(c, Mesure::verifies), std::move(liste), true);
        }
    }

    struct Cellule {
        bool lieu = false;
    };
    Partage& p_;
    std::vector<Fait> const& faits_;
    std::vector<LieuDeCampagne> const& lieux_;
    std::unordered_map<std::string, std::vector<std::size_t>> du_bassin_, de_l_etablissement_;
    std::unordered_map<std::string, std::map<Ventilation, std::vector<std::string>>> cles_;
    std::unordered_map<std::string, Recouvrements> recouvrements_;
    std::unordered_map<std::string, std::vector<LieuDeCampagne const*>> etablissements_;
    std::unordered_map<std::string, std::set<std::string>> bassins_de_; ///< d'une ligne d'établissement
    std::unordered_map<std::uint64_t, std::size_t> par_empreinte_;
    std::vector<Cellule> cellules_;
    std::vector<std::pair<std::size_t, std::vector<std::size_t>>> attente_;
    std::vector<Nombre> nombres_;
    std::vector<Relation> relations_;
};

Partage::Partage(std::vector<Fait> const& faits, std::vector<LieuDeCampagne> const& lieux, std::int64_t seuil) {
    Partageur{*this, faits, lieux}.masquer_et_rendre(seuil);
}

bool Partage::cache(std::string const& lieu, Ventilation par, std::string const& cle, Mesure m) const {
    auto i = ou_.find(adresse(lieu, par, cle));
    return i != ou_.end() && cachees_[i->second][static_cast<std::size_t>(m)];
}

} // namespace metier::pilotage
