#pragma once

#include "app/access.hpp"
#include "report/status_view.hpp"

#include <string>

/// Plan against actual of an agreement and what stands under it, or of one plan.

namespace imdad::app {

/// `id`: an agreement, its reference, or an action plan. `access.today` is the day as of which
/// something is due. Users who may not read the ledger see what is public in the register.
/// Errors: those of `open_session`; `unknown_id`.
[[nodiscard]] Answer<report::StatusView> status(const Access& access, const std::string& id);

}  // namespace imdad::app
