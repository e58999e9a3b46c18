#include "metier/echanges/formulaires.hpp"

#include <set>

#include "base/texte.hpp"
#include "metier/echanges/nature.hpp"

namespace metier::echanges {
namespace {

std::string masque(std::string const& valeur) {
    auto ine = base::Ine::lire(valeur);
    return ine ? ine->masque() : valeur;
}

std::string aide_de(ColonneProposee const& c) {
    if (c.raison == Raison::jamais_garde)
        return "Cette information n’est jamais gardée (protection des données).";
    std::vector<std::string> exemples;
    for (auto const& e : c.exemples)
        exemples.push_back(masque(e));
    auto vus = exemples.empty() ? std::string{"Colonne vide."} : "Par exemple : " + base::joint(exemples, " ; ");
    return c.raison == Raison::contenu ? vus + " (proposé d’après le contenu)" : vus;
}

std::vector<web::Choix> natures_offertes() {
    std::vector<web::Choix> choix;
    for (auto const& n : std::span{natures}.first(natures_au_choix))
        choix.push_back({std::string(n.code), std::string(n.libelle)});
    return choix;
}

} // namespace

FormDepot::FormDepot() { nature.offer_choices(natures_offertes()); }

FormColonnes::FormColonnes(Proposition const& p, Importation const& i) : feuille{p.feuille}, sans_ligne{!p.des_lignes} {
    nature.offer_choices(natures_offertes());
    auto const deduite = nature_deduite(p);
    if (i.nature != Nature::a_dire)
        nature.set(i.nature);
    nature.set_hint(i.nature == Nature::a_dire
                        ? "Rien dans le fichier ne le dit. Elle décide de ce que la liste change."
                    : i.nature == deduite.nature && !deduite.pourquoi.empty()
                        ? "Proposée d’après " + deduite.pourquoi + ". Vérifiez."
                        : "Choisie au dépôt.");
    std::size_t n = 0;
    for (auto const& c : p.colonnes) {
        en_tetes.push_back(c.en_tete);
        auto nom = "colonne_" + std::to_string(n++);
        web::Field<std::string> f{nom, c.en_tete.empty() ? "Colonne sans titre" : c.en_tete,
                                  web::empty_choice("Ne pas prendre")};
        f.set_hint(aide_de(c));
        std::vector<web::Choix> choix;
        if (c.raison != Raison::jamais_garde) {
            auto a_offrir = champs_proposes();
            bool offert = !c.champ;
            for (auto x : a_offrir) {
                choix.push_back({std::string(code(x)), std::string(libelle(x))});
                offert |= c.champ == x;
            }
            if (!offert)
                choix.push_back({std::string(code(*c.champ)), std::string(libelle(*c.champ))});
        }
        f.offer_choices(std::move(choix));
        if (c.champ && c.raison != Raison::jamais_garde)
            f.set(std::string(code(*c.champ)));
        colonnes.push_back(std::move(f));
    }
}

std::vector<web::FieldBase*> FormColonnes::champs() {
    std::vector<web::FieldBase*> tous{&nature, &expediteur};
    for (auto& c : colonnes)
        tous.push_back(&c);
    return tous;
}

Correspondance FormColonnes::correspondance() const {
    Correspondance c;
    c.feuille = feuille;
    for (std::size_t n = 0; n < colonnes.size(); ++n)
        c.colonnes.push_back({en_tetes[n], colonnes[n] ? champ(*colonnes[n]) : std::nullopt});
    return c;
}

FormLigne::FormLigne(LigneLue const& ligne) {
    std::set<Champ> deja;
    auto ajouter = [&](Champ c, std::string const& valeur) {
        if (!deja.insert(c).second)
            return;
        lesquels.push_back(c);
        web::Field<std::string> f{"c_" + std::string(code(c)), libelle(c), web::at_most(500)};
        if (description(c).type == TypeChamp::ine)
            f.set_hint(valeur.empty() ? "Onze caractères."
                                      : "Lu : " + masque(valeur) + ". Laissez vide pour ne pas y toucher.");
        else if (!valeur.empty())
            f.set(valeur);
        cellules.push_back(std::move(f));
    };
    for (auto const& a : ligne.anomalies)
        if (a.champ)
            ajouter(*a.champ, std::string(ligne[*a.champ]));
    for (auto const& c : ligne.cellules)
        ajouter(c.champ, c.valeur);
    for (auto const& a : ligne.anomalies)
        for (std::size_t n = 0; a.champ && n < lesquels.size(); ++n)
            if (lesquels[n] == *a.champ && a.gravite == Gravite::erreur)
                cellules[n].refuse(a.message + (a.attendu.empty() ? "" : " Attendu : " + a.attendu + "."));
            else if (lesquels[n] == *a.champ)
                cellules[n].set_hint(a.message +
                                     (a.proposition.empty() ? "" : " Proposition : " + a.proposition + "."));
}

std::vector<web::FieldBase*> FormLigne::champs() {
    std::vector<web::FieldBase*> tous;
    for (auto& c : cellules)
        tous.push_back(&c);
    return tous;
}

LigneLue FormLigne::corrigee(LigneLue ligne) const {
    std::erase_if(ligne.anomalies, [](Anomalie const& a) { return a.code == code_de_debordement; }); // elle est relue
    for (std::size_t n = 0; n < cellules.size(); ++n) {
        bool ine = description(lesquels[n]).type == TypeChamp::ine;
        auto valeur = cellules[n].value().value_or("");
        if (!(ine && valeur.empty()) && valeur != ligne[lesquels[n]])
            ligne.poser(lesquels[n], valeur);
    }
    return ligne;
}

} // namespace metier::echanges
