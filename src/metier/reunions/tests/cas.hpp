#pragma once
// Les réunions branchées comme dans main, avec un fournisseur d'attentes que l'essai remplit.
#include <gtest/gtest.h>

#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/reunions/points_sql.hpp"
#include "tests/distribution.hpp"

namespace essais {

namespace reunions = metier::reunions;
namespace agenda = metier::agenda;

struct Reunions : testing::TestWithParam<std::string> {
    Reunions() : d{GetParam()} {
        agenda::rubriques(journee);
        reunions::rubriques(journee);
        reunions::apports(apports);
        agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes, apports);
        reunions::routes(d.app.routes, attentes);
        attentes.fournisseur([this](storage::Reader& db, agenda::DemandeDAttentes const& demande) {
            std::vector<agenda::Attente> vues;
            for (auto const& a : attendent) {
                auto c = demande.parmi();
                c.p.insert(c.p.begin(), storage::to_param(a.jeune));
                if (db.maybe<std::int64_t>("select 1 from jeune j where j.id = ? and " + c.sql, c.p))
                    vues.push_back(a);
            }
            return vues;
        });
    }
    static std::string adresse(Id<reunions::Reunion> id, std::string const& suite = "") {
        return "/reunions/" + std::to_string(id.valeur) + suite;
    }
    /// Conduite par `qui`, ce jour-là à 10 h, avec ces membres.
    Id<reunions::Reunion> une(reunions::Genre genre, std::int64_t terrain, Id<acces::Agent> qui, Date jour,
                              std::vector<Id<acces::Agent>> const& membres = {}) {
        return d.ecrire([&](storage::Writer& db) {
            auto s = reunions::serie(db, d.horloge.instant(), qui, reunions::sur(genre, terrain));
            auto id = *reunions::prevoir(db, s, base::depuis_paris(jour, 10, 0), 90, "Salle 12");
            auto anime = *reunions::comme_membre(db, qui);
            anime.fonction = reunions::Fonction::anime;
            reunions::ajouter_membre(db, id, anime);
            for (auto m : membres)
                reunions::ajouter_membre(db, id, *reunions::comme_membre(db, m));
            return id;
        });
    }
    void ouverte(Id<reunions::Reunion> id, Id<acces::Agent> par) {
        d.ecrire([&](storage::Writer& db) { reunions::ouvrir(db, id, par, d.horloge.instant()); });
    }
    Id<reunions::Point_> point(Id<reunions::Reunion> id, Id<jeunes::Jeune> jeune) {
        return d.ecrire([&](storage::Writer& db) { return reunions::ajouter_point(db, id, jeune, ""); });
    }
    Id<reunions::Membre> membre(Id<reunions::Reunion> id, Id<acces::Agent> agent) {
        return d.lire([&](storage::Reader& db) {
            for (auto const& m : reunions::membres(db, id))
                if (m.agent == agent)
                    return m.id;
            return Id<reunions::Membre>{};
        });
    }
    std::vector<reunions::PointVu> points(Id<reunions::Reunion> id, Id<acces::Agent> qui) {
        return d.lire([&](storage::Reader& db) {
            auto p = d.portee(qui);
            return reunions::points(db, {p}, id);
        });
    }
    int remplir(Id<reunions::Reunion> id, Id<acces::Agent> qui) {
        return d.ecrire([&](storage::Writer& db) { return reunions::remplir(db, attentes, d.portee(qui), id); });
    }
    web::Pairs decision(std::string quoi, Id<reunions::Membre> qui, std::string quand, std::string lecteurs = "equipe",
                        std::string saisie = "") {
        return {{"quoi", std::move(quoi)},
                {"qui", std::to_string(qui.valeur)},
                {"quand", std::move(quand)},
                {"lecteurs_decision", std::move(lecteurs)},
                {"saisie", std::move(saisie)}};
    }
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 10, 0)); }

    agenda::Journee journee;
    jeunes::Apports apports;
    agenda::Attentes attentes;
    std::vector<agenda::Attente> attendent;
    Distribution d;
};

} // namespace essais
