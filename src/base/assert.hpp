#pragma once

/// Assertions: our own bugs, checked in every build, release included.
/// A failed one prints the place and the reason and stops the process, because a planner or a
/// ledger that goes on after a broken invariant does more harm than one that stops.

namespace imdad::base {

[[noreturn]] void assertion_failed(const char* condition,
                                   const char* why,
                                   const char* file,
                                   int line);

}  // namespace imdad::base

#define IMDAD_ASSERT(condition, why)                                                \
    do {                                                                            \
        if (!(condition)) [[unlikely]]                                              \
            ::imdad::base::assertion_failed(#condition, (why), __FILE__, __LINE__); \
    } while (false)
