#include "app/print_plan_words.hpp"
#include "app/print_plans.hpp"

#include <algorithm>
#include <cmath>

/// Plans and simple rules beside each other, on paper.

namespace imdad::app {

namespace {

using namespace plan_words;
using report::Markup;
using report::PrintDocument;
using report::PrintNote;
using report::PrintSection;
using report::PrintTable;
using Json = PrintJson;

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
