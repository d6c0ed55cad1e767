#include "app/print_plans.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/paper.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

/// Plans on paper. What the screens ask is asked here of the same handlers, so that a page has the
/// figures of the screen, and is refused where the screen is.

namespace imdad::http {

namespace {

using Json = nlohmann::ordered_json;
using Query = std::vector<std::pair<std::string, std::string>>;

/// The document that a handler answers to these arguments and this query.
tl::expected<Json, Problem> asked(const Call& call,
                                  Handler handler,
                                  std::vector<std::string> arguments,
                                  Query query) {
    const Target target{.segments = call.target.segments, .query = std::move(query)};
    const Call inner{.request = call.request,
                     .target = target,
                     .route = call.route,
                     .arguments = std::move(arguments),
                     .access = call.access,
                     .identity = call.identity,
                     .gate = call.gate,
                     .plans = call.plans};
    const Outcome outcome = handler(inner);
    if (!outcome) {
        return tl::unexpected(outcome.error());
    }
    return Json::parse(outcome->body);
}

/// The same with every page of its list `key`.
tl::expected<Json, Problem> asked_whole(const Call& call,
                                        Handler handler,
                                        const std::vector<std::string>& arguments,
                                        const Query& query,
                                        const char* key) {
    tl::expected<Json, Problem> whole;
    for (std::size_t from = 0;; from += kPageMax) {
        Query paged = query;
        paged.emplace_back("limit", fmt::format("{}", kPageMax));
        paged.emplace_back("cursor", fmt::format("{}", from));
        auto page = asked(call, handler, arguments, std::move(paged));
        if (!page) {
            return page;
        }
        const std::size_t count = (*page)[key].size();
        if (from == 0) {
            whole = std::move(page);
        } else {
            for (Json& one : (*page)[key]) {
                (*whole)[key].push_back(std::move(one));
            }
        }
        if (count < kPageMax) {
            return whole;
        }
    }
}

/// Names of programmes as the scenario has them now; none where it is not there any more.
app::ProgrammeNames programme_names(const Call& call, const Json& plan) {
    app::ProgrammeNames names;
    const auto table = asked_whole(
        call, show_table, {plan["scenario"].get<std::string>(), "programmes.csv"}, {}, "rows");
    if (!table) {
        return names;
    }
    const Json& columns = (*table)["columns"];
    const auto place = [&](const char* name) {
        return static_cast<std::size_t>(std::ranges::find(columns, Json(name)) - columns.begin());
    };
    const std::size_t id = place("programme_id");
    const std::size_t name = place("name");
    for (const Json& row : (*table)["rows"]) {
        const Json& cells = row["cells"];
        if (id < cells.size() && name < cells.size()) {
            names[cells[id].get<std::string>()] = cells[name].get<std::string>();
        }
    }
    return names;
}

bool has_result(const Json& plan) {
    return plan["has_plan"].get<bool>() || plan["has_first"].get<bool>();
}

}  // namespace

Outcome print_plan(const Call& call) {
    const auto order = paper_order(call);
    if (!order) {
        return tl::unexpected(order.error());
    }
    const std::string as = call.parameter("as");
    if (!as.empty() && as != "sum") {
        return tl::unexpected(bad_choice("as", "sum"));
    }
    const std::string& id = call.arguments.front();
    auto plan = asked(call, show_plan, {id}, {});
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    app::PlanPaper paper{.plan = std::move(*plan),
                         .coverage = nullptr,
                         .programmes = {},
                         .weeks = {},
                         .programme = call.parameter("programme"),
                         .sums = as == "sum"};
    paper.programmes = programme_names(call, paper.plan);
    if (has_result(paper.plan)) {
        auto coverage =
            asked_whole(call, plan_coverage, {id}, {{"programme", paper.programme}}, "areas");
        if (!coverage) {
            return tl::unexpected(coverage.error());
        }
        paper.coverage = std::move(*coverage);
        paper.weeks =
            app::shipment_weeks(call.plans->folder_of(paper.plan["id"].get<std::string>()) /
                                (paper.plan["has_plan"].get<bool>() ? "plan" : "first"));
    }
    return paper_outcome(call, *order, app::print_plan(order->access, order->wish, paper));
}

Outcome print_why(const Call& call) {
    const auto order = paper_order(call);
    if (!order) {
        return tl::unexpected(order.error());
    }
    const std::string& id = call.arguments.front();
    const std::string area = call.parameter("area");
    const std::string programme = call.parameter("programme");
    auto plan = asked(call, show_plan, {id}, {});
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    auto explanation = asked_whole(
        call, plan_explanation, {id}, {{"area", area}, {"programme", programme}}, "groups");
    if (!explanation) {
        return tl::unexpected(explanation.error());
    }
    app::WhyPaper paper{.plan = std::move(*plan),
                        .explanation = std::move(*explanation),
                        .areas = {},
                        .programmes = {},
                        .area = area,
                        .programme = programme};
    paper.programmes = programme_names(call, paper.plan);
    if (const auto coverage = asked_whole(call, plan_coverage, {id}, {}, "areas")) {
        for (const Json& one : (*coverage)["areas"]) {
            paper.areas[one["pcode"].get<std::string>()] = one["name"].get<std::string>();
        }
    }
    return paper_outcome(call, *order, app::print_why(order->access, order->wish, paper));
}

Outcome print_comparison(const Call& call) {
    const auto order = paper_order(call);
    if (!order) {
        return tl::unexpected(order.error());
    }
    const std::string& id = call.arguments.front();
    const std::string with = call.parameter("with");
    const std::string programme = call.parameter("programme");
    auto plan = asked(call, show_plan, {id}, {});
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    app::ComparePaper paper{.plan = std::move(*plan),
                            .other = nullptr,
                            .comparison = nullptr,
                            .programmes = {},
                            .programme = programme};
    paper.programmes = programme_names(call, paper.plan);
    if (!with.empty()) {
        auto other = asked(call, show_plan, {with}, {});
        if (!other) {
            return tl::unexpected(other.error());
        }
        auto comparison = asked_whole(
            call, compare_plans, {id}, {{"with", with}, {"programme", programme}}, "areas");
        if (!comparison) {
            return tl::unexpected(comparison.error());
        }
        paper.other = std::move(*other);
        paper.comparison = std::move(*comparison);
    }
    return paper_outcome(call, *order, app::print_compare(order->access, order->wish, paper));
}

}  // namespace imdad::http
