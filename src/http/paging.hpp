#pragma once

#include "app/page.hpp"
#include "http/router.hpp"

#include <nlohmann/json_fwd.hpp>

/// Answers as JSON, lists a page at a time.

namespace imdad::http {

inline constexpr std::size_t kPageDefault = 100;
inline constexpr std::size_t kPageMax = 1000;

[[nodiscard]] Response json_response(const nlohmann::ordered_json& document);

/// The `ETag` of an answer: the same bytes, the same tag.
[[nodiscard]] std::string tag_of_body(std::string_view body);

/// Part of a list that goes by position.
struct Window {
    std::size_t from = 0;
    std::size_t limit = 0;
};

/// `usual`: rows of a page if nobody says how many; `most`: those that may be asked for.
/// Problems: 400 `bad_limit`, `bad_cursor`.
[[nodiscard]] tl::expected<Window, Problem> window_of(const Call& call,
                                                      std::size_t usual = kPageDefault,
                                                      std::size_t most = kPageMax);

/// The header `Link` to the page that begins at `from`.
[[nodiscard]] Header link_to_page(const Call& call, std::uint64_t from);

/// Leaves one page of the list at `key`, and puts `Link: <...>; rel="next"` where there is more.
/// The cursor names how far one got: what is entered before that place while somebody turns the
/// pages moves the rest by one, as in any list that is sorted by id.
/// `complete`: what the document gets besides, once the page is cut; may be null.
/// Problems: 400 `bad_limit`, `bad_cursor`.
[[nodiscard]] Outcome paged(const Call& call,
                            nlohmann::ordered_json document,
                            const char* key,
                            void (*complete)(const Call&, nlohmann::ordered_json&) = nullptr);

/// The page that was asked for of a list that goes by numbers of the journal: there the cursor
/// stands, whatever is entered meanwhile. Problems: 400 `bad_limit`, `bad_cursor`.
[[nodiscard]] tl::expected<app::Page, Problem> page_of(const Call& call);

/// One such page, with its `Link` where there is more.
[[nodiscard]] Response page_response(const Call& call,
                                     const nlohmann::ordered_json& document,
                                     const std::optional<std::uint64_t>& next);

/// `true` or `false` of the query, false where it is not given. Problems: 400 `bad_parameter`.
[[nodiscard]] tl::expected<bool, Problem> yes_parameter(const Call& call, std::string_view name);

/// A day of the query. Problems: 400 `bad_day`.
[[nodiscard]] tl::expected<std::optional<base::Day>, Problem> day_parameter(const Call& call,
                                                                            std::string_view name);

/// A whole number of the query, at most a million. Problems: 400 `bad_parameter`.
[[nodiscard]] tl::expected<std::int64_t, Problem> count_parameter(const Call& call,
                                                                  std::string_view name,
                                                                  std::int64_t otherwise);

}  // namespace imdad::http
