#include "app/books_json.hpp"
#include "http/handlers.hpp"
#include "http/members.hpp"
#include "http/paging.hpp"
#include "http/writing.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

/// Decisions on what waits for a second person.

namespace imdad::http {

namespace {

constexpr std::array<std::string_view, 3> kDecisions = {"approve", "reject", "withdraw"};

}  // namespace

Outcome decide_proposal(const Call& call) {
    const auto dry_run = yes_parameter(call, "dry_run");
    if (!dry_run) {
        return tl::unexpected(dry_run.error());
    }
    const auto body = Body::read(call.request, {"decision", "reason"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const std::string word = members.needed("decision");
    const std::string reason = members.text("reason");
    if (!word.empty() && std::ranges::find(kDecisions, word) == kDecisions.end()) {
        members.refuse("decision", "member_choice", "approve, reject, withdraw");
    }
    if (members.problem()) {
        return tl::unexpected(*members.problem());
    }
    const std::string& id = call.arguments.front();
    const std::string key(*dry_run ? "" : call.request.header("idempotency-key"));
    if (word == "approve") {
        const auto approval = app::approve_proposal(call.access, id, *dry_run, key);
        if (!approval) {
            return tl::unexpected(problem_of(approval.error()));
        }
        // Sent again, what it did is not told again: so it is not told the first time either.
        return *dry_run ? answered(app::approval_json(*approval, /*written=*/false), false)
                        : answered(app::decision_json(approval->proposal, /*written=*/true),
                                   approval->proposal.replayed);
    }
    const auto line = word == "reject"
                          ? app::reject_proposal(call.access, id, reason, *dry_run, key)
                          : app::withdraw_proposal(call.access, id, reason, *dry_run, key);
    if (!line) {
        return tl::unexpected(problem_of(line.error()));
    }
    return answered(app::decision_json(*line, !*dry_run), line->replayed);
}

}  // namespace imdad::http
