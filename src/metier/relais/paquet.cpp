// Le paquet minimal : les champs choisis, tels que le dossier les donne aujourd'hui, et rien d'autre (N-7, C-90).
#include "base/texte.hpp"
#include "metier/relais/relais.hpp"

namespace metier::relais {
namespace {

/// « A, B » sans les vides.
std::string joints(std::vector<std::string> morceaux, std::string_view entre = ", ") {
    std::erase(morceaux, "");
    return base::joint(morceaux, std::string(entre));
}

std::string telephone(std::string const& numero) {
    auto lien = web::LienContact::telephone(numero);
    return lien ? lien->affiche() : numero;
}

std::string les_responsables(Reader& db, Id<Jeune> jeune) {
    std::vector<std::string> dits;
    for (auto const& r : jeunes::responsables(db, jeune))
        if (r.personne.contact_autorise) // C-25
            dits.push_back(joints(
                {r.personne.prenom + " " + r.personne.nom, telephone(r.personne.telephone), r.personne.courriel}));
    return joints(dits, "\u00a0; ");
}

std::string la_scolarite(Reader& db, Id<Jeune> jeune) {
    auto connues = jeunes::inscriptions(db, jeune);
    if (connues.empty())
        return {};
    auto const& i = connues.front();
    auto annee = std::to_string(i.annee.debut) + "-" + std::to_string(i.annee.debut + 1);
    auto fin = i.au ? "jusqu’au " + base::affiche(*i.au) : std::string{};
    return joints({annee, i.lieu, i.formation, fin});
}

std::string les_diplomes(Reader& db, Id<Jeune> jeune) {
    std::vector<std::string> dits;
    for (auto const& d : jeunes::diplomes(db, jeune))
        dits.push_back(d.libelle);
    return dits.empty() ? "Aucun connu" : joints(dits);
}

std::string texte(Reader& db, Jeune const& j, Champ champ, Date jour) {
    switch (champ) {
    case Champ::identite: return jeunes::nom_affiche(j);
    case Champ::naissance:
        return j.naissance ? base::affiche(*j.naissance) + " (" + jeunes::age_affiche(j.naissance, jour) + ")" : "";
    case Champ::coordonnees: return joints({telephone(j.telephone), j.courriel});
    case Champ::commune: return joints({j.code_postal, j.commune}, " ");
    case Champ::responsables: return les_responsables(db, j.id);
    case Champ::scolarite: return la_scolarite(db, j.id);
    case Champ::diplomes: return les_diplomes(db, j.id);
    case Champ::situation: {
        auto s = jeunes::situation_au(db, j.id, jour);
        return s ? std::string(base::libelle(s->situation.genre)) + " depuis le " + base::affiche(s->situation.du) : "";
    }
    case Champ::appuis: return j.points_d_appui;
    }
    return {};
}

} // namespace

std::vector<LigneDuPaquet> paquet(Reader& db, Id<Jeune> jeune, std::vector<Champ> const& champs, Date jour) {
    auto j = jeunes::trouver_sans_portee(db, jeunes::resoudre(db, jeune)); // le droit est celui du relais, déjà vérifié
    if (!j)
        return {};
    std::vector<LigneDuPaquet> lignes;
    for (auto champ : champs)
        lignes.push_back({std::string(base::libelle(champ)), texte(db, *j, champ, jour)});
    return lignes;
}

} // namespace metier::relais
