#include "metier/reunions/tenir.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::reunions {

using namespace web;
using acces::Visibilite;

namespace {

Savoir const* savoir(Tenants const& t, Membre const& m) {
    auto s = std::ranges::find(t.savent, m.id, &Savoir::membre);
    return s == t.savent.end() ? nullptr : &*s;
}

bool connait(Tenants const& t, Membre const& m) {
    auto s = savoir(t, m);
    return t.general || (s && !s->en_le_connaissant.empty());
}

/// « Fatou BA, Odile OTT » : trois noms suffisent pour choisir.
std::string qui_le_peut(Tenants const& t, Visibilite lecteurs) {
    constexpr std::size_t montres = 3;
    std::vector<std::string> noms;
    for (auto const& m : t.membres)
        if (auto s = savoir(t, m); s && s->tient(lecteurs) && noms.size() < montres)
            noms.push_back(m.nom);
    return base::joint(noms, ", ");
}

} // namespace

std::vector<Choix> qui_peut_la_tenir(Tenants const& t) {
    std::vector<Choix> connaissent, autres;
    for (auto const& m : t.membres) {
        Choix c{std::to_string(m.id.valeur), m.nom};
        if (connait(t, m)) {
            connaissent.push_back(c);
            continue;
        }
        c.groupe = "Ne voient pas cette situation";
        autres.push_back(c);
    }
    for (auto& c : connaissent)
        c.groupe = autres.empty() ? "" : "Voient cette situation";
    connaissent.insert(connaissent.end(), autres.begin(), autres.end());
    return connaissent;
}

Html qui_ne_la_tient_pas(Tenants const& t) {
    std::vector<std::string> noms;
    for (auto const& m : t.membres)
        if (!connait(t, m))
            noms.push_back(m.nom);
    if (noms.empty())
        return {};
    return details(
        clas("filtres"), summary("Qui ne voit pas cette situation, et ce qu’on peut lui demander"),
        p("Ne peuvent pas en être chargés : ", base::joint(noms, ", "), "."),
        p("Quelqu’un qui la voit tient la décision et le leur demande. Qui a un compte reçoit la réunion et la date, "
          "jamais le nom, et répond à qui anime ; aux autres, il faut le dire de vive voix."));
}

std::string refus_de_confier(Tenants const& t, Id<Membre> a, Visibilite lecteurs) {
    auto m = std::ranges::find(t.membres, a, &Membre::id);
    if (t.general || m == t.membres.end())
        return {};
    auto s = savoir(t, *m);
    if (s && s->tient(lecteurs))
        return {};
    auto qui = qui_le_peut(t, lecteurs);
    auto sinon = (qui.empty() ? std::string("Cochez") : "Confiez-la à qui la voit (" + qui + "), ou cochez") +
                 " ci-dessous qu’elle reste à qui anime, qui le lui demandera.";
    if (!s)
        return m->nom +
               " n’a pas de compte et ne voit pas cette situation : la décision ne peut pas lui être "
               "confiée. " +
               sinon;
    if (!s->en_le_connaissant.empty())
        return m->nom +
               " ne lit pas ce qui est réservé à l’équipe : la décision ne peut pas lui être confiée ainsi. "
               "Choisissez « Tous ceux qui suivent » comme lecteurs. " +
               sinon;
    return m->nom + " ne voit pas cette situation : la décision ne peut pas lui être confiée. " + sinon;
}

} // namespace metier::reunions
