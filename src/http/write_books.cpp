#include "app/books_json.hpp"
#include "app/calendar.hpp"
#include "app/register_json.hpp"
#include "http/handlers.hpp"
#include "http/members.hpp"
#include "http/paging.hpp"
#include "http/writing.hpp"

#include <nlohmann/json.hpp>

/// What is booked in the words of the ledger itself, thresholds, and what the calendar takes.

namespace imdad::http {

Outcome post_entry(const Call& call) {
    const auto body = Body::read(call.request, {"kind", "fields", "on"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto fields = body->fields();
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    Members members(*body);
    app::OneCommand command;
    command.kind = members.needed("kind");
    command.fields = *fields;
    const auto options = movement_of(call, members.day("on"));
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    command.options = *options;
    command.day_is_said = members.has("on");
    const auto outcome = app::post_one(command);
    if (!outcome) {
        return tl::unexpected(problem_of_body(outcome.error()));
    }
    return posted(*outcome);
}

Outcome set_threshold(const Call& call) {
    const auto body = Body::read(call.request, {"unit", "amount"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const std::string unit = members.needed("unit");
    std::optional<std::int64_t> amount;
    if (!members.is_null("amount")) {
        amount = members.whole("amount", 0);
        if (!members.has("amount")) {
            members.refuse("amount", "threshold_amount_missing");
        }
    }
    if (members.problem()) {
        return tl::unexpected(*members.problem());
    }
    const auto set = app::set_threshold(
        call.access, unit, amount, std::string(call.request.header("idempotency-key")));
    if (!set) {
        return tl::unexpected(problem_of_body(set.error()));
    }
    return answered({{"unit", unit},
                     {"written", !set->proposal.has_value()},
                     {"proposal", set->proposal ? set->proposal->id : ""}},
                    set->replayed);
}

Outcome apply_due(const Call& call) {
    const auto dry_run = yes_parameter(call, "dry_run");
    if (!dry_run) {
        return tl::unexpected(dry_run.error());
    }
    const auto body = Body::read(call.request, {"today"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    app::Access access = call.access;
    access.today = members.day("today").value_or(access.today);
    if (members.problem()) {
        return tl::unexpected(*members.problem());
    }
    const auto applied =
        app::apply_due(access,
                       *dry_run,
                       {.id = std::string(*dry_run ? "" : call.request.header("idempotency-key")),
                        .day_is_said = members.has("today")});
    if (!applied) {
        return tl::unexpected(problem_of(applied.error()));
    }
    return answered(app::applied_json(*applied), applied->replayed);
}

}  // namespace imdad::http
