#include "app/goods_json.hpp"
#include "app/stock_moves.hpp"
#include "cli/commands.hpp"
#include "cli/movement_options.hpp"
#include "cli/problems.hpp"
#include "cli/stock_text.hpp"
#include "cli/terminal.hpp"
#include "exchange/file_bytes.hpp"
#include "report/catalogue.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// What happens to goods where they lie.

namespace imdad::cli {

namespace {

using app::StockMove;

struct StockOptions {
    MovementWords words;
    app::StockRow row;
    std::string file;
};

Exit move_stock(StockMove move, const StockOptions& options) {
    const app::MovementOptions movement = movement_of(options.words);
    app::StockRow row = options.row;
    row.on = movement.access.today;
    row.document = hash_of_document(row.document);
    const auto outcome = options.file.empty() ? app::move_stock(movement, move, std::span(&row, 1))
                                              : app::move_stock_file(movement, move, options.file);
    if (!outcome) {
        return refuse(outcome.error());
    }
    if (!outcome->problems.empty()) {
        if (options.file.empty()) {
            return refuse(app::refusal_of(outcome->problems));
        }
        note_row_problems(options.file, outcome->problems);
        note(report::say("books.not_posted"));
        return Exit::data_refused;
    }
    print(options.words.format == Format::json ? json_text(app::moved_json(*outcome))
                                               : stock_text(*outcome));
    return Exit::ok;
}

struct Words {
    StockMove move;
    const char* name;
    const char* about;
    const char* example;
};

constexpr std::array<Words, 6> kMoves = {
    {{StockMove::use,
      "use",
      "Book what was used where people are served: what was delivered there, then the own shelf",
      "imdad use --at clinic --unit penta --amount 40"},
     {StockMove::deliver,
      "deliver",
      "Hand goods over to those who serve people, with the proof of it",
      "imdad deliver --from herat --to clinic --unit penta --amount 100 --document signed.pdf"},
     {StockMove::count,
      "count",
      "Book what was counted on a shelf; a difference needs a reason, a loss a second person",
      "imdad count --at herat --unit penta --lot P1 --amount 498 --found-as wasted --reason "
      "broken"},
     {StockMove::write_off,
      "write-off",
      "Propose that goods are gone: lost, damaged, expired, wasted, diverted",
      "imdad write-off --at herat --unit penta --lot P1 --amount 20 --found-as damaged --reason "
      "wet"},
     {StockMove::quarantine,
      "quarantine",
      "Set goods apart until somebody has looked at them",
      "imdad quarantine --at herat --unit penta --lot P1 --amount 20 --reason \"fridge was off\""},
     {StockMove::release,
      "release",
      "Propose that goods in quarantine are good again",
      "imdad release --at herat --unit penta --lot P1 --amount 20 --reason \"monitor at 1\""}}};

void add_move(CLI::App& program, Action& action, const Words& words) {
    CLI::App* const command = program.add_subcommand(words.name, words.about);
    const auto options = std::make_shared<StockOptions>();
    const StockMove move = words.move;
    app::StockRow& row = options->row;
    const bool delivers = move == StockMove::deliver;
    auto* const at =
        command->add_option(delivers ? "--from,--at" : "--at", row.at, "Place that has it");
    auto* const unit = command->add_option("--unit", row.goods.unit, "Product");
    auto* const amount = command->add_option(
        "--amount",
        row.amount,
        move == StockMove::count ? "How much is there, in smallest issue units (doses, kits)"
                                 : "How much, in smallest issue units (doses, kits)");
    amount->check(CLI::NonNegativeNumber);
    auto* const file = command->add_option(
        "--file", options->file, "Many at once: a CSV file, these words as columns");
    file->type_name("FILE.csv")->excludes(at)->excludes(unit)->excludes(amount);
    add_goods(*command, row.goods);
    command->add_option("--reason", row.reason, "Why");
    command->add_option("--document", row.document, "What proves it: a file, or its SHA-256");
    if (delivers) {
        command->add_option("--to", row.to, "Who gets it");
    }
    if (move == StockMove::use) {
        command->add_option("--stage", row.stage, "Only what is here: delivered or on_hand");
        command->add_flag("--exception", row.exception, "Although it had expired; with --reason");
    }
    if (move == StockMove::count || move == StockMove::write_off) {
        command->add_option("--stage", row.stage, "on_hand (default), quarantined or delivered");
        command->add_option(
            "--found-as",
            row.found_as,
            "What became of what is gone: lost, damaged, expired, wasted, diverted");
    }
    add_movement(*command, options->words);
    add_example(*command, words.example);
    command->callback([&action, options, move, at, unit, amount] {
        const bool by_hand = at->count() > 0 && unit->count() > 0 && amount->count() > 0;
        if (options->file.empty() && !by_hand) {
            throw CLI::RequiredError("--at, --unit and --amount, or --file");
        }
        action = [options, move] { return move_stock(move, *options); };
    });
}

}  // namespace

void add_stock(CLI::App& program, Action& action) {
    for (const Words& words : kMoves) {
        add_move(program, action, words);
    }
}

}  // namespace imdad::cli
