#include "metier/demonstration/demonstration.hpp"

#include <CLI/CLI.hpp>

#include <fstream>
#include <ostream>

#include "base/commande.hpp"
#include "base/texte.hpp"
#include "metier/acces/comptes.hpp"
#include "metier/demonstration/annee_en_cours.hpp"
#include "metier/demonstration/partenaires.hpp"
#include "metier/demonstration/peuplement_base.hpp"
#include "metier/demonstration/prevention_fictive.hpp"
#include "metier/demonstration/reunions_vecues.hpp"
#include "metier/demonstration/suites_vecues.hpp"
#include "storage/migrations.hpp"

namespace metier::demonstration {
namespace {

/// Une ligne par étape, réécrite sur place dans un terminal.
class Affichage {
public:
    explicit Affichage(std::ostream& sortie) : sortie_{sortie} {}
    void operator()(std::string const& etape, std::int64_t fait, std::int64_t total) {
        if (!etape_.empty() && etape != etape_)
            sortie_ << "\n";
        etape_ = etape;
        sortie_ << "\r  " << etape;
        if (fait > 0 || total > 0)
            sortie_ << " : " << base::nombre(fait) << (total ? " sur " + base::nombre(total) : "");
        sortie_ << "   " << std::flush;
    }
    void finir() {
        if (!etape_.empty())
            sortie_ << "\n";
    }

private:
    std::ostream& sortie_;
    std::string etape_;
};

/// Le temps d'une création, SQLite n'attend pas le disque et garde plus de pages : une base à moitié créée se recrée.
class SansAttendre {
public:
    explicit SansAttendre(storage::Database& base) : base_{base} {
        regler("pragma synchronous = off; pragma cache_size = -256000;");
    }
    ~SansAttendre() { regler("pragma synchronous = full; pragma cache_size = -8000;"); }
    SansAttendre(SansAttendre const&) = delete;

private:
    void regler(std::string const& pragmas) {
        if (base_.engine() == storage::Engine::sqlite)
            base_.write().connection().script(pragmas);
    }
    storage::Database& base_;
};

} // namespace

Bilan creer(acces::Environnement& env, Academie const& academie, Progression const& progression) {
    SansAttendre vite{env.base};
    progression("Territoire", 0, 0);
    auto decor = planter(env, academie);
    auto peuple = peupler_la_base(env, academie, decor, progression);
    Bilan bilan;
    bilan.jeunes = peuple.jeunes;
    bilan.doubles = peuple.doubles;
    bilan.comptes = decor.comptes;
    storage::refresh_statistics(env.base);
    vivre_l_annee(env, academie, decor, peuple, progression, bilan);
    nouer_les_partenariats(env, academie, decor);
    prevenir_dans_les_lycees(env, academie, decor, progression);
    progression("Réunions", 0, 1);
    tenir_les_reunions(env, decor);
    vivre_les_suites(env, decor);
    storage::refresh_statistics(env.base);
    return bilan;
}

int commande_demonstration(std::vector<std::string> const& args, acces::Environnement& env, std::ostream& sortie,
                           std::ostream& erreurs) {
    CLI::App cli{"Créer une académie fictive dans une base vide.", "raccroche demonstration"};
    base::en_francais(cli, base::pied_des_donnees);
    std::string taille = "bassin", data = "data";
    std::uint64_t graine = 1;
    cli.add_option("--taille", taille, "essai, bassin, departement ou academie")
        ->check(CLI::IsMember({"essai", "bassin", "departement", "academie"}));
    cli.add_option("--graine", graine, "La même graine donne les mêmes personnes");
    cli.add_option("--data", data, "Dossier des données publiques du dépôt");
    if (auto fini = base::lire_arguments(cli, args, sortie, erreurs))
        return *fini;
    {
        auto lease = env.base.read();
        auto db = lease.reader();
        if (!acces::aucun_compte(db)) {
            erreurs << "Cette base n’est pas vide : l’académie fictive ne se crée que dans une base neuve. Donnez un "
                       "autre dossier avec --donnees.\n";
            return 2;
        }
    }
    Options options;
    options.graine = graine;
    options.taille = taille == "academie"      ? Taille::academie
                     : taille == "departement" ? Taille::departement
                     : taille == "essai"       ? Taille::essai
                                               : Taille::bassin;
    options.aujourd_hui = env.horloge.jour();
    options.annee = base::AnneeScolaire::du(env.horloge.jour());

    Affichage affichage{sortie};
    affichage("Population", 0, 0);
    auto const academie = [&]() -> std::optional<Academie> { // avant d'écrire quoi que ce soit
        try {
            return Academie{data, options};
        } catch (std::runtime_error const& e) {
            affichage.finir();
            erreurs << e.what() << ". Donnez avec --data le dossier « data » de Raccroche. Rien n’a été créé.\n";
            return std::nullopt;
        }
    }();
    if (!academie)
        return 2;

    // Interrompue, la création est à refaire dans un dossier neuf : outils/demarrer reconnaît cette marque.
    auto marque = env.dossier + "/demonstration.en_cours";
    std::ofstream{marque} << taille << "\n";
    auto bilan = creer(env, *academie, std::ref(affichage));
    affichage.finir();
    std::ofstream{env.dossier + "/demonstration"} << taille << " " << graine << "\n"; // son bandeau : données fictives
    std::ofstream comptes{env.dossier + "/comptes.csv"};
    comptes << "role,courriel,mot_de_passe\n";
    for (auto const& c : bilan.comptes)
        comptes << c.role << "," << c.courriel << "," << c.mot_de_passe << "\n";
    comptes.flush();
    std::filesystem::remove(marque);
    sortie << "Académie fictive : " << base::nombre(bilan.jeunes) << " dossiers, " << base::nombre(bilan.presumes)
           << " présumés, " << base::nombre(bilan.suivis) << " jeunes suivis, " << base::nombre(bilan.entretiens)
           << " entretiens, " << base::nombre(bilan.solutions) << " solutions.\n";
    return 0;
}

} // namespace metier::demonstration
