#include "report/qr_code.hpp"

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "markup.hpp"
#include <gtest/gtest.h>
#include <qrencode.h>

namespace imdad::report {
namespace {

constexpr const char* kAddress =
    "https://imdad.example.org/api/v1/print/pledges?unit=COV-SVC&open=true&language=ar&"
    "today=2022-07-24&checkpoint=1234-0123456789abcdef";

/// Where the strokes of the second path are dark, read back as a browser draws them.
std::vector<std::string> drawn(const std::string& svg, int side) {
    const std::string begin = "stroke=\"#000\" d=\"";
    const std::size_t from = svg.find(begin) + begin.size();
    std::istringstream path(svg.substr(from, svg.find('"', from) - from));
    std::vector<std::string> rows(static_cast<std::size_t>(side),
                                  std::string(static_cast<std::size_t>(side), '.'));
    double x = 0;
    double y = 0;
    char act = 0;
    while (path >> act) {
        double first = 0;
        path >> first;
        if (act == 'h') {
            for (int at = 0; at < static_cast<int>(first); ++at) {
                rows.at(static_cast<std::size_t>(y - 0.5))
                    .at(static_cast<std::size_t>(x) + static_cast<std::size_t>(at)) = '#';
            }
            x += first;
            continue;
        }
        double second = 0;
        path >> second;
        x = act == 'M' ? first : x + first;
        y = act == 'M' ? second : y + second;
    }
    return rows;
}

TEST(QrCode, DrawsTheModulesOfTheCodeWithTheQuietZoneRound) {
    const std::string svg = qr_svg(kAddress, "Code <to> check");
    testing::expect_well_formed(svg);
    EXPECT_NE(svg.find("aria-label=\"Code &lt;to&gt; check\""), std::string::npos);
    const std::string text = kAddress;
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeData(static_cast<int>(text.size()),
                          reinterpret_cast<const unsigned char*>(text.data()),
                          0,
                          QR_ECLEVEL_L),
        QRcode_free);
    ASSERT_NE(code, nullptr);
    const int side = code->width + 8;
    EXPECT_NE(svg.find("viewBox=\"0 0 " + std::to_string(side) + ' ' + std::to_string(side) + '"'),
              std::string::npos);
    const std::vector<std::string> rows = drawn(svg, side);
    for (int y = 0; y < side; ++y) {
        std::string expected;
        for (int x = 0; x < side; ++x) {
            const bool inside = x >= 4 && y >= 4 && x < side - 4 && y < side - 4;
            expected += inside && (code->data[(y - 4) * code->width + x - 4] & 1U) != 0 ? '#' : '.';
        }
        EXPECT_EQ(rows[static_cast<std::size_t>(y)], expected) << y;
    }
}

TEST(QrCode, IsLightAndTheSameForTheSameText) {
    EXPECT_LT(qr_svg(kAddress, "code").size(), 8'000U);
    EXPECT_EQ(qr_svg(kAddress, "code"), qr_svg(kAddress, "code"));
}

TEST(QrCode, OfNothingOrTooMuchThereIsNone) {
    EXPECT_EQ(qr_svg("", "code"), "");
    EXPECT_EQ(qr_svg(std::string(3'000, 'x'), "code"), "");
}

}  // namespace
}  // namespace imdad::report
