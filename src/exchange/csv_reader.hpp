#pragma once

#include "exchange/problem.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Splits the bytes of a CSV file into rows and cells: RFC 4180 with LF or CRLF, an optional byte
/// order mark, quoted line breaks. Cells are views into the bytes; a cell with doubled quotes is
/// closed up in place, so that no cell is ever copied. Whatever a damaged file holds, the reader
/// reports it, finds the next row and goes on.

namespace imdad::exchange {

struct CsvRow {
    std::size_t line = 0;           ///< on which the row begins, 1-based
    std::size_t cell_count = 0;     ///< all cells, those beyond the kept ones included
    std::size_t filled_beyond = 0;  ///< cells beyond the kept ones that are not empty
    bool broken = false;            ///< reported by the reader; not to be used
    bool bad_bytes = false;         ///< holds NUL or a byte that is not UTF-8, see `first_bad`
    std::size_t first_bad = 0;      ///< offset in the file
    std::vector<std::string_view> cells;
};

class CsvReader {
 public:
    /// More than any cell of a scenario needs; what is longer is a damaged file.
    static constexpr std::size_t kCellMax = 65'536;

    /// `bytes` must outlive the reader and its rows. `file` is the name used in problems.
    CsvReader(std::string& bytes, std::string file, ProblemList& problems);

    /// The next row that is not an empty line; false at the end. Broken rows come too.
    [[nodiscard]] bool next(CsvRow& row);

    /// Cells beyond this number are counted, not kept (a row may hold millions).
    void keep_at_most(std::size_t cells) { cells_max_ = cells; }

 private:
    enum class CellEnd { cell, row, broken };

    CellEnd plain_cell(CsvRow& row);
    CellEnd quoted_cell(CsvRow& row);
    CellEnd give_up_on_quote(CsvRow& row, std::size_t opening);
    [[nodiscard]] std::size_t closing_quote(std::size_t opening, bool& doubled) const;
    CellEnd after_cell();
    void keep(CsvRow& row, std::size_t begin, std::size_t end);
    void skip_line();
    void find_bad_bytes();
    void report(const CsvRow& row,
                std::string code,
                std::string_view value,
                base::Said message,
                base::Said right);

    std::string& bytes_;
    std::string file_;
    ProblemList& problems_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t cells_max_ = 1'000;
    std::vector<std::size_t> bad_;  ///< first bad byte of each line that has one
    std::size_t next_bad_ = 0;
};

}  // namespace imdad::exchange
