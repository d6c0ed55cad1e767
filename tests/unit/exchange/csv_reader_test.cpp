#include "exchange/csv_reader.hpp"

#include <gtest/gtest.h>

namespace {

using imdad::exchange::CsvReader;
using imdad::exchange::CsvRow;
using imdad::exchange::ProblemList;

struct Read {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;
    std::vector<bool> broken;
    ProblemList problems;
};

Read read(std::string bytes) {
    Read result;
    CsvReader reader(bytes, "a.csv", result.problems);
    CsvRow row;
    while (reader.next(row)) {
        result.rows.emplace_back(row.cells.begin(), row.cells.end());
        result.lines.push_back(row.line);
        result.broken.push_back(row.broken);
    }
    return result;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(CsvReader, SplitsCellsAndLines) {
    EXPECT_EQ(read("a,b\n1,2\n").rows, (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read("a,b\r\n1,2\r\n").rows, (Rows{{"a", "b"}, {"1", "2"}}));
}

TEST(CsvReader, LastLineNeedsNoEnd) {
    EXPECT_EQ(read("a,b\n1,2").rows, (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read("a,b\n1,2\r").rows, (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read("a,b\n1,").rows, (Rows{{"a", "b"}, {"1", ""}}));
    EXPECT_EQ(read("a,b\n1,\"2\"").rows, (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(read("a,b\n1,\"2\"\r").rows, (Rows{{"a", "b"}, {"1", "2"}}));
}

TEST(CsvReader, SkipsByteOrderMarkAndEmptyLines) {
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "a,b\n\n1,2\n\r\n")
                  .rows,
              (Rows{{"a", "b"}, {"1", "2"}}));
}

TEST(CsvReader, QuotedCellsHoldCommasQuotesAndLineBreaks) {
    const Read result = read("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\n\"\",\"\"\"\",x\n");
    EXPECT_EQ(result.rows, (Rows{{"a,b", "say \"hi\"", "two\r\nlines"}, {"", "\"", "x"}}));
    EXPECT_EQ(result.lines, (std::vector<std::size_t>{1, 3}));
}

TEST(CsvReader, QuoteInsideAPlainCellIsText) {
    EXPECT_EQ(read("5\" pipe,b\n").rows, (Rows{{"5\" pipe", "b"}}));
}

TEST(CsvReader, LastCellOfALineMayBeEmpty) {
    EXPECT_EQ(read("1,,\n,,\n").rows, (Rows{{"1", "", ""}, {"", "", ""}}));
}

TEST(CsvReader, ReportsAQuoteWithoutEndAndReadsTheNextLine) {
    const Read result = read("a,b\n1,\"open\n3,4\n");
    EXPECT_EQ(result.broken, (std::vector<bool>{false, true, false}));
    EXPECT_EQ(result.rows.back(), (std::vector<std::string>{"3", "4"}));
    EXPECT_EQ(result.lines, (std::vector<std::size_t>{1, 2, 3}));
    ASSERT_EQ(result.problems.total(), 1U);
    EXPECT_EQ(result.problems.kept()[0].code, "unterminated_quote");
    EXPECT_EQ(result.problems.kept()[0].line, 2U);
}

TEST(CsvReader, ReportsTextBehindAClosingQuoteAndReadsTheNextLine) {
    const Read result = read("1,\"open\n2,\"b\",c\n3,4\n");
    EXPECT_EQ(result.broken, (std::vector<bool>{true, false, false}));
    EXPECT_EQ(result.rows[1], (std::vector<std::string>{"2", "b", "c"}));
    EXPECT_EQ(result.rows[2], (std::vector<std::string>{"3", "4"}));
    ASSERT_EQ(result.problems.total(), 1U);
    EXPECT_EQ(result.problems.kept()[0].code, "bad_quote");
    EXPECT_EQ(result.problems.kept()[0].line, 1U);
}

TEST(CsvReader, DoubledQuotesOfABrokenCellAreLeftForTheLinesBehindIt) {
    const Read result = read("\"a\"\"b\n\"c\"\"d\",2\n");
    ASSERT_EQ(result.rows.size(), 2U);
    EXPECT_TRUE(result.broken[0]);
    EXPECT_EQ(result.rows[1], (std::vector<std::string>{"c\"d", "2"}));
}

TEST(CsvReader, RefusesACellThatIsTooLongAndReadsTheNextLine) {
    for (const std::string quote : {"", "\""}) {
        const Read result = read("1," + quote + std::string(10'000'000, 'x') + quote + ",2\n3,4\n");
        ASSERT_EQ(result.rows.size(), 2U);
        EXPECT_TRUE(result.broken[0]);
        EXPECT_EQ(result.rows[1], (std::vector<std::string>{"3", "4"}));
        EXPECT_EQ(result.lines[1], 2U);
        ASSERT_EQ(result.problems.total(), 1U);
        EXPECT_EQ(result.problems.kept()[0].code, "cell_too_long");
        EXPECT_LE(result.problems.kept()[0].value.size(), 90U);
    }
}

TEST(CsvReader, ACellOfTheLargestSizeIsRead) {
    const std::string cell(CsvReader::kCellMax, 'x');
    EXPECT_EQ(read(cell + ",1\n").rows, (Rows{{cell, "1"}}));
    EXPECT_EQ(read("\"" + cell.substr(1) + "\",1\n").rows, (Rows{{cell.substr(1), "1"}}));
    EXPECT_EQ(read(cell + "x,1\n").problems.total(), 1U);
    EXPECT_EQ(read("\"" + cell + "\",1\n").problems.total(), 1U);
}

TEST(CsvReader, MillionsOfCellsInARowAreCountedNotKept) {
    std::string bytes = std::string(5'000'000, ',') + "x\n1,2\n";
    ProblemList problems;
    CsvReader reader(bytes, "a.csv", problems);
    reader.keep_at_most(2);
    CsvRow row;
    ASSERT_TRUE(reader.next(row));
    EXPECT_EQ(row.cell_count, 5'000'001U);
    EXPECT_EQ(row.filled_beyond, 1U);
    EXPECT_EQ(row.cells.size(), 2U);
    ASSERT_TRUE(reader.next(row));
    EXPECT_EQ(row.cell_count, 2U);
    EXPECT_EQ(row.filled_beyond, 0U);
}

TEST(CsvReader, MarksRowsWithBytesThatAreNotText) {
    std::string bytes = std::string("a\nb\xE9\nc\n") + std::string("d\0e\n", 4) + "f\n";
    ProblemList problems;
    CsvReader reader(bytes, "a.csv", problems);
    CsvRow row;
    std::vector<bool> bad;
    std::vector<std::size_t> offsets;
    while (reader.next(row)) {
        bad.push_back(row.bad_bytes);
        offsets.push_back(row.first_bad);
    }
    EXPECT_EQ(bad, (std::vector<bool>{false, true, false, true, false}));
    EXPECT_EQ(offsets, (std::vector<std::size_t>{0, 3, 0, 8, 0}));
}

TEST(CsvReader, EveryLineMayHoldAQuoteWithoutEnd) {
    std::string bytes;
    for (int i = 0; i < 20'000; ++i) {
        bytes += "1,\"x\n";
    }
    const Read result = read(bytes);
    EXPECT_EQ(result.problems.total(), 20'000U);
    EXPECT_EQ(result.rows.size(), 20'000U);
    EXPECT_EQ(result.lines.back(), 20'000U);
}

}  // namespace
