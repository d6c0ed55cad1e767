#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

/// data/member_states.csv, with which a register begins: every state once, under both codes, with
/// its name in the three languages of the organisation.

namespace imdad::registry {
namespace {

using Cells = std::vector<std::string>;

/// The file has no quoted cell, which `read` checks, so that a comma always divides.
Cells cells_of(const std::string& line) {
    Cells cells(1);
    for (const char c : line) {
        if (c == ',') {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

std::vector<Cells> read() {
    std::ifstream file("data/member_states.csv", std::ios::binary);
    EXPECT_TRUE(file) << "run from the root of the tree";
    std::vector<Cells> rows;
    for (std::string line; std::getline(file, line);) {
        EXPECT_EQ(line.find_first_of("\"\r"), std::string::npos) << line;
        rows.push_back(cells_of(line));
    }
    return rows;
}

bool is_code(const std::string& text, std::size_t size) {
    return text.size() == size &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Arabic letters lie in U+0600 to U+06FF: lead bytes D8 to DB in UTF-8.
bool is_arabic(const std::string& text) {
    return !text.empty() &&
           std::ranges::none_of(
               text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }) &&
           static_cast<unsigned char>(text[0]) >= 0xD8 &&
           static_cast<unsigned char>(text[0]) <= 0xDB;
}

TEST(MemberStates, AreFiftySevenEachOnceWithAllNames) {
    const auto rows = read();
    ASSERT_EQ(rows.size(), 58U);
    EXPECT_EQ(rows[0],
              (Cells{"iso3",
                     "iso2",
                     "name_en",
                     "name_fr",
                     "name_ar",
                     "name_en_formal",
                     "oic_joined_year",
                     "oic_joined_note"}));
    std::array<std::set<std::string>, 6> seen;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        SCOPED_TRACE(rows[i][0]);
        ASSERT_EQ(rows[i].size(), 8U);
        EXPECT_TRUE(is_code(rows[i][0], 3));
        EXPECT_TRUE(is_code(rows[i][1], 2));
        for (std::size_t column = 0; column < seen.size(); ++column) {
            EXPECT_FALSE(rows[i][column].empty());
            EXPECT_TRUE(seen[column].insert(rows[i][column]).second) << rows[i][column];
        }
        EXPECT_FALSE(is_arabic(rows[i][3]));
        EXPECT_TRUE(is_arabic(rows[i][4])) << rows[i][4];
        const int year = std::stoi(rows[i][6]);
        EXPECT_TRUE(year >= 1969 && year <= 2001) << year;
        EXPECT_TRUE(i == 1 || rows[i - 1][0] < rows[i][0]) << "in the order of codes";
    }
}

TEST(MemberStates, SayWhereListsDifferOnTheYearOfJoining) {
    std::set<std::string> differing;
    for (const Cells& row : read()) {
        if (row.back() == "lists differ") {
            differing.insert(row[0]);
        }
    }
    EXPECT_EQ(differing, (std::set<std::string>{"ARE", "OMN", "QAT", "SYR", "UZB"}));
}

}  // namespace
}  // namespace imdad::registry
