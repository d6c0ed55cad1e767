#include "report/plan_table.hpp"

#include "report/bound_sentences.hpp"
#include "report/catalogue.hpp"
#include "report/lock_lines.hpp"
#include "report/numbers.hpp"
#include "report/plan_view.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;

constexpr std::size_t kReasonsShown = 3;
constexpr std::size_t kBarColumns = 10;
constexpr std::size_t kBarColumnsMin = 5;
constexpr std::size_t kNameColumnsMax = 34;
constexpr std::size_t kNameColumnsMin = 18;

using Cells = std::vector<std::string>;

class TableWriter {
 public:
    TableWriter(const Scenario& scenario, const PlanResult& result, const TableOptions& options)
        : scenario_(scenario),
          result_(result),
          measures_(result.chosen.measures),
          options_(options),
          columns_(static_cast<std::size_t>(std::clamp(options.columns, 80, 120))) {}

    std::string text() {
        heading();
        headline();
        programmes();
        locks();
        unreachable();
        baselines();
        list(say("table.not_used"), result_.not_used);
        list(say("table.notes"), result_.notes);
        files();
        return text_;
    }

 private:
    void line(std::string_view content) {
        const auto end = content.find_last_not_of(' ');
        text_ += content.substr(0, end == std::string_view::npos ? 0 : end + 1);
        text_ += '\n';
    }

    [[nodiscard]] std::string styled(std::string_view code, std::string_view content) const {
        return options_.colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, content)
                               : std::string(content);
    }

    [[nodiscard]] std::string strong(std::string_view content) const {
        return styled("1", content);
    }

    [[nodiscard]] std::string quiet(std::string_view content) const { return styled("2", content); }

    /// Words over several lines, the later ones set in under the first.
    void wrapped(std::string_view text, std::size_t indent, std::string_view first = "") {
        const std::string clean = plain(text);
        const std::string_view content = clean;
        std::string current = std::string(indent, ' ');
        current.replace(0, std::min(first.size(), indent), first);
        std::size_t width = indent;
        bool empty = true;
        for (std::size_t at = 0; at < content.size();) {
            const std::size_t end = std::min(content.find(' ', at), content.size());
            const std::string_view word = content.substr(at, end - at);
            const std::size_t word_width = display_width(word);
            if (!empty && width + 1 + word_width > columns_) {
                line(current);
                current.assign(indent, ' ');
                width = indent;
                empty = true;
            }
            current += empty ? "" : " ";
            width += word_width + (empty ? 0 : 1);
            current += word;
            empty = false;
            at = end + 1;
        }
        line(current);
    }

    void heading() {
        const Header& header = scenario_->header;
        line(strong(plain(header.title.empty() ? header.name : header.title)));
        std::string facts = say_count(
            "table.horizon",
            header.weeks,
            fmt::arg("from", base::to_text(header.start)),
            fmt::arg("to", base::to_text(last_day(scenario_))),
            fmt::arg("policy", say_named("policy.", to_text(result_.chosen.plan.options.policy))));
        if (!header.label.empty()) {
            facts += "; " + header.label;
        }
        wrapped(facts, 0);
        line("");
    }

    void headline() {
        line("  " +
             strong(say("headline.people",
                        fmt::arg("people", grouped(measures_.people.at_least.value())))) +
             " " +
             say("table.at_most", fmt::arg("people", grouped(measures_.people.at_most.value()))));
        if (const std::string text = uncommitted_text(result_.chosen.plan.options); !text.empty()) {
            wrapped(text, 2);
        }
        const std::size_t reachable = measures_.areas.size() - unreachable_count(measures_);
        if (measures_.worst_area) {
            const AreaMeasure& worst = measures_.areas[*measures_.worst_area];
            wrapped(say_count("table.worst",
                              static_cast<std::int64_t>(reachable),
                              fmt::arg("name", full_name(scenario_, worst.area)),
                              fmt::arg("pcode", scenario_[worst.area].pcode),
                              fmt::arg("coverage", percent(worst.coverage, " "))),
                    2);
        } else {
            wrapped(say("table.no_worst"), 2);
        }
        if (measures_.worst_vital_group) {
            const GroupMeasure& group = measures_.groups[*measures_.worst_vital_group];
            wrapped(say("table.worst_vital",
                        fmt::arg("programme", scenario_[group.programme].name),
                        fmt::arg("name", full_name(scenario_, group.area)),
                        fmt::arg("coverage", percent(group.coverage, " "))),
                    2);
        }
        for (const std::string& sentence : bound_sentences(result_)) {
            wrapped(sentence, 2);
        }
        wrapped(say("table.stage"), 2);
        line("");
    }

    [[nodiscard]] std::string bar(Fixed9 share, std::size_t width) const {
        // Rounded down: a bar is full only for the whole.
        const auto eighths = static_cast<std::size_t>(base::floor_div(
            static_cast<base::Int128>(share.nano()) * static_cast<std::int64_t>(width) * 8,
            Fixed9::kScale));
        const std::size_t full = std::min(eighths / 8, width);
        if (!options_.unicode) {
            return std::string(full, '#') + std::string(width - full, '.');
        }
        static constexpr std::array<const char*, 8> kPart = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
        std::string blocks;
        for (std::size_t i = 0; i < full; ++i) {
            blocks += "█";
        }
        blocks += full < width ? kPart[eighths % 8] : "";
        for (std::size_t i = display_width(blocks); i < width; ++i) {
            blocks += "·";
        }
        return blocks;
    }

    /// Columns as wide as their widest cell; the first is text and takes what is left. `shares`, if
    /// any, are drawn as bars at the end where the names leave room for them.
    void table(const Cells& head,
               const std::vector<Cells>& rows,
               const std::vector<Fixed9>& shares = {}) {
        std::vector<std::size_t> widths(head.size());
        for (std::size_t column = 0; column < head.size(); ++column) {
            widths[column] = display_width(head[column]);
            for (const Cells& row : rows) {
                widths[column] = std::max(widths[column], display_width(row[column]));
            }
        }
        std::size_t taken = 2;
        for (std::size_t column = 1; column < widths.size(); ++column) {
            taken += widths[column] + 2;
        }
        const std::size_t room = columns_ - std::min(columns_, taken);
        widths[0] = std::min(widths[0], std::max(room, kNameColumnsMin));
        const std::size_t named = taken + std::min(widths[0], kNameColumnsMax) + 2;
        const bool bars = !shares.empty() && named + kBarColumnsMin <= columns_;
        const std::size_t bar_width = bars ? std::min(columns_ - named, kBarColumns) : 0;
        if (bars) {
            widths[0] = std::min(widths[0], columns_ - taken - 2 - bar_width);
        }
        line(quiet(row_text(head, widths)));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            line(row_text(rows[i], widths) + (bars ? "  " + bar(shares[i], bar_width) : ""));
        }
        line("");
    }

    static std::string row_text(const Cells& cells, const std::vector<std::size_t>& widths) {
        std::string text = "  " + padded(cells[0], widths[0]);
        for (std::size_t column = 1; column < cells.size(); ++column) {
            text += "  " + padded_front(cells[column], widths[column]);
        }
        return text;
    }

    void programmes() {
        const bool series =
            std::any_of(measures_.programmes.begin(),
                        measures_.programmes.end(),
                        [](const ProgrammeMeasure& p) { return p.started != p.served; });
        Cells head = {say("table.programme"), say("word.target"), say("word.served")};
        if (series) {
            head.push_back(say("word.started"));
        }
        head.insert(head.end(), {say("word.minimum"), say("word.p10"), say("word.mean")});
        std::vector<Cells> rows;
        std::vector<Fixed9> shares;
        for (const ProgrammeMeasure& programme : measures_.programmes) {
            Cells row = {scenario_[programme.programme].name,
                         grouped(programme.target.value()),
                         grouped(programme.served.value())};
            if (series) {
                row.push_back(grouped(programme.started.value()));
            }
            row.insert(row.end(),
                       {percent(programme.coverage.minimum, " "),
                        percent(programme.coverage.p10, " "),
                        percent(programme.coverage.mean, " ")});
            rows.push_back(std::move(row));
            shares.push_back(programme.coverage.mean);
        }
        table(head, rows, shares);
    }

    void unreachable() {
        const std::size_t count = unreachable_count(measures_);
        if (count == 0) {
            return;
        }
        wrapped(say_count("table.unreachable", static_cast<std::int64_t>(count)), 2);
        const auto reasons = unreachable_reasons(measures_);
        std::size_t rest = count;
        for (std::size_t i = 0; i < std::min(reasons.size(), kReasonsShown); ++i) {
            rest -= reasons[i].second;
            wrapped(fmt::format("{}: {}",
                                grouped(static_cast<std::int64_t>(reasons[i].second)),
                                reasons[i].first),
                    4);
        }
        if (rest > 0) {
            wrapped(say("table.other_reasons",
                        fmt::arg("count", grouped(static_cast<std::int64_t>(rest)))),
                    4);
        }
        line("");
    }

    static std::string missing_text(const LockLine& lock) {
        if (lock.missing == 0) {
            return {};
        }
        std::string text = say("locks.line_missing", fmt::arg("persons", grouped(lock.missing)));
        if (lock.possible) {
            text += " " + say("locks.possible", fmt::arg("persons", grouped(*lock.possible)));
        }
        return text;
    }

    void locks() {
        std::vector<std::string> lines;
        for (const LockLine& lock : lock_lines(scenario_, result_)) {
            const Lock& row = scenario_->locks[lock.lock];
            const std::string by =
                row.set_by.empty() ? "" : " " + say("locks.by", fmt::arg("who", row.set_by));
            lines.push_back(say("locks.line",
                                fmt::arg("id", row.lock_id),
                                fmt::arg("where", lock.where),
                                fmt::arg("programme", lock.programme),
                                fmt::arg("weeks", lock.weeks),
                                fmt::arg("asked", lock.asked),
                                fmt::arg("served", grouped(lock.served)),
                                fmt::arg("missing", missing_text(lock)),
                                fmt::arg("reason", row.reason + by)));
        }
        list(say("locks.heading"), lines);
    }

    void baselines() {
        if (result_.baselines.empty()) {
            return;
        }
        std::vector<const NamedPlan*> plans = {&result_.chosen};
        Cells head = {say("table.compared")};
        for (const NamedPlan& baseline : result_.baselines) {
            plans.push_back(&baseline);
        }
        for (const NamedPlan* plan : plans) {
            head.push_back(plan_name(plan->name));
        }
        std::vector<Cells> rows;
        const auto row = [&](std::string name, auto&& cell) {
            Cells cells = {std::move(name)};
            for (const NamedPlan* plan : plans) {
                cells.push_back(cell(plan->measures));
            }
            rows.push_back(std::move(cells));
        };
        row(say("row.worst_area"), [](const Measures& m) {
            return m.worst_area ? percent(m.areas[*m.worst_area].coverage, " ") : std::string("-");
        });
        row(say("row.p10"), [](const Measures& m) { return percent(m.fairness.p10, " "); });
        row(say("row.people"),
            [](const Measures& m) { return grouped(m.people.at_least.value()); });
        for (const ProgrammeMeasure& measure : measures_.programmes) {
            const ProgrammeIndex programme = measure.programme;
            row(say("row.served", fmt::arg("programme", scenario_[programme].name)),
                [&](const Measures& m) {
                    const auto found =
                        std::find_if(m.programmes.begin(), m.programmes.end(), [&](const auto& p) {
                            return p.programme == programme;
                        });
                    return found == m.programmes.end() ? std::string("-")
                                                       : grouped(found->served.value());
                });
        }
        table(head, rows);
    }

    void list(std::string_view title, const std::vector<std::string>& items) {
        if (items.empty()) {
            return;
        }
        line("  " + quiet(title));
        for (const std::string& item : items) {
            wrapped(item, 4, "  - ");
        }
        line("");
    }

    void files() {
        if (options_.files.empty()) {
            return;
        }
        line("  " + quiet(say("table.files", fmt::arg("folder", options_.out))));
        std::string names;
        for (const std::string& file : options_.files) {
            names += (names.empty() ? "" : ", ") + file;
        }
        wrapped(names, 4);
    }

    const Scenario& scenario_;
    const PlanResult& result_;
    const Measures& measures_;
    const TableOptions& options_;
    std::size_t columns_;
    std::string text_;
};

}  // namespace

std::string plan_table(const Scenario& scenario,
                       const PlanResult& result,
                       const TableOptions& options) {
    return TableWriter(scenario, result, options).text();
}

}  // namespace imdad::report
