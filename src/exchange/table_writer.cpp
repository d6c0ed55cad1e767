#include "exchange/table_writer.hpp"

#include "base/assert.hpp"
#include "exchange/numbers.hpp"

#include <algorithm>

namespace imdad::exchange {

TableWriter::TableWriter(const TableView& table) : table_(table), column_(table.columns.size()) {
    csv_.row();
    for (const Column& column : table_.columns) {
        csv_.cell(column.name);
    }
}

void TableWriter::row() {
    end_row();
    csv_.row();
    column_ = 0;
}

void TableWriter::end_row() {
    IMDAD_ASSERT(column_ == table_.columns.size(), "a row has one cell per column");
}

void TableWriter::next_column() {
    IMDAD_ASSERT(column_ < table_.columns.size(), "a row has one cell per column");
    ++column_;
}

void TableWriter::word(std::string_view value) {
    next_column();
    csv_.cell(value);
}

void TableWriter::text(std::string_view value) {
    IMDAD_ASSERT(column_ < table_.columns.size() && table_.columns[column_].type == CellType::text,
                 "only columns of free text are guarded, because only these are read back so");
    next_column();
    csv_.text_cell(value);
}

void TableWriter::number(std::int64_t value) {
    next_column();
    csv_.cell(value);
}

void TableWriter::number(std::optional<std::int64_t> value) {
    if (value) {
        number(*value);
    } else {
        word("");
    }
}

void TableWriter::number(std::optional<int> value) {
    number(value ? std::optional(std::int64_t{*value}) : std::nullopt);
}

void TableWriter::decimal(base::Fixed9 value) {
    word(value.text());
}

void TableWriter::decimal(std::optional<base::Fixed9> value) {
    word(value ? value->text() : "");
}

void TableWriter::measured(std::optional<double> value) {
    word(value ? measured_text(*value) : "");
}

void TableWriter::date(base::Day value) {
    word(value == model::kNoLimit ? "" : base::to_text(value));
}

void TableWriter::date(std::optional<base::Day> value) {
    word(value ? base::to_text(*value) : "");
}

void TableWriter::origin(const model::Origin& value) {
    word(model::to_text(value));
}

void TableWriter::choice_at(std::size_t position) {
    IMDAD_ASSERT(
        column_ < table_.columns.size() && table_.columns[column_].type == CellType::choice,
        "this column has choices");
    std::string_view rest = table_.columns[column_].choices;
    for (std::size_t i = 0; i < position; ++i) {
        const std::size_t space = rest.find(' ');
        IMDAD_ASSERT(space != std::string_view::npos, "the column has so many choices");
        rest.remove_prefix(space + 1);
    }
    word(rest.substr(0, rest.find(' ')));
}

std::string TableWriter::take() {
    end_row();
    return csv_.take();
}

}  // namespace imdad::exchange
