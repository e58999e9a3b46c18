#include "metier/echanges/lire.hpp"

#include <filesystem>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/echanges/formats/json.hpp"
#include "metier/echanges/formats/lecteur.hpp"
#include "metier/echanges/prevoir.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::echanges {
namespace {

constexpr int lignes_par_transaction = 500;

Importation charger(acces::Environnement const& env, Id<Importation> id) {
    auto lease = env.base.read();
    auto db = lease.reader();
    auto i = trouver(db, id);
    ensure(i.has_value(), "liste inconnue");
    return *i;
}

void refuser(acces::Environnement const& env, Importation const& i, std::string const& motif) {
    storage::Transaction tx{env.base};
    effacer_les_lignes(tx.writer(), i.id);
    tx.writer().run("update importation set etape = 'refusee', motif = ?, fichier = '', lues = 0, version = version + "
                    "1 where id = ?",
                    motif, i.id);
    tx.commit();
    effacer_le_fichier(env, i);
}

void finir_la_lecture(acces::Environnement const& env, Importation const& i) {
    storage::Transaction tx{env.base};
    tx.writer().run(
        "update importation set etape = 'lue', fichier = '', avertissements = ?, version = version + 1, "
        "lues = (select count(*) from ligne_import where importation_id = ?) where id = ? and etape = 'recue'",
        i.avertissements, i.id, i.id);
    tx.commit();
    effacer_le_fichier(env, i);
}

/// Lit tout ; faux si l'on s'arrête avant la fin. Ce que la lecture apprend du fichier s'ajoute à ses avertissements.
bool lire_tout(acces::Environnement const& env, Importation& i, Suivi const& suivi) {
    if (suivi(0, 0, "Lecture")) // la première ligne d'un gros fichier peut attendre
        return false;
    auto lease = env.base.read();
    auto db = lease.reader();
    Annuaire annuaire;
    auto regles = regles_de_lecture(i, annuaire, db);
    auto correspondance =
        i.correspondance.empty() ? std::nullopt : std::optional{correspondance_depuis_json(i.correspondance)};
    auto lecteur = ouvrir(i.fichier, i.nom, correspondance);
    auto deja = dernier_rang(db, i.id);
    std::int64_t rang = 0;
    std::vector<LigneImport> lot;
    auto garder = [&] {
        if (lot.empty())
            return;
        storage::Transaction tx{env.base};
        ajouter(tx.writer(), lot);
        tx.commit();
        lot.clear();
    };
    for (LigneLue ligne; lecteur->suivante(ligne);) {
        if (++rang <= deja)
            continue;
        lot.push_back(preparer(std::move(ligne), rang, i, regles, env.coffre));
        ligne = {};
        if (lot.size() < lignes_par_transaction)
            continue;
        garder();
        if (suivi(rang, 0, "Lecture"))
            return false;
    }
    garder();
    completer_les_avertissements(i, *lecteur);
    return true;
}

} // namespace

void completer_les_avertissements(Importation& i, Lecteur const& lecteur) {
    auto dits = i.avertissements.empty() ? std::vector<std::string>{} : base::decoupe(i.avertissements, '\n');
    ajouter_sans_redire(dits, lecteur.en_tete().avertissements);
    i.avertissements = base::joint(dits, "\n");
}

void effacer_le_fichier(acces::Environnement const&, Importation const& i) {
    std::error_code ignore; // déjà effacé : rien à faire
    if (!i.fichier.empty())
        std::filesystem::remove(i.fichier, ignore);
}

bool lire(acces::Environnement const& env, Id<Importation> id, Suivi const& suivi) {
    auto i = charger(env, id);
    if (i.etape != Etape::recue)
        return true;
    try {
        if (!lire_tout(env, i, suivi))
            return false;
    } catch (
        documents::FichierRefuse const& e) { // l'erreur du lecteur devient la nôtre, dite à qui a déposé le fichier
        auto refus = e.refus();
        refus.lu.clear(); // le motif reste : il ne cite personne
        refuser(env, i, documents::phrase(refus));
        return true;
    }
    finir_la_lecture(env, i);
    return true;
}

std::int64_t presents(Reader& db, Id<Importation> id) {
    return db.one<std::int64_t>("select count(*) from ligne_import where importation_id = ? and presente = 1 "
                                "and issue in ('nouvelle', 'mise_a_jour', 'identique', 'douteuse')",
                                id);
}

std::optional<Question> chute(Reader& db, Importation const& i, std::int64_t actifs, Date jour) {
    if (i.nature != Nature::eleves && i.nature != Nature::apprentis)
        return std::nullopt;
    auto connus = actifs_connus(db, i.source, i.annee);
    auto manque = connus - actifs;
    if (manque < territoire::entier(db, "import.chute_minimum", jour) ||
        manque * 100 <= connus * territoire::entier(db, "import.chute", jour))
        return std::nullopt;
    return Question{
        "F-07",
        "Ce fichier compte " + base::nombre(actifs) + " élèves présents, contre " + base::nombre(connus) +
            " au dernier import : " + base::nombre(manque) +
            " de moins. Est-ce le bon fichier, complet ? Rien ne sera supprimé ; les absents seront à vérifier."};
}

bool prevoir(acces::Environnement const& env, Id<Importation> id, Suivi const& suivi) {
    auto i = charger(env, id);
    if (i.etape != Etape::lue)
        return true;
    auto jour = env.horloge.jour();
    auto lease = env.base.read();
    auto db = lease.reader();
    Planificateur plan{db, i, env.coffre, jour};
    plan.reprendre(db);
    auto dernier = db.one<std::int64_t>("select coalesce(max(id), 0) from jeune");
    for (;;) {
        if (suivi(plan.comptes().lues, i.comptes().lues, "Préparation du plan"))
            return false;
        auto lot = a_prevoir(db, id, lignes_par_transaction);
        if (lot.empty())
            break;
        auto prevues = plan.prevoir(db, std::move(lot)); // hors transaction : personne n'attend
        storage::Transaction tx{env.base};
        for (auto const& p : prevues) {
            noter_le_plan(tx.writer(), p.ligne);
            if (!p.candidats.empty())
                garder_les_candidats(tx.writer(), p.ligne.id, p.candidats);
        }
        tx.commit();
    }
    storage::Transaction tx{env.base};
    recompter(tx.writer(), id);
    auto question = chute(tx.writer(), i, presents(tx.writer(), id), jour);
    tx.writer().run("update importation set etape = ?, questions = ?, confirmee_le = null, dernier_jeune = ?, version "
                    "= version + 1 "
                    "where id = ? and etape = 'lue'",
                    question ? Etape::question : Etape::prevue,
                    question ? ecrire_questions({*question}) : std::string{}, dernier, id);
    tx.commit();
    return true;
}

std::optional<std::string> empechement_d_annuler(Importation const& i, LigneImport const& l) {
    if (l.decidee.empty())
        return "Aucune décision à annuler.";
    if (l.appliquee && l.decidee == "different")
        return "Déjà appliquée : un dossier a été créé. La décision s’annule dans les rapprochements, pendant 90 "
               "jours.";
    if (l.appliquee && (l.contenu.empty() || l.comme_rang || !l.jeune))
        return "Déjà appliquée au dossier, et ne se défait plus ici.";
    return i.etape == Etape::prevue || i.etape == Etape::appliquee
               ? std::nullopt
               : std::optional<std::string>{"Cette liste n’est plus en attente."};
}

void annuler_la_decision(Writer& db, acces::Environnement const& env, Importation const& i, LigneImport ligne) {
    oublier_la_decision(db, ligne.identite);
    ligne.decidee.clear();
    ligne.jeune.reset();
    auto const version = ligne.version;
    Planificateur plan{db, i, env.coffre, env.horloge.jour()};
    auto p = plan.revoir(db, std::move(ligne));
    p.ligne.version = version;
    recrire(db, p.ligne);
    garder_les_candidats(db, p.ligne.id, p.candidats);
    recompter(db, i.id);
}

void corriger(Writer& db, acces::Environnement const& env, Importation const& i, LigneImport ligne,
              LigneLue const& corrigee) {
    Annuaire annuaire;
    auto neuve = preparer(corrigee, ligne.rang, i, regles_de_lecture(i, annuaire, db), env.coffre);
    neuve.id = ligne.id;
    neuve.version = ligne.version;
    if (neuve.identite == ligne.identite && neuve.cle == ligne.cle)
        neuve.decidee = ligne.decidee;
    Planificateur plan{db, i, env.coffre, env.horloge.jour()};
    auto p = plan.revoir(db, std::move(neuve));
    recrire(db, p.ligne);
    garder_les_candidats(db, p.ligne.id, p.candidats);
    recompter(db, i.id);
}

} // namespace metier::echanges
