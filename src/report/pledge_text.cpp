#include "report/catalogue.hpp"
#include "report/columns_table.hpp"
#include "report/pledge_view.hpp"
#include "report/told.hpp"
#include "report/trace_text.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace imdad::report {

namespace {

using Json = nlohmann::ordered_json;

std::string heading(const char* name) {
    return say_named("column.", name);
}

std::string listed(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : ", ") + part;
    }
    return text;
}

std::string remark(const PledgeLine& line) {
    std::vector<std::string> parts;
    parts.reserve(line.external.size());
    for (const std::string& type : line.external) {
        parts.push_back(say("pledge.external", fmt::arg("type", say_named("type.", type))));
    }
    if (!line.parent.empty()) {
        parts.push_back(say("trace.passes_on", fmt::arg("parent", line.parent)));
    }
    if (line.shared) {
        parts.push_back(say("trace.shared"));
    }
    return listed(parts);
}

Json line_json(const PledgeLine& line) {
    Json stages = Json::object();
    for (const StageAmount& one : line.stages) {
        stages[one.stage] = one.amount;
    }
    return {{"pledge", line.pledge},
            {"unit", line.unit},
            {"donor", line.donor},
            {"earmark", line.earmark},
            {"level", line.level},
            {"stages", stages},
            {"due", line.due},
            {"days_late", line.days_late ? Json(*line.days_late) : Json(nullptr)},
            {"agreements", line.agreements},
            {"external", line.external},
            {"parent", line.parent},
            {"shared", line.shared}};
}

std::string events_table(const std::vector<PledgeEvent>& events) {
    std::vector<std::vector<std::string>> rows;
    rows.reserve(events.size());
    for (const PledgeEvent& event : events) {
        rows.push_back(
            {event.date,
             say_named("chain.", event.kind),
             event.amount,
             event.level,
             event.to,
             event.agreement,
             event.activity,
             event.who,
             event.document.empty() ? "" : event.document.substr(0, 12),
             event.reversed.empty() ? event.reason : event.reversed + "; " + event.reason});
    }
    return columns_table({{heading("on"), false},
                          {heading("link"), false},
                          {heading("amount"), true},
                          {heading("level"), true},
                          {heading("to"), false},
                          {heading("instrument"), false},
                          {heading("activity"), false},
                          {heading("who"), false},
                          {heading("document"), false},
                          {heading("why"), false}},
                         rows);
}

std::string resource_table(const PledgeView& view) {
    const PledgeLine& line = view.line;
    std::string text = say("pledge.head",
                           fmt::arg("pledge", line.pledge),
                           fmt::arg("level", line.level + ' ' + line.unit),
                           fmt::arg("donor", line.donor)) +
                       '\n';
    for (const std::string& note :
         {remark(line),
          line.earmark.empty() ? std::string()
                               : say("pledge.earmark", fmt::arg("earmark", line.earmark)),
          line.due.empty() ? std::string() : say("pledge.due", fmt::arg("day", line.due)),
          line.days_late ? say_count("pledge.late", *line.days_late) : std::string(),
          view.worth.empty() ? std::string() : say("pledge.worth", fmt::arg("worth", view.worth)),
          view.passed_on_as.empty()
              ? std::string()
              : say("pledge.passed_on_as", fmt::arg("pledges", listed(view.passed_on_as)))}) {
        text += note.empty() ? "" : "  " + note + '\n';
    }
    return text + '\n' + events_table(view.history) + '\n' + conservation_text(view.conservation) +
           '\n' +
           say("pledge.totals",
               fmt::arg("unit", line.unit),
               fmt::arg("direct", view.direct),
               fmt::arg("passed_on", view.passed_on),
               fmt::arg("shared", view.shared)) +
           '\n';
}

std::string dumped(const Json& document) {
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string PledgeLine::at(std::string_view stage) const {
    const auto found = std::ranges::find(stages, stage, &StageAmount::stage);
    return found == stages.end() ? "" : found->text;
}

std::string pledges_table(const std::vector<PledgeLine>& lines) {
    if (lines.empty()) {
        return say("books.none") + '\n';
    }
    std::vector<std::vector<std::string>> rows;
    rows.reserve(lines.size());
    for (const PledgeLine& line : lines) {
        rows.push_back({line.pledge,
                        line.donor,
                        line.unit,
                        line.level,
                        line.at("uncommitted"),
                        line.at("committed"),
                        line.at("in_transit"),
                        line.at("on_hand"),
                        line.at("quarantined"),
                        line.at("delivered"),
                        line.at("lost"),
                        line.at("returned"),
                        line.at("cancelled"),
                        line.due,
                        line.days_late ? fmt::format("{}", *line.days_late) : "",
                        listed(line.agreements),
                        remark(line)});
    }
    const auto number = [](const char* stage) {
        return TableColumn{say_named("column.", stage), true};
    };
    return columns_table({{heading("pledge"), false},
                          {heading("donor"), false},
                          {heading("unit"), false},
                          {heading("level"), true},
                          number("uncommitted"),
                          number("committed"),
                          number("in_transit"),
                          number("on_hand"),
                          number("quarantined"),
                          number("delivered"),
                          number("lost"),
                          number("returned"),
                          number("cancelled"),
                          {heading("due"), false},
                          {heading("days_late"), true},
                          {heading("instrument"), false},
                          {heading("remark"), false}},
                         rows);
}

std::string pledges_json(const std::vector<PledgeLine>& lines) {
    Json document;
    document["pledges"] = Json::array();
    for (const PledgeLine& line : lines) {
        document["pledges"].push_back(line_json(line));
    }
    return dumped(document);
}

std::string pledge_table(const std::vector<PledgeView>& resources) {
    std::string text;
    for (const PledgeView& view : resources) {
        text += (text.empty() ? "" : "\n") + resource_table(view);
    }
    return text;
}

std::string pledge_json(const std::vector<PledgeView>& resources) {
    Json document;
    document["resources"] = Json::array();
    for (const PledgeView& view : resources) {
        Json resource = line_json(view.line);
        resource["history"] = Json::array();
        for (const PledgeEvent& event : view.history) {
            resource["history"].push_back({{"date", event.date},
                                           {"kind", event.kind},
                                           {"amount", event.amount},
                                           {"level", event.level},
                                           {"to", event.to},
                                           {"agreement", event.agreement},
                                           {"activity", event.activity},
                                           {"who", event.who},
                                           {"reason", event.reason},
                                           {"document", event.document},
                                           {"reversed", event.reversed},
                                           {"told", told_json(event.told)},
                                           {"id", event.id}});
        }
        resource["passed_on_as"] = view.passed_on_as;
        resource["worth"] = view.worth;
        resource["holds"] = view.conservation.holds;
        resource["totals"] = {
            {"direct", view.direct}, {"passed_on", view.passed_on}, {"shared", view.shared}};
        document["resources"].push_back(std::move(resource));
    }
    return dumped(document);
}

}  // namespace imdad::report
