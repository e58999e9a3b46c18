// Ce qu'une purge fait d'un dossier. Le registre dit quelles tables parlent de personnes et ce qu'elles deviennent ;
// ici, comment chacune se ramène au mois.
#include <algorithm>

#include "metier/conservation/conservation.hpp"

namespace metier::conservation {
namespace {

/// Un jour devient le premier de son mois ; un instant, minuit ce jour-là.
std::string au_mois(std::string const& c) { return c + " = substr(" + c + ", 1, 7) || '-01'"; }
std::string instant_au_mois(std::string const& c) { return c + " = substr(" + c + ", 1, 7) || '-01T00:00:00Z'"; }

struct Reduction {
    std::string_view table;
    std::vector<std::string> jours, instants;
    std::string_view vide; ///< « note = '', agent_id = null » : ce qui dit qui, où, ou ce qui a été dit
};

/// Restent : quel fait, quel mois, quel lieu scolaire. Partent : tout texte, toute personne, tout jour.
std::vector<Reduction> const& reductions() {
    static std::vector<Reduction> const toutes = {
        {"contact",
         {"le"},
         {"cree_le", "annule_le"},
         "note = '', prochain = null, agent_id = null, saisie = null, annule_par = null, annule_motif = ''"},
        {"entretien",
         {"jour"},
         {"cree_le", "modifie_le", "annule_le"},
         "heure = '', duree = null, canal = '', lieu = '', participants = '', objet = '', resume = '', avis = '', "
         "decisions = '', prochaine = null, decision = '', motif = '', explication = '', champs = '[]', agent_id = "
         "null, "
         "modifie_par = null, saisie = null, annule_par = null, annule_motif = ''"},
        {"solution",
         {"proposee_le", "acceptee_le", "effet_le", "fin_le", "verifiee_le"},
         {"cree_le"},
         "structure = '', motif = '', annule_motif = '', agent_id = null, annulee_par = null, saisie = null"},
        {"suivi_solution", {"le"}, {"cree_le"}, "agent_id = null"},
        {"situation",
         {"du", "au"},
         {},
         "structure = '', agent_id = null, verifiee_le = null, origine = '', ecourtee_par = ''"},
        {"inscription", {"du", "au"}, {"vue_le"}, "structure = '', cle_source = '', visible_jusqu_au = '0001-01-01'"},
        {"diplome", {"obtenu_le"}, {"retire_le"}, "saisi_par = null, retire_par = null, motif_retrait = ''"},
        {"verification",
         {"jour", "depuis"},
         {"faite_le", "annulee_le"},
         "structure = '', agent_id = null, annulee_par = null, situation_avant = ''"},
        {"signalement", {"jour", "sortie"}, {}, "motif_sortie = '', origine = 'purge/' || cast(id as text)"},
        {"fusion", {}, {}, "motif = '', deplacements = '{}', faite_par = null, defaite_par = null"},
        {"ligne_import",
         {},
         {},
         "contenu = '', identite = '', groupe = '', ine = '', cle = '', empreinte = '', motif = ''"},
        // L'âge le jour de l'observation reste, pour que la campagne redonne ses nombres ; pas la date de naissance.
        {"campagne_jeune",
         {},
         {},
         "nom = '', prenom = '', cle_tri = '', motif = '', pourquoi_legale = '', pourquoi_siei = '', pourquoi_locale = "
         "''"},
    };
    return toutes;
}

struct TableDuRegistre {
    std::string table, colonne, au_terme;
};

/// Lignes qui n'ont de sens qu'avec d'autres : elles partent d'abord.
struct Dependance {
    std::string_view table, sql; ///< « … where … » ; `?` : le jeune
};
constexpr Dependance dependances[] = {
    {"entretien", "delete from entretien_version where entretien_id in (select id from entretien where jeune_id = ?)"},
    {"exemption_formation", "update convocation set exemptee_par = null where jeune_id = ?"},
    {"echeance", "delete from echeance_relais where echeance_id in (select id from echeance where jeune_id = ?)"},
    {"reunion_point", "delete from reunion_motif where point_id in (select id from reunion_point where jeune_id = ?)"},
    {"reunion_point", "delete from reunion_texte where point_id in (select id from reunion_point where jeune_id = ?)"},
    {"reunion_point",
     "delete from reunion_texte_version where point_id in (select id from reunion_point where jeune_id = ?)"},
    {"reunion_decision",
     "delete from reunion_decision_version where decision_id in (select id from reunion_decision where jeune_id = ?)"},
    {"campagne_proche", "delete from campagne_proche where proche_id = ?"},
    {"fusion",
     "update fusion set motif = '', deplacements = '{}', faite_par = null, defaite_par = null where absorbe_id = ?"},
    {"paire_membre",
     "update paire set explication = '', identites = '', cle = 'purge/' || cast(id as text) where id in (select "
     "paire_id from paire_membre where jeune_id = ?)"},
};

std::int64_t reduire(Writer& db, TableDuRegistre const& t, Id<Jeune> jeune) {
    auto r = std::ranges::find(reductions(), t.table, &Reduction::table);
    ensure(r != reductions().end(), "une table se garde au mois sans dire comment");
    std::string sql = "update " + t.table + " set " + std::string(r->vide);
    for (auto const& c : r->jours)
        sql += ", " + au_mois(c);
    for (auto const& c : r->instants)
        sql += ", " + instant_au_mois(c);
    return db.run(sql + " where " + t.colonne + " = ?", jeune);
}

/// Né tant d'années avant l'observation : la tranche d'âge reste juste, l'anniversaire n'y est plus.
void garder_l_age(Writer& db, Id<Jeune> jeune) {
    struct Place {
        std::int64_t campagne = 0;
        Date naissance{}, observation{};
    };
    for (auto const& p : db.all<Place>("select p.campagne_id, p.naissance, c.observation from campagne_jeune p join "
                                       "campagne c on c.id = p.campagne_id where p.jeune_id = ? and p.naissance is not "
                                       "null",
                                       jeune))
        db.run("update campagne_jeune set naissance = ? where campagne_id = ? and jeune_id = ?",
               base::plus_annees(p.observation, -base::age(p.naissance, p.observation)), p.campagne, jeune);
}

void effacer_la_personne(Writer& db, Id<Jeune> jeune, Date jour) {
    db.run(
        "update jeune set nom = '', nom_usage = '', prenom = '', autres_prenoms = '', naissance = null, "
        "naissance_presumee = 0, commune_naissance = '', adresse = '', code_postal = '', commune = '', telephone = '', "
        "courriel = '', bassin_id = null, psad_depuis = null, points_d_appui = '', identite_verifiee_le = null, "
        "identite_verifiee_par = null, informe_le = null, non_informe_motif = '', cle_tri = '', anonymise_le = ?, "
        "version = version + 1, " +
            instant_au_mois("cree_le") + " where id = ?",
        jour, jeune);
}

void un_dossier(Writer& db, std::vector<TableDuRegistre> const& registre, Id<Jeune> jeune, Date jour, ParTable& fait) {
    garder_l_age(db, jeune);
    for (auto const& d : dependances)
        db.run(d.sql, jeune);
    for (auto const& t : registre)
        if (t.au_terme == "au_mois")
            fait[t.table].au_mois += reduire(db, t, jeune);
        else
            fait[t.table].effacees += db.run("delete from " + t.table + " where " + t.colonne + " = ?", jeune);
    effacer_la_personne(db, jeune, jour);
}

} // namespace

ParTable anonymiser(Writer& db, Id<Jeune> jeune, Date jour) {
    auto registre = db.all<TableDuRegistre>("select nom_table, colonne, au_terme from registre where au_terme <> "
                                            "'ailleurs' order by nom_table");
    for (auto const& t : registre)
        for (auto const& mot : {t.table, t.colonne})
            ensure(mot.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos, "registre inattendu");
    ParTable fait;
    // Ce qu'un dossier absorbé avait gardé part avec celui qui l'a absorbé, et ainsi de suite.
    std::vector<Id<Jeune>> tous{jeune};
    for (std::size_t i = 0; i < tous.size(); ++i)
        for (auto absorbe : db.all<Id<Jeune>>("select id from jeune where fusionne_dans = ? order by id", tous[i]))
            tous.push_back(absorbe);
    for (auto qui : tous)
        un_dossier(db, registre, qui, jour, fait);
    return fait;
}

} // namespace metier::conservation
