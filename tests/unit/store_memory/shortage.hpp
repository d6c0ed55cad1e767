#pragma once

#include <cstdint>

/// Memory that runs out: allocations of C++ and of SQLite in this program are counted, and those
/// that are told to fail do.

namespace imdad::store {

/// Once: the allocation fails and the next one does not. For ever: nor does any after it.
enum class Shortage : std::uint8_t { once, for_ever };

/// The `n`-th allocation from now on fails, counted from 1.
void run_short(std::uint64_t n, Shortage shortage);

/// No allocation fails any more. Gives the number of those since `run_short`.
std::uint64_t have_enough();

/// Must be called before SQLite is used.
void install_in_sqlite();

}  // namespace imdad::store
