#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/acces/journal.hpp"
#include "metier/echanges/compte_rendu.hpp"
#include "metier/echanges/echanges.hpp"
#include "metier/echanges/formats/json.hpp"
#include "metier/echanges/importer_options.hpp"
#include "metier/echanges/lire.hpp"
#include "metier/echanges/memoire_sql.hpp"
#include "metier/echanges/prevoir.hpp"
#include "metier/echanges/travaux.hpp"

namespace metier::echanges {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

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

std::string colonnes_en_clair(Proposition const& p) {
    std::string texte;
    for (auto const& c : p.colonnes)
        texte += "\n  « " + c.en_tete + " » : " + (c.champ ? std::string(code(*c.champ)) : "ignorée");
    return texte;
}

std::string nom_de(fs::path const& chemin) {
    auto propre = chemin.lexically_normal();
    return (propre.has_filename() ? propre.filename() : propre.parent_path().filename()).string();
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

/// Un chemin qui n'est pas un fichier lisible se dit en clair, avant de l'ouvrir.
void exiger_un_fichier(fs::path const& chemin, std::string const& nom) {
    std::error_code ignore; // l'état suffit : absent, dossier ou illisible
    auto etat = fs::status(chemin, ignore);
    if (!fs::exists(etat))
        refuser(nom, etat.type() == fs::file_type::not_found ? "Ce fichier n’existe pas. Vérifiez le chemin."
                                                             : "Ce fichier ne peut pas être lu. Vérifiez vos droits.");
    if (fs::is_directory(etat))
        refuser(nom, "C’est un dossier, et non un fichier. Indiquez les fichiers qu’il contient.");
    if (!fs::is_regular_file(etat))
        refuser(nom, "Ce n’est pas un fichier ordinaire. Copiez-le d’abord dans un fichier.");
    if (!std::ifstream{chemin, std::ios::binary})
        refuser(nom, "Ce fichier ne peut pas être lu. Vérifiez vos droits.");
}

/// Sans nature, on ne sait pas ce que la liste change : c'est à une personne de le dire.
[[noreturn]] void demander_la_nature(Reconnu const& r) {
    std::string choix;
    for (auto const& n : std::span{natures}.first(natures_au_choix))
        choix += "\n  --nature " + std::string(n.code) + " : " + std::string(n.libelle);
    refuser(r.liste.nom, "Rien dans ce tableau ne dit de qui il parle. Relancez en l’indiquant :" + choix +
                             "\nColonnes trouvées :" + colonnes_en_clair(*r.proposition));
}

/// Ce que la page demanderait : un établissement inconnu se dit, le reste attend --confirmer.
void interroger(Reader& db, Options const& o, Fichier& f) {
    auto& i = f.reconnu.liste;
    for (auto const& q : questions(db, f.reconnu, f.demande, deposant_systeme(db, i.etablissement))) {
        bool a_confirmer = q.code != "F-04" || f.demande.uai;
        if (a_confirmer && !o.confirmer)
            refuser(i.nom, q.phrase + " Relancez avec --confirmer si c’est voulu.");
        if (!a_confirmer)
            i.avertissements += (i.avertissements.empty() ? "" : "\n") + q.phrase;
    }
}

/// Reconnaît le fichier et le lit jusqu'au bout : s'il doit être refusé, c'est avant la première écriture.
Fichier examiner(acces::Environnement const& env, Reader& db, Options const& o, std::string const& chemin) {
    Fichier f{o.modele, {}};
    f.demande.chemin = chemin;
    f.demande.nom = nom_de(chemin);
    exiger_un_fichier(f.demande.chemin, f.demande.nom);
    f.reconnu = reconnaitre(env, db, f.demande);
    if (!o.colonnes.empty() && f.reconnu.proposition) {
        f.demande.correspondance = lire_les_colonnes(o.colonnes, f.reconnu.proposition->correspondance());
        f.reconnu = reconnaitre(env, db, f.demande);
    }
    if (f.reconnu.nature_a_dire() && f.reconnu.deja) { // une personne l'a déjà dite pour ce même fichier
        f.reconnu.liste.nature = f.reconnu.deja->nature;
        f.reconnu.liste.correspondance = f.reconnu.deja->correspondance;
    }
    auto const& i = f.reconnu.liste;
    if (!f.reconnu.deja && !f.reconnu.colonnes_suffisantes && f.reconnu.proposition) {
        auto manque = ce_qui_manque(correspondance_depuis_json(i.correspondance), i.nature);
        refuser(i.nom,
                "Ce tableau n’est pas un format connu, et il manque " + manque +
                    ". Sa première ligne doit nommer les colonnes ; dites laquelle est quoi avec --colonnes (voir "
                    "--aide). Colonnes trouvées :" +
                    colonnes_en_clair(*f.reconnu.proposition));
    }
    if (f.reconnu.nature_a_dire() && f.reconnu.proposition)
        demander_la_nature(f.reconnu);
    if (f.demande.annee && *f.demande.annee != i.annee)
        refuser(i.nom, "Ce fichier est de l’année " + i.annee.affiche() + " : relancez avec --annee " +
                           i.annee.affiche() + " si c’est voulu.");
    auto correspondance =
        i.correspondance.empty() ? std::nullopt : std::optional{correspondance_depuis_json(i.correspondance)};
    auto lecteur = ouvrir(f.demande.chemin, f.demande.nom, correspondance);
    for (LigneLue l; lecteur->suivante(l);)
        ;
    completer_les_avertissements(f.reconnu.liste, *lecteur);
    if (!f.reconnu.deja)
        interroger(db, o, f);
    return f;
}

/// Un refus venu de l'intérieur d'une archive nomme aussi l'archive.
Fichier examiner_ou_dire_lequel(acces::Environnement const& env, Reader& db, Options const& o,
                                std::string const& chemin) {
    try {
        return examiner(env, db, o, chemin);
    } catch (documents::FichierRefuse const& e) {
        auto refus = e.refus();
        if (auto nom = nom_de(chemin); refus.fichier != nom && refus.fichier != o.colonnes)
            refus.fichier = nom + " (" + refus.fichier + ")";
        throw documents::FichierRefuse(refus);
    }
}

CompteRendu essayer(acces::Environnement const& env, Reader& db, Fichier const& f, Planificateur& plan,
                    Langage langage) {
    CompteRendu r{f.reconnu.liste, langage};
    r.message = "Essai : rien n’a été écrit.";
    auto const& i = r.liste;
    Annuaire annuaire;
    auto regles = regles_de_lecture(i, annuaire, db);
    auto correspondance =
        i.correspondance.empty() ? std::nullopt : std::optional{correspondance_depuis_json(i.correspondance)};
    auto lecteur = ouvrir(f.demande.chemin, f.demande.nom, correspondance);
    std::vector<LigneImport> lot;
    auto prevoir_le_lot = [&] {
        for (auto const& p : plan.prevoir(db, std::exchange(lot, {})))
            r.dire(p.ligne, env.coffre);
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

CompteRendu raconter(acces::Environnement const& env, Id<Importation> id, bool inchangee, Langage langage) {
    auto lease = env.base.read();
    auto db = lease.reader();
    CompteRendu r{*trouver(db, id), langage};
    r.page = id;
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
            r.dire(l, env.coffre);
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

Id<Importation> recevoir(acces::Environnement const& env, Fichier& f, bool colonnes_dites) {
    auto range = ranger(env, f.demande.chemin, false);
    f.reconnu.proposition.reset(); // les colonnes proposées, ou données, suffisent
    storage::Transaction tx{env.base};
    auto au_nom_de = deposant_systeme(tx.writer(), f.reconnu.liste.etablissement);
    auto i = deposer(tx.writer(), env, std::move(f.reconnu), range, {}, au_nom_de);
    if (colonnes_dites) // la prochaine fois, cet expéditeur n'aura plus à les dire
        retenir_correspondance(tx.writer(), env.horloge.instant(), {}, i.source,
                               empreinte_des_en_tetes(correspondance_depuis_json(i.correspondance)), i.correspondance);
    acces::consigner(tx.writer(), env.horloge.instant(), {}, "commande", acces::Acte::fichier_depose,
                     {{}, "importation/" + std::to_string(i.id.valeur), i.format, ""});
    tx.commit();
    return i.id;
}

CompteRendu importer(acces::Environnement const& env, Fichier& f, Options const& o) {
    if (f.reconnu.deja) {
        auto const& d = *f.reconnu.deja;
        if (d.etape == Etape::colonnes)
            refuser(d.nom, "Cette liste attend déjà dans la page Listes reçues (colonnes à confirmer).");
        bool inchangee = d.etape == Etape::appliquee;
        if (!inchangee)
            mener(env, d.id, o.confirmer); // reprise après un arrêt
        return raconter(env, d.id, inchangee, o.langage());
    }
    auto id = recevoir(env, f, !o.colonnes.empty() && f.demande.correspondance);
    mener(env, id, o.confirmer);
    return raconter(env, id, false, o.langage());
}

/// Ce qui sort, au fil des fichiers (en JSON, un tableau s'ils sont plusieurs) ; un refus l'arrête, et chacun sait ce
/// qu'il est devenu.
struct Sortie {
    Options const& o;
    std::ostream &out, &err;
    std::vector<std::string> dits{};
    int ecrits = 0;

    void dire(CompteRendu r) {
        commencer();
        dits.push_back(r.liste.nom);
        r.ecrire(out, marge());
    }
    int refuser(documents::FichierRefuse const& e, std::vector<std::string> const& noms) {
        auto phrase = documents::phrase(e.refus());
        err << "Fichier refusé, rien n’" << (dits.empty() ? "" : "en ") << "a été écrit. " << phrase << "\n";
        bool nomme = false;
        for (auto const& nom : noms) {
            if (std::ranges::find(dits, nom) != dits.end())
                continue;
            bool lui = !nomme && (e.refus().fichier.starts_with(nom) || noms.size() == 1);
            nomme |= lui;
            auto message = lui ? phrase : "Pas importé : un autre fichier est refusé.";
            if (!lui)
                err << "Pas importé non plus : " << nom << "\n";
            if (o.en_json) {
                commencer();
                ecrire_non_importe(out, marge(), nom, message, lui);
            }
        }
        finir();
        return 2;
    }
    void finir() const {
        if (o.en_json)
            out << (o.fichiers.size() > 1 ? "\n]\n" : "\n");
    }

private:
    std::size_t marge() const { return o.fichiers.size() > 1 ? 2 : 0; }
    void commencer() {
        if (o.en_json && o.fichiers.size() > 1)
            out << (ecrits++ == 0 ? "[\n" : ",\n");
    }
};

CompteRendu traiter(Options const& o, acces::Environnement& env, Reader& db, Fichier& f,
                    std::unique_ptr<Planificateur>& plan) {
    if (f.reconnu.deja && f.reconnu.deja->etape == Etape::appliquee)
        return raconter(env, f.reconnu.deja->id, true, o.langage());
    if (!o.essai)
        return importer(env, f, o);
    auto suivant = std::make_unique<Planificateur>(db, f.reconnu.liste, env.coffre, env.horloge.jour());
    if (plan)
        suivant->heriter(*plan);
    plan = std::move(suivant);
    return essayer(env, db, f, *plan, o.langage());
}

int faire(Options const& o, acces::Environnement& env, std::ostream& out, std::ostream& err) {
    Sortie sortie{.o = o, .out = out, .err = err};
    std::vector<std::string> noms;
    for (auto const& chemin : o.fichiers)
        noms.push_back(nom_de(chemin));
    try {
        std::vector<Fichier> fichiers;
        auto lease = env.base.read();
        auto db = lease.reader();
        for (auto const& chemin : o.fichiers)
            fichiers.push_back(examiner_ou_dire_lequel(env, db, o, chemin));
        std::ranges::stable_sort(fichiers, {}, ordre);
        std::unique_ptr<Planificateur> plan; // du fichier précédent, pour un essai
        bool refus = false;
        for (auto& f : fichiers) {
            auto r = traiter(o, env, db, f, plan);
            refus |= r.comptes.ecartees() > 0;
            sortie.dire(std::move(r));
        }
        sortie.finir();
        return refus ? 1 : 0;
    } catch (documents::FichierRefuse const& e) { // le refus d'un fichier se dit, il ne casse rien
        return sortie.refuser(e, noms);
    }
}

} // namespace

int commande_importer(std::vector<std::string> const& args, acces::Environnement& env, std::ostream& out,
                      std::ostream& err) {
    auto o = lire_les_options(args);
    if (o.aide) {
        out << mode_d_emploi_d_importer();
        return 0;
    }
    if (!o.erreur.empty()) {
        err << o.erreur << "\n\n" << mode_d_emploi_d_importer();
        return 2;
    }
    return faire(o, env, out, err);
}

} // namespace metier::echanges
