#pragma once

#include "exchange/personal_data.hpp"
#include "exchange/personal_words.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Adds up row by row what speaks for personal data in each column. Internal to this module.

namespace imdad::exchange {

struct CellLook;

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

}  // namespace imdad::exchange
