#include "app/books_json.hpp"
#include "app/exceptions_report.hpp"
#include "app/goods_json.hpp"
#include "app/goods_views.hpp"
#include "app/keep_books.hpp"
#include "app/ledger_views.hpp"
#include "app/print_views.hpp"
#include "report/amounts.hpp"
#include "report/print_pictures.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

/// Balances, trial balance, exceptions, audit and the stock of a place.

namespace imdad::app {

namespace {

using report::BarPart;
using report::Markup;
using report::PrintDocument;
using report::PrintFacts;
using report::PrintNote;
using report::PrintSection;
using report::PrintTable;
using Json = PrintJson;

/// Sources first, then the way of what came.
constexpr auto kStages = std::to_array<std::string_view>({"pledged",
                                                          "surplus",
                                                          "opening",
                                                          "uncommitted",
                                                          "committed",
                                                          "in_transit",
                                                          "on_hand",
                                                          "quarantined",
                                                          "delivered",
                                                          "used",
                                                          "lost",
                                                          "damaged",
                                                          "expired",
                                                          "wasted",
                                                          "diverted",
                                                          "returned",
                                                          "cancelled",
                                                          "exchanged",
                                                          "exchange_difference"});

std::string whole_text(base::Int128 amount) {
    return fmt::format("{}", amount);
}

/// A whole number of up to 38 digits.
base::Int128 whole(std::string_view text) {
    const bool below = text.starts_with('-');
    base::Int128 value = 0;
    for (const char c : text.substr(below ? 1 : 0)) {
        value = value * 10 + (c - '0');
    }
    return below ? -value : value;
}

Markup code(const std::string& text) {
    return Markup::element("span", "hash", Markup::name(text));
}

/// The unit and stage that a page shows where none was asked for: as the screen chooses them.
BalancesAsked chosen(const Json& units, BalancesAsked asked) {
    if (asked.unit.empty() && !units.empty()) {
        asked.unit = text_of(units.front(), "unit");
    }
    for (const Json& one : units) {
        if (asked.stage.empty() && text_of(one, "unit") == asked.unit &&
            one["stages"].contains("on_hand")) {
            asked.stage = "on_hand";
        }
    }
    return asked;
}

/// The units with their stages: of the trial balance, or of what the user sees of the ledger.
Answer<Json> units_seen(const Access& access) {
    const auto whole = trial_balance(access);
    if (whole) {
        return trial_balance_json(*whole)["units"];
    }
    if (whole.error().code != "role_missing") {
        return tl::unexpected(whole.error());
    }
    const auto lines = balances(access, {});
    if (!lines) {
        return tl::unexpected(lines.error());
    }
    Json units = Json::array();
    for (const BalanceLine& line : *lines) {  // by unit
        if (units.empty() || units.back()["unit"] != line.unit) {
            units.push_back({{"unit", line.unit}, {"stages", Json::object()}});
        }
        units.back()["stages"][line.stage] = line.text;
    }
    return units;
}

PrintTable by_holder(const PrintDesk& desk,
                     const std::map<std::string, base::Int128>& sums,
                     const BalancesAsked& asked) {
    std::vector<std::pair<std::string, base::Int128>> rows(sums.begin(), sums.end());
    const auto size = [](base::Int128 amount) { return amount < 0 ? -amount : amount; };
    std::ranges::stable_sort(
        rows, [&](const auto& a, const auto& b) { return size(a.second) > size(b.second); });
    const base::Int128 most =
        rows.empty() ? 1 : std::max<base::Int128>(size(rows.front().second), 1);
    PrintTable table{.caption = {},
                     .columns = {column(desk, "trace.holder"),
                                 column(desk, "picture.label"),
                                 {desk.say("pledge.amount") + Markup::text(" (") +
                                      Markup::name(asked.unit) + Markup::text(")"),
                                  true}},
                     .rows = {},
                     .totals = {}};
    table.rows.reserve(rows.size());
    base::Int128 total = 0;
    for (const auto& [holder, amount] : rows) {
        total += amount;
        table.rows.push_back(
            {Markup::name(desk.party(holder)),
             share_bar(desk,
                       static_cast<double>(size(amount)) / static_cast<double>(most),
                       amount < 0 ? "source" : "plain"),
             Markup::text(desk.language().minor(whole_text(amount), desk.places(asked.unit)))});
    }
    table.totals = {
        desk.say("trial.total"),
        Markup(),
        Markup::text(desk.language().minor(whole_text(total), desk.places(asked.unit)))};
    return table;
}

PrintTable accounts(const PrintDesk& desk, const Json& balances, const Markup& total) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "trace.holder"),
                                 column(desk, "balances.lot"),
                                 column(desk, "balances.expiry"),
                                 column(desk, "pledge.earmark"),
                                 column(desk, "kind.pledge"),
                                 column(desk, "kind.activity"),
                                 column(desk, "pledge.amount", true)},
                     .rows = {},
                     .totals = {desk.say("trial.total"), {}, {}, {}, {}, {}, total}};
    table.rows.reserve(balances.size());
    for (const Json& one : balances) {
        table.rows.push_back({Markup::name(desk.party(one["holder"])),
                              Markup::name(text_of(one, "lot")),
                              desk.day(one["expiry"]),
                              Markup::name(text_of(one, "earmark")),
                              Markup::name(text_of(one, "pledge")),
                              Markup::name(text_of(one, "activity")),
                              Markup::text(desk.language().decimal(text_of(one, "text")))});
    }
    return table;
}

/// Where the amounts of one sign are, as a bar.
Markup side(const PrintDesk& desk, const Json& unit, bool sources) {
    std::vector<BarPart> parts;
    double all = 0;
    for (const std::string_view stage : kStages) {
        if (!unit["stages"].contains(std::string(stage))) {
            continue;
        }
        const base::Int128 amount = whole(text_of(unit["stages"], stage));
        if (amount != 0 && (amount < 0) == sources) {
            parts.push_back({std::string(stage), std::abs(static_cast<double>(amount))});
            all += parts.back().share;
        }
    }
    for (BarPart& part : parts) {
        part.share /= all;
    }
    return report::bar(parts, 1, desk.language().is_right_to_left());
}

/// The pieces of the bars in words.
Markup legend(const PrintDesk& desk, const std::vector<std::string>& stages) {
    Markup items;
    for (const std::string& stage : stages) {
        items += Markup::element(
                     "span",
                     "nowrap",
                     report::swatch(stage) + Markup::text(desk.language().word("stage", stage))) +
                 Markup::text(" ");
    }
    return items;
}

PrintTable exception_counts(const PrintDesk& desk, const Json& lines) {
    std::vector<std::pair<std::string, std::int64_t>> counts;
    for (const Json& one : lines) {
        const std::string what = text_of(one, "what");
        const auto found =
            std::ranges::find(counts, what, &std::pair<std::string, std::int64_t>::first);
        if (found == counts.end()) {
            counts.emplace_back(what, 1);
        } else {
            ++found->second;
        }
    }
    std::ranges::stable_sort(counts,
                             [](const auto& a, const auto& b) { return a.second > b.second; });
    PrintTable table{.caption = {},
                     .columns = {column(desk, "history.what"),
                                 column(desk, "picture.label"),
                                 column(desk, "today.count", true)},
                     .rows = {},
                     .totals = {desk.say("trial.total"),
                                Markup(),
                                desk.number(static_cast<std::int64_t>(lines.size()))}};
    for (const auto& [what, count] : counts) {
        table.rows.push_back(
            {Markup::text(desk.language().word("exception", what)),
             share_bar(desk,
                       static_cast<double>(count) / static_cast<double>(counts.front().second),
                       "late"),
             desk.number(count)});
    }
    return table;
}

PrintTable exception_rows(PrintDesk& desk, const Json& lines) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "history.on"),
                                 column(desk, "history.what"),
                                 column(desk, "pledge.amount", true),
                                 column(desk, "trace.holder"),
                                 column(desk, "exceptions.under"),
                                 column(desk, "history.who"),
                                 column(desk, "exceptions.approver"),
                                 column(desk, "history.reason")},
                     .rows = {},
                     .totals = {}};
    table.rows.reserve(lines.size());
    for (const Json& one : lines) {
        if (const std::string agreement = text_of(one, "agreement"); !agreement.empty()) {
            desk.shows("instrument", agreement);
        }
        Markup under;
        for (const char* const member : {"agreement", "pledge", "activity", "lot"}) {
            if (const std::string id = text_of(one, member); !id.empty()) {
                under += (under.empty() ? Markup() : desk.say("list.comma")) + Markup::name(id);
            }
        }
        Markup what = desk.word("exception", one["what"]);
        if (!one["told"].empty()) {
            what +=
                Markup::line_break() +
                Markup::element("small",
                                "",
                                report::told_markup(desk.language(), report::told_of(one["told"])));
        }
        table.rows.push_back({desk.day(one["date"]),
                              std::move(what),
                              desk.amount(one["amount"]),
                              Markup::name(desk.party(one["holder"])),
                              std::move(under),
                              Markup::name(text_of(one, "who")),
                              Markup::name(text_of(one, "approver")),
                              Markup::name(text_of(one, "reason"))});
    }
    return table;
}

PrintSection findings(const PrintDesk& desk, const Json& lines) {
    PrintTable table{.caption = {},
                     .columns = {{Markup::text(desk.language().field("log")), false},
                                 column(desk, "trace.row", true),
                                 column(desk, "record.id"),
                                 column(desk, "history.what")},
                     .rows = {},
                     .totals = {}};
    for (const Json& one : lines) {
        table.rows.push_back({Markup::name(text_of(one, "log"), "en"),
                              desk.number(one["sequence"]),
                              code(text_of(one, "id")),
                              Markup::name(text_of(one, "message"), "en")});
    }
    return {.head = desk.say("audit.findings"), .blocks = {std::move(table)}};
}

/// Units of goods with their sum, and the batches of each: what expires first stands first.
PrintTable batches(const PrintDesk& desk, const Json& stock) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "pledge.unit"),
                                 column(desk, "balances.lot"),
                                 column(desk, "balances.expiry"),
                                 column(desk, "pledge.amount", true),
                                 column(desk, "pledge.stage"),
                                 column(desk, "trace.holder"),
                                 column(desk, "pledge.earmark"),
                                 column(desk, "kind.pledge"),
                                 column(desk, "kind.activity"),
                                 column(desk, "print.stock.note")},
                     .rows = {},
                     .totals = {}};
    table.rows.reserve(stock.size());
    for (const Json& one : stock) {
        Markup note;
        for (const char* const what : {"expired", "recalled"}) {
            if (one[what].get<bool>()) {
                note +=
                    (note.empty() ? Markup() : desk.say("list.comma")) +
                    Markup::element("strong", "", desk.say(fmt::format("print.stock.{}", what)));
            }
        }
        table.rows.push_back({Markup::name(text_of(one, "unit")),
                              Markup::name(text_of(one, "lot")),
                              desk.day(one["expiry"]),
                              Markup::text(desk.language().minor(
                                  fmt::format("{}", one["amount"].get<std::int64_t>()),
                                  desk.places(text_of(one, "unit")))),
                              desk.word("stage", one["stage"]),
                              Markup::name(desk.party(one["at"])),
                              Markup::name(text_of(one, "earmark")),
                              Markup::name(text_of(one, "pledge")),
                              Markup::name(text_of(one, "activity")),
                              std::move(note)});
    }
    return table;
}

PrintTable stock_sums(const PrintDesk& desk, const Json& stock) {
    std::map<std::pair<std::string, std::string>, std::int64_t> sums;
    for (const Json& one : stock) {
        sums[{text_of(one, "unit"), text_of(one, "stage")}] += one["amount"].get<std::int64_t>();
    }
    PrintTable table{.caption = {},
                     .columns = {column(desk, "pledge.unit"),
                                 column(desk, "pledge.stage"),
                                 column(desk, "trial.total", true)},
                     .rows = {},
                     .totals = {}};
    for (const auto& [key, amount] : sums) {
        table.rows.push_back({Markup::name(key.first),
                              Markup::text(desk.language().word("stage", key.second)),
                              Markup::text(desk.language().minor(fmt::format("{}", amount),
                                                                 desk.places(key.first)))});
    }
    return table;
}

}  // namespace

Answer<PrintDocument> print_balances(const Access& access,
                                     const PrintWish& wish,
                                     const BalancesAsked& given) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const Answer<Json> units = units_seen(access);
        if (!units) {
            return tl::unexpected(units.error());
        }
        const BalancesAsked asked = chosen(*units, given);
        desk.shows_ledger();
        PrintDocument page = desk.page(
            screen_of("/balances",
                      {{"unit", asked.unit}, {"stage", asked.stage}, {"holder", asked.holder}}),
            {{desk.language().plain("pledge.unit"), asked.unit},
             {desk.language().plain("pledge.stage"), desk.language().word("stage", asked.stage)},
             {desk.language().plain("trace.holder"), asked.holder}});
        page.landscape = true;
        page.title = desk.language().plain("balances.title");
        if (asked.unit.empty()) {
            page.answer = desk.say("trial.none");
            return page;
        }
        const auto lines = balances(access,
                                    {.holder = asked.holder,
                                     .unit = asked.unit,
                                     .stage = asked.stage,
                                     .pledge = {},
                                     .activity = {}});
        if (!lines) {
            return tl::unexpected(lines.error());
        }
        const Json body = balances_json(*lines);
        std::map<std::string, base::Int128> sums;
        base::Int128 total = 0;
        for (const Json& one : body["balances"]) {
            const auto amount = one["amount"].get<std::int64_t>();
            sums[text_of(one, "holder")] += amount;
            total += amount;
        }
        const std::string told = desk.language().minor(whole_text(total), desk.places(asked.unit));
        page.answer =
            desk.say("balances.summary",
                     {{"n", static_cast<std::int64_t>(sums.size())},
                      {"amount", told + ' ' + asked.unit},
                      {"stage",
                       asked.stage.empty() ? desk.language().plain("filter.any")
                                           : desk.language().word("stage", asked.stage)}});
        page.sections.push_back({.head = {}, .blocks = {by_holder(desk, sums, asked)}});
        page.sections.push_back({.head = desk.say("balances.accounts"),
                                 .blocks = {accounts(desk, body["balances"], Markup::text(told))}});
        return page;
    });
}

Answer<PrintDocument> print_trial_balance(const Access& access, const PrintWish& wish) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto lines = trial_balance(access);
        if (!lines) {
            return tl::unexpected(lines.error());
        }
        const Json units = trial_balance_json(*lines)["units"];
        desk.shows_ledger();
        std::vector<std::string> stages;
        for (const std::string_view stage : kStages) {
            if (std::ranges::any_of(units, [&](const Json& one) {
                    return one["stages"].contains(std::string(stage));
                })) {
                stages.emplace_back(stage);
            }
        }
        PrintTable bars{.caption = {},
                        .columns = {column(desk, "pledge.unit"),
                                    column(desk, "trial.came"),
                                    column(desk, "trial.is")},
                        .rows = {},
                        .totals = {}};
        PrintTable table{
            .caption = {}, .columns = {column(desk, "pledge.unit")}, .rows = {}, .totals = {}};
        for (const std::string& stage : stages) {
            table.columns.push_back({Markup::text(desk.language().word("stage", stage)), true});
        }
        table.columns.push_back(column(desk, "trial.total", true));
        std::int64_t wrong = 0;
        for (const Json& one : units) {
            const std::string unit = text_of(one, "unit");
            bars.rows.push_back(
                {Markup::name(unit), side(desk, one, true), side(desk, one, false)});
            std::vector<Markup> row{Markup::name(unit)};
            for (const std::string& stage : stages) {
                row.push_back(Markup::text(
                    desk.language().minor(text_of(one["stages"], stage), desk.places(unit))));
            }
            const bool holds = text_of(one, "total") == "0";
            wrong += holds ? 0 : 1;
            const Markup total = Markup::text(
                desk.language().minor(text_of(one, "total"), holds ? 0 : desk.places(unit)));
            row.push_back(holds ? total : Markup::element("strong", "", total));
            table.rows.push_back(std::move(row));
        }
        PrintDocument page = desk.page("/trial-balance", {});
        page.landscape = true;
        page.title = desk.language().plain("trial.title");
        const auto count = static_cast<std::int64_t>(units.size());
        page.answer = units.empty() ? desk.say("trial.none")
                      : wrong > 0   ? desk.say("trial.wrong", {{"n", wrong}, {"total", count}})
                                    : desk.say("trial.right", {{"n", count}});
        if (!units.empty()) {
            page.sections.push_back({.head = {}, .blocks = {std::move(table)}});
            page.sections.push_back({.head = desk.say("picture.label"),
                                     .blocks = {PrintNote{legend(desk, stages)}, std::move(bars)}});
        }
        return page;
    });
}

Answer<PrintDocument> print_exceptions(const Access& access,
                                       const PrintWish& wish,
                                       std::optional<base::Day> from,
                                       std::optional<base::Day> to) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto lines = exceptions(access, from, to);
        if (!lines) {
            return tl::unexpected(lines.error());
        }
        const Json body = Json::parse(report::exceptions_json(*lines));
        desk.shows_ledger();
        PrintTable rows = exception_rows(desk, body["exceptions"]);
        const std::string first = from ? base::to_text(*from) : "";
        const std::string last = to ? base::to_text(*to) : "";
        PrintDocument page =
            desk.page(screen_of("/exceptions", {{"from", first}, {"to", last}}),
                      {{desk.language().plain("filter.from"), desk.language().day(first)},
                       {desk.language().plain("filter.to"), desk.language().day(last)}});
        page.landscape = true;
        page.title = desk.language().plain("exceptions.title");
        page.answer = rows.rows.empty()
                          ? desk.say("exceptions.none")
                          : desk.say("exceptions.summary",
                                     {{"n", static_cast<std::int64_t>(rows.rows.size())}});
        if (!rows.rows.empty()) {
            page.sections.push_back(
                {.head = {},
                 .blocks = {exception_counts(desk, body["exceptions"]), std::move(rows)}});
        }
        return page;
    });
}

Answer<PrintDocument> print_audit(const Access& access, const PrintWish& wish) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto outcome = audit_books({.access = access, .notes = {}, .keys = {}});
        if (!outcome) {
            return tl::unexpected(outcome.error());
        }
        const Json body = audit_json(*outcome);
        desk.shows_ledger();
        const bool clean = body["clean"].get<bool>();
        PrintDocument page = desk.page("/audit", {});
        page.title = desk.language().plain("audit.title");
        page.answer = desk.say(clean ? "audit.clean" : "audit.dirty",
                               {{"n", static_cast<std::int64_t>(body["findings"].size())},
                                {"entries", body["entries"].get<std::int64_t>()},
                                {"steps", body["steps"].get<std::int64_t>()}});
        PrintFacts facts;
        add_fact(facts, desk.say("audit.entries"), desk.number(body["entries"]));
        add_fact(facts, desk.say("audit.steps"), desk.number(body["steps"]));
        add_fact(facts, desk.say("audit.checkpoints"), desk.number(body["checkpoints"]));
        add_fact(facts, desk.say("audit.ledgerroot"), code(text_of(body, "ledger_root")));
        add_fact(facts, desk.say("audit.registerroot"), code(text_of(body, "register_root")));
        page.sections.push_back(
            {.head = {},
             .blocks = {PrintNote{Markup::element("strong",
                                                  "",
                                                  Markup::text(clean ? "\u2713 " : "\u2715 ") +
                                                      desk.say(clean ? "audit.verdict.clean"
                                                                     : "audit.verdict.dirty")),
                                  !clean},
                        std::move(facts),
                        PrintNote{desk.say("audit.compare")}}});
        if (body["checkpoints"] == 0) {
            page.sections.back().blocks.emplace_back(PrintNote{desk.say("audit.nocheckpoint")});
        }
        if (!body["findings"].empty()) {
            page.sections.push_back(findings(desk, body["findings"]));
        }
        return page;
    });
}

Answer<PrintDocument> print_stock(const Access& access,
                                  const PrintWish& wish,
                                  const StockAsked& asked) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto lines =
            list_stock(access, {.at = asked.at, .unit = asked.unit, .stage = asked.stage});
        if (!lines) {
            return tl::unexpected(lines.error());
        }
        const Json stock = stock_json(*lines)["stock"];
        desk.shows_ledger();
        PrintDocument page = desk.page(
            screen_of("/stock", {{"at", asked.at}, {"unit", asked.unit}, {"stage", asked.stage}}),
            {{desk.language().plain("trace.holder"), desk.party(asked.at)},
             {desk.language().plain("pledge.unit"), asked.unit},
             {desk.language().plain("pledge.stage"), desk.language().word("stage", asked.stage)}});
        page.landscape = true;
        page.title = desk.language().plain("print.stock.title");
        page.about = desk.party(asked.at);
        page.answer = stock.empty() ? desk.say("print.stock.none")
                                    : desk.say("print.stock.summary",
                                               {{"n", static_cast<std::int64_t>(stock.size())}});
        if (!stock.empty()) {
            page.sections.push_back(
                {.head = {}, .blocks = {stock_sums(desk, stock), batches(desk, stock)}});
        }
        return page;
    });
}

}  // namespace imdad::app
