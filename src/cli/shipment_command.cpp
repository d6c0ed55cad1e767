#include "app/goods_json.hpp"
#include "app/shipments.hpp"
#include "cli/commands.hpp"
#include "cli/movement_options.hpp"
#include "cli/problems.hpp"
#include "cli/terminal.hpp"
#include "report/catalogue.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// Goods on their way: ship and receive.

namespace imdad::cli {

namespace {

struct ShipOptions {
    MovementWords words;
    std::string from;
    std::string to;
    app::GoodsFilter goods;
    std::int64_t amount = 0;
    std::string expected;
    std::int32_t tolerance_ppm = 0;
    bool due = false;
    std::int64_t planned = 0;
    std::string plan;
    std::string file;
};

std::string ship_text(const app::ShipOutcome& outcome) {
    std::vector<std::vector<std::string>> rows;
    for (const app::SentLine& line : outcome.sent) {
        if (rows.size() < kMovementsShown) {
            rows.push_back({line.dispatch.substr(0, 8),
                            line.from,
                            line.to,
                            line.unit,
                            line.lot,
                            line.expiry,
                            line.activity,
                            fmt::format("{}", line.amount),
                            line.expected});
        }
    }
    std::string text = rows.empty() ? report::say("movement.nothing_sent") + '\n'
                                    : table_of({"dispatch",
                                                "from",
                                                "to",
                                                "unit",
                                                "lot",
                                                "expiry",
                                                "activity",
                                                "amount",
                                                "expected"},
                                               rows,
                                               {"amount"});
    text += more_movements(outcome.sent.size());
    if (!outcome.not_sent.empty()) {
        std::vector<std::vector<std::string>> missing;
        for (const app::NotSent& line : outcome.not_sent) {
            if (missing.size() < kMovementsShown) {
                missing.push_back({line.planned,
                                   line.from,
                                   line.unit,
                                   fmt::format("{}", line.amount),
                                   line.reason});
            }
        }
        text += '\n' + report::say("movement.not_sent_heading") + '\n' +
                table_of({"planned", "from", "unit", "amount", "reason"}, missing, {"amount"}) +
                more_movements(outcome.not_sent.size());
    }
    return text + ending(outcome.written, outcome.replayed, outcome.id);
}

Exit ship_all_of(const ShipOptions& options) {
    const auto outcome = app::ship_file(movement_of(options.words), options.plan, options.file);
    if (!outcome) {
        return refuse(outcome.error());
    }
    if (!outcome->problems.empty()) {
        note_row_problems(options.file, outcome->problems);
        note(report::say("books.not_posted"));
        return Exit::data_refused;
    }
    print(options.words.format == Format::json ? json_text(app::shipped_json(*outcome))
                                               : ship_text(*outcome));
    return Exit::ok;
}

Exit ship(const ShipOptions& options) {
    if (!options.file.empty()) {
        return ship_all_of(options);
    }
    const app::MovementOptions movement = movement_of(options.words);
    const bool by_plan = options.due || options.planned > 0;
    app::ShipPlannedRequest planned{
        .options = movement, .plan = options.plan, .from = options.from};
    if (options.planned > 0) {
        planned.number = options.planned;
    }
    const auto outcome =
        by_plan
            ? app::ship_planned(planned)
            : app::ship({.options = movement,
                         .from = options.from,
                         .to = options.to,
                         .goods = options.goods,
                         .amount = options.amount,
                         .expected = options.expected.empty() ? std::nullopt
                                                              : base::parse_day(options.expected),
                         .tolerance_ppm = options.tolerance_ppm});
    if (!outcome) {
        return refuse(outcome.error());
    }
    print(options.words.format == Format::json ? json_text(app::shipped_json(*outcome))
                                               : ship_text(*outcome));
    return Exit::ok;
}

struct ReceiveOptions {
    MovementWords words;
    std::string dispatch;
    std::int64_t amount = -1;
    std::int64_t damaged = 0;
    int vvm = 0;
    bool last = false;
    bool due = false;
    std::string at;
    std::string lot;
    std::string expiry;
    std::string reason;
    std::string file;
};

std::string receive_text(const app::ReceiveOutcome& outcome) {
    std::vector<std::vector<std::string>> rows;
    for (const app::ReceivedLine& line : outcome.received) {
        if (rows.size() < kMovementsShown) {
            rows.push_back({line.dispatch.substr(0, 8),
                            line.to,
                            line.unit,
                            line.lot,
                            fmt::format("{}", line.amount),
                            fmt::format("{}", line.damaged),
                            fmt::format("{}", line.missing),
                            fmt::format("{}", line.surplus),
                            line.action_point});
        }
    }
    const std::string text = rows.empty() ? report::say("movement.nothing_received") + '\n'
                                          : table_of({"dispatch",
                                                      "to",
                                                      "unit",
                                                      "lot",
                                                      "amount",
                                                      "damaged",
                                                      "missing",
                                                      "surplus",
                                                      "action_point"},
                                                     rows,
                                                     {"amount", "damaged", "missing", "surplus"});
    return text + more_movements(outcome.received.size()) +
           ending(outcome.written, outcome.replayed, outcome.id);
}

Exit receive(const ReceiveOptions& options) {
    const app::MovementOptions movement = movement_of(options.words);
    app::ReceiveRequest one{.options = movement,
                            .dispatch = options.dispatch,
                            .amount = {},
                            .damaged = options.damaged,
                            .vvm_stage = static_cast<std::uint8_t>(options.vvm),
                            .last = options.last,
                            .lot = options.lot,
                            .expiry = {},
                            .reason = options.reason};
    if (!options.expiry.empty()) {
        one.expiry = base::parse_day(options.expiry);
    }
    if (options.amount >= 0) {
        one.amount = options.amount;
    }
    const auto outcome = !options.file.empty() ? app::receive_file(movement, options.file)
                         : options.due ? app::receive_due({.options = movement, .to = options.at})
                                       : app::receive(one);
    if (!outcome) {
        return refuse(outcome.error());
    }
    if (!outcome->problems.empty()) {
        note_row_problems(options.file, outcome->problems);
        note(report::say("books.not_posted"));
        return Exit::data_refused;
    }
    print(options.words.format == Format::json ? json_text(app::received_json(*outcome))
                                               : receive_text(*outcome));
    return Exit::ok;
}

}  // namespace

void add_ship(CLI::App& program, Action& action) {
    CLI::App* const command = program.add_subcommand(
        "ship", "Send goods on their way: what the plan asks for, or what you say");
    const auto options = std::make_shared<ShipOptions>();
    auto* const due = command->add_flag(
        "--due", options->due, "All that the adopted plan sends by that day and was not sent");
    auto* const planned = command->add_option(
        "--planned", options->planned, "This number of the adopted plan's list of shipments");
    planned->check(CLI::PositiveNumber);
    command->add_option("--plan", options->plan, "Name of the plan (default: the last adopted)");
    command->add_option("--from", options->from, "Place that sends");
    auto* const to = command->add_option("--to", options->to, "Place that gets it");
    auto* const unit = command->add_option("--unit", options->goods.unit, "Product");
    auto* const amount = command->add_option(
        "--amount", options->amount, "How much, in smallest issue units (doses, kits)");
    amount->check(CLI::PositiveNumber);
    add_goods(*command, options->goods);
    add_day(*command, "--expected", options->expected, "Day on which it is to arrive");
    command
        ->add_option("--tolerance",
                     options->tolerance_ppm,
                     "Parts per million that may be missing without an action point")
        ->check(CLI::Range(0, 1'000'000));
    auto* const file = command->add_option(
        "--file", options->file, "Many at once: a CSV file, these words as columns");
    add_movement(*command, options->words);
    due->excludes(planned)->excludes(to)->excludes(amount);
    planned->excludes(to)->excludes(amount);
    file->type_name("FILE.csv")->excludes(due)->excludes(planned)->excludes(to)->excludes(unit);
    add_example(*command, "imdad ship --from kabul --to herat --unit penta --amount 500");
    command->callback([&action, options, to, unit, amount] {
        const bool by_plan = options->due || options->planned > 0;
        const bool by_hand =
            !options->from.empty() && to->count() > 0 && unit->count() > 0 && amount->count() > 0;
        if (!by_plan && !by_hand && options->file.empty()) {
            throw CLI::RequiredError(
                "--due, or --planned, or --from, --to, --unit and --amount, or --file");
        }
        action = [options] { return ship(*options); };
    });
}

void add_receive(CLI::App& program, Action& action) {
    CLI::App* const command = program.add_subcommand(
        "receive", "Take in what arrived of a dispatch: in whole, in part, damaged, too much");
    const auto options = std::make_shared<ReceiveOptions>();
    auto* const dispatch = command->add_option(
        "DISPATCH", options->dispatch, "Its id on the waybill, or the first digits of it");
    auto* const due =
        command->add_flag("--due", options->due, "As sent, all that was expected by that day");
    command->add_option("--at", options->at, "With --due: only at this place");
    command->add_option("--amount", options->amount, "Usable, in smallest issue units; else all")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--damaged", options->damaged, "Arrived, not usable: goes to quarantine")
        ->check(CLI::NonNegativeNumber);
    command
        ->add_option("--vvm", options->vvm, "Stage of the vaccine vial monitor; 3, 4: not usable")
        ->check(CLI::Range(1, 4));
    command->add_flag("--last", options->last, "Nothing more will come: the rest is missing");
    command->add_option("--lot", options->lot, "Printed on what came, if not that of the papers");
    add_day(
        *command, "--expiry", options->expiry, "Printed on what came, if not that of the papers");
    command->add_option(
        "--reason", options->reason, "Why lot or expiry are not those of the papers");
    auto* const file = command->add_option(
        "--file", options->file, "Many at once: a CSV file, these words as columns");
    add_movement(*command, options->words);
    due->excludes(dispatch);
    file->type_name("FILE.csv")->excludes(due)->excludes(dispatch);
    add_example(*command, "imdad receive 3fa85f64 --amount 480 --damaged 20");
    command->callback([&action, options, dispatch] {
        if (!options->due && dispatch->count() == 0 && options->file.empty()) {
            throw CLI::RequiredError("DISPATCH, or --due, or --file");
        }
        action = [options] { return receive(*options); };
    });
}

}  // namespace imdad::cli
