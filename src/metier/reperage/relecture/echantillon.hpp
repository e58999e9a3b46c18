#pragma once
// L'échantillon d'une campagne : tiré une fois, relu à l'aveugle par une ou deux personnes.
#include "metier/reperage/relecture/audit.hpp"
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

struct PaireAuditee;

struct Echantillon {
    std::optional<Id<Echantillon>> id; ///< rien : pas encore tiré
    std::int64_t minimum = 0;
    std::optional<Instant> tire_le;
    std::vector<Effectif> effectifs;
    std::vector<PaireRelue> paires;
    std::int64_t reunies = 0; ///< dossiers réunis avant d'être relus : hors de la mesure
    std::int64_t en_desaccord = 0, a_demander = 0;
};
Echantillon echantillon(Reader& db, Id<Campagne> campagne);
/// Tire dans tout ce que la campagne a jugé : liens, doutes, plus proches refusés. Conflit si elle en a déjà un.
/// Rend le nombre de paires.
std::int64_t tirer_l_echantillon(Writer& db, Instant maintenant, Id<acces::Agent> agent, Campagne const& c);

struct PaireAveugle {
    Id<PaireAuditee> id;
    Id<Campagne> campagne;
    Id<Jeune> a, b;
    int dixiemes = 0;
    double probabilite = 0;
    Strate strate = Strate::refus;
    std::string pourquoi;
    std::string reponse; ///< de cet agent ; vide tant qu'il n'a pas répondu
};
/// Dont l'un des deux dossiers est dans la portée.
std::optional<PaireAveugle> paire_aveugle(Reader& db, acces::Portee const& portee, Id<PaireAuditee> id);
/// Celles que cet agent peut encore relire : les siennes répondues, et celles qui ont assez de regards, n'y sont plus.
std::vector<Id<PaireAuditee>> a_relire(Reader& db, acces::Portee const& portee, Id<Campagne> campagne);
/// Conflit si cet agent y a déjà répondu, ou si elle a assez de regards.
void repondre(Writer& db, Instant maintenant, Id<acces::Agent> agent, PaireAveugle const& p, Reponse reponse);
/// Faux s'il n'y avait pas de réponse de cet agent.
bool annuler_la_reponse(Writer& db, Instant maintenant, Id<acces::Agent> agent, Id<PaireAuditee> id);

struct ReponseDonnee {
    Id<PaireAuditee> paire;
    std::int64_t rang = 0;
    Reponse reponse = Reponse::impossible;
    Instant dite_le{};
};
/// De cet agent, la dernière d'abord.
std::vector<ReponseDonnee> mes_reponses(Reader& db, Id<acces::Agent> agent, Id<Campagne> campagne, int au_plus = 20);

} // namespace metier::reperage
