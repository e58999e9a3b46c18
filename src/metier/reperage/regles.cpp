#include "metier/reperage/regles.hpp"

#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"

namespace metier::reperage {
namespace {

using jeunes::GenreSituation;
using jeunes::InscriptionVue;

bool en_cours(Date du, std::optional<Date> au, Date jour) { return du <= jour && (!au || jour <= *au); }

std::string ou(InscriptionVue const& i) {
    auto quoi = i.formation.empty() ? i.classe : i.formation;
    return (i.lieu.empty() ? std::string("un établissement non précisé") : i.lieu) +
           (quoi.empty() ? "" : " (" + quoi + ")");
}

std::optional<jeunes::SituationVue> situation(jeunes::Faits const& f, Date jour) {
    for (auto const& s : f.situations)
        if (en_cours(s.situation.du, s.situation.au, jour))
            return s;
    return std::nullopt;
}

/// Inscrit sans classe : la source ne l'a pas encore rayé, ce n'est pas une scolarité (formats.md §2.2).
jeunes::Faits sans_les_coquilles(jeunes::Faits f, base::AnneeScolaire annee) {
    std::erase_if(f.inscriptions, [&](InscriptionVue const& i) { return i.sans_classe && i.annee >= annee; });
    return f;
}

Place avec(Place p, Caisse caisse, std::string motif) {
    p.caisse = caisse;
    p.motif = std::move(motif);
    return p;
}

std::string motif_du_presume(FaitsDeCampagne const& f, ReglesDeCampagne const& r) {
    std::string motif;
    auto const& lues = f.faits.inscriptions;
    if (!f.signale_par.empty())
        motif = "Signalé sorti par " + f.signale_par + ". ";
    auto coquille = std::ranges::find_if(lues, [&](InscriptionVue const& i) {
        return i.annee == r.annee && i.sans_classe && en_cours(i.du, i.au, r.observation);
    });
    auto sortie = std::ranges::find_if(
        lues, [&](InscriptionVue const& i) { return i.annee == r.annee && i.au && *i.au < r.observation; });
    auto avant = std::ranges::find_if(lues, [&](InscriptionVue const& i) { return i.annee < r.annee; });
    if (avant != lues.end())
        motif += "Inscrit en " + avant->annee.affiche() + " : " + ou(*avant) + ". ";
    if (coquille != lues.end())
        return motif + "Cette année, inscrit sans classe " + base::a_ce_lieu(coquille->lieu) + " : à vérifier.";
    if (sortie != lues.end())
        return motif + "Sorti le " + base::affiche(*sortie->au) + " " + base::de_ce_lieu(sortie->lieu) +
               (sortie->motif_sortie.empty() ? "." : " : " + sortie->motif_sortie + ".");
    return motif + "Sur aucune liste de " + r.annee.affiche() + " au " + base::affiche(r.observation) + ".";
}

/// l'âge se lit le jour de l'observation, et lui seul.
std::string motif_du_trop_jeune(FaitsDeCampagne const& f, ReglesDeCampagne const& r, Date seize) {
    auto ans = std::to_string(r.decrochage.age_minimal) + " ans";
    return "Moins de " + ans + " le " + base::affiche(r.observation) + ", jour de l’observation (" + ans + " le " +
           base::affiche(seize) +
           ") : instruction obligatoire ce jour-là, à orienter vers la DSDEN. Pas compté comme " +
           "décrocheur par cette campagne" + (f.signale_par.empty() ? "" : ", même désigné par " + f.signale_par) + ".";
}

} // namespace

std::optional<InscriptionVue> inscription_en_cours(jeunes::Faits const& f, base::AnneeScolaire annee, Date jour) {
    for (auto const& i : f.inscriptions)
        if (i.annee == annee && !i.sans_classe && en_cours(i.du, i.au, jour))
            return i;
    return std::nullopt;
}

Place placer(FaitsDeCampagne const& f, ReglesDeCampagne const& r) {
    Place p;
    auto faits = sans_les_coquilles(f.faits, r.annee);
    for (std::size_t d = 0; d < p.definitions.size(); ++d)
        p.definitions[d] =
            jeunes::decrochage(faits, jeunes::definitions_de_decrocheur[d].valeur, r.observation, r.decrochage);
    auto& siei = p.definitions[1];
    auto const seize =
        faits.naissance ? std::optional{base::plus_annees(*faits.naissance, r.decrochage.age_minimal)} : std::nullopt;
    bool const trop_jeune = seize && *seize > r.observation;
    if (f.signale_siei && !trop_jeune && !siei.decrocheur &&
        inscription_en_cours(faits, r.annee, r.observation) == std::nullopt && faits.inscriptions.empty() &&
        !jeunes::du_cursus_obtenu(faits.diplomes))
        siei = {true, "Désigné par " + f.signale_par + "."};

    if (auto i = inscription_en_cours(faits, r.annee, r.observation))
        return avec(p, Caisse::inscrit,
                    "Inscrit à " + ou(*i) + " depuis le " + base::affiche(i->du) +
                        (i->source.empty() ? "." : ", d’après " + i->source + "."));
    if (f.deja_verifie && *f.deja_verifie != Resultat::confirme && *f.deja_verifie != Resultat::injoignable)
        return avec(p, Caisse::presume,
                    "Déjà vérifié cette année : " + std::string(libelle(*f.deja_verifie)) +
                        (f.deja_verifie_le ? ", le " + base::affiche(*f.deja_verifie_le) + "." : "."));
    if (f.parti)
        return avec(p, Caisse::parti,
                    std::string(libelle(*f.parti)) +
                        (f.parti_le ? ", vérifié le " + base::affiche(*f.parti_le) + "." : "."));
    if (auto s = situation(faits, r.observation)) {
        auto const& quoi = s->situation;
        auto phrase = std::string(libelle(quoi.genre)) + (quoi.structure.empty() ? "" : ", " + quoi.structure) +
                      ", depuis le " + base::affiche(quoi.du) + ".";
        switch (quoi.genre) {
        case GenreSituation::scolarise:
        case GenreSituation::apprenti: return avec(p, Caisse::inscrit, phrase);
        case GenreSituation::stagiaire:
        case GenreSituation::emploi:
        case GenreSituation::service_civique:
        case GenreSituation::accompagne: return avec(p, Caisse::en_solution, phrase);
        case GenreSituation::sans_solution:
        case GenreSituation::inconnue: break;
        }
    }
    if (trop_jeune)
        return avec(p, Caisse::moins_de_16, motif_du_trop_jeune(f, r, *seize));
    bool aucune = std::ranges::none_of(p.definitions, &jeunes::Decrochage::decrocheur);
    bool diplome = jeunes::qualifie(faits.diplomes) || jeunes::du_cursus_obtenu(faits.diplomes);
    if (aucune && diplome) {
        auto lequel = std::ranges::find_if(faits.diplomes, jeunes::compte);
        return avec(p, Caisse::diplome,
                    "Diplômé : " + lequel->libelle +
                        (lequel->obtenu_le ? ", le " + base::affiche(*lequel->obtenu_le) : std::string{}) + ".");
    }
    auto motif = motif_du_presume(f, r);
    if (!faits.naissance)
        motif += " Date de naissance inconnue : les définitions ne peuvent pas être calculées.";
    return avec(p, Caisse::presume, motif);
}

Etage etage(Resultat r) {
    switch (r) {
    case Resultat::inscrit_ailleurs:
    case Resultat::deja_diplome: return Etage::faux_positifs;
    case Resultat::en_emploi:
    case Resultat::stagiaire:
    case Resultat::service_civique:
    case Resultat::accompagne: return Etage::deja_en_solution;
    case Resultat::demenage:
    case Resultat::deces: return Etage::verifies;
    case Resultat::confirme: return Etage::confirmes;
    case Resultat::injoignable: return Etage::injoignables;
    }
    return Etage::verifies;
}

bool est_verifie(Resultat r) { return r != Resultat::injoignable; }

std::optional<GenreSituation> situation_de(Resultat r) {
    switch (r) {
    case Resultat::inscrit_ailleurs: return GenreSituation::scolarise;
    case Resultat::en_emploi: return GenreSituation::emploi;
    case Resultat::stagiaire: return GenreSituation::stagiaire;
    case Resultat::service_civique: return GenreSituation::service_civique;
    case Resultat::accompagne: return GenreSituation::accompagne;
    case Resultat::confirme: return GenreSituation::sans_solution;
    case Resultat::deja_diplome:
    case Resultat::demenage:
    case Resultat::deces:
    case Resultat::injoignable: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Resultat> resultat_de(GenreSituation g) {
    switch (g) {
    case GenreSituation::scolarise:
    case GenreSituation::apprenti: return Resultat::inscrit_ailleurs;
    case GenreSituation::stagiaire: return Resultat::stagiaire;
    case GenreSituation::emploi: return Resultat::en_emploi;
    case GenreSituation::service_civique: return Resultat::service_civique;
    case GenreSituation::accompagne: return Resultat::accompagne;
    case GenreSituation::sans_solution:
    case GenreSituation::inconnue: return std::nullopt;
    }
    return std::nullopt;
}

bool contredit(Resultat r, GenreSituation g) {
    auto dit = resultat_de(g);
    return dit && *dit != r && situation_de(r).has_value();
}

jeunes::Fondement fondement(Preuve p) {
    switch (p) {
    case Preuve::attestation:
    case Preuve::liste:
        return jeunes::Fondement::attestation; // une liste lue par quelqu’un vaut ce que vaut un papier vu
    case Preuve::declaration:
    case Preuve::famille:
    case Preuve::appel_etablissement:
    case Preuve::partenaire:
    case Preuve::sans_reponse: return jeunes::Fondement::declaration;
    }
    return jeunes::Fondement::declaration;
}

std::string tranche_d_age(std::optional<Date> naissance, Date jour) {
    if (!naissance)
        return "inconnu";
    auto ans = base::age(*naissance, jour);
    return ans <= 17 ? "16-17" : ans <= 20 ? "18-20" : ans <= 25 ? "21-25" : "26 et plus";
}

} // namespace metier::reperage
