#pragma once

#include "base/date.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// What every use case on the books is told first, and how it says no.

namespace imdad::app {

class BooksPool;

struct Access {
    std::string books;          ///< path of an SQLite file, or postgresql://...
    std::string user;           ///< name of the account that asks
    base::Day today;            ///< business day of steps of the register
    std::int64_t now_ms = 0;    ///< UTC, milliseconds since 1970: what is recorded
    BooksPool* pool = nullptr;  ///< lends books of that place; null: they are opened anew
};

/// A line of a refusal in parts, so that it can be said again in another language.
struct Reason {
    std::string code;                    ///< which sentence (`sentences.hpp`); empty: only the line
    std::vector<std::string> arguments;  ///< what fills its holes, in order
    std::size_t row = 0;                 ///< of what was sent, which the line begins with; 0: none
    std::string about = {};              ///< an id or a place that the line begins with

    friend bool operator==(const Reason&, const Reason&) = default;
};

/// Everything that stands in the way, one sentence each; nothing was written.
struct Refusal {
    std::string code;  ///< of the first
    std::vector<std::string> lines;
    std::string field;  ///< what the first is about: a column of a file, an option; may be empty
    /// It is about something that is there, but not for the eyes of who asks: for the log, never
    /// for the answer.
    bool concealed = false;
    std::vector<Reason> reasons = {};  ///< of the lines, in their order; may be fewer

    void add(std::string line, Reason reason) {
        reasons.resize(lines.size());
        lines.push_back(std::move(line));
        reasons.push_back(std::move(reason));
    }
};

template <typename T>
using Answer = tl::expected<T, Refusal>;

[[nodiscard]] inline tl::unexpected<Refusal> no(std::string code, std::string line) {
    return tl::unexpected<Refusal>(Refusal{std::move(code), {std::move(line)}, {}});
}

[[nodiscard]] inline tl::unexpected<Refusal> no(std::string code,
                                                std::string line,
                                                std::string field) {
    return tl::unexpected<Refusal>(Refusal{std::move(code), {std::move(line)}, std::move(field)});
}

[[nodiscard]] inline tl::unexpected<Refusal> no(const base::Error& error) {
    return no(error.code, error.where.empty() ? error.message : error.where + ": " + error.message);
}

}  // namespace imdad::app
