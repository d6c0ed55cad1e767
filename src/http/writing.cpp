#include "http/writing.hpp"

#include "app/books_json.hpp"
#include "app/register_json.hpp"
#include "http/paging.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace imdad::http {

namespace {

/// Whether a list of tags has this one. A weak tag (`W/"..."`) stands for no exact document.
bool names(std::string_view tags, const std::string& tag) {
    while (!tags.empty()) {
        const std::size_t comma = tags.find(',');
        std::string_view one = tags.substr(0, comma);
        one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
        one = one.substr(0, one.find_last_not_of(" \t") + 1);
        if (one == tag) {
            return true;
        }
        tags = comma == std::string_view::npos ? std::string_view() : tags.substr(comma + 1);
    }
    return false;
}

}  // namespace

tl::expected<app::StepOptions, Problem> step_of(const Call& call) {
    const auto dry_run = yes_parameter(call, "dry_run");
    if (!dry_run) {
        return tl::unexpected(dry_run.error());
    }
    app::StepOptions step{.access = call.access,
                          .step_id = std::string(call.request.header("idempotency-key")),
                          .dry_run = *dry_run};
    const std::string_view tags = call.request.header("if-match");
    if (!tags.empty() && tags != "*") {
        step.is_as_read = [tags,
                           kind = std::string(call.route.subject)](const app::EntityView& view) {
            return names(tags, tag_of_body(json_response(app::entity_json(kind, view)).body));
        };
    }
    return step;
}

tl::expected<app::MovementOptions, Problem> movement_of(const Call& call,
                                                        const std::optional<base::Day>& on) {
    const auto dry_run = yes_parameter(call, "dry_run");
    if (!dry_run) {
        return tl::unexpected(dry_run.error());
    }
    app::MovementOptions options{.access = call.access,
                                 .id = std::string(call.request.header("idempotency-key")),
                                 .dry_run = *dry_run};
    options.access.today = on.value_or(options.access.today);
    return options;
}

Problem problem_of_body(const app::Refusal& refusal) {
    Problem problem = problem_of(refusal);
    problem.status = problem.status == 404 ? 422 : problem.status;
    return problem;
}

Response answered(const nlohmann::ordered_json& document, bool done_before) {
    Response response = json_response(document);
    if (done_before) {
        response.headers.push_back({"Idempotency-Hit", "true"});
    }
    return response;
}

Response posted(const app::OneOutcome& outcome) {
    app::OneOutcome as_then = outcome;
    as_then.written = outcome.written || outcome.replayed;
    as_then.replayed = false;
    return answered(app::posted_json(as_then), outcome.replayed || outcome.proposed_before);
}

Outcome told(const app::Answer<app::Changed>& changed) {
    if (!changed) {
        return tl::unexpected(problem_of(changed.error()));
    }
    app::Changed as_then = *changed;
    as_then.written = changed->written || changed->replayed;
    as_then.replayed = false;
    return answered(app::changed_json(as_then), changed->replayed);
}

}  // namespace imdad::http
