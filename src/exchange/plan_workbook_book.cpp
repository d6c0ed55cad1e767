#include "exchange/plan_workbook_book.hpp"

#include "base/assert.hpp"
#include "base/result.hpp"
#include "exchange/file_bytes.hpp"

#include <cerrno>
#include <chrono>

#include <fmt/format.h>

namespace imdad::exchange {
namespace {

/// The format's limit is 32,767 characters.
constexpr std::size_t kTextBytesMax = 32'000;
/// The format's limit for a page header is 255 characters, codes included.
constexpr std::size_t kPageTextBytesMax = 70;

/// Cuts at `size` bytes, never inside a character.
std::string cut(std::string_view text, std::size_t size) {
    if (text.size() <= size) {
        return std::string(text);
    }
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
        --size;
    }
    return std::string(text.substr(0, size)) + "…";
}

/// In page headers `&` begins a code and is doubled to stand for itself.
std::string page_text(std::string_view text) {
    std::string result;
    for (const char c : cut(text, kPageTextBytesMax)) {
        result += c == '&' ? "&&" : std::string(1, c);
    }
    return result;
}

lxw_workbook* open_book(const std::filesystem::path& path, bool streamed) {
    lxw_workbook_options options{};
    options.constant_memory = streamed ? LXW_TRUE : LXW_FALSE;
    return workbook_new_opt(path.c_str(), &options);
}

lxw_row_t row_of(int row) {
    return static_cast<lxw_row_t>(row);
}

lxw_col_t column_of(int column) {
    return static_cast<lxw_col_t>(column);
}

}  // namespace

Sheet::Sheet(Book& book, lxw_worksheet* sheet, std::string name)
    : book_(&book), sheet_(sheet), name_(std::move(name)) {}

void Sheet::title(std::string_view text) {
    worksheet_write_string(
        sheet_, row_of(row_), 0, cut(text, kTextBytesMax).c_str(), book_->formats_.title);
    next_row();
}

void Sheet::line(std::string_view text) {
    worksheet_write_string(sheet_, row_of(row_), 0, cut(text, kTextBytesMax).c_str(), nullptr);
    next_row();
}

void Sheet::header(const std::vector<std::string>& names,
                   const std::vector<double>& widths,
                   int frozen_columns) {
    IMDAD_ASSERT(names.size() == widths.size(), "every column of a sheet has a name and a width");
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto column = column_of(static_cast<int>(i));
        worksheet_write_string(sheet_,
                               row_of(row_),
                               column,
                               cut(names[i], kTextBytesMax).c_str(),
                               book_->formats_.header);
        if (row_of_widths_ < 0 || row_of_widths_ == row_) {
            row_of_widths_ = row_;
            worksheet_set_column(sheet_, column, column, widths[i], nullptr);
        }
    }
    if (frozen_columns >= 0) {
        header_row_ = row_;
        header_columns_ = static_cast<int>(names.size());
        worksheet_freeze_panes(sheet_, row_of(row_ + 1), column_of(frozen_columns));
        worksheet_repeat_rows(sheet_, row_of(row_), row_of(row_));
    }
    next_row();
}

Sheet& Sheet::text(std::string_view value) {
    // write_string makes a string cell whatever the text begins with: "=..." stays text.
    worksheet_write_string(
        sheet_, row_of(row_), column_of(column_++), cut(value, kTextBytesMax).c_str(), nullptr);
    return *this;
}

Sheet& Sheet::number(std::int64_t value) {
    worksheet_write_number(sheet_,
                           row_of(row_),
                           column_of(column_++),
                           static_cast<double>(value),
                           book_->formats_.number);
    return *this;
}

Sheet& Sheet::share(model::Fixed9 value) {
    worksheet_write_number(
        sheet_, row_of(row_), column_of(column_++), value.to_double(), book_->formats_.share);
    return *this;
}

Sheet& Sheet::decimal(model::Fixed9 value) {
    worksheet_write_number(
        sheet_, row_of(row_), column_of(column_++), value.to_double(), book_->formats_.decimal);
    return *this;
}

Sheet& Sheet::day(model::Day value) {
    if (value == model::kNoLimit) {
        return blank();
    }
    const std::chrono::year_month_day date(value);
    lxw_datetime when{.year = static_cast<int>(date.year()),
                      .month = static_cast<int>(static_cast<unsigned>(date.month())),
                      .day = static_cast<int>(static_cast<unsigned>(date.day())),
                      .hour = 0,
                      .min = 0,
                      .sec = 0};
    worksheet_write_datetime(
        sheet_, row_of(row_), column_of(column_++), &when, book_->formats_.day);
    return *this;
}

Sheet& Sheet::blank() {
    ++column_;
    return *this;
}

void Sheet::next_row() {
    ++row_;
    column_ = 0;
}

void Sheet::filter() {
    if (header_row_ >= 0 && row_ > header_row_ + 1) {
        worksheet_autofilter(
            sheet_, row_of(header_row_), 0, row_of(row_ - 1), column_of(header_columns_ - 1));
    }
}

void Sheet::colour_scale(int column, int first_row, int last_row) {
    if (last_row < first_row) {
        return;
    }
    lxw_conditional_format format{};
    format.type = LXW_CONDITIONAL_3_COLOR_SCALE;
    format.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    format.mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    format.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    format.min_value = 0;
    format.mid_value = 0.5;
    format.max_value = 1;
    // Pale ends of the colours of the maps, so that black figures stay readable.
    format.min_color = 0xE7A58F;
    format.mid_color = 0xF8E7C9;
    format.max_color = 0xCFE6DE;
    worksheet_conditional_format_range(
        sheet_, row_of(first_row), column_of(column), row_of(last_row), column_of(column), &format);
}

Book::Book(const std::filesystem::path& path, BookFacts facts)
    : book_(open_book(path, facts.streamed), lxw_workbook_free),
      path_(path),
      facts_(std::move(facts)) {
    IMDAD_ASSERT(book_ != nullptr, "out of memory for a workbook");
    lxw_doc_properties properties{};
    properties.title = facts_.title.data();
    properties.comments = facts_.label.data();
    properties.created = std::chrono::system_clock::to_time_t(facts_.created);
    workbook_set_properties(book_.get(), &properties);
    const auto format = [this](auto&& set) {
        lxw_format* made = workbook_add_format(book_.get());
        set(made);
        return made;
    };
    formats_.bold = format([](lxw_format* f) { format_set_bold(f); });
    formats_.title = format([](lxw_format* f) {
        format_set_bold(f);
        format_set_font_size(f, 14);
    });
    formats_.header = format([](lxw_format* f) {
        format_set_bold(f);
        format_set_text_wrap(f);
        format_set_align(f, LXW_ALIGN_VERTICAL_BOTTOM);
        format_set_bottom(f, LXW_BORDER_THIN);
        format_set_bg_color(f, 0xEEF3F1);
    });
    formats_.number = format([](lxw_format* f) { format_set_num_format(f, "#,##0"); });
    formats_.share = format([](lxw_format* f) { format_set_num_format(f, "0.00%"); });
    formats_.decimal = format([](lxw_format* f) { format_set_num_format(f, "0.0000"); });
    formats_.day = format([](lxw_format* f) { format_set_num_format(f, "yyyy-mm-dd"); });
}

Sheet Book::add(const std::string& name) {
    lxw_worksheet* sheet = workbook_add_worksheet(book_.get(), name.c_str());
    IMDAD_ASSERT(sheet != nullptr, "the name of a sheet is not valid or not unique");
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    const std::string header = fmt::format("&L{}&C{}&R&B{}",
                                           page_text(facts_.title),
                                           page_text(facts_.label),
                                           page_text(facts_.stamp));
    worksheet_set_header(sheet, header.c_str());
    worksheet_set_footer(sheet, "&L&A&R&P / &N");
    Sheet result(*this, sheet, name);
    result.title(facts_.title);
    if (!facts_.label.empty()) {
        result.line(facts_.label);
    }
    if (!facts_.stamp.empty()) {
        result.line(facts_.stamp);
    }
    return result;
}

void Book::close() {
    // The library would print its own message; this says first whether the file can be written.
    write_bytes(path_, "");
    errno = 0;
    const lxw_error error = workbook_close(book_.release());
    if (error != LXW_NO_ERROR) {
        const bool full = errno == ENOSPC || errno == EROFS || errno == EDQUOT;
        throw base::Failure(
            full ? base::Failure::Kind::storage_full : base::Failure::Kind::io,
            fmt::format("{}: cannot be written: {}", path_.string(), lxw_strerror(error)));
    }
}

}  // namespace imdad::exchange
