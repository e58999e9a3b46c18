#include "metier/jeunes/remplissage.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/texte.hpp"
#include "metier/jeunes/index.hpp"

namespace metier::jeunes {
namespace {

using storage::Param;
using storage::to_param;
using Ligne = std::vector<Param>;

/// Une table qui se remplit par lots.
struct Lot {
    std::string table;
    std::vector<std::string> colonnes;
    std::vector<Ligne> lignes = {};
    /// Chaque valeur est faite sur place : copier une ligne coûte plus que l'écrire.
    template <class... A>
    void ajouter(A&&... a) {
        auto& l = lignes.emplace_back();
        l.reserve(sizeof...(A));
        (l.emplace_back(std::forward<A>(a)), ...);
    }
    void ecrire(Writer& db) {
        if (!lignes.empty())
            db.bulk(table, colonnes, lignes, [](Ligne const& l) -> Ligne const& { return l; });
        lignes.clear();
    }
};

/// Index que l'on retire pendant le remplissage pour que les tables s'écrivent dans l'ordre ; lus en base, remis tels
/// quels.
struct Index {
    std::string nom, definition;
};
std::vector<Index> index_secondaires(Writer& db, std::vector<std::string> const& tables) {
    std::vector<Param> p(tables.begin(), tables.end());
    bool sqlite = db.connection().engine() == storage::Engine::sqlite;
    auto parmi = " in (" + storage::placeholders(tables.size()) + ")";
    return db.all_with<Index>(sqlite ? "select name, sql from sqlite_master where type = 'index' and sql not like "
                                       "'create unique%' and tbl_name" +
                                           parmi
                                     : "select indexname, indexdef from pg_indexes where schemaname = current_schema() "
                                       "and indexdef not like 'CREATE UNIQUE%' and tablename" +
                                           parmi,
                              p);
}

std::string prenoms_joints(std::vector<std::string> const& p) { return base::joint(p, ", "); }
std::string autres(std::vector<std::string> const& p) {
    return p.size() < 2 ? std::string{} : base::joint({p.begin() + 1, p.end()}, ", ");
}
bool presumee(std::optional<Date> d) {
    return d && ((d->month() == std::chrono::January && d->day() == std::chrono::day{1}) ||
                 (d->month() == std::chrono::December && d->day() == std::chrono::day{31}));
}

} // namespace

struct Remplissage::Etat {
    Writer& db;
    base::Coffre const& coffre;
    Instant maintenant;
    std::int64_t prochain_jeune = 1, prochain_mot = 1;
    std::unordered_map<std::string, std::int64_t> mots = {};
    std::vector<Index> index = {};
    std::vector<std::pair<std::int64_t, std::int64_t>> cles_des_jeunes = {}, mots_des_jeunes = {};
    Lot jeune{"jeune",
              {"id", "nom", "nom_usage", "prenom", "autres_prenoms", "sexe", "naissance", "naissance_presumee",
               "commune_naissance", "adresse", "code_postal", "commune", "telephone", "courriel", "bassin_id",
               "psad_depuis", "informe_le", "cree_le", "cle_tri"}};
    Lot identite{"identite",
                 {"jeune_id", "source_id", "cle_source", "nom", "nom_usage", "prenoms", "sexe", "naissance",
                  "commune_naissance", "adresse", "code_postal", "commune", "telephone", "courriel", "empreinte",
                  "vue_le"}};
    Lot identifiant{"identifiant", {"jeune_id", "genre", "chiffre", "empreinte", "vu_le"}};
    Lot inscription{"inscription",
                    {"jeune_id", "etablissement_id", "structure", "annee", "du", "au", "visible_jusqu_au",
                     "motif_sortie", "statut", "mef", "formation", "classe", "regime", "sans_classe", "source_id",
                     "cle_source", "vue_le"}};
    Lot diplome{"diplome", {"jeune_id", "libelle", "niveau", "genre", "du_cursus", "obtenu_le", "source_id"}};
    Lot responsable{"responsable",
                    {"jeune_id", "lien", "niveau", "civilite", "nom", "prenom", "telephone", "telephone2", "courriel",
                     "adresse", "code_postal", "commune", "accepte_sms", "contact_autorise", "langue", "source_id",
                     "cle_source"}};
    Lot situation{"situation",
                  {"jeune_id", "genre", "du", "au", "structure", "fondement", "verifiee_le", "agent_id", "origine"}};
    Lot cercle{"cercle", {"jeune_id", "agent_id", "fonction", "du"}};
    Lot mot{"mot", {"id", "texte"}};
    Lot variante{"mot_variante", {"variante", "mot_id"}};

    std::int64_t numero_du_mot(std::string const& texte) {
        auto [place, nouveau] = mots.try_emplace(texte, prochain_mot);
        if (!nouveau)
            return place->second;
        ++prochain_mot;
        mot.ajouter(place->second, texte);
        for (auto& v : variantes(texte))
            variante.ajouter(std::move(v), place->second);
        return place->second;
    }
    void ecrire() {
        for (auto* lot :
             {&jeune, &identite, &identifiant, &inscription, &diplome, &responsable, &situation, &cercle, &mot})
            lot->ecrire(db);
    }
};

Remplissage::Remplissage(Writer& db, base::Coffre const& coffre, Instant maintenant)
    : etat_{new Etat{db, coffre, maintenant}} {
    auto suivant = [&](std::string const& table) {
        return db.one<std::int64_t>("select coalesce(max(id), 0) + 1 from " + table);
    };
    etat_->prochain_jeune = suivant("jeune");
    etat_->prochain_mot = suivant("mot");
    struct Mot {
        std::int64_t id = 0;
        std::string texte;
    };
    db.each<Mot>("select id, texte from mot", [&](Mot&& m) { etat_->mots.emplace(std::move(m.texte), m.id); });
    etat_->index = index_secondaires(db, {"jeune", "identite", "identifiant", "inscription", "diplome", "responsable",
                                          "situation", "jeune_cle", "jeune_mot"});
    for (auto const& i : etat_->index)
        db.run("drop index " + i.nom);
}

Remplissage::~Remplissage() = default;

Id<Jeune> Remplissage::ajouter(PersonneARemplir const& p) {
    auto& e = *etat_;
    auto const& i = p.identite;
    auto id = e.prochain_jeune++;
    auto prenom = i.prenoms.empty() ? std::string{} : i.prenoms.front();
    auto texte = [](std::string_view t) { return Param{std::string(t)}; };
    e.jeune.ajouter(id, i.nom, i.nom_usage, prenom, autres(i.prenoms), texte(code(i.sexe)), to_param(i.naissance),
                    to_param(presumee(i.naissance)), i.commune_naissance, i.adresse, i.code_postal, i.commune,
                    i.telephone, i.courriel, to_param(p.bassin), to_param(p.psad_depuis), to_param(p.informe_le),
                    to_param(e.maintenant), base::cle_de_tri(i.nom + " " + prenom));
    e.identite.ajouter(id, to_param(p.source), p.cle_source, i.nom, i.nom_usage, prenoms_joints(i.prenoms),
                       texte(code(i.sexe)), to_param(i.naissance), i.commune_naissance, i.adresse, i.code_postal,
                       i.commune, i.telephone, i.courriel, empreinte_d_identite(e.coffre, i), to_param(e.maintenant));
    for (auto const& ine : i.ine)
        e.identifiant.ajouter(id, texte(genre_d_ine(ine)), e.coffre.chiffrer(ine.texte()),
                              e.coffre.empreinte(ine.texte()), to_param(e.maintenant));
    for (auto const& s : p.inscriptions)
        e.inscription.ajouter(id, to_param(s.etablissement), s.structure, to_param(s.annee), to_param(s.du),
                              to_param(s.au), to_param(visible_jusqu_au(s)), s.motif_sortie, to_param(s.statut), s.mef,
                              s.formation, s.classe, s.regime, to_param(s.sans_classe), to_param(s.source),
                              s.cle_source, to_param(e.maintenant));
    for (auto const& d : p.diplomes)
        e.diplome.ajouter(id, base::propre(d.libelle), to_param(d.niveau), to_param(d.genre), to_param(d.du_cursus),
                          to_param(d.obtenu_le), to_param(p.source));
    for (auto const& r : p.responsables)
        e.responsable.ajouter(id, r.lien, to_param(r.niveau), r.civilite, r.nom, r.prenom, r.telephone, r.telephone2,
                              r.courriel, r.adresse, r.code_postal, r.commune, to_param(r.accepte_sms),
                              to_param(r.contact_autorise), r.langue, to_param(p.source), r.cle_source);
    for (auto const& s : p.situations)
        e.situation.ajouter(id, to_param(s.genre), to_param(s.du), to_param(s.au), s.structure, to_param(s.fondement),
                            to_param(s.verifiee_le), to_param(s.agent), s.origine);
    if (p.referent)
        e.cercle.ajouter(id, to_param(*p.referent), texte("referent"), to_param(p.referent_du));
    std::vector<std::string> noms{i.nom, i.nom_usage};
    noms.insert(noms.end(), i.prenoms.begin(), i.prenoms.end());
    for (auto const& m : mots_du_nom(noms))
        e.mots_des_jeunes.emplace_back(e.numero_du_mot(m), id);
    for (auto cle : cles({fiche(i, e.coffre)}))
        e.cles_des_jeunes.emplace_back(cle, id);
    if (e.jeune.lignes.size() >= 5000)
        e.ecrire();
    return {id};
}

void Remplissage::terminer() {
    auto& e = *etat_;
    e.ecrire();
    e.variante.ecrire(e.db);
    auto paires = [](std::pair<std::int64_t, std::int64_t> const& p) { return Ligne{p.first, p.second}; };
    std::ranges::sort(e.mots_des_jeunes);
    std::ranges::sort(e.cles_des_jeunes);
    e.db.bulk("jeune_mot", {"mot_id", "jeune_id"}, e.mots_des_jeunes, paires);
    e.db.bulk("jeune_cle", {"cle", "jeune_id"}, e.cles_des_jeunes, paires);
    for (auto const& i : e.index)
        e.db.run(i.definition);
    if (e.db.connection().engine() == storage::Engine::postgresql) // les numéros ont été donnés ici
        for (std::string table : {"jeune", "mot"})
            e.db.one<std::int64_t>("select setval(pg_get_serial_sequence(?, 'id'), (select coalesce(max(id), 1) from " +
                                       table + "))",
                                   table);
}

} // namespace metier::jeunes
