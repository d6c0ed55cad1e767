#pragma once

#include "model/scenario.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "benchmarks/plan/relaxation.hpp"

/// Writes a relaxation as a free-format MPS file, row by row and column by column.
///
/// Rows: `flow_n3_k1_t5`, `store_n3_c1_t5`, `lane_a7_c1_t5`, `need_u9_t5`, `group_g2`, and the
/// objective `value`. Columns: `start_n3_k1_t5`, `stock_n3_k1_t5`, `ship_a7_k1_t5`,
/// `serve_u9_n3_k1_t5`, `segment_g2_j15`. Numbers count from 0: n places and a lanes in the order
/// of the scenario, u needs in the order of the scenario (those without need in the horizon left
/// out), g groups in order of their first need, c classes (0 ambient, 1 cold, 2 frozen, 3
/// ultra-cold), t weeks, j segments of coverage; k commodities as the file's head lists them. The
/// objective is maximised (section OBJSENSE).

namespace imdad::benchmarks {

/// One line per commodity for the head of the file: "k1: product-0 earmarked region-3-only".
[[nodiscard]] std::vector<std::string> commodity_names(const Relaxation& relaxation,
                                                       const model::ScenarioData& data);

/// Overwrites `file`. `head`: lines of comment. Throws `base::Failure`.
void write_mps(const Relaxation& relaxation,
               const std::string& name,
               const std::vector<std::string>& head,
               const std::filesystem::path& file);

}  // namespace imdad::benchmarks
