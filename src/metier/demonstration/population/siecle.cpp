#include "metier/demonstration/population/siecle.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "metier/demonstration/population/erreurs.hpp"
#include "metier/demonstration/population/sortie.hpp"

namespace metier::demonstration {
namespace {

struct Eleve {
    Personne personne;
    Vue vue;
    Inscription const* inscription = nullptr; ///< la dernière de l'année ici
    Inscription const* avant = nullptr;       ///< celle de l'année d'avant, où que ce soit
    std::string regime;
    std::size_t adresse = 0; ///< ADRESSE_ID, puis ceux des responsables
    std::vector<std::size_t> adresses_des_responsables;
};

std::string denomination(Type type) {
    switch (type) {
    case Type::college: return "COLLEGE";
    case Type::lycee_general: return "LYCEE GENERAL ET TECHNOLOGIQUE";
    case Type::lycee_polyvalent: return "LYCEE POLYVALENT";
    case Type::lycee_professionnel: return "LYCEE PROFESSIONNEL";
    case Type::lycee_agricole: return "LYCEE AGRICOLE";
    case Type::mfr: return "MAISON FAMILIALE RURALE";
    case Type::erea: return "EREA";
    case Type::cfa: return "CFA";
    }
    return {};
}

std::string_view parente(Parente p) {
    switch (p) {
    case Parente::mere: return "10";
    case Parente::pere: return "20";
    case Parente::ascendant: return "38";
    case Parente::tuteur: return "50";
    }
    return {};
}

class Lot {
public:
    Lot(Academie const& a, std::size_t etablissement, base::AnneeScolaire annee, std::filesystem::path const& dossier,
        OptionsFichiers const& options)
        : t_{a.territoire()}, etab_{t_.etablissements[etablissement]}, annee_{annee}, dossier_{dossier},
          export_{
              std::min<std::chrono::sys_days>(a.options().aujourd_hui, std::chrono::year{annee.debut + 1} / 7 / 3)} {
        for (auto rang : a.eleves(etablissement, annee))
            lire(a, etablissement, rang, options);
        numeroter();
    }

    LotSiecle ecrire(bool sans_adresses) {
        std::filesystem::create_directories(dossier_);
        eleves("ElevesAvecAdresses.xml", true);
        if (sans_adresses)
            eleves("ElevesSansAdresses.xml", false);
        responsables();
        structures();
        liste();
        lot_.lignes = eleves_.size();
        return lot_;
    }
    void verite(std::string& texte) const {
        for (auto const& e : eleves_)
            texte.append(std::to_string(e.inscription->numero))
                .append(";")
                .append(std::to_string(e.personne.id))
                .append("\n");
    }

private:
    void lire(Academie const& a, std::size_t etablissement, std::uint32_t rang, OptionsFichiers const& options) {
        Eleve e;
        e.personne = a.personne(rang);
        Hasard h{a.options().graine, 0x51EC, etablissement, rang};
        e.vue = voir(t_, e.personne, Source::siecle, options.erreurs, h);
        constexpr std::string_view regimes[] = {"0", "2", "2", "2", "24", "25", "31", "35"};
        e.regime = h.parmi(regimes);
        eleves_.push_back(std::move(e));
        auto& ici = eleves_.back();
        for (auto const& i : ici.personne.inscriptions) {
            if (i.annee == annee_ && i.etablissement == etablissement)
                ici.inscription = &i;
            if (i.annee == annee_.precedente())
                ici.avant = &i;
        }
        if (!ici.inscription) // inscrit par un autre chemin : rien à écrire
            eleves_.pop_back();
    }

    /// Les identifiants d'adresses et de personnes ne valent que dans le lot.
    void numeroter() {
        for (auto& e : eleves_) {
            e.adresse = adresse(e.vue.adresse);
            for (auto const& r : e.personne.responsables) {
                e.adresses_des_responsables.push_back(adresse(r.adresse));
                personnes_.try_emplace(r.id, personnes_.size() + 500'001);
            }
        }
    }
    std::size_t adresse(Adresse const& a) {
        return adresses_.try_emplace(a.ligne + "|" + a.code_postal + a.commune, adresses_.size()).first->second;
    }

    Sortie ouvrir(std::string_view fichier, std::string_view racine, std::string_view version) {
        Sortie s{dossier_ / fichier, Encodage::iso_8859_15};
        s << "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<" << racine << " VERSION=\"" << version
          << "\">\n<PARAMETRES><UAJ>" << etab_.uai << "</UAJ><ANNEE_SCOLAIRE>" << annee_.debut
          << "</ANNEE_SCOLAIRE><DATE_EXPORT>" << base::affiche(export_) << "</DATE_EXPORT><HORODATAGE>"
          << base::affiche(export_) << " 08:09:38</HORODATAGE></PARAMETRES>\n<DONNEES>\n";
        return s;
    }
    void fermer(Sortie& s, std::string_view racine) {
        s << "</DONNEES>\n</" << racine << ">\n";
        compter(s);
    }
    void compter(Sortie const& s) {
        ++lot_.fichiers;
        lot_.octets += s.octets();
    }

    void eleves(std::string_view fichier, bool avec_adresses) {
        auto s = ouvrir(fichier, "BEE_ELEVES", "3.0");
        s << "<ELEVES>\n";
        for (auto const& e : eleves_)
            eleve(s, e, avec_adresses);
        s << "</ELEVES>\n<STRUCTURES>\n";
        for (auto const& e : eleves_) {
            if (e.inscription->classe.empty())
                continue;
            s << "<STRUCTURES_ELEVE ELEVE_ID=\"" << e.inscription->numero << "\" ELENOET=\"" << elenoet(e)
              << "\"><STRUCTURE><CODE_STRUCTURE>" << e.inscription->classe
              << "</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>\n";
        }
        s << "</STRUCTURES>\n";
        if (avec_adresses)
            adresses(s, false);
        fermer(s, "BEE_ELEVES");
    }

    static long long elenoet(Eleve const& e) { return e.inscription->numero % 100'000; }

    void eleve(Sortie& s, Eleve const& e, bool avec_adresses) {
        auto const& i = *e.inscription;
        auto const& p = e.personne;
        s << "<ELEVE ELEVE_ID=\"" << i.numero << "\" ELENOET=\"" << elenoet(e) << "\">";
        s.element("ID_NATIONAL", e.vue.ine).element("INE_BEA", p.ine_ancien).element("NOM_DE_FAMILLE", e.vue.nom);
        s.element("NOM_USAGE", e.vue.nom_usage);
        constexpr std::string_view prenoms[] = {"PRENOM", "PRENOM2", "PRENOM3"};
        for (std::size_t n = 0; n < std::min<std::size_t>(3, e.vue.prenoms.size()); ++n)
            s.element(prenoms[n], e.vue.prenoms[n]);
        s.element("DATE_NAISS", base::affiche(e.vue.naissance));
        s.element("DOUBLEMENT", e.avant && e.avant->formation == i.formation ? "1" : "0");
        s.element("CODE_PAYS", p.pays_naissance).element("CODE_STATUT", "ST").element("CODE_REGIME", e.regime);
        s.element("DATE_ENTREE", base::affiche(i.du));
        if (i.motif)
            s.element("DATE_SORTIE", base::affiche(*i.au));
        if (i.motif == MotifSortie::demission || i.motif == MotifSortie::non_reinscrit)
            s.element("CODE_MOTIF_SORTIE", "19");
        if (e.vue.sexe)
            s.element("CODE_SEXE", *e.vue.sexe == Sexe::masculin ? "1" : "2");
        if (p.ne_en_france) {
            s.element("CODE_DEPARTEMENT_NAISS", "0" + p.insee_naissance.substr(0, 2));
            s.element("CODE_COMMUNE_INSEE_NAISS", p.insee_naissance);
        } else {
            s.element("VILLE_NAISS", p.commune_naissance);
        }
        s.element("CODE_MEF", t_.formations[i.formation].mef);
        s.element("TEL_PORTABLE", e.vue.telephone).element("MEL", e.vue.courriel);
        if (avec_adresses)
            s << "<ADRESSE_ID>" << adresse_id(e.adresse) << "</ADRESSE_ID>";
        if (e.avant)
            an_dernier(s, *e.avant);
        s << "</ELEVE>\n";
    }
    void an_dernier(Sortie& s, Inscription const& avant) {
        auto const& etab = t_.etablissements[avant.etablissement];
        s << "<SCOLARITE_AN_DERNIER>";
        s.element("CODE_MEF", t_.formations[avant.formation].mef).element("CODE_STRUCTURE", avant.classe);
        s.element("CODE_RNE", etab.uai)
            .element("DENOM_PRINC", denomination(etab.type))
            .element("DENOM_COMPL", capitales(etab.nom));
        s.element("CODE_COMMUNE_INSEE", etab.insee).element("LL_COMMUNE_INSEE", capitales(etab.commune));
        s << "</SCOLARITE_AN_DERNIER>";
    }

    /// Celles des élèves, ou celles des responsables, une fois chacune.
    void adresses(Sortie& s, bool des_responsables) {
        std::vector<bool> ecrites(adresses_.size());
        s << "<ADRESSES>\n";
        for (auto const& e : eleves_) {
            if (!des_responsables)
                une_adresse(s, e.vue.adresse, e.adresse, ecrites);
            else
                for (std::size_t r = 0; r < e.personne.responsables.size(); ++r)
                    une_adresse(s, e.personne.responsables[r].adresse, e.adresses_des_responsables[r], ecrites);
        }
        s << "</ADRESSES>\n";
    }
    static long long adresse_id(std::size_t rang) { return 300'001 + static_cast<long long>(rang); }
    static void une_adresse(Sortie& s, Adresse const& a, std::size_t rang, std::vector<bool>& ecrites) {
        if (ecrites[rang])
            return;
        ecrites[rang] = true;
        s << "<ADRESSE ADRESSE_ID=\"" << adresse_id(rang) << "\">";
        s.element("LIGNE1_ADRESSE", a.ligne)
            .element("CODE_POSTAL", a.code_postal)
            .element("LIBELLE_POSTAL", capitales(a.commune));
        s.element("CODE_DEPARTEMENT", "0" + a.code_postal.substr(0, 2)).element("CODE_PAYS", "100");
        s.element("LL_PAYS", "FRANCE").element("LL_COMMUNE_INSEE", a.commune);
        s << "</ADRESSE>\n";
    }

    void responsables() {
        auto s = ouvrir("ResponsablesAvecAdresses.xml", "BEE_RESPONSABLES", "3.0");
        s << "<PERSONNES>\n";
        std::set<std::uint64_t> ecrites;
        for (auto const& e : eleves_)
            for (std::size_t r = 0; r < e.personne.responsables.size(); ++r)
                if (ecrites.insert(e.personne.responsables[r].id).second)
                    personne(s, e.personne.responsables[r], e.adresses_des_responsables[r]);
        s << "</PERSONNES>\n<RESPONSABLES>\n";
        for (auto const& e : eleves_)
            for (auto const& r : e.personne.responsables) {
                s << "<RESPONSABLE_ELEVE><ELEVE_ID>" << e.inscription->numero << "</ELEVE_ID><PERSONNE_ID>"
                  << static_cast<long long>(personnes_.at(r.id)) << "</PERSONNE_ID><NIVEAU_RESPONSABILITE>" << r.niveau
                  << "</NIVEAU_RESPONSABILITE><CODE_PARENTE>" << parente(r.parente)
                  << "</CODE_PARENTE><PAIE_FRAIS_SCOLAIRES>" << (&r == &e.personne.responsables.front() ? "1" : "0")
                  << "</PAIE_FRAIS_SCOLAIRES></RESPONSABLE_ELEVE>\n";
            }
        s << "</RESPONSABLES>\n";
        adresses(s, true);
        fermer(s, "BEE_RESPONSABLES");
    }
    void personne(Sortie& s, Responsable const& r, std::size_t chez) {
        s << "<PERSONNE PERSONNE_ID=\"" << static_cast<long long>(personnes_.at(r.id)) << "\">";
        s.element("NOM_DE_FAMILLE", r.nom_famille).element("NOM_USAGE", r.nom_usage).element("PRENOM", r.prenom);
        s.element("LC_CIVILITE", r.sexe == Sexe::feminin ? "MME" : "M.");
        s.element(r.telephone.starts_with("06") ? "TEL_PORTABLE" : "TEL_PERSONNEL", r.telephone)
            .element("MEL", r.courriel);
        s << "<ACCEPTE_SMS>1</ACCEPTE_SMS><ADRESSE_ID>" << adresse_id(chez) << "</ADRESSE_ID></PERSONNE>\n";
    }

    void structures() {
        std::map<std::string, std::set<std::string>> divisions;
        for (auto const& e : eleves_)
            if (!e.inscription->classe.empty())
                divisions[e.inscription->classe].insert(t_.formations[e.inscription->formation].mef);
        auto s = ouvrir("Structures.xml", "BEE_STRUCTURES", "2.0");
        s << "<DIVISIONS>\n";
        for (auto const& [division, mefs] : divisions) {
            s << "<DIVISION CODE_STRUCTURE=\"" << division << "\"><LIBELLE_LONG>" << division
              << "</LIBELLE_LONG><MEFS_APPARTENANCE>";
            for (auto const& mef : mefs)
                s << "<MEF_APPARTENANCE><CODE_MEF>" << mef << "</CODE_MEF></MEF_APPARTENANCE>";
            s << "</MEFS_APPARTENANCE></DIVISION>\n";
        }
        s << "</DIVISIONS>\n";
        fermer(s, "BEE_STRUCTURES");
    }

    void liste() {
        Sortie s{dossier_ / "eleves.csv", Encodage::iso_8859_15};
        s << "NOM;PRENOM;SEXE;NE(E) LE;MEF;DIV.;REG.;OPT1;OPT2;DIV. PREC.;Doublant\n";
        for (auto const& e : eleves_) {
            s.cellule(e.vue.nom).cellule(e.vue.prenoms.front());
            s.cellule(!e.vue.sexe                     ? ""
                      : *e.vue.sexe == Sexe::masculin ? "M"
                                                      : "F")
                .cellule(base::affiche(e.vue.naissance));
            s.cellule(t_.formations[e.inscription->formation].libelle_court)
                .cellule(e.inscription->classe)
                .cellule(e.regime);
            s.cellule("").cellule("").cellule(e.avant ? e.avant->classe : "");
            s << (e.avant && e.avant->formation == e.inscription->formation ? "O" : "N") << "\n";
        }
        compter(s);
    }

    Territoire const& t_;
    Etablissement const& etab_;
    base::AnneeScolaire annee_;
    std::filesystem::path dossier_;
    Date export_;
    std::vector<Eleve> eleves_;
    std::unordered_map<std::string, std::size_t> adresses_;
    std::unordered_map<std::uint64_t, std::size_t> personnes_;
    LotSiecle lot_;
};

} // namespace

LotSiecle ecrire_siecle(Academie const& academie, std::size_t etablissement, base::AnneeScolaire annee,
                        std::filesystem::path const& dossier, OptionsFichiers const& options, std::string& verite) {
    Lot lot{academie, etablissement, annee, dossier, options};
    auto const ecrit = lot.ecrire(options.sans_adresses);
    lot.verite(verite);
    return ecrit;
}

} // namespace metier::demonstration
