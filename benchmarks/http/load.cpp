#include "benchmarks/http/load.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <random>
#include <utility>  // before Asio: that of Boost 1.74 uses std::exchange without including it

#include "benchmarks/store/transfers.hpp"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

namespace imdad::benchmarks {

namespace {

namespace net = boost::asio;
namespace wire = boost::beast::http;
using boost::system::error_code;
using net::ip::tcp;
using Clock = std::chrono::steady_clock;

/// What comes in below is answered before it ends, or it is broken.
constexpr std::chrono::seconds kLastAnswers{15};
constexpr std::chrono::seconds kSlowPause{1};

double seconds_between(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
}

struct Job {
    Clock::time_point due;
    std::string text;  ///< as it goes over the wire
    bool write = false;
    bool counts = false;
};

struct Line {
    explicit Line(net::io_context& context) : socket(context) {}

    tcp::socket socket;
    boost::beast::flat_buffer buffer;
};

/// What somebody at a screen asks, and what a program does that ships and issues goods.
class Requests {
 public:
    explicit Requests(const LoadOptions& options) : options_(options) {}

    [[nodiscard]] Job next(Clock::time_point due, bool counts) {
        Job job{.due = due, .text = {}, .write = false, .counts = counts};
        if (options_.hello) {
            job.text = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
            return job;
        }
        owed_ += options_.write_share;
        if (owed_ >= 1) {
            owed_ -= 1;
            job.write = true;
            job.text = writing();
        } else {
            job.text = fmt::format("GET {} HTTP/1.1\r\n{}\r\n", reading(), head());
        }
        return job;
    }

    [[nodiscard]] std::string one_read() {
        return fmt::format("GET /api/v1/session HTTP/1.1\r\n{}\r\n", head());
    }

 private:
    [[nodiscard]] std::string head() const {
        return fmt::format("Host: localhost\r\nAuthorization: Bearer {}\r\n", options_.token);
    }

    [[nodiscard]] std::string place() { return fmt::format("place-{:03}", random_() % kPlaces); }

    [[nodiscard]] std::string product() { return fmt::format("product-{:02}", random_() % kUnits); }

    [[nodiscard]] std::string reading() {
        switch (turn_++ % 8) {
            case 0:
                return "/api/v1/stock?at=" + place();
            case 1:
                return fmt::format("/api/v1/balances?holder={}&unit={}", place(), product());
            case 2:
                return "/api/v1/shipments?limit=20&to=" + place();
            case 3:
                return "/api/v1/entries?limit=20";
            case 4:
                return fmt::format("/api/v1/entries/{}", random_() % 1000);
            case 5:
                return "/api/v1/parties";
            case 6:
                return "/api/v1/parties/AFG";
            default:
                return "/api/v1/trial-balance";
        }
    }

    [[nodiscard]] std::string writing() {
        const std::uint64_t from = random_() % kPlaces;
        const std::string body =
            turn_ % 2 == 0
                ? fmt::format(
                      R"({{"from":"place-{:03}","to":"place-{:03}","unit":"{}","amount":1}})",
                      from,
                      (from + 1) % kPlaces,
                      product())
                : fmt::format(R"({{"at":"place-{:03}","unit":"{}","amount":1}})", from, product());
        return fmt::format(
            "POST {} HTTP/1.1\r\n{}Idempotency-Key: {:016x}{:016x}\r\n"
            "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
            turn_ % 2 == 0 ? "/api/v1/shipments" : "/api/v1/stock-moves/use",
            head(),
            keys_(),
            keys_(),
            body.size(),
            body);
    }

    const LoadOptions& options_;
    double owed_ = 0;
    std::uint64_t turn_ = 0;
    std::mt19937_64 random_{1};
    std::mt19937_64 keys_{std::random_device{}()};  ///< no two runs send the same
};

class Load {
 public:
    explicit Load(const LoadOptions& options)
        : options_(options),
          requests_(options),
          server_(net::ip::address_v4::loopback(), options.port) {}

    LoadOutcome run() {
        for (int i = 0; i < options_.idle; ++i) {
            net::co_spawn(context_, say_nothing(), net::detached);
        }
        for (int i = 0; i < options_.slow; ++i) {
            net::co_spawn(context_, dribble(), net::detached);
        }
        net::co_spawn(context_, send_all(), net::detached);
        context_.run();
        std::ranges::sort(outcome_.reads.seconds);
        std::ranges::sort(outcome_.writes.seconds);
        return std::move(outcome_);
    }

 private:
    net::awaitable<void> send_all() {
        net::steady_timer timer(context_);
        error_code ignored;
        if (options_.idle + options_.slow > 0) {  // until they are all there
            timer.expires_after(std::chrono::seconds(3));
            co_await timer.async_wait(net::redirect_error(net::use_awaitable, ignored));
        }
        const auto begin = Clock::now();
        const auto total =
            static_cast<std::int64_t>((options_.warm_up + options_.seconds) * options_.rate);
        const auto uncounted = static_cast<std::int64_t>(options_.warm_up * options_.rate);
        const std::chrono::duration<double> step(1 / options_.rate);
        for (std::int64_t i = 0; i < total; ++i) {
            const auto due =
                begin + std::chrono::duration_cast<Clock::duration>(step * static_cast<double>(i));
            if (due > Clock::now()) {
                timer.expires_at(due);
                co_await timer.async_wait(net::redirect_error(net::use_awaitable, ignored));
            }
            if (i >= uncounted) {
                outcome_.late_max = std::max(outcome_.late_max, seconds_between(due, Clock::now()));
            }
            begin_one(requests_.next(due, i >= uncounted));
        }
        outcome_.seconds = options_.seconds;
        const auto give_up = Clock::now() + kLastAnswers;
        while (under_way_ > 0 && Clock::now() < give_up) {
            timer.expires_after(std::chrono::milliseconds(20));
            co_await timer.async_wait(net::redirect_error(net::use_awaitable, ignored));
        }
        LoadFigure& lost = outcome_.reads;  // what is left waits in vain: of either kind
        lost.answers[0] += under_way_;
        context_.stop();
    }

    void begin_one(Job job) {
        ++under_way_;
        if (job.counts) {
            ++figure(job).sent;
        }
        if (!options_.fresh && !free_.empty()) {
            auto line = std::move(free_.back());
            free_.pop_back();
            net::co_spawn(context_, serve(std::move(line), std::move(job)), net::detached);
        } else if (open_ < options_.connections_max) {
            outcome_.connections = std::max(outcome_.connections, ++open_);
            net::co_spawn(
                context_, serve(std::make_unique<Line>(context_), std::move(job)), net::detached);
        } else {
            waiting_.push_back(std::move(job));
        }
    }

    LoadFigure& figure(const Job& job) { return job.write ? outcome_.writes : outcome_.reads; }

    /// One request after another as long as some wait, and then the line is free.
    net::awaitable<void> serve(std::unique_ptr<Line> line, Job job) {
        error_code error;
        if (!line->socket.is_open()) {
            co_await line->socket.async_connect(server_,
                                                net::redirect_error(net::use_awaitable, error));
            if (!error) {
                line->socket.set_option(tcp::no_delay(true), error);
            }
        }
        while (true) {
            int status = 0;
            bool keep = false;
            if (!error) {
                co_await net::async_write(line->socket,
                                          net::buffer(job.text),
                                          net::redirect_error(net::use_awaitable, error));
            }
            if (!error) {
                wire::response_parser<wire::string_body> parser;
                parser.body_limit(64U << 20U);
                co_await wire::async_read(line->socket,
                                          line->buffer,
                                          parser,
                                          net::redirect_error(net::use_awaitable, error));
                status = error ? 0 : static_cast<int>(parser.get().result_int());
                keep = !error && parser.get().keep_alive();
            }
            note(job, status);
            --under_way_;
            if (!keep || options_.fresh) {
                --open_;
                co_return;
            }
            if (waiting_.empty()) {
                free_.push_back(std::move(line));
                co_return;
            }
            job = std::move(waiting_.front());
            waiting_.pop_front();
        }
    }

    void note(const Job& job, int status) {
        LoadFigure& of = figure(job);
        if (job.write) {
            of.acknowledged += status == 200 || status == 201 ? 1 : 0;
            of.broken += status == 0 ? 1 : 0;
        }
        if (!job.counts) {
            return;
        }
        ++of.answers[status];
        if (status >= 200 && status < 300) {
            of.seconds.push_back(seconds_between(job.due, Clock::now()));
        }
    }

    net::awaitable<void> say_nothing() {
        Line line(context_);
        error_code error;
        co_await line.socket.async_connect(server_, net::redirect_error(net::use_awaitable, error));
        const std::string text = requests_.one_read();
        co_await net::async_write(
            line.socket, net::buffer(text), net::redirect_error(net::use_awaitable, error));
        wire::response<wire::string_body> response;
        co_await wire::async_read(
            line.socket, line.buffer, response, net::redirect_error(net::use_awaitable, error));
        if (error) {
            co_return;
        }
        ++outcome_.idle_open;
        char none = 0;
        co_await line.socket.async_read_some(net::buffer(&none, 1),
                                             net::redirect_error(net::use_awaitable, error));
        --outcome_.idle_open;  // the server has ended it
    }

    net::awaitable<void> dribble() {
        const std::string text = requests_.one_read();
        net::steady_timer timer(context_);
        error_code ignored;
        while (true) {
            tcp::socket socket(context_);
            error_code error;
            co_await socket.async_connect(server_, net::redirect_error(net::use_awaitable, error));
            for (std::size_t at = 0; !error && at < text.size(); ++at) {
                co_await net::async_write(socket,
                                          net::buffer(text.data() + at, 1),
                                          net::redirect_error(net::use_awaitable, error));
                timer.expires_after(kSlowPause);
                co_await timer.async_wait(net::redirect_error(net::use_awaitable, ignored));
            }
            ++outcome_.slow_cut;
        }
    }

    const LoadOptions& options_;
    Requests requests_;
    tcp::endpoint server_;
    net::io_context context_{1};
    LoadOutcome outcome_;
    std::vector<std::unique_ptr<Line>> free_;
    std::deque<Job> waiting_;  ///< for a line, where there are as many as may be
    std::int64_t under_way_ = 0;
    int open_ = 0;
};

}  // namespace

LoadOutcome run_load(const LoadOptions& options) {
    Load load(options);
    return load.run();
}

}  // namespace imdad::benchmarks
