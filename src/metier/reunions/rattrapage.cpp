#include "metier/reunions/rattrapage.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/agenda/formulaires.hpp"

namespace metier::reunions {

using namespace web;
using acces::Contexte;
using acces::Droit;

namespace {

/// « à 10 h 12 », ou « le 05/10/2026 à 10 h 12 ».
std::string a_quelle_heure(Instant le, Date jour) {
    auto ce_jour = base::a_paris(le).jour;
    return (ce_jour == jour ? "à " : "le " + base::affiche(ce_jour) + " à ") + heure(le);
}

std::string qui_a_clos(Reader& db, Id<Reunion> id) {
    return db
        .maybe<std::string>(
            "select a.prenom || ' ' || a.nom from reunion r join agent a on a.id = r.close_par where r.id = ?", id)
        .value_or("Quelqu’un");
}

std::string qui_doit(FormDecision const& f) {
    auto const& choix = f.qui.choices();
    auto c = std::ranges::find(choix, std::string(f.qui.typed_first()), &Choix::code);
    return c == choix.end() || c->code.empty() ? "" : c->libelle;
}

/// Le même formulaire, encore : la situation remise à l'ordre du jour, ou quand elle le sera.
Html encore(Contexte& cx, Ouverte const& o, Tape const& t) {
    auto champs = t.decision ? ensemble(div(clas("decider-ligne"), champ(t.decision->quoi), champ(t.decision->qui),
                                            champ(t.decision->quand), champ(t.decision->lecteurs)),
                                        when(t.decision->a_demander, [&] { return champ(t.decision->demander); }),
                                        cache("saisie", t.decision->saisie.typed_first()))
                             : ensemble(champ(t.texte->texte), version_montree(t.texte->version.value().value_or(0)));
    auto geste = std::string(t.decision ? "décider" : "enregistrer le texte");
    if (o.prepare())
        return formulaire(
            t.ou, cx.csrf(), clas(t.decision ? "decider" : "texte-de-seance"),
            data("mots-sensibles", web::lien("/mots-sensibles")), t.avis, champs, cache("remettre", "1"),
            boutons(acces::bouton_d_enregistrement(!t.avis.empty(), "La remettre à l’ordre du jour et " + geste)));
    return formulaire(
        t.ou, cx.csrf(), clas(t.decision ? "decider" : "texte-de-seance"),
        data("mots-sensibles", web::lien("/mots-sensibles")), t.avis, champs,
        p("Qui anime peut remettre cette situation à l’ordre du jour : demandez-le, puis enregistrez ici."),
        boutons(acces::bouton_d_enregistrement(!t.avis.empty(), "Enregistrer, une fois remise")));
}

Html ce_qui_etait_tape(Tape const& t) {
    if (t.texte)
        return ensemble(p(clas("texte-ecrit"), t.texte->texte.typed_first()),
                        bouton_copier(t.texte->texte.typed_first(), "Copier ce texte"));
    return definitions({definition("Quoi", std::string(t.decision->quoi.typed_first())),
                        definition("Qui", qui_doit(*t.decision)),
                        definition("Pour quand", t.decision->jour ? base::affiche(*t.decision->jour)
                                                                  : std::string(t.decision->quand.typed_first()))});
}

/// Une décision devient une tâche de qui l'a tapée, avec de qui il attend qu'elle soit faite.
Html en_faire_une_tache(Contexte& cx, PointVu const& p_, Tape const& t) {
    if (!t.decision || !p_.jeune || !p_.titres.dossier || !cx.peut(Droit::suivre))
        return {};
    agenda::FormEcheance f;
    f.objet.set(std::string(t.decision->quoi.typed_first()));
    if (t.decision->jour)
        f.pour_le.set(*t.decision->jour);
    auto moi = cx.session().prenom + " " + cx.session().nom;
    if (auto qui = qui_doit(*t.decision); qui != moi)
        f.attend.set(qui);
    return section(clas("partie"), h2("En faire une tâche"),
                   p("Elle s’ajoute à votre journée et au dossier, hors du relevé."),
                   formulaire(web::lien("/jeunes/{}/echeances", *p_.jeune), cx.csrf(),
                              data("mots-sensibles", web::lien("/mots-sensibles")), champ(f.objet), champ(f.pour_le),
                              champ(f.attend), boutons(bouton("Enregistrer la tâche"))));
}

/// La réunion d'après, si l'on y conduit et qu'il n'y est pas déjà.
Html a_la_suivante(Contexte& cx, Ouverte const& o, PointVu const& p_, Tape const& t) {
    auto db = cx.db();
    auto id = voisines(db, o.reunion).apres;
    auto r = id ? trouver(db, *id) : std::nullopt;
    auto ou = id ? place(db, cx.portee(), *id) : std::nullopt;
    if (!r || !ou || !ou->conduit || r->close_le || (p_.jeune && deja_a_l_ordre_du_jour(db, *id, *p_.jeune)))
        return {};
    auto titre = h2("Y revenir à la réunion suivante, " + quand(*r));
    if (p_.jeune)
        return section(clas("partie"), titre,
                       formulaire(web::lien("/reunions/{}/dossiers", *id), cx.csrf(),
                                  cache("jeune", std::to_string(p_.jeune->valeur)),
                                  boutons(bouton_secondaire("Mettre cette situation à son ordre du jour"))));
    FormPoint f;
    f.titre.set(std::string(t.decision ? t.decision->quoi.typed_first() : p_.titre));
    return section(clas("partie"), titre,
                   formulaire(web::lien("/reunions/{}/points", *id), cx.csrf(), champ(f.titre),
                              boutons(bouton_secondaire("En faire un point général de son ordre du jour"))));
}

} // namespace

bool depassee(Ouverte const& o, PointVu const& p) { return p.retire || o.reunion.close_le; }

std::string ce_qui_s_est_passe(Contexte& cx, Ouverte const& o, PointVu const& p_) {
    auto db = cx.db();
    std::string dit;
    if (p_.retire)
        dit = (p_.retire->par.empty() ? std::string("Quelqu’un") : p_.retire->par) + " a retiré " +
              (p_.jeune ? "cette situation" : "ce point") + " de l’ordre du jour " +
              a_quelle_heure(p_.retire->le, cx.jour()) + ".";
    if (o.reunion.close_le)
        dit += (dit.empty() ? "" : " ") + qui_a_clos(db, o.reunion.id) + " a clos la séance " +
               a_quelle_heure(*o.reunion.close_le, cx.jour()) + ". Le relevé est figé.";
    return dit;
}

acces::Page page_de_rattrapage(Contexte& cx, Ouverte const& o, PointVu const& p_, Tape const& t) {
    auto nom = nom_du_point(p_);
    auto titre = std::string(t.decision ? "Décision non enregistrée" : "Texte non enregistré");
    bool encore_possible = p_.retire && !o.reunion.close_le && o.reunion.ouverte_le;
    std::vector<Erreur> fautes;
    if (t.decision)
        fautes = erreurs(*t.decision);
    else
        fautes = erreurs(*t.texte);
    if (!encore_possible)
        fautes.clear(); // il n'y a rien à corriger : cela ne s'enregistre plus ici
    return {.titre = titre,
            .rubrique = "Réunions",
            .fil = fil(o.reunion),
            .contenu = ensemble(
                h1(titre, " – ", nom), resume_erreurs(fautes),
                notice(Ton::attention, "Pendant votre saisie",
                       p(ce_qui_s_est_passe(cx, o, p_), o.reunion.close_le ? " On n’y décide plus." : "",
                         " Rien n’est perdu : ce que vous aviez tapé est ci-dessous, avec où le mettre.")),
                section(clas("partie"), h2("Ce que vous aviez tapé"),
                        encore_possible ? encore(cx, o, t) : ce_qui_etait_tape(t)),
                en_faire_une_tache(cx, p_, t), a_la_suivante(cx, o, p_, t),
                boutons(when(p_.jeune && p_.titres.dossier,
                             [&] { return lien_bouton(web::lien("/jeunes/{}", *p_.jeune), "Ouvrir le dossier"); }),
                        lien_bouton(lien(o.reunion.id), "Ordre du jour")))};
}

} // namespace metier::reunions
