#include "app/register_steps.hpp"
#include "http/body.hpp"
#include "http/handlers.hpp"
#include "http/writing.hpp"

namespace imdad::http {

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
