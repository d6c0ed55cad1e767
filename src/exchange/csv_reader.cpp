#include "exchange/csv_reader.hpp"

#include "exchange/sentences.hpp"
#include "exchange/utf8.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

namespace imdad::exchange {

CsvReader::CsvReader(std::string& bytes, std::string file, ProblemList& problems)
    : bytes_(bytes), file_(std::move(file)), problems_(problems) {
    if (bytes_.starts_with("\xEF\xBB\xBF")) {
        at_ = 3;
    }
    find_bad_bytes();
}

void CsvReader::find_bad_bytes() {
    std::size_t from = 0;
    while (true) {
        from = first_bad_byte(bytes_, from);
        if (from == bytes_.size()) {
            return;
        }
        bad_.push_back(from);
        // One per line is enough to find the row; a damaged file must not cost more than it holds.
        const std::size_t line_end = bytes_.find('\n', from);
        if (line_end == std::string::npos) {
            return;
        }
        from = line_end + 1;
    }
}

void CsvReader::report(const CsvRow& row,
                       std::string code,
                       std::string_view value,
                       base::Said message,
                       base::Said right) {
    problems_.add({Severity::critical,
                   std::move(code),
                   file_,
                   row.line,
                   "",
                   shown(value.substr(0, 400)),
                   std::move(message),
                   std::move(right)});
}

bool CsvReader::next(CsvRow& row) {
    while (at_ < bytes_.size()) {
        const std::size_t begin = at_;
        row.line = line_;
        row.cell_count = 0;
        row.filled_beyond = 0;
        row.broken = false;
        row.cells.clear();
        CellEnd end = CellEnd::cell;
        while (end == CellEnd::cell) {
            end = at_ < bytes_.size() && bytes_[at_] == '"' ? quoted_cell(row) : plain_cell(row);
        }
        row.broken = end == CellEnd::broken;
        if (!row.broken && row.cell_count == 1 && row.cells.front().empty()) {
            continue;
        }
        while (next_bad_ < bad_.size() && bad_[next_bad_] < begin) {
            ++next_bad_;
        }
        row.bad_bytes = next_bad_ < bad_.size() && bad_[next_bad_] < at_;
        row.first_bad = row.bad_bytes ? bad_[next_bad_] : 0;
        return true;
    }
    return false;
}

void CsvReader::keep(CsvRow& row, std::size_t begin, std::size_t end) {
    ++row.cell_count;
    if (row.cells.size() < cells_max_) {
        row.cells.emplace_back(bytes_.data() + begin, end - begin);
    } else if (end > begin) {
        ++row.filled_beyond;
    }
}

/// `at_` stands behind a cell: on a comma, a line end or the end of the file.
CsvReader::CellEnd CsvReader::after_cell() {
    if (at_ == bytes_.size()) {
        return CellEnd::row;
    }
    if (bytes_[at_++] == ',') {
        return CellEnd::cell;
    }
    ++line_;
    return CellEnd::row;
}

CsvReader::CellEnd CsvReader::plain_cell(CsvRow& row) {
    const char* const data = bytes_.data();
    const std::size_t size = bytes_.size();
    const std::size_t begin = at_;
    std::size_t end = begin;
    while (end < size && data[end] != ',' && data[end] != '\n') {
        ++end;
    }
    at_ = end;
    if ((end == size || data[end] == '\n') && end > begin && data[end - 1] == '\r') {
        --end;
    }
    if (end - begin > kCellMax) {
        report(row,
               "cell_too_long",
               std::string_view(data + begin, end - begin),
               say("cell_too_long", end - begin),
               say("right.cell_bytes", kCellMax));
        skip_line();
        return CellEnd::broken;
    }
    keep(row, begin, end);
    return after_cell();
}

/// Offset of the quote that closes the cell opened at `opening`; npos if there is none within
/// reach. `doubled` says whether the cell holds doubled quotes.
std::size_t CsvReader::closing_quote(std::size_t opening, bool& doubled) const {
    const std::size_t limit = std::min(bytes_.size(), opening + 1 + kCellMax);
    std::size_t at = opening + 1;
    while (at < limit) {
        const void* const quote = std::memchr(bytes_.data() + at, '"', limit - at);
        if (quote == nullptr) {
            break;
        }
        at = static_cast<std::size_t>(static_cast<const char*>(quote) - bytes_.data());
        if (at + 1 == bytes_.size() || bytes_[at + 1] != '"') {
            return at;
        }
        doubled = true;
        at += 2;
    }
    return std::string::npos;
}

CsvReader::CellEnd CsvReader::quoted_cell(CsvRow& row) {
    const std::size_t opening = at_;
    bool doubled = false;
    const std::size_t closing = closing_quote(opening, doubled);
    if (closing == std::string::npos) {
        return give_up_on_quote(row, opening);
    }
    at_ = closing + 1;
    const bool line_end_follows = at_ + 1 >= bytes_.size() || bytes_[at_ + 1] == '\n';
    if (at_ < bytes_.size() && bytes_[at_] == '\r' && line_end_follows) {
        ++at_;
    }
    if (at_ < bytes_.size() && bytes_[at_] != ',' && bytes_[at_] != '\n') {
        report(row,
               "bad_quote",
               std::string_view(bytes_).substr(opening, 200),
               say("text_behind_quote"),
               say("right.quote_doubled"));
        at_ = opening;
        skip_line();
        return CellEnd::broken;
    }
    char* const begin = bytes_.data() + opening + 1;
    char* end = bytes_.data() + closing;
    line_ += static_cast<std::size_t>(std::count(begin, end, '\n'));
    if (doubled) {
        // Every quote left in the cell is the first of a pair: keep one of the two.
        char* write = begin;
        for (const char* read = begin; read < end; ++read) {
            *write++ = *read;
            read += *read == '"' ? 1 : 0;
        }
        end = write;
    }
    keep(row, opening + 1, static_cast<std::size_t>(end - bytes_.data()));
    return after_cell();
}

/// No closing quote within reach: the line of the opening one is lost, reading goes on behind it.
CsvReader::CellEnd CsvReader::give_up_on_quote(CsvRow& row, std::size_t opening) {
    const std::size_t line_end = std::min(bytes_.find('\n', opening), bytes_.size());
    const std::string_view value =
        std::string_view(bytes_).substr(opening, std::min<std::size_t>(line_end - opening, 200));
    if (line_end - opening > kCellMax) {
        report(row,
               "cell_too_long",
               value,
               say("quoted_cell_too_long", kCellMax),
               say("right.cell_bytes", kCellMax));
    } else {
        report(row,
               "unterminated_quote",
               value,
               say("quote_not_closed", line_, kCellMax),
               say("right.quote_closed"));
    }
    at_ = opening;
    skip_line();
    return CellEnd::broken;
}

void CsvReader::skip_line() {
    const std::size_t line_end = bytes_.find('\n', at_);
    if (line_end == std::string::npos) {
        at_ = bytes_.size();
        return;
    }
    at_ = line_end + 1;
    ++line_;
}

}  // namespace imdad::exchange
