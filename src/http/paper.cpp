#include "http/paper.hpp"

#include "app/sheet_mark.hpp"
#include "http/authenticate.hpp"
#include "http/paging.hpp"
#include "http/sentences.hpp"
#include "report/print_page.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace imdad::http {

namespace {

std::string policy_of(std::string_view page) {
    constexpr std::string_view kBegin = "<style>";
    const std::size_t begin = page.find(kBegin) + kBegin.size();
    const auto hash = sha256(page.substr(begin, page.find("</style>", begin) - begin));
    std::array<unsigned char, 48> base64{};
    const int length = EVP_EncodeBlock(base64.data(), hash.data(), static_cast<int>(hash.size()));
    return fmt::format(
        "default-src 'none'; style-src 'sha256-{}'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'none'",
        std::string(base64.begin(), base64.begin() + length));
}

/// A name or address with a port, and nothing that could end it within an address.
bool is_host(std::string_view text) {
    constexpr std::size_t kLongest = 255;
    return !text.empty() && text.size() <= kLongest && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
    });
}

}  // namespace

Response paper_response(std::string page) {
    Response response{.type = "text/html; charset=utf-8", .body = std::move(page)};
    response.policy = policy_of(response.body);
    return response;
}

Problem bad_choice(std::string_view parameter, std::string_view choices) {
    return bad_request(say("parameter_choice", parameter, choices), std::string(parameter));
}

tl::expected<report::ReaderLanguage, Problem> reader_language(const Call& call) {
    const auto codes = report::ReaderLanguage::codes();
    const std::string asked = call.parameter("language");
    const auto language =
        report::ReaderLanguage::find(asked.empty() ? codes.front() : std::string_view(asked));
    if (!language) {
        return tl::unexpected(bad_choice("language", fmt::format("{}", fmt::join(codes, ", "))));
    }
    return *language;
}

tl::expected<PaperOrder, Problem> paper_order(const Call& call) {
    PaperOrder order{.access = call.access, .wish = {}};
    const auto language = reader_language(call);
    if (!language) {
        return tl::unexpected(language.error());
    }
    order.wish.language = language->code();
    const std::string paper = call.parameter("paper");
    if (!paper.empty() && paper != "a4" && paper != "letter") {
        return tl::unexpected(bad_choice("paper", "a4, letter"));
    }
    order.wish.paper = paper == "letter" ? report::Paper::letter : report::Paper::a4;
    order.wish.checkpoint = call.parameter("checkpoint");
    const auto today = day_parameter(call, "today");
    if (!today) {
        return tl::unexpected(today.error());
    }
    order.access.today = today->value_or(order.access.today);
    return order;
}

std::string address_of_sheet(const Call& call,
                             const report::SheetMark& mark,
                             const std::string& today) {
    const std::string_view host = call.request.header("host");
    if (!is_host(host)) {
        return "";
    }
    const bool secure =
        call.request.encrypted || call.request.header("x-forwarded-proto") == "https";
    const std::string& target = call.request.target;
    std::string address = fmt::format(
        "{}://{}{}", secure ? "https" : "http", host, target.substr(0, target.find('?')));
    char sign = '?';
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) {
            address += fmt::format("{}{}={}", sign, name, escaped(value));
            sign = '&';
        }
    };
    for (const auto& [name, value] : call.target.query) {
        // The size of the sheet is nothing that anybody checks.
        if (name != "checkpoint" && name != "today" && name != "paper") {
            add(name, value);
        }
    }
    add("today", today);
    add("checkpoint", app::text_of(mark));
    return address;
}

Outcome paper_outcome(const Call& call,
                      const PaperOrder& order,
                      app::Answer<report::PrintDocument> document) {
    if (!document) {
        return tl::unexpected(problem_of(document.error()));
    }
    report::Sheet& sheet = document->header.sheet;
    sheet.address = address_of_sheet(call, sheet.mark, base::to_text(order.access.today));
    return paper_response(report::print_page(*document));
}

}  // namespace imdad::http
