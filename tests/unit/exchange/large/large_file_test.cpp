#include "folder_fixture.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

/// Files far larger than a person edits are read whole, and nothing of them is lost on the way.

namespace {

using namespace imdad;
using namespace imdad::exchange_test;

struct Written {
    std::size_t rows = 0;
    std::int64_t persons = 0;
};

/// The small scenario with needs.csv grown to `bytes`; every thousandth row is broken on purpose.
Written write_with_large_needs(const TempFolder& folder, std::size_t bytes, std::size_t& broken) {
    Files files = small_scenario();
    std::string& needs = files.at("needs.csv");
    needs.reserve(bytes + 200);
    Written written{4, 273};
    broken = 0;
    const char* const places[] = {"AA0101", "post", "AA0102", "clinic"};
    while (needs.size() < bytes) {
        const auto n = written.rows++;
        const auto persons = static_cast<std::int64_t>(n % 997);
        const bool spoiled = n % 1000 == 0;
        needs += fmt::format(
            "infants,{},2024-01-01,2024-02-{:02},{}{},resident,,\"register, page {}\",derived: by "
            "share\n",
            places[n % 4],
            1 + n % 28,
            persons,
            spoiled ? "x" : "",
            n);
        broken += spoiled ? 1U : 0U;
        written.persons += spoiled ? 0 : persons;
    }
    for (const auto& [file, text] : files) {
        folder.write(file, text);
    }
    return written;
}

void expect_all_of_it_loads(std::size_t bytes) {
    const TempFolder folder;
    std::size_t broken = 0;
    const Written written = write_with_large_needs(folder, bytes, broken);
    const exchange::LoadOutcome outcome = exchange::load_scenario(folder.path());
    ASSERT_TRUE(outcome.scenario);
    EXPECT_EQ(outcome.scenario->data().needs.size(), written.rows - broken);
    EXPECT_EQ(outcome.problems.count(exchange::Severity::critical), broken);
    for (const exchange::TableTotal& total : outcome.totals) {
        if (total.file == "needs.csv") {
            EXPECT_EQ(total.rows_read, written.rows);
            EXPECT_EQ(total.rows_kept, written.rows - broken);
            EXPECT_EQ(total.sum_kept, written.persons);
        }
    }
    EXPECT_EQ(outcome.scenario->data().needs.back().row, written.rows + 1);
}

TEST(LargeFile, TwentyMegabytesOfNeedsAreLoaded) {
    expect_all_of_it_loads(20'000'000);
}

TEST(LargeFile, TwoHundredMegabytesOfNeedsAreLoadedLong) {
    expect_all_of_it_loads(200'000'000);
}

TEST(LargeFile, TwentyMegabytesInOneRowAreAProblemNotACrash) {
    Files files = small_scenario();
    files["needs.csv"] += "infants,AA0101,,,\"" + std::string(20'000'000, '"');
    const exchange::LoadOutcome outcome = load(files);
    ASSERT_TRUE(outcome.scenario);
    EXPECT_EQ(outcome.scenario->data().needs.size(), 4U);
    ASSERT_NE(find(outcome.problems, "cell_too_long"), nullptr) << all(outcome.problems);
}

TEST(LargeFile, TwentyMegabytesOfNoiseAreProblemsNotACrash) {
    Files files = small_scenario();
    std::string noise;
    std::uint64_t state = 42;
    while (noise.size() < 20'000'000) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        noise += static_cast<char>(state >> 56U);
    }
    files["needs.csv"] += noise;
    const exchange::LoadOutcome outcome = load(files);
    ASSERT_TRUE(outcome.scenario);
    EXPECT_EQ(outcome.scenario->data().needs.size(), 4U);
    EXPECT_GT(outcome.problems.total(), 1000U);
}

}  // namespace
