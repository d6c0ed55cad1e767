#include <algorithm>
#include <exception>
#include <iostream>
#include <thread>

#include "benchmarks/http/books.hpp"
#include "benchmarks/http/load.hpp"
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace {

using imdad::benchmarks::LoadFigure;
using imdad::benchmarks::LoadOptions;
using Json = nlohmann::ordered_json;

/// Of sorted seconds, in milliseconds; 0: there are none.
double quantile_ms(const std::vector<double>& sorted, double quantile) {
    if (sorted.empty()) {
        return 0;
    }
    const auto at = static_cast<std::size_t>(quantile * static_cast<double>(sorted.size()));
    return 1000 * sorted[std::min(at, sorted.size() - 1)];
}

Json json_of(const LoadFigure& figure) {
    Json answers = Json::object();
    for (const auto& [status, count] : figure.answers) {
        answers[std::to_string(status)] = count;
    }
    return {{"sent", figure.sent},
            {"good", figure.seconds.size()},
            {"answers", answers},
            {"p50_ms", quantile_ms(figure.seconds, 0.5)},
            {"p90_ms", quantile_ms(figure.seconds, 0.9)},
            {"p99_ms", quantile_ms(figure.seconds, 0.99)},
            {"p999_ms", quantile_ms(figure.seconds, 0.999)},
            {"max_ms", quantile_ms(figure.seconds, 1)},
            {"acknowledged", figure.acknowledged},
            {"broken", figure.broken}};
}

void print_load(const LoadOptions& options) {
    const auto outcome = imdad::benchmarks::run_load(options);
    std::cout << Json{{"rate", options.rate},
                      {"seconds", outcome.seconds},
                      {"reads", json_of(outcome.reads)},
                      {"writes", json_of(outcome.writes)},
                      {"late_max_ms", 1000 * outcome.late_max},
                      {"connections", outcome.connections},
                      {"idle_open", outcome.idle_open},
                      {"slow_cut", outcome.slow_cut}}
              << '\n';
}

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program("Books to serve, a bare server, and an open loop of requests to either");
    program.require_subcommand(1);
    std::string location;
    std::int64_t movements = 1'000'000;
    int threads = 2;
    LoadOptions load;

    CLI::App* const books = program.add_subcommand("books", "Make books of many movements");
    books->add_option("--db", location, "Where: nothing may be there")->required();
    books->add_option("--movements", movements)
        ->check(CLI::Range(std::int64_t{2}, std::int64_t{100'000'000}))
        ->capture_default_str();
    CLI::App* const count = program.add_subcommand("count", "Print the entries of a journal");
    count->add_option("--db", location)->required();
    CLI::App* const hello =
        program.add_subcommand("hello", "Serve a few words with Boost.Beast alone; print the port");
    hello->add_option("--threads", threads)->check(CLI::Range(1, 64))->capture_default_str();
    CLI::App* const send = program.add_subcommand("load", "Send requests at a constant rate");
    send->add_option("--port", load.port)->required();
    send->add_option("--token", load.token, "Of a user of the books");
    send->add_option("--rate", load.rate, "A second")->check(CLI::Range(0.1, 1e6));
    send->add_option("--seconds", load.seconds, "That count")->check(CLI::Range(0.1, 1e5));
    send->add_option("--warm-up", load.warm_up, "Seconds before")->check(CLI::Range(0.0, 1e5));
    send->add_option("--write-share", load.write_share)->check(CLI::Range(0.0, 1.0));
    send->add_option("--connections", load.connections_max, "At most")->check(CLI::Range(1, 60000));
    send->add_option("--idle", load.idle, "Connections that say nothing")
        ->check(CLI::Range(0, 60000));
    send->add_option("--slow", load.slow, "Connections that send a byte a second")
        ->check(CLI::Range(0, 60000));
    send->add_flag("--fresh", load.fresh, "A new connection for each request");
    send->add_flag("--hello", load.hello, "Of the bare server");
    CLI11_PARSE(program, argument_count, arguments);
    try {
        if (books->parsed()) {
            const auto made = imdad::benchmarks::make_books(location, movements);
            std::cout << Json{{"token", made.token},
                              {"entries", made.entries},
                              {"accounts", made.accounts},
                              {"seconds", made.seconds}}
                      << '\n';
        } else if (count->parsed()) {
            std::cout << imdad::benchmarks::count_entries(location) << '\n';
        } else if (hello->parsed()) {
            imdad::benchmarks::run_hello(
                threads, [](std::uint16_t port) { std::cout << port << std::endl; });
        } else {
            print_load(load);
        }
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "imdad_http_bench: " << error.what() << '\n';
        return 1;
    }
}
