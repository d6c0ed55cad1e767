#pragma once

#include "report/reader_language.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Pictures of pages for paper, as SVG without a style: grey tones and patterns, told apart without
/// colours. Time and size run as the language reads.

namespace imdad::report {

/// The patterns that all pictures of a page fill with; stands once in it, before them.
[[nodiscard]] std::string print_patterns();

/// A share of a whole, by the stage or meaning that it stands for.
struct BarPart {
    std::string code;
    double share = 0;  ///< from 0 to 1
};

/// Parts of one bar, in order; `size`: of the whole bar, from 0 to 1.
[[nodiscard]] Markup bar(const std::vector<BarPart>& parts, double size, bool right_to_left);

/// The pattern of one stage, for a legend.
[[nodiscard]] Markup swatch(std::string_view code);

/// A place in the stream from promise to use.
struct StreamNode {
    std::string code;  ///< of a stage
    int column = 0;
    double amount = 0;
    std::string from;   ///< where it comes from; empty: it is the source
    std::string label;  ///< the stage in words
    std::string told;   ///< amount and share
};

/// Bands as wide as their share of the source, which stands first.
[[nodiscard]] std::string stream_svg(const std::vector<StreamNode>& nodes, bool right_to_left);

}  // namespace imdad::report
