#include "web/workers.hpp"

#include <utility>

namespace web {

Workers::Workers(unsigned threads, std::size_t queue) : limit_{queue} {
    for (unsigned i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
    {
        std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    arrived_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

bool Workers::submit(std::function<void()> job) {
    {
        std::lock_guard lock{mutex_};
        // A free worker takes the job at once: only those that will wait count against the limit.
        if (queue_.size() + working_ >= limit_ + threads_.size())
            return false;
        queue_.push_back(std::move(job));
    }
    arrived_.notify_one();
    return true;
}

Workers::Counts Workers::counts() const {
    std::lock_guard lock{mutex_};
    return {.queued = queue_.size(), .working = working_};
}

void Workers::work() {
    std::unique_lock lock{mutex_};
    while (true) {
        arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty())
            return;
        auto job = std::move(queue_.front());
        queue_.pop_front();
        ++working_;
        lock.unlock();
        job();
        job = nullptr; // what it holds is released here, not under the lock
        lock.lock();
        --working_;
    }
}

} // namespace web
