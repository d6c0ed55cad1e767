#include "exchange/personal_data.hpp"

#include "exchange/csv_reader.hpp"
#include "exchange/personal_scan.hpp"
#include "exchange/sentences.hpp"

#include <algorithm>
#include <array>

namespace imdad::exchange {

namespace {

/// A row whose columns are separated by something else than the comma at which it was split.
class Resplit {
 public:
    /// Decides by the first row.
    void decide(const std::vector<std::string_view>& cells) {
        const std::string_view first = cells.empty() ? std::string_view() : cells.front();
        const bool none = cells.size() <= 1;
        if (none && first.find(';') != std::string_view::npos) {
            separator_ = ';';
        } else if (none && first.find('\t') != std::string_view::npos) {
            separator_ = '\t';
        }
    }

    /// The cells of the row; they live until the next call.
    const std::vector<std::string_view>& split(const std::vector<std::string_view>& cells) {
        if (separator_ == ',') {
            cells_ = cells;
            return cells_;
        }
        text_.clear();
        for (const std::string_view cell : cells) {
            text_.append(text_.empty() ? "" : ",").append(cell);
        }
        std::erase(text_, '"');
        cells_.clear();
        for (std::size_t begin = 0; begin <= text_.size();) {
            const std::size_t end = std::min(text_.find(separator_, begin), text_.size());
            cells_.push_back(std::string_view(text_).substr(begin, end - begin));
            begin = end + 1;
        }
        return cells_;
    }

 private:
    char separator_ = ',';
    std::string text_;
    std::vector<std::string_view> cells_;
};

std::string_view noun(PersonalKind kind) {
    switch (kind) {
        case PersonalKind::name:
            return "names of people";
        case PersonalKind::phone:
            return "telephone numbers of people";
        case PersonalKind::email:
            return "e-mail addresses of people";
        case PersonalKind::identity:
            return "identity numbers of people";
        case PersonalKind::birth:
            return "when people were born";
        case PersonalKind::whereabouts:
            return "where people are or live";
    }
    return "personal data";
}

}  // namespace

base::Said PersonalColumn::message() const {
    static constexpr auto kEvidence =
        std::to_array<std::string_view>({"its header", "its HXL tag", "its values"});
    return say("personal_data", noun(kind), kEvidence[static_cast<std::size_t>(evidence)]);
}

std::vector<PersonalColumn> find_personal_data(std::string bytes, const ColumnOwners& owners) {
    ProblemList of_form;  // whoever reads the table reports those
    CsvReader reader(bytes, "", of_form);
    TableScan scan(owners);
    Resplit resplit;
    CsvRow row;
    bool first = true;
    while (reader.next(row)) {
        if (first) {
            resplit.decide(row.cells);
            first = false;
        }
        scan.row(row.line, resplit.split(row.cells));
    }
    return scan.finish();
}

bool free_of_personal_data(const TableView& table,
                           const std::string& bytes,
                           ProblemList& problems) {
    const auto found = find_personal_data(bytes, [&](std::string_view header) {
        return std::ranges::find(table.columns, header, &Column::name) == table.columns.end()
                   ? ColumnOwner::sender
                   : ColumnOwner::format;
    });
    for (const PersonalColumn& column : found) {
        problems.add({Severity::critical,
                      std::string(kPersonalDataCode),
                      std::string(table.file),
                      column.line,
                      column.column,
                      "",
                      column.message(),
                      say("right.numbers_of_people")});
    }
    return found.empty();
}

}  // namespace imdad::exchange
