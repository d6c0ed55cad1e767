#pragma once

#include "ledger/names.hpp"

#include <span>

namespace imdad::app {

/// Random bytes of the operating system. Throws `base::Failure` if it has none.
void fill_random(std::span<unsigned char> bytes);

/// 128 random bits, never all zero.
[[nodiscard]] ledger::Id random_id();

}  // namespace imdad::app
