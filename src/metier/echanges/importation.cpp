#include "metier/echanges/importation.hpp"

#include "base/texte.hpp"

namespace metier::echanges {

void Comptes::compter(Issue issue, std::int64_t n) {
    lues += n;
    switch (issue) {
    case Issue::nouvelle: nouvelles += n; break;
    case Issue::mise_a_jour: mises_a_jour += n; break;
    case Issue::identique: identiques += n; break;
    case Issue::douteuse: douteuses += n; break;
    case Issue::refusee: refusees += n; break;
    case Issue::erreur: erreurs += n; break;
    }
}

std::vector<Question> lire_questions(std::string const& texte) {
    std::vector<Question> questions;
    if (texte.empty())
        return questions;
    for (auto const& ligne : base::decoupe(texte, '\n')) {
        auto barre = ligne.find('|');
        if (barre != ligne.npos)
            questions.push_back({ligne.substr(0, barre), ligne.substr(barre + 1)});
    }
    return questions;
}

std::string ecrire_questions(std::vector<Question> const& questions) {
    std::vector<std::string> lignes;
    for (auto const& q : questions)
        lignes.push_back(q.code + "|" + q.phrase);
    return base::joint(lignes, "\n");
}

std::string phrase(Comptes const& c) {
    std::vector<std::string> parts;
    auto dire = [&](std::int64_t n, std::string_view un, std::string_view plusieurs) {
        if (n > 0)
            parts.push_back(base::pluriel(n, un, plusieurs));
    };
    dire(c.nouvelles, "nouvelle", "nouvelles");
    dire(c.mises_a_jour, "mise à jour", "mises à jour");
    dire(c.identiques, "identique", "identiques");
    dire(c.douteuses, "douteuse", "douteuses");
    dire(c.refusees, "refusée", "refusées");
    dire(c.erreurs, "mal formée", "mal formées");
    return parts.empty() ? "aucune ligne" : base::joint(parts, ", ");
}

} // namespace metier::echanges
