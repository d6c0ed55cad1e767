// An answer that the caller must decide on cannot be dropped in silence, nor taken for its value.
#include "base/date.hpp"
#include "base/result.hpp"

using imdad::base::Result;

[[nodiscard]] Result<int> stock() {
    return imdad::base::fail("stock_short", "two packs are missing");
}

void use() {
    [[maybe_unused]] const auto held = stock();

#ifdef MUST_NOT_COMPILE_1
    stock();
#endif
#ifdef MUST_NOT_COMPILE_2
    [[maybe_unused]] const int packs = stock();
#endif
#ifdef MUST_NOT_COMPILE_3
    imdad::base::parse_day("2022-07-25");
#endif
#ifdef MUST_NOT_COMPILE_4
    imdad::base::fail("dropped", "nobody looks at it");
#endif
}
