#include "report/bound_sentences.hpp"
#include "report/catalogue.hpp"
#include "report/numbers.hpp"
#include "report/page_sections.hpp"
#include "report/page_table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;

std::string tile(std::string_view css_class,
                 std::string_view title,
                 std::string_view figure,
                 std::string_view text) {
    return fmt::format(
        R"(<div class="tile {}"><dt>{}</dt><dd><strong>{}</strong> <span>{}</span></dd></div>)"
        "\n",
        css_class,
        title,
        figure,
        text);
}

/// Areas within reach that share the lowest coverage with the named one.
std::int64_t ties_with(const Measures& measures, const AreaMeasure& worst) {
    return std::count_if(
        measures.areas.begin(), measures.areas.end(), [&](const AreaMeasure& area) {
            return area.reachable && area.area != worst.area && area.coverage == worst.coverage;
        });
}

std::string worst_tile(const PageContext& context) {
    const Measures& measures = context.measures();
    if (!measures.worst_area) {
        return tile("warn",
                    html(say("headline.worst")),
                    html(say("word.none")),
                    html(say("headline.no_worst")));
    }
    const AreaMeasure& worst = measures.areas[*measures.worst_area];
    const std::size_t within = measures.areas.size() - unreachable_count(measures);
    std::string text = bdi(full_name(context.scenario, worst.area)) + ", " +
                       html(say_count("headline.worst_of", static_cast<std::int64_t>(within)));
    if (const std::int64_t ties = ties_with(measures, worst); ties > 0) {
        text += " " + html(say_count("headline.worst_ties", ties));
    }
    return tile("warn", html(say("headline.worst")), html(percent(worst.coverage)), text);
}

/// What the baselines would do to the worst-off and to the number of people; empty without them.
std::string elsewhere(const PageContext& context) {
    std::string items;
    for (const NamedPlan& baseline : context.result.baselines) {
        const Measures& measures = baseline.measures;
        items += fmt::format(
            "<li>{}</li>\n",
            say("headline.elsewhere",
                fmt::arg("baseline",
                         fmt::format("<strong>{}</strong>", html(plan_name(baseline.name)))),
                fmt::arg("coverage",
                         html(measures.worst_area
                                  ? percent(measures.areas[*measures.worst_area].coverage)
                                  : say("word.none"))),
                fmt::arg("people", grouped(measures.people.at_least.value()))));
    }
    if (items.empty()) {
        return {};
    }
    return fmt::format("<p class=\"elsewhere\">{}</p><ul class=\"key\">\n{}</ul>\n",
                       html(say("headline.elsewhere_title")),
                       items);
}

/// What is proved about the plan; empty without certificates.
std::string proved(const PageContext& context) {
    std::string text;
    for (const std::string& sentence : bound_sentences(context.result)) {
        text += fmt::format("<li>{}</li>\n", html(sentence));
    }
    return text.empty() ? text : fmt::format("<ul class=\"proved\">\n{}</ul>\n", text);
}

std::string vital_tile(const PageContext& context) {
    const Measures& measures = context.measures();
    if (!measures.worst_vital_group) {
        return {};
    }
    const GroupMeasure& group = measures.groups[*measures.worst_vital_group];
    return tile("",
                html(say("headline.vital")),
                html(percent(group.coverage)),
                say("headline.vital_text",
                    fmt::arg("programme", bdi(context.scenario[group.programme].name)),
                    fmt::arg("name", bdi(full_name(context.scenario, group.area)))));
}

}  // namespace

std::string headline_section(const PageContext& context) {
    const Measures& measures = context.measures();
    const auto unreachable = static_cast<std::int64_t>(unreachable_count(measures));
    std::string tiles = worst_tile(context) + vital_tile(context);
    tiles += tile("",
                  html(say("headline.under")),
                  html(percent(measures.fairness.under[1])),
                  html(say("headline.under_text")));
    tiles += tile("",
                  html(say("headline.unreachable")),
                  grouped(unreachable),
                  html(unreachable == 0 ? say("headline.unreachable_none")
                                        : say("headline.unreachable_text")));
    const std::string uncommitted = uncommitted_text(context.result.chosen.plan.options);
    return fmt::format(
        "<section id=\"headline\"><p class=\"headline\"><span>{}</span> <strong>{}</strong> "
        "<span>{}</span></p>\n"
        "<p class=\"note\">{}{}</p>\n<dl class=\"tiles\">\n{}</dl>\n{}</section>\n",
        html(say("headline.people_short")),
        grouped(measures.people.at_least.value()),
        html(say("headline.people_rest")),
        html(say("headline.at_most", fmt::arg("people", grouped(measures.people.at_most.value())))),
        uncommitted.empty() ? "" : fmt::format(" <strong>{}</strong>", html(uncommitted)),
        tiles,
        proved(context) + elsewhere(context));
}

std::string programmes_section(const PageContext& context) {
    const auto& programmes = context.measures().programmes;
    const bool series =
        std::any_of(programmes.begin(), programmes.end(), [](const ProgrammeMeasure& p) {
            return p.started != p.served;
        });
    std::vector<PageColumn> columns = {{say("word.programme")},
                                       {say("programmes.bar")},
                                       {say("word.mean"), true},
                                       {say("word.p10"), true},
                                       {say("word.minimum"), true},
                                       {say("word.target"), true},
                                       {say("word.served"), true}};
    if (series) {
        columns.push_back({say("word.started"), true});
    }
    PageTable table(say("programmes.caption"), columns);
    table.sortable("programme-table");
    for (const ProgrammeMeasure& programme : programmes) {
        table.row(bdi(context.scenario[programme.programme].name))
            .cell(fmt::format(R"(<span class="range" style="--v:{};--m:{}"></span>)",
                              css_share(programme.coverage.mean),
                              css_share(programme.coverage.minimum)))
            .cell(html(percent(programme.coverage.mean)))
            .cell(html(percent(programme.coverage.p10)))
            .cell(html(percent(programme.coverage.minimum)))
            .cell(grouped(programme.target.value()))
            .cell(grouped(programme.served.value()));
        if (series) {
            table.cell(grouped(programme.started.value()));
        }
    }
    return fmt::format(
        "<section id=\"programmes\"><h2>{}</h2><p class=\"note\">{}</p>\n{}</section>\n",
        html(say("programmes.heading")),
        html(say("programmes.note")),
        table.text());
}

}  // namespace imdad::report
