#include "app/plan_views.hpp"
#include "app/sentences.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/problem_text.hpp"
#include "http/body.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/plan_lookup.hpp"
#include "http/sentences.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

/// Plans as jobs: started, followed while they are made, stopped, looked at, compared.

namespace imdad::http {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

Json json_of(const app::PlanLine& line) {
    return {{"id", line.id},
            {"scenario", line.wish.scenario},
            {"policy", line.wish.policy},
            {"engine", line.wish.engine},
            {"include", line.wish.include},
            {"time_limit", line.wish.time_limit},
            {"by", line.by},
            {"state", app::text_of(line.state)},
            {"stage", line.stage},
            {"message", line.message},
            {"reason", app::reasons_json({line.reason}).front()},
            {"asked_at_ms", line.asked_at_ms},
            {"ended_at_ms", line.ended_at_ms},
            {"has_estimate", line.has_estimate},
            {"has_first", line.has_first},
            {"has_plan", line.has_plan},
            {"has_explanation", line.has_explanation}};
}

/// A file that a child of ours printed: one JSON document.
Json document_of(const fs::path& file) {
    if (!fs::is_regular_file(file)) {
        return nullptr;
    }
    Json document = Json::parse(exchange::read_bytes(file), nullptr, false);
    return document.is_discarded() ? Json(nullptr) : document;  // cut off: the child was stopped
}

/// Events of the server-sent kind; `id` is what a browser sends back after a break.
struct Events {
    const app::PlanJobs& plans;
    std::string id;
    std::size_t position = 0;

    bool operator()(std::string& text) {
        const app::PlanEvents events = plans.events(id, position);
        for (const std::string& line : events.lines) {
            text += fmt::format("id: {}\ndata: {}\n\n", position++, line);
        }
        if (events.ended) {
            text += "event: end\ndata: {}\n\n";
        }
        return !events.ended;
    }
};

constexpr auto kFiles = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"plan.json", "application/json"},
    {"plan.geojson", "application/geo+json"},
    {"plan.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"shipments.csv", "text/csv; charset=utf-8"},
    {"coverage.csv", "text/csv; charset=utf-8"},
    {"supply_use.csv", "text/csv; charset=utf-8"},
});

}  // namespace

tl::expected<fs::path, Problem> plan_folder(const Call& call, const app::PlanLine& line) {
    if (!line.has_plan && !line.has_first) {
        return tl::unexpected(problem_of(say("plan_without_result")));
    }
    return call.plans->folder_of(line.id) / (line.has_plan ? "plan" : "first");
}

tl::expected<app::PlanLine, Problem> line_of(const Call& call, const std::string& id) {
    auto line = call.plans->show(call.access, id);
    if (!line) {
        return tl::unexpected(problem_of(line.error()));
    }
    return std::move(*line);
}

Outcome list_plans(const Call& call) {
    const auto lines = call.plans->list(call.access);
    if (!lines) {
        return tl::unexpected(problem_of(lines.error()));
    }
    Json document;
    document["plans"] = Json::array();
    for (const app::PlanLine& line : *lines) {
        document["plans"].push_back(json_of(line));
    }
    return paged(call, document, "plans");
}

Outcome start_plan(const Call& call) {
    const auto body =
        Body::read(call.request, {"scenario", "policy", "engine", "include", "time_limit"});
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto scenario = body->text("scenario", true);
    const auto policy = body->text("policy", false);
    const auto engine = body->text("engine", false);
    const auto include = body->texts("include");
    const auto time_limit = body->whole_or("time_limit", 0);
    if (!scenario || !policy || !engine || !include || !time_limit) {
        return tl::unexpected(!scenario  ? scenario.error()
                              : !policy  ? policy.error()
                              : !engine  ? engine.error()
                              : !include ? include.error()
                                         : time_limit.error());
    }
    const app::PlanWish wish{.scenario = *scenario,
                             .policy = *policy,
                             .engine = engine->empty() ? "first_order" : *engine,
                             .include = *include,
                             .time_limit = *time_limit};
    bool replayed = false;
    const auto line = call.plans->start(
        call.access, std::string(call.request.header("idempotency-key")), wish, replayed);
    if (!line) {
        return tl::unexpected(problem_of(line.error()));
    }
    Response response = json_response(json_of(*line));
    if (replayed) {
        response.headers.push_back({"Idempotency-Hit", "true"});
    }
    return response;
}

Outcome show_plan(const Call& call) {
    const auto line = line_of(call, call.arguments.front());
    if (!line) {
        return tl::unexpected(line.error());
    }
    Json document = json_of(*line);
    const fs::path folder = call.plans->folder_of(line->id);
    document["estimate"] = document_of(folder / "estimate.json");
    document["first"] = document_of(folder / "first.json");
    document["summary"] = document_of(folder / "summary.json");
    return json_response(document);
}

Outcome stop_plan(const Call& call) {
    const auto line = call.plans->stop(call.access, call.arguments.front());
    if (!line) {
        return tl::unexpected(problem_of(line.error()));
    }
    return json_response(json_of(*line));
}

Outcome plan_events(const Call& call) {
    const auto line = line_of(call, call.arguments.front());
    if (!line) {
        return tl::unexpected(line.error());
    }
    Events events{.plans = *call.plans, .id = line->id};
    const std::string_view last = call.request.header("last-event-id");
    if (!last.empty() && last.size() < 10 &&
        std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; })) {
        events.position = static_cast<std::size_t>(std::stoul(std::string(last))) + 1;
    }
    return Response{.type = "text/event-stream",
                    .news = std::make_shared<News>(News{std::move(events)})};
}

Outcome plan_coverage(const Call& call) {
    const auto line = line_of(call, call.arguments.front());
    if (!line) {
        return tl::unexpected(line.error());
    }
    // The one view of a plan that has an answer before there is any.
    const bool estimated = line->has_estimate && !line->has_first && !line->has_plan;
    const fs::path job = call.plans->folder_of(line->id);
    const auto folder = estimated ? job / "estimate" : plan_folder(call, *line);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    const auto grid = app::coverage_grid(job / "scenario", *folder, call.parameter("programme"));
    if (!grid) {
        return tl::unexpected(problem_of(grid.error()));
    }
    Json document{{"final", line->has_plan},
                  {"estimated", estimated},
                  {"programmes", grid->programmes},
                  {"weeks", grid->weeks},
                  {"areas", Json::array()}};
    for (const app::AreaWeeks& area : grid->areas) {
        document["areas"].push_back({{"pcode", area.pcode},
                                     {"name", area.name},
                                     {"target", area.target},
                                     {"served", area.served},
                                     {"targets", area.targets},
                                     {"serveds", area.serveds}});
    }
    return paged(call, document, "areas");
}

Outcome plan_explanation(const Call& call) {
    const auto line = line_of(call, call.arguments.front());
    if (!line) {
        return tl::unexpected(line.error());
    }
    const auto window = window_of(call);
    if (!window) {
        return tl::unexpected(window.error());
    }
    Json document = document_of(call.plans->folder_of(line->id) / "explanation.json");
    if (!document.is_object()) {
        return tl::unexpected(problem_of(say("plan_without_reasons")));
    }
    const app::ReasonsWanted wanted{.area = call.parameter("area"),
                                    .programme = call.parameter("programme"),
                                    .from = window->from,
                                    .limit = window->limit};
    document = app::reasons_view(std::move(document), wanted);
    const std::size_t shown = wanted.from + document["groups"].size();
    Response response = json_response(document);
    if (shown < document["group_count"].get<std::size_t>()) {
        response.headers.push_back(link_to_page(call, shown));
    }
    return response;
}

Outcome compare_plans(const Call& call) {
    const auto line = line_of(call, call.arguments.front());
    const std::string with = call.parameter("with");
    if (with.empty()) {
        return tl::unexpected(bad_request(say("plan_to_compare"), "with"));
    }
    const auto other = line ? line_of(call, with) : line;
    if (!line || !other) {
        return tl::unexpected(!line ? line.error() : other.error());
    }
    const auto folder = plan_folder(call, *line);
    const auto other_folder = plan_folder(call, *other);
    if (!folder || !other_folder) {
        return tl::unexpected(!folder ? folder.error() : other_folder.error());
    }
    const auto differences = app::plan_differences(call.plans->folder_of(line->id) / "scenario",
                                                   *folder,
                                                   *other_folder,
                                                   call.parameter("programme"));
    if (!differences) {
        return tl::unexpected(problem_of(differences.error()));
    }
    Json document{{"plan", line->id}, {"with", other->id}, {"areas", Json::array()}};
    for (const app::AreaDifference& area : *differences) {
        document["areas"].push_back({{"pcode", area.pcode},
                                     {"name", area.name},
                                     {"target", area.target},
                                     {"served", area.served},
                                     {"served_with", area.served_other}});
    }
    return paged(call, document, "areas");
}

Outcome plan_file(const Call& call) {
    const auto line = line_of(call, call.arguments.front());
    if (!line) {
        return tl::unexpected(line.error());
    }
    const auto folder = plan_folder(call, *line);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    const auto* const found = std::ranges::find(
        kFiles, call.arguments.at(1), &std::pair<std::string_view, std::string_view>::first);
    if (found == kFiles.end() || !fs::is_regular_file(*folder / found->first)) {
        return tl::unexpected(problem_of(say("no_such_file")));
    }
    return Response{.type = std::string(found->second),
                    .body = exchange::read_bytes(*folder / found->first),
                    .headers = {{"Content-Disposition",
                                 fmt::format("attachment; filename=\"{}\"", found->first)}}};
}

}  // namespace imdad::http
