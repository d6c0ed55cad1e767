#include "report/explain_table.hpp"

#include "report/catalogue.hpp"
#include "report/explain_view.hpp"
#include "report/numbers.hpp"
#include "report/plan_view.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;

constexpr std::size_t kGroupsShown = 20;
constexpr std::size_t kCausesShown = 3;
constexpr std::size_t kHelpsShown = 20;
constexpr std::size_t kAlikeShown = 2;
constexpr std::size_t kSumsShown = 20;
constexpr std::size_t kNameColumns = 40;

class ExplainWriter {
 public:
    ExplainWriter(const Scenario& scenario,
                  const Explanation& explanation,
                  const TableOptions& options,
                  bool all)
        : scenario_(scenario),
          explanation_(explanation),
          options_(options),
          all_(all),
          columns_(static_cast<std::size_t>(std::clamp(options.columns, 80, 120))) {}

    std::string text() {
        const Header& header = scenario_->header;
        line(strong(plain(header.title.empty() ? header.name : header.title)));
        if (!header.label.empty()) {
            wrapped(header.label, 0);
        }
        wrapped(say("explain.planners_only"), 0);
        line("");
        if (explanation_.groups.empty()) {
            wrapped(say("explain.nobody_short"), 2);
        } else {
            sums();
            groups();
        }
        helps();
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

    /// Words over several lines, set in; `first` stands in the margin of the first.
    void wrapped(std::string_view given, std::size_t indent, std::string_view first = "") {
        const std::string text = plain(given);
        std::string current(first);
        current.resize(std::max(indent, first.size()), ' ');
        std::size_t width = current.size();
        bool empty = true;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            const std::string_view word = std::string_view(text).substr(at, end - at);
            const std::size_t size = display_width(word);
            if (!empty && width + 1 + size > columns_) {
                line(current);
                current.assign(indent, ' ');
                width = indent;
                empty = true;
            }
            current += empty ? "" : " ";
            current += word;
            width += size + (empty ? 0U : 1U);
            empty = false;
            at = end + 1;
        }
        line(current);
    }

    void sums() {
        const auto rows = cause_sums(explanation_);
        line("  " + quiet(fmt::format("{} {} {} {}",
                                      padded(say("explain.cause"), kNameColumns),
                                      padded_front(say("explain.persons"), 12),
                                      padded_front(say("explain.groups"), 8),
                                      say("word.programme"))));
        for (std::size_t i = 0; i < std::min(rows.size(), kSumsShown); ++i) {
            line(fmt::format("  {} {} {} {}",
                             padded(cause_name(rows[i].kind), kNameColumns),
                             padded_front(grouped(std::llround(rows[i].persons)), 12),
                             padded_front(grouped(static_cast<std::int64_t>(rows[i].groups)), 8),
                             plain(scenario_[rows[i].programme].name)));
        }
        rest(rows.size(), kSumsShown);
        line("");
    }

    void rest(std::size_t all, std::size_t shown) {
        if (all > shown) {
            wrapped(say_count("explain.more", static_cast<std::int64_t>(all - shown)), 2);
        }
    }

    void groups() {
        const std::size_t shown =
            all_ ? explanation_.groups.size() : std::min(explanation_.groups.size(), kGroupsShown);
        line("  " + quiet(say("explain.groups_heading")));
        for (std::size_t i = 0; i < shown; ++i) {
            group(explanation_.groups[i]);
        }
        rest(explanation_.groups.size(), shown);
        line("");
    }

    void group(const GroupCauses& group) {
        wrapped(say("explain.group",
                    fmt::arg("area", full_name(scenario_, group.area)),
                    fmt::arg("pcode", scenario_[group.area].pcode),
                    fmt::arg("programme", scenario_[group.programme].name),
                    fmt::arg("short", grouped(group.persons_short())),
                    fmt::arg("target", grouped(group.target.value()))),
                2);
        const std::size_t shown =
            all_ ? group.causes.size() : std::min(group.causes.size(), kCausesShown);
        for (std::size_t i = 0; i < shown; ++i) {
            const Cause& cause = group.causes[i];
            std::string text = cause.text;
            if (cause.need_from == cause.need_to) {
                text += " " +
                        say("explain.need_week",
                            fmt::arg("from", base::to_text(monday_of(scenario_, cause.need_from))));
            } else {
                text += " " +
                        say("explain.need",
                            fmt::arg("from", base::to_text(monday_of(scenario_, cause.need_from))),
                            fmt::arg("to", base::to_text(monday_of(scenario_, cause.need_to))));
            }
            if (!cause.or_else.empty()) {
                text += " " + say("explain.or_else", fmt::arg("kinds", names(cause.or_else)));
            }
            const std::string persons = grouped(std::llround(cause.persons));
            wrapped(text, 16, fmt::format("  {}", padded_front(persons, 12)));
        }
        if (group.causes.size() > shown) {
            wrapped(say_count("explain.more_causes",
                              static_cast<std::int64_t>(group.causes.size() - shown)),
                    16);
        }
        if (!group.way.empty() && all_) {
            wrapped(say("explain.way", fmt::arg("way", group.way)), 16);
        }
    }

    static std::string names(const std::vector<CauseKind>& kinds) {
        std::string text;
        for (const CauseKind kind : kinds) {
            text += (text.empty() ? "" : ", ") + cause_name(kind);
        }
        return text;
    }

    void helps() {
        if (explanation_.helps.empty()) {
            return;
        }
        line("  " + quiet(say("explain.helps_heading")));
        wrapped(say("explain.value_note",
                    fmt::arg("value", figure(explanation_.plan_value)),
                    fmt::arg("prices",
                             explanation_.from_certificate ? say("explain.from_certificate")
                                                           : say("explain.worked_out"))),
                2);
        std::size_t shown = 0;
        std::map<std::string, std::size_t> alike;
        for (const Help& help : explanation_.helps) {
            const std::size_t before = alike[goods_of(help)]++;
            const bool priced = shown < kHelpsShown && before < kAlikeShown;
            if (all_ || priced || help.found || !help.price) {
                ++shown;
                this->help(help);
            }
        }
        rest(explanation_.helps.size(), shown);
        line("");
    }

    /// Packs of one product at many places would hide all else.
    static std::string goods_of(const Help& help) {
        const bool packs = help.kind == Help::Kind::supply || help.kind == Help::Kind::earmark;
        return packs ? help.what.substr(0, help.what.find_first_of(",:")) : help.what;
    }

    void help(const Help& help) {
        const std::string price = help.price ? figure(*help.price) : "";
        std::string text = help.what + ".";
        if (help.found && help.stated) {
            text += " " + say("explain.confirmed",
                              fmt::arg("step", grouped(std::llround(help.step))),
                              fmt::arg("stated", figure(*help.stated)),
                              fmt::arg("found", figure(*help.found)));
        } else if (help.found) {
            text += " " + say("explain.found", fmt::arg("found", figure(*help.found)));
        } else if (help.remark.empty()) {
            text += " " + say("explain.not_confirmed");
        }
        if (!help.remark.empty()) {
            text += " " + help.remark + ".";
        }
        wrapped(text, 16, fmt::format("  {}", padded_front(price, 12)));
    }

    const Scenario& scenario_;
    const Explanation& explanation_;
    const TableOptions& options_;
    bool all_;
    std::size_t columns_;
    std::string text_;
};

}  // namespace

std::string explain_table(const Scenario& scenario,
                          const Explanation& explanation,
                          const TableOptions& options,
                          bool all) {
    return ExplainWriter(scenario, explanation, options, all).text();
}

}  // namespace imdad::report
