#include "exchange/plan_workbook_charts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace imdad::exchange {
namespace {

/// Dark for the plan, lighter for the baselines: readable in black and white.
constexpr std::array<lxw_color_t, 4> kColours = {0x0B6470, 0xC98A3D, 0x9A7BB0, 0x9DB2D1};

lxw_chart_series* add_series(
    lxw_chart* chart, const Sheet& sheet, int names, int figures, RowRange rows) {
    const auto first = static_cast<lxw_row_t>(rows.first);
    const auto last = static_cast<lxw_row_t>(rows.last);
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    const auto names_column = static_cast<lxw_col_t>(names);
    const auto figures_column = static_cast<lxw_col_t>(figures);
    chart_series_set_categories(
        series, sheet.name().c_str(), first, names_column, last, names_column);
    chart_series_set_values(
        series, sheet.name().c_str(), first, figures_column, last, figures_column);
    return series;
}

void share_axis(lxw_chart_axis* axis) {
    chart_axis_set_min(axis, 0);
    chart_axis_set_max(axis, 1);
    chart_axis_set_num_format(axis, "0%");
}

}  // namespace

void add_plans_chart(Book& book,
                     const Sheet& sheet,
                     PlansChart kind,
                     const std::vector<std::string>& plans,
                     RowRange rows) {
    if (rows.last < rows.first) {
        return;
    }
    const bool bars = kind == PlansChart::programmes;
    lxw_chart* chart = workbook_add_chart(book.raw(), bars ? LXW_CHART_BAR : LXW_CHART_COLUMN);
    chart_title_set_name(
        chart, bars ? "Share of need served, by programme" : "Areas within reach, by coverage");
    for (std::size_t i = 0; i < plans.size(); ++i) {
        lxw_chart_series* series = add_series(chart, sheet, 0, static_cast<int>(i) + 1, rows);
        chart_series_set_name(series, plans[i].c_str());
        lxw_chart_fill fill{};
        fill.color = kColours[std::min(i, kColours.size() - 1)];
        chart_series_set_fill(series, &fill);
    }
    if (bars) {
        // The axes of a bar chart change sides: x holds the figures, y the categories.
        chart_axis_set_reverse(chart->y_axis);
        share_axis(chart->x_axis);
    }
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    lxw_chart_options options{};
    options.x_scale = 1.4;
    options.y_scale = bars ? 1.7 : 1.2;
    constexpr lxw_col_t kBesideTables = 8;
    worksheet_insert_chart_opt(sheet.raw(), bars ? 4 : 32, kBesideTables, chart, &options);
}

void add_weeks_chart(Book& book, const Sheet& sheet, int programme_count, RowRange rows) {
    if (rows.last < rows.first || programme_count == 0) {
        return;
    }
    lxw_chart* chart = workbook_add_chart(book.raw(), LXW_CHART_LINE);
    chart_title_set_name(chart, "Share of need served so far");
    for (int i = 0; i < programme_count; ++i) {
        lxw_chart_series* series = add_series(chart, sheet, 0, i + 2, rows);
        chart_series_set_name_range(series,
                                    sheet.name().c_str(),
                                    static_cast<lxw_row_t>(rows.first - 1),
                                    static_cast<lxw_col_t>(i + 2));
    }
    share_axis(chart->y_axis);
    lxw_chart_options options{};
    options.x_scale = 2;
    options.y_scale = 1.8;
    worksheet_insert_chart_opt(
        sheet.raw(), static_cast<lxw_row_t>(rows.last + 2), 0, chart, &options);
}

std::string plan_title(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kTitles = {
        {{"plan", "This plan"},
         {"pro_rata", "Pro rata"},
         {"first_come_first_served", "First come"},
         {"priority_greedy", "By priority"}}};
    for (const auto& [id, title] : kTitles) {
        if (id == name) {
            return std::string(title);
        }
    }
    return std::string(name);
}

}  // namespace imdad::exchange
