#pragma once
// Liens envoyés à qui n'a pas de compte : partenaire, tuteur, établissement qui confirme ses places (N-6, N-7, N-20,
// C-53, C-90). Un secret de 256 bits dans l'adresse, dont la base ne garde que l'empreinte. Une seule porte : une
// adresse, une durée, un retrait. Voir la page n'a jamais d'effet : les antivirus ouvrent les liens des courriels.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "metier/acces/routes.hpp"

namespace metier::acces {

/// Pourquoi un lien ne mène plus à rien : c'est ce que lit qui le tient.
enum class Retrait { retire, remplace, refuse, fini, revenu };
inline constexpr base::Entree<Retrait> retraits[] = {
    {Retrait::retire, "retire", "Qui vous l’avait envoyé l’a retiré"},
    {Retrait::remplace, "remplace", "Un lien plus récent vous a été envoyé"},
    {Retrait::refuse, "refuse", "Vous avez répondu que vous ne pouviez pas"},
    {Retrait::fini, "fini", "Ce qu’il demandait a été noté"},
    {Retrait::revenu, "revenu", "Sans suite à temps, la demande est revenue à qui l’avait envoyée"},
};
constexpr std::span<base::Entree<Retrait> const> entrees(Retrait) { return retraits; }

struct LienSigne {
    Id<LienSigne> id;
    std::string genre, objet, adresse;
    std::optional<Id<Agent>> cree_par;
    Instant cree_le{}, expire_le{};
    bool une_fois = false;
    std::optional<Instant> ouvert_le, repondu_le;
    std::int64_t reponses = 0;
    std::optional<Instant> retire_le;
    Retrait retire_pour = Retrait::retire;
};

enum class EtatDeLien { valable, expire, retire, deja_servi };
EtatDeLien etat(LienSigne const& lien, Instant maintenant);
/// « Expiré le 12/10/2026 », pour qui l'a envoyé.
std::string suite(LienSigne const& lien, Instant maintenant);

struct NouveauLien {
    std::string genre, objet, adresse;
    std::optional<Id<Agent>> cree_par = {};
    std::optional<int> jours = {}; ///< sinon le paramètre `lien.duree`
    bool une_fois = false;
};
/// Rend le secret, que rien ne garde : à mettre aussitôt dans un courriel.
std::string creer_lien(storage::Writer& db, Instant maintenant, NouveauLien const& l);
std::optional<LienSigne> trouver_lien(storage::Reader& db, std::string const& secret);
/// Ceux de cet objet, le plus récent d'abord.
std::vector<LienSigne> liens_de(storage::Reader& db, std::string const& genre, std::string const& objet);
/// Ne mènent plus à rien, sauf celui du secret `sauf` ; rend combien.
std::int64_t retirer_liens(storage::Writer& db, Instant maintenant, std::string const& genre, std::string const& objet,
                           Retrait pourquoi = Retrait::retire, std::string const& sauf = {});
/// Créé pour un courriel qui n'est pas parti : personne ne l'a reçu.
void oublier_lien(storage::Writer& db, std::string const& secret);
std::int64_t effacer_liens_perimes(storage::Writer& db, Date jour, Instant maintenant);

/// Le lien d'un secret.
web::Lien lien_du_secret(std::string const& secret);
/// Adresse entière d'une page, pour un courriel : celle que règle l'environnement, sinon celle que l'agent emploie.
std::string adresse_entiere(Contexte const& cx, web::Lien const& ou);

/// Ce que chaque genre de lien montre et fait ; les domaines s'inscrivent, la porte a déjà vérifié le lien.
class PorteDesLiens {
public:
    struct Genre {
        std::function<Page(Contexte&, LienSigne const&)> montrer;
        /// Lit le formulaire, écrit par `cx.acte` et `repondre_par_lien`, rend la page de remerciement ou de
        /// correction.
        std::function<web::Reply(Contexte&, LienSigne const&)> repondre;
    };
    void genre(std::string code, Genre g) { genres_.emplace_back(std::move(code), std::move(g)); }
    Genre const* chercher(std::string_view code) const;

private:
    std::vector<std::pair<std::string, Genre>> genres_;
};

/// Compte cette réponse, dans la transaction de l'acte ; faux si le lien vient d'expirer, d'être retiré ou a servi.
bool repondre_par_lien(storage::Writer& db, Instant maintenant, LienSigne const& lien);
/// La porte vit aussi longtemps que les routes.
void routes_des_liens(Routes& r, PorteDesLiens const& porte);

} // namespace metier::acces
