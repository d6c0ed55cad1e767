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

struct Decision {
    std::string_view word;
    std::string_view outcome;  ///< of the proposal, once it is taken
};

constexpr std::array<Decision, 3> kDecisions = {
    {{"approve", "approved"}, {"reject", "rejected"}, {"withdraw", "withdrawn"}}};

/// A proposal ends once, so it needs no key to be kept: whoever finds that just this decision of
/// theirs is there already is answered as the first time.
std::optional<app::ProposalLine> decided_before(const Call& call,
                                                const Decision& decision,
                                                const std::string& reason) {
    auto line = app::show_proposal(call.access, call.arguments.front());
    if (!line || line->outcome != decision.outcome ||
        line->events.back().user != '@' + call.access.user ||
        (decision.word != "approve" && line->events.back().reason != reason)) {
        return std::nullopt;
    }
    return std::move(*line);
}

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
    const auto* const decision = std::ranges::find(kDecisions, word, &Decision::word);
    if (!word.empty() && decision == kDecisions.end()) {
        members.refuse("decision", "decision has to be approve, reject or withdraw");
    }
    if (members.problem()) {
        return tl::unexpected(*members.problem());
    }
    const std::string& id = call.arguments.front();
    app::Refusal refusal;
    if (word == "approve") {
        const auto approval = app::approve_proposal(call.access, id, *dry_run);
        if (approval && *dry_run) {
            return answered(app::approval_json(*approval, /*written=*/false), false);
        }
        if (approval) {
            return answered(app::decision_json(approval->proposal, /*written=*/true), false);
        }
        refusal = approval.error();
    } else {
        const auto line = word == "reject"
                              ? app::reject_proposal(call.access, id, reason, *dry_run)
                              : app::withdraw_proposal(call.access, id, reason, *dry_run);
        if (line) {
            return answered(app::decision_json(*line, !*dry_run), false);
        }
        refusal = line.error();
    }
    if (refusal.code == "proposal_ended" && !*dry_run) {
        if (const auto before = decided_before(call, *decision, reason)) {
            return answered(app::decision_json(*before, /*written=*/true), true);
        }
    }
    return tl::unexpected(problem_of(refusal));
}

}  // namespace imdad::http
