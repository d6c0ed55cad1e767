#include "app/plan_files.hpp"

#include "app/interrupt.hpp"
#include "base/parallel.hpp"
#include "exchange/file_bytes.hpp"
#include "exchange/plan_folder.hpp"
#include "exchange/plan_geojson.hpp"
#include "exchange/plan_workbook.hpp"
#include "report/plan_page.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace imdad::app {

std::vector<std::string> write_plan_files(const model::Scenario& scenario,
                                          const model::PlanResult& result,
                                          const exchange::MapShapes& shapes,
                                          model::Audience audience,
                                          const std::filesystem::path& directory,
                                          int threads,
                                          const model::Explanation* explanation) {
    std::vector<std::string> files =
        exchange::write_plan_folder(scenario, result, directory, threads);
    stop_if_interrupted();
    const std::array<std::function<void()>, 3> others = {
        [&] { exchange::write_plan_workbook(scenario, result, audience, directory / "plan.xlsx"); },
        [&] {
            exchange::write_bytes(
                directory / "plan.html",
                report::plan_page(scenario, result, shapes, audience, explanation));
        },
        [&] {
            exchange::write_plan_geojson(
                scenario, result, shapes, audience, directory / "plan.geojson");
        }};
    base::run_tasks(others.size(), threads, [&](std::size_t i) { others[i](); });
    files.insert(files.end(), {"plan.xlsx", "plan.geojson", "plan.html"});
    std::ranges::sort(files);
    return files;
}

}  // namespace imdad::app
