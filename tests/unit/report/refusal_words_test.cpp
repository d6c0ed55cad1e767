#include "report/refusal_words.hpp"

#include "report/web_texts.hpp"

#include <regex>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::report {
namespace {

std::string said(const char* language, const RefusalParts& parts) {
    const auto words = refusal_words(*ReaderLanguage::find(language), parts);
    return words ? words->html() : "none";
}

TEST(RefusalWords, AreThoseOfTheLanguageWithDaysNumbersAndCodesOfItsOwn) {
    EXPECT_EQ(
        said("fr",
             {.code = "ledger.expired", .arguments = {"L<1>", "2022-08-01", "1200", "2025-11-13"}}),
        "le lot <bdi>L&lt;1&gt;</bdi> a expiré le <bdi>1 août 2022</bdi>, "
        "<bdi>1\u202F200</bdi> jours avant le <bdi>13 nov. 2025</bdi>");
    EXPECT_EQ(said("fr", {.code = "not_blocked", .arguments = {"WHO"}, .row = 3, .about = "P-1"}),
              "ligne <bdi>3</bdi> : <bdi>P-1</bdi> : <bdi>WHO</bdi> n’est pas bloqué.");
    EXPECT_EQ(said("ar", {.code = "not_blocked", .arguments = {"WHO"}}).find("blocked"),
              std::string::npos);
}

TEST(RefusalWords, WriteWhatIsPutInAsTheScreensDo) {
    const auto list = [](const char* accounts) {
        return said(
            "fr", {.code = "not_enough_to_send", .arguments = {"5", "OPV", "KBL", "2", accounts}});
    };
    EXPECT_NE(list("2 on_hand of OPV at KBL, lot L7 to 2026-03-31, pledge P-1")
                  .find("<bdi>2 OPV, KBL, disponible, Lot L7 (31 mars 2026), Annonce P-1</bdi>"),
              std::string::npos)
        << list("2 on_hand of OPV at KBL, lot L7 to 2026-03-31, pledge P-1");
    // What has no words stays as it came, in English and marked as such.
    EXPECT_NE(list("no account at all").find("<bdi lang=\"en\">no account at all</bdi>"),
              std::string::npos);
    EXPECT_NE(said("fr", {.code = "role_not_held", .arguments = {"amina", "focal_point:WHO@KBL"}})
                  .find(":WHO@KBL"),
              std::string::npos);
}

TEST(RefusalWords, AreNoneInEnglishAndForSentencesThatAreNotKnown) {
    EXPECT_EQ(said("en", {.code = "not_blocked", .arguments = {"WHO"}}), "none");
    EXPECT_EQ(said("fr", {.code = "", .arguments = {}}), "none");
    EXPECT_EQ(said("fr", {.code = "of a later version", .arguments = {}}), "none");
    EXPECT_EQ(said("fr", {.code = "not_blocked", .arguments = {}}), " n’est pas bloqué.");
    const ReaderLanguage french = *ReaderLanguage::find("fr");
    EXPECT_EQ(refusal_line(french, "it is <odd>", {.code = "", .arguments = {}}).html(),
              "<bdi lang=\"en\">it is &lt;odd&gt;</bdi>");
}

// A hole that is written in a way which is none here would show its code.
TEST(RefusalWords, KnowEveryWayThatTheSentencesName) {
    const std::set<std::string> known{"account",
                                      "accounts",
                                      "act",
                                      "amendmentclass",
                                      "amount",
                                      "day",
                                      "field",
                                      "grant",
                                      "kind",
                                      "moment",
                                      "number",
                                      "outcometype",
                                      "period",
                                      "role",
                                      "stage",
                                      "state",
                                      "step",
                                      "strength",
                                      "word"};
    const std::regex hole(R"(\{\d+:(\w+)\})");
    for (const char* const texts : {kRefusalsFr, kRefusalsAr}) {
        const auto sentences = nlohmann::json::parse(texts);
        for (const auto& [key, text] : sentences.items()) {
            const std::string sentence = text.get<std::string>();
            for (std::sregex_iterator at(sentence.begin(), sentence.end(), hole), end; at != end;
                 ++at) {
                EXPECT_TRUE(known.contains((*at)[1].str())) << key << ": " << (*at)[0].str();
            }
        }
    }
}

}  // namespace
}  // namespace imdad::report
