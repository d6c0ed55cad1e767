#include "report/map_svg.hpp"

#include "report/catalogue.hpp"
#include "report/map_layout.hpp"
#include "report/map_panel.hpp"
#include "report/numbers.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;
constexpr int kMapWidth = 1140;
constexpr std::size_t kWorstListed = 10;

std::string swatch(std::string_view css_class) {
    return fmt::format(
        R"(<svg class="sw" viewBox="0 0 260 160" aria-hidden="true"><g class="areas"><rect class="{}" x="5" y="5" width="250" height="150"/></g></svg>)",
        css_class);
}

std::string class_note(const CoverageClasses& classes) {
    const auto points = fmt::arg("points", classes.points);
    return classes.usual() ? say("map.legend_fixed", points) : say("map.legend_data", points);
}

std::string legend(const PageContext& context, bool has_circles) {
    std::array<std::int64_t, kCoverageClasses> counts{};
    std::int64_t unreachable = 0;
    for (const AreaMeasure& area : context.measures().areas) {
        if (area.reachable) {
            ++counts[context.classes.class_of(area.coverage)];
        } else {
            ++unreachable;
        }
    }
    std::string items;
    const auto item = [&items](std::string_view css_class,
                               std::string_view name,
                               std::int64_t count,
                               int number = -1) {
        items += fmt::format(R"(<li>{} <span{}>{}</span> <span class="quiet">{}</span></li>)",
                             swatch(css_class),
                             number < 0 ? std::string() : fmt::format(" data-c=\"{}\"", number),
                             html(name),
                             html(say_count("map.class_count", count)));
    };
    for (std::size_t i = 0; i < kCoverageClasses; ++i) {
        item(fmt::format("k{}", i), context.classes.name(i), counts[i], static_cast<int>(i));
    }
    if (unreachable > 0) {
        item("ku", say("word.unreachable"), unreachable);
    }
    std::string text = fmt::format(
        R"(<div class="legend"><p id="legend-title"><strong>{}</strong> <span class="quiet">{}</span></p><ul>{})",
        html(say("map.legend")),
        html(class_note(context.classes)),
        items);
    text += fmt::format(
        R"(<li><svg class="sw" viewBox="0 0 260 160" aria-hidden="true"><circle class="ring" cx="130" cy="80" r="60"/></svg> <span>{}</span></li></ul></div>)",
        html(say("map.worst_key")));
    std::string notes;
    if (has_circles) {
        notes += html(say("map.circle_key")) + " ";
        notes += context.view.restricted() ? html(say("map.place_key")) + " "
                                           : html(say("map.circle_round")) + " ";
    }
    return text + (notes.empty() ? "" : fmt::format(R"(<p class="note">{}</p>)", notes));
}

std::string worst_list(const PageContext& context) {
    std::vector<const AreaMeasure*> areas;
    for (const AreaMeasure& area : context.measures().areas) {
        if (area.reachable) {
            areas.push_back(&area);
        }
    }
    std::stable_sort(areas.begin(), areas.end(), [](const auto* a, const auto* b) {
        return a->coverage < b->coverage;
    });
    std::string items;
    for (std::size_t i = 0; i < std::min(areas.size(), kWorstListed); ++i) {
        items += fmt::format("<li><strong>{}</strong> {}</li>\n",
                             html(percent(areas[i]->coverage)),
                             bdi(full_name(context.scenario, areas[i]->area)));
    }
    return fmt::format(
        R"(<h3>{}</h3><ol class="worst-list">{}</ol>)", html(say("map.worst_list")), items);
}

}  // namespace

std::string map_section(const PageContext& context) {
    const MapLayout layout =
        map_layout(context.scenario, context.measures(), context.shapes, context.view, kMapWidth);
    std::string text = fmt::format("<section id=\"map\"><h2>{}</h2>\n", html(say("map.heading")));
    if (layout.panels.empty()) {
        return text + fmt::format("<p>{}</p></section>\n", html(say("map.none")));
    }
    text += R"(<div class="maps">)";
    for (std::size_t i = 0; i < layout.panels.size(); ++i) {
        text += map_panel(context, layout.panels[i], i);
    }
    text += "</div>\n";
    const bool has_circles =
        std::any_of(context.measures().areas.begin(),
                    context.measures().areas.end(),
                    [&](const AreaMeasure& area) {
                        return context.shapes.find(context.scenario[area.area].pcode) == nullptr;
                    });
    text += legend(context, has_circles);
    std::string notes;
    if (!layout.not_drawn.empty()) {
        notes +=
            html(say_count("map.not_drawn", static_cast<std::int64_t>(layout.not_drawn.size()))) +
            " ";
    }
    if (!context.shapes.source.empty()) {
        notes += html(say("map.shapes_source",
                          fmt::arg("source", context.shapes.source),
                          fmt::arg("licence", context.shapes.licence))) +
                 " ";
    }
    text += fmt::format("<p class=\"note\">{}{}</p>\n", notes, html(say("map.disclaimer")));
    return text + worst_list(context) + "</section>\n";
}

}  // namespace imdad::report
