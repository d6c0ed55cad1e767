#include "report/page_table.hpp"

#include "base/assert.hpp"

#include <fmt/format.h>

namespace imdad::report {
namespace {

/// Longer tables scroll under a header that stays in view.
constexpr std::size_t kTallRows = 30;

}  // namespace

PageTable::PageTable(std::string caption, std::vector<PageColumn> columns)
    : caption_(std::move(caption)), columns_(std::move(columns)), column_(columns_.size()) {}

PageTable& PageTable::sortable(std::string id) {
    id_ = std::move(id);
    return *this;
}

PageTable& PageTable::row(std::string_view markup, std::string_view id) {
    IMDAD_ASSERT(column_ == columns_.size(),
                 "the row before has fewer cells than the table has columns");
    column_ = 1;
    ++rows_;
    body_ += fmt::format("{}<tr{}><th scope=\"row\">{}</th>",
                         body_.empty() ? "" : "</tr>\n",
                         id.empty() ? std::string() : fmt::format(" id=\"{}\"", id),
                         markup);
    return *this;
}

PageTable& PageTable::cell(std::string_view markup) {
    IMDAD_ASSERT(column_ < columns_.size(), "the row has more cells than the table has columns");
    body_ += fmt::format("<td{}>{}</td>", columns_[column_].number ? " class=\"n\"" : "", markup);
    ++column_;
    return *this;
}

PageTable& PageTable::bar(std::string_view css_length, std::string_view markup) {
    IMDAD_ASSERT(column_ < columns_.size(), "the row has more cells than the table has columns");
    body_ += fmt::format("<td class=\"n b\" style=\"--v:{}\">{}</td>", css_length, markup);
    ++column_;
    return *this;
}

std::string PageTable::text() const {
    IMDAD_ASSERT(column_ == columns_.size(),
                 "the last row has fewer cells than the table has columns");
    std::string head;
    for (const PageColumn& column : columns_) {
        head += fmt::format(
            "<th scope=\"col\"{}>{}</th>", column.number ? " class=\"n\"" : "", html(column.title));
    }
    // The frame scrolls by itself on narrow screens and must be reachable by keyboard for that.
    return fmt::format(
        "<div class=\"scroll{5}\" tabindex=\"0\" role=\"region\" "
        "aria-label=\"{0}\"><table{1}><caption>{0}</caption>"
        "<thead><tr>{2}</tr></thead>\n<tbody>{3}{4}</tbody></table></div>\n",
        html(caption_),
        id_.empty() ? std::string() : fmt::format(" id=\"{}\" class=\"sortable\"", id_),
        head,
        body_,
        body_.empty() ? "" : "</tr>",
        rows_ > kTallRows ? " tall" : "");
}

}  // namespace imdad::report
