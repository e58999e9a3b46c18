#include "metier/reperage/faits.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "storage/among.hpp"
#include "storage/assemble.hpp"

namespace metier::reperage {
namespace {

struct LigneJeune {
    Id<Jeune> id;
    std::string nom, prenom, sexe, cle_tri;
    std::optional<Date> naissance;
    std::optional<Id<territoire::Territoire>> bassin;
};
struct LigneInscription {
    Id<Jeune> jeune;
    Id<jeunes::Inscription_> id;
    base::AnneeScolaire annee;
    Date du;
    std::optional<Date> au;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::string lieu;
    jeunes::StatutInscription statut = jeunes::StatutInscription::scolaire;
    std::string mef, formation, classe, motif_sortie;
    bool sans_classe = false;
    std::string source;
    std::optional<Id<Source>> source_id;
    std::optional<Id<territoire::Territoire>> territoire;
};
struct LigneSituation {
    Id<Jeune> jeune;
    Id<jeunes::Situation_> id;
    jeunes::GenreSituation genre = jeunes::GenreSituation::inconnue;
    Date du;
    std::optional<Date> au;
    std::string structure;
};
struct LigneDiplome {
    Id<Jeune> jeune;
    std::string libelle;
    std::optional<int> niveau;
    jeunes::GenreDiplome genre = jeunes::GenreDiplome::autre;
    bool du_cursus = false;
    std::optional<Date> obtenu_le;
};
struct LigneSignalement {
    Id<Jeune> jeune;
    Id<Source> source;
    std::string nom, genre, classe, formation;
    std::optional<Id<territoire::Etablissement>> etablissement;
};
struct LigneDepart {
    Id<Jeune> jeune;
    Resultat resultat = Resultat::demenage;
    Date jour;
};
struct LigneVerifiee {
    Id<Jeune> jeune;
    Id<Verification> id;
    Resultat resultat = Resultat::confirme;
    Date jour;
};

class Lot {
public:
    Lot(Reader& db, std::span<std::int64_t const> ids) : db_{db}, parmi_{storage::among(ids)} {
        for (auto& l : db.all_with<LigneJeune>("select id, nom, prenom, sexe, cle_tri, naissance, bassin_id from jeune "
                                               "where fusionne_dans is null and id " +
                                                   parmi_.sql + " order by id",
                                               parmi_.params)) {
            if (!std::ranges::binary_search(ids, l.id.valeur))
                continue;
            JeuneDuLot j{l.id,
                         std::move(l.nom),
                         std::move(l.prenom),
                         std::move(l.sexe),
                         std::move(l.cle_tri),
                         l.naissance,
                         l.bassin,
                         {},
                         "inscription",
                         {},
                         {},
                         {},
                         {},
                         {}};
            j.faits.faits.naissance = l.naissance;
            jeunes_.push_back(std::move(j));
        }
    }
    /// `sql` : « … where jeune_id # … »
    template <class L, class F>
    void pour_chaque(std::string sql, F f) {
        sql.replace(sql.find('#'), 1, parmi_.sql);
        auto j = jeunes_.begin(); // les lignes d'un jeune se suivent le plus souvent
        db_.each<L>(
            sql,
            [&](L&& l) {
                if (j == jeunes_.end() || j->id != l.jeune)
                    j = std::ranges::lower_bound(jeunes_, l.jeune, {}, &JeuneDuLot::id);
                if (j != jeunes_.end() && j->id == l.jeune)
                    f(*j, std::move(l));
            },
            parmi_.params);
    }
    std::vector<JeuneDuLot> rendre() { return std::move(jeunes_); }

private:
    Reader& db_;
    storage::Among parmi_;
    std::vector<JeuneDuLot> jeunes_;
};

/// La dernière inscription d'avant cette année fige la classe, et dit quelle source le désigne.
void figer(JeuneDuLot& j, LigneInscription const& i, base::AnneeScolaire annee) {
    if (i.annee >= annee || j.source || !j.classe.empty() || j.etablissement)
        return;
    j.source = i.source_id;
    j.etablissement = i.etablissement;
    j.classe = i.classe;
    j.formation = i.formation;
    if (i.territoire)
        j.bassin = i.territoire;
}

/// Toutes, de la plus récente à la plus ancienne : rangées ici, la base n'a qu'à les lire dans l'ordre de son index.
void lire_les_inscriptions(Lot& lot, base::AnneeScolaire annee) {
    struct Lue {
        JeuneDuLot* jeune;
        LigneInscription ligne;
    };
    std::vector<Lue> lues;
    lot.pour_chaque<LigneInscription>(
        "select i.jeune_id, i.id, i.annee, i.du, i.au, i.etablissement_id, coalesce(e.nom, i.structure), i.statut, "
        "i.mef, i.formation, i.classe, "
        "i.motif_sortie, i.sans_classe, coalesce(s.nom, ''), i.source_id, e.territoire_id from inscription i left join "
        "etablissement e on e.id = i.etablissement_id "
        "left join source s on s.id = i.source_id where i.jeune_id #",
        [&](JeuneDuLot& j, LigneInscription&& i) {
            lues.push_back({&j, std::move(i)});
        });
    std::vector<std::uint32_t> ordre(lues.size());
    std::iota(ordre.begin(), ordre.end(), 0U);
    std::ranges::sort(ordre, [&](auto x, auto y) {
        auto const &a = lues[x].ligne, &b = lues[y].ligne;
        return std::tuple(a.jeune, b.annee, b.du, b.id) < std::tuple(b.jeune, a.annee, a.du, a.id);
    });
    for (auto rang : ordre) {
        auto& [j, i] = lues[rang];
        figer(*j, i, annee);
        j->faits.faits.inscriptions.push_back({i.id, i.annee, i.du, i.au, i.etablissement, std::move(i.lieu), i.statut,
                                               std::move(i.mef), std::move(i.formation), std::move(i.classe), "",
                                               std::move(i.motif_sortie), i.sans_classe, std::move(i.source)});
    }
}

/// À défaut d'inscription connue, la liste qui le désigne dit d'où il vient.
void completer(JeuneDuLot& j, LigneSignalement const& s) {
    if (!j.etablissement)
        j.etablissement = s.etablissement;
    if (j.classe.empty())
        j.classe = s.classe;
    if (j.formation.empty())
        j.formation = s.formation;
}

} // namespace

std::vector<JeuneDuLot> lire_le_lot(Reader& db, std::span<std::int64_t const> ids, base::AnneeScolaire annee) {
    if (ids.empty())
        return {};
    Lot lot{db, ids};
    lire_les_inscriptions(lot, annee);
    lot.pour_chaque<LigneSituation>(
        "select jeune_id, id, genre, du, au, structure from situation where jeune_id # order by du desc, id desc",
        [](JeuneDuLot& j, LigneSituation&& s) {
            jeunes::Situation situation;
            situation.genre = s.genre;
            situation.du = s.du;
            situation.au = s.au;
            situation.structure = s.structure;
            j.faits.faits.situations.push_back({s.id, situation});
        });
    lot.pour_chaque<LigneDiplome>(
        "select jeune_id, libelle, niveau, genre, du_cursus, obtenu_le from diplome where retire_le is null and "
        "jeune_id # "
        "order by "
        "obtenu_le desc, id desc",
        [](JeuneDuLot& j, LigneDiplome&& d) {
            j.faits.faits.diplomes.push_back({d.libelle, d.niveau, d.genre, d.du_cursus, d.obtenu_le});
        });
    lot.pour_chaque<LigneSignalement>("select g.jeune_id, g.source_id, s.nom, s.genre, g.classe, g.formation, e.id "
                                      "from signalement g join source s on s.id = g.source_id left join etablissement "
                                      "e on e.uai = g.dernier_uai where g.jour >= '" +
                                          base::iso(annee.premier_jour()) + "' and g.jour <= '" +
                                          base::iso(annee.dernier_jour()) + "' and g.jeune_id # order by g.jour, g.id",
                                      [](JeuneDuLot& j, LigneSignalement&& s) {
                                          j.origine = "liste";
                                          j.source = s.source;
                                          completer(j, s);
                                          j.faits.signale_par = s.nom;
                                          j.faits.signale_siei = j.faits.signale_siei || s.genre == "siei";
                                      });
    lot.pour_chaque<LigneDepart>("select jeune_id, resultat, jour from verification where resultat in ('demenage', "
                                 "'deces') and annulee_le is null "
                                 "and jeune_id # order by id",
                                 [](JeuneDuLot& j, LigneDepart&& d) {
                                     j.faits.parti = d.resultat;
                                     j.faits.parti_le = d.jour;
                                 });
    lot.pour_chaque<LigneVerifiee>("select v.jeune_id, v.id, v.resultat, v.jour from verification v join campagne c on "
                                   "c.id = v.campagne_id where v.annulee_le is null and c.annee = " +
                                       std::to_string(annee.debut) + " and v.jeune_id # order by v.id",
                                   [](JeuneDuLot& j, LigneVerifiee&& v) {
                                       j.verification = v.id;
                                       j.faits.deja_verifie = v.resultat;
                                       j.faits.deja_verifie_le = v.jour;
                                   });
    return lot.rendre();
}

namespace {

/// `de_qui` : « and jeune_id in (…) », et ses paramètres ; ou rien.
std::vector<std::int64_t> population(Reader& db, Id<territoire::Territoire> territoire, base::AnneeScolaire annee,
                                     std::string const& de_qui, std::vector<storage::Param> const& qui) {
    return db.all<std::int64_t>(
        storage::assemble(
            {"select i.jeune_id from inscription i join jeune j on j.id = i.jeune_id left join etablissement e on e.id "
             "= i.etablissement_id where i.annee = ? ",
             de_qui,
             " and j.fusionne_dans is null and coalesce(e.territoire_id, j.bassin_id) in (select descendant_id from "
             "territoire_contient where ancetre_id = ?) union select g.jeune_id from signalement g join jeune j on "
             "j.id = g.jeune_id where g.jour >= ? and g.jour <= ? ",
             de_qui,
             " and j.fusionne_dans is null and j.bassin_id in (select descendant_id from territoire_contient where "
             "ancetre_id = ?) order by 1"}),
        annee.precedente(), qui, territoire, annee.premier_jour(), annee.dernier_jour(), qui, territoire);
}

} // namespace

std::vector<std::int64_t> population(Reader& db, Id<territoire::Territoire> territoire, base::AnneeScolaire annee) {
    return population(db, territoire, annee, "", {});
}

std::vector<std::int64_t> population(Reader& db, Id<territoire::Territoire> territoire, base::AnneeScolaire annee,
                                     std::span<std::int64_t const> parmi) {
    constexpr std::size_t par_lot = 500;
    std::vector<std::int64_t> liste;
    for (std::size_t debut = 0; debut < parmi.size(); debut += par_lot) {
        auto lot = parmi.subspan(debut, std::min(par_lot, parmi.size() - debut));
        auto parmi_eux = storage::among(lot);
        for (auto id : population(db, territoire, annee, "and j.id " + parmi_eux.sql, parmi_eux.params))
            if (std::ranges::binary_search(lot, id))
                liste.push_back(id);
    }
    return liste;
}

} // namespace metier::reperage
