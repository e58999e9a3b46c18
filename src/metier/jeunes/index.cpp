#include "metier/jeunes/index.hpp"

#include <algorithm>
#include <map>

#include "base/texte.hpp"
#include "rapprochement/phonetique.hpp"
#include "rapprochement/rapprochement.hpp"

namespace metier::jeunes {
namespace {

template <class T>
std::vector<T> manquants(std::vector<T> const& voulus, std::vector<T> const& presents) {
    std::vector<T> liste;
    std::ranges::set_difference(voulus, presents, std::back_inserter(liste));
    return liste;
}

template <class T>
void trier(std::vector<T>& v) {
    std::ranges::sort(v);
    v.erase(std::ranges::unique(v).begin(), v.end());
}

/// Numéros des mots, créés au besoin avec leurs variantes.
std::vector<std::int64_t> numeros(Writer& db, std::vector<std::string> const& mots) {
    if (mots.empty())
        return {};
    std::vector<storage::Param> p(mots.begin(), mots.end());
    struct Mot {
        std::int64_t id = 0;
        std::string texte;
    };
    std::map<std::string, std::int64_t> connus;
    for (auto const& m :
         db.all_with<Mot>("select id, texte from mot where texte in (" + storage::placeholders(mots.size()) + ")", p))
        connus[m.texte] = m.id;
    std::vector<std::int64_t> liste;
    for (auto const& mot : mots) {
        if (auto c = connus.find(mot); c != connus.end()) {
            liste.push_back(c->second);
            continue;
        }
        // Un autre serveur peut créer le même mot au même moment : le conflit rend le sien.
        auto id = db.one<std::int64_t>(
            "insert into mot (texte) values (?) on conflict (texte) do update set texte = excluded.texte returning id",
            mot);
        std::vector<std::pair<storage::Param, storage::Param>> paires;
        for (auto const& v : variantes(mot))
            paires.emplace_back(v, id);
        inserer_paires(db, "mot_variante (variante, mot_id)", paires);
        liste.push_back(id);
    }
    trier(liste);
    return liste;
}

void remplacer(Writer& db, std::string const& table, std::string const& colonne, Id<Jeune> jeune,
               std::vector<std::int64_t> const& voulus) {
    auto presents =
        db.all<std::int64_t>("select " + colonne + " from " + table + " where jeune_id = ? order by " + colonne, jeune);
    for (auto v : manquants(presents, voulus))
        db.run("delete from " + table + " where jeune_id = ? and " + colonne + " = ?", jeune, v);
    std::vector<std::pair<storage::Param, storage::Param>> paires;
    for (auto v : manquants(voulus, presents))
        paires.emplace_back(v, jeune.valeur);
    inserer_paires(db, table + " (" + colonne + ", jeune_id)", paires);
}

} // namespace

std::vector<std::string> variantes(std::string_view mot) {
    std::vector<std::string> liste{std::string(mot)};
    if (mot.size() >= 4)
        for (std::size_t i = 0; i < mot.size(); ++i)
            liste.push_back(std::string(mot.substr(0, i)) + std::string(mot.substr(i + 1)));
    if (auto son = rapprochement::cle_phonetique(mot); son.size() >= 3)
        liste.push_back("~" + son);
    trier(liste);
    return liste;
}

std::vector<std::string> mots_du_nom(std::vector<std::string> const& noms) {
    std::vector<std::string> liste;
    for (auto const& nom : noms)
        for (auto& mot : base::mots(nom))
            liste.push_back(std::move(mot));
    trier(liste);
    return liste;
}

std::vector<std::int64_t> cles(std::vector<rapprochement::Fiche> const& liste) {
    std::vector<std::int64_t> toutes;
    for (auto const& f : liste)
        for (auto cle : rapprochement::cles_de_blocage(f))
            toutes.push_back(static_cast<std::int64_t>(cle));
    trier(toutes);
    return toutes;
}

std::vector<rapprochement::Fiche> fiches_d_un_jeune(Reader& db, Id<Jeune> jeune) {
    // La personne d'abord (rang 0), puis ce qu'en dit chaque source.
    struct DitParQui {
        int rang = 0;
        std::int64_t id = 0;
        std::string nom, nom_usage, prenom, autres;
        Sexe sexe = Sexe::inconnu;
        std::optional<Date> naissance;
        std::string commune_naissance, adresse, code_postal, commune, telephone, courriel;
    };
    auto dits = db.all<DitParQui>("select 0, id, nom, nom_usage, prenom, autres_prenoms, sexe, naissance, "
                                  "commune_naissance, adresse, code_postal, commune, telephone, courriel "
                                  "from jeune where id = ? union all "
                                  "select 1, id, nom, nom_usage, prenoms, '', sexe, naissance, commune_naissance, "
                                  "adresse, code_postal, commune, telephone, courriel "
                                  "from identite where jeune_id = ? order by 1, 2",
                                  jeune, jeune);
    auto ine = db.all<std::string>("select empreinte from identifiant where jeune_id = ? order by id", jeune);
    std::vector<rapprochement::Fiche> liste;
    for (auto const& d : dits) {
        auto prenoms = base::decoupe(d.prenom, ',');
        if (!d.autres.empty())
            prenoms.push_back(d.autres);
        auto f = fiche_sans_ine({d.nom,
                                 d.nom_usage,
                                 prenoms,
                                 d.sexe,
                                 d.naissance,
                                 d.commune_naissance,
                                 d.adresse,
                                 d.code_postal,
                                 d.commune,
                                 d.telephone,
                                 d.courriel,
                                 {}},
                                std::to_string(jeune.valeur));
        if (liste.empty())
            f.ine = ine;
        else
            for (auto [vers, de] :
                 {std::pair{&liste[0].telephones, &f.telephones}, {&liste[0].courriels, &f.courriels}})
                for (auto const& contact : *de)
                    if (std::ranges::find(*vers, contact) == vers->end())
                        vers->push_back(contact);
        liste.push_back(std::move(f));
    }
    return liste;
}

void indexer(Writer& db, Id<Jeune> jeune) {
    auto liste = fiches_d_un_jeune(db, jeune);
    std::vector<std::string> noms;
    for (auto const& f : liste) {
        noms.push_back(f.nom);
        noms.push_back(f.nom_usage);
        noms.insert(noms.end(), f.prenoms.begin(), f.prenoms.end());
    }
    remplacer(db, "jeune_mot", "mot_id", jeune, numeros(db, mots_du_nom(noms)));
    remplacer(db, "jeune_cle", "cle", jeune, cles(liste));
}

void inserer_paires(Writer& db, std::string const& table_et_colonnes,
                    std::vector<std::pair<storage::Param, storage::Param>> const& paires) {
    if (paires.empty())
        return;
    std::string valeurs;
    std::vector<storage::Param> p;
    for (auto const& [a, b] : paires) {
        valeurs += valeurs.empty() ? "(?, ?)" : ", (?, ?)";
        p.push_back(a);
        p.push_back(b);
    }
    db.connection().execute("insert into " + table_et_colonnes + " values " + valeurs + " on conflict do nothing", p,
                            {});
}

} // namespace metier::jeunes
