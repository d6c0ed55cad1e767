#include "app/credentials.hpp"
#include "app/plan_jobs.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "http/server.hpp"
#include "http/service.hpp"
#include "report/catalogue.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

/// The books over the network, until somebody stops it.

namespace imdad::cli {

namespace {

struct ServeOptions {
    BooksOptions books;
    std::string web;
    std::string workspace;
    http::ServerOptions server;
    double header_seconds = 10;
    double body_seconds = 60;
    double idle_seconds = 75;
    double step_up_seconds = 600;
};

std::chrono::milliseconds milliseconds_of(double seconds) {
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

/// Who opens new books over the network for the first time chooses a password; there is none that
/// was made for everybody. Empty where somebody has one.
std::string text_of_first_link(const std::string& books, const std::string& address) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto link =
        app::first_link(books, std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
    if (!link) {
        note("imdad: " +
             link.error().lines.front());  // it serves all the same, once they are there
        return "";
    }
    if (!*link) {
        return "";
    }
    return report::say("serve.set_up",
                       fmt::arg("user", (*link)->user),
                       fmt::arg("link", fmt::format("{}/set-up#{}", address, (*link)->secret)),
                       fmt::arg("hours", app::kLinkHours)) +
           '\n';
}

Exit run(ServeOptions options) {
    http::WebFiles files;
    if (!options.web.empty()) {
        files = http::WebFiles(options.web);
    }
    http::Limits& limits = options.server.limits;
    limits.header_time = milliseconds_of(options.header_seconds);
    limits.body_time = milliseconds_of(options.body_seconds);
    limits.idle_time = milliseconds_of(options.idle_seconds);
    std::optional<app::Workspace> workspace;
    std::optional<app::PlanJobs> plans;
    if (!options.workspace.empty()) {
        workspace.emplace(options.workspace);
        plans.emplace(*workspace, std::filesystem::read_symlink("/proc/self/exe"));
    }
    const std::string books = books_of(options.books);
    http::Service service(books,
                          std::move(files),
                          milliseconds_of(options.step_up_seconds).count(),
                          plans ? &*plans : nullptr);
    const auto served = http::serve(options.server, service, [&](const std::string& address) {
        // In one piece: whoever waits for the address has the link too.
        print(report::say("serve.listening", fmt::arg("address", address)) + '\n' +
              text_of_first_link(books, address));
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
    command->add_option("--web", options->web, "Folder of the built web application: serve it too")
        ->type_name("FOLDER");
    command
        ->add_option("--workspace",
                     options->workspace,
                     "Folder of scenarios and plans, made if it is not there: plan over the "
                     "network too")
        ->type_name("FOLDER");
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
    seconds("--step-up-time",
            options->step_up_seconds,
            "After the password was given, before sensitive acts need it again");
    command
        ->add_option("--connections", options->server.limits.connections, "Open at the same time")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command
        ->add_option("--queue",
                     options->server.limits.queue,
                     "Requests of either kind that may wait for the books")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command
        ->add_option(
            "--workers", options->server.limits.workers, "Requests that read the books at once")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    command
        ->add_option("--writers",
                     options->server.limits.writers,
                     "Requests that change the books at once, and share commits")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    add_example(*command, "imdad serve --db imdad.db --web web/dist");
    command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace imdad::cli
