#pragma once

#include "base/result.hpp"
#include "ledger/entry.hpp"

#include <string_view>

/// Reads what encoding.hpp wrote.

namespace imdad::ledger {

/// The entry of canonical bytes; its names are added to `names`. Errors: `body_malformed` for bytes
/// that `encode` gives for no entry, cut or with something behind them.
[[nodiscard]] base::Result<Entry> decode(std::string_view bytes, Names& names);

}  // namespace imdad::ledger
