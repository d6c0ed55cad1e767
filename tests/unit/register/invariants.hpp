#pragma once

#include "world.hpp"

namespace imdad::registry::test_support {

/// Fails the test where `world` breaks what must always hold. Written from the rules as people say
/// them, with none of the functions by which the module decides.
void expect_invariants(const World& world);

/// Fails where the step from `before` to `world` rewrote what is history.
void expect_history_kept(const Register& before, const World& world);

}  // namespace imdad::registry::test_support
