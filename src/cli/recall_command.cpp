#include "app/goods_json.hpp"
#include "app/recalls.hpp"
#include "cli/commands.hpp"
#include "cli/movement_options.hpp"
#include "cli/stock_text.hpp"
#include "cli/terminal.hpp"

#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

/// recall, lift-recall, void.

namespace imdad::cli {

namespace {

struct RecallOptions {
    MovementWords words;
    std::string unit;
    std::string lot;
    std::string dispatch;
    std::string reason;
    std::string document;
};

Exit show(const RecallOptions& options, const app::Answer<app::StockOutcome>& outcome) {
    if (!outcome) {
        return refuse(outcome.error());
    }
    if (!outcome->problems.empty()) {
        return refuse(app::refusal_of(outcome->problems));
    }
    print(options.words.format == Format::json ? json_text(app::moved_json(*outcome))
                                               : stock_text(*outcome));
    return Exit::ok;
}

app::RecallRequest recall_of(const RecallOptions& options) {
    return {.options = movement_of(options.words),
            .unit = options.unit,
            .lot = options.lot,
            .reason = options.reason,
            .document = hash_of_document(options.document)};
}

Exit recall(const RecallOptions& options) {
    return show(options, app::recall_lot(recall_of(options)));
}

Exit lift(const RecallOptions& options) {
    return show(options, app::lift_recall(recall_of(options)));
}

Exit take_back(const RecallOptions& options) {
    return show(options,
                app::void_dispatch({.options = movement_of(options.words),
                                    .dispatch = options.dispatch,
                                    .reason = options.reason}));
}

}  // namespace

void add_recall(CLI::App& program, Action& action) {
    const auto add = [&](const char* name, const char* about, Exit (*run)(const RecallOptions&)) {
        CLI::App* const command = program.add_subcommand(name, about);
        const auto options = std::make_shared<RecallOptions>();
        command->add_option("--reason", options->reason, "Why")->required();
        add_movement(*command, options->words);
        command->callback(
            [&action, options, run] { action = [options, run] { return run(*options); }; });
        return std::pair(command, options);
    };
    const auto of_lot = [](CLI::App& command, RecallOptions& options) {
        command.add_option("--unit", options.unit, "Product")->required();
        command.add_option("--lot", options.lot, "Lot")->required();
        command.add_option("--document", options.document, "The notice: a file, or its SHA-256")
            ->required();
    };
    const auto [calling, called] =
        add("recall", "Call a lot back: nothing of it is sent or used any more", recall);
    of_lot(*calling, *called);
    add_example(*calling,
                "imdad recall --unit penta --lot P1 --reason \"WHO alert 5\" --document alert.pdf");
    const auto [lifting, lifted] =
        add("lift-recall", "Propose that a lot which was called back is good after all", lift);
    of_lot(*lifting, *lifted);
    add_example(*lifting,
                "imdad lift-recall --unit penta --lot P1 --reason \"tested\" --document test.pdf");
    const auto [voiding, voided] =
        add("void", "Take back what is still on its way: it never left, or came back", take_back);
    voiding
        ->add_option(
            "DISPATCH", voided->dispatch, "Its id on the waybill, or the first digits of it")
        ->required();
    add_example(*voiding, "imdad void 3fa85f64 --reason \"truck broke down\"");
}

}  // namespace imdad::cli
