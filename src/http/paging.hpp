#pragma once

#include "http/router.hpp"

#include <nlohmann/json_fwd.hpp>

/// Answers as JSON, lists a page at a time.

namespace imdad::http {

inline constexpr std::size_t kPageDefault = 100;
inline constexpr std::size_t kPageMax = 1000;

[[nodiscard]] Response json_response(const nlohmann::ordered_json& document);

struct PageWanted {
    std::size_t from = 0;
    std::size_t limit = 0;
};

/// Problems: 400 `bad_limit`, `bad_cursor`.
[[nodiscard]] tl::expected<PageWanted, Problem> page_of(const Call& call);

/// The header `Link` to the page that begins at `from`.
[[nodiscard]] Header link_to_page(const Call& call, std::size_t from);

/// Leaves one page of the list at `key`, and puts `Link: <...>; rel="next"` where there is more.
/// The cursor names how far one got: what is entered before that place while somebody turns the
/// pages moves the rest by one, as in any list that is sorted by id.
/// Problems: 400 `bad_limit`, `bad_cursor`.
[[nodiscard]] Outcome paged(const Call& call, nlohmann::ordered_json document, const char* key);

/// A day of the query. Problems: 400 `bad_day`.
[[nodiscard]] tl::expected<std::optional<base::Day>, Problem> day_parameter(const Call& call,
                                                                            std::string_view name);

}  // namespace imdad::http
