#include "cli/problems.hpp"

#include "cli/terminal.hpp"
#include "exchange/problem_text.hpp"

#include <fmt/format.h>

namespace imdad::cli {

using exchange::Severity;

namespace {

constexpr std::size_t kShownPerKind = 5;

void note_block(std::string text) {
    while (text.ends_with('\n')) {
        text.pop_back();
    }
    note(text);
}

}  // namespace

Exit refuse_scenario(const app::LoadedScenario& loaded, const std::string& folder) {
    note_block(exchange::problems_table(loaded.problems, kShownPerKind));
    note(
        fmt::format("imdad: {} is refused: with critical problems a plan would leave something out "
                    "in silence.\n"
                    "Run `imdad check {}` for all of them, correct them, and run this again. "
                    "Nothing was written.",
                    folder,
                    folder));
    return Exit::data_refused;
}

void mention_problems(const app::LoadedScenario& loaded, const std::string& folder) {
    const std::size_t errors = loaded.problems.count(Severity::error);
    const std::size_t warnings = loaded.problems.count(Severity::warning);
    if (errors + warnings > 0) {
        note(fmt::format("warning: {} has {} {} and {} {}; `imdad check {}` lists them.",
                         folder,
                         errors,
                         errors == 1 ? "error" : "errors",
                         warnings,
                         warnings == 1 ? "warning" : "warnings",
                         folder));
    }
}

void note_problems(const exchange::ProblemList& problems) {
    if (problems.total() > 0) {
        note_block(exchange::problems_table(problems));
    }
}

void note_row_problems(const std::string& file, const std::vector<app::RowProblem>& problems) {
    for (const app::RowProblem& problem : problems) {
        std::string place = file;
        if (problem.line > 0) {
            place += fmt::format(":{}", problem.line);
        }
        if (!problem.column.empty()) {
            place += fmt::format(", {}", problem.column);
        }
        if (!problem.value.empty()) {
            place += fmt::format(" '{}'", problem.value);
        }
        note(fmt::format("{}: {} ({})", place, problem.message, problem.code));
    }
}

}  // namespace imdad::cli
