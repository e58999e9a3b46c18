#include "metier/suivi/formulaires.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::suivi {

FormEntretien::FormEntretien(TypeEntretien t) : type{t} {
    for (auto const& c : modele(type).champs) {
        if (c.ancien)
            continue;
        auto nom = "p_" + std::string(c.code);
        auto& champ = c.recevabilite
                          ? propres.emplace_back(nom, c.libelle, web::radio)
                          : propres.emplace_back(nom, c.libelle, web::at_most(400), web::long_text(2), web::facts_only);
        champ.set_hint(std::string(c.aide));
        if (c.recevabilite)
            champ.offer_choices(web::choix_de<Recevabilite>());
    }
    visibilite.set(modele(type).visibilite);
    visibilite_analyse.set(acces::Visibilite::privee);
}

std::vector<web::FieldBase*> FormEntretien::champs() {
    std::vector<web::FieldBase*> liste{&jour, &heure, &duree, &canal, &lieu, &participants, &objet, &resume};
    for (auto& p : propres)
        liste.push_back(&p);
    if (modele(type).freins)
        liste.push_back(&freins);
    if (type == TypeEntretien::recrutement)
        liste.push_back(&decision);
    if (modele(type).se_motive)
        liste.insert(liste.end(), {&motif, &explication});
    liste.insert(liste.end(), {&decisions, &prochaine, &analyse, &visibilite, &visibilite_analyse, &temps, &raison,
                               &version, &saisie});
    return liste;
}

bool FormEntretien::lire(web::Pairs const& saisi) {
    if (type == TypeEntretien::recrutement)
        decision.set_required(true);
    bool bon = web::read_all(champs(), saisi);
    bool refus = decision.value() == Decision::refuse;
    for (auto const& p : propres)
        refus = refus || p.value() == std::string(base::code(Recevabilite::non_recevable)); // R-18 : décision motivée
    if (refus && !motif) {
        motif.refuse("Donnez le motif : une décision défavorable se motive.");
        bon = false;
    }
    if (refus && !explication) {
        explication.refuse("Écrivez ce qui est expliqué au jeune, en mots simples.");
        bon = false;
    }
    return bon;
}

void FormEntretien::remplir(Entretien const& e) {
    jour.set(e.jour);
    if (auto h = web::Heure::lire(e.heure))
        heure.set(*h);
    duree.set(e.duree);
    canal.set(e.canal);
    lieu.set(e.lieu);
    participants.set(e.participants);
    objet.set(e.objet);
    resume.set(e.resume);
    analyse.set(e.analyse);
    freins.set(e.freins);
    decision.set(e.decision);
    motif.set(e.motif);
    explication.set(e.explication);
    decisions.set(e.decisions);
    prochaine.set(e.prochaine);
    visibilite.set(e.visibilite);
    visibilite_analyse.set(e.visibilite_analyse);
    temps.set(e.temps);
    version.set(e.version);
    for (auto const& [code, texte] : e.champs)
        for (auto& p : propres)
            if (p.name() == "p_" + code)
                p.set(texte);
}

Entretien FormEntretien::entretien(Entretien e) const {
    auto texte = [](web::Field<std::string> const& f) { return f.value().value_or(""); };
    e.type = type;
    e.jour = *jour;
    e.heure = heure ? heure->iso() : "";
    e.duree = duree.value();
    e.canal = canal.value();
    e.lieu = texte(lieu);
    e.participants = texte(participants);
    e.objet = texte(objet);
    e.resume = texte(resume);
    e.analyse = texte(analyse);
    e.decisions = texte(decisions);
    e.prochaine = prochaine.value();
    e.visibilite = *visibilite;
    e.visibilite_analyse = *visibilite_analyse;
    e.temps = temps.value();
    e.decision = decision.value();
    e.motif = texte(motif);
    e.explication = texte(explication);
    std::erase_if(e.champs, [&](auto const& c) { // ce qui ne se saisit plus reste
        return std::ranges::none_of(modele(type).champs,
                                    [&](ChampPropre const& p) { return p.ancien && p.code == c.first; });
    });
    e.freins = *freins;
    for (auto const& p : propres)
        if (p)
            e.champs.emplace_back(p.name().substr(2), *p);
    e.version = version.value().value_or(e.version);
    return e;
}

std::vector<std::string> FormEntretien::textes() const {
    std::vector<std::string> liste;
    for (auto const* f : {&lieu, &participants, &objet, &resume, &analyse, &motif, &explication, &decisions, &raison})
        liste.push_back(f->value().value_or(""));
    for (auto const& p : propres)
        liste.push_back(p.value().value_or(""));
    return liste;
}

} // namespace metier::suivi
