#include "app/register_json.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"

#include <nlohmann/json.hpp>

namespace imdad::http {

Outcome list_entities(const Call& call) {
    const std::string kind(call.route.subject);
    const auto lines =
        app::list_entities(call.access, kind, call.parameter("state"), call.parameter("of"));
    if (!lines) {
        return tl::unexpected(problem_of(lines.error()));
    }
    return paged(call, app::entities_json(kind, *lines), "entities");
}

Outcome show_entity(const Call& call) {
    const std::string kind(call.route.subject);
    const auto view = app::show_entity(call.access, kind, call.arguments.front());
    if (!view) {
        return tl::unexpected(problem_of(view.error()));
    }
    return json_response(app::entity_json(kind, *view));
}

Outcome list_due(const Call& call) {
    app::Access access = call.access;
    const auto today = day_parameter(call, "today");
    if (!today) {
        return tl::unexpected(today.error());
    }
    access.today = today->value_or(access.today);
    const auto due = app::list_due(access);
    if (!due) {
        return tl::unexpected(problem_of(due.error()));
    }
    return json_response(app::due_json(*due));
}

}  // namespace imdad::http
