#pragma once
// The cast: a dozen named agents and youths, two bassins, three établissements, used by every test. It rarely changes;
// what a test needs beyond it, it builds in sight. Today is Monday 5 October 2026, 10 h in Paris.
#include "tests/application.hpp"

namespace essais {

namespace acces = metier::acces;
namespace territoire = metier::territoire;
namespace jeunes = metier::jeunes;

class Distribution;

/// un_jeune().nomme("DIALLO", "Hugo").ne_le(2009y/3/4).au(d.zola).cree(d)
class UnJeune {
public:
    UnJeune& nomme(std::string nom, std::string prenom);
    UnJeune& ne_le(Date naissance);
    UnJeune& sexe(std::string f_ou_m);
    /// Enrolled there this school year; the bassin follows.
    UnJeune& au(Id<territoire::Etablissement> etablissement, int annee = 2026, std::optional<Date> sortie = {});
    UnJeune& du_bassin(Id<territoire::Territoire> bassin);
    UnJeune& en_psad(Date depuis);
    Id<jeunes::Jeune> cree(Distribution& d);

private:
    struct Inscription {
        Id<territoire::Etablissement> etablissement;
        int annee;
        std::optional<Date> sortie;
    };
    std::string nom_ = "MARTIN", prenom_ = "Camille", sexe_ = "F";
    std::optional<Date> naissance_ = Date{2009y / 5 / 20};
    std::vector<Inscription> inscriptions_;
    std::optional<Id<territoire::Territoire>> bassin_;
    std::optional<Date> psad_;
};
inline UnJeune un_jeune() { return {}; }

class Distribution {
public:
    explicit Distribution(std::string const& genre = "sqlite");

    base::HorlogeReglee horloge;
    BaseDEssai base;
    Application app;

    // Territory: académie > département > bassins nord and sud.
    Id<territoire::Territoire> academie, departement, nord, sud;
    Id<territoire::Etablissement> zola;  ///< lycée professionnel Zola, bassin nord (0350017D)
    Id<territoire::Etablissement> curie; ///< collège Curie, bassin nord
    Id<territoire::Etablissement> monod; ///< lycée Monod, bassin sud
    Id<territoire::Reseau> psad_nord;

    Id<acces::Agent> awa;   ///< coordonnatrice MLDS, bassin nord
    Id<acces::Agent> ines;  ///< coordonnatrice MLDS, bassin sud
    Id<acces::Agent> ott;   ///< proviseur de Zola
    Id<acces::Agent> ba;    ///< référente décrochage de Zola
    Id<acces::Agent> cpe;   ///< CPE de Zola
    Id<acces::Agent> roy;   ///< directeur de CIO, PSAD nord
    Id<acces::Agent> diop;  ///< mission locale, PSAD nord
    Id<acces::Agent> vidal; ///< IEN-IO
    Id<acces::Agent> dasen; ///< IA-DASEN
    Id<acces::Agent> dpd;
    Id<acces::Agent> admin;

    Id<acces::Agent> un_agent(std::string const& prenom, std::string const& nom, acces::Role role,
                              std::optional<Id<territoire::Territoire>> territoire,
                              std::optional<Id<territoire::Etablissement>> etablissement = {},
                              std::optional<Id<territoire::Reseau>> reseau = {});
    /// The role in force of an agent, for repository tests.
    acces::Portee portee(Id<acces::Agent> agent);

    template <class F>
    auto ecrire(F f) {
        storage::Transaction tx{*base};
        if constexpr (std::is_void_v<decltype(f(tx.writer()))>) {
            f(tx.writer());
            tx.commit();
        } else {
            auto r = f(tx.writer());
            tx.commit();
            return r;
        }
    }
    template <class F>
    auto lire(F f) {
        auto lease = base->read();
        auto db = lease.reader();
        return f(db);
    }
    /// Acts of the journal, the oldest first.
    std::vector<std::string> journal();
    Date jour() const { return horloge.jour(); }
};

} // namespace essais
