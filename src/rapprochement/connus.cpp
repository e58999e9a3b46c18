#include "rapprochement/connus.hpp"

#include <algorithm>

namespace rapprochement {

Notation Connus::notation(Modele const& modele, Codes const& codes) const {
    auto raretes = [&](Champ champ, Porteurs const& porteurs) {
        Frequences::Tables::Table personne; // a name that is not here has no bearer
        personne.total = porteurs.total;
        auto r = Notation::raretes(modele, champ, codes, personne, noms.dernier());
        std::ranges::copy(porteurs.raretes, r.de.begin());
        return r;
    };
    return {modele, raretes(Champ::nom, par_nom), raretes(Champ::prenom, par_prenom)};
}

Frequences Connus::frequences(std::span<std::uint32_t const> codes_des_noms) const {
    Frequences f;
    for (auto code : codes_des_noms)
        if (code != 0 && code <= noms.dernier()) {
            f.tables().noms.ajouter(noms.texte(code), par_nom.combien[code]);
            f.tables().prenoms.ajouter(noms.texte(code), par_prenom.combien[code]);
        }
    f.tables().noms.total = par_nom.total;
    f.tables().prenoms.total = par_prenom.total;
    return f;
}

void ConnusRestants::rassembler(unsigned passe, std::size_t part, std::vector<Entree> const& cherchees,
                                std::vector<Entree>& trouvees) const {
    trouvees.clear();
    if (cherchees.empty())
        return;
    if (passe == toutes_les_paires) {
        auto const cle = std::uint64_t{cle_de(cherchees[0])} << 32;
        for (std::uint32_t i = 0; i < connus.fiches.size(); ++i)
            if (!ecartes[i])
                trouvees.push_back(cle | i);
        return;
    }
    auto const& p = connus.passes[passe];
    auto reste = p.entrees.subspan(p.debuts[part], p.debuts[part + 1] - p.debuts[part]);
    auto const& d = connus.dessus.passes[passe];
    auto dessus = d.debuts.empty() ? std::span<Entree const>{}
                                   : std::span(d.entrees).subspan(d.debuts[part], d.debuts[part + 1] - d.debuts[part]);
    for (std::size_t i = 0; i < cherchees.size(); ++i) {
        auto const cle = cle_de(cherchees[i]);
        if (i > 0 && cle_de(cherchees[i - 1]) == cle)
            continue;
        auto prendre = [&](std::span<Entree const>& parmi, auto ecartee) {
            auto ici = std::ranges::lower_bound(parmi, std::uint64_t{cle} << 32);
            for (; ici != parmi.end() && cle_de(*ici) == cle; ++ici)
                if (!ecartee(fiche_de(*ici)))
                    trouvees.push_back(*ici);
            parmi = parmi.subspan(static_cast<std::size_t>(ici - parmi.begin()));
        };
        auto const debut = static_cast<std::ptrdiff_t>(trouvees.size());
        prendre(reste, [&](std::uint32_t f) { return ecartes[f] || connus.perime(f); });
        auto const milieu = static_cast<std::ptrdiff_t>(trouvees.size());
        prendre(dessus, [&](std::uint32_t f) { return ecartes[f] != 0; });
        std::inplace_merge(trouvees.begin() + debut, trouvees.begin() + milieu, trouvees.end());
    }
}

} // namespace rapprochement
