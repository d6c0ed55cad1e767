#include "app/books_json.hpp"
#include "app/propose_plan.hpp"
#include "http/handlers.hpp"
#include "http/members.hpp"
#include "http/paging.hpp"
#include "http/writing.hpp"

#include <nlohmann/json.hpp>

/// A plan of the workspace into the books: what it would reserve, and the proposal to do so.

namespace imdad::http {

Outcome adopt_plan(const Call& call) {
    const auto dry_run = yes_parameter(call, "dry_run");
    if (!dry_run) {
        return tl::unexpected(dry_run.error());
    }
    const auto body = Body::read(call.request, {"on", "activity", "emergency", "reason"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    app::ProposePlan wish{.access = call.access,
                          .plan = call.arguments.front(),
                          .key = std::string(call.request.header("idempotency-key")),
                          .activity = members.text("activity"),
                          .emergency = members.yes("emergency"),
                          .reason = members.text("reason"),
                          .dry_run = *dry_run,
                          .day_is_said = members.has("on")};
    wish.access.today = members.day("on").value_or(call.access.today);
    if (wish.emergency && wish.reason.empty()) {
        members.refuse("reason", "emergency_reason_missing");
    }
    if (members.problem()) {
        return tl::unexpected(*members.problem());
    }
    const auto outcome = app::propose_plan(*call.plans, wish);
    if (!outcome) {
        return tl::unexpected(problem_of(outcome.error()));
    }
    return answered(app::adoption_json(*outcome), outcome->replayed);
}

}  // namespace imdad::http
