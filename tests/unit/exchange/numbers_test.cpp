#include "exchange/numbers.hpp"

#include <gtest/gtest.h>

namespace {

using namespace imdad::exchange;

TEST(ParseScaled, ReadsDecimalsAsWholeNumbersOfTheSmallUnit) {
    EXPECT_EQ(parse_scaled("12.345", 3).value, 12345);
    EXPECT_EQ(parse_scaled("12", 3).value, 12000);
    EXPECT_EQ(parse_scaled("-0.5", 3).value, -500);
    EXPECT_EQ(parse_scaled("0007", 0).value, 7);
    EXPECT_EQ(parse_scaled("9223372036854775807", 0).value, 9223372036854775807LL);
}

TEST(ParseScaled, SaysWhatIsNoNumber) {
    for (const char* text : {"",
                             "-",
                             ".",
                             "5.",
                             ".5",
                             "1e3",
                             "1,000",
                             "1 000",
                             "+5",
                             "0x10",
                             "12a",
                             "--1",
                             "1.2.3",
                             "inf",
                             "NaN"}) {
        EXPECT_EQ(parse_scaled(text, 3).fault, NumberFault::not_a_number) << text;
    }
}

TEST(ParseScaled, SaysWhatDoesNotFit) {
    EXPECT_EQ(parse_scaled("9223372036854775808", 0).fault, NumberFault::too_large);
    EXPECT_EQ(parse_scaled("9223372036854775807", 1).fault, NumberFault::too_large);
    EXPECT_EQ(parse_scaled(std::string(100'000, '9'), 0).fault, NumberFault::too_large);
}

TEST(ParseScaled, SaysWhetherDecimalsWereCut) {
    EXPECT_TRUE(parse_scaled("1.2345", 3).cut);
    EXPECT_EQ(parse_scaled("1.2345", 3).value, 1234);
    EXPECT_FALSE(parse_scaled("1.234000", 3).cut);
}

TEST(ScaledText, ReadsBackToTheSameValue) {
    for (const std::int64_t value :
         {0LL, 1LL, -1LL, 999LL, 1000LL, -1001LL, 123456789LL, 9223372036854775807LL}) {
        for (const int digits : {0, 2, 3}) {
            EXPECT_EQ(parse_scaled(scaled_text(value, digits), digits).value, value);
            EXPECT_EQ(parse_scaled(short_scaled_text(value, digits), digits).value, value);
        }
    }
    EXPECT_EQ(scaled_text(5, 3), "0.005");
    EXPECT_EQ(short_scaled_text(12300, 3), "12.3");
    EXPECT_EQ(short_scaled_text(12000, 3), "12");
    EXPECT_EQ(short_scaled_text(100, 0), "100");
}

TEST(MeasuredText, ReadsBackToTheSameValue) {
    for (const double value : {0.0, 0.1, -179.999999, 1e-7, 33.93911, 1.0 / 3.0}) {
        EXPECT_EQ(parse_measured(measured_text(value)), value);
    }
    EXPECT_EQ(measured_text(0.0000001), "0.0000001");
}

TEST(ParseMeasured, RefusesWhatIsNoDecimal) {
    for (const char* text : {"", "nan", "inf", "1e5", "12N", "1,5", " 1", "1 ", "0x1"}) {
        EXPECT_FALSE(parse_measured(text)) << text;
    }
}

TEST(CurrencyExponent, KnowsCurrenciesAndNothingElse) {
    EXPECT_EQ(currency_exponent("USD"), 2);
    EXPECT_EQ(currency_exponent("XOF"), 0);
    EXPECT_EQ(currency_exponent("JPY"), 0);
    EXPECT_EQ(currency_exponent("TND"), 3);
    EXPECT_EQ(currency_exponent("AFN"), 2);
    EXPECT_EQ(currency_exponent("CLF"), 4);
    for (const char* code : {"", "usd", "US", "USDX", "XXX", "D A", "SDE", "ED "}) {
        EXPECT_FALSE(currency_exponent(code)) << code;
    }
}

}  // namespace
