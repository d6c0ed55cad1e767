#pragma once

#include "model/types.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// Numbers as people read them, and text that is safe to put into a page.

namespace imdad::report {

/// `12,345,678`.
[[nodiscard]] std::string grouped(std::int64_t value);

/// A share as a percentage with one decimal, rounded down so that it never says more than is true:
/// `43.1 %`, `<0.1 %` for what is above nothing, `100 %` only for the whole. The gap is a no-break
/// space in pages and a plain one in a terminal.
[[nodiscard]] std::string percent(model::Fixed9 share, std::string_view gap = "\u00A0");

/// A difference of two shares in percentage points: `+4.2`, `−0.3` (with a true minus), `0.0`.
[[nodiscard]] std::string points(std::int64_t nano_difference);

/// Four places of a plain index such as Gini: `0.2134`, rounded down.
[[nodiscard]] std::string index_text(model::Fixed9 value);

/// Text for element content and quoted attributes.
[[nodiscard]] std::string html(std::string_view text);

/// Text for a terminal: control characters, which could change what is shown, become spaces.
[[nodiscard]] std::string plain(std::string_view text);

/// Columns that text takes in a terminal: code points without combining marks.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text`, made plain, cut to `width` columns (with an ellipsis) and filled up with spaces.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

/// The same, filled from the front: for numbers.
[[nodiscard]] std::string padded_front(std::string_view text, std::size_t width);

}  // namespace imdad::report
