#pragma once

#include <chrono>
#include <cstdint>

/// What a command cost. Measured here and shown on the terminal only: a duration in a file would
/// make two runs on the same input differ.

namespace imdad::app {

struct Usage {
    double seconds = 0;  ///< wall time
    std::int64_t peak_mb =
        0;  ///< largest resident memory of the process so far, 10^6 bytes, rounded up
};

class Stopwatch {
 public:
    [[nodiscard]] Usage read() const;

 private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace imdad::app
