#include "metier/reperage/formulaires.hpp"

namespace metier::reperage {

std::vector<web::Choix> preuves_offertes() {
    auto liste = web::choix_de<Preuve>();
    std::erase_if(liste, [](auto const& c) { return c.code == base::code(Preuve::sans_reponse); });
    for (std::size_t i = 0; i < liste.size(); ++i)
        liste[i].touche = std::to_string(i + 1);
    return liste;
}

bool preuve_donnee(web::Field<Preuve>& preuve, web::Field<Resultat> const& resultat) {
    if (preuve || !preuve.error().empty() || !resultat || *resultat == Resultat::injoignable)
        return preuve.error().empty();
    preuve.refuse("Dites comment vous le savez : rien n’est choisi à votre place.");
    return false;
}

Preuve preuve_de(web::Field<Preuve> const& preuve, Resultat resultat) {
    return resultat == Resultat::injoignable ? Preuve::sans_reponse : *preuve;
}

/// Un décès ne se note pas à plusieurs.
FormLot::FormLot() {
    auto possibles = web::choix_de<Resultat>();
    std::erase_if(possibles, [](auto const& c) { return c.code == base::code(Resultat::deces); });
    resultat.offer_choices(possibles);
    preuve.offer_choices(preuves_offertes());
}

} // namespace metier::reperage
