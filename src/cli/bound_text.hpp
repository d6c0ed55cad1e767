#pragma once

#include "app/verify_plan.hpp"

#include <string>

#include <nlohmann/json_fwd.hpp>

/// What `imdad verify` says of the certificates of a plan.

namespace imdad::cli {

/// A line for each certificate: what no plan can beat and what this one reaches, or why the
/// certificate is refused; one line if the plan has none. Ends with a newline.
[[nodiscard]] std::string bounds_text(const app::VerifyOutcome& outcome);

/// A list of {aim, holds, bound, plan, gap, findings [{code, message, where}]}, the figures as
/// worked out here; they are null where the certificate is refused.
[[nodiscard]] nlohmann::ordered_json bounds_json(const app::VerifyOutcome& outcome);

}  // namespace imdad::cli
