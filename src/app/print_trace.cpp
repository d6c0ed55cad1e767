#include "app/print_views.hpp"
#include "app/trace.hpp"
#include "report/trace_svg.hpp"
#include "report/trace_text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

/// The chain of one thing: whether it adds up, the drawing, every link with its grade.

namespace imdad::app {

namespace {

using report::Markup;
using report::PrintDocument;
using report::PrintList;
using report::PrintNote;
using report::PrintPicture;
using report::PrintSection;
using report::PrintTable;
using Json = PrintJson;

constexpr auto kGrades = std::to_array<std::string_view>({"counter_signed", "document", "booked"});

/// `pledged 500 + surplus 3`; what came stands below nothing in the books, and is shown as it is.
std::string sum_of(const PrintDesk& desk, const Json& stages, const std::string& unit) {
    std::string text;
    for (const auto& [stage, amount] : stages.items()) {
        std::string whole = amount.get<std::string>();
        whole.erase(0, whole.starts_with('-') ? 1 : 0);
        text += fmt::format("{}{} {}",
                            text.empty() ? "" : " + ",
                            desk.language().word("stage", stage),
                            desk.language().minor(whole, desk.places(unit)));
    }
    return text;
}

PrintSection conservation(const PrintDesk& desk, const Json& lines) {
    PrintList list;
    for (const Json& one : lines) {
        const std::string unit = text_of(one, "unit");
        const bool holds = one["holds"].get<bool>();
        list.items.push_back(
            {Markup::element("strong",
                             "",
                             Markup::text(holds ? "\u2713 " : "\u2715 ") +
                                 desk.say(holds ? "trace.holds" : "trace.holdsnot")) +
                 Markup::text(" ") + Markup::name(text_of(one, "pledge")) + Markup::text(" ") +
                 Markup::name(sum_of(desk, one["came"], unit)) + Markup::text(" = ") +
                 Markup::name(sum_of(desk, one["went"], unit)) + Markup::text(" ") +
                 Markup::name(unit),
             {}});
    }
    return {.head = desk.say("trace.conservation"), .blocks = {std::move(list)}};
}

Markup link_of(const PrintDesk& desk, const Json& row) {
    constexpr std::size_t kDigits = 8;  // of an id that nobody reads whole
    constexpr std::size_t kIndentMost = 8;
    const std::string id = text_of(row, "id");
    std::string indent;
    for (std::size_t at = 0; at < std::min(row["depth"].get<std::size_t>(), kIndentMost); ++at) {
        indent += "\u2003";
    }
    Markup text = Markup::text(indent) + desk.word("kind", row["kind"]) + Markup::text(" ") +
                  Markup::name(id.size() == 32 ? id.substr(0, kDigits) : id);
    if (row["asked"].get<bool>()) {
        text = Markup::element("span", "asked", text);
    }
    if (!text_of(row, "reversed").empty()) {
        text = Markup::element("span", "gone", text);
    }
    if (!row["told"].empty()) {
        text +=
            Markup::line_break() +
            Markup::element(
                "small", "", report::told_markup(desk.language(), report::told_of(row["told"])));
    }
    return text;
}

PrintTable links(const PrintDesk& desk, const Json& rows) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "trace.row", true),
                                 column(desk, "trace.link"),
                                 column(desk, "history.on"),
                                 column(desk, "pledge.amount", true),
                                 column(desk, "trace.holder"),
                                 column(desk, "pledge.to"),
                                 column(desk, "trace.grade"),
                                 column(desk, "trace.from")},
                     .rows = {},
                     .totals = {}};
    table.rows.reserve(rows.size());
    for (const Json& row : rows) {
        Markup from;
        for (const Json& upper : row["from"]) {
            from += (from.empty() ? Markup() : desk.say("list.comma")) + desk.number(upper);
        }
        table.rows.push_back({desk.number(row["row"]),
                              link_of(desk, row),
                              desk.day(row["date"]),
                              desk.amount(row["text"]),
                              Markup::name(desk.party(row["holder"])),
                              Markup::name(desk.party(row["to"])),
                              desk.word("grade", row["grade"]),
                              std::move(from)});
    }
    return table;
}

std::int64_t count_of(const Json& rows, std::string_view grade) {
    return std::ranges::count_if(rows, [&](const Json& row) { return row["grade"] == grade; });
}

PrintTable grades(const PrintDesk& desk, const Json& rows) {
    PrintTable table{.caption = desk.say("trace.grades"),
                     .columns = {column(desk, "trace.grade"),
                                 column(desk, "trace.meaning"),
                                 column(desk, "today.count", true)},
                     .rows = {},
                     .totals = {desk.say("trial.total"),
                                Markup(),
                                desk.number(static_cast<std::int64_t>(rows.size()))}};
    for (const std::string_view grade : kGrades) {
        table.rows.push_back({Markup::text(desk.language().word("grade", grade)),
                              desk.say(fmt::format("grade.{}.why", grade)),
                              desk.number(count_of(rows, grade))});
    }
    return table;
}

}  // namespace

Answer<PrintDocument> print_trace(const Access& access,
                                  const PrintWish& wish,
                                  const std::string& id) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto view = trace(access, id);
        if (!view) {
            return tl::unexpected(view.error());
        }
        const Json body = Json::parse(report::trace_json(*view));
        const Json& rows = body["rows"];
        for (const Json& row : rows) {
            desk.shows(text_of(row, "kind"), text_of(row, "id"));
        }
        PrintDocument page = desk.page("/trace/" + address_of(id), {});
        page.landscape = true;
        page.title = desk.language().plain("trace.title");
        page.about = fmt::format("{} \u00B7 {}",
                                 desk.language().word("kind", text_of(body, "kind")),
                                 text_of(body, "id"));
        page.answer = desk.say("trace.summary",
                               {{"n", static_cast<std::int64_t>(rows.size())},
                                {"signed", count_of(rows, "counter_signed")},
                                {"document", count_of(rows, "document")},
                                {"booked", count_of(rows, "booked")}});
        if (!body["ledger"].get<bool>()) {
            page.sections.push_back(
                {.head = {}, .blocks = {PrintNote{desk.say("trace.noledger")}}});
        }
        if (!body["conservation"].empty()) {
            page.sections.push_back(conservation(desk, body["conservation"]));
        }
        page.sections.push_back(
            {.head = {},
             .blocks = {PrintPicture{.summary = desk.language().plain("trace.title"),
                                     .svg = report::trace_figure(*view, desk.language())},
                        grades(desk, rows),
                        links(desk, rows)}});
        return page;
    });
}

}  // namespace imdad::app
