#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// An open loop of requests: each has its moment, whether the ones before it were answered or not,
/// and the time that it took counts from that moment. A server that stands still for a second has
/// then kept a thousand waiting, and not one.

namespace imdad::benchmarks {

struct LoadOptions {
    std::uint16_t port = 0;
    std::string token;
    double rate = 1000;      ///< requests a second
    double seconds = 10;     ///< that are counted
    double warm_up = 2;      ///< seconds before, that are not
    double write_share = 0;  ///< of the requests
    int connections_max = 2000;
    bool fresh = false;  ///< each request on a connection of its own
    bool hello = false;  ///< of the bare server
    int idle = 0;        ///< connections that were answered once and then say nothing
    int slow = 0;        ///< that send a byte of a request a second, and begin anew when cut off
};

/// What became of the requests of one kind.
struct LoadFigure {
    std::int64_t sent = 0;
    std::map<int, std::int64_t> answers;  ///< by status; 0: the connection broke
    std::vector<double> seconds;          ///< of those that were answered below 300, sorted
    /// `Idempotency-Key` of writing requests that were acknowledged in all, warming up included.
    std::int64_t acknowledged = 0;
    std::int64_t broken = 0;  ///< writing requests of which nobody knows, warming up included
};

struct LoadOutcome {
    LoadFigure reads;
    LoadFigure writes;
    double seconds = 0;   ///< between the first and the last moment that counts
    double late_max = 0;  ///< by how much this program itself sent anything too late
    int connections = 0;  ///< open at the same time, at most
    int idle_open = 0;    ///< of the idle ones, at the end
    std::int64_t slow_cut = 0;
};

[[nodiscard]] LoadOutcome run_load(const LoadOptions& options);

/// Answers every request with a few words, as a program of Boost.Beast and nothing else does, until
/// the process is ended. `listening` gets the port.
void run_hello(int threads, void (*listening)(std::uint16_t port));

}  // namespace imdad::benchmarks
