#include "rapprochement/index.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <numeric>

#include "base/ensure.hpp"
#include "base/texte.hpp"
#include "rapprochement/estimation.hpp"
#include "rapprochement/index_commun.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {
namespace {

/// Codes of another dictionary, in the order in which the records need them: same records, same bytes.
struct Transport {
    Codes const& de;
    Codes vers{};
    std::vector<std::uint32_t> noms = std::vector<std::uint32_t>(de.noms.taille());
    std::vector<std::uint32_t> textes = std::vector<std::uint32_t>(de.textes.taille());

    FicheCodee operator()(FicheCodee f) {
        for (auto* code : {&f.nom, &f.nom_usage, &f.prenom, &f.prenoms})
            if (auto& place = noms[*code]; *code)
                *code = place = place ? place : vers.noms.reprendre(de.noms, *code);
        for (auto* code : {&f.lieu, &f.adresse, &f.commune})
            if (auto& place = textes[*code]; *code)
                *code = place = place ? place : vers.textes.code(de.textes.texte(*code));
        f.numeros = transporter_les_numeros(f, de, vers);
        return f;
    }
};

std::string reglages(Modele const& modele, double part, unsigned bits, std::string_view notice) {
    char tampon[64];
    std::snprintf(tampon, sizeof tampon, "%u %.17g %zu\n", bits, part, notice.size());
    return tampon + std::string(notice) + ecrire(modele);
}

struct Ecriture {
    Population::Interne const& population;
    Options const& options;
    Equipe equipe{options};
    Rangs rangs{equipe, population.codes, population.b};
    Transport transport{population.codes};
    std::vector<FicheCodee> fiches{};

    void coder() {
        fiches.reserve(rangs.fiches.size());
        for (auto const& f : rangs.fiches)
            fiches.push_back(transport(f));
    }

    std::span<FicheCodee const> de_a() const { return population.a.fiches; }
    Fichiers fichiers() const { return {transport.vers, fiches, fiches, true}; }

    void ecrire_les_cles(SectionsEcrites& s) const {
        std::string cles;
        std::vector<std::uint32_t> fins;
        fins.reserve(fiches.size());
        for (std::uint32_t r = 0; r < fiches.size(); ++r) {
            cles += population.b.id(rangs.position(r));
            fins.push_back(static_cast<std::uint32_t>(cles.size()));
        }
        s.section("cles", cles);
        s.section("fins", std::span<std::uint32_t const>(fins));
    }

    void ecrire_les_porteurs(SectionsEcrites& s, std::string const& nom, Champ champ, Modele const& modele,
                             std::uint32_t FicheCodee::*code) const {
        std::vector<std::uint32_t> combien(transport.vers.noms.taille());
        for (auto const& f : fiches)
            ++combien[f.*code];
        combien[0] = 0;
        Frequences::Tables::Table table;
        for (std::uint32_t c = 1; c < combien.size(); ++c)
            table.ajouter(transport.vers.noms.texte(c), combien[c]);
        s.section(nom + ".combien", std::span<std::uint32_t const>(combien));
        s.section(nom + ".raretes",
                  std::span<std::int16_t const>(Notation::raretes(modele, champ, transport.vers, table).de));
    }
};

/// Learned by linking an earlier list to what is known; otherwise French values, and chance as the records show it.
std::pair<Modele, double> modele_a_garder(Ecriture const& e, Population const& population,
                                          Preparation const& preparation, Options options) {
    if (preparation.modele)
        return {*preparation.modele, preparation.part_attendue};
    auto const a = e.de_a();
    if (a.empty() || e.fiches.empty()) {
        auto const n = std::max<std::size_t>(e.fiches.size(), 2);
        auto m = modele_par_defaut(n, n);
        m.lambda = std::min(m.lambda, 0.5);
        m.nom = "français, hasard mesuré";
        return {avec_le_hasard_de(e.fichiers(), e.equipe, std::move(m)), preparation.part_attendue};
    }
    options.proches = 0;
    auto const m = lier(population, options).modele;
    auto const petite = static_cast<double>(std::min(a.size(), e.fiches.size()));
    return {sans_les_tailles(m, {population.interne().codes, a, population.interne().b.fiches}),
            std::clamp(m.vraies / petite, 0.01, 0.99)};
}

} // namespace

void preparer_l_index(Population const& population, std::string const& chemin, Preparation const& preparation,
                      Options const& options) {
    ensure(!population.contre_un_index(), "rapprochement: an index is prepared from records");
    SectionsEcrites s{chemin, empreinte_du_moteur()};
    Ecriture e{.population = population.interne(), .options = options};
    e.coder();
    auto const [modele, part] = modele_a_garder(e, population, preparation, options);
    auto const decoupe = Decoupe::pour(e.fiches.size());
    s.section("reglages", reglages(modele, part, decoupe.bits, preparation.notice));
    s.section("fiches", std::span<FicheCodee const>(e.fiches));
    e.ecrire_les_cles(s);
    ecrire_les_textes(s, "noms", e.transport.vers.noms.textes_en_fond());
    s.section("noms.etudies", e.transport.vers.noms.en_fond());
    ecrire_les_textes(s, "textes", e.transport.vers.textes.en_fond());
    s.section("numeros", std::span<std::uint64_t const>(e.transport.vers.numeros.propres));
    e.ecrire_les_porteurs(s, "par_nom", Champ::nom, modele, &FicheCodee::nom);
    e.ecrire_les_porteurs(s, "par_prenom", Champ::prenom, modele, &FicheCodee::prenom);
    for (unsigned passe = 0; passe < toutes_les_paires; ++passe)
        ecrire_la_passe(s, e.equipe, passe, decoupe, e.transport.vers, e.fiches);
    s.finir();
}

namespace {

Connus::Porteurs porteurs_lus(Sections const& s, std::string const& nom) {
    Connus::Porteurs p{s.lire<std::uint32_t>(nom + ".combien"), s.lire<std::int16_t>(nom + ".raretes"), 0};
    for (auto n : p.combien)
        p.total += n;
    return p;
}

void lire_les_reglages(Connus& c, std::string_view texte) {
    auto suivant = [&](auto valeur, char fin) {
        auto const [ou, erreur] = std::from_chars(texte.data(), texte.data() + texte.size(), valeur);
        if (erreur != std::errc{} || ou == texte.data() + texte.size() || *ou != fin)
            c.fichier->refuser("cet index est abîmé.");
        texte.remove_prefix(static_cast<std::size_t>(ou - texte.data()) + 1);
        return valeur;
    };
    c.decoupe.bits = suivant(0U, ' ');
    c.part_attendue = suivant(0.0, ' ');
    auto const notice = std::min(suivant(std::size_t{0}, '\n'), texte.size());
    c.notice = texte.substr(0, notice);
    c.modele = lire_modele(texte.substr(notice));
}

bool coherent(Connus const& c) {
    auto const fiches = c.fiches.size(), noms = c.noms.debuts.size() - 1;
    auto dans = [](FondDeTextes const& t) { return t.debuts.size() >= 2 && t.debuts.back() == t.lettres.size(); };
    return c.decoupe.bits <= 10 && c.fins.size() == fiches && (fiches == 0 || c.fins.back() == c.cles.size()) &&
           dans(c.noms) && dans(c.textes) && c.noms_etudies.size() == noms && c.par_nom.combien.size() == noms &&
           c.par_nom.raretes.size() == noms && c.par_prenom.combien.size() == noms &&
           c.par_prenom.raretes.size() == noms && std::ranges::all_of(c.passes, [&](auto const& p) {
               return p.debuts.size() == c.decoupe.parts() + 1 && p.debuts.back() == p.entrees.size();
           });
}

} // namespace

Index Index::ouvrir(std::string const& chemin, Options const& options) {
    auto connus = std::make_shared<Connus>();
    auto& c = *connus;
    c.fichier = Sections::ouvrir(chemin, empreinte_du_moteur(), options.fils);
    auto const& s = *c.fichier;
    lire_les_reglages(c, s.texte("reglages"));
    lire_les_fiches(c, s);
    c.par_nom = porteurs_lus(s, "par_nom");
    c.par_prenom = porteurs_lus(s, "par_prenom");
    for (unsigned passe = 0; passe < toutes_les_paires; ++passe) {
        auto const nom = "passe" + std::to_string(passe);
        c.passes[passe] = {s.lire<std::uint64_t>(nom + ".debuts"), s.lire<Entree>(nom)};
    }
    if (!coherent(c))
        s.refuser("cet index est abîmé.");
    Index index;
    index.connus_ = std::move(connus);
    return index;
}

std::size_t Index::taille() const { return connus_->fiches.size(); }
std::string_view Index::id(std::size_t connu) const { return connus_->id(connu); }
std::string_view Index::notice() const { return connus_->notice; }
std::uint64_t Index::octets() const { return connus_->fichier->taille(); }
Modele const& Index::modele() const { return connus_->modele; }
double Index::part_attendue() const { return connus_->part_attendue; }

Frequences Index::frequences() const {
    std::vector<std::uint32_t> tous(connus_->noms.dernier() + std::size_t{1});
    std::iota(tous.begin(), tous.end(), 0U);
    return connus_->frequences(tous);
}

Population Index::population() const {
    Population p;
    p.interne().codes = connus_->codes();
    p.interne().connus = connus_;
    return p;
}

Resultat Index::interroger(std::span<Fiche const> nouvelles, Options const& options) const {
    auto p = population();
    for (auto const& fiche : nouvelles)
        p.ajouter_a(fiche);
    return lier(p, options);
}

} // namespace rapprochement
