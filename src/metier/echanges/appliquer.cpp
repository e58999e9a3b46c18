#include "metier/echanges/appliquer.hpp"

#include "base/texte.hpp"
#include "metier/acces/journal.hpp"
#include "metier/echanges/effets.hpp"
#include "metier/echanges/prevoir.hpp"
#include "metier/reperage/reperage.hpp"

namespace metier::echanges {
namespace {

constexpr int lignes_par_transaction = 200;

/// Une liste en train de s'appliquer : ce qui ne change pas d'une ligne à l'autre.
class Application {
public:
    Application(acces::Environnement const& env, Importation i)
        : env_{env}, i_{std::move(i)}, jour_{env.horloge.jour()} {}

    void appliquer(Writer& db, LigneImport l) {
        if (!prendre(db, l.id))
            return; // déjà appliquée
        if (l.genre == code(Genre::responsable))
            return rattacher_un_responsable(db, l);
        auto lue = l.lue(env_.coffre);
        if (lue.genre != Genre::eleve) {
            if (!l.est(Issue::identique))
                ecrire_le_libelle(db, i_, lue);
            return;
        }
        auto fiche = controler(lue, regles_de_lecture(i_, annuaire_, db));
        auto [jeune, nouveau] = dossier(db, l, fiche);
        retenir_le_jeune(db, l.id, jeune);
        if (nouveau)
            transmettre_les_decisions(db, l, jeune);
        if (l.comme_rang && l.decidee == "meme") // l'an prochain, d'autres numéros ne reposeront pas la question
            decider(db, env_.horloge.instant(), i_.agent, l.identite, jeune, true);
        if (!l.est(Issue::identique))
            ecrire_les_effets(db, env_.coffre, i_, fiche, {l.id, jeune, env_.horloge.instant(), nouveau}, annuaire_);
        if (!(l.est(Issue::identique) && l.comme_rang))
            retenir(db, i_, {l.cle, l.empreinte, jeune, present(fiche, jour_)}, l.genre);
    }
    std::int64_t crees() const { return crees_; }

private:
    struct Dossier {
        Id<jeunes::Jeune> jeune;
        bool nouveau = false;
    };
    Dossier dossier(Writer& db, LigneImport const& l, FicheLue const& f) {
        if (l.comme_rang && l.decidee != "different")
            if (auto jeune = jeune_du_rang(db, i_.id, *l.comme_rang))
                return {jeunes::resoudre(db, *jeune), false};
        if (l.jeune)
            return {jeunes::resoudre(db, *l.jeune), false};
        auto cle = cle_de_personne(f, i_, env_.coffre);
        if (auto deja = jeunes::connu_de(db, i_.source, cle)) // même clé, créée depuis le plan
            return {jeunes::resoudre(db, *deja), false};
        ++crees_;
        return {jeunes::creer(db, env_.coffre, env_.horloge.instant(), i_.source, cle, identite_lue(f),
                              bassin_de(db, i_, f, annuaire_)),
                true};
    }

    /// « Ce n'est pas lui » a fait créer ce dossier : le repérage ne reposera pas la question.
    void transmettre_les_decisions(Writer& db, LigneImport const& l, Id<jeunes::Jeune> jeune) {
        if (l.identite.empty())
            return;
        auto retenir_deux_personnes = [&](Id<jeunes::Jeune> autre) {
            reperage::retenir_decision(db, jeune, autre, reperage::DecisionDePaire::different, i_.agent,
                                       env_.horloge.instant());
        };
        if (l.comme_rang && l.decidee == "different")
            if (auto autre = jeune_du_rang(db, i_.id, *l.comme_rang))
                retenir_deux_personnes(jeunes::resoudre(db, *autre));
        for (auto const& [qui, meme] : decisions(db, std::span{&l.identite, 1}))
            if (!meme)
                retenir_deux_personnes(Id<jeunes::Jeune>{qui.second});
    }

    /// Les responsables d'un élève vont ensemble : les autres lignes du groupe sont prises avec celle-ci.
    void rattacher_un_responsable(Writer& db, LigneImport const& premiere) {
        std::vector<jeunes::Responsable> tous;
        bool change = false;
        auto regles = regles_de_lecture(i_, annuaire_, db);
        auto jeune = premiere.jeune;
        for (auto const& l : du_groupe(db, i_.id, premiere.groupe)) {
            if (l.est(Issue::refusee) || l.est(Issue::erreur))
                continue;
            auto lue = l.lue(env_.coffre);
            for (auto& r : responsables_de(controler(lue, regles)))
                tous.push_back(std::move(r));
            change |= !l.est(Issue::identique);
            if (!jeune && l.comme_rang)
                jeune = jeune_du_rang(db, i_.id, *l.comme_rang);
            prendre(db, l.id);
            retenir(db, i_, {l.cle, l.empreinte, jeune, true}, l.genre);
        }
        if (!jeune)
            return;
        for (auto const& l : du_groupe(db, i_.id, premiere.groupe))
            retenir_le_jeune(db, l.id, *jeune);
        if (change)
            jeunes::remplacer_responsables(db, jeunes::resoudre(db, *jeune), i_.source, tous);
    }

    acces::Environnement const& env_;
    Importation i_;
    Date jour_;
    Annuaire annuaire_;
    std::int64_t crees_ = 0;
};

/// D'autres ont créé des dossiers depuis le plan : les lignes « nouvelles » sont revérifiées avant de créer un double.
bool d_autres_sont_arrives(Reader& db, Importation const& i) {
    auto depuis = db.one<std::int64_t>("select count(*) from jeune where id > ?", i.dernier_jeune);
    return depuis > db.one<std::int64_t>("select crees from importation where id = ?", i.id);
}

std::vector<LigneImport> reverifier(Writer& db, Importation const& i, acces::Environnement const& env,
                                    std::vector<LigneImport> lignes) {
    if (!d_autres_sont_arrives(db, i))
        return lignes;
    Planificateur plan{db, i, env.coffre, env.horloge.jour()};
    std::vector<LigneImport> retenues;
    for (auto& l : lignes) {
        if (!l.est(Issue::nouvelle) || l.genre != code(Genre::eleve) || l.decidee == "different") {
            retenues.push_back(std::move(l));
            continue;
        }
        auto p = plan.revoir(db, std::move(l));
        noter_le_plan(db, p.ligne);
        garder_les_candidats(db, p.ligne.id, p.candidats);
        if (!p.ligne.est(Issue::douteuse))
            retenues.push_back(std::move(p.ligne));
    }
    return retenues;
}

bool est_un_effectif_complet(Importation const& i) {
    return i.format == "siecle_eleves" || i.format == "siecle_archive" || i.format == "cfa_effectifs";
}

/// D-01 : présents au dernier fichier, absents de celui-ci. Rien n'est supprimé ; ils sont à vérifier.
std::int64_t noter_les_disparus(Writer& db, Importation const& i, Date jour) {
    if (!est_un_effectif_complet(i))
        return 0;
    auto n =
        db.run("insert into disparition (importation_id, jeune_id, source_id, constatee_le) "
               "select distinct cast(? as bigint), k.jeune_id, k.source_id, cast(? as text) from ligne_connue k "
               "where k.source_id = ? and k.annee = ? and k.active = 1 and k.genre = 'eleve' and k.importation_id <> ? "
               "and k.jeune_id is not null and not exists (select 1 from ligne_connue v where v.jeune_id = k.jeune_id "
               "and v.source_id = k.source_id and v.importation_id = ?) on conflict do nothing",
               i.id, jour, i.source, i.annee, i.id, i.id);
    db.run("update ligne_connue set active = 0 where source_id = ? and annee = ? and active = 1 and genre = 'eleve' "
           "and importation_id <> ?",
           i.source, i.annee, i.id);
    return n;
}

void terminer(Writer& db, acces::Environnement const& env, Importation const& i) {
    auto avant = trouver(db, i.id);
    auto disparus = avant->etape == Etape::appliquee ? 0 : noter_les_disparus(db, i, env.horloge.jour());
    auto comptes = recompter(db, i.id);
    db.run("update importation set etape = 'appliquee', appliquee_le = coalesce(appliquee_le, ?), disparues = "
           "disparues + ?, "
           "version = version + 1 where id = ?",
           env.horloge.instant(), disparus, i.id);
    if (i.nature == Nature::decrocheurs) // ceux qu'elle désigne attendent tout de suite d'être vérifiés
        reperage::demander_les_calculs(db, env.horloge.instant(), i.agent, base::AnneeScolaire::du(i.jour));
    acces::consigner(db, env.horloge.instant(), i.agent, "", acces::Acte::liste_appliquee,
                     {{}, "importation/" + std::to_string(i.id.valeur), i.format + " : " + phrase(comptes), ""});
}

} // namespace

bool appliquer(acces::Environnement const& env, Id<Importation> id, Suivi const& suivi) {
    Importation i;
    std::int64_t total = 0, fait = 0, rang = 0;
    {
        auto lease = env.base.read();
        auto db = lease.reader();
        auto trouvee = trouver(db, id);
        ensure(trouvee.has_value(), "liste à appliquer inconnue");
        if (trouvee->etape != Etape::prevue && trouvee->etape != Etape::appliquee)
            return true; // abandonnée entre-temps
        i = *std::move(trouvee);
        total = combien_a_appliquer(db, id);
    }
    Application application{env, i};
    for (;;) {
        if (suivi(fait, total, "Application"))
            return false;
        storage::Transaction tx{env.base};
        auto lot = a_appliquer(tx.writer(), id, rang, lignes_par_transaction);
        if (lot.empty()) {
            terminer(tx.writer(), env, i);
            tx.commit();
            return true;
        }
        rang = lot.back().rang;
        fait += static_cast<std::int64_t>(lot.size());
        auto avant = application.crees();
        for (auto& l : reverifier(tx.writer(), i, env, std::move(lot)))
            application.appliquer(tx.writer(), std::move(l));
        if (application.crees() != avant)
            tx.writer().run("update importation set crees = crees + ? where id = ?", application.crees() - avant, id);
        tx.commit();
    }
}

std::optional<Id<jeunes::Jeune>> trancher(Writer& db, acces::Environnement const& env, Importation const& i,
                                          LigneImport const& ligne, Reponse reponse,
                                          std::optional<Id<jeunes::Jeune>> jeune, Id<acces::Agent> agent) {
    auto instant = env.horloge.instant();
    if (reponse == Reponse::meme) {
        ensure(jeune || ligne.comme_rang, "la même personne que qui ?");
        if (jeune)
            decider(db, instant, agent, ligne.identite, *jeune, true);
    } else {
        for (auto const& c : candidats(db, ligne.id))
            decider(db, instant, agent, ligne.identite, c.jeune, false);
        jeune.reset();
    }
    auto l = ligne;
    l.jeune = jeune;
    l.issue = base::code(reponse == Reponse::meme ? Issue::mise_a_jour : Issue::nouvelle);
    l.decidee = reponse == Reponse::meme ? "meme" : "different";
    l.motif = reponse == Reponse::meme ? reconnue_par_une_personne : une_autre_personne;
    recrire(db, l);
    garder_les_candidats(db, l.id, {});
    if (i.etape == Etape::appliquee) {
        Application application{env, i};
        application.appliquer(db, l);
        if (application.crees() > 0)
            db.run("update importation set crees = crees + 1 where id = ?", i.id);
        jeune = jeune_du_rang(db, i.id, l.rang);
    }
    recompter(db, i.id);
    return jeune;
}

} // namespace metier::echanges
