#pragma once

#include "app/register_file.hpp"
#include "app/register_steps.hpp"

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// Entities and changes of the register, for people and for programs.

namespace imdad::cli {

[[nodiscard]] std::string entities_table(const std::string& kind,
                                         const std::vector<app::EntityLine>& lines);
/// `kind`, `entities [{id, state, fields {path: value}}]`.
[[nodiscard]] std::string entities_json(const std::string& kind,
                                        const std::vector<app::EntityLine>& lines);

[[nodiscard]] std::string entity_table(const app::EntityView& view);
/// `kind`, `id`, `state`, `fields`, `next [{to, lacks}]`, `history [{step, recorded, on, who,
/// field, before, after}]`.
[[nodiscard]] std::string entity_json(const std::string& kind, const app::EntityView& view);

/// `[{kind, id, field, before, after}]`.
[[nodiscard]] nlohmann::ordered_json changes_json(const std::vector<app::ChangeLine>& changes);

[[nodiscard]] std::string changed_table(const app::Changed& changed, bool dry_run);
/// `written`, `replayed`, `step`, `changes [{kind, id, field, before, after}]`.
[[nodiscard]] std::string changed_json(const app::Changed& changed);

/// `kind`: of the entities of the file.
[[nodiscard]] std::string rows_table(const std::string& kind,
                                     const app::FileOutcome& outcome,
                                     bool dry_run);
/// `written`, `rows [{line, kind, id, outcome, step, changes}]`.
[[nodiscard]] std::string rows_json(const std::string& kind, const app::FileOutcome& outcome);

}  // namespace imdad::cli
