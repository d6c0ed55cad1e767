#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "http/authenticate.hpp"
#include "http/server.hpp"
#include "http/service.hpp"
#include "report/catalogue.hpp"

#include <chrono>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

/// The books over the network, until somebody stops it.

namespace imdad::cli {

namespace {

struct ServeOptions {
    BooksOptions books;
    std::string token_file;
    http::ServerOptions server;
    double header_seconds = 10;
    double body_seconds = 60;
    double idle_seconds = 75;
};

std::chrono::milliseconds milliseconds_of(double seconds) {
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

Exit run(ServeOptions options) {
    auto tokens = http::Tokens::read(options.token_file);
    if (!tokens) {
        return refuse(tokens.error());
    }
    http::Limits& limits = options.server.limits;
    limits.header_time = milliseconds_of(options.header_seconds);
    limits.body_time = milliseconds_of(options.body_seconds);
    limits.idle_time = milliseconds_of(options.idle_seconds);
    http::Service service(books_of(options.books), std::move(*tokens));
    const auto served = http::serve(options.server, service, [](const std::string& address) {
        print(report::say("serve.listening", fmt::arg("address", address)) + '\n');
    });
    if (!served) {
        note("imdad: " + served.error().message);
        return served.error().code == "bad_address" ? Exit::usage : Exit::failure;
    }
    note(report::say("serve.stopped"));
    return Exit::ok;
}

}  // namespace

void add_serve(CLI::App& program, Action& action) {
    const auto options = std::make_shared<ServeOptions>();
    CLI::App* const command = program.add_subcommand(
        "serve", "Answer requests over HTTP until stopped (SIGTERM, Ctrl-C)");
    command
        ->add_option("--db",
                     options->books.books,
                     "The books: an SQLite file or postgresql://... [IMDAD_DB, else imdad.db]")
        ->type_name("LOCATION");
    command
        ->add_option("--token-file",
                     options->token_file,
                     "Who may ask: lines `NAME SHA256-OF-TOKEN`, NAME being a user of the books")
        ->type_name("FILE")
        ->required();
    command->add_option("--listen", options->server.listen, "Where to listen; port 0: any free one")
        ->type_name("ADDRESS:PORT")
        ->capture_default_str();
    CLI::Option* const certificate =
        command
            ->add_option("--tls-cert",
                         options->server.tls_certificate,
                         "Certificate with its chain, PEM: speak TLS and nothing else")
            ->type_name("FILE");
    CLI::Option* const key =
        command->add_option("--tls-key", options->server.tls_key, "Its private key, PEM")
            ->type_name("FILE");
    certificate->needs(key);
    key->needs(certificate);
    const auto seconds = [&](const char* name, double& value, const char* about) {
        command->add_option(name, value, about)
            ->check(CLI::Range(0.1, 3600.0))
            ->type_name("SECONDS")
            ->capture_default_str();
    };
    seconds("--header-time", options->header_seconds, "For the headers of a request, all of them");
    seconds("--body-time", options->body_seconds, "For the body of a request, all of it");
    seconds("--idle-time", options->idle_seconds, "Between two requests of one connection");
    command
        ->add_option("--connections", options->server.limits.connections, "Open at the same time")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command
        ->add_option(
            "--queue", options->server.limits.queue, "Requests that may wait for the books")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command
        ->add_option(
            "--workers", options->server.limits.workers, "Requests that use the books at once")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    add_example(*command, "imdad serve --db imdad.db --token-file tokens");
    command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace imdad::cli
