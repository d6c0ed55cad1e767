#include "app/register_json.hpp"
#include "app/register_steps.hpp"
#include "http/body.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"

namespace imdad::http {

namespace {

/// The `Idempotency-Key` is the id of the step: the books themselves know what was done under it.
tl::expected<app::StepOptions, Problem> step_of(const Call& call) {
    const std::string dry_run = call.parameter("dry_run");
    if (!dry_run.empty() && dry_run != "true" && dry_run != "false") {
        return tl::unexpected(
            Problem{.status = 400, .code = "bad_parameter", .lines = {"dry_run is true or false"}});
    }
    return app::StepOptions{.access = call.access,
                            .step_id = std::string(call.request.header("idempotency-key")),
                            .dry_run = dry_run == "true"};
}

/// A step that was taken before is answered as it was then, and says so in a header.
Outcome told(const app::Answer<app::Changed>& changed) {
    if (!changed) {
        return tl::unexpected(problem_of(changed.error()));
    }
    app::Changed as_then = *changed;
    as_then.written = changed->written || changed->replayed;
    as_then.replayed = false;
    Response response = json_response(app::changed_json(as_then));
    if (changed->replayed) {
        response.headers.push_back({"Idempotency-Hit", "true"});
    }
    return response;
}

}  // namespace

Outcome add_entity(const Call& call) {
    const auto step = step_of(call);
    if (!step) {
        return tl::unexpected(step.error());
    }
    const auto body = Body::read(call.request, {"id", "org", "fields"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto id = body->text("id", true);
    const auto org = body->text("org", false);
    const auto fields = body->fields();
    if (!id || !org || !fields) {
        return tl::unexpected(!id ? id.error() : !org ? org.error() : fields.error());
    }
    return told(app::add_entity(*step, std::string(call.route.subject), *id, *org, *fields));
}

Outcome edit_entity(const Call& call) {
    const auto step = step_of(call);
    if (!step) {
        return tl::unexpected(step.error());
    }
    const auto body = Body::read(call.request, {"fields"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto fields = body->fields();
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    return told(
        app::edit_entity(*step, std::string(call.route.subject), call.arguments.front(), *fields));
}

Outcome set_state(const Call& call) {
    const auto step = step_of(call);
    if (!step) {
        return tl::unexpected(step.error());
    }
    const auto body = Body::read(call.request, {"to", "reason", "run_off", "cancel"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto to = body->text("to", true);
    const auto reason = body->text("reason", false);
    const auto run_off = body->texts("run_off");
    const auto cancel = body->texts("cancel");
    if (!to || !reason || !run_off || !cancel) {
        return tl::unexpected(!to        ? to.error()
                              : !reason  ? reason.error()
                              : !run_off ? run_off.error()
                                         : cancel.error());
    }
    return told(app::set_state(*step,
                               std::string(call.route.subject),
                               call.arguments.front(),
                               *to,
                               *reason,
                               {.run_off = *run_off, .cancel = *cancel}));
}

}  // namespace imdad::http
