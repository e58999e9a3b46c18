#include "metier/partenariats/pages.hpp"

#include "base/texte.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::partenariats {

using namespace web;

Delais delais(Reader& db, Date jour) {
    auto jours = [&](std::string_view code) { return territoire::entier(db, code, jour); };
    return {jours("place.confirmation"), jours("place.rappel"), jours("convention.alerte"),
            jours("contact_partenaire.validite")};
}

Html badge_de_contact(Contact const& c, Date jour, Delais const& d) {
    auto le = base::affiche(c.confirme_le);
    return a_confirmer(c, jour, d.contact) ? badge(Ton::attention, "À confirmer, vu le " + le)
                                           : badge(Ton::succes, "Confirmé le " + le);
}

Html badge_de_convention(Convention const& c, Date jour, Delais const& d) {
    auto e = etat(c, jour, d.convention);
    auto ton = e == EtatDeConvention::en_cours       ? Ton::succes
               : e == EtatDeConvention::echue        ? Ton::erreur
               : e == EtatDeConvention::a_renouveler ? Ton::attention
                                                     : Ton::neutre;
    auto reste = base::jours_entre(jour, c.au);
    std::string dit{base::libelle(e)};
    if (e == EtatDeConvention::a_renouveler)
        dit += reste > 0    ? ", terme dans " + base::pluriel(reste, "jour")
               : reste == 0 ? ", terme aujourd’hui"
                            : ", reconduite depuis le " + base::affiche(c.au);
    return badge(ton, dit);
}

Html badge_de_place(Offre const& o, Date jour, Delais const& d) {
    auto depuis = base::jours_entre(o.confirmee(), jour);
    if (grisee(o, jour, d.place))
        return badge(Ton::attention, Icone::horloge, "Non confirmée depuis " + base::pluriel(depuis, "jour"));
    auto par = o.confirmee_par.empty() ? std::string{} : " par " + o.confirmee_par;
    return badge(Ton::succes, "Confirmée le " + base::affiche(o.confirmee()) + par);
}

std::string conditions(Offre const& o) {
    std::vector<std::string> dites;
    if (o.age_de && o.age_a)
        dites.push_back(std::to_string(*o.age_de) + " à " + std::to_string(*o.age_a) + " ans");
    else if (o.age_de)
        dites.push_back(std::to_string(*o.age_de) + " ans et plus");
    else if (o.age_a)
        dites.push_back(std::to_string(*o.age_a) + " ans au plus");
    if (o.sans_qualification)
        dites.emplace_back("sans baccalauréat ni diplôme professionnel");
    if (o.interruption.value_or(0) > 0)
        dites.push_back("interruption de " + std::to_string(*o.interruption) + " mois");
    if (!o.conditions.empty())
        dites.push_back(o.conditions);
    return base::joint(dites, ", ");
}

Lien lien(Id<Offre> id) { return web::lien("/places/{}", id); }

std::vector<Etape> fil(Partenaire const& p) { return {{"Partenaires", web::lien("/partenaires")}, {p.nom, lien(p)}}; }

Html avis_de_conflit(bool conflit) {
    return when(conflit, [] {
        return notice(Ton::attention, "Quelqu’un a enregistré avant vous. Votre saisie est gardée ci-dessous\u00a0: "
                                      "vérifiez-la, puis enregistrez.");
    });
}

std::vector<Field<int>> nombres(std::vector<Offre> const& offres) {
    std::vector<Field<int>> champs;
    for (auto const& o : offres) {
        champs.emplace_back("nombre_" + std::to_string(o.id.valeur), "Places libres (0\u00a0: il n’y en a plus)",
                            at_least(0), at_most(500));
        champs.back().set(static_cast<int>(o.nombre));
    }
    return champs;
}

bool lire(std::vector<Field<int>>& champs, Request const& r) {
    std::vector<FieldBase*> tous;
    for (auto& c : champs)
        tous.push_back(&c);
    return read_all(tous, r.form);
}

std::vector<Erreur> erreurs_des_nombres(std::vector<Field<int>> const& champs) {
    std::vector<Erreur> liste;
    for (auto const& c : champs)
        if (!c.error().empty())
            liste.push_back({c.anchor(), c.label(), c.error()});
    return liste;
}

Html champs_de_confirmation(std::vector<Offre> const& offres, std::vector<Field<int>> const& champs, Date jour,
                            Delais const& d) {
    Html html;
    for (std::size_t i = 0; i < offres.size(); ++i) {
        auto const& o = offres[i];
        html += fieldset(legend(o.formation),
                         p("Entrée possible à partir du ", o.du,
                           when(o.au.has_value(), [&] { return ensemble(" et jusqu’au ", *o.au); }), ". ",
                           badge_de_place(o, jour, d)),
                         champ(champs[i]));
    }
    return html;
}

} // namespace metier::partenariats
