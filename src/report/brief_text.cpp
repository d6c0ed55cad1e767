#include "report/brief_view.hpp"
#include "report/catalogue.hpp"

#include <nlohmann/json.hpp>

namespace imdad::report {

namespace {

using Json = nlohmann::ordered_json;

std::string together(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const std::string& part : parts) {
        if (!part.empty()) {
            text += (text.empty() ? "" : std::string(between)) + part;
        }
    }
    return text;
}

void add_line(std::string& text, const std::string& line) {
    if (!line.empty()) {
        text += "  " + plain(line) + '\n';
    }
}

void add_heading(std::string& text, const std::string& heading, bool nothing) {
    text += '\n' + heading + '\n';
    if (nothing) {
        add_line(text, say("brief.nothing"));
    }
}

void add_agreed(std::string& text, const BriefView& view) {
    add_heading(text, say("brief.agreed"), view.outcomes.empty() && view.agreements.empty());
    for (const BriefOutcome& one : view.outcomes) {
        add_line(text,
                 say("brief.outcome",
                     fmt::arg("strength", one.strength),
                     fmt::arg("summary", one.summary),
                     fmt::arg("meeting", together({one.date, one.meeting}, ", "))));
        if (!one.quotation.empty()) {
            add_line(text,
                     "  " + say("brief.quotation",
                                fmt::arg("quotation", one.quotation),
                                fmt::arg("source", one.source)));
        }
    }
    for (const BriefAgreement& one : view.agreements) {
        add_line(text,
                 say("brief.agreement",
                     fmt::arg("state", one.state),
                     fmt::arg("about",
                              together({one.type,
                                        one.reference,
                                        one.title,
                                        one.period,
                                        one.external ? say("brief.external") : ""},
                                       ", "))));
    }
}

void add_done(std::string& text, const BriefView& view) {
    add_heading(text,
                say("brief.done"),
                view.activities.empty() && view.gifts.empty() && view.holdings.empty());
    for (const BriefActivity& one : view.activities) {
        add_line(text, together({one.state + ": " + one.title, one.lead, one.result}, "; "));
    }
    for (const PledgeLine& one : view.gifts) {
        std::string stages;
        for (const StageAmount& stage : one.stages) {
            stages +=
                (stages.empty() ? "" : ", ") + say_named("stage.", stage.stage) + ' ' + stage.text;
        }
        add_line(text,
                 say("brief.gift",
                     fmt::arg("pledge", one.pledge),
                     fmt::arg("level", one.level + ' ' + one.unit),
                     fmt::arg("stages", stages)));
    }
    for (const BriefHolding& one : view.holdings) {
        add_line(text,
                 say("brief.holding",
                     fmt::arg("stage", say_named("stage.", one.stage)),
                     fmt::arg("amount", one.amount)));
    }
}

}  // namespace

std::string brief_text(const BriefView& view) {
    std::string text = say("brief.title", fmt::arg("party", plain(view.name_en))) + '\n';
    add_line(text, together({view.name_fr, view.name_ar}, "  "));
    add_line(
        text,
        together(
            {say_named("party_type.", view.type),
             view.roles,
             view.held_by.empty() ? "" : say("brief.held_by", fmt::arg("party", view.held_by))},
            "; "));
    for (const std::string& mandate : view.mandates) {
        add_line(text, mandate);
    }
    add_line(text,
             say("brief.stamp",
                 fmt::arg("class", say_named("class.", view.classification)),
                 fmt::arg("day", view.today)));
    add_agreed(text, view);
    add_done(text, view);
    add_heading(text, say("brief.overdue"), view.overdue.empty());
    for (const BriefOverdue& one : view.overdue) {
        add_line(text,
                 say("brief.overdue_since",
                     fmt::arg("what", one.what),
                     fmt::arg("due", one.due),
                     fmt::arg("days", grouped(one.days))));
    }
    add_heading(text, say("brief.next"), false);
    if (view.asks.empty()) {
        add_line(text, say("brief.nothing_to_ask"));
    }
    for (const std::string& ask : view.asks) {
        add_line(text, ask);
    }
    return view.ledger_hidden ? text + '\n' + say("trace.ledger_hidden") + '\n' : text;
}

std::string brief_json(const BriefView& view) {
    Json document = {{"party", view.id},
                     {"type", view.type},
                     {"names", {{"en", view.name_en}, {"fr", view.name_fr}, {"ar", view.name_ar}}},
                     {"classification", view.classification},
                     {"today", view.today},
                     {"ledger", !view.ledger_hidden},
                     {"outcomes", Json::array()},
                     {"agreements", Json::array()},
                     {"activities", Json::array()},
                     {"gifts", Json::array()},
                     {"holdings", Json::array()},
                     {"overdue", Json::array()},
                     {"next", view.asks},
                     {"next_told", told_json(view.asks_told)}};
    for (const BriefOutcome& one : view.outcomes) {
        document["outcomes"].push_back({{"strength", one.strength},
                                        {"summary", one.summary},
                                        {"quotation", one.quotation},
                                        {"language", one.language},
                                        {"source", one.source},
                                        {"date", one.date},
                                        {"meeting", one.meeting}});
    }
    for (const BriefAgreement& one : view.agreements) {
        document["agreements"].push_back({{"id", one.id},
                                          {"state", one.state},
                                          {"type", one.type},
                                          {"reference", one.reference},
                                          {"reported", one.reported},
                                          {"external", one.external}});
    }
    for (const BriefActivity& one : view.activities) {
        document["activities"].push_back({{"id", one.id},
                                          {"state", one.state},
                                          {"title", one.title},
                                          {"result", one.result},
                                          {"told", told_json(one.told)}});
    }
    for (const PledgeLine& one : view.gifts) {
        document["gifts"].push_back({{"pledge", one.pledge},
                                     {"unit", one.unit},
                                     {"level", one.level},
                                     {"external", one.external}});
    }
    for (const BriefHolding& one : view.holdings) {
        document["holdings"].push_back({{"stage", one.stage}, {"amount", one.amount}});
    }
    for (const BriefOverdue& one : view.overdue) {
        document["overdue"].push_back({{"what", one.what},
                                       {"told", told_json(one.told)},
                                       {"due", one.due},
                                       {"days", one.days}});
    }
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace imdad::report
