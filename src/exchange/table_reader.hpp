#pragma once

#include "base/date.hpp"
#include "base/fixed.hpp"
#include "exchange/csv_reader.hpp"
#include "exchange/numbers.hpp"
#include "exchange/table.hpp"
#include "model/types.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reads a CSV file as the table that its definition says: matches the header, checks every cell
/// for type and range, reports what is wrong where. A getter gives no value for an empty cell and
/// for one that cannot be read; `refused()` says whether the current row may be used.

namespace imdad::exchange {

/// Whether a header without some optional column is worth a warning.
enum class MissingColumns : std::uint8_t { warned_of, allowed };

class TableReader {
 public:
    /// `bytes` and `problems` must outlive the reader.
    TableReader(const TableView& table,
                std::string& bytes,
                ProblemList& problems,
                MissingColumns missing = MissingColumns::warned_of);

    /// False if the header makes the file unusable; that is reported already.
    [[nodiscard]] bool usable() const { return usable_; }

    /// The next row that can be split into the header's cells; false at the end.
    [[nodiscard]] bool next();

    [[nodiscard]] std::size_t line() const { return row_.line; }

    [[nodiscard]] bool refused() const { return refused_; }

    /// Rows met so far, those that could not be split included.
    [[nodiscard]] std::size_t rows_read() const { return rows_read_; }

    /// True if the file has the column.
    [[nodiscard]] bool has(std::size_t column) const { return position_[column] != kAbsent; }

    // Cells of the current row, by position in the table's definition.
    [[nodiscard]] std::string_view cell(std::size_t column) const;

    [[nodiscard]] bool empty(std::size_t column) const { return cell(column).empty(); }

    [[nodiscard]] std::string text(std::size_t column);
    [[nodiscard]] std::string_view word(std::size_t column);  ///< also for ids and references
    [[nodiscard]] std::vector<std::string_view> words(std::size_t column);
    [[nodiscard]] std::optional<std::int64_t> whole(std::size_t column);
    [[nodiscard]] std::optional<int> small(
        std::size_t column);  ///< columns whose maximum fits an int
    [[nodiscard]] std::optional<base::Fixed9> decimal(std::size_t column);
    [[nodiscard]] std::optional<std::int64_t> scaled(std::size_t column, int digits);
    /// Minor units of a currency with so many decimals; rounded (with a warning) if more are
    /// stated.
    [[nodiscard]] std::optional<std::int64_t> money(std::size_t column, int exponent);
    [[nodiscard]] std::int64_t litres_as_cm3(std::size_t column);  ///< kNotStated if empty
    [[nodiscard]] std::optional<base::Day> date(std::size_t column);
    [[nodiscard]] std::optional<double> degrees(std::size_t column);
    [[nodiscard]] std::optional<std::size_t> choice(
        std::size_t column);  ///< position among the choices
    [[nodiscard]] model::Origin origin(std::size_t column);

    /// "5/31" as {5, 31}; "5" as {5, nothing}.
    struct DaysOfDays {
        int days = 0;
        std::optional<int> of;
    };

    [[nodiscard]] std::optional<DaysOfDays> days_of_days(std::size_t column);

    /// Reports the current cell with the severity that its column has for bad values.
    void bad(std::size_t column, std::string code, base::Said message, base::Said right = {});
    /// Reports and refuses the row, whatever the column.
    void refuse(std::size_t column, std::string code, base::Said message, base::Said right = {});
    void warn(std::size_t column, std::string code, base::Said message, base::Said right = {});

 private:
    static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

    void read_header();
    void match_header(const std::vector<std::string_view>& names);
    void report_missing_columns(const CsvRow& header);
    [[nodiscard]] bool right_number_of_cells();
    void check_bytes();
    void report(Severity severity,
                std::size_t column,
                std::string code,
                base::Said message,
                base::Said right);
    void file_problem(Severity severity,
                      std::string code,
                      std::size_t line,
                      std::string_view column,
                      base::Said message,
                      base::Said right);
    [[nodiscard]] bool in_range(std::size_t column, std::int64_t value, std::int64_t scale);
    [[nodiscard]] bool short_enough(std::size_t column);
    [[nodiscard]] bool is_number(std::size_t column, NumberFault fault);
    [[nodiscard]] bool acceptable_word(std::size_t column, std::string_view word);

    TableView table_;
    MissingColumns missing_;
    const char* begin_;
    ProblemList& problems_;
    CsvReader csv_;
    CsvRow row_;
    std::size_t column_count_ = 0;
    std::vector<std::size_t> position_;    ///< per column of the table: its cell in the file
    std::vector<std::string_view> cells_;  ///< of the current row, per column of the table
    std::size_t rows_read_ = 0;
    bool usable_ = false;
    bool refused_ = false;
};

/// Without spaces and tabs at either end.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Undoes the guard of csv_writer.hpp.
[[nodiscard]] std::string_view without_guard(std::string_view text);

}  // namespace imdad::exchange
