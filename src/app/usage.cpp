#include "app/usage.hpp"

#include <sys/resource.h>

namespace imdad::app {

Usage Stopwatch::read() const {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin_;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    // Linux gives kibibytes.
    const std::int64_t bytes = static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
    return {elapsed.count(), (bytes + 999'999) / 1'000'000};
}

}  // namespace imdad::app
