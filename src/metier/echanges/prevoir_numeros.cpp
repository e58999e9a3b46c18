// Deux numéros d'élève d'une même école qui semblent la même personne : jamais deux dossiers, ni un seul, en silence.
#include "metier/echanges/formats/lecteur.hpp"
#include "metier/echanges/prevoir.hpp"

namespace metier::echanges {

void poser(LigneImport& l, Issue issue, std::string motif, std::optional<Id<jeunes::Jeune>> jeune) {
    l.issue = base::code(issue);
    l.motif = std::move(motif);
    l.jeune = jeune;
}

bool Planificateur::numerotes_a_part(LigneImport const& l, DejaVue const& autre) const {
    bool meme_ine = !l.ine.empty() && trace(l.ine) == autre.ine;
    return est_un_xml(format(importation_.format).value_or(Format::tableau)) && autre.rang > 0 && !meme_ine &&
           autre.cle != trace(l.cle);
}

/// Le dossier reconnu est déjà celui d'un autre numéro d'élève de ce fichier : une personne dira si c'est le même.
bool Planificateur::disputer(LigneImport& l, LignePrevue& p) const {
    if (!l.jeune || (!l.est(Issue::mise_a_jour) && !l.est(Issue::identique)))
        return false;
    auto const* autre = vue_en(par_jeune_, du_jeune(*l.jeune));
    if (!autre || autre->rang == l.rang || !numerotes_a_part(l, *autre))
        return false;
    if (autre->identite == trace(l.identite)) {
        departager(l, *autre);
        return true;
    }
    p.candidats.push_back({*l.jeune, 0, 1.0, "déjà reconnu pour " + autre_ligne(autre->numero)});
    poser(l, Issue::douteuse,
          "Le dossier qui lui ressemble est déjà celui de " + autre_ligne(autre->numero) +
              ", qui a un autre numéro d’élève : jumeaux, homonymes ou élève en double ?");
    return true;
}

EtatCivil Planificateur::etat_civil(Reader& db, DejaVue const& autre) {
    if (autre.etat_civil)
        return *autre.etat_civil;
    auto ligne = ligne_du_rang(db, importation_.id, autre.rang);
    if (!ligne || ligne->contenu.empty())
        return {};
    auto lue = ligne->lue(coffre_);
    auto fiche = controler(lue, regles_de_lecture(importation_, annuaire_, db));
    return {fiche.sexe, trace(fiche.commune_naissance)};
}

/// Cette ligne nouvelle a l'identité d'une précédente, sous un autre numéro : rien n'est créé sans qu'on ait tranché,
/// sauf si l'état civil montre deux personnes.
void Planificateur::opposer(Reader& db, FicheLue const& lue, LigneImport& l) {
    auto const* deja = vue_en(par_identite_, trace(l.identite));
    if (!deja || deja->rang == l.rang || !numerotes_a_part(l, *deja))
        return;
    auto ecart = ce_qui_separe({lue.sexe, trace(lue.commune_naissance)}, etat_civil(db, *deja));
    if (ecart.empty())
        return departager(l, *deja);
    l.motif = "Mêmes nom, prénom et naissance que " + autre_ligne(deja->numero) + ", mais " + ecart +
              " et un autre numéro d’élève : deux personnes.";
}

/// `comme_rang` dit à quelle ligne on la compare ; ce qu'une personne en a déjà dit vaut encore.
void Planificateur::departager(LigneImport& l, DejaVue const& autre) const {
    bool const deux_ine = autre.ine && !l.ine.empty();
    l.comme_rang = autre.rang;
    if (l.decidee == "meme")
        return poser(l, Issue::mise_a_jour, std::string(reconnue_par_une_personne), autre.jeune);
    if (l.decidee == "different")
        return poser(l, Issue::nouvelle, std::string(une_autre_personne));
    poser(l, Issue::douteuse,
          "Mêmes nom, prénom et naissance que " + autre_ligne(autre.numero) + ", mais un autre numéro d’élève" +
              (deux_ine ? " et un autre INE" : "") + " : un élève inscrit deux fois, ou deux homonymes ?");
}

} // namespace metier::echanges
