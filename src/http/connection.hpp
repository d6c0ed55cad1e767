#pragma once

#include "http/server.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <set>
#include <utility>  // before Asio: that of Boost 1.74 uses std::exchange without including it

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>

/// One connection after another request on it; shared between all: the service, the workers, the
/// list of those that are open.

namespace imdad::http {

/// A connection as the server sees it when it stops.
class Open {
 public:
    virtual ~Open() = default;
    /// Ends it if no request is under way on it. Called by any thread.
    virtual void end_if_idle() = 0;
};

/// Who asks the books. Those that write wait for the disk and for each other, and whoever only
/// reads never waits for them; nor for those that take seconds.
struct Workers {
    Workers(std::size_t count, std::int64_t waiting_max) : threads(count), queue_max(waiting_max) {}

    boost::asio::thread_pool threads;
    const std::int64_t queue_max;
    std::atomic<std::int64_t> queue{0};  ///< requests that wait for one of them or have one
};

struct Shared {
    static constexpr std::int64_t kLongQueue = 8;

    Shared(Service& the_service, const Limits& the_limits)
        : service(the_service),
          limits(the_limits),
          reading(the_limits.workers, the_limits.queue),
          reading_long(1, std::min(kLongQueue, the_limits.queue)),
          writing(the_limits.writers, the_limits.queue) {}

    [[nodiscard]] Workers& of(Work work) {
        return work == Work::writing ? writing : work == Work::reading ? reading : reading_long;
    }

    Service& service;
    const Limits& limits;
    Workers reading;
    Workers reading_long;
    Workers writing;
    std::atomic<bool> stopping{false};
    std::atomic<std::int64_t> documents{0};  ///< long ones that are being read or answered
    std::mutex mutex;                        ///< of what follows
    std::set<Open*> open;
};

/// Serves the connection on its own strand until either side ends it. `tls`: null for none.
void begin_connection(boost::asio::ip::tcp::socket socket,
                      Shared& shared,
                      boost::asio::ssl::context* tls);

}  // namespace imdad::http
