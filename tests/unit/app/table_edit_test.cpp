#include "app/table_edit.hpp"

#include <gtest/gtest.h>

namespace imdad::app {

TEST(TableEdit, KeepsEveryCellOfATableThatIsNotChanged) {
    const std::string text =
        "id,my own column,note\n"
        "a, spaces stay ,\"a comma, a \"\"quote\"\"\"\n"
        "b,,\"two\nlines\"\n";
    EXPECT_EQ(TableEdit::parse(text, "x.csv").text(), text);
}

TEST(TableEdit, TakesAByteOrderMarkAndCrlf) {
    EXPECT_EQ(TableEdit::parse("\xEF\xBB\xBFid,name\r\na,x\r\n", "x.csv").text(), "id,name\na,x\n");
}

TEST(TableEdit, AddsRowsInThePersonsOrderOfColumns) {
    TableEdit table = TableEdit::parse("name,id\nx,a\n", "x.csv");
    const std::size_t row = table.add_row();
    table.set(row, table.column("id"), "b");
    table.set(row, table.column("name"), "y");
    EXPECT_EQ(table.text(), "name,id\nx,a\ny,b\n");
}

TEST(TableEdit, AddsAMissingColumnBehindTheOthersAndLeavesOldRowsBlankThere) {
    TableEdit table = TableEdit::parse("id\na\n", "x.csv");
    const std::size_t row = table.add_row();
    table.set(row, table.column("origin"), "derived");
    table.set(row, 0, "b");
    EXPECT_EQ(table.text(), "id,origin\na,\nb,derived\n");
}

TEST(TableEdit, KeepsCellsBeyondTheHeader) {
    EXPECT_EQ(TableEdit::parse("id,name\na,x,extra\n", "x.csv").text(), "id,name\na,x,extra\n");
}

TEST(TableEdit, FindsAColumnWhoseNameHasSpacesAroundIt) {
    const TableEdit table = TableEdit::parse("id, cold_l \na,5\n", "x.csv");
    EXPECT_EQ(table.find_column("cold_l"), 1U);
    EXPECT_FALSE(table.find_column("frozen_l").has_value());
}

TEST(TableEdit, StartsFromNothing) {
    TableEdit table = TableEdit::parse("", "x.csv");
    table.set(table.add_row(), table.column("lane_id"), "a");
    EXPECT_EQ(table.text(), "lane_id\na\n");
}

}  // namespace imdad::app
