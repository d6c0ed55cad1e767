#include "report/columns_table.hpp"

#include "base/assert.hpp"
#include "report/numbers.hpp"

#include <algorithm>

namespace imdad::report {

namespace {

/// Blanks behind the last cell are left away.
void end_line(std::string& text) {
    while (text.ends_with(' ')) {
        text.pop_back();
    }
    text += '\n';
}

}  // namespace

std::string columns_table(const std::vector<TableColumn>& columns,
                          const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths(columns.size(), 0);
    for (const std::vector<std::string>& row : rows) {
        IMDAD_ASSERT(row.size() == columns.size(), "a row of a table has other columns");
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(plain(row[i])));
        }
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (widths[i] > 0) {
            widths[i] = std::max(widths[i], display_width(columns[i].heading));
        }
    }
    std::string text;
    const auto add = [&](const auto& cell_of) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (widths[i] > 0) {
                const std::string cell = cell_of(i);
                text += columns[i].number ? padded_front(cell, widths[i]) : padded(cell, widths[i]);
                text += "  ";
            }
        }
        end_line(text);
    };
    add([&](std::size_t i) { return columns[i].heading; });
    add([&](std::size_t i) { return std::string(widths[i], '-'); });
    for (const std::vector<std::string>& row : rows) {
        add([&](std::size_t i) { return row[i]; });
    }
    return text;
}

}  // namespace imdad::report
