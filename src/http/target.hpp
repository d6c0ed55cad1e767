#pragma once

#include "app/sentences.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The target of a request taken apart. Segments are decoded one by one, after the path was cut at
/// its slashes, so that an encoded slash is part of an id and never of the path.

namespace imdad::http {

struct Target {
    std::vector<std::string> segments;  ///< decoded
    std::vector<std::pair<std::string, std::string>> query;

    /// Empty: not given.
    [[nodiscard]] std::string_view parameter(std::string_view name) const;
};

/// Refusals: `bad_target` if it is no path, an escape is broken or stands for a control character,
/// the text is no UTF-8, or a parameter is given twice.
[[nodiscard]] tl::expected<Target, app::Told> parse_target(std::string_view text);

/// A segment or value with everything escaped that could mean something in a target.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace imdad::http
