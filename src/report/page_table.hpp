#pragma once

#include "report/numbers.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Tables of the page: a caption, a header with scope, one row header per row.

namespace imdad::report {

struct PageColumn {
    std::string title;    ///< text
    bool number = false;  ///< stands at the end of its cell and sorts as a number
};

class PageTable {
 public:
    PageTable(std::string caption, std::vector<PageColumn> columns);

    PageTable& sortable(std::string id);

    /// First cell of a row; `markup` is already escaped.
    PageTable& row(std::string_view markup, std::string_view id = {});

    /// Further cells, in order of the columns; `markup` is already escaped.
    PageTable& cell(std::string_view markup);

    /// A percentage with a bar behind it.
    PageTable& bar(std::string_view css_length, std::string_view markup);

    [[nodiscard]] std::string text() const;

 private:
    std::string caption_;
    std::vector<PageColumn> columns_;
    std::string id_;
    std::string body_;
    std::size_t column_ = 0;
    std::size_t rows_ = 0;
};

}  // namespace imdad::report
