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
    std::string_view edge;  ///< dashes of its edge; empty: a whole line
};

// The further on its way, the darker; what waits or is held back has a broken edge. Patterns would
// tell more apart, and make a file for printing ten times as heavy.
constexpr auto kFills = std::to_array<FillRow>({
    {"pledged", "#ccc", ""},
    {"surplus", "#ccc", "4 2"},
    {"opening", "#ccc", "1 2"},
    {"uncommitted", "#fff", ""},
    {"committed", "#fff", "4 2"},
    {"committed_all", "#e4e4e4", ""},
    {"in_transit", "#ddd", "4 2"},
    {"arrived", "#aaa", ""},
    {"on_hand", "#888", ""},
    {"quarantined", "#888", "4 2"},
    {"delivered", "#555", ""},
    {"used", "#222", ""},
    {"plain", "#888", ""},
    {"late", "#222", ""},
    {"source", "#ddd", "4 2"},
});

/// What left the way: white, with a dotted edge.
constexpr FillRow kGone{"", "#fff", "1 2"};

const FillRow& look_of(std::string_view code) {
    const auto* const found = std::ranges::find(kFills, code, &FillRow::code);
    return found == kFills.end() ? kGone : *found;
}

/// Attributes of a shape that stands for `code`.
std::string look(std::string_view code, double width) {
    const FillRow& row = look_of(code);
    return fmt::format(
        "fill=\"{}\" stroke=\"#111\" stroke-width=\"{}\"{}",
        row.fill,
        width,
        row.edge.empty() ? std::string() : fmt::format(" stroke-dasharray=\"{}\"", row.edge));
}

}  // namespace

Markup bar(const std::vector<BarPart>& parts, double size, bool right_to_left) {
    constexpr double kWidth = 200;
    std::string rects;
    double at = 0;
    for (const BarPart& part : parts) {
        const double width = std::max(part.share, 0.0) * std::clamp(size, 0.0, 1.0) * (kWidth - 2);
        if (width > 0) {
            rects += fmt::format("<rect x=\"{:.1f}\" y=\"1\" width=\"{:.1f}\" height=\"8\" {}/>",
                                 right_to_left ? kWidth - 1 - at - width : 1 + at,
                                 std::max(width, 1.0),
                                 look(part.code, 0.8));
            at += width;
        }
    }
    return Markup::made(
        "<svg class=\"bar\" viewBox=\"0 0 200 10\" preserveAspectRatio=\"none\" "
        "aria-hidden=\"true\">" +
        rects + "</svg>");
}

Markup swatch(std::string_view code) {
    return Markup::made(
        fmt::format("<svg class=\"swatch\" viewBox=\"0 0 24 14\" aria-hidden=\"true\"><rect "
                    "x=\"1\" y=\"1\" width=\"22\" height=\"12\" {}/></svg>",
                    look(code, 1)));
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
        if (!one.node->from.empty()) {
            bands += fmt::format(
                "<path d=\"M{0:.1f} {1:.1f}C{2:.1f} {1:.1f} {2:.1f} {3:.1f} {4:.1f} "
                "{3:.1f}v{5:.1f}C{2:.1f} {6:.1f} {2:.1f} {7:.1f} {0:.1f} {7:.1f}Z\" {8}/>\n",
                across(one.from_x),
                one.from_y,
                across(bend),
                one.y,
                across(one.x),
                one.height,
                one.y + one.band,
                one.from_y + one.band,
                look(one.node->code, 0.7));
        }
        const double label = across(one.x + kPost + 6);
        const double middle = one.y + std::max(one.height / 2, 5.0) + 1;
        // A white edge keeps the letters readable where they stand on a grey.
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
