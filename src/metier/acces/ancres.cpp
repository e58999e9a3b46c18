#include "metier/acces/ancres.hpp"

#include <fstream>

#include "base/texte.hpp"

namespace metier::acces {
namespace {

struct Ancre {
    std::string instant;
    std::int64_t ligne = 0;
    std::string empreinte, sceau;
};

std::filesystem::path fichier(std::filesystem::path const& dossier) { return dossier / "journal.ancres"; }

/// Le sceau porte aussi celui d'avant : retirer une ancre du milieu se voit.
std::string sceau(base::Coffre const& coffre, std::string const& precedent, Ancre const& a) {
    return coffre.empreinte("ancre\x1f" + precedent + "\x1f" + a.instant + "\x1f" + std::to_string(a.ligne) + "\x1f" +
                            a.empreinte);
}

/// Rien si la ligne n'a pas quatre morceaux ; une ligne coupée (arrêt pendant l'écriture) est ainsi reconnue.
std::optional<Ancre> lire(std::string const& ligne) {
    auto m = base::decoupe(ligne, ' ');
    if (m.size() != 4 || m[1].empty() || m[1].size() > 18 || m[1].find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return Ancre{m[0], std::stoll(m[1]), m[2], m[3]};
}

struct Lues {
    std::vector<Ancre> ancres;
    std::string defaut;
};

Lues lire_les_ancres(base::Coffre const& coffre, std::filesystem::path const& dossier) {
    Lues lues;
    std::ifstream entree{fichier(dossier)};
    std::string precedent;
    std::int64_t numero = 0;
    for (std::string ligne; std::getline(entree, ligne);) {
        ++numero;
        auto a = lire(ligne);
        if (!a || sceau(coffre, precedent, *a) != a->sceau) {
            lues.defaut = "le fichier journal.ancres a été modifié à sa ligne " + std::to_string(numero);
            return lues;
        }
        precedent = a->sceau;
        lues.ancres.push_back(*std::move(a));
    }
    return lues;
}

} // namespace

void ancrer_le_journal(storage::Reader& db, base::Coffre const& coffre, std::filesystem::path const& dossier,
                       Instant maintenant) {
    struct Derniere {
        std::int64_t id = 0;
        std::string empreinte;
    };
    auto derniere = db.all<Derniere>("select id, empreinte from journal order by id desc limit 1");
    auto lues = lire_les_ancres(coffre, dossier);
    if (derniere.empty() || !lues.defaut.empty() || // un fichier abîmé reste tel quel : la vérification le dit
        (!lues.ancres.empty() && lues.ancres.back().ligne == derniere.front().id))
        return;
    Ancre a{base::iso(maintenant), derniere.front().id, derniere.front().empreinte, ""};
    a.sceau = sceau(coffre, lues.ancres.empty() ? "" : lues.ancres.back().sceau, a);
    std::ofstream sortie{fichier(dossier), std::ios::app};
    sortie << a.instant << ' ' << a.ligne << ' ' << a.empreinte << ' ' << a.sceau << '\n' << std::flush;
    ensure(sortie.good(), "ancre du journal non écrite");
}

VerdictDesAncres verifier_les_ancres(storage::Reader& db, base::Coffre const& coffre,
                                     std::filesystem::path const& dossier) {
    auto lues = lire_les_ancres(coffre, dossier);
    VerdictDesAncres v{static_cast<std::int64_t>(lues.ancres.size()), lues.defaut};
    auto premiere = db.maybe<std::int64_t>("select id from journal order by id limit 1").value_or(0);
    for (auto const& a : lues.ancres) {
        if (!v.pourquoi.empty())
            break;
        if (a.ligne < premiere) // effacée au terme de la conservation
            continue;
        auto la = db.maybe<std::string>("select empreinte from journal where id = ?", a.ligne);
        if (!la)
            v.pourquoi = "la ligne " + std::to_string(a.ligne) + ", ancrée le " + a.instant + ", n’y est plus";
        else if (*la != a.empreinte)
            v.pourquoi =
                "la chaîne a été réécrite avant la ligne " + std::to_string(a.ligne) + ", ancrée le " + a.instant;
    }
    return v;
}

} // namespace metier::acces
