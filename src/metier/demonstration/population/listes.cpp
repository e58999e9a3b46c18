#include "metier/demonstration/population/listes.hpp"

#include <algorithm>

#include "metier/demonstration/population/erreurs.hpp"
#include "metier/demonstration/population/sortie.hpp"

namespace metier::demonstration {
namespace {

/// Inscription de l'année N-1 la plus récente, ou de l'année N pour qui n'est arrivé qu'alors.
Inscription const* derniere_quittee(Personne const& p, base::AnneeScolaire n) {
    Inscription const* trouvee = nullptr;
    for (auto const& i : p.inscriptions)
        if (i.annee == n.precedente() || (i.annee == n && i.motif))
            trouvee = &i;
    return trouvee;
}

class Listes {
public:
    Listes(Academie const& a, std::filesystem::path const& dossier, OptionsFichiers const& options,
           FichiersEcrits& ecrits, std::string& verite)
        : a_{a}, t_{a.territoire()}, options_{options}, ecrits_{ecrits}, verite_{verite},
          siei_{dossier / "siei/liste.csv", Encodage::utf8}, voeux_{dossier / "affelnet/voeux.csv", Encodage::utf8},
          sans_{dossier / "affelnet/sans_affectation.csv", Encodage::utf8}, personnes_{dossier / "verite/personnes.csv",
                                                                                       Encodage::utf8} {
        for (auto const& bassin : t_.bassins) {
            noms_ml_.push_back("missions_locales/" + bassin.code + ".csv");
            missions_.emplace_back(dossier / noms_ml_.back(), Encodage::iso_8859_15);
            missions_.back() << "NOM;PRENOM;DATE DE NAISSANCE;SEXE;ADRESSE;CODE POSTAL;COMMUNE;TELEPHONE;MEL;DATE 1ER "
                                "ACCUEIL;SITUATION\n";
        }
        lignes_ml_.resize(missions_.size(), 1);
        for (std::uint32_t e = 0; e < t_.etablissements.size(); ++e)
            if (auto const& etab = t_.etablissements[e];
                etab.type != Type::college && etab.type != Type::cfa && !etab.formations.empty())
                lycees_.push_back(e);
    }

    void tout() {
        voeux_ << "\"Académie possédant le dossier élève\";\"INE\";\"Nom de l'élève\";\"Prénom 1\";\"Prénom "
                  "2\";\"Prénom 3\";"
                  "\"Code postal\";\"VILLE\";\"PAYS\";\"Téléphone responsable 1\";\"Mail responsable 1\";"
                  "\"Libellé formation origine de l'élève\";\"Code UAI étab. origine\";\"Libellé étab. "
                  "origine\";\"Rang du vœu\";"
                  "\"Code MEF\";\"Libellé formation\";\"Code UAI étab. Accueil\";\"Libellé établissement Accueil\"\n";
        sans_ << "Nom;Prénom;INE;Né(e) le;UAI d'origine;Établissement d'origine;Formation d'origine;Décision\n";
        personnes_ << "id;foyer;nom_famille;nom_usage;prenoms;sexe;naissance;ine;situation;depuis;diplome_du_cursus\n";
        a_.pour_chacune([&](Personne const& p) { une(p); });
        siei();
        for (auto const& s : missions_)
            compter(s);
        for (auto const* s : {&siei_, &voeux_, &sans_, &personnes_})
            compter(*s);
    }

private:
    void compter(Sortie const& s) {
        ++ecrits_.fichiers;
        ecrits_.octets += s.octets();
    }
    void noter(std::string_view fichier, std::size_t ligne, std::uint32_t id) {
        verite_.append(fichier)
            .append(";")
            .append(std::to_string(ligne))
            .append(";")
            .append(std::to_string(id))
            .append("\n");
        ++ecrits_.lignes;
    }
    Hasard hasard(std::uint64_t liste, std::uint32_t id) const { return Hasard{a_.options().graine, 0x115, liste, id}; }

    void une(Personne const& p) {
        verite(p);
        trier(p);
        affelnet(p);
        mission_locale(p);
    }

    void verite(Personne const& p) {
        std::string prenoms;
        for (auto const& prenom : p.prenoms)
            prenoms.append(prenoms.empty() ? "" : " ").append(prenom);
        personnes_ << p.id << ";" << p.foyer << ";" << p.nom_famille << ";" << p.nom_usage << ";" << prenoms << ";"
                   << (p.sexe == Sexe::feminin ? "F" : "M") << ";" << base::iso(p.naissance) << ";" << p.ine << ";"
                   << code(p.situation) << ";" << base::iso(p.situation_depuis) << ";"
                   << (p.diplome_du_cursus ? "1" : "0") << "\n";
    }

    /// Candidats à la liste SIEI : partis de leur établissement de l'an passé, vrais et faux décrocheurs.
    void trier(Personne const& p) {
        auto const* quittee = derniere_quittee(p, a_.options().annee);
        if (!quittee || p.situation == Situation::inscrit_ici)
            return;
        auto const age = base::age(p.naissance, a_.options().aujourd_hui);
        bool const faux = est_faux_decrocheur(p.situation, p.diplome_du_cursus);
        if (age == 15 && faux)
            trop_jeunes_.push_back(p.id);
        else if (age >= 16 && faux)
            faux_.push_back(p.id);
        else if (age >= 16 && hasard(1, p.id).chance(0.94))
            vrais_.push_back(p.id);
    }

    /// Deux tiers de faux, 3 % de moins de 16 ans parmi eux.
    void siei() {
        siei_ << "Nom;Prénom;Né(e) le;Sexe;INE;Adresse;CP;Commune;Téléphone;Dernier établissement;UAI;Formation suivie;"
                 "Date de sortie;Représentant légal;Tél. représentant\n";
        auto const faux = 2 * vrais_.size(), jeunes = faux / 33;
        auto lignes = vrais_;
        ajouter(lignes, trop_jeunes_, jeunes, 2);
        ecrits_.siei_moins_de_16_ans = lignes.size() - vrais_.size();
        ajouter(lignes, faux_, faux - ecrits_.siei_moins_de_16_ans, 3);
        ecrits_.siei_faux = lignes.size() - vrais_.size();
        std::sort(lignes.begin(), lignes.end());
        for (auto id : lignes)
            ligne_siei(a_.personne(id));
        ecrits_.siei_lignes = lignes_siei_;
    }
    void ajouter(std::vector<std::uint32_t>& lignes, std::vector<std::uint32_t>& source, std::size_t combien,
                 std::uint64_t sel) {
        Hasard h{a_.options().graine, 0x51E1, sel};
        combien = std::min(combien, source.size());
        for (std::size_t i = 0; i < combien; ++i)
            std::swap(source[i], source[i + h.entier(static_cast<std::uint32_t>(source.size() - i))]);
        lignes.insert(lignes.end(), source.begin(), source.begin() + static_cast<std::ptrdiff_t>(combien));
    }
    void ligne_siei(Personne const& p) {
        auto h = hasard(4, p.id);
        auto v = voir(t_, p, Source::siei, options_.erreurs, h);
        if (h.chance(0.0005 * options_.erreurs) && !ine_d_avant_.empty())
            v.ine = ine_d_avant_; // recopié de la ligne du dessus
        ine_d_avant_ = v.ine;
        auto const& i = *derniere_quittee(p, a_.options().annee);
        auto const& etab = t_.etablissements[v.uai_frere ? frere(i.etablissement) : i.etablissement];
        auto const* r = p.responsables.empty() ? nullptr : &p.responsables.front();
        for (int fois = 0; fois < (v.doublon ? 2 : 1); ++fois) {
            noter("siei/liste.csv", ++lignes_siei_ + 1, p.id);
            if (v.decalee)
                siei_.cellule("");
            siei_.cellule(v.nom).cellule(v.prenoms.front()).cellule(base::affiche(v.naissance));
            siei_.cellule(!v.sexe ? "" : *v.sexe == Sexe::feminin ? "F" : "M").cellule(v.ine).cellule(v.adresse.ligne);
            siei_.cellule(v.adresse.code_postal)
                .cellule(v.adresse.commune)
                .cellule(sans_zero(v.telephone, v.zero_perdu));
            siei_.cellule(etab.nom)
                .cellule(sans_zero(etab.uai, v.zero_perdu))
                .cellule(t_.formations[i.formation].libelle_long);
            siei_.cellule(i.motif ? base::affiche(*i.au) : "").cellule(r ? r->nom_famille + " " + r->prenom : "");
            siei_.cellule(r ? r->telephone : "").fin();
        }
    }
    static std::string sans_zero(std::string const& texte, bool perdu) {
        return perdu && texte.starts_with('0') ? texte.substr(1) : texte;
    }
    /// Établissement voisin dans l'annuaire : cité scolaire, SEP.
    std::size_t frere(std::size_t e) const {
        return e + 1 < t_.etablissements.size() && t_.etablissements[e + 1].bassin == t_.etablissements[e].bassin
                   ? e + 1
                   : e;
    }

    /// Élèves de 3e de l'an passé : leurs vœux ; ceux qu'aucun établissement n'a pris.
    void affelnet(Personne const& p) {
        auto const n = a_.options().annee;
        Inscription const *avant = nullptr, *apres = nullptr;
        for (auto const& i : p.inscriptions) {
            if (i.annee == n.precedente() && !i.motif)
                avant = &i;
            if (i.annee == n && !apres)
                apres = &i;
        }
        if (!avant || t_.formations[avant->formation].age_theorique != 14)
            return;
        auto h = hasard(5, p.id);
        auto const v = voir(t_, p, Source::siecle, options_.erreurs, h);
        auto const nombre = 1 + h.entier(3), rang_du_bon = h.entier(nombre);
        for (std::uint32_t rang = 0; rang < nombre && !lycees_.empty(); ++rang) {
            bool const bon = rang == rang_du_bon && apres;
            auto const accueil =
                bon ? apres->etablissement : lycees_[h.entier(static_cast<std::uint32_t>(lycees_.size()))];
            voeu(p, v, *avant, rang + 1, accueil, bon ? apres->formation : entree(accueil, h));
        }
        bool const a_l_heure = apres && base::jours_entre(n.premier_jour(), apres->du) < 10;
        if (a_l_heure || p.situation == Situation::demenage)
            return;
        noter("affelnet/sans_affectation.csv", ++lignes_sans_ + 1, p.id);
        auto const& etab = t_.etablissements[avant->etablissement];
        sans_.cellule(v.nom)
            .cellule(v.prenoms.front())
            .cellule(v.ine)
            .cellule(base::affiche(v.naissance))
            .cellule(etab.uai);
        sans_.cellule(etab.nom).cellule(t_.formations[avant->formation].libelle_court);
        sans_.cellule(h.chance(0.7) ? "Refusé" : "Non classé").fin();
    }
    /// Une formation d'après la 3e parmi celles du lycée.
    std::size_t entree(std::size_t lycee, Hasard& h) const {
        std::vector<std::size_t> possibles;
        for (auto f : t_.etablissements[lycee].formations)
            if (t_.formations[f].age_theorique == 15)
                possibles.push_back(f);
        return possibles.empty() ? t_.etablissements[lycee].formations.front()
                                 : possibles[h.entier(static_cast<std::uint32_t>(possibles.size()))];
    }
    void voeu(Personne const& p, Vue const& v, Inscription const& avant, std::uint32_t rang, std::size_t accueil,
              std::size_t formation) {
        noter("affelnet/voeux.csv", ++lignes_voeux_ + 1, p.id);
        auto const& origine = t_.etablissements[avant.etablissement];
        auto const& f = t_.formations[formation];
        auto const prenom = [&](std::size_t i) { return i < v.prenoms.size() ? std::string_view{v.prenoms[i]} : "-"; };
        auto const vide = [](std::string_view texte) { return texte.empty() ? std::string_view{"-"} : texte; };
        auto const* r = p.responsables.empty() ? nullptr : &p.responsables.front();
        auto const rang_ecrit = std::to_string(rang);
        std::string_view const cases[] = {"Rennes",
                                          vide(v.ine),
                                          v.nom,
                                          prenom(0),
                                          prenom(1),
                                          prenom(2),
                                          v.adresse.code_postal,
                                          v.adresse.commune,
                                          "FRANCE",
                                          r ? vide(r->telephone) : "-",
                                          r ? vide(r->courriel) : "-",
                                          t_.formations[avant.formation].libelle_court,
                                          origine.uai,
                                          origine.nom,
                                          rang_ecrit,
                                          f.mef,
                                          f.libelle_long,
                                          t_.etablissements[accueil].uai,
                                          t_.etablissements[accueil].nom};
        for (auto texte : cases) {
            voeux_ << "\"";
            for (auto reste = texte; !reste.empty();) {
                auto const fin = std::min(reste.find('"'), reste.size());
                voeux_ << reste.substr(0, fin) << (fin < reste.size() ? "\"\"" : "");
                reste.remove_prefix(std::min(fin + 1, reste.size()));
            }
            voeux_ << "\";";
        }
        voeux_.fin();
    }

    static std::string_view dit(Situation s) {
        switch (s) {
        case Situation::mission_locale: return "EN ACCOMPAGNEMENT";
        case Situation::emploi: return "EN EMPLOI";
        case Situation::formation_continue: return "EN FORMATION";
        case Situation::service_civique: return "SERVICE CIVIQUE";
        case Situation::action_mlds: return "SUIVI MLDS";
        case Situation::sans_solution: return "DEMANDEUR D EMPLOI";
        case Situation::inscrit_ici:
        case Situation::inscrit_ailleurs:
        case Situation::apprenti:
        case Situation::demenage:
        case Situation::enseignement_superieur: return "";
        }
        return "";
    }
    void mission_locale(Personne const& p) {
        auto const situation = dit(p.situation);
        auto h = hasard(6, p.id);
        auto const part = p.situation == Situation::mission_locale ? 1.0 : situation.empty() ? 0.0 : 0.3;
        if (!h.chance(part) || p.inscriptions.empty())
            return;
        auto const bassin = t_.etablissements[p.inscriptions.back().etablissement].bassin;
        auto const v = voir(t_, p, Source::mission_locale, options_.erreurs, h);
        auto& s = missions_[bassin];
        for (int fois = 0; fois < (v.doublon ? 2 : 1); ++fois) {
            noter(noms_ml_[bassin], ++lignes_ml_[bassin], p.id);
            s.cellule(v.nom).cellule(v.prenoms.front()).cellule(base::affiche(v.naissance));
            s.cellule(!v.sexe ? "" : *v.sexe == Sexe::feminin ? "FEMME" : "HOMME").cellule(capitales(v.adresse.ligne));
            s.cellule(v.adresse.code_postal)
                .cellule(capitales(v.adresse.commune))
                .cellule(sans_zero(v.telephone, v.zero_perdu));
            s.cellule(v.courriel).cellule(base::affiche(p.situation_depuis)).cellule(situation).fin();
        }
    }

    Academie const& a_;
    Territoire const& t_;
    OptionsFichiers const& options_;
    FichiersEcrits& ecrits_;
    std::string& verite_;
    Sortie siei_, voeux_, sans_, personnes_;
    std::vector<std::string> noms_ml_;
    std::vector<Sortie> missions_;
    std::vector<std::size_t> lignes_ml_;
    std::vector<std::uint32_t> lycees_, vrais_, faux_, trop_jeunes_;
    std::size_t lignes_siei_ = 0, lignes_voeux_ = 0, lignes_sans_ = 0;
    std::string ine_d_avant_;
};

} // namespace

void ecrire_listes(Academie const& a, std::filesystem::path const& dossier, OptionsFichiers const& options,
                   FichiersEcrits& ecrits, std::string& verite) {
    for (auto sous : {"siei", "affelnet", "missions_locales", "verite"})
        std::filesystem::create_directories(dossier / sous);
    Listes{a, dossier, options, ecrits, verite}.tout();
}

} // namespace metier::demonstration
