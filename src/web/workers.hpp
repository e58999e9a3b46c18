#pragma once
// A fixed number of threads and a bounded queue of jobs.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace web {

class Workers {
public:
    struct Counts {
        std::size_t queued = 0;
        std::size_t working = 0;
    };

    Workers(unsigned threads, std::size_t queue);
    ~Workers(); ///< does the jobs that are queued, then stops
    Workers(Workers const&) = delete;
    Workers& operator=(Workers const&) = delete;

    /// False when the queue is full. A job must not throw.
    bool submit(std::function<void()> job);
    Counts counts() const;

private:
    void work();

    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::function<void()>> queue_;
    std::size_t limit_;
    std::size_t working_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace web
