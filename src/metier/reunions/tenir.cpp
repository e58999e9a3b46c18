#include "metier/reunions/tenir.hpp"

#include <algorithm>

#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/territoire/calendrier.hpp"

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

Tenants tenants(Reader& db, acces::Contexte const& cx, Ouverte const& o, PointVu const& p) {
    return {!p.jeune, membres(db, o.reunion.id), savoirs(db, p.id, cx.jour())};
}

FormDecision decision_vierge(Ouverte const& o, Tenants const& t) {
    FormDecision f;
    f.qui.offer_choices(qui_peut_la_tenir(t));
    f.lecteurs.offer({{Visibilite::equipe, "Équipe"}, {Visibilite::partenaires, "Tous ceux qui suivent"}});
    f.lecteurs.set(type_de(o.reunion.genre).lecteurs);
    f.saisie.set(base::jeton(12));
    return f;
}

std::string ce_qui_s_ensuit(acces::Contexte& cx, DecisionPrise const& prise, std::string const& qui) {
    auto chez = prise.charge == cx.agent() ? std::string("vous")
                                           : cx.db().one<std::string>("select prenom || ' ' || nom from agent where id "
                                                                      "= ?",
                                                                      prise.charge);
    switch (prise.remise) {
    case Remise::en_main: return "Décision prise : elle est dans les tâches de " + qui + ".";
    case Remise::sans_le_nom:
        return "Décision prise. " + qui + " ne voit pas cette situation : la tâche lui arrive sans le nom ; " + chez +
               (chez == "vous" ? " recevrez sa réponse et clorez la décision."
                               : " recevra sa réponse et clora la décision.");
    case Remise::sans_le_texte:
        return "Décision prise. " + qui +
               " saura seulement qu’une décision l’attend et pour quand : dites-lui de vive voix ce qu’il y a à "
               "faire ; " +
               chez + (chez == "vous" ? " recevrez sa réponse." : " recevra sa réponse.");
    case Remise::sans_compte:
        return "Décision prise. " + qui + " n’a pas de compte : la tâche reste chez " + chez +
               ", en attente de sa réponse.";
    }
    return {};
}

bool confiee_a_qui_la_voit(FormDecision& form, Tenants const& t) {
    auto refus = form.qui ? refus_de_confier(t, *form.qui, form.lecteurs.value().value_or(Visibilite::equipe)) : "";
    form.a_demander = !refus.empty();
    if (refus.empty() || form.demander.value().value_or(false))
        return true;
    form.qui.refuse(refus);
    return false;
}

std::string jour_ferme(Date jour) {
    if (auto f = territoire::jour_ferie(jour); !f.empty())
        return " Attention : le " + base::affiche(jour) + " est férié (" + std::string(f) + ").";
    return std::chrono::weekday{std::chrono::sys_days{jour}} == std::chrono::Sunday
               ? " Attention : le " + base::affiche(jour) + " est un dimanche."
               : "";
}

bool peut_ecrire(acces::Contexte const& cx, Ouverte const& o) {
    return cx.peut(acces::Droit::tenir_reunions) && o.reunion.ouverte_le && !o.reunion.annulee_le;
}

namespace {
bool est_de_qui(acces::Contexte const& cx, Ouverte const& o, DecisionVue const& d) {
    return d.visible && peut_ecrire(cx, o) && (o.place.conduit || (!o.reunion.close_le && d.prise_par == cx.agent()));
}
} // namespace

bool peut_corriger(acces::Contexte const& cx, Ouverte const& o, DecisionVue const& d) {
    return d.ouverte() && est_de_qui(cx, o, d);
}
bool peut_remettre(acces::Contexte const& cx, Ouverte const& o, DecisionVue const& d) {
    return d.retiree_le && !o.reunion.close_le && est_de_qui(cx, o, d);
}

} // namespace metier::reunions
