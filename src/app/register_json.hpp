#pragma once

#include "app/calendar.hpp"
#include "app/register_steps.hpp"
#include "app/register_views.hpp"

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// Entities and changes of the register as documents for programs: the same keys for whoever asks,
/// on the command line or over the network.

namespace imdad::app {

/// `kind`, `entities [{id, state, fields {path: value}}]`.
[[nodiscard]] nlohmann::ordered_json entities_json(const std::string& kind,
                                                   const std::vector<EntityLine>& lines);

/// `kind`, `id`, `state`, `fields`, `next [{to, lacks}]`, `history [{step, recorded, on, who,
/// field, before, after}]`, `documents [SHA-256 of those that are kept]`.
[[nodiscard]] nlohmann::ordered_json entity_json(const std::string& kind, const EntityView& view);

/// `[{kind, id, field, before, after}]`.
[[nodiscard]] nlohmann::ordered_json changes_json(const std::vector<ChangeLine>& changes);

/// `written`, `replayed`, `step`, `changes [{kind, id, field, before, after}]`.
[[nodiscard]] nlohmann::ordered_json changed_json(const Changed& changed);

/// `today`, `steps`, `suggested`, `ending`, `overdue`.
[[nodiscard]] nlohmann::ordered_json due_json(const DueList& due);

/// `written`, `steps [{kind, id, to, step, changes}]`, `held_up`.
[[nodiscard]] nlohmann::ordered_json applied_json(const Applied& applied);

}  // namespace imdad::app
