#pragma once

/// How the program ends. Documented in docs/cli.md; scripts rely on it.

namespace imdad::cli {

enum class Exit : int {
    ok = 0,
    failure = 1,              ///< the environment failed, or a bug of ours was caught in time
    usage = 2,                ///< the command cannot be run as written
    data_refused = 3,         ///< critical problems in the scenario
    locks_not_kept = 4,       ///< the plan is written, and falls short of what a lock asks for
    time_limit = 5,           ///< the search ran out of its time; the plan is written
    verification_failed = 6,  ///< the plan breaks a rule, or a bound does not follow
    storage = 9,              ///< the disk is full or read-only
    interrupted = 130,
};

/// Runs `body` and turns whatever it throws into one sentence on the error stream and an exit code:
/// the one place where failures of the environment end.
template <typename Body>
[[nodiscard]] Exit guarded(Body&& body);

/// Called inside a `catch (...)`.
[[nodiscard]] Exit report_current_exception();

template <typename Body>
Exit guarded(Body&& body) {
    try {
        return body();
    } catch (...) {
        return report_current_exception();
    }
}

}  // namespace imdad::cli
