#include "metier/acces/double_envoi.hpp"

#include "base/secret.hpp"
#include "web/form.hpp"

namespace metier::acces {

void DoublesEnvois::oublier_les_anciens() {
    auto limite = std::chrono::steady_clock::now() - garde_;
    std::erase_if(envois_, [&](auto const& e) { return !e.second.en_cours && e.second.recu < limite; });
}

web::Reply DoublesEnvois::une_fois(std::string const& empreinte, std::function<web::Reply()> const& traiter) {
    {
        std::unique_lock tenu{m_};
        oublier_les_anciens();
        auto vu = [&] { return envois_.find(empreinte); };
        fini_.wait(tenu, [&] { return vu() == envois_.end() || !vu()->second.en_cours; });
        if (auto premier = vu(); premier != envois_.end())
            return *premier->second.reponse;
        envois_[empreinte] = {.en_cours = true, .reponse = {}, .recu = std::chrono::steady_clock::now()};
    }
    auto rendre = [&](std::optional<web::Reply> reponse) {
        std::lock_guard tenu{m_};
        if (reponse)
            envois_[empreinte] = {
                .en_cours = false, .reponse = std::move(reponse), .recu = std::chrono::steady_clock::now()};
        else
            envois_.erase(empreinte);
        fini_.notify_all();
    };
    try {
        auto reponse = traiter();
        constexpr int ecrit = 303;
        rendre(reponse.status == ecrit ? std::optional{reponse} : std::nullopt);
        return reponse;
    } catch (...) {
        rendre(std::nullopt);
        throw;
    }
}

std::string empreinte_de(web::Request const& requete, std::string const& session) {
    if (requete.method != "POST" || session.empty() || !requete.uploads.empty() ||
        requete.field(web::Csrf::nom).empty())
        return {};
    std::string tout = session + '\x1f' + requete.path;
    for (auto const* champs : {&requete.query, &requete.form})
        for (auto const& [nom, valeur] : *champs)
            tout += '\x1f' + nom + '\x1e' + valeur;
    return base::sha256(tout);
}

} // namespace metier::acces
