#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A CSV table that a person wrote and to which we add: every cell, column and row of it stays,
/// columns unknown to us included, in its order. Only quotes and line ends are written our way.

namespace imdad::app {

/// Without the spaces and tabs around it, as the reader of scenarios takes a cell.
[[nodiscard]] std::string_view trimmed(std::string_view text);

class TableEdit {
 public:
    /// Reads `bytes`, the header in the first row. An empty text is a table without columns.
    [[nodiscard]] static TableEdit parse(std::string bytes, const std::string& file);

    /// Position of a column, if there is one of this name, spaces around it aside.
    [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const;

    /// The same; a column that is not there is added behind the others, its cells empty.
    std::size_t column(std::string_view name);

    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }

    [[nodiscard]] std::size_t row_count() const { return rows_.size(); }

    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
    void set(std::size_t row, std::size_t column, std::string text);

    /// Adds an empty row and returns its number.
    std::size_t add_row();

    [[nodiscard]] std::string text() const;

 private:
    std::vector<std::string> header_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace imdad::app
