#include "metier/reperage/vivier.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <limits>

#include "base/secret.hpp"

namespace metier::reperage {
namespace {

namespace fs = std::filesystem;
namespace moteur = rapprochement;

constexpr int jours_d_un_fichier = 60;
constexpr std::size_t changes_au_plus = 5'000, un_sur = 20; // au-delà, tout relire coûte moins que tout rattraper
constexpr std::int64_t un_point = 10'000;                   // dossiers lus entre deux nouvelles

bool merite_d_etre_garde(storage::Database& base, Reserve const& reserve) {
    if (reserve.dossier.empty())
        return false;
    auto lease = base.read();
    auto const dossiers = lease.reader().one<std::int64_t>("select count(*) from jeune");
    return static_cast<std::size_t>(dossiers) >= reserve.a_partir_de;
}

bool sur_sqlite(Reader& db) { return db.connection().engine() == storage::Engine::sqlite; }

/// Rien pour un fichier dont une purge est passée, ou d'une base depuis restaurée : PostgreSQL y recompte ses
/// transactions, et la ligne n'est plus écrite par celle qu'elle dit.
std::optional<std::int64_t> position(Reader& db, std::string_view jeton) {
    return db.maybe<std::int64_t>(sur_sqlite(db) ? "select position from vivier where jeton = ? and ecrit is not null"
                                                 : "select position from vivier where jeton = ? and ecrit % 4294967296 "
                                                   "= cast(cast(xmin as text) as bigint)",
                                  std::string(jeton));
}

/// Faux si une purge est passée depuis que ses dossiers ont été lus.
bool dire_ecrit(storage::Database& base, std::string const& jeton) {
    storage::Transaction tx{base};
    auto& db = tx.writer();
    bool const vaut = db.run(sur_sqlite(db) ? "update vivier set ecrit = 1 where jeton = ?"
                                            : "update vivier set ecrit = txid_current() where jeton = ?",
                             jeton) > 0;
    tx.commit();
    return vaut;
}

/// Ce qui a changé avant le plus ancien fichier ; sans fichier, avant maintenant.
void oublier_les_changements(Writer& db) {
    db.run(sur_sqlite(db) ? "delete from fiche_changee where numero < coalesce((select min(position) from vivier), "
                            "(select max(numero) + 1 from fiche_epoque))"
                          : "delete from fiche_changee where numero < coalesce((select min(position) from vivier), "
                            "txid_snapshot_xmin(txid_current_snapshot()))");
}

std::vector<std::int64_t> fiches_changees(Reader& db, std::int64_t depuis) {
    auto liste = db.all<std::int64_t>("select jeune_id from fiche_changee where numero >= ?", depuis);
    std::ranges::sort(liste);
    liste.erase(std::unique(liste.begin(), liste.end()), liste.end());
    return liste;
}

/// Ceux-là (numéros croissants), tels qu'ils sont ; les autres ne se cherchent plus. Faux si l'un vient trop tard.
bool rattraper(Reader& db, moteur::Vivier& vivier, std::vector<std::int64_t> const& changees) {
    auto suivante = changees.begin();
    bool bien = true;
    auto oter_avant = [&](std::int64_t numero) {
        for (; suivante != changees.end() && *suivante < numero; ++suivante)
            bien = vivier.oter(*suivante) && bien;
    };
    jeunes::fiches(db, changees, [&](Id<Jeune> id, moteur::Fiche&& f) {
        oter_avant(id.valeur);
        ++suivante;
        bien = vivier.mettre(id.valeur, f) && bien;
    });
    oter_avant(std::numeric_limits<std::int64_t>::max());
    return bien;
}

/// Le fichier et ce qui a changé depuis ; rien s'il faut tout relire. Celui qui ne se lit plus s'efface aussitôt.
std::optional<moteur::Vivier> du_fichier(storage::Database& base, std::string const& dossier) try {
    auto vivier = moteur::Vivier::ouvrir(fichier_du_vivier(dossier));
    auto lease = base.read();
    auto db = lease.reader();
    auto const depuis = position(db, vivier.notice());
    if (!depuis) {
        std::error_code erreur;
        fs::remove(fichier_du_vivier(dossier), erreur);
        return std::nullopt;
    }
    auto const changees = fiches_changees(db, *depuis);
    if (changees.size() > std::max(changes_au_plus, vivier.taille() / un_sur) || !rattraper(db, vivier, changees))
        return std::nullopt;
    return vivier;
} catch (moteur::IndexRefuse const&) { // absent, abîmé, d'une autre version : on relit tout
    return std::nullopt;
}

/// À partir d'ici, ce qui change est noté pour ce fichier : à prendre avant de lire.
std::string prendre_un_jeton(storage::Database& base, Instant maintenant) {
    auto const jeton = base::jeton();
    storage::Transaction tx{base};
    auto& db = tx.writer();
    auto const position = sur_sqlite(db)
                              ? db.one<std::int64_t>("update fiche_epoque set numero = numero + 1 returning numero")
                              : db.one<std::int64_t>("select txid_snapshot_xmin(txid_current_snapshot())");
    db.run("delete from vivier where fait_le < ?", maintenant - Jours{jours_d_un_fichier});
    db.run("insert into vivier (jeton, position, fait_le) values (?, ?, ?)", jeton, position, maintenant);
    oublier_les_changements(db);
    tx.commit();
    return jeton;
}

std::optional<moteur::Vivier> tous_relus(storage::Database& base, Suivi const& suivi) {
    auto lease = base.read();
    auto db = lease.reader();
    auto const tous = db.all<std::int64_t>("select id from jeune order by id");
    moteur::Vivier vivier;
    auto suivant = tous.begin();
    bool arret = false;
    auto oter_avant = [&](std::int64_t numero) {
        for (; suivant != tous.end() && *suivant < numero; ++suivant)
            vivier.oter(*suivant);
    };
    jeunes::fiches(db, "select id from jeune", {}, [&](Id<Jeune> id, moteur::Fiche&& f) {
        auto const lus = suivant - tous.begin();
        if (arret || (lus % un_point == 0 && suivi &&
                      (arret = suivi(lus, std::ssize(tous), "Lecture des dossiers à rapprocher"))))
            return;
        oter_avant(id.valeur);
        if (suivant != tous.end() && *suivant == id.valeur)
            ++suivant;
        vivier.mettre(id.valeur, f);
    });
    oter_avant(std::numeric_limits<std::int64_t>::max());
    return arret ? std::nullopt : std::optional{std::move(vivier)};
}

} // namespace

std::string fichier_du_vivier(std::string const& dossier) { return dossier + "/rapprochement.vivier"; }

std::optional<VivierTenu> tenir_le_vivier(storage::Database& base, Instant maintenant, Reserve const& reserve,
                                          Etendue etendue, Suivi const& suivi) {
    VivierTenu tenu;
    if (!reserve.dossier.empty() && etendue == Etendue::ce_qui_change)
        if (auto vivier = du_fichier(base, reserve.dossier)) {
            tenu.vivier = *std::move(vivier);
            return tenu;
        }
    if (merite_d_etre_garde(base, reserve))
        tenu.jeton = prendre_un_jeton(base, maintenant);
    auto vivier = tous_relus(base, suivi);
    if (!vivier)
        return std::nullopt;
    tenu.vivier = *std::move(vivier);
    return tenu;
}

void garder_le_vivier(storage::Database& base, Reserve const& reserve, VivierTenu const& tenu) try {
    if (tenu.jeton.empty())
        return;
    auto const fichier = fichier_du_vivier(reserve.dossier);
    tenu.vivier.ecrire(fichier, tenu.jeton);
    std::error_code erreur;
    if (!dire_ecrit(base, tenu.jeton))
        fs::remove(fichier, erreur);
} catch (moteur::IndexRefuse const&) { // disque plein : rien n'est perdu, le calcul suivant relira tout
}

namespace {

/// Un calcul tué en l'écrivant.
void effacer_les_ebauches(fs::path const& fichier) {
    using namespace std::chrono_literals;
    std::error_code erreur;
    std::vector<fs::path> ebauches;
    for (auto const& autre : fs::directory_iterator(fichier.parent_path(), erreur))
        if (autre.path().filename().string().starts_with(fichier.filename().string() + ".") &&
            autre.last_write_time(erreur) < fs::file_time_type::clock::now() - 1h)
            ebauches.push_back(autre.path());
    for (auto const& ebauche : ebauches)
        fs::remove(ebauche, erreur);
}

bool se_lit_encore(storage::Database& base, std::string const& fichier) try {
    auto const vivier = moteur::Vivier::ouvrir(fichier);
    auto lease = base.read();
    auto db = lease.reader();
    return position(db, vivier.notice()).has_value();
} catch (moteur::IndexRefuse const&) { // illisible : il ne sert plus
    return false;
}

} // namespace

void effacer_la_reserve_perimee(storage::Database& base, Instant maintenant, std::string const& dossier) {
    {
        storage::Transaction tx{base};
        tx.writer().run("delete from vivier where fait_le < ?", maintenant - Jours{jours_d_un_fichier});
        oublier_les_changements(tx.writer());
        tx.commit();
    }
    auto const fichier = fichier_du_vivier(dossier);
    effacer_les_ebauches(fichier);
    std::error_code erreur;
    if (fs::exists(fichier, erreur) && !se_lit_encore(base, fichier))
        fs::remove(fichier, erreur);
}

} // namespace metier::reperage
