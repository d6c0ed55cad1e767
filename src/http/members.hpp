#pragma once

#include "http/body.hpp"
#include "http/sentences.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
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

    /// A sentence whose first hole is the member, further ones as given.
    template <typename... Arguments>
    void refuse(
        const std::string& member,
        std::type_identity_t<base::SentenceOf<kSentences, 1 + sizeof...(Arguments)>> sentence,
        Arguments&&... arguments) {
        refuse_by(member,
                  app::tell_row(sentence.row(),
                                {prefix_ + member,
                                 fmt::format("{}", std::forward<Arguments>(arguments))...}));
    }

    /// 400 `bad_member` with every line; no value: all was readable.
    [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

 private:
    Members(const nlohmann::ordered_json& document, std::string prefix)
        : document_(&document), prefix_(std::move(prefix)) {}

    [[nodiscard]] const nlohmann::ordered_json* find(const char* member) const;

    void refuse_by(const std::string& member, app::Told told);

    const nlohmann::ordered_json* document_;  ///< of the body, which outlives this
    std::string prefix_;                      ///< `rows[2].`
    std::optional<Problem> problem_;
};

}  // namespace imdad::http
