#include "app/agreement_status.hpp"
#include "app/approvals.hpp"
#include "app/books_json.hpp"
#include "app/calendar.hpp"
#include "app/party_brief.hpp"
#include "app/print_reasons.hpp"
#include "app/print_views.hpp"
#include "app/register_json.hpp"

#include <algorithm>
#include <array>

/// Status of an agreement, brief on a party, what is due today.

namespace imdad::app {

namespace {

using report::Markup;
using report::PrintDocument;
using report::PrintItem;
using report::PrintList;
using report::PrintNote;
using report::PrintSection;
using report::PrintTable;
using Json = PrintJson;

Markup dot() {
    return Markup::text(" \u00B7 ");
}

Markup quiet(const Markup& inner) {
    return Markup::line_break() + Markup::element("small", "", inner);
}

// -- status of an agreement

Markup figure(const PrintDesk& desk, const Json& value) {
    return value.is_null() ? desk.say("tree.nofigure") : desk.number(value);
}

constexpr double kPermille = 1000.0;

PrintTable indicators(const PrintDesk& desk, const Json& agreements, std::size_t& with_figure) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "kind.activity"),
                                 column(desk, "status.indicator"),
                                 {},
                                 column(desk, "grid.share", true),
                                 column(desk, "status.baseline", true),
                                 column(desk, "status.actual", true),
                                 column(desk, "status.target", true),
                                 column(desk, "status.unit")},
                     .rows = {},
                     .totals = {}};
    table.columns[2] = {desk.say("picture.label"), false};
    for (const Json& agreement : agreements) {
        for (const Json& plan : agreement["plans"]) {
            for (const Json& activity : plan["activities"]) {
                bool is_told = false;
                for (const Json& one : activity["indicators"]) {
                    is_told = is_told || !one["actual"].is_null();
                    const bool known = one["permille"].is_number();
                    const double share = known ? one["permille"].get<double>() / kPermille : 0;
                    table.rows.push_back({Markup::name(text_of(activity, "title")),
                                          Markup::name(text_of(one, "title")),
                                          known ? share_bar(desk, share) : Markup(),
                                          known ? Markup::text(desk.language().percent(share))
                                                : desk.say("tree.nofigure"),
                                          figure(desk, one["baseline"]),
                                          figure(desk, one["actual"]),
                                          figure(desk, one["target"]),
                                          Markup::name(text_of(one, "unit"))});
                }
                with_figure += is_told ? 1U : 0U;
            }
        }
    }
    return table;
}

PrintItem overdue_point(const PrintDesk& desk, const Json& one, const char* days) {
    return {
        Markup::name(text_of(one, "title")) +
            quiet(desk.say("today.late",
                           {{"n", one[days].get<std::int64_t>()},
                            {"due", desk.language().day(text_of(one, "due"))}}) +
                  dot() + Markup::name(text_of(one, "assignee")) +
                  (one["slips"].get<std::int64_t>() > 0
                       ? dot() + desk.say("today.slips", {{"n", one["slips"].get<std::int64_t>()}})
                       : Markup())),
        {}};
}

PrintList overdue_points(const PrintDesk& desk, const Json& points, const char* days) {
    PrintList list;
    list.items.reserve(points.size());
    for (const Json& one : points) {
        list.items.push_back(overdue_point(desk, one, days));
    }
    return list;
}

PrintSection agreement_section(PrintDesk& desk, const Json& one) {
    desk.shows("instrument", text_of(one, "id"));
    const std::string title = text_of(one, "title");
    Markup about = desk.state(one["state"]) + dot() + desk.word("type", one["type"]);
    if (const std::string reference = text_of(one, "reference"); !reference.empty()) {
        about += dot() + Markup::name(reference);
    }
    if (one["external"].get<bool>()) {
        about += dot() + desk.say("status.external");
    }
    PrintSection section{.head = Markup::name(title.empty() ? text_of(one, "id") : title),
                         .blocks = {PrintNote{about}}};
    PrintList plans;
    for (const Json& plan : one["plans"]) {
        desk.shows("action_plan", text_of(plan, "id"));
        PrintItem item{Markup::element("strong", "", Markup::name(text_of(plan, "title"))) +
                           Markup::text(" ") + desk.state(plan["state"]),
                       {}};
        for (const Json& activity : plan["activities"]) {
            desk.shows("activity", text_of(activity, "id"));
            item.below.push_back({Markup::name(text_of(activity, "title")) + Markup::text(" ") +
                                      desk.state(activity["state"]) +
                                      quiet(desk.word("type", activity["type"]) + dot() +
                                            Markup::name(desk.party(activity["lead"]))),
                                  {}});
        }
        plans.items.push_back(std::move(item));
    }
    section.blocks.emplace_back(std::move(plans));
    if (!one["committed"].empty()) {
        PrintTable table{.caption = desk.say("status.committed"),
                         .columns = {column(desk, "kind.pledge"),
                                     column(desk, "pledge.donor"),
                                     column(desk, "pledge.amount", true),
                                     column(desk, "history.on"),
                                     column(desk, "pledge.to")},
                         .rows = {},
                         .totals = {}};
        for (const Json& line : one["committed"]) {
            desk.shows_ledger();
            table.rows.push_back({Markup::name(text_of(line, "pledge")),
                                  Markup::name(desk.party(line["donor"])),
                                  desk.amount(line["amount"]),
                                  desk.day(line["on"]),
                                  Markup::name(desk.party(line["to"]))});
        }
        section.blocks.emplace_back(std::move(table));
    }
    return section;
}

// -- brief on a party

constexpr auto kStrengths =
    std::to_array<const char*>({"discussed", "explored", "stressed", "agreed", "signed"});

PrintTable strengths(const PrintDesk& desk, const Json& outcomes) {
    const auto count = [&](std::string_view strength) {
        return std::ranges::count_if(outcomes,
                                     [&](const Json& one) { return one["strength"] == strength; });
    };
    std::int64_t most = 1;
    for (const char* const strength : kStrengths) {
        most = std::max<std::int64_t>(most, count(strength));
    }
    PrintTable table{.caption = {},
                     .columns = {column(desk, "brief.strength"),
                                 column(desk, "picture.label"),
                                 column(desk, "today.count", true)},
                     .rows = {},
                     .totals = {}};
    for (const char* const strength : kStrengths) {
        const std::int64_t number = count(strength);
        table.rows.push_back(
            {desk.word("strength", strength),
             number > 0 ? share_bar(desk, static_cast<double>(number) / static_cast<double>(most))
                        : Markup(),
             desk.number(number)});
    }
    return table;
}

PrintSection outcomes(const PrintDesk& desk, const Json& lines) {
    PrintList list;
    for (const Json& one : lines) {
        const std::string language = text_of(one, "language");
        Markup text = Markup::element("strong", "", desk.word("strength", one["strength"])) +
                      Markup::text(" ") + Markup::name(text_of(one, "summary"), language);
        if (const std::string quotation = text_of(one, "quotation"); !quotation.empty()) {
            text += Markup::element("blockquote", "", Markup::name(quotation, language));
        }
        text += quiet(desk.day(one["date"]) + dot() + Markup::name(text_of(one, "meeting")) +
                      dot() + desk.say("brief.source") + Markup::text(" ") +
                      Markup::name(text_of(one, "source")));
        list.items.push_back({std::move(text), {}});
    }
    return {.head = desk.say("brief.outcomes"), .blocks = {std::move(list)}};
}

PrintSection brief_agreements(const PrintDesk& desk, const Json& lines) {
    PrintList list;
    for (const Json& one : lines) {
        const std::string reference = text_of(one, "reference");
        Markup text = Markup::name(reference.empty() ? text_of(one, "id") : reference) +
                      Markup::text(" ") + desk.state(one["state"]) + dot() +
                      desk.word("type", one["type"]);
        if (const std::string reported = text_of(one, "reported"); !reported.empty()) {
            text += quiet(desk.say("brief.reported",
                                   {{"strength", desk.language().word("strength", reported)}}));
        }
        list.items.push_back({std::move(text), {}});
    }
    return {.head = desk.say("nav.agreements"), .blocks = {std::move(list)}};
}

PrintSection brief_activities(const PrintDesk& desk, const Json& lines) {
    PrintList list;
    for (const Json& one : lines) {
        list.items.push_back(
            {Markup::name(text_of(one, "title")) + Markup::text(" ") + desk.state(one["state"]) +
                 quiet(report::told_markup(desk.language(), report::told_of(one["told"]))),
             {}});
    }
    return {.head = desk.say("brief.activities"), .blocks = {std::move(list)}};
}

PrintSection gifts(const PrintDesk& desk, const Json& lines) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "kind.pledge"),
                                 column(desk, "pledge.level", true),
                                 column(desk, "pledge.unit"),
                                 column(desk, "status.external")},
                     .rows = {},
                     .totals = {}};
    for (const Json& one : lines) {
        Markup external;
        for (const Json& type : one["external"]) {
            external +=
                (external.empty() ? Markup() : desk.say("list.comma")) + desk.word("type", type);
        }
        table.rows.push_back({Markup::name(text_of(one, "pledge")),
                              Markup::text(desk.language().decimal(text_of(one, "level"))),
                              Markup::name(text_of(one, "unit")),
                              std::move(external)});
    }
    return {.head = desk.say("brief.gifts"), .blocks = {std::move(table)}};
}

PrintSection holdings(const PrintDesk& desk, const Json& lines) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "pledge.stage"), column(desk, "pledge.amount", true)},
                     .rows = {},
                     .totals = {}};
    for (const Json& one : lines) {
        table.rows.push_back({desk.word("stage", one["stage"]), desk.amount(one["amount"])});
    }
    return {.head = desk.say("brief.holdings"), .blocks = {std::move(table)}};
}

PrintSection asks(const PrintDesk& desk, const Json& lines) {
    PrintList list{.items = {}, .numbered = true};
    for (const report::Told& one : report::told_of(lines)) {
        list.items.push_back({report::told_markup(desk.language(), {one}), {}});
    }
    return {.head = desk.say("brief.next"), .blocks = {std::move(list)}};
}

// -- today

PrintItem due_step(PrintDesk& desk, const Json& one) {
    desk.shows(text_of(one, "kind"), text_of(one, "id"));
    PrintItem item{desk.word("kind", one["kind"]) + Markup::text(" ") + desk.titled(one) +
                       Markup::text(" ") + desk.say("today.to") + Markup::text(" ") +
                       desk.state(one["to"]),
                   {}};
    item.below = what_lacks(desk, one);
    return item;
}

PrintItem ending(PrintDesk& desk, const Json& one) {
    desk.shows("instrument", text_of(one, "id"));
    const std::string successor = text_of(one, "successor");
    return {
        desk.titled(one) +
            quiet(desk.say("today.ends",
                           {{"n", one["days_left"].get<std::int64_t>()},
                            {"day", desk.language().day(text_of(one, "last_day"))}}) +
                  dot() +
                  (successor.empty() ? desk.say("today.nosuccessor") : Markup::name(successor))),
        {}};
}

PrintItem proposal(PrintDesk& desk, const Json& one) {
    desk.shows_ledger();
    Markup text = desk.word("task", one["task"]) + Markup::text(" ") + desk.state(one["outcome"]);
    if (!one["events"].empty()) {
        const Json& first = one["events"].front();
        text += quiet(Markup::name(text_of(first, "who")) + dot() + desk.day(first["recorded"]) +
                      dot() + Markup::name(text_of(first, "reason")));
    }
    return {std::move(text), {}};
}

/// A part of the worklist, by its name in the catalogue.
struct Part {
    std::string name;
    PrintList list;
};

/// What other people have to do stands in the last part, whatever it is.
std::vector<Part> parts_of(PrintDesk& desk, const Json& due, const Json& proposals) {
    constexpr std::size_t kOthers = 6;
    std::vector<Part> parts;
    for (const char* const name :
         {"overdue", "proposals", "blocked", "ready", "suggested", "ending", "others"}) {
        parts.push_back({name, {}});
    }
    const auto add = [&](std::size_t part, const Json& one, PrintItem item) {
        const std::size_t of = one["yours"].get<bool>() ? part : kOthers;
        parts.at(of).list.items.push_back(std::move(item));
    };
    for (const Json& one : due["overdue"]) {
        desk.shows("action_point", text_of(one, "id"));
        add(0, one, overdue_point(desk, one, "days_over"));
    }
    for (const Json& one : proposals) {
        add(1, one, proposal(desk, one));
    }
    for (const Json& one : due["steps"]) {
        if (one["lacks"].empty()) {
            // Happens by itself, whoever asks.
            parts[3].list.items.push_back(due_step(desk, one));
        } else {
            add(2, one, due_step(desk, one));
        }
    }
    for (const Json& one : due["suggested"]) {
        add(4, one, due_step(desk, one));
    }
    for (const Json& one : due["ending"]) {
        add(5, one, ending(desk, one));
    }
    return parts;
}

PrintTable part_counts(const PrintDesk& desk, const std::vector<Part>& parts) {
    std::size_t most = 1;
    for (const Part& part : parts) {
        most = part.name == "others" ? most : std::max(most, part.list.items.size());
    }
    PrintTable table{.caption = {},
                     .columns = {column(desk, "today.what"),
                                 column(desk, "picture.label"),
                                 column(desk, "today.count", true)},
                     .rows = {},
                     .totals = {}};
    for (const Part& part : parts) {
        if (part.name == "others") {
            continue;
        }
        const std::size_t count = part.list.items.size();
        table.rows.push_back(
            {desk.say("today." + part.name),
             count > 0 ? share_bar(desk,
                                   static_cast<double>(count) / static_cast<double>(most),
                                   part.name == "overdue" ? "late" : "plain")
                       : Markup(),
             desk.number(static_cast<std::int64_t>(count))});
    }
    return table;
}

}  // namespace

Answer<PrintDocument> print_status(const Access& access,
                                   const PrintWish& wish,
                                   const std::string& id) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto view = status(access, id);
        if (!view) {
            return tl::unexpected(view.error());
        }
        const Json body = Json::parse(report::status_json(*view));
        std::size_t with_figure = 0;
        PrintTable table = indicators(desk, body["agreements"], with_figure);
        std::vector<PrintSection> sections;
        std::size_t activities = 0;
        for (const Json& agreement : body["agreements"]) {
            for (const Json& plan : agreement["plans"]) {
                activities += plan["activities"].size();
            }
        }
        if (!table.rows.empty()) {
            sections.push_back({.head = {}, .blocks = {std::move(table)}});
        }
        if (!body["overdue"].empty()) {
            for (const Json& one : body["overdue"]) {
                desk.shows("action_point", text_of(one, "id"));
            }
            sections.push_back({.head = desk.say("today.overdue"),
                                .blocks = {overdue_points(desk, body["overdue"], "days_overdue")}});
        }
        for (const Json& agreement : body["agreements"]) {
            sections.push_back(agreement_section(desk, agreement));
        }
        if (!body["ledger"].get<bool>()) {
            sections.push_back({.head = {}, .blocks = {PrintNote{desk.say("trace.noledger")}}});
        }
        PrintDocument page = desk.page("/agreements/" + address_of(id) + "/status", {});
        page.landscape = true;
        page.title = desk.language().plain("status.title");
        page.about = id;
        page.answer = desk.say("status.summary",
                               {{"n", static_cast<std::int64_t>(activities)},
                                {"figures", static_cast<std::int64_t>(with_figure)},
                                {"overdue", static_cast<std::int64_t>(body["overdue"].size())}});
        page.sections = std::move(sections);
        return page;
    });
}

Answer<PrintDocument> print_brief(const Access& access,
                                  const PrintWish& wish,
                                  const std::string& party) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto view = brief(access, party);
        if (!view) {
            return tl::unexpected(view.error());
        }
        const Json body = Json::parse(report::brief_json(*view));
        desk.shows_class(text_of(body, "classification"));
        const auto count = [&](const char* list) {
            return static_cast<std::int64_t>(body[list].size());
        };
        PrintDocument page = desk.page("/parties/" + address_of(party) + "/brief", {});
        page.title = desk.language().plain("brief.title", {{"name", desk.party(party)}});
        page.answer = desk.say("brief.summary",
                               {{"n", count("outcomes")},
                                {"agreements", count("agreements")},
                                {"activities", count("activities")},
                                {"overdue", count("overdue")}});
        const auto add = [&](const char* list, auto make) {
            if (!body[list].empty()) {
                page.sections.push_back(make(desk, body[list]));
            }
        };
        add("next_told", asks);
        page.sections.push_back({.head = {}, .blocks = {strengths(desk, body["outcomes"])}});
        add("outcomes", outcomes);
        add("agreements", brief_agreements);
        add("activities", brief_activities);
        if (!body["overdue"].empty()) {
            PrintList list;
            for (const Json& one : body["overdue"]) {
                list.items.push_back(
                    {report::told_markup(desk.language(), report::told_of(one["told"])) +
                         quiet(desk.say("today.late",
                                        {{"n", one["days"].get<std::int64_t>()},
                                         {"due", desk.language().day(text_of(one, "due"))}})),
                     {}});
            }
            page.sections.push_back(
                {.head = desk.say("today.overdue"), .blocks = {std::move(list)}});
        }
        add("gifts", gifts);
        add("holdings", holdings);
        if (!body["ledger"].get<bool>()) {
            page.sections.push_back(
                {.head = {}, .blocks = {PrintNote{desk.say("trace.noledger")}}});
        }
        return page;
    });
}

Answer<PrintDocument> print_today(const Access& access, const PrintWish& wish) {
    return printed(access, wish, [&](PrintDesk& desk) -> Answer<PrintDocument> {
        const auto due = list_due(access);
        if (!due) {
            return tl::unexpected(due.error());
        }
        // Who may not read proposals has none to decide on.
        const auto proposals = list_proposals(access, "open");
        if (!proposals && proposals.error().code != "role_missing") {
            return tl::unexpected(proposals.error());
        }
        const Json waiting = proposals ? proposals_json(*proposals)["proposals"] : Json::array();
        const std::vector<Part> parts = parts_of(desk, due_json(*due), waiting);
        std::int64_t total = 0;
        for (const Part& part : parts) {
            // What happens by itself waits for nobody.
            const bool waits = part.name != "ready" && part.name != "others";
            total += waits ? static_cast<std::int64_t>(part.list.items.size()) : 0;
        }
        PrintDocument page = desk.page("/", {});
        page.title = desk.language().plain("today.title");
        page.answer =
            total == 0
                ? desk.say("today.none")
                : desk.say("today.summary",
                           {{"n", total},
                            {"overdue", static_cast<std::int64_t>(parts[0].list.items.size())},
                            {"waiting", static_cast<std::int64_t>(parts[1].list.items.size())}});
        page.sections.push_back({.head = {}, .blocks = {part_counts(desk, parts)}});
        for (const Part& part : parts) {
            if (!part.list.items.empty()) {
                page.sections.push_back(
                    {.head = desk.say("today." + part.name),
                     .blocks = {PrintNote{desk.say("today." + part.name + ".why")}, part.list}});
            }
        }
        return page;
    });
}

}  // namespace imdad::app
