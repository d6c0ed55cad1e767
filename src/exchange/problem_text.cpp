#include "exchange/problem_text.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::exchange {

namespace {

std::string where_text(const Problem& problem) {
    std::string text = problem.file;
    if (problem.line > 0) {
        text += fmt::format(":{}", problem.line);
    }
    if (!problem.column.empty()) {
        text += "  " + problem.column;
    }
    if (!problem.value.empty()) {
        text += "  \"" + problem.value + "\"";
    }
    return text;
}

void append_problem(std::string& text, const Problem& problem) {
    text += fmt::format(
        "{:<9} {}  [{}]\n", to_text(problem.severity), where_text(problem), problem.code);
    text += fmt::format("          {}.", problem.message.text);
    if (!problem.right.empty()) {
        text += fmt::format(" Right: {}.", problem.right.text);
    }
    text += '\n';
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// What a sentence in another language is put together from.
nlohmann::ordered_json parts_json(const base::Said& said) {
    return {{"code", said.key}, {"arguments", said.arguments}};
}

}  // namespace

std::string problems_table(const ProblemList& problems, std::size_t per_kind_max) {
    std::vector<const Problem*> sorted;
    for (const Problem& problem : problems.kept()) {
        sorted.push_back(&problem);
    }
    std::ranges::stable_sort(sorted, {}, [](const Problem* problem) { return problem->severity; });
    std::string text;
    std::map<std::pair<std::string, std::string>, std::size_t> printed;
    for (const Problem* problem : sorted) {
        if (++printed[{problem->file, problem->code}] <= per_kind_max) {
            append_problem(text, *problem);
        }
    }
    for (const ProblemList::Kind& kind : problems.kinds()) {
        if (kind.count > per_kind_max) {
            text += fmt::format(
                "... and {} more [{}] in {}\n", kind.count - per_kind_max, kind.code, kind.file);
        }
    }
    text += fmt::format(
        "{}, {}, {}\n",
        counted(problems.count(Severity::critical), "critical problem", "critical problems"),
        counted(problems.count(Severity::error), "error", "errors"),
        counted(problems.count(Severity::warning), "warning", "warnings"));
    return text;
}

std::string totals_table(const std::vector<TableTotal>& totals) {
    std::string text = fmt::format("{:<20} {:>10} {:>10}\n", "file", "rows read", "rows kept");
    for (const TableTotal& total : totals) {
        text += fmt::format("{:<20} {:>10} {:>10}", total.file, total.rows_read, total.rows_kept);
        if (!total.figure.empty()) {
            text += fmt::format(
                "   {}: {} read, {} kept", total.figure, total.sum_read, total.sum_kept);
        }
        text += '\n';
    }
    return text;
}

std::string problems_table(const LoadOutcome& outcome) {
    std::string text = problems_table(outcome.problems);
    text += '\n' + totals_table(outcome.totals);
    if (!outcome.not_used.empty()) {
        text += "\nLoaded and checked, not used yet:\n";
        for (const base::Said& line : outcome.not_used) {
            text += "  " + line.text + '\n';
        }
    }
    return text;
}

std::string problems_json(const LoadOutcome& outcome) {
    using nlohmann::ordered_json;
    ordered_json root;
    root["usable"] =
        outcome.scenario.has_value() && outcome.problems.count(Severity::critical) == 0;
    root["counts"] = {{"critical", outcome.problems.count(Severity::critical)},
                      {"error", outcome.problems.count(Severity::error)},
                      {"warning", outcome.problems.count(Severity::warning)}};
    root["problems"] = ordered_json::array();
    for (const Problem& problem : outcome.problems.kept()) {
        root["problems"].push_back({{"severity", to_text(problem.severity)},
                                    {"code", problem.code},
                                    {"file", problem.file},
                                    {"line", problem.line},
                                    {"column", problem.column},
                                    {"value", problem.value},
                                    {"message", problem.message.text},
                                    {"right", problem.right.text},
                                    {"message_parts", parts_json(problem.message)},
                                    {"right_parts", parts_json(problem.right)}});
    }
    root["kinds"] = ordered_json::array();
    for (const ProblemList::Kind& kind : outcome.problems.kinds()) {
        root["kinds"].push_back({{"file", kind.file}, {"code", kind.code}, {"count", kind.count}});
    }
    root["totals"] = ordered_json::array();
    for (const TableTotal& total : outcome.totals) {
        root["totals"].push_back({{"file", total.file},
                                  {"rows_read", total.rows_read},
                                  {"rows_kept", total.rows_kept},
                                  {"figure", total.figure},
                                  {"sum_read", total.sum_read},
                                  {"sum_kept", total.sum_kept}});
    }
    root["not_used"] = ordered_json::array();
    root["not_used_parts"] = ordered_json::array();
    for (const base::Said& line : outcome.not_used) {
        root["not_used"].push_back(line.text);
        root["not_used_parts"].push_back(parts_json(line));
    }
    root["inputs_sha256"] = outcome.inputs_sha256;
    return root.dump();
}

}  // namespace imdad::exchange
