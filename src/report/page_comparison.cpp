#include "report/catalogue.hpp"
#include "report/numbers.hpp"
#include "report/page_sections.hpp"
#include "report/page_table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {
namespace {

using namespace model;

constexpr std::size_t kChangesShown = 8;

std::vector<PageColumn> plan_columns(const PageContext& context, std::string first) {
    std::vector<PageColumn> columns = {{std::move(first)}};
    for (const NamedPlan* plan : context.plans()) {
        columns.push_back({plan_name(plan->name), true});
    }
    return columns;
}

/// One row: the same figure of the plan and of every baseline.
template <typename Figure>
void measure_row(PageTable& table,
                 const PageContext& context,
                 std::string_view name,
                 Figure&& figure) {
    table.row(html(name));
    for (const NamedPlan* plan : context.plans()) {
        table.cell(figure(plan->measures));
    }
}

std::string measures_table(const PageContext& context) {
    PageTable table(say("compare.caption"), plan_columns(context, say("compare.measure")));
    measure_row(table, context, say("row.worst_area"), [](const Measures& m) {
        return m.worst_area ? html(percent(m.areas[*m.worst_area].coverage))
                            : html(say("word.none"));
    });
    measure_row(table, context, say("row.worst_name"), [&](const Measures& m) {
        return m.worst_area ? fmt::format(R"(<span class="name">{}</span>)",
                                          bdi(context.scenario[m.areas[*m.worst_area].area].name))
                            : html(say("word.none"));
    });
    measure_row(table, context, say("row.people"), [](const Measures& m) {
        return grouped(m.people.at_least.value());
    });
    measure_row(table, context, say("row.people_most"), [](const Measures& m) {
        return grouped(m.people.at_most.value());
    });
    return table.text();
}

const ProgrammeMeasure* find_programme(const Measures& measures, ProgrammeIndex programme) {
    const auto found = std::find_if(
        measures.programmes.begin(), measures.programmes.end(), [&](const auto& measure) {
            return measure.programme == programme;
        });
    return found == measures.programmes.end() ? nullptr : &*found;
}

/// Marks of all plans on one line, baselines first so that the plan's own lies on top.
std::string track(const std::vector<const NamedPlan*>& plans, ProgrammeIndex programme) {
    std::string marks;
    for (std::size_t i = plans.size(); i-- > 0;) {
        if (const ProgrammeMeasure* measure = find_programme(plans[i]->measures, programme)) {
            marks += fmt::format(R"(<i class="d{}" style="--v:{}"></i>)",
                                 std::min<std::size_t>(i, 3),
                                 css_share(measure->coverage.mean));
        }
    }
    return fmt::format(R"(<span class="track">{}</span>)", marks);
}

std::string programme_table(const PageContext& context) {
    const auto plans = context.plans();
    std::vector<PageColumn> columns = plan_columns(context, say("word.programme"));
    columns.insert(columns.begin() + 1, {say("compare.track")});
    PageTable table(say("compare.programmes_caption"), columns);
    for (const ProgrammeMeasure& programme : context.measures().programmes) {
        table.row(bdi(context.scenario[programme.programme].name))
            .cell(track(plans, programme.programme));
        for (const NamedPlan* plan : plans) {
            const ProgrammeMeasure* measure = find_programme(plan->measures, programme.programme);
            table.cell(measure == nullptr ? html(say("word.none"))
                                          : grouped(measure->served.value()));
        }
    }
    std::string key;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        key += fmt::format(R"(<li><span class="mark"><i class="d{}"></i></span> {}</li>)",
                           std::min<std::size_t>(i, 3),
                           html(plan_name(plans[i]->name)));
    }
    return fmt::format("<h3>{}</h3><ul class=\"key\">{}</ul>\n{}",
                       html(say("compare.programmes_heading")),
                       key,
                       table.text());
}

std::string changes_table(const PageContext& context,
                          const std::vector<AreaChange>& changes,
                          const std::string& title,
                          std::string_view baseline) {
    if (changes.empty()) {
        return fmt::format(
            "<div><h4>{}</h4><p>{}</p></div>", html(title), html(say("compare.nobody")));
    }
    const std::size_t shown = std::min(changes.size(), kChangesShown);
    PageTable table(say("compare.shown", fmt::arg("shown", shown), fmt::arg("all", changes.size())),
                    {{say("word.area")},
                     {plan_name(baseline), true},
                     {plan_name("plan"), true},
                     {say("compare.points"), true}});
    for (std::size_t i = 0; i < shown; ++i) {
        const AreaChange& change = changes[i];
        std::string area = bdi(full_name(context.scenario, change.area));
        if (change.programme.exists()) {
            const std::string persons =
                (change.persons < 0 ? "\u2212" : "+") + grouped(std::abs(change.persons));
            area +=
                fmt::format("<small>{}</small>",
                            say("compare.mostly",
                                fmt::arg("programme", bdi(context.scenario[change.programme].name)),
                                fmt::arg("persons", persons)));
        }
        table.row(area)
            .cell(html(percent(change.baseline)))
            .cell(html(percent(change.plan)))
            .cell(html(points(change.difference())));
    }
    return fmt::format("<div><h4>{}</h4>{}</div>", html(title), table.text());
}

std::string changes_text(const PageContext& context, const NamedPlan& baseline) {
    const Changes changes =
        changes_against(context.scenario, context.measures(), baseline.measures);
    const std::string name = plan_in_text(baseline.name);
    return fmt::format("<article><h3>{}</h3><p>{}</p><div class=\"pair\">{}{}</div></article>\n",
                       html(say("compare.against", fmt::arg("baseline", name))),
                       html(say("compare.counts",
                                fmt::arg("losers", changes.losers.size()),
                                fmt::arg("winners", changes.winners.size()),
                                fmt::arg("same", changes.same))),
                       changes_table(context,
                                     changes.losers,
                                     say("compare.losers", fmt::arg("baseline", name)),
                                     baseline.name),
                       changes_table(context,
                                     changes.winners,
                                     say("compare.winners", fmt::arg("baseline", name)),
                                     baseline.name));
}

}  // namespace

std::string comparison_section(const PageContext& context) {
    if (context.result.baselines.empty()) {
        return {};
    }
    std::string text =
        fmt::format("<section id=\"comparison\"><h2>{}</h2><p class=\"note\">{}</p>\n{}{}",
                    html(say("compare.heading")),
                    html(say("compare.note")),
                    measures_table(context),
                    programme_table(context));
    text += fmt::format("<h3>{}</h3><p class=\"note\">{}</p>\n",
                        html(say("compare.who_heading")),
                        html(say("compare.who_note")));
    for (const NamedPlan& baseline : context.result.baselines) {
        text += changes_text(context, baseline);
    }
    return text + "</section>\n";
}

std::string fairness_section(const PageContext& context) {
    PageTable table(say("fairness.caption"), plan_columns(context, say("compare.measure")));
    const auto share_row = [&](const std::string& name, auto&& figure) {
        measure_row(table, context, name, [&](const Measures& m) {
            return html(percent(figure(m.fairness)));
        });
    };
    share_row(say("row.worst_area"), [](const Fairness& f) { return f.minimum; });
    share_row(say("row.p10"), [](const Fairness& f) { return f.p10; });
    share_row(say("row.mean"), [](const Fairness& f) { return f.mean; });
    measure_row(table, context, say("row.gini"), [](const Measures& m) {
        return index_text(m.fairness.gini);
    });
    measure_row(table, context, say("row.theil"), [](const Measures& m) {
        return index_text(m.fairness.theil);
    });
    for (std::size_t i = 0; i < 4; ++i) {
        share_row(say("row.under", fmt::arg("share", 20 * (i + 1))),
                  [i](const Fairness& f) { return f.under[i]; });
    }
    return fmt::format(
        "<section id=\"fairness\"><h2>{}</h2><p class=\"note\">{}</p>\n{}</section>\n",
        html(say("fairness.heading")),
        html(say("fairness.note")),
        table.text());
}

}  // namespace imdad::report
