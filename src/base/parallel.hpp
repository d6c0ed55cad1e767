#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace imdad::base {

/// Runs `task(i)` for i in [0, count) on up to `threads` threads, the caller's among them, and
/// waits for all. The tasks must be independent: who runs which is not determined, so a result may
/// depend on i only. The first exception by thread is rethrown after all have ended.
template <typename Task>
void run_tasks(std::size_t count, int threads, const Task& task) {
    const auto lanes = std::min(count, static_cast<std::size_t>(std::max(1, threads)));
    std::atomic<std::size_t> next = 0;
    std::vector<std::exception_ptr> failures(lanes);
    const auto work = [&](std::size_t lane) {
        try {
            for (std::size_t i = next++; i < count; i = next++) {
                task(i);
            }
        } catch (...) {
            failures[lane] = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t lane = 1; lane < lanes; ++lane) {
            others.emplace_back(work, lane);
        }
        work(0);
    }
    for (const std::exception_ptr& failure : failures) {
        if (failure) {
            std::rethrow_exception(failure);
        }
    }
}

}  // namespace imdad::base
