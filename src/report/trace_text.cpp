#include "report/trace_text.hpp"

#include "report/catalogue.hpp"
#include "report/columns_table.hpp"

#include <array>
#include <string_view>

#include <nlohmann/json.hpp>

namespace imdad::report {

namespace {

using Json = nlohmann::ordered_json;

std::string sum_text(const std::vector<StageAmount>& amounts) {
    std::string text;
    for (const StageAmount& one : amounts) {
        text += text.empty() ? "" : " + ";
        text += say_named("stage.", one.stage) + ' ' + one.text;
    }
    return text.empty() ? "0" : text;
}

/// What it follows from besides the row that it stands under.
std::string further_sources(const TraceRow& row) {
    if (row.from.size() < 2) {
        return {};
    }
    std::string rows;
    for (std::size_t i = 1; i < row.from.size(); ++i) {
        rows += fmt::format("{}{}", i == 1 ? "" : ", ", row.from[i] + 1);
    }
    const std::size_t hidden = row.from_count - row.from.size();
    return hidden == 0
               ? say("trace.also_from", fmt::arg("rows", rows))
               : say("trace.also_from_more", fmt::arg("rows", rows), fmt::arg("more", hidden));
}

std::string remark(const TraceRow& row) {
    std::string text;
    for (const std::string& part : {row.reversed, row.what, further_sources(row)}) {
        if (!part.empty()) {
            text += (text.empty() ? "" : "; ") + part;
        }
    }
    return text;
}

std::string heading(const char* name) {
    return say_named("column.", name);
}

Json stages_json(const std::vector<StageAmount>& amounts) {
    Json stages = Json::object();
    for (const StageAmount& one : amounts) {
        stages[one.stage] = one.amount;
    }
    return stages;
}

Json row_json(const TraceRow& row, std::size_t number) {
    Json from = Json::array();
    for (const std::size_t upper : row.from) {
        from.push_back(upper + 1);
    }
    Json postings = Json::array();
    for (const TracePosting& posting : row.postings) {
        postings.push_back({{"account", posting.account}, {"amount", posting.amount}});
    }
    return {{"row", number},
            {"depth", row.depth},
            {"kind", row.kind},
            {"id", row.id},
            {"what", row.what},
            {"told", told_json(row.told)},
            {"date", row.date},
            {"amount", row.unit.empty() ? Json(nullptr) : Json(row.quantity)},
            {"unit", row.unit},
            {"text", row.amount},
            {"holder", row.holder},
            {"to", row.to},
            {"who", row.who},
            {"grade", word_of(row.grade)},
            {"proof", row.proof},
            {"reversed", row.reversed},
            {"asked", row.asked},
            {"from", from},
            {"from_count", row.from_count},
            {"postings", postings}};
}

}  // namespace

std::string word_of(Grade grade) {
    constexpr auto kWords =
        std::to_array<std::string_view>({"booked", "document", "counter_signed"});
    return std::string(kWords.at(static_cast<std::size_t>(grade)));
}

std::string conservation_text(const ConservationLine& line) {
    return say(line.holds ? Message("trace.conserved") : Message("trace.not_conserved"),
               fmt::arg("pledge", line.pledge.empty() ? say("trace.no_pledge") : line.pledge),
               fmt::arg("unit", line.unit),
               fmt::arg("came", sum_text(line.came)),
               fmt::arg("went", sum_text(line.went)));
}

std::string grades_text(const TraceView& view) {
    std::array<std::size_t, 3> counts{};
    for (const TraceRow& row : view.rows) {
        ++counts.at(static_cast<std::size_t>(row.grade));
    }
    return say("trace.grades",
               fmt::arg("booked", counts[0]),
               fmt::arg("document", counts[1]),
               fmt::arg("counter_signed", counts[2]));
}

std::string trace_table(const TraceView& view) {
    std::vector<std::vector<std::string>> rows;
    rows.reserve(view.rows.size());
    for (const TraceRow& row : view.rows) {
        rows.push_back({fmt::format("{}", rows.size() + 1),
                        row.asked ? ">" : "",
                        std::string(2 * row.depth, ' ') + say_named("chain.", row.kind),
                        row.label.empty() ? row.id : row.label,
                        row.date,
                        row.amount,
                        row.to.empty() ? row.holder : row.holder + " > " + row.to,
                        say_named("grade.", word_of(row.grade)),
                        remark(row)});
    }
    std::string text = columns_table({{heading("row"), true},
                                      {"", false},
                                      {heading("link"), false},
                                      {heading("id"), false},
                                      {heading("on"), false},
                                      {heading("amount"), true},
                                      {heading("holder"), false},
                                      {heading("grade"), false},
                                      {heading("what"), false}},
                                     rows);
    text += '\n' + grades_text(view) + '\n';
    for (const ConservationLine& line : view.conservation) {
        text += conservation_text(line) + '\n';
    }
    if (view.ledger_hidden) {
        text += say("trace.ledger_hidden") + '\n';
    }
    return text;
}

std::string trace_json(const TraceView& view) {
    Json document;
    document["kind"] = view.asked_kind;
    document["id"] = view.asked_id;
    document["ledger"] = !view.ledger_hidden;
    document["rows"] = Json::array();
    for (const TraceRow& row : view.rows) {
        document["rows"].push_back(row_json(row, document["rows"].size() + 1));
    }
    document["conservation"] = Json::array();
    for (const ConservationLine& line : view.conservation) {
        document["conservation"].push_back({{"pledge", line.pledge},
                                            {"unit", line.unit},
                                            {"came", stages_json(line.came)},
                                            {"went", stages_json(line.went)},
                                            {"holds", line.holds}});
    }
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace imdad::report
