#include "metier/echanges/deposer.hpp"

#include <algorithm>

#include "metier/echanges/expediteur.hpp"
#include "metier/echanges/formats/json.hpp"
#include "metier/echanges/memoire_sql.hpp"
#include "metier/echanges/travaux.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::echanges {
namespace {
namespace fs = std::filesystem;
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

void confirmer_les_colonnes(Writer& db, acces::Environnement const& env, Importation const& i, Reconnu const& r,
                            std::vector<Question> const& posees, std::optional<Id<acces::Agent>> agent) {
    auto const& dite = r.liste;
    auto id = jeunes::source(db, r.code_source, r.nom_source, genre_de(r.code_source));
    retenir_correspondance(db, env.horloge.instant(), agent, id,
                           empreinte_des_en_tetes(correspondance_depuis_json(dite.correspondance)),
                           dite.correspondance);
    auto questions = lire_questions(i.questions);
    for (auto const& q : posees)
        if (std::ranges::find(questions, q.code, &Question::code) == questions.end())
            questions.push_back(q);
    db.run("update importation set correspondance = ?, nature = ?, source_id = ?, uai = ?, etablissement_id = ?, "
           "avertissements = ?, questions = ? where id = ?",
           dite.correspondance, dite.nature, id, dite.uai, dite.etablissement, dite.avertissements,
           ecrire_questions(questions), i.id);
    passer(db, i, questions.empty() ? Etape::recue : Etape::question);
    if (questions.empty())
        demander_le_travail(db, env.horloge.instant(), i.id, travail_lire, agent);
}

} // namespace metier::echanges
