#pragma once

#include <iosfwd>

namespace imdad::benchmarks {

/// The whole of `imdad_bench`: reads the arguments, runs, writes the result to `out` and what is to
/// be said about it to `messages`. Returns the exit code: 0 done, 1 failure, 2 wrong command line,
/// 3 scenario refused.
int run_command_line(int argument_count,
                     const char* const* arguments,
                     std::ostream& out,
                     std::ostream& messages);

}  // namespace imdad::benchmarks
