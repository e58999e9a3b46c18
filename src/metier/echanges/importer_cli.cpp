#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/acces/journal.hpp"
#include "metier/echanges/deposer.hpp"
#include "metier/echanges/echanges.hpp"
#include "metier/echanges/formats/json.hpp"
#include "metier/echanges/lire.hpp"
#include "metier/echanges/prevoir.hpp"
#include "metier/echanges/travaux.hpp"

namespace metier::echanges {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view mode_d_emploi = R"(raccroche importer FICHIER… [options]

Importe une ou plusieurs listes (SIECLE, CFA, Affelnet, RIO/SIEI, mission locale, tableau CSV ou XLSX). Le format est
reconnu au contenu. Plusieurs fichiers sont pris dans le bon ordre : nomenclatures, classes, élèves, responsables, autres.

  --essai             montre ce qui changerait, sans rien écrire
  --json              écrit le plan en JSON : un objet pour un fichier, un tableau d’objets pour plusieurs
  --nature NATURE     eleves, apprentis, affectation, decrocheurs ou mission_locale, si le fichier ne le dit pas
  --liste-siei        comme --nature decrocheurs : jeunes présumés sortis (RIO, SIEI)
  --source NOM        qui envoie la liste : « Mission locale de Val-Clair »
  --uai UAI           établissement, si le fichier ne le dit pas
  --annee ANNÉE       année scolaire attendue : 2026 ou 2026-2027
  --jour DATE         jour de la liste, pour compter les âges (aujourd’hui sinon)
  --colonnes FICHIER  JSON : {"En-tête du fichier": "champ", …} ; "" pour ignorer une colonne
  --confirmer         répond oui aux confirmations (fichier plus ancien, chute du nombre d’élèves…)

Rend 0 si tout est appliqué, 1 si des lignes sont refusées (les autres sont appliquées), 2 si un fichier est refusé (rien
n’est alors écrit). Les lignes douteuses ne sont jamais appliquées seules : elles se tranchent dans la page Listes reçues.
)";

struct Options {
    std::vector<std::string> fichiers;
    bool essai = false, en_json = false, confirmer = false, aide = false;
    std::string colonnes, erreur;
    Demande modele;
};

Options lire_les_options(std::vector<std::string> const& args) {
    Options o;
    for (std::size_t n = 0; n < args.size(); ++n) {
        auto const& a = args[n];
        auto valeur = [&]() -> std::string {
            if (n + 1 < args.size())
                return args[++n];
            o.erreur = "L’option " + a + " attend une valeur.";
            return {};
        };
        auto exiger = [&](bool lu, std::string const& quoi) {
            if (!lu && o.erreur.empty())
                o.erreur = "La valeur de " + a + " n’est pas reconnue : " + quoi + ".";
        };
        if (a == "--essai")
            o.essai = true;
        else if (a == "--json")
            o.en_json = true;
        else if (a == "--confirmer")
            o.confirmer = true;
        else if (a == "--aide" || a == "--help" || a == "-h")
            o.aide = true;
        else if (a == "--liste-siei")
            o.modele.nature = Nature::decrocheurs;
        else if (a == "--nature")
            exiger((o.modele.nature = base::lire_code<Nature>(valeur())).has_value(),
                   "eleves, apprentis, affectation, decrocheurs, mission_locale");
        else if (a == "--source")
            o.modele.expediteur = valeur();
        else if (a == "--uai" || a == "--etablissement")
            exiger((o.modele.uai = base::Uai::lire(valeur())).has_value(), "sept chiffres et une lettre juste");
        else if (a == "--annee")
            exiger((o.modele.annee = base::AnneeScolaire::lire(valeur())).has_value(), "2026 ou 2026-2027");
        else if (a == "--jour")
            exiger((o.modele.jour = base::lire_date(valeur())).has_value(), "05/10/2026");
        else if (a == "--colonnes")
            o.colonnes = valeur();
        else if (a.starts_with("-") && a != "-")
            o.erreur = "Option inconnue : " + a + ".";
        else
            o.fichiers.push_back(a);
    }
    if (o.fichiers.empty() && o.erreur.empty() && !o.aide)
        o.erreur = "Indiquez au moins un fichier.";
    return o;
}

[[noreturn]] void refuser(std::string const& nom, std::string message) {
    throw documents::FichierRefuse({.fichier = nom, .message = std::move(message)});
}

/// {"En-tête": "champ"} corrige la proposition ; {"colonnes": […]} la remplace.
Correspondance lire_les_colonnes(std::string const& chemin, Correspondance proposee) {
    std::ifstream f{chemin};
    if (!f)
        refuser(chemin, "Le fichier de colonnes ne se lit pas.");
    std::string texte{std::istreambuf_iterator<char>{f}, {}};
    auto j = json::parse(texte, nullptr, false);
    if (!j.is_object())
        refuser(chemin, "Le fichier de colonnes doit être un objet JSON : {\"En-tête du fichier\": \"champ\"}.");
    if (j.contains("colonnes"))
        return correspondance_depuis_json(texte);
    for (auto const& [en_tete, valeur] : j.items()) {
        auto code = valeur.is_string() ? valeur.get<std::string>() : std::string{};
        auto lu = champ(code);
        if (!code.empty() && !lu)
            refuser(chemin, "Champ inconnu : « " + code + " ».");
        auto cle = base::cle_d_en_tete(en_tete);
        auto colonne = std::ranges::find_if(proposee.colonnes,
                                            [&](auto const& c) { return base::cle_d_en_tete(c.en_tete) == cle; });
        if (colonne == proposee.colonnes.end())
            refuser(chemin, "Aucune colonne ne s’appelle « " + en_tete + " » dans la liste.");
        colonne->champ = lu;
    }
    return proposee;
}

/// « Nom » : nom_famille ; « Remarque » : ignorée
std::string colonnes_en_clair(Correspondance const& c) {
    std::vector<std::string> colonnes;
    for (auto const& colonne : c.colonnes)
        colonnes.push_back("«\u00A0" + colonne.en_tete +
                           "\u00A0»\u00A0: " + (colonne.champ ? std::string(code(*colonne.champ)) : "ignorée"));
    return base::joint(colonnes, "\u00A0; ");
}

std::string colonnes_en_clair(Proposition const& p) {
    std::string texte;
    for (auto const& c : p.colonnes)
        texte += "\n  « " + c.en_tete + " » : " + (c.champ ? std::string(code(*c.champ)) : "ignorée");
    return texte;
}

struct Fichier {
    Demande demande;
    Reconnu reconnu;
};

int ordre(Fichier const& f) {
    auto format_ = format(f.reconnu.liste.format).value_or(Format::tableau);
    switch (format_) {
    case Format::siecle_nomenclatures: return 0;
    case Format::siecle_structures: return 1;
    case Format::siecle_archive:
    case Format::siecle_eleves: return 2;
    case Format::siecle_responsables: return 3;
    default: return 4;
    }
}

/// Reconnaît le fichier et le lit jusqu'au bout : s'il doit être refusé, c'est avant la première écriture.
Fichier examiner(acces::Environnement const& env, Reader& db, Options const& o, std::string const& chemin) {
    Fichier f{o.modele, {}};
    f.demande.chemin = chemin;
    f.demande.nom = fs::path(chemin).filename().string();
    if (!fs::is_regular_file(f.demande.chemin))
        refuser(f.demande.nom, "Ce fichier n’existe pas ou ne se lit pas.");
    f.reconnu = reconnaitre(env, db, f.demande);
    if (!o.colonnes.empty() && f.reconnu.proposition) {
        f.demande.correspondance = lire_les_colonnes(o.colonnes, f.reconnu.proposition->correspondance());
        f.reconnu = reconnaitre(env, db, f.demande);
    }
    auto const& i = f.reconnu.liste;
    if (!f.reconnu.colonnes_suffisantes && f.reconnu.proposition) {
        auto manque = ce_qui_manque(correspondance_depuis_json(i.correspondance), i.nature);
        refuser(i.nom,
                "Ce tableau n’est pas un format connu, et il manque " + manque +
                    ". Sa première ligne doit nommer les colonnes ; dites laquelle est quoi avec --colonnes (voir "
                    "--aide). Colonnes trouvées :" +
                    colonnes_en_clair(*f.reconnu.proposition));
    }
    if (f.demande.annee && *f.demande.annee != i.annee)
        refuser(i.nom, "Ce fichier est de l’année " + i.annee.affiche() + " : relancez avec --annee " +
                           i.annee.affiche() + " si c’est voulu.");
    auto correspondance =
        i.correspondance.empty() ? std::nullopt : std::optional{correspondance_depuis_json(i.correspondance)};
    auto lecteur = ouvrir(f.demande.chemin, f.demande.nom, correspondance);
    for (LigneLue l; lecteur->suivante(l);)
        ;
    if (!o.confirmer && !f.reconnu.deja)
        for (auto const& q : questions(db, f.reconnu, f.demande, deposant_systeme(db, {})))
            if (q.code == "F-06")
                refuser(i.nom, q.phrase + " Relancez avec --confirmer si c’est voulu.");
    return f;
}

/// Ce que la commande montre d'une ligne.
struct LigneDite {
    std::int64_t numero = 0;
    std::string ou, genre;
    Issue issue = Issue::erreur;
    std::string motif;
};
struct Compte_rendu {
    Importation liste;
    Comptes comptes;
    std::vector<LigneDite> lignes;
    std::string message;
    std::optional<Id<Importation>> page;
    std::vector<std::string> avertissements() const {
        auto tous =
            liste.avertissements.empty() ? std::vector<std::string>{} : base::decoupe(liste.avertissements, '\n');
        if (comptes.lues == 0)
            tous.emplace_back(aucune_ligne);
        return tous;
    }
    void dire(LigneImport const& l) {
        lignes.push_back({l.numero, repere(liste, l), l.genre, *base::lire_code<Issue>(l.issue), l.motif});
        comptes.compter(lignes.back().issue);
    }
};

Compte_rendu essayer(acces::Environnement const& env, Reader& db, Fichier const& f, Planificateur& plan) {
    Compte_rendu r{f.reconnu.liste, {}, {}, "Essai : rien n’a été écrit.", {}};
    auto const& i = r.liste;
    Annuaire annuaire;
    auto regles = regles_de_lecture(i, annuaire, db);
    auto correspondance =
        i.correspondance.empty() ? std::nullopt : std::optional{correspondance_depuis_json(i.correspondance)};
    auto lecteur = ouvrir(f.demande.chemin, f.demande.nom, correspondance);
    std::vector<LigneImport> lot;
    auto prevoir_le_lot = [&] {
        for (auto const& p : plan.prevoir(db, std::exchange(lot, {})))
            r.dire(p.ligne);
    };
    std::int64_t rang = 0;
    for (LigneLue l; lecteur->suivante(l); l = {}) {
        lot.push_back(preparer(std::move(l), ++rang, i, regles, env.coffre));
        if (lot.size() >= 500)
            prevoir_le_lot();
    }
    prevoir_le_lot();
    return r;
}

Compte_rendu raconter(acces::Environnement const& env, Id<Importation> id, bool inchangee) {
    auto lease = env.base.read();
    auto db = lease.reader();
    Compte_rendu r{*trouver(db, id), {}, {}, {}, id};
    for (std::int64_t rang = 0;;) {
        auto lot = lignes(db, id, rang, 500);
        if (lot.empty())
            break;
        rang = lot.back().rang;
        for (auto& l : lot) {
            if (inchangee && !l.est(Issue::douteuse) && !l.est(Issue::refusee) && !l.est(Issue::erreur)) {
                l.issue = base::code(Issue::identique);
                l.motif = "Ce fichier a déjà été importé : rien ne change.";
            }
            r.dire(l);
        }
    }
    if (inchangee)
        r.message = "Ce fichier a déjà été importé le " + base::affiche(*r.liste.appliquee_le) + " : rien ne change.";
    return r;
}

void mener(acces::Environnement const& env, Id<Importation> id, bool confirmer) {
    mener_le_travail(env, id, travail_lire);
    auto lease = env.base.read();
    auto db = lease.reader();
    auto i = *trouver(db, id);
    if (i.etape == Etape::refusee)
        refuser(i.nom, i.motif);
    if (i.etape == Etape::question) {
        auto q = lire_questions(i.questions);
        storage::Transaction tx{env.base};
        if (!confirmer) {
            effacer_les_lignes(tx.writer(), id);
            passer(tx.writer(), i, Etape::abandonnee, q.front().phrase);
            tx.commit();
            refuser(i.nom, q.front().phrase + " Relancez avec --confirmer si c’est voulu.");
        }
        tx.writer().run("update importation set confirmee_le = ? where id = ?", env.horloge.instant(), id);
        passer(tx.writer(), i, Etape::prevue);
        tx.commit();
    }
    mener_le_travail(env, id, travail_appliquer);
}

Id<Importation> recevoir(acces::Environnement const& env, Fichier& f) {
    auto range = ranger(env, f.demande.chemin, false);
    f.reconnu.proposition.reset(); // les colonnes proposées, ou données, suffisent
    storage::Transaction tx{env.base};
    auto au_nom_de = deposant_systeme(tx.writer(), f.reconnu.liste.etablissement);
    auto i = deposer(tx.writer(), env, std::move(f.reconnu), range, {}, au_nom_de);
    acces::consigner(tx.writer(), env.horloge.instant(), {}, "commande", acces::Acte::fichier_depose,
                     {{}, "importation/" + std::to_string(i.id.valeur), i.format, ""});
    tx.commit();
    return i.id;
}

Compte_rendu importer(acces::Environnement const& env, Fichier& f, bool confirmer) {
    if (f.reconnu.deja) {
        auto const& d = *f.reconnu.deja;
        if (d.etape == Etape::colonnes)
            refuser(d.nom, "Cette liste attend déjà dans la page Listes reçues (colonnes à confirmer).");
        bool inchangee = d.etape == Etape::appliquee;
        if (!inchangee)
            mener(env, d.id, confirmer); // reprise après un arrêt
        return raconter(env, d.id, inchangee);
    }
    auto id = recevoir(env, f);
    mener(env, id, confirmer);
    return raconter(env, id, false);
}

std::string_view issue_en_json(Issue i) { return base::code(i == Issue::erreur ? Issue::refusee : i); }

json en_json(Compte_rendu const& r) {
    auto const& c = r.comptes;
    json j{{"fichier", r.liste.nom},   {"format", r.liste.format},       {"lues", c.lues},
           {"nouvelles", c.nouvelles}, {"mises_a_jour", c.mises_a_jour}, {"identiques", c.identiques},
           {"douteuses", c.douteuses}, {"refusees", c.ecartees()},       {"dont_mal_formees", c.erreurs},
           {"lignes", json::array()}};
    if (!r.message.empty())
        j["message"] = r.message;
    if (auto a = r.avertissements(); !a.empty())
        j["avertissements"] = std::move(a);
    if (r.page)
        j["importation"] = r.page->valeur;
    for (auto const& l : r.lignes)
        j["lignes"].push_back(
            {{"numero", l.numero}, {"genre", l.genre}, {"issue", issue_en_json(l.issue)}, {"motif", l.motif}});
    return j;
}

void ecrire(Compte_rendu const& r, std::ostream& out) {
    out << r.liste.nom << "\n  " << r.liste.libelle_format << "\n  "
        << base::pluriel(r.comptes.lues, "ligne lue", "lignes lues") << " : " << phrase(r.comptes) << ".\n";
    if (!r.message.empty())
        out << "  " << r.message << "\n";
    if (!r.liste.correspondance.empty())
        out << "  Colonnes — " << colonnes_en_clair(correspondance_depuis_json(r.liste.correspondance)) << "\n";
    for (auto const& a : r.avertissements())
        out << "  À savoir : " << a << "\n";
    for (auto const& l : r.lignes)
        if (l.issue == Issue::refusee || l.issue == Issue::erreur || l.issue == Issue::douteuse)
            out << "  " << l.ou << ", " << base::minuscules(base::libelle(l.issue)) << " — " << l.motif << "\n";
    if (r.comptes.douteuses > 0 && r.page)
        out << "  Les lignes douteuses se tranchent dans la page /importations/" << r.page->valeur << "/douteuses\n";
}

int faire(Options const& o, acces::Environnement& env, std::ostream& out) {
    std::vector<Fichier> fichiers;
    auto lease = env.base.read();
    auto db = lease.reader();
    for (auto const& chemin : o.fichiers)
        fichiers.push_back(examiner(env, db, o, chemin));
    std::ranges::stable_sort(fichiers, {}, ordre);
    std::vector<std::unique_ptr<Planificateur>> plans;
    json tous = json::array();
    bool refus = false;
    for (auto& f : fichiers) {
        Compte_rendu r;
        if (f.reconnu.deja && f.reconnu.deja->etape == Etape::appliquee)
            r = raconter(env, f.reconnu.deja->id, true);
        else if (o.essai) {
            plans.push_back(std::make_unique<Planificateur>(db, f.reconnu.liste, env.coffre, env.horloge.jour()));
            if (plans.size() > 1)
                plans.back()->heriter(*plans[plans.size() - 2]);
            r = essayer(env, db, f, *plans.back());
        } else
            r = importer(env, f, o.confirmer);
        refus |= r.comptes.ecartees() > 0;
        o.en_json ? void(tous.push_back(en_json(r))) : ecrire(r, out);
    }
    if (o.en_json)
        out << (fichiers.size() == 1 ? tous.front() : tous).dump(2, ' ', false, json::error_handler_t::replace) << "\n";
    return refus ? 1 : 0;
}

} // namespace

int commande_importer(std::vector<std::string> const& args, acces::Environnement& env, std::ostream& out,
                      std::ostream& err) {
    auto o = lire_les_options(args);
    if (o.aide) {
        out << mode_d_emploi;
        return 0;
    }
    if (!o.erreur.empty()) {
        err << o.erreur << "\n\n" << mode_d_emploi;
        return 2;
    }
    try {
        return faire(o, env, out);
    } catch (documents::FichierRefuse const& e) { // le refus d'un fichier se dit, il ne casse rien
        if (o.en_json)
            out << json{{"fichier", e.refus().fichier},
                        {"format", ""},
                        {"lues", 0},
                        {"nouvelles", 0},
                        {"mises_a_jour", 0},
                        {"identiques", 0},
                        {"douteuses", 0},
                        {"refusees", 0},
                        {"refuse", true},
                        {"message", documents::phrase(e.refus())},
                        {"lignes", json::array()}}
                       .dump(2, ' ', false, json::error_handler_t::replace)
                << "\n";
        err << "Fichier refusé, rien n’a été écrit. " << documents::phrase(e.refus()) << "\n";
        return 2;
    }
}

} // namespace metier::echanges
