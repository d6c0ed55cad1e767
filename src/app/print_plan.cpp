#include "app/print_plan_words.hpp"
#include "app/print_plans.hpp"

#include <algorithm>

#include <fmt/format.h>

/// A plan on paper: its figures with their bounds, areas by week, what leaves when.

namespace imdad::app {

namespace {

using namespace plan_words;
using report::Markup;
using report::PrintDocument;
using report::PrintNote;
using report::PrintSection;
using report::PrintTable;
using Json = PrintJson;

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
    const bool several = member(summary, "programmes").size() > 1;
    const Markup why = desk.say(several ? "head.worst.why" : "head.worst.why.one");
    if (const Json& bound = bound_of(summary, "worst_off"); !bound.is_null()) {
        area += Markup::text(" \u00B7 ") +
                desk.say("head.worst.bound",
                         {{"bound", desk.language().percent(double_of(bound["bound"]))}});
    }
    if (const std::int64_t n = whole_of(member(summary, "unreachable_areas")); n > 0) {
        area += Markup::text(" \u00B7 ") + desk.say("head.unreachable", {{"n", n}});
    }
    area += Markup::text(" ") + Markup::element("small", "", why);
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
        if (paper.coverage["programmes"].size() > 1) {
            section.blocks.emplace_back(PrintNote{
                desk->say(paper.programme.empty() ? "grid.measure" : "grid.measure.one")});
        }
        page.sections.push_back(std::move(section));
    }
    return page;
}

}  // namespace imdad::app
