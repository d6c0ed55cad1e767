#include "cli/register_text.hpp"

#include "app/register_json.hpp"
#include "cli/books_options.hpp"
#include "report/catalogue.hpp"
#include "report/numbers.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::cli {

namespace {

using Json = nlohmann::ordered_json;

struct ListColumns {
    std::string_view kind;
    std::vector<std::string> columns;
};

/// Which fields a list shows.
const std::vector<std::string>& columns_of(const std::string& kind) {
    static const std::vector<ListColumns> kColumns = {
        {"party", {"id", "type", "code", "names.en", "roles"}},
        {"consultation", {"id", "state", "held_on", "place", "title.en"}},
        {"instrument",
         {"id",
          "state",
          "type",
          "reference",
          "terms.period.start",
          "terms.period.end",
          "terms.title.en"}},
        {"amendment", {"id", "state", "instrument", "number", "class", "reason"}},
        {"action_plan", {"id", "state", "instrument", "period.start", "period.end", "title.en"}},
        {"activity", {"id", "state", "plan", "type", "lead", "title.en"}},
        {"action_point", {"id", "state", "priority", "due", "assignee", "title"}}};
    return std::ranges::find(kColumns, kind, &ListColumns::kind)->columns;
}

std::string value_at(const app::EntityLine& line, const std::string& path) {
    const auto found = std::ranges::find(line.fields, path, &app::FieldText::path);
    return found == line.fields.end() ? "" : found->value;
}

std::string_view word_of(app::RowOutcome outcome) {
    switch (outcome) {
        case app::RowOutcome::changed:
            return "changed";
        case app::RowOutcome::unchanged:
            return "unchanged";
        case app::RowOutcome::replayed:
            break;
    }
    return "replayed";
}

/// Fields of one thing stand together: an empty line where another begins.
std::string fields_text(const app::EntityLine& line) {
    std::size_t width = 0;
    for (const app::FieldText& field : line.fields) {
        width = std::max(width, report::display_width(report::plain(field.path)));
    }
    std::string text;
    std::string group;
    for (const app::FieldText& field : line.fields) {
        const std::size_t end = field.path.find_first_of(".[");
        const std::string begin = end == std::string::npos ? "" : field.path.substr(0, end);
        if (!text.empty() && begin != group) {
            text += '\n';
        }
        group = begin;
        text +=
            fmt::format("{}  {}\n", report::padded(field.path, width), report::plain(field.value));
    }
    return text;
}

}  // namespace

std::string entities_table(const std::string& kind, const std::vector<app::EntityLine>& lines) {
    std::vector<std::vector<std::string>> rows;
    for (const app::EntityLine& line : lines) {
        std::vector<std::string>& row = rows.emplace_back();
        for (const std::string& column : columns_of(kind)) {
            row.push_back(value_at(line, column));
        }
    }
    return table_of(columns_of(kind), rows);
}

std::string entity_table(const app::EntityView& view) {
    std::string text = fields_text(view.entity);
    text += fmt::format("\n{}\n", report::say("books.next_heading"));
    for (const app::NextStep& next : view.next) {
        text += fmt::format("  {}\n",
                            next.lacks.empty()
                                ? report::say("books.next_free", fmt::arg("to", next.to))
                                : report::say("books.next_lacks", fmt::arg("to", next.to)));
        for (const std::string& lack : next.lacks) {
            text += fmt::format("    {}\n", report::plain(lack));
        }
    }
    if (view.next.empty()) {
        text += fmt::format("  {}\n", report::say("books.no_next"));
    }
    text += fmt::format("\n{}\n", report::say("books.history_heading"));
    std::vector<std::vector<std::string>> rows;
    rows.reserve(view.history.size());
    for (const app::PastLine& past : view.history) {
        rows.push_back({fmt::format("{}", past.step),
                        past.recorded_utc,
                        past.on,
                        past.actor,
                        past.field,
                        past.before,
                        past.after});
    }
    return text +
           table_of({"step", "recorded", "on", "who", "field", "before", "after"}, rows, {"step"});
}

std::string changed_table(const app::Changed& changed, bool dry_run) {
    std::vector<std::vector<std::string>> rows;
    rows.reserve(changed.changes.size());
    for (const app::ChangeLine& change : changed.changes) {
        rows.push_back({fmt::format("{} {}", change.kind, change.id),
                        change.field,
                        change.before,
                        change.after});
    }
    const std::string text =
        rows.empty() ? "" : table_of({"entity", "field", "before", "after"}, rows);
    const auto step = fmt::arg("step", changed.step_id);
    const std::string said = changed.replayed          ? report::say("books.replayed", step)
                             : changed.changes.empty() ? report::say("books.unchanged")
                             : dry_run                 ? report::say("books.dry_run")
                                                       : report::say("books.written", step);
    return text + said + '\n';
}

std::string rows_table(const std::string& kind, const app::FileOutcome& outcome, bool dry_run) {
    std::vector<std::vector<std::string>> rows;
    std::int64_t changed = 0;
    for (const app::TakenRow& row : outcome.rows) {
        const std::string line = fmt::format("{}", row.line);
        if (row.outcome != app::RowOutcome::changed) {
            rows.push_back({line,
                            fmt::format("{} {}", kind, row.id),
                            row.outcome == app::RowOutcome::replayed
                                ? report::say("books.row_replayed_step")
                                : report::say("books.row_unchanged"),
                            "",
                            ""});
            continue;
        }
        ++changed;
        for (const app::ChangeLine& change : row.changes) {
            rows.push_back({line,
                            fmt::format("{} {}", change.kind, change.id),
                            change.field,
                            change.before,
                            change.after});
        }
    }
    const std::string said =
        dry_run ? report::say("books.dry_run") : report::say_count("books.rows_written", changed);
    return table_of({"line", "entity", "field", "before", "after"}, rows, {"line"}) + said + '\n';
}

std::string rows_json(const std::string& kind, const app::FileOutcome& outcome) {
    Json document;
    document["written"] = outcome.written;
    document["rows"] = Json::array();
    for (const app::TakenRow& row : outcome.rows) {
        document["rows"].push_back({{"line", row.line},
                                    {"kind", kind},
                                    {"id", row.id},
                                    {"outcome", word_of(row.outcome)},
                                    {"step", row.step_id},
                                    {"changes", app::changes_json(row.changes)}});
    }
    return json_text(document);
}

}  // namespace imdad::cli
