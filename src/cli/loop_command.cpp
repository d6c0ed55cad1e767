#include "app/adopt.hpp"
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

/// From the books to a plan, and back: the snapshot and the adoption.

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
    document["people_served"] = outcome.people_served;
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
    totals.reserve(outcome.totals.size());
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
    if (outcome.people_served > 0) {
        text += '\n' + report::say("snapshot.served", fmt::arg("persons", outcome.people_served)) +
                '\n';
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

struct AdoptOptions {
    BooksOptions books;
    app::AdoptRequest request;
    std::string snapshot;
    std::string plan;
    Format format = Format::table;
};

std::string adopt_json(const app::AdoptOutcome& outcome) {
    Json document;
    document["proposal"] = outcome.proposal ? outcome.proposal->id : "";
    document["replayed"] = outcome.replayed;
    document["adoption"] = outcome.id;
    document["shipments"] = outcome.shipments;
    document["commands"] = Json::array();
    for (const app::AdoptedLine& line : outcome.lines) {
        document["commands"].push_back({{"kind", line.kind},
                                        {"row", line.row},
                                        {"holder", line.holder},
                                        {"unit", line.unit},
                                        {"lot", line.lot},
                                        {"pledge", line.pledge},
                                        {"activity", line.activity},
                                        {"amount", line.amount}});
    }
    return json_text(document);
}

std::string adopt_text(const app::AdoptOutcome& outcome) {
    constexpr std::size_t kShown = 20;
    std::vector<std::vector<std::string>> rows;
    for (const app::AdoptedLine& line : outcome.lines) {
        if (rows.size() < kShown) {
            rows.push_back({line.kind,
                            line.holder,
                            line.unit,
                            line.lot,
                            line.pledge,
                            line.activity,
                            fmt::format("{}", line.amount)});
        }
    }
    std::string text;
    if (!rows.empty()) {
        text = table_of(
            {"command", "holder", "unit", "lot", "pledge", "activity", "amount"}, rows, {"amount"});
    }
    if (outcome.lines.size() > kShown) {
        text += report::say("adopt.more", fmt::arg("count", outcome.lines.size() - kShown)) + '\n';
    }
    const std::size_t command_count = outcome.lines.size();
    const auto shipments = fmt::arg("shipments", outcome.shipments);
    const auto commands = fmt::arg("commands", command_count);
    if (outcome.replayed) {
        text += report::say("adopt.replayed", fmt::arg("adoption", outcome.id));
    } else if (outcome.proposal) {
        text += report::say(
            "adopt.proposed", fmt::arg("proposal", outcome.proposal->id), shipments, commands);
    } else {
        text += report::say("adopt.checked", shipments, commands);
    }
    return text + '\n';
}

Exit adopt(const AdoptOptions& options) {
    app::AdoptRequest request = options.request;
    request.access = access_of(options.books);
    request.snapshot = options.snapshot;
    request.plan = options.plan;
    const auto outcome = app::adopt_plan(request);
    if (!outcome) {
        return refuse(outcome.error());
    }
    const app::VerifyOutcome& verified = outcome->verified;
    if (!verified.loaded.usable()) {
        return refuse_scenario(verified.loaded, options.snapshot);
    }
    if (!outcome->usable()) {
        note_problems(verified.plan_problems);
        const auto plan = fmt::arg("plan", options.plan);
        const auto snapshot = fmt::arg("snapshot", options.snapshot);
        note(verified.scenario_changed ? report::say("adopt.other_scenario", plan, snapshot)
                                       : report::say("adopt.not_accepted", plan, snapshot));
        return Exit::verification_failed;
    }
    print(options.format == Format::json ? adopt_json(*outcome) : adopt_text(*outcome));
    return Exit::ok;
}

}  // namespace

void add_adopt(CLI::App& program, Action& action) {
    CLI::App* const command = program.add_subcommand(
        "adopt",
        "Propose to reserve in the books what a plan ships, under the activities that pay for it");
    const auto options = std::make_shared<AdoptOptions>();
    command->add_option("SNAPSHOT", options->snapshot, "Folder that `imdad snapshot` made")
        ->required();
    command->add_option("PLAN", options->plan, "Folder that `imdad plan` made of it")->required();
    add_books(*command, options->books);
    add_today(*command, options->books);
    command->add_option(
        "--activity", options->request.activity, "Activity for what no activity of its own takes");
    command->add_flag("--emergency",
                      options->request.emergency,
                      "Although an agreement is not in force; needs --reason");
    command->add_option("--reason", options->request.reason, "Why it is an emergency");
    command->add_option("--id",
                        options->request.id,
                        "Id of the adoption, made by you: sent again it does nothing twice");
    command->add_flag("--dry-run", options->request.dry_run, "Show the commands, write nothing");
    add_format(*command, options->format);
    add_example(*command, "imdad adopt plan-base plan-out");
    command->callback([&action, options] { action = [options] { return adopt(*options); }; });
}

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
