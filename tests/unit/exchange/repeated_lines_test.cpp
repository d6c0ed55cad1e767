#include "exchange/repeated_lines.hpp"

#include <string>

#include <gtest/gtest.h>

namespace imdad::exchange {
namespace {

std::string told(std::string_view csv) {
    std::string text;
    for (const RepeatedLine& repeat : repeated_lines(csv)) {
        text += std::to_string(repeat.line) + "=" + std::to_string(repeat.first) + " ";
    }
    return text;
}

TEST(RepeatedLines, AreFoundWithTheFirstOfTheirKind) {
    EXPECT_EQ(told("a,b\n1,2\n3,4\n1,2\n3,4\n1,2\n"), "4=2 5=3 6=2 ");
    EXPECT_EQ(told("a,b\r\n1,2\r\n1,2"), "3=2 ");
}

TEST(RepeatedLines, AreNeitherTheHeaderNorEmptyLines) {
    EXPECT_EQ(told("a,b\na,b\n\n\n"), "");
    EXPECT_EQ(told(""), "");
}

TEST(RepeatedLines, AreNotPartsOfLongerRows) {
    EXPECT_EQ(told("a,b\n1,\"first\nsame\nlast\"\n2,\"first\nsame\nlast\"\n"), "");
    EXPECT_EQ(told("a,b\n1,\"x,\"\"y\"\"\"\n1,\"x,\"\"y\"\"\"\n"), "3=2 ");
}

}  // namespace
}  // namespace imdad::exchange
