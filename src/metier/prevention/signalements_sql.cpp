#include <algorithm>

#include "base/texte.hpp"
#include "metier/prevention/prevention_sql.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::prevention {

std::optional<Id<Etablissement>> mon_etablissement(Reader& db, acces::Portee const& portee) {
    if (acces::perimetre(portee.role) != acces::Perimetre::etablissement)
        return std::nullopt;
    return db.one<std::optional<Id<Etablissement>>>("select etablissement_id from role_tenu where id = ?",
                                                    portee.role_tenu);
}

namespace {

constexpr auto colonnes_d_eleve =
    "select j.id, j.nom, j.nom_usage, j.prenom, i.classe, j.naissance, i.etablissement_id, e.nom from inscription i "
    "join jeune j on j.id = i.jeune_id join etablissement e on e.id = i.etablissement_id where i.annee = ? and (i.au "
    "is null or i.au >= ?) and j.fusionne_dans is null ";

int annee_de(Date jour) { return base::AnneeScolaire::du(jour).debut; }

bool repond(Eleve const& e, std::vector<std::string> const& mots) {
    auto texte = base::normalise(e.nom + " " + e.nom_usage + " " + e.prenom + " " + e.classe);
    return std::ranges::all_of(mots, [&](auto const& mot) { return texte.find(mot) != std::string::npos; });
}

} // namespace

std::vector<Eleve> chercher_des_eleves(Reader& db, acces::Portee const& portee, std::string const& saisie,
                                       int au_plus) {
    auto ici = mon_etablissement(db, portee);
    auto mots = base::mots(saisie);
    if (!ici || mots.empty())
        return {};
    std::vector<Eleve> trouves;
    db.each<Eleve>(
        std::string(colonnes_d_eleve) + "and i.etablissement_id = ? order by j.cle_tri, j.id",
        [&](Eleve&& e) {
            bool double_inscription = !trouves.empty() && trouves.back().id == e.id;
            if (trouves.size() < static_cast<std::size_t>(au_plus) && !double_inscription && repond(e, mots))
                trouves.push_back(std::move(e));
        },
        annee_de(portee.jour), portee.jour, *ici);
    return trouves;
}

std::optional<Eleve> eleve_a_signaler(Reader& db, acces::Portee const& portee, Id<Jeune> jeune) {
    auto ici = mon_etablissement(db, portee);
    if (!ici && !acces::motif(db, portee, jeune))
        return std::nullopt;
    auto la = db.all<Eleve>(std::string(colonnes_d_eleve) + "and i.jeune_id = ? order by i.du desc, i.id desc",
                            annee_de(portee.jour), portee.jour, jeune);
    auto choisi = std::ranges::find_if(la, [&](auto const& e) { return !ici || e.etablissement == *ici; });
    return choisi == la.end() ? std::nullopt : std::optional{*choisi};
}

std::optional<Eleve> eleve_ou_ancien(Reader& db, Id<Etablissement> etablissement, Id<Jeune> jeune, Date jour) {
    auto liste = db.all<Eleve>(
        "select j.id, j.nom, j.nom_usage, j.prenom, i.classe, j.naissance, i.etablissement_id, e.nom from inscription "
        "i "
        "join jeune j on j.id = i.jeune_id join etablissement e on e.id = i.etablissement_id where i.jeune_id = ? and "
        "i.etablissement_id = ? and i.visible_jusqu_au >= ? order by i.annee desc, i.id desc limit 1",
        jeune, etablissement, jour);
    return liste.empty() ? std::nullopt : std::optional{liste.front()};
}

Id<Signalement> signaler(Writer& db, Auteur const& auteur, Signalement const& s, std::string const& saisie) {
    if (!saisie.empty())
        if (auto deja = db.maybe<Id<Signalement>>("select id from fiche_signalement where saisie = ?", saisie))
            return *deja;
    // Revenu en arrière, le navigateur rend le même texte sous un autre jeton : c'est le même signalement.
    if (auto meme =
            db.all<Id<Signalement>>("select id from fiche_signalement where auteur_id = ? and jeune_id = ? and "
                                    "le = ? and faits = ? and prevention_id in (select id from prevention where "
                                    "etat <> 'close') order by id",
                                    auteur.agent, s.jeune, auteur.jour(), base::propre(s.faits));
        !meme.empty())
        return meme.front();
    auto situation = ouvrir(db, auteur, s.jeune, s.etablissement, s.urgence, "Signalée par un adulte");
    return db.one<Id<Signalement>>(
        "insert into fiche_signalement (jeune_id, etablissement_id, prevention_id, auteur_id, le, origine, urgence, "
        "faits, avis, appuis, locomotion, famille_le, accord, cree_le, saisie) values (?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?) returning id",
        s.jeune, s.etablissement, situation, auteur.agent, auteur.jour(), s.origine, s.urgence, base::propre(s.faits),
        base::propre(s.analyse), base::propre(s.appuis),
        s.locomotion ? std::string(code(*s.locomotion)) : std::string{}, s.famille_le,
        s.accord ? std::string(code(*s.accord)) : std::string{}, auteur.instant,
        saisie.empty() ? std::nullopt : std::optional{saisie});
}

namespace {

struct LigneDeSignalement {
    Id<Signalement> id;
    Id<Jeune> jeune;
    Id<Etablissement> etablissement;
    Origine origine;
    Urgence urgence;
    std::string faits, analyse, appuis, locomotion;
    std::optional<Date> famille_le;
    std::string accord, nom, nom_usage, prenom, auteur, lieu;
    Date le;
    Id<acces::Agent> auteur_id;
    std::optional<Id<Prevention>> situation;
    std::optional<Etat> etat;
    std::optional<Date> examinee_le, close_le;
    std::optional<Instant> lue_le;
    std::string reponse;
    std::optional<Instant> repondue_le, reponse_lue_le;
};

std::vector<SignalementVu> lire(Reader& db, std::string const& ou, std::vector<storage::Param> const& p) {
    std::vector<SignalementVu> vus;
    for (auto const& l : db.all_with<LigneDeSignalement>(
             "select f.id, f.jeune_id, f.etablissement_id, f.origine, f.urgence, f.faits, f.avis, f.appuis, "
             "f.locomotion, f.famille_le, f.accord, j.nom, j.nom_usage, j.prenom, a.prenom || ' ' || a.nom, e.nom, "
             "f.le, f.auteur_id, f.prevention_id, p.etat, (select min(x.le) from prevention_fait x where "
             "x.prevention_id = p.id and x.genre = 'etat' and x.code in ('examinee', 'suivie') and x.cree_le >= "
             "f.cree_le), p.close_le, f.lue_le, f.reponse, f.repondue_le, f.reponse_lue_le from fiche_signalement f "
             "join jeune j on j.id "
             "= f.jeune_id join agent a on a.id = f.auteur_id join etablissement e on e.id = f.etablissement_id left "
             "join prevention p on p.id = f.prevention_id where " +
                 ou + " order by f.id desc",
             p))
        vus.push_back({{l.id, l.jeune, l.etablissement, l.origine, l.urgence, l.faits, l.analyse, l.appuis,
                        lire_code<Locomotion>(l.locomotion), l.famille_le, lire_code<Accord>(l.accord)},
                       jeunes::nom_affiche(l.nom, l.nom_usage, l.prenom),
                       l.auteur,
                       l.lieu,
                       "",
                       l.le,
                       l.auteur_id,
                       l.situation,
                       l.etat,
                       l.examinee_le,
                       l.close_le,
                       l.lue_le,
                       l.reponse,
                       l.repondue_le,
                       l.reponse_lue_le});
    return vus;
}

} // namespace

std::vector<SignalementVu> mes_signalements(Reader& db, acces::Portee const& portee, int au_plus) {
    return lire(db, "f.id in (select id from fiche_signalement where auteur_id = ? order by id desc limit ?)",
                storage::params_of(portee.agent, au_plus));
}

std::optional<SignalementVu> mon_signalement(Reader& db, acces::Portee const& portee, Id<Signalement> id) {
    auto vus = lire(db, "f.id = ? and f.auteur_id = ?", storage::params_of(id, portee.agent));
    return vus.empty() ? std::nullopt : std::optional{vus.front()};
}

std::vector<SignalementVu> signalements_de(Reader& db, Id<Prevention> situation) {
    return lire(db, "f.prevention_id = ?", storage::params_of(situation));
}

std::string ce_qu_il_en_est(SignalementVu const& s) {
    if (s.etat == Etat::close && s.close_le)
        return "Close le " + base::affiche(*s.close_le) + ".";
    if (s.examinee_le)
        return (s.etat == Etat::suivie ? "Prise en charge, examinée le " : "Examinée le ") +
               base::affiche(*s.examinee_le) + ".";
    if (s.lue_le)
        return "Lue le " + base::affiche(base::a_paris(*s.lue_le).jour) + ", en attente d’examen.";
    return "Transmise, pas encore lue.";
}

void lire_la_reponse(Writer& db, Auteur const& auteur, Id<Signalement> id) {
    db.run("update fiche_signalement set reponse_lue_le = ? where id = ? and auteur_id = ?", auteur.instant, id,
           auteur.agent);
}

void marquer_lus(Writer& db, Auteur const& auteur, Id<Prevention> id) {
    db.run("update fiche_signalement set lue_le = ?, lue_par = ? where prevention_id = ? and lue_le is null",
           auteur.instant, auteur.agent, id);
}

} // namespace metier::prevention
