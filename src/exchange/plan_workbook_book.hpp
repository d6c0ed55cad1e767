#pragma once

#include "model/types.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <xlsxwriter.h>

/// A thin cover over libxlsxwriter: ownership, the few formats, and cells that cannot be mistaken
/// for formulas.

namespace imdad::exchange {

/// Text of the head and foot of every printed page, and the properties of the file.
struct BookFacts {
    std::string title;
    std::string label;  ///< may be empty
    std::string stamp;  ///< "RESTRICTED", or empty
    model::Day created{};
    /// Rows go to temporary files as they come, so that half a million of them do not have to stand
    /// in memory. Costs an open file per sheet and a larger file.
    bool streamed = false;
};

class Book;

inline constexpr int kNotFrozen = -1;

/// One sheet, written once from the top: titles, then a table under a header row that stays in
/// view.
class Sheet {
 public:
    /// A line of the head, in bold; moves down.
    void title(std::string_view text);
    void line(std::string_view text);

    void skip() { ++row_; }

    /// Header cells. The first header of a sheet gives its columns their `widths` in characters.
    /// With `frozen_columns` >= 0 the row and so many columns stay in view, and the row is repeated
    /// on every printed page; `kNotFrozen` for one of several tables on a sheet.
    void header(const std::vector<std::string>& names,
                const std::vector<double>& widths,
                int frozen_columns);

    /// Cells of the current row, one after another; `next_row` starts the next.
    Sheet& text(std::string_view value);
    Sheet& number(std::int64_t value);
    Sheet& share(model::Fixed9 value);
    Sheet& decimal(model::Fixed9 value);
    Sheet& day(model::Day value);
    Sheet& blank();
    void next_row();

    /// Filter arrows over the header row and all rows so far.
    void filter();

    /// Colours shares in a column between two rows from low to high.
    void colour_scale(int column, int first_row, int last_row);

    [[nodiscard]] int row() const { return row_; }

    [[nodiscard]] const std::string& name() const { return name_; }

    [[nodiscard]] lxw_worksheet* raw() const { return sheet_; }

 private:
    friend class Book;
    Sheet(Book& book, lxw_worksheet* sheet, std::string name);

    Book* book_;
    lxw_worksheet* sheet_;
    std::string name_;
    int row_ = 0;
    int column_ = 0;
    int row_of_widths_ = -1;
    int header_row_ = -1;
    int header_columns_ = 0;
};

class Book {
 public:
    Book(const std::filesystem::path& path, BookFacts facts);

    [[nodiscard]] Sheet add(const std::string& name);

    /// Writes the file. Throws `base::Failure`.
    void close();

    [[nodiscard]] lxw_workbook* raw() const { return book_.get(); }

 private:
    friend class Sheet;

    struct Formats {
        lxw_format* bold = nullptr;
        lxw_format* title = nullptr;
        lxw_format* header = nullptr;
        lxw_format* number = nullptr;
        lxw_format* share = nullptr;
        lxw_format* decimal = nullptr;
        lxw_format* day = nullptr;
    };

    std::unique_ptr<lxw_workbook, void (*)(lxw_workbook*)> book_;
    std::filesystem::path path_;
    BookFacts facts_;
    Formats formats_;
};

/// Rows that one sheet can hold below its head; what does not fit is counted and named by the
/// caller.
inline constexpr int kSheetRowsMax = 1'000'000;

}  // namespace imdad::exchange
