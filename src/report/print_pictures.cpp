#include "report/print_pictures.hpp"

#include "report/numbers.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace imdad::report {

namespace {

struct FillRow {
    std::string_view code;
    std::string_view fill;
};

// The further on its way, the darker; what got lost is struck through by lines.
constexpr auto kFills = std::to_array<FillRow>({
    {"pledged", "#ccc"},
    {"uncommitted", "#fff"},
    {"committed", "url(#slant)"},
    {"committed_all", "#e4e4e4"},
    {"in_transit", "url(#dots)"},
    {"arrived", "#999"},
    {"on_hand", "#777"},
    {"quarantined", "url(#cross)"},
    {"delivered", "#444"},
    {"used", "#111"},
    {"plain", "#777"},
    {"late", "url(#cross)"},
    {"source", "url(#slant)"},
});

std::string_view fill_of(std::string_view code) {
    const auto* const found = std::ranges::find(kFills, code, &FillRow::code);
    return found == kFills.end() ? "url(#lines)" : found->fill;
}

std::string pattern(std::string_view id, std::string_view marks) {
    return fmt::format(
        "<pattern id=\"{}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect "
        "width=\"6\" height=\"6\" fill=\"#fff\"/>{}</pattern>",
        id,
        marks);
}

}  // namespace

std::string print_patterns() {
    constexpr std::string_view kSlant =
        "<path d=\"M-1 1l2-2M0 6l6-6M5 7l2-2\" stroke=\"#333\" stroke-width=\"1.1\"/>";
    constexpr std::string_view kCross =
        "<path d=\"M0 6l6-6M0 0l6 6\" stroke=\"#111\" stroke-width=\"1\"/>";
    return "<svg class=\"patterns\" aria-hidden=\"true\" width=\"0\" height=\"0\"><defs>" +
           pattern("slant", kSlant) + pattern("cross", kCross) +
           pattern("dots",
                   "<circle cx=\"1.5\" cy=\"1.5\" r=\"1\" fill=\"#222\"/><circle cx=\"4.5\" "
                   "cy=\"4.5\" r=\"1\" fill=\"#222\"/>") +
           pattern("lines", "<path d=\"M0 1.5h6M0 4.5h6\" stroke=\"#222\" stroke-width=\"1\"/>") +
           "</defs></svg>\n";
}

Markup bar(const std::vector<BarPart>& parts, double size, bool right_to_left) {
    constexpr double kWidth = 200;
    std::string rects;
    double at = 0;
    for (const BarPart& part : parts) {
        const double width = std::max(part.share, 0.0) * std::clamp(size, 0.0, 1.0) * (kWidth - 2);
        if (width > 0) {
            rects += fmt::format(
                "<rect x=\"{:.1f}\" y=\"1\" width=\"{:.1f}\" height=\"8\" fill=\"{}\" "
                "stroke=\"#111\" stroke-width=\".8\"/>",
                right_to_left ? kWidth - 1 - at - width : 1 + at,
                std::max(width, 1.0),
                fill_of(part.code));
            at += width;
        }
    }
    return Markup::made(
        "<svg class=\"bar\" viewBox=\"0 0 200 10\" preserveAspectRatio=\"none\" "
        "aria-hidden=\"true\">" +
        rects + "</svg>");
}

Markup swatch(std::string_view code) {
    return Markup::made(fmt::format(
        "<svg class=\"swatch\" viewBox=\"0 0 24 14\" aria-hidden=\"true\"><rect x=\"1\" "
        "y=\"1\" width=\"22\" height=\"12\" fill=\"{}\" stroke=\"#111\"/></svg>",
        fill_of(code)));
}

namespace {

// Drawing units of the stream: pixels at 100 %.
constexpr double kWidth = 760;
constexpr double kHeight = 230;
constexpr double kPost = 10;
constexpr double kGap = 30;
constexpr double kForLabels = 150;  ///< beside the last column
constexpr double kLeast = 1.5;      ///< a band that is there is seen

struct Placed {
    const StreamNode* node = nullptr;
    double x = 0;
    double y = 0;
    double height = 0;
    double band = 0;  ///< of its band, which may be thinner than what is drawn
    double from_x = 0;
    double from_y = 0;
    double used = 0;  ///< of its height, by bands that left it
};

class Stream {
 public:
    Stream(const std::vector<StreamNode>& nodes, bool right_to_left)
        : right_to_left_(right_to_left) {
        place(nodes);
    }

    [[nodiscard]] std::string text() const;

 private:
    void place(const std::vector<StreamNode>& nodes);

    [[nodiscard]] double across(double x) const { return right_to_left_ ? kWidth - x : x; }

    bool right_to_left_;
    std::vector<Placed> placed_;
    double bottom_ = kHeight;
};

void Stream::place(const std::vector<StreamNode>& nodes) {
    int columns = 0;
    std::map<int, int> in_column;
    for (const StreamNode& node : nodes) {
        columns = std::max(columns, node.column + 1);
        ++in_column[node.column];
    }
    int most = 1;
    for (const auto& [column, count] : in_column) {
        most = std::max(most, count);
    }
    const double whole = nodes.empty() ? 1 : std::max(nodes.front().amount, 1e-9);
    const double step = (kWidth - kForLabels) / std::max(columns - 1, 1);
    const double scale = (kHeight - (most - 1) * kGap - 24) / whole;
    std::map<std::string, std::size_t> at;
    placed_.reserve(nodes.size());
    for (int column = 0; column < columns; ++column) {
        double y = 14;
        for (const StreamNode& node : nodes) {
            if (node.column != column) {
                continue;
            }
            Placed one{.node = &node, .x = column * step, .band = node.amount * scale};
            one.height = std::max(one.band, kLeast);
            if (const auto parent = at.find(node.from); parent != at.end()) {
                Placed& from = placed_[parent->second];
                one.from_x = from.x + kPost;
                one.from_y = from.y + from.used;
                from.used += one.band;
                y = std::max(y, std::min(one.from_y, kHeight - one.height));
            }
            one.y = y;
            y += one.height + kGap;
            at[node.code] = placed_.size();
            placed_.push_back(one);
            bottom_ = std::max(bottom_, one.y + one.height + 22);
        }
    }
}

std::string Stream::text() const {
    std::string bands;
    std::string posts;
    for (const Placed& one : placed_) {
        const double bend = (one.from_x + one.x) / 2;
        const std::string_view fill = fill_of(one.node->code);
        if (!one.node->from.empty()) {
            bands += fmt::format(
                "<path d=\"M{0:.1f} {1:.1f}C{2:.1f} {1:.1f} {2:.1f} {3:.1f} {4:.1f} "
                "{3:.1f}v{5:.1f}C{2:.1f} {6:.1f} {2:.1f} {7:.1f} {0:.1f} {7:.1f}Z\" fill=\"{8}\" "
                "stroke=\"#111\" stroke-width=\".7\"/>\n",
                across(one.from_x),
                one.from_y,
                across(bend),
                one.y,
                across(one.x),
                one.height,
                one.y + one.band,
                one.from_y + one.band,
                fill);
        }
        const double label = across(one.x + kPost + 6);
        const double middle = one.y + std::max(one.height / 2, 5.0) + 1;
        // A white edge keeps the letters readable where they stand on a pattern.
        posts += fmt::format(
            "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\" fill=\"#111\"/><text "
            "class=\"k\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text><text class=\"s\" x=\"{:.1f}\" "
            "y=\"{:.1f}\">{}</text>\n",
            right_to_left_ ? across(one.x) - kPost : one.x,
            one.y,
            kPost,
            one.height,
            label,
            middle,
            html(one.node->label),
            label,
            middle + 14,
            html(one.node->told));
    }
    return fmt::format(
        "<svg class=\"stream\" viewBox=\"0 0 {} {:.0f}\" aria-hidden=\"true\">\n{}<g "
        "stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\" "
        "stroke-linejoin=\"round\">\n{}</g></svg>\n",
        kWidth,
        bottom_,
        bands,
        posts);
}

}  // namespace

std::string stream_svg(const std::vector<StreamNode>& nodes, bool right_to_left) {
    return Stream(nodes, right_to_left).text();
}

}  // namespace imdad::report
