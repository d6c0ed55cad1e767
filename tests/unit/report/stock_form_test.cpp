#include "report/stock_form.hpp"

#include "markup.hpp"
#include <gtest/gtest.h>

namespace imdad::report {
namespace {

StockForm form() {
    return {.kind = "waybill",
            .subject = "3fa85f64",
            .made_on = "2022-08-01",
            .reference = "3fa85f640000000000000000000000ff",
            .facts = {{"from", "kabul"}, {"to", "<script>alert(1)</script>"}, {"activity", ""}},
            .columns = {{"unit"}, {"sent", true}, {"counted", true, true}},
            .rows = {{"a&b", "500"}},
            .empty_rows = 2,
            .signatures = {"sender"}};
}

TEST(StockForm, TextIsEscapedAndThePageIsWellFormed) {
    const std::string page = form_page(form());
    testing::expect_well_formed(page);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
    EXPECT_NE(page.find("a&amp;b"), std::string::npos);
}

TEST(StockForm, BlankColumnsAndEmptyRowsAreRoomToWriteAndFactsWithoutAValueAreLeftOut) {
    const std::string page = form_page(form());
    EXPECT_NE(page.find("<td class=\"n\"><bdi>500</bdi></td><td class=\"fill\"></td></tr>"),
              std::string::npos);
    const std::string empty = "<tr class=\"empty\"><td></td><td></td><td></td></tr>";
    const std::size_t first = page.find(empty);
    ASSERT_NE(first, std::string::npos);
    EXPECT_NE(page.find(empty, first + 1), std::string::npos);
    EXPECT_EQ(page.find("Activity"), std::string::npos);
    EXPECT_NE(page.find("RESTRICTED, as of 2022-08-01"), std::string::npos);
    EXPECT_NE(page.find("Sent by the store"), std::string::npos);
}

}  // namespace
}  // namespace imdad::report
