#include "metier/acces/acces.hpp"
#include "metier/acces/ancres.hpp"
#include "metier/acces/coupe.hpp"

#include <CLI/CLI.hpp>

#include <ostream>

#include "base/codes.hpp"
#include "base/commande.hpp"
#include "base/texte.hpp"
#include "metier/acces/comptes.hpp"
#include "metier/acces/second_facteur.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::acces {
namespace {

/// Ce que la personne peut corriger : un message, et le code de sortie 1.
struct Refus : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Une écriture faite au terminal : consignée comme celle du système.
template <class F>
auto ecrire(Environnement& env, Acte acte, std::string const& detail, F f) {
    storage::Transaction tx{env.base};
    auto agent = f(tx.writer());
    consigner(tx.writer(), env.horloge.instant(), {}, "systeme", acte,
              {{}, "agent/" + std::to_string(agent.valeur), detail, "commande"});
    tx.commit();
    return agent;
}

template <class T>
std::vector<T> de_ce_nom(std::vector<T> liste, std::string const& nom) {
    std::erase_if(liste, [&](T const& t) { return base::normalise(t.nom) != base::normalise(nom); });
    return liste;
}

template <class T>
Id<T> le_seul(std::vector<T> const& trouves, std::string const& nom, std::string const& genre) {
    if (trouves.empty())
        throw Refus("Aucun " + genre + " ne s’appelle « " + nom + " ». Vérifiez le nom.");
    if (trouves.size() > 1)
        throw Refus("Plusieurs s’appellent « " + nom + " ». Donnez le nom complet, ou l’UAI pour un établissement.");
    return trouves.front().id;
}

Assise assise(storage::Reader& db, Role role, std::string const& sur) {
    auto genre = perimetre(role);
    if (genre == Perimetre::aucun) {
        if (!sur.empty())
            throw Refus("Ce rôle ne se tient sur aucun périmètre : retirez --sur.");
        return {};
    }
    if (sur.empty())
        throw Refus("Indiquez --sur : un territoire, un UAI ou un réseau, selon le rôle.");
    switch (genre) {
    case Perimetre::territoire:
        return {.territoire = le_seul(de_ce_nom(territoire::territoires_ouverts(db), sur), sur, "territoire")};
    case Perimetre::reseau: {
        auto reseaux = territoire::reseaux(db);
        if (reseaux.empty())
            throw Refus("Ce rôle se tient sur un réseau FOQUALE ou une plateforme (PSAD), et il n’y en a encore aucun. "
                        "Créez-le d’abord, avec ses bassins, sur la page « Réseaux et plateformes » (/reseaux).");
        return {.reseau = le_seul(de_ce_nom(reseaux, sur), sur, "réseau")};
    }
    case Perimetre::structure:
        return {.structure = le_seul(de_ce_nom(territoire::structures(db), sur), sur, "structure")};
    case Perimetre::etablissement:
        if (auto uai = base::Uai::lire(sur)) {
            if (auto e = territoire::trouver(db, *uai))
                return {.etablissement = e->id};
            throw Refus("Aucun établissement n’a l’UAI " + uai->texte() + ". Importez d’abord l’annuaire.");
        }
        return {.etablissement = le_seul(de_ce_nom(territoire::etablissements(db), sur), sur, "établissement")};
    case Perimetre::aucun: break;
    }
    return {};
}

struct Creation {
    std::string courriel, nom, prenom, role, sur, du, au;
    bool genere = false;
};

std::optional<Date> date_demandee(std::string const& texte) {
    if (texte.empty())
        return std::nullopt;
    auto jour = base::lire_date(texte);
    if (!jour)
        throw Refus("« " + texte + " » n’est pas une date. Par exemple 01/09/2026.");
    return jour;
}

/// Le mot de passe tiré au hasard, ou lu sur l'entrée standard (jamais en argument : d'autres le verraient).
std::string mot_de_passe_demande(Creation const& c) {
    if (c.genere)
        return mot_de_passe_au_hasard();
    std::string clair;
    std::getline(std::cin, clair);
    if (auto defaut = defaut_du_mot_de_passe(clair, {c.nom, c.prenom, c.courriel}); !defaut.empty())
        throw Refus(defaut + " Donnez-le sur l’entrée standard, ou demandez --mot-de-passe-genere.");
    return clair;
}

int creer(Environnement& env, Creation const& c, std::ostream& out) {
    auto role = base::lire_code<Role>(c.role);
    if (!role)
        throw Refus("Rôle inconnu : « " + c.role + " ». Les codes sont dans « raccroche compte creer --help ».");
    auto courriel = base::lire_courriel(c.courriel);
    if (!courriel)
        throw Refus("« " + c.courriel + " » n’est pas une adresse de courriel.");
    auto du = date_demandee(c.du).value_or(env.horloge.jour());
    auto au = date_demandee(c.au);
    if (au && *au < du)
        throw Refus("Le rôle finirait le " + base::affiche(*au) + ", avant de commencer le " + base::affiche(du) +
                    ". Vérifiez --du et --au.");
    Assise ou;
    {
        auto lease = env.base.read();
        auto db = lease.reader();
        if (courriel_pris(db, *courriel))
            throw Refus("Un compte existe déjà avec l’adresse " + *courriel + ".");
        ou = assise(db, *role, c.sur);
    }
    auto clair = mot_de_passe_demande(c);
    auto hachage = env.mots_de_passe->hacher(clair);
    ecrire(env, Acte::compte_cree, c.role, [&](storage::Writer& db) {
        auto agent = creer_compte(db, env.horloge.instant(), {*courriel, c.nom, c.prenom}, hachage,
                                  c.genere ? MotDePasse::provisoire : MotDePasse::choisi);
        donner_role(db, env.horloge.instant(), agent, *role, ou, du, au);
        return agent;
    });
    out << "Compte créé : " << *courriel << " (" << base::libelle(*role) << (c.sur.empty() ? "" : ", " + c.sur)
        << ")\n";
    if (c.genere)
        out << "Mot de passe provisoire : " << clair << "\nIl devra être changé à la première connexion.\n";
    return 0;
}

int lister(Environnement& env, std::ostream& out) {
    auto lease = env.base.read();
    auto db = lease.reader();
    std::optional<BordDeListe> apres;
    for (;;) {
        auto liste = comptes(db, {.cherche = {}, .apres = apres, .par_page = 500, .jour = env.horloge.jour()});
        for (auto const& l : liste.lignes) {
            out << l.courriel << '\t' << l.nom << ' ' << l.prenom << '\t' << (l.desactive_le ? "désactivé" : "actif")
                << '\t' << (l.totp ? "second facteur" : "sans second facteur");
            for (auto const& r : liste.roles)
                if (r.agent == l.id)
                    out << '\t' << base::code(r.role) << (r.perimetre.empty() ? "" : " : " + r.perimetre);
            out << '\n';
            apres = BordDeListe{l.cle_tri, l.id.valeur};
        }
        if (!liste.il_y_en_a_apres)
            return 0;
    }
}

Compte exiger(Environnement& env, std::string const& courriel) {
    auto lease = env.base.read();
    auto db = lease.reader();
    auto trouve = compte_du_courriel(db, courriel);
    if (!trouve)
        throw Refus("Aucun compte n’a l’adresse " + courriel + ". « raccroche compte lister » les montre.");
    return *trouve;
}

int desactiver(Environnement& env, std::string const& courriel, std::ostream& out) {
    auto c = exiger(env, courriel);
    ecrire(env, Acte::compte_desactive, "", [&](storage::Writer& db) {
        desactiver_compte(db, c.id, env.horloge.instant());
        return c.id;
    });
    out << "Compte désactivé : " << c.courriel << "\nS’il tenait des suivis, des relais ou des réunions, un "
        << "administrateur les passe à qui prend la suite : page /comptes/" << c.id.valeur << "/passation\n";
    return 0;
}

int reinitialiser(Environnement& env, std::string const& courriel, bool second_facteur, std::ostream& out) {
    auto c = exiger(env, courriel);
    auto clair = mot_de_passe_au_hasard();
    auto hachage = env.mots_de_passe->hacher(clair);
    ecrire(env, Acte::mot_de_passe_change, second_facteur ? "second facteur retiré aussi" : "",
           [&](storage::Writer& db) {
               changer_mot_de_passe(db, c.id, hachage, MotDePasse::provisoire);
               if (second_facteur)
                   retirer_second_facteur(db, c.id);
               return c.id;
           });
    out << "Mot de passe provisoire de " << c.courriel << " : " << clair
        << "\nIl devra être changé à la première connexion.\n";
    return 0;
}

std::string codes_des_roles() {
    std::vector<std::string> codes;
    for (auto const& e : roles_connus)
        codes.emplace_back(e.code);
    return base::joint(codes, ", ");
}

} // namespace

int commande_compte(std::vector<std::string> const& args, Environnement& env, std::ostream& out, std::ostream& err) {
    CLI::App app{"Comptes des agents", "raccroche compte"};
    base::en_francais(app, base::pied_des_donnees);
    app.require_subcommand(1);
    Creation c;
    auto* creation = app.add_subcommand("creer", "Créer un compte et lui donner un rôle")->group("Commandes");
    creation->add_option("--courriel", c.courriel, "adresse de courriel professionnelle")->required();
    creation->add_option("--nom", c.nom, "nom")->required();
    creation->add_option("--prenom", c.prenom, "prénom")->required();
    creation->add_option("--role", c.role, codes_des_roles())->required();
    creation->add_option("--sur", c.sur, "nom du territoire ou du réseau, ou UAI de l’établissement");
    creation->add_option("--du", c.du, "premier jour du rôle (aujourd’hui à défaut)");
    creation->add_option("--au", c.au, "dernier jour du rôle");
    creation->add_flag("--mot-de-passe-genere", c.genere,
                       "tirer un mot de passe provisoire ; sinon il est lu sur l’entrée standard");
    auto* liste =
        app.add_subcommand("lister", "Lister les comptes, une ligne chacun, champs séparés par des tabulations")
            ->group("Commandes");
    std::string courriel;
    bool second_facteur = false;
    auto* fin = app.add_subcommand("desactiver", "Désactiver un compte")->group("Commandes");
    fin->add_option("courriel", courriel, "adresse du compte")->required();
    auto* oubli = app.add_subcommand("reinitialiser", "Remettre un mot de passe provisoire")->group("Commandes");
    oubli->add_option("courriel", courriel, "adresse du compte")->required();
    oubli->add_flag("--second-facteur", second_facteur, "retirer aussi le second facteur");
    if (auto sortie = base::lire_arguments(app, args, out, err))
        return *sortie;
    try {
        if (*creation)
            return creer(env, c, out);
        if (*liste)
            return lister(env, out);
        return *fin ? desactiver(env, courriel, out) : reinitialiser(env, courriel, second_facteur, out);
    } catch (Refus const& e) {
        err << e.what() << "\n";
        return 1;
    }
}

namespace {

int verifier(Environnement& env, std::ostream& out) {
    auto lease = env.base.read();
    auto db = lease.reader();
    auto verdict = verifier_journal(db);
    if (verdict.rompu) {
        out << "Chaîne rompue à la ligne " << *verdict.rompu << " : " << verdict.pourquoi << ".\n";
        return 1;
    }
    auto ancres = verifier_les_ancres(db, env.coffre, env.dossier);
    if (!ancres.pourquoi.empty()) {
        out << "Chaîne refaite : " << ancres.pourquoi << ".\n";
        return 1;
    }
    out << "Chaîne intacte : " << base::pluriel(verdict.lignes, "ligne")
        << ". Dernière empreinte : " << (verdict.derniere.empty() ? "aucune" : verdict.derniere)
        << ". Ancres conformes : " << ancres.ancres << ".\n";
    return 0;
}

std::string entre_guillemets(std::string const& texte) {
    std::string propre = "\"";
    for (char c : texte)
        propre += c == '"' ? std::string{"\"\""} : std::string{c};
    return propre + '"';
}

int exporter(Environnement& env, std::string const& du, std::string const& au, std::ostream& out) {
    auto depuis = date_demandee(du), jusqu_a = date_demandee(au);
    {
        storage::Transaction tx{env.base};
        consigner(tx.writer(), env.horloge.instant(), {}, "systeme", Acte::export_fait,
                  {{}, "journal", du + " " + au, "commande"});
        tx.commit();
    }
    auto lease = env.base.read();
    auto db = lease.reader();
    auto numero = [](auto const& id) { return id ? std::to_string(id->valeur) : std::string{}; };
    out << "ligne;instant;agent;role;acte;motif;dossier;objet;detail;precedente;empreinte\n";
    parcourir_journal(db, depuis, jusqu_a, [&](LigneJournal const& l) {
        out << l.id << ';' << base::iso(l.instant) << ';' << numero(l.agent) << ';' << l.role << ';' << l.acte << ';'
            << entre_guillemets(l.motif) << ';' << numero(l.jeune) << ';' << entre_guillemets(l.objet) << ';'
            << entre_guillemets(l.detail) << ';' << l.precedente << ';' << l.empreinte << '\n';
    });
    return 0;
}

int couper(Environnement& env, bool essai, std::ostream& out) {
    auto [depuis, combien] = [&] {
        auto lease = env.base.read();
        auto db = lease.reader();
        auto jour = journal_garde_depuis(db, env.horloge.jour());
        return std::pair{jour, lignes_a_couper(db, jour)};
    }();
    auto lignes = base::pluriel(combien, "ligne") + " d’avant le " + base::affiche(depuis);
    if (essai || combien == 0) {
        out << lignes << " : rien n’a été effacé.\n";
        return 0;
    }
    storage::Transaction tx{env.base};
    couper_le_journal(tx.writer(), env.horloge.instant(), depuis);
    tx.commit();
    out << lignes << " : effacées. L’empreinte de la dernière est notée dans le journal.\n";
    return 0;
}

} // namespace

int commande_journal(std::vector<std::string> const& args, Environnement& env, std::ostream& out, std::ostream& err) {
    CLI::App app{"Journal des lectures et des écritures", "raccroche journal"};
    base::en_francais(app, base::pied_des_donnees);
    app.require_subcommand(1);
    std::string du, au;
    auto* verification =
        app.add_subcommand("verifier", "Relire toute la chaîne : 0 si elle est intacte, 1 si elle est rompue")
            ->group("Commandes");
    auto* export_csv =
        app.add_subcommand("exporter", "Écrire le journal en CSV sur la sortie standard")->group("Commandes");
    export_csv->add_option("--du", du, "premier jour");
    export_csv->add_option("--au", au, "dernier jour");
    bool essai = false;
    auto* coupe = app.add_subcommand("couper", "Effacer les lignes arrivées à leur terme (règle journal.conservation)")
                      ->group("Commandes");
    coupe->add_flag("--essai", essai, "dire combien, sans rien effacer");
    if (auto sortie = base::lire_arguments(app, args, out, err))
        return *sortie;
    try {
        if (*coupe)
            return couper(env, essai, out);
        return *verification ? verifier(env, out) : exporter(env, du, au, out);
    } catch (Refus const& e) {
        err << e.what() << "\n";
        return 1;
    }
}

int commande_droits(std::vector<std::string> const& args, std::ostream& out, std::ostream& err) {
    CLI::App app{"Matrice des droits, en Markdown (docs/droits.md)", "raccroche droits"};
    base::en_francais(app);
    if (auto sortie = base::lire_arguments(app, args, out, err))
        return *sortie;
    out << matrice_des_droits();
    return 0;
}

} // namespace metier::acces
