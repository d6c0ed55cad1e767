#include "exchange/csv_writer.hpp"

#include "exchange/csv_reader.hpp"
#include "exchange/table_reader.hpp"

#include <gtest/gtest.h>

namespace {

using imdad::exchange::CsvWriter;
using imdad::exchange::without_guard;

std::string text_cell(std::string_view text) {
    CsvWriter writer;
    writer.row();
    writer.text_cell(text);
    return writer.take();
}

TEST(CsvWriter, QuotesOnlyWhereNeeded) {
    CsvWriter writer;
    writer.row();
    writer.cell("plain");
    writer.cell("a,b");
    writer.cell("say \"hi\"");
    writer.cell("two\nlines");
    writer.cell(std::int64_t{-42});
    writer.empty();
    writer.row();
    writer.empty();
    EXPECT_EQ(writer.take(), "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",-42,\n\n");
}

TEST(CsvWriter, GuardsTextThatASpreadsheetWouldRun) {
    EXPECT_EQ(text_cell("=1+1"), "'=1+1\n");
    EXPECT_EQ(text_cell("+1"), "'+1\n");
    EXPECT_EQ(text_cell("-1"), "'-1\n");
    EXPECT_EQ(text_cell("@SUM(A1)"), "'@SUM(A1)\n");
    EXPECT_EQ(text_cell("\tx"), "'\tx\n");
    EXPECT_EQ(text_cell("a=1"), "a=1\n");
    EXPECT_EQ(text_cell("'quoted'"), "'quoted'\n");
    EXPECT_EQ(text_cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"\n");
}

TEST(CsvWriter, EveryGuardedTextReadsBackToItself) {
    for (const std::string text : {"",
                                   "'",
                                   "''",
                                   "=",
                                   "'=",
                                   "''=",
                                   "'''-x",
                                   "+",
                                   "-",
                                   "@",
                                   "\t",
                                   "\r",
                                   "'\r",
                                   "'a",
                                   "a'=",
                                   "x",
                                   "=\"\"",
                                   "' ="}) {
        std::string bytes = text_cell(text) + "end\n";
        imdad::exchange::ProblemList problems;
        imdad::exchange::CsvReader reader(bytes, "a.csv", problems);
        imdad::exchange::CsvRow row;
        ASSERT_TRUE(reader.next(row));
        if (text.empty()) {
            EXPECT_EQ(row.cells.at(0), "end") << "an empty line is no row";
            continue;
        }
        EXPECT_EQ(without_guard(row.cells.at(0)), text);
        EXPECT_EQ(problems.total(), 0U);
    }
}

}  // namespace
