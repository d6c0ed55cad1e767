#pragma once

#include "exchange/table.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// The import guard: finds the columns of a table that hold personal data of people, before
/// anything of the table is kept. Imdad plans with counts; a list of beneficiaries has no place in
/// it, and whoever sends one by mistake must learn of it without the list being stored, logged or
/// shown. A column is found by its header (English, French, Arabic), by its HXL tag, or by its
/// values. Nothing here can know every list of people: tests/unit/exchange/personal_sheets.hpp
/// states what it is measured on.

namespace imdad::exchange {

enum class PersonalKind : std::uint8_t { name, phone, email, identity, birth, whereabouts };

enum class PersonalEvidence : std::uint8_t { header, hxl_tag, values };

struct PersonalColumn {
    std::size_t position = 0;  ///< 0-based
    /// The header, unless that itself could be somebody's: then "column 3".
    std::string column;
    PersonalKind kind = PersonalKind::name;
    PersonalEvidence evidence = PersonalEvidence::header;
    std::size_t line = 0;  ///< of the header, the tags, or the first value that was recognised

    /// What is wrong; no value of the table stands in it.
    [[nodiscard]] base::Said message() const;
};

/// Whose a column is, as whoever takes the table in knows.
enum class ColumnOwner : std::uint8_t {
    sender,     ///< not known to us: header, tag and values count
    format,     ///< ours, so its header says nothing about people; its values count
    officials,  ///< ours, and names who acts for an organisation: names and e-mail are expected
};

using ColumnOwners = std::function<ColumnOwner(std::string_view header)>;

/// The columns with personal data, each once, from left to right. `bytes` is a CSV file; separators
/// ';' and tab are understood too, and so are a title above the header and a row of HXL tags.
/// Without `owners` every column is the sender's. Complexity: one pass.
[[nodiscard]] std::vector<PersonalColumn> find_personal_data(std::string bytes,
                                                             const ColumnOwners& owners = {});

/// The code of the problem that a caller reports, and what would be right.
inline constexpr std::string_view kPersonalDataCode = "personal_data";
inline constexpr std::string_view kPersonalDataRight =
    "numbers of people by place, without this column";

/// For a table of a format: reports each such column as a critical problem. False if there is one;
/// then nothing else of the file may be read or reported.
[[nodiscard]] bool free_of_personal_data(const TableView& table,
                                         const std::string& bytes,
                                         ProblemList& problems);

}  // namespace imdad::exchange
