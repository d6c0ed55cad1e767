#include "http/paging.hpp"

#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace imdad::http {

namespace {

using Json = nlohmann::ordered_json;

std::optional<std::size_t> whole_number(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

Problem bad(std::string code, std::string line) {
    return {.status = 400, .code = std::move(code), .lines = {std::move(line)}};
}

/// The same request for the page that begins at `from`.
std::string next_page(const Call& call, std::size_t from) {
    std::string target = call.request.target.substr(0, call.request.target.find('?')) + '?';
    for (const auto& [name, value] : call.target.query) {
        if (name != "cursor") {
            target += fmt::format("{}={}&", escaped(name), escaped(value));
        }
    }
    return target + fmt::format("cursor={}", from);
}

}  // namespace

Response json_response(const Json& document) {
    return {.body = document.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n'};
}

tl::expected<PageWanted, Problem> page_of(const Call& call) {
    const std::string limit_text = call.parameter("limit");
    const auto limit = limit_text.empty() ? kPageDefault : whole_number(limit_text);
    if (!limit || *limit == 0 || *limit > kPageMax) {
        return tl::unexpected(
            bad("bad_limit",
                fmt::format("limit '{}' is no whole number from 1 to {}", limit_text, kPageMax)));
    }
    const std::string cursor_text = call.parameter("cursor");
    const auto from = cursor_text.empty() ? std::size_t{0} : whole_number(cursor_text);
    if (!from) {
        return tl::unexpected(
            bad("bad_cursor",
                fmt::format("cursor '{}' is none that this server gave: take it from the header "
                            "Link",
                            cursor_text)));
    }
    return PageWanted{.from = *from, .limit = *limit};
}

Header link_to_page(const Call& call, std::size_t from) {
    return {"Link", fmt::format("<{}>; rel=\"next\"", next_page(call, from))};
}

Outcome paged(const Call& call, Json document, const char* key) {
    const auto page_wanted = page_of(call);
    if (!page_wanted) {
        return tl::unexpected(page_wanted.error());
    }
    const auto& [from, limit] = *page_wanted;
    Json& list = document[key];
    Json page = Json::array();
    const std::size_t size = list.size();
    for (std::size_t at = from; at < size && page.size() < limit; ++at) {
        page.push_back(std::move(list[at]));
    }
    const std::size_t shown = page.size();
    list = std::move(page);
    Response response = json_response(document);
    if (from < size && from + shown < size) {
        response.headers.push_back(link_to_page(call, from + shown));
    }
    return response;
}

tl::expected<std::optional<base::Day>, Problem> day_parameter(const Call& call,
                                                              std::string_view name) {
    const std::string text = call.parameter(name);
    if (text.empty()) {
        return std::optional<base::Day>();
    }
    const auto day = base::parse_day(text);
    if (!day) {
        return tl::unexpected(
            bad("bad_day", fmt::format("{}: '{}' is no day: YYYY-MM-DD", name, text)));
    }
    return day;
}

}  // namespace imdad::http
