#pragma once

#include "app/loaded.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// `imdad network`: stores and lanes for areas and facilities that have none.

namespace imdad::app {

struct DeriveNetworkRequest {
    std::filesystem::path scenario_folder;
    bool dry_run = false;
};

struct DeriveNetworkOutcome {
    enum class Kind { derived, scenario_refused, not_derivable };
    Kind kind = Kind::derived;
    LoadedScenario loaded;  ///< the folder as it was
    std::size_t places_added = 0;
    std::size_t lanes_added = 0;
    std::size_t rooms_filled = 0;            ///< stated places whose blank litres were filled in
    std::vector<std::string> notes;          ///< counts per rule
    std::vector<base::Error> not_connected;  ///< places that no rule could connect, with the reason
    std::vector<std::string> files;          ///< written, or that would be on a dry run
    std::optional<base::Error>
        error;  ///< why nothing could be derived, e.g. a lane against the chain
};

/// Adds the derived rows to places.csv and lanes.csv, fills blank litres, and adds the label that
/// says so. Every cell that holds something stays as it is, unknown columns too; only the origin of
/// a place whose litres were filled gets a note. The files are replaced one by one, places first,
/// so that an interruption leaves a scenario that is valid and can be derived again. Throws
/// `base::Failure`.
[[nodiscard]] DeriveNetworkOutcome derive_network(const DeriveNetworkRequest& request);

}  // namespace imdad::app
