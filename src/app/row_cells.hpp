#pragma once

#include "app/row_table.hpp"
#include "base/date.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Cells of a file of movements, and which columns it may have. What is wrong goes into the
/// problems of the table.

namespace imdad::app {

/// Reads a file whose columns are among `columns`; `needed` must be there.
[[nodiscard]] RowTable read_rows_of(const std::string& path,
                                    std::span<const std::string_view> columns,
                                    std::span<const std::string_view> needed);

/// One cell where it stands; an empty one is no value.
struct Cell {
    RowTable& table;
    std::size_t line;
    const std::string& column;
    const std::string& text;

    /// Of smallest issue units, not below `least`.
    [[nodiscard]] std::optional<std::int64_t> whole(std::int64_t least,
                                                    std::int64_t most = INT64_MAX) const;
    [[nodiscard]] std::optional<base::Day> day() const;
    [[nodiscard]] bool yes() const;
};

}  // namespace imdad::app
