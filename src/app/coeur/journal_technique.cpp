#include "app/coeur/journal_technique.hpp"

#include <spdlog/async.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

namespace app {

void ouvrir_journal_technique(std::string const& chemin) {
    auto journal = chemin.empty() ? spdlog::stderr_logger_mt("raccroche")
                                  : spdlog::rotating_logger_mt("raccroche", chemin, 10 * 1024 * 1024, 5);
    journal->set_pattern(R"({"instant":"%Y-%m-%dT%H:%M:%S.%eZ","niveau":"%l",%v})", spdlog::pattern_time_type::utc);
    journal->flush_on(spdlog::level::warn);
    spdlog::set_default_logger(journal);
    spdlog::flush_every(std::chrono::seconds{2});
}

void noter(std::string const& message) {
    spdlog::warn(R"("message":{})",
                 nlohmann::json(message).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void noter_acces(web::Access const& a) {
    auto niveau = a.status >= 500 ? spdlog::level::err : a.status >= 400 ? spdlog::level::warn : spdlog::level::info;
    auto texte = [](std::string const& s) {
        return nlohmann::json(s).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    };
    spdlog::log(
        niveau,
        R"("methode":{},"route":{},"statut":{},"attente_us":{},"travail_us":{},"total_us":{},"recus":{},"envoyes":{},"reference":{},"erreur":{})",
        texte(a.method), texte(a.route), a.status, a.queued.count(), a.handled.count(), a.total.count(), a.bytes_in,
        a.bytes_out, texte(a.reference), texte(a.error));
}

} // namespace app
