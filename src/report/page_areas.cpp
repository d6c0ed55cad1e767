#include "report/catalogue.hpp"
#include "report/numbers.hpp"
#include "report/page_sections.hpp"
#include "report/page_table.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;

/// More cells than this would make the page heavier than a slow line can bear.
constexpr std::size_t kGridCellsMax = 60'000;

/// `Badghis, Afghanistan`: where an area lies, without its own name.
std::string within(const Scenario& scenario, AreaIndex area) {
    return scenario[area].parent.exists() ? full_name(scenario, scenario[area].parent)
                                          : std::string();
}

/// Worst-off first; those out of reach at the end.
std::vector<const AreaMeasure*> by_coverage(const Measures& measures) {
    std::vector<const AreaMeasure*> areas;
    areas.reserve(measures.areas.size());
    for (const AreaMeasure& area : measures.areas) {
        areas.push_back(&area);
    }
    std::stable_sort(areas.begin(), areas.end(), [](const AreaMeasure* a, const AreaMeasure* b) {
        return a->reachable != b->reachable ? a->reachable : a->coverage < b->coverage;
    });
    return areas;
}

std::string area_table(const PageContext& context) {
    std::vector<PageColumn> columns = {{say("word.area")},
                                       {say("word.within")},
                                       {say("word.code")},
                                       {say("areas.largest"), true},
                                       {say("word.coverage"), true}};
    for (const NamedPlan& baseline : context.result.baselines) {
        columns.push_back({plan_name(baseline.name), true});
    }
    PageTable table(say("areas.caption"), columns);
    table.sortable("area-table");
    const std::string out_of_reach = html(say("word.unreachable"));
    for (const AreaMeasure* measure : by_coverage(context.measures())) {
        const std::size_t index = measure->area.value();
        table.row(bdi(context.scenario[measure->area].name), fmt::format("r{}", index))
            .cell(bdi(within(context.scenario, measure->area)))
            .cell(bdi(context.scenario[measure->area].pcode))
            .cell(grouped(context.largest[index].value()));
        if (measure->reachable) {
            table.bar(css_share(measure->coverage), html(percent(measure->coverage)));
        } else {
            table.cell(out_of_reach);
        }
        for (const auto& baseline : context.baseline_coverage) {
            table.cell(baseline[index] == kNoCoverage ? "" : html(percent(baseline[index])));
        }
    }
    return table.text();
}

std::string permille_text(Fixed9 share) {
    const std::int64_t permille = share.nano() / (Fixed9::kScale / 1000);
    return fmt::format("{}.{}", permille / 10, permille % 10);
}

std::string grid(const PageContext& context) {
    const Measures& measures = context.measures();
    const std::size_t cells = measures.areas.size() * measures.programmes.size();
    if (cells > kGridCellsMax) {
        return fmt::format("<p class=\"note\">{}</p>\n",
                           html(say("areas.grid_left_out",
                                    fmt::arg("cells", grouped(static_cast<std::int64_t>(cells))))));
    }
    std::vector<PageColumn> columns = {{say("word.area")}};
    for (const ProgrammeMeasure& programme : measures.programmes) {
        columns.push_back({context.scenario[programme.programme].name, true});
    }
    std::map<std::pair<AreaIndex, ProgrammeIndex>, const GroupMeasure*> groups;
    for (const GroupMeasure& group : measures.groups) {
        groups.emplace(std::pair(group.area, group.programme), &group);
    }
    PageTable table(say("areas.grid_caption"), columns);
    table.sortable("grid-table");
    for (const AreaMeasure& area : measures.areas) {
        table.row(bdi(context.scenario[area.area].name), fmt::format("g{}", area.area.value()));
        for (const ProgrammeMeasure& programme : measures.programmes) {
            const auto found = groups.find({area.area, programme.programme});
            if (found == groups.end() || found->second->target.value() == 0) {
                table.cell("");
            } else {
                table.cell(found->second->reachable ? permille_text(found->second->coverage)
                                                    : "\u2013");
            }
        }
    }
    return fmt::format(
        "<details><summary>{}</summary>{}</details>\n", html(say("areas.grid")), table.text());
}

/// Needs out of reach inside areas that are within reach, by programme and reason.
std::string unreachable_groups(const PageContext& context) {
    std::map<std::pair<ProgrammeIndex, std::string>, std::int64_t> counts;
    std::int64_t total = 0;
    for (const GroupMeasure& group : context.measures().groups) {
        const bool area_reached = context.scenario[group.area].level == 0 ||
                                  context.coverage[group.area.value()] != kNoCoverage;
        if (!group.reachable && area_reached) {
            ++counts[{group.programme, context.view.shown(group.reason)}];
            ++total;
        }
    }
    if (total == 0) {
        return {};
    }
    PageTable table(say("unreachable.groups_caption"),
                    {{say("word.programme")}, {say("word.reason")}, {say("word.areas"), true}});
    for (const auto& [key, count] : counts) {
        table.row(bdi(context.scenario[key.first].name))
            .cell(html(key.second))
            .cell(grouped(count));
    }
    return fmt::format("<p>{}</p>\n{}", html(say_count("unreachable.groups", total)), table.text());
}

}  // namespace

std::string unreachable_section(const PageContext& context) {
    std::string text =
        fmt::format("<section id=\"unreachable\"><h2>{}</h2>", html(say("unreachable.heading")));
    if (unreachable_count(context.measures()) == 0) {
        text += fmt::format("<p>{}</p>\n", html(say("unreachable.none")));
    } else {
        PageTable table(say("unreachable.caption"),
                        {{say("word.area")},
                         {say("word.within")},
                         {say("areas.largest"), true},
                         {say("word.reason")}});
        table.sortable("unreachable-table");
        for (const AreaMeasure& area : context.measures().areas) {
            if (!area.reachable) {
                table.row(bdi(context.scenario[area.area].name))
                    .cell(bdi(within(context.scenario, area.area)))
                    .cell(grouped(context.largest[area.area.value()].value()))
                    .cell(html(context.view.shown(area.reason)));
            }
        }
        text += fmt::format(
            "<p class=\"note\">{}</p>\n{}", html(say("unreachable.note")), table.text());
    }
    return text + unreachable_groups(context) + "</section>\n";
}

std::string countries_section(const PageContext& context) {
    PageTable table(say("countries.caption"),
                    {{say("word.country")},
                     {say("word.programme")},
                     {say("word.target"), true},
                     {say("word.served"), true},
                     {say("word.coverage"), true}});
    table.sortable("country-table");
    bool any = false;
    for (const GroupMeasure& group : context.measures().groups) {
        if (context.scenario[group.area].level == 0) {
            any = true;
            table.row(bdi(context.scenario[group.area].name))
                .cell(bdi(context.scenario[group.programme].name))
                .cell(grouped(group.target.value()))
                .cell(grouped(group.served.value()))
                .bar(css_share(group.coverage), html(percent(group.coverage)));
        }
    }
    if (!any) {
        return {};
    }
    return fmt::format(
        "<section id=\"countries\"><h2>{}</h2><p class=\"note\">{}</p>\n{}</section>\n",
        html(say("countries.heading")),
        html(say("countries.note")),
        table.text());
}

std::string areas_section(const PageContext& context) {
    return fmt::format(
        "<section id=\"areas\"><h2>{}</h2><p class=\"note\">{}</p>\n{}{}</section>\n",
        html(say("areas.heading")),
        html(say("areas.note")),
        area_table(context),
        grid(context));
}

}  // namespace imdad::report
