#include <algorithm>
#include <map>
#include <set>

#include "base/texte.hpp"
#include "metier/demonstration/population/lecture.hpp"
#include "metier/demonstration/population/monde.hpp"

namespace metier::demonstration {
namespace {

using enum Niveau;

struct Mef {
    std::string mef10, cfd, court, libelle, mefstat;
    bool ouvert = false;
};

struct Poids {
    Niveau niveau;
    std::string_view mef10;
    double part;
};
constexpr Poids college[] = {{sixieme, "1001001211", 25.4},
                             {cinquieme, "1011000111", 25.1},
                             {quatrieme, "1021000111", 24.9},
                             {troisieme, "1031001911", 24.6}};
constexpr Poids segpa[] = {
    {segpa6, "1641000211", 13}, {segpa5, "1651000211", 15}, {segpa4, "1661000211", 16}, {segpa3, "1671000211", 16}};
constexpr Poids general[] = {{seconde_gt, "2001001811", 35},    {premiere_g, "2011001911", 23.5},
                             {terminale_g, "2021001911", 23.2}, {premiere_t, "2113101611", 6},
                             {terminale_t, "2123101811", 3},    {terminale_t, "2123101911", 3}};
constexpr Poids techno[] = {{premiere_t, "2112001011", 4.5},
                            {terminale_t, "2122000611", 2.5},
                            {terminale_t, "2122000511", 2},
                            {premiere_t, "2113310411", 3.5},
                            {terminale_t, "2123310411", 3.5}};
/// Spécialités que la voie professionnelle ou l'apprentissage offrent presque partout.
constexpr std::string_view cap_courants[] = {"25524", "31223", "23325", "33616", "23447", "33615", "22141",
                                             "23327", "22137", "31224", "23324", "23224", "23446", "33205",
                                             "25439", "22143", "25440", "25225", "22146", "33413"};

int age(Niveau niveau) {
    constexpr int ages[nombre_de_niveaux] = {11, 12, 13, 14, 11, 12, 13, 14, 15, 16, 16, 17,
                                             17, 15, 16, 17, 15, 16, 15, 16, 17, 16, 17, 17};
    return ages[static_cast<std::size_t>(niveau)];
}

class Nomenclature {
public:
    Nomenclature(Monde& monde, std::filesystem::path const& data) : m_{monde} {
        lire_table(data / "bcn_formation_diplome.csv.gz", {"cfd", "libelle_long"},
                   [&](Cases c) { diplomes_.emplace(c[0], base::propre(c[1])); });
        lire_table(data / "bcn_mef.csv.gz",
                   {"mef10", "formation_diplome", "libelle_court", "libelle_long", "mefstat11", "fermeture"},
                   [&](Cases c) {
                       Mef mef{std::string{c[0]},  std::string{c[1]}, base::propre(c[2]),
                               base::propre(c[3]), std::string{c[4]}, c[5].empty()};
                       par_mefstat_.emplace(mef.mefstat, mef.mef10);
                       mefs_.emplace(mef.mef10, std::move(mef));
                   });
    }

    std::uint16_t formation(std::string const& mef10, Niveau niveau) {
        auto const [ou, neuf] = rangs_.try_emplace({mef10, niveau}, m_.territoire.formations.size());
        if (neuf) {
            auto const& mef = mefs_.at(mef10);
            m_.territoire.formations.push_back({.mef = mef10 + "0",
                                                .libelle_court = mef.court,
                                                .libelle_long = mef.libelle,
                                                .code_diplome = mef.cfd,
                                                .diplome = est_terminal(niveau) ? diplome(mef, niveau) : "",
                                                .niveau_diplome = !est_terminal(niveau) || niveau == mlds ? 0
                                                                  : niveau == cap2 || niveau == apprenti2 ? 3
                                                                                                          : 4,
                                                .age_theorique = age(niveau)});
            m_.niveaux.push_back(niveau);
        }
        return static_cast<std::uint16_t>(ou->second);
    }

    /// MEF ouvert pour ce MEFSTAT ; à défaut, le plus proche de même dispositif, même année et même groupe.
    std::optional<std::string> ouvert(std::string const& mefstat) const {
        auto const [de, a] = par_mefstat_.equal_range(mefstat);
        for (auto i = de; i != a; ++i)
            if (mefs_.at(i->second).ouvert)
                return i->second;
        return de == a ? std::nullopt : voisin(mefs_.at(de->second));
    }
    /// Premier MEF ouvert de ce dispositif (trois chiffres) et de cette spécialité (cinq), à cette année de formation.
    std::optional<std::string> cherche(std::string_view dispositif, std::string_view specialite, char annee) const {
        auto const debut = std::string{dispositif}.append(specialite);
        for (auto i = mefs_.lower_bound(debut); i != mefs_.end() && i->first.starts_with(debut); ++i)
            if (i->second.ouvert && i->first[9] == annee)
                return i->first;
        return std::nullopt;
    }
    std::vector<std::string> ouverts(std::string_view dispositif, char annee) const {
        std::vector<std::string> trouves;
        for (auto i = mefs_.lower_bound(std::string{dispositif}); i != mefs_.end() && i->first.starts_with(dispositif);
             ++i)
            if (i->second.ouvert && i->first[9] == annee)
                trouves.push_back(i->first);
        return trouves;
    }

private:
    std::optional<std::string> voisin(Mef const& ferme) const {
        auto const groupe = ferme.mef10.substr(0, 6);
        for (auto i = mefs_.lower_bound(groupe); i != mefs_.end() && i->first.starts_with(groupe); ++i)
            if (i->second.ouvert && i->first[9] == ferme.mef10[9])
                return i->first;
        return std::nullopt;
    }
    /// « CUISINE (CAP) » donne « CAP cuisine ».
    std::string diplome(Mef const& mef, Niveau niveau) const {
        if (niveau == terminale_g)
            return "Baccalauréat général";
        auto const ou = diplomes_.find(mef.cfd);
        auto const texte = ou == diplomes_.end() ? mef.libelle : ou->second;
        auto const parenthese = texte.rfind(" (");
        auto const intitule = base::minuscules(texte.substr(0, parenthese));
        if (niveau == terminale_t)
            return "Baccalauréat technologique, " + intitule;
        return (niveau == cap2 || niveau == apprenti2 ? "CAP " : "Baccalauréat professionnel ") + intitule;
    }

    Monde& m_;
    std::map<std::string, Mef, std::less<>> mefs_;
    std::multimap<std::string, std::string> par_mefstat_;
    std::map<std::string, std::string> diplomes_;
    std::map<std::pair<std::string, Niveau>, std::size_t> rangs_;
};

class Offreur {
public:
    Offreur(Monde& monde, std::filesystem::path const& data) : m_{monde}, n_{monde, data} {
        constat(data / "effectifs_uai_mefstat_bretagne.csv.gz");
    }

    void tout() {
        auto const mlds_ = n_.formation("7534100111", mlds);
        for (std::size_t e = 0; e < m_.territoire.etablissements.size(); ++e) {
            m_.carte.premieres.push_back(static_cast<std::uint32_t>(m_.carte.offres.size()));
            etablissement(e);
            auto const type = m_.territoire.etablissements[e].type;
            if (type == Type::lycee_professionnel || type == Type::lycee_polyvalent)
                ajouter(e, mlds_, mlds, 0);
        }
        m_.carte.premieres.push_back(static_cast<std::uint32_t>(m_.carte.offres.size()));
        tirages();
    }

private:
    using Pro = std::vector<std::tuple<Niveau, std::string, double>>;

    void constat(std::filesystem::path const& fichier) {
        lire_table(fichier, {"uai", "mefstat11", "eleves"}, [&](Cases c) {
            auto const debut = c[1].substr(0, 4);
            auto const niveau = debut == "2381" || debut == "2391" ? seconde_pro
                                : debut == "2382"                  ? premiere_pro
                                : debut == "2383"                  ? terminale_pro
                                : debut == "2321"                  ? cap1
                                : debut == "2322"                  ? cap2
                                                                   : mlds;
            if (niveau == mlds)
                return;
            if (auto const mef = n_.ouvert(std::string{c[1]}))
                pro_[std::string{c[0]}].emplace_back(niveau, *mef, entier(c[2]));
        });
    }

    void ajouter(std::size_t e, std::uint16_t formation, Niveau niveau, double poids) {
        for (auto i = m_.carte.premieres.back(); i < m_.carte.offres.size(); ++i)
            if (m_.carte.offres[i].formation == formation) {
                m_.carte.offres[i].poids += poids;
                return;
            }
        m_.carte.offres.push_back({static_cast<std::uint16_t>(e), formation, niveau, poids});
    }
    void repartir(std::size_t e, std::span<Poids const> parts, double eleves) {
        double total = 0;
        for (auto const& p : parts)
            total += p.part;
        for (auto const& p : parts)
            ajouter(e, n_.formation(std::string{p.mef10}, p.niveau), p.niveau, p.part * eleves / total);
    }

    void etablissement(std::size_t e) {
        auto const& etab = m_.territoire.etablissements[e];
        auto const eleves = m_.effectifs[e];
        auto const part_pro = pro_.contains(etab.uai) ? total_pro(etab.uai) : 0;
        switch (etab.type) {
        case Type::college:
            if (etab.segpa)
                repartir(e, segpa, std::min(60., eleves * 0.12));
            return repartir(e, college, eleves - (etab.segpa ? std::min(60., eleves * 0.12) : 0));
        case Type::lycee_general: return generaux(e, eleves);
        case Type::lycee_polyvalent:
            professionnel(e, part_pro > 0 ? part_pro : eleves * 0.35);
            return generaux(e, std::max(eleves - part_pro, eleves * 0.4));
        case Type::lycee_professionnel: return professionnel(e, part_pro > 0 ? part_pro : eleves);
        case Type::lycee_agricole:
        case Type::mfr: return agricole(e, eleves);
        case Type::erea: repartir(e, segpa, 60); return professionnel(e, 60);
        case Type::cfa: return apprentis(e, eleves);
        }
    }

    double total_pro(std::string const& uai) const {
        double total = 0;
        for (auto const& [niveau, mef, eleves] : pro_.at(uai))
            total += eleves;
        return total;
    }

    void generaux(std::size_t e, double eleves) {
        bool const industriel = eleves > 600 && cle(m_.territoire.etablissements[e].uai) % 3 != 0;
        repartir(e, general, industriel ? eleves * 0.85 : eleves);
        if (industriel)
            repartir(e, techno, eleves * 0.15);
    }

    /// D'après le constat ; sans constat, trois CAP courants.
    void professionnel(std::size_t e, double eleves) {
        auto const& uai = m_.territoire.etablissements[e].uai;
        if (auto const ou = pro_.find(uai); ou != pro_.end()) {
            auto const echelle = eleves / total_pro(uai);
            for (auto const& [niveau, mef, combien] : ou->second)
                ajouter(e, n_.formation(mef, niveau), niveau, combien * echelle);
            return;
        }
        cap(e, eleves, 3, cap1, cap2);
    }

    void cap(std::size_t e, double eleves, std::size_t combien, Niveau premiere, Niveau derniere) {
        auto h = m_.hasard(0xCA9, cle(m_.territoire.etablissements[e].uai));
        std::set<std::string> pris;
        for (std::size_t essai = 0; essai < 60 && pris.size() < combien; ++essai) {
            auto const specialite = h.parmi(cap_courants);
            auto const un = n_.cherche("241", specialite, '1'), deux = n_.cherche("241", specialite, '2');
            if (!un || !deux || !pris.insert(*un).second)
                continue;
            auto const part = eleves / static_cast<double>(combien);
            ajouter(e, n_.formation(*un, premiere), premiere, part * 0.53);
            ajouter(e, n_.formation(*deux, derniere), derniere, part * 0.47);
        }
    }

    void apprentis(std::size_t e, double eleves) {
        cap(e, eleves, 3 + static_cast<std::size_t>(eleves) % 3, apprenti1, apprenti2);
    }

    void agricole(std::size_t e, double eleves) {
        auto h = m_.hasard(0xA9, cle(m_.territoire.etablissements[e].uai));
        auto const terminales = n_.ouverts("276", '3');
        for (int essai = 0, pris = 0; essai < 40 && pris < 2; ++essai) {
            auto const& t = terminales[h.entier(static_cast<std::uint32_t>(terminales.size()))];
            auto const specialite = std::string_view{t}.substr(3, 5);
            auto const p = n_.cherche("276", specialite, '2');
            auto s = n_.cherche("276", specialite, '1');
            if (auto const secondes = n_.ouverts("276", '1'); !s && !secondes.empty())
                s = secondes[h.entier(static_cast<std::uint32_t>(secondes.size()))];
            if (!p || !s)
                continue;
            ajouter(e, n_.formation(*s, agricole2), agricole2, eleves * 0.18);
            ajouter(e, n_.formation(*p, agricole1), agricole1, eleves * 0.165);
            ajouter(e, n_.formation(t, agricole_t), agricole_t, eleves * 0.155);
            ++pris;
        }
    }

    void tirages() {
        m_.carte.par_bassin.resize(m_.territoire.bassins.size());
        for (std::uint32_t i = 0; i < m_.carte.offres.size(); ++i) {
            auto const& offre = m_.carte.offres[i];
            auto const niveau = static_cast<std::size_t>(offre.niveau);
            m_.territoire.etablissements[offre.etablissement].formations.push_back(offre.formation);
            m_.carte.par_bassin[m_.territoire.etablissements[offre.etablissement].bassin][niveau].offres.push_back(i);
            m_.carte.partout[niveau].offres.push_back(i);
        }
        for (auto& bassin : m_.carte.par_bassin)
            for (auto& choix : bassin)
                peser(choix);
        for (auto& choix : m_.carte.partout)
            peser(choix);
    }
    void peser(Carte::Choix& choix) const {
        std::vector<double> poids;
        for (auto i : choix.offres)
            poids.push_back(m_.carte.offres[i].poids + 0.1);
        if (!poids.empty())
            choix.tirage = Tirage{poids};
    }

    Monde& m_;
    Nomenclature n_;
    std::map<std::string, Pro> pro_;
};

} // namespace

bool est_terminal(Niveau n) {
    return n == terminale_g || n == terminale_t || n == terminale_pro || n == cap2 || n == agricole_t ||
           n == apprenti2 || n == mlds;
}
bool est_apprenti(Niveau n) { return n == apprenti1 || n == apprenti2; }

Niveau suivant(Niveau n) {
    constexpr Niveau apres[nombre_de_niveaux] = {
        cinquieme,  quatrieme,   troisieme,   seconde_gt,  segpa5,      segpa4,       segpa3,        cap1,
        premiere_g, terminale_g, terminale_t, terminale_g, terminale_t, premiere_pro, terminale_pro, terminale_pro,
        cap2,       cap2,        agricole1,   agricole_t,  agricole_t,  apprenti2,    apprenti2,     mlds};
    return apres[static_cast<std::size_t>(n)];
}

Niveau precedent(Niveau n) {
    constexpr Niveau avant[nombre_de_niveaux] = {
        sixieme,   sixieme,    cinquieme,  quatrieme,  segpa6,     segpa6,    segpa5,      segpa4,
        troisieme, seconde_gt, seconde_gt, premiere_g, premiere_t, troisieme, seconde_pro, premiere_pro,
        troisieme, cap1,       troisieme,  agricole2,  agricole1,  troisieme, apprenti1,   terminale_pro};
    return avant[static_cast<std::size_t>(n)];
}

void lire_offre(Monde& monde, std::filesystem::path const& data) { Offreur{monde, data}.tout(); }

} // namespace metier::demonstration
