#pragma once
// Un fichier d'absences déposé, appliqué, et ce qu'il fait naître.
#include "metier/prevention/absences_sql.hpp"
#include "metier/prevention/tests/cas.hpp"

namespace essais {

struct AbsencesWeb : PreventionWeb {
    static constexpr auto tete = "Élève;Classe;Du;Au;Demi-journées;Justifiée\n";
    Reponse depose(std::string const& lignes, web::Pairs champs = {{"mode", "brutes"}}, Id<acces::Agent> qui = {}) {
        auto p = d.app.as(qui.valeur ? qui : d.ba);
        return p.depose("/absences/importations", "fichier", "pronote.csv", tete + lignes, champs);
    }
    std::string applique(std::string const& lignes, web::Pairs champs = {{"mode", "brutes"}}) {
        auto r = depose(lignes, champs);
        EXPECT_EQ(r.status, 303) << r.text("main");
        auto ba = d.app.as(d.ba);
        auto page = ba.follow(r);
        auto fait = ba.post(r.location + "/application", {{"version", page.value("version")}});
        EXPECT_EQ(fait.status, 303);
        return r.location;
    }
    /// Kosmos : « classe;élève;total;non justifiées », sans dire la période.
    Reponse depose_des_totaux(std::string const& lignes, std::string const& du, std::string const& au) {
        return d.app.as(d.ba).depose(
            "/absences/importations", "fichier", "kosmos.csv",
            "Classe;Élève;½ j. d'absences comptabilisées;½ j. d'absences non justifiées comptabilisées\n" + lignes,
            {{"mode", "brutes"}, {"du", du}, {"au", au}});
    }
    void applique_des_totaux(std::string const& lignes, std::string const& du, std::string const& au) {
        auto r = depose_des_totaux(lignes, du, au);
        EXPECT_EQ(r.status, 303) << r.text("main");
        d.app.as(d.ba).post(r.location + "/application", {{"version", "1"}});
    }
    std::vector<prevention::Alerte> alertes() {
        return d.lire([&](storage::Reader& db) { return prevention::alertes_ouvertes(db, d.portee(d.ba)); });
    }
    std::int64_t compte(std::string const& sql) {
        return d.lire([&](storage::Reader& db) { return db.one<std::int64_t>(sql); });
    }
};

} // namespace essais
