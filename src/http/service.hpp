#pragma once

#include "app/books_pool.hpp"
#include "http/authenticate.hpp"
#include "http/message.hpp"
#include "http/metrics.hpp"
#include "http/router.hpp"
#include "http/web_files.hpp"

#include <atomic>
#include <mutex>
#include <set>
#include <string>

/// From a request to its answer, whatever carried it: who asks, which route, the handler, what
/// every answer carries besides. Used by several threads at once.

namespace imdad::http {

/// What kind of work a request is, so that no kind waits for another.
enum class Work : std::uint8_t { reading, reading_long, writing };

class Service {
 public:
    /// `strong_ms`: see `Sessions`. `plans` may be null, and must outlive the service.
    Service(std::string books, WebFiles files, std::int64_t strong_ms, app::PlanJobs* plans)
        : books_(std::move(books)),
          pool_(books_),
          files_(std::move(files)),
          gate_(strong_ms),
          plans_(plans) {}

    /// What can be answered without the books, at once: no such path, nobody known, health. No
    /// value: `answer` has to be asked, by a thread that does such `work` and may wait for a disk.
    [[nodiscard]] std::optional<Response> answer_at_once(const Request& request, Work& work) const;

    /// Never throws: what is thrown within becomes an answer, and a line of the log.
    [[nodiscard]] Response answer(const Request& request) const;

    /// An answer to what the transport could not read or carry out.
    [[nodiscard]] static Response refusal(app::Told told);

    /// Puts on an answer what every answer carries: the headers that keep a browser safe.
    static void finish(const Request& request, Response& response);

    /// Says at /readyz that no new work is taken.
    void set_stopping() { stopping_ = true; }

    [[nodiscard]] Metrics& metrics() const { return metrics_; }

 private:
    /// The route, and whatever of it can be refused without the books.
    [[nodiscard]] tl::expected<Found, Problem> route_of(const Request& request,
                                                        const Target& target) const;

    [[nodiscard]] Outcome handled(const Call& call) const;

    std::string books_;
    mutable app::BooksPool pool_;  ///< open books from one request to the next
    WebFiles files_;
    mutable Gate gate_;
    app::PlanJobs* plans_;
    mutable std::mutex keys_mutex_;       ///< of the next
    mutable std::set<std::string> keys_;  ///< of the writing requests that are under way
    std::atomic<bool> stopping_{false};
    mutable Metrics metrics_;
};

/// The table of all routes.
[[nodiscard]] std::span<const Route> all_routes();

}  // namespace imdad::http
