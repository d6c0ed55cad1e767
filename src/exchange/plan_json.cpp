#include "exchange/plan_json.hpp"

#include "exchange/certificate_json.hpp"
#include "exchange/plan_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

namespace imdad::exchange {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> kVen = {"vital", "essential", "non_essential"};

ordered_json people_json(const model::PeopleBounds& people) {
    return {{"at_least", people.at_least.value()}, {"at_most", people.at_most.value()}};
}

ordered_json fairness_json(const model::Fairness& fairness) {
    return {{"minimum", fairness.minimum.to_double()},
            {"p10", fairness.p10.to_double()},
            {"mean", fairness.mean.to_double()},
            {"gini", fairness.gini.to_double()},
            {"theil", fairness.theil.to_double()},
            {"share_of_people_in_areas_under",
             {{"0.2", fairness.under[0].to_double()},
              {"0.4", fairness.under[1].to_double()},
              {"0.6", fairness.under[2].to_double()},
              {"0.8", fairness.under[3].to_double()}}}};
}

ordered_json programmes_json(const model::Scenario& scenario, const model::Measures& measures) {
    ordered_json list = ordered_json::array();
    for (const model::ProgrammeMeasure& row : measures.programmes) {
        const model::Programme& programme = scenario[row.programme];
        list.push_back({{"id", programme.programme_id},
                        {"name", programme.name},
                        {"ven", kVen[static_cast<std::size_t>(programme.ven)]},
                        {"target", row.target.value()},
                        {"started", row.started.value()},
                        {"served", row.served.value()},
                        {"coverage",
                         {{"minimum", row.coverage.minimum.to_double()},
                          {"p10", row.coverage.p10.to_double()},
                          {"mean", row.coverage.mean.to_double()}}}});
    }
    return list;
}

ordered_json area_json(const model::Scenario& scenario, const model::AreaMeasure& row) {
    ordered_json area{{"pcode", scenario[row.area].pcode}, {"name", scenario[row.area].name}};
    if (row.reachable) {
        area["coverage"] = row.coverage.to_double();
    } else {
        area["reason"] = row.reason;
    }
    return area;
}

ordered_json measures_json(const model::Scenario& scenario, const model::Measures& measures) {
    ordered_json areas = ordered_json::array();
    ordered_json unreachable = ordered_json::array();
    for (const model::AreaMeasure& row : measures.areas) {
        (row.reachable ? areas : unreachable).push_back(area_json(scenario, row));
    }
    ordered_json worst_group;
    if (measures.worst_vital_group) {
        const model::GroupMeasure& group = measures.groups[*measures.worst_vital_group];
        worst_group = {{"pcode", scenario[group.area].pcode},
                       {"programme", scenario[group.programme].programme_id},
                       {"coverage", group.coverage.to_double()}};
    }
    return {
        {"people_served_planned", people_json(measures.people)},
        {"worst_area",
         measures.worst_area ? area_json(scenario, measures.areas[*measures.worst_area])
                             : ordered_json()},
        {"worst_vital_group", worst_group},
        {"value", std::isfinite(measures.value) ? ordered_json(measures.value) : ordered_json()},
        {"fairness", fairness_json(measures.fairness)},
        {"programmes", programmes_json(scenario, measures)},
        {"areas", areas},
        {"unreachable_areas", unreachable}};
}

ordered_json locks_json(const model::Scenario& scenario, const model::Measures& measures) {
    const auto figure = [](const std::optional<model::Persons>& persons) {
        return persons ? ordered_json(persons->value()) : ordered_json();
    };
    ordered_json list = ordered_json::array();
    for (const model::LockMeasure& row : measures.locks) {
        const model::Lock& lock = scenario->locks[row.lock];
        list.push_back(
            {{"id", lock.lock_id},
             {"at",
              lock.place.exists() ? scenario[lock.place].place_id : scenario[lock.area].pcode},
             {"programme", scenario[lock.programme].programme_id},
             {"at_least", figure(lock.at_least)},
             {"at_most", figure(lock.at_most)},
             {"served", row.served.value()},
             {"missing", row.missing.value()},
             {"reason", lock.reason}});
    }
    return list;
}

ordered_json options_json(const model::PlanOptions& options) {
    ordered_json include = ordered_json::array();
    if (options.include_announced) {
        include.push_back("announced");
    }
    if (options.include_pledged) {
        include.push_back("pledged");
    }
    return {{"policy", model::to_text(options.policy)},
            {"include", include},
            {"method", options.method}};
}

}  // namespace

std::string plan_json_text(const model::Scenario& scenario,
                           const model::PlanResult& result,
                           const std::vector<std::string>& files) {
    const model::Header& header = scenario->header;
    ordered_json root;
    root["imdad_plan"] = 1;
    // Shipments name places and dates: the folder as a whole is for planners only.
    root["class"] = "restricted";
    root["label"] = header.label;
    root["figures"] = "planned, not delivered or used";
    root["scenario"] = {{"name", header.name},
                        {"title", header.title},
                        {"start", base::to_text(header.start)},
                        {"weeks", header.weeks},
                        {"policy_chosen_by", header.policy_chosen_by}};
    root["inputs_sha256"] = result.inputs_sha256;
    root["engine_version"] = result.engine_version;
    root["options"] = options_json(result.chosen.plan.options);
    root["measures"] = measures_json(scenario, result.chosen.measures);
    if (!scenario->locks.empty()) {
        root["locks"] = locks_json(scenario, result.chosen.measures);
    }
    root["baselines"] = ordered_json::array();
    for (const model::NamedPlan& baseline : result.baselines) {
        root["baselines"].push_back(
            {{"name", baseline.name}, {"measures", measures_json(scenario, baseline.measures)}});
    }
    if (result.split_value && std::isfinite(*result.split_value)) {
        root["split_value"] = *result.split_value;
    }
    root["certificates"] = nullptr;
    root["notes"] = result.notes;
    root["not_used"] = result.not_used;
    root["files"] = files;
    std::string text = root.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
    // Certificates are laid out by themselves, a row of prices on each line. No text of the
    // scenario can hold this line: a line break in a text is written as \n.
    constexpr std::string_view kStandIn = "\n  \"certificates\": null";
    constexpr std::size_t kNull = 4;
    const std::size_t end = text.find(kStandIn) + kStandIn.size();
    text.replace(end - kNull, kNull, certificates_text(scenario, result.bounds));
    return text;
}

namespace {

void plan_problem(ProblemList& problems,
                  std::string path,
                  std::string code,
                  std::string message,
                  std::string right) {
    problems.add({Severity::error,
                  std::move(code),
                  std::string(kPlanFile),
                  0,
                  std::move(path),
                  "",
                  base::only_english(std::move(message)),
                  base::only_english(std::move(right))});
}

void read_options(const json& options, model::PlanOptions& result, ProblemList& problems) {
    static constexpr std::array<std::string_view, 3> kPolicies = {
        "worst_first", "balanced", "most_served"};
    const auto policy = options.find("policy");
    if (policy != options.end()) {
        const auto found =
            policy->is_string()
                ? std::find(kPolicies.begin(), kPolicies.end(), policy->get<std::string>())
                : kPolicies.end();
        if (found == kPolicies.end()) {
            plan_problem(problems,
                         "$.options.policy",
                         "unknown_value",
                         "no such policy; worst_first holds",
                         "worst_first | balanced | most_served");
        } else {
            result.policy = static_cast<model::Policy>(found - kPolicies.begin());
        }
    }
    const auto include = options.find("include");
    if (include != options.end() && include->is_array()) {
        for (const json& item : *include) {
            const std::string word = item.is_string() ? item.get<std::string>() : "";
            result.include_announced = result.include_announced || word == "announced";
            result.include_pledged = result.include_pledged || word == "pledged";
            if (word != "announced" && word != "pledged") {
                plan_problem(problems,
                             "$.options.include",
                             "unknown_value",
                             "no such status; it is ignored",
                             "announced | pledged");
            }
        }
    } else if (include != options.end()) {
        plan_problem(problems,
                     "$.options.include",
                     "wrong_type",
                     "this is not a list; nothing is included",
                     R"(["announced"])");
    }
    const auto method = options.find("method");
    if (method != options.end() && method->is_string()) {
        result.method = method->get<std::string>();
    }
}

/// By how much the plan says that it falls short of its locks.
void read_shortfalls(const json& root, PlanHeader& result, ProblemList& problems) {
    const auto locks = root.find("locks");
    if (locks == root.end()) {
        return;
    }
    for (std::size_t i = 0; i < locks->size() && locks->is_array(); ++i) {
        const json& row = (*locks)[i];
        const auto id = row.is_object() ? row.find("id") : row.end();
        const auto missing = row.is_object() ? row.find("missing") : row.end();
        if (id == row.end() || missing == row.end() || !id->is_string() ||
            !missing->is_number_integer()) {
            plan_problem(problems,
                         "$.locks[" + std::to_string(i) + "]",
                         "wrong_type",
                         "this is not a lock with what is missing; it is ignored",
                         R"({"id": "L1", "missing": 0})");
        } else if (missing->get<std::int64_t>() != 0) {
            result.shortfalls.emplace_back(id->get<std::string>(), missing->get<std::int64_t>());
        }
    }
}

std::string text_member(const json& root, const char* key) {
    const auto found = root.find(key);
    return found != root.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

PlanHeader parse_plan_json(const std::string& text, ProblemList& problems) {
    PlanHeader result;
    const json root = json::parse(text, nullptr, false);
    if (root.is_discarded() || !root.is_object()) {
        plan_problem(problems,
                     "$",
                     "bad_json",
                     "this is not a JSON object; the default options hold",
                     "the file as it was written");
        return result;
    }
    result.inputs_sha256 = text_member(root, "inputs_sha256");
    result.engine_version = text_member(root, "engine_version");
    read_shortfalls(root, result, problems);
    const auto options = root.find("options");
    if (options == root.end() || !options->is_object()) {
        plan_problem(problems,
                     "$.options",
                     "missing_value",
                     "the options are missing; the defaults hold",
                     R"("options": {"policy": "worst_first", "include": []})");
        return result;
    }
    read_options(*options, result.options, problems);
    return result;
}

}  // namespace imdad::exchange
