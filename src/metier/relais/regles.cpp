#include "metier/relais/regles.hpp"

#include "base/texte.hpp"
#include "metier/territoire/calendrier.hpp"

namespace metier::relais {

std::vector<Champ> champs_utiles(Finalite f) {
    using enum Champ;
    switch (f) {
    case Finalite::place: return {identite, naissance, coordonnees, scolarite, diplomes};
    case Finalite::accompagnement: return {identite, naissance, coordonnees, commune, situation, appuis};
    case Finalite::orientation_scolaire: return {identite, naissance, coordonnees, scolarite, appuis};
    case Finalite::insertion_sociale: return {identite, naissance, coordonnees, commune};
    case Finalite::suivi_de_bassin:
        return {identite, naissance, coordonnees, commune, responsables, scolarite, diplomes, situation, appuis};
    }
    return {};
}

std::string ecrire(std::span<Champ const> champs) {
    std::string codes;
    for (auto c : champs)
        codes += (codes.empty() ? "" : " ") + std::string(base::code(c));
    return codes;
}

std::vector<Champ> lire_champs(std::string_view codes) {
    std::vector<Champ> champs;
    for (auto const& c : base::decoupe(std::string(codes), ' '))
        if (auto champ = base::lire_code<Champ>(c))
            champs.push_back(*champ);
    return champs;
}

Etat etat(Suivi const& s) {
    if (s.contact_le)
        return Etat::pris_en_charge;
    if (s.retire)
        return Etat::retire;
    if (s.revenu)
        return Etat::revenu;
    if (!s.repondu_le)
        return Etat::attend_reponse;
    return s.accepte ? Etat::attend_contact : Etat::refuse;
}

std::optional<Date> terme(Suivi const& s, Delais const& d) {
    auto e = etat(s);
    if (e != Etat::attend_reponse && e != Etat::attend_contact)
        return {};
    auto fin = e == Etat::attend_reponse ? apres_jours_ouvres(base::a_paris(s.envoye_le).jour, d.reponse)
                                         : base::plus_jours(base::a_paris(*s.repondu_le).jour, d.contact);
    if (s.rappele_le) // qui vient d'être rappelé a le temps de répondre
        fin = std::max(fin, apres_jours_ouvres(base::a_paris(*s.rappele_le).jour, d.rappel));
    return fin;
}

std::optional<Date> rappel_permis(Suivi const& s, Delais const& d) {
    auto e = etat(s);
    if (e != Etat::attend_reponse && e != Etat::attend_contact)
        return {};
    auto depuis = std::max(s.rappele_le.value_or(s.envoye_le), s.repondu_le.value_or(s.envoye_le));
    return apres_jours_ouvres(base::a_paris(depuis).jour, d.rappel);
}

Date apres_jours_ouvres(Date jour, int n) {
    while (n > 0) {
        jour = base::plus_jours(jour, 1);
        auto semaine = std::chrono::weekday{std::chrono::sys_days{jour}};
        if (semaine != std::chrono::Saturday && semaine != std::chrono::Sunday && territoire::jour_ferie(jour).empty())
            --n;
    }
    return jour;
}

} // namespace metier::relais
