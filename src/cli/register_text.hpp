#pragma once

#include "app/register_file.hpp"
#include "app/register_steps.hpp"

#include <string>
#include <vector>

/// Entities and changes of the register, for people and for programs.

namespace imdad::cli {

[[nodiscard]] std::string entities_table(const std::string& kind,
                                         const std::vector<app::EntityLine>& lines);

[[nodiscard]] std::string entity_table(const app::EntityView& view);
[[nodiscard]] std::string changed_table(const app::Changed& changed, bool dry_run);

/// `kind`: of the entities of the file.
[[nodiscard]] std::string rows_table(const std::string& kind,
                                     const app::FileOutcome& outcome,
                                     bool dry_run);
/// `written`, `rows [{line, kind, id, outcome, step, changes}]`.
[[nodiscard]] std::string rows_json(const std::string& kind, const app::FileOutcome& outcome);

}  // namespace imdad::cli
