#pragma once

#include <cstddef>
#include <string>

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
};

}  // namespace imdad::app
