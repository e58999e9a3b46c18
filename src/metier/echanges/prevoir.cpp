#include "metier/echanges/prevoir.hpp"

#include "base/texte.hpp"
#include "metier/echanges/effets.hpp"
#include "metier/echanges/formats/lecteur.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::echanges {
namespace {

constexpr int candidats_compares = 20;
/// Une liste se compare à toute une académie, même quand la base est encore petite : sinon deux homonymes nés des jours
/// différents passeraient pour la même personne.
constexpr std::int64_t eleves_d_une_academie = 500'000;

std::int64_t dossiers(Reader& db) { return db.one<std::int64_t>("select count(*) from jeune"); }

std::string sans_suffixe(std::string const& cle) { return cle.substr(0, cle.find('#')); }

bool contraires(std::uint64_t a, std::uint64_t b) { return a && b && a != b; }

} // namespace

LibelleLu libelle_lu(LigneLue const& l, base::AnneeScolaire annee) {
    if (l.genre == Genre::division) {
        auto code = std::string(l.a(Champ::division) ? l[Champ::division] : l[Champ::groupe]);
        return {(l.a(Champ::division) ? "DIVISION/" : "GROUPE/") + std::to_string(annee.debut), code,
                std::string(l[Champ::division_libelle])};
    }
    auto libelle = l.a(Champ::libelle_long) ? l[Champ::libelle_long] : l[Champ::libelle_court];
    return {std::string(l[Champ::nomenclature]), std::string(l[Champ::code]), base::propre(libelle)};
}

/// Les empreintes sont en base64 ou en hexadécimal, à clé : leur hachage suffit.
Planificateur::Trace Planificateur::trace(std::string_view empreinte) {
    if (empreinte.empty())
        return 0;
    Trace t = 0xcbf29ce484222325; // FNV-1a
    for (unsigned char c : empreinte)
        t = (t ^ c) * 0x100000001b3;
    return t;
}

Planificateur::DejaVue Planificateur::vue(LigneImport const& l) {
    return {.rang = l.rang,
            .numero = l.numero,
            .empreinte = trace(l.empreinte),
            .ine = trace(l.ine),
            .identite = trace(l.identite),
            .cle = trace(l.cle),
            .jeune = l.jeune,
            .issue = base::lire_code<Issue>(l.issue).value_or(Issue::erreur)};
}

Planificateur::Planificateur(Reader& db, Importation const& i, base::Coffre const& coffre, Date jour)
    : importation_{i}, coffre_{coffre}, age_minimal_{territoire::entier(db, "siei.age_minimal", i.jour)},
      age_maximal_{territoire::entier(db, "siei.age_maximal", i.jour)},
      modele_{
          rapprochement::modele_d_un_bassin(static_cast<std::size_t>(std::max<std::int64_t>(i.comptes().lues, 1'000)),
                                            static_cast<std::size_t>(std::max(dossiers(db), eleves_d_une_academie)))},
      seuils_{rapprochement::seuils_par_couts(territoire::entier(db, "rapprochement.cout_cache", jour), 1)} {}

void Planificateur::reprendre(Reader& db) {
    struct Vue {
        std::int64_t rang = 0, numero = 0;
        std::string empreinte, cle, identite, ine, issue, genre;
        std::optional<Id<jeunes::Jeune>> jeune;
    };
    db.each<Vue>(
        "select rang, numero, empreinte, cle, identite, ine, issue, genre, jeune_id from ligne_import "
        "where importation_id = ? and issue <> '' order by rang",
        [&](Vue&& v) {
            LigneImport l;
            l.rang = v.rang, l.numero = v.numero, l.empreinte = v.empreinte, l.cle = v.cle, l.identite = v.identite,
            l.ine = v.ine;
            l.issue = v.issue, l.genre = v.genre, l.jeune = v.jeune;
            memoriser(l, sans_suffixe(v.cle));
            comptes_.compter(*base::lire_code<Issue>(v.issue));
        },
        importation_.id);
}

void Planificateur::heriter(Planificateur const& autre) {
    auto const debut = static_cast<std::uint32_t>(vues_.size());
    for (auto copie : autre.vues_) {
        copie.rang = -std::abs(copie.rang); // ce rang n'est pas de ce fichier
        vues_.push_back(copie);
    }
    auto reprendre_de = [&](Index const& d_avant, Index& ici) {
        for (auto const& [cle, place] : d_avant)
            ici.emplace(cle, debut + place);
    };
    if (autre.importation_.uai == importation_.uai && autre.importation_.annee == importation_.annee)
        reprendre_de(autre.par_cle_, par_cle_);
    reprendre_de(autre.par_identite_, par_identite_);
}

Planificateur::Lot Planificateur::charger(Reader& db, std::vector<LigneImport> const& lignes) {
    std::vector<std::string> cles, identites;
    for (auto const& l : lignes) {
        cles.push_back(l.cle);
        if (!l.groupe.empty())
            cles.push_back(l.groupe);
        if (!l.identite.empty())
            identites.push_back(l.identite);
    }
    return {connues(db, importation_.source, cles), decisions(db, identites)};
}

Planificateur::DejaVue const* Planificateur::vue_en(Index const& index, Trace cle) const {
    auto ou = index.find(cle);
    return ou == index.end() ? nullptr : &vues_[ou->second];
}

std::uint32_t Planificateur::garder(DejaVue const& v) {
    vues_.push_back(v);
    return static_cast<std::uint32_t>(vues_.size() - 1);
}

std::vector<LignePrevue> Planificateur::prevoir(Reader& db, std::vector<LigneImport> lignes) {
    auto lot = charger(db, lignes);
    std::vector<LignePrevue> prevues;
    prevues.reserve(lignes.size());
    for (auto& l : lignes)
        prevues.push_back(prevoir_une(db, lot, std::move(l)));
    return prevues;
}

LignePrevue Planificateur::revoir(Reader& db, LigneImport ligne) {
    std::vector<LigneImport> une{std::move(ligne)};
    auto lot = charger(db, une);
    struct Autre {
        std::int64_t rang = 0, numero = 0;
        std::string ine, issue;
        std::optional<Id<jeunes::Jeune>> jeune;
        std::string cle, identite;
    };
    auto autre_vue = [](Autre const& a) {
        LigneImport l;
        l.rang = a.rang, l.numero = a.numero, l.ine = a.ine, l.issue = a.issue, l.jeune = a.jeune, l.cle = a.cle;
        l.identite = a.identite;
        return vue(l);
    };
    auto const& l = une.front();
    if (!l.identite.empty())
        if (auto autre = db.maybe<Autre>(
                "select rang, numero, ine, issue, jeune_id, cle, identite from ligne_import where importation_id = ? "
                "and "
                "identite "
                "= ? and rang < ? and issue not in ('', 'erreur', 'refusee', 'douteuse') order by rang limit 1",
                importation_.id, l.identite, l.rang))
            par_identite_[trace(l.identite)] = garder(autre_vue(*autre));
    auto p = prevoir_une(db, lot, std::move(une.front()));
    if (p.ligne.jeune && p.ligne.decidee.empty())
        if (auto autre =
                db.maybe<Autre>("select rang, numero, ine, issue, jeune_id, cle, identite from ligne_import where "
                                "importation_id = ? and jeune_id "
                                "= ? and rang <> ? and cle <> ? order by rang limit 1",
                                importation_.id, *p.ligne.jeune, p.ligne.rang, p.ligne.cle)) {
            par_jeune_[du_jeune(*p.ligne.jeune)] = garder(autre_vue(*autre));
            disputer(p.ligne, p);
        }
    return p;
}

LignePrevue Planificateur::prevoir_une(Reader& db, Lot const& lot, LigneImport ligne) {
    LignePrevue p{std::move(ligne), {}};
    auto& l = p.ligne;
    auto regles = regles_de_lecture(importation_, annuaire_, db);
    LigneExaminee lue{l.lue(coffre_), {}};
    lue.fiche = controler(lue.ligne, regles);
    auto cle_d_origine = l.cle;
    l.comme_rang.reset();
    switch (lue.ligne.genre) {
    case Genre::eleve: prevoir_un_eleve(db, lot, lue, p); break;
    case Genre::responsable: prevoir_un_responsable(db, lot, l); break;
    case Genre::division:
    case Genre::nomenclature: prevoir_un_libelle(db, lue.ligne, l); break;
    case Genre::etablissement:
        poser(l, Issue::refusee, "L’annuaire des établissements se charge depuis la page Territoire.");
        break;
    }
    memoriser(l, cle_d_origine, &lue.fiche);
    comptes_.compter(*base::lire_code<Issue>(l.issue));
    return p;
}

std::string Planificateur::autre_ligne(std::int64_t numero) const {
    bool const xml = est_un_xml(format(importation_.format).value_or(Format::tableau));
    return (xml ? "l’" : "la ") + repere(Genre::eleve, numero, xml);
}

void Planificateur::memoriser(LigneImport const& l, std::string const& cle_d_origine, FicheLue const* fiche) {
    if (l.genre != code(Genre::eleve))
        return;
    auto v = vue(l);
    if (fiche)
        v.etat_civil = EtatCivil{fiche->sexe, trace(fiche->commune_naissance)};
    auto const ici = garder(v);
    if (!par_cle_.emplace(v.cle, ici).second || cle_d_origine != l.cle)
        ++vues_[par_cle_.try_emplace(trace(cle_d_origine), ici).first->second].fois;
    if (l.jeune && (l.est(Issue::mise_a_jour) || l.est(Issue::identique)))
        par_jeune_.emplace(du_jeune(*l.jeune), ici);
    if (!l.est(Issue::erreur) && !l.est(Issue::refusee) && !l.est(Issue::douteuse))
        par_identite_.emplace(v.identite, ici);
}

bool Planificateur::ecarter(LigneExaminee const& lue, LigneImport& l) const {
    if (lue.ligne.a_une_erreur()) {
        std::vector<std::string> messages;
        for (auto const& a : lue.ligne.anomalies)
            if (a.gravite == Gravite::erreur)
                messages.push_back(phrase(a));
        poser(l, Issue::erreur, base::joint(messages, " "));
        return true;
    }
    if (importation_.nature != Nature::decrocheurs || !lue.fiche.naissance)
        return false;
    if (base::age(*lue.fiche.naissance, importation_.jour) < age_minimal_) {
        poser(l, Issue::refusee,
              "Moins de " + std::to_string(age_minimal_) + " ans au " + base::affiche(importation_.jour) +
                  " : instruction obligatoire, relève de la DSDEN (règle R-10). Non compté comme décrocheur.");
        return true;
    }
    return false;
}

bool Planificateur::repeter(LigneImport& l, Lot const& lot) {
    if (auto const* deja = vue_en(par_cle_, trace(l.cle)); deja && deja->rang != l.rang) {
        if (deja->empreinte == trace(l.empreinte)) {
            poser(l, Issue::identique, "Répète " + autre_ligne(deja->numero) + ".", deja->jeune);
            l.comme_rang = deja->rang;
            return true;
        }
        if (deja->identite && deja->identite != trace(l.identite)) {
            poser(l, Issue::refusee,
                  "Même numéro d’élève que " + autre_ligne(deja->numero) +
                      ", mais une autre personne : l’une écraserait l’autre. Corrigez le numéro à la source, puis "
                      "renvoyez le fichier.");
            l.cle += "#" + std::to_string(deja->fois + 1);
            return true;
        }
        l.cle += "#" + std::to_string(deja->fois + 1);
    }
    if (auto connue = lot.connues.find(l.cle); connue != lot.connues.end() && connue->second.jeune) {
        bool meme = connue->second.empreinte == l.empreinte;
        poser(l, meme ? Issue::identique : Issue::mise_a_jour,
              meme ? "Déjà reçue telle quelle de cette source."
                   : "Une valeur a changé depuis le dernier fichier de cette source.",
              connue->second.jeune);
        return true;
    }
    auto const* deja = vue_en(par_identite_, trace(l.identite));
    if (!deja || deja->rang == l.rang || contraires(deja->ine, trace(l.ine)) || numerotes_a_part(l, *deja))
        return false;
    poser(l, Issue::mise_a_jour, "Même personne que " + autre_ligne(deja->numero) + " : une personne, deux lignes.",
          deja->jeune);
    l.comme_rang = deja->rang;
    return true;
}

void Planificateur::prevoir_un_eleve(Reader& db, Lot const& lot, LigneExaminee const& lue, LignePrevue& p) {
    auto& l = p.ligne;
    if (ecarter(lue, l) || repeter(l, lot))
        return;
    if (auto jeune = jeunes::connu_de(db, importation_.source, cle_de_personne(lue.fiche, importation_, coffre_)))
        return connaitre(db, lue, l, *jeune, "Déjà connue de cette source.");
    rapprocher(db, lot, lue, p);
    if (auto d = lot.decisions.find({l.identite, l.jeune ? l.jeune->valeur : 0}); d == lot.decisions.end())
        disputer(l, p);
    if (l.est(Issue::nouvelle))
        opposer(db, lue.fiche, l);
    if (l.est(Issue::douteuse) && deja_en_attente(db, importation_.id, l.cle, l.empreinte))
        l.motif += " La même ligne attend déjà votre décision dans une liste précédente.";
    if (importation_.nature == Nature::affectation && lue.fiche.naissance &&
        base::age(*lue.fiche.naissance, importation_.jour) < age_minimal_)
        l.motif += " Instruction obligatoire : relève de la DSDEN.";
    if (importation_.nature == Nature::decrocheurs && base::age(*lue.fiche.naissance, importation_.jour) > age_maximal_)
        l.motif += " Plus de " + std::to_string(age_maximal_) + " ans : à vérifier.";
}

void Planificateur::rapprocher(Reader& db, Lot const& lot, LigneExaminee const& lue, LignePrevue& p) {
    auto& l = p.ligne;
    auto cherchee = jeunes::fiche(identite_lue(lue.fiche), coffre_);
    bool longue = importation_.nature == Nature::eleves || importation_.nature == Nature::apprentis;
    auto const prudence = longue ? Prudence::ordinaire : Prudence::grande;
    auto juger = [&](std::vector<jeunes::Candidat> const& candidats) {
        std::vector<Note> notes;
        for (auto const& c : candidats) {
            auto n = noter(cherchee, c.jeune, c.fiche, modele_);
            if (auto d = lot.decisions.find({l.identite, c.jeune.valeur}); d != lot.decisions.end())
                n.decision = d->second;
            notes.push_back(std::move(n));
        }
        return conclure(std::move(notes), seuils_, prudence);
    };
    auto v = juger(jeunes::candidats(db, cherchee, candidats_compares));
    if (v.conclusion == Conclusion::nouveau) // deux fautes à la fois : aucune clé ne les rapproche
        v = juger(jeunes::candidats_a_deux_fautes(db, cherchee, candidats_compares));
    switch (v.conclusion) {
    case Conclusion::nouveau: return poser(l, Issue::nouvelle, v.motif);
    case Conclusion::connu: return connaitre(db, lue, l, *v.jeune, v.motif);
    case Conclusion::douteux: break;
    }
    poser(l, Issue::douteuse, v.motif);
    for (auto const& n : v.candidats)
        p.candidats.push_back({n.jeune, n.dixiemes, n.probabilite, n.motif});
}

void Planificateur::connaitre(Reader& db, LigneExaminee const& lue, LigneImport& l, Id<jeunes::Jeune> jeune,
                              std::string motif) {
    bool change = change_quelque_chose(db, coffre_, importation_, lue.fiche, jeune, annuaire_);
    poser(l, change ? Issue::mise_a_jour : Issue::identique, std::move(motif), jeune);
}

void Planificateur::prevoir_un_responsable(Reader& db, Lot const& lot, LigneImport& l) {
    (void)db;
    auto eleve = lot.connues.find(l.groupe);
    auto const* ici = vue_en(par_cle_, trace(l.groupe));
    bool connu = eleve != lot.connues.end() && eleve->second.jeune;
    bool dans_ce_fichier =
        ici && ici->issue != Issue::erreur && ici->issue != Issue::refusee && ici->issue != Issue::douteuse;
    if (!connu && !dans_ce_fichier)
        return poser(l, Issue::refusee, "Élève inconnu : importez d’abord le fichier des élèves de cet établissement.");
    std::optional<Id<jeunes::Jeune>> jeune;
    if (connu)
        jeune = eleve->second.jeune;
    else
        l.comme_rang = ici->rang;
    auto connue = lot.connues.find(l.cle);
    if (connue == lot.connues.end())
        return poser(l, Issue::nouvelle, "Responsable d’un élève connu.", jeune);
    bool meme = connue->second.empreinte == l.empreinte;
    poser(l, meme ? Issue::identique : Issue::mise_a_jour,
          meme ? "Déjà reçu tel quel de cette source." : "Une valeur a changé.", jeune);
}

void Planificateur::prevoir_un_libelle(Reader& db, LigneLue const& lue, LigneImport& l) {
    auto lu = libelle_lu(lue, importation_.annee);
    if (lu.code.empty())
        return poser(l, Issue::erreur, "Le code manque.");
    auto connu = libelle_exact(db, importation_.source, lu.nomenclature, lu.code);
    if (!connu)
        return poser(l, Issue::nouvelle, "Nouveau libellé.");
    bool meme = *connu == lu.libelle;
    poser(l, meme ? Issue::identique : Issue::mise_a_jour, meme ? "Libellé déjà connu." : "Le libellé a changé.");
}

} // namespace metier::echanges
