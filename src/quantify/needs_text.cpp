#include "quantify/needs_text.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::quantify {

namespace {

struct ProgrammeTotal {
    std::string programme;
    std::size_t rows = 0;
    std::int64_t persons = 0;
};

/// In order of first appearance.
std::vector<ProgrammeTotal> totals(const DerivedNeeds& derived) {
    std::vector<ProgrammeTotal> result;
    std::unordered_map<std::string, std::size_t> position;
    for (const Explanation& need : derived.explanations) {
        const auto [found, added] = position.try_emplace(need.programme, result.size());
        if (added) {
            result.push_back({need.programme, 0, 0});
        }
        ++result[found->second].rows;
        result[found->second].persons += need.persons.value();
    }
    return result;
}

/// 1234567 -> 1,234,567. Requires: value >= 0.
std::string grouped(std::int64_t value) {
    std::string digits = fmt::format("{}", value);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

void append_block(std::string& text, const Explanation& need) {
    auto out = std::back_inserter(text);
    fmt::format_to(out,
                   "\n{} at {}: {} persons over the horizon\n",
                   need.programme,
                   need.at,
                   grouped(need.persons.value()));
    fmt::format_to(out, "  {} method, quantification.csv:{}\n", need.method, need.row);
    fmt::format_to(out, "  = {}\n  = {}, rounded up\n", need.formula, need.with_numbers);
    for (const Input& input : need.inputs) {
        fmt::format_to(
            out, "  {:<16} {:>14} {} ({})\n", input.name, input.value, input.unit, input.source);
    }
    fmt::format_to(out,
                   "  source: {}; origin: {}\n",
                   need.source.empty() ? "not stated" : need.source,
                   need.origin.empty() ? "not stated" : need.origin);
}

void append_problems(std::string& text,
                     const char* title,
                     const std::vector<base::Fault>& problems) {
    if (problems.empty()) {
        return;
    }
    fmt::format_to(std::back_inserter(text), "\n{}: {}\n", title, problems.size());
    for (const base::Fault& problem : problems) {
        fmt::format_to(std::back_inserter(text), "  {}: {}\n", problem.where, problem.message.text);
    }
}

nlohmann::ordered_json problem_json(const base::Fault& problem) {
    return {{"code", problem.code}, {"where", problem.where}, {"message", problem.message.text}};
}

nlohmann::ordered_json need_json(const Explanation& need) {
    auto inputs = nlohmann::ordered_json::array();
    for (const Input& input : need.inputs) {
        inputs.push_back({{"name", input.name},
                          {"value", input.value},
                          {"unit", input.unit},
                          {"source", input.source}});
    }
    return {{"programme", need.programme},
            {"at", need.at},
            {"method", need.method},
            {"persons", need.persons.value()},
            {"formula", need.formula},
            {"with_numbers", need.with_numbers},
            {"inputs", std::move(inputs)},
            {"source", need.source},
            {"origin", need.origin},
            {"line", need.row}};
}

/// `"name": [` and one element per line.
template <typename Rows, typename ToJson>
void append_list(std::string& text, const char* name, const Rows& rows, ToJson to_json) {
    fmt::format_to(std::back_inserter(text), "\n  \"{}\": [", name);
    const char* separator = "\n    ";
    for (const auto& row : rows) {
        text += separator;
        text += to_json(row).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        separator = ",\n    ";
    }
    text += rows.empty() ? "]" : "\n  ]";
}

}  // namespace

std::string needs_table(const DerivedNeeds& derived) {
    const auto programmes = totals(derived);
    std::size_t width = 9;
    for (const ProgrammeTotal& total : programmes) {
        width = std::max(width, total.programme.size());
    }
    std::string text =
        fmt::format("{:<{}}  {:>8}  {:>16}\n", "programme", width, "rows", "persons");
    for (const ProgrammeTotal& total : programmes) {
        fmt::format_to(std::back_inserter(text),
                       "{:<{}}  {:>8}  {:>16}\n",
                       total.programme,
                       width,
                       total.rows,
                       grouped(total.persons));
    }
    text += "Programmes overlap and are never added up.\n";
    for (const Explanation& need : derived.explanations) {
        append_block(text, need);
    }
    append_problems(text, "Rows that give no need", derived.errors);
    append_problems(text, "Remarks", derived.warnings);
    return text;
}

std::string needs_json(const DerivedNeeds& derived) {
    std::vector<nlohmann::ordered_json> programmes;
    for (const ProgrammeTotal& total : totals(derived)) {
        programmes.push_back(
            {{"programme", total.programme}, {"rows", total.rows}, {"persons", total.persons}});
    }
    // Line by line: one document of 80,000 needs would take seconds to build.
    std::string text = "{";
    append_list(text, "programmes", programmes, [](const auto& row) { return row; });
    text += ",";
    append_list(text, "needs", derived.explanations, need_json);
    text += ",";
    append_list(text, "errors", derived.errors, problem_json);
    text += ",";
    append_list(text, "warnings", derived.warnings, problem_json);
    text += "\n}\n";
    return text;
}

}  // namespace imdad::quantify
