#include "app/problem_sentences.hpp"

#include "temporary_folder.hpp"
#include <gtest/gtest.h>

namespace imdad::app {

TEST(ProblemSentences, AreWhatTranslatorsStartFrom) {
    EXPECT_EQ(problem_sentences_document(), testing::read_text("web/src/problems/en.json"))
        << "a sentence has changed: write web/src/problems/en.json again with tools/refusals, and "
           "the same in fr.json and ar.json";
}

}  // namespace imdad::app
