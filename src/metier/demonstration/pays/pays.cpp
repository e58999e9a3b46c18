#include "metier/demonstration/pays/pays.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "metier/demonstration/pays/fautes.hpp"
#include "metier/demonstration/pays/permutation.hpp"

namespace metier::demonstration {
namespace {

constexpr std::uint64_t par_tranche = 16'384;

struct Morceau {
    std::string liste, verite, fautes;
    std::uint64_t liens = 0;
};

/// Chaque tranche est faite par qui est libre, et écrite à son tour.
template <class Faire, class Ecrire>
void en_ordre(std::uint64_t tranches, unsigned fils, Faire faire, Ecrire ecrire) {
    std::atomic<std::uint64_t> suivante{0};
    std::uint64_t tour = 0;
    std::mutex verrou;
    std::condition_variable changement;
    std::exception_ptr erreur;
    auto travailler = [&] {
        Morceau morceau;
        for (std::uint64_t t; (t = suivante++) < tranches;) {
            try {
                faire(t, morceau);
                std::unique_lock garde{verrou};
                changement.wait(garde, [&] { return tour == t || erreur; });
                if (erreur)
                    return;
                ecrire(t, morceau);
                ++tour;
            } catch (...) { // porté au fil appelant, ci-dessous
                std::lock_guard garde{verrou};
                erreur = std::current_exception();
            }
            changement.notify_all();
        }
    };
    {
        std::vector<std::jthread> autres;
        for (unsigned f = 1; f < fils; ++f)
            autres.emplace_back(travailler);
        travailler();
    }
    if (erreur)
        std::rethrow_exception(erreur);
}

void ajouter_nombre(std::string& texte, char prefixe, std::uint64_t n) {
    texte += prefixe;
    texte += std::to_string(n);
}

class Pays {
public:
    explicit Pays(ReglagesDuPays const& r)
        : n_{r.eleves}, modele_{r.modele}, habitants_{r.data, r.modele, r.graine, r.eleves},
          ordre_a_{r.eleves, melange(r.graine ^ 0xA)}, ordre_b_{r.eleves, melange(r.graine ^ 0xB)} {}

    std::string en_tete() const {
        switch (modele_.colonnes) {
        case Colonnes::reference: return "id,ine,nom,prenom,sexe,date_naissance,code_postal,commune\n";
        case Colonnes::adresse: return "id,ine,nom,prenom,sexe,date_naissance,adresse,code_postal,commune\n";
        case Colonnes::toutes: break;
        }
        return "id,ine,nom,nom_usage,prenom,prenom2,sexe,date_naissance,commune_naissance,adresse,code_postal,commune,"
               "telephone,courriel\n";
    }

    void liste_a(std::uint64_t tranche, Morceau& m) const {
        vider(m);
        Eleve e;
        Trace trace{m.fautes, 'A'};
        for (auto ligne = tranche * par_tranche; ligne < std::min(n_, (tranche + 1) * par_tranche); ++ligne) {
            auto const rang = ordre_a_(ligne);
            ecrire(e, rang, 'A', ligne, modele_.a, trace, m.liste);
            if (!habitants_.commun(rang))
                continue;
            auto const en_face = ordre_b_.inverse(rang);
            for (bool doublon : {false, true})
                if (!doublon || double_dans_b(rang)) {
                    ajouter_nombre(m.verite, 'A', ligne + 1);
                    ajouter_nombre(m.verite += ',', 'B', en_face + 1);
                    m.verite += doublon ? "bis\n" : "\n";
                    ++m.liens;
                }
        }
    }

    void liste_b(std::uint64_t tranche, Morceau& m) const {
        vider(m);
        Eleve e;
        Trace trace{m.fautes, 'B'};
        for (auto ligne = tranche * par_tranche; ligne < std::min(n_, (tranche + 1) * par_tranche); ++ligne) {
            auto const place = ordre_b_(ligne);
            auto const rang = habitants_.commun(place) ? place : n_ + place;
            ecrire(e, rang, 'B', ligne, modele_.b, trace, m.liste);
            if (double_dans_b(rang))
                ecrire(e, rang, 'b', ligne, modele_.b, trace, m.liste);
        }
    }

private:
    static void vider(Morceau& m) {
        m.liste.clear();
        m.verite.clear();
        m.fautes.clear();
        m.liens = 0;
    }
    bool double_dans_b(std::uint64_t rang) const {
        auto const part = modele_.b[static_cast<std::size_t>(Faute::doublon)];
        return part > 0 && Hasard{habitants_.graine(), 20, rang}.chance(part);
    }

    /// `liste` : A, B, ou b pour une ligne de B écrite deux fois.
    void ecrire(Eleve& e, std::uint64_t rang, char liste, std::uint64_t ligne, Taux const& taux, Trace& trace,
                std::string& texte) const {
        habitants_.eleve(rang, e);
        auto const debut = texte.size();
        ajouter_nombre(texte, liste == 'A' ? 'A' : 'B', ligne + 1);
        if (liste == 'b')
            texte += "bis";
        auto const id = texte.substr(debut);
        trace.fiche(id);
        if (liste == 'b')
            trace.noter(Faute::doublon, "", "");
        Hasard h{habitants_.graine(), 21, static_cast<std::uint64_t>(liste), rang};
        abimer(e, rang, habitants_, taux, h, trace);
        cellules(e, texte);
    }

    void cellules(Eleve const& e, std::string& texte) const {
        auto ajouter = [&](std::string_view cellule) { ajouter_cellule(texte += ',', cellule); };
        bool const toutes = modele_.colonnes == Colonnes::toutes;
        ajouter(e.ine);
        ajouter(e.nom);
        if (toutes)
            ajouter(e.nom_usage);
        ajouter(e.prenom);
        if (toutes)
            ajouter(e.prenom2);
        texte += !e.sexe_connu ? "," : e.fille ? ",F" : ",M";
        ajouter_date(texte += ',', e.annee, e.mois, e.jour);
        if (toutes)
            ajouter(e.commune_naissance);
        if (modele_.colonnes != Colonnes::reference)
            ajouter(e.adresse);
        ajouter(e.code_postal);
        ajouter(e.commune);
        if (toutes) {
            ajouter(e.telephone);
            ajouter(e.courriel);
        }
        texte += '\n';
    }

    std::uint64_t n_;
    Modele modele_;
    Habitants habitants_;
    Permutation ordre_a_, ordre_b_;
};

std::ofstream ouvrir(std::filesystem::path const& chemin, std::string_view en_tete) {
    std::ofstream flux(chemin, std::ios::binary);
    flux << en_tete;
    if (!flux)
        throw std::runtime_error("Impossible d’écrire " + chemin.string() + ".");
    return flux;
}

void fermer(std::ofstream& flux) {
    flux.flush();
    if (!flux)
        throw std::runtime_error("L’écriture s’est arrêtée : vérifiez la place sur le disque.");
}

} // namespace

BilanDuPays generer_le_pays(ReglagesDuPays const& r, std::function<void(double)> const& progres) {
    Pays const pays{r};
    std::filesystem::create_directories(r.dossier);
    auto a = ouvrir(r.dossier / "a.csv", pays.en_tete()), b = ouvrir(r.dossier / "b.csv", pays.en_tete());
    auto verite = ouvrir(r.dossier / "verite.csv", "id_a,id_b\n");
    auto fautes = ouvrir(r.dossier / "erreurs.csv", "fichier,id,erreur,avant,apres\n");
    auto const fils = r.fils ? r.fils : std::max(1U, std::thread::hardware_concurrency());
    auto const tranches = (r.eleves + par_tranche - 1) / par_tranche;
    BilanDuPays bilan;
    auto ecrire = [&](std::ofstream& liste, double debut, std::uint64_t t, Morceau const& m) {
        liste << m.liste;
        verite << m.verite;
        fautes << m.fautes;
        bilan.liens += m.liens;
        bilan.fautes += static_cast<std::uint64_t>(std::ranges::count(m.fautes, '\n'));
        if (progres)
            progres(debut + 0.5 * static_cast<double>(t + 1) / static_cast<double>(tranches));
    };
    en_ordre(
        tranches, fils, [&](auto t, auto& m) { pays.liste_a(t, m); },
        [&](auto t, auto const& m) { ecrire(a, 0, t, m); });
    en_ordre(
        tranches, fils, [&](auto t, auto& m) { pays.liste_b(t, m); },
        [&](auto t, auto const& m) { ecrire(b, 0.5, t, m); });
    for (auto* flux : {&a, &b, &verite, &fautes})
        fermer(*flux);
    return bilan;
}

std::filesystem::path dossier_des_donnees(std::string const& demande) {
    namespace chemins = std::filesystem;
    if (!demande.empty())
        return demande;
    std::error_code erreur;
    auto const programme = chemins::read_symlink("/proc/self/exe", erreur).parent_path();
    for (auto const& essai : {chemins::path("data"), programme / "../../data", programme / "../share/raccroche/data"})
        if (chemins::exists(essai / "patronymes.csv.gz", erreur))
            return essai;
    return "data";
}

} // namespace metier::demonstration
