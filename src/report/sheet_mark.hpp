#pragma once

#include <cstdint>
#include <string>

/// By what a printed sheet can be told from one that somebody made up: where the ledger stood when
/// it was made, and what becomes of that when somebody opens its address again.

namespace imdad::report {

struct SheetMark {
    std::uint64_t size = 0;  ///< entries in the ledger
    std::string root;        ///< first digits of the root of its log; empty: not for who asks
};

enum class SheetFound : std::uint8_t {
    not_asked,
    now,      ///< these books, and nothing was added
    before,   ///< these books, as they were
    nowhere,  ///< never a state of these books
    hidden,   ///< not for who asks
};

struct SheetCheck {
    SheetMark asked;
    SheetFound found = SheetFound::not_asked;
    std::uint64_t since = 0;  ///< entries added
};

/// What a sheet says of itself.
struct Sheet {
    SheetMark mark;
    SheetCheck check;
    std::string address;  ///< where it can be checked; empty: no code is drawn
};

}  // namespace imdad::report
