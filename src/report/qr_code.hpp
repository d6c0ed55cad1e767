#pragma once

#include <string>
#include <string_view>

/// A QR code as a drawing within a page: black on white whatever the page is, with its quiet zone.

namespace imdad::report {

/// SVG with the classes that `qr_style` has rules for. `label`: for those who do not see it. Empty
/// where `text` is, or is too long for any code.
[[nodiscard]] std::string qr_svg(std::string_view text, std::string_view label);

/// As large as a telephone reads it from an arm's length.
[[nodiscard]] std::string_view qr_style();

}  // namespace imdad::report
