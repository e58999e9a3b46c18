#pragma once
// Les paires à trancher : deux dossiers qui sont peut-être une personne.
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "metier/jeunes/fusion.hpp"
#include "metier/reperage/ecarts.hpp"
#include "metier/reperage/ordre.hpp"
#include "metier/reperage/reperage.hpp"
#include "rapprochement/rapprochement.hpp"

namespace metier::reperage {

struct LotConfirme;

struct Paire {
    Id<Paire> id;
    Id<Jeune> a, b; ///< a : celui que l'on cherche
    std::string nom_a, nom_b;
    std::optional<Id<Campagne>> campagne;
    std::string genre, ecart;    ///< ecart : comment elle se confirme en lot ; vide si elle ne se confirme pas ainsi
    std::int64_t composante = 1; ///< dossiers qui se disputent la même personne, moins un
    int dixiemes = 0;
    double probabilite = 0;
    std::string explication, decision;
    std::optional<Instant> decidee_le;
    std::string decidee_par;
    std::optional<Id<jeunes::Fusion>> fusion;
    std::optional<Id<LotConfirme>> lot;
    std::int64_t version = 1;
};
/// Dont l'un des deux dossiers est dans la portée.
std::optional<Paire> trouver_paire(Reader& db, acces::Portee const& portee, Id<Paire> id);
/// La première à trancher dans cet ordre. `sauf` : la présente.
std::optional<Id<Paire>> prochaine(Reader& db, acces::Portee const& portee,
                                   OrdreDePaires ordre = OrdreDePaires::utilite, std::optional<Id<Paire>> sauf = {});
std::int64_t restantes(Reader& db, acces::Portee const& portee);
std::vector<Paire> a_trancher(Reader& db, acces::Portee const& portee, int au_plus);
/// Les dernières décidées une par une.
std::vector<Paire> decidees(Reader& db, acces::Portee const& portee, int au_plus = 100);

/// La dernière que cet agent a décidée aujourd'hui, une par une : à défaire d'un geste.
std::optional<Paire> sa_derniere(Reader& db, acces::Portee const& portee);

/// Les paires qui diffèrent exactement de la même façon, sans rival ni garde : elles se confirment en un acte.
struct Lot {
    std::string ecart;
    std::int64_t paires = 0;
};
std::vector<Lot> lots(Reader& db, acces::Portee const& portee);
std::vector<Paire> paires_du_lot(Reader& db, acces::Portee const& portee, std::string const& ecart, int au_plus);
std::vector<Paire> paires_confirmees(Reader& db, acces::Portee const& portee, Id<LotConfirme> lot);

struct PaireProposee {
    Id<Jeune> a, b;
    Id<Campagne> campagne;
    bool lien = false; ///< la machine y croit ; sinon douteux
    std::string ecart;
    std::int64_t composante = 1;
    int dixiemes = 0;
    double probabilite = 0;
    std::string explication;
};
/// Faux si quelqu'un en a déjà décidé : rien n'est alors changé.
bool proposer(Writer& db, Instant maintenant, PaireProposee const& p);
/// La même, pour deux dossiers que rien n'a jamais rapprochés.
bool proposer_jamais_vue(Writer& db, Instant maintenant, PaireProposee const& p);

struct Tranchee {
    std::string refus; ///< « Chacun a son référent… » : rien n'est écrit
};
/// Conflit si quelqu'un a décidé entre-temps. « meme » fusionne les dossiers et reclasse le jeune dans ses campagnes.
Tranchee trancher(Writer& db, Instant maintenant, Id<acces::Agent> agent, Paire const& p, std::int64_t version,
                  DecisionDePaire decision);
/// Pourquoi cette décision ne s'annule plus ; rien si elle le peut.
std::optional<std::string> empechement_d_annuler(Reader& db, Paire const& p, Instant maintenant, Date jour);
void annuler_la_decision(Writer& db, Instant maintenant, Id<acces::Agent> agent, Paire const& p, std::int64_t version,
                         Date jour);

/// « champ|dixièmes|phrase », une ligne par champ.
std::string ecrire_explication(rapprochement::Explication const& e);
struct Poids {
    rapprochement::Champ champ = rapprochement::Champ::nom;
    int dixiemes = 0;
    std::string phrase;
    std::optional<std::string> garde, absorbe; ///< dossiers réunis : ce que disait chacun, ce jour-là
};
/// La même, avec ce que disent les deux fiches avant d'être réunies ; un INE n'y est que présent ou absent.
std::string avec_les_valeurs(std::string_view explication, rapprochement::Fiche const& garde,
                             rapprochement::Fiche const& absorbe);
std::string sans_les_valeurs(std::string_view explication);
std::vector<Poids> lire_explication(std::string_view texte);

/// L'un des deux dossiers de la paire `p` est dans la portée ; à écrire avant ce qui en écarte moins.
acces::Condition paire_visible(acces::Portee const& portee);
/// « 12-57 »
std::string cle_de_paire(Id<Jeune> a, Id<Jeune> b);

} // namespace metier::reperage
