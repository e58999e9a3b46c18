#include "metier/demonstration/population/scolarite.hpp"

namespace metier::demonstration {
namespace {

using enum Niveau;

/// « 2NDPRO MAINTENANCE NAUTIQUE » donne « MN » ; un seul mot, ses quatre premières lettres.
std::string abrege(std::string_view libelle) {
    auto const espace = libelle.find(' ');
    if (espace == libelle.npos)
        return "X";
    std::string initiales, premier;
    bool debut = true;
    for (auto c : libelle.substr(espace + 1)) {
        bool const lettre = c >= 'A' && c <= 'Z';
        if (lettre && debut)
            initiales += c;
        if (lettre && initiales.size() < 2 && premier.size() < 4)
            premier += c;
        debut = !lettre;
    }
    return initiales.size() > 1 ? initiales.substr(0, 4) : premier;
}

/// ELEVE_ID : propre à l'établissement, il ne dit rien d'un établissement à l'autre.
std::uint32_t numero(Monde const& m, std::size_t etablissement, std::size_t rang) {
    auto const decalage = melange(m.options.graine ^ (etablissement << 32));
    return static_cast<std::uint32_t>(100'000 + (rang * 48'271 + decalage) % 2'000'003);
}

class Scolarite {
public:
    Scolarite(Monde const& m, std::size_t rang, Personne& p)
        : m_{m}, p_{p}, f_{m.fiches[rang]}, rang_{rang}, aujourd_hui_{m.jour()} {}

    void raconter() {
        avant();
        for (std::size_t s = 0; s < f_.nombre; ++s)
            if (f_.segments[s].du <= aujourd_hui_)
                passage(f_.segments[s]);
        diplome_du_cursus();
        situation();
    }

private:
    base::AnneeScolaire annee(int depuis_n_1) const { return {m_.options.annee.debut - 1 + depuis_n_1}; }

    /// Jusqu'à deux années d'histoire, par le cursus ordinaire.
    void avant() {
        if (f_.nouveau)
            return;
        auto const& premier = f_.segments[0];
        auto h = m_.hasard(0x51, rang_);
        auto etablissement = premier.etablissement;
        auto niveau = m_.niveaux[premier.formation];
        std::size_t formation = premier.formation;
        for (int recul = 1; recul <= 2; ++recul) {
            auto const d_avant = precedent(niveau);
            if (d_avant == niveau || niveau == mlds)
                break;
            auto const offre = offre_d_avant(etablissement, formation, d_avant, h);
            if (!offre)
                break;
            etablissement = offre->etablissement;
            formation = offre->formation;
            niveau = d_avant;
            Segment const s{.etablissement = etablissement,
                            .formation = static_cast<std::uint16_t>(formation),
                            .division = static_cast<std::uint8_t>(h.entier(3))};
            p_.inscriptions.insert(p_.inscriptions.begin(), inscription(s, annee(premier.annee - recul)));
            if (niveau == troisieme || niveau == segpa3)
                brevet(annee(premier.annee - recul), formation);
        }
    }

    Offre const* offre_d_avant(std::size_t etablissement, std::size_t formation, Niveau niveau, Hasard& h) const {
        auto const& c = m_.carte;
        auto const specialite = m_.territoire.formations[formation].mef.substr(3, 3);
        Offre const* trouvee = nullptr;
        for (auto i = c.premieres[etablissement]; i < c.premieres[etablissement + 1]; ++i)
            if (c.offres[i].niveau == niveau &&
                (!trouvee || m_.territoire.formations[c.offres[i].formation].mef.compare(3, 3, specialite) == 0))
                trouvee = &c.offres[i];
        if (trouvee)
            return trouvee;
        auto const bassin = m_.territoire.etablissements[etablissement].bassin;
        auto const& choix = c.par_bassin[bassin][static_cast<std::size_t>(niveau)];
        return choix.offres.empty() ? nullptr : &c.offres[choix.offres[choix.tirage.un(h)]];
    }

    Inscription inscription(Segment const& s, base::AnneeScolaire an) const {
        auto const niveau = m_.niveaux[s.formation];
        return {.annee = an,
                .etablissement = s.etablissement,
                .formation = s.formation,
                .classe = classe(m_, s),
                .statut = est_apprenti(niveau) ? Statut::apprenti : Statut::scolaire,
                .du = an.premier_jour(),
                .au = an.dernier_jour(),
                .motif = {},
                .numero = numero(m_, s.etablissement, rang_)};
    }

    void passage(Segment const& s) {
        auto i = inscription(s, annee(s.annee));
        i.du = base::plus_jours(m_.rentree(), s.du);
        if (s.au >= 0 && s.au <= aujourd_hui_) {
            i.au = base::plus_jours(m_.rentree(), s.au);
            i.motif = static_cast<MotifSortie>(s.motif);
        } else if (i.annee >= base::AnneeScolaire::du(m_.options.aujourd_hui)) {
            i.au.reset();
        }
        auto const niveau = m_.niveaux[s.formation];
        if ((niveau == troisieme || niveau == segpa3) && s.au < 0)
            brevet(i.annee, s.formation);
        p_.inscriptions.push_back(std::move(i));
    }

    void brevet(base::AnneeScolaire an, std::size_t formation) {
        Date const jour = std::chrono::year{an.debut + 1} / 7 / 10;
        if (jour > m_.options.aujourd_hui || !m_.hasard(0x52, rang_).chance(0.88))
            return;
        bool const segpa = m_.niveaux[formation] == segpa3;
        p_.diplomes.push_back(
            {segpa ? "Certificat de formation générale" : "Diplôme national du brevet", 0, jour, formation});
    }

    void diplome_du_cursus() {
        Date const jour = std::chrono::year{m_.options.annee.debut} / 7 / 7;
        if (!f_.diplome || jour > m_.options.aujourd_hui)
            return;
        auto const* s = &f_.segments[0];
        for (std::size_t i = 1; i < f_.nombre && f_.segments[i].annee == 0; ++i)
            s = &f_.segments[i];
        auto const& formation = m_.territoire.formations[s->formation];
        p_.diplome_du_cursus = true;
        p_.diplomes.push_back({formation.diplome, formation.niveau_diplome, jour, s->formation});
    }

    void situation() {
        auto const& derniere = p_.inscriptions.back();
        bool const sorti = derniere.au && (derniere.motif || derniere.annee < m_.options.annee);
        if (!sorti) {
            p_.situation_depuis = derniere.du;
            p_.situation = m_.niveaux[derniere.formation] == mlds ? Situation::action_mlds
                           : derniere.statut == Statut::apprenti  ? Situation::apprenti
                                                                  : inscrit(derniere);
            return;
        }
        p_.situation = f_.situation;
        p_.situation_depuis = base::plus_jours(m_.rentree(), f_.situation_du);
        bool const inscription_en_cours = f_.situation == Situation::inscrit_ici; // entre deux établissements
        if (p_.situation_depuis > m_.options.aujourd_hui || inscription_en_cours ||
            f_.situation == Situation::action_mlds) {
            p_.situation = Situation::sans_solution;
            p_.situation_depuis = *derniere.au;
        }
    }

    Situation inscrit(Inscription const& derniere) const {
        for (auto i = p_.inscriptions.rbegin(); i != p_.inscriptions.rend(); ++i)
            if (i->annee < derniere.annee || (i->annee == derniere.annee && i->motif))
                return i->etablissement == derniere.etablissement ? Situation::inscrit_ici
                                                                  : Situation::inscrit_ailleurs;
        return Situation::inscrit_ici;
    }

    Monde const& m_;
    Personne& p_;
    Fiche const& f_;
    std::size_t rang_;
    int aujourd_hui_;
};

} // namespace

std::string classe(Monde const& m, Segment const& s) {
    if (s.division == 255)
        return {};
    auto const niveau = m.niveaux[s.formation];
    std::string const lettre(1, static_cast<char>('A' + s.division % 26)), rang = std::to_string(s.division + 1);
    switch (niveau) {
    case sixieme: return "6" + lettre;
    case cinquieme: return "5" + lettre;
    case quatrieme: return "4e " + rang;
    case troisieme: return "3" + lettre;
    case segpa6: return "6S" + rang;
    case segpa5: return "5S" + rang;
    case segpa4: return "4S" + rang;
    case segpa3: return "3S" + rang;
    case seconde_gt: return "2DE" + rang;
    case premiere_g: return "1G" + rang;
    case terminale_g: return "TG" + rang;
    case mlds: return "MLDS";
    default: break;
    }
    auto const debut =
        niveau == premiere_t || niveau == premiere_pro || niveau == agricole1 || niveau == cap1 || niveau == apprenti1
            ? "1"
        : niveau == seconde_pro || niveau == agricole2 || niveau == cap2 || niveau == apprenti2 ? "2"
                                                                                                : "T";
    auto const cap = niveau == cap1 || niveau == cap2 || est_apprenti(niveau) ? "C" : "";
    return debut + (cap + abrege(m.territoire.formations[s.formation].libelle_long)) + rang;
}

void raconter_la_scolarite(Monde const& monde, std::size_t rang, Personne& personne) {
    Scolarite{monde, rang, personne}.raconter();
}

} // namespace metier::demonstration
