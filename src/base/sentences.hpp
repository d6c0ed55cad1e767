#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Sentences with holes, kept in a table of the module that says them, so that what is said keeps
/// its parts and a screen can say it in another language.

namespace imdad::base {

struct Sentence {
    std::string_view key;   ///< unlike that of any other sentence that a screen says
    std::string_view text;  ///< English; a hole is `{}`
};

/// A sentence with its holes filled, and what it was made of.
struct Said {
    std::string text;
    std::string_view key;  ///< empty: this is said in English alone
    std::vector<std::string> arguments;

    Said() = default;

    // With a constructor, so that no list of values of a struct spills bare texts into one.
    Said(std::string said, std::string_view key_of_it, std::vector<std::string> put_in)
        : text(std::move(said)), key(key_of_it), arguments(std::move(put_in)) {}

    [[nodiscard]] bool empty() const { return text.empty(); }
};

/// What is said on the command line alone needs no row in a table.
[[nodiscard]] Said only_english(std::string text);

[[nodiscard]] constexpr std::size_t holes_in(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = text.find("{}"); at != std::string_view::npos; at = text.find("{}", at)) {
        ++count;
        at += 2;
    }
    return count;
}

/// A row of `Table` (an array whose rows have `key` and `text`) with so many holes. A key that is
/// not in the table, or has another number of holes, does not compile.
template <const auto& Table, std::size_t Holes>
class SentenceOf {
 public:
    // Implicit, so that a key is written where a sentence is asked for.
    consteval SentenceOf(const char* key) {
        while (row_ < Table.size() &&
               (Table[row_].key != key || holes_in(Table[row_].text) != Holes)) {
            ++row_;
        }
        if (row_ == Table.size()) {
            throw "no sentence has this key and as many holes";
        }
    }

    [[nodiscard]] const auto& row() const { return Table[row_]; }

 private:
    std::size_t row_ = 0;  // no pointer: under a sanitizer g++ 12 compares none in a constant
};

/// Requires: as many arguments as the sentence has holes.
[[nodiscard]] Said filled(const Sentence& sentence, std::vector<std::string> arguments);

/// The text with its holes numbered (`{0}`), as a translation may need them in another order.
[[nodiscard]] std::string numbered(std::string_view text);

}  // namespace imdad::base
