#include <functional>

#include "folder_fixture.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

/// Each case spoils one thing of a right scenario and says which problem must be reported where.

namespace {

using namespace imdad::exchange_test;
using imdad::exchange::LoadOutcome;
using imdad::exchange::Problem;
using imdad::exchange::Severity;

struct Expected {
    Severity severity = Severity::critical;
    std::string code;
    std::string file;
    std::size_t line = 0;
    std::string column;
};

struct Case {
    std::string name;
    std::function<void(Files&)> spoil;
    Expected expected;
};

void PrintTo(const Case& c, std::ostream* out) {
    *out << c.name;
}

class BrokenScenario : public testing::TestWithParam<Case> {};

TEST_P(BrokenScenario, IsReportedWhereItIs) {
    Files files = small_scenario();
    GetParam().spoil(files);
    const LoadOutcome outcome = load(files);
    const Expected& expected = GetParam().expected;
    bool found = false;
    for (const Problem& problem : outcome.problems.kept()) {
        if (problem.code == expected.code && problem.file == expected.file &&
            problem.line == expected.line && problem.column == expected.column &&
            problem.severity == expected.severity) {
            found = true;
            EXPECT_FALSE(problem.message.empty());
            EXPECT_FALSE(problem.right.empty());
        }
        // What is wrong with an input file can be said in another language.
        EXPECT_FALSE(problem.message.key.empty()) << problem.message.text;
        EXPECT_FALSE(problem.right.key.empty()) << problem.right.text;
    }
    EXPECT_TRUE(codes_are_listed(outcome.problems));
    EXPECT_TRUE(found) << "expected " << expected.code << " at " << expected.file << ":"
                       << expected.line << " " << expected.column << ", got:\n"
                       << all(outcome.problems);
}

TEST(PersonalDataInAScenario, OfAFileWithPersonalDataNothingElseIsReportedAndNoScenarioComesOut) {
    Files files = small_scenario();
    replace(files, "closures.csv", "flood", "ask +93 799 123 456");
    replace(files, "closures.csv", "2024-01-15", "no day 799");
    const LoadOutcome outcome = load(files);
    EXPECT_FALSE(outcome.scenario.has_value());
    for (const Problem& problem : outcome.problems.kept()) {
        EXPECT_TRUE(problem.file != "closures.csv" || problem.code == "personal_data");
        EXPECT_EQ((problem.value + problem.message.text).find("799"), std::string::npos);
    }
}

std::function<void(Files&)> swap_line(std::string file, std::size_t line, std::string text) {
    return [=](Files& files) { replace_line(files, file, line, text); };
}

std::function<void(Files&)> swap_text(std::string file, std::string from, std::string to) {
    return [=](Files& files) { replace(files, file, from, to); };
}

std::function<void(Files&)> add_line(std::string file, std::string text) {
    return [=](Files& files) { append_line(files, file, text); };
}

constexpr Severity kCritical = Severity::critical;
constexpr Severity kError = Severity::error;
constexpr Severity kWarning = Severity::warning;

const Case kFileCases[] = {
    {"RequiredFileMissing",
     [](Files& f) { f.erase("areas.csv"); },
     {kCritical, "missing_file", "areas.csv", 0, ""}},
    {"DatapackageMissing",
     [](Files& f) { f.erase("datapackage.json"); },
     {kCritical, "missing_file", "datapackage.json", 0, ""}},
    {"RequiredFileEmpty",
     [](Files& f) { f["places.csv"] = ""; },
     {kCritical, "empty_file", "places.csv", 0, ""}},
    {"RequiredFileWithByteOrderMarkOnly",
     [](Files& f) { f["places.csv"] = "\xEF\xBB\xBF"; },
     {kCritical, "empty_file", "places.csv", 0, ""}},
    {"OptionalFileEmpty",
     [](Files& f) { f["lanes.csv"] = ""; },
     {kCritical, "empty_file", "lanes.csv", 0, ""}},
    {"ListedFileMissing",
     [](Files& f) {
         replace(f, "datapackage.json", "areas.csv", "policy.csv");
         f.erase("policy.csv");
     },
     {kCritical, "missing_file", "policy.csv", 0, ""}},
    {"ListedLanesMissing",
     [](Files& f) {
         replace(f, "datapackage.json", "areas.csv", "lanes.csv");
         f.erase("lanes.csv");
         f.erase("closures.csv");
     },
     {kError, "missing_file", "lanes.csv", 0, ""}},
    {"TelephoneInATextOfTheFormat",
     swap_text("closures.csv", "flood", "ask +93 799 123 456"),
     {kCritical, "personal_data", "closures.csv", 2, "reason"}},
    {"ColumnOfPeopleBesideTheFormat",
     swap_text("closures.csv", "reason,origin", "reason,Nom du chef de ménage"),
     {kCritical, "personal_data", "closures.csv", 1, "Nom du chef de ménage"}},
    {"RowPastedTwice",
     [](Files& f) {
         const std::string& text = f["stock.csv"];
         f["stock.csv"] += text.substr(text.find('\n') + 1);
     },
     {kWarning, "repeated_row", "stock.csv", 5, ""}},
    {"PropertyTwice",
     [](Files& f) { replace(f, "datapackage.json", "\"weeks\":", "\"weeks\": 3, \"weeks\":"); },
     {kError, "duplicate_property", "datapackage.json", 0, "$.imdad.weeks"}},
    {"FileMisnamed",
     [](Files& f) {
         f["Closure.CSV"] = f.at("closures.csv");
         f.erase("closures.csv");
     },
     {Severity::warning, "misnamed_file", "Closure.CSV", 0, ""}},
    {"RequiredFileWithHeaderOnly",
     [](Files& f) { f["serves.csv"] = f["serves.csv"].substr(0, f["serves.csv"].find('\n') + 1); },
     {kCritical, "no_rows", "serves.csv", 0, ""}},
    {"EveryRowRefused",
     [](Files& f) { f["programmes.csv"] = "programme_id,ven,unmet\n,vital,lost\n"; },
     {kCritical, "nothing_left", "programmes.csv", 0, ""}},
    {"UnknownColumn",
     swap_line("stock.csv", 1, "place,product,lot,expiry,packs,earmark,colour"),
     {kWarning, "unknown_column", "stock.csv", 1, "colour"}},
    {"OptionalColumnMissing",
     [](Files& f) { f["policy.csv"] = "level,max_weeks\n3,4\n"; },
     {kWarning, "missing_column", "policy.csv", 1, "product, min_weeks, closing_weeks"}},
    {"RequiredColumnMissing",
     [](Files& f) { f["policy.csv"] = "product,max_weeks\nkit,4\n"; },
     {kCritical, "missing_column", "policy.csv", 1, "level"}},
    {"ColumnTwice",
     swap_line("policy.csv", 1, "level,product,min_weeks,max_weeks,level"),
     {kCritical, "duplicate_column", "policy.csv", 1, "level"}},
    {"Semicolons",
     [](Files& f) { f["policy.csv"] = "level;product\n3;kit\n"; },
     {kCritical, "wrong_separator", "policy.csv", 1, ""}},
    {"BareCarriageReturns",
     [](Files& f) { f["policy.csv"] = "level,product\r3,kit\r"; },
     {kCritical, "bad_line_ends", "policy.csv", 0, ""}},
    {"Utf16",
     [](Files& f) { f["policy.csv"] = std::string("\xFF\xFEl\0e\0", 6); },
     {kCritical, "broken_encoding", "policy.csv", 0, ""}},
    {"BrokenEncodingInHeader",
     [](Files& f) { f["policy.csv"] = "level,produ\xE9t\n3,kit\n"; },
     {kCritical, "broken_encoding", "policy.csv", 1, ""}},
    {"BrokenEncodingInText",
     swap_text("areas.csv", "Region", "R\xE9gion"),
     {kError, "broken_encoding", "areas.csv", 3, "name"}},
    {"BrokenEncodingInId",
     swap_text("stock.csv", "store,vaccine", "stor\xE9,vaccine"),
     {kCritical, "broken_encoding", "stock.csv", 2, "place"}},
    {"NulByteInText",
     [](Files& f) { replace(f, "areas.csv", "Region", std::string("Re\0ion", 6)); },
     {kError, "nul_byte", "areas.csv", 3, "name"}},
    {"NulByteInId",
     [](Files& f) { replace(f, "stock.csv", "store,vaccine", std::string("stor\0,vaccine", 13)); },
     {kCritical, "nul_byte", "stock.csv", 2, "place"}},
    {"QuoteWithoutEnd",
     swap_text("areas.csv", "Region", "\"Region"),
     {kCritical, "unterminated_quote", "areas.csv", 3, ""}},
    {"TextBehindQuote",
     swap_text("areas.csv", "Region", "\"Re\"gion"),
     {kCritical, "bad_quote", "areas.csv", 3, ""}},
    {"RowOf10MB",
     [](Files& f) { replace(f, "areas.csv", "Region", std::string(10'000'000, 'x')); },
     {kCritical, "cell_too_long", "areas.csv", 3, ""}},
    {"QuotedRowOf10MB",
     [](Files& f) {
         replace(f, "areas.csv", "Region", "\"" + std::string(10'000'000, 'x') + "\"");
     },
     {kCritical, "cell_too_long", "areas.csv", 3, ""}},
    {"RowOf10MBOfCommas",
     add_line("areas.csv", std::string(10'000'000, ',')),
     {kWarning, "too_many_columns", "areas.csv", 6, ""}},
    {"TooFewCells",
     swap_line("stock.csv", 2, "store,vaccine,V1,2024-12-31,20"),
     {kCritical, "too_few_columns", "stock.csv", 2, ""}},
    {"TooManyCells",
     swap_line("stock.csv", 2, "store,vaccine,V1,2024-12-31,20,,,x"),
     {kCritical, "too_many_columns", "stock.csv", 2, ""}},
    {"EmptyRow", add_line("stock.csv", ",,,,,,"), {kWarning, "empty_row", "stock.csv", 5, ""}},
};

const Case kHeaderCases[] = {
    {"NoJson",
     [](Files& f) { f["datapackage.json"] = "{\n \"name\": \n"; },
     {kCritical, "bad_json", "datapackage.json", 3, "$"}},
    {"JsonNoObject",
     [](Files& f) { f["datapackage.json"] = "[1]"; },
     {kCritical, "wrong_type", "datapackage.json", 0, "$"}},
    {"JsonNestedTooDeep",
     [](Files& f) { f["datapackage.json"] = std::string(200'000, '['); },
     {kCritical, "bad_json", "datapackage.json", 1, "$"}},
    {"JsonBrokenEncoding",
     swap_text("datapackage.json", "made up", "made \xE9p"),
     {kCritical, "broken_encoding", "datapackage.json", 3, "$"}},
    {"NoHorizon",
     swap_text("datapackage.json", "\"imdad\"", "\"other\""),
     {kCritical, "missing_value", "datapackage.json", 0, "$.imdad"}},
    {"StartMissing",
     swap_text("datapackage.json", "\"start\": \"2024-01-01\",", ""),
     {kCritical, "missing_value", "datapackage.json", 0, "$.imdad.start"}},
    {"StartNoDate",
     swap_text("datapackage.json", "2024-01-01", "2024-13-01"),
     {kCritical, "not_a_date", "datapackage.json", 0, "$.imdad.start"}},
    {"StartNoText",
     swap_text("datapackage.json", "\"2024-01-01\"", "20240101"),
     {kCritical, "wrong_type", "datapackage.json", 0, "$.imdad.start"}},
    {"StartNoMonday",
     swap_text("datapackage.json", "2024-01-01", "2024-01-03"),
     {kCritical, "not_a_monday", "datapackage.json", 0, "$.imdad.start"}},
    {"WeeksZero",
     swap_text("datapackage.json", "\"weeks\": 6", "\"weeks\": 0"),
     {kCritical, "out_of_range", "datapackage.json", 0, "$.imdad.weeks"}},
    {"WeeksNegative",
     swap_text("datapackage.json", "\"weeks\": 6", "\"weeks\": -6"),
     {kCritical, "out_of_range", "datapackage.json", 0, "$.imdad.weeks"}},
    {"WeeksTooMany",
     swap_text("datapackage.json", "\"weeks\": 6", "\"weeks\": 105"),
     {kCritical, "out_of_range", "datapackage.json", 0, "$.imdad.weeks"}},
    {"WeeksHuge",
     swap_text("datapackage.json", "\"weeks\": 6", "\"weeks\": 99999999999999999999"),
     {kCritical, "wrong_type", "datapackage.json", 0, "$.imdad.weeks"}},
    {"WeeksText",
     swap_text("datapackage.json", "\"weeks\": 6", "\"weeks\": \"6\""),
     {kCritical, "wrong_type", "datapackage.json", 0, "$.imdad.weeks"}},
    {"WeeksMissing",
     swap_text("datapackage.json", "\"weeks\": 6,", ""),
     {kCritical, "missing_value", "datapackage.json", 0, "$.imdad.weeks"}},
    {"PolicyUnknown",
     swap_text("datapackage.json", "\"balanced\"", "\"fair\""),
     {kCritical, "unknown_value", "datapackage.json", 0, "$.imdad.policy"}},
    {"PolicyNoText",
     swap_text("datapackage.json", "\"balanced\"", "7"),
     {kCritical, "wrong_type", "datapackage.json", 0, "$.imdad.policy"}},
    {"SeriesPolicyUnknown",
     swap_text("datapackage.json", "hold_back", "start_all"),
     {kError, "unknown_value", "datapackage.json", 0, "$.imdad.series_policy"}},
    {"AudienceUnknown",
     swap_text("datapackage.json", "\"restricted\"", "\"secret\""),
     {kError, "unknown_value", "datapackage.json", 0, "$.imdad.audience"}},
    {"CurrencyUnknown",
     swap_text("datapackage.json", "\"USD\"", "\"US$\""),
     {kError, "unknown_currency", "datapackage.json", 0, "$.imdad.currency"}},
    {"PropertyUnknown",
     swap_text("datapackage.json", "\"policy_chosen_by\"", "\"policy_chosen\""),
     {kWarning, "unknown_property", "datapackage.json", 0, "$.imdad.policy_chosen"}},
    {"SourcesNoList",
     swap_text(
         "datapackage.json", "[{\"title\": \"a test\", \"path\": \"https://example.org\"}]", "7"),
     {kError, "wrong_type", "datapackage.json", 0, "$.sources"}},
    {"SourceNoObject",
     swap_text(
         "datapackage.json", "{\"title\": \"a test\", \"path\": \"https://example.org\"}", "7"),
     {kError, "wrong_type", "datapackage.json", 0, "$.sources[0]"}},
    {"UnknownResource",
     swap_text("datapackage.json", "\"path\": \"areas.csv\"", "\"path\": \"area.csv\""),
     {kWarning, "unknown_file", "datapackage.json", 0, "$.resources[0].path"}},
};

const Case kCellCases[] = {
    {"NegativeNumber",
     swap_text("needs.csv", ",120,", ",-120,"),
     {kCritical, "negative_number", "needs.csv", 2, "persons"}},
    {"NegativeLitres",
     swap_text("places.csv", "1000.5", "-1"),
     {kCritical, "negative_number", "places.csv", 4, "ambient_l"}},
    {"NumberBeyond64Bits",
     swap_text("needs.csv", ",120,", ",99999999999999999999,"),
     {kCritical, "number_too_large", "needs.csv", 2, "persons"}},
    {"NumberTooLarge",
     swap_text("needs.csv", ",120,", ",9999999999999,"),
     {kCritical, "out_of_range", "needs.csv", 2, "persons"}},
    {"NumberWithSeparator",
     swap_text("needs.csv", ",120,", ",\"1,200\","),
     {kCritical, "not_a_number", "needs.csv", 2, "persons"}},
    {"NumberWithDecimals",
     swap_text("needs.csv", ",120,", ",120.0,"),
     {kCritical, "not_a_number", "needs.csv", 2, "persons"}},
    {"NumberInWords",
     swap_text("lanes.csv", "sea,1000,7", "sea,far,7"),
     {kError, "not_a_number", "lanes.csv", 2, "distance_km"}},
    {"TooManyDecimals",
     swap_text("places.csv", "1000.5", "1000.5001"),
     {kCritical, "too_many_decimals", "places.csv", 4, "ambient_l"}},
    {"ValueMissing",
     swap_text("needs.csv", ",120,", ",,"),
     {kCritical, "missing_value", "needs.csv", 2, "persons"}},
    {"NoDate",
     swap_text("stock.csv", "2024-12-31", "31/12/2024"),
     {kCritical, "not_a_date", "stock.csv", 2, "expiry"}},
    {"NoDayOfTheCalendar",
     swap_text("stock.csv", "2024-12-31", "2023-02-29"),
     {kCritical, "not_a_date", "stock.csv", 2, "expiry"}},
    {"UnknownWord",
     swap_text("programmes.csv", "non_essential", "nice"),
     {kCritical, "unknown_value", "programmes.csv", 4, "ven"}},
    {"LatitudeOutsideTheGlobe",
     swap_text("areas.csv", "10.5", "91"),
     {kError, "out_of_range", "areas.csv", 3, "lat"}},
    {"LatitudeNoNumber",
     swap_text("areas.csv", "10.5", "10N"),
     {kError, "not_a_number", "areas.csv", 3, "lat"}},
    {"TextTooLong",
     [](Files& f) { replace(f, "areas.csv", "Region", std::string(32'701, 'x')); },
     {kError, "text_too_long", "areas.csv", 3, "name"}},
    {"OriginUnknown",
     swap_text("areas.csv", "derived: by share", "guessed"),
     {kError, "unknown_value", "areas.csv", 4, "origin"}},
    {"IdWithComma",
     swap_text("areas.csv", "AA0102,2", "\"AA,0102\",2"),
     {kCritical, "bad_id", "areas.csv", 5, "pcode"}},
    {"IdWithSemicolon",
     swap_text("areas.csv", "AA0102,2", "AA;0102,2"),
     {kCritical, "bad_id", "areas.csv", 5, "pcode"}},
    {"IdTooLong",
     swap_text("areas.csv", "AA0102,2", std::string(121, 'A') + ",2"),
     {kCritical, "bad_id", "areas.csv", 5, "pcode"}},
    {"IdThatIsAFormula",
     swap_text("areas.csv", "AA0102,2", "=1+1,2"),
     {kCritical, "bad_id", "areas.csv", 5, "pcode"}},
    {"LotThatIsAFormula",
     swap_text("stock.csv", "V1", "=1+1"),
     {kCritical, "bad_id", "stock.csv", 2, "lot"}},
    {"WastageOfOne",
     swap_text("serves.csv", "1,0.25,1,,", "1,1,1,,"),
     {kCritical, "out_of_range", "serves.csv", 2, "wastage_rate"}},
    {"NoUnitsPerPerson",
     swap_text("serves.csv", "kit,0.2", "kit,0"),
     {kCritical, "out_of_range", "serves.csv", 4, "units_per_person"}},
    {"StockoutLongerThanThePeriod",
     swap_text("quantification.csv", "5/31", "31/31"),
     {kCritical, "out_of_range", "quantification.csv", 3, "stockout_days"}},
    {"StockoutNoNumber",
     swap_text("quantification.csv", "5/31", "5/"),
     {kCritical, "not_a_number", "quantification.csv", 3, "stockout_days"}},
    {"UnknownCurrency",
     swap_text("products.csv", "EUR", "EURO"),
     {kError, "unknown_currency", "products.csv", 2, "currency"}},
    {"FundInUnknownCurrency",
     swap_text("funds.csv", "1000.50,,", "1000.50,XYZ,"),
     {kCritical, "unknown_currency", "funds.csv", 2, "currency"}},
    {"MoneyFinerThanTheCurrency",
     swap_text("products.csv", "0.35", "0.355"),
     {kWarning, "rounded", "products.csv", 2, "unit_price"}},
    {"AmountNegative",
     swap_text("funds.csv", "1000.50", "-1"),
     {kCritical, "negative_number", "funds.csv", 2, "amount"}},
};

const Case kReferenceCases[] = {
    {"AreaTwice",
     add_line("areas.csv", "AA01,1,Again,,,AA,,,,,,"),
     {kCritical, "duplicate_id", "areas.csv", 6, "pcode"}},
    {"PlaceTwice",
     add_line("places.csv", "post,Again,facility,5,AA0101,,,,,,,,,"),
     {kCritical, "duplicate_id", "places.csv", 7, "place_id"}},
    {"PlaceWithTheIdOfAnArea",
     add_line("places.csv", "AA01,Again,facility,5,AA0101,,,,,,,,,"),
     {kCritical, "duplicate_id", "places.csv", 7, "place_id"}},
    {"LaneTwice",
     add_line("lanes.csv", "pool-port,pool,port,sea,1000,7,,,,,,,,"),
     {kCritical, "duplicate_id", "lanes.csv", 6, "lane_id"}},
    {"ProductTwice",
     add_line("products.csv", "kit,Kit,goods,kit,1,ambient,45000,,,,,"),
     {kCritical, "duplicate_id", "products.csv", 5, "product_id"}},
    {"ProgrammeTwice",
     add_line("programmes.csv", "infants,Infants,x,vital,2,lost,,"),
     {kCritical, "duplicate_id", "programmes.csv", 5, "programme_id"}},
    {"SupplyTwice",
     add_line("supplies.csv", "S1,,,kit,K9,,1,port,2024-01-03,,,,committed,"),
     {kCritical, "duplicate_id", "supplies.csv", 5, "supply_id"}},
    {"FundTwice",
     add_line("funds.csv", "F1,Donor,,1,,,,,,,"),
     {kCritical, "duplicate_id", "funds.csv", 3, "fund_id"}},
    {"EarmarkTwice",
     add_line("earmarks.csv", "north,Donor,,,,,,,,,"),
     {kCritical, "duplicate_id", "earmarks.csv", 3, "earmark_id"}},
    {"PackagingTwice",
     add_line("packaging.csv", "vaccine,3,,,5,"),
     {kCritical, "duplicate_row", "packaging.csv", 5, "level"}},
    {"DoseTwice",
     add_line("serves.csv", "infants,vaccine,1,,2,,"),
     {kCritical, "duplicate_row", "serves.csv", 6, "series_dose"}},
    {"PolicyTwice",
     add_line("policy.csv", "3,,1,,"),
     {kCritical, "duplicate_row", "policy.csv", 4, "level"}},
    {"ParentDangling",
     swap_text("areas.csv", "AA01,400", "AA09,400"),
     {kCritical, "dangling_reference", "areas.csv", 5, "parent"}},
    {"ParentOfTheSameLevel",
     swap_text("areas.csv", "AA01,400", "AA0101,400"),
     {kCritical, "bad_parent", "areas.csv", 5, "parent"}},
    {"ParentMissing",
     swap_text("areas.csv", "AA01,400", ",400"),
     {kCritical, "bad_parent", "areas.csv", 5, "parent"}},
    {"ParentOfACountry",
     swap_text("areas.csv", "Country,,,,", "Country,,,AA01,"),
     {kCritical, "bad_parent", "areas.csv", 2, "parent"}},
    {"ParentTwoLevelsUp",
     swap_text("areas.csv", "AA01,400", "AA,400"),
     {kWarning, "level_skipped", "areas.csv", 5, "parent"}},
    {"PlaceInNoArea",
     swap_text("places.csv", "facility,5,AA0102", "facility,5,"),
     {kCritical, "missing_value", "places.csv", 6, "area"}},
    {"PlaceInUnknownArea",
     swap_text("places.csv", "facility,5,AA0102", "facility,5,AA0109"),
     {kCritical, "dangling_reference", "places.csv", 6, "area"}},
    {"LaneFromNowhere",
     swap_text("lanes.csv", "store-post,store", "store-post,shop"),
     {kCritical, "dangling_reference", "lanes.csv", 4, "from"}},
    {"ClosureOfUnknownLane",
     swap_text("closures.csv", "lane,store-post", "lane,store-poste"),
     {kCritical, "dangling_reference", "closures.csv", 2, "id"}},
    {"ClosureOfAPlaceAsALane",
     swap_text("closures.csv", "lane,store-post", "lane,post"),
     {kCritical, "dangling_reference", "closures.csv", 2, "id"}},
    {"PackagingOfUnknownProduct",
     add_line("packaging.csv", "pill,3,,,5,"),
     {kCritical, "dangling_reference", "packaging.csv", 5, "product"}},
    {"NeedForUnknownProgramme",
     swap_text("needs.csv", "training,AA", "schooling,AA"),
     {kCritical, "dangling_reference", "needs.csv", 5, "programme"}},
    {"NeedNowhere",
     swap_text("needs.csv", "training,AA", "training,BB"),
     {kCritical, "dangling_reference", "needs.csv", 5, "at"}},
    {"AbsorptionOfUnknownProgramme",
     swap_text("absorption.csv", "infants;families", "infants;schooling"),
     {kCritical, "dangling_reference", "absorption.csv", 2, "programme"}},
    {"StockUnderUnknownEarmark",
     swap_text("stock.csv", "30,north", "30,south"),
     {kCritical, "dangling_reference", "stock.csv", 3, "earmark"}},
    {"EligibilityOfUnknownRecipient",
     swap_text("eligibility.csv", "AA,vaccine", "BB,vaccine"),
     {kCritical, "dangling_reference", "eligibility.csv", 2, "recipient"}},
    {"PriceOfUnknownProduct",
     swap_text("prices.csv", "kit,Maker", "pill,Maker"),
     {kCritical, "dangling_reference", "prices.csv", 2, "product"}},
    {"ReferenceToARefusedRow",
     swap_text("places.csv", "store,Store,store,3", "store,Store,store,x"),
     {kCritical, "dangling_reference", "lanes.csv", 3, "to"}},
    {"Cycle",
     add_line("lanes.csv", "post-port,post,port,road,1,1,,,,,,,,"),
     {kCritical, "cycle", "lanes.csv", 6, "to"}},
    {"LaneToItself",
     add_line("lanes.csv", "here,post,post,road,1,1,,,,,,,,"),
     {kCritical, "cycle", "lanes.csv", 6, "to"}},
};

/// A locks.csv with one row after its header.
auto one_lock(std::string row) {
    return [row = std::move(row)](Files& f) {
        f["locks.csv"] =
            "lock_id,at,programme,product,from,to,at_least,at_most,reason,set_by,origin\n" + row +
            "\n";
    };
}

const Case kLockCases[] = {
    {"LockNowhere",
     one_lock("L1,BB,infants,,,,5,,floods,,"),
     {kCritical, "dangling_reference", "locks.csv", 2, "at"}},
    {"LockOfUnknownProgramme",
     one_lock("L1,AA,schooling,,,,5,,floods,,"),
     {kCritical, "dangling_reference", "locks.csv", 2, "programme"}},
    {"LockWithUnknownProduct",
     one_lock("L1,AA,infants,pill,,,5,,floods,,"),
     {kCritical, "dangling_reference", "locks.csv", 2, "product"}},
    {"LockWithoutAFigure",
     one_lock("L1,AA,infants,,,,,,floods,,"),
     {kCritical, "lock_without_figure", "locks.csv", 2, "at_least"}},
    {"LockAboveItself",
     one_lock("L1,AA,infants,,,,6,5,floods,,"),
     {kCritical, "interval_reversed", "locks.csv", 2, "at_least"}},
    {"LockBelowZero",
     one_lock("L1,AA,infants,,,,-1,5,floods,,"),
     {kCritical, "negative_number", "locks.csv", 2, "at_least"}},
    {"LockWithoutAReason",
     one_lock("L1,AA,infants,,,,5,5,,,"),
     {kCritical, "missing_value", "locks.csv", 2, "reason"}},
    {"LockThatEndsBeforeItBegins",
     one_lock("L1,AA,infants,,2024-01-15,2024-01-08,5,5,floods,,"),
     {kCritical, "period_reversed", "locks.csv", 2, "to"}},
};

const Case kRuleCases[] = {
    {"GoodsWithoutVolume",
     swap_text("products.csv", "ambient,45000", "ambient,"),
     {kCritical, "missing_value", "products.csv", 3, "pack_cm3"}},
    {"GoodsWithoutClass",
     swap_text("products.csv", "ambient,45000", ",45000"),
     {kCritical, "missing_value", "products.csv", 3, "storage_class"}},
    {"SeatsWithVolume",
     swap_text("products.csv", "seats,seat,1,,,", "seats,seat,1,,5,"),
     {kWarning, "ignored_value", "products.csv", 4, "pack_cm3"}},
    {"PackagingOfSeats",
     add_line("packaging.csv", "seat,3,,,5,"),
     {kCritical, "packaging_of_non_goods", "packaging.csv", 5, "product"}},
    {"SeriesWithAHole",
     swap_text("serves.csv", "0.25,2,2,4", "0.25,3,2,4"),
     {kCritical, "bad_series", "serves.csv", 3, "series_dose"}},
    {"SeriesWithoutFirstDose",
     swap_text("serves.csv", "kit,0.2,,,,", "kit,0.2,,2,,"),
     {kCritical, "bad_series", "serves.csv", 4, "series_dose"}},
    {"IntervalReversed",
     swap_text("serves.csv", "0.25,2,2,4", "0.25,2,4,2"),
     {kCritical, "interval_reversed", "serves.csv", 3, "max_interval_weeks"}},
    {"IntervalOfTheFirstDose",
     swap_text("serves.csv", "0.25,1,,", "0.25,1,3,"),
     {kWarning, "ignored_value", "serves.csv", 2, "min_interval_weeks"}},
    {"WaitOfLostNeed",
     swap_text("programmes.csv", "vital,2,lost,", "vital,2,lost,4"),
     {kWarning, "ignored_value", "programmes.csv", 2, "max_wait_weeks"}},
    {"LotWithTwoExpiries",
     swap_text("supplies.csv", "vaccine,V2,2025", "vaccine,V1,2025"),
     {kCritical, "lot_with_two_expiries", "supplies.csv", 2, "expiry"}},
    {"LotWithAndWithoutExpiry",
     swap_text("supplies.csv", "vaccine,V2,2025-06-30", "vaccine,V1,"),
     {kCritical, "lot_with_two_expiries", "supplies.csv", 2, "expiry"}},
    {"EarmarkOfAnotherProduct",
     swap_text("stock.csv", "2024-12-31,20,", "2024-12-31,20,north"),
     {kCritical, "earmark_mismatch", "stock.csv", 2, "earmark"}},
    {"EarmarkForAPurposeThatNothingHolds",
     swap_text("earmarks.csv", "families,kit", "women,kit"),
     {kCritical, "unknown_purpose", "earmarks.csv", 2, "programmes"}},
    {"EarmarkOfAnUnknownActivity",
     swap_text("earmarks.csv", "shelter", "nutrition"),
     {kWarning, "unknown_activity", "earmarks.csv", 2, "activities"}},
    {"EarmarkOfAnUnknownArea",
     swap_text("earmarks.csv", "AA0101", "AA0109"),
     {kCritical, "dangling_reference", "earmarks.csv", 2, "areas"}},
    {"EarmarkWithADistrictAmongCountries",
     swap_text("earmarks.csv", "Donor,AA,", "Donor,AA01,"),
     {kWarning, "not_a_country", "earmarks.csv", 2, "countries"}},
    {"EarmarkCategoryOutOfRange",
     swap_text("earmarks.csv", "2024-02-11,3", "2024-02-11,5"),
     {kError, "out_of_range", "earmarks.csv", 2, "category"}},
    {"ReserveShareAboveOne",
     swap_text("earmarks.csv", ",3,0.5", ",3,1.5"),
     {kCritical, "out_of_range", "earmarks.csv", 2, "reserve_share"}},
    {"AcceptanceThatEnds",
     swap_text("eligibility.csv", "accepts,", "accepts,2024-02-01"),
     {kWarning, "ignored_value", "eligibility.csv", 2, "until"}},
    {"StockPolicyReversed",
     swap_text("policy.csv", "3,,1,8.5,", "3,,9,8.5,"),
     {kCritical, "interval_reversed", "policy.csv", 2, "max_weeks"}},
    {"PoolAtTheWrongLevel",
     swap_text("places.csv", "pool,Pool,pool,0", "pool,Pool,pool,2"),
     {kWarning, "level_unusual", "places.csv", 2, "level"}},
    {"NeedPeriodReversed",
     swap_text("needs.csv", "2024-01-08,2024-01-21", "2024-01-21,2024-01-08"),
     {kCritical, "period_reversed", "needs.csv", 3, "to"}},
    {"NeedAfterTheHorizon",
     swap_text("needs.csv", "2024-01-08,2024-01-21", "2024-03-08,2024-03-21"),
     {kWarning, "outside_horizon", "needs.csv", 3, "from"}},
    {"NeedBeforeTheHorizon",
     swap_text("needs.csv", "2024-01-08,2024-01-21", "2023-01-08,2023-01-21"),
     {kWarning, "outside_horizon", "needs.csv", 3, "to"}},
    {"ClosureAfterTheHorizon",
     swap_text("closures.csv", "2024-01-15,2024-01-21", "2025-01-15,2025-01-21"),
     {kWarning, "outside_horizon", "closures.csv", 2, "from"}},
    {"ClosureReversed",
     swap_text("closures.csv", "2024-01-15,2024-01-21", "2024-01-21,2024-01-15"),
     {kCritical, "period_reversed", "closures.csv", 2, "to"}},
    {"SupplyAfterTheHorizon",
     swap_text("supplies.csv", "2024-01-10", "2024-02-06"),
     {kWarning, "outside_horizon", "supplies.csv", 4, "available_on"}},
    {"AbsorptionAfterTheHorizon",
     swap_text("absorption.csv", "2024-01-01,2024-01-31", "2025-01-01,2025-01-31"),
     {kWarning, "outside_horizon", "absorption.csv", 3, "from"}},
    {"EarmarkBeforeTheHorizon",
     swap_text("earmarks.csv", "2024-01-01,2024-02-11", "2023-01-01,2023-02-11"),
     {kWarning, "outside_horizon", "earmarks.csv", 2, "to"}},
    {"DeferralBeforeTheHorizon",
     swap_text("eligibility.csv", "2024-01-14", "2023-01-14"),
     {kWarning, "outside_horizon", "eligibility.csv", 3, "until"}},
    {"LaneThatStartsAfterTheHorizon",
     swap_text("lanes.csv", "20,0,2,1", "20,0,2,6"),
     {kWarning, "outside_horizon", "lanes.csv", 4, "first_week"}},
    {"FundReversed",
     swap_text("funds.csv", "2024-01-01,2024-06-30", "2024-06-30,2024-01-01"),
     {kCritical, "period_reversed", "funds.csv", 2, "valid_until"}},
    {"StockThatHasExpired",
     swap_text("stock.csv", "2024-12-31", "2023-12-31"),
     {kWarning, "expires_too_soon", "stock.csv", 2, "expiry"}},
    {"SupplyWithTooLittleShelfLife",
     swap_text("supplies.csv", "2025-06-30", "2024-01-18"),
     {kWarning, "expires_too_soon", "supplies.csv", 2, "expiry"}},
    {"NeedThatNothingCanReach",
     [](Files& f) {
         replace_line(f, "lanes.csv", 4, "store-post,port,clinic,road,20,0,2,1,,,,,,");
     },
     {kWarning, "need_out_of_reach", "needs.csv", 2, "at"}},
    {"NeedAtAPlaceWithoutArea",
     add_line("needs.csv", "infants,pool,,,5,,,,"),
     {kCritical, "place_without_area", "needs.csv", 6, "at"}},
    {"DerivedNeedThatNothingCanReach",
     [](Files& f) {
         replace_line(f, "lanes.csv", 4, "store-post,port,clinic,road,20,0,2,1,,,,,,");
     },
     {kWarning, "need_out_of_reach", "quantification.csv", 3, "at"}},
    {"AreaWithoutServingPlace",
     [](Files& f) {
         append_line(f, "areas.csv", "AA0103,2,Empty,,,AA01,,,,,,");
         append_line(f, "needs.csv", "infants,AA0103,,,5,,,,");
     },
     {kWarning, "no_serving_place", "needs.csv", 6, "at"}},
    {"ProgrammeWithoutProduct",
     [](Files& f) { replace_line(f, "serves.csv", 5, ""); },
     {kWarning, "programme_without_product", "programmes.csv", 4, "programme_id"}},
    {"ProgrammeWithoutSupply",
     [](Files& f) { replace_line(f, "stock.csv", 4, ""); },
     {kWarning, "programme_without_supply", "programmes.csv", 4, "programme_id"}},
    {"ProgrammeWithoutNeed",
     [](Files& f) { replace_line(f, "needs.csv", 5, ""); },
     {kWarning, "programme_without_need", "programmes.csv", 4, "programme_id"}},
    {"PersonsOverflowInSum",
     [](Files& f) {
         for (int i = 0; i < 10'000; ++i) {
             append_line(f, "needs.csv", "training,AA,,,1000000000000,,,,");
         }
     },
     {kCritical, "overflow", "needs.csv", 9013, "persons"}},
    {"NeededUnitsOverflow",
     [](Files& f) {
         replace(f, "serves.csv", "seat,1,,,,", "seat,1000000,0.999999999,,,");
         replace(f, "needs.csv", "training,AA,,,3", "training,AA,,,1000000");
     },
     {kCritical, "overflow", "needs.csv", 5, "persons"}},
    {"SuppliedUnitsOverflow",
     [](Files& f) {
         replace(f, "products.csv", "dose,10,cold", "dose,1000000,cold");
         replace(f, "supplies.csv", "2025-06-30,15", "2025-06-30,1000000000000");
     },
     {kCritical, "overflow", "supplies.csv", 2, "packs"}},
    {"SuppliedVolumeOverflow",
     [](Files& f) {
         replace(f, "products.csv", "cold,25,40", "cold,25,1000000000");
         replace(f, "supplies.csv", "2025-06-30,15", "2025-06-30,90000000000");
     },
     {kCritical, "overflow", "supplies.csv", 2, "packs"}},
};

std::string name_of(const testing::TestParamInfo<Case>& info) {
    return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Files, BrokenScenario, testing::ValuesIn(kFileCases), name_of);
INSTANTIATE_TEST_SUITE_P(Header, BrokenScenario, testing::ValuesIn(kHeaderCases), name_of);
INSTANTIATE_TEST_SUITE_P(Cells, BrokenScenario, testing::ValuesIn(kCellCases), name_of);
INSTANTIATE_TEST_SUITE_P(References, BrokenScenario, testing::ValuesIn(kReferenceCases), name_of);
INSTANTIATE_TEST_SUITE_P(Locks, BrokenScenario, testing::ValuesIn(kLockCases), name_of);
INSTANTIATE_TEST_SUITE_P(Rules, BrokenScenario, testing::ValuesIn(kRuleCases), name_of);

}  // namespace
