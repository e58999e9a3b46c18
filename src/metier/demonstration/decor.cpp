#include "metier/demonstration/decor.hpp"

#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/acces/comptes.hpp"
#include "metier/acces/mot_de_passe.hpp"

namespace metier::demonstration {
namespace {

using acces::Role;

territoire::GenreDEtablissement genre(Type type) {
    using G = territoire::GenreDEtablissement;
    switch (type) {
    case Type::college: return G::college;
    case Type::lycee_general: return G::lgt;
    case Type::lycee_polyvalent: return G::lpo;
    case Type::lycee_professionnel: return G::lp;
    case Type::lycee_agricole:
    case Type::mfr: return G::agricole;
    case Type::erea: return G::erea;
    case Type::cfa: return G::cfa;
    }
    return G::autre;
}

void le_territoire(storage::Writer& db, Territoire const& t, Decor& d) {
    using G = territoire::GenreDeTerritoire;
    d.academie = territoire::territoire(db, G::academie, base::cle_d_en_tete(t.academie),
                                        "Académie " + base::de_ce_lieu(t.academie), {});
    for (auto const& dep : t.departements)
        d.departements.push_back(territoire::territoire(db, G::departement, dep.code, dep.nom, d.academie));
    for (auto const& b : t.bassins)
        d.bassins.push_back(territoire::territoire(db, G::bassin, b.code, b.nom, d.departements[b.departement]));
    auto enregistrer = [&](territoire::Etablissement e) {
        territoire::enregistrer(db, e);
        return territoire::trouver(db, *base::Uai::lire(e.uai))->id;
    };
    for (auto const& e : t.etablissements)
        d.etablissements.push_back(enregistrer({.uai = e.uai,
                                                .nom = e.nom,
                                                .genre = genre(e.type),
                                                .secteur = e.prive ? "prive" : "public",
                                                .adresse = e.adresse,
                                                .code_postal = e.code_postal,
                                                .commune = e.commune,
                                                .code_insee = e.insee,
                                                .telephone = e.telephone,
                                                .courriel = e.courriel,
                                                .territoire = d.bassins[e.bassin]}));
    for (auto const& s : t.cio)
        if (!s.uai.empty())
            enregistrer({.uai = s.uai,
                         .nom = s.nom,
                         .genre = territoire::GenreDEtablissement::cio,
                         .secteur = "public",
                         .adresse = s.adresse,
                         .code_postal = s.code_postal,
                         .commune = s.commune,
                         .telephone = s.telephone,
                         .courriel = s.courriel,
                         .territoire = d.bassins[s.bassin]});
    for (auto const& s : t.missions_locales)
        territoire::structure(db, territoire::GenreDeStructure::mission_locale, s.nom, s.commune, d.bassins[s.bassin]);
    d.psad.resize(t.bassins.size());
    d.foquale.resize(t.bassins.size());
    for (auto const& s : t.psad)
        d.psad[s.bassin] = territoire::reseau(db, territoire::GenreDeReseau::psad, s.nom, {d.bassins[s.bassin]});
    for (auto const& s : t.reseaux_foquale)
        d.foquale[s.bassin] = territoire::reseau(db, territoire::GenreDeReseau::foquale, s.nom, {d.bassins[s.bassin]},
                                                 d.etablissements[s.tete]);
}

/// Les agents : un compte montré par rôle, un coordonnateur par bassin, un référent par lycée du bassin montré.
class Distribution {
public:
    Distribution(storage::Writer& db, acces::Environnement& env, Decor& decor) : db_{db}, env_{env}, decor_{decor} {}

    Id<acces::Agent> montre(std::string const& prenom, std::string const& nom, Role role, acces::Assise const& assise) {
        auto clair = acces::mot_de_passe_au_hasard();
        auto courriel = courriel_de(std::string(base::code(role)));
        decor_.comptes.push_back({std::string(base::code(role)), courriel, clair});
        return agent(courriel, prenom, nom, env_.mots_de_passe->hacher(clair), role, assise);
    }
    /// Un collègue sans mot de passe connu : l'administrateur peut lui en donner un.
    Id<acces::Agent> collegue(std::string const& cle, std::string const& prenom, std::string const& nom, Role role,
                              acces::Assise const& assise) {
        return agent(courriel_de(cle), prenom, nom, "", role, assise);
    }

private:
    static std::string courriel_de(std::string const& cle) { return cle + "@academie.invalid"; }
    Id<acces::Agent> agent(std::string const& courriel, std::string const& prenom, std::string const& nom,
                           std::string const& hachage, Role role, acces::Assise const& assise) {
        auto id = acces::creer_compte(db_, env_.horloge.instant(), {courriel, nom, prenom}, hachage,
                                      acces::MotDePasse::choisi);
        acces::donner_role(db_, env_.horloge.instant(), id, role, assise,
                           base::AnneeScolaire::du(env_.horloge.jour()).premier_jour());
        return id;
    }
    storage::Writer& db_;
    acces::Environnement& env_;
    Decor& decor_;
};

constexpr std::pair<char const*, char const*> prenoms_et_noms[] = {
    {"Claire", "LE GALL"}, {"Yann", "TANGUY"},  {"Sophie", "MORVAN"}, {"Karim", "BENALI"},   {"Élise", "GUILLOU"},
    {"Marc", "RIOU"},      {"Aïcha", "DIARRA"}, {"Julien", "COLIN"},  {"Maud", "PRIGENT"},   {"Thomas", "HAMON"},
    {"Lucie", "ROPARS"},   {"David", "LOPEZ"},  {"Inès", "CORRE"},    {"Paul", "GUEGUEN"},   {"Anne", "BOTHOREL"},
    {"Samir", "HADDAD"},   {"Emma", "QUERE"},   {"Luc", "DANIEL"},    {"Rozenn", "LE BRIS"}, {"Hugo", "CLOAREC"},
    {"Nora", "SALAUN"}};

void les_agents(storage::Writer& db, acces::Environnement& env, Academie const& academie, Decor& d) {
    auto const& t = academie.territoire();
    auto ici = d.bassin_de_demonstration;
    Distribution troupe{db, env, d};
    auto bassin = acces::Assise{.territoire = d.bassins[ici]};
    auto departement = acces::Assise{.territoire = d.departements[t.bassins[ici].departement]};
    auto psad = acces::Assise{.reseau = d.psad[ici]};

    d.coordonnateurs.resize(t.bassins.size());
    d.coordonnateurs[ici] = troupe.montre("Nadia", "BERTHELOT", Role::coordonnateur, bassin);
    for (std::size_t b = 0; b < t.bassins.size(); ++b)
        if (b != ici) {
            auto [prenom, nom] = prenoms_et_noms[b % std::size(prenoms_et_noms)];
            d.coordonnateurs[b] = troupe.collegue("coordonnateur." + t.bassins[b].code, prenom, nom,
                                                  Role::coordonnateur, {.territoire = d.bassins[b]});
        }
    // Le lycée professionnel du bassin montré ; à défaut, le premier lycée.
    std::size_t lycee = 0;
    int rang = 0;
    for (std::size_t e = 0; e < t.etablissements.size(); ++e) {
        if (t.etablissements[e].bassin != ici || t.etablissements[e].type == Type::cfa)
            continue;
        bool pro = t.etablissements[e].type == Type::lycee_professionnel;
        if (t.etablissements[lycee].bassin != ici || (pro && t.etablissements[lycee].type != Type::lycee_professionnel))
            lycee = e;
        auto [prenom, nom] = prenoms_et_noms[static_cast<std::size_t>(rang++ * 5 + 3) % std::size(prenoms_et_noms)];
        if (t.etablissements[e].type != Type::college)
            d.referents[e] = troupe.collegue("referent." + base::minuscules(t.etablissements[e].uai), prenom, nom,
                                             Role::referent_decrochage, {.etablissement = d.etablissements[e]});
    }
    auto etablissement = acces::Assise{.etablissement = d.etablissements[lycee]};
    troupe.montre("Gérard", "OTT", Role::chef_etablissement, etablissement);
    d.referents[lycee] = troupe.montre("Mariam", "BA", Role::referent_decrochage, etablissement);
    d.lycee_de_demonstration = lycee;
    d.cpe = troupe.montre("Luc", "PETIT", Role::cpe, etablissement);
    d.enseignante = troupe.montre("Léa", "KERVELLA", Role::enseignant, etablissement);
    troupe.montre("Jean", "ROY", Role::directeur_cio, psad);
    troupe.montre("Agathe", "SIMON", Role::psyen, psad);
    troupe.montre("Bruno", "LEMOINE", Role::responsable_foquale, {.reseau = d.foquale[ici]});
    troupe.montre("Hélène", "FAURE", Role::psad, psad);
    d.mission_locale = troupe.montre("Fatou", "DIOP", Role::mission_locale, psad);
    troupe.montre("Pierre", "ABGRALL", Role::coordonnateur_departemental, departement);
    troupe.montre("Anne", "VIDAL", Role::ien_io, departement);
    troupe.montre("Marc", "LENOIR", Role::ia_dasen, departement);
    troupe.montre("Odile", "GRAND", Role::draio, {.territoire = d.academie});
    troupe.montre("Zoé", "GARDE", Role::dpd, {});
    troupe.montre("Ali", "TECHER", Role::administrateur, {});
}

/// Le bassin montré : le plus grand qui ait un lycée professionnel.
std::size_t bassin_montre(Territoire const& t) {
    std::vector<std::pair<int, bool>> par_bassin(t.bassins.size());
    for (auto const& e : t.etablissements) {
        ++par_bassin[e.bassin].first;
        par_bassin[e.bassin].second |= e.type == Type::lycee_professionnel;
    }
    std::size_t choix = 0;
    for (std::size_t b = 1; b < par_bassin.size(); ++b)
        if (par_bassin[b].second && (!par_bassin[choix].second || par_bassin[b].first > par_bassin[choix].first))
            choix = b;
    return choix;
}

} // namespace

Decor planter(acces::Environnement& env, Academie const& academie) {
    Decor d;
    d.bassin_de_demonstration = bassin_montre(academie.territoire());
    storage::Transaction tx{env.base};
    le_territoire(tx.writer(), academie.territoire(), d);
    les_agents(tx.writer(), env, academie, d);
    acces::consigner(tx.writer(), env.horloge.instant(), {}, "systeme", acces::Acte::demonstration_creee, {});
    tx.commit();
    return d;
}

} // namespace metier::demonstration
