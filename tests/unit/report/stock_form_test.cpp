#include "report/stock_form.hpp"

#include <set>

#include "markup.hpp"
#include <gtest/gtest.h>

namespace imdad::report {
namespace {

StockForm form() {
    return {.kind = "waybill",
            .subject = "3fa85f64",
            .made_on = "2022-08-01",
            .reference = "3fa85f640000000000000000000000ff",
            .facts = {{"stock.from", {"kabul"}},
                      {"stock.to", {"<script>alert(1)</script>"}},
                      {"stock.expected", {"2022-09-05", "", "2022-09-06"}, FormWrites::day},
                      {"kind.activity", {""}}},
            .columns = {{"stock.product"},
                        {"stock.form.sent", FormWrites::amount},
                        {"stock.count.found", FormWrites::amount, true}},
            .rows = {{"a&b", "1234500"}},
            .empty_rows = 2,
            .signatures = {"sender"},
            .sheet = {},
            .query = {}};
}

std::string page_in(std::string_view language, const StockForm& paper) {
    return form_page(paper, *ReaderLanguage::find(language));
}

std::string english(const StockForm& paper) {
    return page_in("en", paper);
}

bool has(const std::string& page, std::string_view text) {
    return page.find(text) != std::string::npos;
}

TEST(StockForm, TextIsEscapedAndThePageIsWellFormed) {
    const std::string page = english(form());
    testing::expect_well_formed(page);
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
    EXPECT_NE(page.find("a&amp;b"), std::string::npos);
}

TEST(StockForm, BlankColumnsAndEmptyRowsAreRoomToWriteAndFactsWithoutAValueAreLeftOut) {
    const std::string page = english(form());
    EXPECT_NE(page.find("<td class=\"n\"><bdi>1,234,500</bdi></td><td class=\"fill\"></td></tr>"),
              std::string::npos);
    const std::string empty = "<tr class=\"empty\"><td></td><td></td><td></td></tr>";
    const std::size_t first = page.find(empty);
    ASSERT_NE(first, std::string::npos);
    EXPECT_NE(page.find(empty, first + 1), std::string::npos);
    EXPECT_EQ(page.find("Activity"), std::string::npos);
    EXPECT_TRUE(has(page, "Class: <bdi>restricted</bdi> &middot; As of <bdi>Aug 1, 2022</bdi>"));
    EXPECT_NE(page.find("Sent by the store"), std::string::npos);
}

TEST(StockForm, HasItsMarkAndACodeWhereItCanBeChecked) {
    StockForm paper = form();
    EXPECT_EQ(english(paper).find("Checkpoint"), std::string::npos);
    EXPECT_EQ(english(paper).find("class=\"qr\""), std::string::npos);
    paper.sheet.mark = {12, "0123456789abcdef"};
    paper.sheet.address = "https://example.org/api/v1/forms/waybill/1?checkpoint=12-0";
    const std::string page = english(paper);
    testing::expect_well_formed(page);
    EXPECT_NE(page.find("Checkpoint <bdi>12</bdi> · <bdi>0123456789abcdef</bdi>"),
              std::string::npos);
    EXPECT_NE(page.find("<svg class=\"qr\""), std::string::npos);
    paper.sheet.check = {.asked = {9, "00000000000000ff"}, .found = SheetFound::before, .since = 3};
    EXPECT_NE(english(paper).find("is of these books; 3 entries were added since"),
              std::string::npos);
    paper.sheet.check.found = SheetFound::nowhere;
    EXPECT_NE(english(paper).find("is not of these books"), std::string::npos);
}

TEST(StockForm, IsInTheLanguageAskedForWithItsDirectionDaysAndNumbers) {
    const std::string french = page_in("fr", form());
    testing::expect_well_formed(french);
    EXPECT_TRUE(has(french, "<html lang=\"fr\" dir=\"ltr\">"));
    EXPECT_TRUE(has(french, "<h1>Bordereau d’expédition <bdi>3fa85f64</bdi></h1>"));
    EXPECT_TRUE(has(french, "<bdi>1\u202F234\u202F500</bdi>"));
    EXPECT_TRUE(has(french,
                    "<span class=\"nowrap\">5 sept. 2022</span> &middot; "
                    "<span class=\"nowrap\">6 sept. 2022</span>"));
    EXPECT_TRUE(has(french, "Expédié par le magasin"));
    EXPECT_FALSE(has(french, "Sent by"));

    StockForm sheet = form();
    sheet.sheet.mark = {12, "0123456789abcdef"};
    const std::string arabic = page_in("ar", sheet);
    testing::expect_well_formed(arabic);
    EXPECT_TRUE(has(arabic, "<html lang=\"ar\" dir=\"rtl\">"));
    EXPECT_TRUE(has(arabic, "<h1>بوليصة النقل <bdi>3fa85f64</bdi></h1>"));
    EXPECT_TRUE(has(arabic, "05\u200F/09\u200F/2022"));
    EXPECT_TRUE(has(arabic, "أرسله المخزن"));
    EXPECT_TRUE(has(arabic, "نقطة التحقق <bdi>12</bdi>"));
    EXPECT_TRUE(has(arabic, "dir=\"ltr\">3fa85f640000000000000000000000ff"));
}

TEST(StockForm, WordsOfTheBooksAreSaidAndNumbersThatCountNothingStayAsTheyAre) {
    StockForm card = form();
    card.columns = {{"stock.form.movement", FormWrites::movement},
                    {"pledge.stage", FormWrites::stage},
                    {"kind.entry", FormWrites::figure}};
    card.rows = {{"post_receipt", "on_hand", "12345"}};
    EXPECT_TRUE(has(english(card),
                    "<th scope=\"row\">receipt of a shipment</th><td>on hand</td>"
                    "<td class=\"n\"><bdi>12345</bdi></td>"));
    EXPECT_TRUE(has(page_in("ar", card), "<th scope=\"row\">استلام شحنة</th><td>في اليد</td>"));
}

TEST(StockForm, EveryKindHasItsTitleAndTableInEveryLanguage) {
    for (const std::string_view code : ReaderLanguage::codes()) {
        std::set<std::string> seen;
        for (const char* const kind :
             {"waybill", "planned_waybill", "grn", "stock_card", "count_sheet"}) {
            StockForm paper = form();
            paper.kind = kind;
            paper.rows.clear();
            paper.signatures = {"sender", "carrier", "receiver", "counter", "witness"};
            const std::string page = page_in(code, paper);
            testing::expect_well_formed(page);
            const std::size_t at = page.find("<caption>");
            seen.insert(page.substr(at, page.find("</caption>") - at));
            EXPECT_EQ(has(page, "The books hold nothing of this."), code == "en");
        }
        EXPECT_EQ(seen.size(), 5U) << code;
    }
}

TEST(StockForm, OnAScreenItLeadsToTheSamePaperInTheOtherLanguages) {
    StockForm paper = form();
    EXPECT_FALSE(has(english(paper), "<nav"));
    paper.query = "unit=a%22b&checkpoint=12-0";
    const std::string page = page_in("fr", paper);
    testing::expect_well_formed(page);
    EXPECT_TRUE(has(page,
                    "href=\"?language=ar&amp;unit=a%22b&amp;checkpoint=12-0\" lang=\"ar\" "
                    "hreflang=\"ar\">العربية</a>"));
    EXPECT_TRUE(has(page, "hreflang=\"fr\" aria-current=\"true\">"));
    paper.query = "";
    EXPECT_TRUE(has(english(paper), "href=\"?language=ar\" lang"));
}

}  // namespace
}  // namespace imdad::report
