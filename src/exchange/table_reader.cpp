#include "exchange/table_reader.hpp"

#include "exchange/csv_writer.hpp"
#include "exchange/numbers.hpp"
#include "exchange/utf8.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::exchange {

namespace {

constexpr std::size_t kIdMax = 120;
/// Less than half of a cell, so that a text of quotes still fits once they are doubled; also what
/// one cell of a spreadsheet holds at most.
constexpr std::size_t kTextMax = 32'700;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_text(CellType type) {
    return type == CellType::text || type == CellType::origin;
}

std::int64_t saturating_multiply(std::int64_t value, std::int64_t factor) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(value, factor, &product)) {
        return product;
    }
    return value < 0 ? std::numeric_limits<std::int64_t>::min()
                     : std::numeric_limits<std::int64_t>::max();
}

std::int64_t power_of_ten(int digits) {
    std::int64_t power = 1;
    for (int i = 0; i < digits; ++i) {
        power *= 10;
    }
    return power;
}

}  // namespace

TableReader::TableReader(const TableView& table, std::string& bytes, ProblemList& problems)
    : table_(table),
      begin_(bytes.data()),
      problems_(problems),
      csv_(bytes, std::string(table.file), problems),
      position_(table.columns.size(), kAbsent),
      cells_(table.columns.size()) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        file_problem(Severity::critical,
                     "broken_encoding",
                     0,
                     "",
                     "the file is UTF-16; nothing of it is used",
                     "save it as CSV UTF-8");
        return;
    }
    if (bytes.find('\n') == std::string::npos && bytes.find('\r') != std::string::npos) {
        file_problem(Severity::critical,
                     "bad_line_ends",
                     0,
                     "",
                     "the lines end with a bare carriage return; nothing of the file is used",
                     "lines that end with LF or CRLF");
        return;
    }
    read_header();
}

void TableReader::file_problem(Severity severity,
                               std::string code,
                               std::size_t line,
                               std::string_view column,
                               std::string message,
                               std::string right) {
    problems_.add({severity,
                   std::move(code),
                   std::string(table_.file),
                   line,
                   shown(column),
                   "",
                   std::move(message),
                   std::move(right)});
}

void TableReader::read_header() {
    if (!csv_.next(row_)) {
        file_problem(table_.required ? Severity::critical : Severity::error,
                     "empty_file",
                     0,
                     "",
                     "the file is empty",
                     "at least a header row");
        return;
    }
    if (row_.broken) {
        return;  // the splitter has said why
    }
    if (row_.bad_bytes) {
        file_problem(
            Severity::critical,
            "broken_encoding",
            row_.line,
            "",
            fmt::format(
                "byte {} of the file, in the header, is not UTF-8; nothing of the file is used",
                row_.first_bad),
            "save it as CSV UTF-8");
        return;
    }
    if (row_.cell_count == 1 && row_.cells.front().find_first_of(";\t") != std::string_view::npos) {
        file_problem(Severity::critical,
                     "wrong_separator",
                     row_.line,
                     "",
                     "the columns seem to be separated by something else than a comma; nothing of "
                     "the file is used",
                     "save it as CSV with commas");
        return;
    }
    match_header(row_.cells);
}

void TableReader::match_header(const std::vector<std::string_view>& names) {
    usable_ = true;
    column_count_ = row_.cell_count;
    if (column_count_ > names.size()) {
        file_problem(Severity::critical,
                     "too_many_columns",
                     row_.line,
                     "",
                     "the header has too many cells",
                     "the columns of the format");
        usable_ = false;
        return;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string_view name = trimmed(names[i]);
        const auto found = std::ranges::find(table_.columns, name, &Column::name);
        if (found == table_.columns.end()) {
            if (!name.empty()) {
                file_problem(Severity::warning,
                             "unknown_column",
                             row_.line,
                             name,
                             "this column is not part of the format and is ignored",
                             "remove it, or correct its name");
            }
            continue;
        }
        std::size_t& position = position_[static_cast<std::size_t>(found - table_.columns.begin())];
        if (position != kAbsent) {
            file_problem(Severity::critical,
                         "duplicate_column",
                         row_.line,
                         name,
                         "the column stands twice, so which one holds is not known; nothing of the "
                         "file is used",
                         "each column once");
            usable_ = false;
        }
        position = i;
    }
    report_missing_columns(row_);
    csv_.keep_at_most(column_count_);
}

void TableReader::report_missing_columns(const CsvRow& header) {
    std::string optional;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        if (position_[i] != kAbsent) {
            continue;
        }
        const Column& column = table_.columns[i];
        if (column.required) {
            file_problem(Severity::critical,
                         "missing_column",
                         header.line,
                         column.name,
                         "the column is missing; nothing of the file is used",
                         fmt::format("a column {}: {}", column.name, column.meaning));
            usable_ = false;
        } else {
            optional += fmt::format("{}{}", optional.empty() ? "" : ", ", column.name);
        }
    }
    if (!optional.empty()) {
        file_problem(Severity::warning,
                     "missing_column",
                     header.line,
                     optional,
                     "missing; every cell counts as empty",
                     "add it, with empty cells where nothing is stated");
    }
}

bool TableReader::next() {
    while (csv_.next(row_)) {
        ++rows_read_;
        if (row_.broken || !right_number_of_cells()) {
            continue;
        }
        refused_ = false;
        bool any = false;
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            cells_[i] = position_[i] == kAbsent ? std::string_view() : row_.cells[position_[i]];
            if (!is_text(table_.columns[i].type)) {
                cells_[i] = trimmed(cells_[i]);
            }
            any = any || !cells_[i].empty();
        }
        if (!any) {
            file_problem(Severity::warning,
                         "empty_row",
                         row_.line,
                         "",
                         "all cells are empty; the row is skipped",
                         "remove it");
            continue;
        }
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            if (table_.columns[i].required && cells_[i].empty()) {
                refuse(i,
                       "missing_value",
                       "the cell is empty but must be stated",
                       what_is_right(table_.columns[i]));
            }
        }
        if (row_.bad_bytes) {
            check_bytes();
        }
        return true;
    }
    return false;
}

bool TableReader::right_number_of_cells() {
    if (row_.cell_count < column_count_) {
        file_problem(Severity::critical,
                     "too_few_columns",
                     row_.line,
                     "",
                     fmt::format("{} cells where the header has {}; the row is not used",
                                 row_.cell_count,
                                 column_count_),
                     "one cell per column");
        return false;
    }
    if (row_.cell_count > column_count_) {
        const bool harmless = row_.filled_beyond == 0;
        file_problem(
            harmless ? Severity::warning : Severity::critical,
            "too_many_columns",
            row_.line,
            "",
            fmt::format("{} cells where the header has {}; {}",
                        row_.cell_count,
                        column_count_,
                        harmless ? "those beyond are empty and ignored" : "the row is not used"),
            "one cell per column; quote a cell that holds a comma");
        return harmless;
    }
    return true;
}

/// Empties the cells that are not UTF-8 text, reporting each.
void TableReader::check_bytes() {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const std::size_t bad_at = first_bad_byte(cells_[i]);
        if (bad_at == cells_[i].size()) {
            continue;
        }
        const bool nul = cells_[i][bad_at] == '\0';
        const auto offset = static_cast<std::size_t>(cells_[i].data() - begin_) + bad_at;
        const Severity severity = table_.columns[i].when_bad;
        refused_ = refused_ || severity == Severity::critical;
        report(severity,
               i,
               nul ? "nul_byte" : "broken_encoding",
               fmt::format("byte {} of the file {}; the {} is not used",
                           offset,
                           nul ? "is NUL" : "is not UTF-8",
                           severity == Severity::critical ? "row" : "cell"),
               nul ? "text without NUL" : "save the file as CSV UTF-8");
        cells_[i] = {};
    }
}

void TableReader::report(Severity severity,
                         std::size_t column,
                         std::string code,
                         std::string message,
                         std::string right) {
    if (right.empty()) {
        right = what_is_right(table_.columns[column]);
    }
    problems_.add({severity,
                   std::move(code),
                   std::string(table_.file),
                   row_.line,
                   std::string(table_.columns[column].name),
                   shown(cells_[column]),
                   std::move(message),
                   std::move(right)});
}

void TableReader::bad(std::size_t column,
                      std::string code,
                      std::string message,
                      std::string right) {
    const Column& definition = table_.columns[column];
    if (definition.when_bad == Severity::critical) {
        refused_ = true;
    }
    report(definition.when_bad, column, std::move(code), std::move(message), std::move(right));
}

void TableReader::refuse(std::size_t column,
                         std::string code,
                         std::string message,
                         std::string right) {
    refused_ = true;
    report(Severity::critical, column, std::move(code), std::move(message), std::move(right));
}

void TableReader::warn(std::size_t column,
                       std::string code,
                       std::string message,
                       std::string right) {
    report(Severity::warning, column, std::move(code), std::move(message), std::move(right));
}

std::string_view TableReader::cell(std::size_t column) const {
    return cells_[column];
}

std::string TableReader::text(std::size_t column) {
    return short_enough(column) ? std::string(without_guard(cells_[column])) : std::string();
}

bool TableReader::short_enough(std::size_t column) {
    const std::size_t size = cells_[column].size();
    if (size > kTextMax) {
        bad(column,
            "text_too_long",
            fmt::format("a text of {} bytes; it is not used", size),
            fmt::format("at most {} bytes", kTextMax));
    }
    return size <= kTextMax;
}

bool TableReader::acceptable_word(std::size_t column, std::string_view word) {
    if (word.size() > kIdMax) {
        bad(column, "bad_id", fmt::format("{} bytes are too long for an id", word.size()));
        return false;
    }
    const auto forbidden = [](char c) {
        return static_cast<unsigned char>(c) < 0x20U || c == 0x7F || c == ';' || c == ',' ||
               c == '"';
    };
    if (std::ranges::any_of(word, forbidden)) {
        bad(column, "bad_id", "an id must not hold ; , \" or control characters");
        return false;
    }
    if (std::string_view("=+-@").find(word.front()) != std::string_view::npos) {
        bad(column, "bad_id", "a spreadsheet would run this id as a formula");
        return false;
    }
    return true;
}

std::string_view TableReader::word(std::size_t column) {
    const std::string_view value = cells_[column];
    return value.empty() || !acceptable_word(column, value) ? std::string_view() : value;
}

std::vector<std::string_view> TableReader::words(std::size_t column) {
    std::vector<std::string_view> result;
    std::string_view rest = cells_[column];
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view word = trimmed(rest.substr(0, end));
        if (!word.empty() && acceptable_word(column, word)) {
            result.push_back(word);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return result;
}

/// Values are whole numbers of 1/scale; the range is in whole ones.
bool TableReader::in_range(std::size_t column, std::int64_t value, std::int64_t scale) {
    const Column& definition = table_.columns[column];
    const std::int64_t minimum = saturating_multiply(definition.minimum, scale);
    const std::int64_t maximum = saturating_multiply(definition.maximum, scale);
    const bool low = definition.above_minimum ? value <= minimum : value < minimum;
    const bool high = definition.below_maximum ? value >= maximum : value > maximum;
    if (low && value < 0) {
        bad(column, "negative_number", "the number is negative");
    } else if (low || high) {
        bad(column, "out_of_range", low ? "the number is too small" : "the number is too large");
    }
    return !low && !high;
}

std::optional<std::int64_t> TableReader::whole(std::size_t column) {
    const std::string_view value = cells_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    const ScaledNumber number = parse_scaled(value, 0);
    if (number.fault == NumberFault::too_large) {
        bad(column,
            value.starts_with('-') ? "negative_number" : "number_too_large",
            "the number is beyond 64 bits");
        return std::nullopt;
    }
    if (number.fault == NumberFault::not_a_number || value.find('.') != std::string_view::npos) {
        bad(column, "not_a_number", "this is not a whole number");
        return std::nullopt;
    }
    return in_range(column, number.value, 1) ? std::optional(number.value) : std::nullopt;
}

std::optional<int> TableReader::small(std::size_t column) {
    const auto value = whole(column);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

bool TableReader::is_number(std::size_t column, NumberFault fault) {
    if (fault == NumberFault::too_large) {
        bad(column, "number_too_large", "the number is too large");
    } else if (fault == NumberFault::not_a_number) {
        bad(column, "not_a_number", "this is not a number");
    }
    return fault == NumberFault::none;
}

std::optional<std::int64_t> TableReader::scaled(std::size_t column, int digits) {
    if (cells_[column].empty()) {
        return std::nullopt;
    }
    const ScaledNumber number = parse_scaled(cells_[column], digits);
    if (!is_number(column, number.fault)) {
        return std::nullopt;
    }
    if (number.cut) {
        bad(column, "too_many_decimals", fmt::format("more than {} decimals", digits));
        return std::nullopt;
    }
    return in_range(column, number.value, power_of_ten(digits)) ? std::optional(number.value)
                                                                : std::nullopt;
}

std::optional<std::int64_t> TableReader::money(std::size_t column, int exponent) {
    if (cells_[column].empty()) {
        return std::nullopt;
    }
    // One decimal more than the currency has, to round by.
    const ScaledNumber number = parse_scaled(cells_[column], exponent + 1);
    if (!is_number(column, number.fault) ||
        !in_range(column, number.value, power_of_ten(exponent + 1))) {
        return std::nullopt;
    }
    if (number.cut || number.value % 10 != 0) {
        warn(column,
             "rounded",
             fmt::format("the currency has {} decimals; the amount is rounded", exponent),
             what_is_right(table_.columns[column]));
    }
    return (number.value + 5) / 10;
}

std::optional<base::Fixed9> TableReader::decimal(std::size_t column) {
    const auto nano = scaled(column, 9);
    return nano ? std::optional(base::Fixed9::from_nano(*nano)) : std::nullopt;
}

std::int64_t TableReader::litres_as_cm3(std::size_t column) {
    return scaled(column, 3).value_or(model::kNotStated);
}

std::optional<base::Day> TableReader::date(std::size_t column) {
    if (cells_[column].empty()) {
        return std::nullopt;
    }
    const auto day = base::parse_day(cells_[column]);
    if (!day) {
        bad(column, "not_a_date", "this is not a day of the calendar (1900 to 2200)");
    }
    return day;
}

std::optional<double> TableReader::degrees(std::size_t column) {
    const std::string_view value = cells_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    const auto number = parse_measured(value);
    if (!number) {
        bad(column, "not_a_number", "this is not a number");
        return std::nullopt;
    }
    const Column& definition = table_.columns[column];
    if (*number < static_cast<double>(definition.minimum) ||
        *number > static_cast<double>(definition.maximum)) {
        bad(column, "out_of_range", "outside the globe");
        return std::nullopt;
    }
    return number;
}

std::optional<std::size_t> TableReader::choice(std::size_t column) {
    const std::string_view value = cells_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    std::string_view rest = table_.columns[column].choices;
    for (std::size_t i = 0; !rest.empty(); ++i) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (rest.substr(0, end) == value) {
            return i;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    bad(column, "unknown_value", "this word is not known here");
    return std::nullopt;
}

model::Origin TableReader::origin(std::size_t column) {
    const std::string_view value = cells_[column];
    if (value.empty() || !short_enough(column)) {
        return {};
    }
    const std::size_t colon = value.find(':');
    const std::string_view kind = trimmed(value.substr(0, colon));
    model::Origin result;
    if (kind == "real") {
        result.kind = model::Origin::Kind::real;
    } else if (kind == "derived") {
        result.kind = model::Origin::Kind::derived;
    } else if (kind == "assumed") {
        result.kind = model::Origin::Kind::assumed;
    } else {
        bad(column, "unknown_value", "an origin begins with real, derived or assumed");
        return {};
    }
    if (colon != std::string_view::npos) {
        std::string_view note = value.substr(colon + 1);
        note.remove_prefix(note.starts_with(' ') ? 1 : 0);
        result.note = note;
    }
    return result;
}

std::optional<TableReader::DaysOfDays> TableReader::days_of_days(std::size_t column) {
    const std::string_view value = cells_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    const std::size_t slash = value.find('/');
    const ScaledNumber days = parse_scaled(value.substr(0, slash), 0);
    ScaledNumber of;
    const bool has_of = slash != std::string_view::npos;
    if (has_of) {
        of = parse_scaled(value.substr(slash + 1), 0);
    }
    const auto plain = [](const ScaledNumber& number) {
        return number.fault == NumberFault::none && !number.cut;
    };
    if (!plain(days) || !plain(of)) {
        bad(column, "not_a_number", "this is not a number of days");
        return std::nullopt;
    }
    const std::int64_t limit = has_of ? of.value : 30;
    if (days.value < 0 || days.value >= limit || limit > table_.columns[column].maximum) {
        bad(column,
            "out_of_range",
            fmt::format("out of stock on {} of {} days", days.value, limit));
        return std::nullopt;
    }
    DaysOfDays result{static_cast<int>(days.value), std::nullopt};
    if (has_of) {
        result.of = static_cast<int>(of.value);
    }
    return result;
}

std::string_view without_guard(std::string_view text) {
    if (text.starts_with('\'') && needs_guard(text.substr(1))) {
        text.remove_prefix(1);
    }
    return text;
}

}  // namespace imdad::exchange
