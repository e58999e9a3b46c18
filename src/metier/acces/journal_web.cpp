// Consultation du journal. Un dossier n'y paraît que par son numéro ; la consultation est elle-même consignée.
#include <algorithm>
#include <span>

#include "base/texte.hpp"
#include "metier/acces/acces_web.hpp"
#include "metier/acces/formulaires.hpp"
#include "metier/acces/journal_du_dossier.hpp"
#include "web/parts/tableau.hpp"

namespace metier::acces {
namespace {

using namespace web;

template <base::Enumere E>
std::string en_francais(std::string const& code) {
    auto connu = base::lire_code<E>(code);
    return std::string{connu ? base::libelle(*connu) : std::string_view{code}};
}

struct MotDuJournal {
    std::string_view code, clair;
};
constexpr MotDuJournal titres[] = {{"suivi", "Cercle de suivi"},
                                   {"etablissement", "Établissement"},
                                   {"bassin", "Secteur"},
                                   {"psad", "Plateforme"},
                                   {"remplacement", "Remplacement d’un collègue"},
                                   {"urgence", "Accès d’urgence"},
                                   {"demande", "Accès demandé"}};
constexpr MotDuJournal objets[] = {{"agent", "compte"},
                                   {"role", "rôle"},
                                   {"verification", "vérification"},
                                   {"echeance", "échéance"},
                                   {"importation", "liste reçue"},
                                   {"diligence", "démarches accomplies"},
                                   {"obligation", "obligation de formation"}};

std::string_view en_clair(std::span<MotDuJournal const> mots, std::string_view code) {
    auto mot = std::ranges::find(mots, code, &MotDuJournal::code);
    return mot == mots.end() ? code : mot->clair;
}

} // namespace

std::string_view titre_en_clair(std::string_view motif) { return en_clair(titres, motif); }

namespace {

/// « agent/29 » : compte n° 29.
std::string objet_en_clair(std::string_view objet) {
    auto barre = objet.find('/');
    auto quoi = std::string(en_clair(objets, objet.substr(0, barre)));
    return barre == objet.npos ? quoi : quoi + " n°\u00a0" + std::string(objet.substr(barre + 1));
}

/// Ce qui touche ce dossier, et lui seul.
Html dossier(Id<jeunes::Jeune> jeune) {
    return a(href(lien("/journal").avec("jeune", std::to_string(jeune.valeur))), lecteur("Journal du dossier "),
             "n°\u00a0", jeune.valeur);
}

Html ligne(LigneLue const& l) {
    return tr(td(l.instant),
              td(l.agent.empty() ? "Système" : l.agent,
                 when(!l.role.empty(), ensemble(br(), small(en_francais<Role>(l.role))))),
              td(en_francais<Acte>(l.acte)), td(when(l.jeune.has_value(), [&] { return dossier(*l.jeune); })),
              td(titre_en_clair(l.motif)),
              td(objet_en_clair(l.objet),
                 when(!l.detail.empty(), ensemble(l.objet.empty() ? Html{} : br(), small(l.detail)))),
              td(clas("num"), l.id));
}

struct PageDuJournal {
    JournalForm const& form;
    std::vector<LigneLue> const& lignes;
    Pagination pages;
    DemandeDeListe demande;
};

Page page_journal(PageDuJournal const& p) {
    auto champs =
        ensemble(champ(p.form.acte), champ(p.form.agent), champ(p.form.jeune), champ(p.form.du), champ(p.form.au));
    bool filtre = p.form.acte || p.form.agent || p.form.jeune || p.form.du || p.form.au;
    auto contenu =
        p.lignes.empty()
            ? etat_vide("Aucune ligne ne correspond.")
            : ensemble(
                  tableau(
                      "Journal, le plus récent d’abord",
                      {{"Quand"}, {"Qui"}, {"Acte"}, {"Dossier"}, {"À quel titre"}, {"Objet"}, {"Ligne", "", "num"}},
                      each(p.lignes, ligne)),
                  pagination(p.pages, p.demande));
    Page page{"Journal",
              "Journal",
              {},
              ensemble(h1("Journal"), resume_erreurs(p.form),
                       web::p("Qui a fait ou lu quoi, quand et à quel titre. Un dossier n’y paraît que par son numéro. "
                              "Votre consultation y est notée."),
                       boutons(lien_bouton(lien("/journal/verification"), "Vérifier la chaîne")),
                       filtres(lien("/journal"), champs, filtre || !erreurs(p.form).empty()), contenu)};
    page.large = true;
    return page;
}

/// Ce qui a été demandé, pour la ligne de journal : ni nom, ni adresse.
std::string demande_en_clair(DemandeAuJournal const& d) {
    std::vector<std::string> morceaux;
    if (d.acte)
        morceaux.push_back("acte " + std::string{base::code(*d.acte)});
    if (d.agent)
        morceaux.push_back(objet("agent", *d.agent));
    if (d.jeune)
        morceaux.push_back(objet("dossier", *d.jeune));
    if (d.du)
        morceaux.push_back("du " + base::iso(*d.du));
    if (d.au)
        morceaux.push_back("au " + base::iso(*d.au));
    return base::joint(morceaux, ", ");
}

std::int64_t numero(std::string const& bord) {
    auto valeurs = lire_curseur(bord, 1);
    auto n = valeurs ? lire_entier(valeurs->front()) : std::nullopt;
    return n.value_or(0);
}

/// Les filtres deviennent une demande ; un courriel inconnu est une erreur de saisie.
bool comprendre(Contexte& cx, JournalForm& form, DemandeAuJournal& demande) {
    if (!cx.lire(form))
        return false;
    demande.acte = form.acte.value();
    if (form.jeune)
        demande.jeune = Id<jeunes::Jeune>{*form.jeune};
    demande.du = form.du.value();
    demande.au = form.au.value();
    if (!form.agent)
        return true;
    auto db = cx.db();
    auto agent = compte_du_courriel(db, *form.agent);
    if (!agent) {
        form.agent.refuse("Aucun compte n’a cette adresse. Vérifiez-la dans la liste des comptes.");
        return false;
    }
    demande.agent = agent->id;
    return true;
}

Reply lire(Contexte& cx) {
    auto voulu = lire_demande(cx.requete(), {"instant"});
    JournalForm form;
    DemandeAuJournal demande;
    demande.avant = numero(voulu.apres);
    demande.apres = numero(voulu.avant);
    demande.nombre = voulu.par_page + 1;
    if (!comprendre(cx, form, demande))
        return cx.invalide(page_journal({form, {}, {.ici = lien_de(cx.requete())}, voulu}));
    auto db = cx.db();
    auto lignes = lire_journal(db, demande);
    bool deborde = lignes.size() > static_cast<std::size_t>(voulu.par_page);
    if (deborde)
        lignes.erase(demande.apres > 0 ? lignes.begin() : std::prev(lignes.end()));
    Pagination pages{.ici = lien_de(cx.requete()), .lignes = lignes.size()};
    auto bord = [](LigneLue const& l) { return curseur({std::to_string(l.id)}); };
    if (!lignes.empty() && (demande.avant > 0 || (demande.apres > 0 && deborde)))
        pages.precedent = bord(lignes.front());
    if (!lignes.empty() && (demande.apres > 0 || deborde))
        pages.suivant = bord(lignes.back());
    cx.acte(Acte::journal_lu, [&](storage::Writer&, Trace& trace) { trace.detail = demande_en_clair(demande); });
    return cx.page(page_journal({form, lignes, pages, voulu}));
}

/// Une page ne relit pas tout un an de journal : les dernières lignes seulement ; la commande relit tout.
constexpr std::int64_t lignes_verifiees_en_ligne = 20'000;

Reply verifier(Contexte& cx) {
    auto db = cx.db();
    auto depuis = ligne_avant_les_dernieres(db, lignes_verifiees_en_ligne);
    auto verdict = verifier_journal(db, depuis);
    cx.acte(Acte::journal_lu, [&](storage::Writer&, Trace& trace) { trace.detail = "chaîne vérifiée"; });
    auto combien = base::nombre(verdict.lignes) +
                   (depuis == 0 ? " lignes relues, depuis la première."
                                : " dernières lignes relues. Pour tout relire\u00a0: « raccroche journal verifier ».");
    auto resultat =
        verdict.rompu
            ? notice(Ton::erreur,
                     "Chaîne rompue à la ligne " + std::to_string(*verdict.rompu) + "\u00a0: " + verdict.pourquoi +
                         ". Prévenez le responsable de la sécurité et le délégué à la protection des données.")
            : notice(Ton::succes, "Chaîne intacte.");
    auto contenu = ensemble(
        h1("Vérifier la chaîne du journal"), resultat, p(combien),
        when(!verdict.derniere.empty(),
             [&] {
                 return p("Empreinte de la dernière ligne, à noter hors de Raccroche pour comparer plus tard\u00a0: ",
                          code(verdict.derniere));
             }),
        p("Chaque ligne porte l’empreinte de la précédente\u00a0: en modifier, en retirer ou en déplacer une se voit "
          "ici."),
        boutons(lien_bouton(lien("/journal"), "Revenir au journal")));
    return cx.page(Page{"Vérifier la chaîne du journal", "Journal", {{"Journal", lien("/journal")}}, contenu});
}

} // namespace

void routes_du_journal(Routes& r) {
    r.menu({"Journal", lien("/journal"), Droit::lire_journal, 84, "Qui a lu ou écrit quoi, quand et à quel titre.",
            acces::groupe::administration});
    r.get("/journal", Droit::lire_journal, lire);
    r.get("/journal/verification", Droit::lire_journal, verifier);
}

} // namespace metier::acces
