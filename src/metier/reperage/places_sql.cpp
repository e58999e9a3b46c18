#include <algorithm>
#include <array>

#include "metier/reperage/calcul.hpp"

namespace metier::reperage {
namespace {

constexpr int colonnes = 23;

std::vector<storage::Param> parametres(Campagne const& c, std::int64_t calcul, JeuneDuLot const& j, Place const& p) {
    using storage::to_param;
    auto const& [legale, siei, locale] = p.definitions;
    return {to_param(c.id),
            to_param(j.id),
            to_param(calcul),
            to_param(p.caisse),
            to_param(p.motif),
            to_param(legale.decrocheur),
            to_param(siei.decrocheur),
            to_param(locale.decrocheur),
            to_param(legale.pourquoi),
            to_param(siei.pourquoi),
            to_param(locale.pourquoi),
            to_param(j.origine),
            to_param(j.source),
            to_param(j.nom),
            to_param(j.prenom),
            to_param(j.naissance),
            to_param(j.sexe),
            to_param(j.bassin),
            to_param(j.etablissement),
            to_param(j.classe),
            to_param(j.formation),
            to_param(j.cle_tri),
            to_param(p.caisse == Caisse::presume ? j.verification : std::nullopt)};
}

std::string insertion(std::size_t n) {
    std::string une = "(" + storage::placeholders(colonnes) + ")";
    std::string sql = "insert into campagne_jeune (campagne_id, jeune_id, calcul, caisse, motif, legale, siei, locale, "
                      "pourquoi_legale, pourquoi_siei, "
                      "pourquoi_locale, origine, source_id, nom, prenom, naissance, sexe, territoire_id, "
                      "etablissement_id, classe, formation, cle_tri, verification_id) values ";
    for (std::size_t i = 0; i < n; ++i)
        sql += (i ? ", " : "") + une;
    auto garde = [](std::string const& champ) {
        return champ +
               " = case when campagne_jeune.verification_id is not null or (campagne_jeune.caisse = 'presume' and "
               "excluded.caisse in ('inscrit', 'en_solution')) or (campagne_jeune.caisse = 'rapproche' and "
               "excluded.caisse = 'presume' and excluded.verification_id is null) "
               "then campagne_jeune." +
               champ + " else excluded." + champ + " end";
    };
    return sql +
           " on conflict (campagne_id, jeune_id) do update set calcul = excluded.calcul, legale = excluded.legale, "
           "siei = excluded.siei, locale = excluded.locale, "
           "pourquoi_legale = excluded.pourquoi_legale, pourquoi_siei = excluded.pourquoi_siei, pourquoi_locale = "
           "excluded.pourquoi_locale, "
           "origine = excluded.origine, source_id = excluded.source_id, "
           "verification_id = coalesce(campagne_jeune.verification_id, excluded.verification_id), " +
           garde("motif") + ", " + garde("caisse");
}

/// Ce qui est écrit d'un jeune dans la campagne, hors identité figée.
struct PlaceEcrite {
    Id<Jeune> jeune;
    Caisse caisse = Caisse::presume;
    std::string motif;
    std::array<bool, 3> definitions{};
    std::array<std::string, 3> pourquoi;
    std::string origine;
    std::optional<Id<Source>> source;
    std::optional<Id<Verification>> verification;
};

std::vector<PlaceEcrite> places_ecrites(Reader& db, Campagne const& c, std::span<JeuneDuLot const> lot) {
    struct Ligne {
        Id<Jeune> jeune;
        Caisse caisse = Caisse::presume;
        std::string motif;
        bool legale = false, siei = false, locale = false;
        std::string pourquoi_legale, pourquoi_siei, pourquoi_locale, origine;
        std::optional<Id<Source>> source;
        std::optional<Id<Verification>> verification;
    };
    std::vector<storage::Param> ids;
    for (auto const& j : lot)
        ids.push_back(storage::to_param(j.id));
    std::vector<PlaceEcrite> liste;
    db.each<Ligne>(
        "select jeune_id, caisse, motif, legale, siei, locale, pourquoi_legale, pourquoi_siei, pourquoi_locale, "
        "origine, source_id, verification_id from campagne_jeune where campagne_id = ? and jeune_id in (" +
            storage::placeholders(ids.size()) + ") order by jeune_id",
        [&](Ligne&& l) {
            liste.push_back({l.jeune,
                             l.caisse,
                             std::move(l.motif),
                             {l.legale, l.siei, l.locale},
                             {std::move(l.pourquoi_legale), std::move(l.pourquoi_siei), std::move(l.pourquoi_locale)},
                             std::move(l.origine),
                             l.source,
                             l.verification});
        },
        c.id, ids);
    return liste;
}

/// Écrire cette place ne changerait rien : la même règle que l'insertion (`garde`).
bool dit_deja(PlaceEcrite const& e, JeuneDuLot const& j, Place const& p) {
    bool gardee = e.verification ||
                  (e.caisse == Caisse::presume && (p.caisse == Caisse::inscrit || p.caisse == Caisse::en_solution)) ||
                  (e.caisse == Caisse::rapproche && p.caisse == Caisse::presume && !j.verification);
    if (!gardee && (e.caisse != p.caisse || e.motif != p.motif))
        return false;
    for (std::size_t d = 0; d < p.definitions.size(); ++d)
        if (e.definitions[d] != p.definitions[d].decrocheur || e.pourquoi[d] != p.definitions[d].pourquoi)
            return false;
    bool verification_de_plus = !e.verification && p.caisse == Caisse::presume && j.verification;
    return !verification_de_plus && e.origine == j.origine && e.source == j.source;
}

} // namespace

std::vector<JeuneDuLot> a_ecrire(Reader& db, Campagne const& c, std::vector<JeuneDuLot> lot,
                                 ReglesDeCampagne const& r) {
    auto const ecrites = lot.empty() ? std::vector<PlaceEcrite>{} : places_ecrites(db, c, lot);
    if (!ecrites.empty())
        std::erase_if(lot, [&](JeuneDuLot const& j) {
            auto e = std::ranges::lower_bound(ecrites, j.id, {}, &PlaceEcrite::jeune);
            return e != ecrites.end() && e->jeune == j.id && dit_deja(*e, j, placer(j.faits, r));
        });
    return lot;
}

void ecrire_les_places(Writer& db, Campagne const& c, std::int64_t calcul, std::vector<JeuneDuLot> const& lot,
                       ReglesDeCampagne const& r) {
    constexpr std::size_t par_ordre = 50;
    for (std::size_t debut = 0; debut < lot.size(); debut += par_ordre) {
        auto const n = std::min(par_ordre, lot.size() - debut);
        std::vector<storage::Param> p;
        p.reserve(n * colonnes);
        for (auto const& j : std::span{lot}.subspan(debut, n))
            for (auto& v : parametres(c, calcul, j, placer(j.faits, r)))
                p.push_back(std::move(v));
        db.connection().execute(insertion(n), p, {});
    }
}

} // namespace metier::reperage
