#include "metier/echanges/effets.hpp"
#include "metier/jeunes/numeros.hpp"

#include "base/texte.hpp"
#include "metier/echanges/diplome_lu.hpp"
#include "metier/echanges/formats/affectation.hpp"
#include "metier/echanges/prevoir.hpp"
#include "metier/echanges/scolarite_lue.hpp"
#include "metier/jeunes/numeros.hpp"
#include "metier/reperage/provenance.hpp"

namespace metier::echanges {
namespace {

/// Établissement que dit la ligne, à défaut celui du fichier.
std::optional<territoire::Etablissement> etablissement_de(Reader& db, Importation const& i, FicheLue const& f,
                                                          Annuaire& annuaire) {
    for (auto const& uai : {f.uai, f.uai_formateur})
        if (uai)
            if (auto const& e = annuaire.trouver(db, *uai))
                return e;
    if (!f.uai && !f.uai_formateur)
        if (auto uai = base::Uai::lire(i.uai))
            return annuaire.trouver(db, *uai);
    return std::nullopt;
}

std::optional<Date> premiere(std::initializer_list<std::optional<Date>> dates) {
    for (auto const& d : dates)
        if (d)
            return d;
    return std::nullopt;
}

/// Sortie et son motif : radiation, rupture ou exclusion pour un apprenti.
void dire_la_sortie(jeunes::Inscription& ins, Reader& db, Importation const& i, FicheLue const& f) {
    if (f.sortie) {
        ins.au = f.sortie;
        ins.motif_sortie = libelle(db, i.source, "MOTIF_SORTIE", f.motif_sortie).value_or(f.motif_sortie);
    } else if (f.exclusion) {
        ins.au = f.exclusion;
        ins.motif_sortie = f.cause_exclusion.empty() ? "Exclusion" : "Exclusion : " + f.cause_exclusion;
    } else if (f.contrat_rupture) {
        ins.au = f.contrat_rupture;
        ins.motif_sortie = f.cause_rupture.empty() ? "Rupture du contrat" : "Rupture du contrat : " + f.cause_rupture;
    } else if (i.nature == Nature::apprentis) {
        auto etat = base::normalise(f.indicateur);
        if (etat.starts_with("RUPTURANT") || etat.starts_with("ABANDON")) {
            ins.au = f.formation_fin ? std::min(*f.formation_fin, i.jour) : i.jour;
            ins.motif_sortie = etat.starts_with("ABANDON") ? "Abandon" : "Rupture du contrat";
        }
    }
    if (ins.au && *ins.au < ins.du)
        ins.du = *ins.au;
}

jeunes::NiveauResponsable niveau(std::optional<int> n) {
    if (n == 3)
        return jeunes::NiveauResponsable::contact;
    return n == 2 ? jeunes::NiveauResponsable::en_charge : jeunes::NiveauResponsable::representant_legal;
}

/// CODE_PARENTE de SIECLE (formats.md §2.3), sinon le texte.
std::string lien_de_parente(std::string const& code) {
    static constexpr std::pair<std::string_view, std::string_view> liens[] = {
        {"10", "mere"},    {"1", "pere"},       {"2", "mere"},
        {"20", "pere"},    {"37", "fratrie"},   {"38", "ascendant"},
        {"39", "famille"}, {"41", "educateur"}, {"42", "assistant_familial"},
        {"50", "tuteur"},  {"51", "ase"},       {"70", "lui_meme"},
        {"90", "autre"}};
    for (auto const& [c, lien] : liens)
        if (c == code)
            return std::string(lien);
    auto mots = base::normalise(code);
    if (mots == "MERE" || mots == "PERE" || mots == "TUTEUR")
        return base::minuscules(mots);
    return code.empty() ? "autre" : code;
}

void signaler(Writer& db, Importation const& i, FicheLue const& f, EffetDeLigne const& e, Annuaire& annuaire) {
    auto campagne = i.campagne.empty() ? f.campagne : i.campagne;
    auto uai = f.uai_origine ? f.uai_origine->texte() : f.uai ? f.uai->texte() : std::string{};
    auto sortie = premiere({f.sortie, f.contrat_rupture});
    auto motif = f.motif_sortie.empty() ? f.cause_rupture : f.motif_sortie;
    db.run("insert into signalement_liste (importation_id, ligne_id, jeune_id, source_id, jour, campagne, dernier_uai, "
           "sortie, motif_sortie) "
           "values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (ligne_id) do nothing",
           i.id, e.ligne, e.jeune, i.source, i.jour, campagne, uai, sortie, motif);
    auto origine = "ligne_import/" + std::to_string(e.ligne.valeur);
    reperage::signaler(db, {e.jeune, i.source, i.jour, campagne, uai, sortie, motif, origine});
    auto s = scolarite_lue(db, i, f, annuaire);
    reperage::preciser(db, origine, {s.lieu, s.classe, s.formation, s.annee});
}

/// Sans place, il attend un entretien de situation.
void attendre_un_entretien(Writer& db, Importation const& i, Id<jeunes::Jeune> jeune) {
    auto places = db.one<std::int64_t>(
        "select count(*) from voeu where jeune_id = ? and annee = ? and affectation = 'affecte'", jeune, i.annee);
    if (places == 0)
        jeunes::entrer_en_psad(db, jeune, i.jour);
}

/// Une place : la liste qui l'attendait ne l'attend plus ; ce qui le faisait suivre d'ailleurs demeure.
void ne_plus_attendre(Writer& db, Importation const& i, Id<jeunes::Jeune> jeune) {
    db.run("update jeune set psad_depuis = null where id = ? and psad_depuis in (select v.jour from voeu v where "
           "v.jeune_id = jeune.id and v.annee = ? and v.affectation = 'non_affecte') and not exists (select 1 from "
           "signalement g where g.jeune_id = jeune.id)",
           jeune, i.annee);
}

void noter_le_voeu(Writer& db, Importation const& i, FicheLue const& f, EffetDeLigne const& e) {
    auto resultat = affectation(f.decision_affectation);
    if (resultat == Affectation::affecte) // avant d'écraser le refus qu'elle remplace
        ne_plus_attendre(db, i, e.jeune);
    db.run("insert into voeu (jeune_id, annee, rang, formation, uai_demande, resultat, source_id, affectation, jour, "
           "importation_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
           "on conflict (jeune_id, annee, rang, formation) do update set uai_demande = excluded.uai_demande, resultat "
           "= excluded.resultat, source_id = excluded.source_id, affectation = excluded.affectation, jour = "
           "excluded.jour, importation_id = excluded.importation_id",
           e.jeune, i.annee, f.rang_voeu.value_or(0), f.formation_demandee.empty() ? f.formation : f.formation_demandee,
           f.uai ? f.uai->texte() : std::string{}, f.decision_affectation, i.source, base::code(resultat), i.jour,
           i.id);
    if (resultat == Affectation::non_affecte)
        attendre_un_entretien(db, i, e.jeune);
}

void noter_l_accompagnement(Writer& db, Importation const& i, FicheLue const& f, EffetDeLigne const& e) {
    jeunes::Situation s;
    s.genre = jeunes::GenreSituation::accompagne;
    s.du = premiere({f.date_situation, f.entree}).value_or(i.jour);
    if (f.sortie && *f.sortie >= s.du)
        s.au = f.sortie;
    s.structure = f.structure_responsable.empty() ? i.nom_source : f.structure_responsable;
    s.fondement = jeunes::Fondement::source;
    s.origine = "importation/" + std::to_string(i.id.valeur);
    if (auto deja = jeunes::situation_au(db, e.jeune, s.du);
        deja && deja->situation.genre == s.genre && deja->situation.au == s.au)
        return;
    jeunes::noter_situation(db, e.jeune, s); // un refus laisse le fait vérifié en place : c'est voulu
}

} // namespace

std::optional<jeunes::Inscription> inscription_de(Reader& db, base::Coffre const& coffre, Importation const& i,
                                                  FicheLue const& f, Id<jeunes::Jeune> jeune, Annuaire& annuaire) {
    if (i.nature == Nature::affectation || i.nature == Nature::decrocheurs)
        return inscription_passee(db, coffre, i, f, jeune, annuaire);
    if (i.nature != Nature::eleves && i.nature != Nature::apprentis)
        return std::nullopt;
    jeunes::Inscription ins;
    ins.jeune = jeune;
    ins.annee = f.annee.value_or(i.annee);
    if (auto e = etablissement_de(db, i, f, annuaire))
        ins.etablissement = e->id;
    else
        ins.structure = f.uai             ? f.uai->texte()
                        : f.uai_formateur ? f.uai_formateur->texte()
                        : i.uai.empty()   ? i.nom_source
                                          : i.uai;
    ins.du = premiere({f.entree, f.formation_entree, f.contrat_debut}).value_or(ins.annee.premier_jour());
    bool apprenti = i.nature == Nature::apprentis || f.statut == "AP";
    ins.statut = apprenti ? jeunes::StatutInscription::apprenti : jeunes::StatutInscription::scolaire;
    ins.mef = f.mef.value_or("");
    ins.formation = f.formation.empty() ? libelle(db, i.source, "MEF", ins.mef).value_or("") : f.formation;
    ins.classe = f.division;
    ins.regime = f.regime;
    ins.sans_classe = i.nature == Nature::eleves && f.sans_classe && !f.sortie;
    ins.source = i.source;
    ins.cle_source = cle_de_personne(f, i, coffre);
    ins.vue_le = i.deposee_le;
    dire_la_sortie(ins, db, i, f);
    return ins;
}

std::vector<jeunes::Responsable> responsables_de(FicheLue const& f) {
    std::vector<jeunes::Responsable> liste;
    for (auto const& r : f.responsables) {
        if (r.nom.empty() && r.prenom.empty())
            continue;
        jeunes::Responsable x;
        x.lien = lien_de_parente(r.parente);
        x.niveau = niveau(r.niveau);
        x.civilite = r.civilite;
        x.nom = r.nom;
        x.prenom = r.prenom;
        x.telephone = r.telephones.empty() ? "" : r.telephones[0];
        x.telephone2 = r.telephones.size() > 1 ? r.telephones[1] : "";
        x.courriel = r.courriel;
        x.adresse = r.adresse;
        x.code_postal = r.code_postal;
        x.commune = r.commune;
        x.cle_source = base::normalise(r.nom) + "/" + base::normalise(r.prenom) + "/" + x.lien;
        liste.push_back(std::move(x));
    }
    return liste;
}

bool change_quelque_chose(Reader& db, base::Coffre const& coffre, Importation const& i, FicheLue const& f,
                          Id<jeunes::Jeune> jeune, Annuaire& annuaire) {
    if (i.nature != Nature::eleves && i.nature != Nature::apprentis)
        return true; // un signalement, un vœu ou une situation s'ajoute
    auto identique = jeunes::Apport::identique;
    if (jeunes::apport_prevu(db, coffre, jeune, i.source, cle_de_personne(f, i, coffre), identite_lue(f)).apport !=
        identique)
        return true;
    if (auto d = diplome_de(db, f, jeune); d && jeunes::diplome_prevu(db, jeune, *d).apport != identique)
        return true;
    auto ins = inscription_de(db, coffre, i, f, jeune, annuaire);
    return ins && jeunes::inscription_prevue(db, *ins).apport != identique;
}

std::optional<Id<territoire::Territoire>> bassin_de(Reader& db, Importation const& i, FicheLue const& f,
                                                    Annuaire& annuaire) {
    if (auto e = etablissement_de(db, i, f, annuaire))
        return e->territoire;
    if (f.uai_origine)
        if (auto const& e = annuaire.trouver(db, *f.uai_origine))
            return e->territoire;
    if (auto ici = annuaire.bassin_du_code_postal(db, f.code_postal))
        return ici;
    auto bassins = db.all<Id<territoire::Territoire>>(
        "select territoire_id from importation_bassin where importation_id = ? order by 1", i.id);
    if (bassins.empty() || (bassins.size() > 1 && !i.agent))
        return std::nullopt;
    return bassins.front();
}

void ecrire_les_effets(Writer& db, base::Coffre const& coffre, Importation const& i, FicheLue const& f,
                       EffetDeLigne const& e, Annuaire& annuaire) {
    if (!e.nouveau)
        jeunes::rattacher(db, coffre, e.maintenant, e.jeune, i.source, cle_de_personne(f, i, coffre), identite_lue(f));
    if (auto ins = inscription_de(db, coffre, i, f, e.jeune, annuaire)) {
        jeunes::inscrire(db, *ins);
        if (ins->etablissement && !f.elenoet.empty())
            jeunes::noter_numero_interne(db, *ins->etablissement, f.elenoet, e.jeune);
    }
    if (auto responsables = responsables_de(f); !responsables.empty())
        jeunes::remplacer_responsables(db, e.jeune, i.source, responsables);
    if (auto diplome = diplome_de(db, f, e.jeune))
        jeunes::ajouter_diplome(db, e.jeune, i.source, *diplome);
    switch (i.nature) {
    case Nature::eleves:
    case Nature::apprentis:
    case Nature::annexe:
    case Nature::a_dire: break;
    case Nature::affectation: noter_le_voeu(db, i, f, e); break;
    case Nature::decrocheurs: signaler(db, i, f, e, annuaire); break;
    case Nature::mission_locale: noter_l_accompagnement(db, i, f, e); break;
    }
}

void ecrire_le_libelle(Writer& db, Importation const& i, LigneLue const& ligne) {
    auto lu = libelle_lu(ligne, i.annee);
    retenir_libelle(db, i.source, lu.nomenclature, lu.code, lu.libelle);
}

} // namespace metier::echanges
