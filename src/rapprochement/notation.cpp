#include "rapprochement/notation.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "rapprochement/frequences.hpp"
#include "rapprochement/niveaux.hpp"

namespace rapprochement {

/// Another explanation of a resemblance. What is not here (name, home, places) is as for one and the same person.
/// A share of -1 means « as for the same person », 0 « impossible ».
struct Notation::Famille {
    std::array<double, 13> prenom;
    std::array<double, 9> date;
    std::array<double, 3> sexe;
    std::array<double, 5> ine;
};

namespace {

constexpr std::array<double, 13> autre_prenom = {-1, 0, 0, 0, 0, 0, 0.005, 0.01, 2e-4, 0.06, 0.91, 0.01, 0.002};

constexpr double invraisemblable = 1.5e-3; // two such differences at once, for one person
constexpr double jumeaux_possibles = 0.01; // below, twins weigh in the probability and no more
constexpr double vues_au_moins = 3;        // differences that the files must have shown before one is thought usual

constexpr Notation::Famille jumeaux = {
    .prenom = autre_prenom,
    .date = {-1, -1, -1, -1, -1, -1, -1, -1, -1},
    .sexe = {-1, part_du_meme_sexe, 1 - part_du_meme_sexe},
    .ine = {-1, 0.003, 0.2, 0.04, 0.757},
};
constexpr Notation::Famille fratrie = {
    .prenom = autre_prenom,
    .date = {-1, 0, 0, 0.0015, 5e-4, 0.004, 0.005, 0.06, 0.93},
    .sexe = {-1, 0.5, 0.5},
    .ine = {-1, 0.001, 0.005, 0.05, 0.944},
};

/// Bits for « same person » against « this family tie »; nothing when the tie is impossible.
std::optional<double> contre(Notation::Famille const& f, Modele const& m, Motif motif) {
    double bits = 0;
    bool possible = true;
    auto pese = [&](Champ champ, auto const& parts) {
        auto const l = niveau(motif, champ);
        if (l >= parts.size() || parts[l] == 0)
            possible = false;
        else if (parts[l] > 0)
            bits += std::log2(std::max(m.taux[static_cast<std::size_t>(champ)][l].m, 1e-9) / parts[l]);
    };
    pese(Champ::prenom, f.prenom);
    pese(Champ::naissance, f.date);
    pese(Champ::sexe, f.sexe);
    pese(Champ::ine, f.ine);
    return possible ? std::optional(bits) : std::nullopt;
}

bool prenom_confirme(Motif motif) {
    return niveau(motif, Champ::nom) == nom_absent || autre_prenom[niveau(motif, Champ::prenom)] == 0;
}

constexpr std::array champs_de_famille = {Champ::prenom, Champ::naissance, Champ::sexe, Champ::ine};

/// Share of one person's pairs where this field is at that level or beyond.
double part_depuis(Modele const& m, Champ champ, unsigned depuis) {
    double somme = 0;
    for (auto l = depuis; l < niveaux_max; ++l)
        somme += m.taux[static_cast<std::size_t>(champ)][l].m;
    return somme;
}

/// The person of the pair says nothing of how common the name is: only the others do.
double autres_porteurs(double effectif) { return std::max(0.0, effectif - 1); }

bool autre(unsigned n) { return n >= nom_ressemblant && n != nom_diminutif; }

} // namespace

/// Odds against add up: strangers, twins, siblings. A brother bears a name that people bear: where a slip would make it
/// of the other's first name, how common it is counts as it does between strangers.
int Notation::avec_les_familles(Motif motif, int dixiemes, int rarete_du_prenom) const {
    if (prenom_confirme(motif))
        return dixiemes;
    auto const prenom = niveau(motif, Champ::prenom);
    auto const bits = prenom == nom_quasi || prenom == nom_voisin ? rarete_du_prenom / 10.0 : 0;
    double contre_total = std::exp2(-dixiemes / 10.0);
    for (auto const& parente : parentes_)
        contre_total += parente.part * parente.contre(motif, bits);
    return std::min(dixiemes, static_cast<int>(std::lround(-10 * std::log2(contre_total))));
}

double Notation::Parente::contre(Motif motif, double bits_du_prenom) const {
    for (auto champ : champs_de_famille) {
        auto const c = static_cast<std::size_t>(champ);
        if (!possible[c][niveau(motif, champ)])
            return 0;
        bits_du_prenom += bits[c][niveau(motif, champ)];
    }
    return std::exp2(-bits_du_prenom);
}

Notation::Parente Notation::parente(Famille const& f, Modele const& m) {
    Parente p;
    auto remplir = [&](Champ champ, auto const& parts) {
        auto const c = static_cast<std::size_t>(champ);
        for (std::size_t l = 0; l < parts.size(); ++l) {
            p.possible[c][l] = parts[l] != 0;
            if (parts[l] > 0)
                p.bits[c][l] = std::log2(std::max(m.taux[c][l].m, 1e-9) / parts[l]);
        }
    };
    remplir(Champ::prenom, f.prenom);
    remplir(Champ::naissance, f.date);
    remplir(Champ::sexe, f.sexe);
    remplir(Champ::ine, f.ine);
    return p;
}

Notation::Notation(Modele const& modele, Raretes noms, Raretes prenoms)
    : noms_{std::make_shared<Raretes const>(std::move(noms))}, prenoms_{std::make_shared<Raretes const>(
                                                                   std::move(prenoms))} {
    peser(modele);
}

Notation::Notation(Modele const& modele, Codes const& codes, Frequences const* frequences)
    : Notation(modele, frequences ? raretes(modele, Champ::nom, codes, frequences->tables().noms) : Raretes{},
               frequences ? raretes_des_prenoms(modele, codes, frequences->tables()) : Raretes{}) {}

Notation::Raretes Notation::raretes_des_prenoms(Modele const& modele, Codes const& codes, Frequences::Tables const& f) {
    auto r = raretes(modele, Champ::prenom, codes, f.prenoms);
    r.cohortes = f.cohortes.dans(codes.noms.taille(),
                                 [&](std::uint32_t code) { return codes.noms.chercher(f.prenoms.textes.texte(code)); });
    return r;
}

Notation::Notation(Notation const& autre, Modele const& modele) : noms_{autre.noms_}, prenoms_{autre.prenoms_} {
    peser(modele);
}

void Notation::peser(Modele const& modele) {
    modele_ = modele;
    a_priori_ = poids_a_priori(modele);
    lieux_ensemble_ = static_cast<int>(std::lround(10 * modele.lieux_ensemble));
    auto const nom_change = part_depuis(modele, Champ::nom, nom_ressemblant);
    auto const prenom_change = part_depuis(modele, Champ::prenom, nom_ressemblant);
    auto const date_change = part_depuis(modele, Champ::naissance, date_deux_parties);
    nom_et_prenom_rares_ = nom_change * prenom_change < invraisemblable;
    nom_et_date_rares_ = nom_change * date_change < invraisemblable;
    prenom_et_date_rares_ = prenom_change * date_change < invraisemblable;
    parentes_ = {parente(jumeaux, modele), parente(fratrie, modele)};
    parentes_[0].part = modele.jumeaux;
    parentes_[1].part = modele.fratries * modele.jumeaux;
    for (std::size_t c = 0; c < nombre_de_champs; ++c)
        for (unsigned l = 0; l < niveaux_max; ++l)
            poids_[c][l] = poids(modele, Champ(c), l);
    auto const jamais_vu = [&](double part) { return modele.vraies * part < vues_au_moins; };
    nom_fixe_ = jamais_vu(nom_change);
    prenom_fixe_ = jamais_vu(prenom_change);
    date_fixe_ = jamais_vu(part_depuis(modele, Champ::naissance, date_annee));
}

/// An agreement weighs what its name weighs. A near one supposes a slip, which makes some fifty forms of a name: two
/// names that many people bear are near by chance, a form that nobody bears is a slip.
Notation::Raretes Notation::raretes(Modele const& modele, Champ champ, Codes const& codes,
                                    Frequences::Tables::Table const& f, std::uint32_t connus) {
    constexpr double formes_d_une_faute = 50, porteurs_d_une_faute = 2;
    auto const& taux = modele.taux[static_cast<std::size_t>(champ)];
    auto const u = taux[nom_egal].u;
    Raretes r;
    r.de.resize(codes.noms.taille());
    struct Vue {
        double porteurs = -1;
        std::int16_t rarete = 0;
    };
    std::array<Vue, 256> vues{}; // most names have few bearers
    auto const codes_comptes = connus == 0 ? f.textes.chercher(codes.noms.textes()) : std::vector<std::uint32_t>{};
    for (auto c = connus + 1; c < r.de.size(); ++c) {
        auto const effectif = connus == 0 ? f.effectifs[codes_comptes[c]] : f.effectif(codes.noms.texte(c));
        auto const porteurs = autres_porteurs(effectif);
        auto& vue = vues[static_cast<std::size_t>(2 * porteurs) % vues.size()];
        if (vue.porteurs != porteurs)
            vue = {porteurs, static_cast<std::int16_t>(rarete(porteurs, f.total, u))};
        r.de[c] = vue.rarete;
    }
    r.presque_inconnu = static_cast<std::int16_t>(rarete(autres_porteurs(porteurs_d_une_faute), f.total, u));
    for (auto niveau : {nom_quasi, nom_voisin})
        if (u > 0 && taux[niveau].u > 0)
            r.d_une_faute[niveau] =
                static_cast<std::int16_t>(std::lround(10 * std::log2(formes_d_une_faute * u / taux[niveau].u)));
    return r;
}

int Notation::Raretes::correction(std::uint32_t a, std::uint32_t b, unsigned niveau) const {
    constexpr int egal_au_plus = 60, faute_au_plus = 50, faute_au_moins = -30;
    if (de.empty())
        return 0;
    int const moindre = std::clamp<int>(std::min(de[a], de[b]), -egal_au_plus, egal_au_plus);
    switch (niveau) {
    case nom_egal:
    case nom_permute: return moindre;
    case nom_quasi:
    case nom_voisin: {
        int const plus_rare = std::max(de[a], de[b]);
        auto const c = std::clamp(plus_rare - d_une_faute[niveau], faute_au_moins, faute_au_plus);
        return plus_rare >= presque_inconnu ? std::max(c, 0) : c;
    }
    case nom_contenu:
    case nom_genre:
    case nom_diminutif: return moindre / 2;
    default: return 0;
    }
}

/// Two people of one sex and one year of birth more often share a first name than any two do.
int Notation::rarete_du_prenom(FicheCodee const& a, FicheCodee const& b, Motif motif) const {
    auto const l = niveau(motif, Champ::prenom);
    auto const c = prenoms_->correction(a.prenom, b.prenom, l);
    if (l != nom_egal)
        return c;
    auto const sexe = niveau(motif, Champ::sexe) == sexe_egal ? static_cast<unsigned>(a.code_sexe) : 0U;
    auto const meme_annee = a.date && b.date && annee(a.date) == annee(b.date);
    return c - prenoms_->cohortes.ecart(a.prenom, sexe, meme_annee ? annee(a.date) : 0U);
}

Note Notation::noter(FicheCodee const& a, FicheCodee const& b, Motif motif) const {
    Note n;
    n.a_priori = n.total = a_priori_;
    for (std::size_t c = 0; c < nombre_de_champs; ++c)
        n.champs[c] = poids_[c][niveau(motif, Champ(c))];
    n.champs[0] += noms_->correction(a.nom, b.nom, niveau(motif, Champ::nom));
    auto const du_prenom = rarete_du_prenom(a, b, motif);
    n.champs[1] += du_prenom;
    if (memes_lieux(motif))
        n.champs[static_cast<std::size_t>(Champ::lieu_naissance)] -= lieux_ensemble_;
    for (auto p : n.champs)
        n.total += p;
    auto const total = avec_les_familles(motif, n.total, du_prenom);
    n.correction = total - n.total;
    n.total = total;
    return n;
}

int Notation::total(FicheCodee const& a, FicheCodee const& b, Motif motif, int plancher) const {
    int total = a_priori_;
    for (std::size_t c = 0; c < nombre_de_champs; ++c)
        total += poids_[c][niveau(motif, Champ(c))];
    total += noms_->correction(a.nom, b.nom, niveau(motif, Champ::nom));
    auto const du_prenom = rarete_du_prenom(a, b, motif);
    total += du_prenom;
    if (lieux_ensemble_ && memes_lieux(motif))
        total -= lieux_ensemble_;
    return total < plancher ? total : avec_les_familles(motif, total, du_prenom);
}

std::optional<Notation::Rivales> Notation::rivales(FicheCodee const& a, FicheCodee const& b, Motif motif) const {
    if (prenom_confirme(motif))
        return std::nullopt;
    auto const note = noter(a, b, motif);
    auto const prenom = niveau(motif, Champ::prenom);
    auto const bits = prenom == nom_quasi || prenom == nom_voisin ? rarete_du_prenom(a, b, motif) / 10.0 : 0;
    return Rivales{std::exp2((note.correction - note.total) / 10.0), parentes_[0].contre(motif, bits)};
}

std::optional<double> contre_des_jumeaux(Modele const& modele, Motif motif) {
    return prenom_confirme(motif) ? std::nullopt : contre(jumeaux, modele, motif);
}

Garde Notation::garde(Motif motif) const {
    auto const nom = niveau(motif, Champ::nom), prenom = niveau(motif, Champ::prenom);
    auto const date = niveau(motif, Champ::naissance), ine = niveau(motif, Champ::ine);
    bool const autre_date = date >= date_deux_parties;
    bool const meme_date = date == date_egale || date == date_presumee_egale;
    bool const meme_nom = nom != nom_absent && nom <= nom_permute;
    // One person may differ so much where the sources are full of errors; elsewhere the INE is somebody else's.
    if (ine == ine_egal &&
        ((autre(nom) && autre(prenom) && nom_et_prenom_rares_) || (autre(nom) && autre_date && nom_et_date_rares_) ||
         (autre(prenom) && autre_date && prenom_et_date_rares_)))
        return Garde::ine_partage;
    if (meme_nom && meme_date && prenom == nom_absent && ine != ine_egal && ine != ine_une_faute &&
        modele_.prenoms_connus && modele_.jumeaux >= jumeaux_possibles)
        return Garde::prenom_absent;
    if (meme_nom && meme_date && autre(prenom))
        return Garde::jumeaux;
    return Garde::aucune;
}

Garde Notation::garde_apprise(Motif motif) const {
    auto const g = garde(motif);
    auto const date = niveau(motif, Champ::naissance);
    if (g != Garde::aucune || niveau(motif, Champ::ine) == ine_egal)
        return g;
    bool const inconnue = (nom_fixe_ && autre(niveau(motif, Champ::nom))) ||
                          (prenom_fixe_ && autre(niveau(motif, Champ::prenom))) || (date_fixe_ && date >= date_annee);
    return inconnue ? Garde::peu_de_fiches : g;
}

} // namespace rapprochement
