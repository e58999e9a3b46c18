#include "base/texte.hpp"
#include "metier/jeunes/index.hpp"

namespace metier::jeunes {
namespace {

struct Gardee {
    Id<Inscription_> id;
    Date du;
    std::optional<Date> au;
    std::string motif_sortie;
    StatutInscription statut = StatutInscription::scolaire;
    std::string mef, formation, classe, regime;
    bool sans_classe = false;
};

std::optional<Gardee> gardee(Reader& db, Inscription const& i) {
    return db.maybe<Gardee>(
        "select id, du, au, motif_sortie, statut, mef, formation, classe, regime, sans_classe from inscription "
        "where jeune_id = ? and annee = ? and coalesce(source_id, 0) = ? and cle_source = ? and "
        "coalesce(etablissement_id, 0) = ? "
        "and (etablissement_id is not null or structure = ?) order by id limit 1",
        i.jeune, i.annee, i.source.value_or(Id<Source>{}), i.cle_source, i.etablissement.value_or(Id<Etablissement>{}),
        i.structure);
}

std::string jour_ou_rien(std::optional<Date> d) { return d ? base::affiche(*d) : std::string{}; }

/// Le vide ne remplace pas le connu ; une date de sortie suit toujours la source qui l'a donnée.
Gardee suite(Gardee g, Inscription const& i) {
    g.du = i.du;
    g.au = i.au;
    g.statut = i.statut;
    g.sans_classe = i.sans_classe;
    for (auto [vers, de] : {std::pair{&g.motif_sortie, &i.motif_sortie},
                            {&g.mef, &i.mef},
                            {&g.formation, &i.formation},
                            {&g.classe, &i.classe},
                            {&g.regime, &i.regime}})
        if (!de->empty())
            *vers = *de;
    return g;
}

std::vector<Changement> differences(Gardee const& a, Gardee const& b) {
    std::vector<Changement> liste;
    auto noter = [&](std::string champ, std::string avant, std::string apres) {
        if (avant != apres)
            liste.push_back({std::move(champ), std::move(avant), std::move(apres)});
    };
    noter("Date d’entrée", base::affiche(a.du), base::affiche(b.du));
    noter("Date de sortie", jour_ou_rien(a.au), jour_ou_rien(b.au));
    noter("Motif de sortie", a.motif_sortie, b.motif_sortie);
    noter("Statut", std::string(libelle(a.statut)), std::string(libelle(b.statut)));
    noter("Code de formation (MEF)", a.mef, b.mef);
    noter("Formation", a.formation, b.formation);
    noter("Classe", a.classe, b.classe);
    noter("Régime", a.regime, b.regime);
    noter("Classe", a.sans_classe ? "sans classe" : "avec une classe",
          b.sans_classe ? "sans classe" : "avec une classe");
    return liste;
}

void suivre_le_bassin(Writer& db, Id<Jeune> jeune) {
    db.run("update jeune set bassin_id = coalesce((select e.territoire_id from inscription i join etablissement e on "
           "e.id = i.etablissement_id "
           "where i.jeune_id = jeune.id order by i.annee desc, i.du desc, i.id desc limit 1), bassin_id) where id = ?",
           jeune);
}

} // namespace

Date visible_jusqu_au(Inscription const& i) { return base::plus_annees(i.au.value_or(i.annee.dernier_jour()), 1); }

Apport inscrire(Writer& db, Inscription const& i) {
    auto avant = gardee(db, i);
    if (!avant) {
        db.run("insert into inscription (jeune_id, etablissement_id, structure, annee, du, au, visible_jusqu_au, "
               "motif_sortie, statut, mef, formation, "
               "classe, regime, sans_classe, source_id, cle_source, vue_le) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
               "?, ?, ?, ?, ?, ?)",
               i.jeune, i.etablissement, i.structure, i.annee, i.du, i.au, visible_jusqu_au(i), i.motif_sortie,
               i.statut, i.mef, i.formation, i.classe, i.regime, i.sans_classe, i.source, i.cle_source, i.vue_le);
        suivre_le_bassin(db, i.jeune);
        return Apport::nouvelle;
    }
    auto apres = suite(*avant, i);
    if (differences(*avant, apres).empty())
        return Apport::identique;
    db.run("update inscription set du = ?, au = ?, visible_jusqu_au = ?, motif_sortie = ?, statut = ?, mef = ?, "
           "formation = ?, classe = ?, regime = ?, "
           "sans_classe = ?, vue_le = ? where id = ?",
           apres.du, apres.au, visible_jusqu_au(i), apres.motif_sortie, apres.statut, apres.mef, apres.formation,
           apres.classe, apres.regime, apres.sans_classe, i.vue_le, apres.id);
    suivre_le_bassin(db, i.jeune);
    return Apport::mise_a_jour;
}

Prevision inscription_prevue(Reader& db, Inscription const& i) {
    auto avant = gardee(db, i);
    if (!avant)
        return {Apport::nouvelle,
                {{"Inscription", "", i.annee.affiche() + (i.formation.empty() ? "" : ", " + i.formation)}}};
    auto changements = differences(*avant, suite(*avant, i));
    return {changements.empty() ? Apport::identique : Apport::mise_a_jour, std::move(changements)};
}

std::vector<InscriptionVue> inscriptions(Reader& db, Id<Jeune> jeune) {
    return db.all<InscriptionVue>(
        "select i.id, i.annee, i.du, i.au, i.etablissement_id, coalesce(e.nom, i.structure), i.statut, i.mef, "
        "i.formation, "
        "i.classe, i.regime, i.motif_sortie, i.sans_classe, coalesce(s.nom, '') from inscription i "
        "left join etablissement e on e.id = i.etablissement_id left join source s on s.id = i.source_id "
        "where i.jeune_id = ? order by i.annee desc, i.du desc, i.id desc",
        jeune);
}

namespace {

struct DiplomeGarde {
    std::int64_t id = 0;
    std::optional<int> niveau;
    bool du_cursus = false;
    std::optional<Date> obtenu_le;
    bool tenu_par_un_agent = false; ///< saisi, corrigé ou retiré : une liste reçue n'y touche plus
};
std::optional<DiplomeGarde> garde(Reader& db, Id<Jeune> jeune, Diplome const& d) {
    return db.maybe<DiplomeGarde>(
        "select id, niveau, du_cursus, obtenu_le, case when retire_le is null and saisi_par is null then 0 else 1 end "
        "from diplome where jeune_id = ? and genre = ? and libelle = ?",
        jeune, d.genre, base::propre(d.libelle));
}

} // namespace

Prevision diplome_prevu(Reader& db, Id<Jeune> jeune, Diplome const& d) {
    auto avant = garde(db, jeune, d);
    if (!avant)
        return {Apport::nouvelle, {{"Diplôme", "", base::propre(d.libelle)}}};
    Prevision p;
    if (avant->tenu_par_un_agent)
        return p;
    if (d.niveau && d.niveau != avant->niveau)
        p.changements.push_back(
            {"Niveau du diplôme", avant->niveau ? std::to_string(*avant->niveau) : "", std::to_string(*d.niveau)});
    if (d.obtenu_le && d.obtenu_le != avant->obtenu_le)
        p.changements.push_back({"Date d’obtention", jour_ou_rien(avant->obtenu_le), base::affiche(*d.obtenu_le)});
    if (d.du_cursus && !avant->du_cursus)
        p.changements.push_back({"Diplôme du cursus suivi", "non", "oui"});
    if (!p.changements.empty())
        p.apport = Apport::mise_a_jour;
    return p;
}

Apport ajouter_diplome(Writer& db, Id<Jeune> jeune, std::optional<Id<Source>> source, Diplome const& d) {
    auto prevu = diplome_prevu(db, jeune, d).apport;
    if (prevu == Apport::identique)
        return prevu;
    db.run("insert into diplome (jeune_id, libelle, niveau, genre, du_cursus, obtenu_le, source_id) values (?, ?, ?, "
           "?, ?, ?, ?) "
           "on conflict (jeune_id, genre, libelle) do update set niveau = coalesce(excluded.niveau, diplome.niveau), "
           "obtenu_le = coalesce(excluded.obtenu_le, diplome.obtenu_le), "
           "du_cursus = case when excluded.du_cursus = 1 then 1 else diplome.du_cursus end",
           jeune, base::propre(d.libelle), d.niveau, d.genre, d.du_cursus, d.obtenu_le, source);
    return prevu;
}

std::vector<Diplome> diplomes(Reader& db, Id<Jeune> jeune) {
    return db.all<Diplome>("select libelle, niveau, genre, du_cursus, obtenu_le from diplome where jeune_id = ? "
                           "and retire_le is null order by obtenu_le desc, id desc",
                           jeune);
}

std::vector<DiplomeVu> diplomes_vus(Reader& db, Id<Jeune> jeune) {
    struct Ligne {
        Id<Diplome> id;
        std::string libelle;
        std::optional<int> niveau;
        GenreDiplome genre = GenreDiplome::autre;
        bool du_cursus = false;
        std::optional<Date> obtenu_le;
        Fondement preuve = Fondement::source;
        std::string source, saisi_par;
        std::int64_t version = 1;
    };
    std::vector<DiplomeVu> liste;
    db.each<Ligne>(
        "select d.id, d.libelle, d.niveau, d.genre, d.du_cursus, d.obtenu_le, d.preuve, coalesce(s.nom, ''), "
        "coalesce(a.prenom || ' ' || a.nom, ''), d.version from diplome d left join source s on s.id = d.source_id "
        "left join agent a on a.id = d.saisi_par where d.jeune_id = ? and d.retire_le is null "
        "order by d.obtenu_le desc, d.id desc",
        [&](Ligne&& l) {
            liste.push_back({l.id,
                             {l.libelle, l.niveau, l.genre, l.du_cursus, l.obtenu_le},
                             l.preuve,
                             l.source,
                             l.saisi_par,
                             l.version});
        },
        jeune);
    return liste;
}

} // namespace metier::jeunes
