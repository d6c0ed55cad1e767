#include "app/attach_document.hpp"
#include "app/documents.hpp"
#include "http/handlers.hpp"
#include "http/members.hpp"
#include "http/problem.hpp"
#include "http/writing.hpp"

#include <fmt/format.h>

/// What parties and workers do with an entity beyond its fields and states. The subject of each
/// route is the kind of the entity in its path.

namespace imdad::http {

namespace {

std::string kind_of(const Call& call) {
    return std::string(call.route.subject);
}

/// A day that has to be given.
base::Day needed_day(Members& members, const char* member) {
    const std::string said = members.needed(member);
    const auto day = said.empty() ? std::nullopt : members.day(member);
    return day.value_or(base::Day{});
}

}  // namespace

Outcome accept_text(const Call& call) {
    const bool of_party = call.route.subject != "activity";
    const auto body = Body::read(
        call.request,
        of_party ? std::vector<std::string_view>{"party"} : std::vector<std::string_view>{});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const std::string party = of_party ? members.needed("party") : std::string();
    const auto step = step_of(call);
    if (members.problem() || !step) {
        return tl::unexpected(members.problem() ? *members.problem() : step.error());
    }
    return told(app::accept_text(*step, kind_of(call), call.arguments.front(), party));
}

Outcome sign_text(const Call& call) {
    const auto body = Body::read(call.request, {"party", "by", "on"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const std::string party = members.needed("party");
    const std::string by = members.needed("by");
    const base::Day on = needed_day(members, "on");
    const auto step = step_of(call);
    if (members.problem() || !step) {
        return tl::unexpected(members.problem() ? *members.problem() : step.error());
    }
    return told(app::sign_text(*step, kind_of(call), call.arguments.front(), party, by, on));
}

Outcome open_amendment(const Call& call) {
    const auto body = Body::read(call.request, {"class", "reason"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const std::string change_class = members.needed("class");
    const std::string reason = members.needed("reason");
    const auto step = step_of(call);
    if (members.problem() || !step) {
        return tl::unexpected(members.problem() ? *members.problem() : step.error());
    }
    return told(app::open_amendment(*step, call.arguments.front(), change_class, reason));
}

Outcome renew(const Call& call) {
    const auto body = Body::read(call.request, {"successor", "start", "end"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const std::string successor = members.needed("successor");
    const base::Day start = needed_day(members, "start");
    const base::Day end = needed_day(members, "end");
    const auto step = step_of(call);
    if (members.problem() || !step) {
        return tl::unexpected(members.problem() ? *members.problem() : step.error());
    }
    return told(app::renew(*step, call.arguments.front(), successor, start, end));
}

Outcome move_due(const Call& call) {
    const auto body = Body::read(call.request, {"to", "reason"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    Members members(*body);
    const base::Day to = needed_day(members, "to");
    const std::string reason = members.needed("reason");
    const auto step = step_of(call);
    if (members.problem() || !step) {
        return tl::unexpected(members.problem() ? *members.problem() : step.error());
    }
    return told(app::move_due(*step, call.arguments.front(), to, reason));
}

Outcome attach_document(const Call& call) {
    const auto step = step_of(call);
    if (!step) {
        return tl::unexpected(step.error());
    }
    const std::string_view type = call.request.header("content-type");
    const std::string& bytes = call.request.body;
    if (type != "application/octet-stream" && type != app::media_type_of(bytes)) {
        return tl::unexpected(problem_of(app::tell("other_media_type")));
    }
    const std::string kind = call.parameter("kind");
    return told(app::attach_bytes(*step,
                                  kind_of(call),
                                  call.arguments.front(),
                                  {.file = {},
                                   .title = call.parameter("title"),
                                   .kind = kind.empty() ? "other" : kind,
                                   .language = call.parameter("language"),
                                   .key = call.parameter("key")},
                                  bytes));
}

Outcome show_document(const Call& call) {
    const auto kept = app::read_document(
        call.access, kind_of(call), call.arguments.front(), call.arguments.at(1));
    if (!kept) {
        return tl::unexpected(problem_of(kept.error()));
    }
    // Never shown as a page of this host, whatever stands in it.
    return Response{.type = kept->media_type,
                    .body = kept->bytes,
                    .headers = {{"Content-Disposition",
                                 fmt::format("attachment; filename=\"{}\"", kept->name)}}};
}

}  // namespace imdad::http
