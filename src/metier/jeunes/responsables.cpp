#include <algorithm>

#include "base/texte.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {
namespace {

struct Garde {
    Id<Responsable_> id;
    std::optional<Id<Source>> source;
    Responsable personne;
};

std::vector<Garde> gardes(Reader& db, Id<Jeune> jeune) {
    struct Ligne {
        Id<Responsable_> id;
        std::optional<Id<Source>> source;
        std::string lien;
        NiveauResponsable niveau = NiveauResponsable::contact;
        std::string civilite, nom, prenom, telephone, telephone2, courriel, adresse, code_postal, commune;
        bool accepte_sms = false, contact_autorise = true;
        std::string langue, cle_source;
    };
    std::vector<Garde> liste;
    db.each<Ligne>(
        "select id, source_id, lien, niveau, civilite, nom, prenom, telephone, telephone2, courriel, adresse, "
        "code_postal, commune, "
        "accepte_sms, contact_autorise, langue, cle_source from responsable where jeune_id = ? order by id",
        [&](Ligne&& l) {
            liste.push_back(
                {l.id,
                 l.source,
                 {l.lien, l.niveau, l.civilite, l.nom, l.prenom, l.telephone, l.telephone2, l.courriel, l.adresse,
                  l.code_postal, l.commune, l.accepte_sms, l.contact_autorise, l.langue, l.cle_source}});
        },
        jeune);
    return liste;
}

bool meme_personne(Responsable const& a, Responsable const& b) {
    if (!a.cle_source.empty() && a.cle_source == b.cle_source)
        return true;
    return base::normalise(a.nom) == base::normalise(b.nom) && base::normalise(a.prenom) == base::normalise(b.prenom);
}

/// Ce que devient un responsable quand sa source parle : le vide ne remplace rien, un contact fermé le reste (C-25).
Responsable suite(Responsable g, Responsable const& dit) {
    for (auto champ :
         {&Responsable::lien, &Responsable::civilite, &Responsable::nom, &Responsable::prenom, &Responsable::telephone,
          &Responsable::telephone2, &Responsable::courriel, &Responsable::adresse, &Responsable::code_postal,
          &Responsable::commune, &Responsable::langue, &Responsable::cle_source})
        if (!(dit.*champ).empty())
            g.*champ = dit.*champ;
    g.niveau = dit.niveau;
    g.accepte_sms = dit.accepte_sms;
    g.contact_autorise = g.contact_autorise && dit.contact_autorise;
    return g;
}

std::string nom_complet(Responsable const& r) { return r.prenom.empty() ? r.nom : r.prenom + " " + r.nom; }

void differences(Responsable const& a, Responsable const& b, std::vector<Changement>& liste) {
    auto noter = [&](std::string champ, std::string const& avant, std::string const& apres) {
        if (avant != apres)
            liste.push_back({champ + " de " + nom_complet(b), avant, apres});
    };
    noter("Lien", a.lien, b.lien);
    noter("Place", std::string(libelle(a.niveau)), std::string(libelle(b.niveau)));
    noter("Civilité", a.civilite, b.civilite);
    noter("Nom", a.nom, b.nom);
    noter("Prénom", a.prenom, b.prenom);
    noter("Téléphone", a.telephone, b.telephone);
    noter("Second téléphone", a.telephone2, b.telephone2);
    noter("Courriel", a.courriel, b.courriel);
    noter("Adresse", a.adresse, b.adresse);
    noter("Code postal", a.code_postal, b.code_postal);
    noter("Commune", a.commune, b.commune);
    noter("Langue", a.langue, b.langue);
    noter("Numéro chez la source", a.cle_source, b.cle_source);
    noter("SMS", a.accepte_sms ? "accepté" : "non accepté", b.accepte_sms ? "accepté" : "non accepté");
    noter("Contact", a.contact_autorise ? "autorisé" : "à ne plus joindre",
          b.contact_autorise ? "autorisé" : "à ne plus joindre");
}

/// Ce qu'il y a à faire pour que la base dise ce que dit la source.
struct Plan {
    std::vector<std::pair<Id<Responsable_>, Responsable>> a_modifier;
    std::vector<Responsable> a_ajouter;
    std::vector<Id<Responsable_>> a_retirer;
    std::vector<Changement> changements;
};

Plan prevoir(Reader& db, Id<Jeune> jeune, Id<Source> source, std::vector<Responsable> const& dits) {
    Plan plan;
    auto presents = gardes(db, jeune);
    std::vector<Id<Responsable_>> vus;
    for (auto const& dit : dits) {
        auto g = std::ranges::find_if(presents, [&](Garde const& p) {
            return (!p.source || *p.source == source) && meme_personne(p.personne, dit) &&
                   std::ranges::find(vus, p.id) == vus.end();
        });
        if (g == presents.end()) {
            plan.a_ajouter.push_back(dit);
            plan.changements.push_back({"Responsable", "", nom_complet(dit)});
            continue;
        }
        vus.push_back(g->id);
        if (!g->source) // corrigé par un agent : une importation n'y touche plus
            continue;
        auto apres = suite(g->personne, dit);
        auto avant = plan.changements.size();
        differences(g->personne, apres, plan.changements);
        if (plan.changements.size() != avant)
            plan.a_modifier.emplace_back(g->id, apres);
    }
    for (auto const& p : presents)
        if (p.source == source && std::ranges::find(vus, p.id) == vus.end() && p.personne.contact_autorise) {
            plan.a_retirer.push_back(p.id);
            plan.changements.push_back({"Responsable", nom_complet(p.personne), ""});
        }
    return plan;
}

} // namespace

Prevision responsables_prevus(Reader& db, Id<Jeune> jeune, Id<Source> source, std::vector<Responsable> const& dits) {
    auto plan = prevoir(db, jeune, source, dits);
    if (plan.changements.empty())
        return {};
    bool tout_nouveau = plan.a_modifier.empty() && plan.a_retirer.empty();
    return {tout_nouveau ? Apport::nouvelle : Apport::mise_a_jour, std::move(plan.changements)};
}

bool remplacer_responsables(Writer& db, Id<Jeune> jeune, Id<Source> source, std::vector<Responsable> const& dits) {
    auto plan = prevoir(db, jeune, source, dits);
    for (auto const& r : plan.a_ajouter)
        db.run("insert into responsable (jeune_id, lien, niveau, civilite, nom, prenom, telephone, telephone2, "
               "courriel, adresse, code_postal, commune, "
               "accepte_sms, contact_autorise, langue, source_id, cle_source) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
               "?, ?, ?, ?, ?, ?)",
               jeune, r.lien, r.niveau, r.civilite, r.nom, r.prenom, r.telephone, r.telephone2, r.courriel, r.adresse,
               r.code_postal, r.commune, r.accepte_sms, r.contact_autorise, r.langue, source, r.cle_source);
    for (auto const& [id, r] : plan.a_modifier)
        db.run("update responsable set lien = ?, niveau = ?, civilite = ?, nom = ?, prenom = ?, telephone = ?, "
               "telephone2 = ?, courriel = ?, adresse = ?, "
               "code_postal = ?, commune = ?, accepte_sms = ?, contact_autorise = ?, langue = ?, cle_source = ?, "
               "version = version + 1 where id = ?",
               r.lien, r.niveau, r.civilite, r.nom, r.prenom, r.telephone, r.telephone2, r.courriel, r.adresse,
               r.code_postal, r.commune, r.accepte_sms, r.contact_autorise, r.langue, r.cle_source, id);
    for (auto id : plan.a_retirer)
        db.run("delete from responsable where id = ?", id);
    return !plan.changements.empty();
}

std::vector<ResponsableVu> responsables(Reader& db, Id<Jeune> jeune) {
    struct Ligne {
        Id<Responsable_> id;
        std::string lien;
        NiveauResponsable niveau = NiveauResponsable::contact;
        std::string civilite, nom, prenom, telephone, telephone2, courriel, adresse, code_postal, commune;
        bool accepte_sms = false, contact_autorise = true;
        std::string langue, cle_source, source;
        std::int64_t version = 1;
    };
    std::vector<ResponsableVu> liste;
    db.each<Ligne>(
        "select r.id, r.lien, r.niveau, r.civilite, r.nom, r.prenom, r.telephone, r.telephone2, r.courriel, r.adresse, "
        "r.code_postal, r.commune, "
        "r.accepte_sms, r.contact_autorise, r.langue, r.cle_source, coalesce(s.nom, ''), r.version from responsable r "
        "left join source s on s.id = r.source_id where r.jeune_id = ? "
        "order by case r.niveau when 'representant_legal' then 0 when 'en_charge' then 1 else 2 end, r.id",
        [&](Ligne&& l) {
            liste.push_back(
                {l.id,
                 {l.lien, l.niveau, l.civilite, l.nom, l.prenom, l.telephone, l.telephone2, l.courriel, l.adresse,
                  l.code_postal, l.commune, l.accepte_sms, l.contact_autorise, l.langue, l.cle_source},
                 l.source,
                 l.version});
        },
        jeune);
    return liste;
}

} // namespace metier::jeunes
