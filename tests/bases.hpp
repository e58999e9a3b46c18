#pragma once
// The databases of repository tests: SQLite always; PostgreSQL when RACCROCHE_PG gives the address of a server where
// databases may be created (outils/verifier starts a private one). Each test gets an empty, migrated database.
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <unistd.h>

#include "base/secret.hpp"
#include "storage/database.hpp"
#include "storage/migrations.hpp"

namespace essais {

class BaseDEssai {
public:
    explicit BaseDEssai(std::string const& genre, bool migrer = true) {
        if (genre == "postgresql") {
            nom_ = "essai_" + std::to_string(::getpid()) + "_" + base::hexa(base::octets_au_hasard(5));
            administrer("create database " + nom_ + " template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
            base_ = std::make_unique<storage::Database>(adresse() + "/" + nom_, 6);
        } else {
            fichier_ = (std::filesystem::temp_directory_path() / ("raccroche_" + base::hexa(base::octets_au_hasard(8))))
                           .string();
            base_ = std::make_unique<storage::Database>("sqlite:" + fichier_, 6);
            auto rapide = base_->write(); // tests do not survive a power cut
            rapide.connection().script("pragma synchronous = off");
        }
        if (migrer)
            storage::migrate(*base_, Instant{});
    }
    ~BaseDEssai() {
        base_.reset();
        if (!nom_.empty())
            administrer("drop database " + nom_ + " with (force)");
        for (auto const* suffixe : {"", "-wal", "-shm"})
            if (!fichier_.empty())
                std::filesystem::remove(fichier_ + suffixe);
    }
    storage::Database& operator*() { return *base_; }
    storage::Database* operator->() { return base_.get(); }

    /// « sqlite », et « postgresql » quand il y en a un.
    static std::vector<std::string> genres() {
        std::vector<std::string> liste{"sqlite"};
        if (std::getenv("RACCROCHE_PG"))
            liste.emplace_back("postgresql");
        return liste;
    }

private:
    static std::string adresse() { return std::getenv("RACCROCHE_PG"); }
    static void administrer(std::string const& sql) {
        storage::Database postgres{adresse() + "/postgres", 1};
        postgres.write().connection().script(sql);
    }
    std::string nom_, fichier_;
    std::unique_ptr<storage::Database> base_;
};

} // namespace essais
