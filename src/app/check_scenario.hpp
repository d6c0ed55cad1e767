#pragma once

#include "app/loaded.hpp"
#include "app/usage.hpp"

#include <filesystem>

/// `imdad check`: every problem of a scenario folder, and what would be planned with.

namespace imdad::app {

struct CheckRequest {
    std::filesystem::path scenario_folder;
};

struct CheckOutcome {
    LoadedScenario loaded;
    Usage usage;
};

[[nodiscard]] CheckOutcome check_scenario(const CheckRequest& request);

}  // namespace imdad::app
