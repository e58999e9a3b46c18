#include "rapprochement/rencontres.hpp"

namespace rapprochement {
namespace {

struct Rencontre {
    Codes const& codes;
    FicheCodee const& a;
    FicheCodee const& b;

    Nom const& nom(std::uint32_t code) const { return codes.noms[code]; }
    bool meme_son(std::uint32_t x, std::uint32_t y) const { return x && y && (x == y || nom(x).son == nom(y).son); }
    bool un_nom() const {
        return meme_son(a.nom, b.nom) || meme_son(a.nom_usage, b.nom) || meme_son(a.nom, b.nom_usage) ||
               meme_son(a.nom_usage, b.nom_usage);
    }
    bool un_ine() const {
        if (!a.ine || !b.ine)
            return false;
        bool commun = a.ine == b.ine;
        if (a.autres_ine || b.autres_ine)
            codes.chaque_ine(a, [&](auto x) { codes.chaque_ine(b, [&](auto y) { commun |= x == y; }); });
        return commun;
    }
    bool un_contact() const {
        for (auto x : codes.contacts(a))
            for (auto y : codes.contacts(b))
                if (x == y)
                    return true;
        return false;
    }
    bool une_adresse() const {
        return a.adresse && b.adresse &&
               (a.adresse == b.adresse ||
                sans_blancs(codes.textes.texte(a.adresse)) == sans_blancs(codes.textes.texte(b.adresse)));
    }
};

} // namespace

std::uint32_t passes_communes(Codes const& codes, FicheCodee const& a, FicheCodee const& b, unsigned avant) {
    Rencontre const r{codes, a, b};
    if (avant <= 1)
        return avant == 1 && r.un_ine() ? 1 : 0;
    std::uint32_t passes = 0;
    auto noter = [&](unsigned passe, bool ensemble) { passes |= std::uint32_t{ensemble} << passe; };
    bool const noms = a.nom && b.nom, prenoms = a.prenom && b.prenom, dates = a.date && b.date;
    bool const meme_date = dates && a.date == b.date, meme_annee = dates && annee(a.date) == annee(b.date);
    bool const meme_code = a.code_postal && a.code_postal == b.code_postal;
    auto const &nom_a = r.nom(a.nom), &nom_b = r.nom(b.nom), &prenom_a = r.nom(a.prenom), &prenom_b = r.nom(b.prenom);
    bool const meme_nom = noms && nom_a.son == nom_b.son;
    bool const meme_prenom = prenoms && prenom_a.son_premier == prenom_b.son_premier;
    bool const complets = noms && prenoms && dates;
    noter(0, r.un_ine());
    noter(1, meme_nom && meme_prenom && meme_date);
    noter(2, meme_date && (meme_nom || r.un_nom()));
    noter(3, meme_prenom && meme_date);
    noter(4, meme_nom && meme_prenom && meme_annee);
    if (complets) {
        bool const quatre_lettres = nom_a.prefixe == nom_b.prefixe && prenom_a.prefixe == prenom_b.prefixe;
        noter(5, quatre_lettres && jour_et_mois_sans_ordre(a.date) == jour_et_mois_sans_ordre(b.date));
        noter(6,
              meme_date && nom_a.prefixe >> 8 == nom_b.prefixe >> 8 && prenom_a.prefixe >> 8 == prenom_b.prefixe >> 8);
        noter(7, meme_date && nom_a.son + prenom_a.son == nom_b.son + prenom_b.son);
        noter(9, meme_nom && meme_prenom && chiffres_tries(a.date) == chiffres_tries(b.date));
        noter(11, quatre_lettres && meme_annee);
    }
    if (avant > 8)
        noter(8, (meme_prenom && r.un_contact()) || r.une_adresse());
    noter(10, meme_code && meme_nom);
    noter(12, meme_code && meme_prenom && meme_annee);
    noter(13, meme_code && meme_date);
    noter(14, meme_code && noms && prenoms &&
                  std::uint64_t{nom_a.prefixe >> 8} + (prenom_a.prefixe >> 8) ==
                      std::uint64_t{nom_b.prefixe >> 8} + (prenom_b.prefixe >> 8));
    noter(15, meme_nom && meme_prenom);
    for (unsigned passe = premiere_passe_large; passe < avant; ++passe)
        cles_de_la_passe(passe, codes, a, [&](std::uint64_t x) {
            cles_de_la_passe(passe, codes, b, [&](std::uint64_t y) { noter(passe, x == y); });
        });
    return passes & ((1U << avant) - 1);
}

} // namespace rapprochement
