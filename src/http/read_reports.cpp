#include "app/agreement_status.hpp"
#include "app/books.hpp"
#include "app/months_of_stock.hpp"
#include "app/party_brief.hpp"
#include "app/trace.hpp"
#include "http/handlers.hpp"
#include "http/names.hpp"
#include "http/paging.hpp"
#include "http/paper.hpp"
#include "report/trace_svg.hpp"
#include "report/trace_text.hpp"

#include <nlohmann/json.hpp>

namespace imdad::http {

namespace {

/// The same, asked as of another day.
tl::expected<app::Access, Problem> access_as_of(const Call& call) {
    const auto today = day_parameter(call, "today");
    if (!today) {
        return tl::unexpected(today.error());
    }
    app::Access access = call.access;
    access.today = today->value_or(access.today);
    return access;
}

}  // namespace

Outcome agreement_status(const Call& call) {
    const auto access = access_as_of(call);
    if (!access) {
        return tl::unexpected(access.error());
    }
    const auto view = app::status(*access, call.arguments.front());
    if (!view) {
        return tl::unexpected(problem_of(view.error()));
    }
    return Response{.body = report::status_json(*view)};
}

Outcome party_brief(const Call& call) {
    const auto access = access_as_of(call);
    if (!access) {
        return tl::unexpected(access.error());
    }
    const auto view = app::brief(*access, call.arguments.front());
    if (!view) {
        return tl::unexpected(problem_of(view.error()));
    }
    return Response{.body = report::brief_json(*view)};
}

Outcome months_of_stock(const Call& call) {
    const auto access = access_as_of(call);
    const auto months = count_parameter(call, "months", app::kConsumptionMonths);
    if (!access || !months) {
        return tl::unexpected(access ? months.error() : access.error());
    }
    const auto stock = app::months_of_stock(*access, *months);
    if (!stock) {
        return tl::unexpected(problem_of(stock.error()));
    }
    auto document = app::months_json(*stock);
    add_names(call, document);
    return json_response(document);
}

Outcome trace(const Call& call) {
    const auto view = app::trace(call.access, call.arguments.front());
    if (!view) {
        return tl::unexpected(problem_of(view.error()));
    }
    return Response{.body = report::trace_json(*view)};
}

Outcome trace_drawing(const Call& call) {
    const auto language = reader_language(call);
    if (!language) {
        return tl::unexpected(language.error());
    }
    const auto view = app::trace(call.access, call.arguments.front());
    if (!view) {
        return tl::unexpected(problem_of(view.error()));
    }
    return Response{.type = "image/svg+xml", .body = report::trace_svg(*view, *language)};
}

Outcome readyz(const Call& call) {
    const auto books = app::open_books(call.access.books, call.access.pool);
    if (!books) {
        Problem problem = problem_of(books.error());
        problem.status = 503;
        app::Told told = app::tell("books_not_open");
        problem.lines = {std::move(told.line)};
        problem.reasons = {std::move(told.reason)};
        return tl::unexpected(problem);
    }
    return json_response({{"status", "ready"}});
}

}  // namespace imdad::http
