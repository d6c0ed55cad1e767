#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace imdad::base {

void assertion_failed(const char* condition, const char* why, const char* file, int line) {
    std::fprintf(
        stderr,
        "imdad: internal error at %s:%d: %s (%s)\nThis is a fault in Imdad, not in your data. "
        "Nothing was written after it.\n",
        file,
        line,
        why,
        condition);
    std::abort();
}

}  // namespace imdad::base
