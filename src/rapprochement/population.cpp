#include "rapprochement/population.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/ensure.hpp"
#include "rapprochement/frequences.hpp"
#include "rapprochement/hachage.hpp"
#include "rapprochement/tri.hpp"

namespace rapprochement {
namespace {

std::uint64_t huit_octets(std::string_view texte) {
    std::uint64_t n = 0;
    for (std::size_t i = 0; i < 8; ++i)
        n = n << 8 | (i < texte.size() ? static_cast<unsigned char>(texte[i]) : 0);
    return n;
}

} // namespace

void Cote::ajouter(Fiche const& fiche, Codes& codes) {
    fiches.push_back(coder(fiche, codes));
    ajouter_cle(fiche.id);
    en_ordre = false;
}

void Cote::ajouter_cle(std::string_view cle) {
    ensure(cles.size() + cle.size() < 0xFFFFFFFF, "rapprochement: more than 4 GB of keys");
    cles += cle;
    fins.push_back(static_cast<std::uint32_t>(cles.size()));
}

Population::Population() : interne_{std::make_unique<Interne>()} {}
Population::~Population() = default;
Population::Population(Population&&) noexcept = default;
Population& Population::operator=(Population&&) noexcept = default;
void Population::ajouter_a(Fiche const& fiche) { interne_->a.ajouter(fiche, interne_->codes); }
void Population::ajouter_b(Fiche const& fiche) { interne_->b.ajouter(fiche, interne_->codes); }
std::size_t Population::taille_a() const { return interne_->a.fiches.size(); }
std::size_t Population::taille_b() const { return interne_->fiches_b().size(); }
std::string_view Population::id_a(std::size_t i) const { return interne_->a.id(i); }
std::string_view Population::id_b(std::size_t i) const { return interne_->id_b(i); }

bool Population::contre_un_index() const { return interne_->connus != nullptr; }

Fiche Population::fiche_b(std::size_t i) const {
    auto const& codes = interne_->codes;
    auto const& f = interne_->fiches_b()[i];
    Fiche fiche{.id = std::string(id_b(i)),
                .nom = std::string(codes.noms.texte(f.nom)),
                .nom_usage = std::string(codes.noms.texte(f.nom_usage)),
                .sexe = f.sexe(),
                .commune_naissance = std::string(codes.textes.texte(f.lieu)),
                .adresse = std::string(codes.textes.texte(f.adresse)),
                .commune = std::string(codes.textes.texte(f.commune))};
    chaque_mot(
        codes.noms.texte(f.prenoms), [&](std::string_view prenom) { fiche.prenoms.emplace_back(prenom); }, '|');
    if (f.date)
        fiche.naissance = Date{std::chrono::year{static_cast<int>(annee(f.date))}, std::chrono::month{mois(f.date)},
                               std::chrono::day{jour(f.date)}};
    codes.chaque_ine(f, [&](std::uint64_t ine) {
        char tampon[12];
        if (auto const texte = numero_deballe(ine, tampon); !texte.empty())
            fiche.ine.emplace_back(texte);
    });
    return fiche;
}

namespace {

/// Letters that all keys begin with.
std::size_t debut_commun(Cote const& cote) {
    if (cote.fins.empty())
        return 0;
    auto const premiere = cote.id(0);
    auto commun = premiere.size();
    for (std::size_t i = 1; i < cote.fins.size() && commun > 0; ++i) {
        auto const cle = cote.id(i);
        commun = std::min(commun, cle.size());
        while (commun > 0 && cle.substr(0, commun) != premiere.substr(0, commun))
            --commun;
    }
    return commun;
}

/// Same for two records that say the same thing.
std::uint64_t contenu(Codes const& codes, FicheCodee const& f) {
    std::uint64_t h = combine(f.date, std::uint64_t{f.code_sexe} << 32 | f.code_postal);
    for (auto nom : {f.nom, f.nom_usage, f.prenom, f.prenoms})
        h = combine(h, hache(codes.noms.texte(nom)));
    for (auto texte : {f.lieu, f.adresse, f.commune})
        h = combine(h, hache(codes.textes.texte(texte)));
    codes.chaque_ine(f, [&](auto ine) { h = combine(h, ine); });
    for (auto contact : codes.contacts(f))
        h = combine(h, contact);
    return h;
}

} // namespace

std::vector<std::uint32_t> ordre_des_cles(Equipe const& equipe, Codes const& codes, Cote const& cote) {
    struct Cle {
        std::uint64_t debut;
        std::uint32_t position;
    };
    auto const commun = debut_commun(cote);
    std::vector<Cle> cles(cote.fiches.size());
    equipe.tranches("tri", cles.size(), 1 << 16, [&](auto, auto debut, auto fin, unsigned) {
        for (auto i = debut; i < fin; ++i)
            cles[i] = {huit_octets(cote.id(i).substr(commun)), static_cast<std::uint32_t>(i)};
    });
    trier(equipe, std::span(cles), [&](Cle const& x, Cle const& y) {
        if (x.debut != y.debut)
            return x.debut < y.debut;
        if (x.position == y.position)
            return false;
        if (auto const c = cote.id(x.position).compare(cote.id(y.position)); c != 0)
            return c < 0;
        auto const cx = contenu(codes, cote.fiches[x.position]), cy = contenu(codes, cote.fiches[y.position]);
        return cx != cy ? cx < cy : x.position < y.position;
    });
    std::vector<std::uint32_t> ordre(cles.size());
    for (std::size_t r = 0; r < ordre.size(); ++r)
        ordre[r] = cles[r].position;
    return ordre;
}

Rangs::Rangs(Equipe const& equipe, Codes const& codes, Cote const& cote) : fiches{cote.fiches} {
    if (cote.en_ordre)
        return;
    positions_ = ordre_des_cles(equipe, codes, cote);
    copie_.reserve(positions_.size());
    for (auto p : positions_)
        copie_.push_back(cote.fiches[p]);
    fiches = copie_;
}

bool devant(Codes const& codes, Liste const& x, Liste const& y) {
    auto const n = x.cote.fiches.size();
    if (n != y.cote.fiches.size())
        return n < y.cote.fiches.size();
    for (std::uint32_t r = 0; r < n; ++r) {
        auto const i = x.rangs.position(r), j = y.rangs.position(r);
        if (auto const c = x.cote.id(i).compare(y.cote.id(j)); c != 0)
            return c < 0;
        auto const cx = contenu(codes, x.cote.fiches[i]), cy = contenu(codes, y.cote.fiches[j]);
        if (cx != cy)
            return cx < cy;
    }
    return false;
}

Frequences compter(Codes const& codes, std::span<std::span<FicheCodee const> const> fiches, double parts,
                   double repetitions) {
    std::vector<std::uint32_t> noms(codes.noms.taille()), prenoms(codes.noms.taille());
    for (auto cote : fiches)
        for (auto const& f : cote) {
            ++noms[f.nom];
            ++prenoms[f.prenom];
        }
    Frequences frequences;
    auto porteurs = [&](std::uint32_t n) { return n > 0 ? std::max(0.5, n / parts - repetitions) : 0; };
    for (std::uint32_t c = 1; c < noms.size(); ++c) {
        frequences.tables().noms.ajouter(codes.noms.texte(c), porteurs(noms[c]));
        frequences.tables().prenoms.ajouter(codes.noms.texte(c), porteurs(prenoms[c]));
    }
    auto& tables = frequences.tables();
    tables.cohortes =
        Cohortes::compter(fiches, prenoms, parts).dans(tables.prenoms.textes.taille(), [&](std::uint32_t code) {
            return tables.prenoms.textes.chercher(codes.noms.texte(code));
        });
    return frequences;
}

Frequences compter(Codes const& codes, std::vector<Cote const*> const& cotes) {
    std::vector<std::span<FicheCodee const>> fiches;
    for (auto const* cote : cotes)
        fiches.emplace_back(cote->fiches);
    // A person is in each file; and twice in the same, where duplicates are looked for.
    return compter(codes, fiches, static_cast<double>(std::max<std::size_t>(cotes.size(), 1)),
                   cotes.size() == 1 ? 1 : 0);
}

namespace {

/// Share of random pairs with the same value, the missing ones apart.
double part_commune(Population::Interne const& p, std::uint32_t FicheCodee::*champ) {
    std::unordered_map<std::uint32_t, std::pair<double, double>> comptes;
    double total_a = 0, total_b = 0, ensemble = 0;
    for (auto const& f : p.a.fiches)
        if (f.*champ)
            ++comptes[f.*champ].first, ++total_a;
    for (auto const& f : p.fiches_b())
        if (f.*champ)
            ++comptes[f.*champ].second, ++total_b;
    for (auto const& [valeur, n] : comptes)
        ensemble += n.first * n.second;
    return total_a > 0 && total_b > 0 ? ensemble / (total_a * total_b) : 0;
}

} // namespace

Modele aux_communes_de(Population const& population, Modele modele) {
    auto const& p = population.interne();
    return entre_voisins(std::move(modele), part_commune(p, &FicheCodee::lieu), part_commune(p, &FicheCodee::commune));
}

} // namespace rapprochement
