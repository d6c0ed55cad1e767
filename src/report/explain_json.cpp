#include "report/explain_json.hpp"

#include "report/phrase_json.hpp"
#include "report/plan_view.hpp"

#include <nlohmann/json.hpp>

namespace imdad::report {
namespace {

using namespace model;
using Json = nlohmann::ordered_json;

Json mondays(const Scenario& scenario, const std::vector<int>& weeks) {
    Json list = Json::array();
    for (const int week : weeks) {
        list.push_back(base::to_text(monday_of(scenario, week)));
    }
    return list;
}

Json kinds(const std::vector<CauseKind>& kinds) {
    Json list = Json::array();
    for (const CauseKind kind : kinds) {
        list.push_back(to_text(kind));
    }
    return list;
}

Json things(const std::vector<std::pair<std::string, std::string>>& things) {
    Json list = Json::array();
    for (const auto& [table, id] : things) {
        list.push_back({{"table", table}, {"id", id}});
    }
    return list;
}

Json optional(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json cause(const Scenario& scenario, const Cause& cause) {
    return {{"kind", to_text(cause.kind)},
            {"together", kinds(cause.together)},
            {"or_else", kinds(cause.or_else)},
            {"persons", cause.persons},
            {"worth", cause.worth},
            {"unit_price", cause.unit_price},
            {"weeks", mondays(scenario, cause.weeks)},
            {"need_from", base::to_text(monday_of(scenario, cause.need_from))},
            {"need_to", base::to_text(monday_of(scenario, cause.need_to))},
            {"things", things(cause.things)},
            {"text", cause.text},
            {"sentence", phrase_json(cause.sentence)}};
}

Json group(const Scenario& scenario, const GroupCauses& group) {
    Json list = Json::array();
    for (const Cause& one : group.causes) {
        list.push_back(cause(scenario, one));
    }
    return {{"area", scenario[group.area].pcode},
            {"programme", scenario[group.programme].programme_id},
            {"target", group.target.value()},
            {"served", group.served.value()},
            {"short", group.persons_short()},
            {"next_worth", group.next_worth},
            {"first_goods",
             group.first_goods ? Json(base::to_text(monday_of(scenario, *group.first_goods)))
                               : Json(nullptr)},
            {"causes", std::move(list)},
            {"way", group.way},
            {"way_sentence", phrase_json(group.way_sentence)}};
}

Json help(const Scenario& scenario, const Help& help) {
    return {{"kind", to_text(help.kind)},
            {"what", help.what},
            {"things", things(help.things)},
            {"unit", help.unit},
            {"price", optional(help.price)},
            {"step", help.step},
            {"stated", optional(help.stated)},
            {"found", optional(help.found)},
            {"weeks", mondays(scenario, help.weeks)},
            {"remark", help.remark},
            {"what_sentence", phrase_json(help.what_sentence)},
            {"remark_sentence", phrase_json(help.remark_sentence)}};
}

}  // namespace

std::string explain_json(const Scenario& scenario, const Explanation& explanation) {
    Json document;
    document["scenario"] = scenario->header.name;
    if (!scenario->header.label.empty()) {
        document["label"] = scenario->header.label;
    }
    document["audience"] = "planners";
    document["prices"] = explanation.from_certificate ? "certificate" : "worked_out";
    document["plan_value"] = explanation.plan_value;
    document["solved_exactly"] = explanation.solved_exactly;
    document["groups_served"] = explanation.groups_served;
    document["groups"] = Json::array();
    for (const GroupCauses& one : explanation.groups) {
        document["groups"].push_back(group(scenario, one));
    }
    document["helps"] = Json::array();
    for (const Help& one : explanation.helps) {
        document["helps"].push_back(help(scenario, one));
    }
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace imdad::report
