#include "app/pledge_views.hpp"
#include "app/print_views.hpp"
#include "report/print_pictures.hpp"
#include "report/told.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

/// Pledges, one pledge, what a donor gave. Where an amount is now says its stage; whatever is
/// further on has passed through what comes before, so a band at "committed" is all that is there
/// or beyond.

namespace imdad::app {

namespace {

using report::BarPart;
using report::Markup;
using report::PrintDocument;
using report::PrintFacts;
using report::PrintNote;
using report::PrintPicture;
using report::PrintSection;
using report::PrintTable;
using report::StreamNode;
using Json = PrintJson;

/// The way of a gift; behind it what left the way.
constexpr auto kWay = std::to_array<std::string_view>({"uncommitted",
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
constexpr auto kArrived =
    std::to_array<std::string_view>({"on_hand", "quarantined", "delivered", "used"});
constexpr auto kGone = std::to_array<std::string_view>(
    {"lost", "damaged", "expired", "wasted", "diverted", "returned", "cancelled"});
constexpr auto kOpen = std::to_array<std::string_view>({"uncommitted", "committed", "in_transit"});
/// How late something is that has not arrived.
constexpr auto kAges =
    std::to_array<std::string_view>({"not_due", "to_30", "to_90", "over_90", "no_day"});

/// Whole smallest units by stage.
using Amounts = std::map<std::string, std::int64_t, std::less<>>;

std::int64_t whole(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

Amounts amounts_of(const Json& pledge) {
    Amounts amounts;
    for (const auto& [stage, amount] : pledge["stages"].items()) {
        const bool is_source = stage == "pledged" || stage == "surplus" || stage == "opening";
        if (const std::int64_t value = whole(amount.get<std::string>()); value != 0 && !is_source) {
            amounts[stage] = value;
        }
    }
    return amounts;
}

std::int64_t at(const Amounts& amounts, std::string_view stage) {
    const auto found = amounts.find(stage);
    return found == amounts.end() ? 0 : std::max<std::int64_t>(found->second, 0);
}

template <std::size_t N>
std::int64_t at(const Amounts& amounts, const std::array<std::string_view, N>& stages) {
    std::int64_t sum = 0;
    for (const std::string_view stage : stages) {
        sum += at(amounts, stage);
    }
    return sum;
}

/// What is pledged, in smallest units: the level of the API without its point and commas.
std::int64_t level_of(const Json& pledge) {
    std::string text = text_of(pledge, "level");
    std::erase_if(text, [](char c) { return c == ',' || c == '.'; });
    return whole(text);
}

double share_of(std::int64_t part, std::int64_t all) {
    return static_cast<double>(part) / static_cast<double>(std::max<std::int64_t>(all, 1));
}

std::string told(const PrintDesk& desk, std::int64_t amount, const std::string& unit) {
    return desk.language().minor(fmt::format("{}", amount), desk.places(unit));
}

/// Stages of one pledge with their shares, in the order of the way.
std::vector<std::pair<std::string, double>> shares_of(const Json& pledge) {
    const Amounts amounts = amounts_of(pledge);
    const std::int64_t level = level_of(pledge);
    std::vector<std::pair<std::string, double>> shares;
    for (const std::string_view stage : kWay) {
        if (const auto found = amounts.find(stage); found != amounts.end()) {
            shares.emplace_back(stage, share_of(found->second, level));
        }
    }
    return shares;
}

Markup bar_of(const PrintDesk& desk, const Json& pledge) {
    std::vector<BarPart> parts;
    for (const auto& [stage, share] : shares_of(pledge)) {
        parts.push_back({stage, share});
    }
    return report::bar(parts, 1, desk.language().is_right_to_left());
}

/// `committed, waiting 40% · on hand 60%`.
std::string where(const PrintDesk& desk, const Json& pledge, const std::string& between) {
    std::string text;
    for (const auto& [stage, share] : shares_of(pledge)) {
        text += fmt::format("{}{} {}",
                            text.empty() ? "" : between,
                            desk.language().word("stage", stage),
                            desk.language().percent(share));
    }
    return text;
}

Markup due_of(const PrintDesk& desk, const Json& pledge) {
    Markup text = desk.day(pledge["due"]);
    if (pledge["days_late"].is_number_integer() && pledge["days_late"].get<std::int64_t>() > 0) {
        text += Markup::text(" ") +
                Markup::element(
                    "strong",
                    "",
                    desk.say("pledge.late", {{"n", pledge["days_late"].get<std::int64_t>()}}));
    }
    return text;
}

/// No value: nothing of it is still to arrive.
std::string_view age_of(const Json& pledge) {
    if (at(amounts_of(pledge), kOpen) == 0) {
        return {};
    }
    if (text_of(pledge, "due").empty()) {
        return "no_day";
    }
    const std::int64_t late =
        pledge["days_late"].is_number_integer() ? pledge["days_late"].get<std::int64_t>() : 0;
    return late <= 0 ? "not_due" : late <= 30 ? "to_30" : late <= 90 ? "to_90" : "over_90";
}

/// pledged -> uncommitted | committed -> waiting | in transit | arrived -> on hand, used, ...
std::vector<StreamNode> stream_of(const PrintDesk& desk,
                                  const Amounts& amounts,
                                  const std::string& unit) {
    const std::int64_t arrived = at(amounts, kArrived);
    const std::int64_t gone = at(amounts, kGone);
    const std::int64_t committed =
        at(amounts, "committed") + at(amounts, "in_transit") + arrived + gone;
    const std::int64_t pledged = at(amounts, "uncommitted") + committed;
    std::vector<StreamNode> nodes;
    const auto add =
        [&](std::string_view code, int column, std::int64_t amount, std::string_view from) {
            if (amount > 0) {
                nodes.push_back(
                    {.code = std::string(code),
                     .column = column,
                     .amount = static_cast<double>(amount),
                     .from = std::string(from),
                     .label = desk.language().word("stage", code),
                     .told = fmt::format("{} \u00B7 {}",
                                         told(desk, amount, unit),
                                         desk.language().percent(share_of(amount, pledged)))});
            }
        };
    add("pledged", 0, pledged, "");
    add("uncommitted", 1, at(amounts, "uncommitted"), "pledged");
    add("committed_all", 1, committed, "pledged");
    add("committed", 2, at(amounts, "committed"), "committed_all");
    add("in_transit", 2, at(amounts, "in_transit"), "committed_all");
    add("arrived", 2, arrived, "committed_all");
    for (const std::string_view code : kArrived) {
        add(code, 3, at(amounts, code), "arrived");
    }
    add("gone", 2, gone, "committed_all");
    return nodes;
}

report::PrintColumn amount_column(const PrintDesk& desk, const std::string& unit) {
    return {desk.say("pledge.amount") + Markup::text(" (") + Markup::name(unit) + Markup::text(")"),
            true};
}

/// The twin of the stream.
PrintTable stream_table(const PrintDesk& desk,
                        const std::vector<StreamNode>& nodes,
                        const std::string& unit) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "pledge.stage"),
                                 amount_column(desk, unit),
                                 column(desk, "pledge.share", true)},
                     .rows = {},
                     .totals = {}};
    for (const StreamNode& node : nodes) {
        table.rows.push_back(
            {report::swatch(node.code) + Markup::text(node.label),
             Markup::text(told(desk, static_cast<std::int64_t>(node.amount), unit)),
             Markup::text(desk.language().percent(node.amount / nodes.front().amount))});
    }
    return table;
}

PrintTable ageing(const PrintDesk& desk,
                  const std::vector<const Json*>& counted,
                  const std::string& unit) {
    struct Age {
        std::int64_t amount = 0;
        std::int64_t count = 0;
    };

    std::array<Age, kAges.size()> ages{};
    for (const Json* const one : counted) {
        const auto* const found = std::ranges::find(kAges, age_of(*one));
        if (found != kAges.end()) {
            Age& age = ages.at(static_cast<std::size_t>(found - kAges.begin()));
            age.amount += at(amounts_of(*one), kOpen);
            ++age.count;
        }
    }
    const std::int64_t most =
        std::max<std::int64_t>(std::ranges::max_element(ages, {}, &Age::amount)->amount, 1);
    PrintTable table{.caption = {},
                     .columns = {column(desk, "pledges.age"),
                                 column(desk, "pledges.outstanding"),
                                 amount_column(desk, unit),
                                 column(desk, "nav.pledges", true)},
                     .rows = {},
                     .totals = {}};
    Age total;
    for (std::size_t i = 0; i < kAges.size(); ++i) {
        const Age& age = ages.at(i);
        total.amount += age.amount;
        total.count += age.count;
        const bool is_late = kAges.at(i) == "to_90" || kAges.at(i) == "over_90";
        table.rows.push_back(
            {desk.say(fmt::format("age.{}", kAges.at(i))),
             age.amount > 0
                 ? share_bar(desk, share_of(age.amount, most), is_late ? "late" : "plain")
                 : Markup(),
             Markup::text(told(desk, age.amount, unit)),
             desk.number(age.count)});
    }
    table.totals = {desk.say("trial.total"),
                    Markup(),
                    Markup::text(told(desk, total.amount, unit)),
                    desk.number(total.count)};
    return table;
}

PrintTable pledge_rows(const PrintDesk& desk,
                       const std::vector<const Json*>& shown,
                       const std::string& unit) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "kind.pledge"),
                                 column(desk, "pledge.donor"),
                                 column(desk, "pledge.earmark"),
                                 column(desk, "pledge.level", true),
                                 column(desk, "pledge.where"),
                                 column(desk, "pledge.due")},
                     .rows = {},
                     .totals = {}};
    table.rows.reserve(shown.size());
    std::int64_t total = 0;
    for (const Json* const one : shown) {
        // What was passed on stands within the gift that it came out of: counted once.
        total += text_of(*one, "parent").empty() ? level_of(*one) : 0;
        Markup name = Markup::name(text_of(*one, "pledge"));
        if ((*one)["shared"].get<bool>()) {
            name += Markup::text(" ") + Markup::element("small", "", desk.say("pledge.shared"));
        }
        table.rows.push_back(
            {std::move(name),
             Markup::name(desk.party((*one)["donor"])),
             Markup::name(text_of(*one, "earmark")),
             Markup::text(desk.language().decimal(text_of(*one, "level"))),
             bar_of(desk, *one) + Markup::line_break() +
                 Markup::element("small", "", Markup::text(where(desk, *one, " \u00B7 "))),
             due_of(desk, *one)});
    }
    table.totals = {desk.say("trial.total"),
                    Markup(),
                    Markup(),
                    Markup::text(told(desk, total, unit)),
                    Markup(),
                    Markup()};
    return table;
}

void sort_pledges(const PrintDesk& desk, std::vector<const Json*>& list, const std::string& sort) {
    const auto late = [](const Json* one) {
        return (*one)["days_late"].is_number_integer() ? (*one)["days_late"].get<std::int64_t>()
                                                       : -1;
    };
    std::ranges::stable_sort(list, [&](const Json* a, const Json* b) {
        if (sort == "amount") {
            return level_of(*a) > level_of(*b);
        }
        if (sort == "donor") {
            return desk.party((*a)["donor"]) < desk.party((*b)["donor"]);
        }
        return late(a) != late(b) ? late(a) > late(b)
                                  : at(amounts_of(*a), kOpen) > at(amounts_of(*b), kOpen);
    });
}

/// The unit that a page shows where none was asked for.
std::string first_unit(const Json& pledges) {
    std::vector<std::string> units;
    for (const Json& one : pledges) {
        units.push_back(text_of(one, "unit"));
    }
    std::ranges::sort(units);
    return std::ranges::find(units, "USD") != units.end() ? "USD"
           : units.empty()                                ? ""
                                                          : units.front();
}

void show_classes(PrintDesk& desk, const std::vector<const Json*>& pledges) {
    desk.shows_ledger();
    for (const Json* const one : pledges) {
        for (const Json& agreement : (*one)["agreements"]) {
            desk.shows("instrument", agreement.get<std::string>());
        }
    }
}

Markup codes(const PrintDesk& desk, const Json& list, std::string_view group = {}) {
    Markup text;
    for (const Json& one : list) {
        text += (text.empty() ? Markup() : desk.say("list.comma")) +
                (group.empty() ? Markup::name(one.get<std::string>()) : desk.word(group, one));
    }
    return text;
}

PrintFacts facts_of(const PrintDesk& desk, const Json& one) {
    PrintFacts facts;
    add_fact(facts, desk.say("pledge.donor"), Markup::name(desk.party(one["donor"])));
    add_fact(facts,
             desk.say("pledge.level"),
             Markup::text(desk.language().decimal(text_of(one, "level")) + ' ') +
                 Markup::name(text_of(one, "unit")));
    add_fact(facts, desk.say("pledge.earmark"), Markup::name(text_of(one, "earmark")));
    if (!text_of(one, "due").empty()) {
        add_fact(facts, desk.say("pledge.due"), due_of(desk, one));
    }
    add_fact(facts, desk.say("nav.agreements"), codes(desk, one["agreements"]));
    add_fact(facts, desk.say("status.external"), codes(desk, one["external"], "type"));
    add_fact(facts, desk.say("pledge.parent"), Markup::name(text_of(one, "parent")));
    add_fact(facts, desk.say("pledge.passed"), codes(desk, one["passed_on_as"]));
    add_fact(facts, desk.say("pledge.worth"), Markup::name(text_of(one, "worth")));
    if (one["shared"].get<bool>()) {
        add_fact(facts, desk.say("pledge.shared"), desk.say("pledge.shared.why"));
    }
    return facts;
}

PrintTable history_of(const PrintDesk& desk, const Json& events) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "history.on"),
                                 column(desk, "history.what"),
                                 column(desk, "pledge.amount", true),
                                 column(desk, "pledge.to"),
                                 column(desk, "kind.instrument"),
                                 column(desk, "history.who"),
                                 column(desk, "history.reason")},
                     .rows = {},
                     .totals = {}};
    table.rows.reserve(events.size());
    for (const Json& event : events) {
        Markup what = desk.word("movement", event["kind"]);
        Markup reason = Markup::name(text_of(event, "reason"));
        if (!text_of(event, "reversed").empty()) {
            what = Markup::element("span", "gone", what);
            reason += Markup::line_break() +
                      report::told_markup(desk.language(), report::told_of(event["told"]));
        }
        table.rows.push_back({desk.day(event["date"]),
                              std::move(what),
                              Markup::text(desk.language().decimal(text_of(event, "amount"))),
                              Markup::name(desk.party(event["to"])),
                              Markup::name(text_of(event, "agreement")),
                              Markup::name(text_of(event, "who")),
                              std::move(reason)});
    }
    return table;
}

Markup pledge_answer(const PrintDesk& desk, const Json& one) {
    return desk.say(
        "pledge.summary",
        {{"amount", desk.language().decimal(text_of(one, "level")) + ' ' + text_of(one, "unit")},
         {"donor", desk.party(one["donor"])},
         {"where", where(desk, one, desk.language().plain("list.comma"))}});
}

void add_resource(const PrintDesk& desk, PrintDocument& page, const Json& one) {
    const std::string unit = text_of(one, "unit");
    const std::vector<StreamNode> nodes = stream_of(desk, amounts_of(one), unit);
    PrintSection picture;
    if (!nodes.empty()) {
        picture.blocks.emplace_back(
            PrintPicture{.summary = where(desk, one, ", "),
                         .svg = report::stream_svg(nodes, desk.language().is_right_to_left())});
        picture.blocks.emplace_back(stream_table(desk, nodes, unit));
    }
    const bool holds = one["holds"].get<bool>();
    picture.blocks.emplace_back(
        PrintNote{desk.say(holds ? "pledge.holds" : "pledge.holdsnot"), !holds});
    page.sections.push_back(std::move(picture));
    const Json& totals = one["totals"];
    page.sections.push_back(
        {.head = desk.say("record.facts"),
         .blocks = {facts_of(desk, one),
                    PrintNote{desk.say(
                        "pledge.totals",
                        {{"unit", unit},
                         {"direct", desk.language().decimal(text_of(totals, "direct"))},
                         {"passed", desk.language().decimal(text_of(totals, "passed_on"))},
                         {"shared", desk.language().decimal(text_of(totals, "shared"))}})}}});
    page.sections.push_back(
        {.head = desk.say("pledge.history"), .blocks = {history_of(desk, one["history"])}});
}

}  // namespace

Answer<PrintDocument> print_pledges(const Access& access,
                                    const PrintWish& wish,
                                    const PledgesAsked& asked) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto lines = list_pledges(access, {});
        if (!lines) {
            return tl::unexpected(lines.error());
        }
        const Json body = Json::parse(report::pledges_json(*lines));
        const std::string unit = asked.unit.empty() ? first_unit(body["pledges"]) : asked.unit;
        std::vector<const Json*> shown;
        std::vector<const Json*> counted;
        std::int64_t passed = 0;
        Amounts total;
        for (const Json& one : body["pledges"]) {
            if (text_of(one, "unit") != unit ||
                (!asked.donor.empty() && text_of(one, "donor") != asked.donor)) {
                continue;
            }
            if (!asked.open || !age_of(one).empty()) {
                shown.push_back(&one);
            }
            if (!text_of(one, "parent").empty()) {
                ++passed;
                continue;
            }
            counted.push_back(&one);
            for (const auto& [stage, amount] : amounts_of(one)) {
                total[stage] += amount;
            }
        }
        sort_pledges(desk, shown, asked.sort);
        show_classes(desk, shown);
        const std::vector<StreamNode> nodes = stream_of(desk, total, unit);
        PrintDocument page =
            desk.page(screen_of("/pledges",
                                {{"unit", asked.unit},
                                 {"donor", asked.donor},
                                 {"sort", asked.sort},
                                 {"open", asked.open ? "true" : ""}}),
                      {{desk.language().plain("pledge.unit"), unit},
                       {desk.language().plain("pledge.donor"), desk.party(asked.donor)},
                       {desk.language().plain("filter.head"),
                        asked.open ? desk.language().plain("pledges.open") : ""}});
        page.landscape = true;
        page.title = desk.language().plain("pledges.title");
        if (nodes.empty()) {
            page.answer = desk.say("pledges.none");
            return page;
        }
        const auto amount = static_cast<std::int64_t>(nodes.front().amount);
        const auto part = [&](std::int64_t of) {
            return desk.language().percent(share_of(of, amount));
        };
        page.answer = desk.say("pledges.summary",
                               {{"amount", told(desk, amount, unit) + ' ' + unit},
                                {"uncommitted", part(at(total, "uncommitted"))},
                                {"arrived", part(at(total, kArrived))},
                                {"n", static_cast<std::int64_t>(counted.size())}});
        PrintSection picture{
            .head = {},
            .blocks = {
                PrintPicture{.summary = desk.language().plain("pledges.title"),
                             .svg = report::stream_svg(nodes, desk.language().is_right_to_left())},
                stream_table(desk, nodes, unit)}};
        if (passed > 0) {
            picture.blocks.emplace_back(PrintNote{desk.say("pledges.passed", {{"n", passed}})});
        }
        page.sections.push_back(std::move(picture));
        page.sections.push_back(
            {.head = desk.say("pledges.ageing"), .blocks = {ageing(desk, counted, unit)}});
        page.sections.push_back(
            {.head = desk.say("pledges.list"), .blocks = {pledge_rows(desk, shown, unit)}});
        return page;
    });
}

Answer<PrintDocument> print_pledge(const Access& access,
                                   const PrintWish& wish,
                                   const std::string& pledge) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto resources = show_pledge(access, pledge);
        if (!resources) {
            return tl::unexpected(resources.error());
        }
        const Json body = Json::parse(report::pledge_json(*resources));
        std::vector<const Json*> all;
        for (const Json& one : body["resources"]) {
            all.push_back(&one);
        }
        show_classes(desk, all);
        PrintDocument page = desk.page("/pledges/" + address_of(pledge), {});
        page.title = desk.language().plain("pledge.title");
        page.about = pledge;
        if (!all.empty()) {
            page.answer = pledge_answer(desk, *all.front());
        }
        for (const Json* const one : all) {
            add_resource(desk, page, *one);
        }
        return page;
    });
}

Answer<PrintDocument> print_donor(const Access& access,
                                  const PrintWish& wish,
                                  const std::string& donor) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto lines = list_pledges(access, {.donor = donor, .unit = {}, .open = false});
        if (!lines) {
            return tl::unexpected(lines.error());
        }
        const Json body = Json::parse(report::pledges_json(*lines));
        std::map<std::string, std::vector<const Json*>> by_unit;
        std::vector<const Json*> all;
        std::int64_t late = 0;
        for (const Json& one : body["pledges"]) {
            by_unit[text_of(one, "unit")].push_back(&one);
            all.push_back(&one);
            late += one["days_late"].is_number_integer() && one["days_late"].get<std::int64_t>() > 0
                        ? 1
                        : 0;
        }
        show_classes(desk, all);
        PrintDocument page = desk.page("/donor/" + address_of(donor), {});
        page.landscape = true;
        page.title = desk.language().plain("donor.title");
        page.about = desk.party(donor);
        if (all.empty()) {
            page.answer = desk.say("donor.none");
            return page;
        }
        page.answer = desk.say("donor.summary",
                               {{"donor", desk.party(donor)},
                                {"n", static_cast<std::int64_t>(all.size())},
                                {"late", late}});
        for (const auto& [unit, pledges] : by_unit) {
            page.sections.push_back(
                {.head = Markup::name(unit), .blocks = {pledge_rows(desk, pledges, unit)}});
        }
        return page;
    });
}

}  // namespace imdad::app
