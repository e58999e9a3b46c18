#include "metier/acces/mots_sensibles.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include "base/texte.hpp"

namespace metier::acces {
namespace {

struct Categorie {
    std::string_view nom, conseil;
    std::string_view racines; ///< mots ou débuts de mots (« * »), normalisés, séparés par une virgule
};
// R-71 : interdits par défaut. Les débuts de mots couvrent les accords ; les mots courants à double sens n'y sont pas.
constexpr std::array<Categorie, 8> categories{{
    {"Santé ou diagnostic",
     "Écrivez ce que le jeune peut faire ou ce dont il a besoin ; le reste relève du médecin ou de l’infirmière.",
     "DEPRESSI*,DEPRIM*,AUTIS*,TDAH,TDA,DYSLEXI*,DYSPRAXI*,DYSCALCULI*,BIPOLAIR*,SCHIZO*,PSYCHOT*,PSYCHIATR*,PSYCHOS*,"
     "ANOREXI*,BOULIMI*,SUICID*,SCARIF*,"
     "HANDICAP*,MDPH,MALADIE,MALADE,CANCER,EPILEP*,DIABET*,VIH,SIDA,HOSPITALIS*,MEDICAMENT*,ANTIDEPRESS*,RITALINE,"
     "TROUBLES,TROUBLE,PATHOLOGI*,DIAGNOSTI*,"
     "ENCEINTE,GROSSESSE,AVORTEMENT,IVG,ADDICT*,TOXICOMAN*,ALCOOL*,CANNABIS,DROGUE*,PHOBI*,NEVROS*,HYPERACTI*,"
     "TRAITEMENT MEDICAL,SUIVI PSY*"},
    {"Religion", "Cette information ne sert pas au suivi : retirez-la.",
     "MUSULMAN*,ISLAM*,CATHOLI*,CHRETIEN*,PROTESTANT*,EVANGELI*,JUIF*,JUIVE*,JUDAI*,BOUDDHI*,HINDOU*,TEMOIN DE "
     "JEHOVAH,TEMOINS DE JEHOVAH,RELIGI*,CROYAN*,"
     "VOILEE,VOILE ISLAMIQUE,MOSQUEE,RAMADAN,RADICALIS*,CONVERTI*,PRATIQUANT*,SALAFIS*"},
    {"Opinion ou engagement", "Cette information ne sert pas au suivi : retirez-la.",
     "EXTREME DROITE,EXTREME "
     "GAUCHE,SYNDICAL*,SYNDICAT,SYNDIQUE*,MILITANT*,ANARCHIS*,COMMUNISTE*,FASCIS*,COMPLOTIST*,OPINIONS "
     "POLITIQUES,PARTI POLITIQUE"},
    {"Origine", "Dites le besoin (par exemple : apprend le français), pas l’origine.",
     "ORIGINE*,NATIONALITE*,ETRANGER*,ETRANGERE*,MAGHREB*,ARABE*,AFRICAIN*,TZIGANE*,GITAN*,ROM,ROMS,MANOUCHE*,RACE,"
     "ETHNI*,IMMIGR*,SANS PAPIER*,CLANDESTIN*,"
     "TITRE DE SEJOUR,MIGRANT*,GENS DU "
     "VOYAGE,COMORIEN*,TURC,TURQUE,PORTUGAIS*,ALGERIEN*,MAROCAIN*,TUNISIEN*,ROUMAIN*,TCHETCHENE*,ALBANAIS*"},
    {"Infraction ou justice", "Aucune donnée d’infraction n’est permise ici : retirez-la.",
     "DELINQUAN*,DELIT*,VOLEUR*,A VOLE,DEAL*,TRAFIC*,PRISON,INCARCER*,GARDE A VUE,CONDAMN*,CASIER "
     "JUDICIAIRE,PJJ,BRACELET ELECTRONIQUE,AGRESSEUR*,VIOLEUR*,POLICE,"
     "GENDARM*,TRIBUNAL,JUGE,CAMBRIOL*,STUPEFIANT*,FUGUE*,FUGUEU*"},
    {"Vie familiale ou intime",
     "Restez à ce qui aide : qui joindre, ce qui est organisé. Le détail reste à l’assistante sociale.",
     "DIVORC*,VIOLENCES CONJUGALES,MALTRAIT*,BATTU*,INCESTE*,ALCOOLIQUE*,PERE ABSENT,MERE "
     "ABSENTE,DEMISSIONNAIRE*,HOMOSEXU*,LESBIEN*,GAY,TRANSGENRE*,"
     "PROSTITU*,AEMO,FOYER ASE,CONFLIT FAMILIAL,CONFLITS FAMILIAUX"},
    {"Argent de la famille", "Dites la démarche en cours (bourse, aide demandée), pas les revenus.",
     "RSA,SURENDETT*,PAUVRE*,REVENUS,EXPULS*,DETTES,CHOMEUR*,CHOMEUSE*,HUISSIER*,CAS SOCIAL,CAS SOCIAUX"},
    {"Jugement", "Décrivez un fait daté : ce qui s’est passé, ce qui a été dit.",
     "FAINEANT*,PARESSEU*,FLEMMARD*,FEIGNANT*,BETE,STUPIDE*,IDIOT*,DEBILE*,IMBECILE*,NUL,NULLE,MENTEUR*,MENTEUSE*,"
     "INSOLENT*,MANIPULAT*,AGRESSI*,VIOLEN*,"
     "IMMATURE*,INCAPABLE*,INTELLIGENCE LIMITEE,LIMITE INTELLECTUELLEMENT,ASOCIAL*,INGERABLE*,PENIBLE*,MAL "
     "ELEVE*,SALE,CARACTERIEL*,INSUPPORTABLE*,DERANGE*"},
}};

struct MotDuTexte {
    std::string forme;
    std::size_t debut = 0, fin = 0;
};

/// Découpe sur ce qui n'est ni lettre ni chiffre, en gardant la place de chaque mot.
std::vector<MotDuTexte> mots(std::string_view texte) {
    auto est_du_mot = [](unsigned char c) {
        return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    // Apostrophe courbe, espaces insécables, guillemets : de la ponctuation sur deux ou trois octets.
    auto ponctuation = [&](std::size_t i) -> std::size_t {
        for (std::string_view p : {"\u2019", "\u00A0", "\u202F", "\u00AB", "\u00BB", "\u2026", "\u2013", "\u2014"})
            if (texte.substr(i).starts_with(p))
                return p.size();
        return 0;
    };
    std::vector<MotDuTexte> liste;
    for (std::size_t i = 0; i < texte.size();) {
        std::size_t debut = i;
        while (i < texte.size() && est_du_mot(static_cast<unsigned char>(texte[i])) && !ponctuation(i))
            ++i;
        if (i > debut)
            liste.push_back({base::normalise(texte.substr(debut, i - debut)), debut, i});
        else
            i += std::max<std::size_t>(1, ponctuation(i));
    }
    return liste;
}

bool correspond(std::string_view forme, std::string_view racine) {
    if (racine.ends_with('*'))
        return forme.starts_with(racine.substr(0, racine.size() - 1));
    return forme == racine || forme == std::string(racine) + "S";
}

/// Combien de mots du texte cette expression prend à partir de `i` ; 0 si elle n'y est pas.
std::size_t prise(std::vector<MotDuTexte> const& texte, std::size_t i, std::string_view expression) {
    std::size_t n = 0;
    while (!expression.empty()) {
        auto blanc = std::min(expression.find(' '), expression.size());
        if (i + n >= texte.size() || !correspond(texte[i + n].forme, expression.substr(0, blanc)))
            return 0;
        ++n;
        expression.remove_prefix(std::min(blanc + 1, expression.size()));
    }
    return n;
}

} // namespace

std::vector<MotSensible> mots_sensibles(std::string_view texte) {
    std::vector<MotSensible> trouves;
    auto liste = mots(texte);
    for (std::size_t i = 0; i < liste.size(); ++i)
        for (auto const& categorie : categories) {
            std::size_t pris = 0;
            for (auto reste = categorie.racines; !reste.empty();) {
                auto virgule = std::min(reste.find(','), reste.size());
                pris = std::max(pris, prise(liste, i, reste.substr(0, virgule)));
                reste.remove_prefix(std::min(virgule + 1, reste.size()));
            }
            if (pris == 0)
                continue;
            auto debut = liste[i].debut, fin = liste[i + pris - 1].fin;
            trouves.push_back(
                {std::string(texte.substr(debut, fin - debut)), debut, fin - debut, categorie.nom, categorie.conseil});
            break;
        }
    return trouves;
}

std::vector<MotDeLaListe> liste_de_mots() {
    std::vector<MotDeLaListe> liste;
    for (auto const& categorie : categories)
        for (auto reste = categorie.racines; !reste.empty();) {
            auto virgule = std::min(reste.find(','), reste.size());
            liste.push_back({reste.substr(0, virgule), categorie.conseil});
            reste.remove_prefix(std::min(virgule + 1, reste.size()));
        }
    return liste;
}

std::string avertissement(std::vector<MotSensible> const& trouves) {
    if (trouves.empty())
        return {};
    std::string phrase = "Le jeune et sa famille peuvent lire ce texte. À relire avant d’enregistrer : ";
    std::set<std::string> dits;
    for (auto const& m : trouves)
        if (dits.insert(base::minuscules(m.mot)).second)
            phrase += (dits.size() > 1 ? ", « " : "« ") + m.mot + " » (" + base::minuscules(m.categorie) + ")";
    return phrase + ".";
}

} // namespace metier::acces
