#include "report/told.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::report {
namespace {

ReaderLanguage in(std::string_view code) {
    return *ReaderLanguage::find(code);
}

TEST(Told, IsSaidInEveryLanguageWithDaysNumbersAndWordsOfIt) {
    const std::vector<Told> told{{"lot_to", {{"lot", "P<1>"}, {"expiry", "2022-09-05"}}},
                                 {"discrepancy", {{"missing", "1200"}, {"surplus", "0"}}},
                                 {"word", {{"group", "stage"}, {"code", "on_hand"}}},
                                 {"state_was", {{"state", "in_force"}}}};
    EXPECT_EQ(
        told_markup(in("en"), told).html(),
        "lot <bdi>P&lt;1&gt;</bdi>, use by <bdi>Sep 5, 2022</bdi> \u00B7 "
        "missing 1,200, surplus 0 \u00B7 on hand \u00B7 it was <bdi>in force</bdi> on that day");
    const std::string french = told_markup(in("fr"), told).html();
    EXPECT_NE(french.find("<bdi>5 sept. 2022</bdi>"), std::string::npos);
    EXPECT_NE(french.find("manquant\u00A0: 1\u202F200"), std::string::npos);
    EXPECT_NE(french.find("disponible"), std::string::npos);
    EXPECT_NE(told_plain(in("ar"), told).find("العجز: 1,200"), std::string::npos);
}

TEST(Told, TitlesAreInTheLanguageOfTheReaderElseMarkedWithTheirOwnAndWhatNobodyWroteIsNoPart) {
    const std::vector<Told> told{{"title", {{"en", "Vaccines"}, {"fr", "Vaccins"}, {"ar", ""}}},
                                 {"text", {{"text", ""}}},
                                 {"title", {{"en", ""}, {"fr", ""}, {"ar", ""}}},
                                 {"text", {{"text", "seen"}}}};
    EXPECT_EQ(told_markup(in("fr"), told).html(), "<bdi>Vaccins</bdi> \u00B7 <bdi>seen</bdi>");
    EXPECT_EQ(told_markup(in("ar"), told).html(),
              "<bdi lang=\"en\">Vaccines</bdi> \u00B7 <bdi>seen</bdi>");
    EXPECT_EQ(told_plain(in("fr"), told), "\u2068Vaccins\u2069 \u00B7 \u2068seen\u2069");
}

TEST(Told, WhatIsNotKnownIsADashAndWhatIsNoNumberStaysAsItIs) {
    const std::vector<Told> told{
        {"indicator", {{"title", "Doses"}, {"actual", ""}, {"target", "many"}}}};
    EXPECT_EQ(told_markup(in("en"), told).html(),
              "<bdi>Doses</bdi>: <bdi>\u2013</bdi> of <bdi>many</bdi>");
}

TEST(Told, ComesBackFromItsDocument) {
    const std::vector<Told> told{{"lot", {{"lot", "P1"}}}, {"shared", {}}};
    const nlohmann::ordered_json json = told_json(told);
    EXPECT_EQ(json.dump(),
              R"([{"code":"lot","values":{"lot":"P1"}},{"code":"shared","values":{}}])");
    EXPECT_EQ(told_json(told_of(json)), json);
}

}  // namespace
}  // namespace imdad::report
