#include "rapprochement/vivier.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "base/ensure.hpp"
#include "rapprochement/index_commun.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {
namespace {

constexpr std::uint64_t version_du_vivier = 1;
constexpr std::size_t lettres_d_une_cle = 19; // as many as the greatest number: keys sort as numbers do
/// Always the same, so that chance meetings of keys do not depend on how many people are known.
constexpr Decoupe decoupe_du_vivier{6};

std::string cle(std::int64_t numero) {
    char tampon[lettres_d_une_cle + 1];
    std::snprintf(tampon, sizeof tampon, "%019lld", static_cast<long long>(numero));
    return tampon;
}

std::uint64_t empreinte_du_vivier() { return combine(empreinte_du_moteur(), version_du_vivier); }

} // namespace

std::string version_du_moteur() { return std::to_string(empreinte_du_moteur()); }

std::int64_t numero(std::string_view cle) {
    std::int64_t n = 0;
    auto const [ou, erreur] = std::from_chars(cle.data(), cle.data() + cle.size(), n);
    ensure(erreur == std::errc{} && ou == cle.data() + cle.size(), "rapprochement: not a key of a vivier");
    return n;
}

struct Vivier::Interne {
    Connus fichier{}; ///< what the file holds; nothing in it when there is none
    Codes codes{};
    std::vector<FicheCodee> fiches{}; ///< in the order of their numbers; empty for who is not there
    std::vector<std::int64_t> numeros{};
    std::vector<char> presents{};
    std::string cles{};
    std::vector<std::uint32_t> fins{};
    std::vector<std::uint32_t> changes{}; ///< ranks, in the order of the changes

    std::size_t du_fichier() const { return fichier.fiches.size(); }

    /// Nothing when this number comes too late.
    std::optional<std::uint32_t> place(std::int64_t numero) {
        auto const ici = std::ranges::lower_bound(numeros, numero);
        auto const rang = static_cast<std::uint32_t>(ici - numeros.begin());
        if (ici != numeros.end() && *ici != numero)
            return std::nullopt;
        if (ici == numeros.end()) {
            numeros.push_back(numero);
            fiches.emplace_back();
            presents.push_back(0);
            cles += cle(numero);
            fins.push_back(static_cast<std::uint32_t>(cles.size()));
        }
        if (fichier.fichier)
            changes.push_back(rang);
        return rang;
    }

    /// Ranks of these numbers, if they are there.
    std::vector<std::uint32_t> rangs(std::span<std::int64_t const> lesquels) const {
        std::vector<std::uint32_t> r;
        r.reserve(lesquels.size());
        std::size_t i = 0;
        for (auto n : lesquels) {
            while (i < numeros.size() && numeros[i] < n)
                ++i;
            if (i < numeros.size() && numeros[i] == n && presents[i])
                r.push_back(static_cast<std::uint32_t>(i));
        }
        return r;
    }

    void remplir(Cote& cote, std::span<std::uint32_t const> lesquels) const {
        cote.fiches.reserve(lesquels.size());
        for (auto rang : lesquels) {
            cote.fiches.push_back(fiches[rang]);
            cote.ajouter_cle(std::string_view(cles).substr(std::size_t{rang} * lettres_d_une_cle, lettres_d_une_cle));
        }
        cote.en_ordre = true;
    }

    /// Keys of those who changed, and a mark on those of the file that they make void.
    void poser_les_changes(Connus& c) const {
        auto rangs = changes;
        std::ranges::sort(rangs);
        rangs.erase(std::unique(rangs.begin(), rangs.end()), rangs.end());
        c.dessus.perimes.resize(du_fichier());
        for (auto rang : rangs)
            if (rang < du_fichier())
                c.dessus.perimes[rang] = 1;
        std::erase_if(rangs, [&](auto rang) { return !presents[rang]; });
        Options const options{.fils = 1};
        Equipe const equipe{options};
        std::vector<Entree> entrees, tampon;
        for (unsigned passe = 0; passe < toutes_les_paires; ++passe) {
            auto& dessus = c.dessus.passes[passe];
            auto const partition = partition_de(equipe, passe, c.decoupe, codes, fiches, rangs);
            dessus.debuts.push_back(0);
            for (std::size_t part = 0; part < c.decoupe.parts(); ++part) {
                partition.rassembler(part, entrees, tampon);
                dessus.entrees.insert(dessus.entrees.end(), entrees.begin(), entrees.end());
                dessus.debuts.push_back(dessus.entrees.size());
            }
        }
    }

    std::shared_ptr<Connus const> connus(std::span<std::uint32_t const> vus) const {
        auto c = std::make_shared<Connus>(fichier);
        c->fiches = fiches;
        c->cles = cles;
        c->fins = fins;
        c->dessus.vivier = true;
        c->dessus.hors.assign(fiches.size(), 1);
        for (auto rang : vus)
            c->dessus.hors[rang] = 0;
        c->dessus.combien = vus.size();
        poser_les_changes(*c);
        return c;
    }
};

Vivier::Vivier() : interne_{std::make_unique<Interne>()} {}
Vivier::~Vivier() = default;
Vivier::Vivier(Vivier&&) noexcept = default;
Vivier& Vivier::operator=(Vivier&&) noexcept = default;
std::size_t Vivier::taille() const { return interne_->numeros.size(); }
std::size_t Vivier::changes() const { return interne_->changes.size(); }
bool Vivier::du_fichier() const { return interne_->fichier.fichier != nullptr; }
std::string_view Vivier::notice() const { return interne_->fichier.notice; }

bool Vivier::mettre(std::int64_t numero, Fiche const& fiche) {
    auto const rang = interne_->place(numero);
    if (!rang)
        return false;
    interne_->fiches[*rang] = coder(fiche, interne_->codes);
    interne_->presents[*rang] = 1;
    return true;
}

bool Vivier::oter(std::int64_t numero) {
    auto const rang = interne_->place(numero);
    if (!rang)
        return false;
    interne_->fiches[*rang] = {};
    interne_->presents[*rang] = 0;
    return true;
}

Frequences Vivier::frequences() const {
    std::span<FicheCodee const> const tous[] = {interne_->fiches};
    return compter(interne_->codes, tous, 1, 0);
}

namespace {

std::vector<std::uint32_t> sauf(std::span<std::uint32_t const> rangs, std::span<std::uint32_t const> ceux_ci) {
    std::vector<std::uint32_t> restes;
    std::ranges::set_difference(rangs, ceux_ci, std::back_inserter(restes));
    return restes;
}

} // namespace

Population Vivier::population(std::span<std::int64_t const> cherches, std::span<std::int64_t const> vus) const {
    if (!du_fichier())
        return copie(cherches, vus);
    Population p;
    auto const a = interne_->rangs(cherches);
    p.interne().codes = interne_->codes;
    p.interne().decoupe = decoupe_du_vivier;
    interne_->remplir(p.interne().a, a);
    p.interne().connus = interne_->connus(sauf(interne_->rangs(vus), a));
    return p;
}

Population Vivier::copie(std::span<std::int64_t const> cherches, std::span<std::int64_t const> vus) const {
    Population p;
    auto const a = interne_->rangs(cherches);
    p.interne().codes = interne_->codes;
    p.interne().decoupe = decoupe_du_vivier;
    interne_->remplir(p.interne().a, a);
    interne_->remplir(p.interne().b, sauf(interne_->rangs(vus), a));
    return p;
}

void Vivier::ecrire(std::string const& chemin, std::string_view notice, unsigned fils) const {
    ensure(!du_fichier(), "rapprochement: a vivier is written from records");
    auto const& v = *interne_;
    SectionsEcrites s{chemin, empreinte_du_vivier()};
    s.section("notice", notice);
    s.section("fiches", std::span<FicheCodee const>(v.fiches));
    s.section("personnes", std::span<std::int64_t const>(v.numeros));
    s.section("presents", std::span<char const>(v.presents));
    s.section("cles", v.cles);
    s.section("fins", std::span<std::uint32_t const>(v.fins));
    ecrire_les_textes(s, "noms", v.codes.noms.textes_en_fond());
    s.section("noms.etudies", v.codes.noms.en_fond());
    ecrire_les_textes(s, "textes", v.codes.textes.en_fond());
    s.section("numeros", std::span<std::uint64_t const>(v.codes.numeros.propres));
    Options const options{.fils = fils};
    Equipe const equipe{options};
    for (unsigned passe = 0; passe < toutes_les_paires; ++passe)
        ecrire_la_passe(s, equipe, passe, decoupe_du_vivier, v.codes, v.fiches);
    s.finir();
}

namespace {

template <class T>
std::vector<T> recopie(std::span<T const> valeurs) {
    return {valeurs.begin(), valeurs.end()};
}

bool coherent(Connus const& c, std::size_t personnes, std::size_t presents) {
    auto const fiches = c.fiches.size();
    auto dans = [](FondDeTextes const& t) { return t.debuts.size() >= 2 && t.debuts.back() == t.lettres.size(); };
    return personnes == fiches && presents == fiches && c.fins.size() == fiches &&
           c.cles.size() == fiches * lettres_d_une_cle && dans(c.noms) && dans(c.textes) &&
           c.noms_etudies.size() == c.noms.debuts.size() - 1 && std::ranges::all_of(c.passes, [&](auto const& p) {
               return p.debuts.size() == c.decoupe.parts() + 1 && p.debuts.back() == p.entrees.size();
           });
}

} // namespace

Vivier Vivier::ouvrir(std::string const& chemin, unsigned fils) {
    Vivier v;
    auto& c = v.interne_->fichier;
    c.fichier = Sections::ouvrir(chemin, empreinte_du_vivier(), fils);
    auto const& s = *c.fichier;
    c.notice = s.texte("notice");
    c.decoupe = decoupe_du_vivier;
    lire_les_fiches(c, s);
    auto const personnes = s.lire<std::int64_t>("personnes");
    auto const presents = s.lire<char>("presents");
    for (unsigned passe = 0; passe < toutes_les_paires; ++passe) {
        auto const nom = "passe" + std::to_string(passe);
        c.passes[passe] = {s.lire<std::uint64_t>(nom + ".debuts"), s.lire<Entree>(nom)};
    }
    if (!coherent(c, personnes.size(), presents.size()))
        s.refuser("ce fichier est abîmé.");
    auto& i = *v.interne_;
    i.codes = c.codes();
    i.fiches = recopie(c.fiches);
    i.numeros = recopie(personnes);
    i.presents = recopie(presents);
    i.cles = c.cles;
    i.fins = recopie(c.fins);
    return v;
}

} // namespace rapprochement
