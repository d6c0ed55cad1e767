#pragma once

#include "lp/relaxation.hpp"
#include "model/scenario.hpp"

#include <span>
#include <string>
#include <vector>

/// What the numbers in names of rows and columns stand for, in the words of the scenario.

namespace imdad::lp {

/// One line per commodity: "k1: vaccine earmarked donor-north, used until week 5, arriving until
/// week 4"; weeks are left out where goods last beyond the horizon.
[[nodiscard]] std::vector<std::string> commodity_lines(const Relaxation& relaxation,
                                                       const engine::Problem& problem,
                                                       const model::ScenarioData& data);

/// All of them: k, n, a, p, r, d, g and u, one line each. `need_of`: by unit of `problem`.
[[nodiscard]] std::vector<std::string> legend(const Relaxation& relaxation,
                                              const engine::Problem& problem,
                                              const model::Scenario& scenario,
                                              std::span<const model::NeedIndex> need_of);

}  // namespace imdad::lp
