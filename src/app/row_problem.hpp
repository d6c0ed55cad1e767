#pragma once

#include "app/access.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// What is wrong with a row of a file that somebody sent: for every file of rows that the books
/// take.

namespace imdad::app {

/// What is wrong with one cell or row.
struct RowProblem {
    std::size_t line = 0;  ///< 1 = header; 0: the file as a whole
    std::string column;    ///< empty: the row as a whole
    std::string value;
    std::string code;
    std::string message;
    Reason reason = {};  ///< of the message
};

/// The same for who sees no file: a line each, behind the number of its row where it has one.
/// Requires: at least one.
[[nodiscard]] inline Refusal refusal_of(const std::vector<RowProblem>& problems) {
    Refusal refusal{.code = problems.front().code, .lines = {}, .field = problems.front().column};
    for (const RowProblem& problem : problems) {
        Reason reason = problem.reason;
        reason.row = problem.line;
        refusal.add(problem.line == 0
                        ? problem.message
                        : "row " + std::to_string(problem.line) + ": " + problem.message,
                    std::move(reason));
    }
    return refusal;
}

}  // namespace imdad::app
