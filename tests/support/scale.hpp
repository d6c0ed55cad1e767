#pragma once

#include <algorithm>
#include <cstdlib>

/// How large tests are that draw at random, kill or race: `script/test --long` sets
/// IMDAD_TEST_SCALE to 10.

namespace imdad::test_support {

inline int scale() {
    const char* const text = std::getenv("IMDAD_TEST_SCALE");
    return text == nullptr ? 1 : std::max(1, std::atoi(text));
}

inline int scaled(int count) {
    return count * scale();
}

}  // namespace imdad::test_support
