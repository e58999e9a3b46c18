#include "metier/prevention/navette.hpp"

#include "metier/acces/mots_sensibles.hpp"

namespace metier::prevention {

namespace {

constexpr auto retire = "Texte non repris\u00A0: il contient un mot sensible. Voir avec le référent décrochage.";

/// Un texte où la relecture voit de la santé, du social ou un jugement ne part pas sur un papier.
std::string repris(std::string const& texte) { return acces::mots_sensibles(texte).empty() ? texte : retire; }

} // namespace

documents::Ecrit fiche_navette(PreventionVue const& p, std::vector<SignalementVu> const& signalements,
                               std::vector<FaitVu> const& faits, std::vector<ReponseVue> const& reponses, Date jour) {
    using namespace documents;
    Ecrit e{.titre = "Fiche navette", .sous_titre = p.nom_affiche() + ", " + p.lieu};
    e.blocs.emplace_back(
        Fiche{{{"Élève", p.nom_affiche()},
               {"Né(e) le", p.naissance ? base::affiche(*p.naissance) : "Non renseigné"},
               {"Établissement responsable", p.lieu},
               {"Situation", std::string(libelle(p.etat)) + ", ouverte le " + base::affiche(p.ouverte_le)},
               {"Lien avec le jeune", lien_connu(p) ? std::string(libelle(p.lien)) : "Pas encore dit"},
               {"À revoir le", p.revoir_le ? base::affiche(*p.revoir_le) : "Close"}}});
    e.blocs.emplace_back(Titre{"Faits signalés"});
    Liste vus;
    for (auto const& v : signalements)
        if (v.s.origine != Origine::social) // ce qu'un service social a dit reste chez lui
            vus.items.push_back(base::affiche(v.le) + "\u00A0: " + repris(v.s.faits));
    e.blocs.emplace_back(vus.items.empty() ? Bloc{Paragraphe{"Aucun fait écrit."}} : Bloc{vus});
    e.blocs.emplace_back(Titre{"Décisions"});
    Liste decisions;
    for (auto const& f : faits)
        if (f.genre == "decision")
            decisions.items.push_back(base::affiche(f.le) + "\u00A0: " + repris(f.texte));
    e.blocs.emplace_back(decisions.items.empty() ? Bloc{Paragraphe{"Aucune décision écrite."}} : Bloc{decisions});
    e.blocs.emplace_back(Titre{"Réponses engagées"});
    Tableau t{"Réponses", {"Réponse", "Du", "Au"}, {}};
    for (auto const& r : reponses)
        if (r.code != CodeDeReponse::relais_social_sante)
            t.lignes.push_back({std::string(libelle(r.code)), base::affiche(r.du), r.au ? base::affiche(*r.au) : ""});
    e.blocs.emplace_back(t.lignes.empty() ? Bloc{Paragraphe{"Aucune réponse engagée."}} : Bloc{t});
    e.blocs.emplace_back(Paragraphe{"Établie le " + base::affiche(jour) +
                                    ". Elle ne contient ni santé, ni service social, ni avis personnel."});
    e.blocs.emplace_back(Signatures{{"Le référent décrochage", "Le jeune", "Un responsable légal"}});
    return e;
}

} // namespace metier::prevention
