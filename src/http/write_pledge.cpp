#include "app/post_one.hpp"
#include "http/handlers.hpp"
#include "http/members.hpp"
#include "http/writing.hpp"

#include <algorithm>

/// Pledges: what was promised, committed, paid in, and how promises end.

namespace imdad::http {

namespace {

/// A member of a body and the field of the ledger that it stands for.
struct Word {
    const char* member;
    const char* field;
    bool needed = false;
};

struct Step {
    std::string_view subject;  ///< of its route; empty kind: `to` says which
    const char* kind;
    std::vector<Word> words;
};

const std::vector<Step>& steps() {
    static const std::vector<Step> kSteps{
        {"add",
         "pledge",
         {{"id", "pledge", true},
          {"donor", "holder", true},
          {"unit", "unit", true},
          {"amount", "amount", true},
          {"earmark", "earmark"},
          {"to", "to"},
          {"expected", "expected"},
          {"deadline", "deadline"},
          {"parent", "parent"}}},
        {"revise", "revise", {{"unit", "unit", true}, {"amount", "amount", true}}},
        {"commit",
         "commit",
         {{"to", "to", true},
          {"agreement", "instrument", true},
          {"unit", "unit", true},
          {"amount", "amount", true},
          {"earmark", "earmark"},
          {"activity", "activity"},
          {"expected", "expected"}}},
        {"receive",
         "receive",
         {{"holder", "holder", true},
          {"to", "to", true},
          {"unit", "unit", true},
          {"amount", "amount", true},
          {"earmark", "earmark"},
          {"activity", "activity"},
          {"lot", "lot"},
          {"expiry", "expiry"}}},
        {"state", "", {{"unit", "unit", true}}}};
    return kSteps;
}

const Step& step_named(std::string_view subject) {
    const auto found = std::ranges::find(steps(), subject, &Step::subject);
    IMDAD_ASSERT(found != steps().end(), "a route of a step that there is not");
    return *found;
}

/// The end of what was not committed: taken back by the donor, or lapsed on its deadline.
const char* kind_of_end(Members& members) {
    const std::string to = members.needed("to");
    if (!to.empty() && to != "withdrawn" && to != "lapsed") {
        members.refuse("to", "member_choice", "withdrawn, lapsed");
    }
    return to == "lapsed" ? "lapse" : "withdraw";
}

}  // namespace

Outcome step_of_pledge(const Call& call) {
    const Step& step = step_named(call.route.subject);
    const bool is_end = step.subject == "state";
    std::vector<std::string_view> names{"reason", "document", "on"};
    if (is_end) {
        names.emplace_back("to");
    }
    for (const Word& word : step.words) {
        names.emplace_back(word.member);
    }
    const auto body = Body::read(call.request, names);
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    app::OneCommand command{
        .options = {},
        .kind = is_end ? kind_of_end(members) : step.kind,
        .fields = {{"reason", members.text("reason")}, {"document", members.text("document")}}};
    if (!call.arguments.empty()) {
        command.fields.push_back({"pledge", call.arguments.front()});
    }
    for (const Word& word : step.words) {
        command.fields.push_back(
            {word.field, word.needed ? members.needed(word.member) : members.text(word.member)});
    }
    const auto options = movement_of(call, members.day("on"));
    if (members.problem() || !options) {
        return tl::unexpected(members.problem() ? *members.problem() : options.error());
    }
    command.options = *options;
    command.day_is_said = members.has("on");
    const auto outcome = app::post_one(command);
    if (!outcome) {
        app::Refusal refusal = outcome.error();
        const auto word = std::ranges::find(
            step.words, refusal.field, [](const Word& one) { return std::string(one.field); });
        const bool own = refusal.field == "reason" || refusal.field == "document";
        refusal.field = word != step.words.end() ? word->member : own ? refusal.field : "";
        return tl::unexpected(problem_of_body(refusal));
    }
    return posted(*outcome);
}

}  // namespace imdad::http
