#pragma once

#include "exchange/problem.hpp"
#include "model/scenario.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// datapackage.json: the horizon, the policy and the sources of a scenario, and a description of
/// its files that other tools for Frictionless Data read.

namespace imdad::exchange {

inline constexpr std::string_view kDatapackageFile = "datapackage.json";

/// The header that `text` states. Every fault is reported, its column the path in the file
/// ("$.imdad.start"). None if the horizon is not usable. The paths of its resources are added to
/// `resources`.
[[nodiscard]] std::optional<model::Header> parse_datapackage(const std::string& text,
                                                             ProblemList& problems,
                                                             std::vector<std::string>& resources);

/// The file for `header`, naming every table with its columns; that of the locks only where the
/// scenario has some.
[[nodiscard]] std::string datapackage_text(const model::Header& header, bool with_locks);

}  // namespace imdad::exchange
