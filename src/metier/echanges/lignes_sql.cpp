#include "metier/echanges/lignes_sql.hpp"

#include "metier/echanges/formats/json.hpp"

namespace metier::echanges {
namespace {

constexpr std::string_view colonnes = "select id, importation_id, rang, numero, genre, contenu, empreinte, cle, "
                                      "identite, groupe, ine, presente, avertissements, issue, motif, "
                                      "jeune_id, comme_rang, decidee, appliquee, version from ligne_import ";
constexpr std::string_view a_faire = "(issue = 'nouvelle' or issue = 'mise_a_jour' or issue = 'identique')";

template <class... A>
std::vector<LigneImport> toutes(Reader& db, std::string const& suite, A const&... a) {
    return db.all<LigneImport>(std::string(colonnes) + suite, a...);
}

} // namespace

LigneLue LigneImport::lue(base::Coffre const& coffre) const {
    if (contenu.empty())
        return {.genre = Genre::eleve, .numero = numero};
    return ligne_depuis_json(coffre.dechiffrer(contenu));
}

std::string sceller(base::Coffre const& coffre, LigneLue const& ligne) { return coffre.chiffrer(en_json(ligne)); }

void ajouter(Writer& db, std::span<LigneImport const> lignes) {
    db.bulk("ligne_import",
            {"importation_id", "rang", "numero", "genre", "contenu", "empreinte", "cle", "identite", "groupe", "ine",
             "presente", "avertissements"},
            lignes, [](LigneImport const& l) {
                return std::vector<storage::Param>{l.importation.valeur,
                                                   l.rang,
                                                   l.numero,
                                                   l.genre,
                                                   l.contenu,
                                                   l.empreinte,
                                                   l.cle,
                                                   l.identite,
                                                   l.groupe,
                                                   l.ine,
                                                   std::int64_t{l.presente},
                                                   l.avertissements};
            });
}

std::int64_t dernier_rang(Reader& db, Id<Importation> importation) {
    return db.one<std::int64_t>("select coalesce(max(rang), 0) from ligne_import where importation_id = ?",
                                importation);
}

std::optional<LigneImport> ligne(Reader& db, Id<Importation> importation, Id<LigneImport> id) {
    return db.maybe<LigneImport>(std::string(colonnes) + "where importation_id = ? and id = ?", importation, id);
}

std::optional<LigneImport> ligne_du_rang(Reader& db, Id<Importation> importation, std::int64_t rang) {
    return db.maybe<LigneImport>(std::string(colonnes) + "where importation_id = ? and rang = ?", importation, rang);
}

std::vector<LigneImport> lignes(Reader& db, Id<Importation> importation, std::int64_t apres_rang, int combien,
                                std::string_view issue) {
    if (issue.empty())
        return toutes(db, "where importation_id = ? and rang > ? order by rang limit ?", importation, apres_rang,
                      combien);
    return toutes(db, "where importation_id = ? and issue = ? and rang > ? order by rang limit ?", importation, issue,
                  apres_rang, combien);
}

std::vector<LigneImport> lignes_avant(Reader& db, Id<Importation> importation, std::int64_t avant_rang, int combien,
                                      std::string_view issue) {
    auto l = issue.empty()
                 ? toutes(db, "where importation_id = ? and rang < ? order by rang desc limit ?", importation,
                          avant_rang, combien)
                 : toutes(db, "where importation_id = ? and issue = ? and rang < ? order by rang desc limit ?",
                          importation, issue, avant_rang, combien);
    return {std::make_move_iterator(l.rbegin()), std::make_move_iterator(l.rend())};
}

std::vector<LigneImport> a_prevoir(Reader& db, Id<Importation> importation, int combien) {
    return toutes(db, "where importation_id = ? and issue = '' order by rang limit ?", importation, combien);
}

std::vector<LigneImport> a_appliquer(Reader& db, Id<Importation> importation, std::int64_t apres_rang, int combien) {
    return toutes(db,
                  "where importation_id = ? and appliquee = 0 and rang > ? and " + std::string(a_faire) +
                      " order by rang limit ?",
                  importation, apres_rang, combien);
}

std::vector<LigneImport> du_groupe(Reader& db, Id<Importation> importation, std::string_view groupe) {
    return toutes(db, "where importation_id = ? and groupe = ? order by rang", importation, groupe);
}

std::int64_t combien_a_creer(Reader& db, Id<Importation> importation) {
    return db.one<std::int64_t>("select count(*) from ligne_import where importation_id = ? and appliquee = 0 and "
                                "issue = 'nouvelle' and genre = 'eleve'",
                                importation);
}

std::int64_t combien_a_appliquer(Reader& db, Id<Importation> importation) {
    return db.one<std::int64_t>("select count(*) from ligne_import where importation_id = ? and appliquee = 0 and " +
                                    std::string(a_faire),
                                importation);
}

bool noter_le_plan(Writer& db, LigneImport const& l) {
    return db.run("update ligne_import set issue = ?, motif = ?, jeune_id = ?, comme_rang = ?, cle = ?, avertissements "
                  "= ?, decidee = ? "
                  "where id = ? and appliquee = 0",
                  l.issue, l.motif, l.jeune, l.comme_rang, l.cle, l.avertissements, l.decidee, l.id) > 0;
}

void recrire(Writer& db, LigneImport const& l) {
    db.run_versioned("update ligne_import set contenu = ?, empreinte = ?, cle = ?, identite = ?, groupe = ?, ine = ?, "
                     "presente = ?, avertissements = ?, issue = ?, "
                     "motif = ?, jeune_id = ?, comme_rang = ?, decidee = ?, version = version + 1 where id = ? and "
                     "version = ? and appliquee = 0",
                     l.contenu, l.empreinte, l.cle, l.identite, l.groupe, l.ine, l.presente, l.avertissements, l.issue,
                     l.motif, l.jeune, l.comme_rang, l.decidee, l.id, l.version);
}

bool prendre(Writer& db, Id<LigneImport> id) {
    return db.run("update ligne_import set appliquee = 1 where id = ? and appliquee = 0", id) > 0;
}

void retenir_le_jeune(Writer& db, Id<LigneImport> id, Id<jeunes::Jeune> jeune) {
    db.run("update ligne_import set jeune_id = ? where id = ?", jeune, id);
}

std::optional<Id<jeunes::Jeune>> jeune_du_rang(Reader& db, Id<Importation> importation, std::int64_t rang) {
    auto j = db.maybe<std::optional<Id<jeunes::Jeune>>>(
        "select jeune_id from ligne_import where importation_id = ? and rang = ?", importation, rang);
    return j ? *j : std::nullopt;
}

void garder_les_candidats(Writer& db, Id<LigneImport> ligne, std::span<CandidatGarde const> candidats) {
    db.run("delete from ligne_candidat where ligne_id = ?", ligne);
    for (auto const& c : candidats)
        db.run("insert into ligne_candidat (ligne_id, jeune_id, dixiemes, probabilite, motif) values (?, ?, ?, ?, ?)",
               ligne, c.jeune, c.dixiemes, c.probabilite, c.motif);
}

std::vector<CandidatGarde> candidats(Reader& db, Id<LigneImport> ligne) {
    return db.all<CandidatGarde>("select jeune_id, dixiemes, probabilite, motif from ligne_candidat where ligne_id = ? "
                                 "order by dixiemes desc, jeune_id",
                                 ligne);
}

std::optional<Id<Importation>> deja_en_attente(Reader& db, Id<Importation> sauf, std::string_view cle,
                                               std::string_view empreinte) {
    return db.maybe<Id<Importation>>(
        "select l.importation_id from ligne_import l join importation i on i.id = l.importation_id "
        "where l.cle = ? and l.issue = 'douteuse' and l.empreinte = ? and l.importation_id <> ? "
        "and i.etape = 'appliquee' order by l.importation_id limit 1",
        cle, empreinte, sauf);
}

void effacer_les_lignes(Writer& db, Id<Importation> importation) {
    db.run("delete from ligne_candidat where ligne_id in (select id from ligne_import where importation_id = ?)",
           importation);
    db.run("delete from ligne_import where importation_id = ?", importation);
}

} // namespace metier::echanges
