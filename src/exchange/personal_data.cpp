#include "exchange/personal_data.hpp"

#include "exchange/csv_reader.hpp"
#include "exchange/personal_values.hpp"
#include "exchange/personal_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace imdad::exchange {

namespace {

/// Enough rows to know by shares what a column holds; what needs one value only is looked for in
/// all of them.
constexpr std::size_t kSampled = 2'000;
/// Fewer values than this say nothing by their share.
constexpr std::size_t kFewest = 3;

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

/// What the values of a column look like, added up.
struct ColumnLook {
    std::string header;             ///< empty if it must not be shown
    bool header_like_name = false;  ///< it could be a name of somebody if the column holds names
    ColumnOwner owner = ColumnOwner::sender;
    HeaderSense sense;
    std::optional<PersonalColumn> found;

    std::size_t filled = 0;  ///< sampled
    std::size_t phones_maybe = 0;
    std::size_t identities_checked = 0;
    std::size_t trade_numbers = 0;
    std::size_t dates = 0;
    std::size_t moments = 0;
    std::size_t known_names = 0;
    std::size_t name_shapes = 0;
    std::size_t long_digits = 0;  ///< 9 to 17 digits and nothing else
    std::size_t short_words = 0;  ///< M, F, male, ...
    std::size_t ages = 0;         ///< whole numbers up to 120
    int first_year = 9999;
    int last_year = 0;
    std::size_t line_first = 0;  ///< of the first of phones_maybe ... name_shapes
    std::size_t digits_length = 0;
    bool same_length = true;
    std::set<std::string> distinct;  ///< of long_digits
    std::vector<double> degrees;     ///< of latitude and longitude
};

class TableScan {
 public:
    explicit TableScan(const ColumnOwners& owners) : owners_(owners) {}

    void row(std::size_t line, const std::vector<std::string_view>& cells);

    [[nodiscard]] std::vector<PersonalColumn> finish();

 private:
    void header(std::size_t line, const std::vector<std::string_view>& cells);
    [[nodiscard]] bool tags(std::size_t line, const std::vector<std::string_view>& cells);
    void value(std::size_t line, std::size_t position, std::string_view cell);
    void add_up(ColumnLook& column, const CellLook& look, std::string_view cell, std::size_t line);
    void find(std::size_t position, PersonalKind kind, PersonalEvidence evidence, std::size_t line);
    void judge(std::size_t position, bool person_in_each_row);
    [[nodiscard]] bool person_in_each_row() const;
    void judge_tracks(bool person_in_each_row);

    const ColumnOwners& owners_;
    std::vector<ColumnLook> columns_;
    std::size_t rows_ = 0;
    bool has_header_ = false;
};

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
    if (!sampled && cell.find_first_of("@+-") == std::string_view::npos) {
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

/// Two columns such as sex and age: each row is about one person, not about a place or a group.
bool TableScan::person_in_each_row() const {
    std::size_t signs = 0;
    for (const ColumnLook& column : columns_) {
        const std::size_t fitting = column.sense.age ? column.ages : column.short_words;
        const bool values_fit = fitting * 10 >= column.filled * 8;
        const bool sign = column.sense.about_person && column.owner == ColumnOwner::sender;
        const bool named = column.found && column.found->evidence != PersonalEvidence::values;
        signs += (sign && values_fit) || column.sense.one_person || named ? 1U : 0U;
    }
    return signs >= 2;
}

/// At least `percent` of the values, and no fewer than `kFewest` (all, if there are not so many).
bool most(std::size_t count, const ColumnLook& column, std::size_t percent) {
    return count > 0 && count * 100 >= column.filled * percent &&
           count >= std::min(kFewest, std::max<std::size_t>(column.filled, 2));
}

/// Words that could be somebody's name, with enough given names among them that everybody knows;
/// less evidence is asked for where the table is a list of people.
bool names_people(const ColumnLook& column, bool person) {
    constexpr std::size_t kShapePercent = 50;
    constexpr std::size_t kShapePercentAlone = 80;
    constexpr std::size_t kKnownPercent = 25;
    constexpr std::size_t kKnownPercentOfList = 10;
    constexpr std::size_t kKnownPercentAlone = 50;
    const auto share = [&](std::size_t count, std::size_t percent, std::size_t fewest) {
        return count >= fewest && count * 100 >= column.filled * percent;
    };
    const bool listed = person || column.sense.one_person;
    if (listed && (column.sense.one_person || column.sense.only_name) &&
        share(column.name_shapes, kShapePercentAlone, 1)) {
        return true;
    }
    // In a short table two are as telling as three in a long one.
    constexpr std::size_t kShort = 8;
    const std::size_t fewest = listed ? 1 : (column.filled <= kShort ? 2 : kFewest);
    return (share(column.name_shapes, kShapePercent, fewest) &&
            share(column.known_names, listed ? kKnownPercentOfList : kKnownPercent, fewest)) ||
           share(column.known_names, kKnownPercentAlone, kFewest);
}

void TableScan::judge(std::size_t position, bool person) {
    ColumnLook& column = columns_[position];
    if (column.found || column.filled == 0) {
        return;
    }
    const auto by_values = [&](PersonalKind kind) {
        find(position, kind, PersonalEvidence::values, column.line_first);
    };
    const HeaderSense& sense = column.sense;
    const bool codes = sense.codes_things || sense.names_things;
    const bool trade = column.trade_numbers * 100 >= column.filled * 60;
    constexpr std::size_t kPhonePercent = 50;
    constexpr std::size_t kCheckedPercent = 80;
    constexpr std::size_t kIdPercent = 90;
    if (!codes && !trade) {
        if (most(column.phones_maybe, column, kPhonePercent)) {
            return by_values(PersonalKind::phone);
        }
        if (!sense.amounts && most(column.identities_checked, column, kCheckedPercent) &&
            column.distinct.size() >= kFewest) {
            return by_values(PersonalKind::identity);
        }
        if (person && !sense.amounts && column.same_length &&
            most(column.long_digits, column, kIdPercent) &&
            column.distinct.size() * 10 >= column.filled * 9) {
            return by_values(column.digits_length <= 10 ? PersonalKind::phone
                                                        : PersonalKind::identity);
        }
    }
    constexpr int kYearsOfLives = 15;
    if (person && most(column.dates, column, kIdPercent) &&
        column.last_year - column.first_year >= kYearsOfLives) {
        return by_values(PersonalKind::birth);
    }
    if (!sense.names_things && column.owner != ColumnOwner::officials &&
        names_people(column, person)) {
        by_values(PersonalKind::name);
    }
}

/// A position in each row with a time of day, close to the one before: somebody on the way. Or the
/// position of each person of a list: where they live.
void TableScan::judge_tracks(bool person) {
    constexpr std::size_t kPointsMin = 5;
    constexpr double kStepDegrees = 0.05;  // some five kilometres
    const auto is_latitude = [](const ColumnLook& column) { return column.sense.latitude; };
    const auto is_longitude = [](const ColumnLook& column) { return column.sense.longitude; };
    const auto latitude = std::ranges::find_if(columns_, is_latitude);
    const auto longitude = std::ranges::find_if(columns_, is_longitude);
    if (latitude == columns_.end() || longitude == columns_.end() || latitude->found) {
        return;
    }
    const bool timed = std::ranges::any_of(columns_, [](const ColumnLook& column) {
        return column.filled > 0 && column.moments * 10 >= column.filled * 9;
    });
    const std::size_t points = std::min(latitude->degrees.size(), longitude->degrees.size());
    std::size_t small_steps = 0;
    for (std::size_t i = 1; i < points; ++i) {
        const double north = std::abs(latitude->degrees[i] - latitude->degrees[i - 1]);
        const double east = std::abs(longitude->degrees[i] - longitude->degrees[i - 1]);
        small_steps += north + east < kStepDegrees && north + east > 0 ? 1U : 0U;
    }
    const bool moving = timed && points >= kPointsMin && small_steps * 10 >= (points - 1) * 7;
    if (moving || (person && points > 0)) {
        const auto position = static_cast<std::size_t>(latitude - columns_.begin());
        find(position, PersonalKind::whereabouts, PersonalEvidence::values, latitude->line_first);
    }
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
            return cells;
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

std::string PersonalColumn::message() const {
    static constexpr std::string_view kEvidence[] = {"its header", "its HXL tag", "its values"};
    return fmt::format(
        "the column seems to hold {}, going by {}; nothing of the file is used, and nothing of it "
        "is kept or shown",
        noun(kind),
        kEvidence[static_cast<std::size_t>(evidence)]);
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

}  // namespace imdad::exchange
