#pragma once

#include "report/plan_table.hpp"

#include <string_view>

/// The two streams: results go to the one, everything said about them to the other.

namespace imdad::cli {

/// Writes a result to the standard output, whole. Throws `base::Failure` if it does not arrive.
void print(std::string_view text);

/// Writes one message and a line end to the error stream.
void note(std::string_view text);

/// Says what is going on, on the error stream and only where a person looks at it.
void progress(std::string_view text);

/// How tables are drawn here: the width of the terminal, and colour only on a terminal with neither
/// NO_COLOR nor TERM=dumb. Into a pipe or a file always the same: 100 columns, no colour.
[[nodiscard]] report::TableOptions table_options();

}  // namespace imdad::cli
