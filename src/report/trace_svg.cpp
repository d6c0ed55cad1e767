#include "report/trace_svg.hpp"

#include "report/catalogue.hpp"
#include "report/numbers.hpp"
#include "report/trace_layout.hpp"
#include "report/trace_text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::report {

namespace {

// Drawing units: pixels at 100 %.
constexpr int kMargin = 24;
constexpr int kTop = 84;  ///< the title stands above
constexpr int kBoxWidth = 178;
constexpr int kBoxHeight = 58;
constexpr int kColumnStep = kBoxWidth + 62;
constexpr int kRowStep = kBoxHeight + 14;
constexpr int kLineStep = 18;
constexpr int kLegendHeight = 46;
constexpr std::size_t kTextMost = 24;  ///< characters that fit into a box

// Text keeps a contrast of at least 4.5 on its ground; a grade is told by the kind of line as well.
constexpr const char* kStyle =
    "text{font:12px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans "
    "Arabic',sans-serif;fill:#18212b}"
    ".h{font-size:19px;font-weight:650}.q{fill:#4c5864}.k{font-weight:650}"
    ".col{fill:#4c5864;font-size:11.5px;font-weight:600}"
    ".box rect{fill:#f4f6f4;stroke:#8b949c}.asked "
    "rect{fill:#d3e8e6;stroke:#0b6470;stroke-width:2.5}"
    ".out rect{fill:#fbeff0;stroke:#8f1d2c}.gone rect{fill:#fff;stroke-dasharray:3 3}"
    ".gone text{text-decoration:line-through}"
    ".l{fill:none;stroke:#33518a}.booked{stroke-width:1.2;stroke-dasharray:5 4}"
    ".document{stroke-width:1.4}.counter_signed{stroke-width:3.4}"
    ".ok{fill:#0b5d3b}.bad{fill:#8f1d2c;font-weight:700}";

std::string cut(const std::string& text) {
    return padded(text, std::min(display_width(text), kTextMost));
}

std::string text_at(int x, int y, std::string_view style, const std::string& text) {
    return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>", x, y, style, html(text));
}

class Drawing {
 public:
    explicit Drawing(const TraceView& view) : view_(view), layout_(layout_of(view)) {}

    /// `opening`: attributes of the drawing besides its size. `style`: an element, or empty.
    [[nodiscard]] std::string text(std::string_view opening, std::string_view style) const;

 private:
    [[nodiscard]] static int x(const TraceBox& box) {
        return kMargin + static_cast<int>(box.column) * kColumnStep;
    }

    [[nodiscard]] static int y(const TraceBox& box) {
        return kTop + 26 + static_cast<int>(box.line) * kRowStep;
    }

    [[nodiscard]] std::string box(const TraceBox& box) const;
    [[nodiscard]] std::string line(const TraceLine& line) const;
    [[nodiscard]] std::string headings() const;
    [[nodiscard]] std::string legend(int top) const;

    const TraceView& view_;
    TraceLayout layout_;
};

std::string Drawing::box(const TraceBox& box) const {
    const std::string kind = say_named("chain.", box.kind);
    const std::string first =
        box.count == 1
            ? kind
            : say("trace.box_count", fmt::arg("count", box.count), fmt::arg("kind", kind));
    const std::string full = fmt::format("{}: {}; {}; {}",
                                         first,
                                         box.label,
                                         box.amount.empty() ? box.remark : box.amount,
                                         box.place);
    return fmt::format(
        "<g class=\"box{}{}{}\"><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" "
        "height=\"{}\" "
        "rx=\"5\"/>{}{}{}</g>\n",
        box.asked ? " asked" : "",
        box.way_out ? " out" : "",
        box.reversed ? " gone" : "",
        html(plain(full)),
        x(box),
        y(box),
        kBoxWidth,
        kBoxHeight,
        text_at(x(box) + 9, y(box) + 18, "k", cut(first)),
        text_at(x(box) + 9, y(box) + 34, "", cut(box.amount.empty() ? box.label : box.amount)),
        text_at(x(box) + 9, y(box) + 50, "q", cut(box.place.empty() ? box.remark : box.place)));
}

std::string Drawing::line(const TraceLine& line) const {
    const TraceBox& from = layout_.boxes[line.from];
    const TraceBox& to = layout_.boxes[line.to];
    if (from.column == to.column) {
        const int side = x(from) + kBoxWidth / 2;
        const bool down = to.line > from.line;
        return fmt::format("<path class=\"l {}\" d=\"M{} {}V{}\"/>\n",
                           word_of(line.grade),
                           side,
                           y(from) + (down ? kBoxHeight : 0),
                           y(to) + (down ? 0 : kBoxHeight));
    }
    const int x0 = x(from) + kBoxWidth;
    const int y0 = y(from) + kBoxHeight / 2;
    const int x1 = x(to);
    const int y1 = y(to) + kBoxHeight / 2;
    const int bend = x1 > x0 ? (x1 - x0) / 2 : kColumnStep / 3;
    return fmt::format("<path class=\"l {}\" d=\"M{} {}C{} {} {} {} {} {}\"/>\n",
                       word_of(line.grade),
                       x0,
                       y0,
                       x0 + bend,
                       y0,
                       x1 - bend,
                       y1,
                       x1,
                       y1);
}

std::string Drawing::headings() const {
    std::string text;
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        text += text_at(kMargin + static_cast<int>(i) * kColumnStep,
                        kTop + 12,
                        "col",
                        say_named("stage_of_chain.", layout_.columns[i]));
    }
    return text + "\n";
}

std::string Drawing::legend(int top) const {
    std::string text;
    int x = kMargin;
    for (const Grade grade : {Grade::booked, Grade::document, Grade::counter_signed}) {
        text += fmt::format("<path class=\"l {}\" d=\"M{} {}h40\"/>", word_of(grade), x, top - 4);
        text += text_at(x + 48, top, "", say_named("grade.", word_of(grade)));
        x += 190;
    }
    return text + text_at(x, top, "q", grades_text(view_)) + "\n";
}

std::string Drawing::text(std::string_view opening, std::string_view style) const {
    const int boxes_end = kTop + 26 + static_cast<int>(layout_.lines_most) * kRowStep;
    const int conservation = boxes_end + kLegendHeight;
    const int height =
        conservation + static_cast<int>(view_.conservation.size()) * kLineStep + kMargin;
    const int width =
        std::max(kMargin * 2 + static_cast<int>(layout_.columns.size()) * kColumnStep, 900);
    const std::string title = say("trace.title",
                                  fmt::arg("kind", say_named("chain.", view_.asked_kind)),
                                  fmt::arg("id", view_.asked_id));
    const std::string about =
        say("trace.description", fmt::arg("count", view_.rows.size())) + ' ' + grades_text(view_);
    std::string body = text_at(kMargin, 38, "h", title) + text_at(kMargin, 60, "q", about) + "\n";
    body += headings();
    for (const TraceLine& one : layout_.lines) {
        body += line(one);
    }
    for (const TraceBox& one : layout_.boxes) {
        body += box(one);
    }
    body += legend(boxes_end + 16);
    int y = conservation;
    for (const ConservationLine& one : view_.conservation) {
        body += text_at(kMargin, y, one.holds ? "ok" : "bad", conservation_text(one)) + "\n";
        y += kLineStep;
    }
    return fmt::format(
        "<svg {7} width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
        "aria-labelledby=\"title about\" lang=\"{2}\">\n<title "
        "id=\"title\">{3}</title>\n<desc id=\"about\">{4}</desc>\n{5}<rect "
        "width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n{6}</svg>\n",
        width,
        height,
        say("page.language"),
        html(plain(title)),
        html(plain(about)),
        style,
        body,
        opening);
}

}  // namespace

std::string trace_svg(const TraceView& view) {
    return Drawing(view).text("xmlns=\"http://www.w3.org/2000/svg\"",
                              fmt::format("<style>{}</style>\n", kStyle));
}

std::string trace_figure(const TraceView& view) {
    return Drawing(view).text("class=\"chain\"", "");
}

std::string trace_svg_style() {
    return kStyle;
}

}  // namespace imdad::report
