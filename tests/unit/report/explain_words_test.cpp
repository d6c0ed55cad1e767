#include "report/explain_words.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::report {
namespace {

using Json = nlohmann::ordered_json;

std::string said(const char* language, const Json& sentence) {
    const auto words = explanation_words(*ReaderLanguage::find(language), sentence);
    return words ? words->html() : "none";
}

Json usable(const char* from) {
    return {{"code", "usable_from"},
            {"arguments",
             {Json{{"code", "supplies_at"}, {"arguments", {"S<1>", "Port"}}}, Json(from)}}};
}

TEST(ExplanationWords, AreThoseOfTheLanguageWithDaysAndNumbersOfItsOwn) {
    EXPECT_EQ(said("fr", usable("2022-08-01")),
              "<bdi>S&lt;1&gt;</bdi> (<bdi>Port</bdi>)\u00A0: utilisable seulement à partir du "
              "<bdi>1 août 2022</bdi>");
    const Json persons = {{"code", "lock_at_most"}, {"arguments", {"1200"}}};
    EXPECT_EQ(said("fr", persons), "au plus <bdi>1\u202F200</bdi>");
    EXPECT_EQ(said("ar", persons).find("at most"), std::string::npos);
    EXPECT_NE(said("ar", persons), "none");
}

TEST(ExplanationWords, AreNoneInEnglishAndWherePartsAreMissingOrUnknown) {
    EXPECT_EQ(said("en", usable("2022-08-01")), "none");
    EXPECT_EQ(said("fr", nullptr), "none");
    EXPECT_EQ(said("fr", Json::object()), "none");
    EXPECT_EQ(said("fr", {{"code", "of a later version"}, {"arguments", Json::array()}}), "none");
    Json short_of = usable("2022-08-01");
    short_of["arguments"].erase(1);
    EXPECT_EQ(said("fr", short_of), "none");
    Json wrong = usable("2022-08-01");
    wrong["arguments"][0]["code"] = 7;
    EXPECT_EQ(said("fr", wrong), "none");
    Json deep = "x";
    for (int i = 0; i < 1000; ++i) {
        deep = {{"code", "day"}, {"arguments", Json::array({deep})}};
    }
    EXPECT_EQ(said("fr", deep), "none");
}

}  // namespace
}  // namespace imdad::report
