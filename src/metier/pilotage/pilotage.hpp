#pragma once
// Les chiffres : entonnoir d'une campagne, indicateurs I-01 à I-07, photos, exports, page publique. Ce que les autres
// en utilisent ; voisins : indicateurs.hpp (dictionnaire), secret.hpp (masquage), bilan.hpp (calcul pur).
#include <optional>
#include <string>
#include <vector>

#include "metier/agenda/agenda.hpp"
#include "metier/pilotage/partage.hpp"
#include "metier/reperage/denombrement.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::jeunes {
class Apports;
}
namespace metier::pilotage {

using storage::Reader;
using storage::Writer;
struct Photo;

// ---- Ce que branche src/app

/// Les bilans déjà calculés (chiffres.hpp) ; vivent aussi longtemps que les routes et la journée.
class Chiffres;
void routes(acces::Routes& r, Chiffres& chiffres);
/// « Chiffres de mon périmètre », pour les rôles qui n'ont pas de dossiers à suivre.
void rubriques(agenda::Journee& journee, Chiffres& chiffres);
/// L'essentiel en deux minutes : ce qui est vérifié, ce qui était faux, qui est joint, qui est reçu. Ce qui ne se
/// montre pas pour tout le périmètre se lit, s'il le peut, à l'échelon d'en dessous.
agenda::Contenu essentiel(Bilan const& b);

// ---- Périmètre : ce que le rôle couvre, ou une part

struct Perimetre {
    reperage::Lieux lieux;
    std::string nom;
    std::optional<Id<territoire::Reseau>> reseau = {};
};
/// Tout ce que couvre ce rôle ; rien s'il ne porte sur aucun lieu.
std::optional<Perimetre> perimetre_du_role(Reader& db, acces::Portee const& portee);
/// Ceux que l'on peut regarder : les siens, et ceux qu'ils contiennent.
std::vector<territoire::Territoire> territoires_offerts(Reader& db, Perimetre const& du_role);
/// Cette part du périmètre ; rien si elle n'en est pas une.
std::optional<Perimetre> part(Reader& db, Perimetre const& du_role,
                              std::optional<Id<territoire::Territoire>> territoire,
                              std::optional<Id<territoire::Etablissement>> etablissement);

// ---- Chiffres

/// Les faits d'une campagne un jour donné : un nombre de requêtes fixe, quelle que soit sa taille.
Releve relever(Reader& db, reperage::Campagne const& campagne, Perimetre const& perimetre, Date au);

/// Une campagne lue en entier, un jour donné, et ce qu'on en cache.
class CampagnePartagee {
public:
    CampagnePartagee(Reader& db, reperage::Campagne const& campagne, Date au);
    Bilan bilan(Reader& db, Perimetre const& perimetre) const;

private:
    reperage::Campagne campagne_;
    Releve entier_;
    std::vector<LieuDeCampagne> lieux_;
    Partage partage_;
};
/// Le bilan de ce lieu pour qui n'ouvre pas les lignes : ce qu'il cache se décide sur toute la campagne, d'où sa
/// lecture entière. Ce que l'on exporte, fige ou publie est toujours celui-là.
Bilan bilan_partage(Reader& db, reperage::Campagne const& campagne, Perimetre const& perimetre, Date au);
/// Les pages qu'une campagne peut avoir : territoires, réseaux, établissements de ces faits.
std::vector<LieuDeCampagne> lieux_de_campagne(Reader& db, reperage::Campagne const& campagne, Releve const& entier);
/// Ce qui désigne la page d'un lieu : « t12 », « r3 », « e250 ».
std::string cle_de(Perimetre const& p);

// ---- Photos

struct NouvellePhoto {
    Id<reperage::Campagne> campagne;
    Perimetre perimetre;
    std::string titre;
    Bilan bilan;
    bool publique = false;
};
Id<Photo> prendre(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> par, NouvellePhoto const& p);
struct PhotoPrise {
    Id<Photo> id;
    std::string titre;
    Date au{};
    bool publique = false;
    Instant prise_le{};
    std::string perimetre; ///< nom du territoire, de l'établissement, du réseau
};
/// Celles dont le périmètre est dans celui du rôle, les plus récentes d'abord.
std::vector<PhotoPrise> photos(Reader& db, Perimetre const& du_role, int au_plus = 50);
struct PhotoLue {
    PhotoPrise photo;
    Bilan bilan;
};
std::optional<PhotoLue> trouver_photo(Reader& db, Perimetre const& du_role, Id<Photo> id);
/// La dernière que tout le monde peut voir.
std::optional<PhotoLue> derniere_photo_publique(Reader& db);
/// Seule l'académie entière se publie (U-6).
bool publiable(Reader& db, Perimetre const& p);

// ---- Relevé des exports

struct ExportFait {
    std::string genre, format, finalite, motif, perimetre, colonnes;
    std::int64_t lignes = 0;
    Date expire_le{};
};
void noter_export(Writer& db, Instant maintenant, Id<acces::Agent> agent, ExportFait const& e);

web::Lien lien(Id<Photo> id);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::pilotage
