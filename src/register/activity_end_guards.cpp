#include "base/strong.hpp"
#include "register/guards.hpp"

/// How an activity ends: what the field did, then what the accounts say. The figures of resources
/// and shipments are the ledger's and come in as facts.

namespace imdad::registry::guards {

namespace {

/// Of one resource, in its own unit; sums are checked.
using Amount = base::Count<struct AmountTag>;

const ActivityFacts& facts_of(const Step& step) {
    static const ActivityFacts kNone;
    const auto& all = step.context.facts.activities;
    const auto found = all.find(step.id);
    return found == all.end() ? kNone : found->second;
}

std::string count_text(const std::optional<std::int64_t>& count) {
    return count ? std::to_string(*count) : "?";
}

}  // namespace

Lacks really_ended(const Step& step) {
    const auto& activity = step.entity<Activity>();
    if (!activity.actual_end) {
        return {{LackCode::end_missing, {}}};
    }
    Lacks lacks;
    const std::string end = base::to_text(*activity.actual_end);
    if (*activity.actual_end > step.context.today) {
        lacks.push_back({LackCode::end_in_future, {end, base::to_text(step.context.today)}});
    }
    if (activity.actual_start && *activity.actual_end < *activity.actual_start) {
        lacks.push_back({LackCode::end_before_start, {end, base::to_text(*activity.actual_start)}});
    }
    return lacks;
}

Lacks actuals_given(const Step& step) {
    Lacks lacks;
    for (const Indicator& indicator : step.entity<Activity>().indicators) {
        if (!indicator.actual && indicator.no_actual_reason.empty()) {
            lacks.push_back({LackCode::actual_missing, {indicator.id}});
        }
    }
    return lacks;
}

Lacks seats_counted(const Step& step) {
    const auto& activity = step.entity<Activity>();
    if (!traits_of(activity.type).seats) {
        return {};
    }
    const Seats& seats = activity.seats;
    Lacks lacks;
    const bool consistent = seats.offered && seats.booked && seats.attended &&
                            *seats.offered >= *seats.booked && *seats.booked >= *seats.attended &&
                            *seats.attended >= 0;
    if (!consistent) {
        lacks.push_back(
            {LackCode::seats_inconsistent,
             {count_text(seats.offered), count_text(seats.booked), count_text(seats.attended)}});
    }
    if (!is_sha256(seats.attendance_sha256)) {
        lacks.push_back({LackCode::attendance_missing, {}});
    }
    return lacks;
}

Lacks shipments_closed(const Step& step) {
    Lacks lacks;
    for (const std::string& shipment : facts_of(step).open_shipments) {
        lacks.push_back({LackCode::shipment_open, {shipment}});
    }
    return lacks;
}

Lacks resources_balanced(const Step& step) {
    Lacks lacks;
    for (const ResourceFacts& facts : facts_of(step).resources) {
        const Amount accounted =
            Amount(facts.delivered) + Amount(facts.returned) + Amount(facts.written_off);
        if (accounted.value() != facts.committed) {
            lacks.push_back({LackCode::resource_unbalanced,
                             {facts.resource,
                              std::to_string(facts.committed),
                              std::to_string(facts.delivered),
                              std::to_string(facts.returned),
                              std::to_string(facts.written_off),
                              std::to_string((Amount(facts.committed) - accounted).value())}});
        }
        if (facts.outstanding != 0) {
            lacks.push_back({LackCode::resource_outstanding,
                             {facts.resource, std::to_string(facts.outstanding)}});
        }
    }
    return lacks;
}

Lacks final_report_accepted(const Step& step) {
    const auto& activity = step.entity<Activity>();
    if (!is_sha256(activity.final_report_sha256)) {
        return {{LackCode::final_report_missing, {"there, with its SHA-256"}}};
    }
    if (activity.final_report_accepted_by.empty()) {
        return {{LackCode::final_report_missing, {"accepted"}}};
    }
    return {};
}

Lacks none_delivered(const Step& step) {
    Lacks lacks;
    for (const ResourceFacts& facts : facts_of(step).resources) {
        if (facts.delivered > 0) {
            lacks.push_back(
                {LackCode::something_delivered, {facts.resource, std::to_string(facts.delivered)}});
        }
    }
    return lacks;
}

Lacks some_delivered(const Step& step) {
    if (none_delivered(step).empty()) {
        return {{LackCode::nothing_delivered, {}}};
    }
    return {};
}

}  // namespace imdad::registry::guards
