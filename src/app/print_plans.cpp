#include "app/print_plans.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

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

constexpr const char* kNothing = "–";

/// A member that may not be there, as null.
const Json& member(const Json& document, const char* name) {
    static const Json kNull;
    if (!document.is_object()) {
        return kNull;
    }
    const auto found = document.find(name);
    return found == document.end() ? kNull : *found;
}

/// The result of a plan, of its first stage while the better one is sought; null: none yet.
const Json& summary_of(const Json& plan) {
    const Json& summary = member(plan, "summary");
    return summary.is_null() ? member(plan, "first") : summary;
}

double double_of(const Json& value) {
    return value.is_number() ? value.get<double>() : 0.0;
}

std::int64_t whole_of(const Json& value) {
    return value.is_number() ? static_cast<std::int64_t>(std::llround(value.get<double>())) : 0;
}

std::string whole_text(const PrintDesk& desk, const Json& value) {
    return desk.language().number(whole_of(value));
}

Markup whole_mark(const PrintDesk& desk, const Json& value) {
    return Markup::text(whole_text(desk, value));
}

std::string share_text(const PrintDesk& desk, std::int64_t part, std::int64_t whole) {
    return whole > 0
               ? desk.language().percent(static_cast<double>(part) / static_cast<double>(whole))
               : kNothing;
}

/// Values and prices span many sizes: three figures that count.
std::string figure(const PrintDesk& desk, const Json& value) {
    if (!value.is_number()) {
        return kNothing;
    }
    const double number = value.get<double>();
    const double size = std::abs(number);
    if (size > 0 && size < 1) {
        const int places = 2 - static_cast<int>(std::floor(std::log10(size)));
        return desk.language().number(number, std::min(places, 9));
    }
    return desk.language().number(number, size < 100 ? 2 : 0);
}

/// `14,000`, or `14,000 to 16,284` where programmes overlap.
std::string people(const PrintDesk& desk, const Json& range) {
    const std::int64_t least = whole_of(member(range, "at_least"));
    const std::int64_t most = whole_of(member(range, "at_most"));
    return least == most ? desk.language().number(least)
                         : desk.language().plain("plan.range",
                                                 {{"from", desk.language().number(least)},
                                                  {"to", desk.language().number(most)}});
}

std::string worst(const PrintDesk& desk, const Json& achieved) {
    const Json& area = member(achieved, "worst_area");
    return area.is_null() ? kNothing : desk.language().percent(double_of(member(area, "coverage")));
}

Markup named(const ProgrammeNames& names, const std::string& id) {
    const auto found = names.find(id);
    return Markup::name(found == names.end() || found->second.empty() ? id : found->second);
}

std::string policy(const PrintDesk& desk, const std::string& code) {
    return code.empty() ? desk.language().plain("policy.own")
                        : desk.language().word("policy", code);
}

std::string plan_address(const Json& plan, const char* rest = "") {
    return fmt::format("/plans/{}{}", address_of(text_of(plan, "id")), rest);
}

/// The bound on one aim; null: none.
const Json& bound_of(const Json& summary, std::string_view aim) {
    static const Json kNull;
    for (const Json& one : member(summary, "bounds")) {
        if (one["aim"] == aim && !one["bound"].is_null()) {
            return one;
        }
    }
    return kNull;
}

/// The figures of a plan, each with what no plan can exceed.
report::PrintFacts headline(const PrintDesk& desk, const Json& summary) {
    report::PrintFacts facts;
    add_fact(
        facts,
        desk.say("head.people"),
        Markup::element(
            "strong", "", Markup::name(people(desk, member(summary, "people_served_planned")))) +
            Markup::text(" ") + Markup::element("small", "", desk.say("head.people.why")));
    Markup area = Markup::element("strong", "", Markup::name(worst(desk, summary)));
    if (const Json& worst_area = member(summary, "worst_area"); !worst_area.is_null()) {
        area += Markup::text(" ") + Markup::name(text_of(worst_area, "name"));
    }
    if (const Json& bound = bound_of(summary, "worst_off"); !bound.is_null()) {
        area += Markup::text(" \u00B7 ") +
                desk.say("head.worst.bound",
                         {{"bound", desk.language().percent(double_of(bound["bound"]))}});
    }
    if (const std::int64_t n = whole_of(member(summary, "unreachable_areas")); n > 0) {
        area += Markup::text(" \u00B7 ") + desk.say("head.unreachable", {{"n", n}});
    }
    add_fact(facts, desk.say("head.worst"), std::move(area));
    Markup value =
        Markup::element("strong", "", Markup::name(figure(desk, member(summary, "value")))) +
        Markup::text(" ");
    if (const Json& bound = bound_of(summary, "value"); !bound.is_null()) {
        const double reached = std::min(1.0, 1.0 - double_of(bound["gap"]));
        value += desk.say(
            "head.value.bound",
            {{"bound", figure(desk, bound["bound"])}, {"share", desk.language().percent(reached)}});
    } else {
        value += desk.say("head.nobound");
    }
    add_fact(facts, desk.say("head.value"), std::move(value));
    return facts;
}

PrintTable programmes(const PrintDesk& desk, const PlanPaper& paper, const Json& summary) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "grid.programme"),
                                 column(desk, "grid.target", true),
                                 column(desk, "grid.served", true),
                                 column(desk, "head.mean", true),
                                 column(desk, "head.p10", true),
                                 column(desk, "head.minimum", true)},
                     .rows = {},
                     .totals = {}};
    for (const Json& one : member(summary, "programmes")) {
        const Json& coverage = one["coverage"];
        const auto share = [&](const char* name) {
            return Markup::text(desk.language().percent(double_of(member(coverage, name))));
        };
        table.rows.push_back({named(paper.programmes, text_of(one, "id")),
                              whole_mark(desk, one["target"]),
                              whole_mark(desk, one["served"]),
                              share("mean"),
                              share("p10"),
                              share("minimum")});
    }
    return table;
}

/// Nobody, below a quarter, a half, three quarters, below all, all, more than that week's need.
int grade_of(double share) {
    return share <= 0      ? 0
           : share < 0.25  ? 1
           : share < 0.5   ? 2
           : share < 0.75  ? 3
           : share < 0.995 ? 4
           : share < 1.005 ? 5
                           : 6;
}

/// `24/7`, day and month of a Monday, as narrow as a column of weeks.
Markup week_head(const std::string& week) {
    return week.size() < 10
               ? Markup::name(week)
               : Markup::name(fmt::format(
                     "{}/{}", std::stoi(week.substr(8, 2)), std::stoi(week.substr(5, 2))));
}

PrintTable grid(const PrintDesk& desk, const Json& coverage, bool sums) {
    PrintTable table{.caption = desk.say("grid.label"),
                     .columns = {column(desk, "grid.area"),
                                 column(desk, "grid.target", true),
                                 column(desk, "grid.served", true),
                                 column(desk, "grid.all", true)},
                     .rows = {},
                     .totals = {},
                     .dense = true};
    std::vector<std::int64_t> targets;
    std::vector<std::int64_t> serveds;
    for (const Json& week : coverage["weeks"]) {
        table.columns.push_back({week_head(week.get<std::string>()), false});
    }
    const std::size_t weeks = coverage["weeks"].size();
    targets.resize(weeks);
    serveds.resize(weeks);
    std::int64_t target = 0;
    std::int64_t served = 0;
    const auto cells = [&](const auto& in_need, const auto& got, std::vector<Markup>& row) {
        std::int64_t needed = 0;
        std::int64_t given = 0;
        for (std::size_t at = 0; at < weeks; ++at) {
            needed = in_need(at) + (sums ? needed : 0);
            given = got(at) + (sums ? given : 0);
            if (needed == 0 && given == 0) {
                row.push_back(Markup::text("\u00B7"));
                continue;
            }
            constexpr double kBeyond = 9.99;  // people who waited, in a week without new need
            constexpr double kPercent = 100;
            const double share =
                needed == 0 ? kBeyond : static_cast<double>(given) / static_cast<double>(needed);
            row.push_back(
                Markup::element("span",
                                fmt::format("c{}", grade_of(share)),
                                Markup::text(desk.language().number(share * kPercent, 0))));
        }
    };
    for (const Json& area : coverage["areas"]) {
        std::vector<Markup> row{
            Markup::name(text_of(area, "name")) + Markup::text(" ") +
                Markup::element("small", "", Markup::name(text_of(area, "pcode"))),
            whole_mark(desk, area["target"]),
            whole_mark(desk, area["served"]),
            Markup::text(share_text(desk, whole_of(area["served"]), whole_of(area["target"])))};
        cells([&](std::size_t at) { return area["targets"][at].get<std::int64_t>(); },
              [&](std::size_t at) { return area["serveds"][at].get<std::int64_t>(); },
              row);
        for (std::size_t at = 0; at < weeks; ++at) {
            targets[at] += area["targets"][at].get<std::int64_t>();
            serveds[at] += area["serveds"][at].get<std::int64_t>();
        }
        target += whole_of(area["target"]);
        served += whole_of(area["served"]);
        table.rows.push_back(std::move(row));
    }
    table.totals = {desk.say("trial.total"),
                    desk.number(target),
                    desk.number(served),
                    Markup::text(share_text(desk, served, target))};
    cells([&](std::size_t at) { return targets[at]; },
          [&](std::size_t at) { return serveds[at]; },
          table.totals);
    return table;
}

Markup grid_answer(const PrintDesk& desk, const Json& coverage) {
    std::int64_t in_need = 0;
    std::int64_t below = 0;
    const Json* lowest = nullptr;
    for (const Json& area : coverage["areas"]) {
        const std::int64_t target = whole_of(area["target"]);
        if (target == 0) {
            continue;
        }
        lowest = lowest == nullptr ? &area : lowest;
        ++in_need;
        below += 2 * whole_of(area["served"]) < target ? 1 : 0;
    }
    if (lowest == nullptr) {
        return desk.say("grid.nobody");
    }
    return desk.say(
        "grid.summary",
        {{"areas", desk.language().number(in_need)},
         {"weeks", desk.language().number(static_cast<std::int64_t>(coverage["weeks"].size()))},
         {"below", desk.language().number(below)},
         {"worst", text_of(*lowest, "name")},
         {"share",
          share_text(desk, whole_of((*lowest)["served"]), whole_of((*lowest)["target"]))}});
}

PrintSection shipments(const PrintDesk& desk, const std::vector<ShipmentWeek>& weeks) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "grid.week"),
                                 column(desk, "print.shipments.n", true),
                                 column(desk, "print.shipments.packs", true),
                                 column(desk, "print.shipments.lanes", true)},
                     .rows = {},
                     .totals = {}};
    std::int64_t count = 0;
    std::int64_t packs = 0;
    for (const ShipmentWeek& week : weeks) {
        table.rows.push_back({Markup::text(desk.language().day(week.week)),
                              desk.number(week.shipments),
                              desk.number(week.packs),
                              desk.number(week.lanes)});
        count += week.shipments;
        packs += week.packs;
    }
    table.totals = {desk.say("trial.total"), desk.number(count), desk.number(packs), Markup()};
    return {.head = desk.say("print.shipments"), .blocks = {std::move(table)}};
}

Markup plan_answer(const PrintDesk& desk, const Json& summary) {
    return desk.say("plan.line",
                    {{"people", people(desk, member(summary, "people_served_planned"))},
                     {"worst", worst(desk, summary)},
                     {"value", figure(desk, member(summary, "value"))}});
}

PrintSection about_plan(const PrintDesk& desk, const Json& plan) {
    report::PrintFacts facts;
    add_fact(facts, desk.say("plan.scenario"), Markup::name(text_of(plan, "scenario")));
    const std::string own = text_of(plan, "policy");
    add_fact(facts,
             desk.say("plan.policy"),
             Markup::text(policy(desk, own.empty() ? text_of(summary_of(plan), "policy") : own)));
    add_fact(facts, desk.say("plan.state"), desk.state(plan["state"]));
    add_fact(facts, desk.say("plan.by"), Markup::name(text_of(plan, "by")));
    return {.head = {}, .blocks = {std::move(facts)}};
}

}  // namespace

Answer<PrintDocument> print_plan(const Access& access,
                                 const PrintWish& wish,
                                 const PlanPaper& paper) {
    Answer<PrintDesk> desk = PrintDesk::open(access, wish);
    if (!desk) {
        return tl::unexpected(desk.error());
    }
    desk->shows_ledger();
    const Json& summary = summary_of(paper.plan);
    const report::ReaderLanguage& language = desk->language();
    const auto programme = paper.programmes.find(paper.programme);
    PrintDocument page = desk->page(
        screen_of(plan_address(paper.plan),
                  {{"programme", paper.programme}, {"as", paper.sums ? "sum" : ""}}),
        {{language.plain("grid.programme"),
          programme == paper.programmes.end() ? paper.programme : programme->second},
         {language.plain("grid.as"), language.plain(paper.sums ? "grid.as.sum" : "grid.as.week")}});
    page.landscape = true;
    page.title = language.plain("board.title");
    page.about = text_of(paper.plan, "scenario");
    page.sections.push_back(about_plan(*desk, paper.plan));
    if (summary.is_null()) {
        page.answer = desk->say("board.noresult");
        return page;
    }
    page.answer = plan_answer(*desk, summary);
    page.sections.push_back(
        {.head = {}, .blocks = {headline(*desk, summary), programmes(*desk, paper, summary)}});
    if (!paper.weeks.empty()) {
        page.sections.push_back(shipments(*desk, paper.weeks));
    }
    if (paper.coverage.is_object()) {
        PrintSection section{.head = desk->say("board.file.coverage"),
                             .blocks = {PrintNote{grid_answer(*desk, paper.coverage)},
                                        grid(*desk, paper.coverage, paper.sums)}};
        if (paper.programme.empty() && paper.coverage["programmes"].size() > 1) {
            section.blocks.emplace_back(PrintNote{desk->say("grid.added")});
        }
        page.sections.push_back(std::move(section));
    }
    return page;
}

namespace {

PrintTable causes(const PrintDesk& desk, const Json& explanation) {
    std::vector<Json> kinds(explanation["kinds"].begin(), explanation["kinds"].end());
    std::ranges::stable_sort(kinds, [](const Json& a, const Json& b) {
        return double_of(a["persons"]) > double_of(b["persons"]);
    });
    const double most = kinds.empty() ? 1 : std::max(double_of(kinds.front()["persons"]), 1e-9);
    const double short_of = double_of(explanation["short"]);
    PrintTable table{.caption = {},
                     .columns = {column(desk, "why.cause"),
                                 column(desk, "picture.label"),
                                 column(desk, "why.persons", true),
                                 column(desk, "pledge.share", true),
                                 column(desk, "why.groups", true)},
                     .rows = {},
                     .totals = {}};
    double persons = 0;
    for (const Json& one : kinds) {
        persons += double_of(one["persons"]);
        table.rows.push_back({desk.word("cause", one["kind"]),
                              share_bar(desk, double_of(one["persons"]) / most),
                              whole_mark(desk, one["persons"]),
                              Markup::text(desk.language().percent(
                                  short_of > 0 ? double_of(one["persons"]) / short_of : 0)),
                              whole_mark(desk, one["groups"])});
    }
    table.totals = {
        desk.say("trial.total"), Markup(), whole_mark(desk, persons), Markup(), Markup()};
    return table;
}

PrintItem group_of(const PrintDesk& desk, const WhyPaper& paper, const Json& group) {
    const std::string pcode = text_of(group, "area");
    const auto name = paper.areas.find(pcode);
    PrintItem item{
        Markup::element(
            "strong", "", Markup::name(name == paper.areas.end() ? pcode : name->second)) +
            Markup::text(" ") + named(paper.programmes, text_of(group, "programme")) +
            Markup::text(" ") +
            desk.say("why.short",
                     {{"short", whole_text(desk, group["short"])},
                      {"target", whole_text(desk, group["target"])}}),
        {}};
    std::vector<Json> list(group["causes"].begin(), group["causes"].end());
    std::ranges::stable_sort(list, [](const Json& a, const Json& b) {
        return double_of(a["persons"]) > double_of(b["persons"]);
    });
    for (const Json& cause : list) {
        Markup text = whole_mark(desk, cause["persons"]) + Markup::text(" \u00B7 ") +
                      desk.word("cause", cause["kind"]);
        if (!cause["or_else"].empty()) {
            std::string others;
            for (const Json& one : cause["or_else"]) {
                others += (others.empty() ? "" : desk.language().plain("list.comma")) +
                          desk.language().word("cause", one.get<std::string>());
            }
            text += Markup::text(" ") + desk.say("why.orelse", {{"causes", others}});
        }
        text += Markup::line_break() +
                Markup::element("small", "", Markup::name(text_of(cause, "text"), "en"));
        item.below.push_back({std::move(text), {}});
    }
    return item;
}

PrintTable helps(const PrintDesk& desk, const Json& list) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "why.what"),
                                 column(desk, "why.price", true),
                                 column(desk, "why.found", true),
                                 column(desk, "why.weeks")},
                     .rows = {},
                     .totals = {}};
    for (const Json& help : list) {
        Markup what = Markup::name(text_of(help, "what"), "en");
        if (const std::string remark = text_of(help, "remark"); !remark.empty()) {
            what += Markup::line_break() +
                    Markup::element("small", "", Markup::name(remark + ".", "en"));
        }
        Markup weeks;
        if (const Json& all = member(help, "weeks"); all.is_array() && !all.empty()) {
            weeks = desk.say(all.size() > 1 ? "why.from" : "why.in",
                             {{"week", desk.language().day(all.front().get<std::string>())},
                              {"n", static_cast<std::int64_t>(all.size())}});
        }
        table.rows.push_back({std::move(what),
                              Markup::text(figure(desk, member(help, "price"))),
                              member(help, "found").is_null()
                                  ? desk.say("why.unconfirmed")
                                  : Markup::text(figure(desk, member(help, "found"))),
                              std::move(weeks)});
    }
    return table;
}

}  // namespace

Answer<PrintDocument> print_why(const Access& access,
                                const PrintWish& wish,
                                const WhyPaper& paper) {
    Answer<PrintDesk> desk = PrintDesk::open(access, wish);
    if (!desk) {
        return tl::unexpected(desk.error());
    }
    desk->shows_ledger();
    const report::ReaderLanguage& language = desk->language();
    const Json& body = paper.explanation;
    const auto area = paper.areas.find(paper.area);
    const auto programme = paper.programmes.find(paper.programme);
    PrintDocument page = desk->page(
        screen_of(plan_address(paper.plan, "/why"),
                  {{"area", paper.area}, {"programme", paper.programme}}),
        {{language.plain("grid.area"), area == paper.areas.end() ? paper.area : area->second},
         {language.plain("grid.programme"),
          programme == paper.programmes.end() ? paper.programme : programme->second}});
    page.landscape = true;
    page.title = language.plain("why.title");
    page.about = text_of(paper.plan, "scenario");
    const Json* heaviest = nullptr;
    for (const Json& one : body["kinds"]) {
        if (heaviest == nullptr || double_of(one["persons"]) > double_of((*heaviest)["persons"])) {
            heaviest = &one;
        }
    }
    if (heaviest == nullptr) {
        page.answer = desk->say(body["areas"].empty() ? "why.nobody" : "why.notshort");
    } else {
        page.answer = desk->say("why.summary",
                                {{"short", whole_text(*desk, body["short"])},
                                 {"cause", language.word("cause", text_of(*heaviest, "kind"))},
                                 {"persons", whole_text(*desk, (*heaviest)["persons"])}});
        page.sections.push_back({.head = {}, .blocks = {causes(*desk, body)}});
    }
    if (!body["helps"].empty()) {
        page.sections.push_back(
            {.head = desk->say("why.helps"),
             .blocks = {PrintNote{desk->say("why.helps.why",
                                            {{"value", figure(*desk, body["plan_value"])}})},
                        helps(*desk, body["helps"])}});
    }
    if (!body["groups"].empty()) {
        PrintList groups;
        for (const Json& group : body["groups"]) {
            groups.items.push_back(group_of(*desk, paper, group));
        }
        page.sections.push_back({.head = desk->say("why.each"), .blocks = {std::move(groups)}});
    }
    return page;
}

namespace {

/// One plan or simple rule beside the others.
struct Line {
    std::string name;
    std::string policy;
    std::string value;
    const Json* achieved = nullptr;
    bool is_plan = false;
};

std::vector<Line> lines_of(const PrintDesk& desk, const ComparePaper& paper) {
    const report::ReaderLanguage& language = desk.language();
    std::vector<Line> lines;
    const auto add = [&](const Json& plan, const char* name) {
        const Json& summary = summary_of(plan);
        if (!summary.is_null()) {
            lines.push_back({language.plain(name),
                             policy(desk, text_of(summary, "policy")),
                             figure(desk, member(summary, "value")),
                             &summary,
                             true});
        }
    };
    add(paper.plan, "compare.this");
    add(paper.other, "compare.other");
    for (const Json& one : member(summary_of(paper.plan), "baselines")) {
        lines.push_back({language.word("baseline", text_of(one, "name")),
                         language.plain("compare.rule"),
                         kNothing,
                         &one,
                         false});
    }
    return lines;
}

PrintTable side_by_side(const PrintDesk& desk, const std::vector<Line>& lines) {
    PrintTable table{.caption = {},
                     .columns = {column(desk, "compare.plan"),
                                 column(desk, "plan.policy"),
                                 column(desk, "head.people", true),
                                 column(desk, "picture.label"),
                                 column(desk, "head.worst"),
                                 column(desk, "head.value", true)},
                     .rows = {},
                     .totals = {}};
    const auto coverage = [](const Line& line) {
        return double_of(member(member(*line.achieved, "worst_area"), "coverage"));
    };
    double most = 1e-9;
    for (const Line& line : lines) {
        most = std::max(most, coverage(line));
    }
    for (const Line& line : lines) {
        table.rows.push_back(
            {Markup::text(line.name),
             Markup::text(line.policy),
             Markup::name(people(desk, member(*line.achieved, "people_served_planned"))),
             share_bar(desk, coverage(line) / most, line.is_plan ? "plain" : "source"),
             Markup::name(worst(desk, *line.achieved)) + Markup::text(" ") +
                 Markup::name(text_of(member(*line.achieved, "worst_area"), "name")),
             Markup::text(line.value)});
    }
    return table;
}

PrintTable by_programme(const PrintDesk& desk,
                        const ComparePaper& paper,
                        const std::vector<Line>& lines) {
    PrintTable table{.caption = desk.say("compare.programmes"),
                     .columns = {column(desk, "grid.programme")},
                     .rows = {},
                     .totals = {}};
    for (const Line& line : lines) {
        table.columns.push_back({Markup::text(line.name), true});
    }
    for (const Json& programme : member(*lines.front().achieved, "programmes")) {
        std::vector<Markup> row{named(paper.programmes, text_of(programme, "id"))};
        for (const Line& line : lines) {
            std::string share = kNothing;
            for (const Json& one : member(*line.achieved, "programmes")) {
                if (one["id"] == programme["id"]) {
                    share = share_text(desk, whole_of(one["served"]), whole_of(one["target"]));
                }
            }
            row.push_back(Markup::text(share));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Who gains and who loses; the bars say how much beside the one with most change.
PrintSection changes(const PrintDesk& desk, const Json& areas) {
    const auto gain = [](const Json& one) {
        return whole_of(one["served"]) - whole_of(one["served_with"]);
    };
    std::int64_t gainers = 0;
    std::int64_t gained = 0;
    std::int64_t losers = 0;
    std::int64_t lost = 0;
    std::int64_t most = 1;
    for (const Json& one : areas) {
        const std::int64_t change = gain(one);
        gainers += change > 0 ? 1 : 0;
        gained += std::max<std::int64_t>(change, 0);
        losers += change < 0 ? 1 : 0;
        lost -= std::min<std::int64_t>(change, 0);
        most = std::max(most, std::abs(change));
    }
    PrintTable table{.caption = {},
                     .columns = {column(desk, "grid.area"),
                                 column(desk, "grid.target", true),
                                 column(desk, "compare.other", true),
                                 column(desk, "compare.this", true),
                                 column(desk, "compare.change", true),
                                 column(desk, "compare.loses"),
                                 column(desk, "compare.gains"),
                                 column(desk, "compare.share", true)},
                     .rows = {},
                     .totals = {}};
    const report::ReaderLanguage& language = desk.language();
    for (const Json& one : areas) {
        const std::int64_t change = gain(one);
        const double size = static_cast<double>(std::abs(change)) / static_cast<double>(most);
        const std::int64_t target = whole_of(one["target"]);
        table.rows.push_back(
            {Markup::name(text_of(one, "name")) + Markup::text(" ") +
                 Markup::element("small", "", Markup::name(text_of(one, "pcode"))),
             whole_mark(desk, one["target"]),
             whole_mark(desk, one["served_with"]),
             whole_mark(desk, one["served"]),
             Markup::name((change > 0 ? "+" : "\u2212") + language.number(std::abs(change))),
             change < 0 ? share_bar(desk, size, "late") : Markup(),
             change > 0 ? share_bar(desk, size) : Markup(),
             desk.say("compare.from",
                      {{"before", share_text(desk, whole_of(one["served_with"]), target)},
                       {"after", share_text(desk, whole_of(one["served"]), target)}})});
    }
    PrintSection section{
        .head = desk.say("compare.who"),
        .blocks = {PrintNote{areas.empty() ? desk.say("compare.same")
                                           : desk.say("compare.summary",
                                                      {{"gainers", language.number(gainers)},
                                                       {"gained", language.number(gained)},
                                                       {"losers", language.number(losers)},
                                                       {"lost", language.number(lost)}})}}};
    if (!areas.empty()) {
        section.blocks.emplace_back(std::move(table));
    }
    return section;
}

}  // namespace

Answer<PrintDocument> print_compare(const Access& access,
                                    const PrintWish& wish,
                                    const ComparePaper& paper) {
    Answer<PrintDesk> desk = PrintDesk::open(access, wish);
    if (!desk) {
        return tl::unexpected(desk.error());
    }
    desk->shows_ledger();
    const report::ReaderLanguage& language = desk->language();
    const std::string other = text_of(paper.other, "id");
    const auto programme = paper.programmes.find(paper.programme);
    PrintDocument page =
        desk->page(screen_of(plan_address(paper.plan, "/compare"),
                             {{"with", other}, {"programme", paper.programme}}),
                   {{language.plain("grid.programme"),
                     programme == paper.programmes.end() ? paper.programme : programme->second}});
    page.landscape = true;
    page.title = language.plain("compare.title");
    page.about = text_of(paper.plan, "scenario");
    const std::vector<Line> lines = lines_of(*desk, paper);
    if (lines.empty()) {
        page.answer = desk->say("board.noresult");
        return page;
    }
    if (lines.size() > 1 && lines[1].is_plan) {
        page.answer = desk->say(
            "compare.answer",
            {{"mine", worst(*desk, *lines[0].achieved)},
             {"theirs", worst(*desk, *lines[1].achieved)},
             {"people", people(*desk, member(*lines[0].achieved, "people_served_planned"))},
             {"others", people(*desk, member(*lines[1].achieved, "people_served_planned"))}});
    }
    page.sections.push_back(
        {.head = desk->say(other.empty() ? "compare.baselines" : "compare.figures"),
         .blocks = {
             side_by_side(*desk, lines),
             PrintNote{desk->say("compare.note",
                                 {{"rules",
                                   language.number(static_cast<std::int64_t>(
                                       member(summary_of(paper.plan), "baselines").size()))}})},
             by_programme(*desk, paper, lines)}});
    if (paper.comparison.is_object()) {
        if (text_of(paper.plan, "scenario") != text_of(paper.other, "scenario")) {
            page.sections.push_back(
                {.head = {},
                 .blocks = {PrintNote{desk->say("compare.scenarios",
                                                {{"mine", text_of(paper.plan, "scenario")},
                                                 {"theirs", text_of(paper.other, "scenario")}})}}});
        }
        page.sections.push_back(changes(*desk, paper.comparison["areas"]));
    }
    return page;
}

}  // namespace imdad::app
