#include "exchange/personal_scan.hpp"

#include "exchange/personal_spelling.hpp"
#include "exchange/personal_values.hpp"
#include "exchange/problem.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include <fmt/format.h>

namespace imdad::exchange {

namespace {

/// Enough rows to know by shares what a column holds; what needs one value only is looked for in
/// all of them.
constexpr std::size_t kSampled = 2'000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view plain_cell(std::string_view cell) {
    const std::size_t first = cell.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return {};
    }
    return cell.substr(first, cell.find_last_not_of(" \t\r\n") - first + 1);
}

/// Whether one such value is enough, so that it is looked at in every row: most cells of a large
/// table are passed by here.
bool may_tell_alone(std::string_view cell) {
    constexpr std::size_t kCardNumber = 13;
    return cell.find_first_of("@+") != std::string_view::npos ||
           (cell.size() >= kCardNumber && cell.find('-') != std::string_view::npos);
}

}  // namespace

void TableScan::row(std::size_t line, const std::vector<std::string_view>& cells) {
    const auto filled = std::ranges::count_if(
        cells, [](std::string_view cell) { return !plain_cell(cell).empty(); });
    constexpr std::size_t kTitleRows = 5;
    ++rows_;
    // A title stands alone above the header; a table of one column has a header of one cell.
    if (!has_header_ && (filled > 1 || cells.size() == 1 || rows_ > kTitleRows)) {
        header(line, cells);
        return;
    }
    if (rows_ <= kTitleRows + 2 && tags(line, cells)) {
        return;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view cell = plain_cell(cells[i]);
        if (!cell.empty()) {
            value(line, i, cell);
        }
    }
}

void TableScan::header(std::size_t line, const std::vector<std::string_view>& cells) {
    has_header_ = true;
    if (columns_.size() < cells.size()) {
        columns_.resize(cells.size());
    }
    const bool only_tags = tags(line, cells);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view name = plain_cell(cells[i]);
        ColumnLook& column = columns_[i];
        column.owner = owners_ && !name.empty() ? owners_(name) : ColumnOwner::sender;
        // A file without a header begins with somebody's values: they are looked at, not shown.
        const CellLook look = look_at(name);
        const bool shows_person = look.email || look.phone || look.phone_maybe || look.identity ||
                                  look.known_name || std::ranges::count_if(name, is_digit) > 4;
        column.header = shows_person ? "" : shown(name);
        column.header_like_name = look.name_shape;
        if (only_tags) {
            continue;
        }
        const std::vector<std::string> words = folded_words(name, Capitals::begin_words);
        column.sense = sense_of(words);
        std::optional<PersonalKind> kind;
        if (column.owner == ColumnOwner::sender) {
            // "birthDate" needs its words apart, "DoB" together.
            kind = personal_by_header(words);
            kind = kind ? kind : personal_by_header(folded_words(name));
        }
        if (kind) {
            find(i, *kind, PersonalEvidence::header, line);
        } else if (shows_person) {
            value(line, i, name);
        }
    }
}

/// True if the row holds HXL tags.
bool TableScan::tags(std::size_t line, const std::vector<std::string_view>& cells) {
    std::size_t filled = 0;
    std::size_t tagged = 0;
    for (const std::string_view cell : cells) {
        const std::string_view text = plain_cell(cell);
        filled += text.empty() ? 0U : 1U;
        tagged += text.size() > 1 && text[0] == '#' &&
                          std::isalpha(static_cast<unsigned char>(text[1])) != 0
                      ? 1U
                      : 0U;
    }
    if (tagged == 0 || tagged * 2 < filled) {
        return false;
    }
    if (columns_.size() < cells.size()) {
        columns_.resize(cells.size());
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto kind = personal_by_tag(plain_cell(cells[i]));
        if (kind && plain_cell(cells[i]).starts_with('#') &&
            columns_[i].owner != ColumnOwner::officials) {
            find(i, *kind, PersonalEvidence::hxl_tag, line);
        }
    }
    return true;
}

void TableScan::find(std::size_t position,
                     PersonalKind kind,
                     PersonalEvidence evidence,
                     std::size_t line) {
    ColumnLook& column = columns_[position];
    if (!column.found) {
        column.found = PersonalColumn{
            .position = position, .column = {}, .kind = kind, .evidence = evidence, .line = line};
    }
}

void TableScan::value(std::size_t line, std::size_t position, std::string_view cell) {
    if (columns_.size() <= position) {
        columns_.resize(position + 1);
    }
    ColumnLook& column = columns_[position];
    if (column.found) {
        return;
    }
    const bool sampled = column.filled < kSampled;
    if (!sampled && !may_tell_alone(cell)) {
        return;
    }
    const CellLook look = look_at(cell);
    if (look.phone) {
        find(position, PersonalKind::phone, PersonalEvidence::values, line);
    } else if (look.identity) {
        find(position, PersonalKind::identity, PersonalEvidence::values, line);
    } else if (look.email && column.owner != ColumnOwner::officials) {
        find(position, PersonalKind::email, PersonalEvidence::values, line);
    } else if (sampled) {
        add_up(column, look, cell, line);
    }
}

void TableScan::add_up(ColumnLook& column,
                       const CellLook& look,
                       std::string_view cell,
                       std::size_t line) {
    constexpr std::size_t kLongDigits = 9;
    constexpr std::size_t kLongestDigits = 17;
    constexpr int kAgeMax = 120;
    ++column.filled;
    column.phones_maybe += look.phone_maybe ? 1U : 0U;
    column.identities_checked += look.identity_checked ? 1U : 0U;
    column.trade_numbers += look.trade_number ? 1U : 0U;
    column.moments += look.moment ? 1U : 0U;
    column.known_names += look.known_name ? 1U : 0U;
    column.name_shapes += look.name_shape ? 1U : 0U;
    column.short_words += cell.size() <= 12 && look.digits.empty() ? 1U : 0U;
    if (look.date) {
        ++column.dates;
        column.first_year = std::min(column.first_year, look.year);
        column.last_year = std::max(column.last_year, look.year);
    }
    if (look.digits.size() >= kLongDigits && look.digits.size() <= kLongestDigits &&
        look.plain_digits) {
        ++column.long_digits;
        column.same_length = column.same_length && (column.digits_length == 0 ||
                                                    column.digits_length == look.digits.size());
        column.digits_length = look.digits.size();
        column.distinct.insert(look.digits);
    }
    if (cell.size() <= 3 && std::ranges::all_of(cell, is_digit)) {
        column.ages += std::atoi(std::string(cell).c_str()) <= kAgeMax ? 1U : 0U;
    }
    if (column.sense.latitude || column.sense.longitude) {
        column.degrees.push_back(std::strtod(std::string(cell).c_str(), nullptr));
    }
    const bool telling = look.phone_maybe || look.identity_checked || look.known_name ||
                         look.name_shape || look.date || !look.digits.empty();
    column.line_first = column.line_first == 0 && telling ? line : column.line_first;
}

std::vector<PersonalColumn> TableScan::finish() {
    const bool person = person_in_each_row();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        judge(i, person);
    }
    judge_tracks(person);
    std::vector<PersonalColumn> found;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].found) {
            PersonalColumn& column = found.emplace_back(*columns_[i].found);
            const bool hidden =
                columns_[i].header.empty() ||
                (columns_[i].header_like_name && columns_[i].owner == ColumnOwner::sender &&
                 column.kind == PersonalKind::name && column.evidence == PersonalEvidence::values);
            column.column = hidden ? fmt::format("column {}", i + 1) : columns_[i].header;
        }
    }
    return found;
}

}  // namespace imdad::exchange
