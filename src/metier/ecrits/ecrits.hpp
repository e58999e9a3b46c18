#pragma once
// Écrits que l'on emporte : lettre, relevé, fiche. L'ODT se rend aussitôt ; le PDF est mis en page par un travail, et
// seul qui l'a demandé l'ouvre, un jour.
#include <map>
#include <optional>
#include <string>

#include "documents/ecrit.hpp"
#include "metier/acces/contexte.hpp"
#include "metier/acces/routes.hpp"
#include "storage/jobs.hpp"
#include "web/html.hpp"

namespace metier::ecrits {

enum class Format { pdf, odt };
inline constexpr base::Entree<Format> formats[] = {
    {Format::pdf, "pdf", "PDF, à imprimer ou à envoyer"},
    {Format::odt, "odt", "ODT, à retoucher dans un traitement de texte"},
};
constexpr std::span<base::Entree<Format> const> entrees(Format) { return formats; }

struct AEmporter {
    documents::Ecrit ecrit;
    std::string nom;                             ///< du fichier, sans nom de personne : « releve-de-decisions »
    std::optional<Id<jeunes::Jeune>> jeune = {}; ///< de qui il parle, s'il ne parle que d'un jeune
    std::string objet = {};                      ///< pour le journal : « reunion/12 »
};

/// Répond par le fichier (ODT) ou mène à la page qui attend le PDF. L'acte est consigné : à appeler d'un POST.
web::Reply emporter(acces::Contexte& cx, AEmporter const& quoi, Format format);
/// Le format que demande le formulaire de `boutons` ; PDF si rien de connu.
Format format_demande(web::Request const& requete);
/// « Emporter : PDF, ODT », deux boutons vers une route POST qui appelle `emporter`.
web::Html boutons(web::Lien const& vers, web::Csrf const& csrf);
/// « Établi par Raccroche pour Awa NDIAYE le 05/10/2026 à 10 h 00. » : au pied de chaque page.
std::string pied(acces::Contexte const& cx);

void routes(acces::Routes& r);
std::map<std::string, storage::FaireTravail> travaux(acces::Environnement const& env);
/// Efface ce qui a fait son temps ; rend combien.
std::int64_t effacer_le_perime(storage::Writer& db, Instant maintenant);

} // namespace metier::ecrits
