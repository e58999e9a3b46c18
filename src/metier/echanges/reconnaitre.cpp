#include <algorithm>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/echanges/deposer.hpp"
#include "metier/echanges/expediteur.hpp"
#include "metier/echanges/formats/json.hpp"
#include "metier/echanges/memoire_sql.hpp"
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

Nature nature_de(Format f, Demande const& d, Nature deduite) {
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
    case Format::tableau: return d.nature ? *d.nature : deduite;
    }
    return Nature::eleves;
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

/// « 2026-10-01 08:00:00 » → « 01/10/2026 08:00:00 »
std::string horodatage_affiche(std::string const& iso) {
    auto jour = base::lire_date(iso.substr(0, 10));
    return jour ? base::affiche(*jour) + iso.substr(std::min<std::size_t>(iso.size(), 10)) : iso;
}

[[noreturn]] void refuser(std::string const& nom, std::string message) {
    throw documents::FichierRefuse({.fichier = nom, .message = std::move(message)});
}

} // namespace

std::string empreinte_des_en_tetes(Correspondance const& c) {
    std::vector<std::string> cles;
    for (auto const& colonne : c.colonnes)
        cles.push_back(base::cle_d_en_tete(colonne.en_tete));
    std::ranges::sort(cles);
    return base::sha256(base::joint(cles, "\x1f"));
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

namespace {

/// Rien n'est dit de l'expéditeur ni de la nature, mais ces en-têtes n'ont été confirmés que pour une source : c'est
/// elle, et on le dit.
std::optional<CorrespondanceRetenue> comme_la_derniere_fois(Reader& db, Demande const& d,
                                                            std::optional<Proposition> const& p) {
    if (!p || d.nature || d.correspondance || !d.expediteur.empty())
        return std::nullopt;
    auto deja = correspondances(db, empreinte_des_en_tetes(p->correspondance()));
    return deja.size() == 1 ? std::optional{std::move(deja.front())} : std::nullopt;
}

void avertir(Importation& i, std::string const& phrase) {
    i.avertissements += (i.avertissements.empty() ? "" : "\n") + phrase;
}

Importation fichier_recu(acces::Environnement const& env, Demande const& d, EnTeteFichier const& en_tete) {
    Importation i;
    i.nom = base::coupe(d.nom, 200);
    i.sha256 = base::sha256_de_fichier(d.chemin.string());
    i.octets = static_cast<std::int64_t>(fs::file_size(d.chemin));
    i.format = code(en_tete.format);
    i.libelle_format = en_tete.libelle_format.empty() ? std::string(libelle(en_tete.format)) : en_tete.libelle_format;
    i.avertissements = base::joint(en_tete.avertissements, "\n");
    i.deposee_le = env.horloge.instant();
    i.jour = d.jour.value_or(env.horloge.jour());
    i.horodatage = horodatage_iso(en_tete.horodatage);
    return i;
}

/// De quelle école sont ces élèves : sans elle, deux écoles qui numérotent pareil mêleraient leurs élèves.
void lire_l_uai(Importation& i, Demande const& d, EnTeteFichier const& en_tete) {
    auto lu = base::Uai::lire(en_tete.uai);
    i.uai = lu ? lu->texte() : d.uai ? d.uai->texte() : std::string{};
    bool d_une_ecole = en_tete.format == Format::siecle_eleves || en_tete.format == Format::siecle_archive ||
                       en_tete.format == Format::siecle_responsables;
    if (!i.uai.empty() || !d_une_ecole)
        return;
    auto corrige = base::Uai::corrige(en_tete.uai);
    throw documents::FichierRefuse(
        {.fichier = d.nom,
         .message = std::string(en_tete.uai.empty() ? "Ce fichier ne dit pas de quel établissement il vient (UAJ)."
                                                    : "L’UAI de l’établissement (UAJ) n’est pas valable.") +
                    " Refaites l’export, ou indiquez l’UAI en déposant le fichier (en ligne de commande\u00A0: "
                    "--uai).",
         .lu = base::coupe(en_tete.uai, 20),
         .attendu = corrige ? corrige->texte() : "sept chiffres et une lettre, comme 0350017D"});
}

/// Une liste de SIECLE en tableau ne dit pas son école : sans elle, ses élèves ne seraient dans aucun secteur.
void exiger_l_ecole(Importation const& i, Demande const& d, Format f) {
    bool siecle = f == Format::siecle_liste || f == Format::siecle_extraction;
    if (siecle && i.nature == Nature::eleves && i.uai.empty())
        refuser(d.nom,
                "Ce tableau de SIECLE ne dit pas de quel établissement il vient\u00A0: indiquez son UAI en déposant "
                "le fichier, dans «\u00A0Préciser ce que le fichier ne dit pas\u00A0» (en ligne de commande\u00A0: "
                "--uai).");
}

void lire_l_annee(Importation& i, Demande const& d, EnTeteFichier const& en_tete) {
    auto lue = base::AnneeScolaire::lire(en_tete.annee);
    if (!lue && !en_tete.annee.empty() && !d.annee)
        throw documents::FichierRefuse(
            {.fichier = d.nom,
             .message = "L’année scolaire de ce fichier ne se lit pas. Refaites l’export, ou indiquez l’année en "
                        "déposant le fichier (en ligne de commande\u00A0: --annee).",
             .lu = base::coupe(en_tete.annee, 20),
             .attendu = "une année comme 2026"});
    i.annee = lue ? *lue : d.annee ? *d.annee : base::AnneeScolaire::du(i.jour);
    if (est_un_xml(en_tete.format) && en_tete.annee.empty() && !d.annee)
        avertir(i, "Ce fichier ne dit pas son année scolaire\u00A0: lu comme " + i.annee.affiche() + ".");
}

/// Les colonnes retenues pour ce tableau : données, déjà confirmées pour cette source, ou proposées.
void choisir_les_colonnes(Reader& db, Demande const& d, Reconnu& r, std::optional<CorrespondanceRetenue> const& seule) {
    auto& i = r.liste;
    if (!r.proposition) {
        if (d.correspondance)
            i.correspondance = en_json(*d.correspondance);
        return;
    }
    auto colonnes = d.correspondance ? *d.correspondance : r.proposition->correspondance();
    if (!d.correspondance && i.source.valeur > 0)
        if (auto deja = correspondance(db, i.source, empreinte_des_en_tetes(colonnes))) {
            colonnes = correspondance_depuis_json(*deja).dans_l_ordre_de(colonnes);
            r.proposition.reset(); // déjà confirmées pour cet expéditeur
        }
    r.colonnes_suffisantes = ce_qui_manque(colonnes, i.nature).empty();
    i.correspondance = en_json(colonnes);
    if (seule)
        avertir(i, "Ces colonnes ont déjà été confirmées pour «\u00A0" + seule->nom +
                       "\u00A0»\u00A0: la liste est lue comme venant de là. Sinon, dites qui l’envoie en la "
                       "déposant.");
    else if (!d.nature && !r.deduite.pourquoi.empty())
        avertir(i, "Lue comme une liste «\u00A0" + std::string(base::libelle(i.nature)) + "\u00A0», d’après " +
                       r.deduite.pourquoi + ".");
}

} // namespace

Reconnu reconnaitre(acces::Environnement const& env, Reader& db, Demande const& d) {
    auto lecteur = ouvrir(d.chemin, d.nom, d.correspondance);
    auto const en_tete = lecteur->en_tete();
    if (en_tete.format == Format::annuaire)
        refuser(d.nom, "Ce fichier est l’annuaire des établissements. Chargez-le depuis la page "
                       "« Établissements », « Importer l’annuaire ».");
    Reconnu r;
    auto& i = r.liste = fichier_recu(env, d, en_tete);
    if (en_tete.correspondance_a_confirmer)
        r.proposition = lecteur->proposition();
    auto const seule = comme_la_derniere_fois(db, d, r.proposition);
    if (seule)
        r.deduite.nature = nature_de_la_source(seule->code);
    else if (r.proposition)
        r.deduite = nature_deduite(*r.proposition);
    i.nature = nature_de(en_tete.format, d, r.deduite.nature);
    lire_l_uai(i, d, en_tete);
    if (i.uai.empty() && (i.nature == Nature::eleves || i.nature == Nature::apprentis))
        i.uai = uai_des_lignes(*lecteur);
    exiger_l_ecole(i, d, en_tete.format);
    std::string etablissement;
    if (auto lu = base::Uai::lire(i.uai))
        if (auto e = territoire::trouver(db, *lu)) {
            i.etablissement = e->id;
            etablissement = e->nom;
        }
    lire_l_annee(i, d, en_tete);
    auto source = seule ? Expediteur{seule->code, seule->nom}
                        : expediteur(en_tete.format, i.nature, i.uai, d.expediteur, etablissement);
    r.code_source = source.code;
    r.nom_source = source.nom;
    if (auto connue = jeunes::source(db, source.code))
        i.source = *connue;
    choisir_les_colonnes(db, d, r, seule);
    auto lue = base::AnneeScolaire::lire(en_tete.annee);
    r.deja = deja_recue(db, i.sha256, i.nature, lue ? lue : d.annee);
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
    if (d.uai && !i.uai.empty() && i.uai != d.uai->texte())
        liste.push_back({"F-04", "Ce fichier vient de l’établissement " + i.uai + ", et non de " + d.uai->texte() +
                                     ". Est-ce le bon fichier ?"});
    if (i.annee.debut > base::AnneeScolaire::du(i.jour).debut + 1)
        liste.push_back({"F-05", "Ce fichier est de l’année " + i.annee.affiche() +
                                     ", qui n’est pas encore là. Est-ce le bon fichier ?"});
    if (d.annee && i.annee != *d.annee)
        liste.push_back({"F-05", "Ce fichier est de l’année " + i.annee.affiche() + ", et non " + d.annee->affiche() +
                                     ". L’importer dans l’année " + i.annee.affiche() + " ?"});
    if (i.source.valeur > 0 && !i.horodatage.empty())
        if (auto dernier = derniere_appliquee(db, i.source, i.format, i.annee);
            dernier && i.horodatage < dernier->horodatage)
            liste.push_back({"F-06", "Ce fichier (" + horodatage_affiche(i.horodatage) +
                                         ") est plus ancien que le dernier importé (" +
                                         horodatage_affiche(dernier->horodatage) +
                                         "). L’importer reviendrait en arrière. Continuer ?"});
    return liste;
}

} // namespace metier::echanges
