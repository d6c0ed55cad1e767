#include "report/columns_table.hpp"

#include <gtest/gtest.h>

/// Plain tables: nothing is cut, nothing of the text can move the cursor, empty columns are left
/// out.

namespace imdad::report {
namespace {

TEST(ColumnsTable, ColumnsAreAsWideAsTheirLongestCell) {
    EXPECT_EQ(columns_table({{.heading = "Id"}, {.heading = "Amount", .number = true}},
                            {{"first", "5"}, {"b", "1234567"}}),
              "Id      Amount\n"
              "-----  -------\n"
              "first        5\n"
              "b      1234567\n");
}

TEST(ColumnsTable, AColumnThatIsEmptyInAllRowsIsLeftOut) {
    EXPECT_EQ(columns_table({{.heading = "Id"}, {.heading = "Lot"}, {.heading = "To"}},
                            {{"a", "", ""}, {"b", "", "x"}}),
              "Id  To\n"
              "--  --\n"
              "a\n"
              "b   x\n");
}

TEST(ColumnsTable, TextCannotMoveTheCursorAndWideLettersCountOnce) {
    EXPECT_EQ(columns_table({{.heading = "X"}, {.heading = "Y"}},
                            {{"a\x1b[2J\nb", "c"}, {"\u0627\u0644", "d"}}),
              "X        Y\n"
              "-------  -\n"
              "a [2J b  c\n"
              "\u0627\u0644       d\n");
}

}  // namespace
}  // namespace imdad::report
