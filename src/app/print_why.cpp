#include "app/print_plan_words.hpp"
#include "app/print_plans.hpp"
#include "report/explain_words.hpp"

#include <algorithm>

/// Why people are short, on paper.

namespace imdad::app {

namespace {

using namespace plan_words;
using report::Markup;
using report::PrintDocument;
using report::PrintItem;
using report::PrintList;
using report::PrintNote;
using report::PrintTable;
using Json = PrintJson;

/// In the language of the page; without its parts, as plans of before have it, in English.
Markup sentence(const PrintDesk& desk,
                const Json& of,
                const char* parts,
                const char* text,
                const char* end = "") {
    if (const auto said = report::explanation_words(desk.language(), member(of, parts))) {
        return *said + Markup::text(end);
    }
    return Markup::name(text_of(of, text) + end, "en");
}

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
                Markup::element("small", "", sentence(desk, cause, "sentence", "text"));
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
        Markup what = sentence(desk, help, "what_sentence", "what");
        if (!text_of(help, "remark").empty()) {
            what += Markup::line_break() +
                    Markup::element(
                        "small", "", sentence(desk, help, "remark_sentence", "remark", "."));
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

}  // namespace imdad::app
