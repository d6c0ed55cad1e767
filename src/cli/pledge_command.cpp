#include "app/pledge_views.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"

#include <memory>

#include <CLI/CLI.hpp>

/// Pledges: what was promised and what became of it.

namespace imdad::cli {

namespace {

struct PledgeOptions {
    BooksOptions books;
    app::PledgeFilter filter;
    std::string id;
    Format format = Format::table;
};

Exit list(const PledgeOptions& options) {
    const auto lines = app::list_pledges(access_of(options.books), options.filter);
    if (!lines) {
        return refuse(lines.error());
    }
    print(options.format == Format::json ? report::pledges_json(*lines)
                                         : report::pledges_table(*lines));
    return Exit::ok;
}

Exit show(const PledgeOptions& options) {
    const auto resources = app::show_pledge(access_of(options.books), options.id);
    if (!resources) {
        return refuse(resources.error());
    }
    print(options.format == Format::json ? report::pledge_json(*resources)
                                         : report::pledge_table(*resources));
    return Exit::ok;
}

}  // namespace

void add_pledge(CLI::App& program, Action& action) {
    const auto options = std::make_shared<PledgeOptions>();
    CLI::App* const pledge =
        program.add_subcommand("pledge", "What was promised, and what became of it");
    pledge->require_subcommand(1);
    const auto add = [&](const char* name, const char* about, Exit (*run)(const PledgeOptions&)) {
        CLI::App* const command = pledge->add_subcommand(name, about);
        add_books(*command, options->books);
        add_day(*command, "--today", options->books.today, "The day as of which something is late");
        add_format(*command, options->format);
        command->callback(
            [&action, options, run] { action = [options, run] { return run(*options); }; });
        return command;
    };
    CLI::App* const listing = add("list", "Every resource of every pledge", list);
    listing->add_option("--donor", options->filter.donor, "Only of this donor");
    listing->add_option("--unit", options->filter.unit, "Only in this currency or product");
    listing->add_flag("--open",
                      options->filter.open,
                      "Only those of which something is not committed or has not arrived");
    add_example(*listing, "imdad pledge list --open");
    CLI::App* const showing = add("show", "Levels, commitments, flows and sums of one", show);
    showing->add_option("PLEDGE", options->id, "The pledge")->required();
    add_example(*showing, "imdad pledge show gift-1");
}

}  // namespace imdad::cli
