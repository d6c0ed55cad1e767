#pragma once

#include "app/verify_plan.hpp"
#include "report/plan_table.hpp"

#include <string>

/// What `imdad verify` says, for people and for programs.

namespace imdad::cli {

/// Every kind of violation, the first rows by name. Ends with a newline.
[[nodiscard]] std::string violations_text(const verify::Verdict& verdict);

/// Lines for a person: the verdict, then either every kind of violation with its first rows, or
/// what the plan achieves. Ends with a newline.
[[nodiscard]] std::string verdict_table(const app::VerifyOutcome& outcome,
                                        const report::TableOptions& table);

/// One JSON object {accepted, by_hand, constraints_checked, served, counts, violations, problems,
/// certificates, not_proved_out_of_reach, achieves} and a newline; see docs/cli.md. `achieves` is
/// null unless the plan was accepted.
[[nodiscard]] std::string verdict_json(const app::VerifyOutcome& outcome);

}  // namespace imdad::cli
