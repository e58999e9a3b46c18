#include "metier/acces/freins.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::acces {

std::chrono::seconds attente(Frein const& frein, std::int64_t echecs) {
    if (echecs < frein.libres)
        return 0s;
    auto doublements = std::min<std::int64_t>(echecs - frein.libres, 20);
    return std::min(frein.premiere * (std::int64_t{1} << doublements), frein.plafond);
}

std::vector<Freine> freines(base::Coffre const& coffre, std::string_view compte, std::string_view adresse) {
    auto cle = [&](std::string const& genre, std::string_view valeur) {
        return coffre.empreinte(genre + ":" + base::minuscules(base::propre(valeur)));
    };
    return {{cle("compte", compte), frein_du_compte}, {cle("adresse", adresse), frein_de_l_adresse}};
}

namespace {

struct Echecs {
    std::int64_t nombre;
    std::optional<Instant> dernier;
};

std::chrono::seconds reste_a_attendre(storage::Reader& db, Freine const& f, Instant maintenant) {
    auto echecs =
        db.one<Echecs>("select count(*), max(instant) from tentative_de_connexion where cle = ? and instant > ?", f.cle,
                       maintenant - f.frein.memoire);
    if (!echecs.dernier)
        return 0s;
    return std::max(0s, *echecs.dernier + attente(f.frein, echecs.nombre) - maintenant);
}

} // namespace

std::chrono::seconds tenter(storage::Writer& db, std::vector<Freine> const& freines, Instant maintenant) {
    db.run("delete from tentative_de_connexion where instant < ?", maintenant - std::chrono::hours{48});
    auto plus_longue = 0s;
    for (auto const& f : freines)
        plus_longue = std::max(plus_longue, reste_a_attendre(db, f, maintenant));
    if (plus_longue > 0s)
        return plus_longue;
    for (auto const& f : freines)
        db.run("insert into tentative_de_connexion (cle, instant) values (?, ?)", f.cle, maintenant);
    return 0s;
}

void reussir(storage::Writer& db, std::vector<Freine> const& freines, Instant maintenant) {
    for (auto const& f : freines)
        if (f.frein.libres == frein_du_compte.libres)
            db.run("delete from tentative_de_connexion where cle = ?", f.cle);
        else // ceux des autres comptes restent
            db.run("delete from tentative_de_connexion where id = (select max(id) from tentative_de_connexion "
                   "where cle = ? and instant = ?)",
                   f.cle, maintenant);
}

std::string dans(std::chrono::seconds duree) {
    if (duree < 60s)
        return "dans " + base::pluriel(duree.count(), "seconde");
    return "dans " + base::pluriel(std::chrono::ceil<std::chrono::minutes>(duree).count(), "minute");
}

} // namespace metier::acces
