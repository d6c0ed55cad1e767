#include "exchange/plan_workbook.hpp"

#include "exchange/plan_public.hpp"
#include "exchange/plan_workbook_book.hpp"
#include "exchange/plan_workbook_charts.hpp"
#include "exchange/plan_workbook_lists.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace imdad::exchange {
namespace {

using namespace model;

constexpr int kSheetNameMax = 31;

/// As the page and the terminal name it.
const char* policy_words(Policy policy) {
    static constexpr std::array<const char*, 3> kWords = {
        "worst-off first", "balanced", "most people served"};
    return kWords[static_cast<std::size_t>(policy)];
}

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// The first `count` characters.
std::string first_characters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && count-- == 0) {
            break;
        }
    }
    return std::string(text.substr(0, at));
}

/// Long lists are streamed unless so many sheets would need more open files than a process may
/// have.
bool worth_streaming(const Scenario& scenario, const PlanResult& result) {
    constexpr std::size_t kLongList = 50'000;
    constexpr std::ptrdiff_t kSheetsMax = 400;
    const auto sheets = std::count_if(scenario->areas.begin(),
                                      scenario->areas.end(),
                                      [](const Area& area) { return area.level == 1; });
    return result.chosen.plan.shipments.size() > kLongList && sheets <= kSheetsMax;
}

class PlanWorkbook {
 public:
    PlanWorkbook(const Scenario& scenario,
                 const PlanResult& result,
                 Audience audience,
                 const std::filesystem::path& path)
        : scenario_(scenario),
          result_(result),
          measures_(result.chosen.measures),
          view_(scenario, audience),
          book_(path,
                {.title = scenario->header.title.empty() ? scenario->header.name
                                                         : scenario->header.title,
                 .label = scenario->header.label,
                 .stamp = audience == Audience::restricted ? "RESTRICTED" : "",
                 .created = scenario->header.start,
                 .streamed = worth_streaming(scenario, result)}) {
        plans_.push_back(&result.chosen);
        for (const NamedPlan& baseline : result.baselines) {
            plans_.push_back(&baseline);
        }
    }

    void write() {
        summary();
        coverage_by_area();
        coverage_by_week();
        if (view_.restricted()) {
            add_distribution_lists(book_, scenario_, result_);
        } else {
            add_received_lists(book_, scenario_, result_);
        }
        notes();
        book_.close();
    }

 private:
    [[nodiscard]] std::vector<std::string> plan_titles() const {
        std::vector<std::string> titles;
        titles.reserve(plans_.size() + 1);
        for (const NamedPlan* plan : plans_) {
            titles.push_back(plan_title(plan->name));
        }
        return titles;
    }

    [[nodiscard]] std::vector<std::string> columns(std::string first) const {
        std::vector<std::string> titles = plan_titles();
        titles.insert(titles.begin(), std::move(first));
        return titles;
    }

    void summary() {
        Sheet sheet = book_.add("Summary");
        const Header& header = scenario_->header;
        sheet.line(
            fmt::format("{} weeks from {}, policy {}. All figures are planned, not delivered.",
                        header.weeks,
                        base::to_text(header.start),
                        policy_words(result_.chosen.plan.options.policy)));
        const PlanOptions& options = result_.chosen.plan.options;
        if (options.include_announced || options.include_pledged) {
            sheet.line(
                fmt::format("Counts on goods that are {} only: nobody has committed them yet.",
                            !options.include_pledged     ? "announced"
                            : !options.include_announced ? "pledged"
                                                         : "announced or pledged"));
        }
        sheet.skip();
        sheet.text("People served at least once, at least")
            .number(measures_.people.at_least.value())
            .next_row();
        sheet.text("People served at least once, at most")
            .number(measures_.people.at_most.value())
            .next_row();
        if (measures_.worst_area) {
            const AreaMeasure& worst = measures_.areas[*measures_.worst_area];
            sheet.text("Worst-off area").share(worst.coverage);
            sheet.text(scenario_[worst.area].name).text(scenario_[worst.area].pcode).next_row();
        }
        const auto unreachable = std::count_if(
            measures_.areas.begin(), measures_.areas.end(), [](const AreaMeasure& area) {
                return !area.reachable;
            });
        sheet.text("Areas out of reach of any plan").number(unreachable).next_row();
        sheet.skip();
        programme_table(sheet);
        sheet.skip();
        comparison_table(sheet);
    }

    void programme_table(Sheet& sheet) {
        sheet.header({"Programme",
                      "In need",
                      "Served",
                      "Started",
                      "Overall coverage",
                      "P10 of areas",
                      "Lowest area"},
                     {44, 14, 14, 14, 14, 14, 14},
                     kNotFrozen);
        for (const ProgrammeMeasure& programme : measures_.programmes) {
            sheet.text(scenario_[programme.programme].name).number(programme.target.value());
            sheet.number(programme.served.value()).number(programme.started.value());
            sheet.share(programme.coverage.mean)
                .share(programme.coverage.p10)
                .share(programme.coverage.minimum);
            sheet.next_row();
        }
    }

    void comparison_table(Sheet& sheet) {
        const std::vector<double> widths(plans_.size() + 1, 14);
        sheet.header(columns("Compared under the same rules"), widths, kNotFrozen);
        const auto row = [&](std::string_view name, auto&& cell) {
            sheet.text(name);
            for (const NamedPlan* plan : plans_) {
                cell(plan->measures);
            }
            sheet.next_row();
        };
        row("Coverage of the worst-off area",
            [&](const Measures& m) { sheet.share(m.fairness.minimum); });
        row("Coverage at P10 of the areas",
            [&](const Measures& m) { sheet.share(m.fairness.p10); });
        row("Mean coverage of the areas", [&](const Measures& m) { sheet.share(m.fairness.mean); });
        row("Gini index", [&](const Measures& m) { sheet.decimal(m.fairness.gini); });
        row("Theil index", [&](const Measures& m) { sheet.decimal(m.fairness.theil); });
        row("People served at least once, at least",
            [&](const Measures& m) { sheet.number(m.people.at_least.value()); });
        sheet.skip();
        sheet.header(columns("Overall coverage by programme"), widths, kNotFrozen);
        const int first = sheet.row();
        for (const ProgrammeMeasure& programme : measures_.programmes) {
            row(scenario_[programme.programme].name, [&](const Measures& m) {
                const auto found =
                    std::find_if(m.programmes.begin(), m.programmes.end(), [&](const auto& p) {
                        return p.programme == programme.programme;
                    });
                found == m.programmes.end() ? sheet.blank() : sheet.share(found->coverage.mean);
            });
        }
        add_plans_chart(
            book_, sheet, PlansChart::programmes, plan_titles(), {first, sheet.row() - 1});
        sheet.skip();
        class_table(sheet);
    }

    /// How many areas lie in each class of 20 points, plan beside baselines.
    void class_table(Sheet& sheet) {
        const std::vector<double> widths(plans_.size() + 1, 14);
        sheet.header(columns("Areas by coverage"), widths, kNotFrozen);
        const int first = sheet.row();
        for (int class_number = 0; class_number < 5; ++class_number) {
            sheet.text(fmt::format("{} to {} %", 20 * class_number, 20 * (class_number + 1)));
            for (const NamedPlan* plan : plans_) {
                const auto& areas = plan->measures.areas;
                sheet.number(
                    std::count_if(areas.begin(), areas.end(), [&](const AreaMeasure& area) {
                        const auto in =
                            std::min<std::int64_t>(area.coverage.nano() / (Fixed9::kScale / 5), 4);
                        return area.reachable && in == class_number;
                    }));
            }
            sheet.next_row();
        }
        add_plans_chart(book_, sheet, PlansChart::areas, plan_titles(), {first, sheet.row() - 1});
    }

    [[nodiscard]] AreaIndex at_level(AreaIndex area, int level) const {
        while (area.exists() && scenario_[area].level > level) {
            area = scenario_[area].parent;
        }
        return area;
    }

    void coverage_by_area() {
        std::map<AreaIndex, std::map<ProgrammeIndex, const GroupMeasure*>> groups;
        for (const GroupMeasure& group : measures_.groups) {
            groups[group.area][group.programme] = &group;
        }
        Sheet sheet = book_.add("Coverage by area");
        std::vector<std::string> names = {
            "Country", "First level", "Area", "P-code", "Within reach", "Coverage"};
        std::vector<double> widths = {18, 22, 30, 16, 12, 10};
        for (const NamedPlan& baseline : result_.baselines) {
            names.push_back(plan_title(baseline.name));
            widths.push_back(10);
        }
        for (const ProgrammeMeasure& programme : measures_.programmes) {
            const std::string& name = scenario_[programme.programme].name;
            for (const char* what : {"in need", "served", "coverage"}) {
                names.push_back(fmt::format("{}: {}", name, what));
                widths.push_back(13);
            }
        }
        sheet.header(names, widths, 4);
        const int first = sheet.row();
        for (std::size_t i = 0; i < measures_.areas.size(); ++i) {
            area_row(sheet, i, groups[measures_.areas[i].area]);
        }
        sheet.filter();
        for (std::size_t i = 0; i <= result_.baselines.size(); ++i) {
            sheet.colour_scale(5 + static_cast<int>(i), first, sheet.row() - 1);
        }
        // On paper the coverages only: with every programme a sheet would be too wide to read.
        worksheet_print_area(sheet.raw(),
                             0,
                             0,
                             static_cast<lxw_row_t>(sheet.row() - 1),
                             static_cast<lxw_col_t>(5 + result_.baselines.size()));
    }

    void area_row(Sheet& sheet,
                  std::size_t position,
                  const std::map<ProgrammeIndex, const GroupMeasure*>& groups) {
        const AreaMeasure& area = measures_.areas[position];
        const AreaIndex first_level = at_level(area.area, 1);
        sheet.text(scenario_[scenario_.country_of(area.area)].name);
        sheet.text(scenario_[first_level].name)
            .text(scenario_[area.area].name)
            .text(scenario_[area.area].pcode);
        sheet.text(area.reachable ? "yes" : view_.shown("no: " + area.reason));
        area.reachable ? sheet.share(area.coverage) : sheet.blank();
        for (const NamedPlan& baseline : result_.baselines) {
            const auto& rows = baseline.measures.areas;
            // The same areas stand in the same order in every measure of one scenario.
            const bool known = position < rows.size() && rows[position].area == area.area &&
                               rows[position].reachable;
            known ? sheet.share(rows[position].coverage) : sheet.blank();
        }
        for (const ProgrammeMeasure& programme : measures_.programmes) {
            const auto found = groups.find(programme.programme);
            if (found == groups.end()) {
                sheet.blank().blank().blank();
            } else {
                sheet.number(found->second->target.value()).number(found->second->served.value());
                sheet.share(found->second->coverage);
            }
        }
        sheet.next_row();
    }

    void coverage_by_week() {
        const auto weeks = static_cast<std::size_t>(scenario_->header.weeks);
        std::map<ProgrammeIndex, std::vector<std::int64_t>> served;
        for (const WeekMeasure& row : measures_.weeks) {
            auto& values = served[row.programme];
            values.resize(weeks);
            if (row.week >= 0 && static_cast<std::size_t>(row.week) < weeks) {
                values[static_cast<std::size_t>(row.week)] += row.served.value();
            }
        }
        Sheet sheet = book_.add("Coverage by week");
        sheet.line("Share of the need of the whole period that is served by the end of each week");
        std::vector<std::string> names = {"Week", "Begins"};
        std::vector<double> widths = {7, 11};
        for (const ProgrammeMeasure& programme : measures_.programmes) {
            names.push_back(scenario_[programme.programme].name);
            widths.push_back(14);
        }
        sheet.header(names, widths, 2);
        const int first = sheet.row();
        std::map<ProgrammeIndex, std::int64_t> so_far;
        for (std::size_t week = 0; week < weeks; ++week) {
            sheet.number(static_cast<std::int64_t>(week) + 1);
            sheet.day(scenario_->header.start + std::chrono::days(7 * static_cast<int>(week)));
            for (const ProgrammeMeasure& programme : measures_.programmes) {
                const auto found = served.find(programme.programme);
                so_far[programme.programme] += found == served.end() ? 0 : found->second[week];
                sheet.share(share_of(so_far[programme.programme], programme.target.value()));
            }
            sheet.next_row();
        }
        add_weeks_chart(
            book_, sheet, static_cast<int>(measures_.programmes.size()), {first, sheet.row() - 1});
    }

    static Fixed9 share_of(std::int64_t part, std::int64_t whole) {
        return whole <= 0 ? Fixed9()
                          : Fixed9::from_nano(static_cast<std::int64_t>(base::floor_div(
                                static_cast<base::Int128>(part) * Fixed9::kScale, whole)));
    }

    void notes() {
        Sheet sheet = book_.add("Notes and sources");
        sheet.line(
            view_.restricted()
                ? "This workbook names places, lots and dates. Do not publish or forward it."
                : "Public edition: areas only, no routes, no dates of shipments, no places of "
                  "care but those whose name an area carries.");
        for (const std::string& note : result_.notes) {
            sheet.line(view_.shown(note));
        }
        for (const std::string& note : result_.not_used) {
            sheet.line("Not used by the planner yet: " + view_.shown(note));
        }
        for (const Source& source : scenario_->header.sources) {
            sheet.line(fmt::format("Source: {} {}", source.title, source.path));
        }
        for (const std::string& licence : scenario_->header.licences) {
            sheet.line("Licence: " + licence);
        }
        sheet.line(
            fmt::format("Inputs {}, engine {}", result_.inputs_sha256, result_.engine_version));
    }

    const Scenario& scenario_;
    const PlanResult& result_;
    const Measures& measures_;
    PublicView view_;
    Book book_;
    std::vector<const NamedPlan*> plans_;  ///< the plan, then the baselines
};

}  // namespace

std::string sheet_name(const std::string& name, const std::string& code) {
    const auto clean = [](const std::string& text) {
        std::string result;
        for (const char c : text) {
            const bool refused = std::string_view("[]:*?/\\'").find(c) != std::string_view::npos ||
                                 static_cast<unsigned char>(c) < 0x20;
            result += refused ? '-' : c;
        }
        return result;
    };
    const std::string end = " (" + first_characters(clean(code), kSheetNameMax - 4) + ")";
    const std::size_t room = kSheetNameMax - character_count(end);
    return first_characters(clean(name), room) + end;
}

void write_plan_workbook(const Scenario& scenario,
                         const PlanResult& result,
                         Audience audience,
                         const std::filesystem::path& path) {
    PlanWorkbook(scenario, result, audience, path).write();
}

}  // namespace imdad::exchange
