#pragma once

#include "ledger/entry.hpp"
#include "report/told.hpp"

#include <fmt/format.h>

/// What reports tell of the ledger in parts. Inside of `app` only.

namespace imdad::app {

[[nodiscard]] inline report::Told discrepancy_told(const ledger::Discrepancy& discrepancy) {
    return {"discrepancy",
            {{"missing", fmt::format("{}", discrepancy.missing)},
             {"surplus", fmt::format("{}", discrepancy.surplus)}}};
}

}  // namespace imdad::app
