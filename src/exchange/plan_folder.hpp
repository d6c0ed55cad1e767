#pragma once

#include "exchange/problem.hpp"
#include "model/measures.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// The plan folder of docs/method/planning.md: shipments.csv, service.csv, supply_use.csv,
/// coverage.csv, stock.csv and plan.json. (Workbook, map and page are written elsewhere.)

namespace imdad::exchange {

/// Writes the CSV files and plan.json. Same result, same bytes at any number of threads. Returns
/// the names of the files written.
std::vector<std::string> write_plan_folder(const model::Scenario& scenario,
                                           const model::PlanResult& result,
                                           const std::filesystem::path& directory,
                                           int threads = 1);

/// Writes coverage.csv of these measures alone.
void write_coverage(const model::Scenario& scenario,
                    const model::Measures& measures,
                    const std::filesystem::path& directory);

struct PlanReadOutcome {
    std::optional<model::Plan> plan;  ///< absent if there is any critical problem
    ProblemList problems;
    std::vector<model::CertifiedBound> bounds;   ///< as stated, not worked out again
    std::vector<model::AreaIndex> out_of_reach;  ///< as stated; read with `bounds` only
    std::string inputs_sha256;  ///< of the inputs the plan was made from; empty if not stated
};

/// Reads a plan: the folder written above with its rows in any order, or one with shipments.csv
/// alone (`Plan::by_hand`). Rows that name what the scenario does not have, that state a key twice
/// or that contradict the scenario (another arrival, other litres, another programme than the
/// need's) are critical problems. In a plan by hand an empty lot or a missing earmark column means
/// the one batch that fits, and a missing use-by column means any (`kNoLimit`). Throws
/// `base::Failure` when a file cannot be read.
[[nodiscard]] PlanReadOutcome read_plan_folder(const model::Scenario& scenario,
                                               const std::filesystem::path& directory);

}  // namespace imdad::exchange
