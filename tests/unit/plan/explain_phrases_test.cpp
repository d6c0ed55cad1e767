#include "plan/explain_phrases.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

namespace imdad::plan {
namespace {

TEST(Phrases, AreSaidInEnglishWithWhatIsPutIn) {
    const model::Phrase lane = phrase("lane", "nat-south", "National store", "South store");
    EXPECT_EQ(english(phrase("takes_days", lane, 70)),
              "lane nat-south (National store to South store) takes 70 days");
    EXPECT_EQ(english(phrase("no_place")), "No place serves these people.");
    EXPECT_EQ(english(phrase("lock", "L1", phrase("lock_nobody"), "Measles", "Adara", "away {}")),
              "lock L1, nobody of Measles in Adara (\"away {}\")");
}

TEST(Phrases, KeepTheirPartsInOrder) {
    const model::Phrase said = phrase("list_more", phrase("list_comma", "a", "b"), 5);
    EXPECT_EQ(said.code, "list_more");
    ASSERT_EQ(said.arguments.size(), 2U);
    EXPECT_EQ(said.arguments[0].code, "list_comma");
    EXPECT_EQ(said.arguments[1].code, "");
    EXPECT_EQ(said.arguments[1].value, "5");
    EXPECT_EQ(english(said), "a, b and 5 more");
}

TEST(Phrases, HaveCodesOfTheirOwn) {
    std::set<std::string_view> codes;
    for (const base::Sentence& row : kPhrases) {
        EXPECT_TRUE(codes.insert(row.key).second) << row.key;
    }
}

TEST(Phrases, AreWhatTranslatorsStartFrom) {
    std::ifstream file("web/src/explanations/en.json", std::ios::binary);
    ASSERT_TRUE(file) << "ctest runs the tests in the root of the repository";
    std::ostringstream kept;
    kept << file.rdbuf();
    EXPECT_EQ(phrases_document(), kept.str())
        << "a sentence has changed: write web/src/explanations/en.json again with "
           "tools/explanations, and the same in fr.json and ar.json";
}

}  // namespace
}  // namespace imdad::plan
