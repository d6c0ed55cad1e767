#pragma once

#include "base/date.hpp"
#include "base/fixed.hpp"
#include "exchange/csv_writer.hpp"
#include "exchange/table.hpp"
#include "model/types.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Writes the rows of a table as its definition has them: cell by cell in the order of the
/// columns, an empty cell for a value that is not stated. A wrong number of cells is our bug.

namespace imdad::exchange {

class TableWriter {
 public:
    explicit TableWriter(const TableView& table);

    [[nodiscard]] std::string_view file() const { return table_.file; }

    void row();

    void word(std::string_view value);
    void text(std::string_view value);
    void number(std::int64_t value);
    void number(std::optional<std::int64_t> value);
    void number(std::optional<int> value);

    void number(int value) { number(std::int64_t{value}); }

    void decimal(base::Fixed9 value);
    void decimal(std::optional<base::Fixed9> value);
    void measured(std::optional<double> value);
    void date(base::Day value);  ///< empty for kNoLimit
    void date(std::optional<base::Day> value);
    void origin(const model::Origin& value);

    /// The word of the current column at this position among its choices.
    template <typename Choice>
    void choice(Choice position) {
        choice_at(static_cast<std::size_t>(position));
    }

    /// The file; the writer is empty afterwards.
    [[nodiscard]] std::string take();

 private:
    void next_column();
    void end_row();
    void choice_at(std::size_t position);

    TableView table_;
    CsvWriter csv_;
    std::size_t column_ = 0;
};

}  // namespace imdad::exchange
