#pragma once

#include "http/server.hpp"

#include <atomic>
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

struct Shared {
    Shared(Service& the_service, const Limits& the_limits)
        : service(the_service), limits(the_limits), workers(the_limits.workers) {}

    Service& service;
    const Limits& limits;
    boost::asio::thread_pool workers;
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
