#include <exception>
#include <filesystem>
#include <iostream>

#include "benchmarks/store/store_bench.hpp"
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace {

using imdad::benchmarks::StoreFigure;

/// One JSON object a line.
void print(const StoreFigure& figure) {
    std::cout << nlohmann::ordered_json{{"database",
                                         figure.backend == imdad::store::Backend::sqlite
                                             ? "sqlite"
                                             : "postgresql"},
                                        {"stage", figure.stage},
                                        {"writers", figure.writers},
                                        {"entries", figure.entries},
                                        {"transactions", figure.transactions},
                                        {"count", figure.count},
                                        {"seconds", figure.seconds},
                                        {"plain_seconds", figure.plain_seconds}}
              << '\n';
}

struct Options {
    imdad::benchmarks::StorePlace place{std::filesystem::temp_directory_path(), ""};
    std::int64_t transfers = 10'000;
    std::int64_t writers = 1;
    std::int64_t list = 10'000;
    std::int64_t runs = 1;
};

}  // namespace

int main(int argument_count, char** arguments) {
    CLI::App program(
        "Measures the books on an SQLite file or a PostgreSQL server; prints a JSON object per "
        "figure");
    program.require_subcommand(1);
    Options options;
    const auto add = [&](const char* name, const char* what) {
        CLI::App* const command = program.add_subcommand(name, what);
        command
            ->add_option("--folder", options.place.folder, "Where the files are made, and removed")
            ->capture_default_str()
            ->type_name("DIR");
        command
            ->add_option("--server",
                         options.place.server,
                         "Folder of the socket of a PostgreSQL server, for books there: "
                         "tests/support/postgres_server.sh starts one")
            ->type_name("DIR");
        command->add_option("--transfers", options.transfers, "Dispatches and receipts")
            ->check(CLI::Range(std::int64_t{2}, std::int64_t{100'000'000}))
            ->capture_default_str()
            ->type_name("N");
        return command;
    };
    CLI::App* const transfers =
        add("transfers", "Durable transfers by several writers, beside plain inserts of the rows");
    transfers->add_option("--writers", options.writers, "Threads that each wait for their answer")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str()
        ->type_name("N");
    CLI::App* const import = add("import", "Lists of transfers, beside plain inserts of the rows");
    import->add_option("--list", options.list, "Commands posted together")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str()
        ->type_name("N");
    CLI::App* const reads = add("reads", "Audit, balances and lists of books of that size");
    reads->add_option("--runs", options.runs, "Times that each is read")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str()
        ->type_name("N");
    CLI11_PARSE(program, argument_count, arguments);
    try {
        if (transfers->parsed()) {
            print(imdad::benchmarks::run_transfers(
                options.place, options.writers, options.transfers));
        } else if (import->parsed()) {
            print(imdad::benchmarks::run_import(options.place, options.transfers, options.list));
        } else {
            for (const StoreFigure& figure :
                 imdad::benchmarks::run_reads(options.place, options.transfers, options.runs)) {
                print(figure);
            }
        }
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "imdad_store_bench: " << error.what() << '\n';
        return 1;
    }
}
