#include "storage/database.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "storage/backends.hpp"

namespace storage {

std::string placeholders(std::size_t n) {
    std::string s;
    for (std::size_t i = 0; i < n; ++i)
        s += i ? ", ?" : "?";
    return s;
}

/// Connections opened when needed, at most `limit`.
class Pool {
public:
    Pool(std::function<std::unique_ptr<Connection>()> open, int limit) : open_{std::move(open)}, limit_{limit} {}

    std::unique_ptr<Connection> take() {
        std::unique_lock lock{mutex_};
        if (!free_changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return !free_.empty() || opened_ < limit_; }))
            throw Unavailable("toutes les connexions à la base sont prises");
        if (!free_.empty()) {
            auto connection = std::move(free_.back());
            free_.pop_back();
            connection->queries = 0;
            return connection;
        }
        ++opened_;
        lock.unlock();
        try {
            return open_();
        } catch (...) { // counted back, then passed on
            lock.lock();
            --opened_;
            throw;
        }
    }
    void give_back(std::unique_ptr<Connection> connection) {
        std::lock_guard lock{mutex_};
        free_.push_back(std::move(connection));
        free_changed_.notify_one();
    }

private:
    std::function<std::unique_ptr<Connection>()> open_;
    int limit_;
    int opened_ = 0;
    std::mutex mutex_;
    std::condition_variable free_changed_;
    std::vector<std::unique_ptr<Connection>> free_;
};

Lease::Lease(Pool& pool, std::unique_ptr<Connection> connection) : pool_{&pool}, connection_{std::move(connection)} {}
Lease::Lease(Lease&&) noexcept = default;
Lease::~Lease() {
    if (connection_)
        pool_->give_back(std::move(connection_));
}

Database::Database(std::string url, int connections) : url_{std::move(url)} {
    if (url_.starts_with("postgres")) {
        readers_ = std::make_unique<Pool>([this] { return open_postgres(url_); }, connections);
        return;
    }
    ensure(url_.starts_with("sqlite:"), "adresse de base inconnue");
    auto path = url_.substr(7);
    if (path == ":memory:") {
        static std::atomic<int> number{0}; // each in-memory database its own name, shared by its connections
        path = "file:memoire" + std::to_string(++number) + "?mode=memory&cache=shared";
        // A shared-cache memory takes table locks; tests use one connection for everything.
        writers_ = std::make_unique<Pool>([path] { return open_sqlite(path, false); }, 1);
        writers_->give_back(writers_->take());
        readers_ = std::make_unique<Pool>(
            [path] {
                auto c = open_sqlite(path, false);
                c->script("pragma read_uncommitted = 1");
                return c;
            },
            connections);
        return;
    }
    writers_ = std::make_unique<Pool>([path] { return open_sqlite(path, false); }, 1);
    writers_->give_back(writers_->take()); // creates the file and its WAL before any query_only reader
    readers_ = std::make_unique<Pool>([path] { return open_sqlite(path, true); }, connections);
}

Database::~Database() = default;

Engine Database::engine() const { return writers_ ? Engine::sqlite : Engine::postgresql; }

Lease Database::read() { return {*readers_, readers_->take()}; }

Lease Database::write() {
    auto& pool = writers_ ? *writers_ : *readers_;
    return {pool, pool.take()};
}

bool Database::alive() noexcept {
    try {
        return read().reader().one<int>("select 1") == 1;
    } catch (std::exception const&) { // the question is only « does it answer »
        return false;
    }
}

Transaction::Transaction(Database& database) : lease_{database.write()}, writer_{lease_.connection()} {
    lease_.connection().begin();
}

Transaction::~Transaction() {
    if (open_)
        lease_.connection().rollback();
}

void Transaction::commit() {
    lease_.connection().commit();
    open_ = false;
}

} // namespace storage
