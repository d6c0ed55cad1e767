#include "app/books_json.hpp"
#include "app/goods_json.hpp"
#include "app/place_views.hpp"
#include "app/plan_jobs.hpp"
#include "http/handlers.hpp"
#include "http/names.hpp"
#include "http/paging.hpp"

#include <nlohmann/json.hpp>

/// Goods on their way and on shelves, and the journal that tells how they came there.

namespace imdad::http {

namespace {

/// As of the day of the query, where one is given.
tl::expected<app::Access, Problem> as_of(const Call& call) {
    const auto today = day_parameter(call, "today");
    if (!today) {
        return tl::unexpected(today.error());
    }
    app::Access access = call.access;
    access.today = today->value_or(access.today);
    return access;
}

}  // namespace

Outcome list_shipments(const Call& call) {
    const auto open = yes_parameter(call, "open");
    const auto page = page_of(call);
    if (!open || !page) {
        return tl::unexpected(!open ? open.error() : page.error());
    }
    const auto shown = app::list_shipments(call.access,
                                           {.from = call.parameter("from"),
                                            .to = call.parameter("to"),
                                            .unit = call.parameter("unit"),
                                            .open = *open},
                                           *page);
    if (!shown) {
        return tl::unexpected(problem_of(shown.error()));
    }
    auto document = app::shipments_json(shown->lines);
    add_names(call, document);
    return page_response(call, document, shown->next);
}

Outcome show_shipment(const Call& call) {
    const auto view = app::show_shipment(call.access, call.arguments.front());
    if (!view) {
        return tl::unexpected(problem_of(view.error()));
    }
    auto document = app::shipment_json(*view);
    add_names(call, document);
    return json_response(document);
}

Outcome list_stock(const Call& call) {
    const auto access = as_of(call);
    if (!access) {
        return tl::unexpected(access.error());
    }
    const auto lines = app::list_stock(*access,
                                       {.at = call.parameter("at"),
                                        .unit = call.parameter("unit"),
                                        .stage = call.parameter("stage")});
    if (!lines) {
        return tl::unexpected(problem_of(lines.error()));
    }
    return paged(call, app::stock_json(*lines), "stock", add_names);
}

Outcome list_places(const Call& call) {
    const auto access = as_of(call);
    if (!access) {
        return tl::unexpected(access.error());
    }
    const std::string find = call.parameter("find");
    const auto places = app::list_places(*access,
                                         find,
                                         call.plans == nullptr
                                             ? std::set<std::string>()
                                             : call.plans->workspace().names().places_called(find));
    if (!places) {
        return tl::unexpected(problem_of(places.error()));
    }
    return paged(call, app::places_json(*places), "places", add_names);
}

Outcome stock_cover(const Call& call) {
    const auto access = as_of(call);
    if (!access) {
        return tl::unexpected(access.error());
    }
    const auto cover = app::stock_cover(*access, call.parameter("at"));
    if (!cover) {
        return tl::unexpected(problem_of(cover.error()));
    }
    auto document = app::cover_json(*cover);
    add_names(call, document);
    return json_response(document);
}

Outcome list_entries(const Call& call) {
    const auto page = page_of(call);
    if (!page) {
        return tl::unexpected(page.error());
    }
    const auto shown = app::list_entries(call.access,
                                         {.kind = call.parameter("kind"),
                                          .holder = call.parameter("holder"),
                                          .unit = call.parameter("unit"),
                                          .pledge = call.parameter("pledge")},
                                         *page);
    if (!shown) {
        return tl::unexpected(problem_of(shown.error()));
    }
    return page_response(call, app::entries_json(shown->lines), shown->next);
}

Outcome show_entry(const Call& call) {
    const auto line = app::show_entry(call.access, call.arguments.front());
    if (!line) {
        return tl::unexpected(problem_of(line.error()));
    }
    return json_response(app::entry_json(*line));
}

}  // namespace imdad::http
