#include "exchange/personal_data.hpp"

#include "exchange/personal_spelling.hpp"
#include "exchange/personal_words.hpp"

#include <algorithm>
#include <string>

#include "personal_sheets.hpp"
#include <gtest/gtest.h>

namespace imdad::exchange {
namespace {

using exchange_test::full_name;
using exchange_test::ordinary_sheet;
using exchange_test::Sheet;
using exchange_test::sheet_with_people;

constexpr std::uint64_t kSheets = 500;
constexpr std::uint64_t kSeed = 20'220'701;

std::string first_found(const std::vector<PersonalColumn>& found) {
    return found.empty() ? "nothing" : found.front().column + ": " + found.front().message().text;
}

std::vector<PersonalColumn> found_in(std::string bytes) {
    return find_personal_data(std::move(bytes));
}

TEST(PersonalData, FindsNinetyNineOfAHundredSheetsWithPeople) {
    std::uint64_t missed = 0;
    std::string which;
    for (std::uint64_t i = 0; i < kSheets; ++i) {
        const Sheet sheet = sheet_with_people(kSeed + i);
        if (found_in(sheet.bytes).empty()) {
            ++missed;
            which += sheet.what + ":\n" + sheet.bytes.substr(0, 600) + "\n";
        }
    }
    RecordProperty("missed", std::to_string(missed));
    EXPECT_LE(missed * 100, kSheets) << missed << " missed\n" << which;
}

TEST(PersonalData, RefusesAtMostTwoOfAHundredOrdinarySheets) {
    std::uint64_t refused = 0;
    std::string which;
    for (std::uint64_t i = 0; i < kSheets; ++i) {
        const Sheet sheet = ordinary_sheet(kSeed + kSheets + i);
        const auto found = found_in(sheet.bytes);
        if (!found.empty()) {
            ++refused;
            which += first_found(found) + "\n" + sheet.bytes.substr(0, 600) + "\n";
        }
    }
    RecordProperty("refused", std::to_string(refused));
    EXPECT_LE(refused * 100, 2 * kSheets) << refused << " refused\n" << which;
}

TEST(PersonalData, NothingPlantedStandsInWhatIsReported) {
    for (std::uint64_t i = 0; i < kSheets; ++i) {
        const Sheet sheet = sheet_with_people(kSeed + i);
        for (const PersonalColumn& found : found_in(sheet.bytes)) {
            const std::string said = found.column + " " + found.message().text;
            for (const std::string& value : sheet.planted) {
                EXPECT_TRUE(value.size() < 4 || said.find(value) == std::string::npos) << value;
            }
        }
    }
}

// The sheets would prove nothing if every name in them stood in the guard's list.
TEST(PersonalData, ManyInventedPeopleHaveNamesThatTheGuardDoesNotKnow) {
    int unknown = 0;
    constexpr int kPeople = 1'000;
    for (int i = 0; i < kPeople; ++i) {
        const auto words = folded_words(full_name(static_cast<std::uint64_t>(i)));
        unknown += std::ranges::any_of(words, is_given_name) ? 0 : 1;
    }
    EXPECT_GE(unknown * 4, kPeople);
}

TEST(PersonalData, NamesTheColumnAndTheLine) {
    const auto found = found_in("place,quantity,Téléphone\nHerat,5,x\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].position, 2U);
    EXPECT_EQ(found[0].column, "Téléphone");
    EXPECT_EQ(found[0].kind, PersonalKind::phone);
    EXPECT_EQ(found[0].evidence, PersonalEvidence::header);
    EXPECT_EQ(found[0].line, 1U);
}

TEST(PersonalData, AHeaderThatIsAValueIsNotShown) {
    const auto found = found_in("Herat,+93 701 234 567\nKabul,+93 701 234 568\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].column, "column 2");
    EXPECT_EQ(found[0].line, 1U);
}

TEST(PersonalData, OneSpellingForTheVariantsOfAnArabicWord) {
    EXPECT_EQ(folded_words("رقم الهاتـف"), folded_words("رقم هاتف"));
    EXPECT_EQ(folded_words("الهُويّة"), folded_words("هويه"));
    EXPECT_EQ(folded_words("birthDate_2", Capitals::begin_words),
              (std::vector<std::string>{"birth", "date", "2"}));
    EXPECT_EQ(folded_words("N° de Téléphone"), (std::vector<std::string>{"n", "de", "telephone"}));
}

TEST(PersonalData, CountsOfPeopleAreNoPeople) {
    EXPECT_TRUE(found_in("area,number of phones,live births,beneficiaries\nHerat,1,2,3\n").empty());
    EXPECT_TRUE(found_in("#adm1,#beneficiary+f+children,#inneed\nHerat,1,2\n").empty());
}

TEST(PersonalData, ColumnsOfTheFormatAreJudgedByTheirValuesOnly) {
    const auto ours = [](std::string_view) { return ColumnOwner::format; };
    EXPECT_TRUE(find_personal_data("phone\nHerat\n", ours).empty());
    EXPECT_EQ(find_personal_data("phone\n+93701234567\n", ours).size(), 1U);
}

TEST(PersonalData, OfficialsMayBeNamedButNotTheirTelephones) {
    const auto officials = [](std::string_view) { return ColumnOwner::officials; };
    const std::string names =
        "holder\nDr. Ahmed Ali\nFatima Noorzai\nOmar Traoré\na.b@example.org\n";
    EXPECT_TRUE(find_personal_data(names, officials).empty());
    EXPECT_FALSE(found_in(names).empty());
    EXPECT_FALSE(find_personal_data(names + "+93701234567\n", officials).empty());
}

TEST(PersonalData, OneTelephoneInTheLastOfManyRowsIsFound) {
    std::string bytes = "id,note\n";
    constexpr int kRows = 10'000;
    for (int i = 0; i < kRows; ++i) {
        bytes += "p" + std::to_string(i) + ",arrived 2022-07-01\n";
    }
    EXPECT_TRUE(found_in(bytes).empty());
    const auto found = found_in(bytes + "last,call +93 701 234 567\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].column, "note");
    EXPECT_EQ(found[0].line, kRows + 2U);
}

TEST(PersonalData, AnyBytesAreAnswered) {
    for (const std::string& bytes : {std::string(),
                                     std::string("\n\n"),
                                     std::string("\xFF\xFE"),
                                     std::string("a,b\n\0,\x80\n", 8),
                                     std::string("\"a\n;;;")}) {
        EXPECT_TRUE(found_in(bytes).empty());
    }
}

}  // namespace
}  // namespace imdad::exchange
