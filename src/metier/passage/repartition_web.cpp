// Partager des suivis entre collègues, et dire ce qui vient avec.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/passage/dits.hpp"
#include "metier/passage/passage_web.hpp"

namespace metier::passage {

using namespace web;
using acces::Contexte;
using jeunes::Apports;

namespace {

std::vector<std::pair<Id<acces::Agent>, std::string>> offres(std::vector<Charge> const& liste) {
    std::vector<std::pair<Id<acces::Agent>, std::string>> o;
    for (auto const& c : liste)
        o.emplace_back(c.agent, c.nom + " (" + base::pluriel(c.suivis, "suivi") + ")");
    return o;
}

std::string en_clair(Apports::Tenu const& t, std::int64_t n, std::optional<Date> jusqu_au = {}) {
    return base::pluriel(n, t.un, t.plusieurs) + (jusqu_au ? ", jusqu’au " + base::affiche(*jusqu_au) : "");
}

} // namespace

void offrir(Field<Id<acces::Agent>>& champ, std::vector<Charge> const& liste) { champ.offer(offres(liste)); }
void offrir(Field<std::vector<Id<acces::Agent>>>& champ, std::vector<Charge> const& liste) {
    champ.offer(offres(liste));
}

Repartition repartition(std::vector<Charge> const& tous, std::vector<Id<acces::Agent>> const& choix,
                        std::vector<Id<Jeune>> const& quoi) {
    Repartition r;
    for (auto const& c : tous)
        if (std::ranges::find(choix, c.agent) != choix.end())
            r.vers.push_back(c);
    std::vector<std::int64_t> charges_;
    for (auto const& c : r.vers)
        charges_.push_back(c.suivis);
    r.lots = repartir(quoi, charges_);
    return r;
}

std::vector<std::string> ce_qu_il_tient(Reader& db, Apports const& apports, Apports::Etendue const& e, Date jour,
                                        bool seulement_a_passer) {
    std::vector<std::string> liste;
    for (auto const& t : apports.tenus()) {
        if (seulement_a_passer && !t.passer)
            continue;
        if (auto n = t.nombre(db, e, jour); n.combien > 0)
            liste.push_back(en_clair(t, n.combien, n.jusqu_au));
    }
    return liste;
}

Html tableau_de_repartition(Reader& db, Apports const& apports, Id<acces::Agent> de, Repartition const& r, Date jour) {
    Html lignes;
    for (std::size_t i = 0; i < r.vers.size(); ++i) {
        auto avec = ce_qu_il_tient(db, apports, {de, Apports::Etendue::ces_jeunes, r.lots[i]}, jour);
        auto recoit = static_cast<std::int64_t>(r.lots[i].size());
        lignes += tr(th(scope("row"), r.vers[i].nom), td(clas("num"), r.vers[i].suivis),
                     td(clas("num"), "+ " + std::to_string(recoit)), td(clas("num"), r.vers[i].suivis + recoit),
                     td(base::joint(avec, "\u00a0; ")));
    }
    return tableau("Charge de chacun",
                   {{"Collègue"},
                    {"Suivis avant", "", "num"},
                    {"Reçoit", "", "num"},
                    {"Suivis après", "", "num"},
                    {"Avec ces dossiers, sans terme sauf dit"}},
                   lignes);
}

std::int64_t passer(Writer& db, Contexte const& cx, Apports const& apports, Id<acces::Agent> de, Id<acces::Agent> a,
                    std::vector<Id<Jeune>> const& quoi) {
    std::int64_t echeances = 0;
    dire(db, cx, de, a, static_cast<std::int64_t>(quoi.size()), {});
    for (auto j : quoi) {
        jeunes::designer_referent(db, j, a, cx.jour(), "passage de témoin");
        for (auto const& r : apports.relais())
            echeances += r(db, cx, j, de, a);
    }
    for (auto const& t : apports.tenus())
        if (t.passer)
            t.passer(db, cx, {de, Apports::Etendue::ces_jeunes, quoi}, a);
    return echeances;
}

Apports::Etendue le_reste(Reader& db, Id<acces::Agent> de) {
    Apports::Etendue e{de};
    for (auto const& s : suivis(db, de))
        e.jeunes.push_back(s.jeune);
    return e;
}

std::string passer_le_reste(Contexte& cx, Apports const& apports, Id<acces::Agent> de, Id<acces::Agent> a) {
    return cx.acte(acces::Acte::suivis_reattribues, [&](Writer& db, acces::Trace& trace) {
        std::vector<std::string> faits;
        auto e = le_reste(db, de);
        for (auto const& t : apports.tenus())
            if (auto n = t.passer ? t.passer(db, cx, e, a) : 0; n > 0)
                faits.push_back(en_clair(t, n));
        auto dits = base::joint(faits, ", ");
        dire(db, cx, de, a, 0, dits);
        trace.objet = "agent/" + std::to_string(a.valeur);
        trace.detail = (dits.empty() ? "rien" : dits) + " de agent/" + std::to_string(de.valeur);
        return dits;
    });
}

} // namespace metier::passage
