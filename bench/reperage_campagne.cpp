// A campaign computed over a whole territory, on SQLite: time, memory, and how many end in each box.
// One youngster in twelve is seen nowhere this year; half of those are in a CFA list under a misspelt second file.
//   cmake --preset bench && ninja -C construction/bench mesure_reperage_campagne
//   construction/bench/mesure_reperage_campagne      RACCROCHE_MESURE_JEUNES=500000 for an académie
//   RACCROCHE_MESURE_BASE=COPIE.sqlite for the base of a data folder (it is written to: give a copy)
//   RACCROCHE_MESURE_SANS=1 keeps nobody coded from one calculation to the next, RACCROCHE_MESURE_JSON=FILE for figures
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/jeunes/remplissage.hpp"
#include "metier/reperage/calcul.hpp"
#include "metier/reperage/campagnes.hpp"
#include "metier/reperage/paires.hpp"
#include "metier/reperage/verifications.hpp"
#include "metier/territoire/territoire.hpp"
#include "storage/migrations.hpp"

namespace {

using namespace metier;
using Horloge = std::chrono::steady_clock;

std::string mot(std::mt19937_64& hasard, int syllabes) {
    static constexpr char const* parts[] = {"mar", "tin", "ber", "nard", "le", "roy",  "dia", "lo",   "mo", "reau",
                                            "si",  "mon", "lau", "rent", "gi", "rard", "du",  "pont", "ca", "mus"};
    std::string s;
    for (int i = 0; i < syllabes; ++i)
        s += parts[hasard() % 20];
    s[0] = static_cast<char>(s[0] - 32);
    return s;
}

double secondes(Horloge::time_point depuis) { return std::chrono::duration<double>(Horloge::now() - depuis).count(); }

/// Processor time of this process, all threads.
double secondes_cpu() {
    rusage r{};
    getrusage(RUSAGE_SELF, &r);
    auto s = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return s(r.ru_utime) + s(r.ru_stime);
}

/// Peak since the last call of oublier_le_pic().
long memoire_mo() {
    std::ifstream etat{"/proc/self/status"};
    for (std::string ligne; std::getline(etat, ligne);)
        if (ligne.starts_with("VmHWM:"))
            return std::atol(ligne.c_str() + 6) / 1024;
    return 0;
}
void oublier_le_pic() { std::ofstream{"/proc/self/clear_refs"} << "5"; }

Id<territoire::Territoire> remplir(storage::Database& base, base::Coffre const& coffre, int combien) {
    storage::Transaction tx{base};
    auto& db = tx.writer();
    auto bassin = territoire::territoire(db, territoire::GenreDeTerritoire::bassin, "b", "Bassin", {});
    auto siecle = jeunes::source(db, "siecle", "SIECLE", jeunes::GenreSource::siecle);
    auto cfa = jeunes::source(db, "cfa", "CFA", jeunes::GenreSource::cfa);
    std::mt19937_64 hasard{2026};
    jeunes::Remplissage r{db, coffre, Instant{}};
    auto inscription = [&](int annee, Id<jeunes::Source> source) {
        jeunes::Inscription i;
        i.structure = "Lycée";
        i.annee = {annee};
        i.du = i.annee.premier_jour();
        i.formation = "2de";
        i.source = source;
        return i;
    };
    for (int i = 0; i < combien; ++i) {
        jeunes::PersonneARemplir p;
        p.source = siecle;
        p.bassin = bassin;
        p.cle_source = std::to_string(i);
        p.identite.nom = base::majuscules(mot(hasard, 3));
        p.identite.prenoms = {mot(hasard, 2)};
        p.identite.naissance = base::plus_jours(2006y / 1 / 1, static_cast<int>(hasard() % 1500));
        p.identite.commune = "RENNES";
        p.inscriptions = {inscription(2025, siecle)};
        bool parti = i % 12 == 0;
        if (!parti)
            p.inscriptions.push_back(inscription(2026, siecle));
        r.ajouter(p);
        if (i % 24 == 0) {
            p.source = cfa;
            p.identite.nom[1] = 'Z';
            p.inscriptions = {inscription(2026, cfa)};
            r.ajouter(p);
        }
    }
    r.terminer();
    tx.commit();
    return bassin;
}

/// A CFA sends one more list: one in two is somebody known, misspelt.
void une_liste_de_plus(storage::Database& base, base::Coffre const& coffre, Id<territoire::Territoire> bassin,
                       int combien, unsigned laquelle) {
    storage::Transaction tx{base};
    auto& db = tx.writer();
    auto cfa = jeunes::source(db, "cfa2", "Autre CFA", jeunes::GenreSource::cfa);
    jeunes::Remplissage r{db, coffre, Instant{}};
    std::mt19937_64 hasard{2027 + laquelle};
    struct Connu {
        std::string nom, prenom;
        Date naissance;
    };
    auto connus = db.all<Connu>("select nom, prenom, naissance from campagne_jeune where caisse = 'presume' order by "
                                "jeune_id limit ?",
                                combien / 2);
    for (int i = 0; i < combien; ++i) {
        jeunes::PersonneARemplir p;
        p.source = cfa;
        p.bassin = bassin;
        p.cle_source = std::to_string(laquelle) + "plus" + std::to_string(i);
        auto k = static_cast<std::size_t>(i);
        if (k < connus.size()) {
            p.identite.nom = connus[k].nom;
            p.identite.nom[1] = 'X';
            p.identite.prenoms = {connus[k].prenom};
            p.identite.naissance = connus[k].naissance;
        } else {
            p.identite.nom = base::majuscules(mot(hasard, 3));
            p.identite.prenoms = {mot(hasard, 2)};
            p.identite.naissance = base::plus_jours(2006y / 1 / 1, static_cast<int>(hasard() % 1500));
        }
        jeunes::Inscription n;
        n.structure = "CFA";
        n.annee = {2026};
        n.du = n.annee.premier_jour();
        n.source = cfa;
        p.inscriptions = {n};
        r.ajouter(p);
    }
    r.terminer();
    tx.commit();
}

/// What the pages ask, for the coordinator of this territory.
void mesurer_les_pages(storage::Database& base, Id<reperage::Campagne> campagne, Id<territoire::Territoire> bassin) {
    acces::Portee portee;
    {
        storage::Transaction tx{base};
        auto& db = tx.writer();
        portee.agent =
            db.one<Id<acces::Agent>>("insert into agent (courriel, nom, prenom, mot_de_passe, cree_le, cle_tri) values "
                                     "('a', 'A', 'A', '', '2026-10-05T08:00:00Z', 'a') returning id");
        portee.role_tenu = db.one<Id<acces::RoleTenu>>("insert into role_tenu (agent_id, role, territoire_id, du, "
                                                       "cree_le) values (?, 'coordonnateur', ?, '2026-09-01', "
                                                       "'2026-10-05T08:00:00Z') returning id",
                                                       portee.agent, bassin);
        portee.role = acces::Role::coordonnateur;
        portee.jour = 2026y / 10 / 5;
        tx.commit();
    }
    auto lease = base.read();
    auto db = lease.reader();
    auto temps = [](char const* quoi, auto f) {
        f();
        auto depuis = Horloge::now();
        for (int i = 0; i < 5; ++i)
            f();
        std::printf("  %-44s %.1f ms\n", quoi, secondes(depuis) * 200);
    };
    reperage::FiltreDeFile f;
    f.campagne = campagne;
    f.observation = portee.jour;
    temps("file, une page de 50", [&] { reperage::file(db, portee, f, "", 0, 50); });
    temps("file, nombre", [&] { reperage::taille_de_la_file(db, portee, f); });
    auto revus = f;
    revus.etat = reperage::EtatDeFile::retrouves;
    temps("file, nombre de revus", [&] { reperage::taille_de_la_file(db, portee, revus); });
    temps("établissements de la file", [&] { reperage::etablissements_de_la_file(db, portee, campagne); });
    temps("paire suivante", [&] { reperage::prochaine(db, portee); });
    temps("paires restantes", [&] { reperage::restantes(db, portee); });
    temps("lots de paires", [&] { reperage::lots(db, portee); });
    temps("cases de la campagne", [&] { reperage::par_caisse(db, portee, campagne); });
    temps("entonnoir par classe",
          [&] { reperage::entonnoir(db, campagne, {.role = portee.role_tenu}, reperage::Ventilation::classe); });
    temps("confirmés sans contact", [&] { reperage::file_de_contact(db, portee); });
}

double arrondi(double s) { return std::round(s * 100) / 100; }

/// What calculations have written, whoever wrote it and when.
std::string ecrits(storage::Database& base, Id<reperage::Campagne> campagne) {
    std::string somme;
    auto lease = base.read();
    for (
        auto const* sql :
        {"select jeune_id, caisse, motif, legale, siei, locale, moteur from campagne_jeune where campagne_id = ? order "
         "by jeune_id",
         "select jeune_id, rang, proche_id, dixiemes, probabilite, pourquoi from campagne_proche where campagne_id = ? "
         "order by jeune_id, rang",
         "select cle, genre, dixiemes, probabilite, explication, decision from paire where campagne_id = ? order by "
         "cle"}) {
        std::string texte = somme;
        storage::Param const p[] = {campagne.valeur};
        lease.reader().connection().execute(sql, p, [&](storage::Row const& row) {
            for (int i = 0; i < row.columns(); ++i)
                texte += (row.is_null(i) ? "" : std::string(row.text(i))) + "|";
            return true;
        });
        somme = base::sha256(texte);
    }
    return somme;
}

/// One calculation: wall and processor time of each step, then of all.
class Mesure {
public:
    Mesure(storage::Database& base, Instant maintenant, Id<reperage::Campagne> campagne, std::string dossier)
        : base_{base}, maintenant_{maintenant}, campagne_{campagne}, reserve_{std::move(dossier)} {}

    void calculer(char const* quoi, reperage::Etendue etendue) {
        oublier_le_pic();
        auto const debut = Horloge::now();
        auto const cpu = secondes_cpu();
        etape_.clear();
        reperage::calculer(
            base_, maintenant_, campagne_,
            [&](auto, auto, std::string const& e) {
                if (auto famille = e.substr(0, e.find(" :")); famille != etape_)
                    passer_a(famille);
                return false;
            },
            etendue, reserve_);
        passer_a({});
        auto const s = secondes(debut), de_processeur = secondes_cpu() - cpu;
        auto const mo = memoire_mo();
        std::printf("%s : %.1f s, %.2f s de processeur, mémoire au plus %ld Mo\n", quoi, s, de_processeur, mo);
        std::fflush(stdout);
        chiffres.push_back({{"calcul", quoi},
                            {"secondes", arrondi(s)},
                            {"secondes_cpu", arrondi(de_processeur)},
                            {"pic_memoire_mo", mo},
                            {"etapes_cpu", std::exchange(etapes_, {})}});
    }
    nlohmann::json chiffres = nlohmann::json::array();

private:
    void passer_a(std::string etape) {
        if (!etape_.empty()) {
            std::printf("  %-60s %6.2f s, %6.2f s de processeur\n", etape_.c_str(), secondes(debut_),
                        secondes_cpu() - cpu_);
            etapes_[etape_] = arrondi(secondes_cpu() - cpu_);
        }
        etape_ = std::move(etape);
        debut_ = Horloge::now();
        cpu_ = secondes_cpu();
    }

    storage::Database& base_;
    Instant maintenant_;
    Id<reperage::Campagne> campagne_;
    reperage::Reserve reserve_;
    nlohmann::json etapes_;
    std::string etape_;
    Horloge::time_point debut_;
    double cpu_ = 0;
};

void mesurer(storage::Database& base, base::Coffre const& coffre, Id<territoire::Territoire> ou,
             Id<territoire::Territoire> bassin) {
    auto const dossier = std::filesystem::temp_directory_path() / ("raccroche_mesure_" + std::to_string(getpid()));
    std::filesystem::create_directories(dossier);
    Instant const maintenant = base::depuis_paris(2026y / 10 / 5, 10, 0);
    Id<reperage::Campagne> campagne;
    {
        storage::Transaction tx{base};
        campagne = reperage::creer_campagne(tx.writer(), maintenant, {}, {"Mesure", {2026}, ou, 2026y / 10 / 5});
        tx.commit();
    }
    Mesure m{base, maintenant, campagne, std::getenv("RACCROCHE_MESURE_SANS") ? "" : dossier.string()};
    m.calculer("premier calcul", reperage::Etendue::ce_qui_change);
    m.calculer("recalcul entier, rien n’a changé", reperage::Etendue::tout);
    m.calculer("recalcul, rien n’a changé", reperage::Etendue::ce_qui_change);
    for (unsigned laquelle : {1U, 2U, 3U}) {
        une_liste_de_plus(base, coffre, bassin, 300, laquelle);
        m.calculer("recalcul, une liste de 300 de plus", reperage::Etendue::ce_qui_change);
    }
    auto const peu_a_peu = ecrits(base, campagne);
    m.calculer("recalcul entier après ces listes", reperage::Etendue::tout);
    bool const memes = ecrits(base, campagne) == peu_a_peu;
    std::printf("les mêmes lignes que peu à peu : %s\n", memes ? "oui" : "NON");
    if (auto const* fichier = std::getenv("RACCROCHE_MESURE_JSON"))
        std::ofstream{fichier} << nlohmann::json{{"calculs", m.chiffres}, {"memes_lignes_que_le_calcul_entier", memes}};
    std::filesystem::remove_all(dossier);
    auto lease = base.read();
    auto db = lease.reader();
    mesurer_les_pages(base, campagne, bassin);
    struct Case {
        std::string caisse;
        std::int64_t n = 0;
    };
    for (auto const& c : db.all<Case>("select caisse, count(*) from campagne_jeune where campagne_id = ? group by "
                                      "caisse order by caisse",
                                      campagne))
        std::printf("  %s : %lld\n", c.caisse.c_str(), static_cast<long long>(c.n));
    std::printf("  paires proposées : %lld\n",
                static_cast<long long>(db.one<std::int64_t>("select count(*) from paire")));
}

} // namespace

int main() {
    base::Coffre coffre{std::string(32, 'm')};
    if (auto const* existante = std::getenv("RACCROCHE_MESURE_BASE")) {
        storage::Database base{"sqlite:" + std::string(existante), 4};
        storage::migrate(base, Instant{});
        Id<territoire::Territoire> academie, bassin;
        {
            auto lease = base.read();
            auto un = [&](char const* genre) {
                return lease.reader().one<Id<territoire::Territoire>>(
                    "select id from territoire where genre = ? order by id limit 1", genre);
            };
            academie = un("academie");
            bassin = un("bassin");
        }
        mesurer(base, coffre, academie, bassin);
        return 0;
    }
    auto const* voulu = std::getenv("RACCROCHE_MESURE_JEUNES");
    int const combien = voulu ? std::atoi(voulu) : 30'000;
    auto fichier = (std::filesystem::temp_directory_path() / "raccroche_mesure_campagne.db").string();
    auto effacer = [&] {
        for (auto const* suffixe : {"", "-wal", "-shm"})
            std::filesystem::remove(fichier + suffixe);
    };
    effacer();
    {
        storage::Database base{"sqlite:" + fichier, 4};
        storage::migrate(base, Instant{});
        auto depuis = Horloge::now();
        auto bassin = remplir(base, coffre, combien);
        std::printf("remplissage : %d personnes, %.1f s, %ld Mo\n", combien, secondes(depuis), memoire_mo());
        mesurer(base, coffre, bassin, bassin);
    }
    effacer();
}
