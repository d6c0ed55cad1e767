#pragma once

#include "http/body.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

/// Members of a body that are more than texts, read one after another. What is wrong with them is
/// kept, so that whoever wrote the body hears of everything at once.

namespace imdad::http {

class Members {
 public:
    explicit Members(const Body& body) : document_(&body.document()) {}

    /// Empty: not given, or not readable.
    [[nodiscard]] std::string text(const char* member);

    /// The same for one that has to be given.
    [[nodiscard]] std::string needed(const char* member);

    /// A whole number.
    [[nodiscard]] std::optional<std::int64_t> whole(
        const char* member,
        std::int64_t least,
        std::int64_t most = std::numeric_limits<std::int64_t>::max());

    /// False: not given.
    [[nodiscard]] bool yes(const char* member);

    /// `YYYY-MM-DD`.
    [[nodiscard]] std::optional<base::Day> day(const char* member);

    [[nodiscard]] std::vector<std::string> texts(const char* member);

    /// A list of objects, each with no other members than these. Empty: not given.
    [[nodiscard]] std::vector<Members> rows(const char* member,
                                            const std::vector<std::string_view>& members);

    [[nodiscard]] bool has(const char* member) const { return document_->contains(member); }

    [[nodiscard]] bool is_null(const char* member) const;

    /// Takes over what is wrong with a row.
    void add(const Members& row);

    void refuse(const std::string& member, const std::string& line);

    /// 400 `bad_member` with every line; no value: all was readable.
    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

 private:
    Members(const nlohmann::ordered_json& document, std::string prefix)
        : document_(&document), prefix_(std::move(prefix)) {}

    [[nodiscard]] const nlohmann::ordered_json* find(const char* member) const;

    const nlohmann::ordered_json* document_;  ///< of the body, which outlives this
    std::string prefix_;                      ///< `rows[2].`
    std::optional<Problem> problem_;
};

}  // namespace imdad::http
