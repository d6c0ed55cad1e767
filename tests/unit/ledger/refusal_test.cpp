#include "ledger/refusal.hpp"

#include "ledger/account.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace imdad::ledger {
namespace {

TEST(Refusal, CodesAreDistinctSnakeCaseAndInTheOrderOfTheirNames) {
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < kRefusalCount; ++i) {
        const std::string_view code = code_of(static_cast<Refusal>(i));
        EXPECT_TRUE(codes.insert(code).second) << code;
        EXPECT_TRUE(
            std::ranges::all_of(code, [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); }));
        EXPECT_FALSE(sentence_of(static_cast<Refusal>(i)).empty());
    }
    EXPECT_EQ(code_of(Refusal::not_enough), "not_enough");
    EXPECT_EQ(code_of(Refusal::nobody_known_signed), "nobody_known_signed");
    EXPECT_EQ(code_of(Refusal::id_with_other_body), "id_with_other_body");
}

TEST(Refusal, ArgumentsFillTheHolesInTheirOrderAndAreNotReadThemselves) {
    const auto error = refuse(Refusal::not_enough, "amount", {"{}", "5", "7", "2"}).value();
    EXPECT_EQ(error.message, "{}: 5 there, 7 asked, 2 short");
    EXPECT_EQ(error.where, "amount");
}

TEST(Refusal, KeepsWhatFilledTheHolesSoThatItCanBeSaidInAnotherLanguage) {
    const auto error = refuse(Refusal::not_enough, "amount", {"shelf", "5", "7", "2"}).value();
    EXPECT_EQ(error.arguments, (std::vector<std::string>{"shelf", "5", "7", "2"}));
}

TEST(Id, ReadsWhatItWritesAndUuids) {
    const Id id{0x0123456789abcdef, 0xfedcba9876543210};
    EXPECT_EQ(to_text(id), "0123456789abcdeffedcba9876543210");
    EXPECT_EQ(parse_id(to_text(id)), id);
    EXPECT_EQ(parse_id("01234567-89AB-CDEF-FEDC-BA9876543210"), id);
    for (const char* bad : {"",
                            "0",
                            "0123456789abcdeffedcba987654321",
                            "0123456789abcdeffedcba98765432100",
                            "g123456789abcdeffedcba9876543210"}) {
        EXPECT_FALSE(parse_id(bad)) << bad;
    }
}

TEST(Names, EqualTextsHaveEqualNumbers) {
    Names names;
    EXPECT_TRUE(names.intern("").empty());
    const Name a = names.intern("a");
    EXPECT_EQ(names.intern("a"), a);
    EXPECT_NE(names.intern("b"), a);
    EXPECT_EQ(names.text(a), "a");
    EXPECT_FALSE(names.find("c"));
}

TEST(Stage, EachHasATextOfItsOwn) {
    std::set<std::string_view> texts;
    for (std::size_t i = 0; i < kStageCount; ++i) {
        EXPECT_TRUE(texts.insert(to_text(static_cast<Stage>(i))).second);
    }
    EXPECT_EQ(to_text(Stage::exchange_difference), "exchange_difference");
    EXPECT_EQ(to_text(static_cast<Stage>(kStageCount)), "unknown");
}

}  // namespace
}  // namespace imdad::ledger
