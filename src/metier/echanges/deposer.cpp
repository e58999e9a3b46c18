#include "metier/echanges/deposer.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/echanges/formats/json.hpp"
#include "metier/echanges/memoire_sql.hpp"
#include "metier/echanges/travaux.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::echanges {
namespace {

namespace fs = std::filesystem;

bool a_le_champ(Correspondance const& c, std::initializer_list<Champ> champs) {
    return std::ranges::any_of(c.colonnes, [&](auto const& colonne) {
        return colonne.champ && std::ranges::find(champs, *colonne.champ) != champs.end();
    });
}

Nature nature_du_tableau(std::optional<Proposition> const& p) {
    if (!p)
        return Nature::eleves;
    auto c = p->correspondance();
    if (a_le_champ(c, {Champ::campagne, Champ::id_siei, Champ::psad}))
        return Nature::decrocheurs;
    if (a_le_champ(c, {Champ::contrat_debut, Champ::contrat_rupture, Champ::uai_formateur, Champ::nom_cfa}))
        return Nature::apprentis;
    if (a_le_champ(c, {Champ::decision_affectation, Champ::rang_voeu}))
        return Nature::affectation;
    return Nature::eleves;
}

Nature nature_de(Format f, Demande const& d, std::optional<Proposition> const& p) {
    switch (f) {
    case Format::siecle_responsables:
    case Format::siecle_structures:
    case Format::siecle_nomenclatures: return Nature::annexe;
    case Format::siecle_eleves:
    case Format::siecle_archive:
    case Format::siecle_liste:
    case Format::siecle_extraction:
    case Format::pix:
    case Format::onde: return d.nature == Nature::decrocheurs ? Nature::decrocheurs : Nature::eleves;
    case Format::cfa_effectifs:
    case Format::cfa_liste_nominative: return Nature::apprentis;
    case Format::affelnet: return Nature::affectation;
    case Format::cfa_rupturants:
    case Format::siei_liste: return Nature::decrocheurs;
    case Format::annuaire: return Nature::annexe;
    case Format::tableau: return d.nature ? *d.nature : nature_du_tableau(p);
    }
    return Nature::eleves;
}

struct Expediteur {
    std::string code, nom;
    jeunes::GenreSource genre = jeunes::GenreSource::autre;
};

jeunes::GenreSource genre_de(std::string_view code) {
    auto genre = base::lire_code<jeunes::GenreSource>(code.substr(0, code.find(':')));
    if (code.starts_with("ml:"))
        return jeunes::GenreSource::mission_locale;
    return genre.value_or(jeunes::GenreSource::autre);
}

/// Qui envoie : le code de la source est stable, c'est lui qui fait reconnaître un réimport.
Expediteur expediteur(Format f, Nature nature, std::string const& uai, std::string const& dit,
                      std::string const& etablissement) {
    auto lieu = !uai.empty() ? uai : base::cle_d_en_tete(dit);
    auto avec_lieu = [&](std::string prefixe) { return lieu.empty() ? prefixe : prefixe + ":" + lieu; };
    auto nom = [&](std::string const& genre) {
        auto qui = !dit.empty() ? dit : !etablissement.empty() ? etablissement : uai;
        return qui.empty() ? genre : genre + ", " + qui;
    };
    switch (f) {
    case Format::siecle_eleves:
    case Format::siecle_responsables:
    case Format::siecle_structures:
    case Format::siecle_nomenclatures:
    case Format::siecle_archive:
    case Format::siecle_liste:
    case Format::siecle_extraction: return {avec_lieu("siecle"), nom("SIECLE"), {}};
    case Format::cfa_effectifs:
    case Format::cfa_liste_nominative: return {avec_lieu("cfa"), nom("CFA"), {}};
    case Format::cfa_rupturants: return {"cfa:rupturants", "Ruptures de contrat", {}};
    case Format::affelnet: return {"affelnet", "Affelnet", {}};
    case Format::siei_liste: return {"siei", "SIEI (RIO)", {}};
    case Format::pix:
    case Format::onde:
    case Format::annuaire:
    case Format::tableau: break;
    }
    if (nature == Nature::decrocheurs)
        return {dit.empty() ? "siei" : "siei:" + lieu, nom("SIEI (RIO)"), {}};
    if (nature == Nature::mission_locale)
        return {dit.empty() ? "ml" : "ml:" + lieu, dit.empty() ? "Mission locale" : dit, {}};
    if (nature == Nature::apprentis)
        return {avec_lieu("cfa"), nom("CFA"), {}};
    if (nature == Nature::affectation)
        return {"affelnet", "Affelnet", {}};
    return {avec_lieu("autre"), nom("Liste"), {}};
}

std::string uai_des_lignes(Lecteur& lecteur) {
    std::string uai;
    int n = 0;
    for (LigneLue l; n < 20 && lecteur.suivante(l); ++n)
        for (auto champ : {Champ::uai_formateur, Champ::uai})
            if (auto lu = base::Uai::lire(l[champ]); lu && uai.empty())
                uai = lu->texte();
    return uai;
}

std::string horodatage_iso(std::string const& lu) {
    auto jour = base::lire_date(lu.substr(0, 10));
    return jour ? base::iso(*jour) + (lu.size() > 10 ? " " + lu.substr(11) : std::string{}) : lu;
}

[[noreturn]] void refuser(std::string const& nom, std::string message) {
    throw documents::FichierRefuse({.fichier = nom, .message = std::move(message)});
}

} // namespace

std::string empreinte_des_en_tetes(Correspondance const& c) {
    std::string tout;
    for (auto const& colonne : c.colonnes)
        (tout += base::cle_d_en_tete(colonne.en_tete)) += '\x1f';
    return base::sha256(tout);
}

std::string ce_qui_manque(Correspondance const& c, Nature nature) {
    std::vector<std::string> manque;
    if (!a_le_champ(c, {Champ::nom_famille, Champ::nom_usage, Champ::nom_et_prenom}))
        manque.emplace_back("le nom");
    if (!a_le_champ(c, {Champ::prenom, Champ::prenoms, Champ::nom_et_prenom}))
        manque.emplace_back("le prénom");
    if (!a_le_champ(c, {Champ::naissance}) &&
        !(nature == Nature::affectation && a_le_champ(c, {Champ::ine, Champ::uai_origine})))
        manque.emplace_back("la date de naissance");
    return base::joint(manque, ", ");
}

Reconnu reconnaitre(acces::Environnement const& env, Reader& db, Demande const& d) {
    auto lecteur = ouvrir(d.chemin, d.nom, d.correspondance);
    auto const en_tete = lecteur->en_tete();
    if (en_tete.format == Format::annuaire)
        refuser(d.nom, "Ce fichier est l’annuaire des établissements. Chargez-le depuis la page Territoire, ou par « "
                       "raccroche annuaire ».");
    Reconnu r;
    auto& i = r.liste;
    i.nom = base::coupe(d.nom, 200);
    i.sha256 = base::sha256_de_fichier(d.chemin.string());
    i.octets = static_cast<std::int64_t>(fs::file_size(d.chemin));
    i.format = code(en_tete.format);
    i.libelle_format = en_tete.libelle_format.empty() ? std::string(libelle(en_tete.format)) : en_tete.libelle_format;
    i.avertissements = base::joint(en_tete.avertissements, "\n");
    if (en_tete.correspondance_a_confirmer)
        r.proposition = lecteur->proposition();
    i.nature = nature_de(en_tete.format, d, r.proposition);
    auto uai = base::Uai::lire(en_tete.uai);
    i.uai = uai ? uai->texte() : d.uai ? d.uai->texte() : std::string{};
    if (i.uai.empty() && (i.nature == Nature::eleves || i.nature == Nature::apprentis))
        i.uai = uai_des_lignes(*lecteur);
    std::string etablissement;
    if (auto lu = base::Uai::lire(i.uai))
        if (auto e = territoire::trouver(db, *lu)) {
            i.etablissement = e->id;
            etablissement = e->nom;
        }
    i.deposee_le = env.horloge.instant();
    i.jour = d.jour.value_or(env.horloge.jour());
    auto annee = base::AnneeScolaire::lire(en_tete.annee);
    i.annee = annee ? *annee : d.annee ? *d.annee : base::AnneeScolaire::du(i.jour);
    i.horodatage = horodatage_iso(en_tete.horodatage);
    auto source = expediteur(en_tete.format, i.nature, i.uai, d.expediteur, etablissement);
    r.code_source = source.code;
    r.nom_source = source.nom;
    if (auto connue = jeunes::source(db, source.code))
        i.source = *connue;
    if (r.proposition) {
        auto retenue = d.correspondance ? *d.correspondance : r.proposition->correspondance();
        if (!d.correspondance && i.source.valeur > 0)
            if (auto deja = correspondance(db, i.source, empreinte_des_en_tetes(retenue))) {
                retenue = correspondance_depuis_json(*deja);
                r.proposition.reset(); // déjà confirmée pour cet expéditeur
            }
        r.colonnes_suffisantes = ce_qui_manque(retenue, i.nature).empty();
        i.correspondance = en_json(retenue);
    } else if (d.correspondance) {
        i.correspondance = en_json(*d.correspondance);
    }
    r.deja = deja_recue(db, i.sha256, i.nature, annee ? annee : d.annee);
    return r;
}

std::vector<Question> questions(Reader& db, Reconnu const& r, Demande const& d, Deposant const& deposant) {
    std::vector<Question> liste;
    auto const& i = r.liste;
    if (i.etablissement) {
        auto e = territoire::trouver(db, *i.etablissement);
        if (std::ranges::find(deposant.bassins, e->territoire) == deposant.bassins.end())
            liste.push_back({"F-04", "Ce fichier vient de « " + e->nom + " » (" + e->uai + ", " + e->bassin +
                                         "), qui n’est pas dans votre périmètre. Voulez-vous vraiment l’importer ?"});
    } else if (!i.uai.empty()) {
        liste.push_back(
            {"F-04", "L’établissement " + i.uai + " n’est pas dans l’annuaire. Vérifiez que c’est le bon fichier."});
    }
    if (d.annee && i.annee != *d.annee)
        liste.push_back({"F-05", "Ce fichier est de l’année " + i.annee.affiche() + ", et non " + d.annee->affiche() +
                                     ". L’importer dans l’année " + i.annee.affiche() + " ?"});
    if (i.source.valeur > 0 && !i.horodatage.empty())
        if (auto dernier = derniere_appliquee(db, i.source, i.format, i.annee);
            dernier && i.horodatage < dernier->horodatage)
            liste.push_back({"F-06", "Ce fichier (" + i.horodatage + ") est plus ancien que le dernier importé (" +
                                         dernier->horodatage + "). L’importer reviendrait en arrière. Continuer ?"});
    return liste;
}

fs::path ranger(acces::Environnement const& env, fs::path const& recu, bool deplacer) {
    auto dossier = fs::path(env.dossier) / "depots";
    fs::create_directories(dossier);
    fs::permissions(dossier, fs::perms::owner_all);
    auto place = dossier / base::jeton(16);
    std::error_code autre_disque;
    if (deplacer)
        fs::rename(recu, place, autre_disque);
    if (!deplacer || autre_disque)
        fs::copy_file(recu, place);
    fs::permissions(place, fs::perms::owner_read | fs::perms::owner_write);
    return place;
}

Importation deposer(Writer& db, acces::Environnement const& env, Reconnu r, fs::path const& range,
                    std::vector<Question> const& questions, Deposant const& deposant) {
    auto& i = r.liste;
    i.source = jeunes::source(db, r.code_source, r.nom_source, genre_de(r.code_source));
    i.fichier = range.string();
    i.questions = ecrire_questions(questions);
    i.etape = r.proposition ? Etape::colonnes : questions.empty() ? Etape::recue : Etape::question;
    auto id = enregistrer(db, i, deposant);
    if (i.etape == Etape::recue)
        demander_le_travail(db, env.horloge.instant(), id, travail_lire, deposant.agent);
    return *trouver(db, id);
}

void confirmer_les_colonnes(Writer& db, acces::Environnement const& env, Importation const& i,
                            Correspondance const& correspondance, Nature nature, std::string const& qui,
                            std::optional<Id<acces::Agent>> agent) {
    auto source = expediteur(format(i.format).value_or(Format::tableau), nature, i.uai, qui, "");
    auto id = jeunes::source(db, source.code, source.nom, genre_de(source.code));
    retenir_correspondance(db, env.horloge.instant(), agent, id, empreinte_des_en_tetes(correspondance),
                           en_json(correspondance));
    db.run("update importation set correspondance = ?, nature = ?, source_id = ? where id = ?", en_json(correspondance),
           nature, id, i.id);
    passer(db, i, i.questions.empty() ? Etape::recue : Etape::question);
    if (i.questions.empty())
        demander_le_travail(db, env.horloge.instant(), i.id, travail_lire, agent);
}

} // namespace metier::echanges
