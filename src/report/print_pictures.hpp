#pragma once

#include "report/reader_language.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Pictures of pages for paper, as SVG without a style: grey tones and kinds of edges, told apart
/// without colours, and beside their words. Time and size run as the language reads.

namespace imdad::report {

/// A share of a whole, by the stage or meaning that it stands for.
struct BarPart {
    std::string code;
    double share = 0;  ///< from 0 to 1
};

/// Parts of one bar, in order; `size`: of the whole bar, from 0 to 1.
[[nodiscard]] Markup bar(const std::vector<BarPart>& parts, double size, bool right_to_left);

/// How one stage looks, for a legend.
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
