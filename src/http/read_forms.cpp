#include "app/plan_jobs.hpp"
#include "app/stock_forms.hpp"
#include "http/handlers.hpp"
#include "http/paging.hpp"
#include "http/paper.hpp"
#include "http/sentences.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

/// Papers of a store as pages to print: HTML without a script.

namespace imdad::http {

namespace {

/// What the address asks for but the language.
std::string query_of(const Call& call) {
    std::string query;
    for (const auto& [name, value] : call.target.query) {
        if (name != "language" && !value.empty()) {
            query += fmt::format("{}{}={}", query.empty() ? "" : "&", name, escaped(value));
        }
    }
    return query;
}

/// `make()` gives the form.
template <typename Make>
Outcome page(const Call& call, Make make) {
    const auto language = reader_language(call);
    if (!language) {
        return tl::unexpected(language.error());
    }
    auto form = app::marked_form(call.access, call.parameter("checkpoint"), make);
    if (!form) {
        return tl::unexpected(problem_of(form.error()));
    }
    form->sheet.address = address_of_sheet(call, form->sheet.mark, "");
    form->query = query_of(call);
    if (call.plans != nullptr) {
        call.plans->workspace().names().add_names(*form);
    }
    return paper_response(report::form_page(*form, *language));
}

/// Ids with commas between them: what goes from one place to one other is one paper.
std::vector<std::string> ids_of(const std::string& text) {
    std::vector<std::string> ids;
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        ids.push_back(text.substr(at, comma - at));
        at = comma + 1;
    }
    return ids;
}

}  // namespace

Outcome waybill(const Call& call) {
    return page(call, [&] { return app::waybill(call.access, ids_of(call.arguments.front())); });
}

Outcome planned_waybill(const Call& call) {
    const std::string& text = call.arguments.front();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1) {
        Problem problem = problem_of(say("bad_shipment_number"));
        problem.status = 404;  // there is none of such a number
        return tl::unexpected(std::move(problem));
    }
    return page(call,
                [&] { return app::planned_waybill(call.access, call.parameter("plan"), number); });
}

Outcome received_note(const Call& call) {
    return page(call,
                [&] { return app::received_note(call.access, ids_of(call.arguments.front())); });
}

Outcome stock_card(const Call& call) {
    return page(call, [&] {
        return app::stock_card(call.access, call.arguments.front(), call.parameter("unit"));
    });
}

Outcome count_sheet(const Call& call) {
    const auto booked = yes_parameter(call, "booked");
    if (!booked) {
        return tl::unexpected(booked.error());
    }
    return page(call, [&] {
        return app::count_sheet(
            call.access, call.arguments.front(), call.parameter("unit"), *booked);
    });
}

}  // namespace imdad::http
