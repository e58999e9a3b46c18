#include <algorithm>
#include <array>

#include "base/texte.hpp"
#include "metier/jeunes/index.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {
namespace {

/// Ce qu'on sait d'une personne, champ par champ, sous une forme commune au dossier et aux sources.
enum Rang {
    nom,
    nom_usage,
    prenom,
    autres_prenoms,
    sexe,
    naissance,
    commune_naissance,
    adresse,
    code_postal,
    commune,
    telephone,
    courriel,
    fin
};
using Champs = std::array<std::string, fin>;
constexpr std::array<std::string_view, fin> libelles{
    "Nom",     "Nom d’usage", "Prénom",  "Autres prénoms", "Sexe",    "Date de naissance", "Commune de naissance",
    "Adresse", "Code postal", "Commune", "Téléphone",      "Courriel"};
constexpr bool est_un_contact(int rang) { return rang >= adresse; }

struct IdentiteGardee {
    Id<Identite> id;
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenoms;
    Sexe sexe = Sexe::inconnu;
    std::optional<Date> naissance;
    std::string commune_naissance, adresse, code_postal, commune, telephone, courriel, empreinte;
};

std::string iso(std::optional<Date> d) { return d ? base::iso(*d) : std::string{}; }

/// « Camille, Rose, Léa » : le premier, puis les autres.
void placer_prenoms(Champs& c, std::vector<std::string> const& prenoms) {
    for (auto const& p : prenoms) {
        auto net = base::propre(p);
        if (net.empty())
            continue;
        if (c[prenom].empty())
            c[prenom] = net;
        else
            c[autres_prenoms] += (c[autres_prenoms].empty() ? "" : ", ") + net;
    }
}

Champs champs(Jeune const& j) {
    return {j.nom,
            j.nom_usage,
            j.prenom,
            j.autres_prenoms,
            std::string(code(j.sexe)),
            iso(j.naissance),
            j.commune_naissance,
            j.adresse,
            j.code_postal,
            j.commune,
            j.telephone,
            j.courriel};
}
Champs champs(IdentiteGardee const& i) {
    Champs c{i.nom,
             i.nom_usage,
             "",
             "",
             std::string(code(i.sexe)),
             iso(i.naissance),
             i.commune_naissance,
             i.adresse,
             i.code_postal,
             i.commune,
             i.telephone,
             i.courriel};
    placer_prenoms(c, base::decoupe(i.prenoms, ','));
    return c;
}
Champs champs(IdentiteLue const& i) {
    Champs c{base::propre(i.nom),
             base::propre(i.nom_usage),
             "",
             "",
             std::string(code(i.sexe)),
             iso(i.naissance),
             base::propre(i.commune_naissance),
             base::propre(i.adresse),
             i.code_postal,
             base::propre(i.commune),
             i.telephone,
             i.courriel};
    placer_prenoms(c, i.prenoms);
    return c;
}

std::string montre(int rang, std::string const& valeur) {
    if (rang == naissance && !valeur.empty())
        return base::affiche(*base::lire_date(valeur));
    if (rang == sexe && !valeur.empty())
        return std::string(libelle(*lire_code<Sexe>(valeur)));
    if (rang == telephone && !valeur.empty())
        return base::affiche_telephone(valeur);
    return valeur;
}

bool memes(int rang, std::string const& a, std::string const& b) {
    return rang == courriel ? base::minuscules(a) == base::minuscules(b) : base::normalise(a) == base::normalise(b);
}

/// Ce que devient le dossier quand une source parle. Le vide ne remplace rien ; un champ suit la source qui l'a donné ;
/// pour joindre quelqu'un, le dernier mot reçu l'emporte ; un dossier vérifié ne bouge pas.
struct Effet {
    Champs apres;
    std::vector<Changement> changements;
    bool touche = false;
};
Effet effet(Champs const& dossier, bool verifie, std::optional<Champs> const& avant, Champs const& dit) {
    Effet e{dossier, {}, false};
    for (int r = 0; r < fin; ++r) {
        if (dit[r].empty() || dit[r] == dossier[r])
            continue;
        bool nouveau_dit = !avant || (*avant)[r] != dit[r];
        bool suit = !verifie &&
                    (dossier[r].empty() || (avant && (*avant)[r] == dossier[r]) || (est_un_contact(r) && nouveau_dit));
        if (suit) {
            e.apres[r] = dit[r];
            e.touche = true;
        } else if (!nouveau_dit || memes(r, dit[r], dossier[r])) {
            continue;
        }
        e.changements.push_back({std::string(libelles[r]), montre(r, dossier[r]), montre(r, dit[r]), !suit});
    }
    return e;
}

std::optional<IdentiteGardee> gardee(Reader& db, Id<Source> source, std::string_view cle) {
    return db.maybe<IdentiteGardee>(
        "select id, jeune_id, nom, nom_usage, prenoms, sexe, naissance, commune_naissance, adresse, code_postal, "
        "commune, "
        "telephone, courriel, empreinte from identite where source_id = ? and cle_source = ?",
        source, cle);
}

std::string prenoms_joints(Champs const& c) {
    return c[autres_prenoms].empty() ? c[prenom] : c[prenom] + ", " + c[autres_prenoms];
}

std::optional<Date> date(std::string const& iso) { return base::lire_date(iso); }
bool presumee(std::string const& iso) { return iso.ends_with("-01-01") || iso.ends_with("-12-31"); }

void ecrire_identite(Writer& db, Id<Jeune> jeune, Id<Source> source, std::string_view cle, Champs const& c,
                     std::string const& empreinte, Instant maintenant) {
    db.run("insert into identite (jeune_id, source_id, cle_source, nom, nom_usage, prenoms, sexe, naissance, "
           "commune_naissance, adresse, code_postal, "
           "commune, telephone, courriel, empreinte, vue_le) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
           "on conflict (source_id, cle_source) do update set jeune_id = excluded.jeune_id, nom = excluded.nom, "
           "nom_usage = excluded.nom_usage, "
           "prenoms = excluded.prenoms, sexe = excluded.sexe, naissance = excluded.naissance, commune_naissance = "
           "excluded.commune_naissance, "
           "adresse = excluded.adresse, code_postal = excluded.code_postal, commune = excluded.commune, telephone = "
           "excluded.telephone, "
           "courriel = excluded.courriel, empreinte = excluded.empreinte, vue_le = excluded.vue_le",
           jeune, source, cle, c[nom], c[nom_usage], prenoms_joints(c), c[sexe], date(c[naissance]),
           c[commune_naissance], c[adresse], c[code_postal], c[commune], c[telephone], c[courriel], empreinte,
           maintenant);
}

/// Un INE s'ajoute, ne se retire jamais.
void ajouter_ine(Writer& db, base::Coffre const& coffre, Id<Jeune> jeune, std::vector<base::Ine> const& liste,
                 Instant maintenant) {
    for (auto const& ine : liste)
        db.run("insert into identifiant (jeune_id, genre, chiffre, empreinte, vu_le) values (?, ?, ?, ?, ?) on "
               "conflict (jeune_id, empreinte) do nothing",
               jeune, genre_d_ine(ine), coffre.chiffrer(ine.texte()), coffre.empreinte(ine.texte()), maintenant);
}

void ecrire_dossier(Writer& db, Id<Jeune> jeune, Champs const& c) {
    db.run("update jeune set nom = ?, nom_usage = ?, prenom = ?, autres_prenoms = ?, sexe = ?, naissance = ?, "
           "naissance_presumee = ?, commune_naissance = ?, "
           "adresse = ?, code_postal = ?, commune = ?, telephone = ?, courriel = ?, cle_tri = ?, version = version + 1 "
           "where id = ?",
           c[nom], c[nom_usage], c[prenom], c[autres_prenoms], c[sexe], date(c[naissance]), presumee(c[naissance]),
           c[commune_naissance], c[adresse], c[code_postal], c[commune], c[telephone], c[courriel],
           base::cle_de_tri(c[nom] + " " + c[prenom]), jeune);
}

} // namespace

std::string empreinte_d_identite(base::Coffre const& coffre, IdentiteLue const& i) {
    std::string tout;
    for (auto const& champ : champs(i))
        tout += champ + '\x1f';
    auto ine = i.ine;
    std::ranges::sort(ine);
    for (auto const& numero : ine)
        tout += numero.texte() + '\x1f';
    return coffre.empreinte(tout);
}

std::string_view genre_d_ine(base::Ine const& ine) {
    switch (ine.forme()) {
    case base::FormeIne::bea: return "ine_bea";
    case base::FormeIne::rnie: return "ine_rnie";
    case base::FormeIne::ina: return "ine_ina";
    case base::FormeIne::autre: return "ine_autre";
    }
    return "ine_autre";
}

Id<Source> source(Writer& db, std::string_view code_, std::string_view nom_, GenreSource genre) {
    if (auto connue = source(static_cast<Reader&>(db), code_))
        return *connue;
    return db.one<Id<Source>>("insert into source (code, nom, genre) values (?, ?, ?) on conflict (code) do update set "
                              "code = excluded.code returning id",
                              code_, nom_, genre);
}

std::optional<Id<Source>> source(Reader& db, std::string_view code_) {
    return db.maybe<Id<Source>>("select id from source where code = ?", code_);
}

std::optional<Id<Jeune>> connu_de(Reader& db, Id<Source> source, std::string_view cle_source) {
    auto id =
        db.maybe<Id<Jeune>>("select jeune_id from identite where source_id = ? and cle_source = ?", source, cle_source);
    return id ? std::optional{resoudre(db, *id)} : std::nullopt;
}

Id<Jeune> creer(Writer& db, base::Coffre const& coffre, Instant maintenant, Id<Source> source,
                std::string_view cle_source, IdentiteLue const& identite, std::optional<Id<Territoire>> bassin) {
    auto c = champs(identite);
    auto id = db.one<Id<Jeune>>(
        "insert into jeune (nom, prenom, bassin_id, cree_le, cle_tri) values (?, ?, ?, ?, '') returning id", c[nom],
        c[prenom], bassin, maintenant);
    ecrire_dossier(db, id, c);
    ecrire_identite(db, id, source, cle_source, c, empreinte_d_identite(coffre, identite), maintenant);
    ajouter_ine(db, coffre, id, identite.ine, maintenant);
    indexer(db, id);
    return id;
}

Apport rattacher(Writer& db, base::Coffre const& coffre, Instant maintenant, Id<Jeune> jeune, Id<Source> source,
                 std::string_view cle_source, IdentiteLue const& identite) {
    auto dit = champs(identite);
    auto marque = empreinte_d_identite(coffre, identite);
    auto avant = gardee(db, source, cle_source);
    if (avant && avant->jeune == jeune && avant->empreinte == marque)
        return Apport::identique;
    auto dossier = trouver_sans_portee(db, jeune);
    ensure(dossier.has_value(), "une identité se rattache à un dossier qui existe");
    auto e = effet(champs(*dossier), dossier->verifiee_le.has_value(),
                   avant && avant->jeune == jeune ? std::optional{champs(*avant)} : std::nullopt, dit);
    ecrire_identite(db, jeune, source, cle_source, dit, marque, maintenant);
    ajouter_ine(db, coffre, jeune, identite.ine, maintenant);
    if (e.touche)
        ecrire_dossier(db, jeune, e.apres);
    indexer(db, jeune);
    if (avant && avant->jeune != jeune)
        indexer(db, avant->jeune);
    return avant ? Apport::mise_a_jour : Apport::nouvelle;
}

Prevision apport_prevu(Reader& db, base::Coffre const& coffre, Id<Jeune> jeune, Id<Source> source,
                       std::string_view cle_source, IdentiteLue const& identite) {
    auto dit = champs(identite);
    auto avant = gardee(db, source, cle_source);
    if (avant && avant->jeune == jeune && avant->empreinte == empreinte_d_identite(coffre, identite))
        return {};
    auto dossier = trouver_sans_portee(db, jeune);
    ensure(dossier.has_value(), "une identité se prévoit sur un dossier qui existe");
    auto e = effet(champs(*dossier), dossier->verifiee_le.has_value(),
                   avant && avant->jeune == jeune ? std::optional{champs(*avant)} : std::nullopt, dit);
    Prevision p{avant ? Apport::mise_a_jour : Apport::nouvelle, std::move(e.changements)};
    auto connus = db.all<std::string>("select empreinte from identifiant where jeune_id = ?", jeune);
    for (auto const& ine : identite.ine)
        if (std::ranges::find(connus, coffre.empreinte(ine.texte())) == connus.end())
            p.changements.push_back({"INE", "", ine.masque(), false});
    return p;
}

std::vector<Proposition> propositions(Reader& db, Id<Jeune> jeune) {
    struct Ligne {
        Id<Identite> id;
        Id<Jeune> jeune;
        std::string nom, nom_usage, prenoms;
        Sexe sexe = Sexe::inconnu;
        std::optional<Date> naissance;
        std::string commune_naissance, adresse, code_postal, commune, telephone, courriel, empreinte, source;
        Instant vue_le{};
    };
    auto dossier = trouver_sans_portee(db, jeune);
    if (!dossier)
        return {};
    auto notre = champs(*dossier);
    std::vector<Proposition> liste;
    for (auto const& l :
         db.all<Ligne>("select i.id, i.jeune_id, i.nom, i.nom_usage, i.prenoms, i.sexe, i.naissance, "
                       "i.commune_naissance, i.adresse, "
                       "i.code_postal, i.commune, i.telephone, i.courriel, i.empreinte, s.nom, i.vue_le "
                       "from identite i join source s on s.id = i.source_id where i.jeune_id = ? order by i.vue_le "
                       "desc, i.id desc",
                       jeune)) {
        auto dit = champs(IdentiteGardee{l.id, l.jeune, l.nom, l.nom_usage, l.prenoms, l.sexe, l.naissance,
                                         l.commune_naissance, l.adresse, l.code_postal, l.commune, l.telephone,
                                         l.courriel, l.empreinte});
        for (int r = 0; r < fin; ++r)
            if (!dit[r].empty() && !memes(r, dit[r], notre[r]))
                liste.push_back(
                    {l.id, l.source, std::string(libelles[r]), montre(r, notre[r]), montre(r, dit[r]), l.vue_le});
    }
    return liste;
}

} // namespace metier::jeunes
