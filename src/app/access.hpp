#pragma once

#include "base/date.hpp"
#include "base/result.hpp"

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

/// Everything that stands in the way, one sentence each; nothing was written.
struct Refusal {
    std::string code;  ///< of the first
    std::vector<std::string> lines;
    std::string field;  ///< what the first is about: a column of a file, an option; may be empty
    /// It is about something that is there, but not for the eyes of who asks: for the log, never
    /// for the answer.
    bool concealed = false;
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
