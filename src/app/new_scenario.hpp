#pragma once

#include "base/result.hpp"

#include <filesystem>

/// `imdad new`: a small commented scenario that plans at once.

namespace imdad::app {

struct NewScenarioRequest {
    std::filesystem::path scenario_folder;
};

struct NewScenarioOutcome {
    base::Result<void> result;  ///< `exists` if the folder is not empty
};

/// Throws `base::Failure`.
[[nodiscard]] NewScenarioOutcome new_scenario(const NewScenarioRequest& request);

}  // namespace imdad::app
