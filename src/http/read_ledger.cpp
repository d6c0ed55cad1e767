#include "app/books_json.hpp"
#include "app/exceptions_report.hpp"
#include "app/pledge_views.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"

#include <nlohmann/json.hpp>

namespace imdad::http {

using Json = nlohmann::ordered_json;

Outcome list_pledges(const Call& call) {
    const auto open = yes_parameter(call, "open");
    if (!open) {
        return tl::unexpected(open.error());
    }
    const auto lines = app::list_pledges(
        call.access,
        {.donor = call.parameter("donor"), .unit = call.parameter("unit"), .open = *open});
    if (!lines) {
        return tl::unexpected(problem_of(lines.error()));
    }
    return paged(call, Json::parse(report::pledges_json(*lines)), "pledges");
}

Outcome show_pledge(const Call& call) {
    const auto resources = app::show_pledge(call.access, call.arguments.front());
    if (!resources) {
        return tl::unexpected(problem_of(resources.error()));
    }
    return Response{.body = report::pledge_json(*resources)};
}

Outcome list_balances(const Call& call) {
    const auto lines = app::balances(call.access,
                                     {.holder = call.parameter("holder"),
                                      .unit = call.parameter("unit"),
                                      .stage = call.parameter("stage"),
                                      .pledge = call.parameter("pledge"),
                                      .activity = call.parameter("activity")});
    if (!lines) {
        return tl::unexpected(problem_of(lines.error()));
    }
    return paged(call, app::balances_json(*lines), "balances");
}

Outcome trial_balance(const Call& call) {
    const auto lines = app::trial_balance(call.access);
    if (!lines) {
        return tl::unexpected(problem_of(lines.error()));
    }
    return json_response(app::trial_balance_json(*lines));
}

Outcome list_proposals(const Call& call) {
    const auto lines = app::list_proposals(call.access, call.parameter("outcome"));
    if (!lines) {
        return tl::unexpected(problem_of(lines.error()));
    }
    return paged(call, app::proposals_json(*lines), "proposals");
}

Outcome show_proposal(const Call& call) {
    const auto line = app::show_proposal(call.access, call.arguments.front());
    if (!line) {
        return tl::unexpected(problem_of(line.error()));
    }
    return json_response(app::proposal_json(*line));
}

Outcome list_thresholds(const Call& call) {
    const auto lines = app::list_thresholds(call.access);
    if (!lines) {
        return tl::unexpected(problem_of(lines.error()));
    }
    return paged(call, app::thresholds_json(*lines), "thresholds");
}

Outcome list_exceptions(const Call& call) {
    const auto from = day_parameter(call, "from");
    if (!from) {
        return tl::unexpected(from.error());
    }
    const auto to = day_parameter(call, "to");
    if (!to) {
        return tl::unexpected(to.error());
    }
    const auto lines = app::exceptions(call.access, *from, *to);
    if (!lines) {
        return tl::unexpected(problem_of(lines.error()));
    }
    return paged(call, Json::parse(report::exceptions_json(*lines)), "exceptions");
}

Outcome audit(const Call& call) {
    const auto outcome = app::audit_books({.access = call.access});
    if (!outcome) {
        return tl::unexpected(problem_of(outcome.error()));
    }
    return json_response(app::audit_json(*outcome));
}

}  // namespace imdad::http
