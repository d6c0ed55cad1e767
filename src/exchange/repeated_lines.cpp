#include "exchange/repeated_lines.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace imdad::exchange {

namespace {

struct Line {
    std::size_t hash = 0;
    std::size_t number = 0;
    std::string_view text;
};

/// The lines after the header that are a row each, the line ends taken off.
std::vector<Line> whole_rows(std::string_view csv) {
    std::vector<Line> rows;
    rows.reserve(static_cast<std::size_t>(std::ranges::count(csv, '\n')) + 1);
    bool in_quotes = false;
    std::size_t number = 0;
    while (!csv.empty()) {
        const std::size_t end = std::min(csv.find('\n'), csv.size());
        std::string_view line = csv.substr(0, end);
        csv.remove_prefix(std::min(end + 1, csv.size()));
        ++number;
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        const bool odd =
            line.find('"') != std::string_view::npos && std::ranges::count(line, '"') % 2 != 0;
        if (!in_quotes && !odd && number > 1 && !line.empty()) {
            rows.push_back({std::hash<std::string_view>{}(line), number, line});
        }
        in_quotes = in_quotes != odd;
    }
    return rows;
}

}  // namespace

std::vector<RepeatedLine> repeated_lines(std::string_view csv) {
    std::vector<Line> rows = whole_rows(csv);
    std::ranges::sort(rows, {}, [](const Line& row) { return std::tuple(row.hash, row.number); });
    std::vector<RepeatedLine> repeated;
    std::size_t first = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].hash == rows[first].hash && rows[i].text == rows[first].text) {
            repeated.push_back({rows[i].number, rows[first].number});
        } else {
            first = i;
        }
    }
    std::ranges::sort(repeated, {}, &RepeatedLine::line);
    return repeated;
}

}  // namespace imdad::exchange
