#include <nlohmann/json.hpp>

#include "base/ensure.hpp"
#include "metier/pilotage/bilan.hpp"

namespace metier::pilotage {
namespace {

using nlohmann::json;

json de(Valeur const& v) {
    if (v.masquee)
        return {{"code", code(v.indicateur)}, {"masquee", true}};
    json j{{"code", code(v.indicateur)},
           {"n", v.taux.n},
           {"d", v.taux.d},
           {"renseignes", v.taux.renseignes},
           {"population", v.taux.population}};
    if (v.mediane)
        j["mediane"] = *v.mediane;
    return j;
}

Valeur valeur(json const& j) {
    auto i = lire_code<Indicateur>(j.at("code").get<std::string>());
    ensure(i.has_value(), "une photo ne cite que des indicateurs connus");
    if (j.contains("masquee"))
        return {*i, true, {}, {}};
    Valeur v{*i, false, {j.at("n"), j.at("d"), j.at("renseignes"), j.at("population")}, {}};
    if (j.contains("mediane"))
        v.mediane = j.at("mediane").get<double>();
    return v;
}

json de(std::vector<Valeur> const& valeurs) {
    json liste = json::array();
    for (auto const& v : valeurs)
        liste.push_back(de(v));
    return liste;
}

std::vector<Valeur> valeurs(json const& j) {
    std::vector<Valeur> liste;
    for (auto const& v : j)
        liste.push_back(valeur(v));
    return liste;
}

json de(Tableau const& t) {
    json lignes = json::array();
    for (auto const& l : t.lignes)
        lignes.push_back({{"cle", l.cle},
                          {"libelle", l.libelle},
                          {"valeurs", de(l.valeurs)},
                          {"presumes", l.presumes ? json(*l.presumes) : json()}});
    json j{{"par", code(t.par)}, {"lignes", lignes}, {"masquees", t.lignes_masquees}};
    if (t.renseignes)
        j["renseignes"] = {t.renseignes->n, t.renseignes->d};
    return j;
}

/// Les premières photos ne le disaient que comme dénominateur d'I-03.
std::optional<std::int64_t> presumes(json const& ligne) {
    if (auto i = ligne.find("presumes"); i != ligne.end() && !i->is_null())
        return i->get<std::int64_t>();
    auto premiere = valeurs(ligne.at("valeurs")).front();
    return premiere.masquee ? std::nullopt : std::optional{premiere.taux.d};
}

Tableau tableau(json const& j) {
    auto par = lire_code<Ventilation>(j.at("par").get<std::string>());
    ensure(par.has_value(), "une photo ne cite que des ventilations connues");
    Tableau t{*par, {}, j.at("masquees"), {}};
    for (auto const& l : j.at("lignes"))
        t.lignes.push_back({l.at("cle"), l.at("libelle"), valeurs(l.at("valeurs")), presumes(l)});
    if (j.contains("renseignes")) {
        std::int64_t n = j["renseignes"][0], d = j["renseignes"][1];
        t.renseignes = Taux{n, d, n, d};
    }
    return t;
}

json de(DefinitionFigee const& d) {
    return {{"code", d.code},
            {"titre", d.titre},
            {"numerateur", d.numerateur},
            {"denominateur", d.denominateur},
            {"texte", d.texte},
            {"unite", d.unite},
            {"source", d.source},
            {"version", d.version},
            {"depuis", base::iso(d.depuis)}};
}

Date jour(json const& j) {
    auto d = base::lire_date(j.get<std::string>());
    ensure(d.has_value(), "une photo porte des dates lisibles");
    return *d;
}

} // namespace

std::string en_json(Bilan const& b) {
    json j{{"forme", 1},
           {"campagne", b.campagne},
           {"annee", b.annee},
           {"perimetre", b.perimetre},
           {"au", base::iso(b.au)},
           {"seuil", b.seuil},
           {"reglages", b.reglages}};
    j["ensemble"] = de(b.ensemble);
    j["entonnoir"] = j["tableaux"] = j["definitions"] = json::array();
    for (auto const& e : b.entonnoir)
        j["entonnoir"].push_back(
            {{"code", e.code}, {"libelle", e.libelle}, {"personnes", e.personnes ? json(*e.personnes) : json()}});
    for (auto const& t : b.tableaux)
        j["tableaux"].push_back(de(t));
    for (auto const& d : b.definitions)
        j["definitions"].push_back(de(d));
    return j.dump();
}

Bilan depuis_json(std::string const& texte) {
    auto j = json::parse(texte);
    Bilan b{j.at("campagne"),
            j.at("annee"),
            j.at("perimetre"),
            jour(j.at("au")),
            j.at("seuil"),
            {},
            valeurs(j.at("ensemble")),
            {},
            {},
            j.at("reglages").get<std::map<std::string, std::string>>()};
    for (auto const& e : j.at("entonnoir"))
        b.entonnoir.push_back(
            {e.at("code"), e.at("libelle"),
             e.at("personnes").is_null() ? std::nullopt : std::optional{e.at("personnes").get<std::int64_t>()}});
    for (auto const& t : j.at("tableaux"))
        b.tableaux.push_back(tableau(t));
    for (auto const& d : j.at("definitions"))
        b.definitions.push_back({d.at("code"), d.at("titre"), d.at("numerateur"), d.at("denominateur"), d.at("texte"),
                                 d.at("unite"), d.at("source"), d.at("version"), jour(d.at("depuis"))});
    return b;
}

} // namespace metier::pilotage
