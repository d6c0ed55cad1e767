#pragma once

#include "app/stock_moves.hpp"

#include <string>

/// What became of goods where they lie, as a table.

namespace imdad::cli {

[[nodiscard]] std::string stock_text(const app::StockOutcome& outcome);

/// A document is named by its hash, or the file itself is given.
[[nodiscard]] std::string hash_of_document(const std::string& document);

}  // namespace imdad::cli
