#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

/// Names of places, parties, units, lots, earmarks and pledges as small numbers, so that an account
/// key is a handful of integers; and the ids that clients and actors make at random.

namespace imdad::ledger {

/// Number of a text in one `Names`; equal numbers are equal texts. The default is the empty text,
/// which stands for "none".
struct Name {
    std::uint32_t value = 0;

    [[nodiscard]] bool empty() const { return value == 0; }

    friend auto operator<=>(const Name&, const Name&) = default;
};

/// Append-only table of texts. What is written to a journal is the text, never the number, so two
/// tables that number differently give the same bytes.
class Names {
 public:
    Names();
    Names(const Names&) = delete;  // the numbers' keys are views into the texts
    Names& operator=(const Names&) = delete;

    /// The number of `text`, new if it was never seen.
    Name intern(std::string_view text);

    /// The number of `text`, if it was seen.
    [[nodiscard]] std::optional<Name> find(std::string_view text) const;

    /// Requires: `name` is of this table.
    [[nodiscard]] const std::string& text(Name name) const;

    [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
    std::deque<std::string> texts_;  ///< a deque, because the keys of `numbers_` are views into it
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

/// 128 bits made at random by a client or given to an actor. All zero means "none". Holds nothing
/// about a person.
struct Id {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    [[nodiscard]] bool empty() const { return high == 0 && low == 0; }

    friend auto operator<=>(const Id&, const Id&) = default;
};

/// 32 hexadecimal digits, lower case.
[[nodiscard]] std::string to_text(Id id);

/// The id of 32 hexadecimal digits, hyphens of a UUID ignored; anything else gives no value.
[[nodiscard]] std::optional<Id> parse_id(std::string_view text);

}  // namespace imdad::ledger
