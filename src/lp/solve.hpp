#pragma once

#include "lp/relaxation.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// Solves a relaxation with CLP: the independent second opinion on every bound. By floating point,
/// so it proves nothing by itself; docs/method/certificates.md says what does.

namespace imdad::lp {

struct SolveOptions {
    double seconds_max = 0;  ///< 0: none
};

struct Solution {
    enum class Status : std::uint8_t { optimal, time_limit, infeasible, unbounded, failed };
    Status status = Status::failed;
    /// Value, or coverage of the worst-off area in [0, 1] (1 where no area counts). If
    /// `time_limit`: of the best point found, 0 if none.
    double objective = 0;
    /// Order of `Relaxation::each_column`.
    std::vector<double> columns;
    /// By column: what the objective gains per unit by which the column is moved up. Positive where
    /// the upper bound is what stops it (a start: the price of one more pack of the supply), else
    /// at most 0.
    std::vector<double> reduced_costs;
    /// Order of `Relaxation::each_row`: what the objective gains per unit by which the right-hand
    /// side grows (litres of store and lane, units of maximum, persons of absorb and need). At
    /// least 0 on rows `at_most`, at most 0 on rows `at_least`, any sign on `equal`. objective =
    /// sum of dual x right-hand side + sum of positive reduced cost x upper bound.
    std::vector<double> duals;
    std::string message;  ///< if failed: what the solver said
};

[[nodiscard]] Solution solve(const Relaxation& relaxation, const SolveOptions& options = {});

/// Solves a file in MPS format, columns and rows in the file's order and the objective as it stands
/// there. `failed` if it cannot be read.
[[nodiscard]] Solution solve_mps(const std::filesystem::path& file,
                                 const SolveOptions& options = {});

/// Optimum of the value over all points of the relaxation: no plan is worth more.
[[nodiscard]] Solution optimum_of_value(const engine::Problem& problem,
                                        std::span<const std::int64_t> slopes,
                                        const SolveOptions& options = {});

/// Most persons of those whom the locks ask for at least who can be served in any point.
[[nodiscard]] Solution optimum_of_locks(const engine::Problem& problem,
                                        const SolveOptions& options = {});

/// Best coverage that the worst-off area can have in any point of the relaxation. Areas that
/// `out_of_reach` names and those that no point serves stand outside.
[[nodiscard]] Solution optimum_of_worst_off(const model::Scenario& scenario,
                                            const engine::Problem& problem,
                                            std::span<const engine::Id> out_of_reach = {},
                                            const SolveOptions& options = {});

}  // namespace imdad::lp
