#include "app/explain_needs.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/problems.hpp"
#include "cli/terminal.hpp"
#include "report/numbers.hpp"

#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::cli {

namespace {

struct NeedsOptions {
    std::string folder;
    bool explain = false;
    Format format = Format::table;
};

std::string totals_table(const std::vector<app::NeedTotal>& totals) {
    std::string text = fmt::format("{:<28} {:>8} {:>16} {:>8} {:>16}\n",
                                   "programme",
                                   "stated",
                                   "persons",
                                   "derived",
                                   "persons");
    for (const app::NeedTotal& total : totals) {
        fmt::format_to(std::back_inserter(text),
                       "{:<28} {:>8} {:>16} {:>8} {:>16}\n",
                       total.programme,
                       total.stated_rows,
                       report::grouped(total.stated.value()),
                       total.derived_rows,
                       report::grouped(total.derived.value()));
    }
    return text +
           "Programmes overlap and are never added up. Add --explain to see how each need was "
           "derived.\n";
}

std::string totals_json(const std::vector<app::NeedTotal>& totals) {
    nlohmann::ordered_json document;
    document["programmes"] = nlohmann::ordered_json::array();
    for (const app::NeedTotal& total : totals) {
        document["programmes"].push_back({{"programme", total.programme},
                                          {"stated_rows", total.stated_rows},
                                          {"stated_persons", total.stated.value()},
                                          {"derived_rows", total.derived_rows},
                                          {"derived_persons", total.derived.value()}});
    }
    return document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string text_of(const NeedsOptions& options, const app::ExplainNeedsOutcome& outcome) {
    const bool json = options.format == Format::json;
    if (options.explain) {
        return json ? app::explanation_json(outcome) : app::explanation_table(outcome);
    }
    return json ? totals_json(outcome.totals) : totals_table(outcome.totals);
}

Exit run(const NeedsOptions& options) {
    const app::ExplainNeedsOutcome outcome = app::explain_needs({options.folder});
    if (outcome.loaded.scenario) {
        print(text_of(options, outcome));
    }
    if (!outcome.loaded.usable()) {
        return refuse_scenario(outcome.loaded, options.folder);
    }
    mention_problems(outcome.loaded, options.folder);
    return Exit::ok;
}

}  // namespace

void add_needs(CLI::App& program, Action& action) {
    CLI::App* const command =
        program.add_subcommand("needs", "Show what is needed, and how derived needs came about");
    const auto options = std::make_shared<NeedsOptions>();
    add_scenario_folder(*command, options->folder);
    command->add_flag(
        "--explain", options->explain, "Formula, inputs, units and source of each derived need");
    add_format(*command, options->format);
    add_example(*command, "imdad needs examples/tutorial --explain");
    command->callback([&action, options] { action = [options] { return run(*options); }; });
}

}  // namespace imdad::cli
