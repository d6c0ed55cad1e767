#pragma once

#include <cstdint>

/// Seeded random streams whose numbers do not depend on the standard library or on threads.

namespace imdad::base {

/// SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014. One stream per (seed, purpose); equal arguments give equal numbers everywhere.
class RandomStream {
 public:
    RandomStream(std::uint64_t seed, std::uint64_t purpose)
        : state_(mix(seed + kGamma * (purpose + 1))) {}

    std::uint64_t next() { return mix(state_ += kGamma); }

    /// Whole number in [0, bound), without bias for bounds far below 2^64. Requires: bound > 0.
    std::int64_t below(std::int64_t bound) {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::int64_t>(
            (static_cast<Wide>(next()) * static_cast<std::uint64_t>(bound)) >> 64);
    }

    /// Whole number in [low, high].
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + below(high - low + 1);
    }

    /// Real number in [0, 1).
    double real() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    bool chance(double probability) { return real() < probability; }

 private:
    static constexpr std::uint64_t kGamma = 0x9e3779b97f4a7c15;

    static constexpr std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    std::uint64_t state_;
};

}  // namespace imdad::base
