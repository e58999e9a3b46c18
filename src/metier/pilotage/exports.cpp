#include "metier/pilotage/exports.hpp"

namespace metier::pilotage {
namespace {

using documents::CelluleXlsx;

CelluleXlsx n_de(std::int64_t n) { return static_cast<double>(n); }

void taux(std::vector<CelluleXlsx>& ligne, Valeur const& v) {
    if (v.masquee) {
        ligne.insert(ligne.end(), {std::string("secret"), std::string("secret"), std::string("secret")});
        return;
    }
    ligne.insert(ligne.end(), {n_de(v.taux.n), n_de(v.taux.d),
                               v.indicateur == Indicateur::i02 ? affiche(v) : pourcentage(v.taux.n, v.taux.d)});
}

Feuille indicateurs(Bilan const& b) {
    Feuille f{"Indicateurs", {"Code", "Indicateur", "n", "d", "Valeur", "Renseignés", "Population"}, {}};
    for (auto const& v : b.ensemble) {
        std::vector<CelluleXlsx> ligne{std::string(code(v.indicateur)), std::string(libelle(v.indicateur))};
        if (v.indicateur == Indicateur::i01 && !v.masquee)
            ligne.insert(ligne.end(), {n_de(v.taux.n), CelluleXlsx{}, nombre(v.taux.n)});
        else
            taux(ligne, v);
        if (v.masquee)
            ligne.insert(ligne.end(), {std::string("secret"), std::string("secret")});
        else
            ligne.insert(ligne.end(), {n_de(v.taux.renseignes), n_de(v.taux.population)});
        f.lignes.push_back(std::move(ligne));
    }
    return f;
}

Feuille entonnoir(Bilan const& b) {
    Feuille f{"Entonnoir", {"Étape", "Personnes"}, {}};
    for (auto const& e : b.entonnoir)
        f.lignes.push_back({e.libelle, e.personnes ? n_de(*e.personnes) : CelluleXlsx{std::string("secret")}});
    return f;
}

Feuille ventilation(Tableau const& t) {
    Feuille f{"Par " + std::string(libelle(t.par)), {std::string(libelle(t.par)), "Présumés"}, {}};
    for (auto i :
         {Indicateur::i03, Indicateur::i04, Indicateur::i04b, Indicateur::i05, Indicateur::i06, Indicateur::i07})
        for (auto const* quoi : {" n", " d", " %"})
            f.en_tetes.push_back(std::string(code(i)) + quoi);
    for (auto const& l : t.lignes) {
        std::vector<CelluleXlsx> ligne{l.libelle, l.presumes ? CelluleXlsx{n_de(*l.presumes)}
                                                             : CelluleXlsx{std::string("secret")}};
        for (auto const& v : l.valeurs)
            taux(ligne, v);
        f.lignes.push_back(std::move(ligne));
    }
    if (t.lignes_masquees)
        f.lignes.push_back({std::string("Lignes non montrées (secret statistique)"), n_de(t.lignes_masquees)});
    return f;
}

Feuille definitions(Bilan const& b) {
    Feuille f{
        "Définitions",
        {"Code", "Indicateur", "Numérateur", "Dénominateur", "Définition", "Unité", "Source", "Version", "Depuis"},
        {}};
    for (auto const& d : b.definitions)
        f.lignes.push_back(
            {d.code, d.titre, d.numerateur, d.denominateur, d.texte, d.unite, d.source, n_de(d.version), d.depuis});
    return f;
}

} // namespace

std::int64_t nombre_de_lignes(std::vector<Feuille> const& feuilles) {
    std::size_t n = 0;
    for (auto const& f : feuilles)
        n += f.lignes.size();
    return static_cast<std::int64_t>(n);
}

std::vector<Feuille> feuilles_du_bilan(Bilan const& b) {
    std::vector<Feuille> liste{indicateurs(b), entonnoir(b)};
    for (auto const& t : b.tableaux)
        liste.push_back(ventilation(t));
    liste.push_back(definitions(b));
    return liste;
}

Feuille feuille_des_lignes(std::vector<LigneDeJeune> const& lignes, std::vector<ColonneEnPlus> const& en_plus) {
    Feuille f{"Lignes", {"Nom", "Prénom", "Dernier établissement", "Dernière classe", "Situation établie"}, {}};
    for (auto c : en_plus)
        f.en_tetes.emplace_back(base::libelle(c));
    for (auto const& l : lignes) {
        std::vector<CelluleXlsx> ligne{l.qui.nom, l.qui.prenom, l.qui.etablissement, l.qui.classe,
                                       l.resultat ? std::string(reperage::libelle(*l.resultat))
                                                  : std::string("À vérifier")};
        for (auto c : en_plus)
            switch (c) {
            case ColonneEnPlus::naissance:
                ligne.push_back(l.qui.naissance ? CelluleXlsx{*l.qui.naissance} : CelluleXlsx{});
                break;
            case ColonneEnPlus::sexe: ligne.emplace_back(l.qui.sexe); break;
            case ColonneEnPlus::bassin: ligne.emplace_back(l.qui.bassin); break;
            }
        f.lignes.push_back(std::move(ligne));
    }
    return f;
}

std::string filigrane(std::string const& qui, std::string const& role, Instant quand, std::string const& motif,
                      Date expire_le) {
    return "Export Raccroche\u00a0: " + qui + " (" + role + "), le " + base::affiche(quand) +
           ". Motif\u00a0: " + motif + ". À détruire avant le " + base::affiche(expire_le) + ".";
}

void ecrire(std::filesystem::path const& chemin, FormatDExport format, std::string const& filigrane,
            std::vector<Feuille> const& feuilles) {
    if (format == FormatDExport::csv)
        documents::ecrire_csv(chemin, filigrane, feuilles);
    else
        documents::ecrire_xlsx(chemin, filigrane, feuilles, documents::Marque::sous_chaque_feuille);
}

} // namespace metier::pilotage
