#include "app/snapshot.hpp"
#include "cli/books_options.hpp"
#include "cli/commands.hpp"
#include "cli/problems.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// From the books to a plan: the snapshot.

namespace imdad::cli {

namespace {

using Json = nlohmann::ordered_json;

struct SnapshotOptions {
    BooksOptions books;
    std::string scenario;
    std::string as_of;
    std::string to;
    Format format = Format::table;
};

std::string snapshot_json(const app::SnapshotOutcome& outcome) {
    Json document;
    document["to"] = outcome.to.string();
    document["start"] = base::to_text(outcome.start);
    document["weeks"] = outcome.weeks;
    document["stock_rows"] = outcome.stock_rows;
    document["supply_rows"] = outcome.supply_rows;
    document["fund_rows"] = outcome.fund_rows;
    document["totals"] = Json::array();
    for (const app::SnapshotTotal& total : outcome.totals) {
        document["totals"].push_back({{"unit", total.unit},
                                      {"booked", total.booked},
                                      {"stock", total.stock},
                                      {"supplies", total.supplies},
                                      {"funds", total.funds},
                                      {"left_out", total.left_out}});
    }
    document["left_out"] = Json::array();
    for (const app::LeftOutLine& line : outcome.left_out) {
        document["left_out"].push_back({{"holder", line.holder},
                                        {"stage", line.stage},
                                        {"unit", line.unit},
                                        {"lot", line.lot},
                                        {"earmark", line.earmark},
                                        {"pledge", line.pledge},
                                        {"activity", line.activity},
                                        {"amount", line.amount},
                                        {"reason", line.reason}});
    }
    return json_text(document);
}

std::string snapshot_text(const app::SnapshotOutcome& outcome, const std::string& as_of) {
    constexpr std::size_t kShown = 20;
    std::vector<std::vector<std::string>> totals;
    for (const app::SnapshotTotal& total : outcome.totals) {
        totals.push_back(
            {total.unit, total.booked, total.stock, total.supplies, total.funds, total.left_out});
    }
    std::string text =
        table_of({"unit", "booked", "in_stock", "in_supplies", "in_funds", "left_out"},
                 totals,
                 {"booked", "in_stock", "in_supplies", "in_funds", "left_out"});
    if (!outcome.left_out.empty()) {
        std::vector<std::vector<std::string>> rows;
        for (const app::LeftOutLine& line : outcome.left_out) {
            if (rows.size() < kShown) {
                rows.push_back(
                    {line.unit, line.holder, line.stage, line.pledge, line.amount, line.reason});
            }
        }
        text +=
            '\n' + report::say("snapshot.left_out_heading") + '\n' +
            table_of({"unit", "holder", "stage", "pledge", "amount", "reason"}, rows, {"amount"});
        if (outcome.left_out.size() > kShown) {
            text += report::say("snapshot.more_left_out",
                                fmt::arg("count", outcome.left_out.size() - kShown)) +
                    '\n';
        }
    }
    return text + '\n' +
           report::say("snapshot.done",
                       fmt::arg("as_of", as_of),
                       fmt::arg("to", outcome.to.string()),
                       fmt::arg("stock", outcome.stock_rows),
                       fmt::arg("supplies", outcome.supply_rows),
                       fmt::arg("funds", outcome.fund_rows),
                       fmt::arg("weeks", outcome.weeks),
                       fmt::arg("start", base::to_text(outcome.start))) +
           '\n' + report::say("snapshot.next", fmt::arg("to", outcome.to.string())) + '\n';
}

Exit snapshot(const SnapshotOptions& options) {
    const app::Access access = access_of(options.books);
    const base::Day as_of =
        options.as_of.empty() ? access.today : base::parse_day(options.as_of).value();
    const auto outcome = app::take_snapshot(
        {.access = access, .scenario_folder = options.scenario, .to = options.to, .as_of = as_of});
    if (!outcome) {
        return refuse(outcome.error());
    }
    if (!outcome->written) {
        return refuse_scenario(outcome->base, options.scenario);
    }
    mention_problems(outcome->base, options.scenario);
    print(options.format == Format::json ? snapshot_json(*outcome)
                                         : snapshot_text(*outcome, base::to_text(as_of)));
    return Exit::ok;
}

}  // namespace

void add_snapshot(CLI::App& program, Action& action) {
    CLI::App* const command =
        program.add_subcommand("snapshot", "Make a scenario from what the books hold, to plan on");
    const auto options = std::make_shared<SnapshotOptions>();
    command
        ->add_option("SCENARIO",
                     options->scenario,
                     "Folder whose network, products and needs it is laid over")
        ->required();
    add_books(*command, options->books);
    add_day(*command, "--as-of", options->as_of, "Day of the books (default: today)");
    command->add_option("--to", options->to, "Folder of the new scenario")->required();
    add_format(*command, options->format);
    add_example(*command, "imdad snapshot examples/tutorial --as-of 2022-07-24 --to plan-base");
    command->callback([&action, options] { action = [options] { return snapshot(*options); }; });
}

}  // namespace imdad::cli
