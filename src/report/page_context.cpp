#include "report/page_context.hpp"

#include "report/numbers.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {

using namespace model;

namespace {

CoverageClasses classes_of(const std::vector<Fixed9>& coverage) {
    std::vector<Fixed9> known;
    std::copy_if(coverage.begin(), coverage.end(), std::back_inserter(known), [](Fixed9 c) {
        return c != kNoCoverage;
    });
    return coverage_classes(std::move(known));
}

}  // namespace

PageContext::PageContext(const Scenario& the_scenario,
                         const PlanResult& the_result,
                         const MapShapes& the_shapes,
                         Audience audience)
    : scenario(the_scenario),
      result(the_result),
      shapes(the_shapes),
      view(the_scenario, audience),
      largest(largest_targets(the_scenario, the_result.chosen.measures)),
      coverage(coverage_by_area(the_scenario, the_result.chosen.measures)),
      classes(classes_of(coverage)) {
    for (const NamedPlan& baseline : result.baselines) {
        baseline_coverage.push_back(coverage_by_area(scenario, baseline.measures));
    }
}

std::vector<const NamedPlan*> PageContext::plans() const {
    std::vector<const NamedPlan*> all = {&result.chosen};
    for (const NamedPlan& baseline : result.baselines) {
        all.push_back(&baseline);
    }
    return all;
}

std::string bdi(std::string_view text) {
    return "<bdi>" + html(text) + "</bdi>";
}

std::string css_share(Fixed9 share) {
    const std::int64_t permille =
        std::clamp<std::int64_t>(share.nano() / (Fixed9::kScale / 1000), 0, 1000);
    return permille % 10 == 0 ? fmt::format("{}%", permille / 10)
                              : fmt::format("{}.{}%", permille / 10, permille % 10);
}

}  // namespace imdad::report
