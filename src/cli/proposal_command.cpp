#include "app/approvals.hpp"
#include "app/books_json.hpp"
#include "app/thresholds.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"

#include <charconv>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// What takes two people: proposals, and the thresholds above which a commitment is one.

namespace imdad::cli {

namespace {

struct ProposalOptions {
    BooksOptions books;
    std::string id;
    std::string reason;
    std::string state;
    std::string unit;
    std::string amount;
    bool dry_run = false;
    Format format = Format::table;
};

std::string text_of(const app::ProposalLine& line) {
    std::string text = fmt::format("{} {}\n", line.task, line.id);
    for (const app::SaidLine& one : line.about) {
        text += fmt::format("  {}\n", one.text);
    }
    std::vector<std::vector<std::string>> rows;
    rows.reserve(line.events.size());
    for (const app::ProposalEvent& event : line.events) {
        rows.push_back(
            {event.outcome, event.user, event.recorded_utc, event.device_utc, event.reason});
    }
    return text + table_of({"outcome", "who", "recorded", "device_utc", "reason"}, rows);
}

Exit list(const ProposalOptions& options) {
    const auto lines = app::list_proposals(access_of(options.books), options.state);
    if (!lines) {
        return refuse(lines.error());
    }
    if (options.format == Format::json) {
        print(json_text(app::proposals_json(*lines)));
        return Exit::ok;
    }
    std::vector<std::vector<std::string>> rows;
    rows.reserve(lines->size());
    for (const app::ProposalLine& line : *lines) {
        const app::ProposalEvent& first = line.events.front();
        rows.push_back({line.id, line.task, line.outcome, first.user, first.recorded_utc});
    }
    print(rows.empty() ? report::say("books.no_proposals") + '\n'
                       : table_of({"id", "task", "outcome", "proposed_by", "recorded"}, rows));
    return Exit::ok;
}

Exit tell(const ProposalOptions& options, const app::Answer<app::ProposalLine>& line) {
    if (!line) {
        return refuse(line.error());
    }
    print(options.format == Format::json ? json_text(app::proposal_json(*line)) : text_of(*line));
    return Exit::ok;
}

Exit show(const ProposalOptions& options) {
    return tell(options, app::show_proposal(access_of(options.books), options.id));
}

Exit reject(const ProposalOptions& options) {
    return tell(options,
                app::reject_proposal(access_of(options.books), options.id, options.reason));
}

Exit withdraw(const ProposalOptions& options) {
    return tell(options,
                app::withdraw_proposal(access_of(options.books), options.id, options.reason));
}

Exit approve(const ProposalOptions& options) {
    const auto approval =
        app::approve_proposal(access_of(options.books), options.id, options.dry_run);
    if (!approval) {
        return refuse(approval.error());
    }
    if (options.format == Format::json) {
        print(json_text(app::approval_json(*approval, !options.dry_run)));
        return Exit::ok;
    }
    std::string text =
        (options.dry_run ? report::say("books.approval_dry_run") : report::say("books.approved")) +
        '\n';
    for (const app::SaidLine& one : approval->done) {
        text += fmt::format("  {}\n", one.text);
    }
    print(text + (options.dry_run ? report::say("books.dry_run") + '\n' : ""));
    return Exit::ok;
}

Exit list_thresholds(const ProposalOptions& options) {
    const auto lines = app::list_thresholds(access_of(options.books));
    if (!lines) {
        return refuse(lines.error());
    }
    std::vector<std::vector<std::string>> rows;
    for (const app::ThresholdLine& line : *lines) {
        rows.push_back({line.unit,
                        line.amount ? fmt::format("{}", *line.amount) : "none",
                        line.user,
                        line.recorded_utc});
    }
    print(options.format == Format::json ? json_text(app::thresholds_json(*lines))
          : rows.empty()                 ? report::say("books.no_thresholds") + '\n'
                         : table_of({"unit", "threshold", "who", "recorded"}, rows, {"threshold"}));
    return Exit::ok;
}

Exit set_threshold(const ProposalOptions& options) {
    std::optional<std::int64_t> amount;
    if (options.amount != "none") {
        const char* const begin = options.amount.data();
        const char* const last = begin + options.amount.size();
        const auto [end, error] = std::from_chars(begin, last, amount.emplace());
        if (error != std::errc() || end != last) {
            note(
                fmt::format("imdad: '{}' is no amount: a whole number of minor or issue units, or "
                            "none",
                            options.amount));
            return Exit::usage;
        }
    }
    const auto set = app::set_threshold(access_of(options.books), options.unit, amount);
    if (!set) {
        return refuse(set.error());
    }
    print((set->proposal ? report::say("books.proposed", fmt::arg("id", set->proposal->id))
                         : report::say("books.threshold_set")) +
          '\n');
    return Exit::ok;
}

}  // namespace

void add_proposals(CLI::App& program, Action& action) {
    const auto options = std::make_shared<ProposalOptions>();
    const auto add = [&](CLI::App& parent,
                         const char* name,
                         const char* about,
                         Exit (*run)(const ProposalOptions&)) {
        CLI::App* const command = parent.add_subcommand(name, about);
        add_books(*command, options->books);
        command->callback(
            [&action, options, run] { action = [options, run] { return run(*options); }; });
        return command;
    };
    CLI::App& proposals =
        *program.add_subcommand("proposal", "What waits for the agreement of a second person");
    proposals.require_subcommand(1);
    CLI::App* const listing = add(proposals, "list", "All proposals, or those of one state", list);
    listing->add_option("--state", options->state, "Only these")
        ->check(CLI::IsMember({"open", "approved", "rejected", "withdrawn"}))
        ->type_name("open|approved|rejected|withdrawn");
    add_example(*listing, "imdad proposal list --state open");
    CLI::App* const showing =
        add(proposals, "show", "What is proposed, by whom, and what became of it", show);
    CLI::App* const agreeing = add(proposals,
                                   "approve",
                                   "Agree to what another user proposed: it is done, on the books "
                                   "as they are now",
                                   approve);
    agreeing->add_flag("--dry-run", options->dry_run, "Show what would be done, write nothing");
    CLI::App* const refusing =
        add(proposals, "reject", "Refuse what another user proposed", reject);
    CLI::App* const taking = add(proposals, "withdraw", "Take back what you proposed", withdraw);
    for (CLI::App* const command : {refusing, taking}) {
        command->add_option("--reason", options->reason, "Why");
    }
    for (CLI::App* const command : {showing, agreeing, refusing, taking}) {
        command->add_option("ID", options->id, "Id of the proposal")->required();
    }
    for (CLI::App* const command : {listing, showing, agreeing, refusing, taking}) {
        add_format(*command, options->format);
    }
    add_example(*agreeing, "imdad proposal approve ID --as bilal");
    CLI::App& thresholds = *program.add_subcommand(
        "threshold", "Above which amount a commitment takes a second person");
    thresholds.require_subcommand(1);
    add_format(
        *add(thresholds, "list", "Every setting; the latest of a unit counts", list_thresholds),
        options->format);
    CLI::App* const setting = add(thresholds,
                                  "set",
                                  "Set it; to let more through than before takes a second person",
                                  set_threshold);
    setting->add_option("UNIT", options->unit, "Currency or product")->required();
    setting->add_option("AMOUNT", options->amount, "Minor or issue units, or none")->required();
    add_example(*setting, "imdad threshold set USD 5000000");
}

}  // namespace imdad::cli
