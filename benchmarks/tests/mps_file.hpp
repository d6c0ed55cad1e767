#pragma once

#include <filesystem>
#include <map>
#include <string>

/// A free-format MPS file as its rows and columns, read by the format's own rules and by nothing
/// of the writer's.

namespace imdad::benchmarks {

struct MpsFile {
    struct Column {
        std::map<std::string, double> entries;  ///< the objective among them
        double upper = 0;
        bool bounded = false;
    };

    std::string name;
    bool maximises = false;
    bool ended = false;
    std::string objective;
    std::map<std::string, char> senses;  ///< L, G or E by row, the objective left out
    std::map<std::string, double> right;
    std::map<std::string, Column> columns;
};

/// Reads the sections NAME, OBJSENSE, ROWS, COLUMNS, RHS, BOUNDS (UP only) and ENDATA. Throws
/// `std::runtime_error` at anything else: an unknown section or row, a name twice, a column in two
/// pieces, a figure that is not a number.
[[nodiscard]] MpsFile read_mps(const std::filesystem::path& file);

}  // namespace imdad::benchmarks
