#include "http/metrics.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::http {

namespace {

template <typename Number>
std::string single(const char* name, const char* type, const char* help, Number value) {
    return fmt::format(
        "# HELP imdad_{0} {2}\n# TYPE imdad_{0} {1}\nimdad_{0} {3}\n", name, type, help, value);
}

}  // namespace

void Metrics::answered(const std::string& route, int status, std::chrono::nanoseconds took) {
    const double seconds = std::chrono::duration<double>(took).count();
    const auto* const bound = std::ranges::lower_bound(kBoundsSeconds, seconds);
    const std::scoped_lock lock(mutex_);
    ++answers_[{route, status}];
    Latency& latency = latencies_[route];
    ++latency.counts.at(static_cast<std::size_t>(bound - kBoundsSeconds.begin()));
    latency.seconds += seconds;
}

std::string Metrics::text(std::int64_t books_bytes, const app::BooksPool::Counts& kept) const {
    std::string text =
        single("connections", "gauge", "Open connections.", connections.load()) +
        single("connections_total", "counter", "Connections accepted.", accepted.load()) +
        single("connections_refused_total",
               "counter",
               "Connections turned away because too many were open.",
               turned_away.load()) +
        single("connections_cut_total", "counter", "Connections cut for slowness.", cut.load()) +
        single("connections_broken_total",
               "counter",
               "Connections ended by a fault within, such as too little memory.",
               broken.load()) +
        single("queue", "gauge", "Requests that wait for a worker or have one.", queue.load()) +
        single("queue_refused_total",
               "counter",
               "Requests refused because too many waited.",
               queue_overflows.load()) +
        single("books_opened_total",
               "counter",
               "Books opened, as none were open and free.",
               kept.opened) +
        single("books_closed_total", "counter", "Books given up.", kept.closed) +
        single("changes_total", "counter", "Changes of the books committed.", kept.writing.parts) +
        single("commits_total", "counter", "Commits they were part of.", kept.writing.commits) +
        single("changes_refused_total",
               "counter",
               "Changes refused because too many waited.",
               kept.writing.overloaded);
    if (books_bytes >= 0) {
        text += single("books_bytes", "gauge", "Size of the file of the books.", books_bytes);
    }
    const std::scoped_lock lock(mutex_);
    text += "# HELP imdad_requests_total Requests answered.\n# TYPE imdad_requests_total counter\n";
    for (const auto& [key, count] : answers_) {
        text += fmt::format("imdad_requests_total{{route=\"{}\",status=\"{}\"}} {}\n",
                            key.first,
                            key.second,
                            count);
    }
    text +=
        "# HELP imdad_request_seconds Time to the answer.\n"
        "# TYPE imdad_request_seconds histogram\n";
    for (const auto& [route, latency] : latencies_) {
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < latency.counts.size(); ++i) {
            count += latency.counts.at(i);
            text += fmt::format(
                "imdad_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n",
                route,
                i < kBoundsSeconds.size() ? fmt::format("{}", kBoundsSeconds.at(i)) : "+Inf",
                count);
        }
        text += fmt::format(
            "imdad_request_seconds_sum{{route=\"{0}\"}} {1}\n"
            "imdad_request_seconds_count{{route=\"{0}\"}} {2}\n",
            route,
            latency.seconds,
            count);
    }
    return text;
}

}  // namespace imdad::http
