#include "report/trace_svg.hpp"

#include "report/numbers.hpp"
#include "report/trace_layout.hpp"
#include "report/trace_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

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
constexpr int kWidthLeast = 900;

/// The weakest first, and what each is called in the text that counts them.
constexpr auto kGrades = std::to_array<std::pair<Grade, std::string_view>>(
    {{Grade::booked, "booked"}, {Grade::document, "document"}, {Grade::counter_signed, "signed"}});

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

/// A name, code or amount as it is written, whatever runs around it.
std::string isolated(const std::string& text) {
    // NOLINTNEXTLINE(misc-misleading-bidirectional): it is ended in the same text
    return text.empty() ? text : "\u2068" + text + "\u2069";
}

class Drawing {
 public:
    Drawing(const TraceView& view, const ReaderLanguage& language)
        : view_(view),
          language_(language),
          layout_(layout_of(view)),
          width_(std::max(kMargin * 2 + static_cast<int>(layout_.columns.size()) * kColumnStep,
                          kWidthLeast)) {}

    /// `opening`: attributes of the drawing besides its size. `style`: an element, or empty.
    [[nodiscard]] std::string text(std::string_view opening, std::string_view style) const;

 private:
    [[nodiscard]] static int x(const TraceBox& box) {
        return kMargin + static_cast<int>(box.column) * kColumnStep;
    }

    [[nodiscard]] static int y(const TraceBox& box) {
        return kTop + 26 + static_cast<int>(box.line) * kRowStep;
    }

    /// Where what is `x` from where reading begins stands: the chain runs as the language reads.
    [[nodiscard]] int across(int x) const { return language_.is_right_to_left() ? width_ - x : x; }

    /// `text` begins `x` from where reading begins. `language`: of it, where it is another one.
    [[nodiscard]] std::string text_at(int x,
                                      int y,
                                      std::string_view style,
                                      const std::string& text,
                                      std::string_view language = {}) const;

    [[nodiscard]] std::string place_of(const TraceBox& box) const;
    [[nodiscard]] std::string sum_of(const std::vector<StageAmount>& amounts) const;
    [[nodiscard]] std::string conservation(const ConservationLine& line) const;
    [[nodiscard]] std::string grades() const;
    [[nodiscard]] std::string box(const TraceBox& box) const;
    [[nodiscard]] std::string line(const TraceLine& line) const;
    [[nodiscard]] std::string headings() const;
    [[nodiscard]] std::string legend(int top) const;

    const TraceView& view_;
    const ReaderLanguage& language_;
    TraceLayout layout_;
    int width_;
};

std::string Drawing::text_at(int x,
                             int y,
                             std::string_view style,
                             const std::string& text,
                             std::string_view language) const {
    const std::string of_another = language.empty() || language == language_.code()
                                       ? ""
                                       : fmt::format(" lang=\"{}\"", language);
    return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\"{}>{}</text>",
                       across(x),
                       y,
                       style,
                       of_another,
                       html(plain(text)));
}

std::string Drawing::place_of(const TraceBox& box) const {
    return box.places > 1
               ? language_.plain("chain.places", {{"n", static_cast<std::int64_t>(box.places)}})
               : isolated(cut(box.place));
}

std::string Drawing::sum_of(const std::vector<StageAmount>& amounts) const {
    std::string text;
    for (const StageAmount& one : amounts) {
        text += text.empty() ? "" : " + ";
        text += language_.word("stage", one.stage) + ' ' + language_.with_unit(one.text);
    }
    return text.empty() ? language_.number(std::int64_t{0}) : text;
}

std::string Drawing::conservation(const ConservationLine& line) const {
    return language_.plain(
        line.holds ? "chain.conserved" : "chain.not_conserved",
        {{"pledge", line.pledge.empty() ? language_.plain("chain.no_pledge") : line.pledge},
         {"unit", line.unit},
         {"came", sum_of(line.came)},
         {"went", sum_of(line.went)}});
}

std::string Drawing::grades() const {
    TextValues counts;
    counts.reserve(kGrades.size());
    for (const auto& [grade, name] : kGrades) {
        const auto count = std::ranges::count(view_.rows, grade, &TraceRow::grade);
        counts.emplace_back(name, static_cast<std::int64_t>(count));
    }
    return language_.plain("chain.grades", counts);
}

std::string Drawing::box(const TraceBox& box) const {
    const std::string kind = language_.word("kind", box.kind);
    const std::string first =
        box.count == 1
            ? kind
            : language_.plain("chain.count",
                              {{"n", static_cast<std::int64_t>(box.count)}, {"kind", kind}});
    const std::string amount = language_.with_unit(box.amount);
    const std::string place = place_of(box);
    const std::string remark = told_plain(language_, box.told);
    const bool told = box.place.empty() && box.places < 2;
    const std::string full = fmt::format("{}: {}; {}; {}",
                                         first,
                                         isolated(box.label),
                                         amount.empty() ? remark : isolated(amount),
                                         box.places > 1 ? place : isolated(box.place));
    return fmt::format(
        "<g class=\"box{}{}{}\"><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{}\" "
        "height=\"{}\" "
        "rx=\"5\"/>{}{}{}</g>\n",
        box.asked ? " asked" : "",
        box.way_out ? " out" : "",
        box.reversed ? " gone" : "",
        html(plain(full)),
        language_.is_right_to_left() ? across(x(box)) - kBoxWidth : x(box),
        y(box),
        kBoxWidth,
        kBoxHeight,
        text_at(x(box) + 9, y(box) + 18, "k", cut(first)),
        text_at(x(box) + 9, y(box) + 34, "", isolated(cut(amount.empty() ? box.label : amount))),
        text_at(x(box) + 9, y(box) + 50, "q", told ? cut(remark) : place));
}

std::string Drawing::line(const TraceLine& line) const {
    const TraceBox& from = layout_.boxes[line.from];
    const TraceBox& to = layout_.boxes[line.to];
    if (from.column == to.column) {
        const int side = x(from) + kBoxWidth / 2;
        const bool down = to.line > from.line;
        return fmt::format("<path class=\"l {}\" d=\"M{} {}V{}\"/>\n",
                           word_of(line.grade),
                           across(side),
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
                       across(x0),
                       y0,
                       across(x0 + bend),
                       y0,
                       across(x1 - bend),
                       y1,
                       across(x1),
                       y1);
}

std::string Drawing::headings() const {
    std::string text;
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        const std::string& name = layout_.columns[i];
        text += text_at(kMargin + static_cast<int>(i) * kColumnStep,
                        kTop + 12,
                        "col",
                        name.empty() ? "" : language_.word("chain.stage", name));
    }
    return text + "\n";
}

std::string Drawing::legend(int top) const {
    std::string text;
    int x = kMargin;
    for (const auto& [grade, name] : kGrades) {
        text += fmt::format("<path class=\"l {}\" d=\"M{} {}H{}\"/>",
                            word_of(grade),
                            across(x),
                            top - 4,
                            across(x + 40));
        text += text_at(x + 48, top, "", language_.word("grade", word_of(grade)));
        x += 190;
    }
    return text + text_at(x, top, "q", grades()) + "\n";
}

std::string Drawing::text(std::string_view opening, std::string_view style) const {
    const int boxes_end = kTop + 26 + static_cast<int>(layout_.lines_most) * kRowStep;
    const int conservation = boxes_end + kLegendHeight;
    const int height =
        conservation + static_cast<int>(view_.conservation.size()) * kLineStep + kMargin;
    const std::string title = language_.plain(
        "chain.title",
        {{"kind", language_.word("kind", view_.asked_kind)}, {"id", view_.asked_id}});
    const std::string about =
        language_.plain("chain.about", {{"n", static_cast<std::int64_t>(view_.rows.size())}}) +
        ' ' + grades();
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
        body += text_at(kMargin, y, one.holds ? "ok" : "bad", this->conservation(one)) + "\n";
        y += kLineStep;
    }
    return fmt::format(
        "<svg {7} width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
        "aria-labelledby=\"title about\" lang=\"{2}\" direction=\"{8}\">\n<title "
        "id=\"title\">{3}</title>\n<desc id=\"about\">{4}</desc>\n{5}<rect "
        "width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n{6}</svg>\n",
        width_,
        height,
        language_.code(),
        html(plain(title)),
        html(plain(about)),
        style,
        body,
        opening,
        language_.is_right_to_left() ? "rtl" : "ltr");
}

}  // namespace

std::string trace_svg(const TraceView& view, const ReaderLanguage& language) {
    return Drawing(view, language)
        .text("xmlns=\"http://www.w3.org/2000/svg\"", fmt::format("<style>{}</style>\n", kStyle));
}

std::string trace_figure(const TraceView& view, const ReaderLanguage& language) {
    return Drawing(view, language).text("class=\"chain\"", "");
}

std::string trace_svg_style() {
    return kStyle;
}

}  // namespace imdad::report
