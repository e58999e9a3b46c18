// raccroche conservation : ce qui arrive à son terme, et ce qu'une purge toucherait. N'écrit rien.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <ostream>

#include "base/commande.hpp"
#include "base/texte.hpp"
#include "metier/acces/coupe.hpp"
#include "metier/conservation/conservation.hpp"

namespace metier::conservation {
namespace {

struct Compte {
    std::int64_t annonces = 0, a_annoncer = 0, gardes = 0, decides = 0, a_decider = 0, mures = 0, journal = 0;
    std::map<Retenue, std::int64_t> retenus;
    ParTable lignes; ///< de ceux qui seraient purgés ce jour-là
};

struct Ligne {
    Id<Jeune> jeune;
    std::string decision;
    Date terme{}, annoncee_le{};
};
struct Table {
    std::string nom, colonne, au_terme;
};

void compter_les_lignes(Reader& db, Compte& c, Id<Jeune> jeune) {
    for (auto const& t :
         db.all<Table>("select nom_table, colonne, au_terme from registre where au_terme <> 'ailleurs'")) {
        auto n = db.one<std::int64_t>("select count(*) from " + t.nom + " where " + t.colonne + " = ?", jeune);
        (t.au_terme == "au_mois" ? c.lignes[t.nom].au_mois : c.lignes[t.nom].effacees) += n;
    }
}

Compte compter(Reader& db, Date jour) {
    Compte c;
    auto d = durees(db, jour);
    c.journal = acces::lignes_a_couper(db, acces::journal_garde_depuis(db, jour));
    for (auto const& l : db.all<Ligne>("select jeune_id, decision, terme, annoncee_le from purge_annonce")) {
        ++c.annonces;
        if (auto r = retenue(db, l.jeune, jour); r && l.decision != "garder")
            ++c.retenus[*r];
        else if (l.decision == "garder")
            ++c.gardes;
        else if (l.decision == "purger") {
            ++c.decides;
            if (purgeable_le(l.terme, l.annoncee_le, d) <= jour && terme(dernier_fait(db, l.jeune).le, d) <= jour) {
                ++c.mures;
                compter_les_lignes(db, c, l.jeune);
            }
        } else
            ++c.a_decider;
    }
    constexpr int par_lot = 1000;
    for (Id<Jeune> dernier{0};;) {
        auto lot = a_annoncer(db, jour, dernier, par_lot);
        c.a_annoncer += static_cast<std::int64_t>(lot.size());
        if (lot.size() < par_lot)
            return c;
        dernier = lot.back();
    }
}

nlohmann::json en_json(Compte const& c, std::vector<Regle> const& regles, Date jour) {
    nlohmann::json j{{"au", base::iso(jour)},
                     {"a_annoncer", c.a_annoncer},
                     {"annonces", c.annonces},
                     {"a_decider", c.a_decider},
                     {"gardes", c.gardes},
                     {"decides", c.decides},
                     {"purgeables", c.mures},
                     {"journal", c.journal},
                     {"retenus", nlohmann::json::object()},
                     {"lignes", nlohmann::json::object()},
                     {"regles", nlohmann::json::array()}};
    for (auto const& [r, n] : c.retenus)
        j["retenus"][std::string(code(r))] = n;
    for (auto const& [t, n] : c.lignes)
        if (n.effacees + n.au_mois > 0)
            j["lignes"][t] = {{"effacees", n.effacees}, {"au_mois", n.au_mois}};
    for (auto const& r : regles)
        j["regles"].push_back({{"code", r.code},
                               {"valeur", r.valeur},
                               {"unite", r.unite},
                               {"source", r.source},
                               {"a_confirmer", r.a_confirmer}});
    return j;
}

void en_clair(std::ostream& out, Compte const& c, std::vector<Regle> const& regles, Date jour) {
    out << "Au " << base::affiche(jour) << ", sans rien écrire :\n"
        << "  à annoncer cette nuit       " << c.a_annoncer << "\n  annoncés                    " << c.annonces
        << "\n    à décider                 " << c.a_decider << "\n    gardés, avec leur motif   " << c.gardes
        << "\n    purge décidée             " << c.decides << " (dont " << c.mures << " dont le jour est venu)\n";
    for (auto const& [r, n] : c.retenus)
        out << "    retenus                   " << n << " : " << base::minuscules(libelle(r)) << "\n";
    for (auto const& [t, n] : c.lignes)
        if (n.effacees + n.au_mois > 0)
            out << "  " << t << " : " << n.effacees << " effacées, " << n.au_mois << " gardées au mois\n";
    if (c.journal > 0)
        out << "  journal : " << c.journal << " lignes à leur terme (raccroche journal couper)\n";
    out << "Règles :\n";
    for (auto const& r : regles)
        out << "  " << r.code << " = " << r.valeur << " " << r.unite << " (" << r.source << ")"
            << (r.a_confirmer ? ", à confirmer" : "") << "\n";
}

} // namespace

int commande_conservation(std::vector<std::string> const& args, acces::Environnement& env, std::ostream& out,
                          std::ostream& err) {
    CLI::App app{"Dossiers qui arrivent à la fin de leur conservation ; n’écrit rien", "raccroche conservation"};
    base::en_francais(app, base::pied_des_donnees);
    std::string au;
    bool json = false;
    app.add_option("--au", au, "le jour que l’on regarde (aujourd’hui à défaut)");
    app.add_flag("--json", json, "en JSON");
    if (auto sortie = base::lire_arguments(app, args, out, err))
        return *sortie;
    auto jour = au.empty() ? std::optional{env.horloge.jour()} : base::lire_date(au);
    if (!jour) {
        err << "« " << au << " » n’est pas une date. Écrivez par exemple 2028-09-01.\n";
        return 2;
    }
    auto lease = env.base.read();
    auto db = lease.reader();
    auto c = compter(db, *jour);
    auto r = regles(db, *jour);
    if (json)
        out << en_json(c, r, *jour).dump(2) << "\n";
    else
        en_clair(out, c, r, *jour);
    return 0;
}

} // namespace metier::conservation
