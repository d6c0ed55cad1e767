#include "report/markup.hpp"

#include "report/numbers.hpp"

#include <fmt/format.h>

namespace imdad::report {

Markup Markup::text(std::string_view plain) {
    return Markup(report::html(plain));
}

Markup Markup::name(std::string_view plain, std::string_view language) {
    if (plain.empty()) {
        return {};
    }
    return Markup(language.empty() ? fmt::format("<bdi>{}</bdi>", report::html(plain))
                                   : fmt::format("<bdi lang=\"{}\">{}</bdi>",
                                                 report::html(language),
                                                 report::html(plain)));
}

Markup Markup::element(std::string_view tag, std::string_view style, const Markup& inner) {
    return Markup(style.empty()
                      ? fmt::format("<{0}>{1}</{0}>", tag, inner.html())
                      : fmt::format("<{0} class=\"{2}\">{1}</{0}>", tag, inner.html(), style));
}

}  // namespace imdad::report
