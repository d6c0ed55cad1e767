#pragma once

#include <string>
#include <string_view>
#include <utility>

/// Text that may stand in a page as it is: made of escaped pieces only, so that nothing a person
/// wrote can become an element.

namespace imdad::report {

class Markup {
 public:
    Markup() = default;

    /// Text of ours, escaped.
    [[nodiscard]] static Markup text(std::string_view plain);

    /// A name, code or figure that is put into a text: `<bdi>` keeps its own direction.
    /// `language`: of the text, where it is not that of the page; may be empty.
    [[nodiscard]] static Markup name(std::string_view plain, std::string_view language = {});

    /// `inner` within an element. Requires: `tag` and `style` (a class, may be empty) are ours.
    [[nodiscard]] static Markup element(std::string_view tag,
                                        std::string_view style,
                                        const Markup& inner);

    /// A drawing or another element that was made of escaped pieces already.
    [[nodiscard]] static Markup made(std::string html) { return Markup(std::move(html)); }

    [[nodiscard]] static Markup line_break() { return Markup("<br>"); }

    Markup& operator+=(const Markup& other) {
        html_ += other.html_;
        return *this;
    }

    friend Markup operator+(Markup one, const Markup& other) { return one += other; }

    [[nodiscard]] const std::string& html() const { return html_; }

    [[nodiscard]] bool empty() const { return html_.empty(); }

 private:
    explicit Markup(std::string html) : html_(std::move(html)) {}

    std::string html_;
};

}  // namespace imdad::report
