#include "report/status_view.hpp"

#include <nlohmann/json.hpp>

/// `null` is what nobody has reported.

namespace imdad::report {

namespace {

using Json = nlohmann::ordered_json;

Json figure(const std::optional<std::int64_t>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json indicator_json(const StatusIndicator& one) {
    return {{"id", one.id},
            {"title", one.title},
            {"unit", one.unit},
            {"baseline", figure(one.baseline)},
            {"target", figure(one.target)},
            {"actual", figure(one.actual)},
            {"actual_on", one.actual_on},
            {"no_actual_reason", one.no_actual_reason},
            {"permille", figure(one.permille())}};
}

Json resource_json(const StatusResource& one) {
    const auto booked = [&](std::int64_t value) {
        return one.booked ? Json(value) : Json(nullptr);
    };
    return {{"unit", one.unit},
            {"needed", figure(one.needed)},
            {"got", booked(one.got)},
            {"outstanding", booked(one.outstanding)},
            {"delivered", booked(one.delivered)},
            {"used", booked(one.used)},
            {"returned", booked(one.returned)},
            {"lost", booked(one.lost)}};
}

Json activity_json(const StatusActivity& activity) {
    Json document = {{"id", activity.id},
                     {"state", activity.state},
                     {"type", activity.type},
                     {"title", activity.title},
                     {"lead", activity.lead},
                     {"indicators", Json::array()},
                     {"milestones", Json::array()},
                     {"resources", Json::array()},
                     {"seats", nullptr},
                     {"shipments", Json::array()}};
    for (const StatusIndicator& one : activity.indicators) {
        document["indicators"].push_back(indicator_json(one));
    }
    for (const StatusMilestone& one : activity.milestones) {
        document["milestones"].push_back({{"id", one.id},
                                          {"title", one.title},
                                          {"due", one.due},
                                          {"reached_on", one.reached_on},
                                          {"days_overdue", one.days_overdue}});
    }
    for (const StatusResource& one : activity.resources) {
        document["resources"].push_back(resource_json(one));
    }
    if (activity.has_seats) {
        document["seats"] = {{"offered", figure(activity.seats_offered)},
                             {"booked", figure(activity.seats_booked)},
                             {"attended", figure(activity.seats_attended)}};
    }
    for (const StatusShipments& one : activity.shipments) {
        document["shipments"].push_back({{"unit", one.unit},
                                         {"planned", one.planned},
                                         {"planned_by_today", one.planned_by_today},
                                         {"shipped", one.shipped},
                                         {"due_by_today", one.due_by_today},
                                         {"received", one.received}});
    }
    return document;
}

Json agreement_json(const StatusAgreement& agreement) {
    Json document = {{"id", agreement.id},
                     {"state", agreement.state},
                     {"type", agreement.type},
                     {"reference", agreement.reference},
                     {"title", agreement.title},
                     {"external", agreement.external},
                     {"plans", Json::array()},
                     {"committed", Json::array()}};
    for (const StatusPlan& plan : agreement.plans) {
        Json activities = Json::array();
        for (const StatusActivity& activity : plan.activities) {
            activities.push_back(activity_json(activity));
        }
        document["plans"].push_back({{"id", plan.id},
                                     {"state", plan.state},
                                     {"title", plan.title},
                                     {"activities", activities}});
    }
    for (const StatusCommitted& one : agreement.committed) {
        document["committed"].push_back({{"pledge", one.pledge},
                                         {"donor", one.donor},
                                         {"amount", one.amount},
                                         {"on", one.on},
                                         {"to", one.to}});
    }
    return document;
}

}  // namespace

std::string status_json(const StatusView& view) {
    Json document = {{"today", view.today},
                     {"ledger", !view.ledger_hidden},
                     {"agreements", Json::array()},
                     {"overdue", Json::array()}};
    for (const StatusAgreement& agreement : view.agreements) {
        document["agreements"].push_back(agreement_json(agreement));
    }
    for (const StatusPoint& one : view.overdue) {
        document["overdue"].push_back({{"id", one.id},
                                       {"title", one.title},
                                       {"assignee", one.assignee},
                                       {"due", one.due},
                                       {"days_overdue", one.days_overdue},
                                       {"slips", one.slips}});
    }
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace imdad::report
