// A rate written as a decimal never passes through a binary fraction on its way in.
#include "base/fixed.hpp"

using imdad::base::Fixed9;

void use() {
    [[maybe_unused]] Fixed9 rate = Fixed9::from_integer(2);
    [[maybe_unused]] const double shown = rate.to_double();

#ifdef MUST_NOT_COMPILE_1
    rate = 0.1;
#endif
#ifdef MUST_NOT_COMPILE_2
    rate = 1;
#endif
#ifdef MUST_NOT_COMPILE_3
    [[maybe_unused]] const Fixed9 tenth = Fixed9::from_integer(0.1);
#endif
#ifdef MUST_NOT_COMPILE_4
    [[maybe_unused]] const double implicit = rate;
#endif
}
