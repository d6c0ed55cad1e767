#include "report/reader_language.hpp"

#include <gtest/gtest.h>

/// Figures and days as a browser writes them (CLDR 48), and texts with what is put into them.

namespace imdad::report {
namespace {

ReaderLanguage in(std::string_view code) {
    return ReaderLanguage::find(code).value();
}

TEST(ReaderLanguage, NumbersAreGroupedAsEachLanguageDoes) {
    EXPECT_EQ(in("en").number(std::int64_t{1234567}), "1,234,567");
    EXPECT_EQ(in("fr").number(std::int64_t{1234567}), "1\u202F234\u202F567");
    EXPECT_EQ(in("ar").number(std::int64_t{-1234}), "\u200E-1,234");
    EXPECT_EQ(in("en").number(std::int64_t{0}), "0");
    EXPECT_EQ(in("fr").number(-0.004, 2), "0,00");
    EXPECT_EQ(in("fr").number(1234.5, 0), "1\u202F235");
}

TEST(ReaderLanguage, AmountsKeepEveryPlaceThatTheyHave) {
    EXPECT_EQ(in("fr").decimal("-1,234,567.50"), "-1\u202F234\u202F567,50");
    EXPECT_EQ(in("fr").with_unit("468,000 COV-AZ"), "468\u202F000 COV-AZ");
    EXPECT_EQ(in("en").minor("123", 4), "0.0123");
    EXPECT_EQ(in("en").minor("-100000000000000000000000000000000000000", 2),
              "-1,000,000,000,000,000,000,000,000,000,000,000,000.00");
    // What is no amount is shown as it is.
    for (const char* const text : {"", "-", "1.", "1e5", "abc def", "1.2.3"}) {
        EXPECT_EQ(in("fr").with_unit(text), text);
    }
}

TEST(ReaderLanguage, AShareNeverSaysMoreThanIsTrue) {
    EXPECT_EQ(in("en").percent(0), "0%");
    EXPECT_EQ(in("en").percent(1), "100%");
    EXPECT_EQ(in("en").percent(0.0235), "2.4%");
    EXPECT_EQ(in("en").percent(0.5), "50%");
    EXPECT_EQ(in("en").percent(0.9999), "\u2066>99.9%\u2069");
    EXPECT_EQ(in("en").percent(0.0001), "\u2066<0.1%\u2069");
    EXPECT_EQ(in("fr").percent(0.995), "99,5\u00A0%");
    EXPECT_EQ(in("ar").percent(0.25), "25\u200E%\u200E");
}

TEST(ReaderLanguage, DaysAreWrittenAsTheLanguageDoes) {
    EXPECT_EQ(in("en").day("2022-07-04"), "Jul 4, 2022");
    EXPECT_EQ(in("fr").day("2022-02-14 10:22:15"), "14 févr. 2022");
    EXPECT_EQ(in("ar").day("2022-07-04"), "04\u200F/07\u200F/2022");
    EXPECT_EQ(in("en").moment("2022-07-24 10:22:15"),
              "\u2068Jul 24, 2022\u2069, \u206810:22\u2069 UTC");
    for (const char* const text :
         {"", "2022", "2022-13-01", "2022-00-01", "20220704xx", "no day at all"}) {
        EXPECT_EQ(in("en").day(text), text);
    }
}

TEST(ReaderLanguage, AFrenchLineDoesNotBeginWithASign) {
    EXPECT_EQ(in("fr").plain("me.title"), "Qui suis-je ici\u00A0?");
    EXPECT_EQ(in("en").plain("me.title"), "Who am I here?");
}

TEST(ReaderLanguage, PluralsFollowTheLanguageAndWhatIsPutInIsIsolatedAndEscaped) {
    EXPECT_EQ(in("en").say("pledge.late", {{"n", 1}}).html(), "1 day late");
    EXPECT_EQ(in("en").say("pledge.late", {{"n", 0}}).html(), "0 days late");
    EXPECT_NE(in("fr").say("pledge.late", {{"n", 0}}).html(),
              in("fr").say("pledge.late", {{"n", 2}}).html());
    // Arabic has six forms; which ones a text uses is its own affair, but 2, 3 and 11 differ.
    const auto late = [](std::int64_t n) {
        std::string text = in("ar").say("today.ends", {{"n", n}, {"day", "x"}}).html();
        std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
        return text;
    };
    EXPECT_NE(late(2), late(3));
    EXPECT_NE(late(3), late(11));
    EXPECT_EQ(late(3), late(110));
    const std::string said =
        in("ar")
            .say("pledge.totals",
                 {{"unit", "<b>"}, {"direct", "1"}, {"passed", "2"}, {"shared", "3"}})
            .html();
    EXPECT_NE(said.find("<bdi>&lt;b&gt;</bdi>"), std::string::npos);
    EXPECT_EQ(said.find('{'), std::string::npos);
}

TEST(ReaderLanguage, CodesAndFieldsHaveTheWordsOfTheScreens) {
    EXPECT_EQ(in("fr").word("stage", "on_hand"), in("fr").say("stage.on_hand").html());
    EXPECT_EQ(in("en").word("state", "in force"), in("en").word("state", "in_force"));
    EXPECT_EQ(in("fr").word("stage", "of_no_catalogue"), "of no catalogue");
    EXPECT_EQ(in("en").field("nobody_named[WHO].this_field"), "this field");
    EXPECT_NE(in("en").field("terms.title.fr").find("French"), std::string::npos);
    EXPECT_FALSE(ReaderLanguage::find("de"));
}

}  // namespace
}  // namespace imdad::report
