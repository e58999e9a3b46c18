#pragma once
// Dedans du contrôle : lire une cellule comme une date, un code, un nom, en notant ce qui ne va pas.
#include "metier/echanges/formats/controle.hpp"

namespace metier::echanges {

class ExamenDeLigne {
public:
    ExamenDeLigne(LigneLue& ligne, Contexte const& contexte);

    std::string texte(Champ champ) const; ///< blancs réduits ; vide si « - », « XXXX »…
    std::optional<Date> date(Champ champ);
    std::optional<base::Ine> ine(Champ champ);
    std::optional<base::Uai> uai(Champ champ);
    std::optional<std::string> mef(Champ champ);
    std::optional<Sexe> sexe(Champ champ);
    std::optional<int> entier(Champ champ);
    std::string pays(Champ champ) const; ///< cinq chiffres si on sait, sinon tel que lu
    std::string courriel(Champ champ);
    std::string code_postal(Champ champ);
    std::vector<std::string> telephones(std::initializer_list<Champ> champs);

    void signaler(Gravite gravite, std::string code, std::optional<Champ> champ, std::string message,
                  std::string attendu = {}, std::string proposition = {});
    void avertir(std::string code, std::optional<Champ> champ, std::string message, std::string attendu = {},
                 std::string proposition = {}) {
        signaler(Gravite::avertissement, std::move(code), champ, std::move(message), std::move(attendu),
                 std::move(proposition));
    }
    void refuser(std::string code, std::optional<Champ> champ, std::string message, std::string attendu = {},
                 std::string proposition = {}) {
        signaler(Gravite::erreur, std::move(code), champ, std::move(message), std::move(attendu),
                 std::move(proposition));
    }

private:
    std::optional<Date> date_lue(std::string const& valeur) const;
    LigneLue& ligne_;
    Contexte const& contexte_;
};

/// Remplace par « [numéro retiré] » toute cellule qui ressemble à un numéro de sécurité sociale.
void retirer_les_nir(LigneLue& ligne);
/// Avertit d'un caractère de remplacement ou d'un accent encodé deux fois.
void signaler_les_accents_casses(LigneLue& ligne);

} // namespace metier::echanges
