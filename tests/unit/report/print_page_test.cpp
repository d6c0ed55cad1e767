#include "report/print_page.hpp"

#include "report/print_pictures.hpp"

#include "markup.hpp"
#include <gtest/gtest.h>

namespace imdad::report {
namespace {

PrintDocument document(std::string_view language) {
    PrintDocument page{.language = ReaderLanguage::find(language).value(),
                       .title = "Where <is> it?",
                       .about = "R&D",
                       .answer = Markup::text("here & there"),
                       .header = {.screen = "/balances?unit=USD&stage=x",
                                  .filter = Markup::text("Unit: USD"),
                                  .as_of = Markup::text("As of a day"),
                                  .classification = "restricted",
                                  .checkpoint = Markup::text("Checkpoint 7")},
                       .sections = {}};
    PrintTable table{.caption = Markup::text("caption"),
                     .columns = {{Markup::text("name"), false}, {Markup::text("amount"), true}},
                     .rows = {{Markup::name("<script>alert(1)</script>"), Markup::text("5")}},
                     .totals = {Markup::text("Sum"), Markup::text("5")}};
    page.sections.push_back(
        {.head = Markup::text("Head"),
         .blocks = {PrintFacts{{{Markup::text("fact"), Markup::text("value")}}},
                    table,
                    PrintList{{{Markup::text("one"), {{Markup::text("below"), {}}}}}, true},
                    PrintNote{Markup::text("note"), true},
                    PrintPicture{.summary = "a \"picture\"",
                                 .svg = stream_svg({{"pledged", 0, 10, "", "all", "10"},
                                                    {"uncommitted", 1, 4, "pledged", "a", "4"},
                                                    {"committed_all", 1, 6, "pledged", "b", "6"}},
                                                   language == "ar")}}});
    return page;
}

/// Between the two, exclusive.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t begin = text.find(from);
    if (begin == std::string::npos) {
        return {};
    }
    const std::size_t end = text.find(to, begin + from.size());
    return text.substr(begin + from.size(), end - begin - from.size());
}

TEST(PrintPage, TextIsEscapedAndThePageIsWellFormedWithoutAScript) {
    for (const std::string_view language : ReaderLanguage::codes()) {
        const std::string page = print_page(document(language));
        testing::expect_well_formed(page);
        EXPECT_EQ(page.find("<script"), std::string::npos);
        EXPECT_EQ(page.find(" style="), std::string::npos) << "the policy allows no such attribute";
        EXPECT_EQ(page.find("<style>"), page.rfind("<style>"));
        EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
        EXPECT_NE(page.find("a &quot;picture&quot;"), std::string::npos);
    }
}

TEST(PrintPage, EverySheetSaysWhatItIsAsOfWhenForWhomAndHowToVerifyIt) {
    const std::string running =
        between(print_page(document("en")), "<header class=\"running\">", "</header>");
    for (const char* const part : {"R&amp;D",
                                   "Where &lt;is&gt; it?",
                                   "Unit: USD",
                                   "As of a day",
                                   "Class: <bdi>restricted</bdi>",
                                   "Checkpoint 7"}) {
        EXPECT_NE(running.find(part), std::string::npos) << part;
    }
}

TEST(PrintPage, TheCodeStandsOnEverySheetAndOnlyWhereThereIsAnAddress) {
    PrintDocument page = document("en");
    EXPECT_EQ(print_page(page).find("class=\"qr\""), std::string::npos);
    page.header.sheet.address = "https://example.org/api/v1/print/today?checkpoint=7-0";
    const std::string running =
        between(print_page(page), "<header class=\"running\">", "</header>");
    EXPECT_NE(running.find("<svg class=\"qr\""), std::string::npos);
    EXPECT_NE(running.find("aria-label=\"Code to check this sheet\""), std::string::npos);
    testing::expect_well_formed(print_page(page));
}

TEST(PrintPage, SaysWhatASheetIsThatWasAskedAbout) {
    PrintDocument page = document("en");
    const auto told = [&](SheetFound found, std::uint64_t since) {
        page.header.sheet.check = {
            .asked = {7, "0123456789abcdef"}, .found = found, .since = since};
        return between(print_page(page), "</h1>\n", "<p class=\"answer\">");
    };
    EXPECT_EQ(told(SheetFound::not_asked, 0), "");
    const std::string mark = "checkpoint <bdi>7</bdi> · <bdi>0123456789abcdef</bdi>";
    EXPECT_EQ(told(SheetFound::now, 0),
              "<p class=\"sheet-is\">The sheet with " + mark +
                  " is of these books; nothing was added since.</p>\n");
    EXPECT_NE(told(SheetFound::before, 1).find("1 entry was added since"), std::string::npos);
    EXPECT_NE(told(SheetFound::before, 2'000).find("2,000 entries were added since"),
              std::string::npos);
    EXPECT_NE(told(SheetFound::nowhere, 0).find("<p class=\"alarm\">"), std::string::npos);
    EXPECT_NE(told(SheetFound::nowhere, 0).find("is not of these books"), std::string::npos);
    EXPECT_EQ(told(SheetFound::hidden, 0).find("0123456789abcdef"), std::string::npos);
}

TEST(PrintPage, LanguageAndPaperDecideHowItIsRead) {
    PrintDocument page = document("ar");
    EXPECT_NE(print_page(page).find("<html lang=\"ar\" dir=\"rtl\">"), std::string::npos);
    EXPECT_NE(print_page(page).find("@page{size:A4;"), std::string::npos);
    page.paper = Paper::letter;
    page.landscape = true;
    const std::string letter = print_page(page);
    EXPECT_NE(letter.find("@page{size:letter landscape;"), std::string::npos);
    EXPECT_NE(print_page(document("fr")).find("<html lang=\"fr\" dir=\"ltr\">"), std::string::npos);
    // The other papers and languages keep the filters, and the screen is one step away.
    EXPECT_NE(letter.find("href=\"?language=fr&amp;paper=letter&amp;unit=USD&amp;stage=x\""),
              std::string::npos);
    EXPECT_NE(letter.find("href=\"/balances?unit=USD&amp;stage=x\""), std::string::npos);
}

TEST(PrintPage, WhatHasNoRoomIsCountedAndTheTotalStays) {
    PrintDocument page = document("en");
    PrintTable table{.caption = {},
                     .columns = {{Markup::text("name"), false}},
                     .rows = {},
                     .totals = {Markup::text("Sum of all")}};
    constexpr std::size_t kRows = 20'000;
    for (std::size_t i = 0; i < kRows; ++i) {
        table.rows.push_back({Markup::text("row number " + std::to_string(i))});
    }
    PrintList list;
    list.items.assign(kRows, {Markup::text("an item"), {}});
    page.sections.push_back({.head = {}, .blocks = {table, list}});
    const std::string text = print_page(page);
    EXPECT_LE(text.size(), kPrintMost);
    EXPECT_GT(text.size(), kPrintMost / 2);
    testing::expect_well_formed(text);
    EXPECT_NE(text.find("Sum of all"), std::string::npos);
    std::size_t shown = 0;
    for (std::size_t at = text.find("row number"); at != std::string::npos;
         at = text.find("row number", at + 1)) {
        ++shown;
    }
    const std::string said =
        ReaderLanguage::find("en")
            ->say("print.cut", {{"n", static_cast<std::int64_t>(kRows - shown)}})
            .html();
    EXPECT_NE(text.find(said), std::string::npos) << said;
}

TEST(PrintPictures, BandsAreAsWideAsTheirShareAndRunAsTheLanguageReads) {
    const std::vector<StreamNode> nodes{{"pledged", 0, 100, "", "all", "100"},
                                        {"uncommitted", 1, 25, "pledged", "a", "25"},
                                        {"committed_all", 1, 75, "pledged", "b", "75"}};
    const auto heights = [&](bool right_to_left) {
        std::vector<double> found;
        const std::string svg = stream_svg(nodes, right_to_left);
        for (std::size_t at = svg.find("<rect"); at != std::string::npos;
             at = svg.find("<rect", at + 1)) {
            found.push_back(std::stod(between(svg.substr(at), "height=\"", "\"")));
        }
        return found;
    };
    ASSERT_EQ(heights(false).size(), 3U);
    EXPECT_NEAR(heights(false)[1] * 3, heights(false)[2], 0.3);
    EXPECT_NEAR(heights(false)[1] + heights(false)[2], heights(false)[0], 0.3);
    EXPECT_EQ(heights(false), heights(true));
    EXPECT_NE(stream_svg(nodes, false), stream_svg(nodes, true));
    testing::expect_well_formed(stream_svg(nodes, true));
    // From the start of the line: the first part lies at the end of the drawing in Arabic.
    const std::string left = bar({{"used", 0.25}}, 1, false).html();
    const std::string right = bar({{"used", 0.25}}, 1, true).html();
    EXPECT_EQ(between(left, " x=\"", "\""), "1.0");
    EXPECT_EQ(between(right, " x=\"", "\""), "149.5");
}

}  // namespace
}  // namespace imdad::report
