#include "metier/demonstration/peuplement_base.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/texte.hpp"
#include "metier/demonstration/population/erreurs.hpp"
#include "metier/demonstration/population/hasard.hpp"
#include "metier/jeunes/remplissage.hpp"

namespace metier::demonstration {
namespace {

/// Une année nouvelle vue par une autre source (CFA, autre lycée) arrive une fois sur tant avec des fautes, sous un
/// autre dossier : c'est ce que le rapprochement devra retrouver.
/// Part des inscrits ailleurs, ou en apprentissage, dont la liste de cette année manque.
constexpr double part_pas_vue = 0.5;
constexpr std::uint32_t un_double_sur = 9;

jeunes::Sexe sexe(Sexe s) { return s == Sexe::feminin ? jeunes::Sexe::feminin : jeunes::Sexe::masculin; }

std::string lien(Parente p) {
    switch (p) {
    case Parente::mere: return "mere";
    case Parente::pere: return "pere";
    case Parente::ascendant: return "ascendant";
    case Parente::tuteur: return "tuteur";
    }
    return "autre";
}

std::string motif(std::optional<MotifSortie> m) {
    if (!m)
        return {};
    switch (*m) {
    case MotifSortie::fin_de_cursus: return "Fin de cursus";
    case MotifSortie::changement_etablissement: return "Changement d’établissement";
    case MotifSortie::apprentissage: return "Apprentissage";
    case MotifSortie::demenagement: return "Déménagement";
    case MotifSortie::demission: return "Démission";
    case MotifSortie::non_reinscrit: return "Non réinscrit";
    }
    return {};
}

class Peupleur {
public:
    Peupleur(storage::Writer& db, acces::Environnement& env, Academie const& academie, Decor const& decor)
        : db_{db}, env_{env}, academie_{academie}, decor_{decor},
          remplissage_{db, env.coffre, env.horloge.instant()}, annee_{academie.options().annee},
          sources_(academie.territoire().etablissements.size()) {}

    void ajouter(std::uint32_t rang) {
        auto p = academie_.personne(rang);
        if (p.inscriptions.empty())
            return;
        bool double_ = rang % un_double_sur == 0 && vu_ailleurs(p);
        // La liste qui le dirait n'est pas arrivée : il sera présumé sorti, et retrouvé en vérifiant.
        bool pas_vu =
            double_ || (vu_ailleurs(p) && Hasard{academie_.options().graine, 5021, rang}.chance(part_pas_vue));
        auto principale = personne(p, identite(p), [&](Inscription const& i) { return !pas_vu || i.annee != annee_; });
        auto id = remplissage_.ajouter(principale);
        ++peuple_.jeunes;
        if (double_) {
            remplissage_.ajouter(seconde(p));
            ++peuple_.jeunes;
            ++peuple_.doubles;
        }
        bool seize_ans = base::age(p.naissance, academie_.options().aujourd_hui) >= 16;
        if (seize_ans && passe_l_an_dernier(p) && (pas_vu || !present(p)))
            peuple_.a_chercher.push_back({id, rang, p.inscriptions.back().etablissement});
        else if (base::age(p.naissance, academie_.options().aujourd_hui) >= 15 && present(p) &&
                 Hasard{academie_.options().graine, 5003, rang}.chance(part_en_prevention()))
            peuple_.en_prevention.push_back({id, rang, p.inscriptions.back().etablissement});
    }
    Peuple terminer() {
        remplissage_.terminer();
        return std::move(peuple_);
    }

private:
    /// Une académie suit 30 000 jeunes ; un bassin montré en exemple, quelques dizaines de plus que ses décrocheurs.
    double part_en_prevention() const { return academie_.options().taille == Taille::academie ? 0.147 : 0.004; }
    bool passe_l_an_dernier(Personne const& p) const {
        return std::ranges::any_of(p.inscriptions, [&](auto const& i) { return i.annee == annee_.precedente(); });
    }
    bool present(Personne const& p) const {
        return std::ranges::any_of(p.inscriptions, [&](auto const& i) { return i.annee == annee_ && !i.au; });
    }
    bool vu_ailleurs(Personne const& p) const {
        return p.situation == Situation::apprenti || p.situation == Situation::inscrit_ailleurs;
    }
    Id<jeunes::Source> source_de(std::size_t etablissement) {
        auto& s = sources_[etablissement];
        if (!s.valeur) {
            auto const& e = academie_.territoire().etablissements[etablissement];
            bool cfa = e.type == Type::cfa;
            s = jeunes::source(db_, (cfa ? "cfa:" : "siecle:") + e.uai, (cfa ? "CFA, " : "SIECLE, ") + e.nom,
                               cfa ? jeunes::GenreSource::cfa : jeunes::GenreSource::siecle);
        }
        return s;
    }
    static std::string cle(Inscription const& i) {
        return std::to_string(i.annee.debut) + "/" + std::to_string(i.numero);
    }
    /// Comme à l'importation : le numéro d'élève quand la source en a un, sinon l'empreinte de l'identité.
    std::string cle_chez(Id<jeunes::Source> source, Inscription const& i, jeunes::IdentiteLue const& lue) {
        bool sans_numero = academie_.territoire().etablissements[i.etablissement].type == Type::cfa;
        auto c = sans_numero ? jeunes::cle_par_defaut(lue) : cle(i);
        for (int homonyme = 2;
             !cles_.insert(melange(demonstration::cle(c)) ^ static_cast<std::uint64_t>(source.valeur)).second;
             ++homonyme)
            c += "#" + std::to_string(homonyme);
        return c;
    }

    jeunes::IdentiteLue identite(Personne const& p) const {
        jeunes::IdentiteLue lue{.nom = p.nom_famille,
                                .nom_usage = p.nom_usage,
                                .prenoms = p.prenoms,
                                .sexe = sexe(p.sexe),
                                .naissance = p.naissance,
                                .commune_naissance =
                                    p.insee_naissance.empty() ? p.commune_naissance : p.insee_naissance,
                                .adresse = p.adresse.ligne,
                                .code_postal = p.adresse.code_postal,
                                .commune = p.adresse.commune,
                                .telephone = p.telephone,
                                .courriel = p.courriel};
        if (auto ine = base::Ine::lire(p.ine))
            lue.ine.push_back(*ine);
        return lue;
    }
    template <class Garder>
    jeunes::PersonneARemplir personne(Personne const& p, jeunes::IdentiteLue lue, Garder garder) {
        jeunes::PersonneARemplir r;
        r.identite = std::move(lue);
        for (auto const& i : p.inscriptions)
            if (garder(i))
                r.inscriptions.push_back(inscription(i));
        auto const& derniere = derniere_gardee(p, garder);
        r.source = source_de(derniere.etablissement);
        r.cle_source = cle_chez(r.source, derniere, r.identite);
        r.bassin = decor_.bassins[academie_.territoire().etablissements[derniere.etablissement].bassin];
        for (auto const& d : p.diplomes)
            r.diplomes.push_back(diplome(p, d));
        for (auto const& x : p.responsables)
            r.responsables.push_back({.lien = lien(x.parente),
                                      .niveau = x.niveau == 1   ? jeunes::NiveauResponsable::representant_legal
                                                : x.niveau == 2 ? jeunes::NiveauResponsable::en_charge
                                                                : jeunes::NiveauResponsable::contact,
                                      .nom = x.nom_usage.empty() ? x.nom_famille : x.nom_usage,
                                      .prenom = x.prenom,
                                      .telephone = x.telephone,
                                      .courriel = x.courriel,
                                      .adresse = x.adresse.ligne,
                                      .code_postal = x.adresse.code_postal,
                                      .commune = x.adresse.commune,
                                      .cle_source = base::normalise(x.nom_famille) + "/" + base::normalise(x.prenom) +
                                                    "/" + lien(x.parente)});
        return r;
    }
    template <class Garder>
    static Inscription const& derniere_gardee(Personne const& p, Garder garder) {
        for (auto i = p.inscriptions.rbegin(); i != p.inscriptions.rend(); ++i)
            if (garder(*i))
                return *i;
        return p.inscriptions.back();
    }
    /// La même personne, telle que l'autre source l'écrit.
    jeunes::PersonneARemplir seconde(Personne const& p) {
        Hasard hasard{academie_.options().graine * 7919 + p.id};
        auto vue = voir(academie_.territoire(), p,
                        p.situation == Situation::apprenti ? demonstration::Source::cfa : demonstration::Source::siecle,
                        4.0, hasard);
        jeunes::IdentiteLue lue{.nom = vue.nom,
                                .nom_usage = vue.nom_usage,
                                .prenoms = vue.prenoms,
                                .sexe = vue.sexe ? sexe(*vue.sexe) : jeunes::Sexe::inconnu,
                                .naissance = vue.naissance,
                                .commune_naissance = p.insee_naissance,
                                .adresse = vue.adresse.ligne,
                                .code_postal = vue.adresse.code_postal,
                                .commune = vue.adresse.commune,
                                .telephone = vue.telephone,
                                .courriel = vue.courriel};
        auto r = personne(p, std::move(lue), [&](Inscription const& i) { return i.annee == annee_; });
        r.diplomes.clear();
        r.responsables.clear();
        return r;
    }
    jeunes::Inscription inscription(Inscription const& i) {
        auto const& t = academie_.territoire();
        auto const& f = t.formations[i.formation];
        return {.jeune = {},
                .etablissement = decor_.etablissements[i.etablissement],
                .structure = "",
                .annee = i.annee,
                .du = i.du,
                .au = i.au,
                .motif_sortie = motif(i.motif),
                .statut = i.statut == Statut::apprenti ? jeunes::StatutInscription::apprenti
                                                       : jeunes::StatutInscription::scolaire,
                .mef = f.mef.substr(0, 10),
                .formation = f.libelle_long,
                .classe = i.classe,
                .regime = "",
                .sans_classe = i.classe.empty(),
                .source = source_de(i.etablissement),
                .cle_source = cle(i),
                .vue_le = env_.horloge.instant()};
    }
    jeunes::Diplome diplome(Personne const& p, Diplome const& d) const {
        auto const& f = academie_.territoire().formations[d.formation];
        bool general = f.mef.starts_with("202");
        auto genre = d.niveau == 0 ? (d.intitule.find("CFG") != std::string::npos ? jeunes::GenreDiplome::cfg
                                                                                  : jeunes::GenreDiplome::dnb)
                     : general     ? jeunes::GenreDiplome::bac_general
                     : f.mef.starts_with("212") ? jeunes::GenreDiplome::bac_techno
                                                : jeunes::GenreDiplome::professionnel;
        return {.libelle = d.intitule,
                .niveau = d.niveau ? std::optional{d.niveau} : std::nullopt,
                .genre = genre,
                .du_cursus = p.diplome_du_cursus && &d == &p.diplomes.back(),
                .obtenu_le = d.obtenu_le};
    }

    storage::Writer& db_;
    acces::Environnement& env_;
    Academie const& academie_;
    Decor const& decor_;
    jeunes::Remplissage remplissage_;
    base::AnneeScolaire annee_;
    std::vector<Id<jeunes::Source>> sources_;
    std::unordered_set<std::uint64_t> cles_;
    Peuple peuple_;
};

} // namespace

Peuple peupler_la_base(acces::Environnement& env, Academie const& academie, Decor const& decor,
                       Progression const& progression) {
    storage::Transaction tx{env.base};
    Peupleur peupleur{tx.writer(), env, academie, decor};
    auto total = static_cast<std::int64_t>(academie.nombre());
    for (std::int64_t rang = 0; rang < total; ++rang) {
        if (rang % 5000 == 0)
            progression("Jeunes", rang, total);
        peupleur.ajouter(static_cast<std::uint32_t>(rang));
    }
    progression("Index de recherche", total, total);
    auto peuple = peupleur.terminer();
    tx.commit();
    return peuple;
}

} // namespace metier::demonstration
