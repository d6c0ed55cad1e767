#pragma once

#include "app/register_views.hpp"
#include "http/router.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

/// The body of a request: one JSON object whose members are all known. A member that nobody asked
/// for is refused, because whoever wrote it meant something by it.

namespace imdad::http {

class Body {
 public:
    /// Problems: 415 `not_json`; 400 `bad_body`, `unknown_member`.
    [[nodiscard]] static tl::expected<Body, Problem> read(
        const Request& request, std::initializer_list<std::string_view> members);

    /// Empty where it is not given and not `needed`. Problems: 400 `bad_member`.
    [[nodiscard]] tl::expected<std::string, Problem> text(const char* member, bool needed) const;

    /// A list of texts, empty if not given. Problems: 400 `bad_member`.
    [[nodiscard]] tl::expected<std::vector<std::string>, Problem> texts(const char* member) const;

    /// A whole number, which has to be given. Problems: 400 `bad_member`.
    [[nodiscard]] tl::expected<std::int64_t, Problem> whole(const char* member) const;

    /// The same; `absent` if it is not given.
    [[nodiscard]] tl::expected<std::int64_t, Problem> whole_or(const char* member,
                                                               std::int64_t absent) const;

    /// A member of another shape, to be looked at by who asks; null: not given.
    [[nodiscard]] const nlohmann::ordered_json* member(const char* member) const;

    /// `fields`: an object of `path: text` or `path: [text, ...]`. Problems: 400 `bad_member`.
    [[nodiscard]] tl::expected<std::vector<app::FieldText>, Problem> fields() const;

 private:
    nlohmann::ordered_json document_;
};

}  // namespace imdad::http
