#include "exchange/utf8.hpp"

#include <string>

#include <gtest/gtest.h>

namespace {

using imdad::exchange::first_bad_byte;

TEST(FirstBadByte, AcceptsEveryLengthOfSequence) {
    const std::string text = "a\xC3\xA9\xE0\xA4\x95\xF0\x9F\x98\x80 \xD8\xA7\xD9\x84";
    EXPECT_EQ(first_bad_byte(text), text.size());
    EXPECT_EQ(first_bad_byte(std::string(1000, 'x') + text), 1000 + text.size());
}

TEST(FirstBadByte, FindsWhatIsNotUtf8) {
    const std::pair<std::string, std::size_t> cases[] = {
        {"abc\xE9"
         "def",
         3},                                // Latin-1
        {"\xC0\xAF", 0},                    // overlong
        {"\xE0\x80\xAF", 0},                // overlong
        {"\xED\xA0\x80", 0},                // surrogate
        {"\xF4\x90\x80\x80", 0},            // above U+10FFFF
        {"\xF8\x88\x80\x80\x80", 0},        // five bytes
        {"x\x80", 1},                       // continuation alone
        {"12345678\xE2\x82", 8},            // cut short
        {std::string("12345678\0", 9), 8},  // NUL behind a full word
        {std::string("1234567\0", 8), 7},   // NUL in the last byte of a word
        {std::string("\0", 1), 0},
    };
    for (const auto& [text, offset] : cases) {
        EXPECT_EQ(first_bad_byte(text), offset);
    }
}

TEST(FirstBadByte, GoesOnFromAnOffset) {
    EXPECT_EQ(first_bad_byte("\xFF"
                             "abc\xFF",
                             1),
              4U);
}

}  // namespace
