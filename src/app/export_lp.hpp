#pragma once

#include "app/loaded.hpp"
#include "app/usage.hpp"
#include "base/result.hpp"
#include "lp/relaxation.hpp"

#include <filesystem>
#include <optional>

/// `imdad export-lp`: the relaxation that no plan can beat, for anybody's solver.

namespace imdad::app {

struct ExportLpRequest {
    using Aim = lp::Aim::Kind;

    std::filesystem::path scenario_folder;
    std::filesystem::path to;
    Aim aim = Aim::value;
    std::optional<model::Policy> policy;  ///< none: the scenario's; of no account for `worst_off`
    bool include_announced = false;
    bool include_pledged = false;
};

struct ExportLpOutcome {
    enum class Kind {
        written,
        scenario_refused,  ///< critical problems; nothing was written
        not_replaceable    ///< `error` says why; nothing was written
    };
    Kind kind = Kind::written;
    LoadedScenario loaded;
    model::Policy policy = model::Policy::worst_first;  ///< whose value it is
    lp::RelaxationSize size;
    std::uintmax_t bytes = 0;
    std::size_t areas = 0;  ///< worst_off: areas that count
    double scale = 1;       ///< objective of one unit of value or coverage
    std::optional<base::Error> error;
    Usage usage;
};

/// Overwrites `to` if that is an MPS file, or empty, and nothing else. Throws `base::Failure`.
[[nodiscard]] ExportLpOutcome export_lp(const ExportLpRequest& request);

}  // namespace imdad::app
