#include "metier/jeunes/apports.hpp"

#include <algorithm>

namespace metier::jeunes {
namespace {

std::string dix_chiffres(std::int64_t n) {
    auto s = std::to_string(n);
    return std::string(s.size() < 10 ? 10 - s.size() : 0, '0') + s;
}

} // namespace

std::string cle_d_evenement(Instant instant, std::string_view genre, std::int64_t numero) {
    return base::iso(instant) + "/" + std::string(genre) + "/" + dix_chiffres(numero);
}

std::string cle_d_evenement(Date jour, std::string_view genre, std::int64_t numero) {
    return base::iso(jour) + "T12:00:00Z/" + std::string(genre) + "/" + dix_chiffres(numero);
}

std::string Filtre::avant_instant() const {
    return avant.empty() ? "9999-12-31T00:00:00Z" : avant.substr(0, avant.find('/'));
}

void Apports::evenements(std::string genre, std::string libelle, Evenements f) {
    contributeurs_.push_back({std::move(genre), std::move(libelle), std::move(f)});
}

void Apports::bloc(int ordre, std::string titre, std::function<web::Html(acces::Contexte&, Id<Jeune>)> f) {
    blocs_.insert(std::ranges::upper_bound(blocs_, ordre, {}, &Bloc::ordre), {ordre, std::move(titre), std::move(f)});
}

void Apports::action(int ordre, std::string libelle,
                     std::function<std::optional<web::Lien>(acces::Contexte&, Id<Jeune>)> f, bool sans_ecrire) {
    actions_.insert(std::ranges::upper_bound(actions_, ordre, {}, &Action::ordre),
                    {ordre, std::move(libelle), std::move(f), sans_ecrire});
}

void Apports::passage(int ordre, std::string titre,
                      std::function<std::vector<LigneDePassage>(acces::Contexte&, Id<Jeune>)> f) {
    passages_.insert(std::ranges::upper_bound(passages_, ordre, {}, &RubriqueDePassage::ordre),
                     {ordre, std::move(titre), std::move(f)});
}

std::string Apports::Etendue::condition(std::string_view colonne) const {
    std::string numeros;
    for (auto j : jeunes)
        numeros += (numeros.empty() ? "" : ", ") + std::to_string(j.valeur);
    auto c = std::string(colonne);
    if (quoi == ces_jeunes)
        return numeros.empty() ? "1 = 0" : c + " in (" + numeros + ")";
    return numeros.empty() ? "1 = 1" : "(" + c + " is null or " + c + " not in (" + numeros + "))";
}

web::Lien lien(Id<Jeune> id) { return web::lien("/jeunes/{}", id); }

} // namespace metier::jeunes
