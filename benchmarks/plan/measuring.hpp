#pragma once

#include <chrono>
#include <cstdint>
#include <utility>

namespace imdad::benchmarks {

struct Cost {
    double seconds = 0;      ///< wall, by the steady clock
    double cpu_seconds = 0;  ///< of all threads; steadier than the wall on a busy machine
};

/// Seconds that this process has computed so far, user and system.
[[nodiscard]] double cpu_seconds();

template <typename Work>
[[nodiscard]] Cost cost_of(Work&& work) {
    const double cpu_begin = cpu_seconds();
    const auto begin = std::chrono::steady_clock::now();
    std::forward<Work>(work)();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    return {wall.count(), cpu_seconds() - cpu_begin};
}

/// Largest resident memory of this process so far, in 10^6 bytes, rounded up.
[[nodiscard]] std::int64_t peak_mb();

}  // namespace imdad::benchmarks
