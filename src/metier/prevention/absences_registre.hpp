#pragma once
// Qui est l'élève d'une ligne d'un fichier d'absences : par son numéro interne, ou son nom, sa naissance, sa classe.
#include <algorithm>
#include <unordered_map>

#include "base/texte.hpp"
#include "metier/prevention/absences_sql.hpp"

namespace metier::prevention {

/// « DIALLO Hugo », « Hugo DIALLO » : les mêmes mots.
inline std::string cle_de_personne(std::string const& texte) {
    auto mots = base::mots(texte);
    std::ranges::sort(mots);
    return base::joint(mots, " ");
}

struct Inscrit {
    Id<Jeune> id;
    std::string nom, nom_usage, prenom, autres, classe;
    std::optional<Date> naissance;
};

/// Les élèves de l'établissement cette année-là, retrouvés par ce qu'une ligne en dit.
class Registre {
public:
    Registre(Reader& db, Id<Etablissement> etablissement, Date jour) {
        inscrits_ = db.all<Inscrit>(
            "select j.id, j.nom, j.nom_usage, j.prenom, j.autres_prenoms, i.classe, j.naissance from inscription i "
            "join jeune j on j.id = i.jeune_id where i.etablissement_id = ? and i.annee = ? and j.fusionne_dans is "
            "null order by j.id",
            etablissement, base::AnneeScolaire::du(jour).debut);
        for (std::size_t i = 0; i < inscrits_.size(); ++i) {
            auto const& e = inscrits_[i];
            ajouter(cle_de_personne(e.nom + " " + e.prenom), i);
            ajouter(cle_de_personne(e.nom + " " + e.prenom + " " + e.autres), i);
            if (!e.nom_usage.empty())
                ajouter(cle_de_personne(e.nom_usage + " " + e.prenom), i);
        }
        struct Numero {
            std::int64_t numero;
            Id<Jeune> jeune;
        };
        for (auto const& n :
             db.all<Numero>("select numero, jeune_id from numero_interne where etablissement_id = ?", etablissement))
            numeros_.emplace(n.numero, n.jeune);
    }

    struct Trouve {
        std::optional<Id<Jeune>> jeune;
        std::string pourquoi; ///< s'il n'est pas trouvé
    };
    Trouve trouver(echanges::AbsenceLue const& a) const {
        if (a.nom_et_prenom.empty()) {
            if (!a.numero)
                return {{}, "l’élève n’est pas nommé"};
            auto n = numeros_.find(*a.numero);
            if (n == numeros_.end())
                return {{}, "le numéro " + std::to_string(*a.numero) + " n’est celui d’aucun élève connu"};
            return {n->second, ""};
        }
        auto memes = par_cle_.find(cle_de_personne(a.nom_et_prenom));
        if (memes == par_cle_.end())
            return {{}, "aucun élève de l’établissement ne s’appelle « " + base::coupe(a.nom_et_prenom, 60) + " »"};
        auto restent = memes->second;
        garder(restent, [&](Inscrit const& e) { return !a.naissance || !e.naissance || e.naissance == a.naissance; });
        if (restent.empty())
            return {{}, "« " + base::coupe(a.nom_et_prenom, 60) + " » n’est pas né ce jour-là dans l’établissement"};
        if (differents(restent) > 1 && !a.classe.empty())
            garder(restent, [&](Inscrit const& e) { return base::normalise(e.classe) == base::normalise(a.classe); });
        if (differents(restent) != 1)
            return {{},
                    "plusieurs élèves s’appellent « " + base::coupe(a.nom_et_prenom, 60) +
                        " » : ajoutez la classe ou la date de naissance"};
        return {inscrits_[restent.front()].id, ""};
    }
    bool numero_nouveau(std::int64_t numero) const { return !numeros_.contains(numero); }

private:
    void ajouter(std::string const& cle, std::size_t i) {
        auto& liste = par_cle_[cle];
        if (std::ranges::find(liste, i) == liste.end())
            liste.push_back(i);
    }
    template <class F>
    void garder(std::vector<std::size_t>& liste, F convient) const {
        std::erase_if(liste, [&](auto i) { return !convient(inscrits_[i]); });
    }
    std::size_t differents(std::vector<std::size_t> const& liste) const {
        std::vector<std::int64_t> ids;
        for (auto i : liste)
            ids.push_back(inscrits_[i].id.valeur);
        std::ranges::sort(ids);
        return static_cast<std::size_t>(std::ranges::unique(ids).begin() - ids.begin());
    }
    std::vector<Inscrit> inscrits_;
    std::unordered_map<std::string, std::vector<std::size_t>> par_cle_;
    std::unordered_map<std::int64_t, Id<Jeune>> numeros_;
};

} // namespace metier::prevention
