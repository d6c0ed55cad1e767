#pragma once

#include "app/books_pool.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

/// What the server counts of itself, as Prometheus reads it (text format 0.0.4). Labels are routes
/// and statuses only: neither a path nor a name of anybody comes in, and their number is bounded.

namespace imdad::http {

class Metrics {
 public:
    void answered(const std::string& route, int status, std::chrono::nanoseconds took);

    std::atomic<std::int64_t> connections{0};       ///< open now
    std::atomic<std::uint64_t> accepted{0};         ///< since the start
    std::atomic<std::uint64_t> turned_away{0};      ///< there were too many
    std::atomic<std::uint64_t> cut{0};              ///< too slow
    std::atomic<std::uint64_t> broken{0};           ///< ended by a fault within
    std::atomic<std::int64_t> queue{0};             ///< requests that wait for a worker or have one
    std::atomic<std::uint64_t> queue_overflows{0};  ///< requests refused because the queue was full

    /// `books_bytes`: size of the file of the books; negative: not known.
    [[nodiscard]] std::string text(std::int64_t books_bytes,
                                   const app::BooksPool::Counts& kept) const;

 private:
    static constexpr std::array<double, 9> kBoundsSeconds{
        0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0};

    struct Latency {
        std::array<std::uint64_t, kBoundsSeconds.size() + 1> counts{};
        double seconds = 0;
    };

    mutable std::mutex mutex_;  ///< of what follows
    std::map<std::pair<std::string, int>, std::uint64_t> answers_;
    std::map<std::string, Latency> latencies_;
};

}  // namespace imdad::http
