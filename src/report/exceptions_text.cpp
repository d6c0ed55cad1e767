#include "report/catalogue.hpp"
#include "report/columns_table.hpp"
#include "report/exceptions_view.hpp"

#include <nlohmann/json.hpp>

namespace imdad::report {

namespace {

std::string heading(const char* name) {
    return say_named("column.", name);
}

std::string why(const ExceptionLine& line) {
    std::string text;
    for (const std::string& part : {line.reversed, line.detail, line.reason}) {
        if (!part.empty()) {
            text += (text.empty() ? "" : "; ") + part;
        }
    }
    return text.empty() ? say("exception.no_reason") : text;
}

}  // namespace

std::string exceptions_table(const std::vector<ExceptionLine>& lines) {
    if (lines.empty()) {
        return say("exception.none") + '\n';
    }
    std::vector<std::vector<std::string>> rows;
    rows.reserve(lines.size());
    for (const ExceptionLine& line : lines) {
        rows.push_back({line.date,
                        say_named("exception.", line.what),
                        line.amount,
                        line.holder,
                        line.lot,
                        line.pledge,
                        line.activity,
                        line.agreement,
                        line.approver.empty() ? line.who : line.who + " + " + line.approver,
                        why(line)});
    }
    return columns_table({{heading("on"), false},
                          {heading("exception"), false},
                          {heading("amount"), true},
                          {heading("holder"), false},
                          {heading("lot"), false},
                          {heading("pledge"), false},
                          {heading("activity"), false},
                          {heading("instrument"), false},
                          {heading("who"), false},
                          {heading("why"), false}},
                         rows) +
           say_count("exception.count", static_cast<std::int64_t>(lines.size())) + '\n';
}

std::string exceptions_json(const std::vector<ExceptionLine>& lines) {
    using Json = nlohmann::ordered_json;
    Json document;
    document["exceptions"] = Json::array();
    for (const ExceptionLine& line : lines) {
        document["exceptions"].push_back({{"what", line.what},
                                          {"date", line.date},
                                          {"recorded", line.recorded_utc},
                                          {"who", line.who},
                                          {"approver", line.approver},
                                          {"amount", line.amount},
                                          {"holder", line.holder},
                                          {"lot", line.lot},
                                          {"pledge", line.pledge},
                                          {"activity", line.activity},
                                          {"agreement", line.agreement},
                                          {"detail", line.detail},
                                          {"reason", line.reason},
                                          {"reversed", line.reversed},
                                          {"told", told_json(line.told)},
                                          {"kind", line.kind},
                                          {"id", line.id},
                                          {"entry", line.entry}});
    }
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace imdad::report
