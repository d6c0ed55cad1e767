#include "report/refusal_page.hpp"

#include "report/numbers.hpp"
#include "report/print_style.hpp"

#include <fmt/format.h>

namespace imdad::report {

namespace {

constexpr const char* kSecurityPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

std::string lines_of(const RefusalPage& page) {
    if (page.lines.empty()) {
        return "";
    }
    std::string items;
    for (const Markup& line : page.lines) {
        items += fmt::format("<li>{}</li>\n", line.html());
    }
    return fmt::format(
        "<p>{}</p>\n<ul>\n{}</ul>\n", page.language.say("paper.reason").html(), items);
}

std::string links_of(const RefusalPage& page) {
    std::string items;
    for (const RefusalLink& link : page.links) {
        items += fmt::format("<p class=\"way\"><a href=\"{}\">{}</a></p>\n",
                             html(link.address),
                             page.language.say(link.key).html());
    }
    return items;
}

}  // namespace

std::string refusal_page(const RefusalPage& page) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{0}\" dir=\"{1}\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "http-equiv=\"Content-Security-Policy\" content=\"{2}\">\n<meta name=\"referrer\" "
        "content=\"no-referrer\">\n<title>{3} · Imdad</title>\n<style>{4}</style>\n</head>\n"
        "<body>\n<main class=\"sheet\">\n<p class=\"about\">Imdad</p>\n<h1>{3}</h1>\n"
        "<p class=\"answer\">{5}</p>\n{6}{7}</main>\n</body>\n</html>\n",
        page.language.code(),
        page.language.is_right_to_left() ? "rtl" : "ltr",
        kSecurityPolicy,
        html(page.language.plain(page.head_key)),
        print_style(Paper::a4, false),
        page.language.say(page.why_key).html(),
        lines_of(page),
        links_of(page));
}

}  // namespace imdad::report
