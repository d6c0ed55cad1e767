#include "exchange/csv_writer.hpp"

#include <array>
#include <charconv>

namespace imdad::exchange {

bool needs_guard(std::string_view text) {
    const std::size_t first = text.find_first_not_of('\'');
    return first != std::string_view::npos &&
           std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
}

void CsvWriter::row() {
    if (row_open_) {
        bytes_ += '\n';
    }
    row_open_ = true;
    first_cell_ = true;
}

void CsvWriter::separate() {
    if (!first_cell_) {
        bytes_ += ',';
    }
    first_cell_ = false;
}

void CsvWriter::quoted(std::string_view text) {
    if (text.find_first_of(",\"\n\r") == std::string_view::npos) {
        bytes_ += text;
        return;
    }
    bytes_ += '"';
    for (const char c : text) {
        bytes_ += c;
        if (c == '"') {
            bytes_ += c;
        }
    }
    bytes_ += '"';
}

void CsvWriter::cell(std::string_view plain) {
    separate();
    quoted(plain);
}

void CsvWriter::text_cell(std::string_view text) {
    separate();
    if (needs_guard(text)) {
        std::string guarded = "'";
        guarded += text;
        quoted(guarded);
    } else {
        quoted(text);
    }
}

void CsvWriter::cell(std::int64_t number) {
    separate();
    std::array<char, 24> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    bytes_.append(buffer.data(), result.ptr);
}

std::string CsvWriter::take() {
    if (row_open_) {
        bytes_ += '\n';
    }
    row_open_ = false;
    return std::move(bytes_);
}

}  // namespace imdad::exchange
