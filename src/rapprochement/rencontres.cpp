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

Passes passes_communes(Codes const& codes, FicheCodee const& a, FicheCodee const& b, Passes parmi) {
    Rencontre const r{codes, a, b};
    if (parmi <= 1)
        return parmi && r.un_ine() ? 1 : 0;
    Passes passes = 0;
    auto noter = [&](unsigned passe, bool ensemble) { passes |= Passes{ensemble} << passe; };
    auto demandee = [&](unsigned passe) { return (parmi >> passe & 1) != 0; };
    bool const noms = a.nom && b.nom, prenoms = a.prenom && b.prenom, dates = a.date && b.date;
    bool const meme_date = dates && a.date == b.date, meme_annee = dates && annee(a.date) == annee(b.date);
    bool const meme_code = a.code_postal && a.code_postal == b.code_postal;
    bool const meme_commune = a.commune && a.commune == b.commune, meme_lieu = a.lieu && a.lieu == b.lieu;
    auto const &nom_a = r.nom(a.nom), &nom_b = r.nom(b.nom), &prenom_a = r.nom(a.prenom), &prenom_b = r.nom(b.prenom);
    bool const meme_nom = noms && nom_a.son == nom_b.son;
    bool const meme_prenom = prenoms && prenom_a.son_premier == prenom_b.son_premier;
    bool const quatre_lettres =
        noms && prenoms && nom_a.prefixe == nom_b.prefixe && prenom_a.prefixe == prenom_b.prefixe;
    bool const trois_lettres =
        noms && prenoms && nom_a.prefixe >> 8 == nom_b.prefixe >> 8 && prenom_a.prefixe >> 8 == prenom_b.prefixe >> 8;
    bool const trois_sans_ordre = noms && prenoms &&
                                  std::uint64_t{nom_a.prefixe >> 8} + (prenom_a.prefixe >> 8) ==
                                      std::uint64_t{nom_b.prefixe >> 8} + (prenom_b.prefixe >> 8);
    bool const jour_et_mois = dates && (meme_nom || meme_prenom || quatre_lettres) &&
                              jour_et_mois_sans_ordre(a.date) == jour_et_mois_sans_ordre(b.date);
    bool const contact = (demandee(8) || demandee(18)) && r.un_contact();
    noter(0, r.un_ine());
    noter(1, meme_nom && meme_prenom && meme_date);
    noter(2, meme_date && (meme_nom || r.un_nom()));
    noter(3, meme_prenom && meme_date);
    noter(4, meme_nom && meme_prenom && meme_annee);
    noter(5, quatre_lettres && jour_et_mois);
    noter(6, trois_lettres && meme_date);
    noter(7, meme_date && noms && prenoms && nom_a.son + prenom_a.son == nom_b.son + prenom_b.son);
    noter(8, demandee(8) && ((meme_prenom && contact) || r.une_adresse()));
    noter(9, demandee(9) && meme_nom && meme_prenom && dates && chiffres_tries(a.date) == chiffres_tries(b.date));
    noter(10, meme_code && meme_nom);
    noter(11, quatre_lettres && meme_annee);
    noter(12, meme_code && meme_prenom && meme_annee);
    noter(13, meme_code && meme_date);
    noter(14, meme_code && trois_sans_ordre);
    noter(15, meme_nom && meme_prenom);
    noter(16, meme_commune && meme_nom);
    noter(17, meme_commune && meme_prenom);
    noter(18, contact);
    noter(19, meme_lieu && meme_nom);
    noter(20, meme_lieu && meme_prenom);
    noter(21, meme_nom && jour_et_mois);
    noter(22, meme_prenom && jour_et_mois);
    noter(23, meme_nom && meme_annee);
    noter(24, trois_sans_ordre);
    noter(25, meme_date);
    noter(toutes_les_paires, true);
    return passes & parmi;
}

} // namespace rapprochement
