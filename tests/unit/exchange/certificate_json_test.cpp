#include "exchange/certificate_json.hpp"

#include "exchange/certificate_rows.hpp"
#include "exchange/plan_json.hpp"

#include <algorithm>
#include <limits>

#include "folder_fixture.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using namespace imdad;
using namespace imdad::exchange_test;
using base::Int128;
using exchange::ReadCertificates;
using model::Certificate;
using model::CertifiedBound;
using model::RowPrice;
using Row = RowPrice::Row;

class CertificateJson : public testing::Test {
 protected:
    CertificateJson() : scenario_(exchange_test::load(small_scenario()).scenario.value()) {
        CertifiedBound value;
        value.certificate.scale_bits = 33;
        // supplies: 1 K1 north, 2 K1 free, of the same row of stock.csv.
        value.certificate.prices = {
            {Row::supply, 1, 0, 0, 7},
            {Row::supply, 2, 0, 0, std::numeric_limits<std::int64_t>::max()},
            {Row::lane, 1, 0, 0, 120},
            {Row::lane, 1, 0, 2, (std::int64_t{1} << 53) + 1},
            {Row::lane, 1, 1, 2, 4},
            {Row::store, 2, 3, 1, 9},
            {Row::maximum, 3, 0, 1, 8},
            {Row::absorption, 1, 0, 0, 6}};
        value.bound_nano = Int128{12'345'678'901'234} * 1'000'000'000 + 5;
        value.plan_nano = Int128{12} * 1'000'000'000;
        value.gap = base::Fixed9::from_nano(999'999'999);
        CertifiedBound worst_off;
        worst_off.certificate.aim = Certificate::Aim::worst_off;
        worst_off.certificate.shares = {{model::AreaIndex(2), 3}, {model::AreaIndex(3), 1}};
        worst_off.bound_nano = 500'000'000;
        result_.bounds = {value, worst_off};
        model::AreaMeasure gone;
        gone.area = model::AreaIndex(1);
        gone.reachable = false;
        gone.reason = "no lane leads there";
        result_.chosen.measures.areas = {gone};
    }

    [[nodiscard]] std::string text() const {
        return exchange::plan_json_text(scenario_, result_, {});
    }

    ReadCertificates read(const std::string& bytes) {
        problems_ = {};
        return exchange::parse_certificates(scenario_, bytes, "plan.json", problems_);
    }

    /// Expects a critical problem at `path` once the only occurrence of `from` is replaced.
    void expect_refused(std::string_view from,
                        std::string_view to,
                        std::string_view code,
                        std::string_view path) {
        Files files{{"plan.json", text()}};
        replace(files, "plan.json", from, to);
        (void)read(files.at("plan.json"));
        const auto& kept = problems_.kept();
        const bool found = std::ranges::any_of(kept, [&](const exchange::Problem& problem) {
            return problem.severity == exchange::Severity::critical && problem.code == code &&
                   problem.column == path;
        });
        EXPECT_TRUE(found) << "expected " << code << " at " << path << ", got:\n" << all(problems_);
        EXPECT_TRUE(codes_are_listed(problems_));
    }

    model::Scenario scenario_;
    model::PlanResult result_;
    exchange::ProblemList problems_;
};

TEST_F(CertificateJson, ReadsBackWhatWasWritten) {
    const ReadCertificates back = read(text());
    EXPECT_EQ(problems_.total(), 0U) << all(problems_);
    ASSERT_EQ(back.bounds.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_TRUE(back.bounds[i].certificate == result_.bounds[i].certificate) << i;
        EXPECT_TRUE(back.bounds[i].bound_nano == result_.bounds[i].bound_nano) << i;
        EXPECT_TRUE(back.bounds[i].plan_nano == result_.bounds[i].plan_nano) << i;
        EXPECT_EQ(back.bounds[i].gap, result_.bounds[i].gap) << i;
    }
    EXPECT_EQ(back.out_of_reach, std::vector{model::AreaIndex(1)});
}

TEST_F(CertificateJson, RowsStandOnALineEachByTheirIds) {
    const std::string bytes = text();
    for (const std::string_view line :
         {"\n          {\"lane\": \"port-store\", \"class\": \"ambient\", \"weeks\": [[0, 120], "
          "[2, \"9007199254740993\"]]},\n",
          "\n          {\"lane\": \"port-store\", \"class\": \"cold\", \"weeks\": [[2, 4]]}\n",
          "\n          {\"place\": \"store\", \"class\": \"ultra_cold\", \"weeks\": [[1, 9]]}\n",
          "\n          {\"place\": \"post\", \"product\": \"vaccine\", \"weeks\": [[1, 8]]}\n",
          "\n          {\"row\": 2, \"weeks\": [[0, 6]]}\n",
          "\"earmark\": \"north\", \"price\": 7},\n",
          "\"earmark\": \"\", \"price\": \"9223372036854775807\"}\n",
          "\n      \"bound\": \"12345678901234.000000005\",\n",
          "\n        {\"area\": \"AA0101\", \"share\": 3},\n"}) {
        EXPECT_NE(bytes.find(line), std::string::npos) << line << "in\n" << bytes;
    }
    EXPECT_TRUE(nlohmann::json::accept(bytes));
}

TEST_F(CertificateJson, APlanWithoutCertificatesHasAnEmptyList) {
    result_.bounds.clear();
    EXPECT_EQ(nlohmann::json::parse(text())["certificates"], nlohmann::json::array());
    EXPECT_TRUE(read(text()).bounds.empty());
    EXPECT_TRUE(read("{\"imdad_plan\": 1}").bounds.empty());
    EXPECT_EQ(problems_.total(), 0U);
}

TEST_F(CertificateJson, ANoteCannotTakeTheirPlace) {
    result_.notes = {"\n  \"certificates\": null"};
    EXPECT_EQ(read(text()).bounds.size(), 2U);
}

TEST_F(CertificateJson, TheSplitValueIsStatedWhereOneWasFound) {
    EXPECT_FALSE(nlohmann::json::parse(text()).contains("split_value"));
    result_.split_value = 12.5;
    EXPECT_EQ(nlohmann::json::parse(text())["split_value"], 12.5);
}

TEST_F(CertificateJson, IdsThatTheScenarioDoesNotHaveAreRefused) {
    const std::string prices = "$.certificates[0].prices.";
    expect_refused("port-store\", \"class\": \"cold",
                   "port-shop\", \"class\": \"cold",
                   "dangling_reference",
                   prices + "lanes[1].lane");
    expect_refused("\"place\": \"store\"",
                   "\"place\": \"shop\"",
                   "dangling_reference",
                   prices + "stores[0].place");
    expect_refused(
        "ultra_cold\", \"weeks", "hot\", \"weeks", "unknown_value", prices + "stores[0].class");
    expect_refused("\"product\": \"vaccine\"",
                   "\"product\": \"pill\"",
                   "dangling_reference",
                   prices + "maximum_stock[0].product");
    expect_refused("\"row\": 2", "\"row\": 3", "dangling_reference", prices + "absorption[0].row");
    expect_refused("\"row\": 2", "\"row\": 0", "dangling_reference", prices + "absorption[0].row");
    expect_refused("\"earmark\": \"north\", \"price\"",
                   "\"earmark\": \"south\", \"price\"",
                   "dangling_reference",
                   prices + "supplies[0].supply");
    expect_refused("\"area\": \"AA0101\"",
                   "\"area\": \"ZZ\"",
                   "dangling_reference",
                   "$.certificates[1].shares[0].area");
    expect_refused("\"aim\": \"worst_off\"",
                   "\"aim\": \"best_off\"",
                   "unknown_value",
                   "$.certificates[1].aim");
    expect_refused("\"pcode\": \"AA01\"",
                   "\"pcode\": \"ZZ\"",
                   "dangling_reference",
                   "$.measures.unreachable_areas[0].pcode");
}

TEST_F(CertificateJson, TextForANumberIsRefused) {
    const std::string lane = "$.certificates[0].prices.lanes[0].weeks[0]";
    expect_refused("[0, 120]", "[0, \"many\"]", "not_a_number", lane + "[1]");
    expect_refused("[0, 120]", "[0, \"120 \"]", "not_a_number", lane + "[1]");
    expect_refused("[0, 120]", "[0, 1.5]", "not_a_number", lane + "[1]");
    expect_refused("[0, 120]", "[0, 18446744073709551615]", "not_a_number", lane + "[1]");
    expect_refused("[0, 120]", "[\"first\", 120]", "not_a_number", lane + "[0]");
    expect_refused("[0, 120]", "[0]", "wrong_type", lane);
    expect_refused("[0, 120]", "7", "wrong_type", lane);
    expect_refused("\"scale_bits\": 33",
                   "\"scale_bits\": \"many\"",
                   "not_a_number",
                   "$.certificates[0].scale_bits");
    expect_refused(
        "\"bound\": \"0.5\"", "\"bound\": \"half\"", "not_a_number", "$.certificates[1].bound");
    expect_refused("\"bound\": \"0.5\"", "\"bound\": 0.5", "wrong_type", "$.certificates[1].bound");
    expect_refused(
        "\"gap\": \"0.999999999\"", "\"gap\": \"1.5\"", "out_of_range", "$.certificates[0].gap");
}

TEST_F(CertificateJson, WhatIsMissingIsRefused) {
    expect_refused("\"gap\": \"0\"", "\"g\": \"0\"", "missing_value", "$.certificates[1].gap");
    expect_refused("\"plan\": \"12\"", "\"p\": \"12\"", "missing_value", "$.certificates[0].plan");
    expect_refused("\"shares\"", "\"parts\"", "missing_value", "$.certificates[1].shares");
    expect_refused(
        "\"aim\": \"value\"", "\"a\": \"value\"", "missing_value", "$.certificates[0].aim");
    expect_refused("\"price\": 7",
                   "\"cost\": 7",
                   "missing_value",
                   "$.certificates[0].prices.supplies[0].price");
    expect_refused("\"weeks\": [[2, 4]]",
                   "\"days\": []",
                   "missing_value",
                   "$.certificates[0].prices.lanes[1].weeks");
    expect_refused(
        "\"unreachable_areas\"", "\"areas_left\"", "missing_value", "$.measures.unreachable_areas");
    result_.bounds.pop_back();
    expect_refused("\"absorption\": [",
                   "\"other\": [",
                   "missing_value",
                   "$.certificates[0].prices.absorption");
    expect_refused(
        "\"certificates\": [", "\"certificates\": 7, \"x\": [", "wrong_type", "$.certificates");
}

TEST_F(CertificateJson, WhatIsStatedTwiceIsRefused) {
    const std::string lanes = "$.certificates[0].prices.lanes";
    expect_refused("\"class\": \"cold\"", "\"class\": \"ambient\"", "duplicate_row", lanes + "[1]");
    expect_refused("[0, 120]", "[2, 120]", "duplicate_row", lanes + "[0].weeks[1]");
    expect_refused("\"area\": \"AA0101\"",
                   "\"area\": \"AA0102\"",
                   "duplicate_row",
                   "$.certificates[1].shares[1]");
    expect_refused(
        "\"aim\": \"worst_off\"", "\"aim\": \"value\"", "duplicate_row", "$.certificates[1].aim");
    expect_refused(
        "\"scale_bits\": 33", "\"scale_bits\": 33, \"scale_bits\": 34", "duplicate_property", "$");
}

TEST(NanoText, IsExactAndReadsBack) {
    const Int128 large = Int128{std::numeric_limits<std::int64_t>::max()} * 1'000'000'000 + 1;
    for (const Int128 nano :
         {Int128{0}, Int128{1}, Int128{1'000'000'000}, Int128{12'500'000'000}, large}) {
        const auto back = exchange::parse_nano(exchange::nano_text(nano));
        ASSERT_TRUE(back.has_value()) << exchange::nano_text(nano);
        EXPECT_TRUE(*back == nano) << exchange::nano_text(nano);
    }
    EXPECT_EQ(exchange::nano_text(0), "0");
    EXPECT_EQ(exchange::nano_text(1), "0.000000001");
    EXPECT_EQ(exchange::nano_text(12'500'000'000), "12.5");
    for (const char* wrong : {"",
                              ".",
                              "1.",
                              ".5",
                              "-1",
                              "1e3",
                              "1,5",
                              "1.1234567891",
                              " 1",
                              "99999999999999999999999999999"}) {
        EXPECT_FALSE(exchange::parse_nano(wrong).has_value()) << wrong;
    }
}

}  // namespace
