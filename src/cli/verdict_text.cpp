#include "cli/verdict_text.hpp"

#include "cli/bound_text.hpp"
#include "report/numbers.hpp"

#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kViolationsShown = 20;

Json violation_json(const verify::Violation& violation) {
    return {{"code", violation.code},
            {"message", violation.message},
            {"place", violation.place},
            {"product", violation.product},
            {"lane", violation.lane},
            {"lot", violation.lot},
            {"programme", violation.programme},
            {"week", violation.week >= 0 ? Json(violation.week) : Json()},
            {"found", violation.found},
            {"allowed", violation.allowed},
            {"unit", violation.unit}};
}

Json problem_json(const exchange::Problem& problem) {
    return {{"severity", exchange::to_text(problem.severity)},
            {"code", problem.code},
            {"file", problem.file},
            {"line", problem.line},
            {"column", problem.column},
            {"value", problem.value},
            {"message", problem.message.text},
            {"right", problem.right.text}};
}

Json achieves_json(const model::Scenario& scenario, const model::Measures& measures) {
    Json programmes = Json::array();
    for (const model::ProgrammeMeasure& row : measures.programmes) {
        programmes.push_back({{"id", scenario[row.programme].programme_id},
                              {"target", row.target.value()},
                              {"served", row.served.value()},
                              {"coverage",
                               {{"minimum", row.coverage.minimum.to_double()},
                                {"p10", row.coverage.p10.to_double()},
                                {"mean", row.coverage.mean.to_double()}}}});
    }
    Json worst;
    if (measures.worst_area) {
        const model::AreaMeasure& area = measures.areas[*measures.worst_area];
        worst = {{"pcode", scenario[area.area].pcode},
                 {"name", scenario[area.area].name},
                 {"coverage", area.coverage.to_double()}};
    }
    return {{"programmes", std::move(programmes)},
            {"people_served_planned",
             {{"at_least", measures.people.at_least.value()},
              {"at_most", measures.people.at_most.value()}}},
            {"worst_area", std::move(worst)},
            {"value", measures.value}};
}

}  // namespace

std::string violations_text(const verify::Verdict& verdict) {
    std::size_t total = 0;
    for (const auto& [code, count] : verdict.counts) {
        total += count;
    }
    std::string text =
        fmt::format("NOT ACCEPTED: {} violated {}.\n", total, total == 1 ? "row" : "rows");
    auto out = std::back_inserter(text);
    for (std::size_t i = 0; i < verdict.violations.size() && i < kViolationsShown; ++i) {
        fmt::format_to(
            out, "  {}: {}\n", verdict.violations[i].code, verdict.violations[i].message);
    }
    if (total > kViolationsShown) {
        fmt::format_to(
            out, "  ... and {} more; --format json lists up to 1000.\n", total - kViolationsShown);
    }
    text += "By kind:\n";
    for (const auto& [code, count] : verdict.counts) {
        fmt::format_to(out, "  {:<32} {:>8}\n", code, count);
    }
    return text;
}

std::string verdict_table(const app::VerifyOutcome& outcome, const report::TableOptions& table) {
    const verify::Verdict& verdict = outcome.verdict;
    if (outcome.kind == app::VerifyOutcome::Kind::plan_refused) {
        return fmt::format(
            "NOT ACCEPTED: {} {} of the plan cannot be read against this scenario.\n",
            outcome.plan_problems.count(exchange::Severity::critical),
            outcome.plan_problems.count(exchange::Severity::critical) == 1 ? "row" : "rows");
    }
    if (!verdict.accepted) {
        return violations_text(verdict);
    }
    std::string text =
        fmt::format("{}: {} constraints hold{}\n",
                    outcome.accepted() ? "ACCEPTED" : "NOT ACCEPTED",
                    report::grouped(static_cast<std::int64_t>(verdict.constraints_checked)),
                    outcome.accepted() ? "." : ", but what the plan says of bounds does not.");
    if (outcome.by_hand) {
        text += "Made by hand: who is served was worked out from the shipments.\n";
    }
    text += bounds_text(outcome);
    text += '\n';
    text += report::plan_table(*outcome.loaded.scenario, *outcome.achieved, table);
    return text;
}

std::string verdict_json(const app::VerifyOutcome& outcome) {
    const verify::Verdict& verdict = outcome.verdict;
    Json document;
    document["accepted"] = outcome.accepted();
    document["by_hand"] = outcome.by_hand;
    document["scenario_changed"] = outcome.scenario_changed;
    document["constraints_checked"] = verdict.constraints_checked;
    document["served"] = verdict.served.value();
    document["counts"] = Json::object();
    for (const auto& [code, count] : verdict.counts) {
        document["counts"][code] = count;
    }
    document["violations"] = Json::array();
    for (const verify::Violation& violation : verdict.violations) {
        document["violations"].push_back(violation_json(violation));
    }
    document["problems"] = Json::array();
    for (const exchange::Problem& problem : outcome.plan_problems.kept()) {
        document["problems"].push_back(problem_json(problem));
    }
    document["certificates"] = bounds_json(outcome);
    document["not_proved_out_of_reach"] = Json::array();
    for (const model::AreaIndex area : outcome.not_proved_out_of_reach) {
        document["not_proved_out_of_reach"].push_back((*outcome.loaded.scenario)[area].pcode);
    }
    document["achieves"] = outcome.achieved ? achieves_json(*outcome.loaded.scenario,
                                                            outcome.achieved->chosen.measures)
                                            : Json();
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace imdad::cli
