#include "http/paging.hpp"

#include "http/authenticate.hpp"
#include "http/sentences.hpp"

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

/// The same request for the page that begins at `from`.
std::string next_page(const Call& call, std::uint64_t from) {
    std::string target = call.request.target.substr(0, call.request.target.find('?')) + '?';
    for (const auto& [name, value] : call.target.query) {
        if (name != "cursor") {
            target += fmt::format("{}={}&", escaped(name), escaped(value));
        }
    }
    return target + fmt::format("cursor={}", from);
}

tl::expected<std::size_t, Problem> limit_of(const Call& call,
                                            std::size_t usual = kPageDefault,
                                            std::size_t most = kPageMax) {
    const std::string text = call.parameter("limit");
    const auto limit = text.empty() ? usual : whole_number(text);
    if (!limit || *limit == 0 || *limit > most) {
        return tl::unexpected(bad_request(say("bad_page_size", text, most), "limit"));
    }
    return *limit;
}

/// No value: there is none, the list begins.
tl::expected<std::optional<std::size_t>, Problem> cursor_of(const Call& call) {
    const std::string text = call.parameter("cursor");
    const auto cursor = whole_number(text);
    if (!text.empty() && !cursor) {
        return tl::unexpected(bad_request(say("bad_cursor", text), "cursor"));
    }
    return cursor;
}

}  // namespace

Response json_response(const Json& document) {
    return {.body = document.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n'};
}

std::string tag_of_body(std::string_view body) {
    constexpr std::size_t kBytes = 16;
    const auto hash = sha256(body);
    std::string tag = "\"";
    for (std::size_t at = 0; at < kBytes; ++at) {
        tag += fmt::format("{:02x}", hash.at(at));
    }
    return tag + '"';
}

tl::expected<Window, Problem> window_of(const Call& call, std::size_t usual, std::size_t most) {
    const auto limit = limit_of(call, usual, most);
    const auto cursor = cursor_of(call);
    if (!limit || !cursor) {
        return tl::unexpected(!limit ? limit.error() : cursor.error());
    }
    return Window{.from = cursor->value_or(0), .limit = *limit};
}

Header link_to_page(const Call& call, std::uint64_t from) {
    return {"Link", fmt::format("<{}>; rel=\"next\"", next_page(call, from))};
}

Outcome paged(const Call& call,
              Json document,
              const char* key,
              void (*complete)(const Call&, Json&)) {
    const auto window = window_of(call);
    if (!window) {
        return tl::unexpected(window.error());
    }
    const auto& [from, limit] = *window;
    Json& list = document[key];
    Json page = Json::array();
    const std::size_t size = list.size();
    for (std::size_t at = from; at < size && page.size() < limit; ++at) {
        page.push_back(std::move(list[at]));
    }
    const std::size_t shown = page.size();
    list = std::move(page);
    if (complete != nullptr) {
        complete(call, document);
    }
    Response response = json_response(document);
    if (from < size && from + shown < size) {
        response.headers.push_back(link_to_page(call, from + shown));
    }
    return response;
}

tl::expected<app::Page, Problem> page_of(const Call& call) {
    const auto limit = limit_of(call);
    const auto cursor = cursor_of(call);
    if (!limit || !cursor) {
        return tl::unexpected(!limit ? limit.error() : cursor.error());
    }
    return app::Page{.limit = *limit, .before = *cursor};
}

Response page_response(const Call& call,
                       const Json& document,
                       const std::optional<std::uint64_t>& next) {
    Response response = json_response(document);
    if (next) {
        response.headers.push_back(link_to_page(call, *next));
    }
    return response;
}

tl::expected<bool, Problem> yes_parameter(const Call& call, std::string_view name) {
    const std::string text = call.parameter(name);
    if (!text.empty() && text != "true" && text != "false") {
        return tl::unexpected(bad_request(say("parameter_yes", name), std::string(name)));
    }
    return text == "true";
}

tl::expected<std::optional<base::Day>, Problem> day_parameter(const Call& call,
                                                              std::string_view name) {
    const std::string text = call.parameter(name);
    if (text.empty()) {
        return std::optional<base::Day>();
    }
    const auto day = base::parse_day(text);
    if (!day) {
        return tl::unexpected(bad_request(say("parameter_day", name, text), std::string(name)));
    }
    return day;
}

tl::expected<std::int64_t, Problem> count_parameter(const Call& call,
                                                    std::string_view name,
                                                    std::int64_t otherwise) {
    constexpr std::size_t kMost = 1'000'000;
    const std::string text = call.parameter(name);
    const auto number = whole_number(text);
    if (!text.empty() && (!number || *number > kMost)) {
        return tl::unexpected(
            bad_request(say("parameter_count", name, text, kMost), std::string(name)));
    }
    return number ? static_cast<std::int64_t>(*number) : otherwise;
}

}  // namespace imdad::http
