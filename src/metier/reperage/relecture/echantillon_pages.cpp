#include "metier/reperage/relecture/echantillon_pages.hpp"

#include <algorithm>
#include <cmath>

#include "base/texte.hpp"
#include "metier/reperage/paires.hpp"
#include "metier/reperage/relecture/relecture.hpp"
#include "metier/reperage/relecture/retours_pages.hpp"
#include "metier/reperage/reperage_web.hpp"
#include "web/parts/tableau.hpp"

namespace metier::reperage {

using namespace web;

namespace {

std::string virgule(double x, int decimales) {
    auto facteur = std::pow(10, decimales);
    auto n = std::llround(std::fabs(x) * facteur);
    auto reste = std::to_string(n % std::llround(facteur));
    auto entier = base::nombre(n / std::llround(facteur));
    return std::string(x < 0 && n ? "− " : "") + entier + "," +
           std::string(
               static_cast<std::size_t>(decimales) - std::min(reste.size(), static_cast<std::size_t>(decimales)), '0') +
           reste;
}

std::string arrondi(double x) { return base::nombre(std::llround(x)); }

Html ce_qu_il_reste(MesureMontree const& m, Csrf const& csrf) {
    auto const& e = m.echantillon;
    if (!e.id) {
        auto tirer = m.peut_tirer && !m.campagne.close_le
                         ? formulaire_bouton(lien_de_la_mesure(m.campagne.id), csrf, bouton("Tirer l’échantillon"))
                         : Html{};
        return ensemble(
            p("Aucun échantillon n’a encore été tiré. Tirez-le avant de trancher : des dossiers déjà réunis ne "
              "se relisent plus à l’aveugle."),
            tirer);
    }
    auto total = static_cast<long long>(e.paires.size());
    auto faites = std::ranges::count_if(
        e.paires, [](PaireRelue const& p) { return verdict(p.dites, p.double_lecture).has_value(); });
    auto doubles = std::ranges::count(e.paires, true, &PaireRelue::double_lecture);
    std::vector<Chiffre> liste{{"Paires relues",
                                base::nombre(faites) + " / " + base::nombre(total),
                                "dont " + base::nombre(doubles) + " par deux personnes",
                                {}},
                               {"À relire par vous", base::nombre(m.restantes), "", {}},
                               {"En désaccord", base::nombre(e.en_desaccord), "un troisième regard est attendu", {}},
                               {"À demander à l’établissement", base::nombre(e.a_demander), "", {}}};
    if (e.reunies > 0)
        liste.push_back({"Hors mesure", base::nombre(e.reunies), "dossiers réunis avant d’être relus", {}});
    auto relire = m.peut_relire && m.restantes > 0 && !m.campagne.close_le
                      ? p(lien_bouton_principal(web::lien("/campagnes/{}/relecture/suivante", m.campagne.id),
                                                "Relire à l’aveugle"))
                      : Html{};
    return ensemble(chiffres(liste), relire);
}

Html la_calibration(Calibration const& c) {
    std::vector<Colonne> colonnes{{"Poids"}};
    for (auto const* t : {"Paires", "Annoncé par le modèle", "Mesuré (intervalle à 95 %)", "Retenu"})
        colonnes.push_back({t, "", "num"});
    return tableau("Part de vraies paires par tranche de poids", colonnes,
                   each(c.lignes, [](LigneDeCalibration const& l) {
                       return tr(th(scope("row"), tranche_affichee(l.tranche)), td(clas("num"), base::nombre(l.paires)),
                                 td(clas("num"), pour_cent(l.annoncee)), td(clas("num"), affiche(l.mesuree)),
                                 td(clas("num"), pour_cent(l.retenue)));
                   }));
}

Html les_attendus(Attendus const& modele, Attendus const& mesure, bool suffisante) {
    auto ligne = [](std::string const& quoi, std::string const& a, std::string const& b) {
        return tr(th(scope("row"), quoi), td(clas("num"), a), td(clas("num"), b));
    };
    return tableau(
        "Ce que valent les liens",
        {{"Nombre"}, {"D’après le modèle", "", "num"}, {suffisante ? "Mesuré" : "Mesuré, à confirmer", "", "num"}},
        ensemble(
            ligne("Liens sans doute faux", arrondi(modele.faux), arrondi(mesure.faux)),
            ligne("Liens sans doute manqués, parmi les plus proches", arrondi(modele.manques), arrondi(mesure.manques)),
            ligne("Précision : part de vrais parmi les liens", pour_cent(modele.precision),
                  pour_cent(mesure.precision)),
            ligne("Rappel : part des vraies paires qui sont liées", pour_cent(modele.rappel),
                  pour_cent(mesure.rappel))));
}

Html la_qualite(std::vector<LigneDeQualite> const& liste) {
    return tableau("Vraies paires parmi les relues", {{"Parmi"}, {"Vraies (intervalle à 95 %)", "", "num"}},
                   each(liste, [](LigneDeQualite const& l) {
                       return tr(th(scope("row"), l.libelle), td(clas("num"), affiche(l.vraies)));
                   }));
}

Html l_accord(std::optional<Kappa> const& k) {
    if (!k)
        return p("Aucune paire n’a encore été relue par deux personnes.");
    return p("Deux personnes ont relu ", base::pluriel(k->paires, "même paire", "mêmes paires"),
             " sans voir la réponse l’une de l’autre. Elles sont d’accord ", pour_cent(k->accord),
             " du temps ; kappa de Cohen : ", virgule(k->valeur, 2), " (intervalle à 95 % : ", virgule(k->bas, 2),
             " à ", virgule(k->haut, 2),
             "). Zéro serait l’accord du hasard, un l’accord parfait ; des experts atteignent environ 0,60.");
}

Html ce_qu_elle_mesure(MesureMontree const& m) {
    auto const& e = m.echantillon;
    auto const vues = relues(e.paires);
    if (vues.empty())
        return {};
    auto c = calibrer(e.effectifs, vues, e.minimum);
    auto etat =
        c.suffisante
            ? notice(Ton::succes, base::pluriel(c.relues, "paire relue", "paires relues") +
                                      " : la mesure remplace la probabilité du modèle sur les pages de cette campagne.")
            : notice(Ton::information, base::pluriel(c.relues, "paire relue", "paires relues") + " sur les " +
                                           base::nombre(e.minimum) +
                                           " qu’il faut pour que la mesure remplace la probabilité du modèle.");
    return ensemble(h2("Ce que l’échantillon mesure"), etat, la_calibration(c),
                    p("Écart moyen entre ce qui est annoncé et ce qui est vrai (ECE) : ", pour_cent(c.erreur_avant),
                      " avec le modèle, ", pour_cent(c.erreur_apres),
                      " avec la mesure (chaque moitié de l’échantillon jugée par l’autre)."),
                    les_attendus(attendus_du_modele(e.effectifs), attendus_mesures(e.effectifs, c), c.suffisante),
                    la_qualite(qualite(e.paires)), h2("Accord des relecteurs"), l_accord(accord(e.paires)));
}

Html mes_dernieres(MesureMontree const& m, Csrf const& csrf) {
    if (m.miennes.empty())
        return {};
    return ensemble(
        h2("Vos dernières réponses"),
        tableau("Vos réponses, la dernière d’abord", {{"Paire"}, {"Réponse"}, {"Le"}, {"Annuler"}},
                each(m.miennes, [&](ReponseDonnee const& r) {
                    auto nom = "Paire " + base::nombre(r.rang);
                    return tr(th(scope("row"), a(href(lien(r.paire)), nom)), td(base::libelle(r.reponse)),
                              td(r.dite_le),
                              td(formulaire_bouton(web::lien("/relectures/{}/annulation", r.paire), csrf,
                                                   bouton_secondaire("Annuler", lecteur(" la réponse sur la ", nom)))));
                })));
}

Html boutons_de_reponse(AveugleMontree const& m, Csrf const& csrf) {
    auto choix = [](Reponse r, char const* touche) {
        return attributs({name("reponse"), value(base::code(r)), data("touche", touche)});
    };
    return formulaire(web::lien("/relectures/{}/reponse", m.paire.id), csrf,
                      boutons(bouton(choix(Reponse::meme, "m"), base::libelle(Reponse::meme)),
                              bouton_secondaire(choix(Reponse::different, "d"), base::libelle(Reponse::different)),
                              bouton_secondaire(choix(Reponse::impossible, "p"), base::libelle(Reponse::impossible)),
                              bouton_secondaire(choix(Reponse::demander, "e"), base::libelle(Reponse::demander))));
}

Html ce_qui_a_ete_repondu(AveugleMontree const& m, Csrf const& csrf) {
    auto r = base::lire_code<Reponse>(m.paire.reponse);
    auto voir = m.machine_montree
                    ? Html{}
                    : p(a(href(lien(m.paire.id).avec("machine", "1")), "Voir ce qu’en disait la machine"));
    auto defaire = m.peut_repondre ? formulaire_bouton(web::lien("/relectures/{}/annulation", m.paire.id), csrf,
                                                       bouton_secondaire("Annuler ma réponse"))
                                   : Html{};
    return ensemble(
        notice(Ton::information, "Vous avez répondu : « " + std::string(base::libelle(*r)) + " »."), voir,
        div(clas("boutons"),
            lien_bouton_principal(web::lien("/campagnes/{}/relecture/suivante", m.campagne.id), "Paire suivante"),
            defaire));
}

Html ce_qu_en_disait_la_machine(AveugleMontree const& m) {
    auto const& q = m.paire;
    auto dit = std::string(base::libelle(q.strate)) + ", poids " + rapprochement::affiche_poids(q.dixiemes) +
               ", probabilité du modèle " + pour_cent(q.probabilite) + ".";
    return ensemble(h2("Ce qu’en disait la machine"), p(dit), q.strate == Strate::refus ? p(q.pourquoi) : Html{});
}

Html situation(std::string const& cote, std::string const& lieu, bool visible) {
    return li(cote, " : ",
              visible ? (lieu.empty() ? std::string("aucune inscription connue") : lieu)
                      : std::string("suivi ailleurs, identité seule"));
}

} // namespace

Lien lien_de_la_mesure(Id<Campagne> id) { return web::lien("/campagnes/{}/relecture", id); }
Lien lien(Id<PaireAuditee> id) { return web::lien("/relectures/{}", id); }

std::string pour_cent(double part) { return virgule(100 * part, 1) + "\u00A0%"; }

std::string affiche(Part const& p) {
    if (p.total == 0)
        return "rien de relu";
    auto borne = [](double x) { return virgule(100 * x, 1); };
    return pour_cent(p.valeur) + " (" + borne(p.bas) + " à " + borne(p.haut) + ") ; " + base::nombre(p.succes) +
           " sur " + base::nombre(p.total);
}

std::string chances(Reader& db, std::optional<Id<Campagne>> campagne, int dixiemes, double probabilite) {
    auto sur_cent = [](double p) {
        auto n = std::llround(100 * p);
        auto combien = n >= 100 ? "plus de 99 chances" : n <= 0 ? "moins d’une chance" : base::pluriel(n, "chance");
        return std::string(combien) + " sur 100 d’être la même personne, ";
    };
    if (campagne) {
        auto e = echantillon(db, *campagne);
        auto vues = relues(e.paires);
        auto c = calibrer(e.effectifs, vues, e.minimum);
        if (e.id && c.suffisante)
            return sur_cent(c.probabilite(dixiemes)) + "mesuré sur " +
                   base::pluriel(c.relues, "paire relue", "paires relues");
    }
    return sur_cent(probabilite) + "d’après le modèle";
}

acces::Page page_de_la_mesure(MesureMontree const& m, Csrf const& csrf) {
    auto titre_ = std::string("Ce que vaut le rapprochement");
    auto comment = aide("Comment on mesure", p("Des paires sont tirées au hasard dans chaque tranche de poids : liées, "
                                               "laissées à une personne, refusées. Vous "
                                               "les relisez sans savoir ce que la machine en a fait. La part de vraies "
                                               "paires dans chaque tranche dit ce que vaut "
                                               "un poids, pour cette campagne. Une partie est relue par deux personnes "
                                               "; si elles diffèrent, une troisième tranche."));
    return {.titre = titre_,
            .rubrique = "Campagnes",
            .fil = {{"Campagnes", web::lien("/campagnes")}, {m.campagne.nom, lien(m.campagne.id)}},
            .contenu = ensemble(h1(titre_), p(clas("chapo"), m.campagne.nom, ", ", m.campagne.nom_du_territoire, "."),
                                ce_qu_il_reste(m, csrf), ce_qu_elle_mesure(m), mes_dernieres(m, csrf), comment)};
}

acces::Page page_aveugle(AveugleMontree const& m, Csrf const& csrf) {
    bool ouverte = m.paire.reponse.empty();
    auto lignes = m.machine_montree ? m.fiches.lignes : a_l_aveugle(m.fiches);
    auto actes =
        ouverte ? when(m.peut_repondre, [&] { return boutons_de_reponse(m, csrf); }) : ce_qui_a_ete_repondu(m, csrf);
    auto contenu = ensemble(h1("Une ou deux personnes ?"),
                            p(base::pluriel(m.restantes, "paire"),
                              " à relire à l’aveugle. La machine en a pensé quelque chose : vous le verrez après."),
                            ul(situation("Cherché", m.fiches.lieu_a, m.fiches.a_visible),
                               situation("Comparé à", m.fiches.lieu_b, m.fiches.b_visible)),
                            cote_a_cote("Les deux fiches, champ par champ", "Cherché", "Comparé à", lignes), actes,
                            when(m.machine_montree, [&] { return ce_qu_en_disait_la_machine(m); }));
    return {.titre = "Relire à l’aveugle",
            .rubrique = "Campagnes",
            .fil = {{"Campagnes", web::lien("/campagnes")},
                    {m.campagne.nom, lien(m.campagne.id)},
                    {"Ce que vaut le rapprochement", lien_de_la_mesure(m.campagne.id)}},
            .contenu = contenu};
}

Html bloc_de_la_mesure(acces::Contexte& cx, Reader& db, Campagne const& c) {
    auto e = echantillon(db, c.id);
    auto vers = ul(li(a(href(lien_de_la_mesure(c.id)), "Mesurer ce que vaut le rapprochement")),
                   when(cx.peut(acces::Droit::verifier), [&] {
                       return li(a(href(lien_des_retours(c.id)), "Rendre à chaque source ses faux sortants"));
                   }));
    if (!e.id)
        return ensemble(h2("Ce que vaut le rapprochement"),
                        p("Rien n’a encore été relu à l’aveugle : les nombres du moteur sont une estimation."), vers);
    auto mesure = calibrer(e.effectifs, relues(e.paires), e.minimum);
    auto a = mesure.suffisante ? attendus_mesures(e.effectifs, mesure) : attendus_du_modele(e.effectifs);
    auto source = mesure.suffisante
                      ? "mesuré sur " + base::pluriel(mesure.relues, "paire relue", "paires relues")
                      : "estimation du modèle, " + base::pluriel(mesure.relues, "paire relue", "paires relues") +
                            " sur " + base::nombre(e.minimum);
    std::vector<Chiffre> liste{{"Liens sans doute faux", arrondi(a.faux), source, {}},
                               {"Liens sans doute manqués", arrondi(a.manques), source, {}},
                               {"Précision des liens", pour_cent(a.precision), source, {}},
                               {"Rappel", pour_cent(a.rappel), source, {}}};
    if (auto k = accord(e.paires))
        liste.push_back({"Accord des relecteurs (kappa)",
                         virgule(k->valeur, 2),
                         virgule(k->bas, 2) + " à " + virgule(k->haut, 2) + ", " + base::pluriel(k->paires, "paire"),
                         {}});
    return ensemble(h2("Ce que vaut le rapprochement"), chiffres(liste), vers);
}

} // namespace metier::reperage
