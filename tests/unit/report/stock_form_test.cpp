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

TEST(StockForm, HasItsMarkAndACodeWhereItCanBeChecked) {
    StockForm paper = form();
    EXPECT_EQ(form_page(paper).find("Checkpoint"), std::string::npos);
    EXPECT_EQ(form_page(paper).find("class=\"qr\""), std::string::npos);
    paper.sheet.mark = {12, "0123456789abcdef"};
    paper.sheet.address = "https://example.org/api/v1/forms/waybill/1?checkpoint=12-0";
    const std::string page = form_page(paper);
    testing::expect_well_formed(page);
    EXPECT_NE(page.find("Checkpoint 12 · 0123456789abcdef"), std::string::npos);
    EXPECT_NE(page.find("<svg class=\"qr\""), std::string::npos);
    paper.sheet.check = {.asked = {9, "00000000000000ff"}, .found = SheetFound::before, .since = 3};
    EXPECT_NE(form_page(paper).find("is of these books; 3 entries were added since"),
              std::string::npos);
    paper.sheet.check.found = SheetFound::nowhere;
    EXPECT_NE(form_page(paper).find("IS NOT OF THESE BOOKS"), std::string::npos);
}

}  // namespace
}  // namespace imdad::report
