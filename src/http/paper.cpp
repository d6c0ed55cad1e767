#include "http/paper.hpp"

#include "http/authenticate.hpp"
#include "http/paging.hpp"
#include "report/print_page.hpp"

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

}  // namespace

Response paper_response(std::string page) {
    Response response{.type = "text/html; charset=utf-8", .body = std::move(page)};
    response.policy = policy_of(response.body);
    return response;
}

Problem bad_choice(std::string_view parameter, std::string line) {
    Problem problem{.status = 400, .code = "bad_parameter", .lines = {std::move(line)}};
    problem.field = parameter;
    return problem;
}

tl::expected<PaperOrder, Problem> paper_order(const Call& call) {
    PaperOrder order{.access = call.access, .wish = {}};
    const std::string language = call.parameter("language");
    if (!language.empty() && !report::ReaderLanguage::find(language)) {
        return tl::unexpected(
            bad_choice("language",
                       fmt::format("language is one of {}",
                                   fmt::join(report::ReaderLanguage::codes(), ", "))));
    }
    order.wish.language =
        language.empty() ? std::string(report::ReaderLanguage::codes().front()) : language;
    const std::string paper = call.parameter("paper");
    if (!paper.empty() && paper != "a4" && paper != "letter") {
        return tl::unexpected(bad_choice("paper", "paper is a4 or letter"));
    }
    order.wish.paper = paper == "letter" ? report::Paper::letter : report::Paper::a4;
    const auto today = day_parameter(call, "today");
    if (!today) {
        return tl::unexpected(today.error());
    }
    order.access.today = today->value_or(order.access.today);
    return order;
}

Outcome paper_outcome(const app::Answer<report::PrintDocument>& document) {
    if (!document) {
        return tl::unexpected(problem_of(document.error()));
    }
    return paper_response(report::print_page(*document));
}

}  // namespace imdad::http
