#include "tests/distribution.hpp"

#include "base/codes.hpp"
#include "base/texte.hpp"

namespace essais {
namespace {

template <class T>
Id<T> territoire_(storage::Writer& db, std::string const& genre, std::string const& nom, std::optional<Id<T>> parent) {
    auto id = db.one<Id<T>>(
        "insert into territoire (genre, code, nom, parent_id, cle_tri) values (?, ?, ?, ?, ?) returning id", genre, nom,
        nom, parent, base::cle_de_tri(nom));
    db.run("insert into territoire_contient (ancetre_id, descendant_id) values (?, ?)", id, id);
    if (parent)
        db.run("insert into territoire_contient (ancetre_id, descendant_id) select ancetre_id, ? from "
               "territoire_contient where descendant_id = ?",
               id, *parent);
    return id;
}

Id<territoire::Etablissement> etablissement_(storage::Writer& db, std::string const& sept_chiffres,
                                             std::string const& nom, std::string const& genre,
                                             Id<territoire::Territoire> bassin) {
    auto uai = sept_chiffres + base::lettre_de_controle(std::stoull(sept_chiffres));
    return db.one<Id<territoire::Etablissement>>(
        "insert into etablissement (uai, nom, genre, secteur, commune, territoire_id, cle_tri) "
        "values (?, ?, ?, 'public', 'VAL-CLAIR', ?, ?) returning id",
        uai, nom, genre, bassin, base::cle_de_tri(nom));
}

} // namespace

UnJeune& UnJeune::nomme(std::string nom, std::string prenom) {
    nom_ = std::move(nom);
    prenom_ = std::move(prenom);
    return *this;
}
UnJeune& UnJeune::ne_le(Date naissance) {
    naissance_ = naissance;
    return *this;
}
UnJeune& UnJeune::sexe(std::string f_ou_m) {
    sexe_ = std::move(f_ou_m);
    return *this;
}
UnJeune& UnJeune::au(Id<territoire::Etablissement> etablissement, int annee, std::optional<Date> sortie) {
    inscriptions_.push_back({etablissement, annee, sortie});
    return *this;
}
UnJeune& UnJeune::du_bassin(Id<territoire::Territoire> bassin) {
    bassin_ = bassin;
    return *this;
}
UnJeune& UnJeune::en_psad(Date depuis) {
    psad_ = depuis;
    return *this;
}

Id<jeunes::Jeune> UnJeune::cree(Distribution& d) {
    return d.ecrire([&](storage::Writer& db) {
        if (!bassin_ && !inscriptions_.empty())
            bassin_ = db.one<Id<territoire::Territoire>>("select territoire_id from etablissement where id = ?",
                                                         inscriptions_.back().etablissement);
        auto id = db.one<Id<jeunes::Jeune>>("insert into jeune (nom, prenom, sexe, naissance, bassin_id, psad_depuis, "
                                            "cree_le, cle_tri) values (?, ?, ?, ?, ?, ?, ?, ?) returning id",
                                            nom_, prenom_, sexe_, naissance_, bassin_, psad_, d.horloge.instant(),
                                            base::cle_de_tri(nom_ + " " + prenom_));
        for (auto const& i : inscriptions_)
            db.run("insert into inscription (jeune_id, etablissement_id, annee, du, au, visible_jusqu_au, vue_le) "
                   "values (?, ?, ?, ?, ?, ?, ?)",
                   id, i.etablissement, i.annee, Date{std::chrono::year{i.annee} / 9 / 1}, i.sortie,
                   i.sortie ? base::plus_annees(*i.sortie, 1) : Date{9999y / 12 / 31}, d.horloge.instant());
        return id;
    });
}

Distribution::Distribution(std::string const& genre)
    : horloge{base::depuis_paris(2026y / 10 / 5, 10, 0)}, base{genre}, app{*base, horloge} {
    ecrire([&](storage::Writer& db) {
        using T = territoire::Territoire;
        academie = territoire_<T>(db, "academie", "Académie de Val-Clair", {});
        departement = territoire_<T>(db, "departement", "Val-Clair", academie);
        nord = territoire_<T>(db, "bassin", "Bassin nord", departement);
        sud = territoire_<T>(db, "bassin", "Bassin sud", departement);
        zola = etablissement_(db, "0350017", "Lycée professionnel Zola", "lp", nord);
        curie = etablissement_(db, "0350101", "Collège Curie", "college", nord);
        monod = etablissement_(db, "0350202", "Lycée Monod", "lgt", sud);
        psad_nord = db.one<Id<territoire::Reseau>>(
            "insert into reseau (genre, nom, cle_tri) values ('psad', 'PSAD du nord', 'p') returning id");
        db.run("insert into reseau_bassin (reseau_id, territoire_id) values (?, ?)", psad_nord, nord);
    });
    using R = acces::Role;
    awa = un_agent("Awa", "NDIAYE", R::coordonnateur, nord);
    ines = un_agent("Inès", "MOREAU", R::coordonnateur, sud);
    ott = un_agent("Paul", "OTT", R::chef_etablissement, {}, zola);
    ba = un_agent("Mariam", "BA", R::referent_decrochage, {}, zola);
    cpe = un_agent("Luc", "PETIT", R::cpe, {}, zola);
    roy = un_agent("Jean", "ROY", R::directeur_cio, {}, {}, psad_nord);
    diop = un_agent("Fatou", "DIOP", R::mission_locale, {}, {}, psad_nord);
    vidal = un_agent("Anne", "VIDAL", R::ien_io, departement);
    dasen = un_agent("Marc", "LENOIR", R::ia_dasen, departement);
    dpd = un_agent("Zoé", "GARDE", R::dpd, {});
    admin = un_agent("Ali", "TECH", R::administrateur, {});
}

Id<acces::Agent> Distribution::un_agent(std::string const& prenom, std::string const& nom, acces::Role role,
                                        std::optional<Id<territoire::Territoire>> territoire,
                                        std::optional<Id<territoire::Etablissement>> etablissement,
                                        std::optional<Id<territoire::Reseau>> reseau) {
    return ecrire([&](storage::Writer& db) {
        auto id = db.one<Id<acces::Agent>>("insert into agent (courriel, nom, prenom, mot_de_passe, cree_le, cle_tri) "
                                           "values (?, ?, ?, '', ?, ?) returning id",
                                           base::cle_d_en_tete(prenom + nom) + "@exemple.invalid", nom, prenom,
                                           horloge.instant(), base::cle_de_tri(nom));
        db.run("insert into role_tenu (agent_id, role, territoire_id, etablissement_id, reseau_id, du, cree_le) values "
               "(?, ?, ?, ?, ?, ?, ?)",
               id, role, territoire, etablissement, reseau, Date{2026y / 9 / 1}, horloge.instant());
        return id;
    });
}

acces::Portee Distribution::portee(Id<acces::Agent> agent) {
    return lire([&](storage::Reader& db) {
        auto role = acces::roles_du_jour(db, agent, jour()).front();
        return acces::Portee{agent, role.id, role.role, jour()};
    });
}

std::vector<std::string> Distribution::journal() {
    return lire([](storage::Reader& db) { return db.all<std::string>("select acte from journal order by id"); });
}

} // namespace essais
