#pragma once

#include "lp/relaxation.hpp"
#include "model/plan.hpp"
#include "plan/problem_builder.hpp"

#include <map>
#include <string>
#include <vector>

/// A plan as values of the relaxation's columns, worked out from the plan and the scenario alone:
/// the relaxation bounds a plan only if the plan is a point of it.

namespace imdad::test_support {

struct PlanPoint {
    std::map<std::string, double> values;  ///< by name of column
    double objective = 0;                  ///< value, or coverage of the worst-off area
    std::vector<std::string> broken;       ///< rows and columns whose limits the point breaks
    std::vector<std::string> unknown;      ///< columns that the plan needs and R does not have
};

/// Starts, ships and stock that R has no column for are of no use to anybody and are left out.
/// `plan` must have been accepted by the checker. `scenario` is what `built` was built from.
[[nodiscard]] PlanPoint point_of(const model::Scenario& scenario,
                                 const plan::BuiltProblem& built,
                                 const lp::Relaxation& relaxation,
                                 const model::Plan& plan);

/// The same with other values: objective and what is broken.
[[nodiscard]] PlanPoint judged(const lp::Relaxation& relaxation,
                               std::map<std::string, double> values);

}  // namespace imdad::test_support
