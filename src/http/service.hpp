#pragma once

#include "http/authenticate.hpp"
#include "http/message.hpp"
#include "http/metrics.hpp"
#include "http/router.hpp"

#include <atomic>
#include <mutex>
#include <set>
#include <string>

/// From a request to its answer, whatever carried it: who asks, which route, the handler, what
/// every answer carries besides. Used by several threads at once.

namespace imdad::http {

class Service {
 public:
    Service(std::string books, Tokens tokens)
        : books_(std::move(books)), tokens_(std::move(tokens)) {}

    /// What can be answered without the books, at once: no such path, nobody known, health. No
    /// value: `answer` has to be asked, by a thread that may wait for a disk.
    [[nodiscard]] std::optional<Response> answer_at_once(const Request& request) const;

    /// Never throws: what is thrown within becomes an answer, and a line of the log.
    [[nodiscard]] Response answer(const Request& request) const;

    /// An answer to what the transport could not read or carry out.
    [[nodiscard]] static Response refusal(int status,
                                          const std::string& code,
                                          const std::string& line,
                                          const std::string& next);

    /// Puts on an answer what every answer carries: the headers that keep a browser safe.
    static void finish(const Request& request, Response& response);

    /// Says at /readyz that no new work is taken.
    void set_stopping() { stopping_ = true; }

    [[nodiscard]] Metrics& metrics() const { return metrics_; }

 private:
    [[nodiscard]] Outcome begin(const Request& request, const Target& target, Found& found) const;

    [[nodiscard]] Outcome handled(const Call& call) const;

    std::string books_;
    Tokens tokens_;
    mutable std::mutex keys_mutex_;       ///< of the next
    mutable std::set<std::string> keys_;  ///< of the writing requests that are under way
    std::atomic<bool> stopping_{false};
    mutable Metrics metrics_;
};

/// The table of all routes.
[[nodiscard]] std::span<const Route> all_routes();

}  // namespace imdad::http
