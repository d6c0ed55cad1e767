#include "report/qr_code.hpp"

#include "report/numbers.hpp"

#include <cstddef>
#include <memory>

#include <fmt/format.h>
#include <qrencode.h>

namespace imdad::report {

namespace {

/// Light around the code that the standard asks for. Source: ISO/IEC 18004, quiet zone.
constexpr int kQuiet = 4;

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

/// Runs of dark modules as strokes of one line each: a third of the bytes that squares take.
std::string strokes(const QRcode& code) {
    std::string path;
    for (int y = 0; y < code.width; ++y) {
        int drawn_to = 0;
        bool begun = false;
        for (int x = 0; x < code.width;) {
            const auto is_dark = [&](int at) {
                // The lowest bit says what is seen.
                return (code.data[static_cast<std::ptrdiff_t>(y) * code.width + at] & 1U) != 0;
            };
            if (!is_dark(x)) {
                ++x;
                continue;
            }
            int end = x;
            while (end < code.width && is_dark(end)) {
                ++end;
            }
            path += begun ? fmt::format("m{} 0", x - drawn_to)
                          : fmt::format("M{} {}.5", x + kQuiet, y + kQuiet);
            path += fmt::format("h{}", end - x);
            begun = true;
            drawn_to = end;
            x = end;
        }
    }
    return path;
}

}  // namespace

std::string qr_svg(std::string_view text, std::string_view label) {
    if (text.empty()) {
        return "";
    }
    // The library reads bytes. Level L mends 7 % of the code and is the smallest: a code stands on
    // every sheet of a long table, and what it says is printed beside it.
    const std::unique_ptr<QRcode, Free> code(
        QRcode_encodeData(static_cast<int>(text.size()),
                          reinterpret_cast<const unsigned char*>(text.data()),
                          0,
                          QR_ECLEVEL_L));
    if (!code) {
        return "";
    }
    const int side = code->width + 2 * kQuiet;
    return fmt::format(
        "<svg class=\"qr\" viewBox=\"0 0 {0} {0}\" role=\"img\" aria-label=\"{1}\" "
        "shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/><path "
        "stroke=\"#000\" d=\"{2}\"/></svg>",
        side,
        html(label),
        strokes(*code));
}

std::string_view qr_style() {
    return ".qr{inline-size:6.5rem;block-size:6.5rem;flex:none}"
           "@media print{.qr{inline-size:22mm;block-size:22mm}}";
}

}  // namespace imdad::report
