#include "documents/pdf.hpp"
#include "metier/ecrits/ecrits_sql.hpp"
#include "metier/territoire/parametres.hpp"
#include "web/form.hpp"

namespace metier::ecrits {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using namespace web;

namespace {

constexpr auto genre_pdf = "ecrit.pdf";
constexpr int secondes_d_attente = 1;

Lien lien_de_l_ecrit(Id<EcritDemande> id) { return web::lien("/ecrits/{}", id); }

Reply fichier(std::string octets, std::string const& nom, std::string const& type) {
    Reply r;
    r.with("Content-Type", type);
    r.with("Content-Disposition", "attachment; filename=\"" + nom + "\"");
    r.body = std::move(octets);
    return r;
}

acces::Page page_d_attente(EcritDemande const& e) {
    acces::Page page{e.titre};
    if (e.pret()) {
        page.contenu = ensemble(
            h1(e.titre), p("Votre document est prêt."),
            p(a(clas("btn btn-primary"), href(web::lien("/ecrits/{}/fichier", e.id)),
                "Télécharger (" + documents::poids_affiche("PDF", static_cast<std::size_t>(e.octets)) + ")")),
            p(clas("aide-courte"), "Il est gardé, chiffré, jusqu’au ", e.expire_le, " ; vous seul pouvez l’ouvrir."));
    } else if (!e.empechement.empty()) {
        page.contenu =
            ensemble(h1(e.titre), notice(Notice{Ton::erreur, "Le PDF n’a pas pu être fait.", e.empechement}));
    } else {
        page.recharger = secondes_d_attente;
        page.contenu = ensemble(h1(e.titre), p(role("status"), "La mise en page est en cours. Cette page se recharge "
                                                               "d’elle-même ; le téléchargement y apparaîtra."));
    }
    return page;
}

EcritDemande exiger(Contexte& cx, Id<EcritDemande> id) {
    auto db = cx.db();
    auto e = trouver(db, cx.agent(), id, cx.instant());
    if (!e)
        throw not_found();
    return *e;
}

Reply montrer(Contexte& cx, Id<EcritDemande> id) { return cx.page(page_d_attente(exiger(cx, id))); }

Reply telecharger(Contexte& cx, Id<EcritDemande> id) {
    auto e = exiger(cx, id);
    if (!e.pret())
        throw not_found();
    return fichier(base::depuis_base64(cx.coffre().dechiffrer(e.contenu)), e.nom + ".pdf", "application/pdf");
}

std::optional<std::string> mettre_en_page(acces::Environnement const& env, storage::Travail& travail) {
    Id<EcritDemande> id{std::stoll(travail.tache().parametres)};
    auto e = [&] {
        auto lease = env.base.read();
        auto db = lease.reader();
        return a_faire(db, id);
    }();
    if (!e)
        return "Rien à faire.";
    travail.avance(0, 1, "mise en page");
    std::string octets, empechement;
    try {
        octets = documents::pdf(env.coffre.dechiffrer(e->page));
    } catch (documents::PdfImpossible const& erreur) { // dit à qui l'a demandé
        empechement = erreur.what();
    }
    storage::Transaction tx{env.base};
    if (empechement.empty())
        ranger(tx.writer(), id, env.coffre.chiffrer(base::base64(octets)), static_cast<std::int64_t>(octets.size()));
    else
        empecher(tx.writer(), id, empechement);
    tx.commit();
    return empechement.empty() ? "PDF prêt." : empechement;
}

} // namespace

Reply emporter(Contexte& cx, AEmporter const& quoi, Format format) {
    auto consigner = [&](acces::Trace& trace) {
        trace.jeune = quoi.jeune;
        trace.objet = quoi.objet;
        trace.detail = quoi.ecrit.titre + ", " + std::string(base::code(format));
    };
    auto nom = quoi.nom + "-" + base::iso(cx.jour());
    if (format == Format::odt) {
        auto octets = documents::odt(quoi.ecrit);
        cx.acte(Acte::ecrit_emporte, [&](storage::Writer&, acces::Trace& trace) { consigner(trace); });
        return fichier(std::move(octets), nom + ".odt", "application/vnd.oasis.opendocument.text");
    }
    auto db = cx.db();
    auto jours = territoire::entier(db, "ecrit.conservation", cx.jour());
    auto page = cx.coffre().chiffrer(documents::page_imprimable(quoi.ecrit));
    auto demande = quoi;
    demande.nom = nom;
    auto id = cx.acte(Acte::ecrit_emporte, [&](storage::Writer& ecriture, acces::Trace& trace) {
        auto cree = demander(ecriture, cx.agent(), demande, page, cx.instant(), cx.instant() + Jours{jours});
        storage::demander(ecriture, cx.instant(), genre_pdf, std::to_string(cree.valeur));
        consigner(trace);
        return cree;
    });
    return cx.voir(lien_de_l_ecrit(id));
}

Format format_demande(Request const& requete) {
    return requete.field("format") == base::code(Format::odt) ? Format::odt : Format::pdf;
}

Html boutons(Lien const& vers, Csrf const& csrf) {
    auto bouton = [](Format f, std::string_view libelle) {
        return bouton_secondaire(name("format"), value(base::code(f)), libelle);
    };
    return formulaire_bouton(
        vers, csrf, ensemble(bouton(Format::pdf, "Emporter en PDF"), " ", bouton(Format::odt, "Emporter en ODT")));
}

std::string pied(Contexte const& cx) {
    return "Établi par Raccroche pour " + cx.session().nom_complet() + " le " + base::affiche(cx.jour()) +
           ". À ne pas diffuser au-delà de ceux qui doivent agir.";
}

void routes(acces::Routes& r) {
    r.get("/ecrits/{id}", Droit::connecte, montrer);
    r.get("/ecrits/{id}/fichier", Droit::connecte, telecharger);
}

std::map<std::string, storage::FaireTravail> travaux(acces::Environnement const& env) {
    return {{genre_pdf, [&env](storage::Travail& t) { return mettre_en_page(env, t); }}};
}

} // namespace metier::ecrits
