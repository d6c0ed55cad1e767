#pragma once

#include "app/access.hpp"
#include "report/trace_view.hpp"

#include <string>

/// The chain of one thing both ways: what it follows from, back to the consultation, and what
/// became of it, on to the place of use.

namespace imdad::app {

/// `id`: a consultation, an outcome as CONSULTATION/OUTCOME, an agreement or its reference, a plan,
/// an activity, an action point, a pledge, a lot as LOT or UNIT/LOT, a shipment or another entry by
/// its id or the first eight or more digits of it, a place or party that has or gets something;
/// `KIND:ID` where one word is several of these.
/// Users who may not read the ledger see what is public in the register.
/// Errors: those of `open_session`; `unknown_id`; `ambiguous_id`.
/// Complexity: reads the whole journal.
[[nodiscard]] Answer<report::TraceView> trace(const Access& access, const std::string& id);

}  // namespace imdad::app
