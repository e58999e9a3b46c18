#include "metier/echanges/scolarite_lue.hpp"

#include "metier/echanges/memoire_sql.hpp"

namespace metier::echanges {
namespace {

/// Les listes d'affectation paraissent de juin à l'automne : la classe d'origine est celle d'avant cette rentrée.
base::AnneeScolaire annee_d_origine(Date jour) {
    auto annee = base::AnneeScolaire::du(jour);
    return jour.month() >= annee.premier_jour().month() ? annee.precedente() : annee;
}

std::optional<base::AnneeScolaire> annee_lue(Importation const& i, FicheLue const& f) {
    if (i.nature == Nature::affectation)
        return annee_d_origine(i.jour);
    if (f.derniere_inscription)
        return f.derniere_inscription;
    return f.annee ? f.annee : f.sortie ? std::optional{base::AnneeScolaire::du(*f.sortie)} : std::nullopt;
}

bool connue_autrement(Reader& db, jeunes::Inscription const& ins) {
    return db.one<std::int64_t>("select count(*) from inscription where jeune_id = ? and annee = ? and "
                                "coalesce(etablissement_id, 0) = ? and coalesce(source_id, 0) <> ?",
                                ins.jeune, ins.annee, ins.etablissement.value_or(Id<territoire::Etablissement>{}),
                                ins.source.value_or(Id<jeunes::Source>{})) > 0;
}

} // namespace

ScolariteLue scolarite_lue(Reader& db, Importation const& i, FicheLue const& f, Annuaire& annuaire) {
    ScolariteLue s;
    s.annee = annee_lue(i, f);
    bool affectation = i.nature == Nature::affectation; // son UAI et sa formation sont ceux que l'on demande
    if (auto const& uai = f.uai_origine || affectation ? f.uai_origine : f.uai) {
        s.etablissement = annuaire.trouver(db, *uai);
        s.lieu = s.etablissement ? s.etablissement->nom : uai->texte();
    }
    if (!f.etablissement_origine.empty() && !s.etablissement)
        s.lieu = f.etablissement_origine;
    s.mef = f.mef_origine ? *f.mef_origine : affectation ? "" : f.mef.value_or("");
    s.classe = f.classe_origine.empty() && !affectation ? f.division : f.classe_origine;
    if (!affectation)
        s.formation = f.formation;
    return s;
}

std::optional<jeunes::Inscription> inscription_passee(Reader& db, base::Coffre const& coffre, Importation const& i,
                                                      FicheLue const& f, Id<jeunes::Jeune> jeune, Annuaire& annuaire) {
    auto s = scolarite_lue(db, i, f, annuaire);
    bool finie = s.annee && (*s.annee < base::AnneeScolaire::du(i.jour) || i.nature == Nature::affectation);
    if (!finie || s.vide())
        return std::nullopt;
    jeunes::Inscription ins;
    ins.jeune = jeune;
    ins.annee = *s.annee;
    if (s.etablissement)
        ins.etablissement = s.etablissement->id;
    else
        ins.structure = s.lieu;
    ins.du = ins.annee.premier_jour();
    if (f.sortie && *f.sortie >= ins.du && *f.sortie <= ins.annee.dernier_jour()) {
        ins.au = f.sortie;
        ins.motif_sortie = f.motif_sortie;
    }
    ins.mef = s.mef;
    ins.formation = s.formation.empty() ? libelle(db, i.source, "MEF", s.mef).value_or("") : s.formation;
    ins.classe = s.classe;
    ins.source = i.source;
    ins.cle_source = cle_de_personne(f, i, coffre);
    ins.vue_le = i.deposee_le;
    return connue_autrement(db, ins) ? std::nullopt : std::optional{std::move(ins)};
}

} // namespace metier::echanges
