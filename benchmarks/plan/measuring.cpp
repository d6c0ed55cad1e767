#include "benchmarks/plan/measuring.hpp"

#include <fstream>
#include <string>

#include <sys/resource.h>

namespace imdad::benchmarks {

namespace {

/// Peak of this program alone, kibibytes; 0 where the system does not tell.
std::int64_t high_water_mark_kib() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        if (word == "VmHWM:") {
            std::int64_t kib = 0;
            status >> kib;
            return kib;
        }
    }
    return 0;
}

}  // namespace

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::int64_t peak_mb() {
    std::int64_t kib = high_water_mark_kib();
    if (kib == 0) {
        // Second choice: on Linux it starts from the size of the program that started this one, so
        // a small instance would show the memory of the script that runs the benchmarks.
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        kib = usage.ru_maxrss;
    }
    return (kib * 1024 + 999'999) / 1'000'000;
}

}  // namespace imdad::benchmarks
