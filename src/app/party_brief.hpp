#pragma once

#include "app/access.hpp"
#include "report/brief_view.hpp"

#include <string>

/// What somebody who meets a party should know of it.

namespace imdad::app {

/// On `access.today`. Users see what they may see of the register, and of the ledger only if they
/// may read it. Errors: those of `open_session`; `no_such_entity`.
[[nodiscard]] Answer<report::BriefView> brief(const Access& access, const std::string& party);

}  // namespace imdad::app
