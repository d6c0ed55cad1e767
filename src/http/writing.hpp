#pragma once

#include "app/post_one.hpp"
#include "app/register_steps.hpp"
#include "app/shipments.hpp"
#include "app/stock_moves.hpp"
#include "http/router.hpp"

#include <optional>

#include <nlohmann/json_fwd.hpp>

/// What every request that writes has in common: its key, whether it is only tried, and how an act
/// that was done before is answered.

namespace imdad::http {

/// The `Idempotency-Key` is the id of the step: the books themselves know what was done under it.
/// With `If-Match`, the step is taken only if the entity is what its document with this `ETag`
/// says. Problems: 400 `bad_parameter`.
[[nodiscard]] tl::expected<app::StepOptions, Problem> step_of(const Call& call);

/// The same for a movement of the ledger. `on`: its business date; none: today.
[[nodiscard]] tl::expected<app::MovementOptions, Problem> movement_of(
    const Call& call, const std::optional<base::Day>& on);

/// What `app` refused of a request whose body names things: what the body names and is not there is
/// 422, because the path is there.
[[nodiscard]] Problem problem_of_body(const app::Refusal& refusal);

/// `document` as an answer; where the act was done before, that is said in a header.
[[nodiscard]] Response answered(const nlohmann::ordered_json& document, bool done_before);

/// A command of the ledger that was posted or proposed before is answered as it was then.
[[nodiscard]] Response posted(const app::OneOutcome& outcome);

/// A step that was taken before is answered as it was then.
[[nodiscard]] Outcome told(const app::Answer<app::Changed>& changed);

}  // namespace imdad::http
